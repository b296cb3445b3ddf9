/* SPDX-License-Identifier: Apache-2.0 */
/* A trie over folded units whose nodes lie in three hash tables: see trie.h. Knows nothing of what its strings mean. */
#include "facts/trie.h"

#include <string.h>

enum { FIRST_SLOTS = 256, NODES_MAX = UINT16_MAX };

static uint32_t node_key(uint16_t before, uint16_t unit)
{
	return (uint32_t)before << 16 | unit;
}

/*
 * The slot that holds the key, or the empty one where it belongs. The table is never full, and most keys have the slot they ask for
 * first. Whether they are there nothing foretells: the product, which is 0 in either case, keeps that from being a branch.
 */
static inline lc__trie_node *find(const lc__trie_nodes *self, uint32_t key)
{
	size_t slot = key * 2654435761U >> self->shift;
	while ((uint64_t)self->slots[slot].key * (self->slots[slot].key ^ key) != 0)
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
	lc_status status = rehash(&self->ones, FIRST_SLOTS, err);
	if (status == LIANGCE_OK)
		status = rehash(&self->pairs, FIRST_SLOTS, err);
	return status == LIANGCE_OK ? rehash(&self->rest, FIRST_SLOTS, err) : status;
}

void lc__trie_release(lc__trie *self)
{
	lc__free(self->ones.slots);
	lc__free(self->pairs.slots);
	lc__free(self->rest.slots);
	memset(self, 0, sizeof *self);
}

/* Room for more nodes: they stay where they are while these are added. Three slots of four are empty, so that few keys are looked for twice. */
static lc_status reserve(lc__trie_nodes *self, size_t more, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	if (more > NODES_MAX - self->count)
		return lc__fail(err, LIANGCE_E_TOO_LARGE, "more than %d nodes", NODES_MAX);
	while (status == LIANGCE_OK && (self->count + more) * 4 > self->slot_count)
		status = rehash(self, self->slot_count * 2, err);
	return status;
}

static void set_key(lc__trie *self, uint16_t before, uint16_t unit)
{
	const uint16_t bit = lc__trie_bit(before, unit);
	self->keys[bit >> 5] |= UINT32_C(1) << (bit & 31);
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
	lc_status status = reserve(count > 1 ? &self->pairs : &self->ones, 1, err);
	if (status == LIANGCE_OK)
		status = reserve(&self->rest, count, err);
	if (status != LIANGCE_OK)
		return status;
	self->begins[units[0] >> 3] |= (uint8_t)(1U << (units[0] & 7));
	if (count > 1)
		set_key(self, units[0], units[1]);
	lc__trie_node *node =
	    count > 1 ? find_or_add(&self->pairs, node_key(units[0], units[1])) : find_or_add(&self->ones, units[0]);
	for (size_t i = 2; i < count; i++) {
		if (node->number == 0)
			node->number = ++self->numbers;
		set_key(self, node->number, units[i]);
		node = find_or_add(&self->rest, node_key(node->number, units[i]));
	}
	*value = &node->value;
	return LIANGCE_OK;
}

/* The longer of what ends at the first and at the second unit. Without a branch, too. */
static inline size_t longer(uint16_t one, uint16_t two, uint16_t *value)
{
	const unsigned is_two = two != 0, is_one = one != 0;
	*value = (uint16_t)(two | (one & (is_two - 1)));
	return 2 * is_two | (is_one & ~is_two);
}

/* The same where strings go on behind the second unit. Apart, as it needs more registers than all the rest. */
__attribute__((noinline)) static size_t longest_behind(const lc__trie *self, const lc__trie_node *two, uint16_t one,
                                                       const uint16_t *units, size_t count, uint16_t *value)
{
	size_t longest = longer(one, two->value, value);
	const lc__trie_node *node = two;
	for (size_t i = 2; node->number != 0 && i < count && lc__trie_may_begin(self, node->number, units[i]); i++) {
		node = find(&self->rest, node_key(node->number, units[i]));
		if (node->value != 0) {
			longest = i + 1;
			*value = node->value;
		}
	}
	return longest;
}

size_t lc__trie_find(const lc__trie *self, const uint16_t *units, size_t count, uint16_t *value)
{
	const uint16_t one = find(&self->ones, units[0])->value;
	if (count < 2)
		return longer(one, 0, value);
	const lc__trie_node *two = find(&self->pairs, node_key(units[0], units[1]));
	if (two->number != 0)
		return longest_behind(self, two, one, units, count, value);
	return longer(one, two->value, value);
}

void lc__trie_classify(const lc__trie *self, uint8_t *classes, unsigned class)
{
	for (uint32_t i = 0; i < sizeof self->begins; i++)
		for (uint32_t left = self->begins[i], bit = 0; left != 0; left >>= 1, bit++)
			if ((left & 1) != 0)
				classes[8 * i + bit] = (uint8_t)(classes[8 * i + bit] | class);
}
