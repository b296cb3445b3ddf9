/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files and failures in the stage: rows that are only sorted. A record's key is the whole row, its numbers with the highest byte first, so
 * that keys compare as rows do, column after column. Columns are those of schema.c, in its order.
 */
#include "tables/plain.h"
#include "tables/stage_private.h"

enum { NUMBER_BYTES = sizeof(uint64_t) };

/* Room for a row with this much of names and words. */
static lc_status begin_key(lc__stage *self, size_t names_bytes, char **end, lc_error *err)
{
	lc_status status = lc__buffer_reserve(&self->names, names_bytes * 4 + (size_t)LIANGCE_COLUMNS_MAX * NUMBER_BYTES, err);
	*end = self->names.data;
	return status;
}

static char *put_name(char *to, lc_view name)
{
	to = lc__plain_name(to, name);
	*to++ = '\0';
	return to;
}

static char *put_number(char *to, uint64_t number)
{
	for (int i = NUMBER_BYTES; i-- > 0; number >>= 8)
		to[i] = (char)(unsigned char)(number & 0xFF);
	return to + NUMBER_BYTES;
}

static const char *take_name(const char *at, lc__cell *cell)
{
	lc__set_word(cell, true, at);
	return at + cell->text.size + 1;
}

static const char *take_number(const char *at, lc__cell *cell)
{
	uint64_t number = 0;
	for (int i = 0; i < NUMBER_BYTES; i++)
		number = number << 8 | (unsigned char)at[i];
	lc__set_integer(cell, true, number);
	return at + NUMBER_BYTES;
}

static lc_status add_file(lc__stage *self, lc__unpacker *from, lc_error *err)
{
	char *end;
	lc_view path = lc__take_bytes(from), member = lc__take_bytes(from);
	uint64_t bytes = lc__take_number(from), characters = lc__take_number(from), invalid = lc__take_number(from);
	lc_view encoding = lc__take_bytes(from);
	uint64_t documents = lc__take_number(from);
	lc_view word = lc__take_bytes(from);
	lc_status status = begin_key(self, path.size + member.size + encoding.size + word.size, &end, err);
	if (status != LIANGCE_OK)
		return status;
	end = put_name(put_name(end, path), member);
	end = put_number(put_number(put_number(end, bytes), characters), invalid);
	end = put_name(put_number(put_name(end, encoding), documents), word);
	self->totals.files++;
	self->totals.damaged += invalid > 0;
	self->totals.invalid += invalid;
	return lc__runs_add(&self->files, lc__stage_key(self, end), (lc_view){0}, err);
}

static lc_status add_failure(lc__stage *self, lc__unpacker *from, lc_error *err)
{
	char *end;
	lc_view names[4]; /* path, member, stage, error */
	size_t size = 0;
	for (size_t i = 0; i < 4; i++) {
		names[i] = lc__take_bytes(from);
		size += names[i].size;
	}
	lc_status status = begin_key(self, size, &end, err);
	for (size_t i = 0; i < 4 && status == LIANGCE_OK; i++)
		end = put_name(end, names[i]);
	self->totals.failures++;
	return status == LIANGCE_OK ? lc__runs_add(&self->failures, lc__stage_key(self, end), (lc_view){0}, err) : status;
}

lc_status lc__stage_add_files(lc__stage *self, const lc_tally *tally, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	lc__unpacker files = lc__unpack((lc_view){.data = tally->files.data, .size = tally->files.size});
	while (lc__more(&files) && status == LIANGCE_OK)
		status = add_file(self, &files, err);
	lc__unpacker failures = lc__unpack((lc_view){.data = tally->failures.data, .size = tally->failures.size});
	while (lc__more(&failures) && status == LIANGCE_OK)
		status = add_failure(self, &failures, err);
	return status;
}

/* ---------------------------------------------------------------- reading */

typedef struct reading {
	const lc__table *table;
	lc__row_callback callback;
	void *payload;
} reading;

static lc_status give(void *payload, lc_view key, lc_view value, lc_error *err)
{
	const reading *self = payload;
	lc__cell cells[LIANGCE_COLUMNS_MAX];
	const char *at = key.data;
	(void)value;
	for (size_t i = 0; i < self->table->column_count; i++) {
		bool number = self->table->columns[i].kind == LIANGCE_CELL_INTEGER;
		at = number ? take_number(at, &cells[i]) : take_name(at, &cells[i]);
	}
	return self->callback(self->payload, cells, self->table->column_count, err);
}

lc_status lc__stage_read_files(lc__stage *self, const lc__table *table, lc__row_callback callback, void *payload, lc_error *err)
{
	reading rows = {.table = table, .callback = callback, .payload = payload};
	return lc__runs_read(table->rows == LIANGCE_ROWS_FILES ? &self->files : &self->failures, give, &rows, err);
}
