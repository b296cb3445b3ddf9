/* SPDX-License-Identifier: Apache-2.0 */
/* Reading and writing files: see file.h. */
#include "base/file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 65536 };

static lc_status read_stream(FILE *file, const char *path, size_t maximum, lc__buffer *into, lc_error *err)
{
	size_t got;
	do {
		/* One byte more than may be there tells a file that is too large from one that is just not. */
		size_t room = maximum - into->size < CHUNK ? maximum - into->size + 1 : CHUNK;
		lc_status status = lc__buffer_reserve(into, room, err);
		if (status != LIANGCE_OK)
			return status;
		got = fread(into->data + into->size, 1, room, file);
		into->size += got;
		if (into->size > maximum)
			return lc__fail_at(err, LIANGCE_E_TOO_LARGE, path, 0, 0, "larger than %zu bytes", maximum);
	} while (got != 0);
	return ferror(file) ? lc__fail_errno(err, LIANGCE_E_READ, path, errno, "cannot read") : LIANGCE_OK;
}

lc_status lc__read_file(const char *path, size_t maximum, char **data, size_t *size, lc_error *err)
{
	FILE *file = fopen(path, "rbe");
	if (file == NULL)
		return lc__fail_errno(err, LIANGCE_E_READ, path, errno, "cannot open");
	lc__buffer buffer;
	lc__buffer_init(&buffer, SIZE_MAX);
	lc_status status = read_stream(file, path, maximum, &buffer, err);
	fclose(file);
	if (status != LIANGCE_OK) {
		lc__buffer_release(&buffer);
		return status;
	}
	*data = buffer.data;
	*size = buffer.size;
	return LIANGCE_OK;
}

bool lc__write_all(int descriptor, const void *data, size_t size)
{
	for (const char *at = data; size > 0;) {
		ssize_t written = write(descriptor, at, size);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		at += written;
		size -= (size_t)written;
	}
	return true;
}

char *lc__path_beside(const char *path, const char *suffix)
{
	size_t size = strlen(path), more = strlen(suffix);
	char *joined = lc__alloc(size + more + 1, 1);
	if (joined != NULL) {
		memcpy(joined, path, size);
		memcpy(joined + size, suffix, more + 1);
	}
	return joined;
}

void lc__folder_of(char folder[LIANGCE_BESIDE_CHARS], const char *path)
{
	const char *slash = strrchr(path, '/');
	if (slash == NULL)
		snprintf(folder, LIANGCE_BESIDE_CHARS, ".");
	else
		snprintf(folder, LIANGCE_BESIDE_CHARS, "%.*s", slash == path ? 1 : (int)(slash - path), path);
}
