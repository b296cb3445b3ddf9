/* SPDX-License-Identifier: Apache-2.0 */
/* run: the same result for any number of lanes, size of pieces and way of reading; failures; signals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>

#include "base/base.h"
#include "liangce_run.h"
#include "temp_tree.h"

#define SEGMENT LIANGCE_SEGMENT_BYTES

static lc_ruleset *rules;
static lc_ruleset *fact_rules;

static int make_rules(void **state)
{
	(void)state;
	static const char rows[] = "营商环境\t优化\n一网通办\t服务\n环境\t生态\n办结率\t服务\t\tindicator\n";
	lc_dictionary *dictionary = NULL;
	lc_error error;
	lc_rules_config config = {.overlap = LIANGCE_OVERLAP_LONGEST};
	lc_status status = lc_dictionary_new(&dictionary, &error);
	if (status == LIANGCE_OK)
		status = lc_dictionary_add_text(dictionary, "rows", (lc_view){.data = rows, .size = sizeof rows - 1}, &error);
	config.dictionary = dictionary;
	if (status == LIANGCE_OK)
		status = lc_ruleset_new(&rules, &config, &error);
	config.facts = true;
	config.units_path = LIANGCE_SOURCE_DIR "/core/lexicon/units.tsv";
	if (status == LIANGCE_OK)
		status = lc_ruleset_new(&fact_rules, &config, &error);
	lc_dictionary_free(dictionary);
	return status == LIANGCE_OK ? 0 : -1;
}

static int free_rules(void **state)
{
	(void)state;
	lc_ruleset_free(fact_rules);
	lc_ruleset_free(rules);
	return 0;
}

/* ---------------------------------------------------------------- one run */

typedef struct outcome {
	lc_status status;
	lc_error error;
	lc_run_report report;
	lc_store_totals totals;
	char *bytes; /* of the result; of the file of facts where they are kept */
	size_t size;
} outcome;

static void read_result(outcome *self, const char *path)
{
	struct stat status;
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	assert_int_equal(fstat(fileno(file), &status), 0);
	self->size = (size_t)status.st_size;
	self->bytes = malloc(self->size);
	assert_int_equal(fread(self->bytes, 1, self->size, file), self->size);
	fclose(file);
}

static outcome run(const lc_run_options *options)
{
	outcome self = {0};
	lc_store *store = NULL;
	char path[PATH_MAX];
	char facts[PATH_MAX];
	snprintf(path, sizeof path, "%s", in_tree("result.db"));
	snprintf(facts, sizeof facts, "%s", in_tree("facts.jsonl"));
	lc_store_config config = {.path = path, .overwrite = true, .keep_facts = options->keep_facts};
	config.facts_path = options->keep_facts ? facts : NULL;
	const lc_ruleset *used = options->keep_facts ? fact_rules : rules;
	if (options->grouping != NULL) {
		config.group_names = lc_grouping_names(options->grouping);
		config.group_count = lc_grouping_count(options->grouping);
	}
	assert_int_equal(lc_store_new(&store, used, &config, NULL), LIANGCE_OK);
	self.status = lc_run(store, used, options, &self.report, &self.error);
	if (self.status == LIANGCE_OK) {
		lc_run_row row = {.options = "", .partial = self.report.signal_number != 0};
		assert_int_equal(lc_store_finish(store, &row, &self.totals, NULL), LIANGCE_OK);
		read_result(&self, options->keep_facts ? facts : path);
	}
	lc_store_free(store);
	return self;
}

/* ---------------------------------------------------------------- an archive */

/* A text whose every `every`-th sentence holds a term, with line ends now and then. */
static void put_document(const char *name, size_t size, unsigned every)
{
	char *text = malloc(size + 128);
	size_t used = 0;
	assert_non_null(text);
	for (unsigned i = 0; used < size; i++) {
		const char *sentence = i % every == 0       ? "持续优化营商环境，推进一网通办，办结率98.3%。"
		                     : i % (every * 3) == 1 ? "保护环境，人人有责。\n"
		                                            : "今天天气很好，我们去公园走走，";
		memcpy(text + used, sentence, strlen(sentence));
		used += strlen(sentence);
	}
	put_bytes(name, text, used);
	free(text);
}

