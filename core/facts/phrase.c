/* SPDX-License-Identifier: Apache-2.0 */
/* The phrases before a number: see phrase.h. Which of them it measures is link.c's to choose; those behind it are behind.c's. */
#include "facts/phrase.h"

enum { CHAIN_MAX = 12, HOW_MAX = 4, GENERAL_MAX = 4 };

/* ---------------------------------------------------------------- noun phrases */

/* Nouns that say little without the words before them: 参保 + 人数, 开办企业 + 时间. */
static bool is_general(const lc__fact_reader *self, lc__phrase noun)
{
	static const uint16_t heads[][2] = {u"人数", u"人次", u"天数", u"次数", u"件数", u"户数", u"数量",
	                                    u"总数", u"时间", u"时限", u"时长", u"环节", u"事项", u"材料",
	                                    u"面积", u"成本", u"资本", u"强度", u"里程"};
	const uint16_t *tail = self->text + noun.end - 2;
	return noun.end - noun.start > 1 && lc__pair_in(tail, heads);
}

/* Whether such a noun takes this word with it. */
static bool belongs(const lc__fact_reader *self, const lc__token *word)
{
	const uint16_t *text = self->text + word->start;
	return word->role == LIANGCE_WORD_VERB || (word->end - word->start == 2 && text[0] == u'平' && text[1] == u'均');
}

/* What a list may be joined by. What a bracket hangs on is no list. */
typedef enum { ONE, LISTED } members;

/* Whether token t is a noun that a list may go on from: one behind a number is counted by it, 12件电器、家具30件. */
static bool is_member(const lc__fact_reader *self, size_t t)
{
	const lc__token *noun = &self->tokens[t];
	bool counted = t > 0 && self->tokens[t - 1].role == LIANGCE_WORD_FACT && self->tokens[t - 1].end == noun->start;
	uint16_t last = self->text[noun->end - 1];
	return noun->role == LIANGCE_WORD_NOUN && !counted && (last < '0' || last > '9') &&
	       (noun->end - noun->start > 1 || last < 0x80);
}

/*
 * The lc__phrase whose last word is token t, and the tokens before it that belong to it. A list is measured as a whole, unless it is
 * too long to be named.
 */
static lc__phrase noun_ending(const lc__fact_reader *self, size_t t, members which)
{
	lc__phrase found = {self->tokens[t].start, self->tokens[t].end, false, false}, last = lc__no_phrase;
	for (size_t i = t; i > 0; i--) {
		const lc__token *before = &self->tokens[i - 1];
		if (before->end != found.start)
			break;
		bool noun = i > 1 && self->tokens[i - 2].role == LIANGCE_WORD_NOUN && self->tokens[i - 2].end == before->start;
		bool joined = before->role == LIANGCE_WORD_AND && noun,
		     listed = joined && self->text[before->start] == u'、' && which == LISTED && is_member(self, i - 2);
		if (listed && !lc__phrase_exists(last))
			last = found;
		if (found.end - (joined ? self->tokens[i - 2].start : before->start) > LIANGCE_SUBJECT_MAX)
			return lc__phrase_exists(last) ? last : found;
		if (before->role == LIANGCE_WORD_NOUN ||
		    (found.end - found.start <= GENERAL_MAX && is_general(self, found) && belongs(self, before)))
			found.start = before->start;
		else if (listed || (joined && self->text[before->start] != u'、'))
			found.start = self->tokens[--i - 1].start;
		else if (before->role == LIANGCE_WORD_VERB && i > 1 && self->tokens[i - 2].end == before->start &&
		         self->text[self->tokens[i - 2].start] == u'未' && self->tokens[i - 2].end - self->tokens[i - 2].start == 1)
			found.start = self->tokens[--i - 1].start; /* 未办结工单 */
		else if (before->role == LIANGCE_WORD_VERB && found.end - found.start == 1 &&
		         !lc__unit_in(self->text[found.start], u"长宽高深厚重"))
			found.start = before->start; /* 培训 + 班 */
		else
			break;
	}
	return found;
}

/* ---------------------------------------------------------------- to the left */

