/* SPDX-License-Identifier: Apache-2.0 */
/* Facts of a tally: metrics by subject, unit, kind and change; packed rows for table `facts`; and the merging of tallies. */
#include "tables/fact_row.h"
#include "tables/tally.h"

#define METRICS_MAX ((size_t)1 << 30)
#define METRICS_FIRST ((size_t)1 << 12) /* room that is not used costs nothing, and growing step by step costs copies */
/* Fact rows go on in chunks of about this size: large enough to cost little each, small enough to be read back one by one. */
#define CHUNK_BYTES ((size_t)1 << 15)

/* In a tally a metric's key has the number of its group before it. */
static lc_status make_key(lc_tally *self, uint32_t group, uint64_t source, const lc_fact *fact, lc_error *err)
{
	self->key.size = 0;
	lc_status status =
	    lc__buffer_reserve(&self->key, sizeof group + fact->subject.size + fact->unit.size + LIANGCE_METRIC_KEY_BYTES, err);
	if (status != LIANGCE_OK)
		return status;
	memcpy(self->key.data, &group, sizeof group);
	self->key.size = (size_t)(lc__put_metric_key(self->key.data + sizeof group, fact, source) - self->key.data);
	return LIANGCE_OK;
}

lc_view lc__tally_metric_key(const lc_tally *self, uint32_t number, uint32_t *group)
{
	lc_view key = lc__map_key_of(&self->metrics, number);
	memcpy(group, key.data, sizeof *group);
	return (lc_view){.data = key.data + sizeof *group, .size = key.size - sizeof *group};
}

/* The number of the metric of self->key, a new one with n 0. */
static lc_status find_metric(lc_tally *self, uint32_t *number, lc_error *err)
{
	uint32_t known = self->metrics.count;
	void *values = self->metric_values;
	size_t wanted = known == 0 ? METRICS_FIRST : (size_t)known + 1;
	lc_status status = lc__grow(&values, &self->metric_capacity, wanted, METRICS_MAX, sizeof *self->metric_values, err);
	self->metric_values = values;
	if (status == LIANGCE_OK)
		status = lc__map_add(&self->metrics, self->key.data, self->key.size, number, err);
	if (status == LIANGCE_OK && *number == known)
		self->metric_values[known] = (lc__metric){0};
	return status;
}

static bool holds_nul(lc_view text)
{
	return text.size != 0 && memchr(text.data, '\0', text.size) != NULL;
}

/* A cell without a unit: what its column tells is not known, and columns do not add up. Nor do times of the day. */
static bool adds_up(const lc_fact *fact)
{
	return fact->unit.size != 0 || (strcmp(fact->rule, "table-row") != 0 && strcmp(fact->rule, "clock") != 0);
}

/* Dates, names and ids have no value, and a sum of ranks says nothing. A NUL is part of no word, and it separates the parts of a metric's key in the stage. */
static bool is_measured(const lc_fact *fact)
{
	return fact->subject.size != 0 && !holds_nul(fact->subject) && !holds_nul(fact->unit) && (fact->has_lo || fact->has_hi) &&
	       fact->kind != LIANGCE_FACT_DATE && fact->kind != LIANGCE_FACT_NAME && fact->kind != LIANGCE_FACT_ID &&
	       fact->kind != LIANGCE_FACT_RANK && adds_up(fact);
}

static lc_status keep_wide(lc_tally *self, uint32_t number, const lc_fact *fact, lc_error *err)
{
	lc__wide wide = {.number = number, .value = lc__metric_value(fact)};
	return lc__buffer_append(&self->wide, &wide, sizeof wide, err);
}

static lc_status add_metric(lc_tally *self, uint32_t group, uint64_t source, const lc_fact *fact, lc_error *err)
{
	uint32_t number = 0;
	lc_status status = make_key(self, group, source, fact, err);
	if (status == LIANGCE_OK)
		status = find_metric(self, &number, err);
	if (status != LIANGCE_OK)
		return status;
	lc__metric *metric = &self->metric_values[number];
	if (!lc__metric_add(metric, fact))
		status = keep_wide(self, number, fact, err);
	if (metric->last != self->serial) {
		metric->last = self->serial;
		metric->documents++;
	}
	return status;
}

static lc_status begin_chunk(lc_tally *self, lc__chunk *chunk, lc_view path, lc_error *err)
{
	lc_status status = lc__buffer_append(&self->chunks, chunk, sizeof *chunk, err);
	return status == LIANGCE_OK ? lc__buffer_append(&self->chunks, path.data, path.size, err) : status;
}

/* Writes the size, which is known only now, into the chunk that began at `start`. */
static void end_chunk(lc_tally *self, size_t start, lc__chunk *chunk)
{
	chunk->size = (uint32_t)(self->chunks.size - start - sizeof *chunk - chunk->path_size);
	memcpy(self->chunks.data + start, chunk, sizeof *chunk);
	chunk->sequence++;
}

