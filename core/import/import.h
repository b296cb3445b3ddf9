/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dictionaries of other programs: what the readers (list.c, liwc.c, quanteda.c) give, and where it goes. A reader knows its format
 * and hands on words with their themes; what a word becomes in our spelling, and which rows the words make, is not its affair.
 */
#ifndef LIANGCE_IMPORT_IMPORT_H
#define LIANGCE_IMPORT_IMPORT_H

#include "base/base.h"
#include "liangce_import.h"
#include "tables/map.h"

/* Where something stands, for messages. */
typedef struct lc__place_in_text {
	const char *source;
	uint32_t line;
	uint32_t column;
} lc__place_in_text;

/* A word in a theme, in the order they were read. */
typedef struct lc__entry {
	lc__place_in_text place;
	size_t word; /* in lc_import.strings: its spelling, terminated */
	uint32_t theme;
	uint32_t next; /* index + 1 of the next entry of the same term, 0: none */
	uint32_t last; /* of a term's first entry: the last in its list, index + 1 */
	bool lost;     /* not the first entry of its term, or never a term */
} lc__entry;

struct lc_import {
	char *prefix; /* of all themes, "" or "甲/乙" */
	lc_import_callback callback;
	void *payload;
	char **sources;
	size_t source_count, source_capacity;
	lc__buffer strings;
	lc__map themes; /* whole paths, the prefix included */
	lc__entry *entries;
	size_t count, capacity;
	lc__buffer scratch;
	lc_import_totals totals;
};

/* A theme by its levels below the prefix, "甲/乙" or "". LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE; so for all calls that follow. */
lc_status lc__import_theme(lc_import *self, lc_view levels, uint32_t *theme, lc_error *err);
/* Appends a level to a path: "/" becomes "／", and what cannot stand in a column a space. An empty level adds nothing. */
lc_status lc__import_level(lc_import *self, lc__buffer *path, lc__place_in_text place, lc_view name, lc_error *err);
/* A word of a theme; wildcards and all. `any_one`: "?" stands for any one character. */
lc_status lc__import_word(lc_import *self, lc__place_in_text place, uint32_t theme, lc_view word, bool any_one, lc_error *err);
void lc__import_tell(lc_import *self, lc_import_note_kind kind, lc__place_in_text place, lc_view word, const char *message);

/* The spelling of a foreign word, appended to `out` with its terminator. */
typedef struct lc__translation {
	const char *reason; /* static; why it cannot be said, or in what it differs; NULL: it means the same */
	bool impossible;
	bool trimmed; /* wildcards at its ends were taken away */
} lc__translation;
lc_status lc__import_translate(lc__buffer *out, lc_view word, bool any_one, lc__translation *translation, lc_error *err);

/* Lines of a text whose bytes are UTF-8 without NUL, each without its ending; CRLF, LF and a mark of byte order are understood. */
typedef struct lc__lines {
	const char *at, *end;
	lc_view line;
	lc__place_in_text place; /* of its beginning */
	const char *told;        /* the byte of the line whose place was told last, and … */
	uint32_t told_column;    /* … its column: the next is counted from there */
} lc__lines;
void lc__lines_init(lc__lines *self, const char *source, lc_view text);
/* *more false: there are no more. LIANGCE_E_DICTIONARY: the line is not UTF-8. */
lc_status lc__lines_next(lc__lines *self, bool *more, lc_error *err);
/* The place of a byte of the current line. Asked in text order, a line is counted through once. */
lc__place_in_text lc__lines_place(lc__lines *self, const char *at);
lc_view lc__trim(lc_view text); /* without white space at its ends, ideographic spaces and marks of byte order among it */

/* The readers. source lives as long as the import. LIANGCE_E_DICTIONARY with line and column. */
lc_status lc__import_list(lc_import *self, const char *source, lc_view text, lc_error *err);
lc_status lc__import_liwc(lc_import *self, const char *source, lc_view text, lc_error *err);
lc_status lc__import_quanteda(lc_import *self, const char *source, lc_view text, lc_error *err);

#endif
