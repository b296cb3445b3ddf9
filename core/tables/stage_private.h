/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts of the stage share: stage.c (filling), stage_sums.c, stage_metrics.c, stage_files.c, stage_facts.c and stage_read.c (reading). */
#ifndef LIANGCE_STAGE_PRIVATE_H
#define LIANGCE_STAGE_PRIVATE_H

#include "tables/runs.h"
#include "tables/stage.h"

typedef enum lc__insert {
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
	/* What is added up, or only sorted, does not go to the database, which would do it slowly. */
	lc__runs groups, terms, themes, metrics, files, failures;
	lc_store_totals totals;    /* of them */
	lc__buffer dropped;        /* sources, 64 bits each */
	sqlite3_stmt *insert_word; /* NULL: there have been none (stage_words.c) */
};

/* Takes the next value of a group off its front; false after the last. */
bool lc__next_value(lc_view *group, bool *more, lc_view *value);

/*
 * A key of records: the values of the group as they are written, then the other parts, each ended by NUL, which none of them
 * holds: such keys compare as their parts do, one after the other. `room` is what the other parts take at most. The key lives
 * in stage->names and ends where *end points, which the caller moves on as it appends them.
 */
lc_status lc__stage_begin_key(lc__stage *self, lc_view group, size_t room, char **end, lc_error *err);
lc_view lc__stage_key(const lc__stage *self, const char *end);
char *lc__put_part(char *to, lc_view part);

/* The first `count` values of a key as cells; the key becomes what is left. Returns count. */
size_t lc__set_parts(lc__cell *cells, lc_view *key, size_t count);

/* The records of metrics added up as rows of table `metrics`. */
lc_status lc__stage_read_metrics(lc__stage *self, lc__row_callback callback, void *payload, lc_error *err);
/* The same for groups, terms and themes. */
lc_status lc__stage_read_sums(lc__stage *self, lc__rows_kind kind, lc__row_callback callback, void *payload, lc_error *err);
/* Files and failures of a tally to the records, and the records as rows of one of the two tables. */
lc_status lc__stage_add_files(lc__stage *self, const lc_tally *tally, lc_error *err);
lc_status lc__stage_read_files(lc__stage *self, const lc__table *table, lc__row_callback callback, void *payload, lc_error *err);
/* The rows of a statement that gives chunks of facts in order. */
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
