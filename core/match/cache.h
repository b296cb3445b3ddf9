/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Compiled databases on disk. A file is named by all that goes into it (expressions, engine version, processor) and
 * carries a checksum, and nobody but its user may write it; any doubt about it, and any error, means that it is not used.
 */
#ifndef LIANGCE_CACHE_H
#define LIANGCE_CACHE_H

#include <hs/hs.h>

#include "match/expressions.h"

/* The name of the database of these expressions: 32 hexadecimal digits, terminated. */
void lc__cache_key(const lc__expressions *expressions, char key[33]);

/* The database, or NULL: not there, or not to be trusted. */
hs_database_t *lc__cache_load(const char *folder, const char *key);

/* Keeps a database, making the folder where it is missing. Written under another name first; an error leaves no trace. */
void lc__cache_store(const char *folder, const char *key, const hs_database_t *database);

/* What a cache may hold; storing keeps it so. */
#define LIANGCE_CACHE_BYTES ((uint64_t)200 << 20)
/* Removes the databases that were used longest ago until most_bytes are left, or one. cache_bound.c */
void lc__cache_bound(const char *folder, uint64_t most_bytes);

#endif
