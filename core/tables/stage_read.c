/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the stage, merged and sorted: see stage.h. Facts are unpacked, and sums are added up, in files of their own. */
#include <assert.h>
#include <math.h>

#include "tables/number.h"
#include "tables/stage_private.h"

/*
 * Where part k of a document begins is what the parts before it add up to. A part behind a gap has no row here: its facts
 * cannot be placed.
 */
static lc_status place_parts(lc__stage *self, lc_error *err)
{
	return lc__database_do(self->db,
	                       "CREATE TABLE bases (path, part, bytes, characters, PRIMARY KEY (path, part)) WITHOUT ROWID;"
	                       "INSERT INTO bases SELECT path, next, bytes_before, characters_before FROM ("
	                       " SELECT path, part + 1 AS next, count(*) OVER w AS present, sum(bytes) OVER w AS bytes_before,"
	                       " sum(characters) OVER w AS characters_before FROM parts"
	                       " WINDOW w AS (PARTITION BY path ORDER BY part ROWS UNBOUNDED PRECEDING)) WHERE next = present;"
	                       "CREATE INDEX facts_in_order ON facts (path, member, part, sequence)",
	                       err);
}

static lc_status add_run(lc__stage *self, const lc_run_row *run, lc_error *err)
{
	sqlite3_stmt *insert = NULL;
	lc_status status = lc__database_prepare(
	    self->db, &insert,
	    "CREATE TABLE run AS SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"
	    " CASE WHEN ?12 THEN (SELECT coalesce(sum(facts), 0) FROM counted WHERE source NOT IN (SELECT source FROM dropped)) END,"
	    " ?13, ?14, ?15",
	    0, err);
	if (status != LIANGCE_OK)
		return status;
	const char *words[] = {
	    lc_version(), run->options, lc_ruleset_hash(self->rules), lc_overlap_text(lc_ruleset_overlap(self->rules)),
	    run->started, run->ended,
	};
	int code = SQLITE_OK, column = 0;
	for (size_t i = 0; i < sizeof words / sizeof words[0] && code == SQLITE_OK; i++)
		code = sqlite3_bind_text(insert, ++column, words[i] == NULL ? "" : words[i], -1, SQLITE_STATIC);
	if (code == SQLITE_OK)
		code = sqlite3_bind_int(insert, ++column, run->partial);
	const uint64_t sums[] = {
	    self->totals.documents,        self->totals.bytes, self->totals.characters, self->totals.occurrences,
	    lc_ruleset_facts(self->rules), self->totals.files, self->totals.failures,   self->totals.invalid};
	for (size_t i = 0; i < sizeof sums / sizeof sums[0] && code == SQLITE_OK; i++)
		code = sqlite3_bind_int64(insert, ++column, (sqlite3_int64)sums[i]);
	status = code == SQLITE_OK ? lc__database_step(self->db, insert, err) : lc__database_fail(self->db, LIANGCE_E_WRITE, err);
	sqlite3_finalize(insert);
	return status;
}

static lc_status take_totals(void *payload, const lc__cell *cells, size_t count, lc_error *err)
{
	(void)count, (void)err;
	assert(count > 7);
	lc_store_totals *totals = payload;
	uint64_t *const fields[] = {&totals->documents, &totals->bytes, &totals->characters, &totals->occurrences,
	                            &totals->facts,     &totals->files, &totals->failures};
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		*fields[i] = (uint64_t)cells[7 + i].integer; /* behind the words and `partial` */
	return LIANGCE_OK;
}

lc_status lc__stage_complete(lc__stage *self, const lc_run_row *run, lc_store_totals *totals, lc_error *err)
{
	lc_status status = place_parts(self, err);
	if (status == LIANGCE_OK)
		status = add_run(self, run, err);
	if (status == LIANGCE_OK && totals != NULL)
		*totals = self->totals;
	return status == LIANGCE_OK ? lc__stage_read(self, lc__table_named("run"), take_totals, totals, err) : status;
}

