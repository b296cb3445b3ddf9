/* SPDX-License-Identifier: Apache-2.0 */
/* A trie over folded units whose edges lie in one hash table: see trie.h. Knows nothing of what its strings mean. */
#include "facts/trie.h"

#include <string.h>

enum { FIRST_SLOTS = 1024, FIRST_NODES = 512, NODES_MAX = UINT16_MAX };

static uint32_t edge_key(uint16_t node, uint16_t unit)
{
	return (uint32_t)node << 16 | unit;
}

static size_t home(const lc__trie *self, uint32_t key)
{
	return key * 2654435761U >> self->shift;
}

/* The slot that holds the key, or the empty one where it belongs. The table is never full. */
static lc__trie_edge *find(const lc__trie *self, uint32_t key)
{
	size_t slot = home(self, key);
	while (self->edges[slot].key != 0 && self->edges[slot].key != key)
		slot = (slot + 1) & (self->slots - 1);
	return &self->edges[slot];
}

static lc_status rehash(lc__trie *self, size_t slots, lc_error *err)
{
	lc__trie_edge *edges = lc__calloc(slots, sizeof *edges);
	if (edges == NULL)
		return lc__fail_nomem(err);
	lc__trie grown = *self;
	grown.edges = edges;
	grown.slots = slots;
	grown.shift = 32;
	for (size_t size = slots; size > 1; size /= 2)
		grown.shift--;
	for (size_t i = 0; i < self->slots; i++)
		if (self->edges[i].key != 0)
			*find(&grown, self->edges[i].key) = self->edges[i];
	lc__free(self->edges);
	self->edges = edges;
	self->slots = slots;
	self->shift = grown.shift;
	return LIANGCE_OK;
}

lc_status lc__trie_init(lc__trie *self, lc_error *err)
{
	memset(self, 0, sizeof *self);
	void *nodes = NULL;
	lc_status status = lc__grow(&nodes, &self->node_capacity, FIRST_NODES, NODES_MAX, sizeof *self->nodes, err);
	self->nodes = nodes;
	if (status != LIANGCE_OK)
		return status;
	self->nodes[self->node_count++] = (lc__trie_node){0};
	return rehash(self, FIRST_SLOTS, err);
}

void lc__trie_release(lc__trie *self)
{
	lc__free(self->edges);
	lc__free(self->nodes);
	memset(self, 0, sizeof *self);
}

static lc_status add_node(lc__trie *self, uint16_t *node, lc_error *err)
{
	void *nodes = self->nodes;
	lc_status status = lc__grow(&nodes, &self->node_capacity, self->node_count + 1, NODES_MAX, sizeof *self->nodes, err);
	self->nodes = nodes;
	if (status == LIANGCE_OK && self->edge_count * 2 >= self->slots)
		status = rehash(self, self->slots * 2, err);
	if (status != LIANGCE_OK)
		return status;
	*node = (uint16_t)self->node_count++;
	self->nodes[*node] = (lc__trie_node){0};
	return LIANGCE_OK;
}

/* The node behind `at` over `unit`, made if it is not there. */
static lc_status descend(lc__trie *self, uint16_t *at, uint16_t unit, lc_error *err)
{
	bool root = *at == 0;
	uint32_t key = edge_key(*at, unit);
	uint16_t next = root ? self->first[unit] : find(self, key)->node;
	if (next == 0) {
		lc_status status = add_node(self, &next, err);
		if (status != LIANGCE_OK)
			return status;
		if (root) {
			self->first[unit] = next;
		} else {
			*find(self, key) = (lc__trie_edge){.key = key, .node = next};
			self->edge_count++;
			self->nodes[*at].follows |= UINT64_C(1) << (unit & 63);
		}
	}
	*at = next;
	return LIANGCE_OK;
}

lc_status lc__trie_add(lc__trie *self, const uint16_t *units, size_t count, uint16_t **value, lc_error *err)
{
	uint16_t at = 0;
	lc_status status = LIANGCE_OK;
	if (count > 1) {
		uint32_t pair = lc__trie_pair(units[0], units[1]);
		self->pairs[pair >> 3] |= (uint8_t)(1U << (pair & 7));
	}
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++)
		status = descend(self, &at, units[i], err);
	*value = &self->nodes[at].value;
	return status;
}

size_t lc__trie_longest(const lc__trie *self, const uint16_t *units, size_t count, uint16_t *value)
{
	size_t longest = 0;
	uint16_t at = count > 0 ? self->first[units[0]] : 0;
	for (size_t i = 1; at != 0; i++) {
		const lc__trie_node *node = &self->nodes[at];
		if (node->value != 0) {
			longest = i;
			*value = node->value;
		}
		if (i == count || (node->follows >> (units[i] & 63) & 1) == 0)
			break;
		at = find(self, edge_key(at, units[i]))->node;
	}
	return longest;
}
