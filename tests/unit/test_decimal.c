/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exact decimals and exact sums: what fits is exact, what does not is refused, and order never matters. Random checks compare
 * with plain 128-bit arithmetic in the range where that is exact.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/decimal.h"
#include "tables/exact.h"

static lc_decimal parsed(const char *text)
{
	lc_decimal value = {0};
	if (!lc__decimal_parse(&value, text, strlen(text)))
		fail_msg("\"%s\" is not read", text);
	return value;
}

static void assert_text(lc_decimal value, const char *expected)
{
	char text[LIANGCE_DECIMAL_CHARS];
	size_t size = lc_decimal_format(value, text);
	assert_string_equal(text, expected);
	assert_int_equal(size, strlen(expected));
}

#define NINES_38 "99999999999999999999999999999999999999"
#define TEN_TO_37 "10000000000000000000000000000000000000"

static void test_parse_and_format(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
	    {"0", "0"},
	    {"-0", "0"},
	    {"+7", "7"},
	    {"-12.50", "-12.5"},
	    {"007", "7"},
	    {"0.05", "0.05"},
	    {"100", "100"},
	    {"1.000000000000000000000000", "1"},
	    {"0.000000000000000001", "0.000000000000000001"},
	    {"-0.1", "-0.1"},
	    {"58502", "58502"},
	    {"98.3", "98.3"},
	    {NINES_38, NINES_38},
	    {"-" NINES_38, "-" NINES_38},
	    {"18446744073709551616", "18446744073709551616"},
	    {"184467440737095516.16", "184467440737095516.16"},
	    {"99999999999999999999.999999999999999999", "99999999999999999999.999999999999999999"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_text(parsed(cases[i][0]), cases[i][1]);
}

static void test_parse_refuses(void **state)
{
	(void)state;
	static const char *const cases[] = {
	    "",           "+",           "-",           ".",  "5.",  ".5",   "-.5", "1.2.3",
	    "1,000",      "1e5",         " 1",          "1 ", "--1", "0x10", "１",  "0.0000000000000000001",
	    "1" NINES_38, TEN_TO_37 "0", NINES_38 ".1",
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		lc_decimal value = {.coefficient = 42, .scale = 3};
		if (lc__decimal_parse(&value, cases[i], strlen(cases[i])))
			fail_msg("\"%s\" is read", cases[i]);
		assert_true(value.coefficient == 42 && value.scale == 3);
	}
	lc_decimal value = {0};
	assert_true(lc__decimal_parse(&value, "12345", 3)); /* stops at the size */
	assert_text(value, "123");
}

static void test_make(void **state)
{
	(void)state;
	lc_decimal value = {0};
	assert_true(lc__decimal_make(&value, 1200, 3));
	assert_true(value.coefficient == 12 && value.scale == 1);
	assert_true(lc__decimal_make(&value, 0, 18));
	assert_true(value.coefficient == 0 && value.scale == 0);
	assert_true(lc__decimal_make(&value, 10000000, 25)); /* 10^-18 */
	assert_text(value, "0.000000000000000001");
	assert_false(lc__decimal_make(&value, 1, 19));
	assert_true(lc__decimal_make(&value, (__int128)1 << 126, 0));
	assert_text(value, "85070591730234615865843651857942052864");
	assert_false(lc__decimal_make(&value, parsed(TEN_TO_37).coefficient * 10, 0));
	__int128 smallest = (__int128)((unsigned __int128)1 << 127);
	assert_false(lc__decimal_make(&value, smallest, 0));
}

static void assert_sum(const char *a, const char *b, const char *expected)
{
	lc_decimal sum = {.coefficient = 42};
	bool fits = lc__decimal_add(&sum, parsed(a), parsed(b));
	assert_int_equal(fits, expected != NULL);
	if (expected != NULL)
		assert_text(sum, expected);
	else
		assert_true(sum.coefficient == 42);
	if (fits && strcmp(a, b) != 0) {
		lc_decimal again;
		assert_true(lc__decimal_add(&again, parsed(b), parsed(a)));
		assert_int_equal(lc__decimal_compare(sum, again), 0);
	}
}

static void test_add(void **state)
{
	(void)state;
	assert_sum("0.1", "0.2", "0.3");
	assert_sum("0.5", "0.5", "1");
	assert_sum("-0.5", "0.25", "-0.25");
	assert_sum("5", "-5", "0");
	assert_sum("128.89", "-128.8", "0.09");
	assert_sum("99999999999999999999", "0.000000000000000001", "99999999999999999999.000000000000000001");
	assert_sum("100000000000000000000", "0.000000000000000001", NULL);
	assert_sum(NINES_38, "1", NULL);
	assert_sum(NINES_38, NINES_38, NULL); /* over 2^127 */
	assert_sum("-" NINES_38, "-" NINES_38, NULL);
	assert_sum(NINES_38, "-" NINES_38, "0");
	/* 38 digits on both sides, but the sum ends in a zero behind the point, which goes. */
	assert_sum("9999999999999999999999999999999999999.5", "0.5", TEN_TO_37);
	assert_sum("9999999999999999999999999999999999999.5", "9999999999999999999999999999999999999.5",
	           "19999999999999999999999999999999999999");
}

static void assert_product(const char *a, const char *b, const char *expected)
{
	lc_decimal product = {.coefficient = 42};
	bool fits = lc__decimal_multiply(&product, parsed(a), parsed(b));
	assert_int_equal(fits, expected != NULL);
	if (expected != NULL)
		assert_text(product, expected);
	else
		assert_true(product.coefficient == 42);
}

static void test_multiply(void **state)
{
	(void)state;
	assert_product("128.89", "10000", "1288900");
	assert_product("1.5", "-2", "-3");
	assert_product("0", "-2", "0");
	assert_product("0.001", "0.001", "0.000001");
	assert_product("0.000000001", "0.000000001", "0.000000000000000001");
	assert_product("0.0000000001", "0.000000001", NULL);
	assert_product("10000000000000000000", "10000000000000000000", NULL); /* 10^38: 39 digits */
	assert_product("1000000000000000000", "10000000000000000000", TEN_TO_37);
	assert_product("0.5", "20000000000000000000000000000000000000",
	               TEN_TO_37); /* the product is over 2^127 before it shrinks */
	assert_product("0.000000000000000005", "20000000000000000000000000000000000000", "100000000000000000000");
	assert_product("0.000000000000000004", "25000000000000000000000000000000000000", "100000000000000000000");
	assert_product(NINES_38, "2", NULL);
}

static void assert_quotient(const char *a, uint64_t n, unsigned places, const char *expected)
{
	lc_decimal quotient = {0};
	assert_true(lc__decimal_divide(&quotient, parsed(a), n, places));
	assert_text(quotient, expected);
}

static void test_divide(void **state)
{
	(void)state;
	assert_quotient("10", 4, 6, "2.5");
	assert_quotient("10", 3, 6, "3.333333");
	assert_quotient("20", 3, 6, "6.666667");
	assert_quotient("1", 2, 0, "1");
	assert_quotient("-1", 2, 0, "-1");
	assert_quotient("1.4", 1, 0, "1");
	assert_quotient("0.0000005", 1, 6, "0.000001");
	assert_quotient("0.00000049", 1, 6, "0");
	assert_quotient("0.000000000000000001", UINT64_MAX, 6, "0");
	assert_quotient(NINES_38, 1, 0, NINES_38);
	lc_decimal quotient = {.coefficient = 42};
	assert_quotient(NINES_38, 1, 6, NINES_38);
	assert_false(lc__decimal_divide(&quotient, parsed(NINES_38), 2, 6));
	assert_false(lc__decimal_divide(&quotient, parsed("1"), 0, 6));
	assert_false(lc__decimal_divide(&quotient, parsed("1"), 1, 19));
	assert_true(quotient.coefficient == 42);
}

static void test_compare(void **state)
{
	(void)state;
	static const char *const ascending[] = {
	    ("-" NINES_38),
	    "-2",
	    "-1.000000000000000001",
	    "-1",
	    "-0.1",
	    "0",
	    "0.000000000000000001",
	    "0.1",
	    "0.11",
	    "1",
	    "2",
	    "99999999999999999999.999999999999999999",
	    NINES_38,
	};
	size_t count = sizeof ascending / sizeof ascending[0];
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++)
			assert_int_equal(lc__decimal_compare(parsed(ascending[i]), parsed(ascending[j])), (i > j) - (i < j));
}

