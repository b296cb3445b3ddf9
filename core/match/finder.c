/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The walk over a segment: see finder.h. Literals come out in the order of finds, as the walk goes from left to right and the longest
 * of a place stand first; what the engine found is merged in.
 */
#include "match/finder.h"

#include "match/engine.h"
#include "match/spots.h"

enum {
	STEP = LIANGCE_SWEEP_MOST,
	SPOTS_MAX = 1 << 26,
};

lc_status lc__finder_init(lc__finder *self, const lc_ruleset *rules, const int *stop, lc_error *err)
{
	lc__sweep sweeps[LIANGCE_SWEEPS + 1];
	lc__sweeps(sweeps);
	*self = (lc__finder){.rules = rules, .stop = stop, .sweep = sweeps[0]};
	hs_error_t code = rules->prototype == NULL ? HS_SUCCESS : hs_clone_scratch(rules->prototype, &self->scratch);
	if (code != HS_SUCCESS)
		return lc__fail_engine(err, "scratch", code);
	lc_status status = lc__finds_reserve(&self->finds, 1, err);
	if (status == LIANGCE_OK)
		status = lc__finds_reserve(&self->names, 1, err);
	if (status == LIANGCE_OK)
		status = lc__finds_reserve(&self->expressed, 1, err);
	if (status != LIANGCE_OK)
		lc__finder_release(self);
	return status;
}

void lc__finder_release(lc__finder *self)
{
	hs_free_scratch(self->scratch);
	lc__free(self->finds.items);
	lc__free(self->names.items);
	lc__free(self->expressed.items);
	lc__free(self->spots);
	*self = (lc__finder){0};
}

/* The finds of the engine that are not merged yet. */
typedef struct pending {
	const lc__find *next, *end;
} pending;

/* Merges what the engine found before `until`. */
static lc_status merge(lc__finder *self, pending *from, lc__find until, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	for (; from->next < from->end && *from->next < until && status == LIANGCE_OK; from->next++) {
		bool name = self->rules->patterns.items[lc__find_pattern(*from->next)].role == LIANGCE_ROLE_NAME;
		status = lc__finds_push(name ? &self->names : &self->finds, *from->next, err);
	}
	return status;
}

/* A bucket in which literals that begin at a unit may be, of more than two units or of two. */
typedef struct candidate {
	uint32_t at;
	uint32_t bucket;
	bool is_long;
} candidate;

static lc_status add_bucket(lc__finder *self, const uint16_t *text, candidate from, pending *expressed, lc_error *err)
{
	const lc__literals *literals = &self->rules->literals;
	const lc__literal *literal = literals->items + literals->buckets[from.bucket],
			  *end = literals->items + literals->buckets[from.bucket + 1];
	lc_status status = LIANGCE_OK;
	for (; literal < end && status == LIANGCE_OK; literal++) {
		if (!lc__literal_fits(literals, literal, text + from.at, from.is_long) ||
		    lc__is_torn(text, from.at, from.at + literal->length, literal->before, literal->behind))
			continue;
		lc__find find = lc__find_make(from.at, literal->length, literal->pattern);
		if (expressed->next < expressed->end)
			status = merge(self, expressed, find, err);
		if (status == LIANGCE_OK)
			status = lc__finds_push(literal->name ? &self->names : &self->finds, find, err);
	}
	return status;
}

/* Which buckets the places ask for, the longer literals of a place first. */
static size_t list_candidates(const lc__literals *literals, const uint16_t *text, const uint32_t *places, size_t count,
                              candidate *candidates)
{
	size_t listed = 0;
	for (size_t i = 0; i < count; i++) {
		uint32_t at = lc__place_unit(places[i]), pair = lc__pair_at(text + at);
		for (int is_long = 1; is_long >= 0; is_long--) {
			uint32_t bucket =
			    lc__literal_hash(pair, is_long ? text[at + 2] : LIANGCE_NO_THIRD) >> literals->bucket_shift;
			candidates[listed] = (candidate){at, bucket, is_long};
			listed += is_long ? lc__place_long(places[i]) : lc__place_short(places[i]);
			__builtin_prefetch(&literals->buckets[bucket]);
		}
	}
	return listed;
}

static lc_status add_literals(lc__finder *self, const uint16_t *text, uint32_t from, uint32_t to, pending *expressed, lc_error *err)
{
	const lc__literals *literals = &self->rules->literals;
	uint32_t places[LIANGCE_SWEEP_MOST + LIANGCE_SWEEP_SLACK];
	candidate candidates[2 * LIANGCE_SWEEP_MOST + 1];
	size_t count = self->sweep(literals, text, from, to, places);
	count = list_candidates(literals, text, places, count, candidates);
	for (size_t i = 0; i < count; i++)
		__builtin_prefetch(&literals->items[literals->buckets[candidates[i].bucket]]);
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++)
		status = add_bucket(self, text, candidates[i], expressed, err);
	return status;
}

static lc_status add_spots(lc__finder *self, const lc__folded *text, uint32_t from, uint32_t to, lc_error *err)
{
	void *spots = self->spots;
	lc_status status = lc__grow(&spots, &self->spot_capacity, self->spot_count + STEP, SPOTS_MAX, sizeof *self->spots, err);
	self->spots = spots;
	if (status == LIANGCE_OK)
		self->spot_count += lc__spots_find(text, from, to, self->spots + self->spot_count);
	return status;
}

lc_status lc__finder_run(lc__finder *self, const lc__folded *text, lc_error *err)
{
	if (self->stop != NULL && __atomic_load_n(self->stop, __ATOMIC_RELAXED) != 0)
		return lc__fail(err, LIANGCE_E_STOPPED, "stopped");
	self->finds.count = self->names.count = self->expressed.count = self->spot_count = 0;
	lc_status status = LIANGCE_OK;
	if (self->scratch != NULL)
		status = lc__engine_run(self->rules, self->scratch, text, &self->expressed, err);
	self->expressed.count = lc__finds_sort(self->expressed.items, self->expressed.count);
	pending expressed = {self->expressed.items, self->expressed.items + self->expressed.count};
	uint32_t last = text->count - 1; /* a sentinel, as units[0] is */
	for (uint32_t from = 1; from < last && status == LIANGCE_OK; from += STEP) {
		uint32_t to = last - from > STEP ? from + STEP : last;
		/* A literal is two units at least, and the walk looks at a third. */
		if (self->rules->literals.count > 0)
			status = add_literals(self, text->units, from, to < last - 1 ? to : last - 1, &expressed, err);
		if (status == LIANGCE_OK && self->rules->facts != NULL)
			status = add_spots(self, text, from, to, err);
	}
	return status == LIANGCE_OK ? merge(self, &expressed, UINT64_MAX, err) : status;
}
