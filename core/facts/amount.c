/* SPDX-License-Identifier: Apache-2.0 */
/* Linking the kinds whose number mostly stands behind what it measures: amounts of money, rates, physical quantities. */
#include "facts/phrase.h"

#include <string.h>

/* 全长, 面积, 年产量: what is so long or so much has its number behind it. */
static bool names_measure(uint16_t last)
{
	return lc__unit_in(last, u"长宽高深厚重积量数里程距径温度速率容值额幅力计耗产达约近超和");
}

/* Whether the number is the beginning of its noun phrase: 对24公里管线, 节省2亿元支出, 给予企业5万元奖励, 10万元额度. */
static bool begins_phrase(const lc__fact_reader *self, const lc__fact *fact, size_t t, lc__phrase after)
{
	lc__word before = t > 0 ? self->tokens[t - 1].role : LIANGCE_WORD_COMMA,
		 earlier = t > 1 ? self->tokens[t - 2].role : LIANGCE_WORD_COMMA;
	if (!lc__phrase_exists(after) || fact->kind == LIANGCE_FACT_PERCENT || fact->kind == LIANGCE_FACT_RATIO)
		return false;
	if (after.verb)
		return after.near && (before == LIANGCE_WORD_GIVE || earlier == LIANGCE_WORD_GIVE); /* 给予每人1万元救助 */
	if (before == LIANGCE_WORD_PLACE || before == LIANGCE_WORD_AND ||
	    (before == LIANGCE_WORD_DE && lc__role_at(self, t + 1) == LIANGCE_WORD_DE))
		return true; /* 新发展的500亩以上的基地 */
	if (before == LIANGCE_WORD_NOUN && earlier == LIANGCE_WORD_SKIP && lc__role_at(self, t + 1) == LIANGCE_WORD_DE &&
	    self->tokens[t - 1].end - self->tokens[t - 1].start == 1 &&
	    lc__unit_in(self->text[self->tokens[t - 1].start], u"条片块座处道段") &&
	    lc__unit_in(self->text[self->tokens[t - 2].start], u"这那该"))
		return true; /* 门口那条2公里的小巷 */
	if (!after.near)
		return false;
	if (fact->kind == LIANGCE_FACT_MONEY && before == LIANGCE_WORD_NOUN && self->tokens[t - 1].end == self->tokens[t].start &&
	    self->tokens[t - 1].end - self->tokens[t - 1].start == 2 && after.end - after.start > 1 &&
	    lc__unit_in(self->text[after.end - 1], u"金款费税"))
		return true; /* 赔偿3亿元和解金 */
	if (before == LIANGCE_WORD_DE)
		return true; /* 运来的10桶厨余 */
	if (fact->kind == LIANGCE_FACT_MEASURE && before == LIANGCE_WORD_NOUN &&
	    !names_measure(self->text[self->tokens[t - 1].end - 1]) && self->tokens[t - 1].end == self->tokens[t].start &&
	    lc__ends_clause(self, after))
		return true; /* 环湖12公里步道 */
	if (before == LIANGCE_WORD_SKIP && lc__is_numeral(self->text[self->tokens[t - 1].start]))
		return true; /* 一座300立方米蓄水池 */
	bool extent = self->text[after.start] == u'额' && self->text[after.start + 1] == u'度';
	return extent || before == LIANGCE_WORD_VERB || before == LIANGCE_WORD_DOWN || before == LIANGCE_WORD_UP ||
	       before == LIANGCE_WORD_GIVE || earlier == LIANGCE_WORD_GIVE;
}

/* Names of amounts that say nothing of what is measured. */
static bool is_general_amount(const lc__fact_reader *self, lc__phrase noun)
{
	static const uint16_t words[][2] = {u"总额", u"金额", u"价值", u"市值", u"总价", u"总值", u"限量", u"每人", u"高达"};
	const uint16_t *text = self->text + noun.start;
	return noun.end - noun.start == 2 && lc__pair_in(text, words);
}

/* 90%以上场馆: a part of what follows, where the noun before is no rate. */
static bool is_part(const lc__fact_reader *self, const lc__fact *fact, lc__phrase before, lc__phrase after)
{
	bool rate =
	    lc__phrase_exists(before) && (before.verb || lc__unit_in(self->text[before.end - 1], u"率比重度幅速例值量额数价"));
	return fact->change == LIANGCE_LEVEL && !rate && self->text[fact->end - 1] != u'折' && lc__phrase_exists(after) &&
	       after.near && !after.verb && after.end > after.start + 1 && lc__is_han(self->text[after.start]);
}

