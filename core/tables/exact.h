/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exact sums of decimals that cannot overflow: a fixed-point number of 256 bits with 19 places. A decimal has at most 38 digits
 * and 18 places, so any 2^64 of them (and the midpoints of ranges, which need the 19th place) add up without loss; the order
 * of addition cannot matter. Knows nothing of tables.
 */
#ifndef LIANGCE_EXACT_H
#define LIANGCE_EXACT_H

#include "base/base.h"

/* Two's complement, least significant limb first. All zero is 0. */
typedef struct lc__exact {
	uint64_t limb[4];
} lc__exact;

#define LIANGCE_EXACT_CHARS 96 /* sign, up to 59 digits, point, 19 digits, terminator */

lc__exact lc__exact_from(lc_decimal value);
lc__exact lc__exact_of(__int128 units); /* of the 19th place */
lc__exact lc__exact_midpoint(lc_decimal lo, lc_decimal hi);
void lc__exact_add(lc__exact *self, const lc__exact *other);
int lc__exact_compare(const lc__exact *a, const lc__exact *b); /* -1, 0, 1 */

/* Plain notation without needless zeros, terminated; returns its length. */
size_t lc__exact_format(const lc__exact *self, char buffer[LIANGCE_EXACT_CHARS]);
/* The same of sum / n, n > 0, rounded to 6 places, or fewer where 15 digits need no more; halves away from zero. */
size_t lc__exact_format_mean(const lc__exact *sum, uint64_t n, char buffer[LIANGCE_EXACT_CHARS]);

#endif
