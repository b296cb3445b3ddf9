/* SPDX-License-Identifier: Apache-2.0 */
/* Exact decimals: see lc_decimal in liangce.h. Values read from text stay exact through every sum. */
#ifndef LIANGCE_DECIMAL_H
#define LIANGCE_DECIMAL_H

#include "base/base.h"

/* 10^0 to 10^19, all that 64 bits hold. */
extern const uint64_t lc__powers_of_ten[20];

/* Each returns false where the result would need more than 38 digits or a scale over 18; *out is then untouched. */
bool lc__decimal_make(lc_decimal *out, __int128 coefficient, unsigned scale); /* normalises */
bool lc__decimal_parse(lc_decimal *out, const char *digits, size_t size);     /* [+-]digits[.digits], nothing else */
bool lc__decimal_add(lc_decimal *out, lc_decimal a, lc_decimal b);
bool lc__decimal_multiply(lc_decimal *out, lc_decimal a, lc_decimal b);
/* a / n rounded to `places` (at most 18) places, halves away from zero: for means. n > 0. */
bool lc__decimal_divide(lc_decimal *out, lc_decimal a, uint64_t n, unsigned places);
int lc__decimal_compare(lc_decimal a, lc_decimal b); /* -1, 0, 1 */

#endif
