/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Records of a key and a value, taken in any order and given back in the order of their keys as bytes. A few megabytes wait in
 * memory; what is more goes, sorted, to runs of an unnamed temporary file, which are merged when read. Records of equal keys come
 * one after the other: what becomes of them is the reader's affair. No key may be the beginning of another.
 */
#ifndef LIANGCE_RUNS_H
#define LIANGCE_RUNS_H

#include "base/base.h"

/* A record in memory: where it begins, and eight bytes of its key to sort by. */
typedef struct lc__run_entry {
	uint64_t word;
	uint32_t offset;
} lc__run_entry;

/* A sorted stretch of the file. */
typedef struct lc__run {
	uint64_t start, end;
} lc__run;

/* Embedded: lc__runs_init / lc__runs_release. */
typedef struct lc__runs {
	lc__buffer records; /* of the run that is being filled: two sizes, key, value */
	lc__run_entry *entries;
	size_t entry_count, entry_capacity;
	int file; /* -1: none yet */
	uint64_t file_size;
	lc__run *runs;
	size_t run_count, run_capacity;
} lc__runs;

void lc__runs_init(lc__runs *self);
void lc__runs_release(lc__runs *self);

/* Copies. LIANGCE_E_NOMEM, LIANGCE_E_WRITE (no room for the temporary file). */
lc_status lc__runs_add(lc__runs *self, lc_view key, lc_view value, lc_error *err);

/* All records in order; a status that is not LIANGCE_OK ends the reading and is returned. Views live during the call. Errors as above. */
typedef lc_status (*lc__record_callback)(void *payload, lc_view key, lc_view value, lc_error *err);
lc_status lc__runs_read(lc__runs *self, lc__record_callback callback, void *payload, lc_error *err);

#endif
