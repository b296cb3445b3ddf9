/* SPDX-License-Identifier: Apache-2.0 */
/*
 * liangce: count Chinese policy terms and read what was measured, in text held in memory.
 *
 * Two ideas carry the library. An lc_ruleset is a dictionary and the numeric patterns, compiled; it never changes and any
 * number of threads may use it at once ("const lc_ruleset *" means safe to share). An lc_scan is owned by exactly one thread
 * at a time; different scans may run at the same time. What scans find is added up in lc_tally objects, which an lc_store
 * merges, sorts and writes.
 *
 * Text is UTF-8. Offsets are half-open and point into the original text, as bytes and as code points; an ill-formed sequence
 * counts as one code point per maximal subpart (Unicode 15, 3.9, D93b), as in Python's decode("utf-8", "replace").
 *
 * Errors: every call that can fail returns an lc_status and takes a trailing lc_error, which may be NULL. On failure
 * out-parameters are left as they were. The library never prints, never exits and checks its memory. Every _free takes NULL.
 */
#ifndef LIANGCE_H
#define LIANGCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LIANGCE_VERSION_MAJOR 0
#define LIANGCE_VERSION_MINOR 1
#define LIANGCE_VERSION_PATCH 0
#define LIANGCE_VERSION "0.1.0"

#if defined(__GNUC__)
#define LIANGCE_API __attribute__((visibility("default")))
#else
#define LIANGCE_API
#endif

/* The version of the library that is running, "MAJOR.MINOR.PATCH"; static storage. Any thread. */
LIANGCE_API const char *lc_version(void);

/* ---------------------------------------------------------------- status and error */

/* X(name, value, what it means) */
#define LIANGCE_STATUS_MAP(X)                                           \
	X(OK, 0, "ok")                                                  \
	X(E_NOMEM, -1, "out of memory")                                 \
	X(E_INVALID, -2, "an argument or a configuration is not valid") \
	X(E_DICTIONARY, -3, "the dictionary has an error")              \
	X(E_COMPILE, -4, "the patterns do not compile")                 \
	X(E_ENGINE, -5, "the matching engine reported an error")        \
	X(E_TOO_LARGE, -6, "a limit was exceeded")                      \
	X(E_READ, -7, "a file cannot be read")                          \
	X(E_WRITE, -8, "a result cannot be written")                    \
	X(E_BUSY, -9, "another run holds the result")                   \
	X(E_PLATFORM, -10, "this machine lacks what the engine needs")  \
	X(E_STOPPED, -11, "stopped on request")                         \
	X(E_INPUT, -12, "an input cannot be used")

typedef enum lc_status {
#define LIANGCE_STATUS_ENUM(name, value, text) LIANGCE_##name = (value),
	LIANGCE_STATUS_MAP(LIANGCE_STATUS_ENUM)
#undef LIANGCE_STATUS_ENUM
} lc_status;

/* One line for a status; static storage, never NULL. Any thread. */
LIANGCE_API const char *lc_status_text(lc_status status);

/*
 * What went wrong, filled once where it went wrong. The caller owns it; it holds no pointers.
 * source: the file (dictionary, result) or "" ; line and column count from 1, 0 where there is none, columns in code points.
 * message: one line, no newline, without source and position. sys_errno: errno of the failing call or 0.
 */
typedef struct lc_error {
	lc_status status;
	int sys_errno;
	uint32_t line;
	uint32_t column;
	char source[256];
	char message[256];
} lc_error;

/* Writes "source:line:column: message" (parts that are not known left out) into buffer, always terminated; returns the
 * length it would need, as snprintf. Any thread. */
LIANGCE_API size_t lc_error_format(const lc_error *error, char *buffer, size_t size);

/* Bytes that are borrowed: not terminated, may be empty (data may then be NULL). */
typedef struct lc_view {
	const char *data;
	size_t size;
} lc_view;

/* ---------------------------------------------------------------- dictionary */

/*
 * A dictionary is TSV, UTF-8, one term a line, "#" comments: term, theme, aliases, kind, unit_hint, note (docs/lexicon.md).
 * It is built by one thread; once handed to lc_ruleset_new it may be freed. While a ruleset made of it lives, nothing is added.
 */
typedef struct lc_dictionary lc_dictionary;
typedef enum lc_term_kind {
	LIANGCE_KIND_TERM,      /* counted */
	LIANGCE_KIND_INDICATOR, /* counted, and names something that is measured */
	LIANGCE_KIND_SHIELD,    /* a longer word that keeps a term inside it from being counted */
	LIANGCE_KIND_NAME       /* holds numerals that are no quantity */
} lc_term_kind;

