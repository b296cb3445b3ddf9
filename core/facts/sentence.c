/* SPDX-License-Identifier: Apache-2.0 */
/* Cutting a sentence into tokens and reading the numbers in it: see sentence.h. Decides nothing about subjects. */
#include "facts/scanner.h"

enum { TOKENS_MAX = 1 << 20, FACTS_MAX = 1 << 22 };

/* ---------------------------------------------------------------- tokens */

static lc_status push(lc__fact_reader *self, uint32_t start, uint32_t end, lc__word role, lc_error *err)
{
	lc__token *last = self->token_count > 0 ? &self->tokens[self->token_count - 1] : NULL;
	if (role == LIANGCE_WORD_NOUN && last != NULL && last->role == role && last->end == start) {
		last->end = end;
		return LIANGCE_OK;
	}
	if (self->token_count == self->token_capacity) {
		void *tokens = self->tokens;
		lc_status status =
		    lc__grow(&tokens, &self->token_capacity, self->token_count + 1, TOKENS_MAX, sizeof *self->tokens, err);
		self->tokens = tokens;
		if (status != LIANGCE_OK)
			return status;
	}
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): below the capacity there is memory */
	self->tokens[self->token_count++] = (lc__token){.start = start, .end = end, .role = role};
	self->roles |= UINT64_C(1) << role;
	return LIANGCE_OK;
}

/* A verb with one of these behind it is a noun: 受理量, 增长率. */
static bool makes_noun(uint16_t next)
{
	return lc__unit_in(next, u"率量额值幅速费会班者员期型度力品物线网店站厂区园类处科室券卡证税价书金");
}

/* ---------------------------------------------------------------- facts */

static lc_status grow_facts(lc__fact_reader *self, lc_error *err)
{
	void *facts = self->facts, *notes = self->notes;
	lc_status status = lc__grow(&facts, &self->fact_capacity, self->fact_count + 1, FACTS_MAX, sizeof *self->facts, err);
	self->facts = facts;
	if (status == LIANGCE_OK)
		status = lc__grow(&notes, &self->note_capacity, self->fact_count + 1, FACTS_MAX, sizeof *self->notes, err);
	self->notes = notes;
	return status;
}

static lc_status append_fact(lc__fact_reader *self, const lc__expression *from, lc_error *err)
{
	bool room = self->fact_count < self->fact_capacity && self->fact_count < self->note_capacity;
	lc_status status = room ? LIANGCE_OK : grow_facts(self, err);
	if (status != LIANGCE_OK)
		return status;
	lc__fact *fact = &self->facts[self->fact_count]; /* field by field: see expression.c */
	fact->start = from->start;
	fact->end = from->end;
	fact->kind = from->kind;
	fact->approx = from->approx;
	fact->change = LIANGCE_LEVEL;
	fact->has_lo = from->has_lo;
	fact->has_hi = from->has_hi;
	fact->lo = from->lo;
	fact->hi = from->hi;
	fact->unit = from->unit;
	fact->subject_start = fact->subject_end = 0;
	fact->term = LIANGCE_NO_TERM;
	fact->rule = "";
	fact->sentence_start = self->start;
	fact->sentence_end = self->end;
	self->notes[self->fact_count++] =
	    (lc__fact_note){.number = from->number, .within = from->within, .doubles = from->doubles, .clock = from->clock};
	return LIANGCE_OK;
}

/* The same, with its token; a bound that was read as a word before becomes part of it. */
static lc_status add_fact(lc__fact_reader *self, const lc__expression *from, lc_error *err)
{
	lc_status status = append_fact(self, from, err);
	while (self->token_count > 0 && self->tokens[self->token_count - 1].start >= from->start)
		self->token_count--;
	if (self->token_count > 0 && self->tokens[self->token_count - 1].end > from->start)
		self->tokens[self->token_count - 1].end = from->start; /* 排名|前十 */
	if (status == LIANGCE_OK)
		status = push(self, from->start, from->end, from->kind == LIANGCE_FACT_DATE ? LIANGCE_WORD_DATE : LIANGCE_WORD_FACT,
		              err);
	if (status != LIANGCE_OK)
		return status;
	self->tokens[self->token_count - 1].fact = (uint32_t)self->fact_count - 1;
	self->notes[self->fact_count - 1].token = (uint32_t)self->token_count - 1;
	return LIANGCE_OK;
}

