/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Dates, periods of the calendar and clock times: deciding whether digits before 年 月 日 时 点 name a day or measure a length of
 * time. Values of dates are not read: a date is found, not computed with.
 */
#include "facts/quantity.h"
#include "facts/shape.h"

/* The number at `at` if it is below 100, Arabic or Han; -1 otherwise. */
static int small_number(const lc__scene *scene, uint32_t at, uint32_t *end)
{
	int tens = 0, ones = -1;
	for (*end = at; *end < scene->end && *end < at + 4; (*end)++) {
		uint16_t unit = scene->text[*end];
		bool ten = lc__han_power(unit) == 1;
		if (!ten && lc__han_digit(unit) < 0)
			break;
		if (ten || unit <= '9')
			tens = ten && ones < 0 ? 1 : ones < 0 ? 0 : ones;
		ones = ten ? 0 : lc__han_digit(unit);
	}
	return *end == at ? -1 : tens * 10 + ones;
}

/* 113年间捐赠: a year of the Republic. 100年间 may be a century. */
static bool roc_year(const lc__scene *scene, uint32_t end)
{
	if (end < scene->start + 4)
		return false;
	const uint16_t *year = scene->text + end - 4;
	return year[3] == u'年' && year[0] == '1' && year[1] >= '0' && year[1] <= '2' && lc__unit_in(year[2], u"0123456789") &&
	       (year[1] != '0' || year[2] > '4');
}

/* 运河通航100年: how long ago that was. */
static bool is_jubilee(const lc__scene *scene, uint32_t end)
{
	static const uint16_t words[][2] = {u"通航", u"通车", u"建城", u"建校", u"创校",
	                                    u"成立", u"创立", u"开业", u"建馆", u"建县"};
	if (end < scene->start + 6)
		return false;
	const uint16_t *at = scene->text + end - 6;
	return lc__pair_in(at, words);
}

/* 1~2日的行程: no days of a month. */
static bool is_trip(const lc__scene *scene, lc__part day)
{
	uint32_t end = day.end, join = day.start;
	while (join < end && !lc__unit_in(scene->text[join], u"-~至到"))
		join++;
	uint16_t next = lc__scene_unit(scene, end), first = lc__scene_unit(scene, end + 1), second = lc__scene_unit(scene, end + 2);
	return join < end && lc__unit_in(next, u"的之") &&
	       ((second == u'程' && lc__unit_in(first, u"行游旅课")) || (first == u'旅' && lc__unit_in(second, u"行游")));
}

/* A length of time although it looks like a date: 3日内, 1500年历史, 历时100年. */
static bool is_length(const lc__scene *scene, uint32_t end)
{
	lc__tail tail = LIANGCE_TAIL_NONE;
	uint16_t next = lc__scene_unit(scene, end);
	if (scene->before == LIANGCE_WORD_ABOUT || scene->before == LIANGCE_WORD_OVER || scene->before == LIANGCE_WORD_UNDER)
		return true;
	if (scene->before_start < scene->start + 1 ? false : lc__unit_in(scene->text[scene->before_start], u"每满需"))
		return true;
	if (scene->before == LIANGCE_WORD_SKIP && scene->text[scene->before_start] == u'连' &&
	    scene->text[scene->before_start + 1] == u'续')
		return true;
	if (next == u'内')
		return !lc__unit_in(lc__scene_unit(scene, end + 1), LIANGCE_BEHIND_INNER);
	if (lc__unit_in(next, u"来前后"))
		return lc__scene_unit(scene, end - 1) == u'年'; /* of a year that is far */
	if (next == u'间' && roc_year(scene, end))
		return false;
	if (next == u'夜' && lc__unit_in(lc__scene_unit(scene, end + 1), u"间里晚"))
		return false; /* 8日夜间 */
	if (lc__unit_in(next, u"历游间夜多余"))
		return true;
	return next != 0 && lc__words_tail(scene->words, scene->text + end, scene->end - end, &tail) >= 2 &&
	       tail != LIANGCE_TAIL_ABOUT;
}

static bool bad_month(const lc__scene *scene, uint32_t at)
{
	uint32_t end;
	int month = small_number(scene, at, &end);
	return lc__scene_unit(scene, end) == u'月' && (month < 1 || month > 12);
}

