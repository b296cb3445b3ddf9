/* SPDX-License-Identifier: Apache-2.0 */
/* The stretches of a sentence that may be what a number measures, and where they are looked for. */
#ifndef LIANGCE_PHRASE_H
#define LIANGCE_PHRASE_H

#include "facts/sentence.h"

enum { LIANGCE_SUBJECT_MAX = 32 };

typedef struct lc__phrase {
	uint32_t start, end; /* equal: none */
	bool verb;           /* no noun was there: the verb itself */
	bool near;           /* nothing stands between it and the number */
} lc__phrase;

static const lc__phrase lc__no_phrase = {0, 0, false, false};

static inline bool lc__phrase_exists(lc__phrase self)
{
	return self.end > self.start;
}

/* The role of token t; a comma behind the last. */
static inline lc__word lc__role_at(const lc__fact_reader *self, size_t t)
{
	return t < self->token_count ? self->tokens[t].role : LIANGCE_WORD_COMMA;
}

/* Whether token t is this word of two characters. */
static inline bool lc__token_is(const lc__fact_reader *self, size_t t, const uint16_t *word)
{
	if (t >= self->token_count || self->tokens[t].end - self->tokens[t].start != 2)
		return false;
	const uint16_t *text = self->text + self->tokens[t].start;
	return text[0] == word[0] && text[1] == word[1];
}

static inline bool lc__role_ends_clause(lc__word role)
{
	return role == LIANGCE_WORD_COMMA || role == LIANGCE_WORD_OPEN;
}

/* Whether a noun that touches its number is the last of its clause. phrase.c. */
bool lc__ends_clause(const lc__fact_reader *self, lc__phrase noun);

/* Words between a number and what it measures that say nothing of it. */
bool lc__role_is_passed(lc__word role);

/* The noun (or, failing that, the verb) before token t in its clause (phrase.c); behind token t (behind.c); behind 的标准 or 的比例 there (given.c). */
lc__phrase lc__find_before(const lc__fact_reader *self, size_t t, lc_change change);
lc__phrase lc__find_after(const lc__fact_reader *self, size_t t);
lc__phrase lc__find_ruled(const lc__fact_reader *self, size_t t);
/* Whether token t is a noun that ends in what is given by a rule: 企业奖励, 资金补助. given.c. */
bool lc__is_award(const lc__fact_reader *self, size_t t);
/* The noun after 的 behind token t in its clause: 46条符合条件的热线. described.c. */
lc__phrase lc__head_after_de(const lc__fact_reader *self, size_t t);
/* The noun that token i, behind the number of token t, describes; *described where it can be nothing else. described.c. */
lc__phrase lc__find_described(const lc__fact_reader *self, size_t t, size_t i, bool *described);
/* What is given, where the percentage of token t is its share: 按超出部分的20%给予奖励. given.c. */
lc__phrase lc__find_award(const lc__fact_reader *self, size_t t);
/* The token before which the matter of token t's clause ends: where 比上年, 占总量, 是平日的 begins; t where it goes up to the number. reference.c. */
size_t lc__matter_end(const lc__fact_reader *self, size_t t, lc_change change);
/* The noun of token t, with the whole where it is a share by its own name: 占出口总额的比重. reference.c. */
lc__phrase lc__with_whole(const lc__fact_reader *self, size_t t, lc__phrase noun);
/* 占总投资1.3亿元的56%: whether token t is how much the whole is. reference.c. */
bool lc__is_whole(const lc__fact_reader *self, size_t t);
/* 低于全国平均5.2%: what stands between the comparison and its number, where that names a measure and not a time or a place alone. reference.c. */
lc__phrase lc__find_reference(const lc__fact_reader *self, size_t t);
/* 工业占40%,其他占60%: the rest of a list is a member of its own. phrase.c. */
lc__phrase lc__find_rest(const lc__fact_reader *self, size_t t);
/* 产量居全区|第3: what holds a place, where 居 stands inside the phrase before the rank. phrase.c. */
lc__phrase lc__find_holder(const lc__fact_reader *self, lc__phrase before);
/* 12件家电、家具8件: whether the noun of token t has a number of its own. behind.c. */
bool lc__has_number(const lc__fact_reader *self, size_t t);
/* The noun that a bracket with nothing but token t hangs on: 停车场(80席). phrase.c. */
lc__phrase lc__find_bracketed(const lc__fact_reader *self, size_t t);

