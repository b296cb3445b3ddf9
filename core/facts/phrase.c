/* SPDX-License-Identifier: Apache-2.0 */
/* The phrases before a number: see phrase.h. Which of them it measures is link.c's to choose; those behind it are behind.c's. */
#include "facts/phrase.h"

enum { CHAIN_MAX = 12, HOW_MAX = 4, GENERAL_MAX = 4 };

#define NONE UINT32_MAX

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

/* 同比 and 环比 have no reference behind them: the noun there is the matter itself. */
static bool has_reference(const lc__fact_reader *self, const lc__token *token)
{
	switch (token->role) {
	case LIANGCE_WORD_COMPARE: return self->text[token->end - 1] != u'比' || token->end - token->start == 1;
	case LIANGCE_WORD_COMPARE_UP:
	case LIANGCE_WORD_COMPARE_DOWN:
	case LIANGCE_WORD_SHARE: return true;
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

/* 占全国贸易总额的比重: whether token t is a share by its own name. */
static bool is_named_share(const lc__fact_reader *self, size_t t)
{
	return lc__role_at(self, t) == LIANGCE_WORD_NOUN && lc__role_at(self, t - 1) == LIANGCE_WORD_DE &&
	       (lc__token_is(self, t, u"比重") || lc__token_is(self, t, u"比例") || lc__token_is(self, t, u"份额"));
}

/* 贸易额占全国贸易总额的比重达5%: the matter has this name behind token `share`. */
static bool names_share(const lc__fact_reader *self, size_t share, size_t t)
{
	for (size_t i = share + 2; i < t; i++)
		if (is_named_share(self, i))
			return true;
	return false;
}

/* The same with the whole that it is a share of. */
static lc__phrase share_of(const lc__fact_reader *self, size_t t, lc__phrase noun)
{
	size_t i = t > 1 && is_named_share(self, t) ? t : 0;
	while (i > 0 && self->tokens[i].role != LIANGCE_WORD_SHARE && self->tokens[i].start == self->tokens[i - 1].end)
		i--;
	if (self->tokens[i].role == LIANGCE_WORD_SHARE && i < t && noun.end - self->tokens[i].start <= LIANGCE_SUBJECT_MAX)
		noun.start = self->tokens[i].start;
	return noun;
}

/* Where the matter ends and the rest of the clause speaks of something else: 比上年, 占总量, 由原来的. NONE: nowhere. */
static uint32_t cut_before(const lc__fact_reader *self, size_t t, lc_change change)
{
	static const uint64_t cuts = LIANGCE_ROLE(COMPARE) | LIANGCE_ROLE(COMPARE_UP) | LIANGCE_ROLE(COMPARE_DOWN) |
	                             LIANGCE_ROLE(SHARE) | LIANGCE_ROLE(FROM);
	uint32_t cut = NONE;
	if (!lc__roles_are_there(self, cuts))
		return cut;
	for (size_t i = t; i > 0; i--) {
		const lc__token *token = &self->tokens[i - 1];
		if (token->role == LIANGCE_WORD_CLOSE) {
			i = lc__bracket_start(self, i); /* 较前期(7月)下降 */
			continue;
		}
		if (lc__role_ends_clause(token->role) || token->role == LIANGCE_WORD_FACT)
			break;
		if ((has_reference(self, token) && !(token->role == LIANGCE_WORD_SHARE && names_share(self, i - 1, t))) ||
		    (token->role == LIANGCE_WORD_FROM && (change == LIANGCE_FROM || change == LIANGCE_TO)))
			cut = (uint32_t)i - 1;
	}
	return cut;
}

/* 较去年新增岗位500个: the object of a verb between the time that is compared with and the number. */
static bool is_object(const lc__fact_reader *self, size_t cut, size_t t)
{
	if (t < cut + 4 || self->tokens[cut].role != LIANGCE_WORD_COMPARE || self->tokens[t - 1].role != LIANGCE_WORD_NOUN ||
	    self->tokens[t - 1].end != self->tokens[t].start || self->tokens[t - 2].end != self->tokens[t - 1].start)
		return false;
	for (size_t i = t - 2; i > cut + 1; i--) {
		lc__word role = self->tokens[i - 1].role;
		if (role == LIANGCE_WORD_CLOSE)
			i = lc__bracket_start(self, i);
		else if (role != LIANGCE_WORD_TIME && role != LIANGCE_WORD_DATE && role != LIANGCE_WORD_SKIP &&
		         role != LIANGCE_WORD_COMPARE)
			return false;
	}
	lc__word verb = self->tokens[t - 2].role;
	return verb == LIANGCE_WORD_UP || verb == LIANGCE_WORD_DOWN || lc__token_is(self, t - 2, u"新增");
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
	return noun.near && (noun.end == self->end || self->text[noun.end] == ',');
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
	return is_particle(self, token) || is_price_unit(self, token) || (touches && lc__token_is(self, i, u"面向")) ||
	       (i > 0 && token->start == self->tokens[i - 1].end && is_base(self, i - 1)); /* 每10万名新生儿2.3例 */
}

/* 接通率在全区达到90%: whether noun i is a place between the matter and its number. */
static bool is_between(const lc__fact_reader *self, size_t i, size_t from, size_t t)
{
	return i + 1 < from && i + 1 != t && i > 1 && self->tokens[i - 1].role == LIANGCE_WORD_PLACE &&
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

lc__phrase lc__find_before(const lc__fact_reader *self, size_t t, lc_change change)
{
	uint32_t cut = cut_before(self, t, change);
	size_t from = cut == NONE || is_object(self, cut, t) ? t : cut;
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
			lc__phrase found = share_of(self, i - 1, lc__phrase_tail(self, noun_ending(self, i - 1, LISTED)));
			if (!lc__phrase_names(self, found))
				continue;
			found = with_owner(self, i - 1, found);
			found.near = i == t;
			return found;
		}
		if (token->role == LIANGCE_WORD_VERB || token->role == LIANGCE_WORD_GIVE)
			return verb_ending(self, i - 1, i == t);
		if (!lc__role_is_passed(token->role) && token->role != LIANGCE_WORD_AND &&
		    !(token->role == LIANGCE_WORD_FROM && i != t))
			return lc__no_phrase;
	}
	return lc__no_phrase;
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

lc__phrase lc__find_reference(const lc__fact_reader *self, size_t t)
{
	size_t i = t;
	while (i > 0 && self->tokens[i - 1].role != LIANGCE_WORD_COMPARE_UP &&
	       self->tokens[i - 1].role != LIANGCE_WORD_COMPARE_DOWN)
		i--;
	if (i == 0 || i == t)
		return lc__no_phrase;
	if (self->tokens[t - 1].role == LIANGCE_WORD_DE && i < t - 1)
		t--;
	lc__phrase name = {self->tokens[i].start, self->tokens[t - 1].end, false, true};
	for (uint32_t at = name.start; at < name.end; at++)
		if (lc__unit_in(self->text[at], u"均准标线"))
			return name;
	return lc__no_phrase;
}
