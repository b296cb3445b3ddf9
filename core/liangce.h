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
	lc_decimal lo, hi;
	bool has_lo, has_hi, has_subject;
	lc_fact_kind kind;
	lc_approx approx;
	lc_change change;
	uint32_t term;    /* the dictionary term the subject is or holds, or LIANGCE_NO_TERM */
	const char *rule; /* name of the rule that linked it, "" without subject; static storage */
	lc_view unit;     /* canonical, folded; empty where none */
	lc_view subject;  /* folded text; empty where none */
	lc_span span;
	lc_span sentence;
	lc_span subject_span; /* meaningless without has_subject */
	lc_span
	    unit_span; /* where the unit stands in the text, character for character, as in 公頃 for 公顷; empty where it does not */
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
#ifdef __cplusplus
}
#endif

#include "liangce_tables.h"

#endif
