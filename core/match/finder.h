/* SPDX-License-Identifier: Apache-2.0 */
/* Runs the engine over one folded segment and collects what it reports: finds of patterns, and spots of numerals. */
#ifndef LIANGCE_FINDER_H
#define LIANGCE_FINDER_H

#include "match/overlap.h"
#include "match/ruleset.h"
#include "text/fold.h"

/* One thread's. */
typedef struct lc__finder {
	const lc_ruleset *rules;
	const int *stop; /* may be NULL */
	hs_scratch_t *scratch;
	lc__find *finds; /* of the last segment: sorted, none twice; without names */
	size_t find_count, find_capacity;
	lc__find *names; /* finds of names: sorted, none twice */
	size_t name_count, name_capacity;
	uint32_t *spots; /* units behind which a numeral was seen, ascending */
	size_t spot_count, spot_capacity;
} lc__finder;

/* Borrows rules. LIANGCE_E_NOMEM, LIANGCE_E_ENGINE. */
lc_status lc__finder_init(lc__finder *self, const lc_ruleset *rules, const int *stop, lc_error *err);
void lc__finder_release(lc__finder *self);

/* LIANGCE_E_ENGINE, LIANGCE_E_STOPPED, LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE. */
lc_status lc__finder_run(lc__finder *self, const lc__folded *text, lc_error *err);

#endif