/* A row of the dictionary. All strings are terminated, never NULL, and live as long as the dictionary or ruleset asked. */
typedef struct lc_term {
	const char *term;
	const char *theme;   /* "政务服务/热线", "" where none */
	const char *aliases; /* as written, separated by "|" */
	lc_term_kind kind;
	const char *unit_hint;
	const char *note;
	const char *source; /* file it was read from */
	uint32_t line;
} lc_term;

LIANGCE_API lc_status lc_dictionary_new(lc_dictionary **out, lc_error *err);
LIANGCE_API void lc_dictionary_free(lc_dictionary *self);

/*
 * Adds the rows of one TSV text. name is what messages call it. The text is copied.
 * LIANGCE_E_DICTIONARY: a row is wrong (too many columns, empty term, unknown kind, invalid UTF-8, bad pattern, a term over
 * 64 characters, an alias list with an empty alias); the error names line and column. LIANGCE_E_INVALID: a ruleset made of this
 * dictionary lives. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE. After an error the dictionary may only be freed.
 */
LIANGCE_API lc_status lc_dictionary_add_text(lc_dictionary *self, const char *name, lc_view text, lc_error *err);

/* The same for a file, or for all *.tsv of a folder in order of their names (not its subfolders). Also LIANGCE_E_READ. */
LIANGCE_API lc_status lc_dictionary_add_path(lc_dictionary *self, const char *path, lc_error *err);

LIANGCE_API size_t lc_dictionary_count(const lc_dictionary *self);
LIANGCE_API const lc_term *lc_dictionary_term(const lc_dictionary *self, size_t index); /* index < count */

typedef enum lc_finding_kind {
	LIANGCE_FINDING_DUPLICATE,     /* two spellings are the same after folding: an error, the second never counts */
	LIANGCE_FINDING_ONE_CHARACTER, /* a spelling of one character: a warning */
	LIANGCE_FINDING_NEVER,         /* a spelling that folding can never produce: an error */
	LIANGCE_FINDING_NESTED,        /* a spelling inside a longer one, not counted there under "longest": a note */
	LIANGCE_FINDING_ASTRAL         /* a character outside the BMP, which matches every other such: a warning */
} lc_finding_kind;

typedef struct lc_finding {
	lc_finding_kind kind;
	const lc_term *term;
	const lc_term *other; /* the other of a pair, or NULL */
	const char *spelling; /* the spelling concerned: as written, or as folded where that is one; valid during the callback */
	const char *message;  /* one line; valid during the callback */
	uint32_t column;      /* in characters from 1, of what is meant in the row; 0: the row */
} lc_finding;
typedef void (*lc_finding_callback)(const lc_finding *finding, void *payload);

/* Tells errors first, then characters outside the BMP, then the rest, each in dictionary order. LIANGCE_E_NOMEM, _TOO_LARGE. */
LIANGCE_API lc_status lc_dictionary_check(const lc_dictionary *self, lc_finding_callback callback, void *payload, lc_error *err);

/* ---------------------------------------------------------------- ruleset */

typedef struct lc_ruleset lc_ruleset;
typedef enum lc_overlap {
	LIANGCE_OVERLAP_LONGEST, /* leftmost, then longest, among terms, indicators and shields; matches do not overlap */
	LIANGCE_OVERLAP_ALL      /* every term counts wherever it stands, also inside another or inside a shield */
} lc_overlap;

/* What finds plain spellings. Both find the same, in the same order. */
typedef enum lc_matcher {
	LIANGCE_MATCHER_SWEEP,    /* a walk of our own over the text; Hyperscan finds what holds gaps, and single characters */
	LIANGCE_MATCHER_HYPERSCAN /* Hyperscan finds all: slower on this sort of text, and slow to compile */
} lc_matcher;

typedef struct lc_rules_config {
	const lc_dictionary *dictionary; /* borrowed during the call only */
	lc_overlap overlap;
	lc_matcher matcher;
	bool facts;               /* also read numbers */
	const char *units_path;   /* units.tsv; required where facts is set */
	const char *cache_folder; /* where compiled databases are kept; NULL: no cache */
} lc_rules_config;

