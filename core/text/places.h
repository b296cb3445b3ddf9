/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A set of places in a row of fixed length, one bit each, in which the n-th place is found quickly. Whoever fills the words also
 * writes down how many places stand before each; nothing here is checked.
 */
#ifndef LIANGCE_PLACES_H
#define LIANGCE_PLACES_H

#include <stdbool.h>
#include <stdint.h>

typedef struct lc__places {
	uint64_t *words;  /* bit i % 64 of word i / 64 */
	uint32_t *before; /* places in all earlier words */
	uint32_t *last;   /* word that the last one found stands in: the next is looked for from there */
	uint32_t count;   /* words */
} lc__places;

/* The n-th place, counted from 0. There are more than n. Quick where it is near the last one that was found. */
uint32_t lc__places_find(const lc__places *self, uint32_t n);

/* The first place behind `place`, or `otherwise` where there is none. */
uint32_t lc__places_next(const lc__places *self, uint32_t place, uint32_t otherwise);

static inline bool lc__places_has_bit(const uint64_t *words, uint32_t place)
{
	return (words[place / 64] >> place % 64 & 1) != 0;
}

static inline bool lc__places_has(const lc__places *self, uint32_t place)
{
	return lc__places_has_bit(self->words, place);
}

static inline void lc__places_keep(lc__places *self, uint32_t place)
{
	self->words[place / 64] |= (uint64_t)1 << place % 64;
}

static inline void lc__places_drop(lc__places *self, uint32_t place)
{
	self->words[place / 64] &= ~((uint64_t)1 << place % 64);
}

#endif
