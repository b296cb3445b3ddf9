/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables in SQLite's file format, filled from the first row to the last: a page is written once, when it is full, and nothing is
 * looked for. Knows pages and trees, not what is in a row: sqlite_file.c does. The format is told at
 * https://www.sqlite.org/fileformat2.html.
 */
#ifndef LIANGCE_BTREE_H
#define LIANGCE_BTREE_H

#include "tables/file_sink.h"

#define LIANGCE_PAGE_BYTES 4096U
#define LIANGCE_FILE_HEAD 100U /* stands at the beginning of page 1 */
/* SQLite's locks are on bytes of this page: it is never used. */
#define LIANGCE_LOCK_PAGE (0x40000000U / LIANGCE_PAGE_BYTES + 1)
/* What a page above the leaves refers to at most, with room for the longest row number and the file's head. */
#define LIANGCE_PAGE_CHILDREN ((LIANGCE_PAGE_BYTES - LIANGCE_FILE_HEAD - 12) / 14)
#define LIANGCE_TREE_LEVELS 4 /* above the leaves: more pages than can be numbered */

/* The pages of a file, the first of which is written last. */
typedef struct lc__pages {
	lc__file *file;
	uint32_t count;
	size_t held_size; /* not written yet */
	char held[16 * LIANGCE_PAGE_BYTES];
} lc__pages;

/* Pages of one level that the level above does not know yet, each with its last row. */
typedef struct lc__tree_level {
	uint32_t count;
	uint32_t pages[LIANGCE_PAGE_CHILDREN];
	uint64_t rows[LIANGCE_PAGE_CHILDREN];
} lc__tree_level;

/* A table that is being filled. */
typedef struct lc__tree {
	uint32_t head; /* bytes that are kept free at the beginning of the page at which the tree begins: any may become it */
	uint64_t row_count;
	uint32_t cell_count; /* in the leaf */
	size_t cells_start;  /* cells are put in from the end of the page on */
	char leaf[LIANGCE_PAGE_BYTES];
	lc__tree_level levels[LIANGCE_TREE_LEVELS];
} lc__tree;

/* `first` stands for the first page until the end. LIANGCE_E_WRITE; so for all calls, and LIANGCE_E_TOO_LARGE where pages are put. */
lc_status lc__pages_begin(lc__pages *self, lc__file *file, const char first[LIANGCE_PAGE_BYTES], lc_error *err);
/* Writes what is held, and the first page anew. */
lc_status lc__pages_end(lc__pages *self, const char first[LIANGCE_PAGE_BYTES], lc_error *err);

void lc__tree_begin(lc__tree *self, uint32_t head);
/* The next row; its number is one more than that of the row before, and the first is 1. With a head, the record is of some 3,900 bytes at most. */
lc_status lc__tree_add(lc__tree *self, lc__pages *pages, lc_view record, lc_error *err);
/* The page at which the tree begins, complete but for what stands in its head, and not yet written. */
lc_status lc__tree_end(lc__tree *self, lc__pages *pages, char root[LIANGCE_PAGE_BYTES], lc_error *err);
/* Writes a page behind all others and tells its number. */
lc_status lc__pages_put(lc__pages *self, const char page[LIANGCE_PAGE_BYTES], uint32_t *number, lc_error *err);

/* Big endian; returns the place behind. */
char *lc__put_big(char *to, uint64_t number, unsigned bytes);
/* SQLite's numbers of variable length: 7 bits a byte, the highest first. Of ours, none is so great that it would take a ninth. */
#define LIANGCE_VARINT_BYTES 8U
char *lc__put_varint(char *to, uint64_t number);

#endif