/*
 * Compiles. A cache that cannot be read, written or trusted is passed over: it never makes the call fail.
 * Where two terms have a spelling that is the same after folding, the first counts (lc_ruleset_duplicates).
 * LIANGCE_E_DICTIONARY (no terms, a spelling that folds to nothing, an error in units_path), LIANGCE_E_COMPILE,
 * LIANGCE_E_TOO_LARGE, LIANGCE_E_PLATFORM, LIANGCE_E_NOMEM, LIANGCE_E_READ (units_path).
 */
LIANGCE_API lc_status lc_ruleset_new(lc_ruleset **out, const lc_rules_config *config, lc_error *err);
LIANGCE_API void lc_ruleset_free(lc_ruleset *self);

LIANGCE_API size_t lc_ruleset_term_count(const lc_ruleset *self);
LIANGCE_API const lc_term *lc_ruleset_term(const lc_ruleset *self, size_t index); /* index < term_count */
LIANGCE_API lc_overlap lc_ruleset_overlap(const lc_ruleset *self);
LIANGCE_API bool lc_ruleset_facts(const lc_ruleset *self);
/* Identifies dictionary, units, overlap policy and facts: 32 hexadecimal digits. Equal hash, equal results. */
LIANGCE_API const char *lc_ruleset_hash(const lc_ruleset *self);
/* Spellings that were left out as another term had them first; lc_dictionary_check names them. */
LIANGCE_API size_t lc_ruleset_duplicates(const lc_ruleset *self);
LIANGCE_API bool lc_ruleset_from_cache(const lc_ruleset *self);       /* was there a database to compile, and was it there? */
LIANGCE_API size_t lc_ruleset_database_bytes(const lc_ruleset *self); /* memory that matching walks through */

/* ---------------------------------------------------------------- values */

/*
 * An exact decimal: coefficient / 10^scale, normalised (no trailing zero in the coefficient while scale > 0); 0 <= scale <= 18.
 * Any value of up to 38 digits. Sums are exact and do not depend on order.
 */
typedef struct lc_decimal {
	__int128 coefficient;
	uint8_t scale;
} lc_decimal;

/* Longest text of a decimal with its terminator: sign, 39 digits, point, leading zeros. */
#define LIANGCE_DECIMAL_CHARS 64

/* Writes plain notation ("-12.5", never an exponent), terminated; returns its length. */
LIANGCE_API size_t lc_decimal_format(lc_decimal value, char buffer[LIANGCE_DECIMAL_CHARS]);

typedef enum lc_fact_kind {
	LIANGCE_FACT_COUNT,
	LIANGCE_FACT_MONEY,
	LIANGCE_FACT_PERCENT,
	LIANGCE_FACT_MEASURE,
	LIANGCE_FACT_DURATION,
	LIANGCE_FACT_RATIO,
	LIANGCE_FACT_RANK,
	LIANGCE_FACT_DATE,
	LIANGCE_FACT_NAME,
	LIANGCE_FACT_ID,
	LIANGCE_FACT_AGE,
	LIANGCE_FACT_OTHER
} lc_fact_kind;

typedef enum lc_approx { LIANGCE_EXACT, LIANGCE_ABOUT, LIANGCE_OVER, LIANGCE_UNDER } lc_approx;

typedef enum lc_change { LIANGCE_LEVEL, LIANGCE_UP_BY, LIANGCE_DOWN_BY, LIANGCE_TO, LIANGCE_FROM } lc_change;

/* The words used in every table: "count", "about", "up_by" … Static storage. */
LIANGCE_API const char *lc_fact_kind_text(lc_fact_kind kind);
LIANGCE_API const char *lc_approx_text(lc_approx approx);
LIANGCE_API const char *lc_change_text(lc_change change);
LIANGCE_API const char *lc_term_kind_text(lc_term_kind kind);
LIANGCE_API const char *lc_overlap_text(lc_overlap overlap);

/* ---------------------------------------------------------------- scan */

/* A stretch of the original text: bytes and code points, half-open. */
typedef struct lc_span {
	uint64_t byte_start;
	uint64_t byte_end;
	uint64_t char_start;
	uint64_t char_end;
} lc_span;

#define LIANGCE_NO_TERM UINT32_MAX

typedef struct lc_match {
	uint32_t term; /* index in the ruleset */
	lc_span span;
} lc_match;

