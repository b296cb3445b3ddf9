/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers and units, case by case: numeral_cases.tsv holds a text a row and what is to be read in it. A text without a number, or
 * with one that is part of a name, is a case too. Then the reader on what nobody would write.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/decimal.h"
#include "fact_fixture.h"
#include "facts/units.h"

static fact_fixture fixture;

enum { COLUMNS = 5 };

/* What was read, in the form of a row without its text. */
static void describe(const lc__fact *facts, size_t count, char *out, size_t size)
{
	char value[2 * LIANGCE_DECIMAL_CHARS + 2];
	if (count == 0) {
		snprintf(out, size, "-\t\t\t");
		return;
	}
	fact_value(&facts[0], value, sizeof value);
	snprintf(out, size, "%s\t%s\t%s\t%s%s", fact_kind_name(facts[0].kind), value, facts[0].unit,
	         facts[0].approx == LIANGCE_EXACT ? "" : fact_approx_name(facts[0].approx), count > 1 ? " and more" : "");
}

/* Cuts the row at its TABs; missing columns are "". */
static void split(char *row, char *columns[COLUMNS])
{
	static char nothing[] = "";
	for (int i = 0; i < COLUMNS; i++) {
		columns[i] = row != NULL ? row : nothing;
		char *tab = row != NULL ? strchr(row, '\t') : NULL;
		if (tab != NULL)
			*tab = '\0';
		row = tab != NULL ? tab + 1 : NULL;
	}
}

static void every_case_is_read_as_written(void **state)
{
	(void)state;
	size_t size, cases = 0, wrong = 0;
	char *table = source_file("tests/unit/numeral_cases.tsv", &size), *next = table;
	while (next != NULL && *next != '\0') {
		char *line = next, *columns[COLUMNS], expected[512], found[512];
		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		if (line[0] == '#' || line[0] == '\0')
			continue;
		split(line, columns);
		const lc__fact *facts;
		size_t count = read_facts(&fixture, columns[0], strlen(columns[0]), &facts);
		describe(facts, count, found, sizeof found);
		snprintf(expected, sizeof expected, "%s\t%s\t%s\t%s", columns[1], columns[2], columns[3], columns[4]);
		cases++;
		if (strcmp(found, expected) != 0) {
			wrong++;
			print_error("%s: expected \"%s\", found \"%s\"\n", columns[0], expected, found);
		}
	}
	free(table);
	assert_true(cases >= 400);
	assert_int_equal(wrong, 0);
}

/* A case stays what it is inside a sentence: full stops, line ends and text around it change nothing. */
static void surroundings_change_nothing(void **state)
{
	(void)state;
	static const char *const before[] = {"", "受理诉求", "全市共发放贷款", "截至目前,累计接待游客"}, *const behind[] = {
													     "", "。",
													     ",同比持平。", "\n"};
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		for (size_t j = 0; j < sizeof behind / sizeof *behind; j++) {
			char text[256], value[200];
			const lc__fact *facts;
			snprintf(text, sizeof text, "%s1200余万元%s", before[i], behind[j]);
			assert_int_equal(read_facts(&fixture, text, strlen(text), &facts), 1);
			fact_value(&facts[0], value, sizeof value);
			assert_string_equal(value, "12000000..");
			assert_string_equal(facts[0].unit, "元");
		}
}

/* No text makes the reader fail, hang or report what lies outside it. */
static void anything_can_be_read(void **state)
{
	(void)state;
	static const uint16_t pieces[] =
	    u"0123456789,.%-+:/()·一二三四五六七八九十百千万亿兆零〇两几数第半余多近约超至到年月日时点分之成折元件个人%‰。,、;\"《》〔〕的比占由从增长下降\n ";
	uint32_t random = 12345;
	for (int round = 0; round < 3000; round++) {
		lc__buffer text;
		lc__buffer_init(&text, 1 << 16);
		uint32_t length = (random >> 20) % (round % 50 == 0 ? 2000 : 60) + 1;
		for (uint32_t i = 0; i < length; i++) {
			random = random * 1664525 + 1013904223;
			uint16_t unit = round % 7 == 0 ? (uint16_t)(random >> 16)
			                               : pieces[(random >> 16) % (sizeof pieces / sizeof *pieces - 1)];
			assert_int_equal(lc__units_to_utf8(&text, &unit, 1, NULL), LIANGCE_OK);
		}
		const lc__fact *facts;
		size_t count = read_facts(&fixture, text.data, text.size, &facts);
		for (size_t i = 0; i < count; i++) {
			assert_true(facts[i].start < facts[i].end && facts[i].end < fixture.folded.count);
			assert_true(i == 0 || facts[i].start >= facts[i - 1].end);
			assert_true(facts[i].subject_start <= facts[i].subject_end && facts[i].subject_end < fixture.folded.count);
			assert_true(!facts[i].has_lo || !facts[i].has_hi || lc__decimal_compare(facts[i].lo, facts[i].hi) <= 0);
		}
		lc__buffer_release(&text);
	}
}

