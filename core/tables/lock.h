/* SPDX-License-Identifier: Apache-2.0 */
/* Holding a place against other runs: "PLACE.lock" beside it, a file of ours, is locked while a run writes its result there. */
#ifndef LIANGCE_LOCK_H
#define LIANGCE_LOCK_H

#include "base/base.h"

typedef struct lc__lock {
	char *path;
	int file; /* -1: not held */
} lc__lock;

/*
 * LIANGCE_E_BUSY: another run holds the place. LIANGCE_E_WRITE: its folder is missing or takes no files, or a file of somebody
 * else's has the name of the lock. LIANGCE_E_NOMEM. Release is legal after a failure, and twice.
 */
lc_status lc__lock_take(lc__lock *self, const char *place, lc_error *err);
void lc__lock_release(lc__lock *self);

#endif
