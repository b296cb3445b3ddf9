/* SPDX-License-Identifier: Apache-2.0 */
/* Finds all patterns of a ruleset in one folded segment, and the spots of numerals. */
#ifndef LIANGCE_FINDER_H
#define LIANGCE_FINDER_H

#include "match/overlap.h"
#include "match/ruleset.h"
#include "match/sweep.h"
#include "text/fold.h"

/* One thread's. */
typedef struct lc__finder {
	const lc_ruleset *rules;
	const int *stop; /* may be NULL */
	lc__sweep sweep;
	hs_scratch_t *scratch; /* NULL: there is nothing for the engine */
	/* Of the last segment: sorted, none twice. */
	lc__find_list finds; /* without names */
	lc__find_list names;
	lc__find_list expressed; /* what the engine found of both, before it is merged into them */
	uint32_t *spots;         /* the first unit of each run of numerals, ascending: see spots.h */
	size_t spot_count, spot_capacity;
} lc__finder;

/* Borrows rules. LIANGCE_E_NOMEM, LIANGCE_E_ENGINE. */
lc_status lc__finder_init(lc__finder *self, const lc_ruleset *rules, const int *stop, lc_error *err);
void lc__finder_release(lc__finder *self);

/* Must the text have codes beside its units? */
static inline bool lc__finder_reads_codes(const lc__finder *self)
{
	return self->scratch != NULL || self->rules->facts != NULL;
}

/* LIANGCE_E_ENGINE, LIANGCE_E_STOPPED, LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE. */
lc_status lc__finder_run(lc__finder *self, const lc__folded *text, lc_error *err);

#endif
