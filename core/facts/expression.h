/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A numeric expression: one or two numerals with their unit and bounds, a date, a clock time. Reading one from a place in a
 * sentence; what it counts is the linker's to say.
 */
#ifndef LIANGCE_EXPRESSION_H
#define LIANGCE_EXPRESSION_H

#include "facts/numeral.h"
#include "facts/units.h"
#include "facts/words.h"
#include "text/fold.h"

/* What an expression is read in: a sentence text[start, end) and what is known of the words before the expression. */
typedef struct lc__scene {
	const lc__units *units;
	const lc__words *words;
	lc__matcher *matcher;
	const uint16_t *text;
	uint32_t start, end;
	lc__word before; /* the word that ends where the expression begins; LIANGCE_WORD_NONE at the sentence's beginning */
	uint32_t before_start;
	lc__word bound; /* the word before that one, if that one names a currency */
	uint32_t bound_start;
	bool alone; /* nothing stands before it in its cell or sentence */
	bool clock; /* a part of the day or a date stands before it */
	bool lasts; /* a verb stands before 近: 历时近五年, not 近五年来 */
} lc__scene;

typedef struct lc__expression {
	uint32_t start, end; /* with its bounds */
	uint32_t number;     /* where the first numeral begins */
	lc_fact_kind kind;   /* LIANGCE_FACT_NAME, LIANGCE_FACT_ID: numerals to pass over */
	lc_approx approx;
	bool has_lo, has_hi;
	lc_decimal lo, hi;
	const char *unit;
	bool within;  /* ends in 内: a time in which something is to be done */
	bool doubles; /* 翻一番 */
	bool clock;   /* a time of the day */
	bool weak;    /* not found, and says nothing: 一座 */
} lc__expression;

/*
 * Reads what begins at text[at], which is a digit, a Han numeral, a sign or 第. *found is false where that is no expression; out->end
 * is then how far not to look again, at least at + 1. LIANGCE_E_ENGINE.
 */
lc_status lc__expression_read(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err);

/* The parts of the above, each in a file of its own. A date, period or clock time: calendar.c. */
lc_status lc__calendar_read(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err);
/* Behind 第: rank.c. */
lc_status lc__rank_read(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err);
/* Digits that are no quantity, sums and ratios: code.c. */
bool lc__ratio_spoken(lc__expression *out, const lc__scene *scene, uint32_t at); /* 六比三比一 */
lc_status lc__code_read(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err);

/* The unit at text[at], or 0 at the end of the sentence. */
static inline uint16_t lc__scene_unit(const lc__scene *scene, uint32_t at)
{
	return at < scene->end ? scene->text[at] : 0;
}

/* Whether `unit`, not 0, is one of a literal list. All of them are compared, eight at a time, as nothing foretells which it is. */
#define lc__unit_in(unit, list) lc__unit_among(unit, u"" list, sizeof(u"" list) / sizeof(uint16_t) - 1)
static inline bool lc__unit_among(uint16_t unit, const uint16_t *list, size_t count)
{
	uint16_t among = 0;
	for (size_t i = 0; i < count; i++)
		among |= list[i] == unit;
	return among != 0;
}

/* Whether two units are one of a list of words of two. */
#define lc__pair_in(pair, words) lc__pair_among(pair, words, sizeof(words) / sizeof *(words))
static inline bool lc__pair_among(const uint16_t *pair, const uint16_t (*words)[2], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (pair[0] == words[i][0] && pair[1] == words[i][1])
			return true;
	return false;
}

/* What 内 makes a word with: 3日|内容, 5米|内河. */
#define LIANGCE_BEHIND_INNER u"容部在外蒙需地陆科河涵销置存心资控"

#endif
