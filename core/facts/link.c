/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a number measures: rules over the tokens of its sentence, each with a name (docs/facts.md tells them one by one). The
 * subject is taken from the words themselves; a dictionary hit among them makes it sharper. Where no rule is sure, there is none.
 */
#include "facts/sentence.h"

#include <string.h>

enum { SUBJECT_MAX = 32, HEAD_MAX = 16, NONE = UINT32_MAX };

/* A stretch of units that may be a subject. */
typedef struct phrase {
	uint32_t start, end;
	bool verb; /* no noun was there: the verb itself */
	bool near; /* nothing stands between it and the number */
} phrase;

static const phrase nothing = {0, 0, false, false};

static bool exists(phrase self)
{
	return self.end > self.start;
}

static lc__word role_at(const lc__fact_reader *self, size_t t)
{
	return t < self->token_count ? self->tokens[t].role : LIANGCE_WORD_COMMA;
}

static bool ends_clause(lc__word role)
{
	return role == LIANGCE_WORD_COMMA || role == LIANGCE_WORD_OPEN;
}

/* ---------------------------------------------------------------- noun phrases */

/* The phrase whose last word is token t, and the tokens before it that belong to it. */
static phrase noun_ending(const lc__fact_reader *self, size_t t)
{
	phrase found = {self->tokens[t].start, self->tokens[t].end, false, false};
	for (size_t i = t; i > 0; i--) {
		const lc__token *before = &self->tokens[i - 1];
		if (before->end != found.start || found.end - before->start > SUBJECT_MAX)
			break;
		bool joint = before->role == LIANGCE_WORD_AND && self->text[before->start] != u'、';
		if (joint && i > 1 && self->tokens[i - 2].role == LIANGCE_WORD_NOUN && self->tokens[i - 2].end == before->start)
			found.start = self->tokens[--i - 1].start;
		else if (before->role == LIANGCE_WORD_VERB && found.end - found.start == 1)
			found.start = before->start; /* 培训 + 班 */
		else
			break;
	}
	return found;
}

/* ---------------------------------------------------------------- to the left */

static bool is_passed(lc__word role)
{
	switch (role) {
	case LIANGCE_WORD_SKIP: case LIANGCE_WORD_TIME: case LIANGCE_WORD_SCOPE: case LIANGCE_WORD_UP: case LIANGCE_WORD_DOWN: case LIANGCE_WORD_TO:
	case LIANGCE_WORD_UP_TO: case LIANGCE_WORD_DOWN_TO: case LIANGCE_WORD_REACH: case LIANGCE_WORD_EACH: case LIANGCE_WORD_PLACE:
	case LIANGCE_WORD_ETC: case LIANGCE_WORD_RANK: case LIANGCE_WORD_DATE: case LIANGCE_WORD_COLON: case LIANGCE_WORD_QUOTE:
	case LIANGCE_WORD_DE: case LIANGCE_WORD_ABOUT: case LIANGCE_WORD_OVER: case LIANGCE_WORD_UNDER: case LIANGCE_WORD_DAYPART:
	case LIANGCE_WORD_COMPARE: return true;
	default: return false;
	}
}

/* 同比 and 环比 have no reference behind them: the noun there is the matter itself. */
static bool has_reference(const lc__fact_reader *self, const lc__token *token)
{
	switch (token->role) {
	case LIANGCE_WORD_COMPARE: return self->text[token->end - 1] != u'比' || token->end - token->start == 1;
	case LIANGCE_WORD_COMPARE_UP: case LIANGCE_WORD_COMPARE_DOWN: case LIANGCE_WORD_SHARE: return true;
	default: return false;
	}
}

/* Where the matter ends and the rest of the clause speaks of something else: 比上年, 占总量, 由原来的. NONE: nowhere. */
static uint32_t cut_before(const lc__fact_reader *self, size_t t, lc_change change)
{
	uint32_t cut = NONE;
	for (size_t i = t; i > 0; i--) {
		const lc__token *token = &self->tokens[i - 1];
		if (ends_clause(token->role) || token->role == LIANGCE_WORD_FACT)
			break;
		if (has_reference(self, token) || (token->role == LIANGCE_WORD_FROM && (change == LIANGCE_FROM || change == LIANGCE_TO)))
			cut = (uint32_t)i - 1;
	}
	return cut;
}

