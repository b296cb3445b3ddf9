/* SPDX-License-Identifier: Apache-2.0 */
/* Where numbers may be: numerals found in a folded text by their codes. What is a number is for facts/ to say. */
#ifndef LIANGCE_SPOTS_H
#define LIANGCE_SPOTS_H

#include "text/fold.h"

/*
 * Writes to `spots`, which has room for to - from, the first unit of every run of numerals that begins in [from, to), ascending, but of
 * no 一 that is alone and counts nothing; returns how many. The text has its codes; neither of its sentinels is in [from, to).
 */
size_t lc__spots_find(const lc__folded *text, uint32_t from, uint32_t to, uint32_t *spots);

#endif
