/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A map from keys (any bytes) to dense numbers 0, 1, 2 … in the order of arrival: open addressing, keys kept in one arena.
 * What belongs to a key is kept by the caller in an array of its own, under the key's number. No removal of single keys.
 */
#ifndef LIANGCE_MAP_H
#define LIANGCE_MAP_H

#include "base/base.h"

typedef struct lc__map_key {
	uint32_t offset; /* in bytes.data */
	uint32_t size;
} lc__map_key;

/* Embedded: lc__map_init / lc__map_release. */
typedef struct lc__map {
	uint64_t *slots; /* 32 bits of the hash, then number + 1; 0: free */
	size_t slot_count;
	lc__map_key *keys;
	size_t key_capacity;
	uint32_t count;
	lc__buffer bytes;
} lc__map;

void lc__map_init(lc__map *self);
void lc__map_release(lc__map *self);
void lc__map_clear(lc__map *self); /* keeps its memory */
/* The same, with the caller's array; if the two hold more than keep_bytes, their memory is given back. */
void lc__map_clear_with(lc__map *self, void **values, size_t *capacity, size_t value_size, size_t keep_bytes);
size_t lc__map_used(const lc__map *self); /* about what its keys take, 0 when it is empty */

/* The number of key, which becomes known if it was not: then the number is the old count. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE. */
lc_status lc__map_add(lc__map *self, const void *key, size_t size, uint32_t *number, lc_error *err);
lc_view lc__map_key_of(const lc__map *self, uint32_t number); /* until the next add */

#endif
