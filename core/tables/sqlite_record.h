/* SPDX-License-Identifier: Apache-2.0 */
/* A row as SQLite keeps it: types of its values, then the values. For sqlite_writer.c. */
#ifndef LIANGCE_SQLITE_RECORD_H
#define LIANGCE_SQLITE_RECORD_H

#include "tables/schema.h"

enum { LIANGCE_VARINT = 9 }; /* bytes at most */

/* Seven bits a byte, the highest first; a ninth byte has eight. Returns the end. */
uint8_t *lc__put_varint(uint8_t *to, uint64_t value);

/* The record of these cells, at most LIANGCE_COLUMNS_MAX, in place of what was in `out`. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE. */
lc_status lc__sqlite_record(lc__buffer *out, const lc__cell *cells, size_t count, lc_error *err);

#endif
