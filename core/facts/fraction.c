/* SPDX-License-Identifier: Apache-2.0 */
/* Percent words and fractions: 百分之五, 万分之三, 三分之一, 百分之三十到四十. */
#include "facts/quantity.h"

bool lc__is_part_word(const lc__scene *scene, uint32_t at)
{
	return lc__scene_unit(scene, at) == u'分' && lc__scene_unit(scene, at + 1) == u'之';
}

/* value / whole, or for 百分之 and its like value * 100 / whole. */
static bool part_value(lc_decimal *out, lc_decimal value, lc_decimal whole, bool percent)
{
	lc_decimal hundred;
	if (whole.coefficient <= 0 || whole.coefficient > INT64_MAX || whole.scale != 0)
		return false;
	if (percent && (!lc__decimal_make(&hundred, 100, 0) || !lc__decimal_multiply(&value, value, hundred)))
		return false;
	return lc__decimal_divide(out, value, (uint64_t)whole.coefficient, 15);
}

/* The numeral behind N分之, and the end of what it says. 百分之百 is a bare one. */
static lc_status read_part(lc__numeral *number, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	*found = lc__is_numeral(lc__scene_unit(scene, at));
	return *found ? lc__numeral_read(number, scene->matcher, scene->text, at, scene->end, found, err) : LIANGCE_OK;
}

lc_status lc__fraction_read(lc__expression *out, const lc__scene *scene, const lc__numeral *whole, bool *found, lc_error *err)
{
	lc__numeral part;
	lc_status status = read_part(&part, scene, whole->end + 2, found, err);
	if (status != LIANGCE_OK || !*found)
		return status;
	bool percent = whole->bare && whole->lo.coefficient >= 100;
	lc_decimal denominator = whole->lo;
	if (whole->negative)
		denominator.coefficient = -denominator.coefficient;
	out->kind = percent ? LIANGCE_FACT_PERCENT : LIANGCE_FACT_RATIO;
	out->unit = percent ? "%" : "";
	out->end = part.end;
	lc_decimal high = part.hi;
	uint16_t join = lc__scene_unit(scene, part.end);
	if (percent && lc__unit_in(join, u"到至-~—")) {
		uint32_t at = part.end + 1;
		bool again = lc__scene_unit(scene, at) == u'百' && lc__is_part_word(scene, at + 1);
		lc__numeral second;
		bool more;
		status = read_part(&second, scene, again ? at + 3 : at, &more, err);
		if (status != LIANGCE_OK)
			return status;
		if (more && lc__decimal_compare(second.lo, part.lo) > 0) {
			high = second.hi;
			out->end = second.end;
		}
	}
	*found = part_value(&out->lo, part.lo, denominator, percent) && part_value(&out->hi, high, denominator, percent);
	if (whole->negative) {
		out->lo.coefficient = -out->lo.coefficient;
		out->hi.coefficient = -out->hi.coefficient;
	}
	out->has_lo = out->has_hi = true;
	return LIANGCE_OK;
}
