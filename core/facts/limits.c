/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bounds that do not touch their number: 最多可容纳500人, 最高5万元, 约可提供52公顷, 不到总销售额的百分之五, 低于每公斤38元. What they make of
 * the value is bounds.c's to say.
 */
#include "facts/quantity.h"
#include "facts/sentence.h"

enum { AFAR_MAX = 12, EACH_MAX = 4, BOUND_MAX = 4 };

static bool holds(const lc__scene *scene, uint32_t floor, uint32_t end, uint16_t unit)
{
	return lc__unit_among(unit, scene->text + floor, end - floor);
}

/* 每案最高5万元, 最长5年, 最高1.5吨补贴: the most that is given. 单日最高5万元 was reached, and so is a height that is none of money. */
static bool is_ceiling(const lc__expression *self, const lc__scene *scene, uint32_t floor)
{
	const uint16_t *word = scene->text + self->number - 2;
	if (word[0] != u'最')
		return false;
	if (word[1] == u'长')
		return self->kind == LIANGCE_FACT_DURATION &&
		       !holds(scene, floor, self->number, u'短'); /* 最短37分钟、最长52分钟 */
	bool given = self->kind == LIANGCE_FACT_MONEY || lc__unit_in(lc__scene_unit(scene, self->end), u"补奖") ||
	             (self->number > scene->start + 3 && word[-2] == u'每');
	if (word[1] != u'高' || !given || lc__unit_in(word[-1], u"日上天额"))
		return false;
	for (const uint16_t *at = word; at > scene->text + floor && at[-1] != ','; at--)
		if (lc__unit_in(at[-1], u"价交拍值薪史录"))
			return false;
	return true;
}

/* 最多扣10分, 每户最多补助10头, 最高可贷30万元: the bound stands before the verb. */
static bool is_limit(const lc__expression *self, const uint16_t *word)
{
	if (word[0] != u'最')
		return false;
	if (word[1] == u'多')
		return lc__unit_in(word[2], u"可能补奖给扣罚贷获领享借抵减免");
	return lc__unit_in(word[1], u"高长") && self->kind == LIANGCE_FACT_MONEY &&
	       lc__unit_in(word[2], u"可能补奖给扣罚贷获领享资") && word[3] != u'达';
}

/* 约可提供52公顷, 约共抽水11万吨. */
static bool is_about(const uint16_t *word)
{
	return word[0] == u'约' && lc__unit_in(word[1], u"可共能需占") && !lc__unit_in(word[-1], u"节大合签条预违制契公特邀履");
}

/* The bound that stands before a verb, with Han characters between it and the number. */
static lc__word bound_of_verb(const lc__expression *self, const lc__scene *scene, uint32_t floor)
{
	for (uint32_t i = self->number - 1; i > floor; i--) {
		const uint16_t *word = scene->text + i - 1;
		if (!lc__is_han(word[1]) || lc__unit_in(word[1], u"的、从由额"))
			return LIANGCE_WORD_NONE;
		if (is_limit(self, word))
			return LIANGCE_WORD_UNDER;
		if (is_about(word))
			return LIANGCE_WORD_ABOUT;
	}
	return LIANGCE_WORD_NONE;
}

/* 不应|超过, 未|超过: a word of negation before the bound, or a syllable before it. */
static bool is_negated(const uint16_t *word)
{
	return lc__unit_in(word[-1], u"不未没") || (lc__unit_in(word[-1], u"应得会能可宜曾有") && lc__unit_in(word[-2], u"不未没"));
}

/* 不到总销售额的百分之五, 约占全省的38%: the bound before what it is a part of. 超过去年的5% compares, and so does what is said of a rate. */
static lc__word bound_of_part(const lc__expression *self, const lc__scene *scene, uint32_t floor)
{
	if (self->kind != LIANGCE_FACT_PERCENT && (self->kind != LIANGCE_FACT_RATIO || self->unit[0] != '\0'))
		return LIANGCE_WORD_NONE;
	for (uint32_t i = self->number - 2; i > floor; i--) {
		const uint16_t *word = scene->text + i - 1;
		bool last = lc__unit_in(word[1], u"年月") && lc__unit_in(word[0], u"上去前");
		if (!lc__is_han(word[1]) || last || lc__unit_in(word[1], u"的、从由期均比率速"))
			return LIANGCE_WORD_NONE;
		if (word[0] == u'不' && lc__unit_in(word[1], u"到足"))
			return LIANGCE_WORD_UNDER;
		if (word[0] == u'超' && word[1] == u'过')
			return is_negated(word) ? LIANGCE_WORD_UNDER : LIANGCE_WORD_OVER;
		if (is_about(word))
			return LIANGCE_WORD_ABOUT;
	}
	return LIANGCE_WORD_NONE;
}

