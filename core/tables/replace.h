/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Putting a result in its place, whole or not at all. A place is taken when a run begins: "PATH.lock" beside it is locked, so
 * two runs cannot write the same result, and what is there already must be ours to replace. The new result is made at
 * "PATH.partial" and renamed when it is complete. Knows what our files look like, not what is in them.
 */
#ifndef LIANGCE_REPLACE_H
#define LIANGCE_REPLACE_H

#include "base/base.h"

typedef enum lc__place_kind {
	LIANGCE_PLACE_DATABASE, /* a file */
	LIANGCE_PLACE_FOLDER,   /* a folder of table files */
	LIANGCE_PLACE_FACTS     /* a file of facts; may also be a pipe or a device, which is then written straight away */
} lc__place_kind;

typedef struct lc__place lc__place;

/*
 * Takes the place. LIANGCE_E_BUSY: another run holds it. LIANGCE_E_WRITE: its folder is missing or not writable, or something is
 * there that must not be replaced. LIANGCE_E_NOMEM.
 */
lc_status lc__place_take(lc__place **out, const char *path, lc__place_kind kind, bool overwrite, lc_error *err);
/* Gives the place up; without a commit what was begun is removed, and what was there stays. */
void lc__place_release(lc__place *self);

const char *lc__place_partial(const lc__place *self); /* where to write */
/* Makes way for a new partial result: removes what a killed run left there, and makes the folder where it is one. */
lc_status lc__place_begin(lc__place *self, lc_error *err);
/* The partial result, written and synced, becomes the result. LIANGCE_E_WRITE. */
lc_status lc__place_commit(lc__place *self, lc_error *err);

#endif