/* 捐赠社会局50万元之物资: whom it is given to stands before its worth, and what is given behind. */
static bool is_worth(const lc__fact_reader *self, const lc__fact *fact, size_t t, lc__phrase before, lc__phrase after)
{
	if (fact->kind != LIANGCE_FACT_MONEY || lc__role_at(self, t + 1) != LIANGCE_WORD_DE || t < 2 || !before.near ||
	    before.verb || !lc__phrase_exists(after) || after.verb)
		return false;
	const lc__token *verb = &self->tokens[t - 2];
	if (verb->role == LIANGCE_WORD_GIVE)
		return true; /* 给予企业20万元的奖励 */
	return verb->role == LIANGCE_WORD_VERB && lc__unit_in(self->text[verb->end - 1], u"赠送助给");
}

/* 较原来增加50%的运能: what is more by so much, where it is no aim and no rate. */
static bool is_raised(const lc__fact_reader *self, const lc__fact *fact, size_t t, lc__phrase after)
{
	static const uint16_t words[][2] = {u"目标", u"速度", u"幅度", u"成绩", u"情况", u"水平", u"预期", u"任务", u"佳绩",
	                                    u"态势", u"增幅", u"比例", u"增速", u"基础", u"前提", u"增长", u"涨幅", u"优势"};
	if (!lc__phrase_exists(after) || after.verb || t == 0 || lc__role_at(self, t + 1) != LIANGCE_WORD_DE ||
	    fact->change == LIANGCE_LEVEL || after.end - after.start < 2 ||
	    (self->tokens[t - 1].role != LIANGCE_WORD_UP && self->tokens[t - 1].role != LIANGCE_WORD_DOWN))
		return false;
	const uint16_t *tail = self->text + after.end - 2;
	return !lc__pair_in(tail, words);
}

/* 61%的工厂 at the beginning of its clause: a part of what follows 的. */
static bool is_share_of(const lc__fact_reader *self, size_t t)
{
	size_t i = t;
	while (i > 0 && (self->tokens[i - 1].role == LIANGCE_WORD_SCOPE || self->tokens[i - 1].role == LIANGCE_WORD_TIME ||
	                 (self->tokens[i - 1].role == LIANGCE_WORD_SKIP && self->text[self->tokens[i - 1].end - 1] == u'有')))
		i--;
	bool first = i == 0 || lc__role_ends_clause(self->tokens[i - 1].role) || self->tokens[i - 1].role == LIANGCE_WORD_AND;
	return first && lc__role_at(self, t + 1) == LIANGCE_WORD_DE;
}

/* 以21%的得票率, 征收10%的关税: what the number is called follows 的. */
static bool names_rate(const lc__fact_reader *self, size_t t, lc__phrase after)
{
	static const uint16_t words[][2] = {u"比重", u"份额", u"占比", u"增速", u"增幅", u"涨幅", u"降幅", u"折扣"};
	if (lc__role_at(self, t + 1) != LIANGCE_WORD_DE || after.verb || after.end < after.start + 2)
		return false;
	const uint16_t *tail = self->text + after.end - 2;
	bool rate = lc__unit_in(tail[1], u"率税") && !lc__unit_in(self->text[after.start], u"可免减征不应须"); /* 30%的可免税 */
	return rate || lc__pair_in(tail, words);
}

/* 年收入突破1亿元、5亿元的企业: the second goes with the first, which is of the noun before. */
static bool goes_on_list(const lc__fact_reader *self, const lc__fact *fact, size_t t)
{
	if (t < 2 || self->tokens[t - 1].role != LIANGCE_WORD_AND || self->tokens[t - 2].role != LIANGCE_WORD_FACT)
		return false;
	const lc__fact *first = &self->facts[self->tokens[t - 2].fact];
	return first->kind == fact->kind && (strcmp(first->rule, "before") == 0 || strcmp(first->rule, "carried") == 0);
}

