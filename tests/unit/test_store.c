/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The store: what is in the tables, the same bytes for any order and division, and the leaders. How it fails is
 * test_store_failures.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/base.h"
#include "table_scenario.h"

/* ---------------------------------------------------------------- looking at results */

/* All rows of a query as text: columns by "|", rows by LF, NULL as "-". */
static void assert_rows(const char *path, const char *sql, const char *expected)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *statement = NULL;
	char text[8192] = "";
	size_t used = 0;
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	while (sqlite3_step(statement) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(statement); i++) {
			const char *value = (const char *)sqlite3_column_text(statement, i);
			used += (size_t)snprintf(text + used, sizeof text - used, "%s%c", value == NULL ? "-" : value,
			                         i + 1 == sqlite3_column_count(statement) ? '\n' : '|');
		}
	sqlite3_finalize(statement);
	sqlite3_close(db);
	assert_string_equal(text, expected);
}

static void assert_same_bytes(const char *a, const char *b)
{
	size_t a_size, b_size;
	char *a_bytes = bytes_of(a, &a_size), *b_bytes = bytes_of(b, &b_size);
	assert_int_equal(a_size, b_size);
	assert_memory_equal(a_bytes, b_bytes, a_size);
	free(a_bytes);
	free(b_bytes);
}

/* ---------------------------------------------------------------- contents */

static void tables_hold_what_was_added(void **state)
{
	(void)state;
	lc_store_config config = scenario_config(in_folder("r.db"), LIANGCE_FORMAT_SQLITE);
	lc_store_totals totals;
	lc_error err = {0};
	lc_status status = scenario_result(&config, scenario_order, 3, &totals, &err);
	assert_string_equal(err.message, "");
	assert_int_equal(status, LIANGCE_OK);
	assert_int_equal(names_in(folder), 1); /* no lock, no partial file */
	const char *path = config.path;

	assert_rows(path, "SELECT * FROM groups", "大连|2021|1|59|29\n沈阳|2020|1|177|87\n沈阳|2021|2|118|58\n");
	assert_rows(path, "SELECT * FROM terms",
	            "大连|2021|办结率|政务服务/热线/办理|indicator|1|1\n大连|2021|政务热线|政务服务/热线|term|5|1\n"
	            "沈阳|2020|一网通办|政务服务/网办|term|3|1\n沈阳|2020|专班||term|2|1\n"
	            "沈阳|2021|办结率|政务服务/热线/办理|indicator|2|2\n沈阳|2021|政务热线|政务服务/热线|term|3|2\n");
	assert_rows(path, "SELECT * FROM themes WHERE year = '2021'",
	            "大连|2021|政务服务|6|1\n大连|2021|政务服务/热线|6|1\n大连|2021|政务服务/热线/办理|1|1\n"
	            "沈阳|2021|政务服务|5|2\n沈阳|2021|政务服务/热线|5|2\n沈阳|2021|政务服务/热线/办理|2|2\n");
	/* Two parts are one document; the source that was dropped is not there. */
	assert_rows(path, "SELECT * FROM metrics",
	            "大连|2021|办结率|%|percent|up_by|1|1|108.3|108.3|108.3|108.3\n"
	            "大连|2021|有效诉求|件|count|level|1|1|58602.0|58602.0|58602.0|58602.0\n"
	            "沈阳|2020|办结率|%|percent|up_by|2|1|197.0|98.4|98.6|98.5\n"
	            "沈阳|2020|有效诉求|件|count|level|2|1|117008.0|58503.0|58505.0|58504.0\n"
	            "沈阳|2021|办结率|%|percent|up_by|2|2|-5803.4|-5901.7|98.3|-2901.7\n"
	            "沈阳|2021|有效诉求|件|count|level|2|2|57004.0|-1498.0|58502.0|28502.0\n");
	assert_rows(
	    path, "SELECT * FROM facts WHERE path = 'a.txt'",
	    "大连|2021|a.txt||30|38|10|16|58502件|count|58602.0|58602.0|件|exact|level|有效诉求|18|30|6|10|-|-|before|"
	    "上月热线受理有效诉求58502件，办结率98.3%。\n"
	    "大连|2021|a.txt||50|55|20|25|98.3%|percent|108.3|-|%|over|up_by|办结率|41|50|17|20|办结率|政务服务/热线/办理|term|"
	    "上月热线受理有效诉求58502件，办结率98.3%。\n");
	assert_rows(path, "SELECT path, byte_start, char_start, subject_byte_start, subject_char_end, lo FROM facts",
	            "a.txt|30|10|18|10|58602.0\na.txt|50|20|41|20|108.3\nb.txt|30|10|18|10|58502.0\nb.txt|50|20|41|20|98.3\n"
	            "c.txt|30|10|18|10|58503.0\nc.txt|50|20|41|20|98.4\n"
	            "c.txt|148|68|136|68|58505.0\nc.txt|168|78|159|78|98.6\n"
	            "z/y.txt|30|10|18|10|-1498.0\nz/y.txt|50|20|41|20|-5901.7\n");
	assert_rows(path, "SELECT * FROM files",
	            "a.txt||59|29|0|utf-8|1|ok\nb.txt||59|29|0|utf-8|1|ok\nbad\\xFFname|in,side|5|4|2|utf-8|0|damaged\n"
	            "z/y.txt||59|29|0|utf-8|1|ok\n");
	assert_rows(path, "SELECT * FROM failures", "d.txt||read|cut short, \"quoted\"\\xFF\n");
	assert_rows(path, "SELECT * FROM run",
	            LIANGCE_VERSION
	            "|scan a, b|0123456789abcdef0123456789abcdef|longest|2024-01-02T03:04:05Z||0|4|354|174|16|10|4|1|2\n");
	assert_true(totals.documents == 4 && totals.bytes == 354 && totals.characters == 174 && totals.occurrences == 16);
	assert_true(totals.facts == 10 && totals.files == 4 && totals.failures == 1);
}

