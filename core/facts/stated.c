/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Subjects that the build of the clause tells where no noun stands before the number: 其中10格为充电车位, 全镇共有5469户. Every other
 * subject behind a number is behind.c's to find.
 */
#include "facts/phrase.h"

#include <string.h>

enum { STATED_MAX = 10 };

/* Whether nothing but words that say nothing stands before token t in its clause: 其中, 余下. */
static bool begins_clause(const lc__fact_reader *self, size_t t)
{
	while (t > 0 && (self->tokens[t - 1].role == LIANGCE_WORD_SKIP || self->tokens[t - 1].role == LIANGCE_WORD_DE ||
	                 self->tokens[t - 1].role == LIANGCE_WORD_TIME))
		t--;
	return t == 0 || lc__role_ends_clause(self->tokens[t - 1].role);
}

/* 为, 均为, 是: the number is of what follows. */
static bool equates(const lc__fact_reader *self, size_t t)
{
	const lc__token *token = &self->tokens[t];
	uint32_t length = token->end - token->start;
	return (token->role == LIANGCE_WORD_SKIP || token->role == LIANGCE_WORD_PLACE) && length < 3 &&
	       lc__unit_in(self->text[token->end - 1], u"为是") &&
	       (length == 1 || lc__unit_in(self->text[token->start], u"均都则皆全"));
}

/* 其中10格为充电车位, 余下15件为意见建议. 30人为上限 bounds it. */
static lc__phrase find_equated(const lc__fact_reader *self, size_t t)
{
	const lc__fact *fact = &self->facts[self->tokens[t].fact];
	if ((fact->kind != LIANGCE_FACT_COUNT && fact->kind != LIANGCE_FACT_PERCENT) || fact->change != LIANGCE_LEVEL ||
	    t + 2 >= self->token_count || self->tokens[t + 1].start != fact->end || !equates(self, t + 1) ||
	    lc__role_at(self, t + 2) != LIANGCE_WORD_NOUN || self->text[fact->end - 1] == u'分' || !begins_clause(self, t))
		return lc__no_phrase;
	const lc__token *noun = &self->tokens[t + 2];
	bool last = noun->end == self->end || self->text[noun->end] == ',' || self->text[noun->end] == ')';
	if (!last || noun->end - noun->start < 2 || noun->end - noun->start > STATED_MAX ||
	    lc__unit_in(self->text[noun->end - 1], u"限准宜主例则") || lc__is_numeral(self->text[noun->start]))
		return lc__no_phrase;
	return (lc__phrase){noun->start, noun->end, false, false};
}

/* Households, people and villages, which are counted by themselves. */
static bool counts_itself(const lc__fact_reader *self, size_t t)
{
	const lc__fact *fact = &self->facts[self->tokens[t].fact];
	return fact->kind == LIANGCE_FACT_COUNT && strlen(fact->unit) == strlen("户") &&
	       lc__unit_in(self->text[fact->end - 1], u"户口人村镇乡校屯");
}

/* 全镇共有5469户13890人: whose they are, where nothing is said of them. */
static lc__phrase find_scope(const lc__fact_reader *self, size_t t)
{
	lc__word next = lc__role_at(self, t + 1); /* a comma behind the last */
	if (!counts_itself(self, t) ||
	    (next != LIANGCE_WORD_FACT && next != LIANGCE_WORD_AND && next != LIANGCE_WORD_COMMA && next != LIANGCE_WORD_CLOSE))
		return lc__no_phrase;
	size_t i = t;
	while (i > 0 && (self->tokens[i - 1].role == LIANGCE_WORD_SKIP ||
	                 (self->tokens[i - 1].role == LIANGCE_WORD_FACT && counts_itself(self, i - 1))))
		i--;
	if (i == 0 || self->tokens[i - 1].role != LIANGCE_WORD_SCOPE)
		return lc__no_phrase;
	return (lc__phrase){self->tokens[i - 1].start, self->tokens[i - 1].end, false, false};
}

/* 合计, 总计: token t sums up the numbers before it. */
static bool is_total(const lc__fact_reader *self, size_t t)
{
	uint32_t end = self->tokens[t].end;
	return t > 1 && (end == self->end || self->text[end] == ',') && self->tokens[t - 1].role == LIANGCE_WORD_SKIP &&
	       lc__role_ends_clause(self->tokens[t - 2].role) &&
	       (lc__token_is(self, t - 1, u"合计") || lc__token_is(self, t - 1, u"总计") || lc__token_is(self, t - 1, u"共计"));
}

/* 名额:甲类50名、乙类30名, 应选名额分别为1名、9名: what the numbers are called that a total sums up. */
static lc__phrase find_label(const lc__fact_reader *self, size_t t)
{
	for (size_t i = t; i > 1; i--) {
		const lc__token *noun = &self->tokens[i - 2];
		bool names = self->tokens[i - 1].role == LIANGCE_WORD_COLON || self->tokens[i - 1].role == LIANGCE_WORD_EACH;
		if (names && noun->role == LIANGCE_WORD_NOUN && noun->end == self->tokens[i - 1].start &&
		    noun->end - noun->start > 1)
			return (lc__phrase){noun->start, noun->end, false, false};
	}
	return lc__no_phrase;
}

/* 地方债券4亿元,再融资债券2亿元,合计6亿元: what the names of the summands end with, in the first of them; else what they are called. */
static lc__phrase find_total(const lc__fact_reader *self, size_t f)
{
	const lc__fact *fact = &self->facts[f];
	if (f < 2 || fact[-1].unit != fact->unit || fact[-2].unit != fact->unit ||
	    fact[-2].sentence_start != fact->sentence_start || fact[-1].subject_end == fact[-1].subject_start ||
	    fact[-2].subject_end == fact[-2].subject_start || fact[-1].subject_start == fact[-2].subject_start)
		return lc__no_phrase;
	uint32_t end = fact[-2].subject_end, length = 0;
	while (end - length > fact[-2].subject_start && fact[-1].subject_end - length > fact[-1].subject_start &&
	       self->text[end - length - 1] == self->text[fact[-1].subject_end - length - 1])
		length++;
	if (length > 1)
		return (lc__phrase){end - length, end, false, false};
	return find_label(self, self->notes[f].token);
}

lc__phrase lc__find_stated(const lc__fact_reader *self, size_t t)
{
	lc__phrase found = find_equated(self, t);
	if (!lc__phrase_exists(found) && lc__roles_are_there(self, LIANGCE_ROLE(SCOPE)))
		found = find_scope(self, t);
	if (!lc__phrase_exists(found) && is_total(self, t))
		found = find_total(self, self->tokens[t].fact);
	return found;
}
