/* SPDX-License-Identifier: Apache-2.0 */
/* The units and measure words of units.tsv: what may stand after (or, as ¥, before) a number. */
#ifndef LIANGCE_UNITS_H
#define LIANGCE_UNITS_H

#include "base/decimal.h"
#include "facts/trie.h"
#include "text/fold.h"

enum { LIANGCE_UNIT_WORDS = 24 };

typedef struct lc__unit {
	const char *canonical; /* what is reported */
	const uint16_t *words; /* LIANGCE_UNIT_WORDS units, zeros at the end, that make a word with a unit of one; NULL: none */
	lc_fact_kind kind;
	lc_decimal factor; /* value = number * factor */
	bool sign;         /* stands before the number: ¥ $ */
	bool after_digits; /* counts only after Arabic digits or 万, 亿: 方 and 立 are too common in words */
	bool ascii_end;    /* ends in a letter: no letter or digit may follow */
} lc__unit;

typedef struct lc__units {
	lc__unit *items;
	size_t count, capacity;
	char *text; /* a copy of the table that the strings point into */
	lc__trie trie;
} lc__units;

/*
 * Rows: surface, canonical, kind, factor, note; "#" comments. In the note 前置符号 marks a sign, 只在阿拉伯数字 an after_digits.
 * LIANGCE_E_DICTIONARY with name:line:column, LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE. Release is legal after a failure.
 * fold: to fold surfaces with.
 */
lc_status lc__units_init(lc__units *self, const char *name, lc_view table, lc__folded *fold, lc_error *err);
void lc__units_release(lc__units *self);

/* What lc__unit.words is of a unit of one character: measure.c. */
const uint16_t *lc__unit_words(uint16_t unit);

/* The longest unit that begins at text[0], at most `count` units long: *length is set, or NULL is returned. Signs included. */
const lc__unit *lc__units_longest(const lc__units *self, const uint16_t *text, size_t count, size_t *length);

#endif
