/* SPDX-License-Identifier: Apache-2.0 */
/* A document in parts: see split.h. Knows nothing of tallies or of who scans which piece. */
#include "split.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

lc_status lc__split_new(lc__split **out, const lc_ruleset *rules, const char *path, uint64_t source, lc_error *err)
{
	lc__split *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	self->source = source;
	self->input.fd = -1;
	lc_status status = LIANGCE_OK;
	if (uv_mutex_init(&self->mutex) != 0) {
		lc__free(self);
		return lc__fail_nomem(err);
	}
	self->path = lc__strndup(path, strlen(path));
	if (self->path == NULL)
		status = lc__fail_nomem(err);
	else
		status = lc_document_sum_new(&self->sum, rules, err);
	if (status != LIANGCE_OK) {
		lc__split_free(self);
		return status;
	}
	*out = self;
	return LIANGCE_OK;
}

void lc__split_free(lc__split *self)
{
	if (self == NULL)
		return;
	if (self->input.fd >= 0)
		close(self->input.fd);
	lc_document_sum_free(self->sum);
	uv_mutex_destroy(&self->mutex);
	lc__free(self->path);
	lc__free(self);
}

void lc__split_add(lc__split *self, const lc_document *part)
{
	uv_mutex_lock(&self->mutex);
	lc_document_sum_add(self->sum, part);
	uv_mutex_unlock(&self->mutex);
}

void lc__split_fail(lc__split *self, uint64_t piece, const char *stage, const char *error)
{
	uv_mutex_lock(&self->mutex);
	if (self->outcome != LIANGCE_OUTCOME_FAILED || piece < self->failed_piece) {
		self->failed_piece = piece;
		self->stage = stage;
		snprintf(self->error, sizeof self->error, "%s", error);
	}
	self->outcome = LIANGCE_OUTCOME_FAILED;
	uv_mutex_unlock(&self->mutex);
}

void lc__split_stop(lc__split *self)
{
	uv_mutex_lock(&self->mutex);
	if (self->outcome == LIANGCE_OUTCOME_GOOD)
		self->outcome = LIANGCE_OUTCOME_STOPPED;
	uv_mutex_unlock(&self->mutex);
}
