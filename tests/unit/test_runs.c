/* SPDX-License-Identifier: Apache-2.0 */
/* tables/runs: records come back in the order of their keys, however many, however alike, and however they came in. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "tables/runs.h"

/* What was read so far. */
typedef struct seen {
	char last[4096];
	size_t last_size;
	size_t count, equal;
	uint64_t sum; /* of the values */
	size_t stop_at;
} seen;

static lc_status see(void *payload, lc_view key, lc_view value, lc_error *err)
{
	(void)err;
	seen *self = payload;
	size_t common = key.size < self->last_size ? key.size : self->last_size;
	int order = memcmp(self->last, key.data, common);
	bool equal = order == 0 && self->last_size == key.size;
	assert_true(self->count == 0 || equal || order < 0 || (order == 0 && self->last_size < key.size));
	assert_true(key.size <= sizeof self->last && value.size >= sizeof(uint64_t));
	memcpy(self->last, key.data, key.size);
	self->last_size = key.size;
	uint64_t number;
	memcpy(&number, value.data, sizeof number);
	self->sum += number;
	self->equal += self->count > 0 && equal;
	self->count++;
	return self->count == self->stop_at ? LIANGCE_E_STOPPED : LIANGCE_OK;
}

/* Keys of several kinds: few different ones, long beginnings in common, every byte. All end with a byte that they hold nowhere else. */
static size_t make_key(char key[4096], uint64_t number)
{
	uint64_t mixed = number * UINT64_C(0x9E3779B97F4A7C15);
	size_t size = 0;
	if (number % 3 == 0) {
		size = (size_t)snprintf(key, 4096, "few %u", (unsigned)(mixed >> 58));
	} else if (number % 3 == 1) {
		size = mixed % 97 == 0 ? 4000 : 40;
		memset(key, 'x', size);
		size += (size_t)snprintf(key + size, 4096 - size, "%u", (unsigned)(mixed >> 40));
	} else {
		for (; size < 1 + mixed % 11; size++)
			key[size] = (char)(1 + (mixed >> (5 * size)) % 255);
	}
	key[size++] = '\0';
	return size;
}

static lc_status fill(lc__runs *runs, uint64_t count, uint64_t *sum)
{
	static char value[300];
	*sum = 0;
	for (uint64_t i = 0; i < count; i++) {
		char key[4096];
		size_t size = make_key(key, i);
		memcpy(value, &i, sizeof i);
		lc_status status = lc__runs_add(runs, (lc_view){key, size}, (lc_view){value, i % 2 == 0 ? 8 : sizeof value}, NULL);
		if (status != LIANGCE_OK)
			return status;
		*sum += i;
	}
	return LIANGCE_OK;
}

static void records_come_back_in_order(void **state)
{
	(void)state;
	static const uint64_t counts[] = {0, 1, 2, 12, 13, 1000, 200000}; /* the last are some forty megabytes */
	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		lc__runs runs;
		seen all = {0};
		uint64_t sum;
		lc__runs_init(&runs);
		assert_int_equal(fill(&runs, counts[i], &sum), LIANGCE_OK);
		assert_int_equal(lc__runs_read(&runs, see, &all, NULL), LIANGCE_OK);
		assert_int_equal(all.count, counts[i]);
		assert_int_equal(all.sum, sum);
		assert_true(counts[i] < 1000 || all.equal > 100);
		assert_true(counts[i] < 200000 || runs.run_count > 5);
		lc__runs_release(&runs);
	}
}

static void one_key_may_be_all(void **state)
{
	(void)state;
	lc__runs runs;
	seen all = {0};
	lc__runs_init(&runs);
	for (uint64_t i = 0; i < 300000; i++)
		assert_int_equal(lc__runs_add(&runs, (lc_view){"", 0}, (lc_view){(const char *)&i, sizeof i}, NULL), LIANGCE_OK);
	assert_int_equal(lc__runs_read(&runs, see, &all, NULL), LIANGCE_OK);
	assert_int_equal(all.count, 300000);
	assert_int_equal(all.equal, 299999);
	lc__runs_release(&runs);
}

static void reading_ends_when_it_is_told_to(void **state)
{
	(void)state;
	static const uint64_t counts[] = {1000, 100000};
	for (size_t i = 0; i < 2; i++) {
		lc__runs runs;
		seen some = {.stop_at = 500};
		uint64_t sum;
		lc__runs_init(&runs);
		assert_int_equal(fill(&runs, counts[i], &sum), LIANGCE_OK);
		assert_int_equal(lc__runs_read(&runs, see, &some, NULL), LIANGCE_E_STOPPED);
		assert_int_equal(some.count, 500);
		lc__runs_release(&runs);
	}
}

static void a_full_disk_is_an_error(void **state)
{
	(void)state;
	lc__runs runs;
	uint64_t sum;
	struct rlimit limit, small;
	getrlimit(RLIMIT_FSIZE, &limit);
	small = limit;
	small.rlim_cur = 1 << 20;
	signal(SIGXFSZ, SIG_IGN);
	lc__runs_init(&runs);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(fill(&runs, 200000, &sum), LIANGCE_E_WRITE);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	lc__runs_release(&runs);
	struct rlimit files;
	getrlimit(RLIMIT_NOFILE, &files);
	small = files;
	small.rlim_cur = 3;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &small), 0);
	assert_int_equal(fill(&runs, 200000, &sum), LIANGCE_E_WRITE);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &files), 0);
	lc__runs_release(&runs);
}

static void what_is_no_folder_holds_no_temporary_file(void **state)
{
	(void)state;
	static const char *const folders[] = {"", "/nowhere", "/dev/null"};
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		lc__runs runs;
		uint64_t sum;
		lc__runs_init(&runs);
		assert_int_equal(setenv("SQLITE_TMPDIR", folders[i], 1), 0);
		assert_int_equal(setenv("TMPDIR", folders[i], 1), 0);
		assert_int_equal(fill(&runs, 200000, &sum), LIANGCE_OK);
		assert_true(runs.file >= 0);
		lc__runs_release(&runs);
	}
	assert_int_equal(unsetenv("SQLITE_TMPDIR"), 0);
	assert_int_equal(unsetenv("TMPDIR"), 0);
}

static void any_allocation_may_fail(void **state)
{
	(void)state;
	lc_status status = LIANGCE_E_NOMEM;
	uint64_t nth = 1;
	for (; status != LIANGCE_OK; nth++) {
		lc__runs runs;
		seen all = {0};
		uint64_t sum;
		assert_true(nth < 1000);
		lc__runs_init(&runs);
		lc__alloc_fail_after(nth, true);
		status = fill(&runs, 50000, &sum);
		if (status == LIANGCE_OK)
			status = lc__runs_read(&runs, see, &all, NULL);
		lc__alloc_fail_after(0, false);
		assert_true(status == LIANGCE_OK || status == LIANGCE_E_NOMEM);
		lc__runs_release(&runs);
	}
	assert_true(nth > 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(records_come_back_in_order),      cmocka_unit_test(one_key_may_be_all),
	    cmocka_unit_test(reading_ends_when_it_is_told_to), cmocka_unit_test(what_is_no_folder_holds_no_temporary_file),
	    cmocka_unit_test(a_full_disk_is_an_error),         cmocka_unit_test(any_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
