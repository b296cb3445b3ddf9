/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a number measures: rules over the tokens of its sentence, each with a name (docs/facts.md tells them one by one). The
 * subject is taken from the words themselves; a dictionary hit among them makes it sharper. Where no rule is sure, there is none.
 */
#include "facts/phrase.h"

#include <string.h>

/* Counted one by one, people follow their number: 增派警力30名 has no noun behind, 增派民兵300名队员 does. */
static bool person(const lc__fact *fact)
{
	return lc__unit_ends_with(fact, "名") || lc__unit_ends_with(fact, "位") || lc__unit_ends_with(fact, "个");
}

/* A count stands before what it counts, unless the noun before it is plainly the counted one. */
static bool counts_before(const lc__fact_reader *self, const lc__fact *fact, size_t t, lc__phrase before, lc__phrase after)
{
	if (!lc__phrase_exists(before) || before.verb)
		return false;
	if (before.end > before.start + 2 && self->text[before.end - 1] == u'数' &&
	    lc__unit_in(self->text[before.end - 2], u"人户次总家件位床"))
		return true; /* 游客人数达到1万人次以上的旅行社 */
	bool deed = before.end - before.start == 2 && self->text[before.start] == u'建' && self->text[before.start + 1] == u'设';
	if (!before.near || deed)
		return false; /* 布局建设5家中心 */
	if (lc__ends_clause(self, after))
		return lc__unit_ends_with(fact, "次"); /* 击毁敌军24架无人机 */
	bool object = t > 1 && self->tokens[t - 2].role == LIANGCE_WORD_VERB && !person(fact) && strcmp(fact->unit, "人") != 0;
	return object || lc__unit_ends_with(fact, "次");
}

static bool serves(const lc__fact_reader *self, size_t t)
{
	return t > 0 && self->tokens[t - 1].end - self->tokens[t - 1].start == 1 &&
	       lc__unit_in(self->text[self->tokens[t - 1].start], u"为给向");
}

/* 八部门, 五千农户: the unit is the noun itself. Measure words of two characters end in one of a few. */
static lc__phrase noun_unit(const lc__fact_reader *self, const lc__fact *fact)
{
	uint32_t length = (uint32_t)strlen(fact->unit) / 3; /* Han characters have three bytes */
	bool han = length > 1 && fact->end - fact->start > length && strlen(fact->unit) % 3 == 0 &&
	           lc__is_han(self->text[fact->end - length]);
	if (!han || fact->approx == LIANGCE_UNDER ||
	    lc__unit_in(self->text[fact->end - 1], u"次份套件类型列天日时级箱只头台架以上下内右余多)"))
		return lc__no_phrase;
	return (lc__phrase){fact->end - length, fact->end, false, true};
}

/* 沿线1100万人口: where people live is not what is counted. */
static bool is_home(const lc__fact_reader *self, lc__phrase unit, lc__phrase before)
{
	return self->text[unit.end - 1] == u'口' && lc__unit_in(self->text[before.end - 1], u"区线地国方市县村州洲岛");
}

/* 缅甸7.9级地震救援任务: degrees are of what stands behind them. */
static bool is_quake(const lc__fact_reader *self, const lc__fact *fact, lc__phrase after)
{
	const uint16_t *text = self->text + after.start;
	return self->text[fact->end - 1] == u'级' && ((text[0] == u'地' || text[0] == u'强') && text[1] == u'震');
}

/* 政策惠及4000人参与, where the clause has its own noun before the verb: what was counted before has no part in it. */
static bool has_own_noun(const lc__fact_reader *self, size_t t)
{
	for (size_t i = t; i > 0 && !lc__role_ends_clause(self->tokens[i - 1].role); i--)
		if (self->tokens[i - 1].role == LIANGCE_WORD_NOUN && self->tokens[i - 1].end - self->tokens[i - 1].start > 1)
			return true;
	return false;
}

/* 试点覆盖80万人, 活动吸引3万人次参与: what reaches people, where nothing is said of them. */
static lc__phrase reaches(const lc__fact_reader *self, size_t t, lc__phrase before, lc__phrase after, lc_change change)
{
	bool one = before.verb && before.near && t > 1 &&
	           (lc__token_is(self, t - 1, u"覆盖") || lc__token_is(self, t - 1, u"惠及") || lc__token_is(self, t - 1, u"吸引"));
	if (!one || (lc__phrase_exists(after) && !after.verb) || self->tokens[t - 2].role != LIANGCE_WORD_NOUN ||
	    self->tokens[t - 2].end != self->tokens[t - 1].start)
		return lc__no_phrase;
	lc__phrase noun = lc__find_before(self, t - 1, change);
	return noun.verb || !noun.near ? lc__no_phrase : noun;
}

