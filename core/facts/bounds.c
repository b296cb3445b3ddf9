/* SPDX-License-Identifier: Apache-2.0 */
/* What bounds an expression: 近, 超过, 不足 before it, 以上, 左右, 以内 behind. They become part of it and open or soften its value. */
#include "facts/quantity.h"

#include <string.h>

enum { INCLUDED_MAX = 7 };

static bool is_integer_length(const lc__expression *self)
{
	return self->kind == LIANGCE_FACT_DURATION && self->lo.scale == 0;
}

static void negate(lc__expression *self)
{
	lc_decimal low = self->lo;
	self->lo = self->hi;
	self->hi = low;
	self->lo.coefficient = -self->lo.coefficient;
	self->hi.coefficient = -self->hi.coefficient;
}

/* 港币3000元 is in 港元; 人民币3.14 has no other unit. 新台币100元 keeps the 元 that is written. */
static void name_currency(lc__expression *self, const lc__scene *scene)
{
	size_t length;
	const lc__unit *unit =
	    lc__units_longest(scene->units, scene->text + scene->before_start, self->number - scene->before_start, &length);
	if (unit == NULL || unit->kind != LIANGCE_FACT_MONEY ||
	    (self->kind != LIANGCE_FACT_MONEY && self->kind != LIANGCE_FACT_OTHER))
		return;
	bool local = strstr(unit->canonical, "台币") != NULL && self->kind == LIANGCE_FACT_MONEY;
	self->kind = LIANGCE_FACT_MONEY;
	self->unit = local ? self->unit : unit->canonical;
}

/* Opens or softens the value as this word says; whether the word becomes part of the expression. */
static bool take_bound(lc__expression *self, lc__word bound)
{
	switch (bound) {
	case LIANGCE_WORD_ABOUT:
		self->approx = self->has_hi ? LIANGCE_ABOUT : self->approx; /* 约55万多人 is open all the same */
		return true;
	case LIANGCE_WORD_UNDER:
		self->approx = LIANGCE_UNDER;
		self->has_lo = false;
		self->has_hi = true; /* where the words behind say otherwise: 至少18个月内 */
		return true;
	case LIANGCE_WORD_OVER:
	case LIANGCE_WORD_REACH:
		self->approx = LIANGCE_OVER;
		self->has_hi = false;
		self->has_lo = true;
		return bound == LIANGCE_WORD_OVER;
	case LIANGCE_WORD_BELOW: negate(self); return true;
	default: return false;
	}
}

/* 挣小两千块: nearly so much. */
static bool is_nearly(const lc__expression *self, const lc__scene *scene)
{
	const uint16_t *number = scene->text + self->number;
	return number[-1] == u'小' && !lc__is_digit(number[0]) && !lc__unit_in(number[-2], u"大中微缩减最较");
}

/* 走过31年, 出现过8次: what is over, not a bound. 过八成, 过亿亩 and 人数过3万人 are more than so much. */
static bool has_passed(const lc__expression *self, const lc__scene *scene)
{
	if (scene->before != LIANGCE_WORD_OVER)
		return false;
	bool counted = self->kind == LIANGCE_FACT_COUNT || self->kind == LIANGCE_FACT_DURATION || self->kind == LIANGCE_FACT_AGE ||
	               self->kind == LIANGCE_FACT_MEASURE;
	if (self->kind == LIANGCE_FACT_AGE && scene->text[scene->before_start - 1] == u'年')
		return false; /* 年过七旬 */
	return counted && scene->text[scene->before_start] == u'过' && !lc__unit_in(scene->text[self->number], u"百千万亿") &&
	       !lc__unit_in(scene->text[scene->before_start - 1], u"数量额积率值长均");
}

static void take_far_bound(lc__expression *self, const lc__scene *scene)
{
	uint32_t start = self->start;
	if (take_bound(self, lc__bound_afar(self, scene, &start)))
		self->start = start;
}

/* The word before the number, if it is a bound, becomes part of the expression. 近五年 is the last five years, not about five. */
void lc__bound_before(lc__expression *self, const lc__scene *scene)
{
	bool currency = scene->before == LIANGCE_WORD_CURRENCY;
	if (currency)
		name_currency(self, scene);
	else if (has_passed(self, scene))
		return;
	else if (scene->before == LIANGCE_WORD_ABOUT && scene->text[scene->before_start] == u'近' && is_integer_length(self) &&
	         !scene->lasts)
		return;
	if (take_bound(self, currency ? scene->bound : scene->before))
		self->start = currency ? scene->bound_start : scene->before_start;
	else if (self->kind == LIANGCE_FACT_MONEY && self->approx == LIANGCE_EXACT && is_nearly(self, scene))
		self->approx = LIANGCE_ABOUT;
	else if (self->approx == LIANGCE_EXACT && scene->before != LIANGCE_WORD_COMMA)
		take_far_bound(self, scene);
}

