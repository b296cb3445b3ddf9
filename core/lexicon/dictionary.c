/* SPDX-License-Identifier: Apache-2.0 */
/* Reads dictionary TSV into rows; says where a row is wrong. What a spelling may hold is spelling.c's to say. */
#include "lexicon/dictionary.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "lexicon/spelling.h"
#include "text/utf8.h"

enum { COLUMNS = 6, TEXT_MAX = 1 << 30 };

lc_status lc_dictionary_new(lc_dictionary **out, lc_error *err)
{
	lc_dictionary *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	atomic_init(&self->owners, 1);
	*out = self;
	return LIANGCE_OK;
}

lc_dictionary *lc__dictionary_retain(const lc_dictionary *self)
{
	lc_dictionary *shared = (lc_dictionary *)(uintptr_t)self; /* the count of owners is no part of its value */
	atomic_fetch_add(&shared->owners, 1);
	return shared;
}

void lc_dictionary_free(lc_dictionary *self)
{
	if (self == NULL || atomic_fetch_sub(&self->owners, 1) != 1)
		return;
	for (size_t i = 0; i < self->text_count; i++)
		lc__free(self->texts[i]);
	lc__free(self->texts);
	lc__free(self->terms);
	lc__free(self);
}

size_t lc_dictionary_count(const lc_dictionary *self)
{
	return self->count;
}

const lc_term *lc_dictionary_term(const lc_dictionary *self, size_t index)
{
	return &self->terms[index];
}

static lc_status keep_text(lc_dictionary *self, char *text, lc_error *err)
{
	void *texts = self->texts;
	lc_status status =
	    lc__grow(&texts, &self->text_capacity, self->text_count + 1, LIANGCE_TERMS_MAX, sizeof *self->texts, err);
	self->texts = texts;
	if (status == LIANGCE_OK)
		self->texts[self->text_count++] = text;
	return status;
}

/* A place in a text that is being read, for messages. */
typedef struct place {
	const char *name;
	const char *line_start;
	uint32_t line;
} place;

static lc_status fail_here(const place *here, const char *at, lc_error *err, const char *message)
{
	uint32_t column = 1;
	const uint8_t *end = (const uint8_t *)at;
	for (const uint8_t *c = (const uint8_t *)here->line_start; c < end; column++)
		c += lc__decode(c, end).width;
	return lc__fail_at(err, LIANGCE_E_DICTIONARY, here->name, here->line, column, "%s", message);
}

static lc_status check_utf8(const place *here, const char *line, size_t size, lc_error *err)
{
	const uint8_t *at = (const uint8_t *)line, *end = at + size;
	while (at < end) {
		lc__character c = lc__decode(at, end);
		if (!c.valid)
			return fail_here(here, (const char *)at, err, "not UTF-8");
		if (c.point == 0)
			return fail_here(here, (const char *)at, err, "a NUL byte");
		at += c.width;
	}
	return LIANGCE_OK;
}

static lc_status check_theme(const place *here, const char *theme, lc_error *err)
{
	for (const char *at = theme; *theme != '\0'; at++) {
		if ((*at == '/' || *at == '\0') && (at == theme || at[-1] == '/'))
			return fail_here(here, at, err, "an empty level in the theme path");
		if (*at == '\0')
			break;
	}
	return LIANGCE_OK;
}

static lc_status check_spellings(const place *here, const char *list, bool one, lc_error *err)
{
	for (const char *at = list;;) {
		size_t size = one ? strlen(at) : lc__alias_size(at);
		const char *wrong = NULL, *message = lc__spelling_check((lc_view){at, size}, &wrong);
		if (message != NULL)
			return fail_here(here, wrong, err, message);
		if (at[size] == '\0')
			return LIANGCE_OK;
		at += size + 1;
	}
}

static lc_status read_kind(const place *here, const char *word, lc_term_kind *kind, lc_error *err)
{
	static const lc_term_kind kinds[] = {LIANGCE_KIND_TERM, LIANGCE_KIND_INDICATOR, LIANGCE_KIND_SHIELD, LIANGCE_KIND_NAME};
	*kind = LIANGCE_KIND_TERM;
	if (*word == '\0')
		return LIANGCE_OK;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(word, lc_term_kind_text(kinds[i])) == 0) {
			*kind = kinds[i];
			return LIANGCE_OK;
		}
	return fail_here(here, word, err, "unknown kind: it is term, indicator, shield or name");
}

/* Takes a terminated line apart in place. */
static lc_status add_row(lc_dictionary *self, const place *here, char *line, lc_error *err)
{
	static const char empty[] = "";
	const char *columns[COLUMNS] = {empty, empty, empty, empty, empty, empty};
	char *at = line;
	for (int i = 0; at != NULL; i++) {
		if (i == COLUMNS)
			return fail_here(here, at, err, "more than six columns");
		columns[i] = at;
		at = strchr(at, '\t');
		if (at != NULL)
			*at++ = '\0';
	}
	lc_term row = {columns[0], columns[1], columns[2], LIANGCE_KIND_TERM, columns[4], columns[5], here->name, here->line};
	lc_status status =
	    *row.term == '\0' ? fail_here(here, line, err, "an empty term") : check_spellings(here, row.term, true, err);
	if (status == LIANGCE_OK)
		status = check_theme(here, row.theme, err);
	if (status == LIANGCE_OK && *row.aliases != '\0')
		status = check_spellings(here, row.aliases, false, err);
	if (status == LIANGCE_OK)
		status = read_kind(here, columns[3], &row.kind, err);
	void *terms = self->terms;
	if (status == LIANGCE_OK)
		status = lc__grow(&terms, &self->capacity, self->count + 1, LIANGCE_TERMS_MAX, sizeof row, err);
	self->terms = terms;
	if (status == LIANGCE_OK)
		self->terms[self->count++] = row;
	return status;
}

