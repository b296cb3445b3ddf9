/* SPDX-License-Identifier: Apache-2.0 */
/* A set of (device, inode): see seen.h. At most half full, nothing is ever removed. */
#include "seen.h"

#include <string.h>

/* No device has this number: it marks an empty slot. */
#define NO_DEVICE UINT64_MAX

static lc__seen_slot *find(const lc__seen *self, uint64_t device, uint64_t inode)
{
	uint64_t hash = (inode ^ device * UINT64_C(0x9E3779B97F4A7C15)) * UINT64_C(0xD6E8FEB86659FD93);
	size_t mask = self->capacity - 1;
	for (size_t i = (size_t)(hash >> 32) & mask;; i = (i + 1) & mask) {
		lc__seen_slot *slot = &self->slots[i];
		if (slot->device == NO_DEVICE || (slot->device == device && slot->inode == inode))
			return slot;
	}
}

static lc_status grow(lc__seen *self, lc_error *err)
{
	lc__seen next = {.capacity = self->capacity == 0 ? 64 : self->capacity * 2, .count = self->count};
	next.slots = lc__alloc(next.capacity, sizeof *next.slots);
	if (next.slots == NULL)
		return lc__fail_nomem(err);
	memset(next.slots, 0xFF, next.capacity * sizeof *next.slots);
	for (size_t i = 0; i < self->capacity; i++)
		if (self->slots[i].device != NO_DEVICE)
			*find(&next, self->slots[i].device, self->slots[i].inode) = self->slots[i];
	lc__free(self->slots);
	*self = next;
	return LIANGCE_OK;
}

void lc__seen_release(lc__seen *self)
{
	lc__free(self->slots);
	*self = (lc__seen){0};
}

lc_status lc__seen_add(lc__seen *self, dev_t device, ino_t inode, size_t *number, lc_error *err)
{
	if (self->count >= self->capacity / 2) {
		lc_status status = grow(self, err);
		if (status != LIANGCE_OK)
			return status;
	}
	lc__seen_slot *slot = find(self, device, inode);
	if (slot->device == NO_DEVICE)
		*slot = (lc__seen_slot){.device = device, .inode = inode, .number = self->count++};
	*number = slot->number;
	return LIANGCE_OK;
}

bool lc__seen_has(const lc__seen *self, dev_t device, ino_t inode)
{
	return self->count != 0 && find(self, device, inode)->device != NO_DEVICE;
}
