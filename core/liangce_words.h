/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words that no dictionary has yet, but that a text measures, puts in quotation marks or repeats: what `liangce dict suggest` tells. They
 * take the way of all counts, from a scan by a tally to a store. The rules of liangce.h hold here, too.
 */
#ifndef LIANGCE_WORDS_H
#define LIANGCE_WORDS_H

#include "liangce.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * From now on the scan also keeps, of each lc_scan_text alone, the words for lc_tally_add_words: subjects of facts that hold no
 * term of the dictionary, and what stands in quotation marks (“” ‘’ 「」 『』 "") and no spelling covers. Words have 2 to 24
 * characters (16 in quotation marks), at least two of them Han, and no punctuation but - + · . % &. Further, strings of 4 to 8 Han
 * that no find of the dictionary touches and that stand at least three times in a segment, not always before the same character
 * nor behind the same.
 */
LIANGCE_API void lc_scan_keep_words(lc_scan *self);

/*
 * Adds the words of the last lc_scan_text; source as for lc_tally_add_facts: with 0 every call is one whole document.
 * LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE.
 */
LIANGCE_API lc_status lc_tally_add_words(lc_tally *self, uint64_t source, lc_scan *scan, lc_error *err);

/* Strings are folded text and live during the callback. */
typedef struct lc_word {
	const char *word;
	uint64_t measured; /* facts it is the subject of */
	uint64_t measured_documents;
	uint64_t quoted; /* times it stood in quotation marks */
	uint64_t quoted_documents;
	uint64_t repeated_documents; /* documents in which it is repeated */
	const char *unit;            /* the commonest of those it was measured in, "" where none */
	const char *context;         /* one place where it stood: any, but the same one whatever the order of documents */
} lc_word;

typedef void (*lc_word_callback)(const lc_word *word, void *payload);

/*
 * The words of all that was added, those measured and quoted at least `least` times in all (a document that repeats it is once), the commonest first and at most
 * `most` of them. In place of lc_store_finish: then the store may only be freed. It needs no result (lc_store_config.path NULL).
 * LIANGCE_E_WRITE (the temporary database has no room), LIANGCE_E_NOMEM, LIANGCE_E_INVALID (after lc_store_finish).
 */
LIANGCE_API lc_status lc_store_words(lc_store *self, uint64_t least, uint64_t most, lc_word_callback callback, void *payload,
                                     lc_error *err);

#ifdef __cplusplus
}
#endif

#endif
