/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Handing over what lanes have counted to the loop thread, which alone writes to the store. A lane has two parcels: it fills one
 * while the loop empties the other, and waits when both are with the loop, so memory stays bounded.
 */
#ifndef LIANGCE_PARCEL_H
#define LIANGCE_PARCEL_H

#include <uv.h>

#include "base/base.h"

/* A row of lc_store_add_part. */
typedef struct lc__part {
	char *path;
	uint32_t part;
	uint64_t bytes;
	uint64_t characters;
} lc__part;

typedef struct lc__parcel {
	lc_tally *tally;
	lc__part *parts;
	size_t part_count;
	size_t part_capacity;
	size_t part_bytes;
	struct lc__parcel *following; /* in the list of the loop */
	bool away;                    /* guarded by the mutex of lc__counter */
} lc__parcel;

lc_status lc__parcel_init(lc__parcel *self, const lc_ruleset *rules, lc_error *err);
void lc__parcel_release(lc__parcel *self);
lc_status lc__parcel_add_part(lc__parcel *self, const char *path, uint32_t part, uint64_t bytes, uint64_t characters,
                              lc_error *err);
/* It has grown large enough to be handed over. */
bool lc__parcel_full(const lc__parcel *self);

/* The counter over which parcels go, and what is to be dropped in the end. */
typedef struct lc__counter {
	uv_mutex_t mutex;
	uv_cond_t returned;
	uv_async_t *wake;  /* wakes the loop */
	lc__parcel *first; /* waiting for the loop */
	lc__parcel *last;
	bool closed;     /* the loop takes no more: lanes must not wait for it */
	uint64_t *drops; /* sources of documents that could not be read to their end */
	size_t drop_count;
	size_t drop_capacity;
} lc__counter;

lc_status lc__counter_init(lc__counter *self, uv_async_t *wake, lc_error *err);
void lc__counter_release(lc__counter *self);

/* Lanes. */
void lc__counter_give(lc__counter *self, lc__parcel *parcel);
void lc__counter_wait(lc__counter *self, lc__parcel *parcel); /* until it is back, or the counter is closed */
lc_status lc__counter_drop(lc__counter *self, uint64_t source, lc_error *err);

/* The loop: adds to the store what has come by now and returns it. After an error the counter is to be closed; then nothing is added. */
lc_status lc__counter_empty(lc__counter *self, lc_store *store, lc_error *err);
void lc__counter_close(lc__counter *self);
/* The loop, in the end, when no lane is at work. */
lc_status lc__counter_drop_all(lc__counter *self, lc_store *store, lc_error *err);

#endif
