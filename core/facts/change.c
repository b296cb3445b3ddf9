/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a number is a state or a change, and which: read off the verbs before it in its clause. */
#include "facts/scanner.h"

static bool is_fact(lc__word role)
{
	return role == LIANGCE_WORD_FACT;
}

/* Words between a verb of change and its number that say nothing of change. */
static bool is_passed(lc__word role)
{
	switch (role) {
	case LIANGCE_WORD_SKIP:
	case LIANGCE_WORD_TIME:
	case LIANGCE_WORD_SCOPE:
	case LIANGCE_WORD_PLACE:
	case LIANGCE_WORD_EACH:
	case LIANGCE_WORD_REACH:
	case LIANGCE_WORD_COMPARE:
	case LIANGCE_WORD_QUOTE:
	case LIANGCE_WORD_DATE:
	case LIANGCE_WORD_DE:
	case LIANGCE_WORD_CURRENCY:
	case LIANGCE_WORD_BELOW: return true;
	default: return false;
	}
}

static bool ends_clause(lc__word role)
{
	return role == LIANGCE_WORD_COMMA || role == LIANGCE_WORD_OPEN || role == LIANGCE_WORD_CLOSE || role == LIANGCE_WORD_COLON;
}

/* A token of this role in the clause of token t, before it, with no other number between; or t where there is none. */
static size_t earlier(const lc__fact_reader *self, size_t t, lc__word role)
{
	for (size_t i = lc__roles_are_there(self, UINT64_C(1) << role) ? t : 0; i > 0; i--) {
		lc__word before = self->tokens[i - 1].role;
		if (before == LIANGCE_WORD_CLOSE)
			i = lc__bracket_start(self, i); /* 较前期(7月)快5% */
		else if (ends_clause(before) || (is_fact(before) && !lc__is_time_ago(self, i - 1)))
			break;
		else if (before == role)
			return i - 1;
	}
	return t;
}

/* 较前年的238人少了9%: token t is the value that is compared with. */
static bool is_compared_value(const lc__fact_reader *self, size_t t)
{
	if (t == 0 || !is_fact(self->tokens[t].role) || self->tokens[t - 1].role != LIANGCE_WORD_DE || t + 2 >= self->token_count ||
	    self->tokens[t + 1].start != self->tokens[t].end || !is_fact(self->tokens[t + 2].role))
		return false;
	lc__word next = self->tokens[t + 1].role;
	bool changes =
	    next == LIANGCE_WORD_UP || next == LIANGCE_WORD_DOWN || next == LIANGCE_WORD_MORE || next == LIANGCE_WORD_LESS;
	return changes && earlier(self, t, LIANGCE_WORD_COMPARE) < t;
}

/* 高, 长, 宽 are changes only where something is compared; else they name what is measured: 高10米. */
static void settle_comparisons(lc__fact_reader *self)
{
	if (!lc__roles_are_there(self, LIANGCE_ROLE(MORE) | LIANGCE_ROLE(LESS)))
		return;
	for (size_t t = 0; t < self->token_count; t++) {
		lc__token *token = &self->tokens[t];
		if (token->role != LIANGCE_WORD_MORE && token->role != LIANGCE_WORD_LESS)
			continue;
		if (earlier(self, t, LIANGCE_WORD_COMPARE) == t && !(t > 0 && is_compared_value(self, t - 1)))
			token->role = LIANGCE_WORD_NOUN;
		else
			token->role = token->role == LIANGCE_WORD_MORE ? LIANGCE_WORD_UP : LIANGCE_WORD_DOWN;
		self->roles |= UINT64_C(1) << token->role;
	}
}

/* 由23.5天压减至12天: the first of the two. */
static bool is_origin(const lc__fact_reader *self, size_t t)
{
	if (earlier(self, t, LIANGCE_WORD_FROM) == t)
		return false;
	bool changed = false;
	for (size_t i = t + 1; i < self->token_count && i < t + 8; i++) {
		lc__word role = self->tokens[i].role;
		changed |= role == LIANGCE_WORD_UP || role == LIANGCE_WORD_DOWN || role == LIANGCE_WORD_TO ||
		           role == LIANGCE_WORD_UP_TO || role == LIANGCE_WORD_DOWN_TO;
		if (is_fact(role))
			return changed;
		if (role == LIANGCE_WORD_COMMA && i > t + 1)
			return false;
	}
	return false;
}

