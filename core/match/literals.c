/* SPDX-License-Identifier: Apache-2.0 */
/* Sorts the literals into buckets, and fills the filters: see literals.h. */
#include "match/literals.h"

#include <stdlib.h>

enum {
	COARSE_LEAST = 16, /* log2 of bytes: 64 KiB */
	COARSE_MOST = 17,
	COARSE_SPARSE = 4,  /* log2 of bytes a literal, up to the most */
	COARSE_SLACK = 3,   /* behind the last byte: it may be read as a word */
	FINE_LEAST = 12,    /* log2 of bits */
	FINE_SPARSE = 4,    /* log2 of bits a literal */
	BUCKETS_LEAST = 10, /* log2 */
};

static uint32_t hash_of(const lc__literal *literal)
{
	return lc__literal_hash(literal->pair, literal->length == 2 ? LIANGCE_NO_THIRD : literal->third);
}

static int compare(const void *a, const void *b)
{
	const lc__literal *x = a, *y = b;
	uint32_t x_hash = hash_of(x), y_hash = hash_of(y);
	if (x_hash != y_hash)
		return x_hash < y_hash ? -1 : 1;
	if (x->length != y->length)
		return x->length > y->length ? -1 : 1;
	return x->pattern < y->pattern ? -1 : 1;
}

static void list_items(lc__literals *self, const lc__patterns *patterns, bool names)
{
	for (size_t i = 0; i < patterns->count; i++) {
		const lc__pattern *pattern = &patterns->items[i];
		if (!lc__is_literal(pattern) || (pattern->role == LIANGCE_ROLE_NAME && !names))
			continue;
		const uint16_t *units = patterns->units + pattern->first;
		self->items[self->count++] = (lc__literal){
		    .pair = lc__pair_at(units),
		    .third = pattern->length > 2 ? units[2] : 0,
		    .fourth = pattern->length > 3 ? units[3] : 0,
		    .first = pattern->first,
		    .pattern = (uint32_t)i,
		    .length = (uint8_t)pattern->length,
		    .before = pattern->before,
		    .behind = pattern->behind,
		    .name = pattern->role == LIANGCE_ROLE_NAME,
		};
	}
	qsort(self->items, self->count, sizeof *self->items, compare);
}

static void fill_tables(lc__literals *self)
{
	const uint32_t last = UINT32_MAX >> self->bucket_shift;
	uint32_t bucket = 0;
	for (size_t i = 0; i < self->count; i++) {
		const lc__literal *item = &self->items[i];
		uint32_t hash = hash_of(item), bit = hash >> self->fine_shift;
		while (bucket <= hash >> self->bucket_shift)
			self->buckets[bucket++] = (uint32_t)i;
		self->fine[bit / 32] |= (uint32_t)1 << bit % 32;
		self->coarse[lc__pair_hash(item->pair) >> self->coarse_shift] |= item->length == 2 ? 0xFF : 1u << (item->third & 7);
	}
	while (bucket <= last + 1)
		self->buckets[bucket++] = (uint32_t)self->count;
}

/* The logarithm of the least power of two that is not below `wanted`. */
static unsigned log2_above(size_t wanted, unsigned least)
{
	unsigned log = least;
	while ((size_t)1 << log < wanted)
		log++;
	return log;
}

lc_status lc__literals_build(lc__literals *self, const lc__patterns *patterns, bool names, lc_error *err)
{
	unsigned buckets = log2_above(patterns->count, BUCKETS_LEAST);
	unsigned fine = log2_above(patterns->count << FINE_SPARSE, FINE_LEAST);
	unsigned coarse = log2_above(patterns->count << COARSE_SPARSE, COARSE_LEAST);
	fine = fine > 32 ? 32 : fine;
	coarse = coarse > COARSE_MOST ? COARSE_MOST : coarse;
	*self = (lc__literals){
	    .units = patterns->units,
	    .items = lc__alloc(patterns->count, sizeof *self->items),
	    .buckets = lc__alloc(((size_t)1 << buckets) + 1, sizeof *self->buckets),
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
	list_items(self, patterns, names);
	fill_tables(self);
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
