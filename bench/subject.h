/* SPDX-License-Identifier: Apache-2.0 */
/* A dictionary under test, compiled in every way that is measured. */
#ifndef LIANGCE_BENCH_SUBJECT_H
#define LIANGCE_BENCH_SUBJECT_H

#include "match/ruleset.h"

typedef struct bench_subject {
	lc_ruleset *terms;   /* terms only */
	lc_ruleset *numbers; /* terms and facts; NULL where no table of units was given */
	lc_scan *terms_scan;
	lc_scan *numbers_scan;
	hs_database_t *utf8, *codes;
	hs_scratch_t *scratch; /* for the bare engine, on both */
} bench_subject;

/* units_path may be NULL. Everything is compiled here, nothing is taken from a cache. Errors are those of lc_ruleset_new. */
lc_status subject_init(bench_subject *self, const char *dictionary_path, const char *units_path, lc_error *err);
void subject_release(bench_subject *self);

#endif
