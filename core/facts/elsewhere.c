/* SPDX-License-Identifier: Apache-2.0 */
/* Subjects that stand elsewhere in the sentence: carried over from a number before, at the head of the clause before, in a list. */
#include "facts/phrase.h"

#include <string.h>

enum { HEAD_MAX = 10, LONG_HEAD_MAX = 14 /* of 投诉季节性回落,由20件降到8件 */, LIST_MAX = 12, MEASURE_MAX = 5 };

/* ---------------------------------------------------------------- from elsewhere in the sentence */

/* A rate is not what is counted: 办结率99%,其余8件 counts something else. */
static bool is_rate(const lc__fact_reader *self, const lc__fact *fact)
{
	return fact->kind == LIANGCE_FACT_PERCENT && lc__unit_in(self->text[fact->subject_end - 1], u"率比幅速");
}

/* 每10万人口29.8人: the first number is a measure for the second. */
static bool is_base(const lc__fact_reader *self, const lc__fact *fact)
{
	return self->text[fact->start - 1] == u'每';
}

/* 转战十多个省区,两万多公里: no length, weight or time is one of places that were counted. */
static bool is_other_kind(const lc__fact_reader *self, const lc__fact *before, const lc__fact *fact)
{
	bool extent = fact->kind == LIANGCE_FACT_MEASURE || fact->kind == LIANGCE_FACT_DURATION;
	return extent && before->kind == LIANGCE_FACT_COUNT && before->subject_start >= before->end &&
	       lc__unit_in(self->text[before->subject_end - 1], u"省市县区乡镇村国地");
}

/* Whether nothing but a time and words that say nothing stands in the sentence before fact f. */
static bool begins_sentence(const lc__fact_reader *self, size_t f)
{
	const lc__token *first = &self->tokens[self->notes[f].token];
	while (first > self->tokens && (first[-1].role == LIANGCE_WORD_DATE || first[-1].role == LIANGCE_WORD_TIME ||
	                                first[-1].role == LIANGCE_WORD_SKIP || first[-1].role == LIANGCE_WORD_UP))
		first--;
	return first == self->tokens && self->notes[f].token > 0 &&
	       (first->role == LIANGCE_WORD_DATE || first->role == LIANGCE_WORD_TIME);
}

/* 2022年运送旅客800万人;2023年达900万人: over a semicolon, what has the same unit. */
static lc__phrase over_semicolon(const lc__fact_reader *self, size_t first, size_t f)
{
	if (self->text[self->start - 1] != ';' || !begins_sentence(self, f))
		return lc__no_phrase;
	for (size_t i = first; i > 0 && self->facts[i - 1].sentence_end + 1 == self->start; i--) {
		const lc__fact *before = &self->facts[i - 1];
		if (before->kind == self->facts[f].kind && before->unit == self->facts[f].unit &&
		    before->subject_end > before->subject_start)
			return (lc__phrase){before->subject_start, before->subject_end, false, false};
	}
	return lc__no_phrase;
}

/* The subject of the nearest number before fact f in its sentence. */
lc__phrase lc__find_carried(const lc__fact_reader *self, size_t first, size_t f)
{
	const lc__fact *fact = &self->facts[f];
	bool counts = fact->kind == LIANGCE_FACT_COUNT;
	for (size_t i = f; counts && i > first; i--) { /* 工单21件,超期10天以上的3件 */
		const lc__fact *before = &self->facts[i - 1];
		if (before->unit == fact->unit && before->subject_end > before->subject_start && !is_base(self, before))
			return (lc__phrase){before->subject_start, before->subject_end, false, false};
	}
	for (size_t i = f; i > first; i--) {
		const lc__fact *before = &self->facts[i - 1];
		if (before->subject_end > before->subject_start && is_other_kind(self, before, fact))
			return lc__no_phrase;
		if (before->subject_end > before->subject_start && !is_base(self, before) && !self->notes[i - 1].reference &&
		    !(counts && is_rate(self, before)))
			return (lc__phrase){before->subject_start, before->subject_end, false, false};
	}
	return over_semicolon(self, first, f);
}

