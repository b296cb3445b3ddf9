/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a place in a sentence to a numeric expression with its value: which kind of numerals stand there, ranges, percent words,
 * ranks, and the bounds around them.
 */
#include "facts/quantity.h"

#include <string.h>

static bool is_digit(uint16_t unit)
{
	return unit >= '0' && unit <= '9';
}

static bool is_numeral(uint16_t unit)
{
	return lc__numeral_digit(unit) >= 0 || lc__numeral_power(unit) >= 0 || lc__unit_in(unit, u"几数廿卅");
}

static bool is_ascii_letter(uint16_t unit)
{
	return (unit | 0x20) >= 'a' && (unit | 0x20) <= 'z';
}

/* ---------------------------------------------------------------- bounds */

static bool is_integer_length(const lc__expression *self)
{
	return self->kind == LIANGCE_FACT_DURATION && self->lo.scale == 0;
}

/* The word before the number, if it is a bound, becomes part of the expression. 近五年 is the last five years, not about five. */
static void bound_before(lc__expression *self, const lc__scene *scene)
{
	switch (scene->before) {
	case LIANGCE_WORD_ABOUT:
		if (scene->text[scene->before_start] == u'近' && is_integer_length(self) && !scene->lasts)
			return;
		self->approx = LIANGCE_ABOUT;
		break;
	case LIANGCE_WORD_OVER:
		self->approx = LIANGCE_OVER;
		self->has_hi = false;
		break;
	case LIANGCE_WORD_UNDER:
		self->approx = LIANGCE_UNDER;
		self->has_lo = false;
		break;
	case LIANGCE_WORD_REACH:
		self->approx = LIANGCE_OVER;
		self->has_hi = false;
		return;
	case LIANGCE_WORD_CURRENCY:
		break;
	default:
		return;
	}
	self->start = scene->before_start;
}

static bool bound_behind(lc__expression *self, const lc__scene *scene)
{
	lc__tail tail;
	size_t length = lc__words_tail(scene->words, scene->text + self->end, scene->end - self->end, &tail);
	if (length == 0 || tail == LIANGCE_TAIL_MORE)
		return false;
	uint16_t next = lc__scene_unit(scene, self->end + (uint32_t)length);
	if (tail == LIANGCE_TAIL_WITHIN &&
	    (self->kind != LIANGCE_FACT_DURATION || lc__unit_in(next, u"容部在外蒙需地陆科河涵销置存心资控")))
		return false;
	if (length == 1 && tail == LIANGCE_TAIL_ABOUT)
		return false; /* 许 belongs to clock times */
	self->end += (uint32_t)length;
	self->within = tail == LIANGCE_TAIL_WITHIN || (tail == LIANGCE_TAIL_UNDER && self->kind == LIANGCE_FACT_DURATION);
	if (tail == LIANGCE_TAIL_ABOUT) {
		self->approx = self->approx == LIANGCE_EXACT ? LIANGCE_ABOUT : self->approx;
	} else if (tail == LIANGCE_TAIL_OVER) {
		self->approx = LIANGCE_OVER;
		self->has_hi = false;
	} else {
		self->approx = LIANGCE_UNDER;
		self->has_lo = false;
	}
	return true;
}

/* ---------------------------------------------------------------- percent words and fractions */

static bool is_part_word(const lc__scene *scene, uint32_t at)
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
	*found = is_numeral(lc__scene_unit(scene, at));
	return *found ? lc__numeral_read(number, scene->matcher, scene->text, at, scene->end, found, err) : LIANGCE_OK;
}

