/* SPDX-License-Identifier: Apache-2.0 */
/* Rows that wait for an INSERT, as a virtual table: see row_feed.h and https://sqlite.org/vtab.html. */
#include "tables/row_feed.h"

#include <string.h>

#include "tables/number.h"

#define MODULE "lc_rows"
#define TEXTS_MAX ((size_t)1 << 31)
#define SQL_BYTES_MAX ((size_t)1 << 12)

enum { ROWS = 64, TEXTS_FULL = 1 << 17 };

typedef enum value_kind { VALUE_NULL, VALUE_INTEGER, VALUE_REAL, VALUE_TEXT } value_kind;

/* What a cell is in SQLite. */
typedef struct value {
	value_kind kind;
	union {
		int64_t integer;
		double real;
		size_t offset; /* of a text, among those that are kept */
	};
	size_t size; /* of a text */
} value;

struct lc__row_feed {
	sqlite3 *db;
	sqlite3_stmt *insert;
	size_t columns;
	size_t rows;   /* that wait */
	value *values; /* ROWS times columns */
	lc__buffer texts;
};

/* ---------------------------------------------------------------- what SQLite sees */

typedef struct row_table {
	sqlite3_vtab base;
	const lc__row_feed *feed;
} row_table;

typedef struct row_cursor {
	sqlite3_vtab_cursor base;
	size_t row;
} row_cursor;

static const lc__row_feed *feed_of(const sqlite3_vtab_cursor *cursor)
{
	return ((const row_table *)cursor->pVtab)->feed;
}

static int row_connect(sqlite3 *db, void *feed, int argc, const char *const *argv, sqlite3_vtab **table, char **message)
{
	(void)argc, (void)argv, (void)message;
	lc_error err;
	lc__buffer sql;
	lc__buffer_init(&sql, SQL_BYTES_MAX);
	lc_status status = lc__buffer_printf(&sql, &err, "CREATE TABLE rows (c0");
	for (size_t i = 1; i < ((const lc__row_feed *)feed)->columns && status == LIANGCE_OK; i++)
		status = lc__buffer_printf(&sql, &err, ", c%zu", i);
	if (status == LIANGCE_OK)
		status = lc__buffer_printf(&sql, &err, ")");
	row_table *self = status == LIANGCE_OK ? lc__calloc(1, sizeof *self) : NULL;
	int code = self == NULL ? SQLITE_NOMEM : sqlite3_declare_vtab(db, sql.data);
	lc__buffer_release(&sql);
	if (code != SQLITE_OK) {
		lc__free(self);
		return code;
	}
	self->feed = feed;
	*table = &self->base;
	return SQLITE_OK;
}

static int row_disconnect(sqlite3_vtab *table)
{
	lc__free(table);
	return SQLITE_OK;
}

/* There is one way to read them: from the first to the last. */
static int row_best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
	(void)table;
	info->estimatedCost = ROWS;
	info->estimatedRows = ROWS;
	return SQLITE_OK;
}

static int row_open(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
	(void)table;
	row_cursor *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return SQLITE_NOMEM;
	*cursor = &self->base;
	return SQLITE_OK;
}

static int row_close(sqlite3_vtab_cursor *cursor)
{
	lc__free(cursor);
	return SQLITE_OK;
}

static int row_filter(sqlite3_vtab_cursor *cursor, int plan, const char *name, int argc, sqlite3_value **argv)
{
	(void)plan, (void)name, (void)argc, (void)argv;
	((row_cursor *)cursor)->row = 0;
	return SQLITE_OK;
}

static int row_next(sqlite3_vtab_cursor *cursor)
{
	((row_cursor *)cursor)->row++;
	return SQLITE_OK;
}

static int row_eof(sqlite3_vtab_cursor *cursor)
{
	return ((const row_cursor *)cursor)->row >= feed_of(cursor)->rows;
}

static int row_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
	const lc__row_feed *feed = feed_of(cursor);
	const value *cell = &feed->values[((const row_cursor *)cursor)->row * feed->columns + (size_t)column];
	switch (cell->kind) {
	case VALUE_NULL: sqlite3_result_null(context); break;
	case VALUE_INTEGER: sqlite3_result_int64(context, cell->integer); break;
	case VALUE_REAL: sqlite3_result_double(context, cell->real); break;
	case VALUE_TEXT:
		sqlite3_result_text64(context, cell->size == 0 ? "" : feed->texts.data + cell->offset, cell->size, SQLITE_STATIC,
		                      SQLITE_UTF8);
	}
	return SQLITE_OK;
}

static int row_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid)
{
	*rowid = (sqlite3_int64)((const row_cursor *)cursor)->row;
	return SQLITE_OK;
}