/* Whether the number before, of the same unit, is linked to the verb behind it. */
static bool follows_verb(const lc__fact_reader *self, const lc__fact *fact, lc__phrase carried)
{
	size_t f = (size_t)(fact - self->facts);
	return f > 0 && lc__phrase_exists(carried) && fact[-1].sentence_start == fact->sentence_start &&
	       fact[-1].end == carried.start && fact[-1].unit == fact->unit &&
	       lc__role_at(self, self->notes[f - 1].token + 1) == LIANGCE_WORD_VERB;
}

/* 示范企业新培育20家: behind 新 the verb has its object before it. */
static lc__phrase topic(const lc__fact_reader *self, const lc__fact *fact, size_t t, lc__phrase verb)
{
	if (t == 0 || !verb.near || self->text[verb.start - 1] != u'新')
		return verb;
	lc__phrase noun = lc__find_before(self, t - 1, fact->change);
	return lc__phrase_exists(noun) && !noun.verb ? noun : verb;
}

/* 10人死亡,超过1亿人处于警报之下: what befell the people before is not what is said of these, unless they are 其中 of them. */
static bool has_own_fate(const lc__fact_reader *self, const lc__fact *fact, size_t t, lc__phrase carried)
{
	size_t f = (size_t)(fact - self->facts);
	bool people = lc__unit_in(self->text[fact->end - 1], u"人名");
	if (!people || f == 0 || fact[-1].end != carried.start || fact[-1].unit != fact->unit || t + 1 >= self->token_count ||
	    self->tokens[t + 1].start != fact->end || lc__role_ends_clause(self->tokens[t + 1].role))
		return false;
	for (size_t i = t; i > 0 && !lc__role_ends_clause(self->tokens[i - 1].role); i--)
		if (self->text[self->tokens[i - 1].start] == u'其')
			return false;
	return true;
}

static void link_count(lc__fact_reader *self, lc__fact *fact, size_t t, lc__phrase before, lc__phrase after, lc__phrase carried)
{
	lc__phrase unit = noun_unit(self, fact), reaching = reaches(self, t, before, after, fact->change);
	if (lc__phrase_exists(reaching) && !lc__phrase_exists(unit)) {
		lc__subject_set(self, fact, reaching, "before");
		return;
	}
	if (lc__phrase_exists(after) && after.near && is_quake(self, fact, after)) {
		lc__subject_set(self, fact, (lc__phrase){after.start, after.start + 2, false, true}, "after-measure");
		return;
	}
	if (lc__phrase_exists(unit) && (!(lc__phrase_exists(before) && before.near && !before.verb) || is_home(self, unit, before)))
		lc__subject_set(self, fact, unit, "unit");
	else if (lc__phrase_exists(after) && !after.verb && !counts_before(self, fact, t, before, after))
		lc__subject_set(self, fact, after, "after-measure");
	else if (lc__phrase_exists(before) && !before.verb)
		lc__subject_set(self, fact, before, "before");
	else if (lc__phrase_exists(before) && !lc__phrase_exists(after))
		lc__subject_set(self, fact, topic(self, fact, t, before), "verb");
	else if (!lc__phrase_exists(before) && lc__phrase_exists(lc__find_rest(self, t)))
		lc__subject_set(self, fact, lc__find_rest(self, t), "before");
	else if (t > 0 && lc__role_at(self, t - 1) == LIANGCE_WORD_ETC)
		return; /* 甲、乙等10家提供职缺: the list names them */
	else if (after.verb && after.near && follows_verb(self, fact, carried))
		lc__subject_set(self, fact, after, "after-measure"); /* 54票赞成、45票反对 */
	else if (before.verb && before.near && after.verb && lc__ends_clause(self, after) &&
	         lc__unit_in(self->text[fact->end - 1], u"份件起宗例"))
		lc__subject_set(self, fact, after, "after-measure"); /* 收到8份申请 */
	else if (serves(self, t) && after.verb)
		return; /* 为300万人提供饮水: it counts who is served, and says no name for them */
	else if (lc__phrase_exists(carried) && !(before.verb && before.near && has_own_noun(self, t)) &&
	         !has_own_fate(self, fact, t, carried))
		lc__subject_set(self, fact, carried, "carried");
	else if (lc__phrase_exists(after))
		lc__subject_set(self, fact, after, "after-measure");
	else if (lc__phrase_exists(before))
		lc__subject_set(self, fact, before, "verb");
}

