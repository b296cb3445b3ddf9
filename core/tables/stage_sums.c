/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Groups, terms and themes in the stage: records of a tally's numbers go in, those of equal keys come out as one row. Columns are
 * those of schema.c, in its order.
 */
#include "tables/plain.h"
#include "tables/stage_private.h"

enum { NUMBERS_MAX = 3 };

#define KEY_BYTES_MAX ((size_t)1 << 28)

/* ---------------------------------------------------------------- keys */

lc_status lc__stage_begin_key(lc__stage *self, lc_view group, size_t room, char **end, lc_error *err)
{
	self->names.size = 0;
	lc_status status = lc__buffer_reserve(&self->names, group.size * 4 + self->group_count + room, err);
	if (status != LIANGCE_OK)
		return status;
	lc_view value;
	*end = self->names.data;
	for (bool more = self->group_count != 0; lc__next_value(&group, &more, &value);) {
		*end = lc__plain_name(*end, value);
		*(*end)++ = '\0';
	}
	return LIANGCE_OK;
}

lc_view lc__stage_key(const lc__stage *self, const char *end)
{
	return (lc_view){.data = self->names.data, .size = (size_t)(end - self->names.data)};
}

char *lc__put_part(char *to, lc_view part)
{
	if (part.size != 0)
		memcpy(to, part.data, part.size);
	to[part.size] = '\0';
	return to + part.size + 1;
}

size_t lc__set_parts(lc__cell *cells, lc_view *key, size_t count)
{
	const char *end = key->data + key->size;
	for (size_t i = 0; i < count; i++) {
		lc__set_word(&cells[i], true, key->data);
		key->data += cells[i].text.size + 1;
	}
	key->size = (size_t)(end - key->data);
	return count;
}

/* ---------------------------------------------------------------- filling */

static lc_status add_numbers(lc__runs *to, lc_view key, const uint64_t *numbers, size_t count, lc_error *err)
{
	char value[NUMBERS_MAX * LIANGCE_PACKED_NUMBER], *end = value;
	for (size_t i = 0; i < count; i++)
		end = lc__put_number(end, numbers[i]);
	return lc__runs_add(to, key, (lc_view){.data = value, .size = (size_t)(end - value)}, err);
}

/* For lc__counts_each. */
typedef struct counting {
	lc__stage *stage;
	const lc_tally *tally;
} counting;

/* The key ends with `name`. */
static lc_status add_named(const counting *self, lc__runs *to, uint32_t group, lc_view name, const uint64_t *numbers, size_t count,
                           lc_error *err)
{
	char *end;
	lc_status status = lc__stage_begin_key(self->stage, lc__map_key_of(&self->tally->groups, group), name.size + 1, &end, err);
	if (status != LIANGCE_OK)
		return status;
	return add_numbers(to, lc__stage_key(self->stage, lc__put_part(end, name)), numbers, count, err);
}

static lc_status add_term(void *payload, uint32_t group, uint32_t item, lc__count count, lc_error *err)
{
	const counting *self = payload;
	const char *term = lc_ruleset_term(self->stage->rules, item)->term;
	const uint64_t numbers[] = {item, count.occurrences, count.documents};
	self->stage->totals.occurrences += count.occurrences;
	return add_named(self, &self->stage->terms, group, (lc_view){term, strlen(term)}, numbers, 3, err);
}

static lc_status add_theme(void *payload, uint32_t group, uint32_t item, lc__count count, lc_error *err)
{
	const counting *self = payload;
	const uint64_t numbers[] = {count.occurrences, count.documents};
	return add_named(self, &self->stage->themes, group, lc__map_key_of(&self->tally->themes.paths, item), numbers, 2, err);
}

