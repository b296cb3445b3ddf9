/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The second half of liangce.h, which includes it: what scans have found is added up in tallies, and a store merges, sorts and writes
 * them as tables. The rules of liangce.h hold here, too.
 */
#ifndef LIANGCE_TABLES_H
#define LIANGCE_TABLES_H

#include "liangce.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---------------------------------------------------------------- tally: what one thread has counted */

/*
 * A tally adds up documents by group, and carries the rows that are kept one by one (files, failures, facts). It is owned by
 * one thread at a time and handed from a worker to the store as a whole.
 *
 * A group is what the user groups by: one value a group column, joined by LIANGCE_GROUP_SEPARATOR, "" without columns.
 *
 * source: 0 for documents that were scanned as a whole. A document that is scanned in parts by several threads has a number of
 * its own (> 0) under which its metrics and facts wait in the store until it is known whether all of it could be read.
 */
#define LIANGCE_GROUP_SEPARATOR '\x1f'

typedef struct lc_tally lc_tally;

/* One row of table `files`. Views are borrowed during the call. */
typedef struct lc_file_row {
	lc_view path;
	lc_view member; /* inside an archive; empty where none */
	uint64_t bytes;
	uint64_t characters;
	uint64_t invalid; /* ill-formed UTF-8 sequences replaced */
	uint64_t documents;
	const char *encoding; /* "utf-8" */
	const char *status;   /* "ok", "damaged" (invalid > 0), "failed" */
} lc_file_row;

/* One row of table `failures`. */
typedef struct lc_failure_row {
	lc_view path;
	lc_view member;
	const char *stage; /* "list", "open", "read", "map", "decode", "scan" */
	const char *error; /* one line */
} lc_failure_row;

LIANGCE_API lc_status lc_tally_new(lc_tally **out, const lc_ruleset *rules, lc_error *err); /* borrows rules */
LIANGCE_API void lc_tally_free(lc_tally *self);
LIANGCE_API void lc_tally_clear(lc_tally *self); /* keeps its memory for reuse, up to a modest size */
/*
 * What has been added since the last clear, in bytes, 0 for nothing: a worker hands the tally in when this grows large. The
 * memory it takes is at most about three times that, and some 40 bytes a term of the ruleset.
 */
LIANGCE_API size_t lc_tally_bytes(const lc_tally *self);

/*
 * Of all lc_tally_add_…: LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE (2 GiB of one sort of rows). After an error the tally may only be
 * cleared or freed: part of what was added may be in it.
 */

/* Counts of a whole document: groups, terms, themes (each theme path and its ancestors). Not its facts. */
LIANGCE_API lc_status lc_tally_add_counts(lc_tally *self, lc_view group, const lc_document *document, lc_error *err);
/*
 * Facts of a document or of a part of one: metrics, and with keep_facts a row a fact. text is what was scanned: byte offset 0 of
 * the document's spans is its first byte (LIANGCE_E_INVALID where one lies outside). path names the document and no other; part
 * is 0, 1, 2 … in text order, 0 for source 0.
 * With source 0 every call is one whole document. With source > 0 all calls of that source are one document.
 * Metrics take facts that have a subject and a value: lo, or hi, or the middle of both; no dates, names and ids, and no ranks,
 * whose sum says nothing. A row's sentence is cut to 2 KiB around the fact where it is longer.
 */
LIANGCE_API lc_status lc_tally_add_facts(lc_tally *self, lc_view group, uint64_t source, lc_view path, uint32_t part, lc_view text,
                                         const lc_document *document, bool keep_facts, lc_error *err);
LIANGCE_API lc_status lc_tally_add_file(lc_tally *self, const lc_file_row *row, lc_error *err);
LIANGCE_API lc_status lc_tally_add_failure(lc_tally *self, const lc_failure_row *row, lc_error *err);

/*
 * The counts of a document that is scanned in parts, added up part by part (whatever the order), then given to
 * lc_tally_add_counts as one document. All parts are of scans of the ruleset given here. Takes up to 24 bytes a term. One thread at
 * a time. LIANGCE_E_NOMEM.
 */
typedef struct lc_document_sum lc_document_sum;
LIANGCE_API lc_status lc_document_sum_new(lc_document_sum **out, const lc_ruleset *rules, lc_error *err);
LIANGCE_API void lc_document_sum_free(lc_document_sum *self);
LIANGCE_API void lc_document_sum_add(lc_document_sum *self, const lc_document *part);
LIANGCE_API const lc_document *lc_document_sum_get(lc_document_sum *self); /* no facts, no matches; until the next add or free */

/* ---------------------------------------------------------------- store: merged, sorted, written */

typedef enum lc_format {
	LIANGCE_FORMAT_SQLITE, /* one database file */
	LIANGCE_FORMAT_CSV,    /* a folder with TABLE.csv each: UTF-8, header line, RFC 4180 quoting, LF */
	LIANGCE_FORMAT_JSONL   /* a folder with TABLE.jsonl each: one object a line */
} lc_format;

typedef struct lc_store lc_store;
typedef struct lc_store_config {
	const char *const *group_names; /* names of the group columns: identifiers, no table column of ours, no duplicates */
	size_t group_count;
	const char *path; /* the result: file or, for CSV and JSONL, folder; checked at once. NULL: none (liangce_words.h) */
	lc_format format;
	bool keep_facts;        /* table `facts` */
	const char *facts_path; /* also write facts as JSONL to this file (or pipe, or device); NULL: not */
	bool overwrite;         /* replace a result that is there (a file or folder that liangce wrote, nothing else) */
} lc_store_config;