/* A scan that reads no numbers says so: "facts" is null, not 0. */
static void without_groups_facts_or_anything(void **state)
{
	(void)state;
	const lc_ruleset rules = {fake_terms, FAKE_TERMS, false};
	lc_store_config config = {.path = in_folder("r.db"), .format = LIANGCE_FORMAT_SQLITE};
	const lc_run_row run = {.partial = true};
	lc_store *store = NULL;
	lc_store_totals totals = {.facts = 42};
	assert_int_equal(lc_store_new(&store, &rules, &config, NULL), LIANGCE_OK);
	assert_int_equal(lc_store_finish(store, &run, &totals, NULL), LIANGCE_OK);
	assert_int_equal(lc_store_finish(store, &run, &totals, NULL), LIANGCE_E_INVALID);
	assert_int_equal(totals.facts, 0);
	lc_store_free(store);
	assert_rows(config.path, "SELECT name FROM sqlite_schema", "groups\nterms\nthemes\nmetrics\nfiles\nfailures\nrun\n");
	assert_rows(config.path, "SELECT count(*) FROM groups", "0\n");
	assert_rows(config.path, "SELECT * FROM run",
	            LIANGCE_VERSION "||0123456789abcdef0123456789abcdef|longest|||1|0|0|0|0|-|0|0|0\n");
	assert_rows(config.path, "PRAGMA integrity_check", "ok\n");
}

