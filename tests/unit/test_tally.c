/* SPDX-License-Identifier: Apache-2.0 */
/* tables/: the tally: counts by group, term and theme, metrics, merging, clearing, and running out of memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fake_ruleset.h"
#include "tables/tally.h"

static lc_tally *new_tally(void)
{
	lc_tally *tally = NULL;
	assert_int_equal(lc_tally_new(&tally, &fake_rules, NULL), LIANGCE_OK);
	return tally;
}

static lc_decimal decimal(int64_t coefficient, uint8_t scale)
{
	return (lc_decimal){.coefficient = coefficient, .scale = scale};
}

/* A count of 件 of `subject`; text positions are not looked at unless rows are kept. */
static lc_fact fact_of(const char *subject, int64_t lo, int64_t hi)
{
	return (lc_fact){
	    .kind = LIANGCE_FACT_COUNT,
	    .has_lo = true,
	    .has_hi = true,
	    .lo = decimal(lo, 0),
	    .hi = decimal(hi, 0),
	    .unit = view_of("件"),
	    .has_subject = true,
	    .subject = view_of(subject),
	    .term = LIANGCE_NO_TERM,
	    .rule = "before",
	};
}

/* ---------------------------------------------------------------- counts */

typedef struct found {
	uint64_t occurrences[3][8]; /* by group and item */
	uint64_t documents[3][8];
} found;

static lc_status collect(void *payload, uint32_t group, uint32_t item, lc__count count, lc_error *err)
{
	(void)err;
	found *self = payload;
	assert_true(group < 3 && item < 8);
	assert_int_equal(self->documents[group][item], 0); /* shown once */
	self->occurrences[group][item] = count.occurrences;
	self->documents[group][item] = count.documents;
	return LIANGCE_OK;
}

static uint32_t theme_number(lc_tally *tally, const char *path)
{
	uint32_t known = tally->themes.paths.count, number;
	assert_int_equal(lc__map_add(&tally->themes.paths, path, strlen(path), &number, NULL), LIANGCE_OK);
	assert_true(number < known);
	return number;
}

static void add_counts(lc_tally *tally, const char *group, const lc_term_count *counts, size_t count)
{
	lc_document document = {.bytes = 30, .characters = 10, .counts = counts, .count_count = count};
	assert_int_equal(lc_tally_add_counts(tally, view_of(group), &document, NULL), LIANGCE_OK);
}

static void documents_count_once_in_every_theme_above(void **state)
{
	(void)state;
	lc_tally *tally = new_tally();
	const lc_term_count first[] = {{TERM_HOTLINE, 2}, {TERM_RATE, 3}, {TERM_MARKET, 1}, {TERM_PLAIN, 9}};
	const lc_term_count second[] = {{TERM_RATE, 4}};
	add_counts(tally, "甲", first, 4);
	add_counts(tally, "乙", second, 1);
	add_counts(tally, "甲", second, 1);
	add_counts(tally, "乙", NULL, 0);

	found terms = {0}, themes = {0};
	assert_int_equal(lc__counts_each(&tally->term_counts, collect, &terms, NULL), LIANGCE_OK);
	assert_int_equal(lc__counts_each(&tally->theme_counts, collect, &themes, NULL), LIANGCE_OK);
	assert_int_equal(terms.occurrences[0][TERM_RATE], 7);
	assert_int_equal(terms.documents[0][TERM_RATE], 2);
	assert_int_equal(terms.occurrences[1][TERM_RATE], 4);
	assert_int_equal(terms.documents[0][TERM_PLAIN], 1);

	uint32_t top = theme_number(tally, "政务服务"), hotline = theme_number(tally, "政务服务/热线");
	uint32_t handling = theme_number(tally, "政务服务/热线/办理"), online = theme_number(tally, "政务服务/网办");
	assert_int_equal(tally->themes.paths.count, 4);
	assert_int_equal(themes.occurrences[0][top], 10); /* 2 + 3 + 1, then 4 */
	assert_int_equal(themes.documents[0][top], 2);
	assert_int_equal(themes.occurrences[0][hotline], 9);
	assert_int_equal(themes.occurrences[0][handling], 7);
	assert_int_equal(themes.documents[0][online], 1);
	assert_int_equal(themes.documents[1][top], 1);

	assert_int_equal(tally->group_values[0].documents, 2);
	assert_int_equal(tally->group_values[1].documents, 2);
	assert_int_equal(tally->group_values[1].characters, 20);
	lc_tally_free(tally);
}

