/* SPDX-License-Identifier: Apache-2.0 */
/* Ranges: 5%-20%, 2—3万元, 三、四十, 3年以上7年以下. Two numbers that are not the ends of one stay two. */
#include "facts/quantity.h"

#include <string.h>

/* Length of what joins two ends of a range at `at`; 0 where nothing does. */
static uint32_t join_length(const lc__scene *scene, uint32_t at)
{
	uint32_t skipped = lc__included_end(scene, at) - at;
	uint16_t first = lc__scene_unit(scene, at + skipped), second = lc__scene_unit(scene, at + skipped + 1);
	if (lc__unit_in(first, u"-~至到"))
		return skipped + (first == '-' && second == '-' ? 2 : 1);
	if (first == u'—')
		return skipped + (second == u'—' ? 2 : 1);
	return 0;
}

/* 三、四十 and 2、3家: neighbours in counting. */
static bool are_neighbours(const lc__scene *scene, const lc__quantity *first)
{
	uint32_t at = first->end;
	int one = lc__han_digit(lc__scene_unit(scene, at - 1)), two = lc__han_digit(lc__scene_unit(scene, at + 1));
	return first->unit == NULL && lc__scene_unit(scene, at) == u'、' && one > 0 && two == one + 1 &&
	       first->end == first->number.start + 1 && !lc__is_numeral(lc__scene_unit(scene, at + 3)) &&
	       lc__scene_unit(scene, at + 2) != '.';
}

bool lc__same_unit(const lc__unit *a, const lc__unit *b)
{
	return a == b || (a != NULL && b != NULL && a->canonical == b->canonical) ||
	       (a != NULL && b != NULL && a->kind == b->kind && strcmp(a->canonical, b->canonical) == 0);
}

/* A Han numeral holds its powers inside: the greatest of 万 and 亿 in the second end that the first lacks. */
static bool share_han(lc__quantity *first, const lc__quantity *second)
{
	for (int power = 8; power >= 4; power -= 4) {
		lc_decimal unit = {.coefficient = 1}, wide = first->lo;
		if (!lc__numeral_scale(&unit, power) || !lc__numeral_scale(&wide, power))
			return false;
		if (lc__decimal_compare(first->lo, unit) < 0 && lc__decimal_compare(second->lo, unit) >= 0 &&
		    lc__decimal_compare(wide, second->lo) < 0 && first->lo.coefficient < 10000) {
			first->lo = wide;
			return true;
		}
	}
	return true;
}

/* The second end lends the first what it lacks: 2—3万元, 一千到两千万元. false: they are no range. */
static bool share(lc__quantity *first, const lc__quantity *second)
{
	if (first->unit != NULL)
		return lc__same_unit(first->unit, second->unit);
	if (second->unit == NULL && second->number.negative)
		return false;
	first->unit = second->unit;
	if (first->number.power == 0 && second->number.power > 0 && lc__decimal_compare(first->lo, second->number.plain) < 0)
		return lc__numeral_scale(&first->lo, second->number.power);
	return first->number.arabic || second->number.arabic || share_han(first, second);
}

/* 三、四十: what the second has beyond its digit, the first has too. */
static void stretch(lc__quantity *first, const lc__quantity *second)
{
	__int128 digit = first->lo.coefficient + 1;
	if (second->lo.scale == 0 && second->number.power == 0 && second->lo.coefficient > digit &&
	    second->lo.coefficient % digit == 0)
		first->lo.coefficient = first->hi.coefficient = second->lo.coefficient / digit * first->lo.coefficient;
}

/* 10与20之间: the word behind that makes a range of two numbers. It becomes part of the second. */
static bool closes_between(const lc__scene *scene, uint32_t *end)
{
	if (lc__scene_unit(scene, *end) != u'之' || lc__scene_unit(scene, *end + 1) != u'间')
		return false;
	*end += 2;
	return true;
}

lc_status lc__range_read(lc__expression *out, const lc__scene *scene, const lc__quantity *first, bool *found, lc_error *err)
{
	*found = false;
	bool neighbours = are_neighbours(scene, first), between = lc__unit_in(lc__scene_unit(scene, first->end), u"与和");
	uint32_t join = neighbours || between ? 1 : join_length(scene, first->end);
	uint32_t at = first->end + join;
	uint16_t next = lc__scene_unit(scene, at);
	if (join == 0 ||
	    !(lc__is_numeral(next) || ((next == '-' || next == u'负') && lc__is_numeral(lc__scene_unit(scene, at + 1)))))
		return LIANGCE_OK;
	lc__scene inner = *scene;
	inner.before = LIANGCE_WORD_NONE;
	lc__quantity second;
	bool read;
	lc_status status = lc__quantity_read(&second, &inner, at, &read, err);
	if (status != LIANGCE_OK || !read)
		return status;
	if (between && !closes_between(scene, &second.end))
		return LIANGCE_OK;
	lc__quantity low = *first;
	if (neighbours)
		stretch(&low, &second);
	if (!share(&low, &second) || !lc__quantity_apply(&low) || !lc__quantity_apply(&second))
		return LIANGCE_OK;
	bool words = lc__unit_in(scene->text[at - 1], u"至到");
	int order = lc__decimal_compare(low.lo, second.hi);
	if (order == 0 || (order > 0 && (words || low.unit == NULL || first->unit == NULL)))
		return LIANGCE_OK;
	if (low.unit == NULL && scene->text[at - 1] == '-' && !scene->alone && low.number.power == 0 && low.lo.scale == 0)
		return LIANGCE_OK; /* 3-2 is a score or a number of something */
	out->lo = order < 0 ? low.lo : second.lo;
	out->hi = order < 0 ? second.hi : low.lo;
	out->has_lo = out->has_hi = true;
	out->kind = second.unit != NULL ? second.unit->kind : LIANGCE_FACT_OTHER;
	out->unit = second.unit != NULL ? second.unit->canonical : "";
	out->end = second.end;
	if (second.more) {
		out->approx = LIANGCE_OVER;
		out->has_hi = false;
	}
	*found = true;
	return LIANGCE_OK;
}

/* 3年以上7年以下, 数字在1000以上,1500以下: the second bound closes the first. */
lc_status lc__range_close(lc__expression *out, const lc__scene *scene, const lc__quantity *first, lc_error *err)
{
	uint32_t at = out->end + (lc__scene_unit(scene, out->end) == ',' ? 1 : 0);
	if (out->has_hi || !out->has_lo || !lc__is_numeral(lc__scene_unit(scene, at)))
		return LIANGCE_OK;
	lc__quantity second;
	lc__scene inner = *scene;
	inner.before = LIANGCE_WORD_NONE;
	bool read;
	lc_status status = lc__quantity_read(&second, &inner, at, &read, err);
	if (status != LIANGCE_OK || !read || !lc__same_unit(first->unit, second.unit) || !lc__quantity_apply(&second))
		return status;
	lc__expression end = {.end = second.end, .kind = out->kind, .has_lo = true, .has_hi = true};
	if (!lc__bound_behind(&end, scene) || end.has_lo || lc__decimal_compare(out->lo, second.lo) >= 0)
		return LIANGCE_OK;
	out->hi = second.lo;
	out->has_hi = true;
	out->approx = LIANGCE_EXACT;
	out->end = end.end;
	return LIANGCE_OK;
}