/* Without xCreate the module is a table by its own name, and nothing of it is in the schema. */
static const sqlite3_module module = {
    .xConnect = row_connect,
    .xDisconnect = row_disconnect,
    .xBestIndex = row_best_index,
    .xOpen = row_open,
    .xClose = row_close,
    .xFilter = row_filter,
    .xNext = row_next,
    .xEof = row_eof,
    .xColumn = row_column,
    .xRowid = row_rowid,
};

/* ---------------------------------------------------------------- the feed */

lc_status lc__row_feed_new(lc__row_feed **out, sqlite3 *db, const char *table, size_t columns, lc_error *err)
{
	lc__row_feed *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	self->db = db;
	self->columns = columns;
	lc__buffer_init(&self->texts, TEXTS_MAX);
	self->values = lc__alloc(ROWS * columns, sizeof *self->values);
	lc__buffer sql;
	lc__buffer_init(&sql, SQL_BYTES_MAX);
	lc_status status = self->values == NULL ? lc__fail_nomem(err) : LIANGCE_OK;
	if (status == LIANGCE_OK && sqlite3_create_module_v2(db, MODULE, &module, self, NULL) != SQLITE_OK)
		status = lc__database_fail(db, LIANGCE_E_WRITE, err);
	if (status == LIANGCE_OK)
		status = lc__buffer_printf(&sql, err, "INSERT INTO \"%s\" SELECT * FROM " MODULE, table);
	if (status == LIANGCE_OK)
		status = lc__database_prepare(db, &self->insert, sql.data, 0, err);
	lc__buffer_release(&sql);
	if (status == LIANGCE_OK)
		*out = self;
	else
		lc__row_feed_free(self);
	return status;
}

void lc__row_feed_free(lc__row_feed *self)
{
	if (self == NULL)
		return;
	sqlite3_finalize(self->insert);
	sqlite3_create_module_v2(self->db, MODULE, NULL, NULL, NULL);
	lc__buffer_release(&self->texts);
	lc__free(self->values);
	lc__free(self);
}

lc_status lc__row_feed_end(lc__row_feed *self, lc_error *err)
{
	lc_status status = self->rows == 0 ? LIANGCE_OK : lc__database_step(self->db, self->insert, err);
	self->rows = 0;
	self->texts.size = 0;
	return status;
}

/* There is room for its text. */
static value keep(lc__row_feed *self, const lc__cell *cell)
{
	if (cell->null)
		return (value){.kind = VALUE_NULL};
	if (cell->kind == LIANGCE_CELL_INTEGER)
		return (value){.kind = VALUE_INTEGER, .integer = cell->integer};
	lc__number number = {.kind = LIANGCE_NUMBER_TEXT};
	if (cell->kind == LIANGCE_CELL_DECIMAL)
		number = lc__number_of(cell->text);
	if (number.kind == LIANGCE_NUMBER_REAL)
		return (value){.kind = VALUE_REAL, .real = number.real};
	if (number.kind == LIANGCE_NUMBER_INTEGER)
		return (value){.kind = VALUE_INTEGER, .integer = number.whole};
	value text = {.kind = VALUE_TEXT, .offset = self->texts.size, .size = cell->text.size};
	if (text.size != 0)
		memcpy(self->texts.data + text.offset, cell->text.data, text.size);
	self->texts.size += text.size;
	return text;
}

/* A metric of one value has it four times. */
static bool is_same_decimal(const lc__cell *a, const lc__cell *b)
{
	return a->kind == LIANGCE_CELL_DECIMAL && b->kind == LIANGCE_CELL_DECIMAL && !a->null && !b->null &&
	       a->text.data == b->text.data && a->text.size == b->text.size;
}

lc_status lc__row_feed_add(lc__row_feed *self, const lc__cell *cells, lc_error *err)
{
	lc_status status = self->rows == ROWS || self->texts.size > TEXTS_FULL ? lc__row_feed_end(self, err) : LIANGCE_OK;
	value *to = self->values + self->rows * self->columns;
	size_t size = 0;
	for (size_t i = 0; i < self->columns; i++)
		size += cells[i].null || cells[i].kind == LIANGCE_CELL_INTEGER ? 0 : cells[i].text.size;
	if (status == LIANGCE_OK)
		status = lc__buffer_reserve(&self->texts, size, err);
	if (status != LIANGCE_OK)
		return status;
	for (size_t i = 0; i < self->columns; i++)
		to[i] = i > 0 && is_same_decimal(&cells[i], &cells[i - 1]) ? to[i - 1] : keep(self, &cells[i]);
	self->rows++;
	return LIANGCE_OK;
}
