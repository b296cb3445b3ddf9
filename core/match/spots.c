/* SPDX-License-Identifier: Apache-2.0 */
/* One walk over the codes, in which all numerals have one high byte: see spots.h. */
#include "match/spots.h"

#include "match/coding.h"

static bool is_column(uint16_t code)
{
	return code >> 8 == LIANGCE_CODE_NUMERAL;
}

static bool is_one(uint16_t code)
{
	return code == (LIANGCE_CODE_NUMERAL << 8 | LIANGCE_CODE_ONE);
}

/* What a lone 一 counts; 半 is a numeral itself. */
static bool is_counted_by_one(uint16_t unit)
{
	switch (unit) {
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

/* The first of a run of numerals that is not 一; what follows 一 in a run; 一 in 第一. */
static bool is_spot(const uint16_t *unit, const uint16_t *code)
{
	unsigned low = *code & 0xFFu;
	if (low > LIANGCE_CODE_HAN_LAST && (low < LIANGCE_CODE_DIGIT_FIRST || low > LIANGCE_CODE_DIGIT_LAST))
		return false; /* a private-use character */
	if (is_column(code[-1]))
		return is_one(code[-1]);
	return low != LIANGCE_CODE_ONE || unit[-1] == u'第';
}

size_t lc__spots_find(const lc__folded *text, uint32_t from, uint32_t to, uint32_t *spots)
{
	const uint16_t *units = text->units, *codes = text->codes;
	uint32_t numerals[LIANGCE_SPOTS_MOST];
	size_t numeral_count = 0, count = 0;
	for (uint32_t i = from; i < to; i++) {
		numerals[numeral_count] = i;
		numeral_count += is_column(codes[i]);
	}
	for (size_t i = 0; i < numeral_count; i++) {
		uint32_t at = numerals[i];
		spots[count] = at;
		count += is_spot(units + at, codes + at);
		spots[count] = at + 1;
		count += is_one(codes[at]) && is_counted_by_one(units[at + 1]);
	}
	return count;
}
