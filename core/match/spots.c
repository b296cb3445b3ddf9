/* SPDX-License-Identifier: Apache-2.0 */
/* One walk over the codes, in which all numerals have one high byte: see spots.h. */
#include "match/spots.h"

#include "base/bits.h"
#include "match/coding.h"

enum { STEP = 64 };

static bool is_numeral(uint16_t code)
{
	const uint16_t place = (uint16_t)(code - (LIANGCE_CODE_NUMERAL << 8));
	return (place <= LIANGCE_CODE_HAN_LAST) |
	       ((uint16_t)(place - LIANGCE_CODE_DIGIT_FIRST) <= LIANGCE_CODE_DIGIT_LAST - LIANGCE_CODE_DIGIT_FIRST);
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

/* 一 alone is a spot only where it counts: elsewhere it is part of a word. */
static bool is_spot(const uint16_t *unit, const uint16_t *code)
{
	return !is_one(code[0]) || is_numeral(code[1]) || unit[-1] == u'第' || is_counted_by_one(unit + 1);
}

/* Which of 64 codes are numerals, a bit each. */
static uint64_t find_numerals(const uint16_t *codes)
{
	uint8_t marks[STEP];
	for (size_t i = 0; i < STEP; i++)
		marks[i] = is_numeral(codes[i]);
	return lc__bits(marks);
}

size_t lc__spots_find(const lc__folded *text, uint32_t from, uint32_t to, uint32_t *spots)
{
	size_t count = 0;
	uint64_t goes_on = is_numeral(text->codes[from - 1]);
	for (; from < to; from += STEP) {
		const uint64_t inside = UINT64_MAX >> (to - from < STEP ? STEP - (to - from) : 0);
		const uint64_t numerals = find_numerals(text->codes + from);
		for (uint64_t left = numerals & ~(numerals << 1 | goes_on) & inside; left != 0; left &= left - 1) {
			const uint32_t at = from + (uint32_t)__builtin_ctzll(left);
			spots[count] = at;
			count += is_spot(text->units + at, text->codes + at);
		}
		goes_on = numerals >> (STEP - 1);
	}
	return count;
}
