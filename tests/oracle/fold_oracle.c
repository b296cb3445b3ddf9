/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sections 3 to 6 of docs/folding.md: spaces, glosses, lines put together, offsets, segments. Every step makes the whole list anew;
 * nothing is done in place or ahead.
 */
#include "oracle/oracle.h"

#include <stdlib.h>
#include <string.h>

typedef struct items {
	oracle_item *data;
	size_t count;
} items;

static void push(items *list, oracle_item item)
{
	ORACLE_PUSH(list->data, list->count);
	list->data[list->count - 1] = item;
}

/* Section 2 for a whole text, the dropped ones left out; CR LF is one line end. */
static items classified(const oracle_table *table, const oracle_character *characters, size_t count)
{
	items list = {NULL, 0};
	for (size_t i = 0; i < count; i++) {
		oracle_item item = {.code = characters[i].code, .character = i};
		item.class = oracle_classify(table, item.code, &item.unit);
		bool second_half = item.code == '\n' && i > 0 && characters[i - 1].code == '\r';
		if (item.class != ORACLE_DROPPED && !second_half)
			push(&list, item);
	}
	return list;
}

/* ---------------------------------------------------------------- glosses */

static const char *const initials[] = {"",  "b", "p", "m",  "f",  "d",  "t", "n", "l", "g", "k", "h",
                                       "j", "q", "x", "zh", "ch", "sh", "r", "z", "c", "s", "y", "w"};
static const char *const finals[] = {"a",   "o",  "e",   "i",   "u",    "v",    "ai", "ei", "ui",  "ao",  "ou",  "iu",
                                     "ie",  "ue", "ve",  "er",  "an",   "en",   "in", "un", "vn",  "ang", "eng", "ing",
                                     "ong", "ia", "iao", "ian", "iang", "iong", "ua", "uo", "uai", "uan", "uang"};

static bool is_syllable(const char *letters)
{
	for (size_t i = 0; i < sizeof initials / sizeof *initials; i++) {
		for (size_t f = 0; f < sizeof finals / sizeof *finals; f++) {
			char syllable[12] = "";
			strcat(strcat(syllable, initials[i]), finals[f]);
			if (strcmp(syllable, letters) == 0)
				return true;
		}
	}
	return false;
}

static bool is_unit(const items *list, size_t i, uint16_t unit)
{
	return i < list->count && list->data[i].class == ORACLE_CHARACTER && list->data[i].unit == unit;
}

/* The length of `(you)` with the spaces behind it, where a gloss of list[i] follows it; else 0. */
static size_t gloss_after(const items *list, size_t i)
{
	if (list->data[i].class != ORACLE_CHARACTER || !oracle_is_han(list->data[i].unit) || !is_unit(list, i + 1, '('))
		return 0;
	char letters[7] = "";
	size_t count = 0;
	while (count < 6 && i + 2 + count < list->count && list->data[i + 2 + count].class == ORACLE_CHARACTER &&
	       list->data[i + 2 + count].unit >= 'a' && list->data[i + 2 + count].unit <= 'z') {
		letters[count] = (char)list->data[i + 2 + count].unit;
		count++;
	}
	if (!is_syllable(letters) || !is_unit(list, i + 2 + count, ')'))
		return 0;
	size_t length = count + 2;
	while (i + 1 + length < list->count && list->data[i + 1 + length].class == ORACLE_SPACE)
		length++;
	return length;
}

static items without_glosses(const items *list)
{
	items kept = {NULL, 0};
	for (size_t i = 0; i < list->count; i++) {
		push(&kept, list->data[i]);
		i += gloss_after(list, i);
	}
	return kept;
}

/* ---------------------------------------------------------------- spaces */

static bool draws_spaces(const oracle_item *neighbour)
{
	static const uint16_t marks[] = {u'。', u',',  u'、', u';',  u':', u'?', u'!', u'(', u')',
	                                 u'《', u'》', u'【', u'】', u'"', u'%', u'·', u'—'};
	if (neighbour->class == ORACLE_TAB || oracle_is_han(neighbour->unit))
		return true;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (marks[i] == neighbour->unit)
			return true;
	}
	return false;
}

