/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The stage, where all that goes into the tables waits until it has come in: rows in a private temporary database, what is added
 * up in sorted runs. Takes rows in any order and gives them back merged and sorted, table by table. It knows no result and no
 * file of the user.
 */
#ifndef LIANGCE_STAGE_H
#define LIANGCE_STAGE_H

#include "liangce_words.h"
#include "tables/database.h"
#include "tables/schema.h"
#include "tables/tally.h"

typedef struct lc__stage lc__stage;

lc_status lc__stage_new(lc__stage **out, const lc_ruleset *rules, size_t group_count, lc_error *err); /* borrows rules */
void lc__stage_free(lc__stage *self);

/* After an error of any of these the stage may only be freed. LIANGCE_E_WRITE, LIANGCE_E_NOMEM. */
lc_status lc__stage_add_rows(lc__stage *self, const lc_tally *tally, lc_error *err); /* files, failures, facts */
lc_status lc__stage_add_metrics(lc__stage *self, const lc_tally *tally, lc_error *err);
lc_status lc__stage_add_numbers(lc__stage *self, const lc_tally *tally, lc_error *err); /* groups, terms, themes */
lc_status lc__stage_add_words(lc__stage *self, const lc__word_counts *words, lc_error *err);
lc_status lc__stage_add_part(lc__stage *self, lc_view path, uint32_t part, uint64_t bytes, uint64_t characters, lc_error *err);
lc_status lc__stage_drop(lc__stage *self, uint64_t source, lc_error *err);

/* Ends the adding: computes what only the whole can tell (the run, where parts begin). */
lc_status lc__stage_complete(lc__stage *self, const lc_run_row *run, lc_store_totals *totals, lc_error *err);

/* Receives the rows of a table in order; a status that is not LIANGCE_OK ends the reading and is returned. */
typedef lc_status (*lc__row_callback)(void *payload, const lc__cell *cells, size_t count, lc_error *err);
lc_status lc__stage_read(lc__stage *self, const lc__table *table, lc__row_callback callback, void *payload, lc_error *err);

/* Words that no dictionary has: lc_store_words. */
lc_status lc__stage_read_words(lc__stage *self, uint64_t least, uint64_t most, lc_word_callback callback, void *payload,
                               lc_error *err);

/* The rows of any statement as cells; column i is of kinds[i]. */
lc_status lc__read_rows(sqlite3 *db, sqlite3_stmt *statement, const lc__cell_kind *kinds, size_t count, lc_status other,
                        lc__row_callback callback, void *payload, lc_error *err);

#endif