/* A small generator, so that every run checks the same. */
static uint64_t random_state = 88172645463325252u;
static uint64_t next_random(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	return random_state ^= random_state << 17;
}

static lc_decimal random_decimal(void)
{
	lc_decimal value = {0};
	__int128 coefficient = (__int128)(next_random() >> (next_random() % 64)) * (next_random() % 2 == 0 ? 1 : -1);
	assert_true(lc__decimal_make(&value, coefficient, (unsigned)(next_random() % 10)));
	return value;
}

/* value * 10^19, exact for random_decimal. */
static __int128 scaled(lc_decimal value, unsigned places)
{
	__int128 result = value.coefficient;
	for (unsigned i = value.scale; i < places; i++)
		result *= 10;
	return result;
}

static void test_random_against_integers(void **state)
{
	(void)state;
	for (int i = 0; i < 20000; i++) {
		lc_decimal a = random_decimal(), b = random_decimal(), sum, back;
		assert_true(lc__decimal_add(&sum, a, b));
		assert_true(scaled(sum, 9) == scaled(a, 9) + scaled(b, 9));
		char text[LIANGCE_DECIMAL_CHARS];
		size_t size = lc_decimal_format(sum, text);
		assert_true(lc__decimal_parse(&back, text, size));
		assert_true(back.coefficient == sum.coefficient && back.scale == sum.scale);
		assert_int_equal(lc__decimal_compare(a, b), (scaled(a, 9) > scaled(b, 9)) - (scaled(a, 9) < scaled(b, 9)));

		lc__exact x = lc__exact_from(a), y = lc__exact_from(b), z = x;
		lc__exact_add(&z, &y);
		char exact_text[LIANGCE_EXACT_CHARS];
		assert_int_equal(lc__exact_format(&z, exact_text), size);
		assert_string_equal(exact_text, text);
		assert_int_equal(lc__exact_compare(&x, &y), lc__decimal_compare(a, b));
		uint64_t n = next_random() % 1000 + 1;
		lc_decimal mean;
		unsigned whole_digits = 0;
		for (__int128 whole = scaled(sum, 9) / (int64_t)n / 1000000000; whole != 0; whole /= 10)
			whole_digits++;
		unsigned places = whole_digits <= 9 ? 6 : whole_digits < 15 ? 15 - whole_digits : 0;
		assert_true(lc__decimal_divide(&mean, sum, n, places));
		lc_decimal_format(mean, text);
		lc__exact_format_mean(&z, n, exact_text);
		assert_string_equal(exact_text, text);
	}
}

