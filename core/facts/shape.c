/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Plain dates and clock times, and what is none: see shape.h. What they mean is what the patterns of grammar.c say: this file knows
 * only the shapes that nearly all of them have, and leaves alone what may go on.
 */
#include "facts/shape.h"

#include "facts/expression.h"

enum { YEAR_DIGITS = 4, MOBILE_DIGITS = 11, SERVICE_DIGITS = 9, LINE_DIGITS = 7 };

/* A place in the text, and where it ends. */
typedef struct place {
	const uint16_t *text;
	uint32_t at, end;
} place;

static uint16_t ahead(const place *self, uint32_t count)
{
	return self->at + count < self->end ? self->text[self->at + count] : 0;
}

static uint32_t digits_end(const uint16_t *text, uint32_t at, uint32_t end)
{
	while (at < end && lc__is_digit(text[at]))
		at++;
	return at;
}

#define JOINS u"-~至到—"
#define HAN_DAYS u"一二三四五六七八九十"

/* ---------------------------------------------------------------- dates */

/* 113, 1949, 2024; the first of Han digits has been looked at. */
static bool is_year(const uint16_t *digits, uint32_t count)
{
	if (count == 3)
		return digits[0] == '1' && digits[1] <= '4';
	return count == YEAR_DIGITS &&
	       ((digits[0] == '2' && digits[1] == '0') || (digits[0] == '1' && digits[1] >= '5') || !lc__is_digit(digits[0]));
}

/* Behind the four digits of 二〇二四年; `at` where they are not there. */
static uint32_t han_year_end(const uint16_t *text, uint32_t at, uint32_t end)
{
	if (end - at < 5 || !lc__unit_in(text[at], u"一二") || text[at + 4] != u'年')
		return at;
	for (uint32_t i = at + 1; i < at + 4; i++)
		if (!lc__unit_in(text[i], u"〇○零一二三四五六七八九"))
			return at;
	return at + 4;
}

static bool is_day(const uint16_t *digits, uint32_t count)
{
	if (count == 1)
		return digits[0] != '0';
	return digits[0] < '3' ? digits[0] != '0' || digits[1] != '0' : digits[0] == '3' && digits[1] <= '1';
}

/* Whether digits before a mark go on a date whose last mark is `last`, 0 where it begins. A lone day must be one. */
static bool continues(uint16_t last, uint16_t mark, const uint16_t *digits, uint32_t count)
{
	switch (mark) {
	case u'年': return last == 0 && is_year(digits, count);
	case u'月': return (last == 0 || last == u'年') && count <= 2;
	case u'日': return count <= 2 && (last == u'月' || (last == 0 && is_day(digits, count)));
	default: return false;
	}
}

/* 底, 份, 中旬 behind a year or month. false: the pattern may make more of what is there. */
static bool take_year_end(place *self)
{
	uint16_t after = ahead(self, 1);
	switch (ahead(self, 0)) {
	case u'底':
	case u'末':
	case u'初':
	case u'终': self->at++; return true;
	case u'度': self->at++; return !lc__is_digit(after) && !lc__unit_in(after, u"第上下前春夏秋冬初底末终代中" HAN_DAYS);
	case u'春':
	case u'夏':
	case u'秋':
	case u'冬': self->at += after == u'季' ? 2 : 0; return true;
	case u'上':
	case u'下': return after != u'半';
	case u'前': return !lc__unit_in(after, u"二两三23");
	case u'中': return after != u'期';
	case u'第': return !lc__unit_in(ahead(self, 2), u"季-~至、");
	default: return !lc__unit_in(ahead(self, 0), u"代" HAN_DAYS);
	}
}

static bool take_month_end(place *self)
{
	uint16_t after = ahead(self, 1);
	switch (ahead(self, 0)) {
	case u'份':
	case u'底':
	case u'末':
	case u'初': self->at++; return true;
	case u'中': self->at += after == u'旬' ? 2 : lc__unit_in(after, u"小国学心央医") ? 0 : 1; return true;
	case u'上':
	case u'下': self->at += after == u'旬' ? 2 : 0; return true;
	default: return !lc__unit_in(ahead(self, 0), HAN_DAYS);
	}
}

static bool take_end(place *self, uint16_t mark)
{
	if (mark == u'年')
		return take_year_end(self);
	return mark == u'月' ? take_month_end(self) : ahead(self, 0) != '(';
}

/* What stands behind 至 or 起至, where that is what is ahead; 0 where not. `length`: of what joins. */
static uint16_t joined(const place *self, uint32_t *length)
{
	*length = ahead(self, 0) == u'起' ? 2 : 1;
	return lc__unit_in(ahead(self, *length - 1), JOINS) ? ahead(self, *length) : 0;
}

