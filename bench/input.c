/* SPDX-License-Identifier: Apache-2.0 */
/* Reads the text and folds it once, off the clock: see input.h. */
#include "input.h"

#include <string.h>

#include "base/file.h"
#include "text/fold.h"

#define INPUT_MAX ((size_t)UINT32_MAX)

static lc_status find_cuts(bench_input *self, lc_error *err)
{
	size_t most = self->text.size / LIANGCE_SEGMENT_BYTES + 2;
	self->cuts = lc__alloc(most, sizeof *self->cuts);
	self->folds = lc__alloc(most, sizeof *self->folds);
	if (self->cuts == NULL || self->folds == NULL)
		return lc__fail_nomem(err);
	self->cuts[0] = self->folds[0] = 0;
	for (size_t nominal = 0; self->cuts[self->segment_count] < self->text.size;) {
		nominal += LIANGCE_SEGMENT_BYTES;
		size_t cut = lc_segment_cut(self->text, nominal);
		if (cut > self->cuts[self->segment_count])
			self->cuts[++self->segment_count] = cut;
	}
	return LIANGCE_OK;
}

static lc_status fold_segments(bench_input *self, lc_error *err)
{
	/* A unit a byte and the sentinels are more than any text folds to; pages that are not written to cost nothing. */
	self->codes = lc__alloc(self->text.size + 2 * self->segment_count, sizeof *self->codes);
	if (self->codes == NULL)
		return lc__fail_nomem(err);
	lc__folded folded;
	lc_status status = lc__folded_init(&folded, err);
	if (status != LIANGCE_OK)
		return status;
	for (size_t i = 0; i < self->segment_count && status == LIANGCE_OK; i++) {
		status = lc__fold(&folded, input_segment(self, i), err);
		if (status != LIANGCE_OK)
			break;
		lc__fold_codes(&folded);
		memcpy(self->codes + self->folds[i], folded.codes, folded.count * sizeof *folded.codes);
		self->folds[i + 1] = self->folds[i] + folded.count;
	}
	lc__folded_release(&folded);
	return status;
}

lc_status input_init(bench_input *self, const char *path, lc_error *err)
{
	*self = (bench_input){0};
	char *data = NULL;
	lc_status status = lc__read_file(path, INPUT_MAX, &data, &self->text.size, err);
	self->text.data = data;
	if (status == LIANGCE_OK && self->text.size == 0)
		status = lc__fail_at(err, LIANGCE_E_INPUT, path, 0, 0, "nothing in it to measure on");
	if (status == LIANGCE_OK)
		status = find_cuts(self, err);
	if (status == LIANGCE_OK)
		status = fold_segments(self, err);
	if (status != LIANGCE_OK)
		input_release(self);
	return status;
}

void input_release(bench_input *self)
{
	lc__free((void *)(uintptr_t)self->text.data);
	lc__free(self->cuts);
	lc__free(self->folds);
	lc__free(self->codes);
	*self = (bench_input){0};
}
