/* SPDX-License-Identifier: Apache-2.0 */
/* A folder of a test's own, made before it and removed after it. Included by one program at a time. */
#ifndef LIANGCE_TEMP_TREE_H
#define LIANGCE_TEMP_TREE_H

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char temp_tree[64];

static inline int make_tree(void **state)
{
	(void)state;
	snprintf(temp_tree, sizeof temp_tree, "/tmp/liangce-test-XXXXXX");
	return mkdtemp(temp_tree) == NULL || chmod(temp_tree, 0755) != 0 ? -1 : 0;
}

static inline int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
	(void)status;
	(void)kind;
	(void)place;
	return remove(path);
}

static inline int remove_tree(void **state)
{
	(void)state;
	return nftw(temp_tree, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

/* The path of a name in the tree; good for the next seven calls. */
static inline const char *in_tree(const char *name)
{
	static char paths[8][PATH_MAX];
	static unsigned turn;
	char *path = paths[turn++ % 8];
	assert_true((size_t)snprintf(path, PATH_MAX, "%s/%s", temp_tree, name) < PATH_MAX);
	return path;
}

static inline void put_folder(const char *name)
{
	assert_int_equal(mkdir(in_tree(name), 0755), 0);
}

static inline void put_bytes(const char *name, const char *bytes, size_t size)
{
	FILE *file = fopen(in_tree(name), "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static inline void put_text(const char *name, const char *text)
{
	put_bytes(name, text, strlen(text));
}

#endif