/* The phrase, which stands behind its number, up to where something is said of it: 学生|亦受伤. trim.c. */
lc__phrase lc__phrase_trim(const lc__fact_reader *self, lc__phrase phrase);
/* The phrase, which stands before its number, without the law it is ruled by and without what only joins it: 年龄|介. trim.c. */
lc__phrase lc__phrase_tail(const lc__fact_reader *self, lc__phrase phrase);
/* Whether it can name a matter at all: no lone function character, no adverb, no period. */
bool lc__phrase_names(const lc__fact_reader *self, lc__phrase phrase);
/* Whether it says who gets something from whom: what stands behind the number is then what is given. */
bool lc__phrase_receives(const lc__fact_reader *self, lc__phrase phrase);
bool lc__phrase_is_place(const lc__fact_reader *self, lc__phrase phrase);

/* 其中10格为充电车位, 全镇共有5469户: what the build of the clause tells where no noun stands before token t. stated.c. */
lc__phrase lc__find_stated(const lc__fact_reader *self, size_t t);

/* The subject of the nearest number before fact f in its sentence, whose first fact is `first`. elsewhere.c. */
lc__phrase lc__find_carried(const lc__fact_reader *self, size_t first, size_t f);
/* 超期3天以内的约谈,3至7天的通报: what the number measures that ends where fact f begins. given.c. */
lc__phrase lc__find_step(const lc__fact_reader *self, size_t first, size_t f);
/* What the clause before a fact's begins with; that clause has not been read yet. Errors as lc__clause_read. elsewhere.c. */
lc_status lc__find_head(lc__fact_reader *self, const lc__fact *fact, lc__phrase *head, lc_error *err);
/* What the clause before a fact's says to lead: 以金属制造业为大宗,共4768家. None where it has a number. elsewhere.c. */
lc__phrase lc__find_leading(const lc__fact_reader *self, const lc__fact *fact);
/* Ties the members of parallel lists to each other: A、B、C分别下降1%、2%、3%. elsewhere.c. */
lc_status lc__lists_link(lc__fact_reader *self, lc_error *err);
/* The same where each member has a number of its own, when all others are linked: A99%,B98%,分别提高1个、2个百分点. elsewhere.c. */
void lc__lists_join(lc__fact_reader *self, size_t first);

/* 捐款120万 is money, pH 6.5 a measure, and 420万困难群众 a count, although no measure word stands there. kinds.c. */
void lc__settle_kind(const lc__fact_reader *self, lc__fact *fact, size_t t);
/* 受理量, 次数, 办件: whether bare numbers of this name are counts; 产量 and 指数 are none. kinds.c. */
bool lc__names_count(const lc__fact_reader *self, lc__phrase name);
void lc__count_people(const lc__fact_reader *self, lc__fact *fact, lc__phrase noun);

/* Links a rank. order.c. */
void lc__link_rank(lc__fact_reader *self, lc__fact *fact, size_t t, lc__phrase before, lc__phrase after, lc__phrase carried);

/* Whether the unit of a fact ends with a character, which is given as UTF-8. duration.c. */
bool lc__unit_ends_with(const lc__fact *fact, const char *character);
/* Links a length of time, of the token t; within: 内 stands behind it. Ties fact f, a time of the day, to what it is called. duration.c. */
void lc__link_duration(lc__fact_reader *self, lc__fact *fact, size_t t, bool within, lc__phrase before, lc__phrase after,
                       lc__phrase carried);
void lc__link_clock(const lc__fact_reader *self, size_t f);

/* Links a fact of a kind whose number mostly stands behind what it measures. t: its token. amount.c. */
void lc__link_amount(lc__fact_reader *self, lc__fact *fact, size_t t, lc__phrase before, lc__phrase after, lc__phrase carried);

/* First hit that may lie inside units from `start` on: not far from where reading has come. subject.c. */
size_t lc__first_hit(const lc__fact_reader *self, uint32_t start);
/* The last term in the phrase, or LIANGCE_NO_TERM. subject.c. */
uint32_t lc__subject_term(const lc__fact_reader *self, lc__phrase subject);
/* Makes the phrase the subject, sharpened by the dictionary. rule: static. subject.c. */
void lc__subject_set(const lc__fact_reader *self, lc__fact *fact, lc__phrase subject, const char *rule);

#endif