/* What becomes of the run of spaces [from, to), which has a neighbour on both sides: false where it is dropped. */
static bool space_stays(const items *list, size_t from, size_t to)
{
	const oracle_item *before = &list->data[from - 1], *after = &list->data[to];
	if (before->class == ORACLE_TAB || after->class == ORACLE_TAB)
		return false;
	return to - from > 3 || (!draws_spaces(before) && !draws_spaces(after));
}

/* One space for each run of spaces in [first, end) that stays, none for the others; neither end is a space. */
static void push_settled(items *out, const items *list, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		size_t to = i;
		while (list->data[to].class == ORACLE_SPACE)
			to++;
		if (to > i && space_stays(list, i, to))
			push(out, list->data[i]);
		i = to;
		push(out, list->data[i]);
	}
}

/* ---------------------------------------------------------------- lines */

static oracle_line *lines_of(const items *list, size_t *count)
{
	oracle_line *lines = NULL;
	size_t start = 0;
	*count = 0;
	for (size_t i = 0; i <= list->count; i++) {
		if (i < list->count && list->data[i].class != ORACLE_LINE_END)
			continue;
		ORACLE_PUSH(lines, *count);
		lines[*count - 1] = oracle_line_of(list->data, start, i);
		start = i + 1;
	}
	return lines;
}

static items without_spaces(const items *list)
{
	items out = {NULL, 0};
	size_t count;
	oracle_line *lines = lines_of(list, &count);
	for (size_t i = 0; i < count; i++) {
		push_settled(&out, list, lines[i].first, lines[i].end);
		push(&out, (oracle_item){.class = ORACLE_LINE_END});
	}
	free(lines);
	return out;
}

/* The lines of what section 3 leaves; their width, count and indent are those of the source. */
static oracle_line *measured_lines_of(const items *list, const items *source, size_t *count)
{
	size_t source_count;
	oracle_line *lines = lines_of(list, count), *sources = lines_of(source, &source_count);
	for (size_t i = 0; i < source_count; i++) {
		lines[i].width = sources[i].width;
		lines[i].count = sources[i].count;
		lines[i].indent = sources[i].indent;
	}
	free(sources);
	return lines;
}

/* Hard breaks become one line end each, soft ones and blank lines nothing. */
static items joined(const items *list, const items *source)
{
	items out = {NULL, 0};
	size_t count;
	oracle_line *lines = measured_lines_of(list, source, &count);
	bool soft = false;
	for (size_t i = 0; i < count; i++) {
		if (lines[i].blank)
			continue;
		for (size_t k = lines[i].first; k < lines[i].end; k++)
			push(&out, list->data[k]);
		soft = oracle_break_is_soft(list->data, lines, count, i, soft);
		if (!soft)
			push(&out, (oracle_item){.class = ORACLE_LINE_END});
	}
	free(lines);
	return out;
}

/* ---------------------------------------------------------------- the whole */

static oracle_unit unit_of(const oracle_item *item, const oracle_character *characters)
{
	oracle_unit unit = {.unit = item->class == ORACLE_SPACE ? ' ' : item->unit};
	const oracle_character *c = &characters[item->character];
	unit.span = (lc_span){c->byte_start, c->byte_end, item->character, item->character + 1};
	return unit;
}

/* Spaces and breaks reach from the unit before to the unit after. */
static void stretch_blanks(oracle_text *text)
{
	for (size_t i = 1; i + 1 < text->count; i++) {
		if (text->units[i].unit != ' ' && text->units[i].unit != ORACLE_UNIT_BREAK)
			continue;
		text->units[i].span.byte_start = text->units[i - 1].span.byte_end;
		text->units[i].span.char_start = text->units[i - 1].span.char_end;
		text->units[i].span.byte_end = text->units[i + 1].span.byte_start;
		text->units[i].span.char_end = text->units[i + 1].span.char_start;
	}
}

