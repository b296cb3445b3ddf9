/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the parts of a numeral to its value: see numeral.h. Han numerals are read twice, once choosing the low and once the high
 * end wherever they leave a choice (三五千, 几十), which gives a range where the two differ.
 */
#include "facts/numeral.h"

enum { DIGITS_MAX = 64 };

int lc__numeral_digit(uint16_t unit)
{
	if (unit >= '0' && unit <= '9')
		return unit - '0';
	switch (unit) {
	case u'〇': case u'零': return 0;
	case u'一': case u'壹': return 1;
	case u'二': case u'两': case u'贰': return 2;
	case u'三': case u'叁': return 3;
	case u'四': case u'肆': return 4;
	case u'五': case u'伍': return 5;
	case u'六': case u'陆': return 6;
	case u'七': case u'柒': return 7;
	case u'八': case u'捌': return 8;
	case u'九': case u'玖': return 9;
	default: return -1;
	}
}

int lc__numeral_power(uint16_t unit)
{
	switch (unit) {
	case u'十': case u'拾': return 1;
	case u'百': case u'佰': return 2;
	case u'千': case u'仟': return 3;
	case u'万': return 4;
	case u'亿': return 8;
	case u'兆': return 12;
	default: return -1;
	}
}

static bool is_several(uint16_t unit)
{
	return unit == u'几' || unit == u'数';
}

static __int128 power_of_ten(int exponent)
{
	static const uint64_t small[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000,
	                                 1000000000000};
	__int128 power = 1;
	for (; exponent > 12; exponent--)
		power *= 10;
	return power * small[exponent < 0 ? 0 : exponent];
}

/* ---------------------------------------------------------------- Han numerals */

/* What 几 may be: 几十 is 20 to 99, 十几 11 to 19. `unit` is the power that follows, 1 where none. */
static __int128 several(const uint16_t *text, size_t at, __int128 unit, bool high)
{
	bool leads = at == 0 || lc__numeral_power(text[at - 1]) < 0;
	if (high)
		return leads ? 10 * unit - 1 : 9 * unit;
	return leads ? 2 * unit : unit;
}

/* A part below 万: 三百二十, 五十五六, 三五千. ok is false for what is no number: 三五六千. */
static __int128 section(const uint16_t *text, size_t count, __int128 above, bool high, bool *ok)
{
	__int128 sum = 0;
	int last_power = -1; /* of the last power seen, to read 三百五 */
	for (size_t i = 0; i < count;) {
		size_t digits = i;
		while (digits < count && lc__numeral_power(text[digits]) < 0)
			digits++;
		int power = digits < count ? lc__numeral_power(text[digits]) : 0;
		size_t first = i;
		bool zero = false;
		for (; first < digits && lc__numeral_digit(text[first]) == 0; first++)
			zero = true;
		__int128 unit = power_of_ten(power);
		size_t run = digits - first;
		if (text[i] == u'廿' || text[i] == u'卅') {
			sum += text[i] == u'廿' ? 20 : 30;
			i++;
			last_power = 1;
			continue;
		}
		if (run == 0 && (power > 0 && (!zero || power == 1))) {
			sum += unit; /* 十五, and 一千零十 */
		} else if (run == 1 && is_several(text[first])) {
			sum += several(text, first, unit, high);
		} else if (run == 1 || run == 2) {
			int low_digit = lc__numeral_digit(text[first]);
			int digit = run == 2 && high ? lc__numeral_digit(text[first + 1]) : low_digit;
			if (run == 2 && (low_digit < 1 || lc__numeral_digit(text[first + 1]) <= low_digit))
				*ok = false; /* only 三四, 三五 leave a choice */
			if (power == 0 && !zero && last_power < 0 && i == 0 && above > 1)
				unit = above / 10; /* 一万六 */
			else if (power == 0 && !zero && last_power >= 2)
				unit = power_of_ten(last_power - 1); /* 三百五 */
			sum += digit * unit;
		} else if (run != 0) {
			*ok = false;
		}
		last_power = power;
		i = digits + 1;
	}
	return sum;
}

