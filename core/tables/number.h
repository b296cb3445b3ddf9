/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exact decimals as values of SQLite that sort, compare and add up as numbers: a REAL where 15 digits say all (then the REAL leads back to
 * the very same decimal), an INTEGER where a whole number has up to 18, and text for the few that are longer. Nothing is rounded.
 */
#ifndef LIANGCE_NUMBER_H
#define LIANGCE_NUMBER_H

#include "base/base.h"

#define LIANGCE_REAL_CHARS 48 /* sign, "0.", 21 zeros, 15 digits, terminator; or a whole number of up to 38 digits */

typedef enum lc__number_kind { LIANGCE_NUMBER_TEXT, LIANGCE_NUMBER_INTEGER, LIANGCE_NUMBER_REAL } lc__number_kind;

typedef struct lc__number {
	lc__number_kind kind;
	int64_t whole; /* of an INTEGER */
	double real;   /* of a REAL */
} lc__number;

/* What a decimal in plain notation, as lc_decimal_format writes it, is in SQLite. */
lc__number lc__number_of(lc_view text);
/* The decimal of such a REAL, in plain notation, terminated. Returns its length. */
size_t lc__real_decimal(double value, char text[LIANGCE_REAL_CHARS]);

#endif
