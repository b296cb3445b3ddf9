/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The little language of spellings: characters stand for themselves, "*" for up to three Han characters, "[甲|乙]" for any of
 * its alternatives.
 */
#ifndef LIANGCE_SPELLING_H
#define LIANGCE_SPELLING_H

#include "base/base.h"

enum { LIANGCE_EXPANSIONS_MAX = 256, LIANGCE_GAP_MAX = 3 };

/* NULL for a good spelling; else what is wrong with it, a static string, and *wrong points to where. */
const char *lc__spelling_check(lc_view spelling, const char **wrong);

/* Length of the first alias of a terminated list: up to a "|" that is not inside brackets, or the end. */
size_t lc__alias_size(const char *list);

/* Receives one expansion, in which only "*" is left; valid during the call. Anything but LIANGCE_OK ends the expanding. */
typedef lc_status (*lc__expansion_callback)(lc_view expansion, void *payload, lc_error *err);

/* Expands a good spelling, alternatives in the order written. The callback's status, or LIANGCE_E_NOMEM. */
lc_status lc__spelling_expand(lc_view spelling, lc__expansion_callback callback, void *payload, lc_error *err);
/* The same for a term and then each of its aliases. */
lc_status lc__term_expand(const lc_term *term, lc__expansion_callback callback, void *payload, lc_error *err);

#endif
