/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A run: files and folders are listed, read or mapped, scanned by several threads, and added up in one lc_store.
 *
 * lc_run owns its libuv loop and handles SIGINT, SIGTERM, SIGHUP (those that were not ignored) and SIGBUS while it runs, so a process
 * does one run at a time. Its lanes are jobs of libuv's thread pool, whose size it sets (UV_THREADPOOL_SIZE) if the process has not used
 * it yet; where the system gives fewer threads than there are lanes to be, it goes on with those.
 *
 * What a run finds does not depend on the number of lanes, the size of pieces, the way of reading or the order of inputs.
 */
#ifndef LIANGCE_RUN_H
#define LIANGCE_RUN_H

#include "liangce.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Groups by named parts of the path: a PCRE2 regular expression (UTF, matched anywhere in the path) whose named groups are the
 * group columns, in order of their number. A part that took no part in the match is empty; so are all where the path does not
 * match. Immutable: any number of threads may use it.
 */
typedef struct lc_grouping lc_grouping;

/* LIANGCE_E_INVALID: the expression has an error or no named group (the message gives the offset). LIANGCE_E_NOMEM. */
LIANGCE_API lc_status lc_grouping_new(lc_grouping **out, const char *regex, lc_error *err);
LIANGCE_API void lc_grouping_free(lc_grouping *self);
LIANGCE_API size_t lc_grouping_count(const lc_grouping *self);
LIANGCE_API const char *const *lc_grouping_names(const lc_grouping *self); /* lives as long as the grouping */

/* How inputs come into memory: a matter of speed only. */
typedef enum lc_io {
	LIANGCE_IO_AUTO, /* small files are read, large ones mapped */
	LIANGCE_IO_MAP,
	LIANGCE_IO_READ
} lc_io;

/* Where a run stands. Listed counts grow until listed_all. */
typedef struct lc_run_progress {
	uint64_t elapsed_ns;
	uint64_t bytes_done;
	uint64_t bytes_listed;
	uint64_t files_done;
	uint64_t files_listed;
	uint64_t failures;
	bool listed_all;
	bool unsized; /* there is a stream among the inputs: nobody knows how much is to come */
} lc_run_progress;

/* Called on the thread that called lc_run. */
typedef void (*lc_progress_callback)(const lc_run_progress *progress, void *payload);

/* Larger files are scanned in pieces of this size, by several lanes. The facts of a piece are in memory at once: 240 bytes each. */
#define LIANGCE_PIECE_BYTES (4 * LIANGCE_SEGMENT_BYTES)

/* Everything is borrowed for the run. Zeros are defaults. */
typedef struct lc_run_options {
	const char *const *paths; /* files, folders, pipes; "-" is standard input */
	size_t path_count;
	const char *files_from;   /* a file (or "-") that lists more of them, one a line; NULL: none */
	bool nul_separated;       /* the list is separated by NUL, not by newlines */
	const char *const *globs; /* for files found in folders: one of them must fit; one that begins with "!" must not */
	size_t glob_count;
	bool hidden;                /* also names that begin with "." inside folders */
	const char *const *results; /* files and folders that are passed over in folders: what this run itself writes */
	size_t result_count;
	const lc_grouping *grouping;
	unsigned jobs; /* lanes; 0 is 1 */
	lc_io io;
	size_t piece_bytes;            /* a multiple of LIANGCE_SEGMENT_BYTES; 0: LIANGCE_PIECE_BYTES */
	bool keep_words;               /* words for lc_store_words (liangce_words.h) instead of metrics and facts */
	bool keep_facts;               /* as the store's: a row a fact */
	lc_progress_callback progress; /* NULL: none */
	void *progress_payload;
	unsigned progress_ms; /* between two calls */
} lc_run_options;

#define LIANGCE_RUN_FAILURES 5

typedef struct lc_run_failure {
	char path[512];  /* the end of it, if it is longer */
	char error[288]; /* "stage: cause" */
} lc_run_failure;

typedef struct lc_run_report {
	lc_run_progress end;
	uint64_t hidden_skipped;                       /* names that begin with "." */
	uint64_t results_skipped;                      /* results of earlier runs that were found in folders: lc_is_result */
	uint64_t ungrouped;                            /* documents without any group value, where there is a grouping */
	uint64_t links_skipped;                        /* symbolic links, and further hard links to a file */
	int signal_number;                             /* that stopped the run, or 0 */
	lc_run_failure failures[LIANGCE_RUN_FAILURES]; /* the first by path */
	size_t failure_count;                          /* of those, <= LIANGCE_RUN_FAILURES */
} lc_run_report;

/*
 * Scans all inputs with rules and adds what is found to `into`, which the caller then finishes. An input that cannot be used is a
 * failure in the store and in the report, not an error. Stopped by a signal, the run returns LIANGCE_OK with report->signal_number
 * set: `into` then holds every document that was finished, whole.
 * LIANGCE_E_NOMEM, LIANGCE_E_ENGINE, LIANGCE_E_INVALID (piece_bytes), LIANGCE_E_READ (files_from), LIANGCE_E_WRITE (the store).
 */
LIANGCE_API lc_status lc_run(lc_store *into, const lc_ruleset *rules, const lc_run_options *options, lc_run_report *report,
                             lc_error *err);

#ifdef __cplusplus
}
#endif

#endif