/* 最大雨量为甲区24毫米、乙区19毫米: where it was measured stands before the number, and what before that. */
static lc__phrase measured_there(const lc__fact_reader *self, const lc__fact *fact, size_t t, lc__phrase before, lc__phrase carried)
{
	bool place = fact->kind == LIANGCE_FACT_MEASURE && before.near && !before.verb &&
	             (lc__unit_in(self->text[before.end - 1], u"区县市镇乡村里站") || lc__phrase_is_place(self, before));
	size_t i = t;
	while (place && i > 0 && self->tokens[i - 1].start >= before.start)
		i--;
	if (place && i > 1 && lc__unit_in(self->text[self->tokens[i - 1].start], u"为是达以") &&
	    self->tokens[i - 2].role == LIANGCE_WORD_NOUN && names_measure(self->text[self->tokens[i - 2].end - 1]))
		return lc__find_before(self, i - 1, fact->change);
	bool state = lc__phrase_exists(carried) && lc__unit_in(self->text[carried.end - 1], u"量温速度"); /* land is shared out */
	return place && state ? carried : lc__no_phrase;
}

/* 优秀奖可获得8万元, 每度电收到1.35元: the verb says less than the noun before it. */
static lc__phrase who_gets(const lc__fact_reader *self, const lc__fact *fact, size_t t, lc__phrase verb)
{
	static const uint16_t words[][2] = {u"获得", u"得到", u"获颁", u"领取", u"收到", u"荣获"};
	if (fact->kind != LIANGCE_FACT_MONEY || !verb.near || verb.end - verb.start < 2 || t < 1 ||
	    !lc__pair_in(self->text + verb.end - 2, words))
		return verb;
	lc__phrase noun = lc__find_before(self, t - 1, fact->change);
	return lc__phrase_exists(noun) && !noun.verb ? noun : verb;
}

void lc__link_amount(lc__fact_reader *self, lc__fact *fact, size_t t, lc__phrase before, lc__phrase after, lc__phrase carried)
{
	lc__phrase ruled = lc__find_ruled(self, t);
	lc__phrase award = fact->kind == LIANGCE_FACT_PERCENT && fact->change == LIANGCE_LEVEL && fact->approx != LIANGCE_OVER
	                     ? lc__find_award(self, t)
	                     : lc__no_phrase;
	lc__phrase rest = lc__find_rest(self, t);
	if (lc__phrase_exists(award) || lc__phrase_exists(rest)) {
		if (lc__phrase_exists(award))
			lc__subject_set(self, fact, award, "ruled");
		else
			lc__subject_set(self, fact, rest, "before");
		return;
	}
	if (lc__phrase_exists(after) && !after.verb && is_general_amount(self, before))
		before = lc__no_phrase; /* 总额17.6亿元的治水经费 */
	bool share = fact->kind == LIANGCE_FACT_PERCENT || fact->kind == LIANGCE_FACT_RATIO;
	if (!share && lc__phrase_exists(carried) && !lc__phrase_exists(before) && !after.near && goes_on_list(self, fact, t)) {
		lc__subject_set(self, fact, carried, "carried");
		return;
	}
	lc__phrase there = measured_there(self, fact, t, before, carried);
	if (lc__phrase_exists(there)) {
		lc__subject_set(self, fact, there, there.start == carried.start ? "carried" : "before");
		return;
	}
	if (is_worth(self, fact, t, before, after))
		before = lc__no_phrase;
	if (begins_phrase(self, fact, t, after) || (share && names_rate(self, t, after)) ||
	    ((fact->kind == LIANGCE_FACT_PERCENT || !lc__phrase_exists(before)) && share && is_part(self, fact, before, after)))
		lc__subject_set(self, fact, after, "after-measure");
	else if (lc__phrase_exists(before) && !before.verb)
		lc__subject_set(self, fact, before, "before");
	else if (lc__phrase_exists(ruled))
		lc__subject_set(self, fact, ruled, "ruled");
	else if (lc__phrase_exists(before) && lc__phrase_exists(after) && !after.verb)
		lc__subject_set(self, fact, after, "after-measure");
	else if (lc__phrase_exists(before))
		lc__subject_set(self, fact, who_gets(self, fact, t, before), "verb");
	else if (lc__phrase_exists(after) && !after.verb && (!share || is_raised(self, fact, t, after)))
		lc__subject_set(self, fact, after, "after-measure");
	else if (share && lc__phrase_exists(after) && !after.verb && is_share_of(self, t))
		lc__subject_set(self, fact, after, "after-measure");
	else if (lc__phrase_exists(carried))
		lc__subject_set(self, fact, carried, "carried");
	else if (lc__phrase_exists(after))
		lc__subject_set(self, fact, after, "after-measure");
}
