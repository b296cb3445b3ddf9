/* SPDX-License-Identifier: Apache-2.0 */
/* The phrases beside a number: see phrase.h. Which of them it measures is link.c's to choose. */
#include "facts/phrase.h"

enum { CHAIN_MAX = 12, HOW_MAX = 4, GENERAL_MAX = 4 };

#define NONE UINT32_MAX

/* ---------------------------------------------------------------- noun phrases */

/* Nouns that say little without the words before them: 参保 + 人数, 开办企业 + 时间. */
static bool is_general(const lc__fact_reader *self, lc__phrase noun)
{
	static const uint16_t heads[][2] = {u"人数", u"天数", u"次数", u"件数", u"户数", u"数量", u"总数", u"时间", u"时限",
	                                    u"时长", u"环节", u"事项", u"材料", u"面积", u"成本", u"资本", u"强度", u"里程"};
	const uint16_t *tail = self->text + noun.end - 2;
	for (size_t i = 0; noun.end - noun.start > 1 && i < sizeof heads / sizeof *heads; i++)
		if (tail[0] == heads[i][0] && tail[1] == heads[i][1])
			return true;
	return false;
}

/* Whether such a noun takes this word with it. */
static bool belongs(const lc__fact_reader *self, const lc__token *word)
{
	const uint16_t *text = self->text + word->start;
	return word->role == LIANGCE_WORD_VERB || (word->end - word->start == 2 && text[0] == u'平' && text[1] == u'均');
}

