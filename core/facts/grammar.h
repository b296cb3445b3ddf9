/* SPDX-License-Identifier: Apache-2.0 */
/* The patterns that take a numeric expression apart, compiled once, and the memory one thread needs to match them. */
#ifndef LIANGCE_GRAMMAR_H
#define LIANGCE_GRAMMAR_H

#include "base/base.h"

typedef enum lc__pattern_name {
	LIANGCE_PATTERN_NUMBER,   /* one numeral: groups LIANGCE_NUMBER_* */
	LIANGCE_PATTERN_CALENDAR, /* a date, a period or a clock time: groups LIANGCE_CALENDAR_* */
	LIANGCE_PATTERN_CODE,     /* digits that are no quantity, and sums and ratios: groups LIANGCE_CODE_GROUP_* */
	LIANGCE_PATTERN_COUNT
} lc__pattern_name;

enum {
	LIANGCE_NUMBER_SIGN = 1,
	LIANGCE_NUMBER_WHOLE,
	LIANGCE_NUMBER_FRACTION,
	LIANGCE_NUMBER_EXPONENT,
	LIANGCE_NUMBER_HAN,
	LIANGCE_NUMBER_POINT,
	LIANGCE_NUMBER_MORE,
	LIANGCE_NUMBER_SCALES,
	LIANGCE_NUMBER_REST
};
enum {
	LIANGCE_CALENDAR_DATE = 1,
	LIANGCE_CALENDAR_SEPARATOR,
	LIANGCE_CALENDAR_DAY,
	LIANGCE_CALENDAR_HOUR,
	LIANGCE_CALENDAR_MINUTES
};
enum { LIANGCE_CODE_GROUP_SUM = 1, LIANGCE_CODE_GROUP_LEFT, LIANGCE_CODE_GROUP_RIGHT };

typedef struct lc__grammar {
	void *codes[LIANGCE_PATTERN_COUNT]; /* pcre2_code_16 */
} lc__grammar;

/* LIANGCE_E_COMPILE, LIANGCE_E_NOMEM. Release is legal after a failure. */
lc_status lc__grammar_init(lc__grammar *self, lc_error *err);
void lc__grammar_release(lc__grammar *self);

/* A stretch of units, half-open; start == end where the group took no part. */
typedef struct lc__part {
	uint32_t start, end;
} lc__part;

enum { LIANGCE_PARTS_MAX = 10 };

typedef struct lc__matcher {
	const lc__grammar *grammar;
	void *match;                       /* pcre2_match_data_16 */
	void *context;                     /* pcre2_match_context_16 */
	void *stack;                       /* pcre2_jit_stack_16 */
	lc__part parts[LIANGCE_PARTS_MAX]; /* of the last match */
} lc__matcher;

lc_status lc__matcher_init(lc__matcher *self, const lc__grammar *grammar, lc_error *err);
void lc__matcher_release(lc__matcher *self);

/*
 * Matches a pattern at exactly text[start], looking no further than text[end): *found, and parts[] if so, part 0 the whole.
 * LIANGCE_E_ENGINE if PCRE2 gives up (stack, match limit): patterns are written so that it does not.
 */
lc_status lc__matcher_run(lc__matcher *self, lc__pattern_name name, const uint16_t *text, uint32_t start, uint32_t end, bool *found,
                          lc_error *err);

#endif
