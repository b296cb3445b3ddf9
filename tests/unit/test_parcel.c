/* SPDX-License-Identifier: Apache-2.0 */
/* parcel: what lanes hand over, from several threads at once, into a real store. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>

#include <cmocka.h>

#include "parcel.h"
#include "temp_tree.h"

enum { LANES = 4, ROUNDS = 500 };

static lc_ruleset *rules;

static int make_rules(void **state)
{
	(void)state;
	static const char rows[] = "营商环境\n";
	lc_dictionary *dictionary = NULL;
	if (lc_dictionary_new(&dictionary, NULL) != LIANGCE_OK ||
	    lc_dictionary_add_text(dictionary, "rows", (lc_view){.data = rows, .size = sizeof rows - 1}, NULL) != LIANGCE_OK ||
	    lc_ruleset_new(&rules, &(lc_rules_config){.dictionary = dictionary}, NULL) != LIANGCE_OK)
		return -1;
	lc_dictionary_free(dictionary);
	return 0;
}

static int free_rules(void **state)
{
	(void)state;
	lc_ruleset_free(rules);
	return 0;
}

/* A lane that has something to hand over again as soon as it gets a parcel back: it is faster than any store. */
typedef struct fast_lane {
	lc__counter *counter;
	atomic_uint *given;
	atomic_uint *ended;
	lc__parcel parcels[2];
	uv_thread_t thread;
} fast_lane;

static void give_all(void *payload)
{
	fast_lane *self = payload;
	for (unsigned round = 0; round < ROUNDS; round++) {
		lc__parcel *parcel = &self->parcels[round % 2];
		lc__counter_wait(self->counter, parcel);
		lc_failure_row row = {.path = {"a", 1}, .stage = "open", .error = "x"};
		if (lc_tally_add_failure(parcel->tally, &row, NULL) != LIANGCE_OK)
			break;
		atomic_fetch_add(self->given, 1);
		lc__counter_give(self->counter, parcel);
	}
	lc__counter_wait(self->counter, &self->parcels[0]);
	lc__counter_wait(self->counter, &self->parcels[1]);
	atomic_fetch_add(self->ended, 1);
}

static void no_wake(uv_async_t *wake)
{
	(void)wake;
}

/* The loop must get back to its signals and its progress however much is handed over; and nothing is lost or added twice. */
static void emptying_ends_while_lanes_go_on(void **state)
{
	(void)state;
	uv_loop_t loop;
	uv_async_t wake;
	lc__counter counter;
	lc_store *store = NULL;
	fast_lane lanes[LANES];
	atomic_uint given;
	atomic_uint ended;
	atomic_init(&given, 0);
	atomic_init(&ended, 0);
	assert_int_equal(uv_loop_init(&loop), 0);
	assert_int_equal(uv_async_init(&loop, &wake, no_wake), 0);
	assert_int_equal(lc__counter_init(&counter, &wake, NULL), LIANGCE_OK);
	assert_int_equal(lc_store_new(&store, rules, &(lc_store_config){.path = in_tree("result.db")}, NULL), LIANGCE_OK);
	for (size_t i = 0; i < LANES; i++) {
		lanes[i] = (fast_lane){.counter = &counter, .given = &given, .ended = &ended};
		assert_int_equal(lc__parcel_init(&lanes[i].parcels[0], rules, NULL), LIANGCE_OK);
		assert_int_equal(lc__parcel_init(&lanes[i].parcels[1], rules, NULL), LIANGCE_OK);
		assert_int_equal(uv_thread_create(&lanes[i].thread, give_all, &lanes[i]), 0);
	}
	while (atomic_load(&given) < 2 * LANES)
		continue;
	assert_int_equal(lc__counter_empty(&counter, store, NULL), LIANGCE_OK);
	/* Each lane can have given two parcels before, and two more for those that it got back. */
	assert_true(atomic_load(&given) <= 4 * LANES);
	while (atomic_load(&ended) < LANES)
		assert_int_equal(lc__counter_empty(&counter, store, NULL), LIANGCE_OK);
	lc_store_totals totals;
	for (size_t i = 0; i < LANES; i++) {
		uv_thread_join(&lanes[i].thread);
		lc__parcel_release(&lanes[i].parcels[0]);
		lc__parcel_release(&lanes[i].parcels[1]);
	}
	assert_int_equal(lc_store_finish(store, &(lc_run_row){.options = ""}, &totals, NULL), LIANGCE_OK);
	assert_int_equal(totals.failures, LANES * ROUNDS);
	lc_store_free(store);
	lc__counter_release(&counter);
	uv_close((uv_handle_t *)&wake, NULL);
	uv_run(&loop, UV_RUN_DEFAULT);
	assert_int_equal(uv_loop_close(&loop), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(emptying_ends_while_lanes_go_on, make_tree, remove_tree),
	};
	return cmocka_run_group_tests(tests, make_rules, free_rules);
}