/* ---------------------------------------------------------------- metrics */

static const lc__metric *metric_of(const lc_tally *tally, const char *subject, uint64_t source)
{
	for (uint32_t i = 0; i < tally->metrics.count; i++) {
		uint32_t group;
		lc__metric_key key = lc__take_metric_key(lc__tally_metric_key(tally, i, &group));
		if (key.source == source && key.subject.size == strlen(subject) &&
		    memcmp(key.subject.data, subject, key.subject.size) == 0)
			return &tally->metric_values[i];
	}
	return NULL;
}

static void add_facts(lc_tally *tally, uint64_t source, const lc_fact *facts, size_t count)
{
	lc_document document = {.facts = facts, .fact_count = count};
	lc_view none = {0};
	assert_int_equal(lc_tally_add_facts(tally, none, source, view_of("a.txt"), 0, none, &document, false, NULL), LIANGCE_OK);
}

static void assert_exact(lc__exact value, const char *expected)
{
	char text[LIANGCE_EXACT_CHARS];
	lc__exact_format(&value, text);
	assert_string_equal(text, expected);
}

static void metrics_take_values_with_a_subject(void **state)
{
	(void)state;
	lc_tally *tally = new_tally();
	lc_fact facts[8];
	for (size_t i = 0; i < 8; i++)
		facts[i] = fact_of("有效诉求", 10, 10);
	facts[1].hi = decimal(15, 0); /* 10-15: 12.5 */
	facts[2].has_hi = false;      /* 7 and more */
	facts[2].lo = decimal(7, 0);
	facts[3].has_lo = false; /* up to 30 */
	facts[3].hi = decimal(30, 0);
	facts[4].kind = LIANGCE_FACT_DATE;
	facts[5].kind = LIANGCE_FACT_NAME;
	facts[6].kind = LIANGCE_FACT_ID;
	facts[7].has_lo = facts[7].has_hi = false;
	add_facts(tally, 0, facts, 8);
	lc_fact other = fact_of("有效诉求", -3, -3), mute = fact_of("", 1, 1), cell = fact_of("有效诉求", 40, 40);
	cell.rule = "table-row";
	cell.unit = view_of(""); /* of a column that nobody knows */
	mute.has_subject = false;
	add_facts(tally, 0, &other, 1);
	add_facts(tally, 0, &mute, 1);
	add_facts(tally, 0, &cell, 1);
	assert_int_equal(tally->metrics.count, 1);
	const lc__metric *metric = metric_of(tally, "有效诉求", 0);
	assert_non_null(metric);
	assert_int_equal(metric->n, 5);
	assert_int_equal(metric->documents, 2);
	assert_exact(lc__exact_of(metric->sum), "56.5");
	assert_exact(lc__exact_of(metric->least), "-3");
	assert_exact(lc__exact_of(metric->most), "30");
	assert_int_equal(tally->fact_count, 11);
	lc_tally_free(tally);
}

