/* SPDX-License-Identifier: Apache-2.0 */
/* What is settled inside a line of zero width, spaces and TABs. See fold_settle.h. */
#include "text/fold_settle.h"

enum { SHORT = 3 }; /* the longest run of spaces that may mean nothing inside a line */

/* Settles the gap that begins at `start`. At the end of a line, or behind a gloss, spaces mean nothing. */
static void settle_gap(lc__folded *text, uint32_t start)
{
	uint32_t first_space = 0, spaces = 0, first_tab = 0, at = start;
	unsigned class;
	for (; (class = lc__class_at(text, at)) != 0 && class != LIANGCE_FOLD_LINE; at++) {
		if (class == LIANGCE_FOLD_SPACE && spaces++ == 0)
			first_space = at;
		if (class == LIANGCE_FOLD_TAB && first_tab == 0)
			first_tab = at;
	}
	if (class == LIANGCE_FOLD_LINE)
		return;
	if (first_tab != 0) {
		lc__places_keep(&text->kept, first_tab);
		text->units[first_tab] = LIANGCE_UNIT_BREAK;
	} else if (spaces > 0 && lc__places_has(&text->kept, start - 1)) {
		const unsigned beside = lc__kind_at(text, start - 1) | lc__kind_at(text, at);
		if (spaces > SHORT || (beside & LIANGCE_FOLD_DRAWS) == 0)
			lc__places_keep(&text->kept, first_space);
	}
}

void lc__settle_inner(lc__folded *text)
{
	for (uint32_t i = 0; i < text->inner_count; i++)
		for (uint64_t bits = text->inner[i].bits; bits != 0; bits &= bits - 1)
			settle_gap(text, text->inner[i].first + (uint32_t)__builtin_ctzll(bits));
}
