/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tally: groups, terms and themes of documents, and rows of files and failures. Facts and metrics are added in
 * tally_facts.c. On the workers' path: takes memory only where it meets something new.
 */
#include "tables/tally.h"

#define ROWS_BYTES_MAX ((size_t)1 << 31)
#define CHUNK_BYTES_MAX ((size_t)1 << 31)
#define KEY_BYTES_MAX ((size_t)1 << 24)
#define GROUPS_MAX ((size_t)1 << 30)
/* What each part of a cleared tally may keep: giving memory back only to ask for it again would cost more than the counting. */
#define KEEP_BYTES ((size_t)8 << 20)

static lc_status init(lc_tally *self, lc_error *err)
{
	size_t theme_count = self->themes.paths.count;
	lc_status status = lc__counts_init(&self->term_counts, self->themes.term_count, err);
	if (status == LIANGCE_OK)
		status = lc__counts_init(&self->theme_counts, theme_count, err);
	if (status == LIANGCE_OK && theme_count != 0) {
		self->theme_occurrences = lc__calloc(theme_count, sizeof *self->theme_occurrences);
		self->touched = lc__alloc(theme_count, sizeof *self->touched);
		if (self->theme_occurrences == NULL || self->touched == NULL)
			status = lc__fail_nomem(err);
	}
	return status;
}

lc_status lc_tally_new(lc_tally **out, const lc_ruleset *rules, lc_error *err)
{
	lc_tally *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	self->rules = rules;
	lc__map_init(&self->groups);
	lc__map_init(&self->metrics);
	lc__word_counts_init(&self->words);
	lc__buffer_init(&self->fact_counts, ROWS_BYTES_MAX);
	lc__buffer_init(&self->files, ROWS_BYTES_MAX);
	lc__buffer_init(&self->failures, ROWS_BYTES_MAX);
	lc__buffer_init(&self->chunks, CHUNK_BYTES_MAX);
	lc__buffer_init(&self->wide, ROWS_BYTES_MAX);
	lc__buffer_init(&self->key, KEY_BYTES_MAX);
	lc_status status = lc__themes_init(&self->themes, rules, err);
	if (status == LIANGCE_OK)
		status = init(self, err);
	if (status == LIANGCE_OK)
		*out = self;
	else
		lc_tally_free(self);
	return status;
}

void lc_tally_free(lc_tally *self)
{
	if (self == NULL)
		return;
	lc__themes_release(&self->themes);
	lc__map_release(&self->groups);
	lc__free(self->group_values);
	lc__counts_release(&self->term_counts);
	lc__counts_release(&self->theme_counts);
	lc__map_release(&self->metrics);
	lc__free(self->metric_values);
	lc__word_counts_release(&self->words);
	lc__buffer_release(&self->fact_counts);
	lc__buffer_release(&self->files);
	lc__buffer_release(&self->failures);
	lc__buffer_release(&self->chunks);
	lc__buffer_release(&self->wide);
	lc__free(self->theme_occurrences);
	lc__free(self->touched);
	lc__buffer_release(&self->key);
	lc__free(self->merged_groups);
	lc__free(self);
}

static void clear_buffer(lc__buffer *buffer)
{
	buffer->size = 0;
	if (buffer->capacity > KEEP_BYTES)
		lc__buffer_release(buffer);
}

void lc_tally_clear(lc_tally *self)
{
	void *groups = self->group_values, *metrics = self->metric_values;
	lc__map_clear_with(&self->groups, &groups, &self->group_capacity, sizeof *self->group_values, KEEP_BYTES);
	lc__map_clear_with(&self->metrics, &metrics, &self->metric_capacity, sizeof *self->metric_values, KEEP_BYTES);
	self->group_values = groups;
	self->metric_values = metrics;
	lc__counts_clear(&self->term_counts, KEEP_BYTES);
	lc__counts_clear(&self->theme_counts, KEEP_BYTES);
	lc__word_counts_clear(&self->words, KEEP_BYTES);
	clear_buffer(&self->fact_counts);
	clear_buffer(&self->files);
	clear_buffer(&self->failures);
	clear_buffer(&self->chunks);
	clear_buffer(&self->wide);
	clear_buffer(&self->key);
	/* A call that ran out of memory may have left some. */
	if (self->theme_occurrences != NULL)
		memset(self->theme_occurrences, 0, self->themes.paths.count * sizeof *self->theme_occurrences);
	self->fact_count = 0;
}