static int make_archive(void **state)
{
	if (make_tree(state) != 0)
		return -1;
	put_folder("in");
	put_folder("in/2022");
	put_folder("in/2023");
	for (unsigned i = 0; i < 300; i++) {
		char name[64];
		snprintf(name, sizeof name, "in/%u/%03u.txt", 2022 + i % 2, i);
		put_document(name, 500 + 17 * i, 2 + i % 7);
	}
	put_document("in/middle.txt", 2 * SEGMENT, 5);
	put_document("in/large.txt", 21 * SEGMENT + 12345, 3);
	put_document("in/larger.txt", 33 * SEGMENT - 7, 50);
	put_text("in/empty.txt", "");
	put_text("in/trunc.txt", "营商环境\xE8\x90");
	put_text("in/latin.txt", "\xE9\xE8\xE9\xE8\xE9\xE8\xE9\xE8\xE9\xE8\xE9\xE8");
	return 0;
}

static void nothing_changes_the_result(void **state)
{
	(void)state;
	char archive[PATH_MAX];
	snprintf(archive, sizeof archive, "%s", in_tree("in"));
	const char *const paths[] = {archive};
	lc_grouping *grouping = NULL;
	assert_int_equal(lc_grouping_new(&grouping, "/(?<year>20\\d\\d)/", NULL), LIANGCE_OK);
	lc_run_options first = {.paths = paths, .path_count = 1, .grouping = grouping};
	outcome expected = run(&first);
	assert_int_equal(expected.status, LIANGCE_OK);
	assert_int_equal(expected.totals.documents, 305);
	assert_int_equal(expected.totals.files, 306);
	assert_int_equal(expected.totals.failures, 1);
	assert_int_equal(expected.report.end.files_done, 306);
	assert_int_equal(expected.report.end.bytes_done, expected.report.end.bytes_listed);
	static const unsigned jobs[] = {1, 2, 7}; /* the pool has four threads */
	static const size_t pieces[] = {SEGMENT, 3 * SEGMENT, 64 * SEGMENT};
	static const lc_io ways[] = {LIANGCE_IO_AUTO, LIANGCE_IO_MAP, LIANGCE_IO_READ};
	for (size_t i = 0; i < 27; i++) {
		lc_run_options options = first;
		options.jobs = jobs[i % 3];
		options.piece_bytes = pieces[i / 3 % 3];
		options.io = ways[i / 9];
		outcome found = run(&options);
		assert_int_equal(found.status, LIANGCE_OK);
		assert_int_equal(found.size, expected.size);
		assert_memory_equal(found.bytes, expected.bytes, found.size);
		assert_int_equal(found.report.end.bytes_done, found.report.end.bytes_listed);
		free(found.bytes);
	}
	free(expected.bytes);
	lc_grouping_free(grouping);
}

/* Offsets too, which a part of a document cannot know by itself. */
static void nothing_changes_the_facts(void **state)
{
	(void)state;
	char large[PATH_MAX];
	char larger[PATH_MAX];
	snprintf(large, sizeof large, "%s", in_tree("in/large.txt"));
	snprintf(larger, sizeof larger, "%s", in_tree("in/larger.txt"));
	const char *const paths[] = {larger, large};
	lc_run_options first = {.paths = paths, .path_count = 2, .keep_facts = true, .piece_bytes = 64 * SEGMENT};
	outcome expected = run(&first);
	assert_int_equal(expected.status, LIANGCE_OK);
	assert_true(expected.totals.facts > 10000);
	static const size_t pieces[] = {SEGMENT, 2 * SEGMENT, 7 * SEGMENT};
	for (unsigned i = 0; i < 3; i++) {
		lc_run_options options = first;
		options.jobs = 1 + i;
		options.piece_bytes = pieces[i];
		options.io = i == 0 ? LIANGCE_IO_MAP : LIANGCE_IO_READ;
		outcome found = run(&options);
		assert_int_equal(found.status, LIANGCE_OK);
		assert_int_equal(found.size, expected.size);
		assert_memory_equal(found.bytes, expected.bytes, found.size);
		free(found.bytes);
	}
	free(expected.bytes);
}

