/* SPDX-License-Identifier: Apache-2.0 */
/* A dictionary as byte strings for the bare engine: as UTF-8, or in the coding of folded units. Both without names. */
#ifndef LIANGCE_BENCH_BARE_DATABASE_H
#define LIANGCE_BENCH_BARE_DATABASE_H

#include <hs/hs.h>

#include "match/patterns.h"

/* Every spelling as it is written, not folded, and so without the forms that folding finds besides. LIANGCE_E_COMPILE, LIANGCE_E_NOMEM. */
lc_status bare_database_of_utf8(hs_database_t **out, const lc_dictionary *dictionary, lc_error *err);

/* Every pattern. LIANGCE_E_COMPILE, LIANGCE_E_NOMEM. */
lc_status bare_database_of_codes(hs_database_t **out, const lc__patterns *patterns, lc_error *err);

#endif
