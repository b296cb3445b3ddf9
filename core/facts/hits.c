/* SPDX-License-Identifier: Apache-2.0 */
/* Which finds of the dictionary are words of a sentence: a function word or a counted number stays what it is, whoever lists it. */
#include "facts/scanner.h"

/* 同比 stays a function word although a dictionary may list it, and 节省成本 a verb with its object. */
static bool is_function_word(const lc__fact_reader *self, const lc__hit *hit, bool name)
{
	lc__word_role role;
	uint32_t length = (uint32_t)lc__words_longest(&self->rules->words, self->text + hit->start, hit->end - hit->start, &role);
	if (name || length == 0 || role.far == LIANGCE_WORD_NOUN || role.far == LIANGCE_WORD_NONE)
		return false;
	return length == hit->end - hit->start || role.far == LIANGCE_WORD_UP || role.far == LIANGCE_WORD_DOWN;
}

/* 经济增长5%: the verb of change at the end of a term, where its number follows, is no part of the noun. */
static bool ends_in_change(const lc__fact_reader *self, const lc__hit *hit, bool name)
{
	if (name || hit->end - hit->start < 4 || hit->end >= self->end ||
	    !(lc__is_numeral(self->text[hit->end]) || lc__unit_in(self->text[hit->end], u"约近超逾")))
		return false;
	lc__word_role role;
	size_t length = lc__words_longest(&self->rules->words, self->text + hit->end - 2, 2, &role);
	return length == 2 && (role.far == LIANGCE_WORD_UP || role.far == LIANGCE_WORD_DOWN);
}

/* 12345件, where 12345 is the name of a line: digits with a unit behind them are a number. */
static bool is_counted(const lc__fact_reader *self, const lc__hit *hit)
{
	size_t length;
	uint32_t at = hit->start;
	while (at < hit->end && lc__is_digit(self->text[at]))
		at++;
	return at == hit->end && hit->end < self->end &&
	       lc__units_longest(&self->rules->units, self->text + hit->end, self->end - hit->end, &length) != NULL;
}

/* 受理由20件升至30件: a shield is no word, and 由 no part of one where it leads to a number. */
static bool ends_in_from(const lc__fact_reader *self, const lc__hit *hit, bool name)
{
	return !name && self->text[hit->end - 1] == u'由' && self->terms->terms[hit->term].kind == LIANGCE_KIND_SHIELD;
}

const lc__hit *lc__hit_at(const lc__fact_reader *self, uint32_t at)
{
	const lc__hit *longest = NULL;
	for (size_t i = self->hit_at; i < self->hit_count && self->hits[i].start == at; i++) {
		if (self->hits[i].term >= self->terms->count)
			continue;
		bool name = self->hits[i].name;
		if ((lc__is_digit(self->text[at]) && (!name || is_counted(self, &self->hits[i]))) ||
		    is_function_word(self, &self->hits[i], name) || ends_in_change(self, &self->hits[i], name) ||
		    ends_in_from(self, &self->hits[i], name))
			continue;
		if (longest == NULL || self->hits[i].end > longest->end)
			longest = &self->hits[i];
	}
	if (longest == NULL || longest->end >= self->length)
		return NULL;
	bool splits = lc__is_digit(self->text[longest->end]) && lc__is_digit(self->text[longest->end - 1]);
	return splits ? NULL : longest;
}

uint32_t lc__term_around(const lc__fact_reader *self, uint32_t at)
{
	uint32_t end = 0;
	for (size_t i = self->hit_at; i < self->hit_count && self->hits[i].start == at; i++)
		end = self->hits[i].end > end ? self->hits[i].end : end;
	return end;
}