/* The noun (or, failing that, the verb) before token t in its clause. */
static phrase find_before(const lc__fact_reader *self, size_t t, lc_change change)
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
			return nothing; /* another member of a list of numbers */
		if (token->role == LIANGCE_WORD_NOUN) {
			/* a place between the matter and its number: 接通率在全区达到90% */
			if (i < from && i > 2 && self->tokens[i - 2].role == LIANGCE_WORD_PLACE && self->tokens[i - 3].role == LIANGCE_WORD_NOUN && i != t)
				continue;
			phrase found = noun_ending(self, i - 1);
			found.near = i == t;
			return found;
		}
		if (token->role == LIANGCE_WORD_VERB || token->role == LIANGCE_WORD_GIVE)
			return (phrase){token->start, token->end, true, i == t};
		if (!is_passed(token->role) && token->role != LIANGCE_WORD_AND && !(token->role == LIANGCE_WORD_FROM && i != t))
			return nothing;
	}
	return nothing;
}

/* ---------------------------------------------------------------- to the right */

/* The noun after 的 later in the clause: 46条符合条件的热线. */
static phrase head_after_de(const lc__fact_reader *self, size_t t)
{
	for (size_t i = t; i < self->token_count && i < t + 8; i++) {
		lc__word role = self->tokens[i].role;
		if (ends_clause(role) || role == LIANGCE_WORD_FACT)
			break;
		if (role == LIANGCE_WORD_DE && role_at(self, i + 1) == LIANGCE_WORD_NOUN)
			return (phrase){self->tokens[i + 1].start, self->tokens[i + 1].end, false, false};
	}
	return nothing;
}

static phrase find_after(const lc__fact_reader *self, size_t t)
{
	size_t i = t + 1;
	bool near = true;
	for (int steps = 0; steps < 6; steps++, i++) {
		lc__word role = role_at(self, i);
		bool touches = i < self->token_count && self->tokens[i].start == self->tokens[i - 1].end;
		if (!touches)
			return nothing;
		if (role == LIANGCE_WORD_NOUN)
			return (phrase){self->tokens[i].start, self->tokens[i].end, false, near};
		if (role == LIANGCE_WORD_VERB && t > 0 && self->tokens[t - 1].role == LIANGCE_WORD_VERB && role_at(self, i + 1) == LIANGCE_WORD_NOUN)
			return (phrase){self->tokens[i].start, self->tokens[i + 1].end, false, near}; /* 公布24小时执行热线 */
		if (role == LIANGCE_WORD_PLACE)
			return head_after_de(self, i); /* 155名被通缉的嫌疑人 */
		if (role == LIANGCE_WORD_VERB) {
			phrase head = head_after_de(self, i);
			return exists(head) ? head : (phrase){self->tokens[i].start, self->tokens[i].end, true, near};
		}
		bool next = role == LIANGCE_WORD_FACT && (i == t + 1 || self->tokens[i - 1].role == LIANGCE_WORD_FACT);
		bool listed = role == LIANGCE_WORD_AND && role_at(self, i + 1) == LIANGCE_WORD_FACT;
		if (next || (role == LIANGCE_WORD_FACT && i > t + 1 && self->tokens[i - 1].role == LIANGCE_WORD_AND))
			continue;
		if (role == LIANGCE_WORD_DE)
			near = false;
		else if (!listed)
			return nothing;
	}
	return nothing;
}

static bool token_is(const lc__fact_reader *self, size_t t, const uint16_t *word)
{
	if (t >= self->token_count || self->tokens[t].end - self->tokens[t].start != 2)
		return false;
	const uint16_t *text = self->text + self->tokens[t].start;
	return text[0] == word[0] && text[1] == word[1];
}

/* 按每人1500元的标准给予补贴: the number is a rule for what is given. */
static phrase find_ruled(const lc__fact_reader *self, size_t t)
{
	if (role_at(self, t + 1) != LIANGCE_WORD_DE || !(token_is(self, t + 2, u"标准") || token_is(self, t + 2, u"比例")))
		return nothing;
	size_t i = t + 3;
	while (role_at(self, i) == LIANGCE_WORD_VERB || role_at(self, i) == LIANGCE_WORD_GIVE || role_at(self, i) == LIANGCE_WORD_SKIP || role_at(self, i) == LIANGCE_WORD_PLACE)
		i++;
	if (role_at(self, i) == LIANGCE_WORD_NOUN)
		return (phrase){self->tokens[i].start, self->tokens[i].end, false, false};
	return (phrase){self->tokens[t + 2].start, self->tokens[t + 2].end, false, false};
}

/* First hit that may lie inside units from `start` on: not far from where reading has come. */
static size_t first_hit(const lc__fact_reader *self, uint32_t start)
{
	size_t at = self->hit_at;
	while (at > 0 && self->hits[at - 1].start >= start)
		at--;
	while (at < self->hit_count && self->hits[at].start < start)
		at++;
	return at;
}

