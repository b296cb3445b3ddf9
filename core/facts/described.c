/* SPDX-License-Identifier: Apache-2.0 */
/* What stands between a number and what it counts and only describes it: 3000名符合条件的残疾人, 3座长12尺的灯墙, 15条因塌方受阻的道路. */
#include "facts/phrase.h"

lc__phrase lc__head_after_de(const lc__fact_reader *self, size_t t)
{
	bool origin = t < self->token_count && self->text[self->tokens[t].start] == u'来'; /* 340家来自46个国家的参展商 */
	for (size_t i = t; i < self->token_count && i < t + 8; i++) {
		lc__word role = self->tokens[i].role;
		if (lc__role_ends_clause(role) || (role == LIANGCE_WORD_FACT && !origin))
			break;
		if (role == LIANGCE_WORD_DE && lc__role_at(self, i + 1) == LIANGCE_WORD_NOUN)
			return lc__phrase_trim(self,
			                       (lc__phrase){self->tokens[i + 1].start, self->tokens[i + 1].end, false, false});
	}
	return lc__no_phrase;
}

/* 充满特色的摊位, 经验丰富的教练: an attribute that only looks like a noun. */
static bool says_what_like(const lc__fact_reader *self, size_t t)
{
	static const uint16_t heads[][2] = {u"充满", u"富有", u"深具", u"兼具", u"认识", u"擅长", u"熟悉", u"热爱", u"关于"},
			      tails[][2] = {u"丰富", u"优异", u"优秀", u"杰出", u"精湛", u"出色"};
	const lc__token *token = &self->tokens[t];
	const uint16_t *head = self->text + token->start, *tail = self->text + token->end - 2;
	if (token->end - token->start < 4)
		return false;
	if (lc__pair_in(head, heads))
		return true;
	bool person = lc__unit_in(tail[-1], u"师员人者生家手工长民友士将客袖"); /* who has it, not what has it */
	if (!person && lc__pair_in(tail, tails))
		return true;
	return lc__role_at(self, t + 1) == LIANGCE_WORD_DE && tail[0] == u'出' && tail[1] == u'版';
}

/* 3000名符合条件的残疾人, 10件高风险区域之工程: what only describes what is counted. */
static bool describes(const lc__fact_reader *self, size_t t)
{
	const uint16_t *first = self->text + self->tokens[t].start;
	lc__word next = lc__role_at(self, t + 1);
	if (lc__token_is(self, t, u"涉嫌") || lc__token_is(self, t, u"长期"))
		return true; /* 两名涉嫌参与盗窃的人员, 13位长期深耕文化的人士 */
	bool degree = lc__unit_in(first[0], u"更较颇极") && lc__unit_in(first[1], u"具大高强好多为有");
	size_t de = t + 1; /* 6项更具包容性、适应性的措施 */
	while (degree && lc__role_at(self, de) == LIANGCE_WORD_AND && lc__role_at(self, de + 1) == LIANGCE_WORD_NOUN)
		de += 2;
	if (degree && lc__role_at(self, de) == LIANGCE_WORD_DE)
		return true;
	if (next != LIANGCE_WORD_DE)
		return next == LIANGCE_WORD_AND && says_what_like(self, t);
	bool size =
	    self->tokens[t].end - self->tokens[t].start == 1 && lc__unit_in(first[0], u"长宽高深厚重新"); /* 30公里长的水管 */
	return size || self->text[self->tokens[t + 1].start] == u'之' || lc__unit_in(first[0], u"符具受有无未获需患免优") ||
	       (first[0] == u'值' && first[1] == u'得') || (first[0] == u'身' && first[1] == u'着') || says_what_like(self, t);
}

/* 3座长12尺、高4尺的灯墙: the sizes between a number and what it counts. */
static lc__phrase sized_head(const lc__fact_reader *self, size_t t)
{
	if (self->tokens[t].end - self->tokens[t].start != 1 || !lc__unit_in(self->text[self->tokens[t].start], u"长宽高深厚重") ||
	    lc__role_at(self, t + 1) != LIANGCE_WORD_FACT)
		return lc__no_phrase;
	for (size_t i = t + 1; i < t + 10; i++) {
		lc__word role = lc__role_at(self, i);
		if (role == LIANGCE_WORD_DE && lc__role_at(self, i + 1) == LIANGCE_WORD_NOUN)
			return (lc__phrase){self->tokens[i + 1].start, self->tokens[i + 1].end, false, true};
		if (role != LIANGCE_WORD_FACT && role != LIANGCE_WORD_AND &&
		    !(role == LIANGCE_WORD_NOUN && self->tokens[i].end - self->tokens[i].start == 1))
			break;
	}
	return lc__no_phrase;
}

/* 300项家政领域的标准, 60座中等规模的电厂: a field or a size is not what such units count. */
static bool qualifies(const lc__fact_reader *self, size_t t, size_t noun)
{
	static const uint16_t words[][2] = {u"领域", u"规模", u"面积", u"风格", u"题材", u"级别"};
	const uint16_t *tail = self->text + self->tokens[noun].end - 2;
	if (lc__role_at(self, noun + 1) != LIANGCE_WORD_DE || noun != t + 1 ||
	    !lc__unit_in(self->text[self->tokens[t].end - 1], u"项条份件部座家台所名位处起幅套艘架辆篇"))
		return false;
	return lc__pair_in(tail, words);
}

/* 57项面向全国推广: for whom, not what. 三大面向 are aspects. */
static bool is_directed(const lc__fact_reader *self, size_t t, size_t noun)
{
	const lc__token *token = &self->tokens[noun];
	const uint16_t *text = self->text + token->start;
	bool longer = token->end - token->start > 3 || lc__role_at(self, noun + 1) == LIANGCE_WORD_SCOPE;
	return longer && text[0] == u'面' && text[1] == u'向' && self->text[self->tokens[t].end - 1] != u'大';
}

/* 93个因灾断电的社区: why, not what. */
static bool gives_cause(const uint16_t *text)
{
	return text[0] == u'因' && !lc__unit_in(text[1], u"素子特果数式病公故");
}

lc__phrase lc__find_described(const lc__fact_reader *self, size_t t, size_t i, bool *described)
{
	*described = is_directed(self, t, i) || gives_cause(self->text + self->tokens[i].start);
	if (*described || describes(self, i) || qualifies(self, t, i))
		return lc__head_after_de(self, i);
	return sized_head(self, i);
}
