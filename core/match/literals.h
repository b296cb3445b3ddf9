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

/* What is compared at once of a spelling: its first units. */
#define LIANGCE_HEAD 4

/* A spelling. A quarter of a line of the cache. */
typedef struct lc__literal {
	uint16_t head[LIANGCE_HEAD]; /* zero behind a shorter spelling */
	lc__what what;
	uint8_t length;         /* in units, of which a spelling has at most 64 */
	uint8_t before, behind; /* lc__border, as the pattern has them */
} lc__literal;

typedef struct lc__literals {
	const uint16_t *units; /* of the patterns */
	/* By the upper bits of the hash of their first units; of those the longest first. */
	lc__literal *items;
	uint32_t *firsts; /* indices of their first units */
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

/* Do the units here begin as this literal does? Without a branch, as nothing foretells the answer; looks at LIANGCE_HEAD units. */
static inline bool lc__literal_begins(const lc__literal *literal, const uint16_t *text)
{
	static const uint16_t masks[LIANGCE_HEAD + 1][LIANGCE_HEAD] = {
	    {0}, {0xFFFF}, {0xFFFF, 0xFFFF}, {0xFFFF, 0xFFFF, 0xFFFF}, {0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF}};
	uint64_t mask, wanted, found;
	memcpy(&mask, masks[literal->length < LIANGCE_HEAD ? literal->length : LIANGCE_HEAD], sizeof mask);
	memcpy(&wanted, literal->head, sizeof wanted);
	memcpy(&found, text, sizeof found);
	return ((wanted ^ found) & mask) == 0;
}

/* Does this literal stand here, where it begins? The text ends with a unit that no spelling holds. */
static inline bool lc__literal_goes_on(const lc__literals *self, uint32_t item, const uint16_t *text)
{
	const uint32_t length = self->items[item].length;
	if (length <= LIANGCE_HEAD)
		return true;
	const uint16_t *units = self->units + self->firsts[item];
	uint32_t at = LIANGCE_HEAD;
	while (at < length && units[at] == text[at])
		at++;
	return at >= length;
}

#endif