/* 30.19%(2022年为5.51%): a bracket that tells the value before. */
static bool is_former(const lc__fact_reader *self, const lc__fact *fact, size_t t)
{
	size_t i = t;
	bool dated = false;
	while (i > 0 && (is_passed(self->tokens[i - 1].role))) {
		i--;
		dated |= self->tokens[i].role == LIANGCE_WORD_DATE || self->tokens[i].role == LIANGCE_WORD_TIME;
	}
	if (!dated || i < 2 || self->tokens[i - 1].role != LIANGCE_WORD_OPEN || !is_fact(self->tokens[i - 2].role))
		return false;
	const lc__fact *before = &self->facts[self->tokens[i - 2].fact];
	return before->change == LIANGCE_TO && before->kind == fact->kind;
}

/* 拓展至支付宝、微信等12种渠道: the verb governs a list that the number sums up. */
static bool closes_list(const lc__fact_reader *self, size_t t)
{
	if (t == 0 || self->tokens[t - 1].role != LIANGCE_WORD_ETC)
		return false;
	for (size_t i = t - 1; i > 0; i--) {
		lc__word role = self->tokens[i - 1].role;
		if (role == LIANGCE_WORD_UP_TO || role == LIANGCE_WORD_DOWN_TO)
			return true;
		bool compound = role == LIANGCE_WORD_VERB && self->tokens[i].role == LIANGCE_WORD_NOUN; /* 支付 + 宝 */
		if (role != LIANGCE_WORD_NOUN && role != LIANGCE_WORD_AND && role != LIANGCE_WORD_QUOTE && !compound)
			return false;
	}
	return false;
}

/* Verbs of change that take what is changed as their object: 节省成本200万元, 增加收入5万元. 扩大 and 提升 take other objects too. */
static bool takes_amount(const lc__fact_reader *self, const lc__token *verb)
{
	return verb->role == LIANGCE_WORD_DOWN || lc__unit_in(self->text[verb->start], u"增净");
}

static lc_change of_verb(lc__word role)
{
	switch (role) {
	case LIANGCE_WORD_UP: return LIANGCE_UP_BY;
	case LIANGCE_WORD_DOWN: return LIANGCE_DOWN_BY;
	case LIANGCE_WORD_TO:
	case LIANGCE_WORD_UP_TO:
	case LIANGCE_WORD_DOWN_TO: return LIANGCE_TO;
	default: return LIANGCE_LEVEL;
	}
}

/* 滿6个月至未满2岁: the second end of a range whose ends were read one by one. */
static bool ends_range(const lc__fact_reader *self, size_t t)
{
	if (t < 2 || self->tokens[t - 1].role != LIANGCE_WORD_TO || !is_fact(self->tokens[t - 2].role) ||
	    self->tokens[t - 2].end != self->tokens[t - 1].start || !lc__unit_in(self->text[self->tokens[t - 1].start], u"至到"))
		return false;
	return self->facts[self->tokens[t - 2].fact].change == LIANGCE_LEVEL;
}

/*
 * 失业率4.1%,低于全国平均5.2%: what is compared with, not by how much. A rate is lower than a greater one, and rarely higher by more
 * than half of itself.
 */
static bool is_reference(const lc__fact_reader *self, size_t first, size_t f, lc__word comparison)
{
	const lc__fact *fact = &self->facts[f];
	if (f == first || fact->kind != LIANGCE_FACT_PERCENT || fact->unit[0] != '%' || !fact->has_lo || !fact->has_hi)
		return false;
	const lc__fact *rate = &self->facts[f - 1];
	lc_decimal twice;
	if (rate->kind != fact->kind || rate->unit[0] != '%' || rate->change != LIANGCE_LEVEL || !rate->has_lo ||
	    !lc__decimal_add(&twice, fact->lo, fact->lo))
		return false;
	int order = lc__decimal_compare(fact->lo, rate->lo);
	return comparison == LIANGCE_WORD_COMPARE_DOWN ? order > 0 : order < 0 && lc__decimal_compare(twice, rate->lo) > 0;
}

