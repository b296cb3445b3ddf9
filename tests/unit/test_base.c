/* SPDX-License-Identifier: Apache-2.0 */
/* base/: errors, capped buffers, checked allocation. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"

static void error_is_one_line(void **state)
{
	(void)state;
	lc_error err;
	char text[64];
	assert_int_equal(lc__fail_at(&err, LIANGCE_E_DICTIONARY, "a\nb.tsv", 3, 7, "bad %s", "x\ty"), LIANGCE_E_DICTIONARY);
	assert_int_equal(lc_error_format(&err, text, sizeof text), strlen("a?b.tsv:3:7: bad x?y"));
	assert_string_equal(text, "a?b.tsv:3:7: bad x?y");
	assert_int_equal(lc_error_format(&err, text, 5), strlen("a?b.tsv:3:7: bad x?y"));
	assert_string_equal(text, "a?b.");
}

static void error_names_errno(void **state)
{
	(void)state;
	lc_error err;
	assert_int_equal(lc__fail_errno(&err, LIANGCE_E_READ, "p", ENOENT, "cannot open"), LIANGCE_E_READ);
	assert_int_equal(err.sys_errno, ENOENT);
	assert_string_equal(err.message, "cannot open: No such file or directory");
	assert_int_equal(lc__fail(NULL, LIANGCE_E_NOMEM, "x"), LIANGCE_E_NOMEM);
}

static void a_cut_message_ends_between_characters(void **state)
{
	(void)state;
	lc_error err;
	char name[400];
	memset(name, 'a', sizeof name);
	memcpy(name + 254, "营商", strlen("营商") + 1);
	assert_int_equal(lc__fail_at(&err, LIANGCE_E_READ, name, 0, 0, "m"), LIANGCE_E_READ);
	assert_int_equal(strlen(err.source), 254);
}

static void every_status_has_a_text(void **state)
{
	(void)state;
	for (int status = 0; status >= -12; status--)
		assert_string_not_equal(lc_status_text((lc_status)status), "unknown status");
	assert_string_equal(lc_status_text((lc_status)-99), "unknown status");
}

static void allocation_refuses_overflow(void **state)
{
	(void)state;
	assert_null(lc__alloc(SIZE_MAX / 2, 3));
	assert_null(lc__calloc(0, 8));
}

static void buffer_keeps_its_maximum(void **state)
{
	(void)state;
	lc__buffer buffer;
	lc__buffer_init(&buffer, 20);
	assert_int_equal(lc__buffer_append(&buffer, "0123456789", 10, NULL), LIANGCE_OK);
	assert_int_equal(lc__buffer_append(&buffer, "0123456789", 10, NULL), LIANGCE_OK);
	assert_int_equal(lc__buffer_append(&buffer, "x", 1, NULL), LIANGCE_E_TOO_LARGE);
	assert_int_equal(lc__buffer_reserve(&buffer, SIZE_MAX, NULL), LIANGCE_E_TOO_LARGE);
	assert_int_equal(buffer.size, 20);
	lc__buffer_release(&buffer);
}

static void buffer_prints(void **state)
{
	(void)state;
	lc__buffer buffer;
	lc__buffer_init(&buffer, 100);
	assert_int_equal(lc__buffer_printf(&buffer, NULL, "%d-%s", 12, "三"), LIANGCE_OK);
	assert_int_equal(lc__buffer_printf(&buffer, NULL, "!"), LIANGCE_OK);
	assert_memory_equal(buffer.data, "12-三!", 7);
	assert_int_equal(buffer.size, 7);
	lc__buffer_release(&buffer);
}

static void a_failed_growth_changes_nothing(void **state)
{
	(void)state;
	void *items = NULL;
	size_t capacity = 0;
	assert_int_equal(lc__grow(&items, &capacity, 5, 100, 8, NULL), LIANGCE_OK);
	assert_int_equal(capacity, 16);
	void *before = items;
	lc__alloc_fail_after(1, false);
	assert_int_equal(lc__grow(&items, &capacity, 17, 100, 8, NULL), LIANGCE_E_NOMEM);
	assert_ptr_equal(items, before);
	assert_int_equal(capacity, 16);
	assert_int_equal(lc__grow(&items, &capacity, 101, 100, 8, NULL), LIANGCE_E_TOO_LARGE);
	assert_int_equal(lc__grow(&items, &capacity, 90, 100, 8, NULL), LIANGCE_OK);
	assert_int_equal(capacity, 90);
	lc__free(items);
}

static void a_file_is_read_up_to_its_maximum(void **state)
{
	(void)state;
	char path[] = "/tmp/test_base.XXXXXX", *data, whole[70000];
	size_t size;
	lc_error err;
	memset(whole, 'a', sizeof whole);
	int file = mkstemp(path);
	assert_true(file >= 0 && lc__write_all(file, whole, sizeof whole) && close(file) == 0);
	assert_int_equal(lc__read_file(path, sizeof whole, &data, &size, &err), LIANGCE_OK);
	assert_int_equal(size, sizeof whole);
	assert_memory_equal(data, whole, size);
	lc__free(data);
	assert_int_equal(lc__read_file(path, sizeof whole - 1, &data, &size, &err), LIANGCE_E_TOO_LARGE);
	assert_string_equal(err.source, path);
	unlink(path);
	assert_int_equal(lc__read_file(path, 1, &data, &size, &err), LIANGCE_E_READ);
	assert_int_equal(lc__read_file("/", 1, &data, &size, &err), LIANGCE_E_READ);
	assert_false(lc__write_all(-1, "x", 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(error_is_one_line),
	    cmocka_unit_test(error_names_errno),
	    cmocka_unit_test(a_cut_message_ends_between_characters),
	    cmocka_unit_test(every_status_has_a_text),
	    cmocka_unit_test(allocation_refuses_overflow),
	    cmocka_unit_test(buffer_keeps_its_maximum),
	    cmocka_unit_test(buffer_prints),
	    cmocka_unit_test(a_failed_growth_changes_nothing),
	    cmocka_unit_test(a_file_is_read_up_to_its_maximum),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
