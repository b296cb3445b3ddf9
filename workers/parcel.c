/* SPDX-License-Identifier: Apache-2.0 */
/* Parcels and their hand-over: see parcel.h. What is in a tally is no matter here. */
#include "parcel.h"

#include <string.h>

#define FULL_BYTES ((size_t)1 << 20)

lc_status lc__parcel_init(lc__parcel *self, const lc_ruleset *rules, lc_error *err)
{
	*self = (lc__parcel){0};
	return lc_tally_new(&self->tally, rules, err);
}

static void clear_parts(lc__parcel *self)
{
	for (size_t i = 0; i < self->part_count; i++)
		lc__free(self->parts[i].path);
	self->part_count = self->part_bytes = 0;
}

void lc__parcel_release(lc__parcel *self)
{
	clear_parts(self);
	lc__free(self->parts);
	lc_tally_free(self->tally);
	*self = (lc__parcel){0};
}

lc_status lc__parcel_add_part(lc__parcel *self, const char *path, uint32_t part, uint64_t bytes, uint64_t characters, lc_error *err)
{
	void *parts = self->parts;
	lc_status status =
	    lc__grow(&parts, &self->part_capacity, self->part_count + 1, SIZE_MAX / sizeof *self->parts, sizeof *self->parts, err);
	self->parts = parts;
	if (status != LIANGCE_OK)
		return status;
	size_t size = strlen(path);
	char *copy = lc__strndup(path, size);
	if (copy == NULL)
		return lc__fail_nomem(err);
	self->parts[self->part_count++] = (lc__part){.path = copy, .part = part, .bytes = bytes, .characters = characters};
	self->part_bytes += sizeof *self->parts + size;
	return LIANGCE_OK;
}

bool lc__parcel_full(const lc__parcel *self)
{
	return lc_tally_bytes(self->tally) + self->part_bytes >= FULL_BYTES;
}

lc_status lc__counter_init(lc__counter *self, uv_async_t *wake, lc_error *err)
{
	*self = (lc__counter){.wake = wake};
	if (uv_mutex_init(&self->mutex) != 0)
		return lc__fail_nomem(err);
	if (uv_cond_init(&self->returned) != 0) {
		uv_mutex_destroy(&self->mutex);
		return lc__fail_nomem(err);
	}
	return LIANGCE_OK;
}

void lc__counter_release(lc__counter *self)
{
	uv_cond_destroy(&self->returned);
	uv_mutex_destroy(&self->mutex);
	lc__free(self->drops);
}

void lc__counter_give(lc__counter *self, lc__parcel *parcel)
{
	uv_mutex_lock(&self->mutex);
	parcel->following = NULL;
	parcel->away = true;
	if (self->first == NULL)
		self->first = parcel;
	else
		self->last->following = parcel;
	self->last = parcel;
	uv_mutex_unlock(&self->mutex);
	uv_async_send(self->wake);
}

void lc__counter_wait(lc__counter *self, lc__parcel *parcel)
{
	uv_mutex_lock(&self->mutex);
	while (parcel->away && !self->closed)
		uv_cond_wait(&self->returned, &self->mutex);
	uv_mutex_unlock(&self->mutex);
}

lc_status lc__counter_drop(lc__counter *self, uint64_t source, lc_error *err)
{
	uv_mutex_lock(&self->mutex);
	void *drops = self->drops;
	lc_status status =
	    lc__grow(&drops, &self->drop_capacity, self->drop_count + 1, SIZE_MAX / sizeof *self->drops, sizeof *self->drops, err);
	self->drops = drops;
	if (status == LIANGCE_OK)
		self->drops[self->drop_count++] = source;
	uv_mutex_unlock(&self->mutex);
	return status;
}

/* Everything that waits, as a list. */
static lc__parcel *take_all(lc__counter *self)
{
	uv_mutex_lock(&self->mutex);
	lc__parcel *parcels = self->closed ? NULL : self->first;
	self->first = NULL;
	uv_mutex_unlock(&self->mutex);
	return parcels;
}

static void give_back(lc__counter *self, lc__parcel *parcel)
{
	lc_tally_clear(parcel->tally);
	clear_parts(parcel);
	uv_mutex_lock(&self->mutex);
	parcel->away = false;
	uv_cond_broadcast(&self->returned);
	uv_mutex_unlock(&self->mutex);
}

static lc_status add(lc_store *store, const lc__parcel *parcel, lc_error *err)
{
	lc_status status = lc_store_add(store, parcel->tally, err);
	for (size_t i = 0; i < parcel->part_count && status == LIANGCE_OK; i++) {
		const lc__part *part = &parcel->parts[i];
		lc_view path = {.data = part->path, .size = strlen(part->path)};
		status = lc_store_add_part(store, path, part->part, part->bytes, part->characters, err);
	}
	return status;
}

lc_status lc__counter_empty(lc__counter *self, lc_store *store, lc_error *err)
{
	/* What comes meanwhile waits for the next call: lanes that are faster than the store would never let this one end. */
	lc_status status = LIANGCE_OK;
	for (lc__parcel *parcel = take_all(self), *following; parcel != NULL && status == LIANGCE_OK; parcel = following) {
		following = parcel->following; /* given back, it is the lane's */
		status = add(store, parcel, err);
		if (status == LIANGCE_OK)
			give_back(self, parcel);
	}
	return status;
}

void lc__counter_close(lc__counter *self)
{
	uv_mutex_lock(&self->mutex);
	self->closed = true;
	uv_cond_broadcast(&self->returned);
	uv_mutex_unlock(&self->mutex);
}

lc_status lc__counter_drop_all(lc__counter *self, lc_store *store, lc_error *err)
{
	for (size_t i = 0; i < self->drop_count; i++) {
		lc_status status = lc_store_drop_source(store, self->drops[i], err);
		if (status != LIANGCE_OK)
			return status;
	}
	return LIANGCE_OK;
}