static void assert_exact(lc__exact value, const char *expected)
{
	char text[LIANGCE_EXACT_CHARS];
	assert_int_equal(lc__exact_format(&value, text), strlen(expected));
	assert_string_equal(text, expected);
}

static void test_exact_limits(void **state)
{
	(void)state;
	assert_exact(lc__exact_from(parsed(NINES_38)), NINES_38);
	assert_exact(lc__exact_from(parsed("-" NINES_38)), "-" NINES_38);
	assert_exact(lc__exact_from(parsed("-0.000000000000000001")), "-0.000000000000000001");
	assert_exact((lc__exact){0}, "0");
	assert_exact(lc__exact_midpoint(parsed("5"), parsed("20")), "12.5");
	assert_exact(lc__exact_midpoint(parsed("-1"), parsed("0")), "-0.5");
	assert_exact(lc__exact_midpoint(parsed("0"), parsed("0.000000000000000001")), "0.0000000000000000005");
	assert_exact(lc__exact_midpoint(parsed(NINES_38), parsed(NINES_38)), NINES_38);

	/* 2^64 of the largest: doubled 64 times. No digit is lost, and taking them away again leaves nothing. */
	lc__exact sum = lc__exact_from(parsed(NINES_38)), other = lc__exact_from(parsed("-" NINES_38));
	for (int i = 0; i < 64; i++) {
		lc__exact again = sum;
		lc__exact_add(&sum, &again);
		again = other;
		lc__exact_add(&other, &again);
	}
	assert_exact(sum, "1844674407370955161599999999999999999981553255926290448384");
	assert_exact(other, "-1844674407370955161599999999999999999981553255926290448384");
	lc__exact_add(&sum, &other);
	assert_exact(sum, "0");
}

static void test_mean_rounds_away_from_zero(void **state)
{
	(void)state;
	char text[LIANGCE_EXACT_CHARS];
	lc__exact half = lc__exact_from(parsed("0.000001")), minus = lc__exact_from(parsed("-0.000001"));
	lc__exact_format_mean(&half, 2, text);
	assert_string_equal(text, "0.000001");
	lc__exact_format_mean(&minus, 2, text);
	assert_string_equal(text, "-0.000001");
	lc__exact_format_mean(&minus, 3, text);
	assert_string_equal(text, "0");
	lc__exact large = lc__exact_from(parsed(NINES_38));
	lc__exact_format_mean(&large, UINT64_MAX, text);
	assert_string_equal(text, "5421010862427522170");
	/* No more than 15 digits, of which a double says all. */
	lc__exact money = lc__exact_from(parsed("123456789012.35")), more = lc__exact_from(parsed("1999999999.9999996"));
	lc__exact_format_mean(&money, 3, text);
	assert_string_equal(text, "41152263004.1167");
	lc__exact_format_mean(&more, 2, text);
	assert_string_equal(text, "1000000000");
	lc__exact sixteen = lc__exact_from(parsed("1234567890123456.5"));
	lc__exact_format_mean(&sixteen, 1, text);
	assert_string_equal(text, "1234567890123457");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_parse_and_format),
	    cmocka_unit_test(test_parse_refuses),
	    cmocka_unit_test(test_make),
	    cmocka_unit_test(test_add),
	    cmocka_unit_test(test_multiply),
	    cmocka_unit_test(test_divide),
	    cmocka_unit_test(test_compare),
	    cmocka_unit_test(test_random_against_integers),
	    cmocka_unit_test(test_exact_limits),
	    cmocka_unit_test(test_mean_rounds_away_from_zero),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
