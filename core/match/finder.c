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
	ITEMS = 2 * STEP, /* literals that are looked at in one go */
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

static lc__find_list *find_list(lc__finder *self, lc__what what)
{
	return lc__what_role(what) == LIANGCE_ROLE_NAME ? &self->names : &self->finds;
}

/* The finds of the engine that are not merged yet. */
typedef struct pending {
	const lc__find *next, *end;
} pending;

/* Merges what the engine found before `until`. */
static lc_status merge(lc__finder *self, pending *from, lc__find until, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	for (; from->next < from->end && *from->next < until && status == LIANGCE_OK; from->next++)
		status = lc__finds_push(find_list(self, lc__find_what(*from->next)), *from->next, err);
	if (from->next < from->end && *from->next == until)
		from->next++; /* an alias with a gap may be there as a literal too */
	return status;
}

/* What may begin at a unit: the literals of a bucket, or one literal. */
typedef struct candidate {
	uint32_t at;
	uint32_t index;
} candidate;

/* The buckets that the places ask for, each once, that of the longer literals of a place first. */
static size_t list_buckets(const lc__literals *literals, const uint16_t *text, const uint32_t *places, size_t count,
                           candidate *buckets)
{
	size_t listed = 0;
	for (size_t i = 0; i < count; i++) {
		const uint32_t at = lc__place_unit(places[i]), pair = lc__pair_at(text + at);
		const bool is_long = lc__place_long(places[i]), is_short = lc__place_short(places[i]);
		const uint32_t longer = lc__literal_hash(pair, text[at + 2]) >> literals->bucket_shift;
		const uint32_t shorter = lc__literal_hash(pair, LIANGCE_NO_THIRD) >> literals->bucket_shift;
		buckets[listed] = (candidate){at, longer};
		listed += is_long;
		buckets[listed] = (candidate){at, shorter};
		listed += is_short & !(is_long & (longer == shorter));
		__builtin_prefetch(&literals->buckets[is_long ? longer : shorter]);
		__builtin_prefetch(&literals->buckets[is_short ? shorter : longer]);
	}
	return listed;
}

/* Keeps those that begin at their units, in place. */
static size_t keep_beginning(const lc__literals *literals, const uint16_t *text, candidate *items, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		const candidate item = items[i];
		items[kept] = item;
		kept += lc__literal_begins(&literals->items[item.index], text + item.at);
	}
	return kept;
}

static lc_status add_items(lc__finder *self, const uint16_t *text, candidate *items, size_t count, pending *expressed,
                           lc_error *err)
{
	const lc__literals *literals = &self->rules->literals;
	lc_status status = LIANGCE_OK;
	count = keep_beginning(literals, text, items, count);
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++) {
		const uint32_t at = items[i].at;
		const lc__literal *literal = &literals->items[items[i].index];
		if (!lc__literal_goes_on(literals, items[i].index, text + at) ||
		    lc__is_torn(text, at, at + literal->length, literal->before, literal->behind))
			continue;
		const lc__find find = lc__find_make(at, literal->length, literal->what);
		if (expressed->next < expressed->end)
			status = merge(self, expressed, find, err);
		if (status == LIANGCE_OK)
			status = lc__finds_push(find_list(self, literal->what), find, err);
	}
	return status;
}

/*
 * In steps, each for many places: what one asks for in memory the next has at hand, and of each only the last, which few reach, has
 * branches that depend on the text.
 */
static lc_status add_literals(lc__finder *self, const uint16_t *text, uint32_t from, uint32_t to, pending *expressed, lc_error *err)
{
	const lc__literals *literals = &self->rules->literals;
	uint32_t places[LIANGCE_SWEEP_MOST + LIANGCE_SWEEP_SLACK];
	candidate buckets[2 * LIANGCE_SWEEP_MOST + 1], items[ITEMS];
	size_t count = self->sweep(literals, text, from, to, places), listed = 0;
	lc_status status = LIANGCE_OK;
	count = list_buckets(literals, text, places, count, buckets);
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++) {
		const uint32_t at = buckets[i].at, *bucket = &literals->buckets[buckets[i].index];
		const uint32_t first = bucket[0], end = bucket[1];
		__builtin_prefetch(&literals->items[first]);
		/* Hardly any bucket holds more than two, and how many of these nothing foretells. */
		items[listed] = (candidate){at, first};
		items[listed + 1] = (candidate){at, first + 1};
		listed += end - first < 2 ? end - first : 2;
		for (uint32_t item = first + 2; status == LIANGCE_OK; item++) {
			if (listed > ITEMS - 2) {
				status = add_items(self, text, items, listed, expressed, err);
				listed = 0;
			}
			if (item >= end)
				break;
			items[listed++] = (candidate){at, item};
		}
	}
	return status == LIANGCE_OK ? add_items(self, text, items, listed, expressed, err) : status;
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
