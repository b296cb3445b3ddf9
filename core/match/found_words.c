/* SPDX-License-Identifier: Apache-2.0 */
/* Finds words that no dictionary has: see found_words.h. Counts nothing. */
#include "match/found_words.h"

#include <string.h>

enum {
	LEAST = 2,
	QUOTED_MOST = 16,
	FIND_MOST = 256, /* no find is longer: 64 characters, and three for each gap between them */
	WORDS_MAX = 1 << 24,
	TEXTS_MAX = 1 << 30
};

void lc__found_words_init(lc__found_words *self)
{
	*self = (lc__found_words){.wanted = true};
	lc__buffer_init(&self->texts, TEXTS_MAX);
}

void lc__found_words_release(lc__found_words *self)
{
	lc__free(self->items);
	lc__free(self->repeats);
	lc__buffer_release(&self->texts);
	*self = (lc__found_words){0};
}

void lc__found_words_clear(lc__found_words *self)
{
	self->count = 0;
	self->texts.size = 0;
}

/* Letters and digits, and marks inside names that mean nothing in our spellings. */
static bool is_part(uint16_t unit)
{
	return (unit >= '0' && unit <= '9') || (unit >= 'A' && unit <= 'Z') || (unit >= 'a' && unit <= 'z') || unit == '-' ||
	       unit == '+' || unit == '.' || unit == '%' || unit == '&' || unit == 0x00B7;
}

static bool is_word(const uint16_t *units, size_t count, size_t most)
{
	size_t han = 0;
	if (count < LEAST || count > most)
		return false;
	for (size_t i = 0; i < count; i++) {
		han += lc__is_han(units[i]);
		if (!lc__is_han(units[i]) && !is_part(units[i]))
			return false;
	}
	return han >= LEAST;
}

static bool is_plain(uint16_t unit)
{
	return unit >= ' ' && unit != LIANGCE_UNIT_INVALID && unit != LIANGCE_UNIT_ASTRAL;
}

lc_status lc__found_words_keep(lc__found_words *self, const lc__folded *text, uint32_t start, uint32_t end, lc__seen seen,
                               const char *unit, lc_error *err)
{
	uint32_t from = start, to = end;
	while (start - from < LIANGCE_CONTEXT_SIDE && is_plain(text->units[from - 1]))
		from--;
	while (to - end < LIANGCE_CONTEXT_SIDE && is_plain(text->units[to]))
		to++;
	void *items = self->items;
	lc_status status = lc__grow(&items, &self->capacity, self->count + 1, WORDS_MAX, sizeof *self->items, err);
	self->items = items;
	lc__found_word word = {.seen = seen, .unit = unit, .context = self->texts.size};
	if (status == LIANGCE_OK)
		status = lc__buffer_reserve(&self->texts, LIANGCE_CONTEXT_BYTES, err);
	if (status == LIANGCE_OK)
		status = lc__units_to_utf8(&self->texts, text->units + from, start - from, err);
	word.word = self->texts.size;
	if (status == LIANGCE_OK)
		status = lc__units_to_utf8(&self->texts, text->units + start, end - start, err);
	word.word_size = (uint16_t)(self->texts.size - word.word);
	if (status == LIANGCE_OK)
		status = lc__units_to_utf8(&self->texts, text->units + end, to - end, err);
	word.context_size = (uint16_t)(self->texts.size - word.context);
	if (status == LIANGCE_OK)
		self->items[self->count++] = word;
	return status;
}

/* ---------------------------------------------------------------- what is known */

/* The first hit that begins at `at` or behind it. */
static size_t first_from(const lc__known *self, uint32_t at)
{
	size_t low = 0, high = self->hit_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (self->hits[middle].start < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether one find of the dictionary covers [start, end). */
static bool is_covered(const lc__known *self, uint32_t start, uint32_t end)
{
	for (size_t i = first_from(self, start + 1); i > 0 && start - self->hits[i - 1].start <= FIND_MOST; i--)
		if (self->hits[i - 1].end >= end)
			return true;
	return false;
}

/* Whether a term or indicator stands inside [start, end). */
static bool holds_term(const lc__known *self, uint32_t start, uint32_t end)
{
	for (size_t i = first_from(self, start); i < self->hit_count && self->hits[i].start < end; i++) {
		lc_term_kind kind = self->terms[self->hits[i].term].kind;
		if (self->hits[i].end <= end && (kind == LIANGCE_KIND_TERM || kind == LIANGCE_KIND_INDICATOR))
			return true;
	}
	return false;
}

/* ---------------------------------------------------------------- what is found */

static bool has_value(const lc__fact *fact)
{
	return fact->kind != LIANGCE_FACT_DATE && fact->kind != LIANGCE_FACT_NAME && fact->kind != LIANGCE_FACT_ID &&
	       fact->kind != LIANGCE_FACT_RANK;
}

lc_status lc__found_words_add_subject(lc__found_words *self, const lc__folded *text, const lc__known *known, const lc__fact *fact,
                                      lc_error *err)
{
	uint32_t start = fact->subject_start, end = fact->subject_end;
	if (!self->wanted || start >= end || !has_value(fact) || !is_word(text->units + start, end - start, LIANGCE_WORD_MOST) ||
	    is_covered(known, start, end) || holds_term(known, start, end))
		return LIANGCE_OK;
	return lc__found_words_keep(self, text, start, end, LIANGCE_SEEN_MEASURED, fact->unit, err);
}

typedef enum way { OPENS, CLOSES, EITHER } way;

/* Which way a mark opens that folding made a plain one. */
static way way_of(const lc__folded *text, lc_view source, uint32_t at)
{
	static const struct {
		char bytes[4];
		way way;
	} marks[] = {
	    {"\u201C", OPENS}, {"\u201D", CLOSES}, {"\u2018", OPENS}, {"\u2019", CLOSES},
	    {"\u300C", OPENS}, {"\u300D", CLOSES}, {"\u300E", OPENS}, {"\u300F", CLOSES},
	};
	lc_span span = lc__fold_span(text, at, at + 1);
	for (size_t i = 0; i < sizeof marks / sizeof *marks && span.byte_start + 3 <= source.size; i++)
		if (memcmp(source.data + span.byte_start, marks[i].bytes, 3) == 0)
			return marks[i].way;
	return EITHER;
}

lc_status lc__found_words_add_quoted(lc__found_words *self, const lc__folded *text, const lc__known *known, lc_view source,
                                     lc_error *err)
{
	lc_status status = LIANGCE_OK;
	uint32_t open = 0; /* behind the mark that opened, 0: none */
	for (uint32_t at = 1; self->wanted && at + 1 < text->count && status == LIANGCE_OK; at++) {
		if (text->units[at] == LIANGCE_UNIT_BREAK)
			open = 0;
		if (text->units[at] != '"')
			continue;
		way mark = way_of(text, source, at);
		if (mark == OPENS || (mark == EITHER && open == 0)) {
			open = at + 1;
			continue;
		}
		if (open != 0 && is_word(text->units + open, at - open, QUOTED_MOST) && !is_covered(known, open, at))
			status = lc__found_words_keep(self, text, open, at, LIANGCE_SEEN_QUOTED, "", err);
		open = 0;
	}
	return status;
}
