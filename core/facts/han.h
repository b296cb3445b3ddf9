/* SPDX-License-Identifier: Apache-2.0 */
/* Han numerals: which characters they are, and what a run of them is worth. */
#ifndef LIANGCE_HAN_H
#define LIANGCE_HAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LIANGCE_HAN_FIRST = 0x4E00, LIANGCE_HAN_LAST = 0x9FFF, LIANGCE_HAN_POWER = 0x10, LIANGCE_HAN_CIRCLE = 0x25CB };

/* Of Han characters: a digit plus one, or LIANGCE_HAN_POWER and an exponent; 0 for all others. */
extern const uint8_t lc__han_numerals[LIANGCE_HAN_LAST - LIANGCE_HAN_FIRST + 1];

static inline uint8_t lc__han_numeral(uint16_t unit)
{
	return unit >= LIANGCE_HAN_FIRST && unit <= LIANGCE_HAN_LAST ? lc__han_numerals[unit - LIANGCE_HAN_FIRST]
	     : unit == 0x3007 || unit == LIANGCE_HAN_CIRCLE          ? 1
	                                                             : 0;
}

/* The digit that a unit is, Arabic or Han, or -1. */
static inline int lc__han_digit(uint16_t unit)
{
	if (unit >= '0' && unit <= '9')
		return unit - '0';
	uint8_t is = lc__han_numeral(unit);
	return is != 0 && is < LIANGCE_HAN_POWER ? is - 1 : -1;
}

/* The exponent of a Han power, 1 for 十 and 12 for 兆, or -1. */
static inline int lc__han_power(uint16_t unit)
{
	uint8_t is = lc__han_numeral(unit);
	return is >= LIANGCE_HAN_POWER ? is & (LIANGCE_HAN_POWER - 1) : -1;
}

static inline bool lc__is_numeral(uint16_t unit)
{
	return lc__han_digit(unit) >= 0 || lc__han_power(unit) >= 0;
}

__int128 lc__power_of_ten(int exponent); /* 0 to 38 */

typedef struct lc__han_value {
	__int128 lo, hi; /* lo < hi: 三五千, 几十 */
	bool spelled;    /* digits without powers, as a year is read: 二〇二六 */
	bool vague;      /* 几 or 数 is in it */
	bool bare;       /* powers without anything that they count: 百, 万亿 */
} lc__han_value;

/* Reads text[0, count), count > 0, all Han numerals or 几 数 廿 卅. false: they are no number, as 三五六千. */
bool lc__han_read(lc__han_value *out, const uint16_t *text, size_t count);

#endif
