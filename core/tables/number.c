/* SPDX-License-Identifier: Apache-2.0 */
/* Decimals in SQLite: see number.h. */
#include "tables/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"

#define REAL_DIGITS 15U    /* any decimal of so many survives the way to a double and back */
#define INTEGER_DIGITS 18U /* any whole number of so many fits into 64 bits */
#define EXACT_POWER 22U    /* 10^22 is the last power of ten that is a double */

typedef struct digits {
	uint64_t coefficient; /* digits without the zeros at the end of a whole number */
	unsigned digits;      /* of the coefficient */
	unsigned zeros;       /* cut off its end */
	unsigned places;      /* behind the point */
	bool negative;
} digits;

/* False: more digits than are told apart here, or another notation than ours, which must stay what it is. */
static bool parse(digits *self, lc_view text)
{
	const char *at = text.data, *end = at + text.size;
	*self = (digits){.negative = at < end && *at == '-'};
	at += self->negative;
	if (at == end || *at == '.' || (*at == '0' && end - at > 1 && at[1] != '.') ||
	    (end[-1] == '0' && memchr(at, '.', (size_t)(end - at)) != NULL))
		return false;
	bool point = false;
	for (; at < end; at++) {
		if (*at == '.' && !point && at + 1 < end) {
			point = true;
			continue;
		}
		if (*at < '0' || *at > '9')
			return false;
		self->places += point;
		if (*at == '0') { /* put off: it may be one of those at the end */
			self->zeros += self->coefficient != 0;
			continue;
		}
		if (self->zeros + 1 + self->digits > INTEGER_DIGITS)
			return false;
		self->coefficient = self->coefficient * lc__powers_of_ten[self->zeros + 1] + (uint64_t)(*at - '0');
		self->digits += self->zeros + 1;
		self->zeros = 0;
	}
	return !self->negative || self->coefficient != 0;
}

/* Exact up to EXACT_POWER. */
static double power_of_ten(unsigned power)
{
	return power <= 19 ? (double)lc__powers_of_ten[power]
	                   : (double)lc__powers_of_ten[19] * (double)lc__powers_of_ten[power - 19];
}

/* There are zeros or places, not both; and as both operands are exact, the one operation rounds correctly. */
static double real_of(const digits *self)
{
	double value = (double)self->coefficient;
	value = self->places > 0 ? value / power_of_ten(self->places) : value * power_of_ten(self->zeros);
	return self->negative ? -value : value;
}

lc__number lc__number_of(lc_view text)
{
	digits value;
	if (!parse(&value, text))
		return (lc__number){.kind = LIANGCE_NUMBER_TEXT};
	if (value.digits <= REAL_DIGITS && value.zeros <= EXACT_POWER && value.places <= EXACT_POWER)
		return (lc__number){.kind = LIANGCE_NUMBER_REAL, .real = real_of(&value)};
	if (value.places != 0 || value.digits + value.zeros > INTEGER_DIGITS)
		return (lc__number){.kind = LIANGCE_NUMBER_TEXT};
	int64_t whole = (int64_t)(value.coefficient * lc__powers_of_ten[value.zeros]);
	return (lc__number){.kind = LIANGCE_NUMBER_INTEGER, .whole = value.negative ? -whole : whole};
}

size_t lc__real_decimal(double value, char text[LIANGCE_REAL_CHARS])
{
	char scientific[40], kept[REAL_DIGITS + 1];
	unsigned count = 0;
	int power = 0;
	char *to = text;
	snprintf(scientific, sizeof scientific, "%.14e", value);
	/* The point may look otherwise in the locale of the program: only digits are taken. */
	const char *at = scientific;
	for (; *at != '\0' && *at != 'e'; at++)
		if (*at >= '0' && *at <= '9' && count < REAL_DIGITS)
			kept[count++] = *at;
	if (*at == 'e')
		power = (int)strtol(at + 1, NULL, 10);
	while (count > 1 && kept[count - 1] == '0')
		count--;
	if (value < 0)
		*to++ = '-';
	if (power < -30 || power > 37) /* none of ours */
		return (size_t)snprintf(text, LIANGCE_REAL_CHARS, "%s", scientific);
	for (int place = power < 0 ? 0 : power; place >= 0 || place > power - (int)count; place--) {
		if (place == -1)
			*to++ = '.';
		int digit = power - place;
		*to++ = digit >= 0 && digit < (int)count ? kept[digit] : '0';
	}
	*to = '\0';
	return (size_t)(to - text);
}
