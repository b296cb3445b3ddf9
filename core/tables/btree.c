/* SPDX-License-Identifier: Apache-2.0 */
/* Trees of pages as SQLite reads them: see btree.h. */
#include "tables/btree.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define PAGES_MAX 0x3FFFFFFEU /* what SQLite takes unless it is told otherwise */
#define LEAF_HEAD 8U
#define INNER_HEAD 12U
/* A record of up to so many bytes stands in its leaf; a longer one goes on in pages of its own. */
#define LOCAL_MOST (LIANGCE_PAGE_BYTES - 35)
#define LOCAL_LEAST ((LIANGCE_PAGE_BYTES - 12) * 32 / 255 - 23)
#define CHAINED_BYTES (LIANGCE_PAGE_BYTES - 4)

enum { INNER_PAGE = 5, LEAF_PAGE = 13 };

char *lc__put_big(char *to, uint64_t number, unsigned bytes)
{
	for (unsigned i = bytes; i-- > 0; number >>= 8)
		to[i] = (char)(unsigned char)(number & 0xFF);
	return to + bytes;
}

char *lc__put_varint(char *to, uint64_t number)
{
	unsigned shift = 0;
	while (shift < 7 * (LIANGCE_VARINT_BYTES - 1) && number >> (shift + 7) != 0)
		shift += 7;
	for (; shift > 0; shift -= 7)
		*to++ = (char)(unsigned char)(0x80 | (number >> shift & 0x7F));
	*to++ = (char)(number & 0x7F);
	return to;
}

/* ---------------------------------------------------------------- pages */

static lc_status refused(const lc__pages *self, int reason, lc_error *err)
{
	return lc__fail_errno(err, LIANGCE_E_WRITE, self->file->path, reason, "cannot be written");
}

static lc_status write_held(lc__pages *self, lc_error *err)
{
	bool written = lc__file_write(self->held, self->held_size, self->file);
	self->held_size = 0;
	return written ? LIANGCE_OK : refused(self, self->file->sys_errno, err);
}

static lc_status hold(lc__pages *self, const char page[LIANGCE_PAGE_BYTES], lc_error *err)
{
	lc_status status = self->held_size == sizeof self->held ? write_held(self, err) : LIANGCE_OK;
	memcpy(self->held + self->held_size, page, LIANGCE_PAGE_BYTES);
	self->held_size += LIANGCE_PAGE_BYTES;
	self->count++;
	return status;
}

lc_status lc__pages_begin(lc__pages *self, lc__file *file, const char first[LIANGCE_PAGE_BYTES], lc_error *err)
{
	self->file = file;
	self->count = 0;
	self->held_size = 0;
	lc_status status = hold(self, first, err);
	return status == LIANGCE_OK ? write_held(self, err) : status;
}

lc_status lc__pages_end(lc__pages *self, const char first[LIANGCE_PAGE_BYTES], lc_error *err)
{
	lc_status status = write_held(self, err);
	if (status == LIANGCE_OK && lseek(self->file->descriptor, 0, SEEK_SET) != 0)
		status = refused(self, errno, err);
	if (status != LIANGCE_OK)
		return status;
	memcpy(self->held, first, LIANGCE_PAGE_BYTES);
	self->held_size = LIANGCE_PAGE_BYTES;
	return write_held(self, err);
}

/* The number of the page that comes behind this one. */
static uint32_t following(uint32_t number)
{
	return number + 1 == LIANGCE_LOCK_PAGE ? number + 2 : number + 1;
}

lc_status lc__pages_put(lc__pages *self, const char page[LIANGCE_PAGE_BYTES], uint32_t *number, lc_error *err)
{
	static const char nothing[LIANGCE_PAGE_BYTES];
	if (self->count >= PAGES_MAX)
		return lc__fail(err, LIANGCE_E_TOO_LARGE, "more than %u pages", PAGES_MAX);
	lc_status status = self->count + 1 == LIANGCE_LOCK_PAGE ? hold(self, nothing, err) : LIANGCE_OK;
	if (status == LIANGCE_OK)
		status = hold(self, page, err);
	*number = self->count;
	return status;
}

/* ---------------------------------------------------------------- trees */

void lc__tree_begin(lc__tree *self, uint32_t head)
{
	self->head = head;
	self->row_count = 0;
	self->cell_count = 0;
	self->cells_start = LIANGCE_PAGE_BYTES;
	for (size_t i = 0; i < LIANGCE_TREE_LEVELS; i++)
		self->levels[i].count = 0;
}

/* Where the offsets of the leaf's cells end: they are written as cells come in, and what stands before them when it is full. */
static size_t offsets_end(const lc__tree *self)
{
	return self->head + LEAF_HEAD + (size_t)self->cell_count * 2;
}

/* What tells of a page stands at its beginning, or behind the head that only the page at which the tree begins has. */
static void put_page_head(char *at, unsigned kind, uint32_t cell_count, size_t cells_start)
{
	at = lc__put_big(at, kind, 1);
	at = lc__put_big(at, 0, 2);
	at = lc__put_big(at, cell_count, 2);
	at = lc__put_big(at, cells_start, 2);
	lc__put_big(at, 0, 1);
}

static void complete_leaf(lc__tree *self, uint32_t head)
{
	char *offsets = self->leaf + head + LEAF_HEAD;
	size_t size = (size_t)self->cell_count * 2, end = head + LEAF_HEAD + size;
	memmove(offsets, self->leaf + self->head + LEAF_HEAD, size);
	put_page_head(self->leaf + head, LEAF_PAGE, self->cell_count, self->cells_start);
	memset(self->leaf, 0, head);
	memset(self->leaf + end, 0, self->cells_start - end);
	self->cell_count = 0;
	self->cells_start = LIANGCE_PAGE_BYTES;
}

