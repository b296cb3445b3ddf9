/* SPDX-License-Identifier: Apache-2.0 */
/* Cutting a sentence into tokens and reading the numbers in it: see sentence.h. Decides nothing about subjects. */
#include "facts/sentence.h"

enum { TOKENS_MAX = 1 << 20, FACTS_MAX = 1 << 22, QUOTE_MAX = 18, BRACKET_MAX = 10, TITLE_MAX = 80 };

static bool is_ascii_letter(uint16_t unit)
{
	return (unit | 0x20) >= 'a' && (unit | 0x20) <= 'z';
}

static bool is_digit(uint16_t unit)
{
	return unit >= '0' && unit <= '9';
}

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
		lc_status status = lc__grow(&tokens, &self->token_capacity, self->token_count + 1, TOKENS_MAX, sizeof *self->tokens, err);
		self->tokens = tokens;
		if (status != LIANGCE_OK)
			return status;
	}
	self->tokens[self->token_count++] = (lc__token){.start = start, .end = end, .role = role};
	return LIANGCE_OK;
}

static lc__word last_role(const lc__fact_reader *self, size_t back)
{
	return self->token_count > back ? self->tokens[self->token_count - 1 - back].role : LIANGCE_WORD_NONE;
}

static bool begins_noun(const lc__fact_reader *self, uint32_t at, uint32_t end, uint32_t *length)
{
	lc__word_role role;
	*length = (uint32_t)lc__words_longest(&self->rules->words, self->text + at, end - at, &role);
	return *length > 1 && role.far == LIANGCE_WORD_NOUN;
}

/* Whether a numeral may begin here. 一 in a fixed word, 数 and 几 without a power do not. */
static bool begins_number(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	uint16_t unit = self->text[at], next = at + 1 < end ? self->text[at + 1] : 0;
	uint32_t length;
	if (is_digit(unit))
		return true;
	if (lc__unit_in(unit, u"¥$€£₩"))
		return is_digit(next) || next == ' ';
	if (unit == '-' || unit == '+' )
		return is_digit(next);
	if (unit == u'负')
		return is_digit(next) || lc__han_digit(next) >= 0 || lc__han_power(next) > 0;
	if (unit == u'第')
		return (is_digit(next) || lc__han_digit(next) > 0 || lc__han_power(next) > 0 || next == ' ') && !begins_noun(self, at, end, &length);
	if (lc__unit_in(unit, u"几数"))
		return lc__han_power(next) > 0;
	if (lc__han_digit(unit) < 0 && lc__han_power(unit) < 0 && !lc__unit_in(unit, u"廿卅"))
		return false;
	if (self->text[at - 1] == u'周' || (self->text[at - 1] == u'期' && self->text[at - 2] == u'星') || self->text[at - 1] == u'拜')
		return false; /* a day of the week; text[at - 2] is there, as a break begins every segment */
	return !begins_noun(self, at, end, &length);
}

static bool passes(lc__word role)
{
	switch (role) {
	case LIANGCE_WORD_SKIP: case LIANGCE_WORD_UP: case LIANGCE_WORD_DOWN: case LIANGCE_WORD_UP_TO: case LIANGCE_WORD_DOWN_TO:
	case LIANGCE_WORD_REACH: case LIANGCE_WORD_EACH: case LIANGCE_WORD_RANK: case LIANGCE_WORD_SHARE: case LIANGCE_WORD_SCOPE: return true;
	default: return false;
	}
}

/* Whether from here only words of few kinds lead to a number: 为, 达, 高 are roles there and parts of words elsewhere. */
static bool leads_to_number(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	for (int words = 0; words < 4 && at < end; words++) {
		unsigned class = self->rules->classes[self->text[at]];
		if ((class & LIANGCE_CLASS_NUMBER) != 0 && begins_number(self, at, end))
			return true;
		if ((class & (LIANGCE_CLASS_WORD | LIANGCE_CLASS_WORDS)) == 0)
			return false;
		lc__word_role role;
		uint32_t length = (uint32_t)lc__words_longest(&self->rules->words, self->text + at, end - at, &role);
		if (length == 0 || (role.near == LIANGCE_WORD_NONE && !passes(role.far)))
			return false;
		at += length;
	}
	return false;
}