static lc_status add_groups(lc__stage *self, const lc_tally *tally, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	for (uint32_t number = 0; number < tally->groups.count && status == LIANGCE_OK; number++) {
		const lc__group *group = &tally->group_values[number];
		const uint64_t numbers[] = {group->documents, group->bytes, group->characters};
		char *end;
		if (group->documents == 0) /* only facts came of it so far */
			continue;
		self->totals.documents += group->documents;
		self->totals.bytes += group->bytes;
		self->totals.characters += group->characters;
		status = lc__stage_begin_key(self, lc__map_key_of(&tally->groups, number), 1, &end, err);
		if (status == LIANGCE_OK)
			status = add_numbers(&self->groups, lc__stage_key(self, end), numbers, 3, err);
	}
	return status;
}

lc_status lc__stage_add_numbers(lc__stage *self, const lc_tally *tally, lc_error *err)
{
	counting counts = {.stage = self, .tally = tally};
	lc_status status = add_groups(self, tally, err);
	if (status == LIANGCE_OK)
		status = lc__counts_each(&tally->term_counts, add_term, &counts, err);
	if (status == LIANGCE_OK)
		status = lc__counts_each(&tally->theme_counts, add_theme, &counts, err);
	return status;
}

/* ---------------------------------------------------------------- reading */

/* The row that is being added up. */
typedef struct adding {
	const lc__stage *stage;
	lc__rows_kind kind;
	lc__row_callback callback;
	void *payload;
	bool begun;
	lc__buffer key;
	uint32_t term; /* of LIANGCE_ROWS_TERMS */
	uint64_t sums[NUMBERS_MAX];
} adding;

static size_t sum_count(const adding *self)
{
	return self->kind == LIANGCE_ROWS_GROUPS ? 3 : 2;
}

static lc_status give(const adding *self, lc_error *err)
{
	lc__cell cells[LIANGCE_COLUMNS_MAX];
	lc_view key = {.data = self->key.data, .size = self->key.size};
	size_t count = lc__set_parts(cells, &key, self->stage->group_count + (self->kind != LIANGCE_ROWS_GROUPS));
	if (self->kind == LIANGCE_ROWS_TERMS) {
		const lc_term *term = lc_ruleset_term(self->stage->rules, self->term);
		lc__set_word(&cells[count++], true, term->theme);
		lc__set_word(&cells[count++], true, lc_term_kind_text(term->kind));
	}
	for (size_t i = 0; i < sum_count(self); i++)
		lc__set_integer(&cells[count++], true, self->sums[i]);
	return self->callback(self->payload, cells, count, err);
}

static lc_status add_record(void *payload, lc_view key, lc_view value, lc_error *err)
{
	adding *self = payload;
	lc_status status = LIANGCE_OK;
	/* Without groups the key is empty, and a buffer that holds nothing has no memory to compare. */
	bool same = self->begun && key.size == self->key.size && (key.size == 0 || memcmp(key.data, self->key.data, key.size) == 0);
	if (!same) {
		status = self->begun ? give(self, err) : LIANGCE_OK;
		memset(self->sums, 0, sizeof self->sums);
		self->begun = true;
		self->key.size = 0;
		if (status == LIANGCE_OK)
			status = lc__buffer_append(&self->key, key.data, key.size, err);
	}
	lc__unpacker from = lc__unpack(value);
	if (self->kind == LIANGCE_ROWS_TERMS)
		self->term = (uint32_t)lc__take_number(&from);
	for (size_t i = 0; i < sum_count(self); i++)
		self->sums[i] += lc__take_number(&from);
	return status;
}

lc_status lc__stage_read_sums(lc__stage *self, lc__rows_kind kind, lc__row_callback callback, void *payload, lc_error *err)
{
	lc__runs *from = kind == LIANGCE_ROWS_GROUPS ? &self->groups : kind == LIANGCE_ROWS_TERMS ? &self->terms : &self->themes;
	adding sum = {.stage = self, .kind = kind, .callback = callback, .payload = payload};
	lc__buffer_init(&sum.key, KEY_BYTES_MAX);
	lc_status status = lc__runs_read(from, add_record, &sum, err);
	if (status == LIANGCE_OK && sum.begun)
		status = give(&sum, err);
	lc__buffer_release(&sum.key);
	return status;
}
