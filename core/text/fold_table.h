/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tables that the fold looks things up in, computed when building (make_fold_table.c): the unit that a BMP code point folds to, what
 * the fold asks of it, and the codes of units (match/coding).
 */
#ifndef LIANGCE_FOLD_TABLE_H
#define LIANGCE_FOLD_TABLE_H

#include <stdint.h>

/* Line ends become LIANGCE_UNIT_BREAK, spaces ' ', and TABs and what is dropped, for a while, this, which no text holds. */
#define LIANGCE_UNIT_NONE 0xD800

/* What the fold asks of a code point, or of the unit it folds to. */
enum lc__fold_kind {
	LIANGCE_FOLD_DROP = 1, /* zero width */
	LIANGCE_FOLD_SPACE,
	LIANGCE_FOLD_LINE, /* a line end */
	LIANGCE_FOLD_TAB,
	LIANGCE_FOLD_CLASS = 7,   /* the bits of those above; 0: it becomes a unit */
	LIANGCE_FOLD_ENDS = 8,    /* ends a sentence */
	LIANGCE_FOLD_CLOSES = 16, /* may stand behind what ends a sentence */
	LIANGCE_FOLD_PROSE = 32,  /* stands in sentences, rarely in tables */
	LIANGCE_FOLD_DRAWS = 64,  /* makes a short run of spaces beside it mean nothing */
};

extern const uint8_t lc__fold_kinds[0x10000];

/* One more at either end, so that 32 bits can be read of which either half is any one of them. */
extern const uint16_t lc__folded_units[1 + 0x10000 + 1], lc__unit_codes[1 + 0x10000 + 1];

static inline uint16_t lc__folded_unit(uint16_t point)
{
	return lc__folded_units[1 + point];
}

static inline uint16_t lc__unit_code(uint16_t unit)
{
	return lc__unit_codes[1 + unit];
}

/* For kernels: which bytes of eight 16-bit words to take so that the words whose bits are set stand together. */
extern _Alignas(16) const uint8_t lc__fold_squeezes[256][16];

#endif
