/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The parts of folding that look at every character, in one version for each kind of machine: reading (UTF-8 becomes entries) and
 * packing (entries that are no units are taken out). What entries mean between the two is fold_inner.c's, fold_gloss.c's and fold_line.c's to say.
 *
 * Entry 0 is a sentinel, entry i the i-th character of the text, and one more sentinel follows; they are line ends. An entry has a
 * point (its code point; what is no BMP character has a stand-in, lc__read_character) and a unit from the fold table. Entries that
 * become no units are in gaps. Of a gap that holds line ends the part from the first on is a break: folded->edges lists where each starts
 * and ends, so line i stands between breaks i and i + 1. Gaps without, and what stands before a break, are listed in folded->inner
 * by their first entry; others counts characters in gaps that are neither line ends nor spaces. Opening brackets are in
 * folded->brackets. In folded->kept are, for now, all entries that are in no gap, and the first of each break.
 */
#ifndef LIANGCE_FOLD_KERNEL_H
#define LIANGCE_FOLD_KERNEL_H

#include <stddef.h>

#include "text/fold.h"
#include "text/fold_table.h"

/* Kernels may write this many entries behind the last. */
#define LIANGCE_FOLD_SLACK 128

/* While they read a byte they ask for the one so far ahead: the machine does not by itself at the beginning of each page. */
#define LIANGCE_FOLD_AHEAD 1536

/* … and blocks that they read have at least this many bytes of text behind them. */
#define LIANGCE_FOLD_BEHIND 4

typedef struct lc__fold_kernel {
	const char *name;
	/* Reads the text into all that is said above, starts, characters and invalid. */
	void (*read)(lc__folded *folded, const uint8_t *text, uint32_t size);
	/* Moves the units of kept entries together; returns how many there are. Fills kept.before. */
	uint32_t (*pack)(lc__folded *folded);
	/* Looks up the codes of units. */
	void (*code)(lc__folded *folded);
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
void lc__fold_code(lc__folded *folded);

/* A text that is being read, block by block of 64 bytes. */
typedef struct lc__reading {
	lc__folded *to;
	const uint8_t *text, *end;
	uint32_t count;         /* entries so far */
	uint32_t looked;        /* of them, that have units */
	uint32_t overrun;       /* bytes of the next block that belong to the last character */
	uint64_t breaks, inner; /* of the last 64 entries that were looked up, those that are in such parts of gaps */
	bool carry;             /* does a break go on? */
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

/* What is seen in 64 entries, a bit each. */
typedef struct lc__seen {
	uint64_t line_ends, spaces, others, brackets;
} lc__seen;

/* Notes what is seen in the entries from `first` on, but for the edges of breaks: it returns them, for the caller to list. */
static inline uint64_t lc__note(lc__reading *self, uint32_t first, lc__seen seen)
{
	lc__folded *to = self->to;
	const uint64_t gaps = seen.line_ends | seen.spaces | seen.others;
	/* What is added to a run of ones turns all that follow: from the first line end on to the end of a gap. */
	uint64_t sum;
	const bool carry = __builtin_add_overflow(gaps, seen.line_ends, &sum);
	self->carry = __builtin_add_overflow(sum, self->carry, &sum) | carry;
	const uint64_t breaks = gaps & ((sum ^ gaps) | seen.line_ends), inner = gaps & ~breaks;
	const uint64_t edges = breaks ^ (breaks << 1 | self->breaks >> 63);
	const uint64_t inner_starts = inner & ~(inner << 1 | self->inner >> 63);
	self->breaks = breaks;
	self->inner = inner;
	to->kept.words[first / 64] = ~gaps | (edges & breaks);
	to->inner[to->inner_count] = (lc__few){inner_starts, first};
	to->inner_count += inner_starts != 0;
	to->brackets[to->bracket_count] = (lc__few){seen.brackets, first};
	to->bracket_count += seen.brackets != 0;
	for (uint64_t bits = seen.others; bits != 0; bits &= bits - 1) /* rarely any */
		to->others++;
	return edges;
}

static inline void lc__see(lc__seen *self, uint64_t bit, uint16_t unit)
{
	switch (unit) {
	case LIANGCE_UNIT_BREAK: self->line_ends |= bit; break;
	case LIANGCE_UNIT_NONE: self->others |= bit; break;
	case ' ': self->spaces |= bit; break;
	case '(': self->brackets |= bit; break;
	default: break;
	}
}

/* Looks up the entries that are not yet, before `end`, 64 at a time as long as there are so many. */
static inline void lc__look_up(lc__reading *self, uint32_t end)
{
	lc__folded *to = self->to;
	for (; self->looked + 64 <= end; self->looked += 64) {
		lc__seen seen = {0};
		for (uint32_t i = 0; i < 64; i++) {
			const uint16_t unit = lc__folded_unit(to->points[self->looked + i]);
			to->units[self->looked + i] = unit;
			if (unit <= '(' || unit == LIANGCE_UNIT_NONE)
				lc__see(&seen, (uint64_t)1 << i, unit);
		}
		for (uint64_t edges = lc__note(self, self->looked, seen); edges != 0; edges &= edges - 1)
			to->edges[to->edge_count++] = self->looked + (uint32_t)__builtin_ctzll(edges);
	}
}

/*
 * Reads a whole text by a kernel's two steps, some blocks at a time, so that their points are at hand when they are looked up.
 * read_blocks reads blocks from `block` on, before `end`, as far as it can, and returns the first that it has not read; each has
 * at least LIANGCE_FOLD_BEHIND bytes of text behind it. look_up does what lc__look_up does.
 */
static inline void lc__read_text(lc__folded *folded, const uint8_t *text, uint32_t size,
                                 uint32_t (*read_blocks)(lc__reading *self, uint32_t block, uint32_t end),
                                 void (*look_up)(lc__reading *self, uint32_t end))
{
	enum { BATCH = 32 };
	lc__reading self = {.to = folded, .text = text, .end = text + size, .count = 1};
	const uint32_t blocks = (size + 63) / 64, inside = size < LIANGCE_FOLD_BEHIND ? 0 : (size - LIANGCE_FOLD_BEHIND) / 64;
	folded->invalid = 0;
	folded->edge_count = folded->inner_count = folded->bracket_count = folded->others = 0;
	folded->starts.count = blocks;
	folded->points[0] = '\n';
	for (uint32_t block = 0; block < blocks;) {
		const uint32_t end = blocks - block > BATCH ? block + BATCH : blocks;
		while (block < end) {
			block = read_blocks(&self, block, end < inside ? end : inside);
			if (block < end)
				lc__read_block(&self, block++);
		}
		look_up(&self, self.count);
	}
	folded->characters = self.count - 1;
	folded->points[self.count++] = '\n';
	/* Behind the sentinel is something that ends its break. */
	const uint32_t entries = self.count;
	do
		folded->points[self.count++] = 'x';
	while (self.count % 64 != 0);
	look_up(&self, self.count);
	folded->kept.count = (entries + 63) / 64;
	if (entries % 64 != 0)
		folded->kept.words[entries / 64] &= ((uint64_t)1 << entries % 64) - 1;
}

#endif