static bool sign_counts(const lc__fact_reader *self, uint32_t at)
{
	uint16_t before = self->text[at - 1];
	uint32_t digits = at + 1;
	while (lc__is_digit(self->text[digits]))
		digits++;
	if (self->text[at] == '-' && lc__unit_in(self->text[digits], u"年月日"))
		return false; /* 公告专区-114年第2批 */
	return !lc__is_digit(before) && !lc__is_letter(before) && before != ')';
}

/* Behind a noun a sign belongs to a number only if that has a unit: 歼-20, but 气温-3℃. */
static bool is_model(const lc__fact_reader *self, const lc__expression *number)
{
	uint16_t sign = self->text[number->start];
	return (sign == '-' || sign == '+') && number->unit[0] == '\0' && lc__last_role(self, 0) == LIANGCE_WORD_NOUN &&
	       self->tokens[self->token_count - 1].end == number->start;
}

/* 超过新台币50万元: the bound stands before the currency. */
static bool joins_currency(const lc__fact_reader *self)
{
	return self->token_count > 1 && lc__last_role(self, 0) == LIANGCE_WORD_CURRENCY &&
	       self->tokens[self->token_count - 2].end == self->tokens[self->token_count - 1].start;
}

/* What is counted one by one is no fraction: 7.15个城市, but 1.5个百分点. */
static bool is_whole(const uint16_t *unit)
{
	return lc__unit_in(unit[0], u"名家位座所艘架辆") || (unit[0] == u'个' && !lc__unit_in(unit[1], u"百月工小星基"));
}

/* 4.2023年…, 5.1月…, 7.15个…: the number of an item before a date or a count, no decimal. */
static bool numbers_item(const lc__fact_reader *self, uint32_t at)
{
	uint32_t i = at;
	while (i < self->end && i < at + 2 && lc__is_digit(self->text[i]))
		i++;
	if (i == at || self->text[i] != '.')
		return false;
	uint32_t month = i + 1;
	while (month < self->end && month < i + 3 && lc__is_digit(self->text[month]))
		month++;
	if (month > i + 1 && month < self->end && lc__unit_in(self->text[month], u"-~至—"))
		for (month++; month < self->end && month < i + 6 && lc__is_digit(self->text[month]);)
			month++;                                               /* 5.1-8月 */
	bool listed = self->text[at - 1] == ':' && self->text[month] == u'月'; /* 附件:1.9月份明细 */
	if ((at == self->start || listed) && month > i + 1 && month < self->end && self->text[at] != '0' &&
	    (self->text[month] == u'月' || is_whole(self->text + month)))
		return true;
	bool year =
	    i + 5 < self->end &&
	    ((self->text[i + 1] == '2' && self->text[i + 2] == '0') || (self->text[i + 1] == '1' && self->text[i + 2] == '9')) &&
	    lc__is_digit(self->text[i + 3]) && lc__is_digit(self->text[i + 4]) && !lc__is_digit(self->text[i + 5]);
	return year && (at == self->start || self->text[i + 5] == u'年'); /* 展览记录11.2018年 */
}

