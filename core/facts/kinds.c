/* SPDX-License-Identifier: Apache-2.0 */
/* Kinds that only the subject tells: a number without a unit is money where it is paid and great, and a count of people where it is theirs. */
#include "facts/phrase.h"

/* What is paid: 捐款, 奖金总额, 燃料费, but no 消费者. */
static bool is_paid(const uint16_t *text, uint32_t start, uint32_t end)
{
	static const uint16_t words[][2] = {u"金额", u"奖金", u"捐款", u"补助", u"经费", u"资金", u"罚款", u"款项", u"投资",
	                                    u"收入", u"产值", u"利润", u"预算", u"营收", u"售额", u"业额", u"交额"};
	for (uint32_t i = start; i + 1 < end; i++)
		if (lc__pair_in(text + i, words))
			return !lc__unit_in(text[end - 1], u"数者户人次量率群体");
	return end > start + 1 && lc__unit_in(text[end - 1], u"费款");
}

static void name_money(const lc__fact_reader *self, lc__fact *fact)
{
	size_t length;
	const lc__unit *unit = lc__units_longest(&self->rules->units, u"元", 1, &length);
	fact->kind = LIANGCE_FACT_MONEY;
	fact->unit = unit != NULL ? unit->canonical : "";
}

static bool is_spent(const lc__fact_reader *self, const lc__fact *fact, size_t t)
{
	bool spent = t > 0 && self->tokens[t - 1].role == LIANGCE_WORD_VERB &&
	             (lc__unit_in(self->text[self->tokens[t - 1].end - 1], u"资款") || lc__token_is(self, t - 1, u"投入") ||
	              lc__token_is(self, t - 1, u"编列") || lc__token_is(self, t - 1, u"拨付") ||
	              lc__token_is(self, t - 1, u"募得")); /* 斥资5千万, 投入300万 */
	return lc__unit_in(self->text[fact->end - 1], u"万亿") &&
	       (spent || is_paid(self->text, fact->subject_start, fact->subject_end));
}

/* pH, 土壤pH值: measured, with no unit. */
static bool is_acidity(const lc__fact_reader *self, const lc__fact *fact)
{
	const uint16_t *end = self->text + fact->subject_end;
	end -= fact->subject_end > fact->subject_start && end[-1] == u'值';
	return end >= self->text + fact->subject_start + 2 && (end[-1] | 0x20) == 'h' && (end[-2] | 0x20) == 'p' &&
	       !lc__is_letter(end[-3]);
}

bool lc__names_count(const lc__fact_reader *self, lc__phrase name)
{
	if (name.end < name.start + 2)
		return false;
	uint16_t before = self->text[name.end - 2];
	switch (self->text[name.end - 1]) {
	case u'量': return lc__unit_in(before, u"理件单求诉电务话派转访办数次人阅击结览");
	case u'数': return !lc__unit_in(before, u"指系分倍基参岁函代负级费");
	case u'件': return lc__unit_in(before, u"办案信诉来受结转退");
	case u'次': return lc__unit_in(before, u"人件户");
	case u'口':
	case u'户': return lc__unit_in(before, u"人农住用商");
	default: return false;
	}
}

/* 点击:684, 浏览次数:1203, what a page counts of itself, and the like: whole numbers of a name that says so. */
static bool is_counter(const lc__fact_reader *self, const lc__fact *fact)
{
	static const uint16_t deeds[][2] = {u"点击", u"浏览", u"阅读", u"访问", u"点赞", u"转发", u"评论", u"下载", u"人气"};
	const lc__phrase name = {fact->subject_start, fact->subject_end, false, false};
	return name.end > name.start + 1 && fact->has_lo && fact->has_hi && fact->lo.scale == 0 && fact->lo.coefficient >= 0 &&
	       (lc__names_count(self, name) || lc__pair_in(self->text + name.end - 2, deeds));
}

void lc__settle_kind(const lc__fact_reader *self, lc__fact *fact, size_t t)
{
	if (fact->kind == LIANGCE_FACT_COUNT && fact->lo.scale > 0 && fact->has_lo && self->text[fact->end - 1] == u'级')
		fact->kind = LIANGCE_FACT_MEASURE; /* 5.1级 of an earthquake: linked as what is counted */
	if (fact->kind != LIANGCE_FACT_OTHER || fact->unit[0] != '\0')
		return;
	if (is_spent(self, fact, t))
		name_money(self, fact);
	else if (is_acidity(self, fact))
		fact->kind = LIANGCE_FACT_MEASURE;
	else if (is_counter(self, fact))
		fact->kind = LIANGCE_FACT_COUNT;
}

void lc__count_people(const lc__fact_reader *self, lc__fact *fact, lc__phrase noun)
{
	if (noun.end - noun.start > 1 && lc__unit_in(self->text[noun.end - 1], u"众民者口生员工户次人童幼妇儿友军客师兵属群"))
		fact->kind = LIANGCE_FACT_COUNT;
}