/* 提前14天领药: how long before something is done; 较去年提前14天 compares. */
static bool starts_early(const lc__fact_reader *self, size_t verb, size_t t)
{
	const lc__token *token = &self->tokens[verb];
	bool goes_on =
	    t + 1 < self->token_count && self->tokens[t + 1].start == self->tokens[t].end && !ends_clause(self->tokens[t + 1].role);
	return goes_on && token->end - token->start == 2 && self->text[token->start] == u'提' &&
	       lc__unit_in(self->text[token->start + 1], u"前早") && earlier(self, t, LIANGCE_WORD_COMPARE) == t;
}

/* 改造提升200个村, 加快6个电站建设: what is counted gets better, not more. */
static bool improves(const lc__fact_reader *self, const lc__fact *fact, size_t t)
{
	static const uint16_t words[][2] = {u"提升", u"加快", u"提速", u"拓展"};
	const lc__token *verb = &self->tokens[t - 1];
	bool things = fact->kind == LIANGCE_FACT_COUNT && verb->role == LIANGCE_WORD_UP && verb->end - verb->start == 2 &&
	              t + 1 < self->token_count && self->tokens[t + 1].start == self->tokens[t].end &&
	              !ends_clause(self->tokens[t + 1].role) && earlier(self, t, LIANGCE_WORD_COMPARE) == t;
	return things && lc__pair_in(self->text + verb->start, words);
}

/* 低于去年的30件: no change by so much, which 的 would not lead to. Of rates it is no matter of course: 低于全市的5%. */
static bool is_compared_amount(const lc__fact_reader *self, size_t f)
{
	size_t t = self->notes[f].token;
	lc_fact_kind kind = self->facts[f].kind;
	return t > 1 && self->tokens[t - 1].role == LIANGCE_WORD_DE && self->tokens[t - 2].end == self->tokens[t - 1].start &&
	       (kind == LIANGCE_FACT_COUNT || kind == LIANGCE_FACT_MONEY || kind == LIANGCE_FACT_MEASURE ||
	        kind == LIANGCE_FACT_DURATION);
}

/* 转至98家单位, 落实到6个镇: where it goes, not how many there are now. */
static bool goes_there(const lc__fact_reader *self, const lc__fact *fact, size_t t)
{
	const lc__token *to = &self->tokens[t - 1];
	if (fact->kind != LIANGCE_FACT_COUNT || to->role != LIANGCE_WORD_TO || to->end - to->start != 1 ||
	    t + 1 >= self->token_count)
		return false;
	for (size_t i = t; i > 0 && !ends_clause(self->tokens[i - 1].role); i--)
		if (self->tokens[i - 1].role == LIANGCE_WORD_FROM)
			return false; /* 从4个景点增加到18个景点 */
	size_t i = t + 1;             /* 46家承办|单位 */
	i += self->tokens[i].role == LIANGCE_WORD_VERB && i + 1 < self->token_count ? 1 : 0;
	return self->tokens[i].role == LIANGCE_WORD_NOUN && self->tokens[t + 1].start == self->tokens[t].end;
}

static lc_change compared(lc__fact_reader *self, size_t first, size_t f, lc__word comparison)
{
	if (is_reference(self, first, f, comparison) || is_compared_amount(self, f)) {
		self->notes[f].reference = true;
		return LIANGCE_LEVEL;
	}
	return comparison == LIANGCE_WORD_COMPARE_UP ? LIANGCE_UP_BY : LIANGCE_DOWN_BY;
}

/* 较去年新增岗位500个, 比上年新增20家 */
static bool is_newly_there(const lc__fact_reader *self, size_t t)
{
	size_t compared = earlier(self, t, LIANGCE_WORD_COMPARE);
	for (size_t i = t; compared < t && i > compared + 1 && i + 3 > t; i--) {
		const lc__token *token = &self->tokens[i - 1];
		const uint16_t *text = self->text + token->start;
		if (token->end - token->start == 2 && text[0] == u'新' && text[1] == u'增')
			return true;
	}
	return false;
}