/* Keys sort as rows do, and rows have words for kinds and changes. */
static void keys_sort_as_their_words(void **state)
{
	(void)state;
	enum { KINDS = LIANGCE_FACT_OTHER + 1, CHANGES = LIANGCE_FROM + 1 };
	char keys[KINDS * CHANGES][64];
	lc__metric_key parts[KINDS * CHANGES];
	size_t size = 0;
	for (int i = 0; i < KINDS * CHANGES; i++) {
		lc_fact fact = fact_of("有效诉求", 1, 1);
		fact.kind = (lc_fact_kind)(i / CHANGES);
		fact.change = (lc_change)(i % CHANGES);
		size = (size_t)(lc__put_metric_key(keys[i], &fact, 77) - keys[i]);
		parts[i] = lc__take_metric_key((lc_view){keys[i], size});
		assert_int_equal(parts[i].kind, fact.kind);
		assert_int_equal(parts[i].change, fact.change);
		assert_int_equal(parts[i].source, 77);
		assert_int_equal(parts[i].unit.size, fact.unit.size);
		assert_memory_equal(parts[i].unit.data, fact.unit.data, fact.unit.size);
		assert_int_equal(parts[i].subject.size, fact.subject.size);
	}
	for (int i = 0; i < KINDS * CHANGES; i++)
		for (int j = 0; j < KINDS * CHANGES; j++) {
			int kinds = strcmp(lc_fact_kind_text(parts[i].kind), lc_fact_kind_text(parts[j].kind));
			int changes = strcmp(lc_change_text(parts[i].change), lc_change_text(parts[j].change));
			int words = kinds != 0 ? kinds : changes, bytes = memcmp(keys[i], keys[j], size);
			assert_true(words < 0 ? bytes < 0 : words > 0 ? bytes > 0 : bytes == 0);
		}
}

/* What has no room in a metric is kept beside it, value by value. */
static void no_value_is_too_great(void **state)
{
	(void)state;
	lc_tally *tally = new_tally();
	lc_fact great = fact_of("有效诉求", 0, 0), most = fact_of("有效诉求", INT64_MAX, INT64_MAX),
		range = fact_of("有效诉求", INT64_MAX - 1, INT64_MAX);
	great.lo = great.hi = (lc_decimal){.coefficient = (__int128)INT64_MAX + 1};
	add_facts(tally, 0, &great, 1);
	const lc__metric *metric = metric_of(tally, "有效诉求", 0);
	assert_int_equal(metric->n, 0);
	assert_int_equal(metric->documents, 1);
	assert_int_equal(tally->wide.size, sizeof(lc__wide));
	add_facts(tally, 0, &most, 1); /* has room alone, but not twice */
	add_facts(tally, 0, &most, 1);
	add_facts(tally, 0, &range, 1);
	assert_int_equal(metric->n, 1);
	assert_int_equal(metric->documents, 4);
	assert_exact(lc__exact_of(metric->least), "9223372036854775807");
	assert_int_equal(tally->wide.size, 3 * sizeof(lc__wide));
	const char *const values[] = {"9223372036854775808", "9223372036854775807", "9223372036854775806.5"};
	for (size_t i = 0; i < 3; i++) {
		lc__wide wide;
		memcpy(&wide, tally->wide.data + i * sizeof wide, sizeof wide);
		assert_int_equal(wide.number, 0);
		assert_exact(wide.value, values[i]);
	}
	lc_fact down = fact_of("直接答复", -5, 2);
	down.hi.scale = 1;
	add_facts(tally, 0, &down, 1);
	metric = metric_of(tally, "直接答复", 0);
	assert_exact(lc__exact_of(metric->sum), "-2.4");
	assert_exact(lc__metric_value(&down), "-2.4");
	lc_tally_free(tally);
}

static void metrics_keep_apart_what_differs(void **state)
{
	(void)state;
	lc_tally *tally = new_tally();
	lc_fact facts[5];
	for (size_t i = 0; i < 5; i++)
		facts[i] = fact_of("办结率", 1, 1);
	facts[1].unit = view_of("");
	facts[2].change = LIANGCE_UP_BY;
	facts[3].kind = LIANGCE_FACT_PERCENT;
	facts[4].unit = view_of("件办"); /* unit and subject run together must not be the same */
	facts[4].subject = view_of("结率");
	add_facts(tally, 0, facts, 5);
	assert_int_equal(tally->metrics.count, 5);
	add_facts(tally, 1, facts, 5);
	add_facts(tally, 2, facts, 5);
	assert_int_equal(tally->metrics.count, 15);
	assert_int_equal(tally->fact_count, 5);
	assert_int_equal(tally->fact_counts.size, 4 * sizeof(uint64_t));
	lc_tally_free(tally);
}

