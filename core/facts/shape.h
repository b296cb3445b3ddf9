/* SPDX-License-Identifier: Apache-2.0 */
/* The commonest shapes of dates and clock times, told without PCRE2, and which digits can be no date and no code. */
#ifndef LIANGCE_SHAPE_H
#define LIANGCE_SHAPE_H

#include "facts/grammar.h"

/* What the pattern of the calendar finds: one of date and day, or hour and minutes. */
typedef struct lc__calendar_parts {
	lc__part date, day, hour, minutes;
} lc__calendar_parts;

/*
 * Whether a plain date or time stands at text[start], before text[end): 2024年5月1日, 5月至7月, 三季度, 9时30分. Then the parts are those
 * that the pattern finds; where the answer is no, it may still find something.
 */
bool lc__shape_calendar(lc__calendar_parts *out, const uint16_t *text, uint32_t start, uint32_t end);

/* Whether the pattern of the calendar, or that of codes, may find something where the digits text[start, stop) begin. */
bool lc__shape_may_be_calendar(const uint16_t *text, uint32_t start, uint32_t stop, uint32_t end);
bool lc__shape_may_be_han_calendar(const uint16_t *text, uint32_t start, uint32_t stop,
                                   uint32_t end); /* the same of Han numerals */
bool lc__shape_may_be_code(const uint16_t *text, uint32_t start, uint32_t stop, uint32_t end);

#endif
