/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Export: a table of a finished SQLite result as CSV or JSONL, through the writer that also makes CSV and JSONL results. Reads
 * results of ours only, and never changes them.
 */
#include <stdio.h>
#include <string.h>

#include "tables/file_sink.h"
#include "tables/rows.h"
#include "tables/stage.h"

/* Opens an existing result for reading. */
static lc_status open_result(sqlite3 **out, const char *path, lc_error *err)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *statement = NULL;
	lc_status status = LIANGCE_OK;
	int code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
	if (code != SQLITE_OK && code != SQLITE_NOMEM)
		status = lc__fail_errno(err, LIANGCE_E_READ, path, sqlite3_system_errno(db), "cannot be opened");
	else if (code != SQLITE_OK)
		status = lc__fail_nomem(err);
	if (status == LIANGCE_OK) {
		/* Anything but a database gives an error here, and SQLite's own words for it would tell the user little. */
		bool ours = sqlite3_prepare_v2(db, "SELECT * FROM pragma_application_id, pragma_user_version", -1, &statement,
		                               NULL) == SQLITE_OK &&
		            sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_int(statement, 0) == LIANGCE_APPLICATION_ID;
		if (sqlite3_errcode(db) == SQLITE_NOMEM)
			status = lc__fail_nomem(err);
		else if (!ours)
			status = lc__fail_at(err, LIANGCE_E_READ, path, 0, 0, "is not a liangce result");
		else if (sqlite3_column_int(statement, 1) != LIANGCE_SCHEMA_VERSION)
			status = lc__fail_at(err, LIANGCE_E_READ, path, 0, 0, "was written by another version of liangce");
	}
	sqlite3_finalize(statement);
	if (status == LIANGCE_OK)
		*out = db;
	else
		sqlite3_close(db);
	return status;
}

static lc_status no_such_table(const char *name, lc_error *err)
{
	char list[160] = "";
	for (size_t i = 0, used = 0; i < lc__table_count; i++) {
		int more = snprintf(list + used, sizeof list - used, "%s%s", i == 0 ? "" : ", ", lc__tables[i].name);
		used += more > 0 ? (size_t)more : 0;
		if (used >= sizeof list)
			break;
	}
	return lc__fail(err, LIANGCE_E_INVALID, "no table \"%s\"; tables are %s", name, list);
}

/* Columns are what the table has: its group columns, then those that we know it by. */
static lc_status write_rows(sqlite3 *db, sqlite3_stmt *statement, const lc__table *table, const char *path, lc__rows *rows,
                            lc_error *err)
{
	const char *names[LIANGCE_COLUMNS_MAX];
	lc__cell_kind kinds[LIANGCE_COLUMNS_MAX] = {LIANGCE_CELL_TEXT};
	size_t count = (size_t)sqlite3_column_count(statement);
	if (count < table->column_count || count > LIANGCE_COLUMNS_MAX)
		return lc__fail_at(err, LIANGCE_E_READ, path, 0, 0, "table %s has columns that are not ours", table->name);
	for (size_t i = 0; i < count; i++)
		names[i] = sqlite3_column_name(statement, (int)i);
	for (size_t i = 0; i < table->column_count; i++)
		kinds[count - table->column_count + i] = table->columns[i].kind;
	for (size_t i = 0; i < count; i++)
		if (names[i] == NULL)
			return lc__fail_nomem(err);
	lc_status status = lc__rows_begin(rows, names, count, err);
	if (status == LIANGCE_OK)
		status = lc__read_rows(db, statement, kinds, count, LIANGCE_E_READ, lc__rows_add, rows, err);
	return status == LIANGCE_OK ? lc__rows_end(rows, err) : status;
}

lc_status lc_export(const char *result_path, const char *table_name, lc_format format, lc_sink sink, void *payload, lc_error *err)
{
	const lc__table *table = lc__table_named(table_name);
	if (table == NULL)
		return no_such_table(table_name, err);
	if (format == LIANGCE_FORMAT_SQLITE)
		return lc__fail(err, LIANGCE_E_INVALID, "a table is exported as CSV or JSONL");
	sqlite3 *db = NULL;
	lc_status status = open_result(&db, result_path, err);
	if (status != LIANGCE_OK)
		return status;
	char sql[64];
	snprintf(sql, sizeof sql, "SELECT * FROM \"%s\" ORDER BY rowid", table->name);
	sqlite3_stmt *statement = NULL;
	lc__rows rows;
	lc__rows_init(&rows, format, sink, payload);
	if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK)
		status = write_rows(db, statement, table, result_path, &rows, err);
	else if (sqlite3_errcode(db) == SQLITE_ERROR && lc__table_is_facts(table))
		status = lc__fail_at(err, LIANGCE_E_INVALID, result_path, 0, 0, "has no table \"facts\": they were not asked for");
	else
		status = lc__database_fail(db, LIANGCE_E_READ, err);
	lc__rows_release(&rows);
	sqlite3_finalize(statement);
	sqlite3_close(db);
	return status;
}
