/* SPDX-License-Identifier: Apache-2.0 */
/* row_feed: what goes in comes out of the table, in order, however it falls into batches. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tables/row_feed.h"

enum { COLUMNS = 4 };

static int open_database(void **state)
{
	lc_error err;
	sqlite3 *db = NULL;
	if (lc__database_open(&db, ":memory:", 64, &err) != LIANGCE_OK)
		return 1;
	*state = db;
	return lc__database_do(db, "CREATE TABLE t (word TEXT, n INTEGER, value, note TEXT)", &err) != LIANGCE_OK;
}

static int close_database(void **state)
{
	return sqlite3_close(*state);
}

static lc__row_feed *new_feed(sqlite3 *db)
{
	lc_error err;
	lc__row_feed *feed = NULL;
	assert_int_equal(lc__row_feed_new(&feed, db, "t", COLUMNS, &err), LIANGCE_OK);
	return feed;
}

static lc_view view(const char *text)
{
	return (lc_view){.data = text, .size = strlen(text)};
}

static void add(lc__row_feed *feed, const char *word, int64_t n, const char *value, const char *note)
{
	lc_error err;
	lc__cell cells[COLUMNS] = {{.kind = LIANGCE_CELL_TEXT, .text = view(word)},
	                           {.kind = LIANGCE_CELL_INTEGER, .integer = n},
	                           {.kind = LIANGCE_CELL_DECIMAL, .text = view(value)},
	                           {.kind = LIANGCE_CELL_TEXT, .null = note == NULL, .text = view(note == NULL ? "" : note)}};
	assert_int_equal(lc__row_feed_add(feed, cells, &err), LIANGCE_OK);
}

static void end(lc__row_feed *feed)
{
	lc_error err;
	assert_int_equal(lc__row_feed_end(feed, &err), LIANGCE_OK);
	lc__row_feed_free(feed);
}

/* The one value that a query gives, as text. */
static const char *value_of(sqlite3 *db, const char *sql)
{
	static char text[256];
	sqlite3_stmt *statement;
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	snprintf(text, sizeof text, "%s", (const char *)sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
	return text;
}

static void cells_keep_their_kinds(void **state)
{
	sqlite3 *db = *state;
	lc__row_feed *feed = new_feed(db);
	add(feed, "诉求", 7, "98.3", NULL);
	add(feed, "", -1, "1234567890123456", "");
	add(feed, "x", INT64_MAX, "0.12345678901234567891", "注");
	end(feed);
	const char *kinds = "SELECT group_concat(typeof(word)||typeof(n)||typeof(value)||typeof(note), ' ') FROM t";
	assert_string_equal(value_of(db, kinds), "textintegerrealnull textintegerintegertext textintegertexttext");
	assert_string_equal(value_of(db, "SELECT word FROM t WHERE rowid = 1"), "诉求");
	assert_string_equal(value_of(db, "SELECT n FROM t WHERE rowid = 3"), "9223372036854775807");
	assert_string_equal(value_of(db, "SELECT value FROM t WHERE rowid = 3"), "0.12345678901234567891");
	assert_string_equal(value_of(db, "SELECT length(word)||length(note) FROM t WHERE rowid = 2"), "00");
}

static void rows_of_many_batches_stay_in_order(void **state)
{
	sqlite3 *db = *state;
	enum { COUNT = 1000 };
	lc__row_feed *feed = new_feed(db);
	for (int i = 0; i < COUNT; i++) {
		char word[16];
		snprintf(word, sizeof word, "w%d", i);
		add(feed, word, i, "1", NULL);
	}
	end(feed);
	assert_string_equal(value_of(db, "SELECT count(*) FROM t"), "1000");
	assert_string_equal(value_of(db, "SELECT count(*) FROM t WHERE n != rowid - 1 OR word != 'w' || n"), "0");
}

/* Texts that fill a batch before its rows do: they are moved in memory as they grow. */
static void long_texts_are_kept(void **state)
{
	sqlite3 *db = *state;
	enum { COUNT = 20, SIZE = 50000 };
	static char text[SIZE + 1];
	lc__row_feed *feed = new_feed(db);
	for (int i = 0; i < COUNT; i++) {
		memset(text, 'a' + i, SIZE);
		add(feed, text, i, "1", "n");
	}
	end(feed);
	assert_string_equal(value_of(db, "SELECT sum(length(word)) FROM t"), "1000000");
	assert_string_equal(
	    value_of(db, "SELECT count(*) FROM t WHERE word != replace(printf('%.50000c', 'a'), 'a', char(97 + n))"), "0");
}

static void a_feed_may_follow_another(void **state)
{
	sqlite3 *db = *state;
	end(new_feed(db));
	assert_string_equal(value_of(db, "SELECT count(*) FROM t"), "0");
	lc__row_feed *feed = new_feed(db);
	add(feed, "一", 1, "1", NULL);
	end(feed);
	lc_error err;
	assert_int_equal(lc__database_do(db, "CREATE TABLE narrow (a, b, c, d)", &err), LIANGCE_OK);
	assert_int_equal(lc__row_feed_new(&feed, db, "narrow", COLUMNS, &err), LIANGCE_OK);
	add(feed, "二", 2, "2", NULL);
	end(feed);
	assert_string_equal(value_of(db, "SELECT (SELECT count(*) FROM t) || (SELECT a FROM narrow)"), "1二");
}

static void what_sqlite_refuses_is_told(void **state)
{
	sqlite3 *db = *state;
	lc_error err;
	lc__row_feed *feed = NULL;
	assert_int_equal(lc__row_feed_new(&feed, db, "not there", COLUMNS, &err), LIANGCE_E_WRITE);
	assert_null(feed);
	assert_int_equal(lc__database_do(db, "CREATE TABLE strict (a NOT NULL, b, c, d NOT NULL)", &err), LIANGCE_OK);
	assert_int_equal(lc__row_feed_new(&feed, db, "strict", COLUMNS, &err), LIANGCE_OK);
	add(feed, "x", 1, "1", NULL);
	assert_int_equal(lc__row_feed_end(feed, &err), LIANGCE_E_WRITE);
	assert_non_null(strstr(err.message, "NOT NULL"));
	lc__row_feed_free(feed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(cells_keep_their_kinds, open_database, close_database),
	    cmocka_unit_test_setup_teardown(rows_of_many_batches_stay_in_order, open_database, close_database),
	    cmocka_unit_test_setup_teardown(long_texts_are_kept, open_database, close_database),
	    cmocka_unit_test_setup_teardown(a_feed_may_follow_another, open_database, close_database),
	    cmocka_unit_test_setup_teardown(what_sqlite_refuses_is_told, open_database, close_database),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
