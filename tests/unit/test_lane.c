/* SPDX-License-Identifier: Apache-2.0 */
/* lane and document: one lane alone, on the thread of the test, so that any allocation can be made to fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "fault.h"
#include "lane.h"
#include "lister.h"
#include "temp_tree.h"

#define SEGMENT LIANGCE_SEGMENT_BYTES

static lc_ruleset *rules;
static lc_grouping *grouping;

static int make_rules(void **state)
{
	(void)state;
	static const char rows[] = "营商环境\t优化\n一网通办\t服务\n";
	lc_dictionary *dictionary = NULL;
	if (lc_dictionary_new(&dictionary, NULL) != LIANGCE_OK ||
	    lc_dictionary_add_text(dictionary, "rows", (lc_view){.data = rows, .size = sizeof rows - 1}, NULL) != LIANGCE_OK ||
	    lc_ruleset_new(&rules, &(lc_rules_config){.dictionary = dictionary}, NULL) != LIANGCE_OK ||
	    lc_grouping_new(&grouping, "(?<name>[^/]+)$", NULL) != LIANGCE_OK)
		return -1;
	lc_dictionary_free(dictionary);
	return 0;
}

static int free_rules(void **state)
{
	(void)state;
	lc_grouping_free(grouping);
	lc_ruleset_free(rules);
	return 0;
}

static const char sentence[] = "持续优化营商环境，推进一网通办。\n";

/* Three pieces. */
static void put_large(void)
{
	char *text = malloc(3 * SEGMENT);
	assert_non_null(text);
	for (size_t i = 0; i < 3 * SEGMENT; i++)
		text[i] = sentence[i % (sizeof sentence - 1)];
	put_bytes("large", text, 3 * SEGMENT - SEGMENT / 2);
	free(text);
}

