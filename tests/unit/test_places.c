/* SPDX-License-Identifier: Apache-2.0 */
/* text/places: the n-th place of rows with full, empty and mixed words, asked for in any order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text/places.h"

enum { WORDS = 300 };

typedef struct row {
	uint64_t words[WORDS];
	uint32_t before[WORDS], listed[WORDS * 64], count, last;
} row;

static uint32_t random_below(uint64_t *state, uint32_t bound)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*state >> 33) % bound);
}

static uint64_t random_word(uint64_t *state)
{
	switch (random_below(state, 4)) {
	case 0: return 0;
	case 1: return ~(uint64_t)0;
	case 2: return (uint64_t)1 << random_below(state, 64);
	default: return (uint64_t)random_below(state, UINT32_MAX) << 32 | random_below(state, UINT32_MAX);
	}
}

static void fill(row *self, uint32_t words, uint64_t *state)
{
	self->count = self->last = 0;
	for (uint32_t i = 0; i < words; i++) {
		self->words[i] = random_word(state);
		self->before[i] = self->count;
		for (uint32_t bit = 0; bit < 64; bit++)
			if ((self->words[i] >> bit & 1) != 0)
				self->listed[self->count++] = i * 64 + bit;
	}
}

static void every_place_is_found_from_everywhere(void **state)
{
	(void)state;
	static row it;
	uint64_t random = 1;
	for (uint32_t words = 1; words <= WORDS; words++) {
		fill(&it, words, &random);
		const lc__places places = {it.words, it.before, &it.last, words};
		for (uint32_t n = 0; n < it.count; n++) {
			assert_int_equal(lc__places_find(&places, n), it.listed[n]);
			const uint32_t other = random_below(&random, it.count);
			if (n % 8 == 0)
				assert_int_equal(lc__places_find(&places, other), it.listed[other]);
		}
		for (uint32_t n = 0; n < it.count; n++)
			assert_int_equal(lc__places_next(&places, it.listed[n], 7), n + 1 < it.count ? it.listed[n + 1] : 7);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(every_place_is_found_from_everywhere)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