/* A verb with one of these behind it is a noun: 受理量, 增长率. */
static bool makes_noun(uint16_t next)
{
	return lc__unit_in(next, u"率量额值幅速费会班者员期型度力品物线网店站厂区园类处科室券卡证税价书金");
}

/* ---------------------------------------------------------------- things that are content as a whole */

/* The end of what stands in marks that open at `at`, mark included; 0 where it does not close in time or is not that kind of thing. */
static uint32_t enclosed(const lc__fact_reader *self, uint32_t at, uint32_t end, uint16_t close, uint32_t most, const uint16_t *never)
{
	for (uint32_t i = at + 1; i < end && i - at <= most; i++) {
		if (self->text[i] == close)
			return i > at + 1 ? i + 1 : 0;
		if (lc__unit_in(self->text[i], never))
			return 0;
	}
	return 0;
}

/* Counts quotation marks from the beginning of the paragraph: folded ones do not tell which way they open. */
static bool is_quoted(lc__fact_reader *self, uint32_t at)
{
	uint32_t paragraph = at;
	while (paragraph > self->quote_at && self->text[paragraph - 1] != LIANGCE_UNIT_BREAK)
		paragraph--;
	if (paragraph > self->quote_at) {
		self->quote_at = paragraph;
		self->quoted = false;
	}
	for (; self->quote_at < at; self->quote_at++)
		self->quoted ^= self->text[self->quote_at] == '"';
	return self->quoted;
}

bool lc__spot_counts(const lc__fact_reader *self, uint32_t at)
{
	uint16_t unit = self->text[at], next = self->text[at + 1];
	if (is_digit(unit))
		return true;
	if (unit == u'半' && at > 1 && self->text[at - 1] == u'个')
		return lc__is_numeral(self->text[at - 2]); /* 一个半小时 */
	if ((self->rules->classes[unit] & LIANGCE_CLASS_NUMBER) == 0 || !begins_number(self, at, self->length))
		return false;
	if (lc__han_digit(unit) < 0 || (self->rules->classes[next] & LIANGCE_CLASS_NUMBER) != 0)
		return true;
	bool alone = (self->rules->classes[self->text[at - 1]] & self->rules->classes[next] & LIANGCE_CLASS_END) != 0;
	return alone || self->text[at - 1] == u'第' || lc__trie_begins(&self->rules->units.trie, next) || lc__unit_in(next, u"月日时点世季、至到分半多余,.~-");
}

static bool holds_digit(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	while (at < end && !is_digit(self->text[at]))
		at++;
	return at < end;
}

/* A short quotation, a title, brackets inside a name: their numerals are names. The end of it, or 0. */
static uint32_t closed_content(lc__fact_reader *self, uint32_t at, uint32_t end)
{
	switch (self->text[at]) {
	case '"': return is_quoted(self, at) ? 0 : enclosed(self, at, end, '"', QUOTE_MAX, u",:()");
	case u'《': return enclosed(self, at, end, u'》', TITLE_MAX, u"《");
	case u'〔': return enclosed(self, at, end, u'〕', BRACKET_MAX, u"〔,");
	case '(': {
		uint32_t close = last_role(self, 0) == LIANGCE_WORD_NOUN ? enclosed(self, at, end, ')', BRACKET_MAX, u"(,:。\"") : 0;
		return close != 0 && !holds_digit(self, at, close) ? close : 0;
	}
	default: return 0;
	}
}

/* Letters with what hangs on them: PM2.5, G20, https://…. Digits that carry 万, 亿, 元 or % are not part of it. */
static uint32_t letters(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	uint32_t i = at, digits = 0;
	bool address = false;
	for (; i < end && self->text[i] > ' ' && self->text[i] < 0x7F && !lc__unit_in(self->text[i], u",()\"'"); i++) {
		address |= self->text[i] == '@' || (self->text[i] == '/' && self->text[i - 1] == '/') || (self->text[i] == '.' && is_ascii_letter(self->text[i - 1]));
		if (!is_digit(self->text[i]) && self->text[i] != '.')
			digits = 0;
		else if (digits == 0)
			digits = i;
	}
	return digits > at && !address && i < end && lc__unit_in(self->text[i], u"万亿元%个家户") ? digits : i;
}

