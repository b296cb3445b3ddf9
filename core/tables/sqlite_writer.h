/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes a SQLite database from its first byte to its last: plain tables, one after the other, whose rows come in order and have no
 * index. That is a small part of the file format (https://sqlite.org/fileformat2.html), and takes a tenth of the time in which SQLite
 * inserts them. Refuses nothing; what the tables mean is result.c's affair.
 */
#ifndef LIANGCE_SQLITE_WRITER_H
#define LIANGCE_SQLITE_WRITER_H

#include "tables/schema.h"

typedef struct lc__sqlite_writer lc__sqlite_writer;

/* path: a file that is not there yet. LIANGCE_E_WRITE, LIANGCE_E_NOMEM; so for all calls. */
lc_status lc__sqlite_writer_new(lc__sqlite_writer **out, const char *path, lc_error *err);
void lc__sqlite_writer_free(lc__sqlite_writer *self); /* NULL allowed; without an end, what was written is no database */

/* create: the statement that would create the table. */
lc_status lc__sqlite_writer_begin(lc__sqlite_writer *self, const char *name, const char *create, lc_error *err);
lc_status lc__sqlite_writer_add(lc__sqlite_writer *self, const lc__cell *cells, size_t count, lc_error *err);
lc_status lc__sqlite_writer_end_table(lc__sqlite_writer *self, lc_error *err);
/* Completes, syncs and closes the file, in which there is at least one table. */
lc_status lc__sqlite_writer_end(lc__sqlite_writer *self, lc_error *err);

#endif