/* The lc__phrase whose last word is token t, and the tokens before it that belong to it. */
static lc__phrase noun_ending(const lc__fact_reader *self, size_t t)
{
	lc__phrase found = {self->tokens[t].start, self->tokens[t].end, false, false};
	for (size_t i = t; i > 0; i--) {
		const lc__token *before = &self->tokens[i - 1];
		if (before->end != found.start || found.end - before->start > LIANGCE_SUBJECT_MAX)
			break;
		bool joint = before->role == LIANGCE_WORD_AND && self->text[before->start] != u'、';
		if (before->role == LIANGCE_WORD_NOUN ||
		    (found.end - found.start <= GENERAL_MAX && is_general(self, found) && belongs(self, before))) {
			found.start = before->start;
			continue;
		}
		if (joint && i > 1 && self->tokens[i - 2].role == LIANGCE_WORD_NOUN && self->tokens[i - 2].end == before->start)
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
	return self->text[token->start - 1] == u'每' &&
	       lc__units_longest(&self->rules->units, self->text + token->start, count, &length) != NULL && length == count;
}

/* Where the matter ends and the rest of the clause speaks of something else: 比上年, 占总量, 由原来的. NONE: nowhere. */
static uint32_t cut_before(const lc__fact_reader *self, size_t t, lc_change change)
{
	uint32_t cut = NONE;
	for (size_t i = t; i > 0; i--) {
		const lc__token *token = &self->tokens[i - 1];
		if (lc__role_ends_clause(token->role) || token->role == LIANGCE_WORD_FACT)
			break;
		if (has_reference(self, token) ||
		    (token->role == LIANGCE_WORD_FROM && (change == LIANGCE_FROM || change == LIANGCE_TO)))
			cut = (uint32_t)i - 1;
	}
	return cut;
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

lc__phrase lc__find_before(const lc__fact_reader *self, size_t t, lc_change change)
{
	uint32_t cut = cut_before(self, t, change);
	size_t from = cut == NONE ? t : cut;
	for (size_t i = from; i > 0; i--) {
		const lc__token *token = &self->tokens[i - 1];
		if (token->role == LIANGCE_WORD_CLOSE) {
			while (i > 1 && self->tokens[i - 1].role != LIANGCE_WORD_OPEN)
				i--;
			continue;
		}
		if (token->role == LIANGCE_WORD_AND && i == t)
			return lc__no_phrase; /* another member of a list of numbers */
		if (token->role == LIANGCE_WORD_NOUN && (is_particle(self, token) || is_price_unit(self, token)))
			continue;
		if (token->role == LIANGCE_WORD_NOUN) {
			/* a place between the matter and its number: 接通率在全区达到90% */
			if (i < from && i > 2 && self->tokens[i - 2].role == LIANGCE_WORD_PLACE &&
			    self->tokens[i - 3].role == LIANGCE_WORD_NOUN && i != t)
				continue;
			lc__phrase found = lc__phrase_tail(self, noun_ending(self, i - 1));
			if (!lc__phrase_names(self, found))
				continue;
			found.near = i == t;
			return found;
		}
		bool lasts = token->role == LIANGCE_WORD_VERB && (lc__unit_in(self->text[token->end - 1], u"时期") ||
		                                                  (i == t && lc__unit_in(self->text[token->end - 1], u"工产用") &&
		                                                   lc__unit_in(self->text[token->start], u"完竣开投启")));
		if (lasts && i > 1 && self->tokens[i - 2].role == LIANGCE_WORD_NOUN && self->tokens[i - 2].end == token->start)
			continue; /* 展览为期30天, 小区改造完工5个 */
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
	lc__phrase found = lc__phrase_tail(self, noun_ending(self, i - 2));
	return lc__phrase_names(self, found) ? found : lc__no_phrase;
}

/* ---------------------------------------------------------------- to the right */

/* The noun after 的 later in the clause: 46条符合条件的热线. */
static lc__phrase head_after_de(const lc__fact_reader *self, size_t t)
{
	bool origin = t < self->token_count && self->text[self->tokens[t].start] == u'来'; /* 340家来自46个国家的参展商 */
	for (size_t i = t; i < self->token_count && i < t + 8; i++) {
		lc__word role = self->tokens[i].role;
		if (lc__role_ends_clause(role) || (role == LIANGCE_WORD_FACT && !origin))
			break;
		if (role == LIANGCE_WORD_DE && lc__role_at(self, i + 1) == LIANGCE_WORD_NOUN)
			return (lc__phrase){self->tokens[i + 1].start, self->tokens[i + 1].end, false, false};
	}
	return lc__no_phrase;
}

/* 3000名符合条件的残疾人, 10件高风险区域之工程: what only describes what is counted. */
static bool describes(const lc__fact_reader *self, size_t t)
{
	if (lc__role_at(self, t + 1) != LIANGCE_WORD_DE)
		return false;
	return self->text[self->tokens[t + 1].start] == u'之' ||
	       lc__unit_in(self->text[self->tokens[t].start], u"符具受有无未获需患免优");
}

/* Verbs that make one noun with those around them. */
static bool is_nominal(const lc__fact_reader *self, size_t t)
{
	static const uint16_t verbs[][2] = {u"设计", u"规划", u"研发", u"治理", u"处理", u"改造", u"养殖", u"种植", u"修复",
	                                    u"整治", u"救助", u"采购", u"宣传", u"培育", u"执行", u"宣讲", u"推介", u"检测"};
	const uint16_t *text = self->text + self->tokens[t].start;
	for (size_t i = 0; self->tokens[t].end - self->tokens[t].start == 2 && i < sizeof verbs / sizeof *verbs; i++)
		if (text[0] == verbs[i][0] && text[1] == verbs[i][1])
			return true;
	return false;
}

/* 程式|设计|高手 */
static uint32_t compound_end(const lc__fact_reader *self, size_t t)
{
	uint32_t end = self->tokens[t].end;
	bool compound = lc__role_at(self, t + 1) == LIANGCE_WORD_VERB && lc__role_at(self, t + 2) == LIANGCE_WORD_NOUN &&
	                self->tokens[t + 1].start == end && self->tokens[t + 2].start == self->tokens[t + 1].end;
	return compound && is_nominal(self, t + 1) ? self->tokens[t + 2].end : end;
}

static bool token_is(const lc__fact_reader *self, size_t t, const uint16_t *word)
{
	if (t >= self->token_count || self->tokens[t].end - self->tokens[t].start != 2)
		return false;
	const uint16_t *text = self->text + self->tokens[t].start;
	return text[0] == word[0] && text[1] == word[1];
}

/* What is paid is paid to do something: 筹措7亿元实施工程. Other things are done with what is counted: 发放5万份宣传手册. */
static bool is_amount(const lc__fact_reader *self, size_t t)
{
	lc_fact_kind kind = self->tokens[t].role == LIANGCE_WORD_FACT ? self->facts[self->tokens[t].fact].kind : LIANGCE_FACT_OTHER;
	return kind == LIANGCE_FACT_MONEY || kind == LIANGCE_FACT_OTHER;
}

lc__phrase lc__find_after(const lc__fact_reader *self, size_t t)
{
	size_t i = t + 1;
	bool near = true;
	for (int steps = 0; steps < 6; steps++, i++) {
		lc__word role = lc__role_at(self, i);
		bool touches = i < self->token_count && self->tokens[i].start == self->tokens[i - 1].end;
		if (!touches)
			return lc__no_phrase;
		if (role == LIANGCE_WORD_NOUN) {
			if (lc__unit_in(self->text[self->tokens[i].start], u"至予供皆均"))
				return lc__no_phrase;
			lc__phrase head = describes(self, i) ? head_after_de(self, i) : lc__no_phrase;
			if (lc__phrase_exists(head))
				return head;
			lc__phrase found = {self->tokens[i].start, compound_end(self, i), false, near};
			found = lc__phrase_trim(self, found);
			if (lc__role_at(self, i + 1) == LIANGCE_WORD_FACT && found.end - found.start > 3 &&
			    self->text[found.end - 2] == u'服' && self->text[found.end - 1] == u'务')
				found.end -= 2; /* 7所社区大学服务1.6万人次 */
			return lc__phrase_names(self, found) ? found : lc__no_phrase;
		}
		if (role == LIANGCE_WORD_VERB && t > 0 && self->tokens[t - 1].role == LIANGCE_WORD_VERB && !is_amount(self, t) &&
		    lc__role_at(self, i + 1) == LIANGCE_WORD_NOUN && lc__role_at(self, i + 2) != LIANGCE_WORD_DE)
			return (lc__phrase){self->tokens[i].start, self->tokens[i + 1].end, false, near}; /* 公布24小时执行热线 */
		if (role == LIANGCE_WORD_PLACE) {
			lc__phrase head = head_after_de(self, i); /* 155名被通缉的嫌疑人, 54名被困群众 */
			bool passive = self->text[self->tokens[i].start] == u'被' && lc__role_at(self, i + 1) == LIANGCE_WORD_NOUN;
			if (!lc__phrase_exists(head) && self->text[self->tokens[i].start] == u'被' &&
			    lc__role_at(self, i + 1) == LIANGCE_WORD_VERB)
				return (lc__phrase){self->tokens[i].start, self->tokens[i + 1].end, true, near}; /* 25人被逮捕 */
			return lc__phrase_exists(head) || !passive
			         ? head
			         : (lc__phrase){self->tokens[i].start, self->tokens[i + 1].end, false, near};
		}
		if (role == LIANGCE_WORD_VERB) {
			lc__phrase head = head_after_de(self, i);
			if (!lc__phrase_exists(head) && is_nominal(self, i) && lc__role_at(self, i + 1) == LIANGCE_WORD_NOUN)
				return (lc__phrase){self->tokens[i].start, self->tokens[i + 1].end, false, near}; /* 6项整治项目 */
			return lc__phrase_exists(head) ? head
			                               : (lc__phrase){self->tokens[i].start, self->tokens[i].end, true, near};
		}
		bool next = role == LIANGCE_WORD_FACT && (i == t + 1 || self->tokens[i - 1].role == LIANGCE_WORD_FACT);
		bool listed = role == LIANGCE_WORD_AND && lc__role_at(self, i + 1) == LIANGCE_WORD_FACT;
		if (next || (role == LIANGCE_WORD_FACT && i > t + 1 && self->tokens[i - 1].role == LIANGCE_WORD_AND))
			continue;
		if (i == t + 1 && (role == LIANGCE_WORD_SCOPE || token_is(self, i, u"主要")))
			continue; /* 3项全国纪录, 13种主要产品 */
		if (role == LIANGCE_WORD_DE)
			near = false;
		else if (!listed)
			return lc__no_phrase;
	}
	return lc__no_phrase;
}

/* 按每人1500元的标准给予补贴: the number is a rule for what is given. */
lc__phrase lc__find_ruled(const lc__fact_reader *self, size_t t)
{
	if (lc__role_at(self, t + 1) != LIANGCE_WORD_DE || !(token_is(self, t + 2, u"标准") || token_is(self, t + 2, u"比例")))
		return lc__no_phrase;
	size_t i = t + 3;
	while (lc__role_at(self, i) == LIANGCE_WORD_VERB || lc__role_at(self, i) == LIANGCE_WORD_GIVE ||
	       lc__role_at(self, i) == LIANGCE_WORD_SKIP || lc__role_at(self, i) == LIANGCE_WORD_PLACE)
		i++;
	if (lc__role_at(self, i) == LIANGCE_WORD_NOUN)
		return (lc__phrase){self->tokens[i].start, self->tokens[i].end, false, false};
	return (lc__phrase){self->tokens[t + 2].start, self->tokens[t + 2].end, false, false};
}