/* 占比 and 比重 alone are a share of what came before. */
static bool is_share(const lc__fact_reader *self, lc__phrase noun)
{
	const uint16_t *text = self->text + noun.start;
	return noun.end - noun.start == 2 && ((text[0] == u'占' && text[1] == u'比') || (text[0] == u'比' && text[1] == u'重'));
}

/*
 * Whether what the clause before begins with may be what is measured. A length of time or a number of people mostly stands for
 * itself there, unless that is a number or a time by its own name.
 */
static bool may_name(const lc__fact_reader *self, const lc__fact *fact, lc__phrase head)
{
	bool itself = fact->kind == LIANGCE_FACT_DURATION || fact->kind == LIANGCE_FACT_AGE ||
	              (fact->kind == LIANGCE_FACT_COUNT && (person(fact) || strcmp(fact->unit, "人") == 0));
	return !lc__unit_in(self->text[head.start], u"据自除因经在随") &&
	       (!itself || lc__unit_in(self->text[head.end - 1], u"数量额率限间长期龄速"));
}

/* Whether the noun before the number is the last name of a list: 甘肃、宁夏、河南三省区. */
static bool ends_list(const lc__fact_reader *self, size_t t)
{
	return t > 1 && lc__role_at(self, t - 1) == LIANGCE_WORD_NOUN && self->tokens[t - 1].end == self->tokens[t].start &&
	       lc__role_at(self, t - 2) == LIANGCE_WORD_AND && self->text[self->tokens[t - 2].start] == u'、';
}

/* 4个园区12个基地: whether the noun before has a number of its own. */
static bool has_own_number(const lc__fact_reader *self, size_t t, lc__phrase before)
{
	if (t < 2 || !before.near || before.verb || self->tokens[t - 1].end != before.end ||
	    self->tokens[t - 2].end != before.start)
		return false;
	const lc__token *number = &self->tokens[t - 2];
	return (number->role == LIANGCE_WORD_FACT && self->facts[number->fact].kind == LIANGCE_FACT_COUNT) ||
	       (number->role == LIANGCE_WORD_SKIP && lc__han_digit(self->text[number->start]) > 0);
}

static bool ends_clause_at(const lc__fact_reader *self, uint32_t end)
{
	return end == self->end || self->text[end] == ',';
}

/* The phrase before the number, unless it is something else's, or a place or a receiver where more is said behind. */
static lc__phrase keep_before(const lc__fact_reader *self, const lc__fact *fact, size_t t, lc__phrase before, lc__phrase after)
{
	bool count = fact->kind == LIANGCE_FACT_COUNT, noun = count && lc__phrase_exists(noun_unit(self, fact));
	if (count && t > 0 && lc__role_at(self, t - 1) == LIANGCE_WORD_ETC &&
	    (lc__phrase_exists(after) || noun || !ends_clause_at(self, fact->end) ||
	     !lc__unit_in(self->text[fact->end - 1], u"处个项种款余多")))
		return lc__no_phrase; /* 北区、东区等12区: the list names what is counted one by one */
	if (count && lc__phrase_exists(after) && !lc__unit_ends_with(fact, "次") && has_own_number(self, t, before))
		return lc__no_phrase;
	if (noun && ends_list(self, t))
		return lc__no_phrase; /* 甘肃、宁夏、河南三省区 */
	if (!lc__phrase_exists(before))
		return before;
	bool said = lc__phrase_exists(after) || lc__unit_in(self->text[fact->end], u"获因") || noun;
	if (said && lc__phrase_is_place(self, before))
		return lc__no_phrase; /* 台南市3人死亡, 台南市5校获奖 */
	bool received = lc__phrase_exists(after) && after.near && !after.verb && lc__phrase_receives(self, before);
	return received ? lc__no_phrase : before;
}

