/* SPDX-License-Identifier: Apache-2.0 */
/* Decoding one character of UTF-8, ill-formed text included. */
#ifndef LIANGCE_UTF8_H
#define LIANGCE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

typedef struct lc__character {
	uint32_t point; /* U+FFFD where ill-formed */
	uint32_t width; /* bytes it takes, 1 to 4 */
	bool valid;
} lc__character;

/*
 * The character at `at` < end. An ill-formed sequence is as long as its maximal subpart (Unicode 15, section 3.9, table 3-8):
 * the bytes up to the first that cannot continue it.
 */
static inline lc__character lc__decode(const uint8_t *at, const uint8_t *end)
{
	uint32_t first = at[0];
	if (first < 0x80)
		return (lc__character){first, 1, true};
	uint32_t wanted = first >= 0xC2 && first <= 0xDF ? 2
	                : first >= 0xE0 && first <= 0xEF ? 3
	                : first >= 0xF0 && first <= 0xF4 ? 4
	                                                 : 0;
	if (wanted == 0)
		return (lc__character){0xFFFD, 1, false};
	/* Only the second byte has a range that depends on the first: it keeps out overlong forms, surrogates and > U+10FFFF. */
	uint32_t low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
	uint32_t high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
	uint32_t point = first & (0x7Fu >> wanted);
	for (uint32_t i = 1; i < wanted; i++) {
		if (at + i == end || at[i] < low || at[i] > high)
			return (lc__character){0xFFFD, i, false};
		point = point << 6 | (at[i] & 0x3Fu);
		low = 0x80;
		high = 0xBF;
	}
	return (lc__character){point, wanted, true};
}

#endif