uint32_t lc__included_end(const lc__scene *scene, uint32_t at)
{
	uint32_t says = at + (lc__scene_unit(scene, at + 1) == u'不' ? 2 : 1);
	if (lc__scene_unit(scene, at) != '(' || lc__scene_unit(scene, says) != u'含')
		return at;
	for (uint32_t i = says + 1; i < says + INCLUDED_MAX; i++) {
		uint16_t unit = lc__scene_unit(scene, i);
		if (unit == ')')
			return i + 1;
		if (!lc__is_han(unit))
			break;
	}
	return at;
}

/* The length of the word of this kind at text[at], with what a bracket before it says is included; 0 where there is none. */
static size_t tail_length(const lc__scene *scene, uint32_t at, lc__tail *tail)
{
	uint32_t from = lc__included_end(scene, at);
	size_t length = from < scene->end ? lc__words_tail(scene->words, scene->text + from, scene->end - from, tail) : 0;
	return length == 0 ? 0 : from - at + length;
}

/* 一半多, 一半稍多, 三分之一强, 四分之一弱: what only parts of a whole have behind them. */
static bool take_part_bound(lc__expression *self, const lc__scene *scene)
{
	uint32_t at = self->end + (lc__unit_in(lc__scene_unit(scene, self->end), u"稍略") ? 1 : 0);
	uint16_t word = lc__scene_unit(scene, at), next = lc__scene_unit(scene, at + 1);
	bool ends = !lc__is_han(next) || lc__unit_in(next, u"的是为在");
	if (self->approx != LIANGCE_EXACT || !((ends && lc__unit_in(word, u"强弱多")) || (at > self->end && word == u'多')))
		return false;
	self->approx = word == u'弱' ? LIANGCE_UNDER : LIANGCE_OVER;
	self->has_lo = word != u'弱';
	self->has_hi = word == u'弱';
	self->end = at + 1;
	return true;
}

bool lc__bound_behind(lc__expression *self, const lc__scene *scene)
{
	lc__tail tail;
	if ((self->kind == LIANGCE_FACT_RATIO || self->kind == LIANGCE_FACT_PERCENT) && take_part_bound(self, scene))
		return true;
	size_t length = tail_length(scene, self->end, &tail);
	if (length == 0 || tail == LIANGCE_TAIL_MORE)
		return false;
	if (scene->text[self->end] == u'还' && self->kind != LIANGCE_FACT_RATIO && self->kind != LIANGCE_FACT_PERCENT)
		return false; /* 比去年的300人还多 */
	uint16_t next = lc__scene_unit(scene, self->end + (uint32_t)length);
	bool way = self->kind == LIANGCE_FACT_MEASURE && lc__unit_in(scene->text[self->end - 1], u"里尺米") &&
	           lc__decimal_compare(self->lo, self->hi) == 0; /* 3公里内 */
	if (tail == LIANGCE_TAIL_WITHIN &&
	    ((self->kind != LIANGCE_FACT_DURATION && !way) || lc__unit_in(next, LIANGCE_BEHIND_INNER)))
		return false;
	if (length == 1 && tail == LIANGCE_TAIL_ABOUT)
		return false; /* 许 belongs to clock times */
	self->end += (uint32_t)length;
	self->within = (tail == LIANGCE_TAIL_WITHIN && !way) || (tail == LIANGCE_TAIL_UNDER && self->kind == LIANGCE_FACT_DURATION);
	if (tail == LIANGCE_TAIL_ABOUT) {
		self->approx = self->approx == LIANGCE_EXACT ? LIANGCE_ABOUT : self->approx;
	} else if (tail == LIANGCE_TAIL_OVER) {
		self->approx = LIANGCE_OVER;
		self->has_hi = false;
	} else {
		self->approx = LIANGCE_UNDER;
		self->has_lo = false;
	}
	return true;
}

/* Single characters are too often parts of words. */
bool lc__bound_follows(const lc__scene *scene, uint32_t at)
{
	lc__tail tail;
	return tail_length(scene, at, &tail) > 1;
}