static void failures_are_named_in_order(void **state)
{
	(void)state;
	put_text("in/1.bin", "\xFF\xFE");
	const char *const paths[] = {in_tree("in"), in_tree("none")};
	outcome found = run(&(lc_run_options){.paths = paths, .path_count = 2, .jobs = 3});
	assert_int_equal(found.status, LIANGCE_OK);
	assert_int_equal(found.totals.failures, 3);
	assert_int_equal(found.report.failure_count, 3);
	assert_string_equal(found.report.failures[0].path, in_tree("in/1.bin"));
	assert_string_equal(found.report.failures[0].error, "decode: not UTF-8: begins with the byte order mark of UTF-16");
	assert_string_equal(found.report.failures[1].path, in_tree("in/latin.txt"));
	assert_string_equal(found.report.failures[2].path, in_tree("none"));
	assert_string_equal(found.report.failures[2].error, "list: cannot be found: No such file or directory");
	free(found.bytes);
}

/* A document of many pieces that turns out to be no text counts for nothing. */
static void a_large_file_fails_whole(void **state)
{
	(void)state;
	char *bytes = malloc(8 * SEGMENT);
	memset(bytes, 0xE9, 8 * SEGMENT);
	put_bytes("bad", bytes, 8 * SEGMENT);
	free(bytes);
	const char *const paths[] = {in_tree("bad")};
	outcome found = run(&(lc_run_options){.paths = paths, .path_count = 1, .jobs = 3, .piece_bytes = SEGMENT});
	assert_int_equal(found.status, LIANGCE_OK);
	assert_int_equal(found.totals.documents, 0);
	assert_int_equal(found.totals.bytes, 0);
	assert_int_equal(found.totals.files, 1);
	assert_int_equal(found.totals.failures, 1);
	assert_non_null(strstr(found.report.failures[0].error, "decode: not UTF-8"));
	free(found.bytes);
}

static void bad_options_are_refused(void **state)
{
	(void)state;
	const char *const paths[] = {in_tree("in")};
	assert_int_equal(run(&(lc_run_options){.paths = paths, .path_count = 1, .piece_bytes = 1000}).status, LIANGCE_E_INVALID);
	outcome found = run(&(lc_run_options){.files_from = in_tree("none")});
	assert_int_equal(found.status, LIANGCE_E_READ);
	assert_string_equal(found.error.source, in_tree("none"));
}

/* ---------------------------------------------------------------- signals */

static void interrupt_when_one_is_done(const lc_run_progress *progress, void *payload)
{
	unsigned *calls = payload;
	if (progress->files_done >= 1 && (*calls)++ == 0)
		raise(SIGINT);
}

/* The pipe that nobody writes to would keep the run for ever. */
static void a_signal_stops_in_good_order(void **state)
{
	(void)state;
	unsigned calls = 0;
	assert_int_equal(mkfifo(in_tree("pipe"), 0600), 0);
	const char *const paths[] = {in_tree("in/middle.txt"), in_tree("pipe")};
	outcome found = run(&(lc_run_options){.paths = paths,
	                                      .path_count = 2,
	                                      .jobs = 2,
	                                      .progress = interrupt_when_one_is_done,
	                                      .progress_payload = &calls,
	                                      .progress_ms = 10});
	assert_int_equal(found.status, LIANGCE_OK);
	assert_int_equal(found.report.signal_number, SIGINT);
	assert_int_equal(found.totals.documents, 1);
	assert_int_equal(found.totals.files, 1);
	assert_int_equal(found.totals.failures, 0);
	free(found.bytes);
}

/* ---------------------------------------------------------------- no memory */

/* Before any thread is started, that is: the hook is not for several threads (test_lane.c does the rest, in one). */
static void no_memory_to_begin_with(void **state)
{
	(void)state;
	const char *const paths[] = {in_tree("in/middle.txt")};
	lc_run_options options = {.paths = paths, .path_count = 1};
	for (uint64_t nth = 1; nth <= 4; nth++) {
		lc_store *store = NULL;
		lc_run_report report;
		lc_store_config config = {.path = in_tree("result.db"), .overwrite = true};
		assert_int_equal(lc_store_new(&store, rules, &config, NULL), LIANGCE_OK);
		lc__alloc_fail_after(nth, false);
		lc_status status = lc_run(store, rules, &options, &report, NULL);
		lc__alloc_fail_after(0, false);
		assert_int_equal(status, LIANGCE_E_NOMEM);
		lc_store_free(store);
	}
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, make_archive, remove_tree)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(nothing_changes_the_result), TEST(nothing_changes_the_facts), TEST(failures_are_named_in_order),
	    TEST(a_large_file_fails_whole),   TEST(bad_options_are_refused),   TEST(a_signal_stops_in_good_order),
	    TEST(no_memory_to_begin_with),
	};
	return cmocka_run_group_tests(tests, make_rules, free_rules);
}
