/* SPDX-License-Identifier: Apache-2.0 */
/* Linking ranks: 位居第二, 第三轮谈判. Reads none: rank.c does. */
#include "facts/phrase.h"

/* What is held again and again, 第十次试飞: not what is done so often, 第三次登上讲台. */
static bool is_event(const lc__fact_reader *self, lc__phrase noun)
{
	return lc__unit_in(self->text[noun.end - 1], u"动晤习议会票察务检讨展营报程排考判飞射查标业赛");
}

/* 在全省16个地市中列第9位: those among which a place is held do not hold it. The token of 在; the count of tokens where there is none. */
static size_t among_which(const lc__fact_reader *self, lc__phrase noun)
{
	uint32_t last = noun.end - (lc__phrase_exists(noun) && lc__unit_in(self->text[noun.end - 1], u"中里内"));
	if (last <= noun.start || !lc__unit_in(self->text[last], u"中里内") ||
	    !lc__unit_in(self->text[last - 1], u"市县区镇乡村省州国地家业位城者类校院队员企商司门部构品求件目"))
		return self->token_count;
	for (size_t i = self->token_count; i > 0; i--) {
		const lc__token *token = &self->tokens[i - 1];
		if (token->start < noun.start && lc__role_ends_clause(token->role))
			break;
		if (token->end <= noun.start && self->text[token->start] == u'在' && token->end - token->start == 1)
			return i - 1;
	}
	return self->token_count;
}

/* What the nearest number before measures, those among which the place is held passed over. */
static lc__phrase carried_past(const lc__fact_reader *self, const lc__fact *fact, lc__phrase among)
{
	for (const lc__fact *before = fact; before > self->facts && before[-1].sentence_start == fact->sentence_start; before--)
		if (before[-1].subject_end > before[-1].subject_start && before[-1].subject_end <= among.start)
			return (lc__phrase){before[-1].subject_start, before[-1].subject_end, false, false};
	return lc__no_phrase;
}

/* 增幅均|居中部第二: what stands before the phrase that begins with 居. */
static lc__phrase before_holding(const lc__fact_reader *self, const lc__fact *fact, size_t t, lc__phrase holding)
{
	while (t > 0 && self->tokens[t].start > holding.start)
		t--;
	return t > 0 ? lc__find_before(self, t, fact->change) : lc__no_phrase;
}

/* 全省排名|第4位: a ranking by its name alone holds no place. */
static bool is_ranking(const lc__fact_reader *self, lc__phrase noun)
{
	static const uint16_t words[][2] = {u"排名", u"位次", u"名次"};
	return noun.near && !noun.verb && noun.end - noun.start == 4 && lc__pair_in(self->text + noun.end - 2, words) &&
	       lc__unit_in(self->text[noun.start], u"全本我") && lc__unit_in(self->text[noun.start + 1], u"国省市区县州系");
}

/* 交易量前三名, 创新能力进入全国前15位: what is among the first. */
static lc__phrase among_first(const lc__fact_reader *self, const lc__fact *fact, size_t t, lc__phrase before)
{
	size_t i = t;
	while (i > 0 && self->tokens[i - 1].role == LIANGCE_WORD_SCOPE)
		i--;
	if (i > 0 && self->tokens[i - 1].role == LIANGCE_WORD_VERB && self->text[self->tokens[i - 1].start] == u'进')
		return lc__find_before(self, i - 1, fact->change);
	bool measured = before.near && !before.verb && lc__unit_in(self->text[before.end - 1], u"量额率值数价速度模力榜名类");
	return measured ? before : lc__no_phrase;
}

/* A rank has a subject only where something is said to hold it: 位居第二. */
void lc__link_rank(lc__fact_reader *self, lc__fact *fact, size_t t, lc__phrase before, lc__phrase after, lc__phrase carried)
{
	bool held = false;
	for (size_t i = t;
	     i > 0 && self->tokens[i - 1].role != LIANGCE_WORD_NOUN && !lc__role_ends_clause(self->tokens[i - 1].role); i--)
		held |= !lc__unit_in(self->text[self->tokens[i - 1].start], u"在以给让使于被") &&
		        self->tokens[i - 1].role != LIANGCE_WORD_VERB && self->tokens[i - 1].role != LIANGCE_WORD_PLACE &&
		        self->tokens[i - 1].role != LIANGCE_WORD_DATE && self->tokens[i - 1].role != LIANGCE_WORD_DE &&
		        (self->tokens[i - 1].role != LIANGCE_WORD_QUOTE || lc__unit_ends_with(fact, "名"));
	for (size_t i = t; !held && i > 0 && !lc__role_ends_clause(self->tokens[i - 1].role); i--)
		if (self->tokens[i - 1].role == LIANGCE_WORD_RANK) {
			held = true; /* 吞吐量居全球港口第六位 */
			before = lc__find_before(self, i - 1, fact->change);
		}
	if (!held && is_ranking(self, before)) {
		held = true;
		before = lc__no_phrase;
	}
	size_t among = held ? among_which(self, before) : self->token_count;
	if (among < self->token_count) {
		carried = carried_past(self, fact, before);
		before = lc__find_before(self, among, fact->change);
	}
	if (!held && before.near && self->text[before.start] == u'居' && !lc__unit_in(self->text[before.start + 1], u"民住家")) {
		held = true; /* 研发强度2.6%,居西部第1 */
		before = before_holding(self, fact, t, before);
	}
	lc__phrase holder = held ? lc__no_phrase : lc__find_holder(self, before);
	bool open = !lc__phrase_exists(holder) && (!held || before.verb || !lc__phrase_exists(before));
	if (!fact->has_lo && open)
		holder = among_first(self, fact, t, before);
	if (lc__phrase_exists(holder)) {
		held = true;
		before = holder;
	}
	bool of = lc__role_at(self, t + 1) == LIANGCE_WORD_DE;
	bool ordered = fact->unit[0] != '\0' && after.end > after.start + 1 && !after.verb &&
	               (of || (!held && after.near && !lc__unit_ends_with(fact, "届") &&
	                       (!lc__unit_ends_with(fact, "次") || is_event(self, after))));
	if (ordered)
		lc__subject_set(self, fact, after, "after-measure"); /* 第三轮直接谈判 */
	else if (held && lc__phrase_exists(before) && !before.verb)
		lc__subject_set(self, fact, before, "before");
	else if (held && !lc__phrase_exists(before) &&
	         self->text[fact->end - 1] != u'大') /* 成为第一大党: who, is said elsewhere */
		lc__subject_set(self, fact, carried, "carried");
}
