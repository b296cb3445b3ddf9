/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Occurrences and documents by group and item (a term or a theme). The first group, mostly the only one, has a place ready for
 * each item; what other groups hold is found by a map.
 */
#ifndef LIANGCE_COUNTS_H
#define LIANGCE_COUNTS_H

#include "tables/map.h"

typedef struct lc__count {
	uint64_t occurrences;
	uint64_t documents; /* 0: the item is not there */
} lc__count;

/* Embedded: lc__counts_init / lc__counts_release. */
typedef struct lc__counts {
	lc__count *first; /* of group 0, by item */
	size_t item_count;
	lc__map map; /* of the other groups: key group, item */
	lc__count *values;
	size_t value_capacity;
} lc__counts;

lc_status lc__counts_init(lc__counts *self, size_t item_count, lc_error *err);
void lc__counts_release(lc__counts *self);
void lc__counts_clear(lc__counts *self, size_t keep_bytes); /* memory over keep_bytes is given back */
size_t lc__counts_used(const lc__counts *self);             /* about what the other groups take */

/* The same as lc__counts_add for any group but 0. */
lc_status lc__counts_add_mapped(lc__counts *self, uint32_t group, uint32_t item, lc__count count, lc_error *err);

/* item < item_count. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE. */
static inline lc_status lc__counts_add(lc__counts *self, uint32_t group, uint32_t item, lc__count count, lc_error *err)
{
	if (group != 0)
		return lc__counts_add_mapped(self, group, item, count, err);
	self->first[item].occurrences += count.occurrences;
	self->first[item].documents += count.documents;
	return LIANGCE_OK;
}

/* Calls back for each that is there, in no order that matters; stops at and returns the first status that is not LIANGCE_OK. */
typedef lc_status (*lc__counts_callback)(void *payload, uint32_t group, uint32_t item, lc__count count, lc_error *err);
lc_status lc__counts_each(const lc__counts *self, lc__counts_callback callback, void *payload, lc_error *err);

#endif
