/* SPDX-License-Identifier: Apache-2.0 */
/* The command line of `liangce dict suggest` as a plain struct. */
#ifndef LIANGCE_SUGGEST_OPTIONS_H
#define LIANGCE_SUGGEST_OPTIONS_H

#include "rules.h"

#include "liangce_run.h"

/* Strings are those of argv. */
typedef struct lc__suggest_arguments {
	lc_run_options run; /* its lists have room for all of argv */
	lc__rules_options rules;
	const char **paths, **globs, **dictionaries; /* the same lists, to be filled and freed */
	unsigned long least;
	unsigned long most; /* 0: all */
	bool csv;           /* else TSV */
	bool quiet;
	bool help;
} lc__suggest_arguments;

/* argv[0] is "suggest". Returns 0, or an exit code after it has said what is wrong. To be released either way. */
int lc__parse_suggest(lc__suggest_arguments *out, int argc, char **argv);
void lc__suggest_arguments_release(lc__suggest_arguments *self);

#endif
