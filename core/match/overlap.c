/* SPDX-License-Identifier: Apache-2.0 */
/* Sorting finds and choosing among those that overlap: see overlap.h. */
#include "match/overlap.h"

#include <stdlib.h>

enum {
	FINDS_FIRST = 1 << 14,
	FINDS_MAX = 1 << 26, /* 512 MiB: a dictionary in which everything nests in everything */
};

lc_status lc__finds_reserve(lc__find_list *self, size_t extra, lc_error *err)
{
	void *items = self->items;
	size_t wanted = self->count + extra;
	lc_status status =
	    lc__grow(&items, &self->capacity, wanted < FINDS_FIRST ? FINDS_FIRST : wanted, FINDS_MAX, sizeof *self->items, err);
	self->items = items;
	return status;
}

static int compare(const void *a, const void *b)
{
	lc__find x = *(const lc__find *)a, y = *(const lc__find *)b;
	return (x > y) - (x < y);
}

/* By insertion, as each find is only a few places off; false if that turns out to be wrong. */
static bool insertion_sort(lc__find *finds, size_t count)
{
	size_t budget = count * 16;
	for (size_t i = 1; i < count; i++) {
		lc__find find = finds[i];
		size_t at = i;
		for (; at > 0 && finds[at - 1] > find; at--)
			finds[at] = finds[at - 1];
		finds[at] = find;
		if (i - at > budget)
			return false;
		budget -= i - at;
	}
	return true;
}

size_t lc__finds_sort(lc__find *finds, size_t count)
{
	if (count == 0)
		return 0;
	if (!insertion_sort(finds, count))
		qsort(finds, count, sizeof *finds, compare);
	size_t kept = 1;
	for (size_t i = 1; i < count; i++)
		if (finds[i] != finds[kept - 1])
			finds[kept++] = finds[i];
	return kept;
}

size_t lc__finds_longest(lc__find *finds, size_t count)
{
	size_t kept = 0;
	uint32_t free_from = 0;
	for (size_t i = 0; i < count; i++) {
		if (lc__find_start(finds[i]) < free_from)
			continue;
		free_from = lc__find_end(finds[i]);
		finds[kept++] = finds[i];
	}
	return kept;
}
