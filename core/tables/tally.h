/* SPDX-License-Identifier: Apache-2.0 */
/* What is inside a tally: for the store, which merges tallies and empties them into its tables. */
#ifndef LIANGCE_TALLY_H
#define LIANGCE_TALLY_H

#include "tables/counts.h"
#include "tables/metric.h"
#include "tables/pack.h"
#include "tables/themes.h"
#include "tables/word_counts.h"

typedef struct lc__group {
	uint64_t documents;
	uint64_t bytes;
	uint64_t characters;
} lc__group;

/* A value that its metric had no room for. */
typedef struct lc__wide {
	uint32_t number; /* of the metric */
	lc__exact value;
} lc__wide;

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
	lc__buffer wide; /* lc__wide, one behind the other */
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

lc_status lc__tally_group(lc_tally *self, lc_view group, uint32_t *number, lc_error *err);
/* A key as metric.h tells, and its group. */
lc_view lc__tally_metric_key(const lc_tally *self, uint32_t number, uint32_t *group);
/* Adds groups, terms, themes and words of `from` (not its rows, not its facts and metrics). Both are of the same ruleset. */
lc_status lc__tally_merge(lc_tally *self, const lc_tally *from, lc_error *err);

#endif
