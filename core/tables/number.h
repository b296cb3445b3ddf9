/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exact decimals as values of SQLite that sort, compare and add up as numbers: a REAL where 15 digits say all (then the REAL leads back to
 * the very same decimal), an INTEGER where a whole number has up to 18, and text for the few that are longer. Nothing is rounded.
 */
#ifndef LIANGCE_NUMBER_H
#define LIANGCE_NUMBER_H

#include "tables/database.h"

#define LIANGCE_REAL_CHARS 48 /* sign, "0.", 21 zeros, 15 digits, terminator; or a whole number of up to 38 digits */

/* The result of sqlite3_bind_…. text is plain notation as lc_decimal_format writes it, and lives as long as the binding if it is kept as text. */
int lc__bind_decimal(sqlite3_stmt *statement, int index, lc_view text);
/* The decimal of a REAL that was bound so, in plain notation, terminated. Returns its length. */
size_t lc__real_decimal(double value, char text[LIANGCE_REAL_CHARS]);

#endif
