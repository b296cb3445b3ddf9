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
	bool spaced = fraction.end - fraction.start > 1 && text[fraction.start + 1] == ' ';
	if (!spaced && whole.end - whole.start + fraction.end - fraction.start <= SHORT) {
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

/*
 * A number of several pieces, 2亿3千6百万: pieces wait in the section until the great power that closes it, 万 or 亿. Each piece is
 * less than the power before it, and so is each section.
 */
typedef struct pieces {
	lc_decimal total, section;
	int great, small; /* exponents of the last great power and of the last of any kind: what the next must be below */
} pieces;

enum { GREAT = 4, NO_LIMIT = 38 };

static bool is_below(lc_decimal value, int power)
{
	lc_decimal limit = {.coefficient = 1};
	return power == NO_LIMIT || (lc__numeral_scale(&limit, power) && lc__decimal_compare(value, limit) < 0);
}

/* The exponent of the powers from scales.start on that are all great, or all small; moves it behind them. */
static int take_powers(const uint16_t *text, lc__part *scales, bool great)
{
	int sum = 0;
	for (; is_set(*scales); scales->start++) {
		int power = is_more(text[scales->start]) ? 0 : lc__han_power(text[scales->start]);
		if (power != 0 && (power >= GREAT) != great)
			break;
		sum += power;
	}
	return sum;
}

static bool add_piece(pieces *self, lc_decimal value, const uint16_t *text, lc__part scales)
{
	int small = take_powers(text, &scales, false);
	if (!lc__numeral_scale(&value, small) || !is_below(value, self->small) ||
	    !lc__decimal_add(&self->section, self->section, value))
		return false;
	self->small = small;
	if (!is_set(scales))
		return true;
	int great = take_powers(text, &scales, true);
	if (!lc__numeral_scale(&self->section, great) || !is_below(self->section, self->great) ||
	    !lc__decimal_add(&self->total, self->total, self->section))
		return false;
	self->section = (lc_decimal){0};
	self->great = self->small = great;
	return !is_set(scales);
}

/* From its first piece, which has these scales, and the rest of it. */
static bool sum_pieces(lc_decimal *first, const uint16_t *text, lc__part scales, lc__part rest)
{
	pieces self = {.great = NO_LIMIT, .small = NO_LIMIT};
	bool ok = add_piece(&self, *first, text, scales);
	while (ok && is_set(rest)) {
		lc__part piece = {rest.start, rest.start};
		while (piece.end < rest.end && (lc__han_digit(text[piece.end]) >= 0 || text[piece.end] == ','))
			piece.end++;
		lc__part fraction = {piece.end, piece.end};
		if (piece.end + 1 < rest.end && text[piece.end] == '.')
			for (fraction.start = fraction.end = piece.end + 1;
			     fraction.end < rest.end && lc__han_digit(text[fraction.end]) >= 0;)
				fraction.end++;
		rest.start = fraction.end;
		while (is_set(rest) && (lc__han_power(text[rest.start]) > 0 || is_more(text[rest.start])))
			rest.start++;
		lc_decimal value;
		ok = is_set(piece) && digits_value(&value, text, piece, fraction) &&
		     add_piece(&self, value, text, (lc__part){fraction.end, rest.start});
	}
	return ok && lc__decimal_add(first, self.total, self.section);
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
	out->vague = value.vague;
	out->bare = value.bare;
	if (!lc__decimal_make(&out->lo, value.lo, 0) || !lc__decimal_make(&out->hi, value.hi, 0))
		return false;
	lc_decimal part;
	return !is_set(point) || (digits_value(&part, text, (lc__part){0, 0}, point) && lc__decimal_add(&out->lo, out->lo, part) &&
	                          lc__decimal_add(&out->hi, out->hi, part));
}

/* 四亿零七百|多万: behind the last great power, where the scales multiply what is there alone; the start where they multiply all. */
static uint32_t last_section(const uint16_t *text, lc__part han, int power)
{
	uint32_t at = han.end;
	while (at > han.start && !(lc__han_power(text[at - 1]) >= GREAT && lc__han_power(text[at - 1]) > power))
		at--;
	return at == han.end ? han.start : at;
}

/* The value of Han numerals whose last section has scales of its own behind it. */
static bool add_sections(lc__numeral *out, const uint16_t *text, lc__part han, uint32_t section)
{
	lc__han_value head, tail;
	lc_decimal lo, hi;
	if (!lc__han_read(&head, text + han.start, section - han.start) ||
	    !lc__han_read(&tail, text + section, han.end - section) || !lc__decimal_make(&out->lo, head.lo, 0) ||
	    !lc__decimal_make(&out->hi, head.hi, 0) || !lc__decimal_make(&lo, tail.lo, 0) || !lc__decimal_make(&hi, tail.hi, 0))
		return false;
	return lc__numeral_scale(&lo, out->power) && lc__numeral_scale(&hi, out->power) && lc__decimal_add(&out->lo, out->lo, lo) &&
	       lc__decimal_add(&out->hi, out->hi, hi);
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

static int exponent_of(const uint16_t *text, lc__part exponent)
{
	if (text[exponent.start] == '^')
		exponent.start++;
	uint16_t first = text[exponent.start];
	if (first > 0x7F)
		return first == u'²' || first == u'³' ? first - u'²' + 2 : first - u'⁴' + 4;
	return (int)short_value(text, exponent, (lc__part){0, 0}).coefficient;
}

static bool from_parts(lc__numeral *out, const lc__part *parts, const uint16_t *text)
{
	lc__part scales = parts[LIANGCE_NUMBER_SCALES], rest = parts[LIANGCE_NUMBER_REST];
	*out = (lc__numeral){.start = parts[0].start, .end = parts[0].end};
	out->arabic = is_set(parts[LIANGCE_NUMBER_WHOLE]);
	lc__part more = parts[LIANGCE_NUMBER_MORE];
	out->some = is_set(more) && text[more.start] == u'来';
	out->more = (is_set(more) && !out->some) || holds_more(text, scales) || holds_more(text, rest);
	bool ok = out->arabic ? digits_value(&out->lo, text, parts[LIANGCE_NUMBER_WHOLE], parts[LIANGCE_NUMBER_FRACTION])
	                      : han_parts(out, text, parts[LIANGCE_NUMBER_HAN], parts[LIANGCE_NUMBER_POINT]);
	if (out->arabic)
		out->hi = out->lo;
	lc__part exponent = parts[LIANGCE_NUMBER_EXPONENT]; /* 2.8×10⁸, of which text keeps 2.8×108 */
	if (ok && is_set(exponent)) {
		ok = lc__numeral_scale(&out->lo, exponent_of(text, exponent));
		out->hi = out->lo;
	}
	out->plain = out->lo;
	ok = ok && power_of(&out->power, text, scales);
	lc__part han = parts[LIANGCE_NUMBER_HAN];
	uint32_t section = out->arabic || !is_set(scales) ? han.start : last_section(text, han, out->power);
	if (ok && section > han.start)
		ok = !is_set(rest) && add_sections(out, text, han, section);
	else if (ok && is_set(rest))
		ok = sum_pieces(&out->lo, text, scales, rest) && sum_pieces(&out->hi, text, scales, rest);
	else if (ok)
		ok = lc__numeral_scale(&out->lo, out->power) && lc__numeral_scale(&out->hi, out->power);
	if (is_set(parts[LIANGCE_NUMBER_SIGN]) && text[out->start] != '+')
		negate(out);
	return ok;
}

lc_status lc__numeral_match(lc__numeral *out, lc__matcher *matcher, const uint16_t *text, uint32_t start, uint32_t end, bool *found,
                            lc_error *err)
{
	lc_status status = lc__matcher_run(matcher, LIANGCE_PATTERN_NUMBER, text, start, end, found, err);
	if (status == LIANGCE_OK && *found)
		*found = from_parts(out, matcher->parts, text);
	return status;
}

lc_status lc__numeral_read(lc__numeral *out, lc__matcher *matcher, const uint16_t *text, uint32_t start, uint32_t end, bool *found,
                           lc_error *err)
{
	*found = lc__numeral_plain(out, text, start, end);
	return *found ? LIANGCE_OK : lc__numeral_match(out, matcher, text, start, end, found, err);
}