bool lc__role_is_passed(lc__word role)
{
	switch (role) {
	case LIANGCE_WORD_SKIP:
	case LIANGCE_WORD_TIME:
	case LIANGCE_WORD_SCOPE:
	case LIANGCE_WORD_UP:
	case LIANGCE_WORD_DOWN:
	case LIANGCE_WORD_TO:
	case LIANGCE_WORD_UP_TO:
	case LIANGCE_WORD_DOWN_TO:
	case LIANGCE_WORD_REACH:
	case LIANGCE_WORD_EACH:
	case LIANGCE_WORD_PLACE:
	case LIANGCE_WORD_ETC:
	case LIANGCE_WORD_RANK:
	case LIANGCE_WORD_DATE:
	case LIANGCE_WORD_COLON:
	case LIANGCE_WORD_QUOTE:
	case LIANGCE_WORD_DE:
	case LIANGCE_WORD_ABOUT:
	case LIANGCE_WORD_OVER:
	case LIANGCE_WORD_UNDER:
	case LIANGCE_WORD_DAYPART:
	case LIANGCE_WORD_COMPARE:
	case LIANGCE_WORD_CURRENCY:
	case LIANGCE_WORD_BELOW: return true;
	default: return false;
	}
}

/* One character that joins clauses and was read as content. */
static bool is_particle(const lc__fact_reader *self, const lc__token *token)
{
	return token->end - token->start == 1 && lc__unit_in(self->text[token->start], u"则而且亦即所其是并但又也约各");
}

/* 每盎司4000美元: what the price is for one of. */
static bool is_price_unit(const lc__fact_reader *self, const lc__token *token)
{
	size_t length = 0;
	uint32_t count = token->end - token->start;
	bool each = self->text[token->start - 1] == u'每' || (token->start > 1 && self->text[token->start - 2] == u'每' &&
	                                                      lc__unit_in(self->text[token->start - 1], u"个台公小")); /* 每台斤 */
	return each && lc__units_longest(&self->rules->units, self->text + token->start, count, &length) != NULL && length == count;
}

/* 每10万人29.8人: token t is what the number is for so many of. */
static bool is_base(const lc__fact_reader *self, size_t t)
{
	return self->tokens[t].role == LIANGCE_WORD_FACT && self->text[self->tokens[t].start - 1] == u'每';
}

/* The verb that token t is, with the word that tells how: 电话受理5204件, 网上办理. */
static lc__phrase verb_ending(const lc__fact_reader *self, size_t t, bool near)
{
	lc__phrase found = {self->tokens[t].start, self->tokens[t].end, true, near};
	const lc__token *how = t > 0 ? &self->tokens[t - 1] : NULL;
	bool chain = how != NULL && how->role == LIANGCE_WORD_VERB && how->end == found.start;
	if (chain && t > 1 && self->tokens[t - 2].role == LIANGCE_WORD_NOUN && self->tokens[t - 2].end == how->start &&
	    found.end - self->tokens[t - 2].start <= CHAIN_MAX) {
		found.start = self->tokens[t - 2].start; /* 矿山修复治理 */
		found.verb = false;
		return found;
	}
	bool first = t < 2 || self->tokens[t - 2].role == LIANGCE_WORD_PLACE || lc__role_ends_clause(self->tokens[t - 2].role) ||
	             self->tokens[t - 2].role == LIANGCE_WORD_AND || self->tokens[t - 2].end < self->tokens[t - 1].start;
	if (near && first && how != NULL && how->role == LIANGCE_WORD_NOUN && how->end == found.start &&
	    how->end - how->start >= 2 && how->end - how->start <= HOW_MAX)
		found.start = how->start;
	return found;
}

/* 选择公车的比例, 参加者的人数: a noun that says little alone takes with it whose it is. */
static lc__phrase with_owner(const lc__fact_reader *self, size_t t, lc__phrase noun)
{
	static const uint16_t heads[][2] = {u"比例", u"比率", u"人数", u"数量", u"总数", u"次数", u"件数"};
	if (noun.end - noun.start != 2 || t < 2 || self->tokens[t - 1].role != LIANGCE_WORD_DE ||
	    self->tokens[t - 2].role != LIANGCE_WORD_NOUN || self->tokens[t - 2].end != self->tokens[t - 1].start ||
	    self->tokens[t - 1].end != noun.start)
		return noun;
	lc__phrase owner = {self->tokens[t - 2].start, self->tokens[t - 2].end, false, false};
	bool short_one = owner.end - owner.start > 1 && owner.end - owner.start <= CHAIN_MAX && lc__phrase_names(self, owner);
	if (short_one && lc__pair_in(self->text + noun.start, heads))
		noun.start = owner.start;
	return noun;
}

bool lc__ends_clause(const lc__fact_reader *self, lc__phrase noun)
{
	const uint32_t end = noun.end + (self->text[noun.end] == u'的'); /* 建设50吨冷库的, */
	return noun.near && (end == self->end || self->text[end] == ',');
}

