/* SPDX-License-Identifier: Apache-2.0 */
/* What stage.c (filling) and stage_read.c (reading) share. */
#ifndef LIANGCE_STAGE_PRIVATE_H
#define LIANGCE_STAGE_PRIVATE_H

#include "tables/stage.h"

typedef enum lc__insert {
	LIANGCE_INSERT_GROUP,
	LIANGCE_INSERT_TERM,
	LIANGCE_INSERT_THEME,
	LIANGCE_INSERT_METRIC,
	LIANGCE_INSERT_FILE,
	LIANGCE_INSERT_FAILURE,
	LIANGCE_INSERT_CHUNK,
	LIANGCE_INSERT_COUNTED,
	LIANGCE_INSERT_PART,
	LIANGCE_INSERT_DROPPED,
	LIANGCE_INSERT_KINDS
} lc__insert;

struct lc__stage {
	sqlite3 *db;
	const lc_ruleset *rules;
	size_t group_count;
	sqlite3_stmt *inserts[LIANGCE_INSERT_KINDS];
	lc__buffer names; /* written names of the row that is being added */
};

/* The rows of a statement that gives staged metrics, or chunks of facts, in order. */
lc_status lc__stage_read_metrics(lc__stage *self, sqlite3_stmt *statement, lc__row_callback callback, void *payload, lc_error *err);
lc_status lc__stage_read_facts(lc__stage *self, sqlite3_stmt *statement, lc__row_callback callback, void *payload, lc_error *err);

/* Filling cells; one that is not present is null. */
static inline void lc__set_integer(lc__cell *cell, bool present, uint64_t value)
{
	*cell = (lc__cell){.kind = LIANGCE_CELL_INTEGER, .null = !present, .integer = (int64_t)value};
}

static inline void lc__set_text(lc__cell *cell, bool present, lc_view text)
{
	*cell = (lc__cell){.kind = LIANGCE_CELL_TEXT, .null = !present, .text = text};
}

static inline void lc__set_word(lc__cell *cell, bool present, const char *word)
{
	lc__set_text(cell, present, (lc_view){.data = word, .size = strlen(word)});
}

#endif
