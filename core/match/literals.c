/* SPDX-License-Identifier: Apache-2.0 */
/* Sorts the literals into buckets, and fills the filters: see literals.h. */
#include "match/literals.h"

#include <stdlib.h>

enum {
	COARSE_LEAST = 16, /* log2 of bytes: 64 KiB */
	COARSE_MOST = 18,
	COARSE_SPARSE = 4,  /* log2 of bytes a literal, up to the most */
	COARSE_SLACK = 3,   /* behind the last byte: it may be read as a word */
	FINE_LEAST = 12,    /* log2 of bits */
	FINE_SPARSE = 4,    /* log2 of bits a literal */
	BUCKETS_LEAST = 10, /* log2 of buckets */
	BUCKETS_SPARSE = 1, /* log2 of buckets a literal */
};

static uint32_t hash_of(const lc__literal *literal)
{
	return lc__literal_hash(literal->pair, literal->length == 2 ? LIANGCE_NO_THIRD : literal->third);
}

/* Of those that begin alike the longest first, and of the same, a name and a term, the earlier. */
static int compare(const void *a, const void *b)
{
	const lc__literal *x = a, *y = b;
	if (x->length != y->length)
		return x->length > y->length ? -1 : 1;
	return x->pattern < y->pattern ? -1 : 1;
}

static lc__literal literal_of(const lc__patterns *patterns, size_t index)
{
	const lc__pattern *pattern = &patterns->items[index];
	const uint16_t *units = patterns->units + pattern->first;
	return (lc__literal){
	    .pair = lc__pair_at(units),
	    .third = pattern->length > 2 ? units[2] : 0,
	    .fourth = pattern->length > 3 ? units[3] : 0,
	    .first = pattern->first,
	    .pattern = (uint32_t)index,
	    .length = (uint8_t)pattern->length,
	    .name = pattern->role == LIANGCE_ROLE_NAME,
	    .before = pattern->before,
	    .behind = pattern->behind,
	};
}

static bool is_wanted(const lc__pattern *pattern, lc_matcher matcher, bool names)
{
	return lc__is_literal(pattern, matcher) && (names || pattern->role != LIANGCE_ROLE_NAME);
}

static void fill_filters(lc__literals *self, const lc__literal *item)
{
	uint32_t bit = hash_of(item) >> self->fine_shift;
	self->fine[bit / 32] |= (uint32_t)1 << bit % 32;
	uint8_t *thirds = &self->coarse[lc__pair_hash(item->pair) >> self->coarse_shift];
	*thirds = (uint8_t)(*thirds | (item->length == 2 ? 0xFF : 1u << (item->third & 7)));
}

/* By counting: each bucket's end is where the next begins, and it is filled from there downwards. */
static void fill(lc__literals *self, const lc__patterns *patterns, lc_matcher matcher, bool names)
{
	const size_t buckets = (size_t)1 << (32 - self->bucket_shift);
	for (size_t i = 0; i < patterns->count; i++)
		if (is_wanted(&patterns->items[i], matcher, names)) {
			lc__literal item = literal_of(patterns, i);
			self->buckets[hash_of(&item) >> self->bucket_shift]++;
			self->count++;
		}
	for (size_t i = 1; i <= buckets; i++)
		self->buckets[i] += self->buckets[i - 1];
	for (size_t i = 0; i < patterns->count; i++)
		if (is_wanted(&patterns->items[i], matcher, names)) {
			lc__literal item = literal_of(patterns, i);
			self->items[--self->buckets[hash_of(&item) >> self->bucket_shift]] = item;
			fill_filters(self, &item);
		}
	for (size_t i = 0; i < buckets; i++)
		if (self->buckets[i + 1] - self->buckets[i] > 1)
			qsort(self->items + self->buckets[i], self->buckets[i + 1] - self->buckets[i], sizeof *self->items,
			      compare);
}

/* The logarithm of the least power of two that is not below `wanted`. */
static unsigned log2_above(size_t wanted, unsigned least)
{
	unsigned log = least;
	while ((size_t)1 << log < wanted)
		log++;
	return log;
}

lc_status lc__literals_build(lc__literals *self, const lc__patterns *patterns, lc_matcher matcher, bool names, lc_error *err)
{
	unsigned buckets = log2_above(patterns->count << BUCKETS_SPARSE, BUCKETS_LEAST);
	unsigned fine = log2_above(patterns->count << FINE_SPARSE, FINE_LEAST);
	unsigned coarse = log2_above(patterns->count << COARSE_SPARSE, COARSE_LEAST);
	fine = fine > 32 ? 32 : fine;
	coarse = coarse > COARSE_MOST ? COARSE_MOST : coarse;
	*self = (lc__literals){
	    .units = patterns->units,
	    .items = lc__alloc(patterns->count + 1, sizeof *self->items),
	    .buckets = lc__calloc(((size_t)1 << buckets) + 1, sizeof *self->buckets),
	    .bucket_shift = 32 - buckets,
	    .coarse = lc__calloc(((size_t)1 << coarse) + COARSE_SLACK, sizeof *self->coarse),
	    .coarse_shift = 32 - coarse,
	    .fine = lc__calloc((size_t)1 << (fine - 5), sizeof *self->fine),
	    .fine_shift = 32 - fine,
	};
	if (self->items == NULL || self->buckets == NULL || self->coarse == NULL || self->fine == NULL) {
		lc__literals_release(self);
		return lc__fail_nomem(err);
	}
	fill(self, patterns, matcher, names);
	return LIANGCE_OK;
}

void lc__literals_release(lc__literals *self)
{
	lc__free(self->items);
	lc__free(self->buckets);
	lc__free(self->coarse);
	lc__free(self->fine);
	*self = (lc__literals){0};
}

size_t lc__literals_bytes(const lc__literals *self)
{
	return self->count * sizeof *self->items + ((size_t)1 << (32 - self->bucket_shift)) * sizeof *self->buckets +
	       ((size_t)1 << (32 - self->coarse_shift)) + ((size_t)1 << (32 - self->fine_shift)) / 8;
}