static bool read_date(lc__expression *out, const lc__scene *scene, lc__part date)
{
	uint32_t digits = date.start;
	while (digits < date.end && lc__han_digit(scene->text[digits]) >= 0)
		digits++;
	bool bare_year = date.end == digits + 1 && scene->text[digits] == u'年';
	bool far_year =
	    digits - date.start == 3 || (scene->text[date.start] == '1' && lc__han_digit(scene->text[date.start + 1]) < 9);
	bool republic =
	    date.start > scene->start + 1 && scene->text[date.start - 1] == u'国' && scene->text[date.start - 2] == u'民';
	if (bare_year && far_year && !republic &&
	    (is_length(scene, date.end) || (digits == date.start + 3 && is_jubilee(scene, date.end))))
		return false;
	if (bad_month(scene, date.start))
		return false;
	out->kind = LIANGCE_FACT_DATE;
	out->end = date.end;
	return true;
}

/* 用时12:35, 成绩为2:05:17: minutes and seconds, or hours before them, not a time of the day. */
static bool is_timed(const lc__scene *scene, uint32_t at)
{
	static const uint16_t words[][2] = {u"时长", u"用时", u"耗时", u"历时", u"成绩"};
	while (at > scene->start && lc__unit_in(scene->text[at - 1], u"为达是约:以仅* "))
		at--;
	return at >= scene->start + 2 && lc__pair_in(scene->text + at - 2, words);
}

/* mm:ss or h:mm:ss at `at`, in seconds. */
static bool read_timed(lc__expression *out, const lc__scene *scene, uint32_t at)
{
	static const uint16_t second[] = u"秒";
	size_t length;
	int64_t seconds = 0;
	int parts = 0;
	uint32_t i = at;
	for (; parts < 3; parts++, i++) {
		int value = small_number(scene, i, &i);
		if (value < 0 || (parts > 0 && value > 59))
			return false;
		seconds = seconds * 60 + value;
		if (lc__scene_unit(scene, i) != ':')
			break;
	}
	const lc__unit *unit = lc__units_longest(scene->units, second, 1, &length);
	if (parts == 0 || parts > 2 || unit == NULL || !lc__decimal_make(&out->lo, seconds, 0))
		return false;
	out->hi = out->lo;
	out->has_lo = out->has_hi = true;
	out->kind = LIANGCE_FACT_DURATION;
	out->unit = unit->canonical;
	out->end = i;
	return true;
}

/* Minutes behind the hour's mark at `at`, and *end behind them: 9:30, 9时30分, 三点半, 两点一刻, 9点多. */
static int minutes_at(const lc__scene *scene, uint32_t at, uint32_t *end)
{
	uint16_t next = lc__scene_unit(scene, at + 1);
	*end = at + 1;
	if (next == u'半' || next == u'整' || next == u'钟' || next == u'许' || next == u'多') {
		(*end)++;
		return next == u'半' ? 30 : 0;
	}
	uint32_t stop;
	int minutes = small_number(scene, at + 1, &stop);
	uint16_t mark = lc__scene_unit(scene, stop);
	if (minutes < 0 || (scene->text[at] != ':' && mark != u'分' && mark != u'刻'))
		return 0;
	*end = scene->text[at] == ':' ? stop : stop + 1;
	return mark == u'刻' ? minutes * 15 : minutes;
}

/* A time of the day in minutes, *end behind it: 9时30分, and 9 in 9至11时; negative where there is none. */
static int time_at(const lc__scene *scene, uint32_t at, uint32_t *end)
{
	int hour = small_number(scene, at, end);
	if (hour < 0 || hour > 24 || !lc__unit_in(lc__scene_unit(scene, *end), u":时点"))
		return hour < 0 || hour > 24 ? -1 : hour * 60;
	return hour * 60 + minutes_at(scene, *end, end);
}

/* In hours, where that is exact: 9.75 for 9时45分, none for 9时40分. */
static bool make_hours(lc_decimal *hours, int minutes)
{
	return minutes * 100 % 60 == 0 && lc__decimal_make(hours, minutes * 100 / 60, 2);
}