/* 统计1月至6月报案件数,较上年减少20件. */
static bool is_said_to_count(const lc__fact_reader *self, size_t t)
{
	uint32_t at = lc__role_at(self, t) == LIANGCE_WORD_SKIP ? self->tokens[t].end : 2;
	return self->text[at - 2] == u'统' && self->text[at - 1] == u'计';
}

/* The matter that the tokens from t on begin with. */
static lc__phrase clause_head(const lc__fact_reader *self, size_t t, uint32_t most)
{
	while (lc__role_at(self, t) == LIANGCE_WORD_TIME || lc__role_at(self, t) == LIANGCE_WORD_DATE ||
	       lc__role_at(self, t) == LIANGCE_WORD_SCOPE || is_said_to_count(self, t))
		t++;
	if (lc__role_at(self, t) != LIANGCE_WORD_NOUN || self->tokens[t].end - self->tokens[t].start > most)
		return lc__no_phrase;
	uint32_t end = self->tokens[t].end;
	if (end > self->tokens[t].start + 3 && self->text[end - 2] == u'占' && self->text[end - 1] == u'比')
		end -= 2; /* 咨询类占比最高,共12件 */
	return (lc__phrase){self->tokens[t].start, end, false, false};
}

/* Where reading was before it looked back. */
typedef struct place {
	size_t tokens, facts, hit;
} place;

/* Reads the clause before the one that begins at `clause`: behind the tokens of this sentence, and behind the facts of all. */
static lc_status look_back(lc__fact_reader *self, uint32_t clause, place *was, lc_error *err)
{
	uint32_t from = lc__clause_start(self, clause - 1);
	*was = (place){self->token_count, self->fact_count, self->hit_at};
	self->hit_at = lc__first_hit(self, from);
	self->fact_count = self->facts_read;
	return lc__clause_read(self, from, clause - 1, err);
}

static void come_back(lc__fact_reader *self, const place *was)
{
	self->token_count = was->tokens;
	self->fact_count = was->facts;
	self->hit_at = was->hit;
}

/* The matter of the clause before, where no number came earlier: 接通率明显提升,达到90%. That clause has not been read yet. */
lc_status lc__find_head(lc__fact_reader *self, const lc__fact *fact, lc__phrase *head, lc_error *err)
{
	uint32_t clause = lc__clause_start(self, fact->start);
	*head = lc__no_phrase;
	if (clause <= self->start + 1)
		return LIANGCE_OK;
	place was;
	uint32_t longest = fact->change == LIANGCE_FROM ? LONG_HEAD_MAX : HEAD_MAX; /* before reading, which may move the facts */
	lc_status status = look_back(self, clause, &was, err);
	if (status == LIANGCE_OK)
		*head = clause_head(self, was.tokens + (lc__role_at(self, was.tokens) == LIANGCE_WORD_COMMA ? 1 : 0), longest);
	come_back(self, &was);
	return status;
}

/* Whether the words that end at `end` say of X in 以X最多 that it leads; *end is then where X ends. */
static bool says_leading(const uint16_t *text, uint32_t *end)
{
	static const uint16_t words[][2] = {u"最高", u"最低", u"最多", u"最少", u"最大", u"最快", u"最好", u"为主",
	                                    u"为多", u"为最", u"为首", u"居多", u"居首", u"居冠", u"大宗", u"显著"};
	if (!lc__pair_in(text + *end - 2, words))
		return false;
	*end -= 2;
	while (lc__unit_in(text[*end - 1], u"为最等"))
		(*end)--;
	return true;
}

lc__phrase lc__find_leading(const lc__fact_reader *self, const lc__fact *fact)
{
	uint32_t clause = lc__clause_start(self, fact->start), end = clause > self->start ? clause - 1 : 0;
	if (end < self->start + 4 || !says_leading(self->text, &end))
		return lc__no_phrase;
	lc__phrase found = {0, end, false, false};
	for (uint32_t at = end - 1; at > self->start && !lc__unit_in(self->text[at], u",:"); at--) {
		if (lc__is_numeral(self->text[at]))
			return lc__no_phrase;
		if (self->text[at - 1] == u'以' && !lc__unit_in(self->text[at], u"上下内外来前后及便致"))
			found.start = at;
	}
	return found.start != 0 && found.end > found.start + 1 ? found : lc__no_phrase;
}

