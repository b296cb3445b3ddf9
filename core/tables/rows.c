/* SPDX-License-Identifier: Apache-2.0 */
/*
 * CSV and JSONL: see rows.h. CSV is RFC 4180 with LF: a field is quoted only where it must be. JSONL escapes only what JSON
 * demands; text stays UTF-8. Numbers are plain in both, decimals with all their digits.
 */
#include "tables/rows.h"

#include <string.h>

#define OUT_BYTES ((size_t)1 << 16) /* handed on when it holds this much */
#define OUT_BYTES_MAX ((size_t)1 << 31)
#define INTEGER_CHARS 24U

void lc__rows_init(lc__rows *self, lc_format format, lc_sink sink, void *payload)
{
	*self = (lc__rows){.format = format, .sink = sink, .payload = payload};
	lc__buffer_init(&self->out, OUT_BYTES_MAX);
	lc__buffer_init(&self->keys, OUT_BYTES_MAX);
}

void lc__rows_release(lc__rows *self)
{
	lc__buffer_release(&self->out);
	lc__buffer_release(&self->keys);
}

static char *put_integer(char *to, int64_t value)
{
	char reversed[INTEGER_CHARS];
	size_t count = 0;
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
	do
		reversed[count++] = (char)('0' + (int)(rest % 10));
	while ((rest /= 10) != 0);
	if (value < 0)
		*to++ = '-';
	while (count > 0)
		*to++ = reversed[--count];
	return to;
}

static char *put_plain(char *to, lc_view text)
{
	if (text.size != 0)
		memcpy(to, text.data, text.size);
	return to + text.size;
}

static char *put_csv_text(char *to, lc_view text)
{
	bool quoted = false;
	for (size_t i = 0; i < text.size && !quoted; i++)
		quoted = text.data[i] == ',' || text.data[i] == '"' || text.data[i] == '\n' || text.data[i] == '\r';
	if (!quoted)
		return put_plain(to, text);
	*to++ = '"';
	for (size_t i = 0; i < text.size; i++) {
		if (text.data[i] == '"')
			*to++ = '"';
		*to++ = text.data[i];
	}
	*to++ = '"';
	return to;
}

static char *put_json_text(char *to, lc_view text)
{
	static const char digits[] = "0123456789abcdef";
	*to++ = '"';
	for (size_t i = 0; i < text.size; i++) {
		unsigned char byte = (unsigned char)text.data[i];
		if (byte >= 0x20 && byte != '"' && byte != '\\') {
			*to++ = (char)byte;
			continue;
		}
		*to++ = '\\';
		if (byte == '"' || byte == '\\') {
			*to++ = (char)byte;
		} else if (byte == '\n' || byte == '\r' || byte == '\t') {
			*to++ = byte == '\n' ? 'n' : byte == '\r' ? 'r' : 't';
		} else {
			memcpy(to, "u00", 3);
			to[3] = digits[byte >> 4];
			to[4] = digits[byte & 15];
			to += 5;
		}
	}
	*to++ = '"';
	return to;
}

lc_status lc__rows_end(lc__rows *self, lc_error *err)
{
	size_t size = self->out.size;
	self->out.size = 0;
	if (size != 0 && !self->sink(self->out.data, size, self->payload))
		return lc__fail(err, LIANGCE_E_WRITE, "the output takes no more");
	return LIANGCE_OK;
}

static lc_status add_key(lc__rows *self, const char *name, lc_error *err)
{
	lc_view view = {.data = name, .size = strlen(name)};
	lc_status status = lc__buffer_reserve(&self->keys, 6 * view.size + 4, err);
	if (status != LIANGCE_OK)
		return status;
	char *start = self->keys.data + self->keys.size, *end = start;
	if (self->column_count != 0)
		*end++ = ',';
	end = self->format == LIANGCE_FORMAT_CSV ? put_csv_text(end, view) : put_json_text(end, view);
	if (self->format == LIANGCE_FORMAT_JSONL)
		*end++ = ':';
	self->keys.size += (size_t)(end - start);
	self->key_ends[self->column_count++] = self->keys.size;
	return LIANGCE_OK;
}

lc_status lc__rows_begin(lc__rows *self, const char *const *names, size_t count, lc_error *err)
{
	if (count > LIANGCE_COLUMNS_MAX)
		return lc__fail(err, LIANGCE_E_TOO_LARGE, "more than %u columns", LIANGCE_COLUMNS_MAX);
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++)
		status = add_key(self, names[i], err);
	if (status == LIANGCE_OK && self->format == LIANGCE_FORMAT_CSV)
		status = lc__buffer_append(&self->out, self->keys.data, self->keys.size, err);
	if (status == LIANGCE_OK && self->format == LIANGCE_FORMAT_CSV)
		status = lc__buffer_append(&self->out, "\n", 1, err);
	return status;
}

lc_status lc__rows_table(lc__rows *self, const lc__table *table, const char *const *groups, size_t group_count, lc_error *err)
{
	const char *names[LIANGCE_COLUMNS_MAX];
	size_t count = 0;
	for (size_t i = 0; i < group_count && table->grouped; i++)
		names[count++] = groups[i];
	for (size_t i = 0; i < table->column_count; i++)
		names[count++] = table->columns[i].name;
	return lc__rows_begin(self, names, count, err);
}

static char *put_csv_row(char *to, const lc__cell *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i != 0)
			*to++ = ',';
		if (cells[i].null)
			continue;
		if (cells[i].kind == LIANGCE_CELL_INTEGER)
			to = put_integer(to, cells[i].integer);
		else if (cells[i].kind == LIANGCE_CELL_DECIMAL)
			to = put_plain(to, cells[i].text);
		else
			to = put_csv_text(to, cells[i].text);
	}
	return to;
}

static char *put_json_row(const lc__rows *self, char *to, const lc__cell *cells, size_t count)
{
	size_t key = 0;
	*to++ = '{';
	for (size_t i = 0; i < count; i++) {
		to = put_plain(to, (lc_view){.data = self->keys.data + key, .size = self->key_ends[i] - key});
		key = self->key_ends[i];
		if (cells[i].null)
			to = put_plain(to, (lc_view){.data = "null", .size = 4});
		else if (cells[i].kind == LIANGCE_CELL_INTEGER)
			to = put_integer(to, cells[i].integer);
		else if (cells[i].kind == LIANGCE_CELL_DECIMAL)
			to = put_plain(to, cells[i].text);
		else
			to = put_json_text(to, cells[i].text);
	}
	*to++ = '}';
	return to;
}

lc_status lc__rows_add(void *rows, const lc__cell *cells, size_t count, lc_error *err)
{
	lc__rows *self = rows;
	size_t room = self->keys.size + 4; /* brackets, line end */
	for (size_t i = 0; i < count; i++) /* a control character takes 6 in JSON */
		room += INTEGER_CHARS + (cells[i].kind == LIANGCE_CELL_INTEGER ? 0 : 6 * cells[i].text.size);
	lc_status status = lc__buffer_reserve(&self->out, room, err);
	if (status != LIANGCE_OK)
		return status;
	char *start = self->out.data + self->out.size;
	char *end = self->format == LIANGCE_FORMAT_CSV ? put_csv_row(start, cells, count) : put_json_row(self, start, cells, count);
	*end++ = '\n';
	self->out.size += (size_t)(end - start);
	return self->out.size < OUT_BYTES ? LIANGCE_OK : lc__rows_end(self, err);
}
