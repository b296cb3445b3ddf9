/* SPDX-License-Identifier: Apache-2.0 */
/* A numeral with its unit: 200余万元, 两年半, 九成. */
#ifndef LIANGCE_QUANTITY_H
#define LIANGCE_QUANTITY_H

#include "facts/expression.h"

typedef struct lc__quantity {
	lc__numeral number;
	const lc__unit *unit; /* NULL: none */
	uint32_t unit_start;  /* where it stands; number.end where none */
	uint32_t end;
	lc_decimal lo, hi; /* with scale, without the factor of the unit */
	bool more;         /* 余 or 多 stands inside or behind */
	bool some;         /* 来 does: about so many */
	bool weak; /* a Han digit with a unit that it does not count in: 一座, 四方; no unit then, but `end` is behind it */
} lc__quantity;

/* *found is false where no numeral begins or its unit does not fit it. LIANGCE_E_ENGINE. */
lc_status lc__quantity_read(lc__quantity *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err);

/* 半 behind a unit: 两年半, but 三天半数. quantity.c. */
bool lc__half_follows(const lc__scene *scene, uint32_t at);

/* Whether the numeral takes the unit, which stands at self->unit_start and is `length` long: 三条 counts, 四方 does not. measure.c. */
bool lc__unit_fits(const lc__scene *scene, const lc__quantity *self, const lc__unit *unit, size_t length);

/* Money as it is spoken, 两块五, 六毛五, where that is plainly what the numeral in hand counts. Whether words of price stand before. price.c. */
bool lc__coins_read(lc__quantity *self, const lc__scene *scene);
void lc__name_price(lc__expression *self, const lc__scene *scene);
bool lc__tells_price(const uint16_t *text, uint32_t start, uint32_t number);

/* 全国前十, 销量前三名: the first so many places. 此前三名队员 and 前30名报名者 are so many people. rank.c. */
bool lc__names_top(const lc__scene *scene, const lc__quantity *self);

/* Whether a number without a unit is a number at all, and no part of a name. bare.c. */
bool lc__counts_bare(const lc__scene *scene, const lc__quantity *self);

/* What the bounds before and behind the expression make of it; whether there was one behind, or is one at text[at]. bounds.c. */
void lc__bound_before(lc__expression *self, const lc__scene *scene);
bool lc__bound_behind(lc__expression *self, const lc__scene *scene);
bool lc__bound_follows(const lc__scene *scene, uint32_t at);
/* What one that does not touch the number says of it, LIANGCE_WORD_NONE where none does. *start is moved to it where it is part of the expression. */
lc__word lc__bound_afar(const lc__expression *self, const lc__scene *scene, uint32_t *start);
/* Whether there may be one behind text[at): a quick no to nearly all that follows. */
static inline bool lc__bound_may_follow(const lc__scene *scene, uint32_t at)
{
	uint16_t next = lc__scene_unit(scene, at);
	return next == '(' || lc__unit_in(next, u"强弱稍略") || lc__trie_begins(&scene->words->tails, next);
}
/* (含), (含税), (不含本数): behind a bracket at text[at] that only says what is included; `at` where none stands there. bounds.c. */
uint32_t lc__included_end(const lc__scene *scene, uint32_t at);

/* The range that `first` begins, and the second bound that closes an open one. LIANGCE_E_ENGINE. range.c. */
lc_status lc__range_read(lc__expression *out, const lc__scene *scene, const lc__quantity *first, bool *found, lc_error *err);
lc_status lc__range_close(lc__expression *out, const lc__scene *scene, const lc__quantity *first, lc_error *err);
bool lc__same_unit(const lc__unit *a, const lc__unit *b);

/* 分之 at text[at], and the percentage or fraction with `whole` before it. LIANGCE_E_ENGINE. fraction.c. */
bool lc__is_part_word(const lc__scene *scene, uint32_t at);
lc_status lc__fraction_read(lc__expression *out, const lc__scene *scene, const lc__numeral *whole, bool *found, lc_error *err);

/* Multiplies by the factor of the unit. false: too many digits. */
bool lc__quantity_apply(lc__quantity *self);

#endif
