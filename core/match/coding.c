/* SPDX-License-Identifier: Apache-2.0 */
/* The bijection between units and codes: see coding.h. */
#include "match/coding.h"

#include <stdbool.h>

/* Xorshift and multiplication by odd numbers: each step can be undone, so different units have different codes. */
static uint16_t mix(uint16_t unit)
{
	uint32_t x = unit;
	x ^= x >> 7;
	x = (x * 0x9E3Bu) & 0xFFFFu;
	x ^= x >> 8;
	x = (x * 0x6A6Du) & 0xFFFFu;
	x ^= x >> 9;
	return (uint16_t)x;
}

/*
 * The column of codes whose high byte is LIANGCE_CODE_NUMERAL: digits, Han numerals, and, so that nothing that a text holds is
 * taken for a numeral, private-use characters in all other places.
 */
static const uint16_t numerals[] = u"一〇零二三四五六七八九十百千万亿兆两几数半廿卅壹贰叁肆伍陆柒捌玖拾佰仟";

enum { NUMERALS = sizeof numerals / sizeof numerals[0] - 1, PRIVATE_USE = 0xE000 };

_Static_assert(LIANGCE_CODE_ONE == 0 && NUMERALS == LIANGCE_CODE_HAN_LAST + 1, "Han numerals have the first places");

/* The unit that has the place `low` in the column. */
static uint16_t placed_at(unsigned low)
{
	if (low >= LIANGCE_CODE_DIGIT_FIRST && low <= LIANGCE_CODE_DIGIT_LAST)
		return (uint16_t)('0' + low - LIANGCE_CODE_DIGIT_FIRST);
	if (low < NUMERALS)
		return numerals[low];
	return (uint16_t)(PRIVATE_USE + low);
}

/* The place of a unit in the column; false: it has none. */
static bool place_of(uint16_t unit, unsigned *low)
{
	if (unit >= PRIVATE_USE && unit <= PRIVATE_USE + 0xFF)
		*low = unit - PRIVATE_USE;
	else if (unit >= '0' && unit <= '9')
		*low = LIANGCE_CODE_DIGIT_FIRST + unit - '0';
	else
		for (*low = 0; *low < NUMERALS && numerals[*low] != unit;)
			++*low;
	return placed_at(*low) == unit;
}

/*
 * A unit whose mix falls into the column goes where the unit that has that place would have gone, and so on: each code is given
 * once, so the whole stays a bijection.
 */
uint16_t lc__code(uint16_t unit)
{
	unsigned low;
	if (place_of(unit, &low))
		return (uint16_t)(LIANGCE_CODE_NUMERAL << 8 | low);
	uint16_t code = mix(unit);
	while (code >> 8 == LIANGCE_CODE_NUMERAL)
		code = mix(placed_at(code & 0xFFu));
	return code;
}
