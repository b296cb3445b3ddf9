/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The oracle: folding and dictionary matching done slowly and plainly, to be compared with the engine. Written from docs/folding.md
 * and the format of the dictionary alone; it shares no code with core/ but the types of liangce.h. It knows no limit but memory, ends
 * the program when there is none, and refuses to be fast.
 */
#ifndef LIANGCE_ORACLE_H
#define LIANGCE_ORACLE_H

#include "liangce.h"

/* ---------------------------------------------------------------- memory (ends the program where there is none) */

void *oracle_realloc(void *memory, size_t count, size_t size);

/* One more item: *items grows by doubling whenever count is its capacity. */
#define ORACLE_PUSH(items, count)                                                                      \
	do {                                                                                           \
		if (((count) & ((count)-1)) == 0)                                                      \
			(items) = oracle_realloc((items), (count) ? 2 * (count) : 1, sizeof *(items)); \
		(count)++;                                                                             \
	} while (0)

/* ---------------------------------------------------------------- characters: sections 1 and 2 */

enum { ORACLE_UNIT_BREAK = 0x000A, ORACLE_UNIT_INVALID = 0xFFFD, ORACLE_UNIT_ASTRAL = 0xFFFE };

typedef enum oracle_class {
	ORACLE_CHARACTER, /* becomes a unit */
	ORACLE_DROPPED,
	ORACLE_SPACE,
	ORACLE_TAB,
	ORACLE_LINE_END
} oracle_class;

/* What section 2 makes of each BMP code point. Immutable once made. */
typedef struct oracle_table {
	uint16_t unit[0x10000];
	uint8_t class[0x10000]; /* oracle_class */
} oracle_table;

/* variants: path of variants.tsv; a file that is not there is an empty one. NULL where libopencc has no t2s. Caller frees (free). */
oracle_table *oracle_table_new(const char *variants);

typedef struct oracle_character {
	uint32_t code; /* U+FFFD for an ill-formed sequence */
	bool ill_formed;
	size_t byte_start;
	size_t byte_end;
} oracle_character;

/* Decodes all of text; *count code points; the caller frees. */
oracle_character *oracle_decode(lc_view text, size_t *count);

bool oracle_is_han(uint16_t unit);
oracle_class oracle_classify(const oracle_table *table, uint32_t code, uint16_t *unit);

/* ---------------------------------------------------------------- folding: sections 3 to 6 */

typedef struct oracle_unit {
	uint16_t unit;
	lc_span span; /* for a break or a space: from the unit before to the unit after */
} oracle_unit;

typedef struct oracle_text {
	oracle_unit *units;
	size_t count;
	size_t characters;
	size_t ill_formed;
} oracle_text;

/* Folds text as one segment. Release with oracle_text_release. */
void oracle_fold(oracle_text *out, const oracle_table *table, lc_view text);
void oracle_text_release(oracle_text *text);

/* lc_segment_cut as section 5 says it. */
size_t oracle_segment_cut(lc_view text, size_t nominal);

/* ---------------------------------------------------------------- lines: the middle of section 4 */

/* A character that folding has not dropped: its class, unit and place. */
typedef struct oracle_item {
	oracle_class class;
	uint16_t unit;
	uint32_t code;
	size_t character; /* index of the source code point */
} oracle_item;

typedef struct oracle_line {
	size_t first; /* items [first, end): trimmed */
	size_t end;
	size_t indent; /* columns of the spaces before it, in the source */
	size_t width;  /* in the source */
	size_t count;  /* characters, in the source */
	bool blank, ended, marked, tab;
	bool stop;        /* holds one of `, 。 ; ! ?` */
	bool stop_inside; /* holds one before its last character */
} oracle_line;

/* The line of items [start, end), which hold no line end. */
oracle_line oracle_line_of(const oracle_item *items, size_t start, size_t end);

/* Whether the line break behind lines[a], which is not blank, is soft. Is the one before it (goes_on)? */
bool oracle_break_is_soft(const oracle_item *items, const oracle_line *lines, size_t count, size_t a, bool goes_on);

/* ---------------------------------------------------------------- dictionary and matching */

/* A spelling with alternatives written out: units, and ORACLE_STAR for `*`. */
#define ORACLE_STAR (-1)

typedef struct oracle_spelling {
	uint32_t term;
	int *parts;
	size_t count;
} oracle_spelling;

typedef struct oracle_term {
	char *term, *theme, *aliases;
	lc_term_kind kind;
	uint32_t line;
} oracle_term;

typedef struct oracle_dictionary {
	oracle_term *terms;
	size_t term_count;
	oracle_spelling *spellings;
	size_t spelling_count;
	size_t *by_first[0x10000]; /* indices of spellings by their first unit */
	size_t by_first_count[0x10000];
} oracle_dictionary;

/* Starts empty; texts are added in order. Free with oracle_dictionary_free. */
oracle_dictionary *oracle_dictionary_new(void);
/* False where a row is not what the format allows: the oracle judges right dictionaries only. */
bool oracle_dictionary_add(oracle_dictionary *self, const oracle_table *table, lc_view tsv);
void oracle_dictionary_free(oracle_dictionary *self);

typedef struct oracle_result {
	uint64_t bytes, characters, ill_formed, occurrences;
	lc_match *matches; /* by start, end, term */
	size_t match_count;
} oracle_result;

/* Scans text: its segments one after the other. Release with oracle_result_release. */
void oracle_scan(oracle_result *out, const oracle_table *table, const oracle_dictionary *dictionary, lc_overlap overlap,
                 lc_view text);
void oracle_result_release(oracle_result *result);

#endif
