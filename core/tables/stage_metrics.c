/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Metrics in the stage: a record for each metric of a tally, of which those of equal keys are added up into one row of table
 * `metrics`. Columns are those of schema.c, in its order.
 */
#include <stdlib.h>

#include "tables/stage_private.h"

#define KEY_BYTES_MAX ((size_t)1 << 28)
#define SOURCE_BYTES sizeof(uint64_t) /* at the end of a key */

/* What is in a record, and what records of equal keys add up to. */
typedef struct total {
	uint64_t n;
	uint64_t documents;
	lc__exact sum, least, most; /* where n > 0 */
} total;

/* ---------------------------------------------------------------- filling */

enum { LIMBS = sizeof(lc__exact) / sizeof(uint64_t), VALUE_BYTES = 2 * LIANGCE_PACKED_NUMBER + 3 * (1 + sizeof(lc__exact)) };

/* Limbs that only go on with the sign are left out: most numbers have two. */
static char *put_exact(char *to, const lc__exact *value)
{
	char count = LIMBS;
	while (count > 1 && value->limb[count - 1] == 0 - (value->limb[count - 2] >> 63))
		count--;
	*to++ = count;
	memcpy(to, value->limb, (size_t)count * sizeof value->limb[0]);
	return to + (size_t)count * sizeof value->limb[0];
}

static lc__exact take_exact(lc__unpacker *from)
{
	lc__exact value = {{0}};
	lc_view head = lc__take_view(from, 1);
	size_t count = head.size == 0 ? 0 : (unsigned char)head.data[0];
	if (count == 0 || count > LIMBS) {
		from->broken = true;
		return value;
	}
	lc_view limbs = lc__take_view(from, count * sizeof value.limb[0]);
	if (limbs.size != 0)
		memcpy(value.limb, limbs.data, limbs.size);
	for (; count < LIMBS; count++)
		value.limb[count] = 0 - (value.limb[count - 1] >> 63);
	return value;
}

/* Of one value sum, least and most are the same. */
static lc_view put_total(char value[VALUE_BYTES], const total *sum)
{
	char *end = lc__put_number(value, sum->n);
	end = lc__put_number(end, sum->documents);
	if (sum->n > 0)
		end = put_exact(end, &sum->sum);
	if (sum->n > 1) {
		end = put_exact(end, &sum->least);
		end = put_exact(end, &sum->most);
	}
	return (lc_view){.data = value, .size = (size_t)(end - value)};
}

static total take_total(lc__unpacker *from)
{
	total sum = {.n = lc__take_number(from)};
	sum.documents = lc__take_number(from);
	if (sum.n > 0)
		sum.sum = take_exact(from);
	sum.least = sum.n > 1 ? take_exact(from) : sum.sum;
	sum.most = sum.n > 1 ? take_exact(from) : sum.sum;
	return sum;
}

/* A metric of the tally adds this to its row. */
static lc_status add_total(lc__stage *self, const lc_tally *tally, uint32_t number, const total *sum, lc_error *err)
{
	uint32_t group;
	char value[VALUE_BYTES], *end;
	lc_view key = lc__tally_metric_key(tally, number, &group);
	lc_status status = lc__stage_begin_key(self, lc__map_key_of(&tally->groups, group), key.size, &end, err);
	if (status != LIANGCE_OK)
		return status;
	memcpy(end, key.data, key.size);
	return lc__runs_add(&self->metrics, lc__stage_key(self, end + key.size), put_total(value, sum), err);
}

lc_status lc__stage_add_metrics(lc__stage *self, const lc_tally *tally, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	for (uint32_t number = 0; number < tally->metrics.count && status == LIANGCE_OK; number++) {
		const lc__metric *metric = &tally->metric_values[number];
		const total sum = {.n = metric->n,
		                   .documents = metric->documents,
		                   .sum = lc__exact_of(metric->sum),
		                   .least = lc__exact_of(metric->least),
		                   .most = lc__exact_of(metric->most)};
		status = add_total(self, tally, number, &sum, err);
	}
	lc__wide wide;
	for (size_t at = 0; at < tally->wide.size && status == LIANGCE_OK; at += sizeof wide) {
		memcpy(&wide, tally->wide.data + at, sizeof wide);
		const total one = {.n = 1, .sum = wide.value};
		status = add_total(self, tally, wide.number, &one, err);
	}
	return status;
}

/* ---------------------------------------------------------------- reading */

/* The metric that is being added up. */
typedef struct adding {
	const lc__stage *stage;
	lc__row_callback callback;
	void *payload;
	lc__buffer key; /* of the first record; empty: none yet */
	total sum;
	uint64_t source; /* of the record added last */
} adding;

/* Whether a sum is short enough that the mean of it alone is no rounder: then both are the same text. */
static bool is_its_mean(lc_view text)
{
	enum { WHOLE_DIGITS = 9, PLACES = 6 };
	const char *point = memchr(text.data, '.', text.size), *end = text.data + text.size;
	return point == NULL || (point - text.data <= WHOLE_DIGITS && end - point <= PLACES + 1);
}

