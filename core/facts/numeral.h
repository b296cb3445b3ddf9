/* SPDX-License-Identifier: Apache-2.0 */
/* One numeral, Arabic or Chinese, without unit: from its parts to its exact value. */
#ifndef LIANGCE_NUMERAL_H
#define LIANGCE_NUMERAL_H

#include "base/decimal.h"
#include "facts/grammar.h"

typedef struct lc__numeral {
	uint32_t start, end;
	lc_decimal lo, hi;     /* lo < hi: 三五千, 几十 */
	lc_decimal plain;      /* lo before scales: 2 of 2万 */
	lc_decimal scale;      /* product of the scales: 10000 of 2万; 1 where none */
	bool arabic;           /* its first digit is one */
	bool more;             /* 余 or 多 stands inside: 200余万 */
	bool signed_;          /* begins with - or 负 */
	bool spelled;          /* Han digits without powers, as a year or a telephone number is read: 二〇二六 */
	bool bare;             /* powers only, with nothing that is counted: 百, 万亿 */
	uint32_t han;          /* number of Han numerals in a number without Arabic digits */
} lc__numeral;

/*
 * Reads the longest numeral that begins at text[start]. *found is false where none does, or where its value needs more digits
 * than a decimal has. LIANGCE_E_ENGINE.
 */
lc_status lc__numeral_read(lc__numeral *out, lc__matcher *matcher, const uint16_t *text, uint32_t start, uint32_t end, bool *found,
                           lc_error *err);

/* 0-9 of an Arabic or Han digit, 10 and its powers (up to 13: 10^12) of a Han power, each as digit or exponent; -1 otherwise. */
int lc__numeral_digit(uint16_t unit);
int lc__numeral_power(uint16_t unit);

#endif
