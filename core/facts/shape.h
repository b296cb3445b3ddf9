/* SPDX-License-Identifier: Apache-2.0 */
/* The commonest shapes of numbers and dates, told without PCRE2. */
#ifndef LIANGCE_SHAPE_H
#define LIANGCE_SHAPE_H

#include "facts/grammar.h"

/*
 * Whether a plain number or date stands at text[start], before text[end): 1234.5, 35万, 三十五, 2024年5月1日. Then the parts are those that
 * the pattern of that name finds; where the answer is no, the pattern may still find something.
 */
bool lc__shape_read(lc__part parts[LIANGCE_PARTS_MAX], lc__pattern_name name, const uint16_t *text, uint32_t start, uint32_t end);

#endif