/* ---------------------------------------------------------------- A、B、C分别下降1%、2%、3% */

/* The numbers that follow token t in a list, at most `most`; their tokens. */
static size_t listed_facts(const lc__fact_reader *self, size_t t, size_t *tokens, size_t most)
{
	size_t count = 0;
	for (size_t i = t + 1; i < self->token_count; i++) {
		lc__word role = self->tokens[i].role;
		if (role == LIANGCE_WORD_FACT) {
			if (count == most)
				return 0;
			tokens[count++] = i;
		} else if (role == LIANGCE_WORD_NOUN || role == LIANGCE_WORD_VERB || role == LIANGCE_WORD_OPEN ||
		           (role == LIANGCE_WORD_COMMA && lc__role_at(self, i + 1) != LIANGCE_WORD_FACT)) {
			if (count > 0)
				break;
			if (role != LIANGCE_WORD_NOUN && role != LIANGCE_WORD_VERB)
				return 0;
		}
	}
	return count;
}

/* The nouns before token t in a list that begins with token `first` at the earliest, the last first. *rest: the token that it begins with. */
static size_t listed_nouns(const lc__fact_reader *self, size_t first, size_t t, lc__phrase *nouns, size_t most, size_t *rest)
{
	size_t count = 0;
	*rest = 0;
	bool joint = true;
	for (size_t i = t; i > first; i--) {
		const lc__token *token = &self->tokens[i - 1];
		if (token->role == LIANGCE_WORD_NOUN && joint) {
			if (count == most)
				return count;
			nouns[count] = (lc__phrase){token->start, token->end, false, false};
			for (; i > first + 1 && token[-1].role == LIANGCE_WORD_NOUN && token[-1].end == token->start; i--, token--)
				nouns[count].start = token[-1].start; /* 镇|长 */
			count++;
			*rest = i - 1;
			joint = false;
		} else if (token->role == LIANGCE_WORD_AND || (token->role == LIANGCE_WORD_COMMA && count > 0)) {
			joint = true;
		} else if (count == 0 && lc__role_is_passed(token->role)) {
			continue;
		} else {
			break;
		}
	}
	return count;
}

/* A rate, an amount or an extent by its own name. */
static bool names_measure(const lc__fact_reader *self, lc__phrase noun)
{
	return lc__unit_in(self->text[noun.end - 1], u"率量额值幅数重比积速例入价资产") && noun.end - noun.start > 1;
}

/* Whether nothing but what joins them stands between the members, the last of which comes first. */
static bool is_joined(const lc__fact_reader *self, const lc__phrase *nouns, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if ((i > 0 && (nouns[i].end + 2 < nouns[i - 1].start || self->text[nouns[i].end] == ',')) ||
		    self->text[nouns[i].start] == u'第')
			return false;
	return true;
}

/* Where 占 stands before token t, with nothing but the whole between them; 0: nowhere. */
static size_t share_start(const lc__fact_reader *self, size_t t)
{
	while (t > 0 && self->tokens[t - 1].role == LIANGCE_WORD_NOUN)
		t--;
	return t > 0 && self->tokens[t - 1].role == LIANGCE_WORD_SHARE ? t - 1 : 0;
}

/* 甲、乙、丙三市: where a list that the clause ends with is summed up by its own number, the token of that; else behind the last token. */
static size_t list_end(const lc__fact_reader *self, size_t count)
{
	size_t t = self->token_count;
	for (size_t i = t; i > 0 && i + 3 > t; i--) {
		const lc__token *token = &self->tokens[i - 1];
		if (token->role != LIANGCE_WORD_FACT)
			continue;
		const lc__fact *fact = &self->facts[token->fact];
		bool sum = fact->kind == LIANGCE_FACT_COUNT && fact->has_lo && fact->lo.scale == 0 &&
		           fact->lo.coefficient == (int64_t)count;
		return sum ? i - 1 : t;
	}
	return t;
}

