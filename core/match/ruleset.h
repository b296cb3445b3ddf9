/* SPDX-License-Identifier: Apache-2.0 */
/* What a scan needs of a ruleset. Immutable once made. */
#ifndef LIANGCE_RULESET_H
#define LIANGCE_RULESET_H

#include <hs/hs.h>

#include "facts/facts.h"
#include "match/literals.h"

struct lc_ruleset {
	lc_dictionary *dictionary;
	lc__patterns patterns;
	lc__literals literals;
	lc_overlap overlap;
	lc__fact_rules *facts;   /* NULL: numbers are not read */
	hs_database_t *database; /* of the patterns that are not swept for; NULL where there is none */
	hs_scratch_t *prototype; /* scans clone it; NULL without database */
	size_t duplicates;
	bool from_cache;
	char hash[33];
};

/* A message for an engine error. */
lc_status lc__fail_engine(lc_error *err, const char *what, hs_error_t code);

#endif