/* 三年来, 两个月前, 5米内: what stands alone behind a number, unless a word begins with it (三年|前进) or it is of the noun (两名|前总理). */
static bool is_time_behind(const lc__fact_reader *self, lc_fact_kind kind, uint32_t at, uint32_t end)
{
	uint16_t unit = self->text[at];
	bool inner = unit == u'内' && self->text[at - 1] == u'米' && !lc__unit_in(self->text[at + 1], LIANGCE_BEHIND_INNER),
	     earlier = unit == u'前' && kind != LIANGCE_FACT_COUNT;
	lc__word_role role;
	return (inner || earlier || lc__unit_in(unit, u"后来起间")) &&
	       lc__words_longest(&self->rules->words, self->text + at, end - at, &role) < 2;
}

static lc_status read_number(lc__fact_reader *self, uint32_t *at, lc_error *err)
{
	if (numbers_item(self, *at)) {
		uint32_t item = *at;
		*at += self->text[item + 1] == '.' ? 2 : 3;
		return push(self, item, *at, LIANGCE_WORD_COMMA, err);
	}
	uint32_t start = self->start, end = self->end;
	const lc__token *last = self->token_count > 0 ? &self->tokens[self->token_count - 1] : NULL;
	bool touches = last != NULL && last->end == *at;
	lc__word earlier = lc__last_role(self, 1);
	size_t bracket = lc__last_role(self, 0) == LIANGCE_WORD_CLOSE; /* (2月10日)九点半 */
	lc__scene scene = {.units = &self->rules->units,
	                   .words = &self->rules->words,
	                   .matcher = &self->matcher,
	                   .text = self->text,
	                   .start = start,
	                   .end = end,
	                   .before = touches      ? last->role
	                           : last != NULL ? LIANGCE_WORD_COMMA
	                                          : LIANGCE_WORD_NONE,
	                   .before_start = touches ? last->start : *at,
	                   .bound = touches && joins_currency(self) ? earlier : LIANGCE_WORD_NONE,
	                   .bound_start = self->token_count > 1 ? self->tokens[self->token_count - 2].start : start,
	                   .alone = *at - (lc__arrow(self->text[*at - 1]) != 0) == start,
	                   .clock =
	                       lc__last_role(self, 0) == LIANGCE_WORD_DAYPART || lc__last_role(self, bracket) == LIANGCE_WORD_DATE,
	                   .lasts = earlier == LIANGCE_WORD_VERB || earlier == LIANGCE_WORD_SKIP || earlier == LIANGCE_WORD_REACH ||
	                            earlier == LIANGCE_WORD_DOWN || earlier == LIANGCE_WORD_UP};
	uint32_t rest = lc__term_around(self, *at); /* 24小时自助终端: behind the number the term goes on */
	lc__expression expression;
	bool found;
	lc_status status = lc__expression_read(&expression, &scene, *at, &found, err);
	if (status != LIANGCE_OK)
		return status;
	bool fact =
	    found && expression.kind != LIANGCE_FACT_NAME && expression.kind != LIANGCE_FACT_ID && !is_model(self, &expression);
	bool ordinal = !found && scene.alone && lc__unit_in(self->text[expression.end], u".、)");
	expression.end += ordinal ? 1 : 0;
	lc__word otherwise = ordinal ? LIANGCE_WORD_COMMA : !found && expression.weak ? LIANGCE_WORD_SKIP : LIANGCE_WORD_NOUN;
	lc__take_arrow(self, &expression);
	status = fact ? add_fact(self, &expression, err) : push(self, *at, expression.end, otherwise, err);
	*at = expression.end;
	if (status == LIANGCE_OK && fact && *at < end && is_time_behind(self, expression.kind, *at, end)) {
		status = push(self, *at, *at + 1, LIANGCE_WORD_SKIP, err);
		(*at)++;
	}
	if (status == LIANGCE_OK && rest > *at && rest <= end) {
		status = push(self, *at, rest, LIANGCE_WORD_NOUN, err);
		*at = rest;
	}
	return status;
}

/* 购买|价值1亿元的设备: the verb before it is none of its noun. */
static bool is_worth(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	return at + 2 < end && self->text[at] == u'价' && self->text[at + 1] == u'值' && lc__leads_to_number(self, at + 2, end);
}

