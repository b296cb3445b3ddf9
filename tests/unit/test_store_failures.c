/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How the store fails: what it refuses, that results are put in place whole or not at all, and every way in which writing goes
 * wrong.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/base.h"
#include "table_scenario.h"
#include "tables/ours.h"
#include "tables/replace.h"

static void write_text(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static lc_status run_to(const char *path, lc_format format, bool overwrite, lc_error *err)
{
	lc_store_config config = scenario_config(path, format);
	config.overwrite = overwrite;
	return scenario_result(&config, scenario_order, 3, NULL, err);
}

/* ---------------------------------------------------------------- refusals */

static void group_names_are_checked(void **state)
{
	(void)state;
	static const char *const bad[] = {"",      "1a",  "a-b", "term", "Theme", "documents",
	                                  "rowid", "oid", "a b", "城市", "a\"b",  "char_start"};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		lc_store *store = NULL;
		lc_store_config config = {.group_names = &bad[i], .group_count = 1, .path = in_folder("r.db")};
		assert_int_equal(lc_store_new(&store, &fake_rules, &config, NULL), LIANGCE_E_INVALID);
		assert_null(store);
	}
	static const char *const twice[] = {"city", "City"};
	lc_store *store = NULL;
	lc_store_config config = {.group_names = twice, .group_count = 2, .path = in_folder("r.db")};
	assert_int_equal(lc_store_new(&store, &fake_rules, &config, NULL), LIANGCE_E_INVALID);
	assert_int_equal(names_in(folder), 0);
}

static void a_group_has_as_many_values_as_columns(void **state)
{
	(void)state;
	static const char *const bad[] = {"", "a", "a\037b\037c", "a\037b\037"};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		lc_store *store = NULL;
		lc_tally *tally = NULL;
		lc_store_config config = scenario_config(in_folder("r.db"), LIANGCE_FORMAT_SQLITE);
		assert_int_equal(lc_store_new(&store, &fake_rules, &config, NULL), LIANGCE_OK);
		assert_int_equal(lc_tally_new(&tally, &fake_rules, NULL), LIANGCE_OK);
		assert_int_equal(scenario_document(tally, bad[i], "a.txt", 1, 0), LIANGCE_OK);
		assert_int_equal(lc_store_add(store, tally, NULL), LIANGCE_E_INVALID);
		lc_tally_free(tally);
		lc_store_free(store);
	}
	assert_int_equal(names_in(folder), 0);
}

static void facts_behind_a_gap_cannot_be_placed(void **state)
{
	(void)state;
	lc_store *store = NULL;
	lc_tally *tally = NULL;
	lc_error err = {0};
	lc_store_config config = scenario_config(in_folder("r.db"), LIANGCE_FORMAT_SQLITE);
	assert_int_equal(lc_store_new(&store, &fake_rules, &config, NULL), LIANGCE_OK);
	assert_int_equal(lc_tally_new(&tally, &fake_rules, NULL), LIANGCE_OK);
	assert_int_equal(scenario_facts(tally, GROUP("a", "b"), 3, "e.txt", 2, 0), LIANGCE_OK);
	assert_int_equal(lc_store_add(store, tally, NULL), LIANGCE_OK);
	assert_int_equal(lc_store_add_part(store, view_of("e.txt"), 0, 1, 1, NULL), LIANGCE_OK);
	assert_int_equal(lc_store_finish(store, &scenario_run, NULL, &err), LIANGCE_E_INVALID);
	assert_string_equal(err.message, "a part before part 2 of e.txt has no size");
	lc_tally_free(tally);
	lc_store_free(store);
	assert_int_equal(names_in(folder), 0);
}

