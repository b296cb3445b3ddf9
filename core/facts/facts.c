/* SPDX-License-Identifier: Apache-2.0 */
/* The public face of the fact reader: rules, readers, and the walk from spots to sentences. See facts.h. */
#include "facts/facts.h"

#include "facts/sentence.h"

enum { SENTENCE_MAX = 600, UNIT_MAX = 8 };

lc_status lc__fact_rules_new(lc__fact_rules **out, const char *units_name, lc_view units, lc_error *err)
{
	lc__folded fold = {0};
	lc__fact_rules *self = lc__calloc(1, sizeof *self);
	lc_status status = self == NULL ? lc__fail_nomem(err) : lc__folded_init(&fold, err);
	if (status == LIANGCE_OK)
		status = lc__units_init(&self->units, units_name, units, &fold, err);
	if (status == LIANGCE_OK)
		status = lc__words_init(&self->words, &fold, err);
	if (status == LIANGCE_OK)
		status = lc__trim_init(&self->trim, err);
	if (status == LIANGCE_OK)
		status = lc__grammar_init(&self->grammar, err);
	lc__folded_release(&fold);
	if (status == LIANGCE_OK) {
		lc__classes_fill(self);
		*out = self;
	} else {
		lc__fact_rules_free(self);
	}
	return status;
}

void lc__fact_rules_free(lc__fact_rules *self)
{
	if (self == NULL)
		return;
	lc__units_release(&self->units);
	lc__words_release(&self->words);
	lc__trim_release(&self->trim);
	lc__grammar_release(&self->grammar);
	lc__free(self);
}

lc_status lc__fact_reader_new(lc__fact_reader **out, const lc__fact_rules *rules, lc_error *err)
{
	lc__fact_reader *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	self->rules = rules;
	lc_status status = lc__matcher_init(&self->matcher, &rules->grammar, err);
	if (status == LIANGCE_OK)
		*out = self;
	else
		lc__fact_reader_free(self);
	return status;
}

void lc__fact_reader_free(lc__fact_reader *self)
{
	if (self == NULL)
		return;
	lc__matcher_release(&self->matcher);
	lc__free(self->facts);
	lc__free(self->notes);
	lc__free(self->tokens);
	for (size_t i = 0; i < LIANGCE_BATCH; i++)
		lc__free(self->batch[i].tokens);
	lc__free(self);
}

static bool ends_sentence(const lc__fact_reader *self, uint32_t at)
{
	return (self->rules->classes[self->text[at]] & LIANGCE_CLASS_END) != 0;
}

/* Whether one number may reach from here to the next unit: numerals and what joins them. */
static bool joins_number(const lc__fact_reader *self, uint32_t at)
{
	return (self->rules->classes[self->text[at]] & LIANGCE_CLASS_NUMBER) != 0 || lc__unit_in(self->text[at], u".,:/~年月");
}

/* Where a sentence that reaches over `end` is cut: at its last comma behind the spot, or else before a number that may reach so far. */
static uint32_t find_cut(const lc__fact_reader *self, uint32_t spot, uint32_t end)
{
	uint32_t clause = lc__clause_start(self, end + 1);
	if (clause > spot + 1)
		return clause - 1;
	uint32_t at = end;
	while (at > end - UNIT_MAX && (self->rules->classes[self->text[at - 1]] & LIANGCE_CLASS_NUMBER) == 0)
		at--;
	if (at == end - UNIT_MAX)
		return end;
	while (at > spot && joins_number(self, at - 1))
		at--;
	return at > spot ? at : end;
}

/* The sentence around a spot, at most SENTENCE_MAX units to each side of it and not before `floor`. */
static void find_sentence(lc__fact_reader *self, uint32_t spot, uint32_t floor)
{
	uint32_t low = spot - floor > SENTENCE_MAX ? spot - SENTENCE_MAX : floor,
		 high = self->length - spot > SENTENCE_MAX ? spot + SENTENCE_MAX : self->length;
	self->start = self->end = spot;
	while (self->start > low && !ends_sentence(self, self->start - 1))
		self->start--;
	while (self->end < high && !ends_sentence(self, self->end))
		self->end++;
	if (self->end < self->length && !ends_sentence(self, self->end))
		self->end = find_cut(self, spot, self->end);
}

static lc__read_sentence in_hand(const lc__fact_reader *self)
{
	return (lc__read_sentence){.start = self->start,
	                           .end = self->end,
	                           .last_fact = self->fact_count,
	                           .tokens = self->tokens,
	                           .token_count = self->token_count,
	                           .token_capacity = self->token_capacity,
	                           .roles = self->roles,
	                           .hit_at = self->hit_at,
	                           .quote_at = self->quote_at,
	                           .quoted = self->quoted};
}

