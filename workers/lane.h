/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A lane: one job of the thread pool that takes inputs until there are none. All it needs is its own (scan, tallies, buffers); what it
 * shares with others is in lc__shared.
 */
#ifndef LIANGCE_LANE_H
#define LIANGCE_LANE_H

#include <stdatomic.h>
#include <uv.h>

#include "group.h"
#include "input.h"
#include "parcel.h"
#include "pieces.h"

/* What lanes, lister and loop share. */
typedef struct lc__shared {
	const lc_ruleset *rules;
	const lc_run_options *options;
	size_t piece_bytes;
	lc__pieces pieces;
	lc__counter counter;
	_Atomic uint64_t sources; /* numbers given to documents in parts */
	int stop;                 /* 1: everyone ends as soon as they can. Written and read with __atomic builtins */
} lc__shared;

void lc__shared_stop(lc__shared *self);
bool lc__shared_stopped(const lc__shared *self);

typedef struct lc__lane {
	lc__shared *shared;
	uv_work_t job;
	lc_scan *scan;
	lc__group_reader *groups;
	lc__read_buffer buffer;
	lc__parcel parcels[2];
	lc__parcel *parcel;                            /* the one being filled */
	lc_run_failure failures[LIANGCE_RUN_FAILURES]; /* its first by path */
	size_t failure_count;
	uint64_t results_skipped;
	uint64_t ungrouped;
	lc_status status; /* what ended it; an error ends the run */
	lc_error error;

	/* For the loop to look at, on a cache line of their own. */
	char before[64];
	_Atomic uint64_t bytes_done;
	_Atomic uint64_t files_done;
	_Atomic uint64_t failed;
	char behind[64];
} lc__lane;

/* On the loop thread, before and after the job. */
lc_status lc__lane_init(lc__lane *self, lc__shared *shared, lc_error *err);
void lc__lane_release(lc__lane *self);

/* The job. */
void lc__lane_work(lc__lane *self);

/* document.c: scans one input, or one piece of one, into lane->parcel. Inputs that fail are rows; a status that is not LIANGCE_OK
 * (LIANGCE_E_STOPPED among them) ends the lane, with lane->error. */
lc_status lc__lane_item(lc__lane *lane, const lc__batch *batch, const lc__item *item);
lc_status lc__lane_piece(lc__lane *lane, lc__split *split, uint64_t piece);

/* Keeps the first failures by path: into an array of LIANGCE_RUN_FAILURES. */
void lc__note_failure(lc_run_failure *failures, size_t *count, const lc_run_failure *failure);

#endif
