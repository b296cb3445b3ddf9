/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Metrics of a tally: the values of one subject, unit, kind and change. A key is the same bytes in a tally and in the records of the
 * stage, and sorts as the columns of table `metrics` do.
 */
#ifndef LIANGCE_METRIC_H
#define LIANGCE_METRIC_H

#include "tables/exact.h"

/* What a key takes beside subject and unit: what ends them, kind, change and source. */
#define LIANGCE_METRIC_KEY_BYTES (4 + sizeof(uint64_t))

/* A key taken apart; views point into it. */
typedef struct lc__metric_key {
	lc_view subject;
	lc_view unit;
	lc_fact_kind kind;
	lc_change change;
	uint64_t source;
} lc__metric_key;

/* Subject and unit hold no NUL. Returns the place behind the key; the source is its last eight bytes. */
char *lc__put_metric_key(char *to, const lc_fact *fact, uint64_t source);
lc__metric_key lc__take_metric_key(lc_view key);

/*
 * Values in units of the 19th place, as in lc__exact, of which these are the lower half: what people write has room there. What has not
 * is kept beside it.
 */
typedef struct lc__metric {
	__int128 sum, least, most; /* where n > 0 */
	uint32_t n;
	uint32_t documents; /* of source 0; any other source is one document, whatever this says */
	uint64_t last;      /* serial number of the document counted last */
} lc__metric;

/* Adds the value of a fact, which has one: the midpoint of a range, or the bound there is. False: it or the sum has no room, and nothing has changed. */
bool lc__metric_add(lc__metric *self, const lc_fact *fact);
/* The value of any fact that has one. */
lc__exact lc__metric_value(const lc_fact *fact);

#endif
