/* SPDX-License-Identifier: Apache-2.0 */
/* One walk over the codes, in which all numerals have one high byte: see spots.h. */
#include "match/spots.h"

#include <string.h>

#include "match/coding.h"

enum { STEP = 512 };

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

/*
 * Where there are numerals. Whether a unit is one is written down for many units at once; hardly one word in four of what is written
 * holds any, and in these they are told without a branch, as nothing foretells them.
 */
static size_t list_columns(const uint16_t *codes, uint32_t count, uint32_t *columns)
{
	uint8_t marks[STEP + sizeof(uint64_t)];
	size_t listed = 0;
	for (uint32_t i = 0; i < count; i++)
		marks[i] = is_column(codes[i]);
	memset(marks + count, 0, sizeof(uint64_t));
	for (uint32_t first = 0; first < count; first += sizeof(uint64_t)) {
		uint64_t word;
		memcpy(&word, marks + first, sizeof word);
		for (uint32_t i = first; word != 0 && i < first + sizeof word; i++) {
			columns[listed] = i;
			listed += marks[i];
		}
	}
	return listed;
}

static size_t find_step(const lc__folded *text, uint32_t from, uint32_t to, uint32_t *spots)
{
	uint32_t columns[STEP + sizeof(uint64_t)];
	size_t column_count = list_columns(text->codes + from, to - from, columns), count = 0;
	for (size_t i = 0; i < column_count; i++) {
		spots[count] = from + columns[i];
		count += is_spot(text->units + spots[count], text->codes + spots[count]);
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
