/* SPDX-License-Identifier: Apache-2.0 */
/* What the reader of clauses asks about a place in the text. The parts are in hits.c, marks.c and spot.c. */
#ifndef LIANGCE_SCANNER_H
#define LIANGCE_SCANNER_H

#include "facts/sentence.h"

/* The role of the token `back` before the last; LIANGCE_WORD_NONE where there is none. */
static inline lc__word lc__last_role(const lc__fact_reader *self, size_t back)
{
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): where there are tokens there is memory for them */
	return self->token_count > back ? self->tokens[self->token_count - 1 - back].role : LIANGCE_WORD_NONE;
}

/* The longest hit that begins at `at`, the first of which is hits[hit_at], and is more than the numeral there; NULL where none. hits.c. */
const lc__hit *lc__hit_at(const lc__fact_reader *self, uint32_t at);
/* The end of the longest term that begins with the digits at `at`, 0 where none does. hits.c. */
uint32_t lc__term_around(const lc__fact_reader *self, uint32_t at);

/* Whether a numeral may begin here: 一 in a fixed word, 数 and 几 without a power do not. spot.c. */
bool lc__begins_number(const lc__fact_reader *self, uint32_t at, uint32_t end);
/* Whether a half that is a share of something stands here: 近一半, 全国的一半, 一半以上; not 另一半 or 做到一半. spot.c. */
bool lc__is_half(const lc__fact_reader *self, uint32_t at);
/* Whether from here only words of few kinds lead to a number: 为, 达, 高 are roles there and parts of words elsewhere. spot.c. */
bool lc__leads_to_number(const lc__fact_reader *self, uint32_t at, uint32_t end);

/* The rest is in marks.c. Each gives the end of what begins at `at`, or 0 where nothing of the kind does. */

/* A short quotation, a title, brackets inside a name: their numerals are names. */
uint32_t lc__closed_content(lc__fact_reader *self, uint32_t at, uint32_t end);
/* The first year, or range of years, in the title text[at, end), and where it ends; 0 where none stands there. */
uint32_t lc__titled_year(const lc__fact_reader *self, uint32_t at, uint32_t end, uint32_t *stop);
/* Letters with what hangs on them: PM2.5, G20, https://…. Digits that carry 万, 亿, 元 or % are not part of it. */
uint32_t lc__letters_end(const lc__fact_reader *self, uint32_t at, uint32_t end);
/* (15)日 behind 今: the day that is meant, as Taiwanese pages write it. */
uint32_t lc__bracketed_day(const lc__fact_reader *self, uint32_t at, uint32_t end);

/* US$5: whether a sign of currency that begins with a letter stands here before a number. */
bool lc__begins_price(const lc__fact_reader *self, uint32_t at, uint32_t end);
/* ↑ and ▲ are 1, ↓ and ▼ -1, others 0: beside a number they tell a change. */
int lc__arrow(uint16_t unit);
/* ↑31.5%, 3↓: an arrow beside a number becomes part of it. Dates take none. */
void lc__take_arrow(const lc__fact_reader *self, lc__expression *number);
/* The role of a mark; LIANGCE_WORD_NONE for other units. */
lc__word lc__punctuation(uint16_t unit);

#endif