static lc_status read_fraction(lc__expression *out, const lc__scene *scene, const lc__numeral *whole, bool *found, lc_error *err)
{
	lc__numeral part;
	lc_status status = read_part(&part, scene, whole->end + 2, found, err);
	if (status != LIANGCE_OK || !*found)
		return status;
	bool percent = whole->bare && whole->lo.coefficient >= 100;
	lc_decimal denominator = whole->lo;
	if (whole->signed_)
		denominator.coefficient = -denominator.coefficient;
	out->kind = percent ? LIANGCE_FACT_PERCENT : LIANGCE_FACT_RATIO;
	out->unit = percent ? "%" : "";
	out->end = part.end;
	lc_decimal high = part.hi;
	uint16_t join = lc__scene_unit(scene, part.end);
	if (percent && lc__unit_in(join, u"到至-~—")) {
		uint32_t at = part.end + 1;
		bool again = lc__scene_unit(scene, at) == u'百' && is_part_word(scene, at + 1);
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
	if (whole->signed_) {
		out->lo.coefficient = -out->lo.coefficient;
		out->hi.coefficient = -out->hi.coefficient;
	}
	out->has_lo = out->has_hi = true;
	return LIANGCE_OK;
}

/* ---------------------------------------------------------------- ranges */

/* Length of what joins two ends of a range at `at`; 0 where nothing does. */
static uint32_t join_length(const lc__scene *scene, uint32_t at)
{
	static const uint16_t included[] = u"(含)";
	uint32_t skipped = 0;
	while (skipped < 3 && lc__scene_unit(scene, at + skipped) == included[skipped])
		skipped++;
	skipped = skipped == 3 ? 3 : 0;
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
	int one = lc__numeral_digit(lc__scene_unit(scene, at - 1)), two = lc__numeral_digit(lc__scene_unit(scene, at + 1));
	return first->unit == NULL && lc__scene_unit(scene, at) == u'、' && one > 0 && two == one + 1 && first->end == first->number.start + 1 &&
	       !is_numeral(lc__scene_unit(scene, at + 3)) && lc__scene_unit(scene, at + 2) != '.';
}

static bool same_unit(const lc__unit *a, const lc__unit *b)
{
	return a == b || (a != NULL && b != NULL && a->canonical == b->canonical) ||
	       (a != NULL && b != NULL && a->kind == b->kind && strcmp(a->canonical, b->canonical) == 0);
}

/* The second end lends the first what it lacks: 2—3万元, 一千到两千万元. false: they are no range. */
static bool share(lc__quantity *first, const lc__quantity *second)
{
	lc_decimal one;
	if (first->unit == NULL) {
		if (second->unit == NULL && second->number.signed_)
			return false;
		first->unit = second->unit;
		if (lc__decimal_make(&one, 1, 0) && lc__decimal_compare(first->number.scale, one) == 0 &&
		    lc__decimal_compare(second->number.scale, one) > 0 && lc__decimal_compare(first->lo, second->number.plain) < 0)
			return lc__decimal_multiply(&first->lo, first->lo, second->number.scale);
		/* 一千到两千万: the power is inside a Han numeral */
		lc_decimal scale, wide;
		for (int power = 8; power >= 4 && !first->number.arabic && !second->number.arabic; power -= 4)
			if (lc__decimal_make(&scale, power == 8 ? 100000000 : 10000, 0) && lc__decimal_compare(first->lo, scale) < 0 &&
			    lc__decimal_compare(second->lo, scale) >= 0 && lc__decimal_multiply(&wide, first->lo, scale) &&
			    lc__decimal_compare(wide, second->lo) < 0 && second->number.scale.coefficient <= 1 && first->number.lo.coefficient < 10000) {
				first->lo = wide;
				return true;
			}
		return true;
	}
	return same_unit(first->unit, second->unit);
}

static lc_status read_range(lc__expression *out, const lc__scene *scene, lc__quantity *first, bool *found, lc_error *err)
{
	*found = false;
	bool neighbours = are_neighbours(scene, first);
	uint32_t join = neighbours ? 1 : join_length(scene, first->end);
	uint32_t at = first->end + join;
	uint16_t next = lc__scene_unit(scene, at);
	if (join == 0 || !(is_numeral(next) || ((next == '-' || next == u'负') && is_digit(lc__scene_unit(scene, at + 1)))))
		return LIANGCE_OK;
	lc__scene inner = *scene;
	inner.before = LIANGCE_WORD_NONE;
	inner.alone = scene->alone;
	lc__quantity second;
	bool read;
	lc_status status = lc__quantity_read(&second, &inner, at, &read, err);
	if (status != LIANGCE_OK || !read)
		return status;
	lc__quantity low = *first;
	if (!share(&low, &second) || !lc__quantity_apply(&low) || !lc__quantity_apply(&second))
		return LIANGCE_OK;
	bool words = lc__unit_in(scene->text[at - 1], u"至到");
	int order = lc__decimal_compare(low.lo, second.hi);
	if (order == 0 || (order > 0 && (words || low.unit == NULL || first->unit == NULL)))
		return LIANGCE_OK;
	if (low.unit == NULL && scene->text[at - 1] == '-' && !scene->alone && low.number.scale.coefficient <= 1 && low.lo.scale == 0)
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
	} else if (neighbours) {
		out->approx = LIANGCE_ABOUT;
	}
	*found = true;
	return LIANGCE_OK;
}

