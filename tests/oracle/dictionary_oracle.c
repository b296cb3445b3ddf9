/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The dictionary as its format says: columns by TABs, spellings by "|", alternatives written out one by one. Judges no errors: a row
 * that is not right only makes it say no.
 */
#include "oracle/oracle.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 6 };

static char *copy(lc_view text)
{
	char *bytes = oracle_realloc(NULL, text.size + 1, 1);
	if (text.size > 0)
		memcpy(bytes, text.data, text.size);
	bytes[text.size] = '\0';
	return bytes;
}

oracle_dictionary *oracle_dictionary_new(void)
{
	oracle_dictionary *self = oracle_realloc(NULL, 1, sizeof *self);
	memset(self, 0, sizeof *self);
	return self;
}

void oracle_dictionary_free(oracle_dictionary *self)
{
	if (!self)
		return;
	for (size_t i = 0; i < self->term_count; i++) {
		free(self->terms[i].term);
		free(self->terms[i].theme);
		free(self->terms[i].aliases);
	}
	for (size_t i = 0; i < self->spelling_count; i++)
		free(self->spellings[i].parts);
	for (size_t i = 0; i < 0x10000; i++)
		free(self->by_first[i]);
	free(self->terms);
	free(self->spellings);
	free(self);
}

/* ---------------------------------------------------------------- spellings */

static void push_part(oracle_spelling *spelling, int part)
{
	ORACLE_PUSH(spelling->parts, spelling->count);
	spelling->parts[spelling->count - 1] = part;
}

static bool is_name(const oracle_dictionary *self, const oracle_spelling *spelling)
{
	return self->terms[spelling->term].kind == LIANGCE_KIND_NAME;
}

/* Of two rows with one spelling the first has it; names are no rivals of the others. */
static bool is_taken(const oracle_dictionary *self, const oracle_spelling *spelling)
{
	int first = spelling->parts[0];
	for (size_t i = 0; i < self->by_first_count[first]; i++) {
		const oracle_spelling *other = &self->spellings[self->by_first[first][i]];
		if (other->count == spelling->count &&
		    memcmp(other->parts, spelling->parts, other->count * sizeof *other->parts) == 0 &&
		    is_name(self, other) == is_name(self, spelling))
			return true;
	}
	return false;
}

/* A spelling with no alternatives: what stands between stars is folded as a text of its own (section 7). */
static bool add_plain(oracle_dictionary *self, const oracle_table *table, uint32_t term, lc_view text)
{
	oracle_spelling spelling = {.term = term};
	for (size_t start = 0; start <= text.size;) {
		const char *star = memchr(text.data + start, '*', text.size - start);
		size_t end = star ? (size_t)(star - text.data) : text.size;
		oracle_text folded;
		oracle_fold(&folded, table, (lc_view){text.data + start, end - start});
		for (size_t i = 0; i < folded.count; i++)
			push_part(&spelling, folded.units[i].unit);
		oracle_text_release(&folded);
		if (star)
			push_part(&spelling, ORACLE_STAR);
		start = end + 1;
	}
	if (spelling.count == 0 || spelling.parts[0] == ORACLE_STAR || spelling.parts[spelling.count - 1] == ORACLE_STAR) {
		free(spelling.parts);
		return false;
	}
	if (is_taken(self, &spelling)) {
		free(spelling.parts);
		return true;
	}
	ORACLE_PUSH(self->spellings, self->spelling_count);
	self->spellings[self->spelling_count - 1] = spelling;
	int first = spelling.parts[0];
	ORACLE_PUSH(self->by_first[first], self->by_first_count[first]);
	self->by_first[first][self->by_first_count[first] - 1] = self->spelling_count - 1;
	return true;
}

/* Writes the first `[甲|乙]` out, once for each alternative, and goes on with what that gives. */
static bool add_spelling(oracle_dictionary *self, const oracle_table *table, uint32_t term, lc_view text)
{
	const char *open = memchr(text.data, '[', text.size);
	if (!open)
		return add_plain(self, table, term, text);
	size_t before = (size_t)(open - text.data);
	const char *close = memchr(open, ']', text.size - before);
	if (!close)
		return false;
	const char *text_end = text.data + text.size;
	for (const char *start = open + 1; start <= close;) {
		const char *bar = memchr(start, '|', (size_t)(close - start));
		const char *end = bar ? bar : close;
		size_t middle = (size_t)(end - start), after = (size_t)(text_end - close - 1);
		char *written = oracle_realloc(NULL, before + middle + after + 1, 1);
		memcpy(written, text.data, before);
		memcpy(written + before, start, middle);
		memcpy(written + before + middle, close + 1, after);
		bool right = add_spelling(self, table, term, (lc_view){written, before + middle + after});
		free(written);
		if (!right)
			return false;
		start = end + 1;
	}
	return true;
}

/* Aliases stand between bars; a bar inside brackets is one of the alternatives. */
static bool add_aliases(oracle_dictionary *self, const oracle_table *table, uint32_t term, lc_view text)
{
	size_t start = 0, depth = 0;
	if (text.size == 0)
		return true;
	for (size_t i = 0; i <= text.size; i++) {
		char c = i < text.size ? text.data[i] : '|';
		depth += c == '[';
		depth -= c == ']' && depth > 0;
		if (c != '|' || (depth > 0 && i < text.size))
			continue;
		if (!add_spelling(self, table, term, (lc_view){text.data + start, i - start}))
			return false;
		start = i + 1;
	}
	return true;
}

/* ---------------------------------------------------------------- rows */

static bool kind_of(lc_view word, lc_term_kind *kind)
{
	static const char *const names[] = {"term", "indicator", "shield", "name"};
	*kind = LIANGCE_KIND_TERM;
	if (word.size == 0)
		return true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strlen(names[i]) == word.size && memcmp(names[i], word.data, word.size) == 0) {
			*kind = (lc_term_kind)i;
			return true;
		}
	}
	return false;
}

static bool add_row(oracle_dictionary *self, const oracle_table *table, lc_view row, uint32_t line)
{
	lc_view column[COLUMNS] = {{NULL, 0}};
	size_t count = 0, start = 0;
	for (size_t i = 0; i <= row.size; i++) {
		if (i < row.size && row.data[i] != '\t')
			continue;
		if (count == COLUMNS)
			return false;
		column[count++] = (lc_view){row.data + start, i - start};
		start = i + 1;
	}
	oracle_term term = {.line = line};
	if (!kind_of(column[3], &term.kind))
		return false;
	term.term = copy(column[0]);
	term.theme = copy(column[1]);
	term.aliases = copy(column[2]);
	ORACLE_PUSH(self->terms, self->term_count);
	self->terms[self->term_count - 1] = term;
	uint32_t index = (uint32_t)(self->term_count - 1);
	return add_spelling(self, table, index, column[0]) && add_aliases(self, table, index, column[2]);
}

bool oracle_dictionary_add(oracle_dictionary *self, const oracle_table *table, lc_view tsv)
{
	uint32_t line = 0;
	size_t first = tsv.size >= 3 && memcmp(tsv.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0; /* a BOM */
	for (size_t start = first; start < tsv.size;) {
		const char *end = memchr(tsv.data + start, '\n', tsv.size - start);
		size_t size = end ? (size_t)(end - tsv.data) - start : tsv.size - start;
		lc_view row = {tsv.data + start, size};
		line++;
		start += size + 1;
		if (row.size > 0 && row.data[row.size - 1] == '\r')
			row.size--;
		if (row.size > 0 && row.data[0] != '#' && !add_row(self, table, row, line))
			return false;
	}
	return true;
}
