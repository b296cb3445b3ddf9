/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A result being written: table after table, row after row, in the order given. SQLite, CSV and JSONL get the same cells, so
 * they cannot differ. Where the result ends up is replace.c's affair.
 */
#ifndef LIANGCE_RESULT_H
#define LIANGCE_RESULT_H

#include "tables/schema.h"

typedef struct lc__result lc__result;

/* The group columns that tables have, for tables that have them. Borrowed. */
typedef struct lc__group_names {
	const char *const *names;
	size_t count;
} lc__group_names;

/* path: a file that is not there yet, or an empty folder. LIANGCE_E_WRITE, LIANGCE_E_NOMEM; so for all calls. */
lc_status lc__result_new(lc__result **out, const char *path, lc_format format, lc__group_names groups, lc_error *err);
void lc__result_free(lc__result *self); /* NULL allowed; what was written stays as it is */

lc_status lc__result_begin_table(lc__result *self, const lc__table *table, lc_error *err);
lc_status lc__result_add(void *result, const lc__cell *cells, size_t count, lc_error *err); /* an lc__row_callback */
lc_status lc__result_end_table(lc__result *self, lc_error *err);
/* Completes and syncs. */
lc_status lc__result_end(lc__result *self, lc_error *err);

#endif