/* 新建提升40公里农村路: what is built is no change of a measure. */
static bool builds(const lc__fact_reader *self, size_t verb)
{
	return verb > 0 && self->tokens[verb].role == LIANGCE_WORD_UP && self->tokens[verb - 1].role == LIANGCE_WORD_VERB &&
	       self->tokens[verb - 1].end == self->tokens[verb].start &&
	       lc__unit_in(self->text[self->tokens[verb - 1].start], u"新改建修整");
}

/* 平均用时3.4天,比去年快了近三成: what takes its time takes less. */
static bool takes_less(const lc__fact_reader *self, size_t first, size_t f, const lc__token *verb)
{
	lc_fact_kind kind = self->facts[f].kind;
	bool may = kind == LIANGCE_FACT_PERCENT || kind == LIANGCE_FACT_RATIO || kind == LIANGCE_FACT_DURATION;
	if (self->text[verb->start] != u'快' || verb->end - verb->start > 2 || !may)
		return false;
	for (size_t i = f; i > first && self->facts[i - 1].kind == LIANGCE_FACT_DURATION; i--) {
		const uint16_t *before = self->text + self->facts[i - 1].start - 2; /* 用时|3天, 时间为|3天 */
		if (lc__unit_in(before[0], u"时间限期长") || lc__unit_in(before[1], u"时间限期长"))
			return true;
	}
	return false;
}

/* 跃升第4, 由第7名降至第9名. 加码第一名奖金, 扩大第二届的规模: the order of what follows. */
static lc_change rank_change(const lc__fact_reader *self, size_t t)
{
	bool of = t + 1 < self->token_count && self->tokens[t + 1].start == self->tokens[t].end &&
	          (self->tokens[t + 1].role == LIANGCE_WORD_NOUN || self->tokens[t + 1].role == LIANGCE_WORD_DE);
	return of ? LIANGCE_LEVEL : LIANGCE_TO;
}

/* 以每年8%的速度递增: the verb stands behind what the rate is called. 拉动投资8个百分点: before its object. */
static lc_change pace(const lc__fact_reader *self, size_t t)
{
	if (t + 3 < self->token_count && self->tokens[t + 1].role == LIANGCE_WORD_DE &&
	    self->tokens[t + 2].role == LIANGCE_WORD_NOUN &&
	    (self->tokens[t + 3].role == LIANGCE_WORD_UP || self->tokens[t + 3].role == LIANGCE_WORD_DOWN)) {
		const lc__token *noun = &self->tokens[t + 2];
		if (noun->end - noun->start == 2 && lc__unit_in(self->text[noun->end - 1], u"度速幅"))
			return of_verb(self->tokens[t + 3].role);
	}
	return LIANGCE_LEVEL;
}

bool lc__is_in_attribute(const lc__fact_reader *self, size_t i, size_t t)
{
	if (t < i + 4 || self->tokens[t - 1].role != LIANGCE_WORD_SKIP ||
	    !lc__unit_in(self->text[self->tokens[t - 1].end - 1], u"有计"))
		return false;
	return self->tokens[t - 2].role == LIANGCE_WORD_NOUN && self->tokens[t - 3].role == LIANGCE_WORD_DE;
}