/*
 * Whose the one measure is that begins at token t and that as many numbers are of: A、B和C的涨幅分别为1%、2%和3%, or the list is the clause
 * before, which has not been read: A、B和C,涨幅分别为1%、2%和3%. *found: as many as numbers.
 */
static lc_status find_owners(lc__fact_reader *self, size_t t, size_t count, lc__phrase *nouns, bool *found, lc_error *err)
{
	size_t rest;
	place was;
	uint32_t clause = self->tokens[t].start;
	*found = false;
	if (lc__role_at(self, t - 1) == LIANGCE_WORD_DE &&
	    names_measure(self, (lc__phrase){self->tokens[t].start, self->tokens[t].end, false, false})) {
		size_t share = share_start(self, t - 1); /* A、B占总量的比重分别达1%和2% */
		if (share > 0) {
			*found = listed_nouns(self, 0, share, nouns, LIST_MAX, &rest) == count && is_joined(self, nouns, count);
			return LIANGCE_OK;
		}
		*found = listed_nouns(self, 0, t - 1, nouns, LIST_MAX, &rest) == count && is_joined(self, nouns, count);
		return LIANGCE_OK;
	}
	if (self->tokens[t].end - clause > MEASURE_MAX || lc__role_at(self, t - 1) != LIANGCE_WORD_COMMA ||
	    clause <= self->start + 2 || self->text[clause - 1] != ',')
		return LIANGCE_OK;
	lc_status status = look_back(self, clause, &was, err);
	size_t end = status == LIANGCE_OK ? list_end(self, count) : was.tokens;
	if (status == LIANGCE_OK && self->fact_count == self->facts_read + (end < self->token_count ? 1 : 0))
		*found = listed_nouns(self, was.tokens, end, nouns, LIST_MAX, &rest) == count && is_joined(self, nouns, count);
	if (*found && nouns[count - 1].end - nouns[count - 1].start > 2 && self->text[nouns[count - 1].start] == u'如')
		nouns[count - 1].start++;
	come_back(self, &was);
	return status;
}

/* 0.7个、0.5个和1.3个百分点, 12、8和5件: the last of the list tells the unit of all. */
static void share_unit(lc__fact_reader *self, const size_t *tokens, size_t count)
{
	const lc__fact *last = &self->facts[self->tokens[tokens[count - 1]].fact];
	bool counts = last->kind == LIANGCE_FACT_COUNT && last->lo.scale == 0 && lc__is_digit(self->text[last->end - 2]);
	if (last->kind != LIANGCE_FACT_PERCENT && !counts)
		return;
	for (size_t i = 0; i + 1 < count; i++) {
		lc__fact *fact = &self->facts[self->tokens[tokens[i]].fact];
		if (fact->unit[0] != '\0' && !(!counts && fact->kind == LIANGCE_FACT_COUNT && self->text[fact->end - 1] == u'个'))
			return;
	}
	for (size_t i = 0; i + 1 < count; i++) {
		lc__fact *fact = &self->facts[self->tokens[tokens[i]].fact];
		fact->kind = last->kind;
		fact->unit = last->unit;
	}
}

/* 接通率99%,办结率98%,分别提高1个和2个百分点: each goes with one of as many numbers before. */
static void link_to_facts(lc__fact_reader *self, const size_t *tokens, size_t count)
{
	size_t at = self->tokens[tokens[0]].fact, have = 0;
	lc__phrase subjects[LIST_MAX];
	for (size_t i = at; i > 0 && have < count && self->facts[i - 1].sentence_start == self->start; i--) {
		const lc__fact *before = &self->facts[i - 1];
		lc__phrase subject = {before->subject_start, before->subject_end, false, false};
		if (before->kind == LIANGCE_FACT_DATE)
			continue;
		if (!lc__phrase_exists(subject) || (have > 0 && subjects[have - 1].start == subject.start))
			return;
		subjects[have++] = subject;
	}
	for (size_t i = 0; have == count && i < count; i++)
		lc__subject_set(self, &self->facts[self->tokens[tokens[i]].fact], subjects[count - 1 - i], "parallel");
}

