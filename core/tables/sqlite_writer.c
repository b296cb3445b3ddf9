/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables as B-trees, built from the left and from the leaves up: see sqlite_writer.h. A page is written when it is full; what is
 * held are the page that is being filled and, for each level above, the children that have no page yet.
 */
#include "tables/sqlite_writer.h"

#include <errno.h>
#include <sqlite3.h> /* the number of its version stands in each file */
#include <string.h>
#include <unistd.h>

#include "tables/replace.h"
#include "tables/sqlite_record.h"

enum {
	PAGE = 4096,
	HEAD = 100, /* of the file, at the beginning of page 1 */
	LEAF = 13,  /* kinds of pages */
	INTERIOR = 5,
	LEAF_HEAD = 8,
	INTERIOR_HEAD = 12,
	POINTER = 2,                               /* to a cell in its page */
	CHILD = 4,                                 /* number of a page */
	LOCAL_MOST = PAGE - 35,                    /* of a record in its leaf; what is more goes on in pages of its own … */
	LOCAL_LEAST = (PAGE - 12) * 32 / 255 - 23, /* … and at least this stays */
	LOCK_PAGE = (1 << 30) / PAGE + 1,          /* never used: locks are on its bytes */
	FAN = (PAGE - INTERIOR_HEAD - HEAD) / (POINTER + CHILD + LIANGCE_VARINT), /* children of a page */
	DEPTH = 6,                                                                /* FAN^4 pages are more than a file can have */
	OUT = 16 * PAGE
};

#define RECORD_MAX ((size_t)1 << 30)

/* Children of one level that have no parent yet, with the last row under each. */
typedef struct level {
	uint32_t pages[2 * FAN];
	uint64_t rows[2 * FAN];
	size_t count;
} level;

/* The table that is being written. */
typedef struct tree {
	uint64_t row; /* the last */
	uint8_t leaf[PAGE];
	size_t cells;   /* in leaf; they grow from its end down to … */
	size_t content; /* … here */
	level levels[DEPTH];
} tree;

struct lc__sqlite_writer {
	lc__file file;
	bool open;
	uint32_t pages; /* that have a number */
	size_t held;    /* bytes in out */
	lc__buffer record;
	lc__buffer
	    schema;   /* of the tables that are done: root, sizes of name and statement, name, statement; then of the one begun */
	size_t begun; /* where in schema that begins */
	tree tree;
	uint8_t out[OUT];
};

/* ---------------------------------------------------------------- numbers */

static void put_16(uint8_t *to, size_t value)
{
	to[0] = (uint8_t)(value >> 8);
	to[1] = (uint8_t)value;
}

static void put_32(uint8_t *to, uint32_t value)
{
	uint32_t swapped = __builtin_bswap32(value);
	memcpy(to, &swapped, sizeof swapped);
}

/* ---------------------------------------------------------------- pages */

static lc_status write_out(lc__sqlite_writer *self, lc_error *err)
{
	bool done = lc__file_write((const char *)self->out, self->held, &self->file);
	self->held = 0;
	return done ? LIANGCE_OK : lc__fail_errno(err, LIANGCE_E_WRITE, self->file.path, self->file.sys_errno, "cannot be written");
}

static uint32_t next_page(const lc__sqlite_writer *self)
{
	return self->pages + (self->pages + 1 == LOCK_PAGE ? 2 : 1);
}

/* A page that is all zeros, to be filled at once: *page is valid until the next. */
static lc_status add_page(lc__sqlite_writer *self, uint8_t **page, uint32_t *number, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	uint32_t wanted = next_page(self);
	if (wanted < self->pages)
		return lc__fail_errno(err, LIANGCE_E_WRITE, self->file.path, EFBIG, "cannot be written");
	while (self->pages != wanted && status == LIANGCE_OK) {
		if (self->held == OUT)
			status = write_out(self, err);
		*page = self->out + self->held;
		memset(*page, 0, PAGE);
		self->held += PAGE;
		self->pages++;
	}
	*number = wanted;
	return status;
}

/* ---------------------------------------------------------------- levels */

/* An interior page over children [0, count), its header at page + at. */
static void fill_interior(uint8_t *page, size_t at, const level *from, size_t first, size_t count)
{
	size_t content = PAGE;
	for (size_t i = 0; i + 1 < count; i++) {
		uint8_t cell[CHILD + LIANGCE_VARINT];
		put_32(cell, from->pages[first + i]);
		size_t size = (size_t)(lc__put_varint(cell + CHILD, from->rows[first + i]) - cell);
		content -= size;
		memcpy(page + content, cell, size);
		put_16(page + at + INTERIOR_HEAD + POINTER * i, content);
	}
	page[at] = INTERIOR;
	put_16(page + at + 3, count - 1);
	put_16(page + at + 5, content);
	put_32(page + at + 8, from->pages[first + count - 1]);
}

/* Gives the first `count` children of a level a parent. */
static lc_status add_parent(lc__sqlite_writer *self, size_t depth, size_t count, lc_error *err);

