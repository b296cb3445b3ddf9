/* SPDX-License-Identifier: Apache-2.0 */
/* The ways through the text that are timed against each other. A stage does its work and counts; it takes no time itself. */
#ifndef LIANGCE_BENCH_STAGES_H
#define LIANGCE_BENCH_STAGES_H

#include "input.h"
#include "subject.h"
#include "text/fold.h"

typedef struct bench_outcome {
	uint64_t matches; /* raw stages: reports of the engine; scans: occurrences of terms */
	uint64_t facts;
} bench_outcome;

/* What the stages work on. */
typedef struct bench_work {
	const bench_input *input;
	bench_subject *subject; /* NULL for the fold, which needs no dictionary */
	lc__folded *folded;     /* room to fold into */
} bench_work;

typedef struct bench_stage {
	const char *name;
	bool needs_subject;
	bool needs_numbers;
	lc_status (*run)(const bench_work *work, bench_outcome *out, lc_error *err);
} bench_stage;

enum { STAGE_COUNT = 5 };
extern const bench_stage stages[STAGE_COUNT];

#endif
