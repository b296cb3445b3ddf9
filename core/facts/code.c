/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Digits that are no quantity: telephone numbers, versions, numbers of lines and buses, 8·22. And the two of their shapes that are
 * one: a sum written out (14+14+7+21) and a ratio (3:1, 1/3).
 */
#include "facts/expression.h"

enum { RATIO_PARTS = 5 };

static bool whole_number(lc_decimal *value, const uint16_t *text, lc__part part)
{
	char digits[24];
	size_t size = 0;
	for (uint32_t i = part.start; i < part.end && size < sizeof digits; i++)
		digits[size++] = text[i] == u'负' ? '-' : (char)text[i];
	return lc__decimal_parse(value, digits, size);
}

/* a / b to 15 places: a ratio need not be a finite decimal. */
static bool divide(lc_decimal *out, lc_decimal a, lc_decimal b)
{
	lc_decimal power;
	if (b.coefficient <= 0 || b.coefficient > INT64_MAX)
		return false;
	__int128 scale = 1;
	for (unsigned i = 0; i < b.scale; i++)
		scale *= 10;
	return lc__decimal_make(&power, scale, 0) && lc__decimal_multiply(&a, a, power) &&
	       lc__decimal_divide(out, a, (uint64_t)b.coefficient, 15);
}

/* 6/17 in a calendar of events: a month and a day, unless it is plainly a part of something. */
static bool is_day(const lc__scene *scene, lc_decimal a, lc_decimal b, uint32_t start, uint32_t end)
{
	if (a.scale != 0 || b.scale != 0 || a.coefficient < 1 || a.coefficient > 12 || b.coefficient < 1 || b.coefficient > 31)
		return false;
	uint16_t next = lc__scene_unit(scene, end);
	if (end < scene->end && next == ')' && lc__unit_in(scene->text[start - 1], u"("))
		return true; /* 市集(5/7) */
	bool usual = b.coefficient < 6 || b.coefficient == 8 || b.coefficient == 10 || a.coefficient == 1;
	if (!usual && lc__is_han(next) && !lc__unit_in(next, u"的以左强弱为是"))
		return true; /* 3/7开幕 */
	return b.coefficient > 10 || a.coefficient >= b.coefficient || lc__unit_in(next, u"(-~至起日前上下晚");
}

/* At most two digits at `at`; behind them. */
static uint32_t short_number_end(const lc__scene *scene, uint32_t at)
{
	uint32_t end = at;
	while (end < at + 2 && lc__unit_in(lc__scene_unit(scene, end), u"0123456789"))
		end++;
	return end;
}

/* 2/10-2/15, 5/1至5/2: where the days that the first of them leads to end. */
static uint32_t days_end(const lc__scene *scene, uint32_t first)
{
	uint32_t month = first + 1, slash = short_number_end(scene, month);
	if (!lc__unit_in(lc__scene_unit(scene, first), u"-~至到") || slash == month || lc__scene_unit(scene, slash) != '/')
		return first;
	uint32_t end = short_number_end(scene, slash + 1);
	return end == slash + 1 || lc__unit_in(lc__scene_unit(scene, end), u"0123456789/") ? first : end;
}

static bool read_ratio(lc__expression *out, const lc__scene *scene, lc__part left, lc__part right)
{
	lc_decimal a, b;
	if (!whole_number(&a, scene->text, left) || !whole_number(&b, scene->text, right))
		return false;
	bool slash = scene->text[left.end] == '/';
	out->end = right.end;
	if (slash && scene->text[left.start] == '-' && left.start > scene->start) {
		out->kind = LIANGCE_FACT_NAME; /* 即日起-3/16 */
		return true;
	}
	if (slash && is_day(scene, a, b, left.start, right.end)) {
		out->kind = LIANGCE_FACT_DATE;
		out->end = days_end(scene, right.end);
		return true;
	}
	bool minutes = scene->text[left.end] == ':' && left.end - left.start == 2 && right.end - right.start == 2;
	if (b.coefficient == 0 || (minutes && b.coefficient < 60)) {
		out->kind = LIANGCE_FACT_NAME; /* a score; minutes and seconds */
		return true;
	}
	if (!divide(&out->lo, a, b))
		return false;
	out->hi = out->lo;
	out->has_lo = out->has_hi = true;
	out->kind = LIANGCE_FACT_RATIO;
	return true;
}

/* 按六比三比一, 比例为三比一. Two numbers elsewhere may be a score. Of more than two there is no value. */
bool lc__ratio_spoken(lc__expression *out, const lc__scene *scene, uint32_t at)
{
	lc__han_value values[2];
	lc_decimal a, b;
	int parts = 0;
	uint32_t end = at;
	for (uint32_t from = at; parts < RATIO_PARTS; from = end + 1) {
		uint32_t stop = from;
		while (stop < from + 2 && lc__is_numeral(lc__scene_unit(scene, stop)) && !lc__is_digit(scene->text[stop]))
			stop++;
		if (stop == from || !lc__han_read(&values[parts > 0], scene->text + from, stop - from))
			break;
		parts++;
		end = stop;
		if (lc__scene_unit(scene, end) != u'比')
			break;
	}
	if (parts < 2 || lc__is_numeral(lc__scene_unit(scene, end)) ||
	    (parts == 2 && !lc__unit_in(scene->text[at - 1], u"为按是约以呈达例")))
		return false;
	out->kind = LIANGCE_FACT_RATIO;
	out->end = end;
	out->has_lo =
	    parts == 2 && lc__decimal_make(&a, values[0].lo, 0) && lc__decimal_make(&b, values[1].lo, 0) && divide(&out->lo, a, b);
	out->has_hi = out->has_lo;
	out->hi = out->lo;
	return true;
}

lc_status lc__code_read(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	lc_status status = lc__matcher_run(scene->matcher, LIANGCE_PATTERN_CODE, scene->text, at, scene->end, found, err);
	if (status != LIANGCE_OK || !*found)
		return status;
	const lc__part *parts = scene->matcher->parts;
	lc__part sum = parts[LIANGCE_CODE_GROUP_SUM], left = parts[LIANGCE_CODE_GROUP_LEFT];
	out->end = parts[0].end;
	if (left.start < left.end) {
		*found = read_ratio(out, scene, left, parts[LIANGCE_CODE_GROUP_RIGHT]);
	} else {
		const bool added = sum.start < sum.end && lc__unit_among('+', scene->text + sum.start, sum.end - sum.start);
		out->kind = sum.start == sum.end ? LIANGCE_FACT_ID : added ? LIANGCE_FACT_OTHER : LIANGCE_FACT_RATIO; /* 5:3:2 */
	}
	return status;
}