/* ---------------------------------------------------------------- hits */

/* 同比 stays a function word although a dictionary may list it, and 节省成本 a verb with its object. */
static bool is_function_word(const lc__fact_reader *self, const lc__hit *hit, bool name)
{
	lc__word_role role;
	uint32_t length = (uint32_t)lc__words_longest(&self->rules->words, self->text + hit->start, hit->end - hit->start, &role);
	if (name || length == 0 || role.far == LIANGCE_WORD_NOUN || role.far == LIANGCE_WORD_NONE)
		return false;
	return length == hit->end - hit->start || role.far == LIANGCE_WORD_UP || role.far == LIANGCE_WORD_DOWN;
}

static inline void move_hits(lc__fact_reader *self, uint32_t at)
{
	while (self->hit_at < self->hit_count && self->hits[self->hit_at].start < at)
		self->hit_at++;
}

/* The longest hit that begins at `at` and is more than the numeral there; NULL where none. */
static const lc__hit *hit_at(lc__fact_reader *self, uint32_t at)
{
	const lc__hit *longest = NULL;
	for (size_t i = self->hit_at; i < self->hit_count && self->hits[i].start == at; i++) {
		if (self->hits[i].term >= self->terms->count)
			continue;
		bool name = self->terms->terms[self->hits[i].term].kind == LIANGCE_KIND_NAME;
		if ((is_digit(self->text[at]) && !name) || is_function_word(self, &self->hits[i], name))
			continue;
		if (longest == NULL || self->hits[i].end > longest->end)
			longest = &self->hits[i];
	}
	if (longest == NULL || longest->end >= self->length)
		return NULL;
	bool splits = is_digit(self->text[longest->end]) && is_digit(self->text[longest->end - 1]);
	return splits ? NULL : longest;
}

/* The end of the longest term that begins with the digits at `at`, 0 where none does. */
static uint32_t term_around(const lc__fact_reader *self, uint32_t at)
{
	uint32_t end = 0;
	for (size_t i = self->hit_at; i < self->hit_count && self->hits[i].start == at; i++)
		end = self->hits[i].end > end ? self->hits[i].end : end;
	return end;
}

/* ---------------------------------------------------------------- facts */

static lc_status append_fact(lc__fact_reader *self, const lc__expression *from, lc_error *err)
{
	void *facts = self->facts, *notes = self->notes;
	lc_status status = lc__grow(&facts, &self->fact_capacity, self->fact_count + 1, FACTS_MAX, sizeof *self->facts, err);
	self->facts = facts;
	if (status == LIANGCE_OK)
		status = lc__grow(&notes, &self->note_capacity, self->fact_count + 1, FACTS_MAX, sizeof *self->notes, err);
	self->notes = notes;
	if (status != LIANGCE_OK)
		return status;
	self->notes[self->fact_count] = (lc__fact_note){.number = from->number, .within = from->within, .doubles = from->doubles, .clock = from->clock};
	self->facts[self->fact_count++] = (lc__fact){
	    .start = from->start, .end = from->end, .kind = from->kind, .approx = from->approx, .has_lo = from->has_lo, .has_hi = from->has_hi,
	    .lo = from->lo, .hi = from->hi, .unit = from->unit, .term = LIANGCE_NO_TERM, .rule = "", .sentence_start = self->start,
	    .sentence_end = self->end};
	return LIANGCE_OK;
}

