/* SPDX-License-Identifier: Apache-2.0 */
/* What a cell of a table is that came out as one cell a line: a number, a unit, a label. Knows cells by their line breaks alone. */
#include "facts/cells.h"

enum { CELL_MAX = 24, DIGITS_MAX = 4, LEAD_MAX = 4 };

static bool is_number_unit(uint16_t unit)
{
	return (unit >= '0' && unit <= '9') || lc__unit_in(unit, u".,%-+—/~ ‰()");
}

/* Behind digits and signs: where a unit, if there is one, begins. */
static uint32_t behind_number(const lc__fact_reader *self, lc__text_cell one)
{
	uint32_t at = one.start;
	while (at < one.end && is_number_unit(self->text[at]))
		at++;
	return at;
}

/* The unit that text[at, end) is with or without a scale: 亿元, 万平方米, 人次. 百万元 and 十元 are numbers. */
static const lc__unit *unit_of(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	while (at < end && lc__unit_in(self->text[at], u"万亿"))
		at++;
	size_t length = 0;
	const lc__unit *unit = at < end ? lc__units_longest(&self->rules->units, self->text + at, end - at, &length) : NULL;
	return at + length == end ? unit : NULL;
}

/* A noun that is counted without a measure word is the label of a row: 人口, 农户. With a scale, 万农户, it is a unit. */
static bool is_noun(const lc__fact_reader *self, lc__text_cell one)
{
	size_t length = 0;
	const lc__unit *unit = lc__units_longest(&self->rules->units, self->text + one.start, one.end - one.start, &length);
	return unit != NULL && unit->kind == LIANGCE_FACT_COUNT && length > 1 && one.start + length == one.end &&
	       !lc__unit_in(self->text[one.end - 1], u"次份套箱件台辆");
}

bool lc__cell_is_unit(const lc__fact_reader *self, lc__text_cell one)
{
	if (one.end > one.start && self->text[one.start] == '(' && self->text[one.end - 1] == ')')
		one = (lc__text_cell){one.start + 1, one.end - 1};
	if (one.end > one.start && is_noun(self, one))
		return false;
	return one.end > one.start && unit_of(self, one.start, one.end) != NULL;
}

bool lc__cell_is_number(const lc__fact_reader *self, lc__text_cell one)
{
	uint32_t others = 0, behind = behind_number(self, one);
	for (uint32_t at = one.start; at < one.end; at++)
		others += !is_number_unit(self->text[at]);
	return others <= 1 || (behind > one.start && (behind == one.end || unit_of(self, behind, one.end) != NULL));
}

bool lc__cell_back(const lc__fact_reader *self, lc__text_cell *one)
{
	if (one->start < 2)
		return false;
	uint32_t end = one->start - 1, at = end;
	while (at > 0 && self->text[at - 1] != LIANGCE_UNIT_BREAK && end - at <= CELL_MAX)
		at--;
	*one = (lc__text_cell){at, end};
	return end - at <= CELL_MAX && end > at;
}

bool lc__cell_on(const lc__fact_reader *self, lc__text_cell *one)
{
	if (one->end + 1 >= self->length)
		return false;
	uint32_t start = one->end + 1, at = start;
	while (at < self->length && self->text[at] != LIANGCE_UNIT_BREAK && at - start <= CELL_MAX)
		at++;
	*one = (lc__text_cell){start, at};
	return at - start <= CELL_MAX && at > start;
}

/* Where the bracket opens that ends the cell; its end where none does. */
static uint32_t bracket_of(const lc__fact_reader *self, lc__text_cell one)
{
	uint32_t open = one.end;
	while (self->text[one.end - 1] == ')' && open > one.start && self->text[open - 1] != '(')
		open--;
	return open > one.start + 1 ? open : one.end;
}

const lc__unit *lc__cell_unit(const lc__fact_reader *self, lc__text_cell one)
{
	uint32_t open = bracket_of(self, one);
	return open < one.end ? unit_of(self, open, one.end - 1) : NULL;
}

lc__text_cell lc__cell_label(const lc__fact_reader *self, lc__text_cell one)
{
	lc__text_cell label = one;
	for (uint32_t at = one.start; at < one.end; at++)
		if (lc__unit_in(self->text[at], u":、.") || (self->text[at] == ')' && self->text[one.start] == '('))
			label.start = at + 1;
		else if (self->text[at] == '(')
			break;
	while (label.end > label.start + 1 && self->text[label.end - 1] == ':')
		label.end--;
	if (label.start >= label.end || label.start > one.start + LEAD_MAX)
		label.start = one.start;
	if (lc__cell_unit(self, label) != NULL)
		label.end = bracket_of(self, label) - 1;
	return label;
}

int lc__cell_whole(const lc__fact_reader *self, lc__text_cell one)
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

bool lc__cell_names_change(const lc__fact_reader *self, lc__text_cell one)
{
	for (uint32_t at = one.start; at + 1 < one.end; at++) {
		uint16_t first = self->text[at], second = self->text[at + 1];
		if (((first == u'同' || first == u'环') && second == u'比') ||
		    (first == u'增' && lc__unit_in(second, u"减长幅速")) || (first == u'升' && second == u'降'))
			return true;
	}
	return false;
}
