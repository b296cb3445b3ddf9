/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the facts of one text with the real unit table, for the tests of facts: header only. */
#ifndef LIANGCE_FACT_FIXTURE_H
#define LIANGCE_FACT_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "facts/facts.h"
#include "match/spots.h"

typedef struct fact_fixture {
	lc__fact_rules *rules;
	lc__fact_reader *reader;
	lc__folded folded;
	uint32_t *spots;
	size_t spot_count;
} fact_fixture;

/* A file of the source tree, terminated; the caller frees it. */
static inline char *source_file(const char *name, size_t *size)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", LIANGCE_SOURCE_DIR, name);
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	fseek(file, 0, SEEK_END);
	long length = ftell(file);
	rewind(file);
	char *text = malloc((size_t)length + 1);
	assert_non_null(text);
	*size = fread(text, 1, (size_t)length, file);
	text[*size] = '\0';
	fclose(file);
	return text;
}

static inline void fact_fixture_init(fact_fixture *self)
{
	size_t size;
	lc_error err = {0};
	char *units = source_file("core/lexicon/units.tsv", &size);
	memset(self, 0, sizeof *self);
	if (lc__fact_rules_new(&self->rules, "units.tsv", (lc_view){units, size}, &err) != LIANGCE_OK)
		fail_msg("units.tsv:%u: %s", err.line, err.message);
	free(units);
	assert_int_equal(lc__fact_reader_new(&self->reader, self->rules, &err), LIANGCE_OK);
	assert_int_equal(lc__folded_init(&self->folded, &err), LIANGCE_OK);
}

static inline void fact_fixture_release(fact_fixture *self)
{
	lc__folded_release(&self->folded);
	lc__fact_reader_free(self->reader);
	lc__fact_rules_free(self->rules);
	free(self->spots);
}

/* Spots as the program finds them. */
static inline void find_spots(fact_fixture *self)
{
	lc__fold_codes(&self->folded);
	self->spots = realloc(self->spots, self->folded.count * sizeof *self->spots);
	assert_non_null(self->spots);
	self->spot_count = lc__spots_find(&self->folded, 1, self->folded.count - 1, self->spots);
}

static inline size_t read_facts(fact_fixture *self, const char *text, size_t size, const lc__fact **facts)
{
	lc_error err = {0};
	size_t count;
	lc__fact_terms terms = {0};
	assert_int_equal(lc__fold(&self->folded, (lc_view){text, size}, &err), LIANGCE_OK);
	find_spots(self);
	if (lc__fact_reader_read(self->reader, &self->folded, &terms, NULL, 0, self->spots, self->spot_count, facts, &count,
	                         &err) != LIANGCE_OK)
		fail_msg("%s: %s", text, err.message);
	return count;
}

/* Units as text, terminated; the caller frees it. */
static inline char *units_text(const fact_fixture *self, uint32_t start, uint32_t end)
{
	lc__buffer out;
	lc__buffer_init(&out, 1 << 16);
	assert_int_equal(lc__units_to_utf8(&out, self->folded.units + start, end - start, NULL), LIANGCE_OK);
	char *text = malloc(out.size + 1);
	assert_non_null(text);
	memcpy(text, out.data == NULL ? "" : out.data, out.size);
	text[out.size] = '\0';
	lc__buffer_release(&out);
	return text;
}

static inline const char *fact_kind_name(lc_fact_kind kind)
{
	static const char *const names[] = {"count", "money", "percent", "measure", "duration", "ratio",
	                                    "rank",  "date",  "name",    "id",      "age",      "other"};
	return names[kind];
}

static inline const char *fact_approx_name(lc_approx approx)
{
	static const char *const names[] = {"exact", "about", "over", "under"};
	return names[approx];
}

static inline const char *fact_change_name(lc_change change)
{
	static const char *const names[] = {"level", "up_by", "down_by", "to", "from"};
	return names[change];
}

/* "58502", "5..20", "90..", "..40", "" without a value. */
static inline void fact_value(const lc__fact *fact, char *out, size_t size)
{
	char lo[LIANGCE_DECIMAL_CHARS] = "", hi[LIANGCE_DECIMAL_CHARS] = "";
	if (fact->has_lo)
		lc_decimal_format(fact->lo, lo);
	if (fact->has_hi)
		lc_decimal_format(fact->hi, hi);
	if (strcmp(lo, hi) == 0)
		snprintf(out, size, "%s", lo);
	else
		snprintf(out, size, "%s..%s", lo, hi);
}

#endif
