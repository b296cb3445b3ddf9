/* SPDX-License-Identifier: Apache-2.0 */
/* Sorting the records of a run by key: for runs.c. */
#ifndef LIANGCE_RUN_SORT_H
#define LIANGCE_RUN_SORT_H

#include "tables/runs.h"

/* Before the key of a record: its size and the value's, 32 bits each. */
#define LIANGCE_RECORD_HEAD (2 * sizeof(uint32_t))

/* Sorts entries, whose words it sets, by the keys of their records. */
void lc__run_sort(lc__run_entry *entries, size_t count, const char *records);

#endif
