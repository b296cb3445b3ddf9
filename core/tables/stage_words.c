/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words that no dictionary has in the stage: counts come in as rows and are added up by SQLite, which spills to disk, so that their
 * number is not bound by memory. The table is made for the first of them: most runs have none.
 */
#include "tables/stage_private.h"

static lc_status prepare(lc__stage *self, lc_error *err)
{
	if (self->insert_word != NULL)
		return LIANGCE_OK;
	lc_status status =
	    lc__database_do(self->db, "CREATE TABLE words (word, seen, unit, source, n, documents, rank, context)", err);
	return status == LIANGCE_OK
	         ? lc__database_prepare(self->db, &self->insert_word, "INSERT INTO words VALUES (?, ?, ?, ?, ?, ?, ?, ?)", 0, err)
	         : status;
}

static lc_status add_row(lc__stage *self, const lc__word_key *key, const lc__word_count *count, lc_error *err)
{
	sqlite3_stmt *row = self->insert_word;
	const uint64_t numbers[] = {key->source, count->n, count->documents, count->rank};
	int code = lc__bind_view(row, 1, key->word);
	if (code == SQLITE_OK)
		code = sqlite3_bind_int(row, 2, (int)key->seen);
	if (code == SQLITE_OK)
		code = lc__bind_view(row, 3, key->unit);
	for (int i = 0; i < 4 && code == SQLITE_OK; i++)
		code = sqlite3_bind_int64(row, 4 + i, (sqlite3_int64)numbers[i]);
	if (code == SQLITE_OK)
		code = lc__bind_view(row, 8, (lc_view){count->context, count->context_size});
	return code == SQLITE_OK ? lc__database_step(self->db, row, err) : lc__database_fail(self->db, LIANGCE_E_WRITE, err);
}

lc_status lc__stage_add_words(lc__stage *self, const lc__word_counts *words, lc_error *err)
{
	lc_status status = prepare(self, err);
	for (uint32_t i = 0; i < words->keys.count && status == LIANGCE_OK; i++) {
		lc__word_key key = lc__word_counts_key(words, i);
		status = add_row(self, &key, &words->values[i], err);
	}
	return status;
}

/*
 * `sums` has a row for each word and how it was seen; parts of a document (source > 0) are one document. Of repeated strings only
 * documents are counted. Where a select has min(x) and no other such function, SQLite takes the plain columns from the row of the
 * minimum: the context with the smallest rank, and of a measured word the context in which it is measured. Of units the commonest
 * counts, of equals the first.
 */
static const char select_words[] =
    "WITH whole AS (SELECT * FROM words WHERE source NOT IN (SELECT source FROM dropped)),"
    " counted AS (SELECT word, seen, sum(n) AS n, sum(iif(source = 0, documents, 0)) + count(DISTINCT nullif(source, 0)) AS documents,"
    "  context, min(rank) FROM whole WHERE seen < 3 GROUP BY word, seen),"
    " sums AS (SELECT word, seen, iif(seen = 2, documents, n) AS n, documents, context FROM counted),"
    " units AS (SELECT word, unit, row_number() OVER (PARTITION BY word ORDER BY sum(n) DESC, unit) AS place"
    "  FROM whole WHERE seen = 3 GROUP BY word, unit),"
    " best AS (SELECT word, sum(n) AS total, sum(iif(seen = 0, n, 0)) AS measured, sum(iif(seen = 0, documents, 0)) AS measured_in,"
    "  sum(iif(seen = 1, n, 0)) AS quoted, sum(iif(seen = 1, documents, 0)) AS quoted_in, sum(iif(seen = 2, n, 0)) AS repeated,"
    "  context, min(seen) FROM sums GROUP BY word HAVING sum(n) >= ?1 ORDER BY 2 DESC, 1 LIMIT ?2)"
    "SELECT best.word || char(0), measured, measured_in, quoted, quoted_in, repeated, coalesce(unit, '') || char(0),"
    " context || char(0) FROM best LEFT JOIN units ON units.word = best.word AND place = 1 ORDER BY total DESC, best.word";

typedef struct teller {
	lc_word_callback callback;
	void *payload;
} teller;

static lc_status tell(void *payload, const lc__cell *cells, size_t count, lc_error *err)
{
	(void)count, (void)err;
	const teller *self = payload;
	lc_word word = {.word = cells[0].text.data,
	                .measured = (uint64_t)cells[1].integer,
	                .measured_documents = (uint64_t)cells[2].integer,
	                .quoted = (uint64_t)cells[3].integer,
	                .quoted_documents = (uint64_t)cells[4].integer,
	                .repeated_documents = (uint64_t)cells[5].integer,
	                .unit = cells[6].text.data,
	                .context = cells[7].text.data};
	self->callback(&word, self->payload);
	return LIANGCE_OK;
}

lc_status lc__stage_read_words(lc__stage *self, uint64_t least, uint64_t most, lc_word_callback callback, void *payload,
                               lc_error *err)
{
	static const lc__cell_kind kinds[] = {LIANGCE_CELL_TEXT,    LIANGCE_CELL_INTEGER, LIANGCE_CELL_INTEGER,
	                                      LIANGCE_CELL_INTEGER, LIANGCE_CELL_INTEGER, LIANGCE_CELL_INTEGER,
	                                      LIANGCE_CELL_TEXT,    LIANGCE_CELL_TEXT};
	teller to = {callback, payload};
	sqlite3_stmt *statement = NULL;
	lc_status status = prepare(self, err);
	if (status == LIANGCE_OK)
		status = lc__database_prepare(self->db, &statement, select_words, 0, err);
	if (status == LIANGCE_OK && (sqlite3_bind_int64(statement, 1, (sqlite3_int64)least) != SQLITE_OK ||
	                             sqlite3_bind_int64(statement, 2, (sqlite3_int64)most) != SQLITE_OK))
		status = lc__database_fail(self->db, LIANGCE_E_WRITE, err);
	if (status == LIANGCE_OK)
		status = lc__read_rows(self->db, statement, kinds, sizeof kinds / sizeof *kinds, LIANGCE_E_WRITE, tell, &to, err);
	sqlite3_finalize(statement);
	return status;
}
