/* SPDX-License-Identifier: Apache-2.0 */
/* terminal: columns of CJK text, numbers for people. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "terminal.h"

static size_t columns(const char *text)
{
	return lc__columns((lc_view){.data = text, .size = strlen(text)});
}

static void wide_characters_take_two(void **state)
{
	(void)state;
	assert_int_equal(columns(""), 0);
	assert_int_equal(columns("abc"), 3);
	assert_int_equal(columns("营商环境"), 8);
	assert_int_equal(columns("a营b"), 4);
	assert_int_equal(columns("，（％"), 6);
	assert_int_equal(columns("é"), 1);
	assert_int_equal(columns("e\xCC\x81"), 1); /* combining acute */
	assert_int_equal(columns("\xF0\xA0\x80\x80"), 2);
	assert_int_equal(columns("·"), 1);
}

/* Whatever the bytes, it comes to an end. */
static void ill_formed_text_has_some_width(void **state)
{
	(void)state;
	assert_int_equal(columns("\xE8\x90"), 1);
	assert_int_equal(columns("\xFF\xFF"), 2);
}

static void a_cut_is_between_characters(void **state)
{
	(void)state;
	lc_view text = {.data = "营商环境", .size = 12};
	assert_int_equal(lc__columns_cut(text, 5), 6);
	assert_int_equal(lc__columns_cut(text, 6), 9);
	assert_int_equal(lc__columns_cut(text, 100), 12);
	assert_int_equal(lc__columns_cut(text, 0), 0);
}

static const char *padded(const char *text, size_t width)
{
	static char buffer[128];
	memset(buffer, 0, sizeof buffer);
	FILE *file = fmemopen(buffer, sizeof buffer - 1, "w");
	lc__print_padded(file, text, width);
	fclose(file);
	return buffer;
}

static void padding_counts_columns(void **state)
{
	(void)state;
	assert_string_equal(padded("营商", 6), "营商  ");
	assert_string_equal(padded("营商", 4), "营商");
	assert_string_equal(padded("营商环境", 6), "营商… ");
	assert_string_equal(padded("营商环境", 7), "营商环…");
	assert_string_equal(padded("a\x1b[b", 5), "a?[b ");
	assert_string_equal(padded("a\nb", 0), "a?b");
}

static void numbers_have_commas(void **state)
{
	(void)state;
	char text[LIANGCE_NUMBER_CHARS];
	assert_string_equal(lc__number(0, text), "0");
	assert_string_equal(lc__number(999, text), "999");
	assert_string_equal(lc__number(1000, text), "1,000");
	assert_string_equal(lc__number(UINT64_MAX, text), "18,446,744,073,709,551,615");
}

static void bytes_have_units(void **state)
{
	(void)state;
	char text[LIANGCE_NUMBER_CHARS];
	assert_string_equal(lc__bytes(0, text), "0 bytes");
	assert_string_equal(lc__bytes(1, text), "1 byte");
	assert_string_equal(lc__bytes(999, text), "999 bytes");
	assert_string_equal(lc__bytes(1000, text), "1.0 KB");
	assert_string_equal(lc__bytes(999949, text), "999.9 KB");
	assert_string_equal(lc__bytes(999951, text), "1.0 MB");
	assert_string_equal(lc__bytes(UINT64_MAX, text), "18.4 EB");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(wide_characters_take_two),    cmocka_unit_test(ill_formed_text_has_some_width),
	    cmocka_unit_test(a_cut_is_between_characters), cmocka_unit_test(padding_counts_columns),
	    cmocka_unit_test(numbers_have_commas),         cmocka_unit_test(bytes_have_units),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
