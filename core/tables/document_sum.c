/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The counts of one document scanned in parts: two lists of terms, both ascending, merged into a third. Memory grows with the
 * terms that are there, not with the dictionary.
 */
#include "base/base.h"

struct lc_document_sum {
	lc_document sum;
	lc_term_count *counts; /* what sum.counts points to */
	size_t capacity;
	lc_term_count *spare; /* where the next merge goes */
	size_t spare_capacity;
	size_t term_count; /* of the ruleset: no list can be longer */
};

lc_status lc_document_sum_new(lc_document_sum **out, const lc_ruleset *rules, lc_error *err)
{
	lc_document_sum *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	self->term_count = lc_ruleset_term_count(rules);
	*out = self;
	return LIANGCE_OK;
}

void lc_document_sum_free(lc_document_sum *self)
{
	if (self == NULL)
		return;
	lc__free(self->counts);
	lc__free(self->spare);
	lc__free(self);
}

static size_t merge(lc_term_count *to, const lc_term_count *a, size_t a_count, const lc_term_count *b, size_t b_count)
{
	size_t i = 0, j = 0, count = 0;
	while (i < a_count || j < b_count) {
		if (j == b_count || (i < a_count && a[i].term < b[j].term)) {
			to[count++] = a[i++];
		} else if (i == a_count || b[j].term < a[i].term) {
			to[count++] = b[j++];
		} else {
			to[count] = a[i++];
			to[count++].occurrences += b[j++].occurrences;
		}
	}
	return count;
}

lc_status lc_document_sum_add(lc_document_sum *self, const lc_document *part, lc_error *err)
{
	size_t most = self->sum.count_count + part->count_count;
	if (most > self->term_count)
		most = self->term_count;
	void *spare = self->spare;
	lc_status status = lc__grow(&spare, &self->spare_capacity, most, self->term_count, sizeof *self->spare, err);
	self->spare = spare;
	if (status != LIANGCE_OK)
		return status;
	self->sum.count_count = merge(self->spare, self->counts, self->sum.count_count, part->counts, part->count_count);
	lc_term_count *counts = self->counts;
	size_t capacity = self->capacity;
	self->counts = self->spare;
	self->capacity = self->spare_capacity;
	self->spare = counts;
	self->spare_capacity = capacity;
	self->sum.counts = self->counts;
	self->sum.bytes += part->bytes;
	self->sum.characters += part->characters;
	self->sum.invalid += part->invalid;
	self->sum.occurrences += part->occurrences;
	return LIANGCE_OK;
}

const lc_document *lc_document_sum_get(lc_document_sum *self)
{
	return &self->sum;
}