/* ---------------------------------------------------------------- numbers without unit */

static bool stands_free(const lc__scene *scene)
{
	switch (scene->before) {
	case LIANGCE_WORD_NONE:
	case LIANGCE_WORD_NOUN:
	case LIANGCE_WORD_DE:
	case LIANGCE_WORD_QUOTE:
	case LIANGCE_WORD_AND:
	case LIANGCE_WORD_FACT:
	case LIANGCE_WORD_DATE:
	case LIANGCE_WORD_SCOPE:
	case LIANGCE_WORD_OPEN:
		return false;
	default:
		return true;
	}
}

/* Whether a number without a unit is a number at all, and no name: 歼20, 十三陵, 118国道. */
static bool counts_bare(const lc__scene *scene, const lc__quantity *self)
{
	const lc__numeral *number = &self->number;
	uint16_t next = lc__scene_unit(scene, self->end);
	bool ends = self->end == scene->end || !(lc__is_han(next) || is_ascii_letter(next) || next == '"' || next == '.');
	if (scene->alone && self->end == scene->end)
		return true;
	if (is_ascii_letter(next) || next == '+' || next == u'·')
		return false;
	bool scaled = number->scale.coefficient > 1;
	if (!number->arabic) {
		if (number->bare)
			return number->han > 1 && ends && stands_free(scene);
		if (number->spelled || (number->han < 3 && !scaled))
			return ends && !number->spelled && stands_free(scene);
		return number->lo.coefficient >= 100 || ends;
	}
	if (self->more || scaled || scene->before == LIANGCE_WORD_ABOUT || scene->before == LIANGCE_WORD_OVER ||
	    scene->before == LIANGCE_WORD_UNDER || scene->before == LIANGCE_WORD_REACH)
		return true;
	if (!ends)
		return number->lo.scale != 0 && stands_free(scene);
	return number->lo.scale != 0 || number->signed_ || stands_free(scene);
}

/* ---------------------------------------------------------------- the whole */

/* 四次会议, 三中全会: an order without its 第. */
static bool names_meeting(const lc__scene *scene, const lc__quantity *self)
{
	uint16_t next = lc__scene_unit(scene, self->end), after = lc__scene_unit(scene, self->end + 1);
	return !self->number.arabic && self->unit != NULL && scene->text[self->unit_start] == u'次' &&
	       ((next == u'会' && after == u'议') || (next == u'全' && after == u'会'));
}

/* Whether a bound stands behind: it makes a number of what could be a name. */
static bool bound_follows(const lc__scene *scene, uint32_t at)
{
	lc__tail tail;
	return lc__words_tail(scene->words, scene->text + at, scene->end - at, &tail) > 1;
}

static void set_quantity(lc__expression *out, const lc__quantity *quantity)
{
	out->lo = quantity->lo;
	out->hi = quantity->hi;
	out->has_lo = true;
	out->has_hi = !quantity->more;
	out->approx = quantity->more ? LIANGCE_OVER : quantity->lo.coefficient != quantity->hi.coefficient ? LIANGCE_ABOUT : LIANGCE_EXACT;
	out->kind = quantity->unit != NULL ? quantity->unit->kind : LIANGCE_FACT_OTHER;
	out->unit = quantity->unit != NULL ? quantity->unit->canonical : "";
	out->end = quantity->end;
}

