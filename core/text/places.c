/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of places: see places.h. A search over words from where the last one ended, then arithmetic inside a word. */
#include "text/places.h"

#define EVERY_BYTE 0x0101010101010101u

/*
 * The n-th bit that is set; there are more than n. Bits are counted in twos, fours and bytes at once, then the place is found from bytes
 * down: without an instruction that not every machine has, and without branches, as nothing foretells where it is.
 */
static uint32_t bit_of(uint64_t word, uint32_t n)
{
	const uint64_t twos = word - (word >> 1 & 0x5555555555555555u);
	const uint64_t fours = (twos & 0x3333333333333333u) + (twos >> 2 & 0x3333333333333333u);
	const uint64_t sums = ((fours + (fours >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * EVERY_BYTE; /* each byte: its bits and those below */
	const uint64_t below = ((n * EVERY_BYTE | 0x80 * EVERY_BYTE) - sums) & 0x80 * EVERY_BYTE; /* bytes whose sum is n or less */
	uint32_t at = 8 * (uint32_t)((below >> 7) * EVERY_BYTE >> 56), left = n - (uint32_t)(sums << 8 >> at & 0xFF);
	const uint32_t four = (uint32_t)(fours >> at & 0xF), in_upper_four = left >= four;
	left -= four & (0 - in_upper_four);
	at += 4 * in_upper_four;
	const uint32_t two = (uint32_t)(twos >> at & 3), in_upper_two = left >= two;
	left -= two & (0 - in_upper_two);
	at += 2 * in_upper_two;
	return at + (left >= (uint32_t)(word >> at & 1));
}

/* The last word before which no more than n places stand. Steps double, so what is near costs little and what is far not much. */
static uint32_t word_of(const lc__places *self, uint32_t n)
{
	const uint32_t *before = self->before;
	uint32_t low = *self->last, high = low, step = 1;
	if (before[low] <= n) {
		for (; low + step < self->count && before[low + step] <= n; step *= 2)
			low += step;
		high = self->count - low > step ? low + step : self->count;
	} else {
		for (; step < high && before[high - step] > n; step *= 2)
			high -= step;
		low = high > step ? high - step : 0;
	}
	while (high - low > 1) {
		const uint32_t middle = low + (high - low) / 2;
		if (before[middle] <= n)
			low = middle;
		else
			high = middle;
	}
	return low;
}

uint32_t lc__places_find(const lc__places *self, uint32_t n)
{
	const uint32_t at = word_of(self, n);
	*self->last = at;
	return at * 64 + bit_of(self->words[at], n - self->before[at]);
}

uint32_t lc__places_next(const lc__places *self, uint32_t place, uint32_t otherwise)
{
	uint32_t at = place / 64;
	uint64_t word = self->words[at] & (~(uint64_t)1 << place % 64);
	while (word == 0) {
		if (++at == self->count)
			return otherwise;
		word = self->words[at];
	}
	return at * 64 + (uint32_t)__builtin_ctzll(word);
}
