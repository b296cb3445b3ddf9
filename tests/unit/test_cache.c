/* SPDX-License-Identifier: Apache-2.0 */
/* cache: what is kept when there is too much of it. That databases come back as they were is test_scan.c's to say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <time.h>

#include "match/cache.h"
#include "temp_tree.h"

#define KEY "0123456789abcdef0123456789abcde"

static void put_aged(const char *name, size_t size, time_t age)
{
	char bytes[256] = "";
	const struct timespec used[2] = {{.tv_sec = time(NULL) - age}, {.tv_sec = time(NULL) - age}};
	put_bytes(name, bytes, size);
	assert_int_equal(utimensat(AT_FDCWD, in_tree(name), used, 0), 0);
}

static bool is_there(const char *name)
{
	return access(in_tree(name), F_OK) == 0;
}

static void what_was_used_last_stays(void **state)
{
	(void)state;
	put_aged(KEY "1.hs", 100, 300);
	put_aged(KEY "2.hs", 100, 100);
	put_aged(KEY "3.hs", 100, 200);
	lc__cache_bound(temp_tree, 300);
	assert_true(is_there(KEY "1.hs") && is_there(KEY "2.hs") && is_there(KEY "3.hs"));
	lc__cache_bound(temp_tree, 299);
	assert_true(!is_there(KEY "1.hs") && is_there(KEY "2.hs") && is_there(KEY "3.hs"));
	lc__cache_bound(temp_tree, 1);
	assert_true(is_there(KEY "2.hs") && !is_there(KEY "3.hs"));
}

static void other_files_are_left_alone(void **state)
{
	(void)state;
	put_aged(KEY "1.hs", 100, 1);
	put_aged("notes.hs", 200, 1000000);
	put_aged(KEY "1.txt", 200, 1000000);
	put_aged(KEY "12.hs", 200, 1000000);
	put_aged(KEY "1.hs.NEWEST", 200, 10);
	put_aged(KEY "1.hs.KILLED", 200, 1000000);
	lc__cache_bound(temp_tree, 1);
	assert_true(is_there(KEY "1.hs") && is_there("notes.hs") && is_there(KEY "1.txt") && is_there(KEY "12.hs"));
	assert_true(is_there(KEY "1.hs.NEWEST"));
	assert_false(is_there(KEY "1.hs.KILLED"));
	lc__cache_bound(in_tree("nowhere"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(what_was_used_last_stays, make_tree, remove_tree),
	    cmocka_unit_test_setup_teardown(other_files_are_left_alone, make_tree, remove_tree),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
