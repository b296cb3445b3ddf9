/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The plain spellings of a dictionary, of two characters and more and without gaps, prepared so that one walk over a text meets
 * every place at which one of them may begin, and few others. Knows nothing of borders, overlaps or counts.
 */
#ifndef LIANGCE_LITERALS_H
#define LIANGCE_LITERALS_H

#include <string.h>

#include "match/patterns.h"

#define LIANGCE_NO_THIRD 0x10000u

/* A spelling. */
typedef struct lc__literal {
	uint32_t pair;   /* its first two units */
	uint16_t third;  /* unit, where it has one */
	uint16_t fourth; /* unit, where it has one */
	uint32_t first;  /* index of its first unit */
	uint32_t pattern;
	uint8_t length; /* in units, of which a spelling has at most 64 */
	bool name;
	uint8_t before, behind; /* lc__border, as the pattern has them */
} lc__literal;

typedef struct lc__literals {
	const uint16_t *units; /* of the patterns */
	/* By the upper bits of the hash of their first units; of those the longest first. */
	lc__literal *items;
	size_t count;
	uint32_t *buckets; /* the upper bits of a hash -> its first item; one more bucket ends the last */
	unsigned bucket_shift;
	/* The filters that a text is walked with (sweep.c). */
	uint8_t *coarse; /* hash of a pair -> which third units may follow, a bit for each value of their lowest bits */
	unsigned coarse_shift;
	uint32_t *fine; /* bits of the hashes of all items */
	unsigned fine_shift;
} lc__literals;

/* Is this pattern for lc__literals, not for the engine? */
static inline bool lc__is_literal(const lc__pattern *pattern, lc_matcher matcher)
{
	return matcher == LIANGCE_MATCHER_SWEEP && pattern->length >= 2 && !pattern->gaps;
}

/* Borrows the patterns' units. names: with those of that role. LIANGCE_E_NOMEM. */
lc_status lc__literals_build(lc__literals *self, const lc__patterns *patterns, lc_matcher matcher, bool names, lc_error *err);
void lc__literals_release(lc__literals *self);

/* Memory that a walk may touch. */
size_t lc__literals_bytes(const lc__literals *self);

/* Two units as one word, in whatever order the machine has them. */
static inline uint32_t lc__pair_at(const uint16_t *text)
{
	uint32_t pair;
	memcpy(&pair, text, sizeof pair);
	return pair;
}

#define LIANGCE_HASH_PAIR 0x9E3779B1u
#define LIANGCE_HASH_THIRD 0x85EBCA6Bu
#define LIANGCE_HASH_LITERAL 0xC2B2AE35u

/* Hashes whose upper bits are good. third: LIANGCE_NO_THIRD for literals of two units. */
static inline uint32_t lc__pair_hash(uint32_t pair)
{
	return pair * LIANGCE_HASH_PAIR;
}

static inline uint32_t lc__literal_hash(uint32_t pair, uint32_t third)
{
	return (pair ^ third * LIANGCE_HASH_THIRD) * LIANGCE_HASH_LITERAL;
}

/* Does this literal, of more than two units or of two, stand here? The text ends with a unit that no spelling holds. */
static inline bool lc__literal_fits(const lc__literals *self, const lc__literal *literal, const uint16_t *text, bool is_long)
{
	if (literal->pair != lc__pair_at(text) || (literal->length > 2) != is_long)
		return false;
	if (literal->length > 2 && literal->third != text[2])
		return false;
	if (literal->length > 3 && literal->fourth != text[3])
		return false;
	const uint16_t *units = self->units + literal->first;
	uint32_t at = 4;
	while (at < literal->length && units[at] == text[at])
		at++;
	return at >= literal->length;
}

#endif
