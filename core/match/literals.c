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
	BUCKETS_SPARSE = 2, /* log2 of buckets a literal */
};

static uint32_t hash_of(const uint16_t *units, size_t length)
{
	return lc__literal_hash(lc__pair_at(units), length == 2 ? LIANGCE_NO_THIRD : units[2]);
}

/* What a bucket is in order of: of those that begin alike the longest first, and of the same, a name and a term, the earlier. */
static uint64_t key_of(const lc__patterns *patterns, size_t index)
{
	return (uint64_t)(UINT16_MAX - patterns->items[index].length) << 32 | index;
}

static int compare(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static lc__literal literal_of(const lc__pattern *pattern, const uint16_t *units)
{
	lc__literal literal = {
	    .what = lc__pattern_what(pattern),
	    .length = (uint8_t)pattern->length,
	    .before = pattern->before,
	    .behind = pattern->behind,
	};
	memcpy(literal.head, units, (pattern->length < LIANGCE_HEAD ? pattern->length : LIANGCE_HEAD) * sizeof *units);
	return literal;
}

static bool is_wanted(const lc__pattern *pattern, lc_matcher matcher, bool names)
{
	return lc__is_literal(pattern, matcher) && (names || pattern->role != LIANGCE_ROLE_NAME);
}

static uint32_t bucket_of(const lc__literals *self, const lc__pattern *pattern)
{
	return hash_of(self->units + pattern->first, pattern->length) >> self->bucket_shift;
}

static void fill_filters(lc__literals *self, const uint16_t *units, size_t length)
{
	uint32_t bit = hash_of(units, length) >> self->fine_shift;
	self->fine[bit / 32] |= (uint32_t)1 << bit % 32;
	uint8_t *thirds = &self->coarse[lc__pair_hash(lc__pair_at(units)) >> self->coarse_shift];
	*thirds = (uint8_t)(*thirds | (length == 2 ? 0xFF : 1u << (units[2] & 7)));
}

/* By counting: each bucket's end is where the next begins, and it is filled from there downwards. */
static void sort(lc__literals *self, const lc__patterns *patterns, lc_matcher matcher, bool names, uint64_t *keys)
{
	const size_t buckets = (size_t)1 << (32 - self->bucket_shift);
	for (size_t i = 0; i < patterns->count; i++)
		if (is_wanted(&patterns->items[i], matcher, names)) {
			self->buckets[bucket_of(self, &patterns->items[i])]++;
			self->count++;
		}
	for (size_t i = 1; i <= buckets; i++)
		self->buckets[i] += self->buckets[i - 1];
	for (size_t i = 0; i < patterns->count; i++)
		if (is_wanted(&patterns->items[i], matcher, names))
			keys[--self->buckets[bucket_of(self, &patterns->items[i])]] = key_of(patterns, i);
	for (size_t i = 0; i < buckets; i++)
		if (self->buckets[i + 1] - self->buckets[i] > 1)
			qsort(keys + self->buckets[i], self->buckets[i + 1] - self->buckets[i], sizeof *keys, compare);
}

static void fill(lc__literals *self, const lc__patterns *patterns, const uint64_t *keys)
{
	for (size_t i = 0; i < self->count; i++) {
		const lc__pattern *pattern = &patterns->items[(uint32_t)keys[i]];
		const uint16_t *units = patterns->units + pattern->first;
		self->items[i] = literal_of(pattern, units);
		self->firsts[i] = pattern->first;
		fill_filters(self, units, pattern->length);
	}
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
	    .firsts = lc__alloc(patterns->count + 1, sizeof *self->firsts),
	    .buckets = lc__calloc(((size_t)1 << buckets) + 1, sizeof *self->buckets),
	    .bucket_shift = 32 - buckets,
	    .coarse = lc__calloc(((size_t)1 << coarse) + COARSE_SLACK, sizeof *self->coarse),
	    .coarse_shift = 32 - coarse,
	    .fine = lc__calloc((size_t)1 << (fine - 5), sizeof *self->fine),
	    .fine_shift = 32 - fine,
	};
	uint64_t *keys = lc__alloc(patterns->count + 1, sizeof *keys);
	bool full = self->items == NULL || self->firsts == NULL || self->buckets == NULL || self->coarse == NULL ||
	            self->fine == NULL || keys == NULL;
	if (full) {
		lc__literals_release(self);
	} else {
		sort(self, patterns, matcher, names, keys);
		fill(self, patterns, keys);
	}
	lc__free(keys);
	return full ? lc__fail_nomem(err) : LIANGCE_OK;
}

void lc__literals_release(lc__literals *self)
{
	lc__free(self->items);
	lc__free(self->firsts);
	lc__free(self->buckets);
	lc__free(self->coarse);
	lc__free(self->fine);
	*self = (lc__literals){0};
}

size_t lc__literals_bytes(const lc__literals *self)
{
	return self->count * (sizeof *self->items + sizeof *self->firsts) +
	       ((size_t)1 << (32 - self->bucket_shift)) * sizeof *self->buckets + ((size_t)1 << (32 - self->coarse_shift)) +
	       ((size_t)1 << (32 - self->fine_shift)) / 8;
}