/* 建设成本每个单位约68万元: what the amount is for one of, where its name stands before. */
static bool is_amount_base(const lc__fact_reader *self, size_t i, size_t t)
{
	if (i < 2 || i + 1 != t || self->tokens[t].role != LIANGCE_WORD_FACT || self->tokens[i - 1].role != LIANGCE_WORD_SKIP ||
	    self->tokens[i - 1].end - self->tokens[i - 1].start != 2 || self->text[self->tokens[i - 1].start] != u'每' ||
	    !lc__unit_in(self->text[self->tokens[i - 1].start + 1], u"个名位台件项座家辆") ||
	    self->tokens[i - 2].role != LIANGCE_WORD_NOUN || self->tokens[i - 2].end != self->tokens[i - 1].start)
		return false;
	lc_fact_kind kind = self->facts[self->tokens[t].fact].kind;
	return kind == LIANGCE_FACT_MONEY || kind == LIANGCE_FACT_MEASURE;
}

/* Whether token i before number t is no matter: a particle, what a price or a number is for so many of. */
static bool says_nothing(const lc__fact_reader *self, size_t i, size_t t)
{
	const lc__token *token = &self->tokens[i];
	bool touches = i + 1 == t;
	if (is_base(self, i))
		return touches || (i + 2 == t && self->tokens[i + 1].role == LIANGCE_WORD_DE);
	if (token->role != LIANGCE_WORD_NOUN)
		return false;
	return is_particle(self, token) || is_price_unit(self, token) || is_amount_base(self, i, t) ||
	       (touches && lc__token_is(self, i, u"面向")) ||
	       (i > 0 && token->start == self->tokens[i - 1].end && is_base(self, i - 1)); /* 每10万名新生儿2.3例 */
}

/* 接通率在全区达到90%: whether noun i is a place between the matter and its number. */
static bool is_between(const lc__fact_reader *self, size_t i, size_t from, size_t t)
{
	if (i + 1 >= from || i + 1 == t || lc__unit_in(self->text[self->tokens[i].end - 1], u"比重例"))
		return false;
	while (i > 0 && self->tokens[i - 1].role == LIANGCE_WORD_SCOPE)
		i--; /* 代表队在全国运动会夺得 */
	return i > 1 && self->tokens[i - 1].role == LIANGCE_WORD_PLACE &&
	       !lc__unit_in(self->text[self->tokens[i - 1].start], u"将把") && self->tokens[i - 2].role == LIANGCE_WORD_NOUN;
}

/* 展览为期30天, 小区改造完工5个: whether verb i says no more than that. */
static bool only_lasts(const lc__fact_reader *self, size_t i, size_t t)
{
	const lc__token *verb = &self->tokens[i];
	uint16_t first = self->text[verb->start], last = self->text[verb->end - 1];
	bool lasts =
	    verb->role == LIANGCE_WORD_VERB &&
	    (lc__unit_in(last, u"时期") || (i + 1 == t && lc__unit_in(last, u"工产用") && lc__unit_in(first, u"完竣开投启")));
	return lasts && i > 0 && self->tokens[i - 1].role == LIANGCE_WORD_NOUN && self->tokens[i - 1].end == verb->start;
}

/* 售价由124万元至289万元 */
static bool is_range(const lc__fact_reader *self, size_t t)
{
	const lc__fact *fact = &self->facts[self->tokens[t].fact];
	return self->tokens[t].role == LIANGCE_WORD_FACT && fact->has_lo && fact->has_hi &&
	       lc__decimal_compare(fact->lo, fact->hi) < 0;
}

/* 来电在三天内达到2180通: the time that it takes. */
static bool is_span(const lc__fact_reader *self, size_t i, size_t t)
{
	if (i < 2 || i + 1 == t || self->tokens[i].role != LIANGCE_WORD_FACT || !self->notes[self->tokens[i].fact].within)
		return false;
	i -= self->tokens[i - 1].role == LIANGCE_WORD_TIME ? 2 : 1;
	return self->text[self->tokens[i].start] == u'在';
}

/* 积水点被反映116次: what so often is done to. */
static bool is_done_to(const lc__fact_reader *self, size_t verb, size_t t)
{
	return verb > 1 && verb + 1 == t && self->tokens[verb].role == LIANGCE_WORD_VERB &&
	       self->text[self->tokens[t].end - 1] == u'次' && self->text[self->tokens[verb - 1].start] == u'被' &&
	       self->tokens[verb - 2].role == LIANGCE_WORD_NOUN && self->tokens[verb - 2].end == self->tokens[verb - 1].start;
}

