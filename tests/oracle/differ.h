/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The engine and the oracle side by side: folds and scans the same text with both and tells every difference. Mends nothing and
 * prefers neither.
 */
#ifndef LIANGCE_DIFFER_H
#define LIANGCE_DIFFER_H

#include <stdio.h>

#include "oracle/oracle.h"
#include "text/fold.h"

/* Where differences are told; `left` more may be printed, then they are only counted. */
typedef struct differ_report {
	FILE *file; /* NULL: say nothing */
	size_t left;
	size_t differences;
} differ_report;

/* A line about a difference. */
void differ_say(differ_report *report, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* One segment folded by both: units, places, counts. scratch is the caller's. True where they agree. */
bool differ_fold(lc__folded *scratch, const oracle_table *table, lc_view segment, differ_report *report);

/* A dictionary in both forms, with the engine's ruleset and scan. */
typedef struct differ_rules {
	const oracle_table *table; /* borrowed */
	oracle_dictionary *dictionary;
	lc_ruleset *rules;
	lc_scan *scan;
} differ_rules;

/* Reads texts (TSV) with both. False, and *err filled, where the engine refuses them; err->status is LIANGCE_OK where the oracle does. */
bool differ_rules_init(differ_rules *self, const oracle_table *table, const lc_view *texts, size_t count, lc_overlap overlap,
                       lc_matcher matcher, lc_error *err);
void differ_rules_release(differ_rules *self);

/* One text scanned by both: matches, places, counts. *matches, unless NULL, is how many the oracle found. */
bool differ_scan(differ_rules *self, lc_view text, differ_report *report, size_t *matches);

#endif