/* A number of no kind: many people, an amount, or a sum. */
static void link_other(lc__fact_reader *self, lc__fact *fact, size_t t, lc__phrase before, lc__phrase after, lc__phrase carried)
{
	if (lc__unit_in(self->text[fact->end - 1], u"万亿") && after.end > after.start + 1 && after.near && !after.verb) {
		lc__count_people(self, fact, after);
		lc__subject_set(self, fact, after, "after-measure"); /* 420万困难群众 */
	} else if (fact->has_lo || fact->has_hi) {
		lc__link_amount(self, fact, t, before, after, carried);
	} else {
		lc__subject_set(self, fact, after.near ? after : lc__no_phrase, "after-measure"); /* a sum */
	}
}

/* 2180通的峰值, 30件的目标: what the number is to the matter, and no matter. */
static bool is_mark(const lc__fact_reader *self, size_t t, lc__phrase after)
{
	static const uint16_t words[][2] = {u"峰值", u"高峰", u"高点", u"低点", u"低谷", u"谷底", u"纪录", u"记录",
	                                    u"关口", u"水平", u"规模", u"高位", u"低位", u"门槛", u"大关", u"红线"};
	lc_fact_kind kind = self->facts[self->tokens[t].fact].kind;
	return after.end - after.start == 2 && lc__role_at(self, t + 1) == LIANGCE_WORD_DE &&
	       (kind == LIANGCE_FACT_COUNT || kind == LIANGCE_FACT_MEASURE || kind == LIANGCE_FACT_MONEY) &&
	       lc__pair_in(self->text + after.start, words);
}

/* 受理2100件,设立专席后首次突破3000件; 扣除退税后增长5%: the time of what was counted before. */
static bool is_time_of(const lc__fact_reader *self, const lc__fact *fact, lc__phrase before)
{
	bool same = fact > self->facts && fact->kind != LIANGCE_FACT_RANK && fact[-1].sentence_start == fact->sentence_start &&
	            (fact[-1].unit == fact->unit || (fact->kind == LIANGCE_FACT_PERCENT && fact->change != LIANGCE_LEVEL));
	return same && lc__phrase_exists(before) && self->text[before.end] == u'后' &&
	       !lc__unit_in(self->text[before.end + 1], u"勤续期备台者方面代世果来端置");
}

/* 上升2个位次: places are of what holds them. */
static bool counts_places(const lc__fact_reader *self, const lc__fact *fact, lc__phrase after)
{
	static const uint16_t words[][2] = {u"位次", u"名次"};
	return fact->kind == LIANGCE_FACT_COUNT && fact->change != LIANGCE_LEVEL && after.near && after.end - after.start == 2 &&
	       lc__pair_in(self->text + after.start, words);
}

/* 词条12600条,两年未维护的约有2100条: some of what was counted before, by the same unit. */
static bool counts_some(const lc__fact_reader *self, size_t first, size_t f, size_t t)
{
	const lc__fact *fact = &self->facts[f];
	if (fact->kind != LIANGCE_FACT_COUNT || t < 2)
		return false;
	bool there = self->tokens[t - 1].role == LIANGCE_WORD_SKIP && self->text[self->tokens[t - 1].end - 1] == u'有';
	bool about = self->text[fact->start] == u'约' && self->text[fact->start + 1] == u'有';
	if (!(there || about) || self->tokens[there ? t - 2 : t - 1].role != LIANGCE_WORD_DE)
		return false;
	for (size_t i = f; i > first; i--)
		if (self->facts[i - 1].unit == fact->unit && self->facts[i - 1].subject_end > self->facts[i - 1].subject_start)
			return true;
	return false;
}

/* 每亩补15元|的消息: what is said, which the number tells of. */
static bool is_said(const lc__fact_reader *self, size_t t, lc__phrase after)
{
	static const uint16_t words[][2] = {u"消息", u"说法", u"传言", u"规定", u"承诺", u"要求", u"约定", u"惯例"};
	return after.end > after.start + 1 && lc__role_at(self, t + 1) == LIANGCE_WORD_DE &&
	       lc__pair_in(self->text + after.start, words);
}