/* 至7月, 至12月2日 behind a date or a lone day. */
static bool take_last(place *self, bool day)
{
	uint32_t length;
	uint16_t first = joined(self, &length);
	if (!lc__is_digit(first))
		return first != '-' && first != u'—' && lc__han_numeral(first) == 0;
	place last = {self->text, self->at + length, self->end};
	uint32_t stop = digits_end(last.text, last.at, last.end);
	uint16_t mark = stop < last.end ? last.text[stop] : 0;
	if (stop > last.at + 2 || !(mark == u'日' || (mark == u'月' && !day)))
		return false;
	last.at = stop + 1;
	if (mark == u'月' && lc__is_digit(ahead(&last, 0))) {
		stop = digits_end(last.text, last.at, last.end);
		mark = stop < last.end ? last.text[stop] : 0;
		if (stop > last.at + 2 || mark != u'日')
			return false;
		last.at = stop + 1;
	}
	self->at = last.at;
	return take_end(self, mark);
}

/* 1—9月, 3至5日: behind the second number; `stop` where no second one stands behind the digits that end there. */
static uint32_t second_end(const place *self, uint32_t stop)
{
	if (stop + 1 >= self->end || stop > self->at + 2 || !lc__unit_in(self->text[stop], JOINS))
		return stop;
	uint32_t end = digits_end(self->text, stop + 1, self->end);
	return end == stop + 1 || end > stop + 3 ? stop : end;
}

static bool read_date(lc__calendar_parts *out, const uint16_t *text, uint32_t start, uint32_t end)
{
	place self = {text, start, end};
	uint16_t last = 0;
	bool day = false;
	for (uint32_t stop = han_year_end(text, start, end);
	     last != u'日' && (stop > self.at || (stop = digits_end(text, self.at, end)) > self.at); self.at = stop + 1) {
		uint32_t second = second_end(&self, stop);
		uint16_t mark = second < end ? text[second] : 0;
		const uint16_t *digits = second > stop ? text + stop + 1 : text + self.at;
		if (last != 0 && !lc__unit_in(mark, u"年月日号季起、 " JOINS))
			break; /* 2024年30个省 */
		if (!continues(last, mark, digits, second > stop ? second - stop - 1 : stop - self.at) ||
		    (second > stop && mark == u'日' && last != 0))
			return false;
		day = last == 0 && mark == u'日';
		last = mark;
		stop = second;
	}
	if (last == 0 || !take_end(&self, last) || !take_last(&self, day))
		return false;
	*(day ? &out->day : &out->date) = (lc__part){start, self.at};
	return true;
}

/* 三季度, 第一季度末 */
static bool read_quarter(lc__calendar_parts *out, const uint16_t *text, uint32_t start, uint32_t end)
{
	place self = {text, start + (text[start] == u'第' ? 1 : 0), end};
	if (!lc__unit_in(ahead(&self, 0), u"一二三四1234") || ahead(&self, 1) != u'季' || ahead(&self, 2) != u'度')
		return false;
	self.at += lc__unit_in(ahead(&self, 3), u"末初底") ? 4 : 3;
	out->date = (lc__part){start, self.at};
	return true;
}

/* ---------------------------------------------------------------- clock times */

/* 9时, 9时30分, 9时许, 19:30 */
static bool read_clock(lc__calendar_parts *out, const uint16_t *text, uint32_t start, uint32_t end)
{
	uint32_t hour = digits_end(text, start, end), length;
	place self = {text, hour + 1, end};
	if (hour == start || hour > start + 2 || hour == end)
		return false;
	uint32_t minute = digits_end(text, self.at, end);
	if (text[hour] == ':') {
		bool late = hour == start + 2 && (text[start] > '2' || (text[start] == '2' && text[start + 1] > '4'));
		if (late || minute != hour + 3 || text[hour + 1] > '5')
			return false;
		self.at = minute;
		if (lc__unit_in(ahead(&self, 0), u".:") || (ahead(&self, 0) == ' ' && lc__unit_in(ahead(&self, 1), u"起" JOINS)))
			return false;
	} else if (!lc__unit_in(text[hour], u"时点")) {
		return false;
	} else if (minute > self.at) {
		bool plain = minute <= self.at + 2 && minute < end && text[minute] == u'分';
		self.at = minute + 1;
		if (!plain || ahead(&self, 0) == u'之')
			return false;
	} else if (lc__unit_in(ahead(&self, 0), u"半整许多钟")) {
		self.at++;
	} else if (lc__unit_in(ahead(&self, 0), HAN_DAYS)) {
		return false;
	}
	uint16_t first = joined(&self, &length);
	if (lc__is_digit(first) || lc__han_numeral(first) != 0 || lc__unit_in(first, u" -—次当翌隔上下晚中傍凌早"))
		return false;
	out->hour = (lc__part){start, hour};
	out->minutes = (lc__part){hour, self.at};
	return true;
}

