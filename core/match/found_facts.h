/* SPDX-License-Identifier: Apache-2.0 */
/* The facts of a document as the public header shows them: offsets into the source, subjects as UTF-8. */
#ifndef LIANGCE_FOUND_FACTS_H
#define LIANGCE_FOUND_FACTS_H

#include "match/found_words.h"
#include "match/ruleset.h"

/* One thread's. All zero: reads nothing. */
typedef struct lc__found_facts {
	const lc_ruleset *rules;
	bool without_spans;
	lc__fact_reader *reader;
	lc__found_words *words; /* where subjects that no term names go, NULL: nowhere */
	lc_fact *items;
	size_t count, capacity;
	lc__buffer
	    texts; /* of subjects, one behind the other; it moves while it grows, so views are set when facts are asked for */
} lc__found_facts;

lc_status lc__found_facts_init(lc__found_facts *self, const lc_ruleset *rules, bool without_spans, lc_error *err);
void lc__found_facts_release(lc__found_facts *self);
void lc__found_facts_clear(lc__found_facts *self);

/* Where units of a segment stand in the document, of which `before` holds what came before the segment. */
lc_span lc__span_in_document(const lc__folded *text, uint32_t start, uint32_t end, const lc_document *before);

/* Reads the facts of one segment; `document` tells how much of the text came before it. */
lc_status lc__found_facts_add(lc__found_facts *self, const lc__folded *text, const lc__hit *hits, size_t hit_count,
                              const uint32_t *spots, size_t spot_count, const lc_document *document, lc_error *err);

/* All that were added since clear; valid until the next add. */
void lc__found_facts_get(lc__found_facts *self, const lc_fact **facts, size_t *count);

#endif