/* The same, with its token; a bound that was read as a word before becomes part of it. */
static lc_status add_fact(lc__fact_reader *self, const lc__expression *from, lc_error *err)
{
	lc_status status = append_fact(self, from, err);
	while (self->token_count > 0 && self->tokens[self->token_count - 1].start >= from->start)
		self->token_count--;
	if (status == LIANGCE_OK)
		status = push(self, from->start, from->end, from->kind == LIANGCE_FACT_DATE ? LIANGCE_WORD_DATE : LIANGCE_WORD_FACT, err);
	if (status != LIANGCE_OK)
		return status;
	self->tokens[self->token_count - 1].fact = (uint32_t)self->fact_count - 1;
	self->notes[self->fact_count - 1].token = (uint32_t)self->token_count - 1;
	return LIANGCE_OK;
}

static bool sign_counts(const lc__fact_reader *self, uint32_t at)
{
	uint16_t before = self->text[at - 1];
	return !is_digit(before) && !is_ascii_letter(before) && before != ')';
}

/* Behind a noun a sign belongs to a number only if that has a unit: 歼-20, but 气温-3℃. */
static bool is_model(const lc__fact_reader *self, const lc__expression *number)
{
	uint16_t sign = self->text[number->start];
	return (sign == '-' || sign == '+') && number->unit[0] == '\0' && last_role(self, 0) == LIANGCE_WORD_NOUN &&
	       self->tokens[self->token_count - 1].end == number->start;
}

static lc_status read_number(lc__fact_reader *self, uint32_t *at, lc_error *err)
{
	uint32_t start = self->start, end = self->end;
	const lc__token *last = self->token_count > 0 ? &self->tokens[self->token_count - 1] : NULL;
	bool touches = last != NULL && last->end == *at;
	lc__word earlier = last_role(self, 1);
	lc__scene scene = {.units = &self->rules->units, .words = &self->rules->words, .matcher = &self->matcher, .text = self->text,
	                   .start = start, .end = end,
	                   .before = touches ? last->role : last != NULL ? LIANGCE_WORD_COMMA : LIANGCE_WORD_NONE,
	                   .before_start = touches ? last->start : *at, .alone = *at == start,
	                   .clock = last_role(self, 0) == LIANGCE_WORD_DAYPART || last_role(self, 0) == LIANGCE_WORD_DATE,
	                   .lasts = earlier == LIANGCE_WORD_VERB || earlier == LIANGCE_WORD_SKIP || earlier == LIANGCE_WORD_REACH || earlier == LIANGCE_WORD_DOWN || earlier == LIANGCE_WORD_UP};
	uint32_t rest = term_around(self, *at); /* 24小时自助终端: behind the number the term goes on */
	lc__expression expression;
	bool found;
	lc_status status = lc__expression_read(&expression, &scene, *at, &found, err);
	if (status != LIANGCE_OK)
		return status;
	bool fact = found && expression.kind != LIANGCE_FACT_NAME && expression.kind != LIANGCE_FACT_ID && !is_model(self, &expression);
	bool ordinal = !found && scene.alone && lc__unit_in(self->text[expression.end], u".、)");
	lc__word otherwise = ordinal ? LIANGCE_WORD_COMMA : !found && expression.weak ? LIANGCE_WORD_SKIP : LIANGCE_WORD_NOUN;
	status = fact ? add_fact(self, &expression, err) : push(self, *at, expression.end, otherwise, err);
	*at = expression.end;
	if (status == LIANGCE_OK && fact && *at < end && lc__unit_in(self->text[*at], u"前后来起间") && !lc__trie_may_begin(&self->rules->words.words, self->text[*at], self->text[*at + 1])) {
		status = push(self, *at, *at + 1, LIANGCE_WORD_SKIP, err); /* 三年来, 两个月前 */
		(*at)++;
	}
	if (status == LIANGCE_OK && rest > *at && rest <= end) {
		status = push(self, *at, rest, LIANGCE_WORD_NOUN, err);
		*at = rest;
	}
	return status;
}

/* US$5: a sign of currency that begins with a letter. */
static bool begins_price(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	size_t length;
	const lc__unit *unit = lc__units_longest(&self->rules->units, self->text + at, end - at, &length);
	return unit != NULL && unit->sign && at + length < end && is_digit(self->text[at + length]);
}

