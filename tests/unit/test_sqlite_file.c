/* SPDX-License-Identifier: Apache-2.0 */
/* sqlite_file, btree: what is written without SQLite, SQLite reads, and finds nothing wrong with it. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/base.h"
#include "tables/btree.h"
#include "tables/sqlite_file.h"

static char path[] = "/tmp/liangce-test-XXXXXX";

static int make_path(void **state)
{
	(void)state;
	int file = mkstemp(path);
	return file < 0 ? 1 : close(file);
}

static int remove_path(void **state)
{
	(void)state;
	return unlink(path);
}

static lc__cell text_cell(const char *data, size_t size)
{
	return (lc__cell){.kind = LIANGCE_CELL_TEXT, .text = {.data = data, .size = size}};
}

static lc__cell integer_cell(int64_t number)
{
	return (lc__cell){.kind = LIANGCE_CELL_INTEGER, .integer = number};
}

static lc_view view_of(const char *text)
{
	return (lc_view){.data = text, .size = strlen(text)};
}

static sqlite3 *open_checked(void)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *check = NULL;
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &check, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(check), SQLITE_ROW);
	assert_string_equal((const char *)sqlite3_column_text(check, 0), "ok");
	sqlite3_finalize(check);
	return db;
}

static sqlite3_int64 number_from(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	sqlite3_int64 number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return number;
}

static void without_tables_it_is_a_database(void **state)
{
	(void)state;
	lc__sqlite_file *file = NULL;
	assert_int_equal(lc__sqlite_file_new(&file, path, NULL), LIANGCE_OK);
	sqlite3_close(open_checked()); /* as one that is cut off is */
	assert_int_equal(lc__sqlite_file_end(file, NULL), LIANGCE_OK);
	lc__sqlite_file_free(file);
	sqlite3 *db = open_checked();
	assert_int_equal(number_from(db, "PRAGMA application_id"), LIANGCE_APPLICATION_ID);
	assert_int_equal(number_from(db, "PRAGMA user_version"), LIANGCE_SCHEMA_VERSION);
	assert_int_equal(number_from(db, "SELECT count(*) FROM sqlite_schema"), 0);
	sqlite3_close(db);
}

static void every_kind_of_value_comes_back(void **state)
{
	(void)state;
	static const int64_t integers[] = {0,
	                                   1,
	                                   2,
	                                   -1,
	                                   127,
	                                   128,
	                                   -128,
	                                   -129,
	                                   32767,
	                                   32768,
	                                   -32768,
	                                   -32769,
	                                   8388607,
	                                   8388608,
	                                   -8388608,
	                                   -8388609,
	                                   INT32_MAX,
	                                   INT32_MIN,
	                                   2147483648,
	                                   -2147483649,
	                                   140737488355327,
	                                   140737488355328,
	                                   -140737488355328,
	                                   -140737488355329,
	                                   INT64_MAX,
	                                   INT64_MIN};
	static const char *const decimals[] = {"0", "12.5", "-0.1", "1234567890123456", "-999999999999999999", "1234567890.123456"};
	static const int types[] = {SQLITE_FLOAT, SQLITE_FLOAT, SQLITE_FLOAT, SQLITE_INTEGER, SQLITE_INTEGER, SQLITE_TEXT};
	enum { INTEGERS = sizeof integers / sizeof integers[0], DECIMALS = sizeof decimals / sizeof decimals[0] };
	lc__sqlite_file *file = NULL;
	assert_int_equal(lc__sqlite_file_new(&file, path, NULL), LIANGCE_OK);
	assert_int_equal(lc__sqlite_file_begin_table(file, "t", view_of("CREATE TABLE t (i INTEGER, d, x TEXT, n TEXT)"), NULL),
	                 LIANGCE_OK);
	for (size_t i = 0; i < INTEGERS; i++) {
		lc__cell cells[] = {integer_cell(integers[i]), text_cell("", 0), text_cell("a\0b", 3), {.null = true}};
		cells[1] = text_cell(decimals[i % DECIMALS], strlen(decimals[i % DECIMALS]));
		cells[1].kind = LIANGCE_CELL_DECIMAL;
		assert_int_equal(lc__sqlite_file_add(file, cells, 4, NULL), LIANGCE_OK);
	}
	assert_int_equal(lc__sqlite_file_end_table(file, NULL), LIANGCE_OK);
	assert_int_equal(lc__sqlite_file_end(file, NULL), LIANGCE_OK);
	lc__sqlite_file_free(file);
	sqlite3 *db = open_checked();
	sqlite3_stmt *rows = NULL;
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT i, d, x, n FROM t", -1, &rows, NULL), SQLITE_OK);
	for (size_t i = 0; i < INTEGERS; i++) {
		assert_int_equal(sqlite3_step(rows), SQLITE_ROW);
		assert_true(sqlite3_column_int64(rows, 0) == integers[i]);
		assert_int_equal(sqlite3_column_type(rows, 1), types[i % DECIMALS]);
		assert_string_equal((const char *)sqlite3_column_text(rows, 1),
		                    strcmp(decimals[i % DECIMALS], "0") == 0 ? "0.0" : decimals[i % DECIMALS]);
		assert_int_equal(sqlite3_column_bytes(rows, 2), 3);
		assert_memory_equal(sqlite3_column_text(rows, 2), "a\0b", 3);
		assert_int_equal(sqlite3_column_type(rows, 3), SQLITE_NULL);
	}
	assert_int_equal(sqlite3_step(rows), SQLITE_DONE);
	sqlite3_finalize(rows);
	sqlite3_close(db);
}

