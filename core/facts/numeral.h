/* SPDX-License-Identifier: Apache-2.0 */
/* One numeral, Arabic or Han, without unit: from its parts to its exact value. */
#ifndef LIANGCE_NUMERAL_H
#define LIANGCE_NUMERAL_H

#include "base/decimal.h"
#include "facts/grammar.h"
#include "facts/han.h"

typedef struct lc__numeral {
	uint32_t start, end;
	lc_decimal lo, hi; /* lo < hi: 三五千, 几十 */
	lc_decimal plain;  /* lo before its scales: 2 of 2万 */
	int power;         /* exponent of its scales: 4 for 万, 0 where none */
	uint32_t han;      /* number of Han numerals of one without Arabic digits */
	bool arabic;       /* its first digit is one */
	bool more;         /* 余 or 多 stands inside: 200余万 */
	bool some;         /* 来 does: 3百来万 */
	bool vague;        /* 几 or 数: 几十, where 七八 is a range */
	bool negative;
	bool spelled; /* Han digits without powers, as a year or a telephone number is read: 二〇二六 */
	bool bare;    /* powers only, with nothing that they count: 百, 万亿 */
} lc__numeral;

/*
 * Reads the longest numeral that begins at text[start]. *found is false where none does, or where its value needs more digits
 * than a decimal has. LIANGCE_E_ENGINE.
 */
lc_status lc__numeral_read(lc__numeral *out, lc__matcher *matcher, const uint16_t *text, uint32_t start, uint32_t end, bool *found,
                           lc_error *err);

/* The plain ones of them, which nearly all are: false says nothing. plain_numeral.c. And all by the pattern, to hold those to it. */
bool lc__numeral_plain(lc__numeral *out, const uint16_t *text, uint32_t start, uint32_t end);
lc_status lc__numeral_match(lc__numeral *out, lc__matcher *matcher, const uint16_t *text, uint32_t start, uint32_t end, bool *found,
                            lc_error *err);

/* *value times 10^power, power >= 0. false where that needs too many digits. */
bool lc__numeral_scale(lc_decimal *value, int power);

#endif
