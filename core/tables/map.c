/* SPDX-License-Identifier: Apache-2.0 */
/* The hash map of the tables: see map.h. */
#include "tables/map.h"

#include <string.h>
#define XXH_INLINE_ALL /* keys are short: a call would cost as much as the hash */
#include <xxhash.h>

#define KEY_BYTES_MAX ((size_t)1 << 31)
#define KEYS_MAX ((size_t)1 << 30)
#define SLOTS_FIRST 64U

void lc__map_init(lc__map *self)
{
	*self = (lc__map){0};
	lc__buffer_init(&self->bytes, KEY_BYTES_MAX);
}

void lc__map_release(lc__map *self)
{
	lc__free(self->slots);
	lc__free(self->keys);
	lc__buffer_release(&self->bytes);
	lc__map_init(self);
}

void lc__map_clear(lc__map *self)
{
	if (self->count != 0)
		memset(self->slots, 0, self->slot_count * sizeof *self->slots);
	self->count = 0;
	self->bytes.size = 0;
}

void lc__map_clear_with(lc__map *self, void **values, size_t *capacity, size_t value_size, size_t keep_bytes)
{
	size_t held = self->slot_count * sizeof *self->slots + self->key_capacity * sizeof *self->keys + self->bytes.capacity;
	if (held + *capacity * value_size <= keep_bytes) {
		lc__map_clear(self);
		return;
	}
	lc__map_release(self);
	lc__free(*values);
	*values = NULL;
	*capacity = 0;
}

size_t lc__map_used(const lc__map *self)
{
	return self->count * (2 * sizeof *self->slots + sizeof *self->keys) + self->bytes.size;
}

lc_view lc__map_key_of(const lc__map *self, uint32_t number)
{
	return (lc_view){.data = self->bytes.data + self->keys[number].offset, .size = self->keys[number].size};
}

static void place(uint64_t *slots, size_t slot_count, uint64_t entry)
{
	size_t at = (size_t)(entry >> 32) & (slot_count - 1);
	while (slots[at] != 0)
		at = (at + 1) & (slot_count - 1);
	slots[at] = entry;
}

/* Twice the slots. 32 bits of hash are enough to place an entry anew: there are at most 2^31 slots. */
static lc_status widen(lc__map *self, lc_error *err)
{
	size_t slot_count = self->slot_count == 0 ? SLOTS_FIRST : self->slot_count * 2;
	uint64_t *slots = lc__calloc(slot_count, sizeof *slots);
	if (slots == NULL)
		return lc__fail_nomem(err);
	for (size_t i = 0; i < self->slot_count; i++)
		if (self->slots[i] != 0)
			place(slots, slot_count, self->slots[i]);
	lc__free(self->slots);
	self->slots = slots;
	self->slot_count = slot_count;
	return LIANGCE_OK;
}

static lc_status append(lc__map *self, const void *key, size_t size, uint32_t hash, uint32_t *number, lc_error *err)
{
	void *keys = self->keys;
	lc_status status = lc__grow(&keys, &self->key_capacity, (size_t)self->count + 1, KEYS_MAX, sizeof *self->keys, err);
	self->keys = keys;
	size_t offset = self->bytes.size;
	if (status == LIANGCE_OK)
		status = lc__buffer_reserve(&self->bytes, size + 1, err); /* + 1: an empty key has an address, too */
	if (status == LIANGCE_OK)
		status = lc__buffer_append(&self->bytes, key, size, err);
	if (status != LIANGCE_OK)
		return status;
	self->keys[self->count] = (lc__map_key){.offset = (uint32_t)offset, .size = (uint32_t)size};
	*number = self->count++;
	place(self->slots, self->slot_count, (uint64_t)hash << 32 | self->count);
	return LIANGCE_OK;
}

lc_status lc__map_add(lc__map *self, const void *key, size_t size, uint32_t *number, lc_error *err)
{
	/* At most three quarters full. Widened before the search, so that the free slot that ends it stays the right one. */
	if ((size_t)self->count + 1 > self->slot_count / 4 * 3) {
		lc_status status = widen(self, err);
		if (status != LIANGCE_OK)
			return status;
	}
	uint32_t hash = (uint32_t)(XXH3_64bits(key, size) >> 32);
	for (size_t at = hash & (self->slot_count - 1); self->slots[at] != 0; at = (at + 1) & (self->slot_count - 1)) {
		if ((uint32_t)(self->slots[at] >> 32) != hash)
			continue;
		uint32_t known = (uint32_t)self->slots[at] - 1;
		lc__map_key candidate = self->keys[known];
		if (candidate.size == size && (size == 0 || memcmp(self->bytes.data + candidate.offset, key, size) == 0)) {
			*number = known;
			return LIANGCE_OK;
		}
	}
	return append(self, key, size, hash, number, err);
}
