/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The value of Han numerals: see han.h. A run is read twice, once choosing the low and once the high end wherever it leaves a
 * choice (三五千, 几十), which gives a range where the two differ.
 */
#include "facts/han.h"

enum { FIRST = LIANGCE_HAN_FIRST, POWER = LIANGCE_HAN_POWER };

const uint8_t lc__han_numerals[LIANGCE_HAN_LAST - LIANGCE_HAN_FIRST + 1] = {
    [u'零' - FIRST] = 1,          [u'一' - FIRST] = 2,         [u'壹' - FIRST] = 2,         [u'二' - FIRST] = 3,
    [u'两' - FIRST] = 3,          [u'贰' - FIRST] = 3,         [u'三' - FIRST] = 4,         [u'叁' - FIRST] = 4,
    [u'四' - FIRST] = 5,          [u'肆' - FIRST] = 5,         [u'五' - FIRST] = 6,         [u'伍' - FIRST] = 6,
    [u'六' - FIRST] = 7,          [u'陆' - FIRST] = 7,         [u'七' - FIRST] = 8,         [u'柒' - FIRST] = 8,
    [u'八' - FIRST] = 9,          [u'捌' - FIRST] = 9,         [u'九' - FIRST] = 10,        [u'玖' - FIRST] = 10,
    [u'十' - FIRST] = POWER | 1,  [u'拾' - FIRST] = POWER | 1, [u'百' - FIRST] = POWER | 2, [u'佰' - FIRST] = POWER | 2,
    [u'千' - FIRST] = POWER | 3,  [u'仟' - FIRST] = POWER | 3, [u'万' - FIRST] = POWER | 4, [u'亿' - FIRST] = POWER | 8,
    [u'兆' - FIRST] = POWER | 12,
};

__int128 lc__power_of_ten(int exponent)
{
	static const uint64_t small[] = {1,        10,        100,        1000,        10000,        100000,       1000000,
	                                 10000000, 100000000, 1000000000, 10000000000, 100000000000, 1000000000000};
	__int128 power = 1;
	for (; exponent > 12; exponent--)
		power *= 10;
	return power * small[exponent < 0 ? 0 : exponent];
}

static bool is_several(uint16_t unit)
{
	return unit == u'几' || unit == u'数';
}

/* 廿 and 卅: twenty and thirty; 0 for others. */
static int tens(uint16_t unit)
{
	return unit == u'廿' ? 20 : unit == u'卅' ? 30 : 0;
}

/* What 几 may be: 几十 is 20 to 99, 十几 11 to 19. `unit` is the power that follows, 1 where none. */
static __int128 several(const uint16_t *text, size_t at, __int128 unit, bool high)
{
	bool leads = at == 0 || (lc__han_power(text[at - 1]) < 0 && tens(text[at - 1]) == 0);
	if (high)
		return leads ? 10 * unit - 1 : 9 * unit;
	return leads ? 2 * unit : unit;
}

/* One or two digits before a power: 三, or 三四 and 三五, which leave a choice. */
static int chosen_digit(const uint16_t *text, size_t count, bool high, bool *ok)
{
	int low = lc__han_digit(text[0]);
	if (count == 1)
		return low;
	int next = lc__han_digit(text[1]);
	if (count > 2 || low < 1 || next <= low)
		*ok = false;
	return high ? next : low;
}