/* ---------------------------------------------------------------- from elsewhere in the sentence */

/* The subject of the nearest number before fact f in its sentence. */
static phrase find_carried(const lc__fact_reader *self, size_t first, size_t f)
{
	for (size_t i = f; i > first; i--) {
		const lc__fact *before = &self->facts[i - 1];
		if (before->subject_end > before->subject_start)
			return (phrase){before->subject_start, before->subject_end, false, false};
	}
	return nothing;
}

/* The matter that the tokens from t on begin with. */
static phrase clause_head(const lc__fact_reader *self, size_t t)
{
	while (role_at(self, t) == LIANGCE_WORD_TIME || role_at(self, t) == LIANGCE_WORD_DATE || role_at(self, t) == LIANGCE_WORD_SCOPE)
		t++;
	if (role_at(self, t) != LIANGCE_WORD_NOUN || self->tokens[t].end - self->tokens[t].start > HEAD_MAX)
		return nothing;
	return (phrase){self->tokens[t].start, self->tokens[t].end, false, false};
}

/* The matter of the clause before, where no number came earlier: 接通率明显提升,达到90%. That clause has not been read yet. */
static lc_status find_head(lc__fact_reader *self, const lc__fact *fact, phrase *head, lc_error *err)
{
	uint32_t clause = lc__clause_start(self, fact->start);
	*head = nothing;
	if (clause <= self->start + 1)
		return LIANGCE_OK;
	size_t tokens = self->token_count, facts = self->fact_count, hit = self->hit_at;
	uint32_t from = lc__clause_start(self, clause - 1);
	self->hit_at = first_hit(self, from);
	lc_status status = lc__clause_read(self, from, clause - 1, err);
	if (status == LIANGCE_OK)
		*head = clause_head(self, tokens + (role_at(self, tokens) == LIANGCE_WORD_COMMA ? 1 : 0));
	self->token_count = tokens;
	self->fact_count = facts;
	self->hit_at = hit;
	return status;
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
		} else if (role == LIANGCE_WORD_NOUN || role == LIANGCE_WORD_VERB || role == LIANGCE_WORD_OPEN || (role == LIANGCE_WORD_COMMA && role_at(self, i + 1) != LIANGCE_WORD_FACT)) {
			if (count > 0)
				break;
			if (role != LIANGCE_WORD_NOUN && role != LIANGCE_WORD_VERB)
				return 0;
		}
	}
	return count;
}

/* The nouns before token t in a list, the last first. */
static size_t listed_nouns(const lc__fact_reader *self, size_t t, phrase *nouns, size_t most)
{
	size_t count = 0;
	bool joint = true;
	for (size_t i = t; i > 0; i--) {
		const lc__token *token = &self->tokens[i - 1];
		if (token->role == LIANGCE_WORD_NOUN && joint) {
			if (count == most)
				return count;
			nouns[count++] = (phrase){token->start, token->end, false, false};
			joint = false;
		} else if (token->role == LIANGCE_WORD_AND || (token->role == LIANGCE_WORD_COMMA && count > 0)) {
			joint = true;
		} else if (count == 0 && is_passed(token->role)) {
			continue;
		} else {
			break;
		}
	}
	return count;
}

enum { LIST_MAX = 12 };

static void set_subject(lc__fact_reader *self, lc__fact *fact, phrase subject, const char *rule);

static void link_lists(lc__fact_reader *self)
{
	for (size_t t = 0; t < self->token_count; t++) {
		size_t tokens[LIST_MAX];
		phrase nouns[LIST_MAX];
		if (self->tokens[t].role != LIANGCE_WORD_EACH)
			continue;
		size_t facts = listed_facts(self, t, tokens, LIST_MAX), before = listed_nouns(self, t, nouns, LIST_MAX);
		if (facts < 2 || before < facts)
			continue;
		for (size_t i = 0; i < facts; i++) {
			lc__fact *fact = &self->facts[self->tokens[tokens[i]].fact];
			set_subject(self, fact, nouns[facts - 1 - i], "parallel");
			fact->change = self->facts[self->tokens[tokens[0]].fact].change;
		}
	}
}

/* ---------------------------------------------------------------- choosing */

static const lc_term *term_of(const lc__fact_reader *self, const lc__hit *hit)
{
	return hit->term < self->terms->count ? &self->terms->terms[hit->term] : NULL;
}

static bool is_counted(const lc__fact_reader *self, const lc__hit *hit)
{
	const lc_term *term = term_of(self, hit);
	return term != NULL && (term->kind == LIANGCE_KIND_TERM || term->kind == LIANGCE_KIND_INDICATOR);
}

