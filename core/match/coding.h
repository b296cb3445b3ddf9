/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The coding of units that the engine is fed: a bijection of 16-bit units, written low byte first. Raw UTF-8 or UTF-16 is poor
 * food for literal filters, as few of its bits differ from character to character; mixed units are 1.5 to 2 times faster
 * (bench/NOTES.md). Digits and Han numerals have codes in one column, so that a numeral is told by its high byte.
 */
#ifndef LIANGCE_CODING_H
#define LIANGCE_CODING_H

#include <stdint.h>

/*
 * Numerals of folded text have this high byte, and a low byte by their kind. No other character has this high byte, but for
 * private-use ones.
 */
enum {
	LIANGCE_CODE_NUMERAL = 0xFF,
	LIANGCE_CODE_ONE = 0x00,       /* 一: alone it is rarely a number */
	LIANGCE_CODE_HAN_FIRST = 0x01, /* every other Han numeral: digits, powers of ten, 半 数 几 */
	LIANGCE_CODE_HAN_LAST = 0x22,
	LIANGCE_CODE_DIGIT_FIRST = 0xD0, /* 0-9 */
	LIANGCE_CODE_DIGIT_LAST = 0xD9,
};

/* The code of a unit. Slow: for tables and patterns. */
uint16_t lc__code(uint16_t unit);

#endif