/* Whether fact f stands behind the one before it in a list of numbers. */
static bool is_next(const lc__fact_reader *self, size_t f)
{
	size_t t = f < self->fact_count ? self->notes[f].token : 0;
	return t > 1 && self->tokens[t - 1].role == LIANGCE_WORD_AND && self->tokens[t - 2].role == LIANGCE_WORD_FACT;
}

/* A和B的收入分别为1元和2元,增长3%和4%: what a list carries on is carried to as many numbers one by one. */
static void carry_lists(lc__fact_reader *self, size_t first)
{
	for (size_t f = first, count; f<self->fact_count; f += count> 0 ? count : 1) {
		for (count = 0; f + count < self->fact_count && strcmp(self->facts[f + count].rule, "parallel") == 0;)
			count++;
		lc__fact *from = &self->facts[f], *to = from + count;
		size_t carried = 0;
		while (count > 1 && f + count + carried < self->fact_count && strcmp(to[carried].rule, "carried") == 0 &&
		       (carried == 0 || is_next(self, f + count + carried)))
			carried++;
		for (size_t i = 0; carried == count && i < count; i++) {
			to[i].subject_start = from[i].subject_start;
			to[i].subject_end = from[i].subject_end;
			to[i].term = from[i].term;
		}
	}
}

void lc__lists_join(lc__fact_reader *self, size_t first)
{
	carry_lists(self, first);
	if (!lc__roles_are_there(self, LIANGCE_ROLE(EACH)))
		return;
	for (size_t t = 0; t < self->token_count; t++) {
		size_t tokens[LIST_MAX];
		size_t count = self->tokens[t].role == LIANGCE_WORD_EACH ? listed_facts(self, t, tokens, LIST_MAX) : 0;
		if (count < 2)
			continue;
		lc_change change = self->facts[self->tokens[tokens[0]].fact].change;
		share_unit(self, tokens, count);
		const char *rule = self->facts[self->tokens[tokens[0]].fact].rule;
		if (rule[0] == '\0' || strcmp(rule, "carried") == 0 || strcmp(rule, "head-of-clause") == 0)
			link_to_facts(self, tokens, count);
		for (size_t i = 1; i < count; i++)
			self->facts[self->tokens[tokens[i]].fact].change = change;
	}
}

/* The token before token t that begins at text[start]. */
static size_t token_at(const lc__fact_reader *self, size_t t, uint32_t start)
{
	while (t > 0 && self->tokens[t].start > start)
		t--;
	return t;
}

lc_status lc__lists_link(lc__fact_reader *self, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	if (!lc__roles_are_there(self, LIANGCE_ROLE(EACH)))
		return status;
	for (size_t t = 0; t < self->token_count && status == LIANGCE_OK; t++) {
		size_t tokens[LIST_MAX], rest;
		lc__phrase nouns[LIST_MAX];
		if (self->tokens[t].role != LIANGCE_WORD_EACH)
			continue;
		size_t facts = listed_facts(self, t, tokens, LIST_MAX), before = listed_nouns(self, 0, t, nouns, LIST_MAX, &rest);
		bool owned = false;
		bool few = before > 0 && before < facts;
		bool one = before > 1 && names_measure(self, nouns[0]) && !names_measure(self, nouns[1]) &&
		           nouns[1].end + 1 == nouns[0].start && self->text[nouns[1].end] == ','; /* 甲、乙两地,增速分别 */
		if (facts > 1 && (few || one))
			status = find_owners(self, token_at(self, t, nouns[0].start), facts, nouns, &owned, err);
		if (status != LIANGCE_OK || facts < 2 || (before < facts && !owned))
			continue;
		lc__phrase given = {self->tokens[t + 1].start, self->tokens[t + 1].end, false, true};
		bool named = tokens[0] == t + 2 && lc__is_award(self, t + 1); /* 甲、乙分别奖励10万元、5万元 */
		for (size_t i = 0; i < facts; i++) {
			lc__fact *fact = &self->facts[self->tokens[tokens[i]].fact];
			lc__subject_set(self, fact, named ? given : nouns[facts - 1 - i], "parallel");
			fact->change = self->facts[self->tokens[tokens[0]].fact].change;
		}
	}
	return status;
}
