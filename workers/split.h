/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A document that is scanned in parts: a large file whose pieces several lanes take, or a stream that one lane reads. It gathers the
 * counts of its parts until it is known whether all of it could be read.
 */
#ifndef LIANGCE_SPLIT_H
#define LIANGCE_SPLIT_H

#include <uv.h>

#include "input.h"

typedef enum lc__outcome {
	LIANGCE_OUTCOME_GOOD,
	LIANGCE_OUTCOME_STOPPED, /* the run was told to stop before it was done */
	LIANGCE_OUTCOME_FAILED
} lc__outcome;

typedef struct lc__split {
	char *path;
	uint64_t source; /* its number in tallies and store */
	lc__input input; /* of a file */
	uint64_t pieces;

	/* Guarded by the mutex of lc__pieces. */
	uint64_t next;           /* the first piece that no lane has taken */
	uint64_t running;        /* pieces that lanes are at */
	struct lc__split *after; /* in the list of all that live */
	struct lc__split *before;

	/* Guarded by mutex. */
	uv_mutex_t mutex;
	lc_document_sum *sum;
	lc__outcome outcome;
	uint64_t failed_piece; /* the first in the text of those that failed: its cause is told */
	const char *stage;
	char error[256];
} lc__split;

/* Takes no descriptor: the caller sets `input` and `pieces` of a file. */
lc_status lc__split_new(lc__split **out, const lc_ruleset *rules, const char *path, uint64_t source, lc_error *err);
/* Closes input.fd unless it is -1. */
void lc__split_free(lc__split *self);

/* Any thread. */
void lc__split_add(lc__split *self, const lc_document *part);
void lc__split_fail(lc__split *self, uint64_t piece, const char *stage, const char *error);
void lc__split_stop(lc__split *self);

#endif