static void values_of_38_digits_add_up(void **state)
{
	(void)state;
	lc_store_config config = {.path = in_folder("r.db"), .format = LIANGCE_FORMAT_SQLITE};
	lc_store *store = NULL;
	lc_tally *tally = NULL;
	lc_fact facts[2];
	part_facts(facts, 0);
	__int128 nines = 1;
	for (int i = 0; i < 38; i++)
		nines *= 10;
	facts[0].lo.coefficient = facts[0].hi.coefficient = nines - 1;
	facts[1] = facts[0];
	lc_document document = {.facts = facts, .fact_count = 2};
	lc_view none = {0};
	assert_int_equal(lc_store_new(&store, &fake_rules, &config, NULL), LIANGCE_OK);
	assert_int_equal(lc_tally_new(&tally, &fake_rules, NULL), LIANGCE_OK);
	assert_int_equal(lc_tally_add_facts(tally, none, 0, none, 0, none, &document, false, NULL), LIANGCE_OK);
	assert_int_equal(lc_store_add(store, tally, NULL), LIANGCE_OK);
	lc_tally_free(tally);
	assert_int_equal(lc_store_finish(store, &scenario_run, NULL, NULL), LIANGCE_OK);
	lc_store_free(store);
	assert_rows(config.path, "SELECT n, documents, sum, min, mean FROM metrics",
	            "2|1|199999999999999999999999999999999999998|99999999999999999999999999999999999999|"
	            "99999999999999999999999999999999999999\n");
}

/* ---------------------------------------------------------------- order */

static void any_order_gives_the_same_bytes(void **state)
{
	(void)state;
	static const size_t orders[][SCENARIO_STEPS] = {
	    {9, 8, 7, 6, 5, 4, 3, 2, 1, 0},
	    {4, 9, 1, 6, 0, 8, 3, 5, 7, 2},
	    {5, 2, 3, 9, 8, 4, 0, 1, 6, 7},
	};
	char first[256];
	snprintf(first, sizeof first, "%s", in_folder("first.db"));
	lc_store_config config = scenario_config(first, LIANGCE_FORMAT_SQLITE);
	config.facts_path = in_folder("first.jsonl");
	assert_int_equal(scenario_result(&config, scenario_order, 1, NULL, NULL), LIANGCE_OK);
	for (size_t o = 0; o < 3; o++)
		for (size_t every = 1; every <= SCENARIO_STEPS; every += 3) {
			config.path = in_folder("other.db");
			config.facts_path = in_folder("other.jsonl");
			config.overwrite = true;
			assert_int_equal(scenario_result(&config, orders[o], every, NULL, NULL), LIANGCE_OK);
			assert_same_bytes(first, in_folder("other.db"));
			assert_same_bytes(in_folder("first.jsonl"), in_folder("other.jsonl"));
		}
}

static void many_rows_are_the_same_in_any_order(void **state)
{
	(void)state;
	enum { MANY = 40000 };
	static const char *const one[] = {"folder"};
	const char *names[] = {"up.db", "down.db"};
	for (size_t i = 0; i < 2; i++) {
		lc_store_config config = {.group_names = one,
		                          .group_count = 1,
		                          .path = in_folder(names[i]),
		                          .format = LIANGCE_FORMAT_SQLITE,
		                          .keep_facts = true};
		lc_store *store = NULL;
		lc_store_totals totals;
		assert_int_equal(lc_store_new(&store, &fake_rules, &config, NULL), LIANGCE_OK);
		assert_int_equal(i == 0 ? add_many(store, 0, MANY, 1) : add_many(store, MANY - 1, SIZE_MAX, SIZE_MAX), LIANGCE_OK);
		assert_int_equal(lc_store_finish(store, &scenario_run, &totals, NULL), LIANGCE_OK);
		assert_int_equal(totals.facts, 2 * MANY);
		lc_store_free(store);
	}
	assert_same_bytes(in_folder("up.db"), in_folder("down.db"));
	assert_rows(in_folder("up.db"), "SELECT count(*), sum(n), sum(documents) FROM metrics WHERE subject <> '办结率'",
	            "40000|40000|40000\n");
	assert_rows(in_folder("up.db"), "SELECT count(*), sum(documents) FROM terms", "124|40000\n");
	assert_rows(in_folder("up.db"), "PRAGMA integrity_check", "ok\n");
}

