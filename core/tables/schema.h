/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tables of a result as data: names, columns, and how their rows are computed from what the store has staged. The one place
 * where a column is added.
 */
#ifndef LIANGCE_SCHEMA_H
#define LIANGCE_SCHEMA_H

#include "base/base.h"

/* Goes up when tables or columns change. Kept in the database's user_version, beside our application_id. */
#define LIANGCE_SCHEMA_VERSION 2
#define LIANGCE_APPLICATION_ID 0x6C636462 /* "lcdb" */

typedef enum lc__cell_kind {
	LIANGCE_CELL_TEXT,
	LIANGCE_CELL_INTEGER,
	LIANGCE_CELL_DECIMAL /* text that is a number, with all its digits: number.h says how it stands in SQLite */
} lc__cell_kind;

/* One value on its way to a table. An empty column in CSV is null where the column may be null: such a column is never "". */
typedef struct lc__cell {
	lc__cell_kind kind;
	bool null;
	int64_t integer;
	lc_view text; /* of TEXT and DECIMAL */
} lc__cell;

typedef struct lc__column {
	const char *name;
	lc__cell_kind kind;
} lc__column;

/* Where the rows of a table come from. */
typedef enum lc__rows_kind {
	LIANGCE_ROWS_READY,  /* a select gives them */
	LIANGCE_ROWS_CHUNKS, /* a select gives chunks of packed facts in order (stage_facts.c) */
	LIANGCE_ROWS_GROUPS, /* these four are added up from sorted records (stage_sums.c, stage_metrics.c) */
	LIANGCE_ROWS_TERMS,
	LIANGCE_ROWS_THEMES,
	LIANGCE_ROWS_METRICS,
	LIANGCE_ROWS_FILES, /* these two are sorted records (stage_files.c) */
	LIANGCE_ROWS_FAILURES
} lc__rows_kind;

typedef struct lc__table {
	const char *name;
	bool grouped; /* the group columns come before the others */
	lc__rows_kind rows;
	const char *select; /* over the stage, if there is one; "@" stands for "g0, g1, " */
	const lc__column *columns;
	size_t column_count;
} lc__table;

#define LIANGCE_COLUMNS_MAX 64U /* group columns included */
#define LIANGCE_GROUPS_MAX 32U

extern const lc__table lc__tables[];
extern const size_t lc__table_count;

const lc__table *lc__table_named(const char *name); /* NULL: no such table */
bool lc__table_is_facts(const lc__table *self);
/* Whether a group column may have this name: an identifier of ours to choose, and no column that any table has. */
bool lc__group_name_is_free(const char *name);

/* Appends a template with each "@" replaced by the group columns "g0, g1, ", and each "#" by as many "?, ". */
lc_status lc__sql_append(lc__buffer *sql, const char *template, size_t group_count, lc_error *err);

#endif
