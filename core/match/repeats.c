/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Strings of Han that stand several times in a segment and that no find of the dictionary touches. What a text repeats in changing
 * company is mostly what it is about: a string counts if it is not always followed, nor always preceded, by the same character,
 * so that neither a piece of a longer word nor of a repeated sentence does. One segment is looked at, and memory is that of one.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "match/found_words.h"

enum {
	SHORTEST = 4,
	LONGEST = 8,
	LEAST_TIMES = 3,
	ROOM = LONGEST + 1, /* one behind it tells what follows */
	BUCKET_BITS = 15
};

typedef struct place {
	uint64_t head; /* its first four units, in the order of their bytes */
	uint32_t at;
} place;

/* Two units of a folded text are sentinels. A Han takes three bytes of the source. */
struct lc__repeats {
	uint8_t buckets[1 << BUCKET_BITS];  /* how often heads of this hash stand there, up to LEAST_TIMES */
	uint8_t room[LIANGCE_FOLD_MAX + 2]; /* from a unit, how many may be in strings, up to ROOM */
	place places[LIANGCE_FOLD_MAX / 3];
	size_t count;
};

static bool contains(const uint16_t *list, uint16_t unit)
{
	while (*list != 0 && *list != unit)
		list++;
	return *list != 0;
}

/* Words seldom begin or end with what joins words; numerals belong to facts. */
static bool is_edge(uint16_t unit)
{
	return !contains(u"的了和是在与及等将对从为并也都就而或以于到把被向不这那其之有我他她它们个一二三四五六七八九十两第", unit);
}

static void find_room(struct lc__repeats *self, const lc__folded *text, const lc__known *known)
{
	memset(self->room, 0, text->count);
	for (uint32_t at = 0; at < text->count; at++)
		self->room[at] = lc__is_han(text->units[at]);
	for (size_t i = 0; i < known->hit_count; i++)
		memset(self->room + known->hits[i].start, 0, known->hits[i].end - known->hits[i].start);
	for (uint32_t at = text->count - 1; at-- > 0;)
		if (self->room[at] != 0 && self->room[at + 1] != 0)
			self->room[at] = self->room[at + 1] == ROOM ? ROOM : (uint8_t)(self->room[at + 1] + 1);
}

static uint64_t head_of(const lc__folded *text, uint32_t at)
{
	uint64_t head = 0;
	for (uint32_t i = 0; i < SHORTEST; i++)
		head = head << 16 | text->units[at + i];
	return head;
}

static uint8_t *bucket_of(struct lc__repeats *self, uint64_t head)
{
	return &self->buckets[head * 0x9E3779B97F4A7C15U >> (64 - BUCKET_BITS)];
}

/* Places whose head may stand there often enough: most do not, and need not be sorted. */
static void find_places(struct lc__repeats *self, const lc__folded *text)
{
	memset(self->buckets, 0, sizeof self->buckets);
	self->count = 0;
	for (uint32_t at = 1; at < text->count; at++)
		if (self->room[at] >= SHORTEST) {
			uint8_t *bucket = bucket_of(self, head_of(text, at));
			*bucket = *bucket < LEAST_TIMES ? (uint8_t)(*bucket + 1) : LEAST_TIMES;
		}
	for (uint32_t at = 1; at < text->count; at++)
		if (self->room[at] >= SHORTEST && *bucket_of(self, head_of(text, at)) == LEAST_TIMES) {
			assert(self->count < sizeof self->places / sizeof *self->places);
			self->places[self->count++] = (place){head_of(text, at), at};
		}
}

typedef struct sorting {
	const uint16_t *units;
	const uint8_t *room;
} sorting;

/* Strings in order, each before those that go on where it ends; equal ones by place. */
static int in_order(const void *a, const void *b, void *payload)
{
	const sorting *self = payload;
	const place *x = a, *y = b;
	if (x->head != y->head)
		return x->head < y->head ? -1 : 1;
	for (uint32_t i = SHORTEST; i < self->room[x->at] && i < self->room[y->at]; i++)
		if (self->units[x->at + i] != self->units[y->at + i])
			return self->units[x->at + i] < self->units[y->at + i] ? -1 : 1;
	if (self->room[x->at] != self->room[y->at])
		return self->room[x->at] < self->room[y->at] ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

/* Whether units[at, at + size) stand at `other`, too, inside what may be in strings. */
static bool is_same(const struct lc__repeats *self, const lc__folded *text, uint32_t at, uint32_t other, uint32_t size)
{
	return self->room[other] >= size && memcmp(text->units + at, text->units + other, size * sizeof *text->units) == 0;
}

/* Whether the same character stands `step` away from the beginning of all places; where a stretch ends, none does. */
static bool is_bound(const struct lc__repeats *self, const lc__folded *text, const place *places, size_t count, int step)
{
	uint16_t neighbour = text->units[(uint32_t)((int64_t)places[0].at + step)];
	for (size_t i = 0; i < count; i++) {
		uint32_t at = (uint32_t)((int64_t)places[i].at + step);
		if (self->room[at] == 0 || text->units[at] != neighbour)
			return false;
	}
	return true;
}

static bool is_word(const struct lc__repeats *self, const lc__folded *text, const place *places, size_t count, uint32_t size)
{
	uint32_t at = places[0].at;
	return count >= LEAST_TIMES && is_edge(text->units[at]) && is_edge(text->units[at + size - 1]) &&
	       !is_bound(self, text, places, count, -1) && !is_bound(self, text, places, count, (int)size);
}

/* Each string of this size that is one, once. */
static lc_status keep_words(lc__found_words *to, const lc__folded *text, uint32_t size, lc_error *err)
{
	const struct lc__repeats *self = to->repeats;
	lc_status status = LIANGCE_OK;
	for (size_t first = 0, next; first < self->count && status == LIANGCE_OK; first = next) {
		uint32_t at = self->places[first].at, earliest = at;
		next = first + 1;
		if (self->room[at] < size)
			continue;
		for (; next < self->count && is_same(self, text, at, self->places[next].at, size); next++)
			if (self->places[next].at < earliest)
				earliest = self->places[next].at;
		if (is_word(self, text, self->places + first, next - first, size))
			status = lc__found_words_keep(to, text, earliest, earliest + size, LIANGCE_SEEN_REPEATED, "", err);
	}
	return status;
}

lc_status lc__found_words_add_repeated(lc__found_words *self, const lc__folded *text, const lc__known *known, lc_error *err)
{
	if (!self->wanted)
		return LIANGCE_OK;
	if (self->repeats == NULL)
		self->repeats = lc__alloc(1, sizeof *self->repeats);
	if (self->repeats == NULL)
		return lc__fail_nomem(err);
	find_room(self->repeats, text, known);
	find_places(self->repeats, text);
	sorting order = {text->units, self->repeats->room};
	qsort_r(self->repeats->places, self->repeats->count, sizeof(place), in_order, &order);
	lc_status status = LIANGCE_OK;
	for (uint32_t size = SHORTEST; size <= LONGEST && status == LIANGCE_OK; size++)
		status = keep_words(self, text, size, err);
	return status;
}