static void merging_is_adding(void **state)
{
	(void)state;
	lc_tally *whole = new_tally(), *parts[2] = {new_tally(), new_tally()}, *merged = new_tally();
	static const char *const groups[] = {"甲", "乙", "丙"};
	static const char *const subjects[] = {"有效诉求", "直接答复", "重点项目"};
	for (size_t i = 0; i < 60; i++) {
		const lc_term_count counts[] = {{(uint32_t)(i % 2), i + 1}, {(uint32_t)(2 + i % 2), 1}};
		lc_fact fact = fact_of(subjects[i % 3], (int64_t)i - 20, (int64_t)i);
		lc_document document = {
		    .bytes = i, .characters = i, .counts = counts, .count_count = 2, .facts = &fact, .fact_count = 1};
		lc_view group = view_of(groups[i / 5 % 3]), none = {0};
		lc_tally *targets[] = {whole, parts[i % 7 < 3]};
		for (size_t t = 0; t < 2; t++) {
			assert_int_equal(lc_tally_add_counts(targets[t], group, &document, NULL), LIANGCE_OK);
			assert_int_equal(lc_tally_add_facts(targets[t], group, i % 4, none, 0, none, &document, false, NULL),
			                 LIANGCE_OK);
		}
	}
	/* parts[1] first: its groups have other numbers. */
	assert_int_equal(lc__tally_merge(merged, parts[1], NULL), LIANGCE_OK);
	assert_int_equal(lc__tally_merge(merged, parts[0], NULL), LIANGCE_OK);
	assert_int_equal(whole->groups.count, 3);
	assert_int_equal(merged->groups.count, 3);
	found a = {0}, b = {0};
	assert_int_equal(lc__counts_each(&whole->theme_counts, collect, &a, NULL), LIANGCE_OK);
	assert_int_equal(lc__counts_each(&merged->theme_counts, collect, &b, NULL), LIANGCE_OK);
	for (uint32_t g = 0; g < 3; g++) {
		uint32_t there;
		assert_int_equal(lc__tally_group(merged, lc__map_key_of(&whole->groups, g), &there, NULL), LIANGCE_OK);
		assert_memory_equal(a.occurrences[g], b.occurrences[there], sizeof a.occurrences[g]);
		assert_memory_equal(a.documents[g], b.documents[there], sizeof a.documents[g]);
		assert_int_equal(whole->group_values[g].bytes, merged->group_values[there].bytes);
	}
	lc_tally_free(whole);
	lc_tally_free(parts[0]);
	lc_tally_free(parts[1]);
	lc_tally_free(merged);
}

static void facts_outside_of_the_text_are_refused(void **state)
{
	(void)state;
	lc_tally *tally = new_tally();
	lc_fact fact = fact_of("有效诉求", 1, 1);
	fact.span.byte_end = fact.sentence.byte_end = 9;
	lc_document document = {.facts = &fact, .fact_count = 1};
	lc_view none = {0};
	lc_status status = lc_tally_add_facts(tally, none, 0, view_of("a.txt"), 0, (lc_view){.data = "12345678", .size = 8},
	                                      &document, true, NULL);
	assert_int_equal(status, LIANGCE_E_INVALID);
	lc_tally_free(tally);
}

/* ---------------------------------------------------------------- the whole of it */

static lc_status fill(lc_tally *tally, size_t rounds)
{
	static const char text[] = "上月热线受理有效诉求58502件。";
	const lc_term_count counts[] = {{TERM_HOTLINE, 1}, {TERM_RATE, 2}, {TERM_PLAIN, 1}};
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < rounds && status == LIANGCE_OK; i++) {
		char group[32], subject[32];
		snprintf(group, sizeof group, "%zu", i / 2);
		snprintf(subject, sizeof subject, "诉求%zu", i);
		lc_fact fact = fact_of(subject, (int64_t)i, (int64_t)i);
		fact.span = (lc_span){.byte_start = 30, .byte_end = 38, .char_start = 10, .char_end = 16};
		fact.sentence = (lc_span){.byte_end = sizeof text - 1, .char_end = 17};
		lc_document document = {
		    .bytes = 9, .characters = 3, .counts = counts, .count_count = 3, .facts = &fact, .fact_count = 1};
		lc_file_row file = {.path = view_of(group), .bytes = 9, .documents = 1, .encoding = "utf-8", .status = "ok"};
		lc_failure_row failure = {.path = view_of(group), .stage = "open", .error = "no such file"};
		lc_view source = {.data = text, .size = sizeof text - 1};
		status = lc_tally_add_counts(tally, view_of(group), &document, NULL);
		if (status == LIANGCE_OK)
			status = lc_tally_add_facts(tally, view_of(group), i % 3, view_of(group), 0, source, &document, true, NULL);
		if (status == LIANGCE_OK)
			status = lc_tally_add_file(tally, &file, NULL);
		if (status == LIANGCE_OK)
			status = lc_tally_add_failure(tally, &failure, NULL);
	}
	return status;
}

