/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What becomes of the entries that may be no units (docs/folding.md, sections 3 and 4), in three passes: glosses, then what is in gaps
 * inside a line, then line ends, as whether a break is soft depends on the lines behind it. Entries are taken out of folded->kept and
 * put back; nothing moves.
 */
#ifndef LIANGCE_FOLD_SETTLE_H
#define LIANGCE_FOLD_SETTLE_H

#include "text/fold.h"
#include "text/fold_table.h"

/* Drops pinyin glosses. */
void lc__settle_glosses(lc__folded *text);

/* Keeps a space of a run that means something, and a TAB that parts. Glosses are settled. */
void lc__settle_inner(lc__folded *text);

/* Drops soft breaks, and those at both ends of the text but for the sentinels. All else is settled. */
void lc__settle_breaks(lc__folded *text);

/* lc__fold_kind of an entry, and its class alone. */
static inline unsigned lc__kind_at(const lc__folded *text, uint32_t entry)
{
	return lc__fold_kinds[text->points[entry]];
}

static inline unsigned lc__class_at(const lc__folded *text, uint32_t entry)
{
	return lc__kind_at(text, entry) & LIANGCE_FOLD_CLASS;
}

#endif
