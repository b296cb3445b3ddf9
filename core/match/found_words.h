/* SPDX-License-Identifier: Apache-2.0 */
/* Words in a segment that no dictionary has: subjects of facts, what stands in quotation marks, and what is repeated. */
#ifndef LIANGCE_FOUND_WORDS_H
#define LIANGCE_FOUND_WORDS_H

#include "facts/facts.h"

typedef enum lc__seen {
	LIANGCE_SEEN_MEASURED,
	LIANGCE_SEEN_QUOTED,
	LIANGCE_SEEN_REPEATED,
	LIANGCE_SEEN_UNIT /* in counts only: how often it was measured in that unit */
} lc__seen;

enum {
	LIANGCE_WORD_MOST = 24,   /* longest word */
	LIANGCE_CONTEXT_SIDE = 15 /* units before and behind a word */
};

/* The longest context, in bytes: a unit has three at most. */
#define LIANGCE_CONTEXT_BYTES ((size_t)3 * (LIANGCE_WORD_MOST + 2 * LIANGCE_CONTEXT_SIDE))

typedef struct lc__found_word {
	lc__seen seen;
	const char *unit; /* "" where none; lives as long as the rules */
	size_t context;   /* in texts; the word is inside it */
	size_t word;
	uint16_t context_size;
	uint16_t word_size;
} lc__found_word;

/* One thread's. All zero: finds nothing. */
typedef struct lc__found_words {
	bool wanted;
	lc__found_word *items;
	size_t count, capacity;
	lc__buffer texts;
	struct lc__repeats *repeats; /* scratch of repeats.c */
} lc__found_words;

void lc__found_words_init(lc__found_words *self);
void lc__found_words_release(lc__found_words *self);
void lc__found_words_clear(lc__found_words *self);

/* What the dictionary found in the segment. */
typedef struct lc__known {
	const lc__hit *hits; /* ascending by start */
	size_t hit_count;
	const lc_term *terms;
} lc__known;

/* Each does nothing unless words are wanted. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE. */
lc_status lc__found_words_add_subject(lc__found_words *self, const lc__folded *text, const lc__known *known, const lc__fact *fact,
                                      lc_error *err);
/* source: what was folded, as marks that open and close have become one. */
lc_status lc__found_words_add_quoted(lc__found_words *self, const lc__folded *text, const lc__known *known, lc_view source,
                                     lc_error *err);
/* Strings that stand several times in the segment: repeats.c. */
lc_status lc__found_words_add_repeated(lc__found_words *self, const lc__folded *text, const lc__known *known, lc_error *err);

/* Keeps text[start, end) with what stands around it in its paragraph. */
lc_status lc__found_words_keep(lc__found_words *self, const lc__folded *text, uint32_t start, uint32_t end, lc__seen seen,
                               const char *unit, lc_error *err);

#endif
