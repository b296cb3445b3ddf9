/* SPDX-License-Identifier: Apache-2.0 */
/* Rows as records of SQLite, and what tells of the tables: see sqlite_file.h. */
#include "tables/sqlite_file.h"

#include <string.h>

#include "tables/btree.h"
#include "tables/number.h"

#define RECORD_BYTES_MAX ((size_t)1 << 30)
/* The format is that of SQLite 3.7.0, from which on the number of pages stands in the head: any later one reads it. */
#define FORMAT_OF 3007000U

struct lc__sqlite_file {
	lc__file file;
	lc__buffer record;
	lc__buffer sql; /* of the table that is being written, its name before it */
	size_t name_size;
	lc__tree rows;
	lc__tree schema;
	lc__pages pages;
};

/* ---------------------------------------------------------------- records */

/* What stands for a cell in a record: its type, and its bytes. */
typedef struct value {
	uint64_t type;
	size_t size;
	uint64_t bits;    /* the number, or … */
	const char *text; /* … the text, NULL where there is none */
} value;

static value integer_value(int64_t number)
{
	static const unsigned char sizes[] = {1, 2, 3, 4, 6}; /* types 1 to 5; 6 has 8 bytes */
	if (number == 0 || number == 1)
		return (value){.type = number == 0 ? 8 : 9};
	uint64_t magnitude = (uint64_t)(number < 0 ? ~number : number);
	for (unsigned i = 0; i < sizeof sizes; i++)
		if (magnitude >> (8 * sizes[i] - 1) == 0)
			return (value){.type = i + 1, .size = sizes[i], .bits = (uint64_t)number};
	return (value){.type = 6, .size = 8, .bits = (uint64_t)number};
}

static value real_value(double number)
{
	value real = {.type = 7, .size = 8};
	memcpy(&real.bits, &number, sizeof number);
	return real;
}

static value value_of(const lc__cell *cell)
{
	if (cell->null)
		return (value){0};
	if (cell->kind == LIANGCE_CELL_INTEGER)
		return integer_value(cell->integer);
	if (cell->kind == LIANGCE_CELL_DECIMAL) {
		lc__number number = lc__number_of(cell->text);
		if (number.kind != LIANGCE_NUMBER_TEXT)
			return number.kind == LIANGCE_NUMBER_REAL ? real_value(number.real) : integer_value(number.whole);
	}
	return (value){
	    .type = 13 + 2 * cell->text.size, .size = cell->text.size, .text = cell->text.size == 0 ? "" : cell->text.data};
}

static size_t varint_size(uint64_t number)
{
	char bytes[LIANGCE_VARINT_BYTES];
	return (size_t)(lc__put_varint(bytes, number) - bytes);
}

/* A record is the types of its values, with their own size before them, and then the values. */
static lc_status make_record(lc__buffer *out, const lc__cell *cells, size_t count, lc_error *err)
{
	value values[LIANGCE_COLUMNS_MAX];
	char types[LIANGCE_COLUMNS_MAX * LIANGCE_VARINT_BYTES], *types_end = types;
	size_t size = 0;
	for (size_t i = 0; i < count; i++) {
		values[i] = value_of(&cells[i]);
		types_end = lc__put_varint(types_end, values[i].type);
		size += values[i].size;
	}
	size_t types_size = (size_t)(types_end - types), head_size = types_size + 1;
	head_size = types_size + varint_size(head_size); /* two bytes are enough, and one more is no reason for a third */
	out->size = 0;
	lc_status status = lc__buffer_reserve(out, head_size + size, err);
	if (status != LIANGCE_OK)
		return status;
	char *to = lc__put_varint(out->data, head_size);
	memcpy(to, types, types_size);
	to += types_size;
	for (size_t i = 0; i < count; i++) {
		if (values[i].text != NULL)
			memcpy(to, values[i].text, values[i].size);
		else if (values[i].size != 0)
			lc__put_big(to, values[i].bits, (unsigned)values[i].size);
		to += values[i].size;
	}
	out->size = head_size + size;
	return LIANGCE_OK;
}

static lc_status add(lc__sqlite_file *self, lc__tree *tree, const lc__cell *cells, size_t count, lc_error *err)
{
	lc_status status = make_record(&self->record, cells, count, err);
	lc_view record = {.data = self->record.data, .size = self->record.size};
	return status == LIANGCE_OK ? lc__tree_add(tree, &self->pages, record, err) : status;
}

/* ---------------------------------------------------------------- the file */

