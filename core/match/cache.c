/* SPDX-License-Identifier: Apache-2.0 */
/* Reading and writing database files: see cache.h. */
#include "match/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "lexicon/dictionary.h"

/* FORMAT counts up whenever the same patterns are written or coded otherwise (match/expressions.c, match/coding.c). */
enum { DATABASE_MAX = 1 << 30, FORMAT = 1 };

/* What a file begins with; the serialized database follows. */
typedef struct header {
	char magic[8];
	char key[32];
	uint64_t size;
	uint64_t checksum;
} header;

static const char magic[8] = "liangce";

void lc__cache_key(const lc__patterns *patterns, bool numbers, char key[33])
{
	struct {
		XXH128_hash_t units, items;
		uint64_t version, format, numbers;
		hs_platform_info_t platform;
	} parts;
	memset(&parts, 0, sizeof parts);
	parts.units = XXH3_128bits(patterns->units, patterns->unit_count * sizeof *patterns->units);
	parts.items = XXH3_128bits(patterns->items, patterns->count * sizeof *patterns->items);
	parts.version = XXH3_64bits(hs_version(), strlen(hs_version()));
	parts.format = FORMAT;
	parts.numbers = numbers;
	hs_populate_platform(&parts.platform);
	XXH128_hash_t hash = XXH3_128bits(&parts, sizeof parts);
	snprintf(key, 33, "%016llx%016llx", (unsigned long long)hash.high64, (unsigned long long)hash.low64);
}

static bool path_of(lc__buffer *path, const char *folder, const char *key, const char *ending)
{
	lc__buffer_init(path, 65536);
	return lc__buffer_printf(path, NULL, "%s/%s.hs%s", folder, key, ending) == LIANGCE_OK;
}

hs_database_t *lc__cache_load(const char *folder, const char *key)
{
	lc__buffer path;
	char *data = NULL;
	size_t size = 0;
	hs_database_t *database = NULL;
	if (path_of(&path, folder, key, "") && lc__read_file(path.data, DATABASE_MAX, &data, &size, NULL) == LIANGCE_OK) {
		header head = {0};
		if (size > sizeof head)
			memcpy(&head, data, sizeof head);
		const char *body = data + sizeof head;
		size_t body_size = size - sizeof head;
		if (memcmp(head.magic, magic, sizeof magic) != 0 || memcmp(head.key, key, sizeof head.key) != 0 || head.size != body_size ||
		    head.checksum != XXH3_64bits(body, body_size) ||
		    hs_deserialize_database(body, body_size, &database) != HS_SUCCESS)
			database = NULL;
	}
	lc__free(data);
	lc__buffer_release(&path);
	return database;
}

static void make_folders(const char *folder)
{
	lc__buffer path;
	lc__buffer_init(&path, 65536);
	if (lc__buffer_append(&path, folder, strlen(folder) + 1, NULL) == LIANGCE_OK) {
		for (char *at = path.data + 1; *at != '\0'; at++) {
			if (*at != '/')
				continue;
			*at = '\0';
			(void)mkdir(path.data, 0777);
			*at = '/';
		}
		(void)mkdir(path.data, 0777);
	}
	lc__buffer_release(&path);
}

static bool write_all(int file, const void *data, size_t size)
{
	for (const char *at = data; size > 0;) {
		ssize_t done = write(file, at, size);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		at += done;
		size -= (size_t)done;
	}
	return true;
}

void lc__cache_store(const char *folder, const char *key, const hs_database_t *database)
{
	char *body = NULL;
	size_t size = 0;
	lc__buffer path, draft;
	char ending[32];
	snprintf(ending, sizeof ending, ".%ld.tmp", (long)getpid());
	make_folders(folder);
	bool named = path_of(&path, folder, key, "");
	named = path_of(&draft, folder, key, ending) && named;
	int file = named ? open(draft.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666) : -1;
	if (file >= 0 && hs_serialize_database(database, &body, &size) == HS_SUCCESS) {
		header head = {.size = size, .checksum = XXH3_64bits(body, size)};
		memcpy(head.magic, magic, sizeof magic);
		memcpy(head.key, key, sizeof head.key);
		bool good = write_all(file, &head, sizeof head) && write_all(file, body, size);
		good = close(file) == 0 && good;
		if (!good || rename(draft.data, path.data) != 0)
			(void)unlink(draft.data);
	} else if (file >= 0) {
		close(file);
		(void)unlink(draft.data);
	}
	lc__free(body);
	lc__buffer_release(&path);
	lc__buffer_release(&draft);
}
