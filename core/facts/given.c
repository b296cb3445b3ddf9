/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is given by a rule: in 按超出部分的20%给予奖励 the number is a share of the award. Knows awards by the words that end their names;
 * and what the steps of a rule measure, one beginning where another ends.
 */
#include "facts/phrase.h"

static lc__phrase phrase_of(const lc__fact_reader *self, size_t t)
{
	return (lc__phrase){self->tokens[t].start, self->tokens[t].end, false, false};
}

bool lc__is_award(const lc__fact_reader *self, size_t t)
{
	static const uint16_t words[][2] = {u"奖励", u"补助", u"补贴", u"资助", u"奖补", u"返还", u"贴息", u"奖金", u"补偿"};
	if (lc__role_at(self, t) != LIANGCE_WORD_NOUN || self->tokens[t].end - self->tokens[t].start < 2)
		return false;
	const uint16_t *tail = self->text + self->tokens[t].end - 2;
	return lc__pair_in(tail, words);
}

/* 按, 参照 in the clause before token t, or 的 directly before it: the number is the share that is given, and no condition. */
static bool is_rule(const lc__fact_reader *self, size_t t)
{
	if (t > 0 && self->tokens[t - 1].role == LIANGCE_WORD_DE)
		return true;
	for (size_t i = t; i > 0 && !lc__role_ends_clause(self->tokens[i - 1].role); i--)
		if (self->tokens[i - 1].role == LIANGCE_WORD_PLACE && self->text[self->tokens[i - 1].start] == u'按')
			return true;
	return false;
}

lc__phrase lc__find_award(const lc__fact_reader *self, size_t t)
{
	size_t i = t + 1;
	while (lc__role_at(self, i) == LIANGCE_WORD_AND && lc__role_at(self, i + 1) == LIANGCE_WORD_FACT)
		i += 2; /* 分别按营业额的15%、10% */
	if (lc__role_at(self, i) == LIANGCE_WORD_DE && (lc__token_is(self, i + 1, u"标准") || lc__token_is(self, i + 1, u"比例")))
		i += 2;                                      /* 按5%的比例给予奖励 */
	bool near = lc__role_at(self, i) == LIANGCE_WORD_DE; /* 给予20%的奖励, but not 增长20%的奖励5万元 */
	if (near && lc__is_award(self, i + 1) && !lc__has_number(self, i + 1))
		return phrase_of(self, i + 1);
	if (near || !is_rule(self, t))
		return lc__no_phrase;
	if (lc__is_award(self, i) && !lc__has_number(self, i))
		return phrase_of(self, i);
	for (size_t last = i + 8;
	     i < last && !lc__role_ends_clause(lc__role_at(self, i)) && lc__role_at(self, i) != LIANGCE_WORD_FACT; i++) {
		bool gives = self->tokens[i].role == LIANGCE_WORD_GIVE || lc__token_is(self, i, u"进行");
		if (gives && lc__is_award(self, i + 1) && !lc__has_number(self, i + 1))
			return phrase_of(self, i + 1); /* 按20%给予补助, 按20%对企业进行奖励 */
	}
	return lc__no_phrase;
}

/* 按每人1500元的标准给予补贴: the number is a rule for what is given. */
lc__phrase lc__find_ruled(const lc__fact_reader *self, size_t t)
{
	t += lc__role_at(self, t + 1) == LIANGCE_WORD_DE ? 1 : 0;
	if (!lc__token_is(self, t + 1, u"标准") && !lc__token_is(self, t + 1, u"比例"))
		return lc__no_phrase;
	size_t i = t + 2;
	while (lc__role_at(self, i) == LIANGCE_WORD_VERB || lc__role_at(self, i) == LIANGCE_WORD_GIVE ||
	       lc__role_at(self, i) == LIANGCE_WORD_SKIP || lc__role_at(self, i) == LIANGCE_WORD_PLACE)
		i++;
	if (lc__role_at(self, i) == LIANGCE_WORD_NOUN)
		return (lc__phrase){self->tokens[i].start, self->tokens[i].end, false, false};
	return phrase_of(self, t + 1);
}

lc__phrase lc__find_step(const lc__fact_reader *self, size_t first, size_t f)
{
	const lc__fact *fact = &self->facts[f];
	size_t t = self->notes[f].token;
	if (f == first || t == 0 || !lc__role_ends_clause(self->tokens[t - 1].role) || !fact->has_lo ||
	    fact->kind == LIANGCE_FACT_PERCENT || fact->kind == LIANGCE_FACT_RANK || fact->kind == LIANGCE_FACT_COUNT ||
	    fact->change != LIANGCE_LEVEL)
		return lc__no_phrase;
	for (size_t i = f; i > first; i--) {
		const lc__fact *last = &self->facts[i - 1];
		bool opens = last->has_hi && (!last->has_lo || lc__decimal_compare(last->lo, last->hi) < 0); /* 3天以内, 3至7天 */
		if (opens && last->kind == fact->kind && last->unit == fact->unit && last->subject_end > last->subject_start &&
		    last->subject_end <= last->start && lc__decimal_compare(last->hi, fact->lo) == 0)
			return (lc__phrase){last->subject_start, last->subject_end, false, false};
	}
	return lc__no_phrase;
}