static lc_status add_child(lc__sqlite_writer *self, size_t depth, uint32_t page, uint64_t row, lc_error *err)
{
	level *to = &self->tree.levels[depth];
	to->pages[to->count] = page;
	to->rows[to->count++] = row;
	return to->count == 2 * FAN ? add_parent(self, depth, FAN, err) : LIANGCE_OK;
}

static lc_status add_parent(lc__sqlite_writer *self, size_t depth, size_t count, lc_error *err)
{
	level *from = &self->tree.levels[depth];
	uint8_t *page;
	uint32_t number;
	lc_status status = add_page(self, &page, &number, err);
	if (status != LIANGCE_OK)
		return status;
	uint64_t last = from->rows[count - 1];
	fill_interior(page, 0, from, 0, count);
	from->count -= count;
	memmove(from->pages, from->pages + count, from->count * sizeof from->pages[0]);
	memmove(from->rows, from->rows + count, from->count * sizeof from->rows[0]);
	return add_child(self, depth + 1, number, last, err);
}

/* ---------------------------------------------------------------- leaves */

static void begin_tree(tree *self)
{
	self->row = 0;
	self->cells = 0;
	self->content = PAGE;
	for (size_t i = 0; i < DEPTH; i++)
		self->levels[i].count = 0;
}

static lc_status end_leaf(lc__sqlite_writer *self, lc_error *err)
{
	tree *from = &self->tree;
	uint8_t *page;
	uint32_t number;
	lc_status status = add_page(self, &page, &number, err);
	if (status != LIANGCE_OK)
		return status;
	page[0] = LEAF;
	put_16(page + 3, from->cells);
	put_16(page + 5, from->content);
	memcpy(page + LEAF_HEAD, from->leaf + LEAF_HEAD, POINTER * from->cells);
	memcpy(page + from->content, from->leaf + from->content, PAGE - from->content);
	from->cells = 0;
	from->content = PAGE;
	return add_child(self, 0, number, from->row, err);
}

/* What of a record does not stay in its leaf: pages that begin with the number of the next. */
static lc_status add_overflow(lc__sqlite_writer *self, const char *data, size_t size, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	while (size > 0 && status == LIANGCE_OK) {
		uint8_t *page;
		uint32_t number;
		size_t here = size < PAGE - CHILD ? size : PAGE - CHILD;
		status = add_page(self, &page, &number, err);
		if (status != LIANGCE_OK)
			break;
		put_32(page, here < size ? next_page(self) : 0);
		memcpy(page + CHILD, data, here);
		data += here;
		size -= here;
	}
	return status;
}

static size_t local_size(size_t size)
{
	if (size <= LOCAL_MOST)
		return size;
	size_t rest = LOCAL_LEAST + (size - LOCAL_LEAST) % (PAGE - CHILD);
	return rest <= LOCAL_MOST ? rest : LOCAL_LEAST;
}

/* The row that self->record holds. */
static lc_status add_record(lc__sqlite_writer *self, lc_error *err)
{
	tree *to = &self->tree;
	size_t size = self->record.size, local = local_size(size);
	uint8_t head[2 * LIANGCE_VARINT];
	size_t head_size = (size_t)(lc__put_varint(lc__put_varint(head, size), to->row + 1) - head);
	size_t cell = head_size + local + (local < size ? CHILD : 0);
	lc_status status = LIANGCE_OK;
	if (LEAF_HEAD + POINTER * (to->cells + 1) + cell > to->content)
		status = end_leaf(self, err);
	uint32_t overflow = next_page(self);
	if (status == LIANGCE_OK && local < size)
		status = add_overflow(self, self->record.data + local, size - local, err);
	if (status != LIANGCE_OK)
		return status;
	to->row++;
	to->content -= cell;
	put_16(to->leaf + LEAF_HEAD + POINTER * to->cells++, to->content);
	uint8_t *at = to->leaf + to->content;
	memcpy(at, head, head_size);
	memcpy(at + head_size, self->record.data, local);
	if (local < size)
		put_32(at + head_size + local, overflow);
	return LIANGCE_OK;
}

/* The rest of the tree; *top is the level whose children have no parent. */
static lc_status end_tree(lc__sqlite_writer *self, size_t *top, bool to_root, lc_error *err)
{
	level *levels = self->tree.levels;
	lc_status status = self->tree.cells > 0 || levels[0].count == 0 ? end_leaf(self, err) : LIANGCE_OK;
	size_t depth = 0;
	while (status == LIANGCE_OK &&
	       (levels[depth].count > FAN || levels[depth + 1].count > 0 || (to_root && levels[depth].count > 1))) {
		if (levels[depth].count > FAN)
			status = add_parent(self, depth, levels[depth].count / 2, err);
		if (status == LIANGCE_OK)
			status = add_parent(self, depth, levels[depth].count, err);
		depth++;
	}
	*top = depth;
	return status;
}

lc_status lc__sqlite_writer_add(lc__sqlite_writer *self, const lc__cell *cells, size_t count, lc_error *err)
{
	lc_status status = lc__sqlite_record(&self->record, cells, count, err);
	return status == LIANGCE_OK ? add_record(self, err) : status;
}

/* ---------------------------------------------------------------- tables */