/* 翻一番 is one time more, 翻两番 three. */
static bool double_up(lc__expression *self, const lc__scene *scene, const lc__quantity *quantity)
{
	if (quantity->unit == NULL || scene->text[quantity->unit_start] != u'番')
		return true;
	if (self->lo.scale != 0 || self->lo.coefficient < 1 || self->lo.coefficient > 20)
		return false;
	self->doubles = true;
	bool ok = lc__decimal_make(&self->lo, ((__int128)1 << (int)self->lo.coefficient) - 1, 0);
	self->hi = self->lo;
	return ok;
}

/* 3年以上7年以下, 数字在1000以上,1500以下: the second bound closes the first. */
static lc_status close_bound(lc__expression *out, const lc__scene *scene, const lc__quantity *first, lc_error *err)
{
	uint32_t at = out->end + (lc__scene_unit(scene, out->end) == ',' ? 1 : 0);
	if (out->has_hi || !out->has_lo || !is_numeral(lc__scene_unit(scene, at)))
		return LIANGCE_OK;
	lc__quantity second;
	lc__scene inner = *scene;
	inner.before = LIANGCE_WORD_NONE;
	bool read;
	lc_status status = lc__quantity_read(&second, &inner, at, &read, err);
	if (status != LIANGCE_OK || !read || !same_unit(first->unit, second.unit) || !lc__quantity_apply(&second))
		return status;
	lc__expression end = {.end = second.end, .kind = out->kind, .has_lo = true, .has_hi = true};
	if (!bound_behind(&end, scene) || end.has_lo || lc__decimal_compare(out->lo, second.lo) >= 0)
		return LIANGCE_OK;
	out->hi = second.lo;
	out->has_hi = true;
	out->approx = LIANGCE_EXACT;
	out->end = end.end;
	return LIANGCE_OK;
}

/* 前10个月 is a part of the year. */
static bool names_period(const lc__expression *self, const lc__scene *scene)
{
	return self->kind == LIANGCE_FACT_DURATION && scene->text[self->start - 1] == u'前' && self->has_hi &&
	       scene->text[self->end - 1] == u'月';
}

static lc_status read_number(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	lc__quantity quantity;
	lc_status status = lc__quantity_read(&quantity, scene, at, found, err);
	if (status != LIANGCE_OK)
		return status;
	if (quantity.number.end > at)
		out->end = quantity.number.end;
	if (!*found)
		return LIANGCE_OK;
	if (is_part_word(scene, quantity.number.end)) {
		status = read_fraction(out, scene, &quantity.number, found, err);
	} else {
		bool range;
		status = read_range(out, scene, &quantity, &range, err);
		if (status != LIANGCE_OK)
			return status;
		if (!range) {
			out->weak = quantity.weak;
			out->end = quantity.weak ? quantity.end : out->end;
			if (names_meeting(scene, &quantity))
				quantity.weak = true;
			*found = !quantity.weak && (quantity.unit != NULL || bound_follows(scene, quantity.end) || counts_bare(scene, &quantity)) &&
			         lc__quantity_apply(&quantity);
			if (!*found)
				return LIANGCE_OK;
			set_quantity(out, &quantity);
			*found = double_up(out, scene, &quantity);
		}
	}
	if (status != LIANGCE_OK || !*found)
		return status;
	if (names_period(out, scene)) {
		out->kind = LIANGCE_FACT_DATE;
		return LIANGCE_OK;
	}
	bool bounded = bound_behind(out, scene);
	bound_before(out, scene);
	return bounded ? close_bound(out, scene, &quantity, err) : LIANGCE_OK;
}

