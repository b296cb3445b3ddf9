/* SPDX-License-Identifier: Apache-2.0 */
/* A set of files and folders by what they are (device and inode), not by how they are spelled. One thread. */
#ifndef LIANGCE_SEEN_H
#define LIANGCE_SEEN_H

#include <sys/types.h>

#include "base/base.h"

typedef struct lc__seen_slot {
	uint64_t device;
	uint64_t inode;
	size_t number;
} lc__seen_slot;

typedef struct lc__seen {
	lc__seen_slot *slots; /* open addressing; NULL until the first add */
	size_t capacity;      /* a power of two */
	size_t count;
} lc__seen;

void lc__seen_release(lc__seen *self); /* {0} is an empty set */

/* *number is its place in the order of adding: equal to the count before if it was not there yet. LIANGCE_E_NOMEM. */
lc_status lc__seen_add(lc__seen *self, dev_t device, ino_t inode, size_t *number, lc_error *err);
bool lc__seen_has(const lc__seen *self, dev_t device, ino_t inode);

#endif