/* 不超过每人每月1500元, 低于每公斤38元: the bound before what each is paid for. *start: where it begins. */
static lc__word bound_of_each(const lc__expression *self, const lc__scene *scene, uint32_t *start)
{
	uint32_t each = self->number;
	if (scene->text[each - 1] == u'每')
		return LIANGCE_WORD_NONE; /* 大约每10分钟 is not about 10 */
	for (uint32_t i = each; i > scene->start && lc__is_han(scene->text[i - 1]) && i + EACH_MAX > each; i--)
		each = scene->text[i - 1] == u'每' ? i - 1 : each;
	for (uint32_t length = BOUND_MAX; each < self->number && length > 1; length--) {
		lc__word_role role;
		if (each >= scene->start + length &&
		    lc__words_longest(scene->words, scene->text + each - length, length, &role) == length &&
		    (role.near == LIANGCE_WORD_ABOUT || role.near == LIANGCE_WORD_UNDER || role.near == LIANGCE_WORD_OVER)) {
			*start = each - length;
			return role.near;
		}
	}
	return LIANGCE_WORD_NONE;
}

lc__word lc__bound_afar(const lc__expression *self, const lc__scene *scene, uint32_t *start)
{
	uint32_t floor = self->number > scene->start + AFAR_MAX ? self->number - AFAR_MAX : scene->start;
	if (self->number < scene->start + 2)
		return LIANGCE_WORD_NONE;
	if (is_ceiling(self, scene, floor)) {
		*start = self->number - 2;
		return LIANGCE_WORD_UNDER;
	}
	if (scene->text[self->number - 1] == u'的')
		return bound_of_part(self, scene, floor);
	lc__word each = bound_of_each(self, scene, start);
	if (each != LIANGCE_WORD_NONE)
		return each;
	bool may_be = holds(scene, floor, self->number, u'最') || holds(scene, floor, self->number, u'约');
	return may_be ? bound_of_verb(self, scene, floor) : LIANGCE_WORD_NONE;
}

/* The first of the numbers that stand before this one in its list, each joined to the next by 、 or 和; the number itself where none does. */
static size_t list_start(const lc__fact_reader *self, size_t first, size_t i)
{
	for (; i > first; i--) {
		const uint32_t t = self->notes[i].token;
		const lc__token *join = &self->tokens[t > 0 ? t - 1 : 0];
		if (join->role != LIANGCE_WORD_AND || join->start != self->facts[i - 1].end || join->end != self->facts[i].start ||
		    self->facts[i - 1].kind != self->facts[i].kind)
			break;
	}
	return i;
}

/* 突破3000亿元、4000亿元 and 分别超过8万元、4.5万元: the bound before a list is that of each. */
static void spread(lc__fact_reader *self, size_t first, size_t i)
{
	lc__fact *fact = &self->facts[i];
	const size_t start = fact->approx == LIANGCE_EXACT && fact->has_lo && fact->has_hi ? list_start(self, first, i) : i;
	if (start == i || lc__decimal_compare(fact->lo, fact->hi) != 0)
		return;
	const lc__fact *head = &self->facts[start];
	const uint32_t t = self->notes[start].token;
	const lc__word before = t > 0 ? self->tokens[t - 1].role : LIANGCE_WORD_NONE;
	const bool own = lc__is_numeral(self->text[head->start]);
	if (own ? before != LIANGCE_WORD_REACH : before != LIANGCE_WORD_EACH)
		return;
	fact->approx = head->approx;
	fact->has_lo = fact->approx != LIANGCE_UNDER;
	fact->has_hi = fact->approx != LIANGCE_OVER;
}

void lc__limits_spread(lc__fact_reader *self, size_t first)
{
	for (size_t i = first + 1; lc__roles_are_there(self, LIANGCE_ROLE(REACH) | LIANGCE_ROLE(EACH)) && i < self->fact_count; i++)
		spread(self, first, i);
}
