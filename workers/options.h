/* SPDX-License-Identifier: Apache-2.0 */
/* The command line of `liangce scan` as a plain struct. */
#ifndef LIANGCE_OPTIONS_H
#define LIANGCE_OPTIONS_H

#include "base/base.h"
#include "liangce_run.h"

typedef enum lc__progress_kind { LIANGCE_PROGRESS_AUTO, LIANGCE_PROGRESS_NEVER, LIANGCE_PROGRESS_JSON } lc__progress_kind;

/* Strings are those of argv. */
typedef struct lc__scan_arguments {
	const char **paths; /* with room for all of argv, as the other lists */
	size_t path_count;
	const char **dictionaries;
	size_t dictionary_count;
	const char **globs;
	size_t glob_count;
	const char *result; /* NULL: a name by the format, in the current folder */
	lc_format format;
	const char *facts_path;
	bool no_facts;
	const char *group;
	lc_overlap overlap;
	lc_matcher matcher;
	unsigned jobs; /* 0: usable cores */
	const char *files_from;
	bool nul_separated;
	bool hidden;
	lc_io io;
	size_t piece_bytes;
	const char *cache_folder;
	bool no_cache;
	bool quiet;
	lc__progress_kind progress;
	bool help;
} lc__scan_arguments;

/* argv[0] is "scan". Returns 0, or an exit code after it has said what is wrong. To be released either way. */
int lc__parse_scan(lc__scan_arguments *out, int argc, char **argv);
void lc__scan_arguments_release(lc__scan_arguments *self);

/*
 * It as one command line for table `run`, without what changes no row: where the result goes and in which form, threads, cache, progress. What
 * may stand in any order is sorted, so that runs which found the same look the same. LIANGCE_E_NOMEM.
 */
lc_status lc__describe_scan(const lc__scan_arguments *self, lc__buffer *line, lc_error *err);

/* A whole number from least to most. */
bool lc__parse_number(const char *text, unsigned long least, unsigned long most, unsigned long *out);
/* "longest", "all"; "csv", "jsonl" and, where sqlite is wanted, "sqlite". */
bool lc__parse_overlap(const char *text, lc_overlap *out);
bool lc__parse_format(const char *text, bool sqlite, lc_format *out);

#endif
