/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Metrics in the stage: a record for each metric of a tally, of which those of equal keys are added up into one row of table
 * `metrics`. Columns are those of schema.c, in its order.
 */
#include <stdlib.h>

#include "tables/stage_private.h"

#define KEY_BYTES_MAX ((size_t)1 << 28)
#define KEY_WORDS 4U   /* behind the group values: subject, unit, kind, change; behind them, the source */
#define WORD_BYTES 64U /* kind, change and what ends the parts */
#define SOURCE_BYTES sizeof(uint64_t)

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
static lc_view put_metric(char value[VALUE_BYTES], const lc__metric *metric)
{
	char *end = lc__put_number(value, metric->n);
	end = lc__put_number(end, metric->documents);
	end = put_exact(end, &metric->sum);
	if (metric->n > 1) {
		end = put_exact(end, &metric->least);
		end = put_exact(end, &metric->most);
	}
	return (lc_view){.data = value, .size = (size_t)(end - value)};
}

static lc__metric take_metric(lc__unpacker *from)
{
	lc__metric metric = {.n = lc__take_number(from)};
	metric.documents = lc__take_number(from);
	metric.sum = take_exact(from);
	metric.least = metric.n > 1 ? take_exact(from) : metric.sum;
	metric.most = metric.n > 1 ? take_exact(from) : metric.sum;
	return metric;
}

static char *put_word(char *to, const char *word)
{
	return lc__put_part(to, (lc_view){.data = word, .size = strlen(word)});
}

lc_status lc__stage_add_metrics(lc__stage *self, const lc_tally *tally, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	for (uint32_t number = 0; number < tally->metrics.count && status == LIANGCE_OK; number++) {
		lc__metric_key key = lc__tally_metric_key(tally, number);
		char value[VALUE_BYTES], *end;
		status = lc__stage_begin_key(self, lc__map_key_of(&tally->groups, key.group),
		                             key.subject.size + key.unit.size + WORD_BYTES + SOURCE_BYTES, &end, err);
		if (status != LIANGCE_OK)
			break;
		end = lc__put_part(end, key.subject);
		end = lc__put_part(end, key.unit);
		end = put_word(end, lc_fact_kind_text(key.kind));
		end = put_word(end, lc_change_text(key.change));
		uint64_t source = __builtin_bswap64(key.source); /* that its bytes are in order */
		memcpy(end, &source, sizeof source);
		status = lc__runs_add(&self->metrics, lc__stage_key(self, end + sizeof source),
		                      put_metric(value, &tally->metric_values[number]), err);
	}
	return status;
}

/* ---------------------------------------------------------------- reading */

/* The metric that is being added up. */
typedef struct adding {
	const lc__stage *stage;
	lc__row_callback callback;
	void *payload;
	lc__buffer key; /* without source; empty: none yet */
	lc__metric sum;
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
	size_t count = lc__set_parts(cells, (lc_view){self->key.data, self->key.size}, self->stage->group_count + KEY_WORDS);
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
static uint64_t documents_of(const adding *self, bool first, uint64_t source, const lc__metric *metric)
{
	if (source == 0)
		return metric->documents;
	return first || source != self->source;
}

static lc_status add_record(void *payload, lc_view key, lc_view value, lc_error *err)
{
	adding *self = payload;
	lc__unpacker from = lc__unpack(value);
	lc__metric metric = take_metric(&from);
	lc_status status = LIANGCE_OK;
	uint64_t source;
	if (key.size <= sizeof source || from.broken)
		return lc__fail(err, LIANGCE_E_WRITE, "temporary file: a record is damaged");
	key.size -= sizeof source;
	memcpy(&source, key.data + key.size, sizeof source);
	source = __builtin_bswap64(source);
	if (is_dropped(self->stage, source))
		return LIANGCE_OK;
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