static lc_status add_rows(lc_tally *self, lc__chunk chunk, lc_view path, lc_view text, const lc_document *document, lc_error *err)
{
	size_t start = self->chunks.size;
	uint64_t last_from = 0, last_to = 0;
	lc_status status = begin_chunk(self, &chunk, path, err);
	for (size_t i = 0; i < document->fact_count && status == LIANGCE_OK; i++) {
		const lc_fact *fact = &document->facts[i];
		if (self->chunks.size - start > CHUNK_BYTES) {
			end_chunk(self, start, &chunk);
			start = self->chunks.size;
			last_from = last_to = 0;
			status = begin_chunk(self, &chunk, path, err);
		}
		uint64_t from, to;
		lc__fact_window(fact, text, &from, &to);
		bool again = from == last_from && to == last_to;
		last_from = from;
		last_to = to;
		if (status == LIANGCE_OK)
			status = lc__fact_pack(&self->chunks, fact, text, from, again ? from : to, document->invalid == 0, err);
	}
	if (status == LIANGCE_OK)
		end_chunk(self, start, &chunk);
	return status;
}

static lc_status count_facts(lc_tally *self, uint64_t source, uint64_t count, lc_error *err)
{
	if (source == 0) {
		self->fact_count += count;
		return LIANGCE_OK;
	}
	uint64_t pair[2] = {source, count};
	return lc__buffer_append(&self->fact_counts, pair, sizeof pair, err);
}

static bool is_inside(lc_span span, lc_view text)
{
	return span.byte_start <= span.byte_end && span.byte_end <= text.size;
}

lc_status lc_tally_add_facts(lc_tally *self, lc_view group, uint64_t source, lc_view path, uint32_t part, lc_view text,
                             const lc_document *document, bool keep_facts, lc_error *err)
{
	if (document->fact_count == 0)
		return LIANGCE_OK;
	uint32_t number;
	lc_status status = lc__tally_group(self, group, &number, err);
	if (status == LIANGCE_OK)
		status = count_facts(self, source, document->fact_count, err);
	self->serial++;
	for (size_t i = 0; i < document->fact_count && status == LIANGCE_OK; i++) {
		const lc_fact *fact = &document->facts[i];
		if (keep_facts && (!is_inside(fact->span, text) || !is_inside(fact->sentence, text)))
			status = lc__fail(err, LIANGCE_E_INVALID, "a fact lies outside of the text it was read in");
		else if (is_measured(fact))
			status = add_metric(self, number, source, fact, err);
	}
	if (status == LIANGCE_OK && keep_facts) {
		lc__chunk chunk = {.source = source, .group = number, .part = part, .path_size = (uint32_t)path.size};
		status = add_rows(self, chunk, path, text, document, err);
	}
	return status;
}

/* Groups have other numbers in the tally that is merged into: counts go to the group of the same name. */
typedef struct merging {
	lc_tally *into;
	lc__counts *counts;
} merging;

static lc_status merge_count(void *payload, uint32_t group, uint32_t item, lc__count count, lc_error *err)
{
	const merging *self = payload;
	return lc__counts_add(self->counts, self->into->merged_groups[group], item, count, err);
}

static lc_status merge_groups(lc_tally *self, const lc_tally *from, lc_error *err)
{
	void *numbers = self->merged_groups;
	lc_status status =
	    lc__grow(&numbers, &self->merged_capacity, from->groups.count, SIZE_MAX, sizeof *self->merged_groups, err);
	self->merged_groups = numbers;
	for (uint32_t i = 0; i < from->groups.count && status == LIANGCE_OK; i++) {
		uint32_t number;
		status = lc__tally_group(self, lc__map_key_of(&from->groups, i), &number, err);
		if (status != LIANGCE_OK)
			break;
		self->merged_groups[i] = number;
		self->group_values[number].documents += from->group_values[i].documents;
		self->group_values[number].bytes += from->group_values[i].bytes;
		self->group_values[number].characters += from->group_values[i].characters;
	}
	return status;
}

lc_status lc__tally_merge(lc_tally *self, const lc_tally *from, lc_error *err)
{
	merging terms = {.into = self, .counts = &self->term_counts}, themes = {.into = self, .counts = &self->theme_counts};
	lc_status status = merge_groups(self, from, err);
	if (status == LIANGCE_OK)
		status = lc__counts_each(&from->term_counts, merge_count, &terms, err);
	if (status == LIANGCE_OK)
		status = lc__counts_each(&from->theme_counts, merge_count, &themes, err);
	return status == LIANGCE_OK ? lc__word_counts_merge(&self->words, &from->words, err) : status;
}
