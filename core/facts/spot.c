/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where numbers may begin, and where words lead to one. Many Han numerals are parts of words, and many function words are too: what
 * stands around them tells.
 */
#include "facts/scanner.h"

static bool begins_noun(const lc__fact_reader *self, uint32_t at, uint32_t end, uint32_t *length)
{
	lc__word_role role;
	*length = 0;
	if (at + 1 >= end || !lc__trie_may_begin(&self->rules->words.words, self->text[at], self->text[at + 1]))
		return false;
	*length = (uint32_t)lc__words_longest(&self->rules->words, self->text + at, end - at, &role);
	return *length > 1 && role.far == LIANGCE_WORD_NOUN;
}

bool lc__is_half(const lc__fact_reader *self, uint32_t at)
{
	const uint16_t *text = self->text + at; /* text[2] is there: a break ends every segment */
	if (text[0] != u'一' || text[1] != u'半')
		return false;
	bool more = (text[2] == u'以' && lc__unit_in(text[3], u"上下")) || (text[2] == u'左' && text[3] == u'右');
	bool bound = lc__unit_in(text[-1], u"近约占的") || (text[-1] == u'过' && lc__unit_in(text[-2], u"超不")) ||
	             (text[-1] == u'到' && lc__unit_in(text[-2], u"不达占"));
	return (more || bound) && text[2] != u'一';
}

/* 得票数|百分之十: whether what stands behind 数 is a part of something. */
static bool is_part(const lc__fact_reader *self, uint32_t at)
{
	return self->text[at + 1] == u'分' && self->text[at + 2] == u'之';
}

bool lc__begins_number(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	uint16_t unit = self->text[at], next = at + 1 < end ? self->text[at + 1] : 0;
	uint32_t length;
	if (lc__is_digit(unit))
		return true;
	if (lc__unit_in(unit, u"¥$€£₩"))
		return lc__is_digit(next) || next == ' ';
	if (unit == '-' || unit == '+')
		return lc__is_digit(next);
	if (unit == u'负')
		return lc__is_digit(next) || lc__han_digit(next) >= 0 || lc__han_power(next) > 0;
	if (unit == u'第')
		return (lc__is_digit(next) || lc__han_digit(next) > 0 || lc__han_power(next) > 0 || next == ' ') &&
		       !begins_noun(self, at, end, &length);
	if (lc__unit_in(unit, u"几数"))
		return lc__han_power(next) > 0 && !is_part(self, at + 1);
	if (unit == u'半')
		return next == u'亿';
	if (unit == LIANGCE_HAN_CIRCLE)
		return false; /* a bullet; a zero only inside a number */
	if (lc__han_digit(unit) < 0 && lc__han_power(unit) < 0 && !lc__unit_in(unit, u"廿卅"))
		return false;
	if (self->text[at - 1] == u'周' || (self->text[at - 1] == u'期' && self->text[at - 2] == u'星') ||
	    self->text[at - 1] == u'拜')
		return false; /* a day of the week; text[at - 2] is there, as a break begins every segment */
	if (unit == u'四' && next == u'季' && self->text[at + 2] == u'度')
		return true; /* 四季 alone is a noun; text[at + 2] is there, as a break ends every segment */
	return !begins_noun(self, at, end, &length) || lc__is_half(self, at);
}

static bool passes(lc__word role)
{
	switch (role) {
	case LIANGCE_WORD_SKIP:
	case LIANGCE_WORD_UP:
	case LIANGCE_WORD_DOWN:
	case LIANGCE_WORD_UP_TO:
	case LIANGCE_WORD_DOWN_TO:
	case LIANGCE_WORD_REACH:
	case LIANGCE_WORD_EACH:
	case LIANGCE_WORD_RANK:
	case LIANGCE_WORD_SHARE:
	case LIANGCE_WORD_SCOPE: return true;
	default: return false;
	}
}

bool lc__leads_to_number(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	for (int words = 0; words < 4 && at < end; words++) {
		unsigned class = self->rules->classes[self->text[at]];
		if ((class & LIANGCE_CLASS_NUMBER) != 0 && lc__begins_number(self, at, end))
			return true;
		if ((class & (LIANGCE_CLASS_WORD | LIANGCE_CLASS_WORDS)) == 0)
			return false;
		lc__word_role role;
		uint32_t length = (uint32_t)lc__words_longest(&self->rules->words, self->text + at, end - at, &role);
		if (length == 0 || (role.near == LIANGCE_WORD_NONE && !passes(role.far)))
			return false;
		at += length;
	}
	return false;
}

static bool counts(const lc__fact_reader *self, uint32_t at)
{
	uint16_t unit = self->text[at], next = self->text[at + 1];
	if (lc__is_digit(unit))
		return true;
	if (unit == u'数' && !lc__unit_in(self->text[at - 1], u"达有约近超过逾的了上") &&
	    (lc__is_digit(next) || lc__han_digit(next) >= 0 || is_part(self, at + 1)) && counts(self, at + 1))
		return true; /* 人数12人: the run of numerals begins before the number */
	if (unit == u'半' && at > 1 && self->text[at - 1] == u'个')
		return lc__is_numeral(self->text[at - 2]); /* 一个半小时 */
	if ((self->rules->classes[unit] & LIANGCE_CLASS_NUMBER) == 0 || !lc__begins_number(self, at, self->length))
		return false;
	if (lc__han_digit(unit) < 0 || (self->rules->classes[next] & LIANGCE_CLASS_NUMBER) != 0)
		return true;
	bool alone = (self->rules->classes[self->text[at - 1]] & self->rules->classes[next] & LIANGCE_CLASS_END) != 0;
	return alone || lc__unit_in(self->text[at - 1], u"第前") || lc__trie_begins(&self->rules->units.trie, next) ||
	       lc__unit_in(next, u"月日时点世季、至到分半多余比,.~-");
}

bool lc__spot_counts(const lc__fact_reader *self, uint32_t at)
{
	bool is_signed = lc__unit_in(self->text[at - 1], u"第负"); /* 第四季度, although 四季 is a noun */
	if (counts(self, at) || (is_signed && counts(self, at - 1)))
		return true;
	if (lc__unit_in(self->text[at], u"数几"))
		return false; /* 高达数10万 */
	while (lc__is_numeral(self->text[at]) && !lc__is_digit(self->text[at]))
		at++;                        /* no further than the run: what is in it is walked over once */
	return lc__is_digit(self->text[at]); /* 周一9时, 近一半5岁以下: the number begins inside the run */
}