/* Any Han numeral with powers. The greatest power splits it: what stands before is multiplied, what stands after is added. */
static __int128 han_value(const uint16_t *text, size_t count, __int128 above, bool high, bool *ok)
{
	size_t split = count;
	int greatest = 3;
	for (size_t i = 0; i < count; i++)
		if (lc__numeral_power(text[i]) > 3 && lc__numeral_power(text[i]) >= greatest) {
			greatest = lc__numeral_power(text[i]);
			split = i;
		}
	if (split == count)
		return section(text, count, above, high, ok);
	__int128 unit = power_of_ten(greatest);
	__int128 before = split == 0 ? 1 : han_value(text, split, 1, high, ok);
	if (before > power_of_ten(20)) {
		*ok = false;
		return 0;
	}
	__int128 value = before * unit;
	if (split == 1 && is_several(text[0]))
		value = several(text, 0, unit, high); /* 几万 reaches to 99999 */
	return value + han_value(text + split + 1, count - split - 1, unit, high, ok);
}

static bool all_digits(const uint16_t *text, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (lc__numeral_digit(text[i]) < 0)
			return false;
	return true;
}

static bool has_digit(const uint16_t *text, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (lc__numeral_digit(text[i]) >= 0 || is_several(text[i]) || text[i] == u'廿' || text[i] == u'卅')
			return true;
	return text[0] == u'十' || text[0] == u'拾';
}

static bool whole_value(__int128 *value, const uint16_t *text, size_t count, bool high)
{
	int first = lc__numeral_digit(text[0]), second = count == 2 ? lc__numeral_digit(text[1]) : -1;
	if (count == 2 && first > 0 && (second == first + 1 || (first == 3 && second == 5))) {
		*value = high ? second : first; /* 七八个 */
		return true;
	}
	if (all_digits(text, count)) {
		*value = 0;
		for (size_t i = 0; i < count && *value < power_of_ten(30); i++)
			*value = *value * 10 + lc__numeral_digit(text[i]);
		return true;
	}
	bool ok = true;
	*value = han_value(text, count, 1, high, &ok);
	return ok;
}

/* ---------------------------------------------------------------- from parts */

/* Digits of a part as ASCII, separators left out. */
static size_t copy_digits(char *to, size_t at, const uint16_t *text, lc__part part)
{
	for (uint32_t i = part.start; i < part.end && at < DIGITS_MAX - 1; i++)
		if (lc__numeral_digit(text[i]) >= 0)
			to[at++] = (char)('0' + lc__numeral_digit(text[i]));
	return at;
}

/* Nearly every number has few digits: no need to write them out and parse them. */
static bool short_value(lc_decimal *out, const uint16_t *text, lc__part whole, lc__part fraction)
{
	uint64_t value = 0;
	if ((whole.end - whole.start) + (fraction.end - fraction.start) > 18)
		return false;
	for (uint32_t i = whole.start; i < whole.end; i++)
		if (text[i] != ',')
			value = value * 10 + (uint64_t)lc__numeral_digit(text[i]);
	while (fraction.end > fraction.start && text[fraction.end - 1] == '0')
		fraction.end--;
	for (uint32_t i = fraction.start; i < fraction.end; i++)
		value = value * 10 + (uint64_t)lc__numeral_digit(text[i]);
	*out = (lc_decimal){.coefficient = value, .scale = (uint8_t)(value == 0 ? 0 : fraction.end - fraction.start)};
	return true;
}

static bool arabic_value(lc_decimal *out, const uint16_t *text, lc__part whole, lc__part fraction)
{
	if (short_value(out, text, whole, fraction))
		return true;
	char digits[DIGITS_MAX];
	size_t size = copy_digits(digits, 0, text, whole);
	if (fraction.start < fraction.end) {
		while (fraction.end > fraction.start + 1 && lc__numeral_digit(text[fraction.end - 1]) == 0)
			fraction.end--;
		digits[size++] = '.';
		size = copy_digits(digits, size, text, fraction);
	}
	return lc__decimal_parse(out, digits, size);
}

static bool scale_of(lc_decimal *out, const uint16_t *text, lc__part scales)
{
	bool ok = true;
	*out = (lc_decimal){.coefficient = 1};
	for (uint32_t i = scales.start; i < scales.end && ok; i++) {
		int power = text[i] == u'廿' || text[i] == u'卅' ? -1 : lc__numeral_power(text[i]);
		lc_decimal factor;
		ok = power > 0 && lc__decimal_make(&factor, power_of_ten(power), 0) && lc__decimal_multiply(out, *out, factor);
	}
	return ok;
}

