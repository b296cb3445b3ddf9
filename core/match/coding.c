/* SPDX-License-Identifier: Apache-2.0 */
/* The bijection between units and codes: see coding.h. */
#include "match/coding.h"

#include <stddef.h>

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

/* Numerals get codes of our choice: digits from LIANGCE_CODE_DIGIT_FIRST, Han numerals from LIANGCE_CODE_ONE. */
static const uint16_t digits[] = u"0123456789";
static const uint16_t numerals[] = u"一〇零二三四五六七八九十百千万亿兆两几数半廿卅壹贰叁肆伍陆柒捌玖拾佰仟";

enum { DIGITS = 10, NUMERALS = sizeof numerals / sizeof numerals[0] - 1, PLACES = DIGITS + NUMERALS };

_Static_assert(NUMERALS <= LIANGCE_CODE_HAN_LAST + 1, "too many Han numerals for their column");

static uint16_t placed_unit(size_t i)
{
	return i < DIGITS ? digits[i] : numerals[i - DIGITS];
}

static uint16_t placed_code(size_t i)
{
	size_t low = i < DIGITS ? LIANGCE_CODE_DIGIT_FIRST + i : LIANGCE_CODE_ONE + i - DIGITS;
	return (uint16_t)(LIANGCE_CODE_NUMERAL << 8 | low);
}

static uint16_t swapped(uint16_t code, uint16_t a, uint16_t b)
{
	return code == a ? b : code == b ? a : code;
}

/* Each placed unit swaps codes with whatever unit has its place by then, so the whole stays a bijection. */
uint16_t lc__code(uint16_t unit)
{
	uint16_t code = mix(unit);
	uint16_t given[PLACES];
	for (size_t i = 0; i < PLACES; i++) {
		given[i] = mix(placed_unit(i));
		for (size_t k = 0; k < i; k++)
			given[i] = swapped(given[i], given[k], placed_code(k));
		code = swapped(code, given[i], placed_code(i));
	}
	return code;
}