/* Texts of these sizes, one a row; each begins with its number, and ends with it. */
static void write_texts(const size_t *sizes, size_t count, size_t tables)
{
	static char text[1 << 17];
	lc__sqlite_file *file = NULL;
	assert_int_equal(lc__sqlite_file_new(&file, path, NULL), LIANGCE_OK);
	for (size_t table = 0; table < tables; table++) {
		char name[16], sql[64];
		snprintf(name, sizeof name, "t%zu", table);
		snprintf(sql, sizeof sql, "CREATE TABLE t%zu (n INTEGER, x TEXT)", table);
		assert_int_equal(lc__sqlite_file_begin_table(file, name, view_of(sql), NULL), LIANGCE_OK);
		for (size_t i = 0; i < count; i++) {
			memset(text, 'a' + (int)(i % 26), sizes[i]);
			lc__cell cells[] = {integer_cell((int64_t)i), text_cell(text, sizes[i])};
			assert_int_equal(lc__sqlite_file_add(file, cells, 2, NULL), LIANGCE_OK);
		}
		assert_int_equal(lc__sqlite_file_end_table(file, NULL), LIANGCE_OK);
	}
	assert_int_equal(lc__sqlite_file_end(file, NULL), LIANGCE_OK);
	lc__sqlite_file_free(file);
}

static void check_texts(const char *table, const size_t *sizes, size_t count)
{
	char sql[64];
	sqlite3 *db = open_checked();
	sqlite3_stmt *rows = NULL;
	snprintf(sql, sizeof sql, "SELECT rowid, n, x FROM %s", table);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &rows, NULL), SQLITE_OK);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(sqlite3_step(rows), SQLITE_ROW);
		assert_int_equal(sqlite3_column_int64(rows, 0), i + 1);
		assert_int_equal(sqlite3_column_int64(rows, 1), i);
		const unsigned char *text = sqlite3_column_text(rows, 2);
		assert_int_equal(sqlite3_column_bytes(rows, 2), sizes[i]);
		for (size_t at = 0; at < sizes[i]; at++)
			assert_true(text[at] == 'a' + i % 26);
	}
	assert_int_equal(sqlite3_step(rows), SQLITE_DONE);
	sqlite3_finalize(rows);
	snprintf(sql, sizeof sql, "SELECT x FROM %s WHERE rowid = %zu", table, count / 2 + 1); /* down the tree */
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &rows, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(rows), count == 0 ? SQLITE_DONE : SQLITE_ROW);
	sqlite3_finalize(rows);
	sqlite3_close(db);
}

/* Where a record no longer fits its page, and where what is left of it just fills one. */
static void records_of_any_size_come_back(void **state)
{
	(void)state;
	size_t sizes[600], count = 0;
	for (size_t size = 0; size < 140; size++)
		sizes[count++] = size;
	for (size_t size = 4030; size < 4110; size++)
		sizes[count++] = size;
	for (size_t size = 8100; size < 8210; size++)
		sizes[count++] = size;
	sizes[count++] = 20000;
	sizes[count++] = 1 << 17;
	write_texts(sizes, count, 2);
	check_texts("t0", sizes, count);
	check_texts("t1", sizes, count);
}