/* The time at `at`, or two from one to the other, if that is all that ends at out->end. */
static void read_hours(lc__expression *out, const lc__scene *scene, uint32_t at)
{
	uint32_t end;
	int first = time_at(scene, at, &end), last = first;
	if (end < out->end) {
		while (end < out->end && lc__unit_in(scene->text[end], u" -~—至到"))
			end++;
		last = time_at(scene, end, &end);
	}
	if (end != out->end || first < 0 || last < first || (last == first && end < out->end))
		return;
	out->has_lo = out->has_hi = make_hours(&out->lo, first) && make_hours(&out->hi, last);
}

/* 师生比自1:15, 比例为1:20 */
static bool follows_ratio(const lc__scene *scene, uint32_t at)
{
	while (at > scene->start && lc__unit_in(scene->text[at - 1], u"为是约达自由从至到:"))
		at--;
	return at > scene->start &&
	       (scene->text[at - 1] == u'比' || (scene->text[at - 1] == u'例' && scene->text[at - 2] == u'比'));
}

static bool read_clock(lc__expression *out, const lc__scene *scene, lc__part hour, lc__part minutes)
{
	uint32_t end;
	int value = small_number(scene, hour.start, &end);
	uint16_t mark = scene->text[minutes.start];
	uint32_t length = minutes.end - minutes.start;
	if (value < 0 || value > 24 || (mark == ':' && follows_ratio(scene, hour.start)))
		return false;
	bool arabic = scene->text[hour.start] <= '9';
	uint16_t next = lc__scene_unit(scene, minutes.end);
	if (mark == u'点' && length == 1 && hour.start > scene->start &&
	    lc__unit_in(scene->text[hour.start - 1], u"集满得换送积加扣"))
		return false; /* 集3点换奖品 */
	if (mark == u'点' && lc__unit_in(next, u"左右至到起前后开,。)") && arabic)
		arabic = true;
	else if (mark == u'点' && length == 1 && !scene->clock)
		return false;
	if (mark != ':' && !arabic && !scene->clock && length < 3)
		return false;
	out->kind = LIANGCE_FACT_OTHER;
	out->clock = true;
	out->end = minutes.end;
	read_hours(out, scene, hour.start);
	if (scene->text[out->end - 1] == u'多') {
		out->approx = LIANGCE_OVER;
		out->has_hi = false;
	}
	if (next == u'许')
		out->end++; /* 9时30分许 */
	if (scene->text[out->end - 1] == u'许')
		out->approx = LIANGCE_ABOUT;
	lc__bound_behind(out, scene); /* 10时左右 */
	return true;
}

/* By the shape where that is plain, or else by the pattern. */
static lc_status find_parts(lc__calendar_parts *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	*found = lc__shape_calendar(out, scene->text, at, scene->end);
	if (*found)
		return LIANGCE_OK;
	lc_status status = lc__matcher_run(scene->matcher, LIANGCE_PATTERN_CALENDAR, scene->text, at, scene->end, found, err);
	const lc__part *parts = scene->matcher->parts;
	*out = (lc__calendar_parts){.date = parts[LIANGCE_CALENDAR_DATE],
	                            .day = parts[LIANGCE_CALENDAR_DAY],
	                            .hour = parts[LIANGCE_CALENDAR_HOUR],
	                            .minutes = parts[LIANGCE_CALENDAR_MINUTES]};
	return status;
}

lc_status lc__calendar_read(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	if (is_timed(scene, at) && read_timed(out, scene, at)) {
		*found = true;
		return LIANGCE_OK;
	}
	lc__calendar_parts parts;
	lc_status status = find_parts(&parts, scene, at, found, err);
	if (status != LIANGCE_OK || !*found)
		return status;
	if (parts.date.start < parts.date.end) {
		*found = read_date(out, scene, parts.date);
	} else if (parts.day.start < parts.day.end) {
		*found = !is_length(scene, parts.day.end) && !is_trip(scene, parts.day);
		out->kind = LIANGCE_FACT_DATE;
		out->end = parts.day.end;
	} else {
		*found = read_clock(out, scene, parts.hour, parts.minutes);
	}
	return status;
}