static void set_decimal(lc__cell *cell, const char *text, size_t size)
{
	*cell = (lc__cell){.kind = LIANGCE_CELL_DECIMAL, .text = {text, size}};
}

static lc_status give(const adding *self, lc_error *err)
{
	enum { SUM, LEAST, MOST, MEAN, NUMBERS };
	char numbers[NUMBERS][LIANGCE_EXACT_CHARS];
	lc__cell cells[LIANGCE_COLUMNS_MAX];
	if (self->key.size == 0)
		return LIANGCE_OK;
	lc_view key = {self->key.data, self->key.size};
	size_t count = lc__set_parts(cells, &key, self->stage->group_count);
	lc__metric_key parts = lc__take_metric_key(key);
	lc__set_text(&cells[count++], true, parts.subject);
	lc__set_text(&cells[count++], true, parts.unit);
	lc__set_word(&cells[count++], true, lc_fact_kind_text(parts.kind));
	lc__set_word(&cells[count++], true, lc_change_text(parts.change));
	lc__set_integer(&cells[count++], true, self->sum.n);
	lc__set_integer(&cells[count++], true, self->sum.documents);
	lc__cell *values = cells + count;
	set_decimal(&values[SUM], numbers[SUM], lc__exact_format(&self->sum.sum, numbers[SUM]));
	/* Of one value, as most are, it is all there is to write. */
	bool single = self->sum.n == 1;
	values[LEAST] = values[MOST] = values[MEAN] = values[SUM];
	if (!single) {
		set_decimal(&values[LEAST], numbers[LEAST], lc__exact_format(&self->sum.least, numbers[LEAST]));
		set_decimal(&values[MOST], numbers[MOST], lc__exact_format(&self->sum.most, numbers[MOST]));
	}
	if (!single || !is_its_mean(values[SUM].text))
		set_decimal(&values[MEAN], numbers[MEAN], lc__exact_format_mean(&self->sum.sum, self->sum.n, numbers[MEAN]));
	return self->callback(self->payload, cells, count + NUMBERS, err);
}

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static bool is_dropped(const lc__stage *self, uint64_t source)
{
	return self->dropped.size != 0 &&
	       bsearch(&source, self->dropped.data, self->dropped.size / sizeof source, sizeof source, by_number) != NULL;
}

/* Records of one source are one document, however many they are; those of source 0 have counted theirs. */
static uint64_t documents_of(const adding *self, bool first, uint64_t source, const total *record)
{
	if (source == 0)
		return record->documents;
	return first || source != self->source;
}

static void add_to_total(total *self, const total *other)
{
	if (other->n == 0)
		return;
	if (self->n == 0 || lc__exact_compare(&other->least, &self->least) < 0)
		self->least = other->least;
	if (self->n == 0 || lc__exact_compare(&other->most, &self->most) > 0)
		self->most = other->most;
	lc__exact_add(&self->sum, &other->sum);
	self->n += other->n;
}

static lc_status add_record(void *payload, lc_view key, lc_view value, lc_error *err)
{
	adding *self = payload;
	lc__unpacker from = lc__unpack(value);
	total record = take_total(&from);
	lc_status status = LIANGCE_OK;
	uint64_t source;
	if (key.size < LIANGCE_METRIC_KEY_BYTES || from.broken)
		return lc__fail(err, LIANGCE_E_WRITE, "temporary file: a record is damaged");
	memcpy(&source, key.data + key.size - SOURCE_BYTES, sizeof source);
	source = __builtin_bswap64(source);
	if (is_dropped(self->stage, source))
		return LIANGCE_OK;
	bool first = key.size != self->key.size || memcmp(key.data, self->key.data, key.size - SOURCE_BYTES) != 0;
	uint64_t documents = documents_of(self, first, source, &record);
	self->source = source;
	if (!first) {
		add_to_total(&self->sum, &record);
		self->sum.documents += documents;
		return LIANGCE_OK;
	}
	status = give(self, err);
	self->sum = record;
	self->sum.documents = documents;
	self->key.size = 0;
	return status == LIANGCE_OK ? lc__buffer_append(&self->key, key.data, key.size, err) : status;
}

lc_status lc__stage_read_metrics(lc__stage *self, lc__row_callback callback, void *payload, lc_error *err)
{
	adding sum = {.stage = self, .callback = callback, .payload = payload};
	lc__buffer_init(&sum.key, KEY_BYTES_MAX);
	if (self->dropped.size != 0)
		qsort(self->dropped.data, self->dropped.size / sizeof(uint64_t), sizeof(uint64_t), by_number);
	lc_status status = lc__runs_read(&self->metrics, add_record, &sum, err);
	if (status == LIANGCE_OK)
		status = give(&sum, err);
	lc__buffer_release(&sum.key);
	return status;
}
