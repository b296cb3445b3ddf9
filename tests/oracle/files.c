/* SPDX-License-Identifier: Apache-2.0 */
/* See files.h. */
#include "oracle/files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "oracle/oracle.h"

bool oracle_read_file(const char *path, lc_view *text)
{
	FILE *file = fopen(path, "rb");
	char *data = NULL;
	size_t size = 0, capacity = 0, got;
	if (!file)
		return false;
	do {
		capacity = 2 * capacity + 65536;
		data = oracle_realloc(data, capacity, 1);
		got = fread(data + size, 1, capacity - size, file);
		size += got;
	} while (size == capacity);
	bool right = !ferror(file);
	fclose(file);
	if (!right)
		free(data);
	else
		*text = (lc_view){data, size};
	return right;
}

static int by_name(const struct dirent **left, const struct dirent **right)
{
	return strcmp((*left)->d_name, (*right)->d_name);
}

static int not_dots(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static bool each_of_folder(const char *path, oracle_file_callback callback, void *payload)
{
	struct dirent **entries;
	int count = scandir(path, &entries, not_dots, by_name);
	bool on = true;
	for (int i = 0; i < count; i++) {
		char *inside = NULL;
		if (on && asprintf(&inside, "%s/%s", path, entries[i]->d_name) > 0)
			on = oracle_each_file(inside, callback, payload);
		free(inside);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	return on;
}

bool oracle_each_file(const char *path, oracle_file_callback callback, void *payload)
{
	struct stat about;
	lc_view text;
	if (lstat(path, &about) != 0)
		return true;
	if (S_ISDIR(about.st_mode))
		return each_of_folder(path, callback, payload);
	if (!S_ISREG(about.st_mode) || !oracle_read_file(path, &text))
		return true;
	bool on = callback(path, text, payload);
	free((char *)text.data);
	return on;
}

/* ---------------------------------------------------------------- lexicon */

typedef struct lexicon {
	const char *path; /* as named: any file may be named itself */
	lc_view *texts;
	size_t count;
} lexicon;

static bool keep_tsv(const char *path, lc_view text, void *payload)
{
	lexicon *list = payload;
	size_t length = strlen(path);
	if (strcmp(path, list->path) != 0 && (length < 4 || strcmp(path + length - 4, ".tsv") != 0))
		return true;
	char *copy = oracle_realloc(NULL, text.size + 1, 1);
	if (text.size > 0)
		memcpy(copy, text.data, text.size);
	ORACLE_PUSH(list->texts, list->count);
	list->texts[list->count - 1] = (lc_view){copy, text.size};
	return true;
}

lc_view *oracle_read_lexicon(const char *path, size_t *count)
{
	lexicon list = {path, NULL, 0};
	oracle_each_file(path, keep_tsv, &list);
	*count = list.count;
	return list.texts;
}

void oracle_free_lexicon(lc_view *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free((char *)texts[i].data);
	free(texts);
}
