/* SPDX-License-Identifier: Apache-2.0 */
/* Linking lengths and times: how long something lasts, takes or is late, and what a time of the day is called. Other numbers are link.c's. */
#include "facts/phrase.h"

#include <string.h>

bool lc__unit_ends_with(const lc__fact *fact, const char *character)
{
	size_t size = strlen(fact->unit), tail = strlen(character);
	return size >= tail && memcmp(fact->unit + size - tail, character, tail) == 0;
}

/* 为期4个月的, 历时3天的: a length of what the next noun names. */
static bool lasts(const lc__fact_reader *self, size_t t)
{
	return t > 0 && self->tokens[t - 1].role == LIANGCE_WORD_VERB && lc__role_at(self, t + 1) == LIANGCE_WORD_DE &&
	       self->tokens[t - 1].end - self->tokens[t - 1].start == 2 &&
	       lc__unit_in(self->text[self->tokens[t - 1].end - 1], u"时期");
}

/* 产量连续9年居首位, 考核连续7年优秀: the state that lasts is of the noun before. 学会连续9年办展 tells what it does. */
static bool keeps_up(const lc__fact_reader *self, const lc__fact *fact, lc__phrase before)
{
	return lc__unit_in(self->text[fact->end], u"居位列保持运稳超增下上高低优第全实") ||
	       lc__unit_in(self->text[before.end - 1], u"率量额值数比价速幅模核积");
}

/* 超期3天亮黄牌: how long it is late. */
static bool is_late(const lc__fact_reader *self, lc__phrase before)
{
	static const uint16_t words[][2] = {u"超期", u"逾期", u"延期", u"延误", u"停工",
	                                    u"停产", u"停运", u"晚点", u"迟到", u"超时"};
	return before.end - before.start > 1 && lc__pair_in(self->text + before.end - 2, words);
}

void lc__link_duration(lc__fact_reader *self, lc__fact *fact, size_t t, bool within, lc__phrase before, lc__phrase after,
                       lc__phrase carried)
{
	bool noun_before = lc__phrase_exists(before) && !before.verb;
	bool anniversary = lc__unit_ends_with(fact, "周年"); /* what follows is not what is counted */
	lc__word earlier = t > 0 ? self->tokens[t - 1].role : LIANGCE_WORD_COMMA;
	if (earlier == LIANGCE_WORD_COMPARE ||
	    (earlier == LIANGCE_WORD_TIME && fact->change != LIANGCE_FROM && !(lc__phrase_exists(after) && after.near)))
		return; /* 比五年前, 未来两个月也将 */
	if (lc__role_at(self, t + 1) == LIANGCE_WORD_SKIP && self->text[fact->end] == u'来' && !noun_before)
		return; /* 五年来 */
	if (lc__unit_ends_with(fact, "年") && after.verb && !noun_before && !before.verb)
		return; /* 连续11年荣获优等 */
	bool runs = noun_before && t > 0 && lc__token_is(self, t - 1, u"连续") && keeps_up(self, fact, before);
	bool state = noun_before && (before.near || runs || lc__unit_in(self->text[before.end - 1], u"限期龄间长速"));
	bool served = t > 0 && self->text[self->tokens[t - 1].start] == u'满' && lc__role_at(self, t - 1) == LIANGCE_WORD_SKIP;
	bool late = state && is_late(self, before);
	bool of = !within && !state && lc__role_at(self, t + 1) == LIANGCE_WORD_DE &&
	          lc__role_at(self, t + 2) == LIANGCE_WORD_NOUN && lc__role_at(self, t + 3) != LIANGCE_WORD_VERB;
	if (lasts(self, t) && lc__phrase_exists(after) && !after.verb)
		lc__subject_set(self, fact, after, "after-measure"); /* 展开为期4个月的展览 */
	else if (anniversary)
		lc__subject_set(self, fact, noun_before ? before : lc__no_phrase, "before");
	else if (served && lc__phrase_exists(before))
		lc__subject_set(self, fact, before, before.verb ? "verb" : "before"); /* 营业满1年的企业 */
	else if (of && lc__phrase_exists(after) && !lc__phrase_exists(lc__find_ruled(self, t)))
		lc__subject_set(self, fact, after, "after-measure"); /* 结束了8年的军旅生涯 */
	else if (runs || late)
		lc__subject_set(self, fact, before, "before");
	else if (lc__phrase_exists(after) && after.near && (!after.verb || (within && !(noun_before && before.near))))
		lc__subject_set(self, fact, after, "after-measure");
	else if (noun_before && !(earlier == LIANGCE_WORD_PLACE && lc__phrase_exists(after) && !after.verb))
		lc__subject_set(self, fact, before, "before");
	else if (lc__phrase_exists(after) && (!after.verb || !lc__unit_ends_with(fact, "年")))
		lc__subject_set(self, fact, after, "after-measure");
	else
		lc__link_amount(self, fact, t, before, after, carried);
}

/* Whether the noun of token t is a time by its own name: 发稿时间, 开放时段. 当地时间 only says where. */
static bool names_time(const lc__fact_reader *self, size_t t)
{
	const lc__token *token = &self->tokens[t];
	const uint16_t *tail = self->text + token->end - 2;
	return token->role == LIANGCE_WORD_NOUN && token->end > token->start + 1 && tail[0] == u'时' &&
	       lc__unit_in(tail[1], u"间段") && !lc__unit_in(tail[-1], u"部东准令地京国本湾治科敦");
}

/* 发稿时间:3月2日9:30, 开放时间为每周三9时至12时: the time it is called in its clause. Other times of the day have no subject. */
void lc__link_clock(const lc__fact_reader *self, size_t f)
{
	for (size_t i = self->notes[f].token; i > 0 && !lc__role_ends_clause(self->tokens[i - 1].role); i--) {
		if (self->tokens[i - 1].role == LIANGCE_WORD_CLOSE)
			i = lc__bracket_start(self, i); /* 时间:2月1日(六)18:30 */
		else if (names_time(self, i - 1)) {
			lc__phrase name = lc__find_before(self, i, LIANGCE_LEVEL);
			lc__subject_set(self, &self->facts[f], name, "clock");
			return;
		}
	}
}
