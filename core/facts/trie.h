/* SPDX-License-Identifier: Apache-2.0 */
/* A set of strings of folded units, each with a small value, asked for the longest one that begins at a place. */
#ifndef LIANGCE_TRIE_H
#define LIANGCE_TRIE_H

#include "base/base.h"

/* A node, in an open hash under the node before it and the unit between: a step is one look-up in one line of memory. */
typedef struct lc__trie_node {
	uint32_t key; /* number of the node before, 0 for the root, and unit; 0 where the slot is empty */
	uint16_t number;
	uint16_t value;   /* 0 where no string ends */
	uint64_t follows; /* a bit for the low six bits of each unit that follows: most misses end here */
} lc__trie_node;

typedef struct lc__trie {
	lc__trie_node *nodes;
	size_t slots;        /* a power of two */
	unsigned shift;      /* 32 less its logarithm */
	uint16_t node_count; /* the last number */
	/* Small enough to stay in the cache, as most questions end here. A bit for each unit that a string begins with: */
	uint8_t begins[8192];
	/* A bit for the hash of the first two units of each longer string: */
	uint8_t pairs[8192];
} lc__trie;

/* LIANGCE_E_NOMEM. After a failure, and before init, release is legal on a cleared trie. */
lc_status lc__trie_init(lc__trie *self, lc_error *err);
void lc__trie_release(lc__trie *self);

/*
 * Adds units[0, count), count > 0. *value points to its value, 0 if the string is new, and must be made
 * nonzero; it is valid until the next add. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE.
 */
lc_status lc__trie_add(lc__trie *self, const uint16_t *units, size_t count, uint16_t **value, lc_error *err);

/* The length of the longest string that begins at units[0], at most `count`; 0 where none does. *value is set only if found. */
size_t lc__trie_longest(const lc__trie *self, const uint16_t *units, size_t count, uint16_t *value);

static inline uint32_t lc__trie_pair(uint16_t first, uint16_t second)
{
	return (((uint32_t)first << 16 | second) * 2654435761U) >> 16;
}

/* Whether a string of more than one unit may begin with these two. Quick; now and then wrongly true. */
static inline bool lc__trie_may_begin(const lc__trie *self, uint16_t first, uint16_t second)
{
	uint32_t pair = lc__trie_pair(first, second);
	return (self->pairs[pair >> 3] >> (pair & 7) & 1) != 0;
}

/* Whether any string begins with this unit. */
static inline bool lc__trie_begins(const lc__trie *self, uint16_t unit)
{
	return (self->begins[unit >> 3] >> (unit & 7) & 1) != 0;
}

#endif
