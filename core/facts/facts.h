/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Facts: reading the numbers of a folded segment, giving them units, and tying them to what they measure. What is a fact and
 * what its fields mean is docs/facts.md. Works on folded units only; the scan turns units into source offsets.
 */
#ifndef LIANGCE_FACTS_H
#define LIANGCE_FACTS_H

#include "base/base.h"
#include "match/hit.h"
#include "text/fold.h"

/* The unit table, the compiled PCRE2 patterns and the link rules: immutable, shared by all threads. */
typedef struct lc__fact_rules lc__fact_rules;

/* units: text of units.tsv. LIANGCE_E_DICTIONARY with name:line:column, LIANGCE_E_COMPILE, LIANGCE_E_NOMEM. */
lc_status lc__fact_rules_new(lc__fact_rules **out, const char *units_name, lc_view units, lc_error *err);
void lc__fact_rules_free(lc__fact_rules *self);

/* A fact in units of the segment. Views into the rules or the reader live until the reader's next read. */
typedef struct lc__fact {
	uint32_t start, end; /* the expression */
	lc_fact_kind kind;
	lc_approx approx;
	lc_change change;
	bool has_lo, has_hi;
	lc_decimal lo, hi;
	const char *unit;                    /* canonical, "" where none; lives as long as the rules */
	uint32_t subject_start, subject_end; /* equal: no subject */
	uint32_t term;                       /* the term of the hit that the subject is or holds, or LIANGCE_NO_TERM */
	const char *rule;                    /* static */
	uint32_t sentence_start, sentence_end;
} lc__fact;

/* One thread's reader: match data, JIT stack, scratch arrays. Borrows rules. */
typedef struct lc__fact_reader lc__fact_reader;
lc_status lc__fact_reader_new(lc__fact_reader **out, const lc__fact_rules *rules, lc_error *err);
void lc__fact_reader_free(lc__fact_reader *self);

/* What the reader needs to know of each term of the ruleset, indexed by hit.term. */
typedef struct lc__fact_terms {
	const lc_term *terms;
	uint32_t count;
} lc__fact_terms;

/*
 * Reads all facts of a segment, in text order.
 * hits: the matches of terms, indicators, shields and names after the overlap policy, ascending by start; names may overlap the
 * others. spots: the first unit of each run of numerals (match/spots.h), ascending: only clauses with a spot are read; text without
 * spots costs nothing.
 * *facts stays valid until the next call. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE, LIANGCE_E_ENGINE (PCRE2).
 */
lc_status lc__fact_reader_read(lc__fact_reader *self, const lc__folded *text, const lc__fact_terms *terms, const lc__hit *hits,
                               size_t hit_count, const uint32_t *spots, size_t spot_count, const lc__fact **facts,
                               size_t *fact_count, lc_error *err);

#endif
