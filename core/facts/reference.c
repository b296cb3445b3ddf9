/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the matter of a clause ends and it goes on to speak of what the matter is compared with or a share of: 比上年, 占总量, 是平日的.
 * Chooses no subject; a name is found only for a number that is itself what something else is compared with.
 */
#include "facts/phrase.h"

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

/* Whether token t is a number that says how much of something. */
static bool is_part(const lc__fact_reader *self, size_t t)
{
	lc_fact_kind kind = self->tokens[t].role == LIANGCE_WORD_FACT ? self->facts[self->tokens[t].fact].kind : LIANGCE_FACT_OTHER;
	return kind == LIANGCE_FACT_PERCENT || kind == LIANGCE_FACT_RATIO;
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
lc__phrase lc__with_whole(const lc__fact_reader *self, size_t t, lc__phrase noun)
{
	size_t i = t > 1 && is_named_share(self, t) ? t : 0;
	while (i > 0 && self->tokens[i].role != LIANGCE_WORD_SHARE && self->tokens[i].start == self->tokens[i - 1].end)
		i--;
	if (self->tokens[i].role == LIANGCE_WORD_SHARE && i < t && noun.end - self->tokens[i].start <= LIANGCE_SUBJECT_MAX)
		noun.start = self->tokens[i].start;
	return noun;
}

/* 占总投资1.3亿元的56%: the first number measures the whole that is named before it. */
static bool is_whole(const lc__fact_reader *self, size_t t)
{
	if (t < 2 || self->tokens[t - 1].role != LIANGCE_WORD_NOUN || self->tokens[t - 2].role != LIANGCE_WORD_SHARE ||
	    lc__role_at(self, t + 1) != LIANGCE_WORD_DE || lc__role_at(self, t + 2) != LIANGCE_WORD_FACT)
		return false;
	return is_part(self, t + 2) && !is_part(self, t);
}

bool lc__is_whole(const lc__fact_reader *self, size_t t)
{
	return lc__roles_are_there(self, LIANGCE_ROLE(SHARE)) && is_whole(self, t);
}

/*
 * 是平日的20倍, 为年度预算的102.5%, 相当于全省的一半: the token from which on the clause says what the number is so much of; t where it
 * does not. 为企业减免的20% says whom it is for.
 */
static size_t equation(const lc__fact_reader *self, size_t t)
{
	if (t < 3 || self->tokens[t - 1].role != LIANGCE_WORD_DE || !is_part(self, t))
		return t;
	size_t i = t - 1;
	while (i > 0 && (self->tokens[i - 1].role == LIANGCE_WORD_NOUN || self->tokens[i - 1].role == LIANGCE_WORD_SCOPE ||
	                 self->tokens[i - 1].role == LIANGCE_WORD_TIME || self->tokens[i - 1].role == LIANGCE_WORD_DATE))
		i--;
	if (i == 0 || i == t - 1)
		return t;
	const lc__token *verb = &self->tokens[i - 1];
	uint32_t length = verb->end - verb->start;
	const uint16_t *text = self->text + verb->start;
	bool is = length == 1 ? lc__unit_in(text[0], u"是为")
	                      : length < 4 && (lc__unit_in(text[length - 1], u"为有") || (text[0] == u'相' && text[2] == u'于'));
	return is && (verb->role == LIANGCE_WORD_SKIP || verb->role == LIANGCE_WORD_PLACE) ? i - 1 : t;
}

/* Where the matter ends and the rest of the clause speaks of something else: 比上年, 占总量, 由原来的. t: nowhere. */
static size_t cut_before(const lc__fact_reader *self, size_t t, lc_change change)
{
	static const uint64_t cuts = LIANGCE_ROLE(COMPARE) | LIANGCE_ROLE(COMPARE_UP) | LIANGCE_ROLE(COMPARE_DOWN) |
	                             LIANGCE_ROLE(SHARE) | LIANGCE_ROLE(FROM);
	size_t cut = equation(self, t);
	if (!lc__roles_are_there(self, cuts) || lc__is_whole(self, t))
		return cut;
	for (size_t i = t; i > 0; i--) {
		const lc__token *token = &self->tokens[i - 1];
		if (token->role == LIANGCE_WORD_CLOSE) {
			i = lc__bracket_start(self, i); /* 较前期(7月)下降 */
			continue;
		}
		if (lc__role_ends_clause(token->role) || (token->role == LIANGCE_WORD_FACT && !lc__is_time_ago(self, i - 1)))
			break;
		if ((has_reference(self, token) && !lc__is_in_attribute(self, i - 1, t) &&
		     !(token->role == LIANGCE_WORD_SHARE && names_share(self, i - 1, t))) ||
		    (token->role == LIANGCE_WORD_FROM && (change == LIANGCE_FROM || change == LIANGCE_TO)))
			cut = i - 1;
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

size_t lc__matter_end(const lc__fact_reader *self, size_t t, lc_change change)
{
	size_t cut = cut_before(self, t, change);
	return is_object(self, cut, t) ? t : cut;
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
