/* SPDX-License-Identifier: Apache-2.0 */
/* One walk over the codes, in which all numerals have one high byte: see spots.h. */
#include "match/spots.h"

#include "match/coding.h"

enum { STEP = 4096 };

/* A numeral or one of few private-use characters. */
static bool is_column(uint16_t code)
{
	return code >> 8 == LIANGCE_CODE_NUMERAL;
}

static bool is_numeral(uint16_t code)
{
	unsigned low = code & 0xFFu;
	return is_column(code) &&
	       (low <= LIANGCE_CODE_HAN_LAST || (low >= LIANGCE_CODE_DIGIT_FIRST && low <= LIANGCE_CODE_DIGIT_LAST));
}

static bool is_one(uint16_t code)
{
	return code == (LIANGCE_CODE_NUMERAL << 8 | LIANGCE_CODE_ONE);
}

/* What a lone 一 counts, which begins at `unit`; 半 is a numeral itself. */
static bool is_counted_by_one(const uint16_t *unit)
{
	switch (unit[0]) {
	case u'个': return unit[1] == u'月';
	case u'成':
	case u'倍':
	case u'年':
	case u'月':
	case u'日':
	case u'天':
	case u'季':
	case u'周':
	case u'番': return true;
	default: return false;
	}
}

/* The first of a run of numerals, and 一 alone only where it counts: elsewhere it is part of a word. */
static bool is_spot(const uint16_t *unit, const uint16_t *code)
{
	if (!is_numeral(code[0]) || is_numeral(code[-1]))
		return false;
	return !is_one(code[0]) || is_numeral(code[1]) || unit[-1] == u'第' || is_counted_by_one(unit + 1);
}

static size_t find_step(const lc__folded *text, uint32_t from, uint32_t to, uint32_t *spots)
{
	uint32_t columns[STEP];
	size_t column_count = 0, count = 0;
	for (uint32_t i = from; i < to; i++) {
		columns[column_count] = i;
		column_count += is_column(text->codes[i]);
	}
	for (size_t i = 0; i < column_count; i++) {
		spots[count] = columns[i];
		count += is_spot(text->units + columns[i], text->codes + columns[i]);
	}
	return count;
}

size_t lc__spots_find(const lc__folded *text, uint32_t from, uint32_t to, uint32_t *spots)
{
	size_t count = 0;
	for (; from < to; from += STEP)
		count += find_step(text, from, to - from > STEP ? from + STEP : to, spots + count);
	return count;
}
