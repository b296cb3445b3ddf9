/* SPDX-License-Identifier: Apache-2.0 */
/* tables/sqlite_writer: what it writes is a sound database in which SQLite finds every value again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "table_scenario.h"
#include "tables/sqlite_writer.h"

static char *letters; /* enough for the longest text */

enum { LETTERS = 40000 };

/* What stands in row `row`: texts of all lengths around those that no longer fit into a page, numbers of all sizes, nulls. */
static size_t make_row(lc__cell cells[4], int64_t row, char number[32])
{
	static const int64_t edges[] = {0,
	                                1,
	                                -1,
	                                2,
	                                127,
	                                128,
	                                -128,
	                                -129,
	                                32767,
	                                32768,
	                                8388607,
	                                8388608,
	                                -8388609,
	                                2147483647,
	                                2147483648,
	                                INT64_C(140737488355327),
	                                INT64_C(140737488355328),
	                                INT64_MAX,
	                                INT64_MIN};
	size_t length = row % 40 == 7 ? (size_t)(row * 37 % LETTERS)
	              : row % 40 == 8 ? 4030 + (size_t)(row / 40 % 60)
	                              : (size_t)(row % 30);
	snprintf(number, 32, "%lld.%02d", (long long)row, (int)(row % 90) + 1);
	if (number[strlen(number) - 1] == '0')
		number[strlen(number) - 1] = '\0';
	cells[0] = (lc__cell){.kind = LIANGCE_CELL_INTEGER, .integer = edges[(size_t)row % (sizeof edges / sizeof edges[0])]};
	cells[1] = (lc__cell){.kind = LIANGCE_CELL_TEXT, .null = row % 5 == 0, .text = {letters, length}};
	cells[2] = (lc__cell){.kind = LIANGCE_CELL_DECIMAL, .text = {number, strlen(number)}};
	cells[3] = (lc__cell){.kind = LIANGCE_CELL_TEXT, .text = {"", 0}};
	return 4;
}

static void write_database(const char *path, const int64_t *counts, size_t tables)
{
	lc__sqlite_writer *writer;
	assert_int_equal(lc__sqlite_writer_new(&writer, path, NULL), LIANGCE_OK);
	for (size_t i = 0; i < tables; i++) {
		char name[32], create[4096];
		snprintf(name, sizeof name, "t%zu", i);
		snprintf(create, sizeof create, "CREATE TABLE t%zu (i INTEGER, t TEXT, d, /* %.*s */ e TEXT)", i,
		         (int)(i % 7 * 300), letters);
		assert_int_equal(lc__sqlite_writer_begin(writer, name, create, NULL), LIANGCE_OK);
		for (int64_t row = 0; row < counts[i]; row++) {
			lc__cell cells[4];
			char number[32];
			assert_int_equal(lc__sqlite_writer_add(writer, cells, make_row(cells, row, number), NULL), LIANGCE_OK);
		}
		assert_int_equal(lc__sqlite_writer_end_table(writer, NULL), LIANGCE_OK);
	}
	assert_int_equal(lc__sqlite_writer_end(writer, NULL), LIANGCE_OK);
	lc__sqlite_writer_free(writer);
}

static void assert_row(sqlite3_stmt *statement, int64_t row)
{
	lc__cell cells[4];
	char number[32];
	make_row(cells, row, number);
	assert_int_equal(sqlite3_column_int64(statement, 0), row + 1);
	assert_int_equal(sqlite3_column_int64(statement, 1), cells[0].integer);
	assert_int_equal(sqlite3_column_type(statement, 2), cells[1].null ? SQLITE_NULL : SQLITE_TEXT);
	if (!cells[1].null) {
		assert_int_equal(sqlite3_column_bytes(statement, 2), cells[1].text.size);
		assert_memory_equal(sqlite3_column_text(statement, 2), letters, cells[1].text.size);
	}
	assert_int_equal(sqlite3_column_type(statement, 3), SQLITE_FLOAT);
	assert_true(sqlite3_column_double(statement, 3) == strtod(number, NULL));
	assert_int_equal(sqlite3_column_type(statement, 4), SQLITE_TEXT);
	assert_int_equal(sqlite3_column_bytes(statement, 4), 0);
}

static void assert_database(const char *path, const int64_t *counts, size_t tables)
{
	sqlite3 *db;
	sqlite3_stmt *statement;
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	assert_string_equal((const char *)sqlite3_column_text(statement, 0), "ok");
	sqlite3_finalize(statement);
	for (size_t i = 0; i < tables; i++) {
		char select[64];
		int64_t row = 0;
		snprintf(select, sizeof select, "SELECT rowid, i, t, d, e FROM t%zu", i);
		assert_int_equal(sqlite3_prepare_v2(db, select, -1, &statement, NULL), SQLITE_OK);
		while (sqlite3_step(statement) == SQLITE_ROW)
			assert_row(statement, row++);
		assert_int_equal(row, counts[i]);
		sqlite3_finalize(statement);
	}
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void every_value_comes_back(void **state)
{
	(void)state;
	static const int64_t counts[] = {0, 1, 2, 50, 400, 30000, 7, 0, 100, 1000, 3, 3, 3, 3};
	for (size_t tables = 1; tables <= sizeof counts / sizeof counts[0]; tables += 13) {
		write_database(in_folder("r.db"), counts, tables);
		assert_database(in_folder("r.db"), counts, tables);
	}
}

/* Around the numbers of leaves with which a tree gets another level. */
static void trees_of_any_size_are_sound(void **state)
{
	(void)state;
	for (int64_t rows = 0; rows < 4000; rows += 97) {
		write_database(in_folder("r.db"), &rows, 1);
		assert_database(in_folder("r.db"), &rows, 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(every_value_comes_back, make_folder, remove_folder),
	    cmocka_unit_test_setup_teardown(trees_of_any_size_are_sound, make_folder, remove_folder),
	};
	letters = malloc(LETTERS);
	for (size_t i = 0; letters != NULL && i < LETTERS; i++)
		letters[i] = (char)('a' + i * i % 23);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	free(letters);
	return failed;
}
