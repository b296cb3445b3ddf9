/* SPDX-License-Identifier: Apache-2.0 */
/* What a user of Hyperscan would do first: the spellings of a dictionary, byte for byte, to be found in UTF-8 as it is. */
#ifndef LIANGCE_BENCH_UTF8_DATABASE_H
#define LIANGCE_BENCH_UTF8_DATABASE_H

#include <hs/hs.h>

#include "base/base.h"

/* Terms, indicators and shields, as the library compiles them without numbers. LIANGCE_E_COMPILE, LIANGCE_E_NOMEM. */
lc_status utf8_database_new(hs_database_t **out, const lc_dictionary *dictionary, lc_error *err);

#endif