static lc_status read_word(lc__fact_reader *self, uint32_t end, uint32_t *at, lc_error *err)
{
	lc__word_role role = {0};
	uint32_t start = *at, length = (uint32_t)lc__words_longest(&self->rules->words, self->text + start, end - start, &role);
	if (length == 0) {
		*at = start + 1;
		return push(self, start, start + 1, LIANGCE_WORD_NOUN, err);
	}
	lc__word does = role.far;
	uint16_t next = start + length < end ? self->text[start + length] : 0;
	if (role.near != LIANGCE_WORD_NONE && lc__leads_to_number(self, start + length, end))
		does = role.near;
	if (does == LIANGCE_WORD_MORE && self->text[start] == u'长' &&
	    lc__unit_in(self->text[start - 1], u"村里镇乡县市区校院局处科部队班组会社行"))
		does = LIANGCE_WORD_NOUN; /* 乡镇长三人 */
	if (does == LIANGCE_WORD_OVER && length == 1 && self->text[start] == u'上' && lc__han_power(next) <= 0)
		does = LIANGCE_WORD_NOUN; /* 车上24枚, but 上百枚 */
	lc__word_role behind = {0};
	if ((role.far == LIANGCE_WORD_COMPARE_UP || role.far == LIANGCE_WORD_COMPARE_DOWN) &&
	    lc__words_longest(&self->rules->words, self->text + start + length, end - start - length, &behind) != 0 &&
	    behind.far == LIANGCE_WORD_SCOPE)
		does = role.far; /* 高于全国3个百分点 */
	bool takes_object = does == LIANGCE_WORD_VERB || does == LIANGCE_WORD_UP || does == LIANGCE_WORD_DOWN;
	if (does == LIANGCE_WORD_NONE || (takes_object && length > 1 && makes_noun(next) && !is_worth(self, start + length, end)))
		does = LIANGCE_WORD_NOUN;
	*at = start + length;
	return push(self, start, start + length, does, err);
}

/* Whether the space at `at` stands between pH and its number. */
static bool is_acidity(const lc__fact_reader *self, uint32_t at)
{
	const uint16_t *text = self->text + at;
	return at > self->start + 1 && (text[-1] | 0x20) == 'h' && (text[-2] | 0x20) == 'p' && lc__is_digit(text[1]) &&
	       !lc__is_letter(text[-3]);
}

/* text[at + 1] is there: a break ends every segment. Without a branch, as nothing foretells where words may begin. */
static inline bool is_plain(const lc__fact_reader *self, uint32_t at)
{
	unsigned class = self->rules->classes[self->text[at]] & LIANGCE_CLASS_READ,
		 begins =
		     lc__trie_may_begin(&self->rules->words.words, self->text[at], self->text[at + 1]) ? LIANGCE_CLASS_WORDS : 0;
	return (class & (~(unsigned)LIANGCE_CLASS_WORDS | begins)) == 0;
}

/* Content without anything to look at ends at a class or a hit. */
static uint32_t plain_end(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	uint32_t stop =
	    self->hit_at < self->hit_count && self->hits[self->hit_at].start < end ? self->hits[self->hit_at].start : end;
	while (at < stop && is_plain(self, at))
		at++;
	return at;
}

static inline void move_hits(lc__fact_reader *self, uint32_t at)
{
	while (self->hit_at < self->hit_count && self->hits[self->hit_at].start < at)
		self->hit_at++;
}

/* A comma between digits may separate thousands. */
static bool ends_clause(const lc__fact_reader *self, uint32_t at)
{
	return self->text[at] == ',' && !(lc__is_digit(self->text[at - 1]) && lc__is_digit(self->text[at + 1]));
}

uint32_t lc__clause_start(const lc__fact_reader *self, uint32_t at)
{
	while (at > self->start && !ends_clause(self, at - 1))
		at--;
	return at;
}

