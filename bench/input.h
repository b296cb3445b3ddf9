/* SPDX-License-Identifier: Apache-2.0 */
/* The text that is measured on: as it stands in its file, and folded beforehand for the stage that does without the fold. */
#ifndef LIANGCE_BENCH_INPUT_H
#define LIANGCE_BENCH_INPUT_H

#include "base/base.h"

/* Segment i of the text is [cuts[i], cuts[i + 1]) of its bytes and [folds[i], folds[i + 1]) of its codes. */
typedef struct bench_input {
	lc_view text;
	size_t *cuts;
	size_t *folds;
	size_t segment_count;
	uint16_t *codes;
} bench_input;

/* Reads and folds a file of at most 4 GiB. LIANGCE_E_READ, LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE, LIANGCE_E_INPUT (empty). */
lc_status input_init(bench_input *self, const char *path, lc_error *err);
void input_release(bench_input *self);

/* Segment i as bytes of the text; as codes, of which *count is set. */
static inline lc_view input_segment(const bench_input *self, size_t i)
{
	return (lc_view){self->text.data + self->cuts[i], self->cuts[i + 1] - self->cuts[i]};
}

static inline const uint16_t *input_codes(const bench_input *self, size_t i, size_t *count)
{
	*count = self->folds[i + 1] - self->folds[i];
	return self->codes + self->folds[i];
}

#endif