/* The smaller pieces after a scaled one: 1万4千6百 behind 5亿, 1,000 behind 3万. Each must be less than the power before it. */
static bool add_rest(lc_decimal *sum, lc_decimal above, const uint16_t *text, lc__part rest)
{
	for (uint32_t i = rest.start; i < rest.end;) {
		lc__part piece = {i, i}, scales;
		while (piece.end < rest.end && (lc__numeral_digit(text[piece.end]) >= 0 || text[piece.end] == ','))
			piece.end++;
		scales = (lc__part){piece.end, piece.end};
		while (scales.end < rest.end && lc__numeral_power(text[scales.end]) > 0)
			scales.end++;
		if (scales.end == i)
			return false;
		lc_decimal value, scale;
		if (!arabic_value(&value, text, piece, (lc__part){0, 0}) || !scale_of(&scale, text, scales) ||
		    !lc__decimal_multiply(&value, value, scale) || lc__decimal_compare(value, above) >= 0 ||
		    !lc__decimal_add(sum, *sum, value))
			return false;
		above = scale;
		i = scales.end;
		if (scales.start == scales.end)
			return i == rest.end;
	}
	return true;
}

static bool negate(lc_decimal *value)
{
	lc_decimal minus;
	return lc__decimal_make(&minus, -1, 0) && lc__decimal_multiply(value, *value, minus);
}

static bool han_parts(lc__numeral *out, const uint16_t *text, lc__part han, lc__part point)
{
	const uint16_t *first = text + han.start;
	size_t count = han.end - han.start;
	__int128 lo = 0, hi = 0;
	if (!whole_value(&lo, first, count, false) || !whole_value(&hi, first, count, true))
		return false;
	out->han = (uint32_t)count;
	out->spelled = all_digits(first, count) && count > 1 && lo == hi;
	out->bare = !has_digit(first, count);
	if (!lc__decimal_make(&out->lo, lo, 0) || !lc__decimal_make(&out->hi, hi, 0))
		return false;
	if (point.start == point.end)
		return true;
	lc_decimal part;
	char digits[DIGITS_MAX] = "0.";
	while (point.end > point.start + 1 && lc__numeral_digit(text[point.end - 1]) == 0)
		point.end--;
	size_t size = copy_digits(digits, 2, text, point);
	return lc__decimal_parse(&part, digits, size) && lc__decimal_add(&out->lo, out->lo, part) && lc__decimal_add(&out->hi, out->hi, part);
}

static bool from_parts(lc__numeral *out, const lc__part *parts, const uint16_t *text)
{
	lc__part whole = parts[LIANGCE_NUMBER_WHOLE], han = parts[LIANGCE_NUMBER_HAN], scales = parts[LIANGCE_NUMBER_SCALES];
	lc__part rest = parts[LIANGCE_NUMBER_REST];
	*out = (lc__numeral){.start = parts[0].start, .end = parts[0].end};
	out->arabic = whole.start < whole.end;
	out->more = parts[LIANGCE_NUMBER_MORE].start < parts[LIANGCE_NUMBER_MORE].end;
	out->signed_ = parts[LIANGCE_NUMBER_SIGN].start < parts[LIANGCE_NUMBER_SIGN].end && text[out->start] != '+';
	if (out->arabic) {
		if (!arabic_value(&out->lo, text, whole, parts[LIANGCE_NUMBER_FRACTION]))
			return false;
		out->hi = out->lo;
	} else if (!han_parts(out, text, han, parts[LIANGCE_NUMBER_POINT])) {
		return false;
	}
	out->plain = out->lo;
	out->scale = (lc_decimal){.coefficient = 1};
	if (scales.start < scales.end && (!scale_of(&out->scale, text, scales) || !lc__decimal_multiply(&out->lo, out->lo, out->scale) ||
	                                  !lc__decimal_multiply(&out->hi, out->hi, out->scale)))
		return false;
	if (rest.start < rest.end && (!add_rest(&out->lo, out->scale, text, rest) || !add_rest(&out->hi, out->scale, text, rest)))
		return false;
	if (!out->signed_)
		return true;
	lc_decimal low = out->lo;
	out->lo = out->hi;
	out->hi = low;
	return negate(&out->lo) && negate(&out->hi);
}

lc_status lc__numeral_read(lc__numeral *out, lc__matcher *matcher, const uint16_t *text, uint32_t start, uint32_t end, bool *found,
                           lc_error *err)
{
	lc_status status = lc__matcher_match(matcher, LIANGCE_PATTERN_NUMBER, text, start, end, found, err);
	if (status == LIANGCE_OK && *found)
		*found = from_parts(out, matcher->parts, text);
	return status;
}