/* 第2位, 第一. What numbers issues, articles and roads is an id. */
static lc_status read_rank(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	lc__quantity quantity;
	*found = false;
	uint32_t number = at + 1 + (lc__scene_unit(scene, at + 1) == ' ' ? 1 : 0);
	if (!is_numeral(lc__scene_unit(scene, number)))
		return LIANGCE_OK;
	lc__scene inner = *scene;
	inner.before = LIANGCE_WORD_NONE;
	bool read;
	lc_status status = lc__quantity_read(&quantity, &inner, number, &read, err);
	if (status != LIANGCE_OK || !read)
		return status;
	out->end = quantity.end;
	uint16_t next = lc__scene_unit(scene, quantity.number.end), behind = lc__scene_unit(scene, quantity.end);
	bool ends = !lc__is_han(behind) || lc__unit_in(behind, u"的,是在为");
	if (quantity.unit != NULL && quantity.unit->kind == LIANGCE_FACT_DURATION)
		return LIANGCE_OK; /* 第二学期, 第五年 */
	if (lc__unit_in(next, u"期号条章节款页卷版集编辑季届讲课部稿令") && !(next == u'条' && lc__unit_in(behind, u"跑联航")) && next != u'届')
		return LIANGCE_OK;
	if (quantity.unit == NULL && !ends)
		return LIANGCE_OK;
	out->kind = LIANGCE_FACT_RANK;
	out->lo = quantity.number.lo;
	out->hi = quantity.number.hi;
	out->has_lo = out->has_hi = true;
	out->unit = quantity.unit != NULL && quantity.unit->kind == LIANGCE_FACT_COUNT ? quantity.unit->canonical : "";
	if (quantity.unit != NULL && quantity.unit->kind != LIANGCE_FACT_COUNT)
		out->end = quantity.number.end;
	*found = true;
	return LIANGCE_OK;
}

/* What stands behind the digits at `at`. */
static uint16_t behind_digits(const lc__scene *scene, uint32_t at)
{
	uint32_t limit = at + 12;
	at += is_numeral(scene->text[at]) ? 0 : 1;
	while (at < limit && at < scene->end && (is_numeral(scene->text[at]) || scene->text[at] == '.'))
		at++;
	return lc__scene_unit(scene, at);
}

/* A sign of currency before the number: ¥1.25, US$5. */
static lc_status read_priced(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	size_t length;
	const lc__unit *unit = lc__units_longest(scene->units, scene->text + at, scene->end - at, &length);
	*found = unit != NULL && unit->sign;
	uint32_t number = at + (uint32_t)(*found ? length : 1);
	number += lc__scene_unit(scene, number) == ' ' ? 1 : 0;
	if (!*found || !is_digit(lc__scene_unit(scene, number))) {
		*found = false;
		return LIANGCE_OK;
	}
	lc__scene inner = *scene;
	inner.before = LIANGCE_WORD_ABOUT; /* what a sign of currency stands before is a number */
	lc_status status = read_number(out, &inner, number, found, err);
	if (status != LIANGCE_OK || !*found)
		return status;
	out->approx = out->approx == LIANGCE_ABOUT ? LIANGCE_EXACT : out->approx;
	out->kind = LIANGCE_FACT_MONEY;
	out->unit = unit->canonical;
	out->start = at;
	bound_before(out, scene);
	return LIANGCE_OK;
}

static lc_status read_any(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	uint16_t first = scene->text[at];
	*found = false;
	if (first == u'第')
		return read_rank(out, scene, at, found, err);
	if (!is_numeral(first) && !lc__unit_in(first, u"-+负"))
		return read_priced(out, scene, at, found, err);
	lc_status status = LIANGCE_OK;
	uint16_t behind = behind_digits(scene, at);
	if (lc__unit_in(behind, u"年月日时点世季学:-/~至到—、"))
		status = lc__calendar_read(out, scene, at, found, err);
	bool ratio = (first == '-' || first == u'负') && behind == '/';
	if (status == LIANGCE_OK && !*found && (ratio || (is_digit(first) && (first == '0' || first == '1' || lc__unit_in(behind, u"-+.·号#/:比国省县次)")))))
		status = lc__code_read(out, scene, at, found, err);
	if (status == LIANGCE_OK && *found && out->kind == LIANGCE_FACT_RATIO) {
		bound_behind(out, scene);
		bound_before(out, scene);
	}
	if (status == LIANGCE_OK && !*found)
		status = read_number(out, scene, at, found, err);
	return status;
}

lc_status lc__expression_read(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	*out = (lc__expression){.start = at, .number = at, .end = at + 1, .unit = ""};
	lc_status status = read_any(out, scene, at, found, err);
	if (out->end <= at)
		out->end = at + 1;
	return status;
}
