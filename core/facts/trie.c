/* SPDX-License-Identifier: Apache-2.0 */
/* A trie over folded units whose nodes lie in one hash table: see trie.h. Knows nothing of what its strings mean. */
#include "facts/trie.h"

#include <string.h>

enum { FIRST_SLOTS = 1024, NODES_MAX = UINT16_MAX };

static uint32_t node_key(uint16_t before, uint16_t unit)
{
	return (uint32_t)before << 16 | unit;
}

/* The slot that holds the key, or the empty one where it belongs. The table is never full. */
static lc__trie_node *find(const lc__trie *self, uint32_t key)
{
	size_t slot = key * 2654435761U >> self->shift;
	while (self->nodes[slot].key != 0 && self->nodes[slot].key != key)
		slot = (slot + 1) & (self->slots - 1);
	return &self->nodes[slot];
}

static lc_status rehash(lc__trie *self, size_t slots, lc_error *err)
{
	lc__trie_node *old = self->nodes, *nodes = lc__calloc(slots, sizeof *nodes);
	size_t old_slots = self->slots;
	if (nodes == NULL)
		return lc__fail_nomem(err);
	self->nodes = nodes;
	self->slots = slots;
	self->shift = 32;
	for (size_t size = slots; size > 1; size /= 2)
		self->shift--;
	for (size_t i = 0; i < old_slots; i++)
		if (old[i].key != 0)
			*find(self, old[i].key) = old[i];
	lc__free(old);
	return LIANGCE_OK;
}

lc_status lc__trie_init(lc__trie *self, lc_error *err)
{
	memset(self, 0, sizeof *self);
	return rehash(self, FIRST_SLOTS, err);
}

void lc__trie_release(lc__trie *self)
{
	lc__free(self->nodes);
	memset(self, 0, sizeof *self);
}

/* Room for the nodes of a string: they stay where they are while it is added. */
static lc_status reserve(lc__trie *self, size_t count, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	if (count > (size_t)(NODES_MAX - self->node_count))
		return lc__fail(err, LIANGCE_E_TOO_LARGE, "more than %d nodes", NODES_MAX);
	while (status == LIANGCE_OK && (self->node_count + count) * 2 > self->slots)
		status = rehash(self, self->slots * 2, err);
	return status;
}

static void set_bit(uint8_t *bits, uint32_t bit)
{
	bits[bit >> 3] |= (uint8_t)(1U << (bit & 7));
}

lc_status lc__trie_add(lc__trie *self, const uint16_t *units, size_t count, uint16_t **value, lc_error *err)
{
	lc_status status = reserve(self, count, err);
	if (status != LIANGCE_OK)
		return status;
	set_bit(self->begins, units[0]);
	if (count > 1)
		set_bit(self->pairs, lc__trie_pair(units[0], units[1]));
	lc__trie_node *node = NULL;
	for (size_t i = 0; i < count; i++) {
		uint32_t key = node_key(node != NULL ? node->number : 0, units[i]);
		if (node != NULL)
			node->follows |= UINT64_C(1) << (units[i] & 63);
		node = find(self, key);
		if (node->key == 0)
			*node = (lc__trie_node){.key = key, .number = ++self->node_count};
	}
	*value = &node->value;
	return LIANGCE_OK;
}

size_t lc__trie_longest(const lc__trie *self, const uint16_t *units, size_t count, uint16_t *value)
{
	if (count == 0 || !lc__trie_begins(self, units[0]))
		return 0;
	size_t longest = 0;
	const lc__trie_node *node = find(self, node_key(0, units[0]));
	for (size_t i = 1; node->key != 0; i++) {
		if (node->value != 0) {
			longest = i;
			*value = node->value;
		}
		if (i == count || (node->follows >> (units[i] & 63) & 1) == 0)
			break;
		node = find(self, node_key(node->number, units[i]));
	}
	return longest;
}
