/* SPDX-License-Identifier: Apache-2.0 */
/* Folds every spelling of a dictionary once and keeps each folded form once: see patterns.h. */
#include "match/patterns.h"

#include <string.h>
#define XXH_INLINE_ALL /* keys are short: a call would cost as much as the hash */
#include <xxhash.h>

#include "lexicon/dictionary.h"
#include "lexicon/spelling.h"
#include "text/fold.h"

enum { PATTERNS_MAX = 1 << 28, SLOTS_LEAST = 1024 };

_Static_assert(LIANGCE_TERMS_MAX < 1 << 30, "what is found has 30 bits for the term");

/* What is being built, and the row that it is at. */
typedef struct builder {
	lc__patterns *to;
	lc__folded folded;
	lc__buffer units; /* of the pattern at hand */
	size_t rows;
	uint32_t term;
	lc__pattern_role role;
	lc__pattern_loss_callback callback;
	void *payload;
} builder;

static uint64_t hash_of(const uint16_t *units, size_t count, bool name)
{
	return XXH3_64bits_withSeed(units, count * sizeof *units, name);
}

static size_t slot_of(const lc__patterns *self, const uint16_t *units, size_t count, bool name)
{
	size_t slot = hash_of(units, count, name) & (self->slot_count - 1);
	for (; self->slots[slot] != 0; slot = (slot + 1) & (self->slot_count - 1)) {
		const lc__pattern *item = &self->items[self->slots[slot] - 1];
		if (item->length == count && (item->role == LIANGCE_ROLE_NAME) == name &&
		    memcmp(self->units + item->first, units, count * sizeof *units) == 0)
			break;
	}
	return slot;
}

const lc__pattern *lc__patterns_find(const lc__patterns *self, const uint16_t *units, size_t count, bool name)
{
	if (self->slot_count == 0)
		return NULL;
	uint32_t found = self->slots[slot_of(self, units, count, name)];
	return found == 0 ? NULL : &self->items[found - 1];
}

static lc_status set_slots(lc__patterns *self, size_t count, lc_error *err)
{
	uint32_t *slots = lc__calloc(count, sizeof *slots);
	if (slots == NULL)
		return lc__fail_nomem(err);
	lc__free(self->slots);
	self->slots = slots;
	self->slot_count = count;
	for (size_t i = 0; i < self->count; i++) {
		const lc__pattern *item = &self->items[i];
		slots[slot_of(self, self->units + item->first, item->length, item->role == LIANGCE_ROLE_NAME)] = (uint32_t)i + 1;
	}
	return LIANGCE_OK;
}

/* Keeps the table of slots at most half full: at first as if all rows had one spelling. */
static lc_status grow_slots(lc__patterns *self, size_t rows, lc_error *err)
{
	if (self->count * 2 < self->slot_count)
		return LIANGCE_OK;
	size_t count = self->slot_count == 0 ? SLOTS_LEAST : self->slot_count * 2;
	while (count < rows * 2)
		count *= 2;
	return set_slots(self, count, err);
}

static lc_status add_pattern(builder *self, lc_view spelling, lc_error *err)
{
	lc__patterns *to = self->to;
	const uint16_t *units = (const uint16_t *)(const void *)self->units.data;
	size_t count = self->units.size / sizeof *units;
	bool name = self->role == LIANGCE_ROLE_NAME;
	lc_status status = grow_slots(to, self->rows, err);
	if (status != LIANGCE_OK)
		return status;
	size_t slot = slot_of(to, units, count, name);
	if (to->slots[slot] != 0) {
		uint32_t other = to->items[to->slots[slot] - 1].term;
		if (other != self->term && self->callback != NULL)
			self->callback(LIANGCE_LOSS_DUPLICATE, spelling, self->term, other, self->payload);
		return LIANGCE_OK;
	}
	void *items = to->items, *all = to->units;
	status = lc__grow(&items, &to->capacity, to->count + 1, PATTERNS_MAX, sizeof *to->items, err);
	to->items = items;
	if (status == LIANGCE_OK)
		status = lc__grow(&all, &to->unit_capacity, to->unit_count + count, UINT32_MAX / 2, sizeof *units, err);
	to->units = all;
	if (status != LIANGCE_OK)
		return status;
	lc__pattern *item = &to->items[to->count++];
	memset(item, 0, sizeof *item); /* patterns are hashed, padding and all */
	item->term = self->term;
	item->first = (uint32_t)to->unit_count;
	item->length = (uint16_t)count;
	item->role = (uint8_t)self->role;
	item->before = (uint8_t)lc__border_of(units[0]);
	item->behind = (uint8_t)lc__border_of(units[count - 1]);
	for (size_t i = 0; i < count; i++)
		item->gaps |= units[i] == LIANGCE_UNIT_GAP;
	memcpy(to->units + to->unit_count, units, count * sizeof *units);
	to->unit_count += count;
	to->slots[slot] = (uint32_t)to->count;
	return LIANGCE_OK;
}

