/* SPDX-License-Identifier: Apache-2.0 */
/* Knowing our own results: see ours.h. */
#include "tables/ours.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tables/schema.h"

/* What must be seen of a line that is cut off. */
#define LEAST_COLUMNS 6U
#define LINE_BYTES_MAX ((size_t)1 << 16)

/* ---------------------------------------------------------------- by content */

static bool begins_with(lc_view head, const char *bytes, size_t size)
{
	return head.size >= size && memcmp(head.data, bytes, size) == 0;
}

bool lc__is_our_database(lc_view head)
{
	static const char id[] = {(char)(LIANGCE_APPLICATION_ID >> 24 & 0xFF), (char)(LIANGCE_APPLICATION_ID >> 16 & 0xFF),
	                          (char)(LIANGCE_APPLICATION_ID >> 8 & 0xFF), (char)(LIANGCE_APPLICATION_ID & 0xFF)};
	return head.size >= 100 && begins_with(head, "SQLite format 3", 16) && memcmp(head.data + 68, id, sizeof id) == 0;
}

/* The names of the columns of the first line, in CSV or JSON. */
typedef struct columns {
	lc_view names[LIANGCE_COLUMNS_MAX];
	size_t count;
	bool whole; /* the line ends in what was seen */
} columns;

/* Behind the name that begins at `at`: Latin letters, digits and _. */
static const char *behind_name(const char *at, const char *end)
{
	for (const char *from = at; at < end; at++) {
		bool letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || *at == '_';
		if (!letter && (at == from || *at < '0' || *at > '9'))
			break;
	}
	return at;
}

static bool add_name(columns *self, const char *from, const char *to)
{
	if (self->count == LIANGCE_COLUMNS_MAX || from == to)
		return false;
	self->names[self->count++] = (lc_view){.data = from, .size = (size_t)(to - from)};
	return true;
}

/* Names of ours need no quotes. */
static bool read_csv_line(columns *self, const char *at, const char *end)
{
	while (!self->whole) {
		const char *stop = behind_name(at, end);
		if (stop == end || (*stop != ',' && *stop != '\n') || !add_name(self, at, stop))
			return false;
		self->whole = *stop == '\n';
		at = stop + 1;
	}
	return true;
}

/* Behind the string whose first character is at; `end` if it is cut off. */
static const char *behind_string(const char *at, const char *end)
{
	for (; at < end && *at != '"'; at++)
		if (*at == '\\' && at + 1 < end)
			at++;
	return at < end ? at + 1 : end;
}

/* {"name":value,…}: values are strings, numbers and null, and there is no space, as rows.c writes them. */
static bool read_json_line(columns *self, const char *at, const char *end)
{
	while (at + 1 < end && (*at == '{' || *at == ',') && at[1] == '"') {
		const char *name = at + 2, *stop = behind_name(name, end);
		if (end - stop < 2)
			return true;
		if (stop[0] != '"' || stop[1] != ':' || !add_name(self, name, stop))
			return false;
		at = stop + 2;
		if (at < end && *at == '"')
			at = behind_string(at + 1, end);
		else
			while (at < end && *at != ',' && *at != '}' && *at != '\n')
				at++;
	}
	self->whole = end - at >= 2 && at[0] == '}' && at[1] == '\n';
	return self->whole || end - at < 2;
}

/* The columns of a table, behind those of groups where it may have them. */
static bool are_of_table(const columns *self, const lc__table *table)
{
	for (size_t groups = 0; groups < self->count; groups++) {
		size_t same = 0;
		while (groups + same < self->count && same < table->column_count &&
		       strlen(table->columns[same].name) == self->names[groups + same].size &&
		       memcmp(table->columns[same].name, self->names[groups + same].data, self->names[groups + same].size) == 0)
			same++;
		bool all = same == table->column_count || (!self->whole && same >= LEAST_COLUMNS);
		if (groups + same == self->count && all)
			return true;
		if (!table->grouped)
			break;
	}
	return false;
}

/* Text in Chinese is told from these by its first byte. */
static bool read_line(columns *self, lc_view head)
{
	const char *end = head.data + (head.size < LINE_BYTES_MAX ? head.size : LINE_BYTES_MAX);
	self->count = 0;
	self->whole = false;
	if (head.size == 0)
		return false;
	return head.data[0] == '{' ? read_json_line(self, head.data, end) : read_csv_line(self, head.data, end);
}

bool lc__is_our_facts(lc_view head)
{
	columns line;
	return head.size != 0 && head.data[0] == '{' && read_line(&line, head) && are_of_table(&line, lc__table_named("facts"));
}

bool lc_is_result(lc_view head)
{
	columns line;
	if (lc__is_our_database(head) || begins_with(head, LIANGCE_LOCK_TEXT, sizeof LIANGCE_LOCK_TEXT - 1))
		return true;
	bool found = read_line(&line, head);
	for (size_t i = 0; found && i < lc__table_count; i++)
		if (are_of_table(&line, &lc__tables[i]))
			return true;
	return false;
}

/* ---------------------------------------------------------------- folders */

bool lc__each_name(const char *folder, bool (*callback)(int folder, const char *name))
{
	DIR *directory = opendir(folder);
	if (directory == NULL)
		return false;
	bool good = true;
	while (good) {
		errno = 0;
		const struct dirent *entry = readdir(directory);
		if (entry == NULL) {
			good = errno == 0;
			break;
		}
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			good = callback(dirfd(directory), entry->d_name);
	}
	closedir(directory);
	return good;
}

static bool is_table_name(const char *name)
{
	for (size_t i = 0; i < lc__table_count; i++) {
		size_t size = strlen(lc__tables[i].name);
		if (strncmp(name, lc__tables[i].name, size) == 0 &&
		    (strcmp(name + size, ".csv") == 0 || strcmp(name + size, ".jsonl") == 0))
			return true;
	}
	return false;
}

bool lc__is_table_file(int folder, const char *name)
{
	struct stat info;
	return is_table_name(name) && fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(info.st_mode);
}

/* A table without rows is an empty file in JSONL. */
static bool is_table_or_empty(int folder, const char *name)
{
	char head[4096];
	if (!lc__is_table_file(folder, name))
		return false;
	int file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	ssize_t size = file < 0 ? -1 : read(file, head, sizeof head);
	if (file >= 0)
		close(file);
	return size == 0 || (size > 0 && lc_is_result((lc_view){.data = head, .size = (size_t)size}));
}

bool lc_is_result_folder(const char *path)
{
	/* The table that every result has and that is written first: one look is what other folders pay. */
	static const char *const first[] = {"groups.csv", "groups.jsonl"};
	for (size_t i = 0; i < sizeof first / sizeof first[0]; i++) {
		char name[PATH_MAX + 16];
		if ((size_t)snprintf(name, sizeof name, "%s/%s", path, first[i]) < sizeof name && access(name, F_OK) == 0)
			return lc__each_name(path, is_table_or_empty);
	}
	return false;
}
