/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of places: see places.h. A search over words from where the last one ended, then arithmetic inside a word. */
#include "text/places.h"

#define EVERY_BYTE 0x0101010101010101u

/* The n-th bit that is set; there are more than n. All bytes are counted at once, so that no instruction for it is needed. */
static uint32_t bit_of(uint64_t word, uint32_t n)
{
	uint64_t sums = word - (word >> 1 & 0x5555555555555555u);
	sums = (sums & 0x3333333333333333u) + (sums >> 2 & 0x3333333333333333u);
	sums = ((sums + (sums >> 4)) & 0x0F0F0F0F0F0F0F0Fu) * EVERY_BYTE; /* each byte: the bits of it and those below */
	const uint64_t below = ((n * EVERY_BYTE | 0x80 * EVERY_BYTE) - sums) & 0x80 * EVERY_BYTE; /* bytes whose sum is n or less */
	const uint32_t shift = 8 * (uint32_t)((below >> 7) * EVERY_BYTE >> 56);
	uint64_t byte = word >> shift;
	for (uint32_t left = n - (uint32_t)(sums << 8 >> shift & 0xFF); left > 0; left--)
		byte &= byte - 1;
	return shift + (uint32_t)__builtin_ctzll(byte);
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
