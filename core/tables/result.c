/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing a result: see result.h. In SQLite every table is an ordinary one whose rows are in order by rowid, inserted within one
 * transaction, so the same rows give the same bytes.
 */
#include "tables/result.h"

#include <stdio.h>
#include <string.h>

#include "tables/file_sink.h"
#include "tables/row_feed.h"
#include "tables/rows.h"

#define CACHE_KIB 2048U
#define SQL_BYTES_MAX ((size_t)1 << 16)
#define PATH_BYTES_MAX ((size_t)1 << 16)

struct lc__result {
	lc_format format;
	const char *path;
	lc__group_names groups;
	sqlite3 *db;        /* SQLite */
	lc__row_feed *feed; /* of the table that is being written */
	bool writing;       /* CSV, JSONL: file and rows are in use */
	lc__file file;
	lc__rows rows;
};

static lc_status open_database(lc__result *self, lc_error *err)
{
	char settings[160];
	/* Before the transaction, so that even one which is cut off has left a file that is known as ours. */
	snprintf(settings, sizeof settings,
	         "PRAGMA encoding = 'UTF-8'; PRAGMA application_id = %d; PRAGMA user_version = %d; BEGIN", LIANGCE_APPLICATION_ID,
	         LIANGCE_SCHEMA_VERSION);
	/* Bytes of a page that are not in use are zero, whatever they held before. */
	lc_status status = lc__database_open(&self->db, self->path, CACHE_KIB, err);
	if (status == LIANGCE_OK)
		status = lc__database_do(self->db, "PRAGMA secure_delete = ON", err);
	return status == LIANGCE_OK ? lc__database_do(self->db, settings, err) : status;
}

lc_status lc__result_new(lc__result **out, const char *path, lc_format format, lc__group_names groups, lc_error *err)
{
	lc__result *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	*self = (lc__result){.format = format, .path = path, .groups = groups};
	lc_status status = format == LIANGCE_FORMAT_SQLITE ? open_database(self, err) : LIANGCE_OK;
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
	lc__row_feed_free(self->feed);
	sqlite3_close(self->db);
	lc__free(self);
}

/* ---------------------------------------------------------------- SQLite */

static lc_status column_sql(lc__buffer *create, size_t number, const char *name, lc__cell_kind kind, lc_error *err)
{
	/* Without a type a decimal stays as it is: NUMERIC and REAL would round the longest. */
	const char *type = kind == LIANGCE_CELL_INTEGER ? " INTEGER" : kind == LIANGCE_CELL_TEXT ? " TEXT" : "";
	return lc__buffer_printf(create, err, "%s\"%s\"%s", number == 0 ? "" : ", ", name, type);
}

static lc_status begin_sql_table(lc__result *self, const lc__table *table, lc_error *err)
{
	lc__buffer create;
	size_t count = 0;
	lc__buffer_init(&create, SQL_BYTES_MAX);
	lc_status status = lc__buffer_printf(&create, err, "CREATE TABLE \"%s\" (", table->name);
	for (size_t i = 0; i < self->groups.count && table->grouped && status == LIANGCE_OK; i++)
		status = column_sql(&create, count++, self->groups.names[i], LIANGCE_CELL_TEXT, err);
	for (size_t i = 0; i < table->column_count && status == LIANGCE_OK; i++)
		status = column_sql(&create, count++, table->columns[i].name, table->columns[i].kind, err);
	if (status == LIANGCE_OK)
		status = lc__buffer_printf(&create, err, ")");
	if (status == LIANGCE_OK)
		status = lc__database_do(self->db, create.data, err);
	lc__buffer_release(&create);
	return status == LIANGCE_OK ? lc__row_feed_new(&self->feed, self->db, table->name, count, err) : status;
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
		return lc__row_feed_add(self->feed, cells, err);
	lc_status status = lc__rows_add(&self->rows, cells, count, err);
	return status == LIANGCE_OK ? status : end_text_table(self, status, err);
}

lc_status lc__result_end_table(lc__result *self, lc_error *err)
{
	if (self->format != LIANGCE_FORMAT_SQLITE)
		return end_text_table(self, LIANGCE_OK, err);
	lc_status status = lc__row_feed_end(self->feed, err);
	lc__row_feed_free(self->feed);
	self->feed = NULL;
	return status;
}

lc_status lc__result_end(lc__result *self, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	if (self->format == LIANGCE_FORMAT_SQLITE) {
		status = lc__database_do(self->db, "COMMIT", err);
		if (status == LIANGCE_OK && sqlite3_close(self->db) != SQLITE_OK)
			status = lc__database_fail(self->db, LIANGCE_E_WRITE, err);
		else if (status == LIANGCE_OK)
			self->db = NULL;
	}
	return status == LIANGCE_OK ? lc__sync_path(self->path, err) : status;
}