/* False: no memory. Bytes are asked for as a blob, which SQLite gives as they are; as text it would copy them to end them with 0. */
static bool read_cell(sqlite3_stmt *statement, int column, lc__cell *cell, char digits[LIANGCE_REAL_CHARS])
{
	cell->null = sqlite3_column_type(statement, column) == SQLITE_NULL;
	if (cell->kind == LIANGCE_CELL_INTEGER) {
		cell->integer = sqlite3_column_int64(statement, column);
		return true;
	}
	if (cell->kind == LIANGCE_CELL_DECIMAL && sqlite3_column_type(statement, column) == SQLITE_FLOAT) {
		double value = sqlite3_column_double(statement, column);
		cell->null = !isfinite(value); /* none of ours: no decimal says it */
		cell->text = (lc_view){.data = digits, .size = lc__real_decimal(value, digits)};
		return true;
	}
	const char *bytes = sqlite3_column_blob(statement, column);
	int size = sqlite3_column_bytes(statement, column);
	cell->text = (lc_view){.data = bytes == NULL ? "" : bytes, .size = (size_t)size};
	return bytes != NULL || size == 0;
}

lc_status lc__read_rows(sqlite3 *db, sqlite3_stmt *statement, const lc__cell_kind *kinds, size_t count, lc_status other,
                        lc__row_callback callback, void *payload, lc_error *err)
{
	lc__cell cells[LIANGCE_COLUMNS_MAX];
	char digits[LIANGCE_COLUMNS_MAX][LIANGCE_REAL_CHARS];
	for (size_t i = 0; i < count; i++)
		cells[i] = (lc__cell){.kind = kinds[i]};
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
		for (size_t i = 0; i < count; i++)
			if (!read_cell(statement, (int)i, &cells[i], digits[i]))
				return lc__fail_nomem(err);
		lc_status status = callback(payload, cells, count, err);
		if (status != LIANGCE_OK)
			return status;
	}
	return code == SQLITE_DONE ? LIANGCE_OK : lc__database_fail(db, other, err);
}

static lc_status read_ready(lc__stage *self, sqlite3_stmt *statement, const lc__table *table, lc__row_callback callback,
                            void *payload, lc_error *err)
{
	lc__cell_kind kinds[LIANGCE_COLUMNS_MAX] = {LIANGCE_CELL_TEXT};
	size_t leading = table->grouped ? self->group_count : 0;
	for (size_t i = 0; i < table->column_count; i++)
		kinds[leading + i] = table->columns[i].kind;
	return lc__read_rows(self->db, statement, kinds, leading + table->column_count, LIANGCE_E_WRITE, callback, payload, err);
}

static lc_status read_selected(lc__stage *self, const lc__table *table, lc__row_callback callback, void *payload, lc_error *err)
{
	sqlite3_stmt *statement = NULL;
	lc_status status = lc__database_prepare(self->db, &statement, table->select, self->group_count, err);
	if (status == LIANGCE_OK)
		status = table->rows == LIANGCE_ROWS_CHUNKS ? lc__stage_read_facts(self, statement, callback, payload, err)
		                                            : read_ready(self, statement, table, callback, payload, err);
	sqlite3_finalize(statement);
	return status;
}

lc_status lc__stage_read(lc__stage *self, const lc__table *table, lc__row_callback callback, void *payload, lc_error *err)
{
	switch (table->rows) {
	case LIANGCE_ROWS_GROUPS:
	case LIANGCE_ROWS_TERMS:
	case LIANGCE_ROWS_THEMES: return lc__stage_read_sums(self, table->rows, callback, payload, err);
	case LIANGCE_ROWS_FILES:
	case LIANGCE_ROWS_FAILURES: return lc__stage_read_files(self, table, callback, payload, err);
	case LIANGCE_ROWS_METRICS: return lc__stage_read_metrics(self, callback, payload, err);
	default: return read_selected(self, table, callback, payload, err);
	}
}
