/* SPDX-License-Identifier: Apache-2.0 */
/* Counting words that no dictionary has: see word_counts.h. What of it comes out in the end is stage_words.c's affair. */
#include "tables/word_counts.h"

#include <string.h>
#include <xxhash.h>

#define COUNTS_MAX ((size_t)1 << 28)
#define KEY_BYTES_MAX ((size_t)1 << 16)

/* A key: source, seen, the size of the unit, the unit, the word. */
enum { KEY_SEEN = 8, KEY_UNIT_SIZE = 9, KEY_TEXT = 10 };

void lc__word_counts_init(lc__word_counts *self)
{
	*self = (lc__word_counts){0};
	lc__map_init(&self->keys);
	lc__buffer_init(&self->key, KEY_BYTES_MAX);
}

void lc__word_counts_release(lc__word_counts *self)
{
	lc__map_release(&self->keys);
	lc__free(self->values);
	lc__buffer_release(&self->key);
}

void lc__word_counts_clear(lc__word_counts *self, size_t keep_bytes)
{
	void *values = self->values;
	lc__map_clear_with(&self->keys, &values, &self->capacity, sizeof *self->values, keep_bytes);
	self->values = values;
}

size_t lc__word_counts_used(const lc__word_counts *self)
{
	return lc__map_used(&self->keys) + self->keys.count * sizeof *self->values;
}

lc__word_key lc__word_counts_key(const lc__word_counts *self, uint32_t number)
{
	lc_view bytes = lc__map_key_of(&self->keys, number);
	lc__word_key key = {.seen = (lc__seen)bytes.data[KEY_SEEN]};
	size_t unit_size = (unsigned char)bytes.data[KEY_UNIT_SIZE];
	memcpy(&key.source, bytes.data, sizeof key.source);
	key.unit = (lc_view){bytes.data + KEY_TEXT, unit_size};
	key.word = (lc_view){bytes.data + KEY_TEXT + unit_size, bytes.size - KEY_TEXT - unit_size};
	return key;
}

/* The count of self->key, a new one zero. */
static lc_status find(lc__word_counts *self, lc__word_count **count, lc_error *err)
{
	uint32_t known = self->keys.count, number;
	void *values = self->values;
	lc_status status = lc__grow(&values, &self->capacity, (size_t)known + 1, COUNTS_MAX, sizeof *self->values, err);
	self->values = values;
	if (status == LIANGCE_OK)
		status = lc__map_add(&self->keys, self->key.data, self->key.size, &number, err);
	if (status != LIANGCE_OK)
		return status;
	*count = &self->values[number];
	if (number == known)
		**count = (lc__word_count){0};
	return LIANGCE_OK;
}

static lc_status make_key(lc__word_counts *self, const lc__word_key *key, lc_error *err)
{
	char head[KEY_TEXT];
	memcpy(head, &key->source, sizeof key->source);
	head[KEY_SEEN] = (char)key->seen;
	head[KEY_UNIT_SIZE] = (char)(unsigned char)key->unit.size;
	self->key.size = 0;
	lc_status status = lc__buffer_append(&self->key, head, sizeof head, err);
	if (status == LIANGCE_OK)
		status = lc__buffer_append(&self->key, key->unit.data, key->unit.size, err);
	return status == LIANGCE_OK ? lc__buffer_append(&self->key, key->word.data, key->word.size, err) : status;
}

/* Any number, but the same one for the same context; SQLite knows 63 bits. A word that stands alone, as in a table, says least. */
static uint64_t rank(lc_view context, lc_view word)
{
	if (context.size == 0)
		return 0;
	return XXH3_64bits(context.data, context.size) >> 2 | (uint64_t)(context.size == word.size) << 62;
}

/* Of two contexts the one with the smaller rank: no place in particular, but the same one in whatever order they come. */
static void keep_context(lc__word_count *self, lc_view context, uint64_t context_rank)
{
	if (context.size == 0 || (self->context_size != 0 && context_rank >= self->rank))
		return;
	self->rank = context_rank;
	self->context_size = (uint16_t)context.size;
	memcpy(self->context, context.data, context.size);
}

static lc_status count_once(lc__word_counts *self, const lc__word_key *key, uint64_t serial, lc_view context, lc_error *err)
{
	lc__word_count *count = NULL;
	lc_status status = make_key(self, key, err);
	if (status == LIANGCE_OK)
		status = find(self, &count, err);
	if (status != LIANGCE_OK)
		return status;
	count->n++;
	count->documents += count->last != serial;
	count->last = serial;
	keep_context(count, context, rank(context, key->word));
	return LIANGCE_OK;
}

lc_status lc__word_counts_add(lc__word_counts *self, uint64_t source, uint64_t serial, const lc__found_words *found, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < found->count && status == LIANGCE_OK; i++) {
		const lc__found_word *word = &found->items[i];
		lc_view context = {found->texts.data + word->context, word->context_size}, none = {0};
		lc__word_key key = {
		    .source = source, .seen = word->seen, .word = {found->texts.data + word->word, word->word_size}};
		status = count_once(self, &key, serial, context, err);
		size_t unit_size = strlen(word->unit);
		if (status != LIANGCE_OK || unit_size == 0 || unit_size > UINT8_MAX)
			continue;
		key.seen = LIANGCE_SEEN_UNIT;
		key.unit = (lc_view){word->unit, unit_size};
		status = count_once(self, &key, serial, none, err);
	}
	return status;
}

lc_status lc__word_counts_merge(lc__word_counts *self, const lc__word_counts *from, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	for (uint32_t i = 0; i < from->keys.count && status == LIANGCE_OK; i++) {
		const lc__word_count *more = &from->values[i];
		lc__word_count *count = NULL;
		lc_view key = lc__map_key_of(&from->keys, i);
		self->key.size = 0;
		status = lc__buffer_append(&self->key, key.data, key.size, err);
		if (status == LIANGCE_OK)
			status = find(self, &count, err);
		if (status != LIANGCE_OK)
			break;
		count->n += more->n;
		count->documents += more->documents;
		keep_context(count, (lc_view){more->context, more->context_size}, more->rank);
	}
	return status;
}
