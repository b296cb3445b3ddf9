/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables that came out as one cell a line: a number that is alone in its cell belongs to the label of its row, the nearest cell
 * before it that is no number and no unit. Knows cells by their line breaks and nothing of columns.
 */
#include "facts/phrase.h"

enum { ROW_CELLS = 24, TABLE_CELLS = 400, CELL_MAX = 24, DIGITS_MAX = 4, LEAD_MAX = 4 };

/* A cell: units [start, end) between two breaks. */
typedef struct cell {
	uint32_t start, end;
} cell;

static bool is_number_unit(uint16_t unit)
{
	return (unit >= '0' && unit <= '9') || lc__unit_in(unit, u".,%-+—/~ ‰()");
}

/* Behind digits and signs: where a unit, if there is one, begins. */
static uint32_t behind_number(const lc__fact_reader *self, cell one)
{
	uint32_t at = one.start;
	while (at < one.end && is_number_unit(self->text[at]))
		at++;
	return at;
}

/* Whether text[at, end) is one unit with or without a scale: 亿元, 万平方米, 人次. 百万元 and 十元 are numbers. */
static bool is_unit(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	while (at < end && lc__unit_in(self->text[at], u"万亿"))
		at++;
	size_t length = 0;
	return at < end && lc__units_longest(&self->rules->units, self->text + at, end - at, &length) != NULL && at + length == end;
}

/* A noun that is counted without a measure word is the label of a row: 人口, 农户. With a scale, 万农户, it is a unit. */
static bool is_noun(const lc__fact_reader *self, cell one)
{
	size_t length = 0;
	const lc__unit *unit = lc__units_longest(&self->rules->units, self->text + one.start, one.end - one.start, &length);
	return unit != NULL && unit->kind == LIANGCE_FACT_COUNT && length > 1 && one.start + length == one.end &&
	       !lc__unit_in(self->text[one.end - 1], u"次份套箱件台辆");
}

/* A unit that stands alone in its cell, between the label of a row and its numbers. */
static bool is_unit_cell(const lc__fact_reader *self, cell one)
{
	if (one.end > one.start && self->text[one.start] == '(' && self->text[one.end - 1] == ')')
		one = (cell){one.start + 1, one.end - 1};
	if (one.end > one.start && is_noun(self, one))
		return false;
	return one.end > one.start && is_unit(self, one.start, one.end);
}

static bool is_number(const lc__fact_reader *self, cell one)
{
	uint32_t others = 0, behind = behind_number(self, one);
	for (uint32_t at = one.start; at < one.end; at++)
		others += !is_number_unit(self->text[at]);
	return others <= 1 || (behind > one.start && (behind == one.end || is_unit(self, behind, one.end)));
}

/* The cell before or behind, if there is one and it is short: a line of text is no cell. */
static bool step_back(const lc__fact_reader *self, cell *one)
{
	if (one->start < 2)
		return false;
	uint32_t end = one->start - 1, at = end;
	while (at > 0 && self->text[at - 1] != LIANGCE_UNIT_BREAK && end - at <= CELL_MAX)
		at--;
	*one = (cell){at, end};
	return end - at <= CELL_MAX && end > at;
}

static bool step_on(const lc__fact_reader *self, cell *one)
{
	if (one->end + 1 >= self->length)
		return false;
	uint32_t start = one->end + 1, at = start;
	while (at < self->length && self->text[at] != LIANGCE_UNIT_BREAK && at - start <= CELL_MAX)
		at++;
	*one = (cell){start, at};
	return at - start <= CELL_MAX && at > start;
}

static bool fills_cell(const lc__fact_reader *self, const lc__fact *fact)
{
	return fact->start == fact->sentence_start && fact->end == fact->sentence_end &&
	       self->text[fact->start - 1] == LIANGCE_UNIT_BREAK && self->text[fact->end] == LIANGCE_UNIT_BREAK;
}

/* The label without what introduces it (其中:工业投资, 1.受理量) and without its unit in brackets (受理量(件)). */
static cell label_of(const lc__fact_reader *self, cell one)
{
	cell label = one;
	for (uint32_t at = one.start; at < one.end; at++)
		if (lc__unit_in(self->text[at], u":、.") || (self->text[at] == ')' && self->text[one.start] == '('))
			label.start = at + 1;
		else if (self->text[at] == '(')
			break;
	while (label.end > label.start + 1 && self->text[label.end - 1] == ':')
		label.end--;
	if (label.start >= label.end || label.start > one.start + LEAD_MAX)
		label.start = one.start;
	uint32_t open = label.end;
	while (self->text[label.end - 1] == ')' && open > label.start && self->text[open - 1] != '(')
		open--;
	if (open > label.start + 1 && open < label.end && is_unit(self, open, label.end - 1))
		label.end = open - 1;
	return label;
}

bool lc__cells_link(const lc__fact_reader *self, lc__fact *fact)
{
	if (!fills_cell(self, fact))
		return false;
	cell one = {fact->start, fact->end};
	for (int i = 0; i < ROW_CELLS && step_back(self, &one); i++)
		if (!is_number(self, one) && !is_unit_cell(self, one)) {
			cell label = label_of(self, one);
			fact->subject_start = label.start;
			fact->subject_end = label.end;
			fact->term = lc__subject_term(self, (lc__phrase){label.start, label.end, false, false});
			fact->rule = "table-row";
			break;
		}
	return true;
}

/* ---------------------------------------------------------------- numbers of rows */

/* The whole number that a cell is, of a few digits; -1 for others. */
static int whole_number(const lc__fact_reader *self, cell one)
{
	int value = 0;
	if (one.end - one.start > DIGITS_MAX)
		return -1;
	for (uint32_t at = one.start; at < one.end; at++) {
		if (self->text[at] < '0' || self->text[at] > '9')
			return -1;
		value = value * 10 + (self->text[at] - '0');
	}
	return value;
}

static bool stands_before_label(const lc__fact_reader *self, cell one)
{
	return step_on(self, &one) && !is_number(self, one);
}

bool lc__cells_name_unit(const lc__fact_reader *self, const lc__fact *fact)
{
	return fills_cell(self, fact) && is_unit_cell(self, (cell){fact->start, fact->end});
}

bool lc__cells_number_row(const lc__fact_reader *self, const lc__fact *fact)
{
	cell one = {fact->start, fact->end}, other = one;
	int number = fills_cell(self, fact) ? whole_number(self, one) : -1;
	if (number < 1 || !stands_before_label(self, one))
		return false;
	bool first = number == 1; /* then the next row must say 2 */
	for (int i = 0; i < ROW_CELLS && (first ? step_on(self, &other) : step_back(self, &other)); i++)
		if (whole_number(self, other) == (first ? 2 : number - 1) && stands_before_label(self, other))
			return true;
	return false;
}

/* ---------------------------------------------------------------- columns of changes */

static bool names_change(const lc__fact_reader *self, cell one)
{
	for (uint32_t at = one.start; at + 1 < one.end; at++) {
		uint16_t first = self->text[at], second = self->text[at + 1];
		if (((first == u'同' || first == u'环') && second == u'比') ||
		    (first == u'增' && lc__unit_in(second, u"减长幅速")) || (first == u'升' && second == u'降'))
			return true;
	}
	return false;
}

bool lc__cells_compare(const lc__fact_reader *self, const lc__fact *fact)
{
	cell one = {fact->start, fact->end};
	if (!fills_cell(self, fact))
		return false;
	for (int i = 0; i < TABLE_CELLS && step_back(self, &one); i++)
		if (names_change(self, one))
			return true;
	return false;
}
