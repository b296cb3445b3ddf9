/* SPDX-License-Identifier: Apache-2.0 */
/* Where numbers may be: numerals found in a folded text by their codes. What is a number is for facts/ to say. */
#ifndef LIANGCE_SPOTS_H
#define LIANGCE_SPOTS_H

#include "text/fold.h"

enum { LIANGCE_SPOTS_MOST = 4096 };

/*
 * Writes to `spots`, which has room for to - from + 2, the units at which a numeral of [from, to) was seen, ascending; returns how
 * many. [from, to) holds no sentinel and at most LIANGCE_SPOTS_MOST units.
 */
size_t lc__spots_find(const lc__folded *text, uint32_t from, uint32_t to, uint32_t *spots);

#endif
