/* SPDX-License-Identifier: Apache-2.0 */
/* globs: which names in folders are wanted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "globs.h"

static void without_globs_all_is_wanted(void **state)
{
	(void)state;
	assert_true(lc__globs_want_file(NULL, 0, "a/b.txt", "b.txt"));
	assert_true(lc__globs_want_folder(NULL, 0, "a", "a"));
}

static void one_of_several_must_fit(void **state)
{
	(void)state;
	const char *const globs[] = {"*.txt", "*.md"};
	assert_true(lc__globs_want_file(globs, 2, "a/b.txt", "b.txt"));
	assert_true(lc__globs_want_file(globs, 2, "a/b.md", "b.md"));
	assert_false(lc__globs_want_file(globs, 2, "a/b.csv", "b.csv"));
	assert_true(lc__globs_want_folder(globs, 2, "a", "a"));
}

static void what_is_kept_out_wins(void **state)
{
	(void)state;
	const char *const globs[] = {"!draft*", "*.txt"};
	assert_false(lc__globs_want_file(globs, 2, "draft1.txt", "draft1.txt"));
	assert_true(lc__globs_want_file(globs, 2, "a.txt", "a.txt"));
	assert_false(lc__globs_want_folder(globs, 2, "x/drafts", "drafts"));
	assert_true(lc__globs_want_file(globs, 1, "a.csv", "a.csv"));
}

static void a_slash_means_the_path(void **state)
{
	(void)state;
	const char *const globs[] = {"2021/*.txt"};
	assert_true(lc__globs_want_file(globs, 1, "2021/a.txt", "a.txt"));
	assert_true(lc__globs_want_file(globs, 1, "2021/01/a.txt", "a.txt"));
	assert_false(lc__globs_want_file(globs, 1, "2022/a.txt", "a.txt"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(without_globs_all_is_wanted),
	    cmocka_unit_test(one_of_several_must_fit),
	    cmocka_unit_test(what_is_kept_out_wins),
	    cmocka_unit_test(a_slash_means_the_path),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
