/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Keeps the cache from growing for ever: every change of a dictionary leaves a file behind. What was used last stays. Touches only names
 * that the cache gives; what cannot be removed stays too, as a cache is nothing that a run may fail for.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "match/cache.h"

enum { KEY_CHARS = 32, ENTRIES_MAX = 1 << 16, DAY_S = 24 * 60 * 60 };

typedef struct entry {
	char name[KEY_CHARS + 4];
	struct timespec used;
	uint64_t bytes;
} entry;

typedef struct entries {
	entry *items;
	size_t count, capacity;
} entries;

/* KEY.hs, or KEY.hs.XXXXXX of one that is being written. */
static bool is_ours(const char *name)
{
	return strspn(name, "0123456789abcdef") == KEY_CHARS && strncmp(name + KEY_CHARS, ".hs", 3) == 0 &&
	       (name[KEY_CHARS + 3] == '\0' || name[KEY_CHARS + 3] == '.');
}

static int last_used_first(const void *a, const void *b)
{
	const struct timespec *x = &((const entry *)a)->used, *y = &((const entry *)b)->used;
	if (x->tv_sec != y->tv_sec)
		return x->tv_sec < y->tv_sec ? 1 : -1;
	return (x->tv_nsec < y->tv_nsec) - (x->tv_nsec > y->tv_nsec);
}

/* A draft that is a day old was left by a run that was killed. */
static void look_at(entries *self, int folder, const char *name)
{
	struct stat info;
	if (!is_ours(name) || fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(info.st_mode))
		return;
	if (name[KEY_CHARS + 3] == '.') {
		if (time(NULL) - info.st_mtime > DAY_S)
			(void)unlinkat(folder, name, 0);
		return;
	}
	void *items = self->items;
	if (lc__grow(&items, &self->capacity, self->count + 1, ENTRIES_MAX, sizeof *self->items, NULL) == LIANGCE_OK) {
		self->items = items;
		entry *new = &self->items[self->count++];
		memcpy(new->name, name, sizeof new->name);
		new->used = info.st_mtim;
		new->bytes = (uint64_t)info.st_size;
	}
}

void lc__cache_bound(const char *folder, uint64_t most_bytes)
{
	DIR *directory = opendir(folder);
	entries all = {0};
	uint64_t bytes = 0;
	if (directory == NULL)
		return;
	for (const struct dirent *next; (next = readdir(directory)) != NULL;)
		look_at(&all, dirfd(directory), next->d_name);
	if (all.count > 0)
		qsort(all.items, all.count, sizeof *all.items, last_used_first);
	for (size_t i = 0; i < all.count; i++) {
		bytes += all.items[i].bytes;
		if (i > 0 && bytes > most_bytes)
			(void)unlinkat(dirfd(directory), all.items[i].name, 0);
	}
	closedir(directory);
	lc__free(all.items);
}