static int make_inputs(void **state)
{
	if (make_tree(state) != 0)
		return -1;
	put_large();
	put_text("small", sentence);
	put_text("bad", "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
	return 0;
}

/* ---------------------------------------------------------------- a lane without a loop */

typedef struct bench {
	lc__shared shared;
	lc__lister lister;
	lc__lane lane;
	uv_loop_t loop;
	uv_async_t wake;
} bench;

static void no_wake(uv_async_t *wake)
{
	(void)wake;
}

/* Lists and scans `paths`; the n-th allocation from the start of the lane fails, 0: none. */
static lc_status work(bench *self, const lc_run_options *options, uint64_t failing)
{
	*self = (bench){.shared = {.rules = rules, .options = options, .piece_bytes = SEGMENT}};
	assert_int_equal(uv_loop_init(&self->loop), 0);
	assert_int_equal(uv_async_init(&self->loop, &self->wake, no_wake), 0);
	assert_int_equal(lc__pieces_init(&self->shared.pieces, NULL), LIANGCE_OK);
	assert_int_equal(lc__counter_init(&self->shared.counter, &self->wake, NULL), LIANGCE_OK);
	assert_int_equal(lc__lister_init(&self->lister, options, &self->shared.pieces, &self->shared.stop, NULL), LIANGCE_OK);
	lc__lister_work(&self->lister);
	lc__alloc_fail_after(failing, false);
	lc_status status = lc__lane_init(&self->lane, &self->shared, NULL);
	if (status == LIANGCE_OK) {
		lc__lane_work(&self->lane);
		status = self->lane.status;
	}
	lc__alloc_fail_after(0, false);
	return status;
}

static void clean(bench *self)
{
	lc__lane_release(&self->lane);
	for (lc__split *split; (split = lc__pieces_leftover(&self->shared.pieces)) != NULL;)
		lc__split_free(split);
	lc__lister_release(&self->lister);
	lc__counter_release(&self->shared.counter);
	lc__pieces_release(&self->shared.pieces);
	uv_close((uv_handle_t *)&self->wake, NULL);
	uv_run(&self->loop, UV_RUN_DEFAULT);
	assert_int_equal(uv_loop_close(&self->loop), 0);
}

static void everything_is_counted(void **state)
{
	(void)state;
	static bench self;
	const char *const paths[] = {in_tree("large"), in_tree("small"), in_tree("bad"), in_tree("none")};
	lc_run_options options = {.paths = paths, .path_count = 4, .grouping = grouping};
	assert_int_equal(work(&self, &options, 0), LIANGCE_OK);
	assert_int_equal(atomic_load(&self.lane.files_done), 3);
	assert_int_equal(atomic_load(&self.lane.bytes_done), atomic_load(&self.lister.bytes_listed));
	assert_int_equal(atomic_load(&self.lane.failed), 2);
	assert_int_equal(self.lane.failure_count, 2);
	assert_string_equal(self.lane.failures[0].path, in_tree("bad"));
	assert_string_equal(self.lane.failures[1].path, in_tree("none"));
	assert_ptr_equal(self.shared.counter.first, self.lane.parcel);
	assert_int_equal(self.shared.counter.drop_count, 0);
	clean(&self);
}

/* Wherever memory ends: the lane says so, or had no need of it, and nothing leaks (the address sanitizer looks). */
static void no_memory_ends_the_lane(void **state)
{
	(void)state;
	static bench self;
	const char *const paths[] = {in_tree("large"), in_tree("small"), in_tree("bad"), in_tree("none")};
	lc_run_options options = {.paths = paths, .path_count = 4, .grouping = grouping};
	unsigned failed = 0;
	lc_status status;
	uint64_t nth = 1;
	do {
		status = work(&self, &options, nth);
		assert_true(status == LIANGCE_OK || status == LIANGCE_E_NOMEM);
		failed += status == LIANGCE_E_NOMEM;
		if (status != LIANGCE_OK) /* there may be half of something in the parcel */
			assert_null(self.shared.counter.first);
		clean(&self);
		assert_true(nth++ < 1000);
	} while (status == LIANGCE_E_NOMEM);
	assert_true(failed > 20);
}

/* Cut short between listing and scanning: the pieces that are there do not count without the others. */
static void a_file_that_changes_fails_whole(void **state)
{
	(void)state;
	struct sigaction old;
	static const lc_io ways[] = {LIANGCE_IO_MAP, LIANGCE_IO_READ};
	for (size_t i = 0; i < 2; i++) {
		static bench self;
		int fd = -1;
		lc__input input;
		lc__split *split = NULL;
		lc__work piece;
		lc_error error;
		const char *const paths[] = {in_tree("none")};
		lc_run_options options = {.paths = paths, .path_count = 1, .io = ways[i]};
		assert_int_equal(lc__fault_catch(&old, NULL), LIANGCE_OK);
		assert_int_equal(work(&self, &options, 0), LIANGCE_OK);
		self.lane.parcel = &self.lane.parcels[1];
		lc_scan_options scanning = {.stop = &self.shared.stop};
		assert_int_equal(lc_scan_new(&self.lane.scan, rules, &scanning, NULL), LIANGCE_OK);
		assert_int_equal(lc__group_reader_new(&self.lane.groups, NULL, NULL), LIANGCE_OK);
		put_large();
		assert_int_equal(lc__input_open(&fd, in_tree("large"), false, &error), LIANGCE_OK);
		assert_int_equal(lc__input_stat(&input, fd, &error), LIANGCE_OK);
		assert_int_equal(lc__split_new(&split, rules, in_tree("large"), 1, &error), LIANGCE_OK);
		split->input = input;
		split->pieces = 3;
		lc__pieces_offer(&self.shared.pieces, split);
		assert_true(lc__pieces_help(&self.shared.pieces, &piece));
		assert_int_equal(lc__lane_piece(&self.lane, piece.split, piece.piece), LIANGCE_OK);
		assert_int_equal(truncate(in_tree("large"), 100), 0);
		assert_true(lc__pieces_help(&self.shared.pieces, &piece));
		assert_int_equal(lc__lane_piece(&self.lane, piece.split, piece.piece), LIANGCE_OK);
		assert_false(lc__pieces_help(&self.shared.pieces, &piece));
		assert_int_equal(self.lane.failure_count, 2);
		assert_string_equal(self.lane.failures[0].path, in_tree("large"));
		assert_string_equal(self.lane.failures[0].error,
		                    i == 0 ? "map: cut short while it was read" : "read: changed while it was read");
		assert_int_equal(self.shared.counter.drop_count, 1);
		assert_int_equal(self.shared.counter.drops[0], 1);
		lc__fault_restore(&old);
		clean(&self);
	}
}

static void the_first_failures_are_kept(void **state)
{
	(void)state;
	lc_run_failure kept[LIANGCE_RUN_FAILURES];
	lc_run_failure failure = {.error = "x"};
	size_t count = 0;
	for (const char *name = "hcbxadgfe"; *name != '\0'; name++) {
		snprintf(failure.path, sizeof failure.path, "%c", *name);
		lc__note_failure(kept, &count, &failure);
	}
	assert_int_equal(count, LIANGCE_RUN_FAILURES);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(kept[i].path[0], 'a' + (int)i);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, make_inputs, remove_tree)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(everything_is_counted),
	    TEST(no_memory_ends_the_lane),
	    TEST(a_file_that_changes_fails_whole),
	    cmocka_unit_test(the_first_failures_are_kept),
	};
	return cmocka_run_group_tests(tests, make_rules, free_rules);
}
