/* SPDX-License-Identifier: Apache-2.0 */
/* Turns facts of a segment into facts of the document: see found_facts.h. */
#include "match/found_facts.h"

#include <string.h>

#include "lexicon/dictionary.h"
#include "text/utf8.h"

enum { FACTS_MAX = 1 << 24, TEXTS_MAX = 1 << 28, UNIT_MAX = 16, HAN_FIRST = 0x4E00 };

lc_status lc__found_facts_init(lc__found_facts *self, const lc_ruleset *rules, bool without_spans, lc_error *err)
{
	*self = (lc__found_facts){.rules = rules, .without_spans = without_spans};
	lc__buffer_init(&self->texts, TEXTS_MAX);
	return lc__fact_reader_new(&self->reader, rules->facts, err);
}

void lc__found_facts_release(lc__found_facts *self)
{
	lc__fact_reader_free(self->reader);
	lc__free(self->items);
	lc__buffer_release(&self->texts);
	*self = (lc__found_facts){0};
}

void lc__found_facts_clear(lc__found_facts *self)
{
	self->count = 0;
	self->texts.size = 0;
}

lc_span lc__span_in_document(const lc__folded *text, uint32_t start, uint32_t end, const lc_document *before)
{
	lc_span span = lc__fold_span(text, start, end);
	span.byte_start += before->bytes;
	span.byte_end += before->bytes;
	span.char_start += before->characters;
	span.char_end += before->characters;
	return span;
}

/* The units of a unit of measure; 0 where it has too many. */
static uint32_t spell(const char *unit, uint16_t *units)
{
	const uint8_t *at = (const uint8_t *)unit, *end = at + strlen(unit);
	uint32_t count = 0;
	for (; at < end && count < UNIT_MAX; count++) {
		lc__character character = lc__decode(at, end);
		units[count] = (uint16_t)character.point;
		at += character.width;
	}
	return at == end ? count : 0;
}

/*
 * Where the unit stands in the fact. Glosses and line ends inside make it longer than it is: then it is not told, and what is no
 * Han, ％ or ｋｇ, is better in the form that all know.
 */
static lc_span unit_span(const lc__folded *text, const lc__fact *fact, const lc_document *before)
{
	uint16_t units[UNIT_MAX];
	uint32_t count = spell(fact->unit, units);
	for (uint32_t end = fact->end; count > 0 && units[0] >= HAN_FIRST && end >= fact->start + count; end--) {
		if (memcmp(text->units + end - count, units, count * sizeof *units) != 0)
			continue;
		lc_span span = lc__span_in_document(text, end - count, end, before);
		return span.char_end - span.char_start == count ? span : (lc_span){0};
	}
	return (lc_span){0};
}

/* Without spans theirs are zero since there was room for them: nobody has written there. */
static lc_status make_room(lc__found_facts *self, size_t count, lc_error *err)
{
	void *items = self->items;
	size_t had = self->capacity;
	lc_status status = lc__grow(&items, &self->capacity, self->count + count, FACTS_MAX, sizeof *self->items, err);
	self->items = items;
	if (self->capacity > had)
		memset(self->items + had, 0, (self->capacity - had) * sizeof *self->items);
	return status;
}

static void set_spans(lc_fact *to, const lc__folded *text, const lc__fact *fact, const lc_document *before)
{
	to->span = lc__span_in_document(text, fact->start, fact->end, before);
	to->unit_span = unit_span(text, fact, before);
	to->sentence = lc__span_in_document(text, fact->sentence_start, fact->sentence_end, before);
	to->subject_span =
	    to->has_subject ? lc__span_in_document(text, fact->subject_start, fact->subject_end, before) : (lc_span){0};
}

/* Room for it there is. */
static lc_status add_one(lc__found_facts *self, const lc__folded *text, const lc__fact *fact, const lc_document *before,
                         lc_error *err)
{
	lc_fact *to = &self->items[self->count];
	to->lo = fact->lo;
	to->hi = fact->hi;
	to->has_lo = fact->has_lo;
	to->has_hi = fact->has_hi;
	to->has_subject = fact->subject_start < fact->subject_end;
	to->kind = fact->kind;
	to->approx = fact->approx;
	to->change = fact->change;
	to->term = fact->term;
	to->rule = fact->rule == NULL ? "" : fact->rule;
	to->unit = (lc_view){fact->unit, strlen(fact->unit)};
	to->subject = (lc_view){0};
	if (!self->without_spans)
		set_spans(to, text, fact, before);
	lc_status status = LIANGCE_OK;
	if (to->has_subject) {
		size_t size = self->texts.size;
		status = lc__units_to_utf8(&self->texts, text->units + fact->subject_start, fact->subject_end - fact->subject_start,
		                           err);
		to->subject.size = self->texts.size - size;
	}
	self->count += status == LIANGCE_OK;
	return status;
}

lc_status lc__found_facts_add(lc__found_facts *self, const lc__folded *text, const lc__hit *hits, size_t hit_count,
                              const uint32_t *spots, size_t spot_count, const lc_document *document, lc_error *err)
{
	const lc_dictionary *dictionary = self->rules->dictionary;
	lc__fact_terms terms = {dictionary->terms, (uint32_t)dictionary->count};
	const lc__fact *facts;
	size_t count;
	lc_status status =
	    lc__fact_reader_read(self->reader, text, &terms, hits, hit_count, spots, spot_count, &facts, &count, err);
	if (status == LIANGCE_OK)
		status = make_room(self, count, err);
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++)
		status = add_one(self, text, &facts[i], document, err);
	for (size_t i = 0; i < count && status == LIANGCE_OK && self->words != NULL; i++)
		status = lc__found_words_add_subject(self->words, text, &(lc__known){hits, hit_count, dictionary->terms}, &facts[i],
		                                     err);
	return status;
}

void lc__found_facts_get(lc__found_facts *self, const lc_fact **facts, size_t *count)
{
	size_t at = 0;
	for (size_t i = 0; i < self->count; i++)
		if (self->items[i].has_subject) {
			self->items[i].subject.data = self->texts.data + at;
			at += self->items[i].subject.size;
		}
	*facts = self->items;
	*count = self->count;
}
