/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables as an SQLite database, written without SQLite: our rows come in order and are never changed, and what a statement and a walk down
 * a tree would cost for each of them is several times what it costs to put it behind the last one.
 */
#ifndef LIANGCE_SQLITE_FILE_H
#define LIANGCE_SQLITE_FILE_H

#include "tables/schema.h"

typedef struct lc__sqlite_file lc__sqlite_file;

/* From the beginning on the file is a database that is known as ours. LIANGCE_E_WRITE, LIANGCE_E_NOMEM; so for all calls. */
lc_status lc__sqlite_file_new(lc__sqlite_file **out, const char *path, lc_error *err);
void lc__sqlite_file_free(lc__sqlite_file *self); /* NULL allowed */

/* sql: the statement that makes the table. It has no keys and no index. */
lc_status lc__sqlite_file_begin_table(lc__sqlite_file *self, const char *name, lc_view sql, lc_error *err);
lc_status lc__sqlite_file_add(lc__sqlite_file *self, const lc__cell *cells, size_t count, lc_error *err);
lc_status lc__sqlite_file_end_table(lc__sqlite_file *self, lc_error *err);
/* Completes and syncs; after it the file can only be freed. */
lc_status lc__sqlite_file_end(lc__sqlite_file *self, lc_error *err);

#endif
