/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The drain loop of a lane: see lane.h. Takes work, has it scanned (document.c), hands over what was counted. Holds no lock while it
 * scans and knows nothing of files.
 */
#include "lane.h"

#include <string.h>

#include "liangce_words.h"

void lc__shared_stop(lc__shared *self)
{
	__atomic_store_n(&self->stop, 1, __ATOMIC_RELAXED);
	lc__pieces_stop(&self->pieces);
}

bool lc__shared_stopped(const lc__shared *self)
{
	return __atomic_load_n(&self->stop, __ATOMIC_RELAXED) != 0;
}

lc_status lc__lane_init(lc__lane *self, lc__shared *shared, lc_error *err)
{
	self->shared = shared;
	self->parcel = &self->parcels[0];
	lc_status status = lc__parcel_init(&self->parcels[0], shared->rules, err);
	if (status == LIANGCE_OK)
		status = lc__parcel_init(&self->parcels[1], shared->rules, err);
	return status;
}

/* What only the job needs, at the end of the job: the pool may be smaller than the number of lanes. */
static void release_tools(lc__lane *self)
{
	lc_scan_free(self->scan);
	self->scan = NULL;
	lc__group_reader_free(self->groups);
	self->groups = NULL;
	lc__read_buffer_release(&self->buffer);
}

void lc__lane_release(lc__lane *self)
{
	release_tools(self);
	lc__parcel_release(&self->parcels[0]);
	lc__parcel_release(&self->parcels[1]);
}

static lc_status make_tools(lc__lane *self)
{
	lc__shared *shared = self->shared;
	lc_scan_options options = {.without_spans = !shared->options->keep_facts, .stop = &shared->stop};
	lc_status status = lc_scan_new(&self->scan, shared->rules, &options, &self->error);
	if (status == LIANGCE_OK && shared->options->keep_words)
		lc_scan_keep_words(self->scan);
	if (status == LIANGCE_OK)
		status = lc__group_reader_new(&self->groups, shared->options->grouping, &self->error);
	return status;
}

/* Between documents and pieces, when all that is in the tally belongs together. */
static void hand_over(lc__lane *self)
{
	lc__parcel *other = self->parcel == &self->parcels[0] ? &self->parcels[1] : &self->parcels[0];
	lc__counter_give(&self->shared->counter, self->parcel);
	lc__counter_wait(&self->shared->counter, other);
	self->parcel = other;
}

static lc_status do_piece(lc__lane *self, const lc__work *work)
{
	lc_status status = lc__lane_piece(self, work->split, work->piece);
	if (status == LIANGCE_OK && lc__parcel_full(self->parcel))
		hand_over(self);
	return status;
}

static lc_status do_batch(lc__lane *self, const lc__batch *batch)
{
	lc_status status = LIANGCE_OK;
	for (unsigned i = 0; i < batch->count && status == LIANGCE_OK; i++) {
		/* Pieces first: the fewer files are open at a time, the sooner their memory is free. */
		lc__work work;
		while (status == LIANGCE_OK && lc__pieces_help(&self->shared->pieces, &work))
			status = do_piece(self, &work);
		if (status == LIANGCE_OK)
			status =
			    lc__shared_stopped(self->shared) ? LIANGCE_E_STOPPED : lc__lane_item(self, batch, &batch->items[i]);
		if (status == LIANGCE_OK && lc__parcel_full(self->parcel))
			hand_over(self);
	}
	return status;
}

static lc_status drain(lc__lane *self)
{
	lc__pieces *pieces = &self->shared->pieces;
	lc_status status = LIANGCE_OK;
	bool busy = false;
	while (status == LIANGCE_OK) {
		lc__work work = lc__pieces_next(pieces, busy);
		if (work.batch == NULL && work.split == NULL)
			break;
		busy = true;
		status = work.batch != NULL ? do_batch(self, work.batch) : do_piece(self, &work);
		lc__batch_free(work.batch);
	}
	return status;
}

void lc__lane_work(lc__lane *self)
{
	self->status = make_tools(self);
	if (self->status == LIANGCE_OK)
		self->status = drain(self);
	/* One that ends in the middle leaves work that others would wait for: then all end. */
	if (self->status != LIANGCE_OK)
		lc__shared_stop(self->shared);
	/* After any other error there may be half of something in the tally, which nobody must read. */
	if (self->status == LIANGCE_OK || self->status == LIANGCE_E_STOPPED)
		lc__counter_give(&self->shared->counter, self->parcel);
	release_tools(self);
}

void lc__note_failure(lc_run_failure *failures, size_t *count, const lc_run_failure *failure)
{
	size_t at = *count;
	while (at > 0 && strcmp(failures[at - 1].path, failure->path) > 0)
		at--;
	if (at == LIANGCE_RUN_FAILURES)
		return;
	if (*count < LIANGCE_RUN_FAILURES)
		++*count;
	memmove(&failures[at + 1], &failures[at], (*count - 1 - at) * sizeof *failures);
	failures[at] = *failure;
}
