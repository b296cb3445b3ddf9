/* SPDX-License-Identifier: Apache-2.0 */
/* The counts of one document scanned in parts: added up term by term, and listed when they are asked for. */
#include <assert.h>

#include "base/base.h"

struct lc_document_sum {
	lc_document sum;
	uint64_t *occurrences; /* by term */
	lc_term_count *counts; /* room for every term; of memory that is not touched the system has none */
	size_t term_count;
	bool listed; /* sum.counts are what occurrences are */
};

lc_status lc_document_sum_new(lc_document_sum **out, const lc_ruleset *rules, lc_error *err)
{
	lc_document_sum *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	self->term_count = lc_ruleset_term_count(rules);
	self->occurrences = lc__calloc(self->term_count + 1, sizeof *self->occurrences);
	self->counts = lc__alloc(self->term_count + 1, sizeof *self->counts);
	if (self->occurrences == NULL || self->counts == NULL) {
		lc_document_sum_free(self);
		return lc__fail_nomem(err);
	}
	*out = self;
	return LIANGCE_OK;
}

void lc_document_sum_free(lc_document_sum *self)
{
	if (self == NULL)
		return;
	lc__free(self->occurrences);
	lc__free(self->counts);
	lc__free(self);
}

void lc_document_sum_add(lc_document_sum *self, const lc_document *part)
{
	for (size_t i = 0; i < part->count_count; i++) {
		assert(part->counts[i].term < self->term_count);
		self->occurrences[part->counts[i].term] += part->counts[i].occurrences;
	}
	self->sum.bytes += part->bytes;
	self->sum.characters += part->characters;
	self->sum.invalid += part->invalid;
	self->sum.occurrences += part->occurrences;
	self->listed = false;
}

static void list(lc_document_sum *self)
{
	size_t count = 0;
	for (size_t term = 0; term < self->term_count; term++)
		if (self->occurrences[term] != 0)
			self->counts[count++] = (lc_term_count){.term = (uint32_t)term, .occurrences = self->occurrences[term]};
	self->sum.counts = self->counts;
	self->sum.count_count = count;
}

const lc_document *lc_document_sum_get(lc_document_sum *self)
{
	if (!self->listed)
		list(self);
	self->listed = true;
	return &self->sum;
}
