/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dictionaries of other programs as ours: quanteda's YAML, LIWC's .dic and plain lists (docs/lexicon.md tells what becomes of what).
 * The rules of liangce.h hold here, too: statuses and errors, borrowed views, UTF-8.
 */
#ifndef LIANGCE_IMPORT_H
#define LIANGCE_IMPORT_H

#include "liangce.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lc_import_format {
	LIANGCE_IMPORT_GUESS,    /* by the ending of the name (.yml, .yaml, .dic), else by what the text begins with */
	LIANGCE_IMPORT_QUANTEDA, /* YAML: keys inside keys, with lists of words */
	LIANGCE_IMPORT_LIWC,     /* .dic: numbered categories between two lines "%", then words with the numbers of theirs */
	LIANGCE_IMPORT_LIST      /* a word a line, if need be with a TAB and a theme; "#" begins a comment */
} lc_import_format;

typedef enum lc_import_note_kind {
	LIANGCE_IMPORT_CHANGED,  /* it became a term that means something else than there */
	LIANGCE_IMPORT_LEFT_OUT, /* it became nothing */
	LIANGCE_IMPORT_AGAIN     /* the same word in the same theme was there before */
} lc_import_note_kind;

/* All but `kind` live during the callback. */
typedef struct lc_import_note {
	lc_import_note_kind kind;
	const char *source;
	uint32_t line;
	uint32_t column;
	const char *word;    /* as it is written there */
	const char *message; /* one line */
} lc_import_note;

typedef void (*lc_import_callback)(const lc_import_note *note, void *payload);

typedef struct lc_import_totals {
	uint64_t entries; /* words that were read, each in one theme */
	uint64_t terms;   /* that they became */
	uint64_t several; /* of these, terms that stood in several themes */
	uint64_t trimmed; /* words whose wildcards at the ends were taken away, which changes nothing */
	uint64_t changed; /* notes of each kind: of words, themes and references to them */
	uint64_t left_out;
	uint64_t again;
} lc_import_totals;

/*
 * Turns dictionaries of other programs into one of ours. A word that stands in several
 * themes is a term in the first; the others are in its note. One thread at a time.
 */
typedef struct lc_import lc_import;

/*
 * theme: a path that all themes stand below, "" for none; copied. callback, which may be NULL, is told of everything that was
 * changed or left out. LIANGCE_E_INVALID: the path has an empty level, a TAB or a line break. LIANGCE_E_NOMEM.
 */
LIANGCE_API lc_status lc_import_new(lc_import **out, const char *theme, lc_import_callback callback, void *payload, lc_error *err);
LIANGCE_API void lc_import_free(lc_import *self);

/*
 * Adds the words of one text; name is what messages call it. LIANGCE_E_DICTIONARY: it is not of that format (the error names line and
 * column). LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE. After an error the import may only be freed.
 */
LIANGCE_API lc_status lc_import_add_text(lc_import *self, const char *name, lc_view text, lc_import_format format, lc_error *err);
/* The same for a file. Also LIANGCE_E_READ. */
LIANGCE_API lc_status lc_import_add_path(lc_import *self, const char *path, lc_import_format format, lc_error *err);

/*
 * Gives the dictionary to sink: TSV that lc_dictionary_check finds no error in. Once. totals may be NULL. LIANGCE_E_WRITE (the sink
 * took no more), LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE.
 */
LIANGCE_API lc_status lc_import_write(lc_import *self, lc_sink sink, void *payload, lc_import_totals *totals, lc_error *err);

#ifdef __cplusplus
}
#endif

#endif
