/* SPDX-License-Identifier: Apache-2.0 */
/* Counts of words that no dictionary has, by source, by how they were seen and by unit, with one context each. */
#ifndef LIANGCE_WORD_COUNTS_H
#define LIANGCE_WORD_COUNTS_H

#include "match/found_words.h"
#include "tables/map.h"

typedef struct lc__word_count {
	uint64_t n;
	uint64_t documents; /* of source 0; any other source is one document, whatever this says */
	uint64_t last;      /* serial number of the document counted last */
	uint64_t rank;      /* of the context: of all that were seen, the one with the smallest is kept */
	uint16_t context_size;
	char context[LIANGCE_CONTEXT_BYTES];
} lc__word_count;

/* A key, taken apart; views point into the map. */
typedef struct lc__word_key {
	uint64_t source;
	lc__seen seen;
	lc_view unit; /* of LIANGCE_SEEN_UNIT */
	lc_view word;
} lc__word_key;

/* Embedded: lc__word_counts_init / lc__word_counts_release. */
typedef struct lc__word_counts {
	lc__map keys;
	lc__word_count *values;
	size_t capacity;
	lc__buffer key;
} lc__word_counts;

void lc__word_counts_init(lc__word_counts *self);
void lc__word_counts_release(lc__word_counts *self);
void lc__word_counts_clear(lc__word_counts *self, size_t keep_bytes); /* memory over keep_bytes is given back */
size_t lc__word_counts_used(const lc__word_counts *self);
lc__word_key lc__word_counts_key(const lc__word_counts *self, uint32_t number);

/* The words found in a document, or in a part of one, whose serial number is new. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE. */
lc_status lc__word_counts_add(lc__word_counts *self, uint64_t source, uint64_t serial, const lc__found_words *found, lc_error *err);
lc_status lc__word_counts_merge(lc__word_counts *self, const lc__word_counts *from, lc_error *err);

#endif
