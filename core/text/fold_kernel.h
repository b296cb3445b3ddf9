/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The two parts of folding that look at every character, in one version for each kind of machine: reading (UTF-8 becomes entries) and
 * packing (entries that are no units are taken out). What entries mean between the two is fold_inside.c's and fold_line.c's to say.
 *
 * Entry 0 is a sentinel, entry i the i-th character of the text, and one more sentinel follows. An entry has a point (its code
 * point; what is no BMP character has a stand-in, lc__read_character), a unit and a code from the fold table. Where its unit is 0 its
 * code is an lc__fold_class. Entries that need thought are listed in folded->marks: those of unit 0, and opening brackets that
 * may begin a gloss.
 */
#ifndef LIANGCE_FOLD_KERNEL_H
#define LIANGCE_FOLD_KERNEL_H

#include <stddef.h>

#include "text/fold.h"
#include "text/fold_table.h"

/* Kernels may write this many entries behind the last. */
#define LIANGCE_FOLD_SLACK 128

/* … and blocks that they read have at least this many bytes of text behind them. */
#define LIANGCE_FOLD_BEHIND 4

typedef struct lc__fold_kernel {
	const char *name;
	/* Reads the text into folded's points, units, codes, starts, characters and invalid; returns how many marks there are. */
	uint32_t (*read)(lc__folded *folded, const uint8_t *text, uint32_t size);
	/* Moves the units and codes of kept entries together; returns how many there are. Fills kept.before. */
	uint32_t (*pack)(lc__folded *folded);
} lc__fold_kernel;

/* All kernels that this machine can run, the best first, then NULL. The last is the portable one. */
#define LIANGCE_FOLD_KERNELS 3
void lc__fold_kernels(const lc__fold_kernel *kernels[LIANGCE_FOLD_KERNELS + 1]);

extern const lc__fold_kernel lc__fold_portable;
#if defined(__x86_64__) && defined(__GNUC__)
#define LIANGCE_FOLD_X86 1
extern const lc__fold_kernel lc__fold_avx2, lc__fold_avx512;
#endif

/* Packs in portable C. */
uint32_t lc__fold_pack(lc__folded *folded);

/* A text that is being read, block by block of 64 bytes. */
typedef struct lc__reading {
	lc__folded *to;
	const uint8_t *text, *end;
	uint32_t count;  /* entries so far */
	uint32_t looked; /* of them, that have units and codes */
	uint32_t marks;
	uint32_t overrun; /* bytes of the next block that belong to the last character */
} lc__reading;

/*
 * Reads the character at `at`, whatever it is: returns how many bytes it has. Its point is U+FFFD where it is ill-formed, and where it
 * is not in the BMP U+FFFE or, if it is dropped, another that is dropped.
 */
uint32_t lc__read_character(lc__reading *self, uint16_t *point, const uint8_t *at);

/* Reads the characters that begin in a block, one at a time: points and starts. For what a kernel does not know. */
void lc__read_block(lc__reading *self, uint32_t block);

/* The bytes of a block that begin characters, one bit a byte: all, those of two and three bytes, those of three. */
typedef struct lc__leads {
	uint64_t all, several, threes;
} lc__leads;

/* Bytes of this block that must go on a character of it, and those of the next one, a bit a byte. */
static inline uint64_t lc__leads_want(lc__leads leads)
{
	return leads.several << 1 | leads.threes << 2;
}

static inline uint64_t lc__leads_overrun(lc__leads leads)
{
	return leads.several >> 63 | leads.threes >> 62;
}

/* Which of two bytes go on a character: a bit a byte. */
static inline uint64_t lc__going_on(const uint8_t *at)
{
	return (uint64_t)((at[0] & 0xC0) == 0x80) | (uint64_t)((at[1] & 0xC0) == 0x80) << 1;
}

/*
 * A kernel has read the blocks [first, block); the next one owes `overrun` bytes to the last, which owed `last_overrun` itself. If it
 * does not have them the last block ends in something ill-formed, and counts as not read. Returns the first block that is not read.
 */
static inline uint32_t lc__end_blocks(lc__reading *self, uint32_t first, uint32_t block, uint32_t count, uint64_t overrun,
                                      uint64_t last_overrun)
{
	if (block > first && (overrun & ~lc__going_on(self->text + (size_t)block * 64)) != 0) {
		count = self->to->starts.before[--block] + 1;
		overrun = last_overrun;
	}
	self->count = count;
	self->overrun = (uint32_t)((overrun & 1) + (overrun >> 1 & 1) + (overrun >> 2 & 1));
	return block;
}

/* Points in [SAFE, SAFE_END), Han among them, behind an opening bracket: no letter of a gloss, nor anything of no width. */
#define LIANGCE_FOLD_SAFE 0x2E80
#define LIANGCE_FOLD_SAFE_END 0xFE00

static inline bool lc__is_special(uint16_t unit, uint16_t next_point)
{
	if ((unit & ~'(') != 0) /* quickly, nearly always */
		return false;
	return unit == 0 || (unit == '(' && (next_point < LIANGCE_FOLD_SAFE || next_point >= LIANGCE_FOLD_SAFE_END));
}

/* Looks up the entries before `end` that are not yet, all or some; the point at `end` is known. One at a time. */
static inline void lc__look_up(lc__reading *self, uint32_t end)
{
	const uint16_t *points = self->to->points;
	uint16_t *units = self->to->units, *codes = self->to->codes;
	uint32_t *marks = self->to->marks, count = self->marks;
	for (uint32_t i = self->looked; i < end; i++) {
		const uint32_t entry = lc__fold_table[points[i]];
		units[i] = (uint16_t)entry;
		codes[i] = (uint16_t)(entry >> 16);
		if (lc__is_special((uint16_t)entry, points[i + 1]))
			marks[count++] = i;
	}
	self->marks = count;
	self->looked = end;
}

/*
 * Reads a whole text by a kernel's two steps, some blocks at a time, so that their points are at hand when they are looked up.
 * read_blocks reads blocks from `block` on, before `end`, as far as it can, and returns the first that it has not read; each has
 * at least LIANGCE_FOLD_BEHIND bytes of text behind it. look_up does what lc__look_up does, and may leave less than 64 entries.
 */
static inline uint32_t lc__read_text(lc__folded *folded, const uint8_t *text, uint32_t size,
                                     uint32_t (*read_blocks)(lc__reading *self, uint32_t block, uint32_t end),
                                     void (*look_up)(lc__reading *self, uint32_t end))
{
	enum { BATCH = 32 };
	lc__reading self = {.to = folded, .text = text, .end = text + size, .count = 1};
	const uint32_t blocks = (size + 63) / 64, inside = size < LIANGCE_FOLD_BEHIND ? 0 : (size - LIANGCE_FOLD_BEHIND) / 64;
	folded->invalid = 0;
	folded->starts.count = blocks;
	folded->points[0] = '\n';
	for (uint32_t block = 0; block < blocks;) {
		const uint32_t end = blocks - block > BATCH ? block + BATCH : blocks;
		while (block < end) {
			block = read_blocks(&self, block, end < inside ? end : inside);
			if (block < end)
				lc__read_block(&self, block++);
		}
		look_up(&self, self.count - 1); /* what comes behind the last is not known yet */
	}
	folded->points[self.count] = '\n';
	lc__look_up(&self, self.count);
	folded->characters = self.count - 1;
	return self.marks;
}

#endif
