/* SPDX-License-Identifier: Apache-2.0 */
/* What the tables need of SQLite: opening with settings of our own, statements from templates, and its errors as ours. */
#ifndef LIANGCE_DATABASE_H
#define LIANGCE_DATABASE_H

#include <sqlite3.h>

#include "base/base.h"

/*
 * Opens (and creates) a database for one thread, without journal and syncing: it is temporary or will be renamed when whole.
 * path "" is a private one that SQLite deletes itself. cache_kib bounds the pages it holds in memory; the rest goes to disk.
 * LIANGCE_E_WRITE, LIANGCE_E_NOMEM.
 */
lc_status lc__database_open(sqlite3 **out, const char *path, unsigned cache_kib, lc_error *err);

/* SQLite's code for db as one of our errors: LIANGCE_E_NOMEM, else `other`. The error names db's path. */
lc_status lc__database_fail(sqlite3 *db, lc_status other, lc_error *err);

/* Statements without parameters or rows. */
lc_status lc__database_do(sqlite3 *db, const char *sql, lc_error *err);
/* Prepares a template (schema.h, lc__sql_append). */
lc_status lc__database_prepare(sqlite3 *db, sqlite3_stmt **out, const char *template, size_t group_count, lc_error *err);
/* Runs a statement that gives no rows and makes it ready for the next time; bindings stay. */
lc_status lc__database_step(sqlite3 *db, sqlite3_stmt *statement, lc_error *err);

/* Text that stays where it is until the statement has run. Never NULL, even where the view has no data. */
int lc__bind_view(sqlite3_stmt *statement, int index, lc_view view);

#endif