/* Any term in the phrase is the fact's term, the last one first. An indicator that ends a phrase before the number is the phrase. */
static void use_hits(const lc__fact_reader *self, lc__fact *fact, phrase *subject)
{
	bool behind = subject->end <= fact->start;
	for (size_t i = first_hit(self, subject->start); i < self->hit_count && self->hits[i].start < subject->end; i++) {
		const lc__hit *hit = &self->hits[i];
		if (hit->end > subject->end || !is_counted(self, hit))
			continue;
		fact->term = hit->term;
		if (behind && hit->end == subject->end && term_of(self, hit)->kind == LIANGCE_KIND_INDICATOR)
			subject->start = hit->start;
	}
}

static void set_subject(lc__fact_reader *self, lc__fact *fact, phrase subject, const char *rule)
{
	if (!exists(subject) || subject.end - subject.start > SUBJECT_MAX)
		return;
	use_hits(self, fact, &subject);
	fact->subject_start = subject.start;
	fact->subject_end = subject.end;
	fact->rule = rule;
}

static bool unit_ends_with(const lc__fact *fact, const char *character)
{
	size_t size = strlen(fact->unit), tail = strlen(character);
	return size >= tail && memcmp(fact->unit + size - tail, character, tail) == 0;
}

/* A count stands before what it counts, unless the noun before it is plainly the counted one. */
static bool counts_before(const lc__fact_reader *self, const lc__fact *fact, size_t t, phrase before)
{
	if (!exists(before) || before.verb || !before.near)
		return false;
	bool object = t > 1 && self->tokens[t - 2].role == LIANGCE_WORD_VERB;
	return object || unit_ends_with(fact, "次");
}

/* Whether the number is the beginning of its noun phrase: 对24公里管线, 节省2亿元支出, 给予企业5万元奖励, 10万元额度. */
static bool begins_phrase(const lc__fact_reader *self, const lc__fact *fact, size_t t, phrase after)
{
	if (!exists(after) || after.verb || fact->kind == LIANGCE_FACT_PERCENT || fact->kind == LIANGCE_FACT_RATIO)
		return false;
	lc__word before = t > 0 ? self->tokens[t - 1].role : LIANGCE_WORD_COMMA, earlier = t > 1 ? self->tokens[t - 2].role : LIANGCE_WORD_COMMA;
	if (before == LIANGCE_WORD_PLACE || before == LIANGCE_WORD_AND)
		return true;
	if (!after.near)
		return false;
	bool extent = self->text[after.start] == u'额' && self->text[after.start + 1] == u'度';
	return extent || before == LIANGCE_WORD_VERB || before == LIANGCE_WORD_DOWN || before == LIANGCE_WORD_UP || before == LIANGCE_WORD_GIVE ||
	       earlier == LIANGCE_WORD_GIVE;
}

/* Kinds whose number stands behind what it measures. */
static void link_amount(lc__fact_reader *self, lc__fact *fact, size_t t, phrase before, phrase after, phrase carried)
{
	phrase ruled = find_ruled(self, t);
	bool share = fact->kind == LIANGCE_FACT_PERCENT || fact->kind == LIANGCE_FACT_RATIO;
	if (begins_phrase(self, fact, t, after))
		set_subject(self, fact, after, "after-measure");
	else if (exists(before) && !before.verb)
		set_subject(self, fact, before, "before");
	else if (exists(ruled))
		set_subject(self, fact, ruled, "ruled");
	else if (exists(before) && exists(after) && !after.verb)
		set_subject(self, fact, after, "after-measure");
	else if (exists(before))
		set_subject(self, fact, before, "verb");
	else if (exists(after) && !after.verb && !share)
		set_subject(self, fact, after, "after-measure");
	else if (exists(carried))
		set_subject(self, fact, carried, "carried");
	else if (exists(after))
		set_subject(self, fact, after, "after-measure");
}

/* A rank has a subject only where something is said to hold it: 位居第二. */
static void link_rank(lc__fact_reader *self, lc__fact *fact, size_t t, phrase before, phrase carried)
{
	bool held = false;
	for (size_t i = t; i > 0 && self->tokens[i - 1].role != LIANGCE_WORD_NOUN && !ends_clause(self->tokens[i - 1].role); i--)
		held |= self->tokens[i - 1].role != LIANGCE_WORD_VERB && self->tokens[i - 1].role != LIANGCE_WORD_PLACE &&
		        self->tokens[i - 1].role != LIANGCE_WORD_DATE && self->tokens[i - 1].role != LIANGCE_WORD_DE;
	if (held && exists(before) && !before.verb)
		set_subject(self, fact, before, "before");
	else if (held && !exists(before))
		set_subject(self, fact, carried, "carried");
}

