/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exact decimals: see decimal.h. Works on sign and magnitude in 128 bits; a result that needs more than 38 digits is refused,
 * never rounded.
 */
#include "base/decimal.h"

#include <string.h>

typedef unsigned __int128 magnitude;

#define SCALE_MAX 18U
#define TEN_19 ((magnitude)10000000000000000000U)
#define LARGEST (TEN_19 * TEN_19 - 1) /* coefficient: 38 nines */

/* clang-format off */
const uint64_t lc__powers_of_ten[] = {
	1U, 10U, 100U, 1000U, 10000U, 100000U, 1000000U, 10000000U, 100000000U, 1000000000U, 10000000000U, 100000000000U,
	1000000000000U, 10000000000000U, 100000000000000U, 1000000000000000U, 10000000000000000U, 100000000000000000U,
	1000000000000000000U, 10000000000000000000U,
};
/* clang-format on */

static magnitude absolute(__int128 value)
{
	return value < 0 ? -(magnitude)value : (magnitude)value;
}

static bool make(lc_decimal *out, bool negative, magnitude value, unsigned scale)
{
	/* Most values are short, and dividing 64 bits is many times cheaper than dividing 128. */
	while (scale > 0 && value > UINT64_MAX && value % 10 == 0) {
		value /= 10;
		scale--;
	}
	if (value <= UINT64_MAX) {
		uint64_t small = (uint64_t)value;
		if (small == 0)
			scale = 0;
		while (scale > 0 && small % 10 == 0) {
			small /= 10;
			scale--;
		}
		value = small;
	}
	if (scale > SCALE_MAX || value > LARGEST)
		return false;
	*out = (lc_decimal){.coefficient = negative ? -(__int128)value : (__int128)value, .scale = (uint8_t)scale};
	return true;
}

bool lc__decimal_make(lc_decimal *out, __int128 coefficient, unsigned scale)
{
	return make(out, coefficient < 0, absolute(coefficient), scale);
}

static bool is_digit(char character)
{
	return character >= '0' && character <= '9';
}

bool lc__decimal_parse(lc_decimal *out, const char *digits, size_t size)
{
	const char *at = digits, *end = digits + size;
	bool negative = false;
	if (at < end && (*at == '+' || *at == '-'))
		negative = *at++ == '-';
	const char *point = memchr(at, '.', (size_t)(end - at));
	if (point != NULL) {
		if (point == at || point + 1 == end)
			return false;
		/* Zeros at the end of the fraction say nothing and must not use up digits. */
		while (end > point + 1 && is_digit(end[-1]) && end[-1] == '0')
			end--;
	}
	if (at == end)
		return false;
	magnitude value = 0;
	unsigned scale = 0;
	for (; at < end; at++) {
		if (at == point)
			continue;
		if (!is_digit(*at))
			return false;
		if (value > LARGEST / 10)
			return false;
		value = value * 10 + (unsigned)(*at - '0');
		if (point != NULL && at > point && ++scale > SCALE_MAX)
			return false;
	}
	return make(out, negative, value, scale);
}

bool lc__decimal_add(lc_decimal *out, lc_decimal a, lc_decimal b)
{
	if (a.scale > b.scale) {
		lc_decimal swap = a;
		a = b;
		b = swap;
	}
	/*
	 * The one with fewer places is stretched. Where that does not fit, neither does the sum: its last digit is the last digit
	 * of b, which is not 0, so nothing could be cut off again.
	 */
	magnitude x = absolute(a.coefficient), y = absolute(b.coefficient);
	if (__builtin_mul_overflow(x, lc__powers_of_ten[b.scale - (unsigned)a.scale], &x))
		return false;
	bool x_negative = a.coefficient < 0, y_negative = b.coefficient < 0;
	if (x_negative != y_negative)
		return x >= y ? make(out, x_negative, x - y, b.scale) : make(out, y_negative, y - x, b.scale);
	magnitude sum;
	if (__builtin_add_overflow(x, y, &sum))
		return false;
	return make(out, x_negative, sum, b.scale);
}

/* Divides the pair's product by ten if that leaves no remainder. */
static bool cancel_ten(magnitude *x, magnitude *y)
{
	if (*x % 10 == 0)
		*x /= 10;
	else if (*y % 10 == 0)
		*y /= 10;
	else if (*x % 2 == 0 && *y % 5 == 0)
		*x /= 2, *y /= 5;
	else if (*x % 5 == 0 && *y % 2 == 0)
		*x /= 5, *y /= 2;
	else
		return false;
	return true;
}

bool lc__decimal_multiply(lc_decimal *out, lc_decimal a, lc_decimal b)
{
	magnitude x = absolute(a.coefficient), y = absolute(b.coefficient), product;
	unsigned scale = (unsigned)a.scale + b.scale;
	while (__builtin_mul_overflow(x, y, &product)) {
		if (scale == 0 || !cancel_ten(&x, &y))
			return false;
		scale--;
	}
	return make(out, (a.coefficient < 0) != (b.coefficient < 0), product, scale);
}

bool lc__decimal_divide(lc_decimal *out, lc_decimal a, uint64_t n, unsigned places)
{
	if (n == 0 || places > SCALE_MAX)
		return false;
	magnitude divisor = n;
	if (a.scale > places)
		divisor *= lc__powers_of_ten[a.scale - places]; /* < 2^64 * 10^18 < 2^124 */
	magnitude value = absolute(a.coefficient);
	magnitude quotient = value / divisor, rest = value % divisor;
	unsigned scale = a.scale < places ? a.scale : places;
	for (; scale < places && rest != 0; scale++) { /* here divisor == n, so rest * 10 fits */
		if (quotient > LARGEST / 10)
			return false;
		rest *= 10;
		quotient = quotient * 10 + rest / divisor;
		rest %= divisor;
	}
	if (rest >= divisor - rest) /* the half is rounded away from zero */
		quotient++;
	return make(out, a.coefficient < 0, quotient, scale);
}

int lc__decimal_compare(lc_decimal a, lc_decimal b)
{
	bool a_negative = a.coefficient < 0, b_negative = b.coefficient < 0;
	if (a_negative != b_negative)
		return a_negative ? -1 : 1;
	magnitude a_one = lc__powers_of_ten[a.scale], b_one = lc__powers_of_ten[b.scale];
	magnitude x = absolute(a.coefficient), y = absolute(b.coefficient);
	magnitude x_part = x / a_one, y_part = y / b_one;
	if (x_part == y_part) {
		x_part = x % a_one * lc__powers_of_ten[SCALE_MAX - a.scale];
		y_part = y % b_one * lc__powers_of_ten[SCALE_MAX - b.scale];
	}
	int order = (x_part > y_part) - (x_part < y_part);
	return a_negative ? -order : order;
}

size_t lc_decimal_format(lc_decimal value, char buffer[LIANGCE_DECIMAL_CHARS])
{
	char reversed[LIANGCE_DECIMAL_CHARS];
	size_t count = 0;
	magnitude rest = absolute(value.coefficient);
	for (unsigned places = value.scale; rest != 0 || count == 0 || places > 0; rest /= 10) {
		reversed[count++] = (char)('0' + (int)(rest % 10));
		if (places > 0 && --places == 0) {
			reversed[count++] = '.';
			if (rest < 10)
				reversed[count++] = '0';
		}
	}
	if (value.coefficient < 0)
		reversed[count++] = '-';
	for (size_t i = 0; i < count; i++)
		buffer[i] = reversed[count - 1 - i];
	buffer[count] = '\0';
	return count;
}
