/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows for a table of a SQLite database, handed over some at a time: they wait in memory, which SQLite sees as a virtual table, and
 * one INSERT takes them all. A statement a row takes twice as long.
 */
#ifndef LIANGCE_ROW_FEED_H
#define LIANGCE_ROW_FEED_H

#include "tables/database.h"
#include "tables/schema.h"

typedef struct lc__row_feed lc__row_feed;

/*
 * A feed for `table` of db, which is there and has `columns` columns; one at a time in a database. Borrows db.
 * LIANGCE_E_WRITE, LIANGCE_E_NOMEM; so for all calls.
 */
lc_status lc__row_feed_new(lc__row_feed **out, sqlite3 *db, const char *table, size_t columns, lc_error *err);
void lc__row_feed_free(lc__row_feed *self); /* NULL allowed; rows that wait are lost */

/* As many cells as there are columns; they are copied. */
lc_status lc__row_feed_add(lc__row_feed *self, const lc__cell *cells, lc_error *err);
/* Inserts the rows that wait. Once at the end. */
lc_status lc__row_feed_end(lc__row_feed *self, lc_error *err);

#endif
