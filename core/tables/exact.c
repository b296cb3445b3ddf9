/* SPDX-License-Identifier: Apache-2.0 */
/* Exact sums: see exact.h. */
#include "tables/exact.h"

#include "base/decimal.h"

typedef unsigned __int128 wide;

#define PLACES 19U
#define TEN_19 10000000000000000000U /* 10^19 < 2^64 */
#define MEAN_PLACES 6U
#define MEAN_DIGITS 15U /* what a double holds: means are rounded anyway, and can be numbers for everyone */

static bool is_negative(const lc__exact *self)
{
	return self->limb[3] >> 63 != 0;
}

static void negate(lc__exact *self)
{
	wide carry = 1;
	for (size_t i = 0; i < 4; i++) {
		carry += ~self->limb[i];
		self->limb[i] = (uint64_t)carry;
		carry >>= 64;
	}
}

lc__exact lc__exact_from(lc_decimal value)
{
	bool negative = value.coefficient < 0;
	wide coefficient = negative ? -(wide)value.coefficient : (wide)value.coefficient;
	wide low = (wide)(uint64_t)coefficient * lc__powers_of_ten[PLACES - value.scale];
	wide high = (coefficient >> 64) * lc__powers_of_ten[PLACES - value.scale] + (uint64_t)(low >> 64);
	lc__exact exact = {{(uint64_t)low, (uint64_t)high, (uint64_t)(high >> 64), 0}};
	if (negative)
		negate(&exact);
	return exact;
}

lc__exact lc__exact_of(__int128 units)
{
	uint64_t sign = units < 0 ? UINT64_MAX : 0;
	return (lc__exact){{(uint64_t)(wide)units, (uint64_t)((wide)units >> 64), sign, sign}};
}

lc__exact lc__exact_midpoint(lc_decimal lo, lc_decimal hi)
{
	lc__exact sum = lc__exact_from(lo), other = lc__exact_from(hi);
	lc__exact_add(&sum, &other);
	/* Both have at most 18 places, so in units of the 19th the sum is even and half of it is exact. */
	for (size_t i = 0; i < 3; i++)
		sum.limb[i] = sum.limb[i] >> 1 | sum.limb[i + 1] << 63;
	sum.limb[3] = sum.limb[3] >> 1 | (sum.limb[3] & (uint64_t)1 << 63);
	return sum;
}

void lc__exact_add(lc__exact *self, const lc__exact *other)
{
	wide carry = 0;
	for (size_t i = 0; i < 4; i++) {
		carry += (wide)self->limb[i] + other->limb[i];
		self->limb[i] = (uint64_t)carry;
		carry >>= 64;
	}
}

int lc__exact_compare(const lc__exact *a, const lc__exact *b)
{
	if (is_negative(a) != is_negative(b))
		return is_negative(a) ? -1 : 1;
	for (size_t i = 4; i-- > 0;)
		if (a->limb[i] != b->limb[i])
			return a->limb[i] < b->limb[i] ? -1 : 1;
	return 0;
}

/* Divides the magnitude in place and returns the remainder. */
static uint64_t divide(lc__exact *self, uint64_t divisor)
{
	wide rest = 0;
	for (size_t i = 4; i-- > 0;) {
		rest = rest << 64 | self->limb[i];
		if (rest < divisor) { /* mostly: the upper limbs of what people count are 0 */
			self->limb[i] = 0;
			continue;
		}
		self->limb[i] = (uint64_t)(rest / divisor);
		rest -= (wide)self->limb[i] * divisor;
	}
	return (uint64_t)rest;
}

static bool is_zero(const lc__exact *self)
{
	return (self->limb[0] | self->limb[1] | self->limb[2] | self->limb[3]) == 0;
}

/* Writes whole (a magnitude) and fraction / 10^places. */
static size_t format(bool negative, lc__exact whole, uint64_t fraction, unsigned places, char buffer[LIANGCE_EXACT_CHARS])
{
	char reversed[LIANGCE_EXACT_CHARS];
	size_t count = 0;
	negative = negative && !(is_zero(&whole) && fraction == 0);
	if (fraction != 0) {
		for (; fraction % 10 == 0; places--)
			fraction /= 10;
		for (; places > 0; places--, fraction /= 10)
			reversed[count++] = (char)('0' + (int)(fraction % 10));
		reversed[count++] = '.';
	}
	do {
		uint64_t digits = divide(&whole, TEN_19);
		bool last = is_zero(&whole);
		for (unsigned i = 0; i < PLACES && (!last || digits != 0 || i == 0); i++, digits /= 10)
			reversed[count++] = (char)('0' + (int)(digits % 10));
	} while (!is_zero(&whole));
	if (negative)
		reversed[count++] = '-';
	for (size_t i = 0; i < count; i++)
		buffer[i] = reversed[count - 1 - i];
	buffer[count] = '\0';
	return count;
}

size_t lc__exact_format(const lc__exact *self, char buffer[LIANGCE_EXACT_CHARS])
{
	lc__exact whole = *self;
	bool negative = is_negative(self);
	if (negative)
		negate(&whole);
	uint64_t fraction = divide(&whole, TEN_19);
	return format(negative, whole, fraction, PLACES, buffer);
}

/* How many places the mean of such a magnitude has. */
static unsigned mean_places(const lc__exact *magnitude)
{
	lc__exact whole = *magnitude;
	(void)divide(&whole, TEN_19);
	if (whole.limb[3] != 0 || whole.limb[2] != 0 || whole.limb[1] != 0)
		return 0;
	unsigned digits = 0;
	for (uint64_t rest = whole.limb[0]; rest != 0; rest /= 10)
		digits++;
	return digits + MEAN_PLACES <= MEAN_DIGITS ? MEAN_PLACES : digits < MEAN_DIGITS ? MEAN_DIGITS - digits : 0;
}

size_t lc__exact_format_mean(const lc__exact *sum, uint64_t n, char buffer[LIANGCE_EXACT_CHARS])
{
	lc__exact quotient = *sum;
	bool negative = is_negative(sum);
	if (negative)
		negate(&quotient);
	wide rest = divide(&quotient, n);
	unsigned places = mean_places(&quotient);
	uint64_t unit = lc__powers_of_ten[PLACES - places];
	rest += (wide)divide(&quotient, unit) * n; /* what is left of n * unit; < 2^128 */
	wide whole_rest = (wide)n * unit - rest;
	if (rest >= whole_rest) {
		lc__exact one = {{1, 0, 0, 0}};
		lc__exact_add(&quotient, &one);
	}
	uint64_t fraction = divide(&quotient, lc__powers_of_ten[places]);
	return format(negative, quotient, fraction, places, buffer);
}