/* Units of items; several breaks in a row are one, at the ends none. */
static void to_units(oracle_text *out, const items *list, const oracle_character *characters)
{
	bool broken = false;
	for (size_t i = 0; i < list->count; i++) {
		oracle_class class = list->data[i].class;
		if (class == ORACLE_LINE_END || class == ORACLE_TAB) {
			broken = out->count > 0;
			continue;
		}
		if (broken) {
			ORACLE_PUSH(out->units, out->count);
			out->units[out->count - 1] = (oracle_unit){.unit = ORACLE_UNIT_BREAK};
		}
		broken = false;
		ORACLE_PUSH(out->units, out->count);
		out->units[out->count - 1] = unit_of(&list->data[i], characters);
	}
	stretch_blanks(out);
}

void oracle_fold(oracle_text *out, const oracle_table *table, lc_view text)
{
	*out = (oracle_text){NULL, 0, 0, 0};
	oracle_character *characters = oracle_decode(text, &out->characters);
	for (size_t i = 0; i < out->characters; i++)
		out->ill_formed += characters[i].ill_formed;
	items all = classified(table, characters, out->characters);
	items kept = without_glosses(&all);
	items settled = without_spaces(&kept);
	items lines = joined(&settled, &all);
	to_units(out, &lines, characters);
	free(lines.data);
	free(settled.data);
	free(kept.data);
	free(all.data);
	free(characters);
}

void oracle_text_release(oracle_text *text)
{
	free(text->units);
	*text = (oracle_text){NULL, 0, 0, 0};
}

/* ---------------------------------------------------------------- segments */

static bool skip(lc_view text, size_t *at, const char *bytes)
{
	size_t size = strlen(bytes);
	if (*at > text.size || size > text.size - *at || memcmp(text.data + *at, bytes, size) != 0)
		return false;
	*at += size;
	return true;
}

static bool skip_any(lc_view text, size_t *at, const char *const *list)
{
	for (; *list; list++) {
		if (skip(text, at, *list))
			return true;
	}
	return false;
}

/* The end of the safe place that begins at `at`, or 0. */
static size_t safe_place(lc_view text, size_t at)
{
	static const char *const ends[] = {"。", "！", "？", "!", "?", "；", "…", NULL};
	static const char *const closing[] = {"”", "’", "」", "』", "）", ")", "\"", NULL};
	if (!skip_any(text, &at, ends))
		return 0;
	for (int i = 0; i < 4 && skip_any(text, &at, closing);)
		i++;
	skip(text, &at, "\r");
	return skip(text, &at, "\n") ? at : 0;
}

/* The end of the first of the marks between the two places, with what closes behind it, or 0. */
static size_t end_of_mark(lc_view text, size_t nominal, size_t limit, const char *const *marks)
{
	static const char *const closing[] = {"”", "’", "」", "』", "）", ")", "\"", NULL};
	lc_view seen = {text.data, limit};
	for (size_t begin = nominal; begin < limit; begin++) {
		size_t at = begin;
		if (!skip_any(seen, &at, marks))
			continue;
		for (int i = 0; i < 4 && skip_any(seen, &at, closing);)
			i++;
		return at;
	}
	return 0;
}

size_t oracle_segment_cut(lc_view text, size_t nominal)
{
	static const char *const sentence[] = {"。", "！", "？", "；", "…", NULL};
	static const char *const clause[] = {"，", "、", "\n", NULL};
	const size_t limit = nominal + LIANGCE_SEGMENT_BYTES;
	if (nominal == 0 || nominal >= text.size)
		return nominal == 0 ? 0 : text.size;
	for (size_t at = nominal; at < limit && at < text.size; at++) {
		size_t end = safe_place(text, at);
		if (end != 0 && end <= limit)
			return end;
	}
	if (limit >= text.size)
		return text.size;
	size_t end = end_of_mark(text, nominal, limit, sentence);
	end = end ? end : end_of_mark(text, nominal, limit, clause);
	if (end)
		return end;
	for (size_t back = 0; back <= 3; back++) {
		if (((unsigned char)text.data[limit - back] & 0xC0) != 0x80)
			return limit - back;
	}
	return limit;
}