/* (15)日 behind 今: the day that is meant, as Taiwanese pages write it. */
static uint32_t bracketed_day(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	if (self->text[at] != '(' || !lc__unit_in(self->text[at - 1], u"今明昨前后同本"))
		return 0;
	uint32_t i = at + 1;
	while (i < end && i < at + 6 && (is_digit(self->text[i]) || self->text[i] == '-' || self->text[i] == '/'))
		i++;
	return i > at + 1 && i + 1 < end && self->text[i] == ')' && lc__unit_in(self->text[i + 1], u"日年月天晚早上下") ? i + 2 : 0;
}

static lc__word punctuation(uint16_t unit)
{
	switch (unit) {
	case ',': case ' ': case u'|': case '=': return LIANGCE_WORD_COMMA;
	case ':': return LIANGCE_WORD_COLON;
	case '(': case u'【': case '[': return LIANGCE_WORD_OPEN;
	case ')': case u'】': case ']': return LIANGCE_WORD_CLOSE;
	case '"': return LIANGCE_WORD_QUOTE;
	case u'—': case '-': case '~': case '#': case '*': case '>': case u'■': case u'◆': case u'●': case u'▲': case u'△': case u'★': case u'※': return LIANGCE_WORD_COMMA;
	default: return LIANGCE_WORD_NONE;
	}
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
	if (role.near != LIANGCE_WORD_NONE && leads_to_number(self, start + length, end))
		does = role.near;
	bool takes_object = does == LIANGCE_WORD_VERB || does == LIANGCE_WORD_UP || does == LIANGCE_WORD_DOWN;
	if (does == LIANGCE_WORD_NONE || (takes_object && length > 1 && makes_noun(next)))
		does = LIANGCE_WORD_NOUN;
	*at = start + length;
	return push(self, start, start + length, does, err);
}

void lc__classes_fill(lc__fact_rules *self)
{
	static const uint16_t ends[] = {LIANGCE_UNIT_BREAK, u'。', '!', '?', ';', u'…', 0};
	static const uint16_t numbers[] = u"¥$€£₩-+负第几数廿卅";
	static const uint16_t marks[] = u"《〔";
	for (uint32_t unit = 1; unit < 65536; unit++) {
		uint16_t u = (uint16_t)unit;
		bool number = lc__han_digit(u) >= 0 || lc__han_power(u) >= 0 || lc__unit_in(u, numbers);
		bool mark = punctuation(u) != LIANGCE_WORD_NONE || lc__unit_in(u, marks);
		const lc__trie *words = &self->words.words;
		self->classes[unit] = (uint8_t)((lc__trie_is_one(words, u) ? LIANGCE_CLASS_WORD : 0) |
		                                (lc__trie_begins(words, u) ? LIANGCE_CLASS_WORDS : 0) | (number ? LIANGCE_CLASS_NUMBER : 0) |
		                                (mark ? LIANGCE_CLASS_MARK : 0) | (is_ascii_letter(u) ? LIANGCE_CLASS_LETTER : 0) |
		                                (lc__unit_in(u, ends) ? LIANGCE_CLASS_END : 0));
	}
}

/* text[at + 1] is there: a break ends every segment. */
static inline bool is_plain(const lc__fact_reader *self, uint32_t at)
{
	unsigned class = self->rules->classes[self->text[at]];
	return class == 0 || (class == LIANGCE_CLASS_WORDS && !lc__trie_may_begin(&self->rules->words.words, self->text[at], self->text[at + 1]));
}

/* Content without anything to look at ends at a class or a hit. */
static uint32_t plain_end(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	uint32_t stop = self->hit_at < self->hit_count && self->hits[self->hit_at].start < end ? self->hits[self->hit_at].start : end;
	while (at < stop && is_plain(self, at))
		at++;
	return at;
}

