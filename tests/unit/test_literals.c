/* SPDX-License-Identifier: Apache-2.0 */
/* match/literals, match/sweep and match/spots: on random units every version of the walk names the same places, and misses none. */
#include "match/literals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "match/coding.h"
#include "match/spots.h"
#include "match/sweep.h"

enum { TEXT = 4000, PATTERNS = 400, LONGEST = 7 };

typedef struct scene {
	lc__patterns patterns;
	lc__pattern items[PATTERNS];
	uint16_t units[PATTERNS * LONGEST];
	uint16_t text[TEXT + 2 + LIANGCE_SWEEP_SLACK];
} scene;

static uint32_t random_below(uint64_t *state, uint32_t limit)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33) % limit;
}

/* Of so few characters that patterns are prefixes of others and are found often. */
static void fill(scene *self, uint64_t seed, uint32_t alphabet)
{
	*self = (scene){.patterns = {.items = self->items, .units = self->units}};
	for (size_t i = 0; i < PATTERNS; i++) {
		uint16_t length = (uint16_t)(1 + random_below(&seed, LONGEST));
		bool name = random_below(&seed, 4) == 0;
		self->items[i] = (lc__pattern){.term = (uint32_t)i,
		                               .first = (uint32_t)self->patterns.unit_count,
		                               .length = length,
		                               .role = name ? LIANGCE_ROLE_NAME : LIANGCE_ROLE_COUNTED,
		                               .gaps = length > 2 && random_below(&seed, 10) == 0};
		for (size_t k = 0; k < length; k++)
			self->units[self->patterns.unit_count++] = (uint16_t)(0x4E00 + random_below(&seed, alphabet));
		self->patterns.count++;
	}
	for (size_t i = 0; i < TEXT; i++)
		self->text[i] = (uint16_t)(0x4E00 + random_below(&seed, alphabet));
	for (size_t i = TEXT; i < TEXT + 2 + LIANGCE_SWEEP_SLACK; i++)
		self->text[i] = LIANGCE_UNIT_BREAK;
}

static bool stands_at(const scene *self, const lc__pattern *pattern, uint32_t at)
{
	return memcmp(self->text + at, self->units + pattern->first, pattern->length * sizeof *self->text) == 0;
}

/* The literal of this pattern, if the bucket for its units holds it once and it fits; places: of the text from `from`. */
static size_t count_fits(const scene *self, const lc__literals *literals, uint32_t pattern, uint32_t at)
{
	bool is_long = self->items[pattern].length > 2;
	uint32_t hash = lc__literal_hash(lc__pair_at(self->text + at), is_long ? self->text[at + 2] : LIANGCE_NO_THIRD);
	const uint32_t *bucket = &literals->buckets[hash >> literals->bucket_shift];
	size_t count = 0;
	for (uint32_t i = bucket[0]; i < bucket[1]; i++)
		count += lc__what_term(literals->items[i].what) == pattern &&
		         lc__literal_begins(&literals->items[i], self->text + at) &&
		         lc__literal_goes_on(literals, i, self->text + at);
	return count;
}

static void check_place(const scene *self, const lc__literals *literals, bool names, uint32_t at, uint32_t place)
{
	for (uint32_t i = 0; i < PATTERNS; i++) {
		const lc__pattern *pattern = &self->items[i];
		bool listed = lc__is_literal(pattern, LIANGCE_MATCHER_SWEEP) && (names || pattern->role != LIANGCE_ROLE_NAME);
		bool stands = listed && stands_at(self, pattern, at);
		if (stands)
			assert_true(pattern->length > 2 ? lc__place_long(place) : lc__place_short(place));
		assert_int_equal(count_fits(self, literals, i, at), stands);
	}
}