static void put_file_head(char page[LIANGCE_PAGE_BYTES], uint32_t page_count)
{
	static const struct {
		unsigned bytes;
		uint32_t number;
	} fields[] = {
	    {2, LIANGCE_PAGE_BYTES},
	    {1, 1},
	    {1, 1},
	    {1, 0},
	    {1, 64},
	    {1, 32},
	    {1, 32}, /* the only values there are */
	    {4, 1},  /* changes of the file */
	    {4, 0},  /* page_count, below */
	    {4, 0},
	    {4, 0}, /* no free pages */
	    {4, 1}, /* changes of the schema */
	    {4, 4}, /* format of the schema */
	    {4, 0},
	    {4, 0},
	    {4, 1}, /* UTF-8 */
	    {4, LIANGCE_SCHEMA_VERSION},
	    {4, 0},
	    {4, LIANGCE_APPLICATION_ID},
	    {4, 0},
	    {4, 0},
	    {4, 0},
	    {4, 0},
	    {4, 0},
	    {4, 1}, /* for which change of the file the number of pages holds */
	    {4, FORMAT_OF},
	};
	static const char name[16] = "SQLite format 3";
	enum { PAGE_COUNT_AT = 28 };
	memcpy(page, name, sizeof name);
	char *to = page + sizeof name;
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		to = lc__put_big(to, fields[i].number, fields[i].bytes);
	lc__put_big(page + PAGE_COUNT_AT, page_count, 4);
}

/* The first page holds the list of tables, or the top of its tree. */
static lc_status make_first_page(lc__sqlite_file *self, char page[LIANGCE_PAGE_BYTES], lc_error *err)
{
	lc_status status = lc__tree_end(&self->schema, &self->pages, page, err);
	put_file_head(page, self->pages.count == 0 ? 1 : self->pages.count);
	return status;
}

lc_status lc__sqlite_file_new(lc__sqlite_file **out, const char *path, lc_error *err)
{
	char page[LIANGCE_PAGE_BYTES];
	lc__sqlite_file *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	lc__buffer_init(&self->record, RECORD_BYTES_MAX);
	lc__buffer_init(&self->sql, RECORD_BYTES_MAX);
	lc__tree_begin(&self->schema, LIANGCE_FILE_HEAD);
	lc_status status = lc__file_create(&self->file, path, err);
	if (status != LIANGCE_OK) {
		lc__free(self);
		return status;
	}
	status = make_first_page(self, page, err);
	lc__tree_begin(&self->schema, LIANGCE_FILE_HEAD);
	if (status == LIANGCE_OK)
		status = lc__pages_begin(&self->pages, &self->file, page, err);
	if (status == LIANGCE_OK)
		*out = self;
	else
		lc__sqlite_file_free(self);
	return status;
}

void lc__sqlite_file_free(lc__sqlite_file *self)
{
	if (self == NULL)
		return;
	if (self->file.path != NULL)
		lc__file_close(&self->file, NULL);
	lc__buffer_release(&self->record);
	lc__buffer_release(&self->sql);
	lc__free(self);
}

lc_status lc__sqlite_file_begin_table(lc__sqlite_file *self, const char *name, lc_view sql, lc_error *err)
{
	lc__tree_begin(&self->rows, 0);
	self->sql.size = 0;
	self->name_size = strlen(name);
	lc_status status = lc__buffer_append(&self->sql, name, self->name_size, err);
	return status == LIANGCE_OK ? lc__buffer_append(&self->sql, sql.data, sql.size, err) : status;
}

lc_status lc__sqlite_file_add(lc__sqlite_file *self, const lc__cell *cells, size_t count, lc_error *err)
{
	return add(self, &self->rows, cells, count, err);
}

lc_status lc__sqlite_file_end_table(lc__sqlite_file *self, lc_error *err)
{
	char page[LIANGCE_PAGE_BYTES];
	uint32_t root = 0;
	lc_status status = lc__tree_end(&self->rows, &self->pages, page, err);
	if (status == LIANGCE_OK)
		status = lc__pages_put(&self->pages, page, &root, err);
	lc_view name = {.data = self->sql.data, .size = self->name_size};
	const lc__cell cells[] = {
	    {.kind = LIANGCE_CELL_TEXT, .text = {.data = "table", .size = 5}},
	    {.kind = LIANGCE_CELL_TEXT, .text = name},
	    {.kind = LIANGCE_CELL_TEXT, .text = name},
	    {.kind = LIANGCE_CELL_INTEGER, .integer = root},
	    {.kind = LIANGCE_CELL_TEXT,
	     .text = {.data = self->sql.data + self->name_size, .size = self->sql.size - self->name_size}},
	};
	return status == LIANGCE_OK ? add(self, &self->schema, cells, sizeof cells / sizeof cells[0], err) : status;
}

lc_status lc__sqlite_file_end(lc__sqlite_file *self, lc_error *err)
{
	char page[LIANGCE_PAGE_BYTES];
	lc_status status = make_first_page(self, page, err);
	if (status == LIANGCE_OK)
		status = lc__pages_end(&self->pages, page, err);
	lc_status closed = lc__file_close(&self->file, status == LIANGCE_OK ? err : NULL);
	return status == LIANGCE_OK ? closed : status;
}
