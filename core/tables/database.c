/* SPDX-License-Identifier: Apache-2.0 */
/* Small helpers over SQLite: see database.h. */
#include "tables/database.h"

#include <stdio.h>

#include "tables/schema.h"

#define SQL_BYTES_MAX ((size_t)1 << 16)

lc_status lc__database_fail(sqlite3 *db, lc_status other, lc_error *err)
{
	int code = db == NULL ? SQLITE_NOMEM : sqlite3_errcode(db);
	if (code == SQLITE_NOMEM || (db != NULL && sqlite3_extended_errcode(db) == SQLITE_IOERR_NOMEM))
		return lc__fail_nomem(err);
	const char *path = sqlite3_db_filename(db, "main");
	bool is_private = path == NULL || path[0] == '\0';
	return lc__fail_errno(err, other, is_private ? "temporary database" : path, sqlite3_system_errno(db), "%s",
	                      sqlite3_errmsg(db));
}

lc_status lc__database_do(sqlite3 *db, const char *sql, lc_error *err)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? LIANGCE_OK : lc__database_fail(db, LIANGCE_E_WRITE, err);
}

lc_status lc__database_open(sqlite3 **out, const char *path, unsigned cache_kib, lc_error *err)
{
	/* One database has one thread at a time: no mutexes. */
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
	char settings[256];
	snprintf(settings, sizeof settings,
	         "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
	         "PRAGMA temp_store = FILE; PRAGMA cache_size = -%u; PRAGMA cache_spill = ON",
	         cache_kib);
	sqlite3 *db = NULL;
	lc_status status = LIANGCE_OK;
	if (sqlite3_open_v2(path, &db, flags, NULL) != SQLITE_OK)
		status = lc__database_fail(db, LIANGCE_E_WRITE, err);
	if (status == LIANGCE_OK)
		status = lc__database_do(db, settings, err);
	if (status == LIANGCE_OK)
		*out = db;
	else
		sqlite3_close(db);
	return status;
}

lc_status lc__database_prepare(sqlite3 *db, sqlite3_stmt **out, const char *template, size_t group_count, lc_error *err)
{
	lc__buffer sql;
	lc__buffer_init(&sql, SQL_BYTES_MAX);
	lc_status status = lc__sql_append(&sql, template, group_count, err);
	if (status == LIANGCE_OK &&
	    sqlite3_prepare_v3(db, sql.data, (int)sql.size, SQLITE_PREPARE_PERSISTENT, out, NULL) != SQLITE_OK)
		status = lc__database_fail(db, LIANGCE_E_WRITE, err);
	lc__buffer_release(&sql);
	return status;
}

lc_status lc__database_step(sqlite3 *db, sqlite3_stmt *statement, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	if (sqlite3_step(statement) != SQLITE_DONE)
		status = lc__database_fail(db, LIANGCE_E_WRITE, err);
	sqlite3_reset(statement);
	return status;
}

int lc__bind_view(sqlite3_stmt *statement, int index, lc_view view)
{
	return sqlite3_bind_text64(statement, index, view.size == 0 ? "" : view.data, view.size, SQLITE_STATIC, SQLITE_UTF8);
}