/* One number that was read. Views live until the scan scans or begins again. */
typedef struct lc_fact {
	lc_span span;
	lc_fact_kind kind;
	lc_approx approx;
	lc_change change;
	bool has_lo, has_hi;
	lc_decimal lo, hi;
	lc_view unit; /* canonical, folded; empty where none */
	bool has_subject;
	lc_span subject_span; /* meaningless without has_subject */
	lc_view subject;      /* folded text; empty where none */
	uint32_t term;        /* the dictionary term the subject is or holds, or LIANGCE_NO_TERM */
	const char *rule;     /* name of the rule that linked it, "" without subject; static storage */
	lc_span sentence;
} lc_fact;

typedef struct lc_term_count {
	uint32_t term;
	uint64_t occurrences; /* > 0 */
} lc_term_count;

/* What was found in the text given to a scan since lc_scan_begin. Arrays live until the scan begins again. */
typedef struct lc_document {
	uint64_t bytes;
	uint64_t characters;         /* code points */
	uint64_t invalid;            /* ill-formed sequences, each read as one U+FFFD */
	uint64_t occurrences;        /* sum over counts */
	const lc_term_count *counts; /* terms and indicators found, ascending by term */
	size_t count_count;
	/* Of the last lc_scan_text alone, in text order, so that a long text given segment by segment takes bounded memory. */
	const lc_match *matches; /* only where they were asked for */
	size_t match_count;
	const lc_fact *facts; /* only where the ruleset reads numbers */
	size_t fact_count;
} lc_document;

/*
 * A text is folded and matched in segments of at most 2 * LIANGCE_SEGMENT_BYTES, so memory does not grow with it. Segments
 * are cut where a sentence ends a line; no match, sentence or link crosses a cut. Where the cuts are depends on the text alone:
 * a large text may be given in parts, to different scans, if each part runs from one lc_segment_cut to another.
 */
#define LIANGCE_SEGMENT_BYTES ((size_t)1 << 18)

/*
 * The cut that belongs to `nominal`, a multiple of LIANGCE_SEGMENT_BYTES: 0 for 0; text.size where nominal >= text.size; else
 * a place in [nominal, nominal + LIANGCE_SEGMENT_BYTES]. Ascending in nominal. Looks at no byte before nominal - 16 and none
 * behind nominal + LIANGCE_SEGMENT_BYTES + 16. Any thread.
 */
LIANGCE_API size_t lc_segment_cut(lc_view text, size_t nominal);

typedef struct lc_scan lc_scan;
typedef struct lc_scan_options {
	bool keep_matches;  /* fill lc_document.matches: for display; memory grows with the matches */
	bool without_spans; /* leave the spans of facts zero: metrics need none, and finding them takes its time */
	const int *stop;    /* nonzero ends the scan soon; read atomically, so set it with __atomic_store_n; may be NULL */
} lc_scan_options;

/* Borrows rules for its life. All memory of steady state is taken here. LIANGCE_E_NOMEM, LIANGCE_E_ENGINE. */
LIANGCE_API lc_status lc_scan_new(lc_scan **out, const lc_ruleset *rules, const lc_scan_options *options, lc_error *err);
LIANGCE_API void lc_scan_free(lc_scan *self);

/*
 * Forgets the last document and begins another. Also makes a scan usable again after lc_scan_text was left by siglongjmp from a
 * SIGBUS in mapped text: the text is only read while it is folded, so no lock is held and nothing of the engine is lost.
 */
LIANGCE_API void lc_scan_begin(lc_scan *self);

/*
 * Scans text[from, to), both cuts of the whole text (lc_segment_cut; 0 and text.size are). The text is borrowed during the call.
 * May be called again for the part that follows: offsets in the document count from the first call's `from`.
 * LIANGCE_E_ENGINE, LIANGCE_E_STOPPED (*options.stop was set), LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE (more matches or facts in one
 * call than memory allows). After an error the document is part of one: begin again.
 */
LIANGCE_API lc_status lc_scan_text(lc_scan *self, lc_view text, size_t from, size_t to, lc_error *err);

/* What was found so far. Valid until lc_scan_begin, lc_scan_text or lc_scan_free. */
LIANGCE_API const lc_document *lc_scan_document(lc_scan *self);

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
 * lc_tally_add_counts as one document. One thread at a time.
 */
typedef struct lc_document_sum lc_document_sum;
LIANGCE_API lc_status lc_document_sum_new(lc_document_sum **out, const lc_ruleset *rules, lc_error *err);
LIANGCE_API void lc_document_sum_free(lc_document_sum *self);
LIANGCE_API lc_status lc_document_sum_add(lc_document_sum *self, const lc_document *part, lc_error *err);
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