static void a_cleared_tally_is_as_new(void **state)
{
	(void)state;
	lc_tally *tally = new_tally(), *other = new_tally();
	assert_int_equal(lc_tally_bytes(tally), 0);
	assert_int_equal(fill(tally, 20000), LIANGCE_OK); /* over what a cleared tally keeps */
	size_t full = lc_tally_bytes(tally);
	assert_true(full > 20000 * 300);
	lc_tally_clear(tally);
	assert_int_equal(lc_tally_bytes(tally), 0);
	assert_int_equal(fill(tally, 3), LIANGCE_OK);
	lc_tally_clear(tally);
	assert_int_equal(fill(tally, 50), LIANGCE_OK);
	assert_int_equal(fill(other, 50), LIANGCE_OK);
	assert_int_equal(lc_tally_bytes(tally), lc_tally_bytes(other));
	assert_int_equal(tally->metrics.count, other->metrics.count);
	for (uint32_t i = 0; i < other->metrics.count; i++)
		assert_int_equal(tally->metric_values[i].documents, other->metric_values[i].documents);
	assert_int_equal(tally->chunks.size, other->chunks.size);
	assert_memory_equal(tally->chunks.data, other->chunks.data, other->chunks.size);
	assert_memory_equal(tally->term_counts.first, other->term_counts.first, FAKE_TERMS * sizeof(lc__count));
	lc_tally_free(tally);
	lc_tally_free(other);
}

static lc_status whole_scenario(void)
{
	lc_tally *tally = NULL, *into = NULL;
	lc_status status = lc_tally_new(&tally, &fake_rules, NULL);
	if (status == LIANGCE_OK)
		status = lc_tally_new(&into, &fake_rules, NULL);
	if (status == LIANGCE_OK)
		status = fill(tally, 100);
	if (status == LIANGCE_OK)
		status = lc__tally_merge(into, tally, NULL);
	if (status != LIANGCE_OK && tally != NULL) {
		/* Clearing is allowed after an error, and then it works as before. */
		lc__alloc_fail_after(0, false);
		lc_tally_clear(tally);
		assert_int_equal(fill(tally, 10), LIANGCE_OK);
	}
	lc_tally_free(tally);
	lc_tally_free(into);
	return status;
}

static void no_memory_is_an_error_and_no_leak(void **state)
{
	(void)state;
	uint64_t nth = 1;
	for (lc_status status = LIANGCE_E_NOMEM; status != LIANGCE_OK; nth++) {
		assert_true(nth < 10000);
		lc__alloc_fail_after(nth, true);
		status = whole_scenario();
		lc__alloc_fail_after(0, false);
		assert_true(status == LIANGCE_OK || status == LIANGCE_E_NOMEM);
	}
	assert_true(nth > 50); /* many places were reached */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(documents_count_once_in_every_theme_above),
	    cmocka_unit_test(metrics_take_values_with_a_subject),
	    cmocka_unit_test(keys_sort_as_their_words),
	    cmocka_unit_test(no_value_is_too_great),
	    cmocka_unit_test(metrics_keep_apart_what_differs),
	    cmocka_unit_test(merging_is_adding),
	    cmocka_unit_test(facts_outside_of_the_text_are_refused),
	    cmocka_unit_test(a_cleared_tally_is_as_new),
	    cmocka_unit_test(no_memory_is_an_error_and_no_leak),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
