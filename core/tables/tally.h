/* SPDX-License-Identifier: Apache-2.0 */
/* What is inside a tally: for the store, which merges tallies and empties them into its tables. */
#ifndef LIANGCE_TALLY_H
#define LIANGCE_TALLY_H

#include "tables/counts.h"
#include "tables/exact.h"
#include "tables/pack.h"
#include "tables/themes.h"
#include "tables/word_counts.h"

typedef struct lc__group {
	uint64_t documents;
	uint64_t bytes;
	uint64_t characters;
} lc__group;

/* Values of one subject, unit, kind and change in a group. */
typedef struct lc__metric {
	uint64_t n;
	uint64_t documents; /* of source 0; any other source is one document, whatever this says */
	uint64_t last;      /* serial number of the document counted last */
	lc__exact sum, least, most;
} lc__metric;

/* A key of the metrics, taken apart; views point into the map. */
typedef struct lc__metric_key {
	uint64_t source;
	uint32_t group;
	lc_fact_kind kind;
	lc_change change;
	lc_view unit;
	lc_view subject;
} lc__metric_key;

/* Stands before each chunk of packed fact rows, then the path, then the rows. A chunk is of one document. */
typedef struct lc__chunk {
	uint64_t source;
	uint32_t group;
	uint32_t part;
	uint32_t sequence; /* 0, 1, 2 … in the part */
	uint32_t path_size;
	uint32_t size;
	uint32_t zero; /* fills what would be padding, so that equal chunks are equal bytes */
} lc__chunk;

struct lc_tally {
	const lc_ruleset *rules;
	lc__themes themes;
	lc__map groups;
	lc__group *group_values;
	size_t group_capacity;
	lc__counts term_counts;
	lc__counts theme_counts;
	lc__map metrics;
	lc__metric *metric_values;
	size_t metric_capacity;
	lc__word_counts words;
	uint64_t serial;        /* of the document that facts are added of */
	uint64_t fact_count;    /* all facts of source 0 */
	lc__buffer fact_counts; /* of other sources: source, count … */
	lc__buffer files;       /* packed rows */
	lc__buffer failures;
	lc__buffer chunks;
	/* Scratch. */
	uint64_t *theme_occurrences; /* 0 between calls */
	uint32_t *touched;           /* themes that have some now */
	lc__buffer key;
	uint32_t *merged_groups;
	size_t merged_capacity;
};

/* Adds n and values; documents are the caller's affair. */
void lc__metric_add(lc__metric *self, const lc__metric *other);

lc_status lc__tally_group(lc_tally *self, lc_view group, uint32_t *number, lc_error *err);
lc__metric_key lc__tally_metric_key(const lc_tally *self, uint32_t number);
/* Adds groups, terms, themes and words of `from` (not its rows, not its facts and metrics). Both are of the same ruleset. */
lc_status lc__tally_merge(lc_tally *self, const lc_tally *from, lc_error *err);

#endif
