/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of places: see places.h. A binary search over words, then one inside a word. */
#include "text/places.h"

/* The n-th bit that is set. */
static uint32_t bit_of(uint64_t word, uint32_t n)
{
	uint32_t at = 0;
	for (uint32_t half = 32; half > 0; half /= 2) {
		uint32_t low = (uint32_t)__builtin_popcountll(word & (((uint64_t)1 << half) - 1));
		if (n >= low) {
			n -= low;
			word >>= half;
			at += half;
		}
	}
	return at;
}

uint32_t lc__places_find(const lc__places *self, uint32_t n)
{
	uint32_t low = 0, high = self->count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (self->before[middle] <= n)
			low = middle;
		else
			high = middle;
	}
	return low * 64 + bit_of(self->words[low], n - self->before[low]);
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
