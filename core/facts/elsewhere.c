/* SPDX-License-Identifier: Apache-2.0 */
/* Subjects that stand elsewhere in the sentence: carried over from a number before, at the head of the clause before, in a list. */
#include "facts/phrase.h"

enum { HEAD_MAX = 16, LIST_MAX = 12 };

/* ---------------------------------------------------------------- from elsewhere in the sentence */

/* The subject of the nearest number before fact f in its sentence. */
lc__phrase lc__find_carried(const lc__fact_reader *self, size_t first, size_t f)
{
	for (size_t i = f; i > first; i--) {
		const lc__fact *before = &self->facts[i - 1];
		if (before->subject_end > before->subject_start)
			return (lc__phrase){before->subject_start, before->subject_end, false, false};
	}
	return lc__no_phrase;
}

/* The matter that the tokens from t on begin with. */
static lc__phrase clause_head(const lc__fact_reader *self, size_t t)
{
	while (lc__role_at(self, t) == LIANGCE_WORD_TIME || lc__role_at(self, t) == LIANGCE_WORD_DATE ||
	       lc__role_at(self, t) == LIANGCE_WORD_SCOPE)
		t++;
	if (lc__role_at(self, t) != LIANGCE_WORD_NOUN || self->tokens[t].end - self->tokens[t].start > HEAD_MAX)
		return lc__no_phrase;
	return (lc__phrase){self->tokens[t].start, self->tokens[t].end, false, false};
}

/* The matter of the clause before, where no number came earlier: 接通率明显提升,达到90%. That clause has not been read yet. */
lc_status lc__find_head(lc__fact_reader *self, const lc__fact *fact, lc__phrase *head, lc_error *err)
{
	uint32_t clause = lc__clause_start(self, fact->start);
	*head = lc__no_phrase;
	if (clause <= self->start + 1)
		return LIANGCE_OK;
	size_t tokens = self->token_count, facts = self->fact_count, hit = self->hit_at;
	uint32_t from = lc__clause_start(self, clause - 1);
	self->hit_at = lc__first_hit(self, from);
	lc_status status = lc__clause_read(self, from, clause - 1, err);
	if (status == LIANGCE_OK)
		*head = clause_head(self, tokens + (lc__role_at(self, tokens) == LIANGCE_WORD_COMMA ? 1 : 0));
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

/* The nouns before token t in a list, the last first. */
static size_t listed_nouns(const lc__fact_reader *self, size_t t, lc__phrase *nouns, size_t most)
{
	size_t count = 0;
	bool joint = true;
	for (size_t i = t; i > 0; i--) {
		const lc__token *token = &self->tokens[i - 1];
		if (token->role == LIANGCE_WORD_NOUN && joint) {
			if (count == most)
				return count;
			nouns[count++] = (lc__phrase){token->start, token->end, false, false};
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

void lc__lists_link(lc__fact_reader *self)
{
	for (size_t t = 0; t < self->token_count; t++) {
		size_t tokens[LIST_MAX];
		lc__phrase nouns[LIST_MAX];
		if (self->tokens[t].role != LIANGCE_WORD_EACH)
			continue;
		size_t facts = listed_facts(self, t, tokens, LIST_MAX), before = listed_nouns(self, t, nouns, LIST_MAX);
		if (facts < 2 || before < facts)
			continue;
		for (size_t i = 0; i < facts; i++) {
			lc__fact *fact = &self->facts[self->tokens[tokens[i]].fact];
			lc__subject_set(self, fact, nouns[facts - 1 - i], "parallel");
			fact->change = self->facts[self->tokens[tokens[0]].fact].change;
		}
	}
}
