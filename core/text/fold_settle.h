/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What becomes of the entries that need thought (docs/folding.md, sections 3 and 4), in two passes over the marks: first all that
 * is decided inside a line, then the line ends, as whether a break is soft depends on the lines behind it. Entries that are no
 * units are taken out of folded->kept; nothing moves.
 */
#ifndef LIANGCE_FOLD_SETTLE_H
#define LIANGCE_FOLD_SETTLE_H

#include "text/fold.h"
#include "text/fold_table.h"

/* A line end in folded->marks: its entry, and what is known of the line before it. */
#define LIANGCE_LINE_ENTRY 0x1FFFFFFFu
#define LIANGCE_LINE_EMPTY 0x20000000u  /* has no unit */
#define LIANGCE_LINE_TABBED 0x40000000u /* holds a TAB */
#define LIANGCE_LINE_UNSEEN 0x80000000u /* may hold characters of no width */

/*
 * Settles drops, spaces, glosses and TABs, of `marks` marks, the last of them the sentinel behind the text, whose class is
 * LIANGCE_FOLD_LINE. Puts the line ends in the place of the marks and returns how many there are.
 */
uint32_t lc__settle_inside(lc__folded *text, uint32_t marks);

/* Settles `count` line ends, of which the last is the sentinel. */
void lc__settle_lines(lc__folded *text, uint32_t count);

/* The lc__fold_class of an entry, -1 for one that is a unit. */
static inline int lc__class_at(const lc__folded *text, uint32_t entry)
{
	return text->units[entry] != 0 ? -1 : text->codes[entry];
}

#endif