/* A table in self->schema; its name and statement follow, each with its NUL. */
typedef struct entry {
	uint32_t root;
	uint32_t name_size, create_size;
} entry;

lc_status lc__sqlite_writer_begin(lc__sqlite_writer *self, const char *name, const char *create, lc_error *err)
{
	entry new = {.name_size = (uint32_t)strlen(name), .create_size = (uint32_t)strlen(create)};
	self->begun = self->schema.size;
	lc_status status = lc__buffer_append(&self->schema, &new, sizeof new, err);
	if (status == LIANGCE_OK)
		status = lc__buffer_append(&self->schema, name, new.name_size, err);
	if (status == LIANGCE_OK)
		status = lc__buffer_append(&self->schema, create, new.create_size, err);
	begin_tree(&self->tree);
	return status;
}

lc_status lc__sqlite_writer_end_table(lc__sqlite_writer *self, lc_error *err)
{
	size_t top;
	lc_status status = end_tree(self, &top, true, err);
	if (status != LIANGCE_OK)
		return status;
	memcpy(self->schema.data + self->begun + offsetof(entry, root), &self->tree.levels[top].pages[0], sizeof(uint32_t));
	return LIANGCE_OK;
}

static lc__cell text_cell(const char *data, size_t size)
{
	return (lc__cell){.kind = LIANGCE_CELL_TEXT, .text = {.data = data, .size = size}};
}

static lc_status add_schema(lc__sqlite_writer *self, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	begin_tree(&self->tree);
	for (size_t at = 0; at < self->schema.size && status == LIANGCE_OK;) {
		entry table;
		memcpy(&table, self->schema.data + at, sizeof table);
		const char *name = self->schema.data + at + sizeof table;
		const lc__cell cells[] = {
		    text_cell("table", 5),
		    text_cell(name, table.name_size),
		    text_cell(name, table.name_size),
		    {.kind = LIANGCE_CELL_INTEGER, .integer = table.root},
		    text_cell(name + table.name_size, table.create_size),
		};
		status = lc__sqlite_writer_add(self, cells, sizeof cells / sizeof cells[0], err);
		at += sizeof table + table.name_size + table.create_size;
	}
	return status;
}

/* Page 1: the header of the file, and over the leaves of the schema its root, which may have a single child there. */
static void fill_first(const lc__sqlite_writer *self, uint8_t page[PAGE], const level *leaves)
{
	static const uint8_t fixed[] = {PAGE >> 8, PAGE & 0xFF, 1,  1,
	                                0,         64,          32, 32}; /* from byte 16 on: page size, versions, fractions */
	memset(page, 0, PAGE);
	memcpy(page, "SQLite format 3", 16);
	memcpy(page + 16, fixed, sizeof fixed);
	put_32(page + 24, 1); /* changes */
	put_32(page + 28, self->pages);
	put_32(page + 40, 1); /* schema cookie */
	put_32(page + 44, 4); /* schema format */
	put_32(page + 56, 1); /* UTF-8 */
	put_32(page + 60, LIANGCE_SCHEMA_VERSION);
	put_32(page + 68, LIANGCE_APPLICATION_ID);
	put_32(page + 92, 1); /* as of this change the size is right */
	put_32(page + 96, SQLITE_VERSION_NUMBER);
	fill_interior(page, HEAD, leaves, 0, leaves->count);
}

/* ---------------------------------------------------------------- the file */

lc_status lc__sqlite_writer_new(lc__sqlite_writer **out, const char *path, lc_error *err)
{
	lc__sqlite_writer *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	lc__buffer_init(&self->record, RECORD_MAX);
	lc__buffer_init(&self->schema, RECORD_MAX);
	lc_status status = lc__file_create(&self->file, path, err);
	self->open = status == LIANGCE_OK;
	uint8_t *first;
	uint32_t number;
	if (status == LIANGCE_OK)
		status = add_page(self, &first, &number, err); /* its place: it is written last */
	if (status == LIANGCE_OK)
		*out = self;
	else
		lc__sqlite_writer_free(self);
	return status;
}

void lc__sqlite_writer_free(lc__sqlite_writer *self)
{
	if (self == NULL)
		return;
	if (self->open)
		lc__file_close(&self->file, NULL);
	lc__buffer_release(&self->record);
	lc__buffer_release(&self->schema);
	lc__free(self);
}

lc_status lc__sqlite_writer_end(lc__sqlite_writer *self, lc_error *err)
{
	size_t top = 0;
	lc_status status = add_schema(self, err);
	if (status == LIANGCE_OK)
		status = end_tree(self, &top, false, err);
	if (status == LIANGCE_OK)
		status = write_out(self, err);
	if (status != LIANGCE_OK)
		return status;
	if (lseek(self->file.descriptor, 0, SEEK_SET) != 0)
		return lc__fail_errno(err, LIANGCE_E_WRITE, self->file.path, errno, "cannot be written");
	fill_first(self, self->out, &self->tree.levels[top]);
	self->held = PAGE;
	status = write_out(self, err);
	if (status != LIANGCE_OK)
		return status;
	self->open = false;
	return lc__file_close(&self->file, err);
}