uint32_t lc__clause_end(const lc__fact_reader *self, uint32_t at)
{
	while (at < self->end && !ends_clause(self, at))
		at++;
	return at;
}

/* What is one name: a hit, a title, a quotation. A year in a title is a date, and the title one name all the same. */
static lc_status push_whole(lc__fact_reader *self, uint32_t at, uint32_t end, lc_error *err)
{
	lc_status status = push(self, at, end, LIANGCE_WORD_NOUN, err);
	const bool title = self->text[at] == u'《';
	uint32_t stop, year = title ? lc__titled_year(self, at, end, &stop) : 0;
	while (year != 0 && status == LIANGCE_OK) {
		const lc__expression date = {.start = year, .number = year, .end = stop, .kind = LIANGCE_FACT_DATE, .unit = ""};
		status = append_fact(self, &date, err);
		if (status == LIANGCE_OK)
			self->notes[self->fact_count - 1].token = (uint32_t)self->token_count - 1;
		year = lc__titled_year(self, stop, end, &stop);
	}
	return status;
}

lc_status lc__clause_read(lc__fact_reader *self, uint32_t from, uint32_t to, lc_error *err)
{
	uint32_t end = to;
	lc_status status =
	    self->token_count > 0 || from > self->start ? push(self, from - 1, from, LIANGCE_WORD_COMMA, err) : LIANGCE_OK;
	for (uint32_t at = from; at < end && status == LIANGCE_OK;) {
		uint16_t unit = self->text[at];
		unsigned class = self->rules->classes[unit];
		move_hits(self, at);
		bool begins = self->hit_at < self->hit_count && self->hits[self->hit_at].start == at;
		const lc__hit *hit = begins ? lc__hit_at(self, at) : NULL;
		uint32_t plain = hit == NULL && is_plain(self, at) ? plain_end(self, at + 1, end) : 0;
		if (plain != 0) {
			status = push(self, at, plain, LIANGCE_WORD_NOUN, err);
			at = plain;
			continue;
		}
		uint32_t whole = hit != NULL && hit->end <= end    ? hit->end
		               : (class & LIANGCE_CLASS_MARK) != 0 ? lc__closed_content(self, at, end)
		                                                   : 0;
		uint32_t day = whole == 0 && unit == '(' ? lc__bracketed_day(self, at, end) : 0;
		if (whole != 0) {
			status = push_whole(self, at, whole, err);
			at = whole;
		} else if (day != 0) {
			lc__expression date = {
			    .start = at - 1, .number = at + 1, .end = day, .kind = LIANGCE_FACT_DATE, .unit = ""};
			status = add_fact(self, &date, err);
			at = day;
		} else if ((class & LIANGCE_CLASS_NUMBER) != 0 && lc__begins_number(self, at, end) &&
		           ((unit != '-' && unit != '+') || sign_counts(self, at))) {
			status = read_number(self, &at, err);
		} else if ((class & LIANGCE_CLASS_LETTER) != 0 && lc__begins_price(self, at, end)) {
			status = read_number(self, &at, err);
		} else if ((class & LIANGCE_CLASS_LETTER) != 0) {
			uint32_t stop = lc__letters_end(self, at, end);
			status = push(self, at, stop, LIANGCE_WORD_NOUN, err);
			at = stop;
		} else if (unit == ' ' && is_acidity(self, at)) {
			at++; /* pH 3.9 */
		} else if ((class & LIANGCE_CLASS_MARK) != 0 && lc__arrow(unit) != 0 && lc__begins_number(self, at + 1, end)) {
			at++;
		} else if ((class & LIANGCE_CLASS_MARK) != 0 && lc__punctuation(unit) != LIANGCE_WORD_NONE) {
			status = push(self, at, at + 1, lc__punctuation(unit), err);
			at++;
		} else {
			status = read_word(self, end, &at, err);
		}
	}
	return status;
}