static lc_change change_of(lc__fact_reader *self, size_t first, size_t f)
{
	const lc__fact *fact = &self->facts[f];
	const lc__fact_note *note = &self->notes[f];
	size_t t = note->token, i = t;
	if (note->doubles)
		return LIANGCE_UP_BY;
	if (fact->kind == LIANGCE_FACT_RANK && self->text[fact->end - 1] == u'年')
		return LIANGCE_LEVEL; /* 要到第二年 */
	if (is_origin(self, t) || is_former(self, fact, t) || is_compared_value(self, t))
		return LIANGCE_FROM;
	if (ends_range(self, t) || (fact->kind == LIANGCE_FACT_AGE && fact->approx == LIANGCE_UNDER && t > 0 &&
	                            self->tokens[t - 1].role == LIANGCE_WORD_TO && earlier(self, t, LIANGCE_WORD_UP) == t))
		return LIANGCE_LEVEL; /* 至未满2岁 */
	while (i > 0 && is_passed(self->tokens[i - 1].role))
		i--;
	if (i > 0 && starts_early(self, i - 1, t))
		return LIANGCE_LEVEL;
	if (i == t && i > 0 && improves(self, fact, t))
		return LIANGCE_LEVEL;
	if (i > 0 && builds(self, i - 1))
		return LIANGCE_LEVEL;
	if (i > 0 && self->tokens[i - 1].role == LIANGCE_WORD_TO &&
	    (i < t ? self->tokens[i].role == LIANGCE_WORD_DATE : goes_there(self, fact, t)))
		return LIANGCE_LEVEL; /* 面积到2025年稳定在20万亩 */
	if (i > 0 && takes_less(self, first, f, &self->tokens[i - 1]))
		return LIANGCE_DOWN_BY;
	if (i > 0 && of_verb(self->tokens[i - 1].role) != LIANGCE_LEVEL)
		return fact->kind == LIANGCE_FACT_RANK && of_verb(self->tokens[i - 1].role) != LIANGCE_TO
		         ? rank_change(self, t)
		         : of_verb(self->tokens[i - 1].role);
	if (fact->kind == LIANGCE_FACT_PERCENT && pace(self, t) != LIANGCE_LEVEL)
		return pace(self, t);
	size_t up = earlier(self, t, LIANGCE_WORD_COMPARE_UP), down = earlier(self, t, LIANGCE_WORD_COMPARE_DOWN);
	if (up < t && !lc__is_in_attribute(self, up, t))
		return compared(self, first, f, LIANGCE_WORD_COMPARE_UP);
	if (down < t && !lc__is_in_attribute(self, down, t))
		return compared(self, first, f, LIANGCE_WORD_COMPARE_DOWN);
	if (i == t && t > 1 && self->tokens[t - 1].role == LIANGCE_WORD_NOUN && takes_amount(self, &self->tokens[t - 2]))
		return of_verb(self->tokens[t - 2].role);
	if (is_newly_there(self, t))
		return LIANGCE_UP_BY;
	if (t > 1 && self->tokens[t - 1].role == LIANGCE_WORD_AND && is_fact(self->tokens[t - 2].role) &&
	    self->facts[self->tokens[t - 2].fact].kind == fact->kind)
		return self->facts[self->tokens[t - 2].fact].change; /* 分别提高48%、45.5% */
	return closes_list(self, t) ? LIANGCE_TO : LIANGCE_LEVEL;
}

/* The arrow beside a number tells its change; so does a minus beside 同比 or a verb of change, of the positive value. */
static void settle_sign(lc__fact_reader *self, size_t f)
{
	lc__fact *fact = &self->facts[f];
	const lc__fact_note *note = &self->notes[f];
	int arrow = lc__arrow(self->text[fact->start]);
	arrow = arrow != 0 ? arrow : lc__arrow(self->text[fact->end - 1]);
	if (arrow != 0)
		fact->change = arrow > 0 ? LIANGCE_UP_BY : LIANGCE_DOWN_BY;
	bool negative = fact->has_lo && fact->has_hi && fact->hi.coefficient < 0;
	bool plus = self->text[note->number] == '+';
	if (!negative && !plus)
		return;
	if (fact->change != LIANGCE_UP_BY && fact->change != LIANGCE_DOWN_BY &&
	    earlier(self, note->token, LIANGCE_WORD_COMPARE) == note->token && !lc__cells_compare(self, f))
		return;
	fact->change = plus ? LIANGCE_UP_BY : LIANGCE_DOWN_BY;
	if (negative) {
		lc_decimal low = fact->lo;
		fact->lo = fact->hi;
		fact->hi = low;
		fact->lo.coefficient = -fact->lo.coefficient;
		fact->hi.coefficient = -fact->hi.coefficient;
	}
}

void lc__changes_find(lc__fact_reader *self, size_t first)
{
	settle_comparisons(self);
	lc__limits_spread(self, first);
	for (size_t i = first; i < self->fact_count; i++) {
		lc__fact *fact = &self->facts[i];
		if (fact->kind == LIANGCE_FACT_DATE || self->notes[i].clock)
			continue;
		fact->change = change_of(self, first, i);
		settle_sign(self, i);
	}
}