/* Folds what stands between gaps, and appends its units. never: they stand in no text. */
static lc_status add_part(builder *self, lc_view part, bool *never, lc_error *err)
{
	const uint16_t *units;
	size_t count;
	lc_status status = lc__fold_word(&self->folded, part, &units, &count, err);
	if (status != LIANGCE_OK)
		return status;
	for (size_t i = 0; i < count; i++)
		*never |= units[i] == LIANGCE_UNIT_BREAK || units[i] == LIANGCE_UNIT_GAP;
	*never |= count == 0;
	return lc__buffer_append(&self->units, units, count * sizeof *units, err);
}

/* Folds one expansion, part by part. */
static lc_status add_expansion(lc_view spelling, void *payload, lc_error *err)
{
	builder *self = payload;
	const char *at = spelling.data, *end = at + spelling.size;
	lc_status status = LIANGCE_OK;
	bool never = false;
	self->units.size = 0;
	while (status == LIANGCE_OK && at <= end) {
		const char *gap = memchr(at, '*', (size_t)(end - at));
		const char *stop = gap == NULL ? end : gap;
		status = add_part(self, (lc_view){at, (size_t)(stop - at)}, &never, err);
		if (status == LIANGCE_OK && gap != NULL)
			status = lc__buffer_append(&self->units, &(uint16_t){LIANGCE_UNIT_GAP}, sizeof(uint16_t), err);
		at = stop + 1;
	}
	if (status != LIANGCE_OK || !never)
		return status == LIANGCE_OK ? add_pattern(self, spelling, err) : status;
	if (self->callback != NULL)
		self->callback(LIANGCE_LOSS_NEVER, spelling, self->term, self->term, self->payload);
	return LIANGCE_OK;
}

static lc_status add_term(builder *self, const lc_term *term, lc_error *err)
{
	self->role = term->kind == LIANGCE_KIND_SHIELD ? LIANGCE_ROLE_SHIELD
	           : term->kind == LIANGCE_KIND_NAME   ? LIANGCE_ROLE_NAME
	                                               : LIANGCE_ROLE_COUNTED;
	return lc__term_expand(term, add_expansion, self, err);
}

lc_status lc__patterns_build(lc__patterns *self, const lc_dictionary *dictionary, lc__pattern_loss_callback callback, void *payload,
                             lc_error *err)
{
	*self = (lc__patterns){0};
	builder work = {.to = self, .rows = dictionary->count, .callback = callback, .payload = payload};
	lc__buffer_init(&work.units, 65536);
	lc_status status = lc__folded_init(&work.folded, err);
	for (size_t i = 0; i < dictionary->count && status == LIANGCE_OK; i++) {
		work.term = (uint32_t)i;
		status = add_term(&work, &dictionary->terms[i], err);
	}
	lc__folded_release(&work.folded);
	lc__buffer_release(&work.units);
	if (status != LIANGCE_OK)
		lc__patterns_release(self);
	return status;
}

void lc__patterns_release(lc__patterns *self)
{
	lc__free(self->items);
	lc__free(self->units);
	lc__free(self->slots);
	*self = (lc__patterns){0};
}
