/* SPDX-License-Identifier: Apache-2.0 */
/* Reading and writing database files: see cache.h. */
#include "match/cache.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "base/file.h"

enum { DATABASE_MAX = 1 << 30 };

/* What a file begins with; the serialized database follows. */
typedef struct header {
	char magic[8];
	char key[32];
	uint64_t size;
	uint64_t checksum;
} header;

static const char magic[8] = "liangce";

void lc__cache_key(const lc__expressions *expressions, char key[33])
{
	struct {
		XXH128_hash_t texts, flags, ids;
		uint64_t version;
		hs_platform_info_t platform;
	} parts;
	memset(&parts, 0, sizeof parts);
	parts.texts = XXH3_128bits(expressions->characters.data, expressions->characters.size);
	parts.flags = XXH3_128bits(expressions->flags, expressions->count * sizeof *expressions->flags);
	parts.ids = XXH3_128bits(expressions->ids, expressions->count * sizeof *expressions->ids);
	parts.version = XXH3_64bits(hs_version(), strlen(hs_version()));
	hs_populate_platform(&parts.platform);
	XXH128_hash_t hash = XXH3_128bits(&parts, sizeof parts);
	snprintf(key, 33, "%016llx%016llx", (unsigned long long)hash.high64, (unsigned long long)hash.low64);
}

static bool path_of(lc__buffer *path, const char *folder, const char *key, const char *ending)
{
	lc__buffer_init(path, 65536);
	return lc__buffer_printf(path, NULL, "%s/%s.hs%s", folder, key, ending) == LIANGCE_OK;
}

/* The database that a whole file holds, NULL if there is anything wrong with it. */
static hs_database_t *unpack(const char *data, size_t size, const char *key)
{
	header head;
	hs_database_t *database = NULL;
	if (size < sizeof head)
		return NULL;
	memcpy(&head, data, sizeof head);
	const char *body = data + sizeof head;
	size_t body_size = size - sizeof head;
	bool good = memcmp(head.magic, magic, sizeof magic) == 0 && memcmp(head.key, key, sizeof head.key) == 0 &&
	            head.size == body_size && head.checksum == XXH3_64bits(body, body_size);
	return good && hs_deserialize_database(body, body_size, &database) == HS_SUCCESS ? database : NULL;
}

/*
 * The engine runs what a database says, and a checksum is no signature: only a file that nobody but this user can have written is read.
 * Opening does not wait for the other end of a pipe.
 */
static char *read_own(const char *path, size_t *size)
{
	struct stat info;
	char *data = NULL;
	int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bool own = file >= 0 && fstat(file, &info) == 0 && S_ISREG(info.st_mode) && info.st_uid == geteuid() &&
	           (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
	if (own && info.st_size > 0 && info.st_size <= DATABASE_MAX)
		data = lc__alloc((size_t)info.st_size, 1);
	if (data != NULL && read(file, data, (size_t)info.st_size) != info.st_size) {
		lc__free(data);
		data = NULL;
	}
	if (data != NULL)
		*size = (size_t)info.st_size;
	if (file >= 0)
		close(file);
	return data;
}

hs_database_t *lc__cache_load(const char *folder, const char *key)
{
	lc__buffer path;
	size_t size = 0;
	char *data = path_of(&path, folder, key, "") ? read_own(path.data, &size) : NULL;
	hs_database_t *database = data != NULL ? unpack(data, size, key) : NULL;
	if (database != NULL)
		(void)utimensat(AT_FDCWD, path.data, NULL, 0); /* it was used: lc__cache_bound */
	lc__free(data);
	lc__buffer_release(&path);
	return database;
}

/* Nobody else's affair, as the XDG specification wants it of a user's cache. */
static void make_folders(const char *folder)
{
	char *path = lc__strndup(folder, strlen(folder));
	for (char *at = path; at != NULL && *at != '\0'; at++) {
		if (*at != '/' || at == path)
			continue;
		*at = '\0';
		(void)mkdir(path, 0700);
		*at = '/';
	}
	if (path != NULL)
		(void)mkdir(path, 0700);
	lc__free(path);
}

/* Takes the descriptor. */
static bool write_file(int file, const char *key, const char *body, size_t size)
{
	header head = {.size = size, .checksum = XXH3_64bits(body, size)};
	memcpy(head.magic, magic, sizeof magic);
	memcpy(head.key, key, sizeof head.key);
	bool good = lc__write_all(file, &head, sizeof head) && lc__write_all(file, body, size);
	return close(file) == 0 && good;
}

void lc__cache_store(const char *folder, const char *key, const hs_database_t *database)
{
	lc__buffer path, draft;
	char *body = NULL;
	size_t size = 0;
	make_folders(folder);
	/* A draft of its own for each: two runs may compile the same at once, and one that was killed must be in nobody's way. */
	bool named = path_of(&path, folder, key, "");
	named = path_of(&draft, folder, key, ".XXXXXX") && named;
	int file = named && hs_serialize_database(database, &body, &size) == HS_SUCCESS ? mkostemp(draft.data, O_CLOEXEC) : -1;
	if (file >= 0 && !(write_file(file, key, body, size) && rename(draft.data, path.data) == 0))
		(void)unlink(draft.data);
	lc__cache_bound(folder, LIANGCE_CACHE_BYTES);
	free(body); /* the engine's, whose allocator is malloc */
	lc__buffer_release(&path);
	lc__buffer_release(&draft);
}
