/* SPDX-License-Identifier: Apache-2.0 */
/*
 * plain_bench: text and dictionaries in which folding has nothing left to do, so that a program that does not fold must find the
 * same terms, the same number of times. What cannot be brought to that form is left out and counted on standard error.
 */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "lexicon/dictionary.h"
#include "match/patterns.h"
#include "text/fold.h"

static const char help[] =
    "usage: plain_bench text FILE          its folded text, a line for each hard break, each line ended with 。\n"
    "       plain_bench dictionary PATH    its spellings as folded, a row each: no gaps, names, borders of letters or digits\n";

enum { LINE_UNITS_MAX = 1 << 16 };

#define TEXT_MAX ((size_t)UINT32_MAX)

typedef struct plain {
	lc__folded text;  /* the segment that is being written */
	lc__folded again; /* one line of it, folded a second time */
	lc__buffer line;
	size_t written, left_out;
} plain;

static lc_status init(plain *self, lc_error *err)
{
	*self = (plain){0};
	lc__buffer_init(&self->line, (size_t)LINE_UNITS_MAX * 3 + 16);
	lc_status status = lc__folded_init(&self->text, err);
	return status == LIANGCE_OK ? lc__folded_init(&self->again, err) : status;
}

static void release(plain *self)
{
	lc__buffer_release(&self->line);
	lc__folded_release(&self->text);
	lc__folded_release(&self->again);
}

static lc_status write_out(const lc__buffer *line, lc_error *err)
{
	return fwrite(line->data, 1, line->size, stdout) == line->size
	         ? LIANGCE_OK
	         : lc__fail(err, LIANGCE_E_WRITE, "standard output takes no more");
}

/* Does the line, with the mark that ends it, fold to the units it was made from? */
static lc_status folds_to_itself(plain *self, const uint16_t *units, size_t count, bool *out, lc_error *err)
{
	lc_status status = lc__fold(&self->again, (lc_view){self->line.data, self->line.size}, err);
	*out = status == LIANGCE_OK && self->again.count == count + 3 && self->again.units[count + 1] == u'。' &&
	       memcmp(self->again.units + 1, units, count * sizeof *units) == 0;
	return status;
}

/* A line that ends a sentence is never joined to the next one. */
static lc_status write_line(plain *self, const uint16_t *units, size_t count, lc_error *err)
{
	bool same = false;
	lc_status status = LIANGCE_OK;
	if (count == 0)
		return LIANGCE_OK;
	self->line.size = 0;
	if (count <= LINE_UNITS_MAX) {
		status = lc__units_to_utf8(&self->line, units, count, err);
		if (status == LIANGCE_OK)
			status = lc__buffer_printf(&self->line, err, "。");
		if (status == LIANGCE_OK)
			status = folds_to_itself(self, units, count, &same, err);
	}
	if (status != LIANGCE_OK || !same) {
		self->left_out++;
		return status;
	}
	self->written++;
	status = lc__buffer_append(&self->line, "\n", 1, err);
	return status == LIANGCE_OK ? write_out(&self->line, err) : status;
}

/* The sentinels are breaks too: each line stands between two. */
static lc_status write_lines(plain *self, lc_error *err)
{
	const uint16_t *units = self->text.units;
	lc_status status = LIANGCE_OK;
	for (size_t i = 1, start = 1; i < self->text.count && status == LIANGCE_OK; i++) {
		if (units[i] != LIANGCE_UNIT_BREAK)
			continue;
		status = write_line(self, units + start, i - start, err);
		start = i + 1;
	}
	return status;
}

static lc_status write_text(plain *self, const char *path, lc_error *err)
{
	char *data = NULL;
	lc_view text = {0};
	lc_status status = lc__read_file(path, TEXT_MAX, &data, &text.size, err);
	text.data = data;
	for (size_t from = 0, nominal = 0; from < text.size && status == LIANGCE_OK;) {
		nominal += LIANGCE_SEGMENT_BYTES;
		size_t to = lc_segment_cut(text, nominal);
		status = lc__fold(&self->text, (lc_view){text.data + from, to - from}, err);
		if (status == LIANGCE_OK)
			status = write_lines(self, err);
		from = to;
	}
	lc__free(data);
	return status;
}

/* Has a spelling a meaning to the dictionary reader, or a border that other programs do not know of? */
static bool is_plain(const uint16_t *units, const lc__pattern *pattern)
{
	static const uint16_t special[] = u"*[]|#\t ";
	if (pattern->gaps || pattern->role == LIANGCE_ROLE_NAME || pattern->before != LIANGCE_BORDER_NONE ||
	    pattern->behind != LIANGCE_BORDER_NONE)
		return false;
	for (size_t i = 0; i < pattern->length; i++)
		for (size_t k = 0; special[k] != 0; k++)
			if (units[i] == special[k])
				return false;
	return true;
}

static lc_status write_rows(plain *self, const lc__patterns *patterns, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < patterns->count && status == LIANGCE_OK; i++) {
		const lc__pattern *pattern = &patterns->items[i];
		const uint16_t *units = patterns->units + pattern->first;
		bool writes = is_plain(units, pattern);
		self->written += writes;
		self->left_out += !writes;
		if (!writes)
			continue;
		self->line.size = 0;
		status = lc__units_to_utf8(&self->line, units, pattern->length, err);
		if (status == LIANGCE_OK)
			status = lc__buffer_printf(&self->line, err, "\t\t\t%s\n",
			                           pattern->role == LIANGCE_ROLE_SHIELD ? "shield" : "term");
		if (status == LIANGCE_OK)
			status = write_out(&self->line, err);
	}
	return status;
}

static lc_status write_dictionary(plain *self, const char *path, lc_error *err)
{
	lc_dictionary *dictionary = NULL;
	lc__patterns patterns = {0};
	lc_status status = lc_dictionary_new(&dictionary, err);
	if (status == LIANGCE_OK)
		status = lc_dictionary_add_path(dictionary, path, err);
	if (status == LIANGCE_OK)
		status = lc__patterns_build(&patterns, dictionary, NULL, NULL, err);
	if (status == LIANGCE_OK)
		status = write_rows(self, &patterns, err);
	lc__patterns_release(&patterns);
	lc_dictionary_free(dictionary);
	return status;
}

int main(int argc, char **argv)
{
	lc_error error;
	plain self;
	bool text = argc == 3 && strcmp(argv[1], "text") == 0;
	if (!text && (argc != 3 || strcmp(argv[1], "dictionary") != 0)) {
		fputs(help, stderr);
		return 2;
	}
	lc_status status = init(&self, &error);
	if (status == LIANGCE_OK)
		status = text ? write_text(&self, argv[2], &error) : write_dictionary(&self, argv[2], &error);
	if (status == LIANGCE_OK && fflush(stdout) != 0)
		status = lc__fail(&error, LIANGCE_E_WRITE, "standard output takes no more");
	if (status == LIANGCE_OK)
		fprintf(stderr, "%zu %s, %zu left out\n", self.written, text ? "lines" : "spellings", self.left_out);
	release(&self);
	if (status == LIANGCE_OK)
		return 0;
	char message[1024];
	lc_error_format(&error, message, sizeof message);
	fprintf(stderr, "plain_bench: %s\n", message);
	return 1;
}
