/* SPDX-License-Identifier: Apache-2.0 */
/* A set of strings of folded units, each with a small value, asked for the longest one that begins at a place. */
#ifndef LIANGCE_TRIE_H
#define LIANGCE_TRIE_H

#include "base/base.h"

/* A node, in an open hash under what stands before it and its own unit. */
typedef struct lc__trie_node {
	uint32_t key;    /* 0 where the slot is empty */
	uint16_t value;  /* 0 where no string ends */
	uint16_t number; /* under which longer strings go on, 0 where none does */
} lc__trie_node;

typedef struct lc__trie_nodes {
	lc__trie_node *slots;
	size_t count, slot_count; /* a power of two */
	unsigned shift;           /* 32 less its logarithm */
} lc__trie_nodes;

typedef struct lc__trie {
	lc__trie_nodes ones;  /* strings of one unit */
	lc__trie_nodes pairs; /* the first two units of all others: most are no longer */
	lc__trie_nodes rest;  /* all further units, under the number of the node before */
	uint16_t numbers;     /* the last that was given */
	/* Small enough to stay in the cache, as most questions end here. A bit for each unit that a string begins with: */
	uint8_t begins[8192];
	/* A bit for the hash of each key of two units and more: */
	uint32_t keys[2048];
} lc__trie;

/* LIANGCE_E_NOMEM. After a failure, and before init, release is legal on a cleared trie. */
lc_status lc__trie_init(lc__trie *self, lc_error *err);
void lc__trie_release(lc__trie *self);

/*
 * Adds units[0, count), count > 0. *value points to its value, 0 if the string is new, and must be made
 * nonzero; it is valid until the next add. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE.
 */
lc_status lc__trie_add(lc__trie *self, const uint16_t *units, size_t count, uint16_t **value, lc_error *err);

/* Adds `class` to those of each unit that a string begins with. */
void lc__trie_classify(const lc__trie *self, uint8_t *classes, unsigned class);

/* The bit of a key: of 16 bits all through, as vectors of them are the longest. */
static inline uint16_t lc__trie_bit(uint16_t before, uint16_t unit)
{
	return (uint16_t)((uint16_t)(before * 0x9E35U) + (uint16_t)(unit * 0x85ABU));
}

/* The lowest bit tells whether a key may be there; the others nothing. */
static inline uint32_t lc__trie_marks(const lc__trie *self, uint16_t bit)
{
	return self->keys[bit >> 5] >> (bit & 31);
}

/* Whether a string of more than one unit may begin with these two. Quick; now and then wrongly true. */
static inline bool lc__trie_may_begin(const lc__trie *self, uint16_t first, uint16_t second)
{
	return (lc__trie_marks(self, lc__trie_bit(first, second)) & 1) != 0;
}

/* Whether any string begins with this unit. */
static inline bool lc__trie_begins(const lc__trie *self, uint16_t unit)
{
	return (self->begins[unit >> 3] >> (unit & 7) & 1) != 0;
}

/* The same, count > 0, of a unit that some string begins with. */
size_t lc__trie_find(const lc__trie *self, const uint16_t *units, size_t count, uint16_t *value);

/* The length of the longest string that begins at units[0], at most `count`; 0 where none does, and *value is 0 or as before. */
static inline size_t lc__trie_longest(const lc__trie *self, const uint16_t *units, size_t count, uint16_t *value)
{
	return count != 0 && lc__trie_begins(self, units[0]) ? lc__trie_find(self, units, count, value) : 0;
}

#endif
