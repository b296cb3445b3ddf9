/* SPDX-License-Identifier: Apache-2.0 */
/* One row of table `facts` while it waits: packed by the tally, read again when the tables are written. */
#ifndef LIANGCE_FACT_ROW_H
#define LIANGCE_FACT_ROW_H

#include "tables/pack.h"

/* Views point into the packed bytes. Offsets are those of the part that was scanned. */
typedef struct lc__fact_row {
	lc_fact fact; /* but rule, which is a view below */
	lc_view rule;
	lc_view text;     /* original text of the span, well-formed */
	lc_view sentence; /* the same of the sentence, or of a window of it */
} lc__fact_row;

/* A sentence that is longer is cut to a window of this many bytes around the fact. */
#define LIANGCE_SENTENCE_BYTES 2048U

/*
 * The window of text that stands for the fact's sentence: the sentence, if it is not too long. [*from, *to) are byte offsets in
 * text, cut between characters.
 */
void lc__fact_window(const lc_fact *fact, lc_view text, uint64_t *from, uint64_t *to);

/*
 * Appends a fact. text is the text that was scanned, [from, to) the window of the sentence; from == to: the same as in the row
 * before. well_formed: text is known to be valid UTF-8. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE.
 */
lc_status lc__fact_pack(lc__buffer *out, const lc_fact *fact, lc_view text, uint64_t from, uint64_t to, bool well_formed,
                        lc_error *err);

/* Takes the next row; row is the one before it (or zero), for what they share. */
void lc__fact_unpack(lc__unpacker *from, lc__fact_row *row);

#endif