static void trees_of_any_height_are_whole(void **state)
{
	(void)state;
	/* One record a page: the second level begins at two, and has a second page of its own where one is full. */
	static const size_t counts[] = {0,
	                                1,
	                                2,
	                                3,
	                                LIANGCE_PAGE_CHILDREN - 1,
	                                LIANGCE_PAGE_CHILDREN,
	                                LIANGCE_PAGE_CHILDREN + 1,
	                                2 * LIANGCE_PAGE_CHILDREN - 2,
	                                2 * LIANGCE_PAGE_CHILDREN - 1,
	                                2 * LIANGCE_PAGE_CHILDREN};
	static size_t sizes[2 * LIANGCE_PAGE_CHILDREN];
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
		sizes[i] = 4000;
	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		write_texts(sizes, counts[i], 1);
		check_texts("t0", sizes, counts[i]);
	}
}

static void a_long_list_of_tables_has_a_tree_itself(void **state)
{
	(void)state;
	static const size_t sizes[] = {10};
	write_texts(sizes, 1, 200);
	check_texts("t0", sizes, 1);
	check_texts("t199", sizes, 1);
}

static void the_page_of_locks_is_passed_over(void **state)
{
	(void)state;
	static char page[LIANGCE_PAGE_BYTES], record[3 * LIANGCE_PAGE_BYTES];
	static lc__pages pages;
	static lc__tree tree;
	lc__file file;
	uint32_t number = 0;
	assert_int_equal(lc__file_create(&file, path, NULL), LIANGCE_OK);
	assert_int_equal(lc__pages_begin(&pages, &file, page, NULL), LIANGCE_OK);
	pages.count = LIANGCE_LOCK_PAGE - 2;
	assert_int_equal(lc__pages_put(&pages, page, &number, NULL), LIANGCE_OK);
	assert_int_equal(number, LIANGCE_LOCK_PAGE - 1);
	assert_int_equal(lc__pages_put(&pages, page, &number, NULL), LIANGCE_OK);
	assert_int_equal(number, LIANGCE_LOCK_PAGE + 1);
	/* A chain that goes over it: its first page is the one before. */
	pages.count = LIANGCE_LOCK_PAGE - 2;
	size_t held = pages.held_size;
	lc__tree_begin(&tree, 0);
	assert_int_equal(lc__tree_add(&tree, &pages, (lc_view){record, sizeof record}, NULL), LIANGCE_OK);
	char next[4];
	lc__put_big(next, LIANGCE_LOCK_PAGE + 1, sizeof next);
	assert_memory_equal(pages.held + held, next, sizeof next);
	lc__put_big(next, LIANGCE_LOCK_PAGE + 2, sizeof next);
	assert_memory_equal(pages.held + held + 2 * (size_t)LIANGCE_PAGE_BYTES, next, sizeof next);
	assert_int_equal(lc__file_close(&file, NULL), LIANGCE_OK);
}

static void a_file_that_cannot_be_made_is_told(void **state)
{
	(void)state;
	lc__sqlite_file *file = NULL;
	lc_error err;
	assert_int_equal(lc__sqlite_file_new(&file, "/dev/full", &err), LIANGCE_E_WRITE);
	assert_string_equal(err.source, "/dev/full");
	assert_string_equal(err.message, "cannot be written: No space left on device");
	assert_null(file);
	assert_int_equal(lc__sqlite_file_new(&file, "/nowhere/at/all", &err), LIANGCE_E_WRITE);
	lc__alloc_fail_after(1, false);
	assert_int_equal(lc__sqlite_file_new(&file, path, &err), LIANGCE_E_NOMEM);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(without_tables_it_is_a_database),         cmocka_unit_test(every_kind_of_value_comes_back),
	    cmocka_unit_test(records_of_any_size_come_back),           cmocka_unit_test(trees_of_any_height_are_whole),
	    cmocka_unit_test(a_long_list_of_tables_has_a_tree_itself), cmocka_unit_test(the_page_of_locks_is_passed_over),
	    cmocka_unit_test(a_file_that_cannot_be_made_is_told),
	};
	return cmocka_run_group_tests(tests, make_path, remove_path);
}