/*
 * What a store has been given waits in temporary files (a private SQLite database, and sorted runs of what is added up), in memory
 * up to a modest size and beyond it on disk where SQLITE_TMPDIR or TMPDIR say, else in /var/tmp: memory does not grow with the
 * archive. It is at most 32 MiB, and some 70 bytes a term of the ruleset. Borrows rules; copies the configuration. One thread at a time.
 *
 * While the store lives, "PATH.lock" stands beside the result, and from the finish on "PATH.partial"; both for facts_path too.
 * What a killed run left at these names is removed, and anything else there refused.
 *
 * Tables are UTF-8, rows in binary order of their keys. In paths, group values and messages of failures, which may hold any
 * bytes, those that are not UTF-8 are written \xHH, and each backslash of such a name double; so is a name that holds "\x".
 * In other text they are U+FFFD. Exact decimals are numbers; in SQLite those of over 15 digits may be text. Sums cannot overflow.
 * A mean is rounded to 6 places, or fewer so that it has 15 digits, halves away from zero.
 *
 * LIANGCE_E_INVALID (bad group name, more than 32 groups), LIANGCE_E_WRITE (the result's folder is missing or not writable; path
 * is a foreign file, or there and not to be replaced), LIANGCE_E_BUSY (another run is writing the same result), LIANGCE_E_NOMEM.
 */
LIANGCE_API lc_status lc_store_new(lc_store **out, const lc_ruleset *rules, const lc_store_config *config, lc_error *err);
LIANGCE_API void lc_store_free(lc_store *self); /* without a finish: removes what it had begun; the old result stays */

/*
 * All lc_store_… calls before the finish: LIANGCE_E_WRITE (the temporary files have no room), LIANGCE_E_NOMEM; lc_store_add also
 * LIANGCE_E_INVALID (a group without as many values as there are columns). After an error the store may only be freed.
 */
/* Copies. The tally is of the store's ruleset, and has met no error; any thread may have filled it. */
LIANGCE_API lc_status lc_store_add(lc_store *self, const lc_tally *tally, lc_error *err);
/* All metrics and facts added under source (> 0), before or after, are dropped: the document failed in the middle. */
LIANGCE_API lc_status lc_store_drop_source(lc_store *self, uint64_t source, lc_error *err);
/*
 * How large a part of a document scanned in parts is, in any order of parts: needed where facts are kept, as what is before a
 * part moves its offsets. Without it for a part before one that has facts, the finish gives LIANGCE_E_INVALID.
 */
LIANGCE_API lc_status lc_store_add_part(lc_store *self, lc_view path, uint32_t part, uint64_t bytes, uint64_t characters,
                                        lc_error *err);

/* The single row of table `run`; times are UTC, ISO 8601, and may be NULL (then empty). */
typedef struct lc_run_row {
	const char *options; /* the command line as one string */
	const char *started;
	const char *ended;
	bool partial; /* stopped by a signal: the tables hold what was done */
} lc_run_row;

/* Counts of the finished store, for a summary. */
typedef struct lc_store_totals {
	uint64_t documents, bytes, characters, occurrences, facts, files, failures;
	uint64_t damaged; /* files that hold ill-formed sequences */
	uint64_t invalid; /* those sequences */
} lc_store_totals;

/*
 * Merges, sorts and writes all tables, syncs them and puts the result in place: whole or not at all. The file of facts is put in
 * place just before. totals may be NULL. Once, whether it works or not; then only leaders and free.
 * LIANGCE_E_WRITE, LIANGCE_E_NOMEM, LIANGCE_E_INVALID (lc_store_add_part).
 */
LIANGCE_API lc_status lc_store_finish(lc_store *self, const lc_run_row *run, lc_store_totals *totals, lc_error *err);

/* A leading row; name lives during the call. */
typedef void (*lc_leader_callback)(const char *name, uint64_t occurrences, uint64_t documents, void *payload);
/* Of "terms" or "themes" after finish, all groups together, by occurrences descending then name. LIANGCE_E_INVALID, _NOMEM. */
LIANGCE_API lc_status lc_store_leaders(lc_store *self, const char *table, size_t most, lc_leader_callback callback, void *payload,
                                       lc_error *err);

typedef bool (*lc_sink)(const char *data, size_t size, void *payload); /* gets bytes in order; false stops: LIANGCE_E_WRITE */

/*
 * Writes one table of a finished SQLite result as CSV or JSONL, byte for byte what lc_store_finish would have written.
 * LIANGCE_E_READ (not a liangce result), LIANGCE_E_INVALID (no such table; the message lists them), LIANGCE_E_WRITE, LIANGCE_E_NOMEM.
 */
LIANGCE_API lc_status lc_export(const char *result_path, const char *table, lc_format format, lc_sink sink, void *payload,
                                lc_error *err);

/* By content: a file that begins with these bytes (a few KB will do), or a folder, is a result of this library or part of one. */
LIANGCE_API bool lc_is_result(lc_view head);
LIANGCE_API bool lc_is_result_folder(const char *path);

#ifdef __cplusplus
}
#endif

#endif
