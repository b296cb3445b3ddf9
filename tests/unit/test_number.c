/* SPDX-License-Identifier: Apache-2.0 */
/* number: decimals in SQLite are numbers, and every digit comes back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "tables/number.h"

static sqlite3 *db;
static sqlite3_stmt *echo;

static int open_database(void **state)
{
	(void)state;
	return sqlite3_open(":memory:", &db) != SQLITE_OK || sqlite3_prepare_v2(db, "SELECT ?1", -1, &echo, NULL) != SQLITE_OK;
}

static int close_database(void **state)
{
	(void)state;
	sqlite3_finalize(echo);
	return sqlite3_close(db);
}

static int bind(const char *text)
{
	lc__number number = lc__number_of((lc_view){.data = text, .size = strlen(text)});
	switch (number.kind) {
	case LIANGCE_NUMBER_REAL: return sqlite3_bind_double(echo, 1, number.real);
	case LIANGCE_NUMBER_INTEGER: return sqlite3_bind_int64(echo, 1, number.whole);
	default: return sqlite3_bind_text(echo, 1, text, -1, SQLITE_STATIC);
	}
}

/* What type the text is in SQLite; and it comes back as it was. */
static int type_of(const char *text)
{
	assert_int_equal(bind(text), SQLITE_OK);
	assert_int_equal(sqlite3_step(echo), SQLITE_ROW);
	int type = sqlite3_column_type(echo, 0);
	char back[LIANGCE_REAL_CHARS];
	if (type == SQLITE_FLOAT) {
		assert_int_equal(lc__real_decimal(sqlite3_column_double(echo, 0), back), strlen(text));
		assert_string_equal(back, text);
	} else {
		assert_string_equal((const char *)sqlite3_column_text(echo, 0), text);
	}
	sqlite3_reset(echo);
	return type;
}

static void what_fifteen_digits_say_is_real(void **state)
{
	(void)state;
	static const char *const numbers[] = {
	    "0",
	    "1",
	    "-1",
	    "58502",
	    "98.3",
	    "-0.1",
	    "0.5",
	    "0.000000000000000001",
	    "123456789012345",
	    "-99999.9999999999",
	    "0.000999999999999999",
	    "1000000000000000000000",
	    "9999999999999990000000",
	    "12000000000000",
	    "10.01",
	    "100000.00001",
	};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		assert_int_equal(type_of(numbers[i]), SQLITE_FLOAT);
}

static void longer_whole_numbers_are_integers(void **state)
{
	(void)state;
	assert_int_equal(type_of("1234567890123456"), SQLITE_INTEGER);
	assert_int_equal(type_of("-999999999999999999"), SQLITE_INTEGER);
	assert_int_equal(type_of("123456789012345670"), SQLITE_INTEGER);
}

static void what_would_lose_digits_is_text(void **state)
{
	(void)state;
	static const char *const numbers[] = {
	    "1234567890.123456",    "1234567890123456789",
	    "12345678901234567800", "99999999999999999999999999999999999999",
	    "0.1234567890123456",   "10000000000000000000000000000000000000", /* 10^37 is no double */
	};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		assert_int_equal(type_of(numbers[i]), SQLITE_TEXT);
}

static void other_notations_stay_what_they_are(void **state)
{
	(void)state;
	static const char *const texts[] = {"",    "-",  "-0",  "007",   "1.50",  "1.",   ".5",
	                                    "1e5", "+1", "1,5", "1.2.3", "98.3%", "00.5", "-00"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_int_equal(type_of(texts[i]), SQLITE_TEXT);
}

static void random_numbers_come_back(void **state)
{
	(void)state;
	uint64_t seed = 88172645463325252;
	for (int i = 0; i < 200000; i++) {
		seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
		unsigned digits = (unsigned)(seed >> 7) % 17 + 1, places = (unsigned)(seed >> 13) % 19;
		uint64_t coefficient = seed >> 1;
		for (unsigned left = 19; left > digits; left--)
			coefficient /= 10;
		lc_decimal value = {.coefficient = (seed & 1) != 0 ? -(__int128)coefficient : (__int128)coefficient,
		                    .scale = (uint8_t)places};
		while (value.scale > 0 && value.coefficient % 10 == 0) {
			value.coefficient /= 10;
			value.scale--;
		}
		char text[LIANGCE_DECIMAL_CHARS];
		lc_decimal_format(value, text);
		type_of(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_fifteen_digits_say_is_real), cmocka_unit_test(longer_whole_numbers_are_integers),
	    cmocka_unit_test(what_would_lose_digits_is_text),  cmocka_unit_test(other_notations_stay_what_they_are),
	    cmocka_unit_test(random_numbers_come_back),
	};
	return cmocka_run_group_tests(tests, open_database, close_database);
}