/* Work grows with the text, not with the length of a run of digits. */
static void long_runs_are_bounded(void **state)
{
	(void)state;
	static const char *const units[] = {"1", "一", "千", "万亿", "1,000", "第", "百分之", "1.", "约", "1至", "1、", "\"", "("};
	char *text = malloc(200000);
	assert_non_null(text);
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		size_t size = 0, width = strlen(units[i]);
		while (size + width < 199999) {
			memcpy(text + size, units[i], width);
			size += width;
		}
		const lc__fact *facts;
		read_facts(&fixture, text, size, &facts);
	}
	free(text);
}

static void assert_unit_error(const char *table, uint32_t line, const char *message)
{
	lc__fact_rules *rules;
	lc_error err = {0};
	assert_int_equal(lc__fact_rules_new(&rules, "u.tsv", (lc_view){table, strlen(table)}, &err), LIANGCE_E_DICTIONARY);
	assert_string_equal(err.source, "u.tsv");
	assert_int_equal(err.line, line);
	assert_non_null(strstr(err.message, message));
}

static void errors_of_the_unit_table_name_their_line(void **state)
{
	(void)state;
	assert_unit_error("件\t件\tcount\t1\n个\t个\n", 2, "4 or 5 columns");
	assert_unit_error("# a comment\n\n件\t件\tthing\t1\n", 3, "unknown kind");
	assert_unit_error("件\t件\tcount\tone\n", 1, "positive decimal");
	assert_unit_error("件\t件\tcount\t0\n", 1, "positive decimal");
	assert_unit_error("\t件\tcount\t1\n", 1, "empty or too long");
	assert_unit_error("件\t\tcount\t1\n", 1, "canonical form is empty");
	assert_unit_error("件\t件\tcount\t1\t\tmore\n", 1, "4 or 5 columns");
	assert_unit_error("件\t件\tcount\t1\n件\t个\tcount\t1\n", 2, "is there already");
}

static void every_unit_of_the_table_is_found(void **state)
{
	(void)state;
	size_t size, units = 0, wrong = 0;
	char *table = source_file("core/lexicon/units.tsv", &size), *next = table;
	while (next != NULL && *next != '\0') {
		char *line = next, *columns[COLUMNS], text[256];
		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		if (line[0] == '#' || line[0] == '\0')
			continue;
		split(line, columns);
		if (strcmp(columns[0], "番") == 0)
			continue; /* only whole ones are read */
		bool sign = strstr(columns[4], "前置符号") != NULL;
		snprintf(text, sizeof text, sign ? "%s37.5" : "共37.5%s", columns[0]);
		const lc__fact *facts;
		size_t count = read_facts(&fixture, text, strlen(text), &facts);
		units++;
		if (count != 1 || strcmp(facts[0].unit, columns[1]) != 0) {
			wrong++;
			print_error("%s: %zu facts, unit \"%s\"\n", text, count, count > 0 ? facts[0].unit : "");
		}
	}
	free(table);
	assert_true(units >= 300);
	assert_int_equal(wrong, 0);
}

/* Any allocation may fail: nothing leaks, nothing crashes, and the error says so. */
static void no_memory_is_an_error(void **state)
{
	(void)state;
	static const char table[] = "件\t件\tcount\t1\n";
	lc_error err = {0};
	lc__fact_rules *rules = NULL;
	lc__fact_reader *reader = NULL;
	lc_status status = LIANGCE_E_NOMEM;
	for (uint64_t nth = 1; status != LIANGCE_OK && nth < 200; nth++) {
		lc__alloc_fail_after(nth, true);
		status = lc__fact_rules_new(&rules, "u.tsv", (lc_view){table, strlen(table)}, &err);
		lc__alloc_fail_after(0, false);
		assert_true(status == LIANGCE_OK || status == LIANGCE_E_NOMEM);
	}
	assert_int_equal(status, LIANGCE_OK);
	lc__alloc_fail_after(1, true);
	assert_int_equal(lc__fact_reader_new(&reader, rules, &err), LIANGCE_E_NOMEM);
	lc__alloc_fail_after(0, false);
	lc__fact_rules_free(rules);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_case_is_read_as_written),
	    cmocka_unit_test(surroundings_change_nothing),
	    cmocka_unit_test(anything_can_be_read),
	    cmocka_unit_test(long_runs_are_bounded),
	    cmocka_unit_test(errors_of_the_unit_table_name_their_line),
	    cmocka_unit_test(every_unit_of_the_table_is_found),
	    cmocka_unit_test(no_memory_is_an_error),
	};
	fact_fixture_init(&fixture);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	fact_fixture_release(&fixture);
	return failed;
}
