/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The kernel in portable C: see fold_kernel.h. Characters of three bytes are read four at a time and ASCII eight at a time, as
 * Chinese text is stretches of the one with a few of the other.
 */
#include <string.h>

#include "text/fold_kernel.h"

/* Four bytes, the first in the lowest bits. */
static uint32_t load(const uint8_t *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* Does a word begin with a character of three bytes, its lead not E0 or ED, behind which not every byte may stand? */
static bool is_three(uint32_t word)
{
	return (word & 0xC0C0F0) == 0x8080E0 && (0x2001u >> (word & 0xF) & 1) == 0;
}

/* Reads the characters that begin in a block. */
static void read_block(lc__reading *self, uint32_t block)
{
	lc__folded *to = self->to;
	const uint8_t *const base = self->text + (size_t)block * 64, *const stop = base + 64, *at = base + self->overrun;
	uint16_t *point = to->points + self->count;
	uint64_t starts = 0;
	while (at < stop) {
		const uint32_t word = load(at);
		starts |= (uint64_t)1 << (at - base);
		if (is_three(word)) {
			*point++ = (uint16_t)(word << 12 | (word >> 2 & 0xFC0) | (word >> 16 & 0x3F));
			at += 3;
		} else if ((word & 0x80) == 0) {
			*point++ = (uint8_t)word;
			at++;
		} else {
			at += lc__read_character(self, point++, at);
		}
	}
	to->starts.words[block] = starts;
	to->starts.before[block] = self->count - 1;
	self->count = (uint32_t)(point - to->points);
	self->overrun = (uint32_t)(at - stop);
}

static uint32_t read_blocks(lc__reading *self, uint32_t block, uint32_t end)
{
	while (block < end)
		read_block(self, block++);
	return block;
}

static void read_text(lc__folded *folded, const uint8_t *text, uint32_t size)
{
	lc__read_text(folded, text, size, read_blocks, lc__look_up);
}

uint32_t lc__fold_pack(lc__folded *folded)
{
	lc__places *kept = &folded->kept;
	uint32_t count = 0;
	for (uint32_t i = 0; i < kept->count; i++) {
		uint64_t word = kept->words[i];
		uint32_t from = i * 64;
		kept->before[i] = count;
		while (word != 0) {
			uint32_t skip = (uint32_t)__builtin_ctzll(word);
			word >>= skip;
			from += skip;
			uint32_t run = ~word == 0 ? 64 : (uint32_t)__builtin_ctzll(~word);
			if (from != count)
				memmove(folded->units + count, folded->units + from, run * sizeof *folded->units);
			count += run;
			from += run;
			word = run == 64 ? 0 : word >> run;
		}
	}
	return count;
}

void lc__fold_code(lc__folded *folded)
{
	for (uint32_t i = 0; i < folded->count; i++)
		folded->codes[i] = lc__unit_code(folded->units[i]);
}

const lc__fold_kernel lc__fold_portable = {"portable", read_text, lc__fold_pack, lc__fold_code};