bool lc__shape_calendar(lc__calendar_parts *out, const uint16_t *text, uint32_t start, uint32_t end)
{
	*out = (lc__calendar_parts){0};
	return read_date(out, text, start, end) || read_clock(out, text, start, end) || read_quarter(out, text, start, end);
}

/* ---------------------------------------------------------------- what is none */

static bool is_numeral(uint16_t unit)
{
	return lc__is_digit(unit) || lc__han_numeral(unit) != 0;
}

/* 3至5月 and 2021-2025年, but not 3至5倍. */
static bool may_be_period(const place *self, uint32_t count)
{
	uint16_t after = ahead(self, 1);
	if (!lc__is_digit(after) || count > 2)
		return count <= YEAR_DIGITS && (is_numeral(after) || after == '-' || after == u'—');
	uint32_t stop = digits_end(self->text, self->at + 1, self->end);
	return stop <= self->at + 3 && stop < self->end && lc__unit_in(self->text[stop], u"月日季 ");
}

bool lc__shape_may_be_calendar(const uint16_t *text, uint32_t start, uint32_t stop, uint32_t end)
{
	place self = {text, stop, end};
	uint32_t count = stop - start;
	uint16_t after = ahead(&self, 1);
	switch (ahead(&self, 0)) {
	case u'年':
		if (is_year(text + start, count))
			return true;
		return count > 1 && count < YEAR_DIGITS &&
		       (text[start - 1] == u'国' || lc__is_digit(after) || lc__unit_in(after, u"起底初度末代" HAN_DAYS));
	case u'月':
	case u'日':
	case u'时':
	case u'点': return count <= 2;
	case ':': return count <= YEAR_DIGITS; /* 用时120:35 */
	case u'世': return count <= 2 && after == u'纪';
	case u'季': return count == 1 && after == u'度';
	case u'学':
	case u'财': return after == u'年' && is_year(text + start, count);
	case '/': return count > 2 && lc__is_digit(after);
	case '.': return count > 2 && text[digits_end(text, stop + 1, end)] == '.';
	case '-':
	case '~':
	case u'至':
	case u'到':
	case u'—': return may_be_period(&self, count);
	case u'、': return count <= YEAR_DIGITS && is_numeral(after);
	default: return false;
	}
}

bool lc__shape_may_be_han_calendar(const uint16_t *text, uint32_t start, uint32_t stop, uint32_t end)
{
	place self = {text, stop, end};
	uint32_t count = stop - start;
	uint16_t after = ahead(&self, 1);
	if (!lc__unit_in(text[start], HAN_DAYS))
		return false;
	switch (ahead(&self, 0)) {
	case u'年': return count == YEAR_DIGITS || after == u'代';
	case '/': /* 二〇二六/二七年度 */
	case u'学':
	case u'财': return count == YEAR_DIGITS; /* 二〇二三/二四年度 */
	case u'世': return after == u'纪';
	case u'季': return after == u'度';
	case u'时':
	case u'点': return count <= 3;
	case u'月':
	case ':': return true;
	case '-':
	case '~':
	case u'至':
	case u'到':
	case u'—': return is_numeral(after) || after == '-' || after == u'—';
	case u'、': return is_numeral(after);
	default: return false;
	}
}

/* 010-12345678, 12-34-56: of a telephone number there is more than of a range. */
static bool may_be_line(const place *self, uint32_t count)
{
	uint32_t stop = digits_end(self->text, self->at + 1, self->end), more = stop - self->at - 1;
	return more > 0 && (count + more >= LINE_DIGITS || (stop < self->end && self->text[stop] == '-'));
}

bool lc__shape_may_be_code(const uint16_t *text, uint32_t start, uint32_t stop, uint32_t end)
{
	place self = {text, stop, end};
	uint32_t count = stop - start;
	if ((text[start] == '0' && count > 1) || (text[start] == '1' && count == MOBILE_DIGITS))
		return true;
	if (ahead(&self, 0) == '.') {
		self.at = digits_end(text, stop + 1, end);
		return lc__unit_in(ahead(&self, 0), u".:∶比/") && lc__is_digit(ahead(&self, 1));
	}
	uint16_t after = ahead(&self, 1);
	switch (ahead(&self, 0)) {
	case '-': return may_be_line(&self, count);
	case '+': return lc__is_digit(after) || lc__is_letter(after);
	case u'·':
	case '/':
	case ':':
	case u'∶':
	case u'比': return lc__is_digit(after);
	case u'号': return after != u'召';
	case '#': return true;
	case u'国':
	case u'省':
	case u'县': return after == u'道';
	case u'次': return lc__unit_in(after, u"列航高");
	case ')': return count >= SERVICE_DIGITS;
	default: return false;
	}
}
