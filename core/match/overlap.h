/* SPDX-License-Identifier: Apache-2.0 */
/* Finds in order, and the choice among those that overlap. */
#ifndef LIANGCE_OVERLAP_H
#define LIANGCE_OVERLAP_H

#include "match/patterns.h"

/*
 * A find as one word that sorts leftmost first, then longest, then by row of the dictionary: start unit, 0xFFF - length, and what was
 * found. Segments hold fewer than 2^20 units, finds fewer than 2^12.
 */
typedef uint64_t lc__find;

_Static_assert(2 * LIANGCE_SEGMENT_BYTES + 66 < 1u << 20, "a find has 20 bits for the start");

static inline lc__find lc__find_make(uint32_t start, uint32_t length, lc__what what)
{
	return (uint64_t)start << 44 | (uint64_t)(0xFFFu - length) << 32 | what;
}

static inline uint32_t lc__find_start(lc__find find)
{
	return (uint32_t)(find >> 44);
}

static inline uint32_t lc__find_end(lc__find find)
{
	return lc__find_start(find) + 0xFFFu - (uint32_t)(find >> 32 & 0xFFF);
}

static inline lc__what lc__find_what(lc__find find)
{
	return (lc__what)find;
}

typedef struct lc__find_list {
	lc__find *items;
	size_t count, capacity;
} lc__find_list;

/* Room for `extra` more. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE. */
lc_status lc__finds_reserve(lc__find_list *self, size_t extra, lc_error *err);

static inline lc_status lc__finds_push(lc__find_list *self, lc__find find, lc_error *err)
{
	lc_status status = self->count < self->capacity ? LIANGCE_OK : lc__finds_reserve(self, 1, err);
	if (status == LIANGCE_OK)
		self->items[self->count++] = find;
	return status;
}

/* Sorts finds that are nearly sorted by their end, as the engine reports them, and drops those that are there twice. Returns
 * how many are left. */
size_t lc__finds_sort(lc__find *finds, size_t count);

/*
 * Keeps, of sorted finds, those that the policy "longest" takes: leftmost, then longest, none overlapping another; in place.
 * Returns how many. Names take no part: the caller has taken them out.
 */
size_t lc__finds_longest(lc__find *finds, size_t count);

#endif