static lc__phrase noun_or_verb_before(const lc__fact_reader *self, size_t t, lc_change change)
{
	size_t from = lc__matter_end(self, t, change);
	for (size_t i = from; i > 0; i--) {
		const lc__token *token = &self->tokens[i - 1];
		if (token->role == LIANGCE_WORD_CLOSE) {
			i = lc__bracket_start(self, i);
			continue;
		}
		if (token->role == LIANGCE_WORD_AND && i == t)
			return lc__no_phrase; /* another member of a list of numbers */
		if (says_nothing(self, i - 1, t) || only_lasts(self, i - 1, t))
			continue;
		if (token->role == LIANGCE_WORD_NOUN) {
			if (is_between(self, i - 1, from, t))
				continue;
			lc__phrase found = lc__with_whole(self, i - 1, lc__phrase_tail(self, noun_ending(self, i - 1, LISTED)));
			if (!lc__phrase_names(self, found))
				continue;
			found = with_owner(self, i - 1, found);
			found.near = i == t;
			return found;
		}
		if (is_done_to(self, i - 1, t) || is_span(self, i - 1, t))
			continue;
		if (token->role == LIANGCE_WORD_VERB || token->role == LIANGCE_WORD_GIVE)
			return verb_ending(self, i - 1, i == t);
		if (!lc__role_is_passed(token->role) && token->role != LIANGCE_WORD_AND &&
		    !(token->role == LIANGCE_WORD_FROM && (i != t || is_range(self, t))))
			return lc__no_phrase;
	}
	return lc__no_phrase;
}

/* 每店补10万元: what is paid for each, where no noun stands before it. */
static lc__phrase paid_each(const lc__fact_reader *self, size_t t)
{
	if (t < 2 || self->tokens[t - 1].role != LIANGCE_WORD_NOUN || self->tokens[t - 1].end - self->tokens[t - 1].start != 1 ||
	    !lc__unit_in(self->text[self->tokens[t - 1].start], u"补奖罚扣") || self->tokens[t - 2].role != LIANGCE_WORD_SKIP ||
	    self->text[self->tokens[t - 2].start] != u'每' || self->tokens[t - 2].end != self->tokens[t - 1].start)
		return lc__no_phrase;
	return (lc__phrase){self->tokens[t - 2].start, self->tokens[t - 1].end, true, true};
}

lc__phrase lc__find_before(const lc__fact_reader *self, size_t t, lc_change change)
{
	lc__phrase found = noun_or_verb_before(self, t, change);
	return lc__phrase_exists(found) ? found : paid_each(self, t);
}

lc__phrase lc__find_bracketed(const lc__fact_reader *self, size_t t)
{
	size_t i = t;
	while (i > 0 && self->tokens[i - 1].role != LIANGCE_WORD_COLON &&
	       (lc__role_is_passed(self->tokens[i - 1].role) || self->tokens[i - 1].role == LIANGCE_WORD_SHARE))
		i--;
	if (i < 2 || self->tokens[i - 1].role != LIANGCE_WORD_OPEN || self->tokens[i - 2].role != LIANGCE_WORD_NOUN ||
	    self->tokens[i - 2].end != self->tokens[i - 1].start)
		return lc__no_phrase;
	lc__phrase found = lc__phrase_tail(self, noun_ending(self, i - 2, ONE));
	return lc__phrase_names(self, found) ? found : lc__no_phrase;
}

lc__phrase lc__find_rest(const lc__fact_reader *self, size_t t)
{
	size_t i = t;
	while (i > 0 && self->tokens[i - 1].role == LIANGCE_WORD_SHARE)
		i--;
	if (i == 0 || !(lc__token_is(self, i - 1, u"其他") || lc__token_is(self, i - 1, u"其它")) ||
	    !(i == 1 || self->tokens[i - 2].role == LIANGCE_WORD_AND || lc__role_ends_clause(self->tokens[i - 2].role)))
		return lc__no_phrase;
	return (lc__phrase){self->tokens[i - 1].start, self->tokens[i - 1].end, false, i == t};
}

lc__phrase lc__find_holder(const lc__fact_reader *self, lc__phrase before)
{
	for (uint32_t i = before.end - 1; before.near && !before.verb && i > before.start + 1; i--)
		if (self->text[i] == u'居' && !lc__unit_in(self->text[i - 1], u"民定安移旧邻隐同群故迁寓宜散聚客人家起") &&
		    !lc__unit_in(self->text[i + 1], u"民住家委室留所士"))
			return (lc__phrase){before.start, i, false, false};
	return lc__no_phrase;
}
