/* SPDX-License-Identifier: Apache-2.0 */
/* From the parts that the pattern of numbers finds to a value: see numeral.h. What Han characters are worth is han.c's to say. */
#include "facts/numeral.h"

enum { DIGITS_MAX = 64, SHORT = 18 };

static bool is_set(lc__part part)
{
	return part.start < part.end;
}

/* Digits of a part as ASCII, separators left out. */
static size_t copy_digits(char *to, size_t at, const uint16_t *text, lc__part part)
{
	for (uint32_t i = part.start; i < part.end && at < DIGITS_MAX - 1; i++)
		if (lc__han_digit(text[i]) >= 0)
			to[at++] = (char)('0' + lc__han_digit(text[i]));
	return at;
}

static lc__part without_zeros(const uint16_t *text, lc__part fraction)
{
	while (is_set(fraction) && lc__han_digit(text[fraction.end - 1]) == 0)
		fraction.end--;
	return fraction;
}

/* Nearly every number has few digits: no need to write them out and parse them. */
static lc_decimal short_value(const uint16_t *text, lc__part whole, lc__part fraction)
{
	int64_t value = 0;
	for (uint32_t i = whole.start; i < whole.end; i++)
		if (text[i] != ',' && text[i] != ' ')
			value = value * 10 + lc__han_digit(text[i]);
	for (uint32_t i = fraction.start; i < fraction.end; i++)
		value = value * 10 + lc__han_digit(text[i]);
	return (lc_decimal){.coefficient = value, .scale = (uint8_t)(fraction.end - fraction.start)};
}

/* whole may be empty, then it is 0. */
static bool digits_value(lc_decimal *out, const uint16_t *text, lc__part whole, lc__part fraction)
{
	fraction = without_zeros(text, fraction);
	if (whole.end - whole.start + fraction.end - fraction.start <= SHORT) {
		*out = short_value(text, whole, fraction);
		return true;
	}
	char digits[DIGITS_MAX];
	size_t size = copy_digits(digits, 0, text, whole);
	if (size == 0)
		digits[size++] = '0';
	if (is_set(fraction)) {
		digits[size++] = '.';
		size = copy_digits(digits, size, text, fraction);
	}
	return lc__decimal_parse(out, digits, size);
}

bool lc__numeral_scale(lc_decimal *value, int power)
{
	if (power <= value->scale) {
		value->scale = (uint8_t)(value->scale - power);
		return true;
	}
	int more = power - value->scale;
	if (more > 37)
		return false;
	__int128 limit = lc__power_of_ten(38 - more);
	if (value->coefficient >= limit || value->coefficient <= -limit)
		return false;
	*value = (lc_decimal){.coefficient = value->coefficient * lc__power_of_ten(more)};
	return true;
}

static bool is_more(uint16_t unit)
{
	return unit == u'余' || unit == u'多';
}

/* The exponent that scales make together: 8 for 万万, 6 for 百余万. false where one of them is none: 廿. */
static bool power_of(int *power, const uint16_t *text, lc__part scales)
{
	*power = 0;
	for (uint32_t i = scales.start; i < scales.end; i++) {
		if (is_more(text[i]))
			continue;
		if (lc__han_power(text[i]) < 0)
			return false;
		*power += lc__han_power(text[i]);
	}
	return true;
}

static bool holds_more(const uint16_t *text, lc__part part)
{
	while (is_set(part) && !is_more(text[part.start]))
		part.start++;
	return is_set(part);
}

/* The smaller pieces after a scaled one: 1万4千6百 behind 5亿, 1,000 behind 3万. Each must be less than the power before it. */
static bool add_rest(lc_decimal *sum, int power, const uint16_t *text, lc__part rest)
{
	while (is_set(rest)) {
		lc__part piece = {rest.start, rest.start}, scales;
		while (piece.end < rest.end && (lc__han_digit(text[piece.end]) >= 0 || text[piece.end] == ','))
			piece.end++;
		scales = (lc__part){piece.end, piece.end};
		while (scales.end < rest.end && lc__han_power(text[scales.end]) > 0)
			scales.end++;
		if (!is_set(piece) || power == 0)
			return false;
		lc_decimal value, above = {.coefficient = 1};
		int scale;
		if (!digits_value(&value, text, piece, (lc__part){0, 0}) || !power_of(&scale, text, scales) ||
		    !lc__numeral_scale(&value, scale) || !lc__numeral_scale(&above, power) ||
		    lc__decimal_compare(value, above) >= 0 || !lc__decimal_add(sum, *sum, value))
			return false;
		power = scale;
		rest.start = scales.end;
	}
	return true;
}

static bool han_parts(lc__numeral *out, const uint16_t *text, lc__part han, lc__part point)
{
	lc__han_value value;
	if (text[han.start] == u'半') {
		out->han = 1;
		out->hi = out->lo = (lc_decimal){.coefficient = 5, .scale = 1}; /* 半亿 */
		return true;
	}
	if (!lc__han_read(&value, text + han.start, han.end - han.start))
		return false;
	out->han = han.end - han.start;
	out->spelled = value.spelled;
	out->bare = value.bare;
	if (!lc__decimal_make(&out->lo, value.lo, 0) || !lc__decimal_make(&out->hi, value.hi, 0))
		return false;
	lc_decimal part;
	return !is_set(point) || (digits_value(&part, text, (lc__part){0, 0}, point) && lc__decimal_add(&out->lo, out->lo, part) &&
	                          lc__decimal_add(&out->hi, out->hi, part));
}

static void negate(lc__numeral *self)
{
	lc_decimal low = self->lo;
	self->lo = self->hi;
	self->hi = low;
	self->lo.coefficient = -self->lo.coefficient;
	self->hi.coefficient = -self->hi.coefficient;
	self->negative = true;
}

static bool from_parts(lc__numeral *out, const lc__part *parts, const uint16_t *text)
{
	lc__part scales = parts[LIANGCE_NUMBER_SCALES], rest = parts[LIANGCE_NUMBER_REST];
	*out = (lc__numeral){.start = parts[0].start, .end = parts[0].end};
	out->arabic = is_set(parts[LIANGCE_NUMBER_WHOLE]);
	out->more = is_set(parts[LIANGCE_NUMBER_MORE]) || holds_more(text, scales);
	bool ok = out->arabic ? digits_value(&out->lo, text, parts[LIANGCE_NUMBER_WHOLE], parts[LIANGCE_NUMBER_FRACTION])
	                      : han_parts(out, text, parts[LIANGCE_NUMBER_HAN], parts[LIANGCE_NUMBER_POINT]);
	if (out->arabic)
		out->hi = out->lo;
	out->plain = out->lo;
	if (ok && is_set(scales))
		ok = power_of(&out->power, text, scales) && lc__numeral_scale(&out->lo, out->power) &&
		     lc__numeral_scale(&out->hi, out->power);
	if (ok && is_set(rest))
		ok = add_rest(&out->lo, out->power, text, rest) && add_rest(&out->hi, out->power, text, rest);
	if (is_set(parts[LIANGCE_NUMBER_SIGN]) && text[out->start] != '+')
		negate(out);
	return ok;
}

lc_status lc__numeral_read(lc__numeral *out, lc__matcher *matcher, const uint16_t *text, uint32_t start, uint32_t end, bool *found,
                           lc_error *err)
{
	lc_status status = lc__matcher_match(matcher, LIANGCE_PATTERN_NUMBER, text, start, end, found, err);
	if (status == LIANGCE_OK && *found)
		*found = from_parts(out, matcher->parts, text);
	return status;
}
