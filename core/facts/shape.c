/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Plain numbers and dates: see shape.h. What they mean is what the patterns of grammar.c say: this file knows only the shapes that
 * nearly all of them have, and leaves alone what may go on.
 */
#include "facts/shape.h"

#include "facts/expression.h"

enum { DIGITS_MAX = 15 };

static uint16_t unit_at(const uint16_t *text, uint32_t at, uint32_t end)
{
	return at < end ? text[at] : 0;
}

/* Behind at most DIGITS_MAX digits and one more. */
static uint32_t digits_end(const uint16_t *text, uint32_t at, uint32_t end)
{
	for (uint32_t most = at + DIGITS_MAX; at < end && at <= most && lc__is_digit(text[at]);)
		at++;
	return at;
}

#define POWERS u"十百千万亿兆拾佰仟廿卅"

/* What digits may go on with: separators, powers of ten, 余 before them, and 个 before 亿. */
static bool digits_go_on(uint16_t next, uint16_t after)
{
	return lc__unit_in(next, u",.·× " POWERS) || (lc__unit_in(next, u"余多来几") && lc__unit_in(after, POWERS)) ||
	       (next == u'个' && lc__unit_in(after, u"余多亿"));
}

/* The same behind 万 and 亿: 3万亿, 3万余亿, 3万5千. */
static bool power_goes_on(uint16_t next)
{
	return lc__is_digit(next) || lc__unit_in(next, u"余多零一二三四五六七八九" POWERS);
}

static bool read_arabic(lc__part parts[LIANGCE_PARTS_MAX], const uint16_t *text, uint32_t start, uint32_t end)
{
	uint32_t at = digits_end(text, start, end);
	if (at > start + DIGITS_MAX)
		return false;
	parts[LIANGCE_NUMBER_WHOLE].end = at;
	if (unit_at(text, at, end) == '.') {
		lc__part fraction = {at + 1, digits_end(text, at + 1, end)};
		if (fraction.end == fraction.start || fraction.end > fraction.start + DIGITS_MAX)
			return false;
		parts[LIANGCE_NUMBER_FRACTION] = fraction;
		at = fraction.end;
	}
	uint16_t next = unit_at(text, at, end), after = unit_at(text, at + 1, end);
	if ((next == u'万' || next == u'亿') && !power_goes_on(after)) {
		parts[LIANGCE_NUMBER_SCALES] = (lc__part){at, at + 1};
		at++;
	} else if (digits_go_on(next, after)) {
		return false;
	}
	parts[0].end = at;
	return true;
}

/* Han numerals that no unit begins with: 百帕 and 百分点 are units, as are many with 千. */
static bool is_plain_han(uint16_t unit, uint16_t next, uint16_t after)
{
	if (unit == u'百')
		return !lc__unit_in(next, u"帕万") && !(next == u'分' && after == u'点');
	return lc__unit_in(unit, u"〇零一二两三四五六七八九十万亿");
}

static bool read_han(lc__part parts[LIANGCE_PARTS_MAX], const uint16_t *text, uint32_t start, uint32_t end)
{
	uint32_t at = start;
	while (at < start + DIGITS_MAX &&
	       is_plain_han(unit_at(text, at, end), unit_at(text, at + 1, end), unit_at(text, at + 2, end)))
		at++;
	uint16_t next = unit_at(text, at, end), after = unit_at(text, at + 1, end);
	if (at == start || digits_go_on(next, after) || lc__unit_in(next, u"点几数〇零一二两三四五六七八九壹贰叁肆伍陆柒捌玖"))
		return false;
	parts[0].end = parts[LIANGCE_NUMBER_HAN].end = at;
	return true;
}

static bool is_year(const uint16_t *digits)
{
	return (digits[0] == '2' && digits[1] == '0') || (digits[0] == '1' && digits[1] >= '5') || !lc__is_digit(digits[0]);
}

/* Behind the four digits of 二〇二四年; `at` where they are not there. */
static uint32_t han_year_end(const uint16_t *text, uint32_t at, uint32_t end)
{
	if (end - at < 5 || !lc__unit_in(text[at], u"一二") || text[at + 4] != u'年')
		return at;
	for (uint32_t i = at + 1; i < at + 4; i++)
		if (!lc__unit_in(text[i], u"〇零一二三四五六七八九"))
			return at;
	return at + 4;
}

