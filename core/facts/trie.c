/* SPDX-License-Identifier: Apache-2.0 */
/* A trie over folded units whose nodes lie in two hash tables: see trie.h. Knows nothing of what its strings mean. */
#include "facts/trie.h"

#include <string.h>

enum { FIRST_SLOTS = 256, NODES_MAX = UINT16_MAX };

static uint32_t node_key(uint16_t before, uint16_t unit)
{
	return (uint32_t)before << 16 | unit;
}

/* The slot that holds the key, or the empty one where it belongs. The table is never full. */
static inline lc__trie_node *find(const lc__trie_nodes *self, uint32_t key)
{
	size_t slot = key * 2654435761U >> self->shift;
	while (self->slots[slot].key != 0 && self->slots[slot].key != key)
		slot = (slot + 1) & (self->slot_count - 1);
	return &self->slots[slot];
}

static lc_status rehash(lc__trie_nodes *self, size_t slot_count, lc_error *err)
{
	lc__trie_node *old = self->slots, *slots = lc__calloc(slot_count, sizeof *slots);
	size_t old_count = self->slot_count;
	if (slots == NULL)
		return lc__fail_nomem(err);
	self->slots = slots;
	self->slot_count = slot_count;
	self->shift = 32;
	for (size_t size = slot_count; size > 1; size /= 2)
		self->shift--;
	for (size_t i = 0; i < old_count; i++)
		if (old[i].key != 0)
			*find(self, old[i].key) = old[i];
	lc__free(old);
	return LIANGCE_OK;
}

lc_status lc__trie_init(lc__trie *self, lc_error *err)
{
	memset(self, 0, sizeof *self);
	lc_status status = rehash(&self->heads, FIRST_SLOTS, err);
	return status == LIANGCE_OK ? rehash(&self->rest, FIRST_SLOTS, err) : status;
}

void lc__trie_release(lc__trie *self)
{
	lc__free(self->heads.slots);
	lc__free(self->rest.slots);
	memset(self, 0, sizeof *self);
}

/* Room for more nodes: they stay where they are while these are added. */
static lc_status reserve(lc__trie_nodes *self, size_t more, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	if (more > NODES_MAX - self->count)
		return lc__fail(err, LIANGCE_E_TOO_LARGE, "more than %d nodes", NODES_MAX);
	while (status == LIANGCE_OK && (self->count + more) * 2 > self->slot_count)
		status = rehash(self, self->slot_count * 2, err);
	return status;
}

static void set_bit(uint8_t *bits, uint32_t bit)
{
	bits[bit >> 3] |= (uint8_t)(1U << (bit & 7));
}

static lc__trie_node *find_or_add(lc__trie_nodes *self, uint32_t key)
{
	lc__trie_node *node = find(self, key);
	self->count += node->key == 0;
	node->key = key;
	return node;
}

lc_status lc__trie_add(lc__trie *self, const uint16_t *units, size_t count, uint16_t **value, lc_error *err)
{
	lc_status status = reserve(&self->heads, 1, err);
	if (status == LIANGCE_OK)
		status = reserve(&self->rest, count, err);
	if (status != LIANGCE_OK)
		return status;
	set_bit(self->begins, units[0]);
	if (count > 1)
		set_bit(self->keys, lc__trie_bit(units[0], units[1]));
	lc__trie_node *node = find_or_add(&self->heads, count > 1 ? node_key(units[0], units[1]) : units[0]);
	for (size_t i = 2; i < count; i++) {
		if (node->number == 0)
			node->number = ++self->numbers;
		set_bit(self->keys, lc__trie_bit(node->number, units[i]));
		node = find_or_add(&self->rest, node_key(node->number, units[i]));
	}
	*value = &node->value;
	return LIANGCE_OK;
}

/* The same behind a first node, of two units. */
static size_t longest_behind(const lc__trie *self, const lc__trie_node *node, const uint16_t *units, size_t count, uint16_t *value)
{
	size_t longest = 0;
	for (size_t i = 2;; i++) {
		if (node->value != 0) {
			longest = i;
			*value = node->value;
		}
		if (node->number == 0 || i == count || !lc__trie_may_begin(self, node->number, units[i]))
			return longest;
		node = find(&self->rest, node_key(node->number, units[i]));
	}
}

size_t lc__trie_longest(const lc__trie *self, const uint16_t *units, size_t count, uint16_t *value)
{
	if (count == 0 || !lc__trie_begins(self, units[0]))
		return 0;
	if (count > 1 && lc__trie_may_begin(self, units[0], units[1])) {
		size_t longest = longest_behind(self, find(&self->heads, node_key(units[0], units[1])), units, count, value);
		if (longest != 0)
			return longest;
	}
	const lc__trie_node *alone = find(&self->heads, units[0]);
	if (alone->value != 0)
		*value = alone->value;
	return alone->value != 0;
}

void lc__trie_classify(const lc__trie *self, uint8_t *classes, unsigned class)
{
	for (uint32_t i = 0; i < sizeof self->begins; i++)
		for (uint32_t left = self->begins[i], bit = 0; left != 0; left >>= 1, bit++)
			if ((left & 1) != 0)
				classes[8 * i + bit] = (uint8_t)(classes[8 * i + bit] | class);
}
