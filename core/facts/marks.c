/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What marks and letters make of the text: quotations, titles and brackets that are one name, addresses and codes, punctuation.
 */
#include "facts/scanner.h"

enum { QUOTE_MAX = 18, BRACKET_MAX = 10, TITLE_MAX = 80 };

static bool is_one_of(uint16_t unit, const uint16_t *list)
{
	while (*list != 0 && *list != unit)
		list++;
	return *list != 0;
}

/* The end of what stands in marks that open at `at`, mark included; 0 where it does not close in time or is not that kind of thing. */
static uint32_t enclosed(const lc__fact_reader *self, uint32_t at, uint32_t end, uint16_t close, uint32_t most,
                         const uint16_t *never)
{
	for (uint32_t i = at + 1; i < end && i - at <= most; i++) {
		if (self->text[i] == close)
			return i > at + 1 ? i + 1 : 0;
		if (is_one_of(self->text[i], never))
			return 0;
	}
	return 0;
}

/* "今年完成投资58亿元": a quotation that states an amount is no name. */
static bool states_amount(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	for (; at + 1 < end; at++)
		if (lc__is_digit(self->text[at]) && lc__unit_in(self->text[at + 1], u"%万亿元吨亩"))
			return true;
	return false;
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

/* (四十一岁), (不足百件): a number that fills its bracket. Of one numeral without a bound, as in (三峡), it is a name. */
static bool is_counted(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	lc__word_role role = {LIANGCE_WORD_NONE, LIANGCE_WORD_NONE};
	size_t length = lc__words_longest(&self->rules->words, self->text + at, end - at, &role);
	bool bound =
	    length > 0 && (role.near == LIANGCE_WORD_ABOUT || role.near == LIANGCE_WORD_OVER || role.near == LIANGCE_WORD_UNDER);
	at += bound ? (uint32_t)length : 0;
	uint32_t unit = at;
	while (unit < end && lc__is_numeral(self->text[unit]))
		unit++;
	return unit + bound > at + 1 && unit < end &&
	       lc__units_longest(&self->rules->units, self->text + unit, end - unit, &length) != NULL && unit + length == end;
}

/* Whether what stands in brackets has a number: digits, or a Han number with its unit. */
static bool holds_number(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	if (is_counted(self, at, end))
		return true;
	while (at < end && !lc__is_digit(self->text[at]))
		at++;
	return at < end;
}

uint32_t lc__closed_content(lc__fact_reader *self, uint32_t at, uint32_t end)
{
	switch (self->text[at]) {
	case '"': {
		uint32_t close = is_quoted(self, at) ? 0 : enclosed(self, at, end, '"', QUOTE_MAX, u",:()");
		return states_amount(self, at, close) ? 0 : close;
	}
	case u'《': return enclosed(self, at, end, u'》', TITLE_MAX, u"《");
	case u'〔': return enclosed(self, at, end, u'〕', BRACKET_MAX, u"〔,");
	case '(': {
		uint32_t close =
		    lc__last_role(self, 0) == LIANGCE_WORD_NOUN ? enclosed(self, at, end, ')', BRACKET_MAX, u"(,:。\"") : 0;
		return close != 0 && !holds_number(self, at + 1, close - 1) ? close : 0;
	}
	default: return 0;
	}
}

static uint32_t digits_end(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	while (at < end && lc__is_digit(self->text[at]))
		at++;
	return at;
}

/* 2021—2023年, 2025年度: behind a year from 1900 to 2099 at `at`; 0 where none stands there. */
static uint32_t year_end(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	uint32_t stop = digits_end(self, at, end);
	if (stop - at != 4 ||
	    !((self->text[at] == '1' && self->text[at + 1] == '9') || (self->text[at] == '2' && self->text[at + 1] == '0')))
		return 0;
	if (stop < end && lc__unit_in(self->text[stop], u"-—~至")) {
		uint32_t second = digits_end(self, stop + 1, end);
		stop = second - stop == 5 ? second : stop;
	}
	if (stop >= end || self->text[stop] != u'年')
		return 0;
	return stop + (self->text[stop + 1] == u'度' ? 2 : 1);
}

uint32_t lc__titled_year(const lc__fact_reader *self, uint32_t at, uint32_t end, uint32_t *stop)
{
	for (; at < end; at++) {
		*stop = lc__is_digit(self->text[at]) && !lc__is_digit(self->text[at - 1]) ? year_end(self, at, end) : 0;
		if (*stop == 0)
			continue;
		const uint32_t last = lc__unit_in(self->text[*stop], u"-—~至") ? year_end(self, *stop + 1, end) : 0;
		*stop = last > *stop ? last : *stop;
		return at;
	}
	return 0;
}

uint32_t lc__letters_end(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	uint32_t i = at, digits = 0;
	bool address = false;
	for (; i < end && self->text[i] > ' ' && self->text[i] < 0x7F && !lc__unit_in(self->text[i], u",()\"'") &&
	       !(self->text[i] == ':' && self->text[i + 1] != '/');
	     i++) {
		address |= self->text[i] == '@' || (self->text[i] == '/' && self->text[i - 1] == '/') ||
		           (self->text[i] == '.' && lc__is_letter(self->text[i - 1]));
		if (!lc__is_digit(self->text[i]) && self->text[i] != '.')
			digits = 0;
		else if (digits == 0)
			digits = i;
	}
	return digits > at && !address && i < end && lc__unit_in(self->text[i], u"万亿元%个家户") ? digits : i;
}

bool lc__begins_price(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	size_t length;
	const lc__unit *unit = lc__units_longest(&self->rules->units, self->text + at, end - at, &length);
	return unit != NULL && unit->sign && at + length < end && lc__is_digit(self->text[at + length]);
}

/* Behind one or two digits and this mark at `at`, or `at` where they are not there. */
static uint32_t counted_end(const lc__fact_reader *self, uint32_t at, uint32_t end, uint16_t mark)
{
	uint32_t i = at;
	while (i < end && i < at + 2 && lc__is_digit(self->text[i]))
		i++;
	return i > at && i < end && self->text[i] == mark ? i + 1 : at;
}

/* 8月至10月: where the range that the month before `at` begins ends. */
static uint32_t months_end(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	if (at + 1 >= end || !lc__unit_in(self->text[at], u"-~至到"))
		return at;
	uint32_t last = counted_end(self, at + 1, end, u'月'), day = counted_end(self, last, end, u'日');
	return day > last || (last > at + 1 && self->text[last - 1] == u'月') ? day : at;
}

uint32_t lc__bracketed_day(const lc__fact_reader *self, uint32_t at, uint32_t end)
{
	if (self->text[at] != '(' || !lc__unit_in(self->text[at - 1], u"今明昨前后同本去"))
		return 0;
	uint32_t i = at + 1;
	while (i < end && i < at + 6 && (lc__is_digit(self->text[i]) || self->text[i] == '-' || self->text[i] == '/'))
		i++;
	if (i == at + 1 || i + 1 >= end || self->text[i] != ')' || !lc__unit_in(self->text[i + 1], u"日年月天晚早上下"))
		return 0;
	i += 2;
	if (self->text[i - 1] == u'年')
		i = counted_end(self, i, end, u'月');
	return self->text[i - 1] == u'月' ? months_end(self, counted_end(self, i, end, u'日'), end) : i;
}

int lc__arrow(uint16_t unit)
{
	return lc__unit_in(unit, u"↑▲⬆↗") ? 1 : lc__unit_in(unit, u"↓▼⬇↘") ? -1 : 0;
}

void lc__take_arrow(const lc__fact_reader *self, lc__expression *number)
{
	if (number->kind == LIANGCE_FACT_DATE)
		return;
	if (number->start == number->number && lc__arrow(self->text[number->start - 1]) != 0)
		number->start--;
	else if (number->end < self->end && lc__arrow(self->text[number->end]) != 0 && !lc__is_numeral(self->text[number->end + 1]))
		number->end++;
}

/* What marks are to a sentence. */
static const struct {
	lc__word role;
	const uint16_t *units;
} marks[] = {
    {LIANGCE_WORD_COMMA, u", |=—-~#*>■◆●▲△★※"},
    {LIANGCE_WORD_COLON, u":"},
    {LIANGCE_WORD_OPEN, u"([【〔"},
    {LIANGCE_WORD_CLOSE, u")]】〕"},
    {LIANGCE_WORD_QUOTE, u"\""},
};

enum { MARKS = sizeof marks / sizeof *marks };

lc__word lc__punctuation(uint16_t unit)
{
	for (size_t i = 0; i < MARKS; i++)
		if (is_one_of(unit, marks[i].units))
			return marks[i].role;
	return LIANGCE_WORD_NONE;
}

static void add_class(lc__fact_rules *self, const uint16_t *list, lc__class class)
{
	for (; *list != 0; list++)
		self->classes[*list] = (uint8_t)(self->classes[*list] | class);
}

void lc__classes_fill(lc__fact_rules *self)
{
	static const uint16_t ends[] = {LIANGCE_UNIT_BREAK, u'。', '!', '?', ';', u'…', 0};
	const lc__trie *words = &self->words.words;
	lc__trie_classify(words, self->classes, LIANGCE_CLASS_WORDS);
	for (uint32_t unit = 1; unit < 65536; unit++) {
		uint16_t u = (uint16_t)unit, value;
		bool word = self->classes[unit] != 0 && lc__trie_longest(words, &u, 1, &value) != 0;
		self->classes[unit] =
		    (uint8_t)(self->classes[unit] | (word ? LIANGCE_CLASS_WORD : 0) |
		              (lc__is_numeral(u) ? LIANGCE_CLASS_NUMBER : 0) | (lc__is_letter(u) ? LIANGCE_CLASS_LETTER : 0));
	}
	for (size_t i = 0; i < MARKS; i++)
		add_class(self, marks[i].units, LIANGCE_CLASS_MARK);
	add_class(self, u"¥$€£₩-+负第几数廿卅半", LIANGCE_CLASS_NUMBER);
	add_class(self, u"《↑▲⬆↗↓▼⬇↘", LIANGCE_CLASS_MARK);
	add_class(self, ends, LIANGCE_CLASS_END);
	lc__trim_classify(&self->trim, self->classes);
}
