/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The cursor over all inputs: the lister puts batches of them in, lanes take batches, and pieces of large files before new batches.
 * Bounded: a lister that is ahead waits.
 */
#ifndef LIANGCE_PIECES_H
#define LIANGCE_PIECES_H

#include <stdatomic.h>
#include <uv.h>

#include "split.h"

typedef enum lc__item_kind {
	LIANGCE_ITEM_FILE,   /* found in a folder */
	LIANGCE_ITEM_NAMED,  /* named by the user: a symbolic link is followed */
	LIANGCE_ITEM_STREAM, /* a pipe or, as "-", standard input */
	LIANGCE_ITEM_FAILURE /* what the lister could not use */
} lc__item_kind;

typedef struct lc__item {
	lc__item_kind kind;
	uint32_t path;  /* where it begins in the batch's text, terminated */
	uint32_t error; /* of a failure: likewise */
	const char *stage;
	uint64_t bytes; /* when it was listed */
} lc__item;

#define LIANGCE_BATCH_ITEMS 128
#define LIANGCE_BATCH_BYTES ((uint64_t)1 << 20) /* of inputs: so that no lane sits on much that others could do */

typedef struct lc__batch {
	lc__item items[LIANGCE_BATCH_ITEMS];
	unsigned count;
	uint64_t bytes;
	lc__buffer text;
	struct lc__batch *following;
} lc__batch;

lc__batch *lc__batch_new(void); /* NULL: no memory */
void lc__batch_free(lc__batch *self);
/* Adds an input; error and stage are of a failure, else NULL. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE. */
lc_status lc__batch_add(lc__batch *self, lc__item_kind kind, const char *path, uint64_t bytes, const char *stage, const char *error,
                        lc_error *err);
bool lc__batch_full(const lc__batch *self);

typedef struct lc__pieces {
	uv_mutex_t mutex;
	uv_cond_t more; /* lanes wait: work came, or the end */
	uv_cond_t room; /* the lister waits */
	lc__batch *first;
	lc__batch *last;
	size_t held;   /* memory of the batches that wait */
	bool complete; /* nothing more will be listed */
	bool stopped;
	unsigned busy;     /* lanes at work: each may still open a file that is to be split */
	lc__split *splits; /* all that live, the newest first */
	atomic_uint open;  /* splits with pieces left, to look at without the mutex */
} lc__pieces;

lc_status lc__pieces_init(lc__pieces *self, lc_error *err);
/* No thread uses it any more. Splits that live are not freed: the run drops them, see lc__pieces_leftover. */
void lc__pieces_release(lc__pieces *self);

/* Takes batch, always. False if the run is stopping. */
bool lc__pieces_put(lc__pieces *self, lc__batch *batch);
void lc__pieces_complete(lc__pieces *self);
void lc__pieces_stop(lc__pieces *self);

/* What a lane is to do next: one of batch (which it then owns) and split, or neither at the end. */
typedef struct lc__work {
	lc__batch *batch;
	lc__split *split;
	uint64_t piece;
} lc__work;

/* Waits for work. busy: the lane had work until now. */
lc__work lc__pieces_next(lc__pieces *self, bool busy);
/* For a lane that has a batch: only a piece, only if there is one now. */
bool lc__pieces_help(lc__pieces *self, lc__work *work);

/* Offers the pieces of a file to all lanes; the caller must be at work. */
void lc__pieces_offer(lc__pieces *self, lc__split *split);
/* The lane is done with one piece. abandon: nobody shall take another of it. True if it was the last: the caller then owns split. */
bool lc__pieces_done(lc__pieces *self, lc__split *split, bool abandon);

/* After a stop: a split that was never finished, which the caller then owns; NULL: none. */
lc__split *lc__pieces_leftover(lc__pieces *self);

#endif
