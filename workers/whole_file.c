/* SPDX-License-Identifier: Apache-2.0 */
/* Writing a file under another name and renaming it: see whole_file.h. */
#include "whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static lc_status write_straight(const char *path, lc_view data, lc_error *err)
{
	int file = open(path, O_WRONLY | O_CLOEXEC);
	bool good = file >= 0 && lc__write_all(file, data.data, data.size);
	int reason = errno;
	if (file >= 0)
		close(file);
	return good ? LIANGCE_OK : lc__fail_errno(err, LIANGCE_E_WRITE, path, reason, "cannot be written");
}

/* mkostemp gives a file that only its owner may read; this is what open would have made of 0666. */
static mode_t usual_mode(void)
{
	mode_t mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

/* Where a path leads, so that a link stays one: /dev/stdout, say. Where nothing is yet, the path itself. */
static lc_status resolve(lc__buffer *out, const char *path, lc_error *err)
{
	struct stat info;
	char *real = realpath(path, NULL);
	if (real == NULL && lstat(path, &info) == 0 && S_ISLNK(info.st_mode))
		return lc__fail_at(err, LIANGCE_E_WRITE, path, 0, 0, "is a link that leads nowhere: it is not replaced");
	lc_status status = lc__buffer_printf(out, err, "%s.XXXXXX", real == NULL ? path : real);
	free(real);
	return status;
}

static bool write_temporary(int file, lc_view data, mode_t mode)
{
	bool good = lc__write_all(file, data.data, data.size) && fchmod(file, mode) == 0 && fsync(file) == 0;
	int reason = errno;
	bool closed = close(file) == 0;
	if (!good)
		errno = reason;
	return good && closed;
}

lc_status lc__write_whole(const char *path, lc_view data, lc_error *err)
{
	struct stat info;
	lc__buffer temporary, target;
	bool there = stat(path, &info) == 0;
	if (there && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode))
		return write_straight(path, data, err);
	lc__buffer_init(&temporary, 65536);
	lc__buffer_init(&target, 65536);
	lc_status status = resolve(&temporary, path, err);
	if (status == LIANGCE_OK)
		status = lc__buffer_printf(&target, err, "%.*s", (int)(temporary.size - strlen(".XXXXXX")), temporary.data);
	if (status == LIANGCE_OK) {
		mode_t mode = there ? info.st_mode & 07777 : usual_mode();
		int file = mkostemp(temporary.data, O_CLOEXEC);
		bool good = file >= 0 && write_temporary(file, data, mode) && rename(temporary.data, target.data) == 0;
		int reason = errno;
		if (!good && file >= 0)
			(void)unlink(temporary.data);
		if (!good)
			status = lc__fail_errno(err, LIANGCE_E_WRITE, path, reason, "cannot be written");
	}
	lc__buffer_release(&temporary);
	lc__buffer_release(&target);
	return status;
}