static void take_up(lc__fact_reader *self, const lc__read_sentence *sentence)
{
	self->start = sentence->start;
	self->end = sentence->end;
	self->fact_count = sentence->last_fact;
	self->tokens = sentence->tokens;
	self->token_count = sentence->token_count;
	self->token_capacity = sentence->token_capacity;
	self->roles = sentence->roles;
	self->hit_at = sentence->hit_at;
	self->quote_at = sentence->quote_at;
	self->quoted = sentence->quoted;
}

/* The sentence in hand waits to be linked; its memory for tokens is exchanged for that of one that has been. */
static void put_aside(lc__fact_reader *self, size_t first_fact)
{
	lc__read_sentence *to = &self->batch[self->batch_count++];
	lc__token *tokens = to->tokens;
	size_t capacity = to->token_capacity;
	*to = in_hand(self);
	to->first_fact = first_fact;
	self->tokens = tokens;
	self->token_capacity = capacity;
}

/* Reads the clauses with spots of the sentence that spots[*next] is in, and moves *next behind it. */
static lc_status read_sentence(lc__fact_reader *self, const uint32_t *spots, size_t count, size_t *next, lc_error *err)
{
	size_t first = self->fact_count;
	uint32_t done = self->start;
	lc_status status = LIANGCE_OK;
	self->token_count = 0;
	self->roles = 0;
	for (; *next < count && spots[*next] < self->end && status == LIANGCE_OK; (*next)++) {
		uint32_t spot = spots[*next];
		if (spot < done || !lc__spot_counts(self, spot))
			continue;
		uint32_t from = lc__clause_start(self, spot);
		from = from > done ? from : done;
		done = lc__clause_end(self, spot);
		status = lc__clause_read(self, from, done, err);
		if (self->fact_count > first && self->facts[self->fact_count - 1].end > done)
			done = self->facts[self->fact_count - 1].end; /* a range may reach over a comma */
	}
	if (status != LIANGCE_OK)
		return status;
	if (self->fact_count == first + 1 && !lc__cells_read(self, first))
		self->fact_count--;
	if (self->fact_count > first)
		put_aside(self, first);
	return LIANGCE_OK;
}

/* Ties the facts of the sentences that wait. */
static lc_status link_batch(lc__fact_reader *self, lc_error *err)
{
	const lc__read_sentence now = in_hand(self);
	size_t count = self->batch_count;
	lc_status status = LIANGCE_OK;
	self->facts_read = self->fact_count;
	self->batch_count = 0;
	for (size_t i = 0; i < count; i++) {
		take_up(self, &self->batch[i]);
		lc__changes_find(self, self->batch[i].first_fact);
		self->batch[i].roles = self->roles;
	}
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++) {
		take_up(self, &self->batch[i]);
		status = lc__links_find(self, self->batch[i].first_fact, err);
		self->batch[i].tokens = self->tokens;
		self->batch[i].token_capacity = self->token_capacity;
	}
	take_up(self, &now);
	return status;
}

lc_status lc__fact_reader_read(lc__fact_reader *self, const lc__folded *text, const lc__fact_terms *terms, const lc__hit *hits,
                               size_t hit_count, const uint32_t *spots, size_t spot_count, const lc__fact **facts,
                               size_t *fact_count, lc_error *err)
{
	self->text = text->units;
	self->length = text->count - 1; /* without the sentinels */
	self->terms = terms;
	self->hits = hits;
	self->hit_count = hit_count;
	self->hit_at = 0;
	self->fact_count = 0;
	self->batch_count = 0;
	self->quote_at = 0;
	self->quoted = false;
	self->table.end = 0;
	uint32_t done = 1;
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < spot_count && status == LIANGCE_OK;) {
		if (spots[i] < done || !lc__spot_counts(self, spots[i])) {
			i++;
			continue;
		}
		find_sentence(self, spots[i], done);
		status = read_sentence(self, spots, spot_count, &i, err);
		if (status == LIANGCE_OK && self->batch_count == LIANGCE_BATCH)
			status = link_batch(self, err);
		done = self->end + (self->text[self->end] == ','); /* a sentence that was cut goes on behind its comma */
	}
	if (status == LIANGCE_OK)
		status = link_batch(self, err);
	if (status != LIANGCE_OK)
		return status;
	*facts = self->facts;
	*fact_count = self->fact_count;
	return LIANGCE_OK;
}
