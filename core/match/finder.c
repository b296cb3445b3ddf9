/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The engine's callback and what surrounds it: see finder.h. The engine reports only where a match ends, in bytes. A literal
 * starts its length before that; where a pattern with gaps starts is looked for backwards, here.
 */
#include "match/finder.h"

#include <string.h>

#include "lexicon/dictionary.h"
#include "lexicon/spelling.h"

enum {
	FINDS_FIRST = 1 << 14,
	FINDS_MAX = 1 << 26, /* 512 MiB: a dictionary in which everything nests in everything */
};

lc_status lc__finder_init(lc__finder *self, const lc_ruleset *rules, const int *stop, lc_error *err)
{
	*self = (lc__finder){.rules = rules, .stop = stop};
	hs_error_t code = hs_clone_scratch(rules->prototype, &self->scratch);
	if (code != HS_SUCCESS)
		return lc__fail_engine(err, "scratch", code);
	self->finds = lc__alloc(FINDS_FIRST, sizeof *self->finds);
	self->names = lc__alloc(FINDS_FIRST, sizeof *self->names);
	self->spots = lc__alloc(FINDS_FIRST, sizeof *self->spots);
	self->find_capacity = self->name_capacity = self->spot_capacity = FINDS_FIRST;
	if (self->finds == NULL || self->names == NULL || self->spots == NULL) {
		lc__finder_release(self);
		return lc__fail_nomem(err);
	}
	return LIANGCE_OK;
}

void lc__finder_release(lc__finder *self)
{
	hs_free_scratch(self->scratch);
	lc__free(self->finds);
	lc__free(self->names);
	lc__free(self->spots);
	*self = (lc__finder){0};
}

/* What the callback is given. */
typedef struct context {
	lc__finder *finder;
	const lc__folded *text;
	const lc__pattern *patterns;
	size_t pattern_count; /* ids from here on are spotters */
	lc_status status;
	lc_error *err;
} context;

/* Is a find cut out of a longer Latin word or number? The sentinels stand at both ends of the text. */
static bool is_torn(const context *self, uint32_t start, uint32_t length, const lc__pattern *pattern)
{
	const uint16_t *units = self->text->units;
	return (pattern->before != LIANGCE_BORDER_NONE && lc__border_of(units[start - 1]) == pattern->before) ||
	       (pattern->behind != LIANGCE_BORDER_NONE && lc__border_of(units[start + length]) == pattern->behind);
}

static int add_find(context *self, uint32_t start, uint32_t length, unsigned pattern)
{
	lc__finder *to = self->finder;
	if (is_torn(self, start, length, &self->patterns[pattern]))
		return 0;
	bool name = self->patterns[pattern].role == LIANGCE_ROLE_NAME;
	lc__find **list = name ? &to->names : &to->finds;
	size_t *count = name ? &to->name_count : &to->find_count;
	size_t *capacity = name ? &to->name_capacity : &to->find_capacity;
	if (*count == *capacity) {
		void *items = *list;
		self->status = lc__grow(&items, capacity, *count + 1, FINDS_MAX, sizeof **list, self->err);
		*list = items;
		if (self->status != LIANGCE_OK)
			return 1;
	}
	(*list)[(*count)++] = lc__find_make(start, length, pattern);
	return 0;
}

/*
 * Places before the end of a match, bit k: k units before it. The longest match takes turns of a character and a gap, so a set of them
 * fits; and as a set holds each place once, a pattern of many gaps costs no more for all the ways in which it fits.
 */
typedef unsigned __int128 places;

enum { PLACES = 128 };

_Static_assert(LIANGCE_TERM_CHARACTERS + LIANGCE_TERM_CHARACTERS / 2 * (LIANGCE_GAP_MAX - 1) <= PLACES, "a match may be longer");

/* Places one unit further back than those of `from`, where that unit is `wanted`, or Han for LIANGCE_UNIT_GAP. */
static places step_back(const uint16_t *text, uint32_t end, places from, uint16_t wanted)
{
	places reached = 0;
	for (uint32_t back = 0; back < end && back < PLACES && from >> back != 0; back++) {
		uint16_t unit = text[end - 1 - back];
		if ((from >> back & 1) != 0 && (wanted == LIANGCE_UNIT_GAP ? lc__is_han(unit) : unit == wanted))
			reached |= (places)2 << back;
	}
	return reached;
}

/* Looks backwards from `end`, where a pattern with gaps ends, for every place where it may begin. */
static int find_starts(context *self, unsigned pattern, uint32_t end)
{
	const lc__pattern *item = &self->patterns[pattern];
	const uint16_t *units = self->finder->rules->patterns.units + item->first;
	places from = 1;
	for (size_t last = item->length; last > 0 && from != 0; last--) {
		places reached = step_back(self->text->units, end, from, units[last - 1]);
		if (units[last - 1] != LIANGCE_UNIT_GAP) {
			from = reached;
			continue;
		}
		for (int gap = 0; gap < LIANGCE_GAP_MAX; gap++) {
			from |= reached;
			reached = step_back(self->text->units, end, reached, LIANGCE_UNIT_GAP);
		}
	}
	int stop = 0;
	for (uint32_t length = 1; length < PLACES && from >> length != 0 && stop == 0; length++)
		if ((from >> length & 1) != 0)
			stop = add_find(self, end - length, length, pattern);
	return stop;
}

static int on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *payload)
{
	context *self = payload;
	(void)from;
	(void)flags;
	if (to % 2 != 0) /* between the bytes of a unit: no match */
		return 0;
	uint32_t end = (uint32_t)(to / 2);
	if (id >= self->pattern_count) {
		lc__finder *finder = self->finder;
		if (finder->spot_count == finder->spot_capacity) {
			void *spots = finder->spots;
			self->status = lc__grow(&spots, &finder->spot_capacity, finder->spot_count + 1, FINDS_MAX,
			                        sizeof *finder->spots, self->err);
			finder->spots = spots;
			if (self->status != LIANGCE_OK)
				return 1;
		}
		finder->spots[finder->spot_count++] = end - 1;
		return 0;
	}
	const lc__pattern *item = &self->patterns[id];
	if (item->gaps)
		return find_starts(self, id, end);
	return add_find(self, end - item->length, item->length, id);
}

/* The engine reports in order of ends, nearly. */
static void sort_spots(uint32_t *spots, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		uint32_t spot = spots[i];
		size_t at = i;
		for (; at > 0 && spots[at - 1] > spot; at--)
			spots[at] = spots[at - 1];
		spots[at] = spot;
	}
}

lc_status lc__finder_run(lc__finder *self, const lc__folded *text, lc_error *err)
{
	context found = {self, text, self->rules->patterns.items, self->rules->patterns.count, LIANGCE_OK, err};
	self->find_count = self->name_count = self->spot_count = 0;
	if (self->stop != NULL && __atomic_load_n(self->stop, __ATOMIC_RELAXED) != 0)
		return lc__fail(err, LIANGCE_E_STOPPED, "stopped");
	hs_error_t code = hs_scan(self->rules->database, (const char *)text->codes, text->count * (unsigned)sizeof *text->codes, 0,
	                          self->scratch, on_match, &found);
	if (found.status != LIANGCE_OK)
		return found.status;
	if (code != HS_SUCCESS)
		return lc__fail_engine(err, "scan", code);
	self->find_count = lc__finds_sort(self->finds, self->find_count);
	self->name_count = lc__finds_sort(self->names, self->name_count);
	sort_spots(self->spots, self->spot_count);
	return LIANGCE_OK;
}