static void check_walk(const scene *self, const lc__literals *literals, bool names, uint32_t from, uint32_t to)
{
	lc__sweep sweeps[LIANGCE_SWEEPS + 1];
	uint32_t places[LIANGCE_SWEEP_MOST + LIANGCE_SWEEP_SLACK], others[LIANGCE_SWEEP_MOST + LIANGCE_SWEEP_SLACK];
	lc__sweeps(sweeps);
	size_t count = lc__sweep_portable(literals, self->text, from, to, places);
	for (size_t i = 0; sweeps[i] != NULL; i++) {
		assert_int_equal(sweeps[i](literals, self->text, from, to, others), count);
		assert_memory_equal(others, places, count * sizeof *places);
	}
	size_t next = 0;
	for (uint32_t at = from; at < to; at++) {
		bool named = next < count && lc__place_unit(places[next]) == at;
		check_place(self, literals, names, at, named ? places[next] : 0);
		next += named;
	}
	assert_int_equal(next, count);
}

static void walks_miss_nothing(void **state)
{
	static scene self;
	(void)state;
	for (uint32_t seed = 1; seed <= 12; seed++) {
		bool names = seed % 2 == 0;
		lc__literals literals;
		fill(&self, seed, seed % 3 == 0 ? 300 : 12);
		assert_int_equal(lc__literals_build(&literals, &self.patterns, LIANGCE_MATCHER_SWEEP, names, NULL), LIANGCE_OK);
		for (uint32_t from = 0, length; from < TEXT; from += length) {
			length = 1 + (from * 7 + seed) % LIANGCE_SWEEP_MOST;
			check_walk(&self, &literals, names, from, from + length < TEXT ? from + length : TEXT);
		}
		lc__literals_release(&literals);
	}
}

static void literals_need_memory(void **state)
{
	static scene self;
	(void)state;
	fill(&self, 1, 12);
	for (uint64_t nth = 1; nth <= 6; nth++) {
		lc__literals literals;
		lc__alloc_fail_after(nth, false);
		assert_int_equal(lc__literals_build(&literals, &self.patterns, LIANGCE_MATCHER_SWEEP, true, NULL), LIANGCE_E_NOMEM);
		lc__alloc_fail_after(0, false);
	}
}

/* Spots of a text, as the units they name, with "." for all others. */
static void assert_spots(const char *text, const char *expected)
{
	lc__folded folded;
	lc__buffer marked;
	uint16_t units[64];
	uint32_t spots[66];
	assert_int_equal(lc__folded_init(&folded, NULL), LIANGCE_OK);
	assert_int_equal(lc__fold(&folded, (lc_view){text, strlen(text)}, NULL), LIANGCE_OK);
	lc__fold_codes(&folded);
	size_t count = lc__spots_find(&folded, 1, folded.count - 1, spots);
	for (uint32_t i = 1, next = 0; i < folded.count - 1; i++) {
		units[i - 1] = next < count && spots[next] == i ? folded.units[i] : '.';
		next += next < count && spots[next] == i;
	}
	lc__buffer_init(&marked, 1024);
	assert_int_equal(lc__units_to_utf8(&marked, units, folded.count - 2, NULL), LIANGCE_OK);
	assert_int_equal(lc__buffer_append(&marked, "", 1, NULL), LIANGCE_OK);
	assert_string_equal(marked.data, expected);
	lc__buffer_release(&marked);
	lc__folded_release(&folded);
}

static void a_lone_one_is_no_spot(void **state)
{
	(void)state;
	assert_spots("一个人", "...");
	assert_spots("不到一个月", "..一..");
	assert_spots("统一一下", ".一..");
	assert_spots("第一次", ".一.");
	assert_spots("一年一月", "一.一.");
	assert_spots("一半", "一.");
	assert_spots("第一年", ".一.");
	assert_spots("一百二十", "一...");
	assert_spots("十一件", "十..");
	assert_spots("办件58502件", "..5.....");
	assert_spots("几家、两地", "几..两.");
	assert_spots("\uE030\uE0515件", "..5."); /* private-use characters are in the column of numerals */
	assert_spots("周一9时,二十五件", ".一...二...");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(walks_miss_nothing),
	    cmocka_unit_test(literals_need_memory),
	    cmocka_unit_test(a_lone_one_is_no_spot),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