static bool serves(const lc__fact_reader *self, size_t t)
{
	return t > 0 && self->tokens[t - 1].end - self->tokens[t - 1].start == 1 && lc__unit_in(self->text[self->tokens[t - 1].start], u"为给向");
}

static void link_count(lc__fact_reader *self, lc__fact *fact, size_t t, phrase before, phrase after, phrase carried)
{
	if (exists(after) && !after.verb && !counts_before(self, fact, t, before))
		set_subject(self, fact, after, "after-measure");
	else if (exists(before) && !before.verb)
		set_subject(self, fact, before, "before");
	else if (exists(before) && !exists(after))
		set_subject(self, fact, before, "verb");
	else if (serves(self, t) && after.verb)
		return; /* 为300万人提供饮水: it counts who is served, and says no name for them */
	else if (exists(carried))
		set_subject(self, fact, carried, "carried");
	else if (exists(after))
		set_subject(self, fact, after, "after-measure");
	else if (exists(before))
		set_subject(self, fact, before, "verb");
}

static void link_duration(lc__fact_reader *self, lc__fact *fact, size_t t, bool within, phrase before, phrase after, phrase carried)
{
	bool noun_before = exists(before) && !before.verb;
	bool anniversary = unit_ends_with(fact, "周年"); /* what follows is not what is counted */
	if (anniversary)
		set_subject(self, fact, noun_before ? before : nothing, "before");
	else if (exists(after) && after.near && (!after.verb || (within && !(noun_before && before.near))))
		set_subject(self, fact, after, "after-measure");
	else if (noun_before)
		set_subject(self, fact, before, "before");
	else if (exists(after) && (!after.verb || !unit_ends_with(fact, "年")))
		set_subject(self, fact, after, "after-measure");
	else
		link_amount(self, fact, t, before, after, carried);
}

static lc_status link_fact(lc__fact_reader *self, size_t first, size_t f, lc_error *err)
{
	lc__fact *fact = &self->facts[f];
	size_t t = self->notes[f].token;
	phrase before = find_before(self, t, fact->change), after = find_after(self, t), carried = find_carried(self, first, f);
	if (fact->kind == LIANGCE_FACT_COUNT && t > 0 && role_at(self, t - 1) == LIANGCE_WORD_ETC)
		before = nothing; /* 北区、东区等12区: the list names what is counted one by one */
	bool bracketed = t > 1 && !exists(before) && role_at(self, t - 1) == LIANGCE_WORD_OPEN;
	if (bracketed && exists(carried)) {
		set_subject(self, fact, carried, "bracket");
		return LIANGCE_OK;
	}
	const char *elsewhere = "carried";
	if (!exists(carried) && !exists(before) && !exists(after) && fact->kind != LIANGCE_FACT_RANK) {
		lc_status status = find_head(self, fact, &carried, err);
		if (status != LIANGCE_OK)
			return status;
		fact = &self->facts[f]; /* reading may have moved them */
		elsewhere = "head-of-clause";
	}
	switch (fact->kind) {
	case LIANGCE_FACT_COUNT:
	case LIANGCE_FACT_AGE:
		link_count(self, fact, t, before, after, carried);
		break;
	case LIANGCE_FACT_DURATION:
		link_duration(self, fact, t, self->notes[f].within, before, after, carried);
		break;
	case LIANGCE_FACT_RANK:
		link_rank(self, fact, t, before, carried);
		break;
	case LIANGCE_FACT_OTHER:
		if (fact->has_lo || fact->has_hi)
			link_amount(self, fact, t, before, after, carried);
		else
			set_subject(self, fact, after.near ? after : nothing, "after-measure"); /* a sum */
		break;
	default:
		link_amount(self, fact, t, before, after, carried);
	}
	if (strcmp(fact->rule, "carried") == 0)
		fact->rule = elsewhere;
	return LIANGCE_OK;
}

lc_status lc__links_find(lc__fact_reader *self, size_t first, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	link_lists(self);
	for (size_t f = first, end = self->fact_count; f < end && status == LIANGCE_OK; f++) {
		const lc__fact *fact = &self->facts[f];
		if (fact->kind != LIANGCE_FACT_DATE && !self->notes[f].clock && fact->subject_end == fact->subject_start && !lc__cells_link(self, f))
			status = link_fact(self, first, f, err);
	}
	return status;
}
