/* SPDX-License-Identifier: Apache-2.0 */
/* Rows as CSV or JSONL, given to a sink in large pieces. The one writer of both: what a run writes and what an export writes. */
#ifndef LIANGCE_ROWS_H
#define LIANGCE_ROWS_H

#include "tables/schema.h"

/* Embedded: lc__rows_init / lc__rows_release. */
typedef struct lc__rows {
	lc_format format; /* CSV or JSONL */
	lc__buffer out;
	lc__buffer keys; /* JSONL: `"name":` of each column, one behind the other */
	size_t key_ends[LIANGCE_COLUMNS_MAX];
	size_t column_count;
	lc_sink sink;
	void *payload;
} lc__rows;

void lc__rows_init(lc__rows *self, lc_format format, lc_sink sink, void *payload);
void lc__rows_release(lc__rows *self);

/* Says what the columns are, and writes the header where there is one. Once, before any row. LIANGCE_E_NOMEM. */
lc_status lc__rows_begin(lc__rows *self, const char *const *names, size_t count, lc_error *err);
/* The same for a table of ours with these group columns. */
lc_status lc__rows_table(lc__rows *self, const lc__table *table, const char *const *groups, size_t group_count, lc_error *err);
/* An lc__row_callback, payload the lc__rows. LIANGCE_E_NOMEM, LIANGCE_E_WRITE: the sink took no more. */
lc_status lc__rows_add(void *rows, const lc__cell *cells, size_t count, lc_error *err);
/* Hands on what is left. Call before release. */
lc_status lc__rows_end(lc__rows *self, lc_error *err);

#endif