/* A page that refers to the first `count` pages of a level. */
static void make_inner(const lc__tree_level *level, uint32_t count, uint32_t head, char page[LIANGCE_PAGE_BYTES])
{
	size_t start = LIANGCE_PAGE_BYTES;
	char *offsets = page + head + INNER_HEAD;
	memset(page, 0, LIANGCE_PAGE_BYTES);
	for (uint32_t i = 0; i + 1 < count; i++) {
		char cell[4 + LIANGCE_VARINT_BYTES];
		size_t size = (size_t)(lc__put_varint(lc__put_big(cell, level->pages[i], 4), level->rows[i]) - cell);
		start -= size;
		memcpy(page + start, cell, size);
		offsets = lc__put_big(offsets, start, 2);
	}
	put_page_head(page + head, INNER_PAGE, count - 1, start);
	lc__put_big(page + head + LEAF_HEAD, level->pages[count - 1], 4); /* the last has no row beside it */
}

/*
 * A page of a level is known, with its last row. Where the level is full, all but the last of its pages go to one page of the level above:
 * so none of these ever refers to less than two.
 */
static lc_status add_child(lc__tree *self, lc__pages *pages, lc__tree_level *level, uint32_t page, uint64_t row, lc_error *err)
{
	for (; level < self->levels + LIANGCE_TREE_LEVELS; level++) {
		uint32_t kept = LIANGCE_PAGE_CHILDREN - 1, above = 0;
		uint64_t last = level->rows[kept - 1];
		bool full = level->count == LIANGCE_PAGE_CHILDREN;
		if (full) {
			char inner[LIANGCE_PAGE_BYTES];
			make_inner(level, kept, 0, inner);
			lc_status status = lc__pages_put(pages, inner, &above, err);
			if (status != LIANGCE_OK)
				return status;
			level->pages[0] = level->pages[kept];
			level->rows[0] = level->rows[kept];
			level->count = 1;
		}
		level->pages[level->count] = page;
		level->rows[level->count++] = row;
		if (!full)
			break;
		page = above;
		row = last;
	}
	return LIANGCE_OK;
}

static lc_status end_leaf(lc__tree *self, lc__pages *pages, lc_error *err)
{
	uint32_t page;
	complete_leaf(self, 0);
	lc_status status = lc__pages_put(pages, self->leaf, &page, err);
	return status == LIANGCE_OK ? add_child(self, pages, self->levels, page, self->row_count, err) : status;
}

/* How much of a record stands in its leaf: so much that the rest fills its pages, where that can be. */
static size_t local_size(size_t size)
{
	size_t local = size <= LOCAL_MOST ? size : LOCAL_LEAST + (size - LOCAL_LEAST) % CHAINED_BYTES;
	return local <= LOCAL_MOST ? local : LOCAL_LEAST;
}

/* Pages that each begin with the number of the next. */
static lc_status put_chain(lc__pages *pages, lc_view rest, uint32_t *first, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	*first = following(pages->count);
	while (rest.size > 0 && status == LIANGCE_OK) {
		char page[LIANGCE_PAGE_BYTES] = {0};
		size_t size = rest.size < CHAINED_BYTES ? rest.size : CHAINED_BYTES;
		uint32_t number = following(pages->count);
		memcpy(lc__put_big(page, rest.size > size ? following(number) : 0, 4), rest.data, size);
		status = lc__pages_put(pages, page, &number, err);
		rest = (lc_view){.data = rest.data + size, .size = rest.size - size};
	}
	return status;
}

lc_status lc__tree_add(lc__tree *self, lc__pages *pages, lc_view record, lc_error *err)
{
	char head[2 * LIANGCE_VARINT_BYTES];
	size_t head_size = (size_t)(lc__put_varint(lc__put_varint(head, record.size), self->row_count + 1) - head);
	size_t local = local_size(record.size), size = head_size + local + (local < record.size ? 4 : 0);
	lc_status status = LIANGCE_OK;
	if (offsets_end(self) + 2 + size > self->cells_start)
		status = end_leaf(self, pages, err);
	uint32_t chain = 0;
	if (status == LIANGCE_OK && local < record.size)
		status = put_chain(pages, (lc_view){record.data + local, record.size - local}, &chain, err);
	if (status != LIANGCE_OK)
		return status;
	assert(offsets_end(self) + 2 + size <= self->cells_start);
	self->cells_start -= size;
	char *to = self->leaf + self->cells_start;
	memcpy(to, head, head_size);
	memcpy(to + head_size, record.data, local);
	if (local < record.size)
		lc__put_big(to + head_size + local, chain, 4);
	lc__put_big(self->leaf + offsets_end(self), self->cells_start, 2);
	self->cell_count++;
	self->row_count++;
	return LIANGCE_OK;
}

lc_status lc__tree_end(lc__tree *self, lc__pages *pages, char root[LIANGCE_PAGE_BYTES], lc_error *err)
{
	lc__tree_level *level = self->levels;
	if (level->count == 0) {
		complete_leaf(self, self->head);
		memcpy(root, self->leaf, LIANGCE_PAGE_BYTES);
		return LIANGCE_OK;
	}
	lc_status status = end_leaf(self, pages, err);
	for (; level + 1 < self->levels + LIANGCE_TREE_LEVELS && level[1].count != 0 && status == LIANGCE_OK; level++) {
		uint32_t page;
		make_inner(level, level->count, 0, root);
		status = lc__pages_put(pages, root, &page, err);
		if (status == LIANGCE_OK)
			status = add_child(self, pages, level + 1, page, self->row_count, err);
	}
	make_inner(level, level->count, self->head, root);
	return status;
}
