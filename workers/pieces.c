/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The cursor over inputs and pieces: see pieces.h. One mutex, held for a few pointers only, once a batch or piece: never while
 * anything is read or scanned.
 */
#include "pieces.h"

#include <string.h>

/* Paths that wait, with what they take around them: some 30,000. */
#define MOST_HELD ((size_t)4 << 20)

lc__batch *lc__batch_new(void)
{
	lc__batch *self = lc__calloc(1, sizeof *self);
	if (self != NULL)
		lc__buffer_init(&self->text, (size_t)64 << 20);
	return self;
}

void lc__batch_free(lc__batch *self)
{
	if (self == NULL)
		return;
	lc__buffer_release(&self->text);
	lc__free(self);
}

lc_status lc__batch_add(lc__batch *self, lc__item_kind kind, const char *path, uint64_t bytes, const char *stage, const char *error,
                        lc_error *err)
{
	size_t before = self->text.size;
	lc__item item = {.kind = kind, .path = (uint32_t)before, .stage = stage, .bytes = bytes};
	lc_status status = lc__buffer_append(&self->text, path, strlen(path) + 1, err);
	item.error = (uint32_t)self->text.size;
	if (status == LIANGCE_OK && error != NULL)
		status = lc__buffer_append(&self->text, error, strlen(error) + 1, err);
	if (status != LIANGCE_OK) {
		self->text.size = before;
		return status;
	}
	self->items[self->count++] = item;
	self->bytes += bytes;
	return LIANGCE_OK;
}

bool lc__batch_full(const lc__batch *self)
{
	return self->count == LIANGCE_BATCH_ITEMS || self->bytes >= LIANGCE_BATCH_BYTES;
}

static size_t batch_memory(const lc__batch *batch)
{
	return sizeof *batch + batch->text.capacity;
}

lc_status lc__pieces_init(lc__pieces *self, lc_error *err)
{
	*self = (lc__pieces){0};
	atomic_init(&self->open, 0);
	if (uv_mutex_init(&self->mutex) != 0)
		return lc__fail_nomem(err);
	if (uv_cond_init(&self->more) != 0) {
		uv_mutex_destroy(&self->mutex);
		return lc__fail_nomem(err);
	}
	if (uv_cond_init(&self->room) != 0) {
		uv_cond_destroy(&self->more);
		uv_mutex_destroy(&self->mutex);
		return lc__fail_nomem(err);
	}
	return LIANGCE_OK;
}

void lc__pieces_release(lc__pieces *self)
{
	while (self->first != NULL) {
		lc__batch *next = self->first->following;
		lc__batch_free(self->first);
		self->first = next;
	}
	uv_cond_destroy(&self->room);
	uv_cond_destroy(&self->more);
	uv_mutex_destroy(&self->mutex);
}

bool lc__pieces_put(lc__pieces *self, lc__batch *batch)
{
	uv_mutex_lock(&self->mutex);
	while (self->held > MOST_HELD && !self->stopped)
		uv_cond_wait(&self->room, &self->mutex);
	bool wanted = !self->stopped;
	if (wanted) {
		if (self->first == NULL)
			self->first = batch;
		else
			self->last->following = batch;
		self->last = batch;
		self->held += batch_memory(batch);
		uv_cond_signal(&self->more);
	}
	uv_mutex_unlock(&self->mutex);
	if (!wanted)
		lc__batch_free(batch);
	return wanted;
}

void lc__pieces_complete(lc__pieces *self)
{
	uv_mutex_lock(&self->mutex);
	self->complete = true;
	uv_cond_broadcast(&self->more);
	uv_mutex_unlock(&self->mutex);
}

void lc__pieces_stop(lc__pieces *self)
{
	uv_mutex_lock(&self->mutex);
	self->stopped = true;
	uv_cond_broadcast(&self->more);
	uv_cond_broadcast(&self->room);
	uv_mutex_unlock(&self->mutex);
}

static bool has_pieces(const lc__split *split)
{
	return split->next < split->pieces;
}

static void unlink_split(lc__pieces *self, lc__split *split)
{
	if (split->before == NULL)
		self->splits = split->after;
	else
		split->before->after = split->after;
	if (split->after != NULL)
		split->after->before = split->before;
}

static void link_first(lc__pieces *self, lc__split *split)
{
	split->before = NULL;
	split->after = self->splits;
	if (self->splits != NULL)
		self->splits->before = split;
	self->splits = split;
}

static bool take_piece(lc__pieces *self, lc__work *work)
{
	if (atomic_load_explicit(&self->open, memory_order_relaxed) == 0)
		return false;
	/* At most one a lane lives: the list is short. */
	for (lc__split *split = self->splits; split != NULL; split = split->after)
		if (has_pieces(split)) {
			*work = (lc__work){.split = split, .piece = split->next++};
			split->running++;
			if (!has_pieces(split))
				atomic_fetch_sub_explicit(&self->open, 1, memory_order_relaxed);
			return true;
		}
	return false;
}

static bool take_batch(lc__pieces *self, lc__work *work)
{
	lc__batch *batch = self->first;
	if (batch == NULL)
		return false;
	self->first = batch->following;
	self->held -= batch_memory(batch);
	uv_cond_signal(&self->room);
	*work = (lc__work){.batch = batch};
	return true;
}

lc__work lc__pieces_next(lc__pieces *self, bool busy)
{
	lc__work work = {0};
	uv_mutex_lock(&self->mutex);
	self->busy -= busy ? 1 : 0;
	while (!self->stopped) {
		if (take_piece(self, &work) || take_batch(self, &work)) {
			self->busy++;
			break;
		}
		if (self->complete && self->busy == 0) {
			uv_cond_broadcast(&self->more);
			break;
		}
		uv_cond_wait(&self->more, &self->mutex);
	}
	uv_mutex_unlock(&self->mutex);
	return work;
}

bool lc__pieces_help(lc__pieces *self, lc__work *work)
{
	if (atomic_load_explicit(&self->open, memory_order_relaxed) == 0)
		return false;
	uv_mutex_lock(&self->mutex);
	bool taken = !self->stopped && take_piece(self, work);
	uv_mutex_unlock(&self->mutex);
	return taken;
}

void lc__pieces_offer(lc__pieces *self, lc__split *split)
{
	uv_mutex_lock(&self->mutex);
	link_first(self, split);
	atomic_fetch_add_explicit(&self->open, 1, memory_order_relaxed);
	uv_cond_broadcast(&self->more);
	uv_mutex_unlock(&self->mutex);
}

bool lc__pieces_done(lc__pieces *self, lc__split *split, bool abandon)
{
	uv_mutex_lock(&self->mutex);
	if (abandon && has_pieces(split)) {
		split->next = split->pieces;
		atomic_fetch_sub_explicit(&self->open, 1, memory_order_relaxed);
	}
	split->running--;
	bool last = split->running == 0 && !has_pieces(split);
	if (last)
		unlink_split(self, split);
	uv_mutex_unlock(&self->mutex);
	return last;
}

lc__split *lc__pieces_leftover(lc__pieces *self)
{
	lc__split *split = self->splits;
	if (split != NULL)
		unlink_split(self, split);
	return split;
}
