/* SPDX-License-Identifier: Apache-2.0 */
/* Han numerals: which characters they are, and what a run of them is worth. */
#ifndef LIANGCE_HAN_H
#define LIANGCE_HAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The digit that a unit is, Arabic or Han, or -1; the exponent of a Han power (1 for 十, 12 for 兆), or -1. */
int lc__han_digit(uint16_t unit);
int lc__han_power(uint16_t unit);
static inline bool lc__is_numeral(uint16_t unit)
{
	return lc__han_digit(unit) >= 0 || lc__han_power(unit) >= 0;
}

__int128 lc__power_of_ten(int exponent); /* 0 to 38 */

typedef struct lc__han_value {
	__int128 lo, hi; /* lo < hi: 三五千, 几十 */
	bool spelled;    /* digits without powers, as a year is read: 二〇二六 */
	bool bare;       /* powers without anything that they count: 百, 万亿 */
} lc__han_value;

/* Reads text[0, count), count > 0, all Han numerals or 几 数 廿 卅. false: they are no number, as 三五六千. */
bool lc__han_read(lc__han_value *out, const uint16_t *text, size_t count);

#endif