static void nothing_foreign_is_replaced(void **state)
{
	(void)state;
	lc_error err;
	write_text(in_folder("notes.txt"), "my notes\n");
	assert_int_equal(run_to(in_folder("notes.txt"), LIANGCE_FORMAT_SQLITE, true, &err), LIANGCE_E_WRITE);
	assert_string_equal(err.message, "is not a result of liangce: it is not replaced");
	assert_int_equal(run_to(in_folder("notes.txt"), LIANGCE_FORMAT_CSV, true, &err), LIANGCE_E_WRITE);
	assert_int_equal(mkdir(in_folder("pictures"), 0777), 0);
	write_text(in_folder("pictures/cat.jpg"), "cat");
	assert_int_equal(run_to(in_folder("pictures/"), LIANGCE_FORMAT_CSV, true, &err), LIANGCE_E_WRITE);
	assert_int_equal(run_to(in_folder("pictures"), LIANGCE_FORMAT_SQLITE, true, &err), LIANGCE_E_WRITE);
	sqlite3 *db = NULL;
	assert_int_equal(sqlite3_open(in_folder("other.db"), &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "CREATE TABLE t (a)", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(run_to(in_folder("other.db"), LIANGCE_FORMAT_SQLITE, true, &err), LIANGCE_E_WRITE);
	assert_int_equal(symlink("notes.txt", in_folder("link")), 0);
	assert_int_equal(run_to(in_folder("link"), LIANGCE_FORMAT_SQLITE, true, &err), LIANGCE_E_WRITE);
	lc_store_config config = scenario_config(in_folder("new.db"), LIANGCE_FORMAT_SQLITE);
	config.facts_path = in_folder("notes.txt");
	config.overwrite = true;
	assert_int_equal(scenario_result(&config, scenario_order, 3, NULL, &err), LIANGCE_E_WRITE);
	config.facts_path = in_folder("new.db"); /* the result itself */
	assert_int_equal(scenario_result(&config, scenario_order, 3, NULL, &err), LIANGCE_E_BUSY);
	/* Facts inside of the folder that is to be replaced: said before the run, not when it is done. */
	assert_int_equal(run_to(in_folder("csv"), LIANGCE_FORMAT_CSV, true, &err), LIANGCE_OK);
	config = scenario_config(in_folder("csv"), LIANGCE_FORMAT_CSV);
	config.facts_path = in_folder("csv/facts.jsonl");
	config.overwrite = true;
	lc_store *store = NULL;
	assert_int_equal(lc_store_new(&store, &fake_rules, &config, &err), LIANGCE_E_WRITE);
	assert_int_equal(names_in(folder), 5); /* what was there, and nothing else */
}

static void a_result_is_replaced_only_when_asked(void **state)
{
	(void)state;
	lc_error err;
	char path[256];
	snprintf(path, sizeof path, "%s", in_folder("r"));
	assert_int_equal(run_to(path, LIANGCE_FORMAT_SQLITE, false, &err), LIANGCE_OK);
	assert_int_equal(run_to(path, LIANGCE_FORMAT_SQLITE, false, &err), LIANGCE_E_WRITE);
	assert_string_equal(err.message, "is there already");
	assert_string_equal(err.source, path);
	static const lc_format formats[] = {LIANGCE_FORMAT_SQLITE, LIANGCE_FORMAT_CSV,    LIANGCE_FORMAT_JSONL, LIANGCE_FORMAT_CSV,
	                                    LIANGCE_FORMAT_CSV,    LIANGCE_FORMAT_SQLITE, LIANGCE_FORMAT_SQLITE};
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
		assert_int_equal(run_to(path, formats[i], true, &err), LIANGCE_OK);
		struct stat info;
		assert_int_equal(stat(path, &info), 0);
		assert_int_equal(S_ISDIR(info.st_mode) != 0, formats[i] != LIANGCE_FORMAT_SQLITE);
		assert_int_equal(names_in(folder), 1);
		if (formats[i] != LIANGCE_FORMAT_SQLITE)
			assert_int_equal(names_in(path), 8);
	}
}

static void what_a_killed_run_left_is_no_hindrance(void **state)
{
	(void)state;
	lc_error err;
	write_text(in_folder("r.db.lock"), "");
	write_text(in_folder("r.db.partial"), "");
	assert_int_equal(run_to(in_folder("r.db"), LIANGCE_FORMAT_SQLITE, false, &err), LIANGCE_OK);
	write_text(in_folder("r.db.lock"), LIANGCE_LOCK_TEXT);
	assert_int_equal(rename(in_folder("r.db"), in_folder("r.db.partial")), 0);
	assert_int_equal(truncate(in_folder("r.db.partial"), 5000), 0);
	assert_int_equal(run_to(in_folder("r.db"), LIANGCE_FORMAT_SQLITE, false, &err), LIANGCE_OK);
	assert_int_equal(mkdir(in_folder("f.partial"), 0777), 0);
	write_text(in_folder("f.partial/terms.csv"), "half");
	assert_int_equal(run_to(in_folder("f"), LIANGCE_FORMAT_CSV, false, &err), LIANGCE_OK);
	assert_int_equal(names_in(folder), 2);
	/* But what stands there and is not ours stays, and the run says why it cannot go on. */
	assert_int_equal(mkdir(in_folder("g.partial"), 0777), 0);
	write_text(in_folder("g.partial/cat.jpg"), "cat");
	assert_int_equal(run_to(in_folder("g"), LIANGCE_FORMAT_CSV, false, &err), LIANGCE_E_WRITE);
	assert_int_equal(names_in(in_folder("g.partial")), 1);
	write_text(in_folder("h.partial"), "mine");
	assert_int_equal(run_to(in_folder("h"), LIANGCE_FORMAT_SQLITE, false, &err), LIANGCE_E_WRITE);
	assert_int_equal(run_to(in_folder("h"), LIANGCE_FORMAT_CSV, false, &err), LIANGCE_E_WRITE);
	assert_int_equal(access(in_folder("h.partial"), F_OK), 0);
	assert_int_equal(mkfifo(in_folder("i.lock"), 0600), 0);
	assert_int_equal(run_to(in_folder("i"), LIANGCE_FORMAT_SQLITE, false, &err), LIANGCE_E_WRITE);
}

static void a_journal_beside_the_result_stops_the_run(void **state)
{
	(void)state;
	lc_error err;
	assert_int_equal(run_to(in_folder("r.db"), LIANGCE_FORMAT_SQLITE, false, &err), LIANGCE_OK);
	write_text(in_folder("r.db-wal"), "pages");
	assert_int_equal(run_to(in_folder("r.db"), LIANGCE_FORMAT_SQLITE, true, &err), LIANGCE_E_WRITE);
	assert_string_equal(err.message, "is being changed by another program");
}

static void two_runs_cannot_write_one_result(void **state)
{
	(void)state;
	lc_store *first = NULL, *second = NULL;
	lc_error err;
	lc_store_config config = scenario_config(in_folder("r.db"), LIANGCE_FORMAT_SQLITE);
	assert_int_equal(lc_store_new(&first, &fake_rules, &config, NULL), LIANGCE_OK);
	assert_int_equal(lc_store_new(&second, &fake_rules, &config, &err), LIANGCE_E_BUSY);
	assert_null(second);
	char message[512];
	lc_error_format(&err, message, sizeof message);
	assert_non_null(strstr(message, "r.db: another run is writing this result"));
	lc_store_free(first);
	assert_int_equal(names_in(folder), 0);
	assert_int_equal(lc_store_new(&second, &fake_rules, &config, NULL), LIANGCE_OK);
	lc_store_free(second);
}

/* Takes and gives up the place again and again; whoever has it makes a file that must not be there yet. 0: all went well. */
static int fight_for_the_place(const char *path, const char *mark)
{
	for (int i = 0; i < 3000; i++) {
		lc__place *place = NULL;
		lc_status status = lc__place_take(&place, path, LIANGCE_PLACE_DATABASE, false, NULL);
		if (status == LIANGCE_E_BUSY)
			continue;
		int file = status == LIANGCE_OK ? open(mark, O_WRONLY | O_CREAT | O_EXCL, 0666) : -1;
		if (file < 0)
			return 1;
		close(file);
		unlink(mark);
		lc__place_release(place);
	}
	return 0;
}

/* The lock file comes and goes: a lock on one that was removed in the meantime must not count. */
static void the_lock_holds_while_its_file_comes_and_goes(void **state)
{
	(void)state;
	enum { RIVALS = 4 };
	pid_t rivals[RIVALS];
	for (size_t i = 0; i < RIVALS; i++) {
		rivals[i] = fork();
		assert_true(rivals[i] >= 0);
		if (rivals[i] == 0)
			_exit(fight_for_the_place(in_folder("r.db"), in_folder("mark")));
	}
	for (size_t i = 0; i < RIVALS; i++) {
		int status = -1;
		assert_int_equal(waitpid(rivals[i], &status, 0), rivals[i]);
		assert_int_equal(status, 0);
	}
	assert_int_equal(names_in(folder), 0);
}

static void the_place_is_checked_at_once(void **state)
{
	(void)state;
	lc_store *store = NULL;
	lc_error err;
	lc_store_config config = scenario_config(in_folder("none/r.db"), LIANGCE_FORMAT_SQLITE);
	assert_int_equal(lc_store_new(&store, &fake_rules, &config, &err), LIANGCE_E_WRITE);
	assert_non_null(strstr(err.source, "none/r.db"));
	config.path = "/proc/r.db";
	assert_int_equal(lc_store_new(&store, &fake_rules, &config, &err), LIANGCE_E_WRITE);
	config.path = "";
	assert_int_equal(lc_store_new(&store, &fake_rules, &config, &err), LIANGCE_E_INVALID);
	assert_null(store);
}

static void giving_up_leaves_the_old_result(void **state)
{
	(void)state;
	lc_store *store = NULL;
	lc_error err;
	assert_int_equal(run_to(in_folder("r.db"), LIANGCE_FORMAT_SQLITE, false, &err), LIANGCE_OK);
	size_t size, again;
	char *before = bytes_of(in_folder("r.db"), &size);
	lc_store_config config = scenario_config(in_folder("r.db"), LIANGCE_FORMAT_SQLITE);
	config.overwrite = true;
	assert_int_equal(lc_store_new(&store, &fake_rules, &config, NULL), LIANGCE_OK);
	assert_int_equal(scenario_fill(store, scenario_order, 2), LIANGCE_OK);
	lc_store_free(store);
	char *after = bytes_of(in_folder("r.db"), &again);
	assert_int_equal(size, again);
	assert_memory_equal(before, after, size);
	assert_int_equal(names_in(folder), 1);
	free(before);
	free(after);
}

/* ---------------------------------------------------------------- no room, no memory */

static void limit_files(rlim_t bytes)
{
	struct rlimit limit;
	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = bytes;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_full_disk_leaves_nothing_half_written(void **state)
{
	(void)state;
	static const lc_format formats[] = {LIANGCE_FORMAT_SQLITE, LIANGCE_FORMAT_CSV, LIANGCE_FORMAT_JSONL};
	signal(SIGXFSZ, SIG_IGN);
	for (size_t i = 0; i < 3; i++) {
		lc_error err = {0};
		lc_status status = LIANGCE_E_WRITE;
		rlim_t bytes = 0;
		size_t failures = 0;
		for (; status != LIANGCE_OK; failures += status != LIANGCE_OK, bytes += 100) {
			limit_files(bytes);
			status = run_to(in_folder("r"), formats[i], false, &err);
			limit_files(RLIM_INFINITY);
			assert_true(status == LIANGCE_OK || status == LIANGCE_E_WRITE);
			assert_int_equal(names_in(folder), status == LIANGCE_OK);
			if (status != LIANGCE_OK) {
				assert_non_null(strstr(err.source, "r.partial"));
				assert_string_not_equal(err.message, "");
			}
		}
		assert_true(failures > 3);
		assert_int_equal(run_to(in_folder("r"), LIANGCE_FORMAT_SQLITE, true, NULL), LIANGCE_OK);
		assert_int_equal(unlink(in_folder("r")), 0);
	}
}

static void a_full_temporary_database_is_an_error(void **state)
{
	(void)state;
	lc_store *store = NULL;
	lc_error err = {0};
	static const char *const one[] = {"folder"};
	lc_store_config config = {.group_names = one, .group_count = 1, .path = in_folder("r.db"), .keep_facts = true};
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(lc_store_new(&store, &fake_rules, &config, NULL), LIANGCE_OK);
	limit_files(1 << 20);
	assert_int_equal(add_many(store, 0, 40000, 1), LIANGCE_E_WRITE);
	lc_tally *tally = NULL;
	assert_int_equal(lc_tally_new(&tally, &fake_rules, NULL), LIANGCE_OK);
	limit_files(RLIM_INFINITY);
	lc_tally_free(tally);
	lc_store_free(store);
	assert_int_equal(lc_store_new(&store, &fake_rules, &config, NULL), LIANGCE_OK);
	assert_int_equal(add_many(store, 0, 40000, 1), LIANGCE_OK);
	limit_files(1 << 20);
	assert_int_equal(lc_store_finish(store, &scenario_run, NULL, &err), LIANGCE_E_WRITE);
	limit_files(RLIM_INFINITY);
	assert_string_not_equal(err.source, "");
	lc_store_free(store);
	assert_int_equal(names_in(folder), 0);
}

static void a_full_device_for_facts_is_an_error(void **state)
{
	(void)state;
	lc_error err = {0};
	lc_store_config config = scenario_config(in_folder("r.db"), LIANGCE_FORMAT_SQLITE);
	config.facts_path = "/dev/full";
	assert_int_equal(scenario_result(&config, scenario_order, 3, NULL, &err), LIANGCE_E_WRITE);
	assert_string_equal(err.source, "/dev/full");
	assert_string_equal(err.message, "cannot be written: No space left on device");
	assert_int_equal(names_in(folder), 0);
	config.facts_path = "/dev/null";
	assert_int_equal(scenario_result(&config, scenario_order, 3, NULL, &err), LIANGCE_OK);
	assert_int_equal(names_in(folder), 1);
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	static const lc_format formats[] = {LIANGCE_FORMAT_SQLITE, LIANGCE_FORMAT_CSV, LIANGCE_FORMAT_JSONL};
	for (size_t i = 0; i < 3; i++) {
		lc_status status = LIANGCE_E_NOMEM;
		lc_store_config config = scenario_config(in_folder("r"), formats[i]);
		char facts[256];
		snprintf(facts, sizeof facts, "%s", in_folder("facts.jsonl"));
		config.facts_path = facts;
		config.overwrite = true;
		uint64_t nth = 1;
		for (; status != LIANGCE_OK; nth++) {
			assert_true(nth < 5000);
			lc__alloc_fail_after(nth, nth % 2 == 0);
			status = scenario_result(&config, scenario_order, 3, NULL, NULL);
			lc__alloc_fail_after(0, false);
			assert_true(status == LIANGCE_OK || status == LIANGCE_E_NOMEM);
			/* The facts' file may have come into its place before the memory ran out; nothing is ever half there. */
			size_t names = names_in(folder);
			assert_true(status == LIANGCE_OK ? names == 2 : names == 0 || (names == 1 && access(facts, F_OK) == 0));
		}
		assert_true(nth > 100);
		assert_int_equal(unlink(facts), 0);
		assert_int_equal(run_to(in_folder("r"), LIANGCE_FORMAT_SQLITE, true, NULL), LIANGCE_OK);
		assert_int_equal(unlink(in_folder("r")), 0);
	}
}

/* SQLite takes memory of its own: its limit is what fails there. */
static void sqlite_without_memory_is_an_error(void **state)
{
	(void)state;
	lc_status status = LIANGCE_E_NOMEM;
	sqlite3_int64 limit = sqlite3_memory_used() + 1000;
	size_t failures = 0;
	for (; status != LIANGCE_OK; limit += 20000, failures += status != LIANGCE_OK) {
		sqlite3_hard_heap_limit64(limit);
		status = run_to(in_folder("r.db"), LIANGCE_FORMAT_SQLITE, false, NULL);
		sqlite3_hard_heap_limit64(0);
		assert_true(status == LIANGCE_OK || status == LIANGCE_E_NOMEM);
		assert_int_equal(names_in(folder), status == LIANGCE_OK);
	}
	assert_true(failures > 3);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(group_names_are_checked),
	    TEST(a_group_has_as_many_values_as_columns),
	    TEST(facts_behind_a_gap_cannot_be_placed),
	    TEST(nothing_foreign_is_replaced),
	    TEST(a_result_is_replaced_only_when_asked),
	    TEST(what_a_killed_run_left_is_no_hindrance),
	    TEST(a_journal_beside_the_result_stops_the_run),
	    TEST(two_runs_cannot_write_one_result),
	    TEST(the_lock_holds_while_its_file_comes_and_goes),
	    TEST(the_place_is_checked_at_once),
	    TEST(giving_up_leaves_the_old_result),
	    TEST(a_full_disk_leaves_nothing_half_written),
	    TEST(a_full_temporary_database_is_an_error),
	    TEST(a_full_device_for_facts_is_an_error),
	    TEST(every_allocation_may_fail),
	    TEST(sqlite_without_memory_is_an_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
