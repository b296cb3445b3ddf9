/* SPDX-License-Identifier: Apache-2.0 */
/* The lists that words.c loads: words of one kind in one string, separated by spaces. */
#ifndef LIANGCE_WORD_LISTS_H
#define LIANGCE_WORD_LISTS_H

#include "facts/words.h"

typedef struct lc__word_list {
	lc__word word;
	bool near;
	const char *words;
} lc__word_list;

typedef struct lc__tail_list {
	lc__tail tail;
	const char *words;
} lc__tail_list;

/* Each ends with a list whose words are NULL. A word that is listed twice is what the first list says. */
extern const lc__word_list lc__word_lists[];
extern const lc__tail_list lc__tail_lists[];

#endif
