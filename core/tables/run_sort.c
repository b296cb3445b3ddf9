/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sorting the records of a run by key: quicksort by eight bytes of the key at a time, where those that agree in them go on with
 * the next eight. Long beginnings that many keys share, like the names of groups, are looked at once.
 */
#include "tables/run_sort.h"

#include <string.h>

enum { WORD = sizeof(uint64_t), FEW = 12 };

/* The eight bytes of a key from `depth` on, as a number that compares as they do; behind its end, zeros. */
static uint64_t word_at(const char *records, uint32_t offset, size_t depth)
{
	uint32_t size;
	uint64_t word = 0;
	memcpy(&size, records + offset, sizeof size);
	if (depth >= size)
		return 0;
	size_t rest = size - depth;
	memcpy(&word, records + offset + LIANGCE_RECORD_HEAD + depth, rest < WORD ? rest : WORD);
	return __builtin_bswap64(word);
}

static bool goes_on(const char *records, uint32_t offset, size_t depth)
{
	uint32_t size;
	memcpy(&size, records + offset, sizeof size);
	return size > depth;
}

static void swap(lc__run_entry *a, lc__run_entry *b)
{
	lc__run_entry old = *a;
	*a = *b;
	*b = old;
}

static bool comes_before(const char *records, const lc__run_entry *a, const lc__run_entry *b, size_t depth)
{
	uint64_t x = a->word, y = b->word;
	while (x == y && goes_on(records, a->offset, depth + WORD)) {
		depth += WORD;
		x = word_at(records, a->offset, depth);
		y = word_at(records, b->offset, depth);
	}
	return x < y;
}

static void sort_few(lc__run_entry *entries, size_t count, const char *records, size_t depth)
{
	for (size_t i = 1; i < count; i++)
		for (size_t at = i; at > 0 && comes_before(records, &entries[at], &entries[at - 1], depth); at--)
			swap(&entries[at], &entries[at - 1]);
}

static uint64_t middle_of(uint64_t a, uint64_t b, uint64_t c)
{
	return a < b ? (b < c ? b : a < c ? c : a) : (a < c ? a : b < c ? c : b);
}

static uint64_t choose_pivot(const lc__run_entry *entries, size_t count)
{
	size_t step = count / 9;
	uint64_t middles[3];
	for (size_t i = 0; i < 3; i++)
		middles[i] =
		    middle_of(entries[3 * i * step].word, entries[(3 * i + 1) * step].word, entries[(3 * i + 2) * step].word);
	return middle_of(middles[0], middles[1], middles[2]);
}

/* Words are those at `depth`. The two smaller of the three parts are sorted by calls, so that these never nest deeper than log2(count). */
static void sort(lc__run_entry *entries, size_t count, const char *records, size_t depth)
{
	while (count > FEW) {
		uint64_t pivot = choose_pivot(entries, count);
		size_t less = 0, more = count;
		for (size_t i = 0; i < more;) {
			if (entries[i].word < pivot)
				swap(&entries[i++], &entries[less++]);
			else if (entries[i].word > pivot)
				swap(&entries[i], &entries[--more]);
			else
				i++;
		}
		struct part {
			lc__run_entry *entries;
			size_t count, depth;
		} parts[3] = {
		    {entries, less, depth}, {entries + more, count - more, depth}, {entries + less, more - less, depth + WORD}};
		if (!goes_on(records, entries[less].offset, depth + WORD))
			parts[2].count = 0; /* the same key */
		for (size_t i = 0; i < parts[2].count; i++)
			parts[2].entries[i].word = word_at(records, parts[2].entries[i].offset, depth + WORD);
		size_t most = parts[0].count > parts[1].count ? 0 : 1;
		most = parts[2].count > parts[most].count ? 2 : most;
		for (size_t i = 0; i < 3; i++)
			if (i != most)
				sort(parts[i].entries, parts[i].count, records, parts[i].depth);
		entries = parts[most].entries;
		count = parts[most].count;
		depth = parts[most].depth;
	}
	sort_few(entries, count, records, depth);
}

void lc__run_sort(lc__run_entry *entries, size_t count, const char *records)
{
	for (size_t i = 0; i < count; i++)
		entries[i].word = word_at(records, entries[i].offset, 0);
	sort(entries, count, records, 0);
}
