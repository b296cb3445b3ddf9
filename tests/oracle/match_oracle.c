/* SPDX-License-Identifier: Apache-2.0 */
/* Every spelling tried at every place, then the overlap policy by its definition. Reads no numbers. */
#include "oracle/oracle.h"

#include <stdlib.h>

typedef struct found {
	uint32_t term;
	size_t start, end; /* units */
} found;

typedef struct founds {
	found *data;
	size_t count;
} founds;

static void push(founds *list, found item)
{
	ORACLE_PUSH(list->data, list->count);
	list->data[list->count - 1] = item;
}

/* All ends of the spelling's parts [part, …) at `at`. A star takes nought to three Han units. */
static void match_parts(founds *out, const oracle_spelling *spelling, size_t part, const oracle_text *text, size_t start, size_t at)
{
	if (part == spelling->count) {
		push(out, (found){spelling->term, start, at});
		return;
	}
	if (spelling->parts[part] != ORACLE_STAR) {
		if (at < text->count && text->units[at].unit == spelling->parts[part])
			match_parts(out, spelling, part + 1, text, start, at + 1);
		return;
	}
	for (size_t taken = 0; taken <= 3; taken++) {
		match_parts(out, spelling, part + 1, text, start, at + taken);
		if (at + taken >= text->count || !oracle_is_han(text->units[at + taken].unit))
			return;
	}
}

static bool is_letter(int unit)
{
	return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
}

static bool is_digit(int unit)
{
	return unit >= '0' && unit <= '9';
}

/* Whether a word (a number) goes on from unit `left` to unit `left + 1`. */
static bool goes_on(const oracle_text *text, size_t left)
{
	uint16_t a = text->units[left].unit, b = text->units[left + 1].unit;
	return (is_letter(a) && is_letter(b)) || (is_digit(a) && is_digit(b));
}

/* Section 7: not inside a longer Latin word or number. */
static bool inside_a_word(const oracle_text *text, const found *f)
{
	return (f->start > 0 && goes_on(text, f->start - 1)) || (f->end < text->count && goes_on(text, f->end - 1));
}

/* Everything that the dictionary has at `at`, of every kind. */
static founds all_at(const oracle_dictionary *dictionary, const oracle_text *text, size_t at)
{
	founds here = {NULL, 0};
	uint16_t first = text->units[at].unit;
	for (size_t i = 0; i < dictionary->by_first_count[first]; i++)
		match_parts(&here, &dictionary->spellings[dictionary->by_first[first][i]], 0, text, at, at);
	size_t kept = 0;
	for (size_t i = 0; i < here.count; i++) {
		if (!inside_a_word(text, &here.data[i]))
			here.data[kept++] = here.data[i];
	}
	here.count = kept;
	return here;
}

static bool is_counted(const oracle_dictionary *dictionary, uint32_t term)
{
	lc_term_kind kind = dictionary->terms[term].kind;
	return kind == LIANGCE_KIND_TERM || kind == LIANGCE_KIND_INDICATOR;
}

static int by_place(const void *left, const void *right)
{
	const found *a = left, *b = right;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if (a->end != b->end)
		return a->end < b->end ? -1 : 1;
	return (a->term > b->term) - (a->term < b->term);
}

/* Every counted term wherever it stands; one that covers a span by two spellings counts there once. */
static founds policy_all(const oracle_dictionary *dictionary, const oracle_text *text)
{
	founds out = {NULL, 0};
	for (size_t at = 0; at < text->count; at++) {
		founds here = all_at(dictionary, text, at);
		if (here.count > 0)
			qsort(here.data, here.count, sizeof *here.data, by_place);
		for (size_t i = 0; i < here.count; i++) {
			if (is_counted(dictionary, here.data[i].term) &&
			    (i == 0 || by_place(&here.data[i - 1], &here.data[i]) != 0))
				push(&out, here.data[i]);
		}
		free(here.data);
	}
	return out;
}

/* From the left: the longest of terms, indicators and shields; of equal ones the first of the dictionary. Then on behind it. */
static founds policy_longest(const oracle_dictionary *dictionary, const oracle_text *text)
{
	founds out = {NULL, 0};
	for (size_t at = 0; at < text->count;) {
		founds here = all_at(dictionary, text, at);
		const found *best = NULL;
		for (size_t i = 0; i < here.count; i++) {
			const found *f = &here.data[i];
			if (dictionary->terms[f->term].kind == LIANGCE_KIND_NAME)
				continue;
			if (!best || f->end > best->end || (f->end == best->end && f->term < best->term))
				best = f;
		}
		if (best && is_counted(dictionary, best->term))
			push(&out, *best);
		at = best ? best->end : at + 1;
		free(here.data);
	}
	return out;
}

static void add_matches(oracle_result *out, const founds *list, const oracle_text *text, size_t bytes, size_t characters)
{
	for (size_t i = 0; i < list->count; i++) {
		const lc_span *first = &text->units[list->data[i].start].span, *last = &text->units[list->data[i].end - 1].span;
		lc_match match = {list->data[i].term,
		                  {bytes + first->byte_start, bytes + last->byte_end, characters + first->char_start,
		                   characters + last->char_end}};
		ORACLE_PUSH(out->matches, out->match_count);
		out->matches[out->match_count - 1] = match;
	}
	out->occurrences += list->count;
}

void oracle_scan(oracle_result *out, const oracle_table *table, const oracle_dictionary *dictionary, lc_overlap overlap,
                 lc_view text)
{
	*out = (oracle_result){.bytes = text.size};
	size_t start = 0;
	for (size_t nominal = LIANGCE_SEGMENT_BYTES; start < text.size; nominal += LIANGCE_SEGMENT_BYTES) {
		size_t end = oracle_segment_cut(text, nominal);
		oracle_text folded;
		oracle_fold(&folded, table, (lc_view){text.data + start, end - start});
		founds list =
		    overlap == LIANGCE_OVERLAP_ALL ? policy_all(dictionary, &folded) : policy_longest(dictionary, &folded);
		add_matches(out, &list, &folded, start, out->characters);
		out->characters += folded.characters;
		out->ill_formed += folded.ill_formed;
		free(list.data);
		oracle_text_release(&folded);
		start = end;
	}
}

void oracle_result_release(oracle_result *result)
{
	free(result->matches);
	*result = (oracle_result){0};
}