/* A comma between digits may separate thousands. */
static bool ends_clause(const lc__fact_reader *self, uint32_t at)
{
	return self->text[at] == ',' && !(is_digit(self->text[at - 1]) && is_digit(self->text[at + 1]));
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

lc_status lc__clause_read(lc__fact_reader *self, uint32_t from, uint32_t to, lc_error *err)
{
	uint32_t end = to;
	lc_status status = self->token_count > 0 || from > self->start ? push(self, from - 1, from, LIANGCE_WORD_COMMA, err) : LIANGCE_OK;
	for (uint32_t at = from; at < end && status == LIANGCE_OK;) {
		uint16_t unit = self->text[at];
		unsigned class = self->rules->classes[unit];
		move_hits(self, at);
		bool begins = self->hit_at < self->hit_count && self->hits[self->hit_at].start == at;
		const lc__hit *hit = begins ? hit_at(self, at) : NULL;
		uint32_t plain = hit == NULL && is_plain(self, at) ? plain_end(self, at + 1, end) : 0;
		if (plain != 0) {
			status = push(self, at, plain, LIANGCE_WORD_NOUN, err);
			at = plain;
			continue;
		}
		uint32_t whole = hit != NULL && hit->end <= end ? hit->end : (class & LIANGCE_CLASS_MARK) != 0 ? closed_content(self, at, end) : 0;
		uint32_t day = whole == 0 && unit == '(' ? bracketed_day(self, at, end) : 0;
		if (whole != 0) {
			status = push(self, at, whole, LIANGCE_WORD_NOUN, err);
			at = whole;
		} else if (day != 0) {
			lc__expression date = {.start = at - 1, .number = at + 1, .end = day, .kind = LIANGCE_FACT_DATE, .unit = ""};
			status = add_fact(self, &date, err);
			at = day;
		} else if ((class & LIANGCE_CLASS_NUMBER) != 0 && begins_number(self, at, end) && ((unit != '-' && unit != '+') || sign_counts(self, at))) {
			status = read_number(self, &at, err);
		} else if ((class & LIANGCE_CLASS_LETTER) != 0 && begins_price(self, at, end)) {
			status = read_number(self, &at, err);
		} else if ((class & LIANGCE_CLASS_LETTER) != 0) {
			uint32_t stop = letters(self, at, end);
			status = push(self, at, stop, LIANGCE_WORD_NOUN, err);
			at = stop;
		} else if ((class & LIANGCE_CLASS_MARK) != 0 && punctuation(unit) != LIANGCE_WORD_NONE) {
			status = push(self, at, at + 1, punctuation(unit), err);
			at++;
		} else {
			status = read_word(self, end, &at, err);
		}
	}
	return status;
}

/* Hits, marks that may make the date part of a name, and words that may make it a length of time ask for the clause to be read. */
static bool needs_clause(lc__fact_reader *self, uint32_t from, uint32_t at)
{
	move_hits(self, from);
	for (size_t i = self->hit_at; i < self->hit_count && self->hits[i].start <= at; i++)
		if (self->hits[i].end > at)
			return true;
	if (at > from && lc__unit_in(self->text[at - 1], u"近约超过足逾到于满每需达了期时历少多前后-+.~至/=_@%&?#"))
		return true;
	for (uint32_t i = from; i < at; i++)
		if ((self->rules->classes[self->text[i]] & LIANGCE_CLASS_MARK) != 0 && self->text[i] != ',' && self->text[i] != ':' && self->text[i] != ')')
			return true;
	return false;
}

lc_status lc__date_read(lc__fact_reader *self, uint32_t from, uint32_t at, uint32_t *end, lc_error *err)
{
	*end = at;
	if (!is_digit(self->text[at]) || is_digit(self->text[at - 1]) || is_ascii_letter(self->text[at - 1]) || needs_clause(self, from, at))
		return LIANGCE_OK;
	lc__scene scene = {.units = &self->rules->units, .words = &self->rules->words, .matcher = &self->matcher, .text = self->text,
	                   .start = self->start, .end = self->end, .before = LIANGCE_WORD_COMMA, .before_start = at, .alone = at == self->start};
	lc__expression date = {.start = at, .number = at, .unit = ""};
	bool found;
	lc_status status = lc__calendar_read(&date, &scene, at, &found, err);
	if (status != LIANGCE_OK || !found || date.kind != LIANGCE_FACT_DATE)
		return status;
	*end = date.end;
	return append_fact(self, &date, err);
}
