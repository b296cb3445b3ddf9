/* SPDX-License-Identifier: Apache-2.0 */
/* Writing a result: see result.h. In SQLite every table is an ordinary one whose rows are in order by rowid. */
#include "tables/result.h"

#include "tables/file_sink.h"
#include "tables/rows.h"
#include "tables/sqlite_file.h"

#define SQL_BYTES_MAX ((size_t)1 << 16)
#define PATH_BYTES_MAX ((size_t)1 << 16)

struct lc__result {
	lc_format format;
	const char *path;
	lc__group_names groups;
	lc__sqlite_file *database; /* SQLite */
	bool writing;              /* CSV, JSONL: file and rows are in use */
	lc__file file;
	lc__rows rows;
};

lc_status lc__result_new(lc__result **out, const char *path, lc_format format, lc__group_names groups, lc_error *err)
{
	lc__result *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	*self = (lc__result){.format = format, .path = path, .groups = groups};
	lc_status status = format == LIANGCE_FORMAT_SQLITE ? lc__sqlite_file_new(&self->database, path, err) : LIANGCE_OK;
	if (status == LIANGCE_OK)
		*out = self;
	else
		lc__result_free(self);
	return status;
}

void lc__result_free(lc__result *self)
{
	if (self == NULL)
		return;
	if (self->writing) {
		lc__rows_release(&self->rows);
		lc__file_close(&self->file, NULL);
	}
	lc__sqlite_file_free(self->database);
	lc__free(self);
}

/* ---------------------------------------------------------------- SQLite */

static lc_status column_sql(lc__buffer *sql, bool first, const char *name, lc__cell_kind kind, lc_error *err)
{
	/* Without a type a decimal stays as it is: NUMERIC and REAL would round the longest. */
	const char *type = kind == LIANGCE_CELL_INTEGER ? " INTEGER" : kind == LIANGCE_CELL_TEXT ? " TEXT" : "";
	return lc__buffer_printf(sql, err, "%s\"%s\"%s", first ? "" : ", ", name, type);
}

static lc_status begin_sql_table(lc__result *self, const lc__table *table, lc_error *err)
{
	lc__buffer sql;
	lc__buffer_init(&sql, SQL_BYTES_MAX);
	size_t groups = table->grouped ? self->groups.count : 0;
	lc_status status = lc__buffer_printf(&sql, err, "CREATE TABLE \"%s\" (", table->name);
	for (size_t i = 0; i < groups && status == LIANGCE_OK; i++)
		status = column_sql(&sql, i == 0, self->groups.names[i], LIANGCE_CELL_TEXT, err);
	for (size_t i = 0; i < table->column_count && status == LIANGCE_OK; i++)
		status = column_sql(&sql, groups + i == 0, table->columns[i].name, table->columns[i].kind, err);
	if (status == LIANGCE_OK)
		status = lc__buffer_printf(&sql, err, ")");
	if (status == LIANGCE_OK)
		status = lc__sqlite_file_begin_table(self->database, table->name, (lc_view){sql.data, sql.size}, err);
	lc__buffer_release(&sql);
	return status;
}

/* ---------------------------------------------------------------- CSV and JSONL */

static lc_status begin_text_table(lc__result *self, const lc__table *table, lc_error *err)
{
	lc__buffer path;
	lc__buffer_init(&path, PATH_BYTES_MAX);
	const char *extension = self->format == LIANGCE_FORMAT_CSV ? "csv" : "jsonl";
	lc_status status = lc__buffer_printf(&path, err, "%s/%s.%s", self->path, table->name, extension);
	if (status == LIANGCE_OK)
		status = lc__file_create(&self->file, path.data, err);
	lc__buffer_release(&path);
	if (status != LIANGCE_OK)
		return status;
	lc__rows_init(&self->rows, self->format, lc__file_write, &self->file);
	self->writing = true;
	return lc__rows_table(&self->rows, table, self->groups.names, self->groups.count, err);
}

/* Why the sink took no more is known to the file: its error, which names the file, is the better one. */
static lc_status end_text_table(lc__result *self, lc_status status, lc_error *err)
{
	if (status == LIANGCE_OK)
		status = lc__rows_end(&self->rows, err);
	bool refused = self->file.sys_errno != 0;
	lc_status closed = lc__file_close(&self->file, status == LIANGCE_OK || refused ? err : NULL);
	lc__rows_release(&self->rows);
	self->writing = false;
	return status == LIANGCE_OK ? closed : status;
}

/* ---------------------------------------------------------------- either */

lc_status lc__result_begin_table(lc__result *self, const lc__table *table, lc_error *err)
{
	return self->format == LIANGCE_FORMAT_SQLITE ? begin_sql_table(self, table, err) : begin_text_table(self, table, err);
}

lc_status lc__result_add(void *result, const lc__cell *cells, size_t count, lc_error *err)
{
	lc__result *self = result;
	if (self->format == LIANGCE_FORMAT_SQLITE)
		return lc__sqlite_file_add(self->database, cells, count, err);
	lc_status status = lc__rows_add(&self->rows, cells, count, err);
	return status == LIANGCE_OK ? status : end_text_table(self, status, err);
}

lc_status lc__result_end_table(lc__result *self, lc_error *err)
{
	return self->format == LIANGCE_FORMAT_SQLITE ? lc__sqlite_file_end_table(self->database, err)
	                                             : end_text_table(self, LIANGCE_OK, err);
}

lc_status lc__result_end(lc__result *self, lc_error *err)
{
	lc_status status = self->format == LIANGCE_FORMAT_SQLITE ? lc__sqlite_file_end(self->database, err) : LIANGCE_OK;
	return status == LIANGCE_OK ? lc__sync_path(self->path, err) : status;
}