/* Documents without a group, with a subject each, until the store has emptied what it merges several times. */
static lc_status add_ungrouped(lc_store *store, size_t count)
{
	lc_tally *tally = NULL;
	lc_status status = lc_tally_new(&tally, &fake_rules, NULL);
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++) {
		char subject[64];
		snprintf(subject, sizeof subject, "诉求%zu", i);
		lc_fact facts[2];
		part_facts(facts, 1);
		facts[0].subject = view_of(subject);
		lc_document document = {.bytes = 3, .characters = 1, .facts = facts, .fact_count = 1};
		lc_view none = {0};
		status = lc_tally_add_counts(tally, none, &document, NULL);
		if (status == LIANGCE_OK)
			status = lc_tally_add_facts(tally, none, 0, none, 0, none, &document, false, NULL);
		if (status == LIANGCE_OK && (lc_tally_bytes(tally) > 1 << 20 || i + 1 == count)) {
			status = lc_store_add(store, tally, NULL);
			lc_tally_clear(tally);
		}
	}
	lc_tally_free(tally);
	return status;
}

static void groups_without_names_are_one(void **state)
{
	(void)state;
	lc_store_config config = {.path = in_folder("r.db"), .format = LIANGCE_FORMAT_SQLITE};
	lc_store *store = NULL;
	assert_int_equal(lc_store_new(&store, &fake_rules, &config, NULL), LIANGCE_OK);
	assert_int_equal(add_ungrouped(store, 100000), LIANGCE_OK);
	assert_int_equal(lc_store_finish(store, &scenario_run, NULL, NULL), LIANGCE_OK);
	lc_store_free(store);
	assert_rows(config.path, "SELECT * FROM groups", "100000|300000|100000\n");
	assert_rows(config.path, "SELECT count(*), sum(n) FROM metrics", "100000|100000\n");
}

/* ---------------------------------------------------------------- leaders */

typedef struct told {
	char text[256];
} told;

static void tell(const char *name, uint64_t occurrences, uint64_t documents, void *payload)
{
	told *self = payload;
	size_t used = strlen(self->text);
	snprintf(self->text + used, sizeof self->text - used, "%s %d %d\n", name, (int)occurrences, (int)documents);
}

static void assert_leaders(lc_store *store, const char *table, size_t most, const char *expected)
{
	told leaders = {""};
	assert_int_equal(lc_store_leaders(store, table, most, tell, &leaders, NULL), LIANGCE_OK);
	assert_string_equal(leaders.text, expected);
}

static void leaders_are_over_all_groups(void **state)
{
	(void)state;
	lc_store *store = NULL;
	lc_store_config config = scenario_config(in_folder("r.db"), LIANGCE_FORMAT_SQLITE);
	assert_int_equal(lc_store_new(&store, &fake_rules, &config, NULL), LIANGCE_OK);
	assert_int_equal(lc_store_leaders(store, "terms", 3, tell, NULL, NULL), LIANGCE_E_INVALID);
	assert_int_equal(scenario_fill(store, scenario_order, 4), LIANGCE_OK);
	assert_int_equal(lc_store_finish(store, &scenario_run, NULL, NULL), LIANGCE_OK);
	assert_leaders(store, "terms", 10, "政务热线 8 3\n一网通办 3 1\n办结率 3 3\n专班 2 1\n"); /* equal: by name */
	assert_leaders(store, "terms", 2, "政务热线 8 3\n一网通办 3 1\n");
	assert_leaders(store, "themes", 2, "政务服务 14 4\n政务服务/热线 11 3\n");
	assert_leaders(store, "terms", 0, "");
	assert_int_equal(lc_store_leaders(store, "files", 3, tell, NULL, NULL), LIANGCE_E_INVALID);
	lc_store_free(store);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(tables_hold_what_was_added),   TEST(without_groups_facts_or_anything), TEST(values_of_38_digits_add_up),
	    TEST(groups_without_names_are_one), TEST(any_order_gives_the_same_bytes),   TEST(many_rows_are_the_same_in_any_order),
	    TEST(leaders_are_over_all_groups),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
