/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the engine compiles: an expression for each pattern that the sweep leaves to it. Byte sequences are written \xHH and compiled
 * by hs_compile_multi: hs_compile_lit_multi of Hyperscan 5.4.0 is broken (intel/hyperscan #303).
 */
#ifndef LIANGCE_EXPRESSIONS_H
#define LIANGCE_EXPRESSIONS_H

#include "match/patterns.h"

typedef struct lc__expressions {
	const char **texts; /* terminated, into `characters` */
	unsigned *flags;
	unsigned *ids; /* of patterns */
	size_t count;
	lc__buffer characters;
} lc__expressions;

/* names: with those of that role. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE. */
lc_status lc__expressions_build(lc__expressions *self, const lc__patterns *patterns, lc_matcher matcher, bool names, lc_error *err);
void lc__expressions_release(lc__expressions *self);

#endif
