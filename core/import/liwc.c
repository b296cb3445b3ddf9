/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads LIWC dictionaries: a legend of numbered categories between two lines "%", nested by indentation since 2015, then a word a
 * line with the numbers of its categories. Conditions on the words around, "(02 134)125/464" and "<of>131/125", are beyond us.
 */
#include <string.h>

#include "import/import.h"

enum { DEPTH_MAX = 64 };

/* A category that those that follow may stand inside. */
typedef struct level {
	size_t indent;
	size_t path_size; /* with this category */
} level;

typedef struct reader {
	lc_import *to;
	lc__lines lines;
	bool more;
	lc__map numbers; /* of categories, without leading zeros: the n-th has themes[n] */
	uint32_t *themes;
	size_t theme_capacity;
	uint32_t category_count; /* numbers beyond are no categories */
	level levels[DEPTH_MAX];
	size_t depth;
	lc__buffer path;
} reader;

static lc_status fail_at(reader *self, const char *at, lc_error *err, const char *message)
{
	lc__place_in_text place = lc__lines_place(&self->lines, at);
	return lc__fail_at(err, LIANGCE_E_DICTIONARY, place.source, place.line, place.column, "%s", message);
}

static bool is_mark(lc_view line)
{
	lc_view text = lc__trim(line);
	return text.size == 1 && text.data[0] == '%';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The digits that text begins with, without leading zeros; *size: with them. */
static lc_view number_in(lc_view text, size_t *size)
{
	size_t zeros = 0, digits = 0;
	while (digits < text.size && is_digit(text.data[digits]))
		digits++;
	while (zeros + 1 < digits && text.data[zeros] == '0')
		zeros++;
	*size = digits;
	return (lc_view){text.data + zeros, digits - zeros};
}

/* ---------------------------------------------------------------- legend */

/* Appends the name of a category to the path of the one it stands inside. */
static lc_status enter(reader *self, size_t indent, lc_view name, lc_error *err)
{
	while (self->depth > 0 && self->levels[self->depth - 1].indent >= indent)
		self->depth--;
	if (self->depth == DEPTH_MAX)
		return fail_at(self, name.data, err, "categories inside more than 64 others");
	self->path.size = self->depth == 0 ? 0 : self->levels[self->depth - 1].path_size;
	lc_status status = lc__import_level(self->to, &self->path, lc__lines_place(&self->lines, name.data), name, err);
	self->levels[self->depth++] = (level){indent, self->path.size};
	return status;
}

static lc_status add_category(reader *self, lc_view number, uint32_t theme, lc_error *err)
{
	uint32_t at;
	void *themes = self->themes;
	lc_status status =
	    lc__grow(&themes, &self->theme_capacity, (size_t)self->category_count + 1, UINT32_MAX, sizeof *self->themes, err);
	self->themes = themes;
	if (status == LIANGCE_OK)
		status = lc__map_add(&self->numbers, number.data, number.size, &at, err);
	if (status != LIANGCE_OK)
		return status;
	if (at != self->category_count)
		return fail_at(self, number.data, err, "a category with this number is there already");
	self->themes[self->category_count++] = theme;
	return LIANGCE_OK;
}

static lc_status read_category(reader *self, lc_error *err)
{
	lc_view text = lc__trim(self->lines.line);
	if (text.size == 0)
		return LIANGCE_OK;
	size_t size;
	lc_view number = number_in(text, &size);
	if (size == 0)
		return fail_at(self, text.data, err, "a category begins with its number");
	lc_view name = lc__trim((lc_view){text.data + size, text.size - size});
	if (name.size == 0)
		return fail_at(self, text.data + size, err, "a category without a name");
	uint32_t theme;
	lc_status status = enter(self, (size_t)(text.data - self->lines.line.data), name, err);
	if (status == LIANGCE_OK)
		status = lc__import_theme(self->to, (lc_view){self->path.data, self->path.size}, &theme, err);
	return status == LIANGCE_OK ? add_category(self, number, theme, err) : status;
}

static lc_status next(reader *self, lc_error *err)
{
	return lc__lines_next(&self->lines, &self->more, err);
}

static lc_status read_legend(reader *self, lc_error *err)
{
	lc_status status = next(self, err);
	while (status == LIANGCE_OK && self->more && lc__trim(self->lines.line).size == 0)
		status = next(self, err);
	if (status == LIANGCE_OK && (!self->more || !is_mark(self->lines.line)))
		return lc__fail_at(err, LIANGCE_E_DICTIONARY, self->lines.place.source, self->more ? self->lines.place.line : 0,
		                   self->more, "a LIWC dictionary begins with a line \"%%\", its categories and another \"%%\"");
	uint32_t opened = self->lines.place.line;
	if (status == LIANGCE_OK)
		status = next(self, err);
	while (status == LIANGCE_OK && self->more && !is_mark(self->lines.line)) {
		status = read_category(self, err);
		if (status == LIANGCE_OK)
			status = next(self, err);
	}
	if (status == LIANGCE_OK && !self->more)
		return lc__fail_at(err, LIANGCE_E_DICTIONARY, self->lines.place.source, opened, 1,
		                   "the categories that begin here have no \"%%\" behind them");
	return status;
}

/* ---------------------------------------------------------------- words */

/* Where the word of a line ends: at the TAB, or at the first space that a number or a condition follows. */
static size_t word_size(lc_view line)
{
	const char *tab = memchr(line.data, '\t', line.size);
	if (tab != NULL)
		return (size_t)(tab - line.data);
	for (size_t i = 1; i < line.size; i++)
		if (line.data[i - 1] == ' ' && (is_digit(line.data[i]) || line.data[i] == '(' || line.data[i] == '<'))
			return i - 1;
	return line.size;
}

/* The first reference of the text: up to white space, which a condition in brackets may hold. */
static size_t reference_size(lc_view text)
{
	size_t size = 0;
	bool inside = false;
	for (; size < text.size && (inside || (text.data[size] != ' ' && text.data[size] != '\t')); size++)
		inside = text.data[size] == '(' || (inside && text.data[size] != ')');
	return size;
}

static lc_status add_reference(reader *self, lc_view word, lc__place_in_text word_place, lc_view reference, lc_error *err)
{
	size_t size;
	lc_view number = number_in(reference, &size);
	lc__place_in_text place = lc__lines_place(&self->lines, reference.data);
	if (size != reference.size) {
		bool condition = reference.data[0] == '(' || reference.data[0] == '<';
		lc__import_tell(self->to, LIANGCE_IMPORT_LEFT_OUT, place, word,
		                condition ? "a condition on the words around it cannot be said" : "no number of a category");
		return LIANGCE_OK;
	}
	uint32_t at;
	lc_status status = lc__map_add(&self->numbers, number.data, number.size, &at, err);
	if (status != LIANGCE_OK)
		return status;
	if (at >= self->category_count) {
		lc__import_tell(self->to, LIANGCE_IMPORT_LEFT_OUT, place, word, "a category that the legend does not have");
		return LIANGCE_OK;
	}
	return lc__import_word(self->to, word_place, self->themes[at], word, false, err);
}

static lc_status read_word(reader *self, lc_error *err)
{
	lc_view line = lc__trim(self->lines.line);
	if (line.size == 0)
		return LIANGCE_OK;
	size_t size = word_size(line);
	lc_view word = lc__trim((lc_view){line.data, size});
	lc_view rest = lc__trim((lc_view){line.data + size, line.size - size});
	lc__place_in_text place = lc__lines_place(&self->lines, word.data);
	if (rest.size == 0)
		lc__import_tell(self->to, LIANGCE_IMPORT_LEFT_OUT, place, word, "no category");
	lc_status status = LIANGCE_OK;
	while (rest.size > 0 && status == LIANGCE_OK) {
		lc_view reference = {rest.data, reference_size(rest)};
		status = add_reference(self, word, place, reference, err);
		rest = lc__trim((lc_view){rest.data + reference.size, rest.size - reference.size});
	}
	return status;
}

lc_status lc__import_liwc(lc_import *self, const char *source, lc_view text, lc_error *err)
{
	reader read = {.to = self};
	lc__lines_init(&read.lines, source, text);
	lc__map_init(&read.numbers);
	lc__buffer_init(&read.path, (size_t)1 << 20);
	lc_status status = read_legend(&read, err);
	if (status == LIANGCE_OK)
		status = next(&read, err);
	while (status == LIANGCE_OK && read.more) {
		status = read_word(&read, err);
		if (status == LIANGCE_OK)
			status = next(&read, err);
	}
	lc__map_release(&read.numbers);
	lc__free(read.themes);
	lc__buffer_release(&read.path);
	return status;
}
