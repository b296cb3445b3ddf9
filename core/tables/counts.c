/* SPDX-License-Identifier: Apache-2.0 */
/* Counts by group and item: see counts.h. */
#include "tables/counts.h"

#include <string.h>

#define VALUES_MAX ((size_t)1 << 30)

typedef struct count_key {
	uint32_t group;
	uint32_t item;
} count_key;

lc_status lc__counts_init(lc__counts *self, size_t item_count, lc_error *err)
{
	lc__count *first = NULL;
	if (item_count != 0 && (first = lc__calloc(item_count, sizeof *first)) == NULL)
		return lc__fail_nomem(err);
	*self = (lc__counts){.first = first, .item_count = item_count};
	lc__map_init(&self->map);
	return LIANGCE_OK;
}

void lc__counts_release(lc__counts *self)
{
	lc__free(self->first);
	lc__free(self->values);
	lc__map_release(&self->map);
	*self = (lc__counts){0};
}

void lc__counts_clear(lc__counts *self, size_t keep_bytes)
{
	if (self->item_count != 0)
		memset(self->first, 0, self->item_count * sizeof *self->first);
	void *values = self->values;
	lc__map_clear_with(&self->map, &values, &self->value_capacity, sizeof *self->values, keep_bytes);
	self->values = values;
}

size_t lc__counts_used(const lc__counts *self)
{
	return lc__map_used(&self->map) + self->map.count * sizeof *self->values;
}

lc_status lc__counts_add_mapped(lc__counts *self, uint32_t group, uint32_t item, lc__count count, lc_error *err)
{
	count_key key = {.group = group, .item = item};
	uint32_t known = self->map.count, number;
	void *values = self->values;
	lc_status status = lc__grow(&values, &self->value_capacity, (size_t)known + 1, VALUES_MAX, sizeof *self->values, err);
	self->values = values;
	if (status == LIANGCE_OK)
		status = lc__map_add(&self->map, &key, sizeof key, &number, err);
	if (status != LIANGCE_OK)
		return status;
	if (number == known)
		self->values[number] = (lc__count){0};
	self->values[number].occurrences += count.occurrences;
	self->values[number].documents += count.documents;
	return LIANGCE_OK;
}

lc_status lc__counts_each(const lc__counts *self, lc__counts_callback callback, void *payload, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	for (size_t item = 0; item < self->item_count && status == LIANGCE_OK; item++)
		if (self->first[item].documents != 0)
			status = callback(payload, 0, (uint32_t)item, self->first[item], err);
	for (uint32_t number = 0; number < self->map.count && status == LIANGCE_OK; number++) {
		count_key key;
		memcpy(&key, lc__map_key_of(&self->map, number).data, sizeof key);
		status = callback(payload, key.group, key.item, self->values[number], err);
	}
	return status;
}