#define JOINS u"-~至到—"

static bool is_day(const uint16_t *digits, uint32_t count)
{
	if (count == 1)
		return digits[0] != '0';
	return digits[0] < '3' ? digits[0] != '0' || digits[1] != '0' : digits[0] == '3' && digits[1] <= '1';
}

/* What a date may go on with behind 年, 月 or 日, digits apart. */
static bool date_goes_on(uint16_t mark, uint16_t next, uint16_t after)
{
	if (lc__unit_in(next, JOINS) || (next == u'起' && lc__unit_in(after, JOINS)))
		return true;
	switch (mark) {
	case u'年':
		return lc__unit_in(next, u"度第一二三四五六七八九十上下前春夏秋冬初底末终代") || (next == u'中' && after == u'期');
	case u'月': return lc__unit_in(next, u"份底末初上中下一二三四五六七八九十");
	default: return next == '(';
	}
}

/* Whether digits before a mark go on a date whose last mark is `last`, 0 where it begins. A lone day must be one. */
static bool continues(uint16_t last, uint16_t mark, const uint16_t *digits, uint32_t count)
{
	switch (mark) {
	case u'年': return last == 0 && count == 4 && is_year(digits);
	case u'月': return (last == 0 || last == u'年') && count <= 2;
	case u'日': return count <= 2 && (last == u'月' || (last == 0 && is_day(digits, count)));
	default: return false;
	}
}

static bool read_date(lc__part parts[LIANGCE_PARTS_MAX], const uint16_t *text, uint32_t start, uint32_t end)
{
	uint32_t at = start, stop = han_year_end(text, start, end);
	uint16_t last = 0;
	bool day = true;
	while (last != u'日' && (stop > at || (stop = digits_end(text, at, end)) > at)) {
		uint16_t mark = unit_at(text, stop, end);
		if (!continues(last, mark, text + at, stop - at))
			return false;
		day = last == 0 && mark == u'日';
		last = mark;
		at = stop + 1;
	}
	if (last == 0 || date_goes_on(last, unit_at(text, at, end), unit_at(text, at + 1, end)))
		return false;
	parts[0] = parts[day ? LIANGCE_CALENDAR_DAY : LIANGCE_CALENDAR_DATE] = (lc__part){start, at};
	return true;
}

/* 9时, 9时30分, with nothing of 9时半 or 9时至11时 behind. */
static bool read_clock(lc__part parts[LIANGCE_PARTS_MAX], const uint16_t *text, uint32_t start, uint32_t end)
{
	uint32_t hour = digits_end(text, start, end), at = hour + 1, minute = digits_end(text, at, end);
	if (hour == start || hour > start + 2 || !lc__unit_in(unit_at(text, hour, end), u"时点"))
		return false;
	if (minute > at) {
		if (minute > at + 2 || unit_at(text, minute, end) != u'分' || unit_at(text, minute + 1, end) == u'之')
			return false;
		at = minute + 1;
	} else if (lc__unit_in(unit_at(text, at, end), u"半整一二三四五六七八九十许多钟")) {
		return false;
	}
	if (lc__unit_in(unit_at(text, at, end), u"起" JOINS))
		return false;
	parts[0] = (lc__part){start, at};
	parts[LIANGCE_CALENDAR_HOUR] = (lc__part){start, hour};
	parts[LIANGCE_CALENDAR_MINUTES] = (lc__part){hour, at};
	return true;
}

bool lc__shape_read(lc__part parts[LIANGCE_PARTS_MAX], lc__pattern_name name, const uint16_t *text, uint32_t start, uint32_t end)
{
	for (size_t i = 0; i < LIANGCE_PARTS_MAX; i++)
		parts[i] = (lc__part){start, start};
	switch (name) {
	case LIANGCE_PATTERN_NUMBER:
		return lc__is_digit(text[start]) ? read_arabic(parts, text, start, end) : read_han(parts, text, start, end);
	case LIANGCE_PATTERN_CALENDAR: return read_date(parts, text, start, end) || read_clock(parts, text, start, end);
	default: return false;
	}
}