size_t lc_tally_bytes(const lc_tally *self)
{
	return lc__map_used(&self->groups) + self->groups.count * sizeof *self->group_values + lc__counts_used(&self->term_counts) +
	       lc__counts_used(&self->theme_counts) + lc__map_used(&self->metrics) +
	       self->metrics.count * sizeof *self->metric_values + self->fact_counts.size + self->files.size + self->failures.size +
	       self->chunks.size + self->wide.size + lc__word_counts_used(&self->words);
}

lc_status lc__tally_group(lc_tally *self, lc_view group, uint32_t *number, lc_error *err)
{
	uint32_t known = self->groups.count, found;
	void *values = self->group_values;
	lc_status status = lc__grow(&values, &self->group_capacity, (size_t)known + 1, GROUPS_MAX, sizeof *self->group_values, err);
	self->group_values = values;
	if (status == LIANGCE_OK)
		status = lc__map_add(&self->groups, group.data, group.size, &found, err);
	if (status != LIANGCE_OK)
		return status;
	if (found == known)
		self->group_values[found] = (lc__group){0};
	*number = found;
	return LIANGCE_OK;
}

/* A document counts once in each theme that one of its terms stands under, at any depth. */
static lc_status add_themes(lc_tally *self, uint32_t group, const lc_document *document, lc_error *err)
{
	size_t touched = 0;
	for (size_t i = 0; i < document->count_count; i++) {
		lc_term_count found = document->counts[i];
		for (uint32_t theme = self->themes.of_term[found.term]; theme != LIANGCE_NO_THEME;
		     theme = self->themes.parents[theme]) {
			if (self->theme_occurrences[theme] == 0)
				self->touched[touched++] = theme;
			self->theme_occurrences[theme] += found.occurrences;
		}
	}
	for (size_t i = 0; i < touched; i++) {
		uint32_t theme = self->touched[i];
		lc__count count = {.occurrences = self->theme_occurrences[theme], .documents = 1};
		self->theme_occurrences[theme] = 0;
		lc_status status = lc__counts_add(&self->theme_counts, group, theme, count, err);
		if (status != LIANGCE_OK)
			return status;
	}
	return LIANGCE_OK;
}

lc_status lc_tally_add_counts(lc_tally *self, lc_view group, const lc_document *document, lc_error *err)
{
	uint32_t number;
	lc_status status = lc__tally_group(self, group, &number, err);
	if (status != LIANGCE_OK)
		return status;
	self->group_values[number].documents++;
	self->group_values[number].bytes += document->bytes;
	self->group_values[number].characters += document->characters;
	for (size_t i = 0; i < document->count_count && status == LIANGCE_OK; i++) {
		lc__count count = {.occurrences = document->counts[i].occurrences, .documents = 1};
		status = lc__counts_add(&self->term_counts, number, document->counts[i].term, count, err);
	}
	return status == LIANGCE_OK ? add_themes(self, number, document, err) : status;
}

lc_status lc_tally_add_file(lc_tally *self, const lc_file_row *row, lc_error *err)
{
	size_t encoding_size = strlen(row->encoding), status_size = strlen(row->status);
	size_t room = 8 * LIANGCE_PACKED_NUMBER + row->path.size + row->member.size + encoding_size + status_size;
	lc_status status = lc__buffer_reserve(&self->files, room, err);
	if (status != LIANGCE_OK)
		return status;
	char *at = self->files.data + self->files.size;
	at = lc__put_bytes(at, row->path.data, row->path.size);
	at = lc__put_bytes(at, row->member.data, row->member.size);
	at = lc__put_number(at, row->bytes);
	at = lc__put_number(at, row->characters);
	at = lc__put_number(at, row->invalid);
	at = lc__put_bytes(at, row->encoding, encoding_size);
	at = lc__put_number(at, row->documents);
	at = lc__put_bytes(at, row->status, status_size);
	self->files.size = (size_t)(at - self->files.data);
	return LIANGCE_OK;
}

lc_status lc_tally_add_failure(lc_tally *self, const lc_failure_row *row, lc_error *err)
{
	size_t stage_size = strlen(row->stage), error_size = strlen(row->error);
	size_t room = 4 * LIANGCE_PACKED_NUMBER + row->path.size + row->member.size + stage_size + error_size;
	lc_status status = lc__buffer_reserve(&self->failures, room, err);
	if (status != LIANGCE_OK)
		return status;
	char *at = self->failures.data + self->failures.size;
	at = lc__put_bytes(at, row->path.data, row->path.size);
	at = lc__put_bytes(at, row->member.data, row->member.size);
	at = lc__put_bytes(at, row->stage, stage_size);
	at = lc__put_bytes(at, row->error, error_size);
	self->failures.size = (size_t)(at - self->failures.data);
	return LIANGCE_OK;
}
