/* SPDX-License-Identifier: Apache-2.0 */
/* The tree of theme paths of a ruleset: "a/b/c" stands below "a/b" and "a", whether or not a term is there. */
#ifndef LIANGCE_THEMES_H
#define LIANGCE_THEMES_H

#include "tables/map.h"

#define LIANGCE_NO_THEME UINT32_MAX

/* Embedded: lc__themes_init / lc__themes_release. */
typedef struct lc__themes {
	lc__map paths;
	uint32_t *parents; /* of a path: its number, or LIANGCE_NO_THEME */
	size_t parent_capacity;
	uint32_t *of_term; /* of a term: the number of its path, or LIANGCE_NO_THEME */
	size_t term_count;
} lc__themes;

/* LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE; then there is nothing to release. */
lc_status lc__themes_init(lc__themes *self, const lc_ruleset *rules, lc_error *err);
void lc__themes_release(lc__themes *self);

#endif