static lc_status link_fact(lc__fact_reader *self, size_t first, size_t f, lc_error *err)
{
	lc__fact *fact = &self->facts[f];
	size_t t = self->notes[f].token;
	self->notes[f].reference |= lc__is_whole(self, t);
	lc__phrase before = lc__find_before(self, t, fact->change), after = lc__find_after(self, t),
		   carried = lc__find_carried(self, first, f);
	lc__phrase reference = self->notes[f].reference ? lc__find_reference(self, t) : lc__no_phrase;
	if (lc__phrase_exists(reference)) {
		lc__subject_set(self, fact, reference, "before");
		return LIANGCE_OK;
	}
	if (counts_places(self, fact, after))
		after = lc__no_phrase;
	if (is_said(self, t, after) && lc__phrase_exists(before))
		after = lc__no_phrase;
	if (is_mark(self, t, after) && !before.verb && (lc__phrase_exists(before) || lc__phrase_exists(carried)))
		after = lc__no_phrase;
	before = keep_before(self, fact, t, before, after);
	if (lc__phrase_exists(carried) && is_time_of(self, fact, before))
		before = lc__no_phrase;
	lc__phrase bracket = lc__find_bracketed(self, t);
	if (lc__phrase_exists(bracket) && !lc__phrase_exists(before) && !(lc__phrase_exists(after) && !after.verb)) {
		lc__subject_set(self, fact, bracket, "bracket"); /* 停车场(80席) */
		return LIANGCE_OK;
	}
	bool bracketed = t > 1 && !lc__phrase_exists(before) && lc__role_at(self, t - 1) == LIANGCE_WORD_OPEN;
	if (bracketed && lc__phrase_exists(carried)) {
		lc__subject_set(self, fact, carried, "bracket");
		return LIANGCE_OK;
	}
	if (is_share(self, before) && (lc__phrase_exists(carried) || lc__phrase_exists(lc__find_leading(self, fact))))
		before = lc__no_phrase;
	bool some = !(lc__phrase_exists(after) && after.near && !after.verb) && counts_some(self, first, f, t);
	lc__phrase step = some ? carried : lc__find_step(self, first, f);
	if (lc__phrase_exists(step)) {
		lc__subject_set(self, fact, step, "carried");
		return LIANGCE_OK;
	}
	lc__phrase stated = lc__phrase_exists(before) && !before.verb ? lc__no_phrase : lc__find_stated(self, t);
	if (lc__phrase_exists(stated)) {
		lc__subject_set(self, fact, stated, stated.start > fact->start ? "after-measure" : "before");
		return LIANGCE_OK;
	}
	const char *elsewhere = "carried";
	lc__phrase leading = lc__phrase_exists(before) ? lc__no_phrase : lc__find_leading(self, fact);
	if (lc__phrase_exists(leading)) {
		carried = leading;
		elsewhere = "head-of-clause";
	}
	if (!lc__phrase_exists(carried) && !lc__phrase_exists(before) && !lc__phrase_exists(after) &&
	    fact->kind != LIANGCE_FACT_RANK) {
		lc_status status = lc__find_head(self, fact, &carried, err);
		if (status != LIANGCE_OK)
			return status;
		fact = &self->facts[f]; /* reading may have moved them */
		if (lc__phrase_exists(carried) && (!may_name(self, fact, carried) || lc__phrase_is_place(self, carried)))
			carried = lc__no_phrase;
		elsewhere = "head-of-clause";
	}
	switch (fact->kind) {
	case LIANGCE_FACT_COUNT:
	case LIANGCE_FACT_AGE: link_count(self, fact, t, before, after, carried); break;
	case LIANGCE_FACT_DURATION: lc__link_duration(self, fact, t, self->notes[f].within, before, after, carried); break;
	case LIANGCE_FACT_RANK: lc__link_rank(self, fact, t, before, after, carried); break;
	case LIANGCE_FACT_OTHER: link_other(self, fact, t, before, after, carried); break;
	default: lc__link_amount(self, fact, t, before, after, carried);
	}
	if (strcmp(fact->rule, "carried") == 0)
		fact->rule = elsewhere;
	lc__settle_kind(self, fact, t);
	return LIANGCE_OK;
}

lc_status lc__links_find(lc__fact_reader *self, size_t first, lc_error *err)
{
	lc_status status = lc__lists_link(self, err);
	for (size_t f = first, end = self->fact_count; f < end && status == LIANGCE_OK; f++) {
		lc__fact *fact = &self->facts[f];
		if (self->notes[f].clock)
			lc__link_clock(self, f);
		else if (fact->kind != LIANGCE_FACT_DATE && fact->subject_end == fact->subject_start && !lc__cells_fill(self, fact))
			status = link_fact(self, first, f, err);
	}
	if (status == LIANGCE_OK)
		lc__lists_join(self, first);
	return status;
}
