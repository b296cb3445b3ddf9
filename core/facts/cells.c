/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables that came out as one cell a line: a number that is alone in its cell belongs to the label of its row, the nearest cell
 * before it that is no number.
 */
#include "facts/sentence.h"

enum { CELLS_BACK = 24, LABEL_MAX = 24 };

static bool is_number_unit(uint16_t unit)
{
	return (unit >= '0' && unit <= '9') || lc__unit_in(unit, u".,%-+—/~ ‰()");
}

/* The cell that ends at `end` (a break): where it begins. */
static uint32_t cell_start(const lc__fact_reader *self, uint32_t end)
{
	uint32_t at = end;
	while (at > 0 && self->text[at - 1] != LIANGCE_UNIT_BREAK && end - at <= LABEL_MAX + 1)
		at--;
	return at;
}

static bool is_number_cell(const lc__fact_reader *self, uint32_t start, uint32_t end)
{
	uint32_t letters = 0;
	for (uint32_t at = start; at < end; at++)
		letters += !is_number_unit(self->text[at]);
	return letters <= 1 && end > start;
}

bool lc__cells_link(lc__fact_reader *self, size_t fact)
{
	lc__fact *cell = &self->facts[fact];
	if (cell->start != cell->sentence_start || cell->end != cell->sentence_end || self->text[cell->start - 1] != LIANGCE_UNIT_BREAK ||
	    self->text[cell->end] != LIANGCE_UNIT_BREAK)
		return false;
	uint32_t end = cell->start - 1;
	for (int back = 0; back < CELLS_BACK && end > 0; back++) {
		uint32_t start = cell_start(self, end);
		if (end - start > LABEL_MAX)
			return true; /* a line of text: no label */
		if (!is_number_cell(self, start, end)) {
			cell->subject_start = start;
			cell->subject_end = end;
			cell->rule = "table-row";
			return true;
		}
		if (start == 0)
			return true;
		end = start - 1;
	}
	return true;
}
