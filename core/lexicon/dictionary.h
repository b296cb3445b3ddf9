/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of a dictionary in memory. A ruleset keeps the dictionary it was made from alive. */
#ifndef LIANGCE_DICTIONARY_H
#define LIANGCE_DICTIONARY_H

#include <stdatomic.h>

#include "base/base.h"

enum {
	LIANGCE_TERM_CHARACTERS = 64, /* longest spelling */
	LIANGCE_TERMS_MAX = 4000000,
};

struct lc_dictionary {
	lc_term *terms;
	size_t count, capacity;
	char **texts; /* every string the rows point into: one block a text that was added */
	size_t text_count, text_capacity;
	atomic_int owners;
};

lc_dictionary *lc__dictionary_retain(const lc_dictionary *self);

#endif
