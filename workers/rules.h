/* SPDX-License-Identifier: Apache-2.0 */
/* Where dictionaries, units and the cache are, and the ruleset made of them. */
#ifndef LIANGCE_RULES_H
#define LIANGCE_RULES_H

#include "base/base.h"

typedef struct lc__rules_options {
	const char *const *dictionaries; /* files, folders, or "default"; none: "default" */
	size_t dictionary_count;
	lc_overlap overlap;
	lc_matcher matcher;
	bool facts;
	bool no_cache;
	const char *cache_folder; /* NULL: the user's */
} lc__rules_options;

lc_status lc__load_dictionary(lc_dictionary **out, const char *const *paths, size_t count, lc_error *err);
lc_status lc__load_rules(lc_ruleset **out, const lc__rules_options *options, lc_error *err);

#endif
