/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The table that the fold looks each BMP code point up in, computed when building (make_fold_table.c).
 * An entry is code << 16 | unit for a character that simply becomes a unit. Where its low half is 0 the character needs
 * thought, and the high half says which kind it is.
 */
#ifndef LIANGCE_FOLD_TABLE_H
#define LIANGCE_FOLD_TABLE_H

#include <stdint.h>

enum lc__fold_class {
	LIANGCE_FOLD_NUL,  /* U+0000, a unit like others, but it is 0; so is its code */
	LIANGCE_FOLD_DROP, /* zero width */
	LIANGCE_FOLD_SPACE,
	LIANGCE_FOLD_LINE, /* a line end */
	LIANGCE_FOLD_TAB,
};

extern const uint32_t lc__fold_table[0x10000];

/* For kernels: which bytes of eight 16-bit words to take so that the words whose bits are set stand together. */
extern _Alignas(16) const uint8_t lc__fold_squeezes[256][16];

#endif
