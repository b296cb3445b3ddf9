/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Metrics from the stage: rows of equal keys, which come one after the other, are added up into one row of table `metrics`.
 * Columns are those of schema.c, in its order.
 */
#include "tables/stage_private.h"

#define KEY_BYTES_MAX ((size_t)1 << 28)
#define KEY_WORDS 4U /* behind the group values: subject, unit, kind, change */

/* The metric that is being added up. */
typedef struct adding {
	size_t group_count;
	lc__row_callback callback;
	void *payload;
	lc__buffer key; /* empty: none yet */
	lc__metric sum;
	uint64_t source; /* of the row added last */
} adding;

static lc_status give(const adding *self, lc_error *err)
{
	enum { SUM, LEAST, MOST, MEAN, NUMBERS };
	char numbers[NUMBERS][LIANGCE_EXACT_CHARS];
	lc__cell cells[LIANGCE_COLUMNS_MAX];
	size_t count = 0;
	if (self->key.size == 0)
		return LIANGCE_OK;
	for (const char *at = self->key.data; count < self->group_count + KEY_WORDS; at += strlen(at) + 1)
		lc__set_word(&cells[count++], true, at);
	lc__set_integer(&cells[count++], true, self->sum.n);
	lc__set_integer(&cells[count++], true, self->sum.documents);
	lc__exact_format(&self->sum.sum, numbers[SUM]);
	lc__exact_format(&self->sum.least, numbers[LEAST]);
	lc__exact_format(&self->sum.most, numbers[MOST]);
	lc__exact_format_mean(&self->sum.sum, self->sum.n, numbers[MEAN]);
	for (size_t i = 0; i < NUMBERS; i++) {
		lc__set_word(&cells[count], true, numbers[i]);
		cells[count++].kind = LIANGCE_CELL_DECIMAL;
	}
	return self->callback(self->payload, cells, count, err);
}

/* Rows of one source are one document, however many they are; those of source 0 have counted theirs. */
static uint64_t documents_of(const adding *self, bool first, uint64_t source, const lc__metric *metric)
{
	if (source == 0)
		return metric->documents;
	return first || source != self->source;
}

static lc_status add_row(void *payload, const lc__cell *cells, size_t count, lc_error *err)
{
	(void)count;
	adding *self = payload;
	lc_view key = cells[0].text;
	uint64_t source = (uint64_t)cells[1].integer;
	lc__metric metric;
	lc_status status = LIANGCE_OK;
	if (key.size == 0 || cells[2].text.size != sizeof metric)
		return lc__fail(err, LIANGCE_E_WRITE, "temporary database: a row is damaged");
	memcpy(&metric, cells[2].text.data, sizeof metric);
	bool first = key.size != self->key.size || memcmp(key.data, self->key.data, key.size) != 0;
	if (first) {
		status = give(self, err);
		self->sum = (lc__metric){0};
		self->key.size = 0;
		if (status == LIANGCE_OK)
			status = lc__buffer_append(&self->key, key.data, key.size, err);
	}
	lc__metric_add(&self->sum, &metric);
	self->sum.documents += documents_of(self, first, source, &metric);
	self->source = source;
	return status;
}

lc_status lc__stage_read_metrics(lc__stage *self, sqlite3_stmt *statement, lc__row_callback callback, void *payload, lc_error *err)
{
	static const lc__cell_kind kinds[] = {LIANGCE_CELL_TEXT, LIANGCE_CELL_INTEGER, LIANGCE_CELL_TEXT};
	adding sum = {.group_count = self->group_count, .callback = callback, .payload = payload};
	lc__buffer_init(&sum.key, KEY_BYTES_MAX);
	lc_status status = lc__read_rows(self->db, statement, kinds, 3, LIANGCE_E_WRITE, add_row, &sum, err);
	if (status == LIANGCE_OK)
		status = give(&sum, err);
	lc__buffer_release(&sum.key);
	return status;
}