lc_status lc_dictionary_add_text(lc_dictionary *self, const char *name, lc_view text, lc_error *err)
{
	if (atomic_load(&self->owners) != 1) /* A ruleset reads the rows, in any number of threads. */
		return lc__fail_at(err, LIANGCE_E_INVALID, name, 0, 0, "cannot be added: a ruleset is made of this dictionary");
	if (text.size > TEXT_MAX)
		return lc__fail_at(err, LIANGCE_E_TOO_LARGE, name, 0, 0, "larger than 1 GiB");
	char *own_name = lc__strndup(name, strlen(name));
	char *copy = lc__strndup(text.data, text.size);
	lc_status status = own_name == NULL || copy == NULL ? lc__fail_nomem(err) : keep_text(self, own_name, err);
	if (status != LIANGCE_OK) {
		lc__free(own_name);
		lc__free(copy);
		return status;
	}
	status = keep_text(self, copy, err);
	if (status != LIANGCE_OK) {
		lc__free(copy);
		return status;
	}
	place here = {own_name, copy, 0};
	char *end = copy + text.size;
	char *line = text.size >= 3 && memcmp(copy, "\xEF\xBB\xBF", 3) == 0 ? copy + 3 : copy;
	while (line < end && status == LIANGCE_OK) {
		char *stop = memchr(line, '\n', (size_t)(end - line));
		char *next = stop == NULL ? end : stop + 1;
		if (stop == NULL)
			stop = end;
		if (stop > line && stop[-1] == '\r')
			stop--;
		here.line++;
		here.line_start = line;
		status = check_utf8(&here, line, (size_t)(stop - line), err);
		*stop = '\0';
		if (status == LIANGCE_OK && *line != '\0' && *line != '#')
			status = add_row(self, &here, line, err);
		line = next;
	}
	return status;
}

/* What people try first: each line would be one long term that is never found, and nothing would say so. */
static lc_status refuse_csv(const char *path, lc_view text, lc_error *err)
{
	const char *line = text.data, *end = text.data + text.size;
	uint32_t number = 1;
	for (; line < end && *line == '#'; number++) {
		const char *stop = memchr(line, '\n', (size_t)(end - line));
		line = stop == NULL ? end : stop + 1;
	}
	const char *stop = line < end ? memchr(line, '\n', (size_t)(end - line)) : NULL;
	size_t size = (size_t)((stop == NULL ? end : stop) - line);
	if (size == 0 || memchr(line, ',', size) == NULL || memchr(line, '\t', size) != NULL)
		return LIANGCE_OK;
	return lc__fail_at(err, LIANGCE_E_DICTIONARY, path, number, 0,
	                   "commas and no TAB: columns are separated by TABs, not as in CSV");
}

static lc_status add_file(lc_dictionary *self, const char *path, lc_error *err)
{
	char *data;
	size_t size;
	lc_status status = lc__read_file(path, TEXT_MAX, &data, &size, err);
	if (status == LIANGCE_OK) {
		status = refuse_csv(path, (lc_view){data, size}, err);
		if (status == LIANGCE_OK)
			status = lc_dictionary_add_text(self, path, (lc_view){data, size}, err);
		lc__free(data);
	}
	return status;
}

static int is_tsv(const struct dirent *entry)
{
	size_t size = strlen(entry->d_name);
	return entry->d_name[0] != '.' && size > 4 && strcmp(entry->d_name + size - 4, ".tsv") == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name); /* bytes: the same order in every locale */
}

static lc_status add_folder(lc_dictionary *self, const char *path, lc_error *err)
{
	struct dirent **entries;
	int count = scandir(path, &entries, is_tsv, by_name);
	if (count < 0)
		return lc__fail_errno(err, LIANGCE_E_READ, path, errno, "cannot read the folder");
	lc_status status = count == 0 ? lc__fail_at(err, LIANGCE_E_DICTIONARY, path, 0, 0, "no *.tsv in this folder") : LIANGCE_OK;
	for (int i = 0; i < count; i++) {
		lc__buffer name;
		lc__buffer_init(&name, 65536);
		if (status == LIANGCE_OK)
			status = lc__buffer_printf(&name, err, "%s/%s", path, entries[i]->d_name);
		if (status == LIANGCE_OK)
			status = add_file(self, name.data, err);
		lc__buffer_release(&name);
		free(entries[i]);
	}
	free(entries);
	return status;
}

lc_status lc_dictionary_add_path(lc_dictionary *self, const char *path, lc_error *err)
{
	struct stat facts;
	if (stat(path, &facts) != 0)
		return lc__fail_errno(err, LIANGCE_E_READ, path, errno, "cannot open");
	return S_ISDIR(facts.st_mode) ? add_folder(self, path, err) : add_file(self, path, err);
}
