/* SPDX-License-Identifier: Apache-2.0 */
/* seen: a set of files by device and inode. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "seen.h"

static void an_empty_set_has_nothing(void **state)
{
	(void)state;
	lc__seen set = {0};
	assert_false(lc__seen_has(&set, 1, 1));
	lc__seen_release(&set);
}

static void members_keep_their_numbers(void **state)
{
	(void)state;
	enum { MEMBERS = 10000 };
	lc__seen set = {0};
	size_t number;
	for (size_t i = 0; i < MEMBERS; i++) {
		assert_false(lc__seen_has(&set, i % 3, i * 64));
		assert_int_equal(lc__seen_add(&set, i % 3, i * 64, &number, NULL), LIANGCE_OK);
		assert_int_equal(number, i);
	}
	assert_int_equal(set.count, MEMBERS);
	for (size_t i = 0; i < MEMBERS; i++) {
		assert_int_equal(lc__seen_add(&set, i % 3, i * 64, &number, NULL), LIANGCE_OK);
		assert_int_equal(number, i);
		assert_true(lc__seen_has(&set, i % 3, i * 64));
		assert_false(lc__seen_has(&set, i % 3 + 1, i * 64));
	}
	assert_int_equal(set.count, MEMBERS);
	lc__seen_release(&set);
}

static void no_memory_changes_nothing(void **state)
{
	(void)state;
	lc__seen set = {0};
	size_t number;
	for (size_t i = 0; i < 32; i++)
		assert_int_equal(lc__seen_add(&set, 1, i, &number, NULL), LIANGCE_OK);
	lc__alloc_fail_after(1, false);
	assert_int_equal(lc__seen_add(&set, 1, 99, &number, NULL), LIANGCE_E_NOMEM);
	lc__alloc_fail_after(0, false);
	assert_int_equal(set.count, 32);
	assert_true(lc__seen_has(&set, 1, 31));
	assert_false(lc__seen_has(&set, 1, 99));
	lc__seen_release(&set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_empty_set_has_nothing),
	    cmocka_unit_test(members_keep_their_numbers),
	    cmocka_unit_test(no_memory_changes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