/* A part below 万: 三百二十, 五十五六. `above` is the power before it: what is left out in 一万六 is a tenth of that. */
static __int128 section(const uint16_t *text, size_t count, __int128 above, bool high, bool *ok)
{
	__int128 sum = 0;
	int last_power = -1; /* of the last power seen, to read 三百五 */
	for (size_t i = 0; i < count;) {
		if (tens(text[i]) != 0) {
			sum += tens(text[i++]);
			last_power = 1;
			continue;
		}
		size_t first = i, stop = i;
		while (stop < count && lc__han_power(text[stop]) < 0 && tens(text[stop]) == 0)
			stop++;
		while (first < stop && lc__han_digit(text[first]) == 0)
			first++;
		bool zero = first > i;
		int power = stop < count ? lc__han_power(text[stop]) : 0;
		__int128 unit = lc__power_of_ten(power);
		if (first == stop) {
			if (power > 0 && (!zero || power == 1))
				sum += unit; /* 十五, and 一千零十 */
		} else if (stop == first + 1 && is_several(text[first])) {
			sum += several(text, first, unit, high);
		} else {
			if (power == 0 && !zero && i == 0 && above > 1)
				unit = above / 10; /* 一万六 */
			else if (power == 0 && !zero && last_power >= 2)
				unit = lc__power_of_ten(last_power - 1); /* 三百五 */
			sum += chosen_digit(text + first, stop - first, high, ok) * unit;
		}
		last_power = power;
		i = stop + (stop < count && tens(text[stop]) == 0 ? 1 : 0);
	}
	return sum;
}

/* Any numeral with powers. The greatest power from 万 on splits it: what stands before is multiplied, what stands after is added. */
static __int128 value_of(const uint16_t *text, size_t count, __int128 above, bool high, bool *ok)
{
	size_t split = count;
	int greatest = 4;
	for (size_t i = 0; i < count; i++)
		if (lc__han_power(text[i]) >= greatest) {
			greatest = lc__han_power(text[i]);
			split = i;
		}
	if (split == count)
		return section(text, count, above, high, ok);
	__int128 unit = lc__power_of_ten(greatest), before = 1;
	if (split == 1 && is_several(text[0]))
		before = high ? 10 : 2; /* 几万 reaches to 99999 */
	else if (split > 0)
		before = value_of(text, split, 1, high, ok);
	if (before > lc__power_of_ten(20)) {
		*ok = false;
		return 0;
	}
	__int128 value = before * unit - (split == 1 && is_several(text[0]) && high ? 1 : 0);
	return value + value_of(text + split + 1, count - split - 1, unit, high, ok);
}

static bool is_spelled(const uint16_t *text, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (lc__han_digit(text[i]) < 0)
			return false;
	return true;
}

static bool is_bare(const uint16_t *text, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (lc__han_power(text[i]) < 2)
			return false;
	return true;
}

/* 二〇二六 digit by digit; false where there are too many. */
static bool spell(__int128 *value, const uint16_t *text, size_t count)
{
	*value = 0;
	for (size_t i = 0; i < count; i++)
		*value = *value * 10 + lc__han_digit(text[i]);
	return count <= 30;
}

/* 三, 十五, 三十, 二十四; -1 for all others. */
static int small_value(const uint16_t *text, size_t count)
{
	int first = lc__han_digit(text[0]), last = lc__han_digit(text[count - 1]);
	if (count == 1)
		return first;
	size_t ten = first > 0 ? 1 : 0;
	if (count > ten + 2 || lc__han_power(text[ten]) != 1)
		return -1;
	int tens = ten == 1 ? first * 10 : 10;
	return count == ten + 1 ? tens : last < 0 ? -1 : tens + last;
}

bool lc__han_read(lc__han_value *out, const uint16_t *text, size_t count)
{
	int first = lc__han_digit(text[0]), second = count == 2 ? lc__han_digit(text[1]) : -1;
	int small = small_value(text, count);
	if (small >= 0) {
		*out = (lc__han_value){.lo = small, .hi = small};
		return true;
	}
	*out = (lc__han_value){.bare = is_bare(text, count)};
	for (size_t i = 0; i < count; i++)
		out->vague |= is_several(text[i]);
	if (first > 0 && (second == first + 1 || (first == 3 && second == 5))) {
		out->lo = first; /* 七八个 */
		out->hi = second;
		return true;
	}
	if (is_spelled(text, count)) {
		out->spelled = count > 1;
		bool ok = spell(&out->lo, text, count < 31 ? count : 31);
		out->hi = out->lo;
		return ok && count < 31;
	}
	bool ok = true;
	out->lo = value_of(text, count, 1, false, &ok);
	out->hi = value_of(text, count, 1, true, &ok);
	return ok;
}
