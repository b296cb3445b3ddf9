/* SPDX-License-Identifier: Apache-2.0 */
/* group: values out of paths by the named groups of a regular expression. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "group.h"

/* What a path gives, with "|" for the separator. */
static const char *group_of(const char *regex, const char *path, size_t size)
{
	static char text[256];
	lc_grouping *grouping = NULL;
	lc__group_reader *reader = NULL;
	lc_view group;
	assert_int_equal(lc_grouping_new(&grouping, regex, NULL), LIANGCE_OK);
	assert_int_equal(lc__group_reader_new(&reader, grouping, NULL), LIANGCE_OK);
	assert_int_equal(lc__group_read(reader, (lc_view){.data = path, .size = size}, &group, NULL), LIANGCE_OK);
	assert_true(group.size < sizeof text);
	for (size_t i = 0; i < group.size; i++)
		text[i] = group.data[i];
	text[group.size] = '\0';
	for (char *at = text; (at = strchr(at, LIANGCE_GROUP_SEPARATOR)) != NULL;)
		*at = '|';
	lc__group_reader_free(reader);
	lc_grouping_free(grouping);
	return text;
}

#define assert_group(regex, path, expected) assert_string_equal(group_of(regex, path, strlen(path)), expected)

static void columns_stand_as_they_were_written(void **state)
{
	(void)state;
	lc_grouping *grouping = NULL;
	assert_int_equal(lc_grouping_new(&grouping, "(?<year>\\d+)/(x)(?<city>.+)/(?<area>.)", NULL), LIANGCE_OK);
	assert_int_equal(lc_grouping_count(grouping), 3);
	assert_string_equal(lc_grouping_names(grouping)[0], "year");
	assert_string_equal(lc_grouping_names(grouping)[1], "city");
	assert_string_equal(lc_grouping_names(grouping)[2], "area");
	lc_grouping_free(grouping);
}

static void values_come_from_anywhere_in_the_path(void **state)
{
	(void)state;
	assert_group("(?<city>[^/]+)/(?<year>[0-9]{4})/", "in/通辽/2023/001.txt", "通辽|2023");
	assert_group("(?<city>[^/]+)/(?<year>[0-9]{4})/", "in/通辽/none/001.txt", "|");
}

static void a_group_may_take_no_part(void **state)
{
	(void)state;
	assert_group("(?<a>x)|(?<b>y)", "y", "|y");
	assert_group("(?<a>x)|(?<b>y)", "x", "x|");
	assert_group("(?<a>x)?y(?<b>z)?", "y", "|");
}

/* A dot is a character, not a byte. */
static void the_path_is_utf8(void **state)
{
	(void)state;
	assert_group("(?<first>.)", "营商", "营");
}

/* A path may hold anything but NUL: values are UTF-8 all the same, and there are as many as there are columns. */
static void bad_bytes_and_separators_are_replaced(void **state)
{
	(void)state;
	assert_group("a(?<x>[^/]*)/",
	             "a\x1f"
	             "b/c",
	             "\xEF\xBF\xBD"
	             "b");
	/* PCRE2 matches nothing across ill-formed bytes, so they can only stand outside a value. */
	assert_group("(?<x>[a-z]+)$", "\xff\xfe/name", "name");
}

static void errors_tell_where(void **state)
{
	(void)state;
	lc_grouping *grouping = NULL;
	lc_error error;
	assert_int_equal(lc_grouping_new(&grouping, "(?<a>x", &error), LIANGCE_E_INVALID);
	assert_string_equal(error.message, "--group: missing closing parenthesis, at byte 6 of the expression");
	assert_int_equal(lc_grouping_new(&grouping, "(x)", &error), LIANGCE_E_INVALID);
	assert_non_null(strstr(error.message, "no named group"));
	assert_null(grouping);
}

static void a_limit_is_the_inputs_fault(void **state)
{
	(void)state;
	lc_grouping *grouping = NULL;
	lc__group_reader *reader = NULL;
	lc_view group;
	lc_error error;
	char path[400];
	memset(path, 'a', sizeof path);
	assert_int_equal(lc_grouping_new(&grouping, "(*LIMIT_MATCH=10)(?<x>(a|aa)+)[bc]", NULL), LIANGCE_OK);
	assert_int_equal(lc__group_reader_new(&reader, grouping, NULL), LIANGCE_OK);
	assert_int_equal(lc__group_read(reader, (lc_view){.data = path, .size = sizeof path}, &group, &error), LIANGCE_E_INPUT);
	lc__group_reader_free(reader);
	lc_grouping_free(grouping);
}

static void without_a_grouping_there_is_one_group(void **state)
{
	(void)state;
	lc__group_reader *reader = NULL;
	lc_view group;
	assert_int_equal(lc__group_reader_new(&reader, NULL, NULL), LIANGCE_OK);
	assert_int_equal(lc__group_read(reader, (lc_view){.data = "x", .size = 1}, &group, NULL), LIANGCE_OK);
	assert_int_equal(group.size, 0);
	lc__group_reader_free(reader);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(columns_stand_as_they_were_written),
	    cmocka_unit_test(values_come_from_anywhere_in_the_path),
	    cmocka_unit_test(a_group_may_take_no_part),
	    cmocka_unit_test(the_path_is_utf8),
	    cmocka_unit_test(bad_bytes_and_separators_are_replaced),
	    cmocka_unit_test(errors_tell_where),
	    cmocka_unit_test(a_limit_is_the_inputs_fault),
	    cmocka_unit_test(without_a_grouping_there_is_one_group),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
