/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Export and the row writer: an exported table is byte for byte what the run would have written, escapes are right, and foreign
 * or damaged files are refused with a reason.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/base.h"
#include "table_scenario.h"
#include "tables/rows.h"

typedef struct taken {
	lc__buffer bytes;
	size_t most; /* of calls; then it refuses */
} taken;

static bool take(const char *data, size_t size, void *payload)
{
	taken *self = payload;
	return self->most-- > 0 && lc__buffer_append(&self->bytes, data, size, NULL) == LIANGCE_OK;
}

static taken new_taken(void)
{
	taken self = {.most = SIZE_MAX};
	lc__buffer_init(&self.bytes, 1 << 24);
	return self;
}

static void assert_taken(taken *self, const char *expected)
{
	assert_int_equal(lc__buffer_append(&self->bytes, "", 1, NULL), LIANGCE_OK);
	assert_string_equal(self->bytes.data, expected);
	lc__buffer_release(&self->bytes);
}

static void assert_file(taken *self, const char *path)
{
	char bytes[65536];
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	size_t size = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	assert_int_equal(size, self->bytes.size);
	assert_memory_equal(bytes, self->bytes.data, size);
	lc__buffer_release(&self->bytes);
}

static const char *const tables[] = {"groups", "terms", "themes", "metrics", "facts", "files", "failures", "run"};

static void exports_are_what_the_run_would_have_written(void **state)
{
	(void)state;
	static const lc_format formats[] = {LIANGCE_FORMAT_CSV, LIANGCE_FORMAT_JSONL};
	static const char *const extensions[] = {"csv", "jsonl"};
	lc_store_config config = scenario_config(in_folder("r.db"), LIANGCE_FORMAT_SQLITE);
	assert_int_equal(scenario_result(&config, scenario_order, 3, NULL, NULL), LIANGCE_OK);
	for (size_t f = 0; f < 2; f++) {
		config = scenario_config(in_folder(extensions[f]), formats[f]);
		config.facts_path = in_folder("facts.jsonl");
		config.overwrite = true;
		assert_int_equal(scenario_result(&config, scenario_order, 2, NULL, NULL), LIANGCE_OK);
		assert_int_equal(names_in(in_folder(extensions[f])), 8);
		for (size_t t = 0; t < 8; t++) {
			char name[64];
			taken out = new_taken();
			assert_int_equal(lc_export(in_folder("r.db"), tables[t], formats[f], take, &out, NULL), LIANGCE_OK);
			assert_true(out.bytes.size > 0);
			snprintf(name, sizeof name, "%s/%s.%s", extensions[f], tables[t], extensions[f]);
			assert_file(&out, in_folder(name));
		}
	}
	taken facts = new_taken();
	assert_int_equal(lc_export(in_folder("r.db"), "facts", LIANGCE_FORMAT_JSONL, take, &facts, NULL), LIANGCE_OK);
	assert_file(&facts, in_folder("facts.jsonl"));
}

static void exported_text_is_right(void **state)
{
	(void)state;
	lc_store_config config = scenario_config(in_folder("r.db"), LIANGCE_FORMAT_SQLITE);
	assert_int_equal(scenario_result(&config, scenario_order, 3, NULL, NULL), LIANGCE_OK);
	taken out = new_taken();
	assert_int_equal(lc_export(config.path, "failures", LIANGCE_FORMAT_CSV, take, &out, NULL), LIANGCE_OK);
	assert_taken(&out, "path,member,stage,error\nd.txt,,read,\"cut short, \"\"quoted\"\"\\xFF\"\n");
	out = new_taken();
	assert_int_equal(lc_export(config.path, "failures", LIANGCE_FORMAT_JSONL, take, &out, NULL), LIANGCE_OK);
	assert_taken(&out,
	             "{\"path\":\"d.txt\",\"member\":\"\",\"stage\":\"read\",\"error\":\"cut short, \\\"quoted\\\"\\\\xFF\"}\n");
	out = new_taken();
	assert_int_equal(lc_export(config.path, "groups", LIANGCE_FORMAT_CSV, take, &out, NULL), LIANGCE_OK);
	assert_taken(&out, "city,year,documents,bytes,characters\n大连,2021,1,59,29\n沈阳,2020,1,177,87\n沈阳,2021,2,118,58\n");
	/* Numbers are numbers, absent ones null, and the fields are those that score.py of the gold reads. */
	out = new_taken();
	assert_int_equal(lc_export(config.path, "facts", LIANGCE_FORMAT_JSONL, take, &out, NULL), LIANGCE_OK);
	assert_int_equal(lc__buffer_append(&out.bytes, "", 1, NULL), LIANGCE_OK);
	*strchr(strchr(out.bytes.data, '\n') + 1, '\n') = '\0';
	assert_taken(
	    &out, "{\"city\":\"大连\",\"year\":\"2021\",\"path\":\"a.txt\",\"member\":\"\",\"byte_start\":30,\"byte_end\":38,"
		  "\"char_start\":10,\"char_end\":16,\"text\":\"58502件\",\"kind\":\"count\",\"lo\":58602,\"hi\":58602,"
		  "\"unit\":\"件\",\"approx\":\"exact\",\"change\":\"level\",\"subject\":\"有效诉求\","
		  "\"subject_byte_start\":18,\"subject_byte_end\":30,\"subject_char_start\":6,\"subject_char_end\":10,"
		  "\"term\":null,\"theme\":null,\"rule\":\"before\",\"sentence\":\"上月热线受理有效诉求58502件，办结率98.3%。\"}\n"
		  "{\"city\":\"大连\",\"year\":\"2021\",\"path\":\"a.txt\",\"member\":\"\",\"byte_start\":50,\"byte_end\":55,"
		  "\"char_start\":20,\"char_end\":25,\"text\":\"98.3%\",\"kind\":\"percent\",\"lo\":108.3,\"hi\":null,"
		  "\"unit\":\"%\",\"approx\":\"over\",\"change\":\"up_by\",\"subject\":\"办结率\","
		  "\"subject_byte_start\":41,\"subject_byte_end\":50,\"subject_char_start\":17,\"subject_char_end\":20,"
		  "\"term\":\"办结率\",\"theme\":\"政务服务/热线/办理\",\"rule\":\"term\","
		  "\"sentence\":\"上月热线受理有效诉求58502件，办结率98.3%。\"}");
}

static void what_no_decimal_says_is_absent(void **state)
{
	(void)state;
	sqlite3 *db;
	lc_store_config config = scenario_config(in_folder("r.db"), LIANGCE_FORMAT_SQLITE);
	assert_int_equal(scenario_result(&config, scenario_order, 3, NULL, NULL), LIANGCE_OK);
	assert_int_equal(sqlite3_open(config.path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "UPDATE facts SET lo = 9e999, hi = -9e999", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	taken out = new_taken();
	assert_int_equal(lc_export(config.path, "facts", LIANGCE_FORMAT_JSONL, take, &out, NULL), LIANGCE_OK);
	assert_int_equal(lc__buffer_append(&out.bytes, "", 1, NULL), LIANGCE_OK);
	assert_non_null(strstr(out.bytes.data, "\"lo\":null,\"hi\":null"));
	assert_null(strstr(out.bytes.data, "\"lo\":0"));
	lc__buffer_release(&out.bytes);
}

static void rows_escape_what_they_must(void **state)
{
	(void)state;
	static const char *const names[] = {"a", "b"};
	static const char *const texts[] = {"plain", "",        "a,b",          "say \"x\"", "two\nlines",
	                                    "\r",    " space ", "\x01\x1f\t\\", "\x7f营"};
	static const char csv[] =
	    "a,b\nplain,\n,\n\"a,b\",\n\"say \"\"x\"\"\",\n\"two\nlines\",\n\"\r\",\n space ,\n\x01\x1f\t\\,\n\x7f营,\n";
	static const char json[] =
	    "{\"a\":\"plain\",\"b\":null}\n{\"a\":\"\",\"b\":null}\n{\"a\":\"a,b\",\"b\":null}\n"
	    "{\"a\":\"say \\\"x\\\"\",\"b\":null}\n{\"a\":\"two\\nlines\",\"b\":null}\n{\"a\":\"\\r\",\"b\":null}\n"
	    "{\"a\":\" space \",\"b\":null}\n{\"a\":\"\\u0001\\u001f\\t\\\\\",\"b\":null}\n"
	    "{\"a\":\"\x7f营\",\"b\":null}\n";
	for (size_t f = 0; f < 2; f++) {
		taken out = new_taken();
		lc__rows rows;
		lc__rows_init(&rows, f == 0 ? LIANGCE_FORMAT_CSV : LIANGCE_FORMAT_JSONL, take, &out);
		assert_int_equal(lc__rows_begin(&rows, names, 2, NULL), LIANGCE_OK);
		for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
			const lc__cell cells[] = {{.kind = LIANGCE_CELL_TEXT, .text = view_of(texts[i])},
			                          {.kind = LIANGCE_CELL_TEXT, .null = true}};
			assert_int_equal(lc__rows_add(&rows, cells, 2, NULL), LIANGCE_OK);
		}
		assert_int_equal(lc__rows_end(&rows, NULL), LIANGCE_OK);
		lc__rows_release(&rows);
		assert_taken(&out, f == 0 ? csv : json);
	}
}

static void rows_write_every_integer(void **state)
{
	(void)state;
	static const char *const names[] = {"n", "d"};
	static const int64_t numbers[] = {0, 7, -7, 10, INT64_MAX, INT64_MIN};
	taken out = new_taken();
	lc__rows rows;
	lc__rows_init(&rows, LIANGCE_FORMAT_CSV, take, &out);
	assert_int_equal(lc__rows_begin(&rows, names, 2, NULL), LIANGCE_OK);
	for (size_t i = 0; i < 6; i++) {
		const lc__cell cells[] = {{.kind = LIANGCE_CELL_INTEGER, .integer = numbers[i]},
		                          {.kind = LIANGCE_CELL_DECIMAL, .text = view_of("0.5")}};
		assert_int_equal(lc__rows_add(&rows, cells, 2, NULL), LIANGCE_OK);
	}
	assert_int_equal(lc__rows_end(&rows, NULL), LIANGCE_OK);
	lc__rows_release(&rows);
	assert_taken(&out, "n,d\n0,0.5\n7,0.5\n-7,0.5\n10,0.5\n9223372036854775807,0.5\n-9223372036854775808,0.5\n");
}

static void large_tables_come_in_pieces(void **state)
{
	(void)state;
	static const char *const names[] = {"text"};
	static char large[200000];
	memset(large, 'x', sizeof large);
	taken out = new_taken();
	out.most = 2;
	lc__rows rows;
	lc__rows_init(&rows, LIANGCE_FORMAT_CSV, take, &out);
	assert_int_equal(lc__rows_begin(&rows, names, 1, NULL), LIANGCE_OK);
	const lc__cell cell = {.kind = LIANGCE_CELL_TEXT, .text = {.data = large, .size = sizeof large}};
	assert_int_equal(lc__rows_add(&rows, &cell, 1, NULL), LIANGCE_OK);
	assert_int_equal(lc__rows_add(&rows, &cell, 1, NULL), LIANGCE_OK);
	assert_int_equal(lc__rows_add(&rows, &cell, 1, NULL), LIANGCE_E_WRITE); /* the sink has had enough */
	assert_int_equal(out.bytes.size, 5 + 2 * (sizeof large + 1));
	lc__rows_release(&rows);
	lc__buffer_release(&out.bytes);
}

static lc_status export_error(const char *path, const char *table, lc_error *err)
{
	taken out = new_taken();
	*err = (lc_error){0};
	lc_status status = lc_export(path, table, LIANGCE_FORMAT_CSV, take, &out, err);
	lc__buffer_release(&out.bytes);
	return status;
}

static void write_bytes(const char *path, const char *bytes, size_t size)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	fclose(file);
}

static void what_is_no_result_is_refused(void **state)
{
	(void)state;
	lc_error err;
	char path[256];
	snprintf(path, sizeof path, "%s", in_folder("r.db"));
	lc_store_config config = {.path = path, .format = LIANGCE_FORMAT_SQLITE};
	lc_store *store = NULL;
	assert_int_equal(lc_store_new(&store, &fake_rules, &config, NULL), LIANGCE_OK);
	assert_int_equal(lc_store_finish(store, &scenario_run, NULL, NULL), LIANGCE_OK);
	lc_store_free(store);

	assert_int_equal(export_error(path, "term", &err), LIANGCE_E_INVALID);
	assert_string_equal(err.message,
	                    "no table \"term\"; tables are groups, terms, themes, metrics, facts, files, failures, run");
	assert_int_equal(export_error(path, "facts", &err), LIANGCE_E_INVALID);
	assert_string_equal(err.message, "has no table \"facts\": they were not asked for");
	assert_int_equal(lc_export(path, "terms", LIANGCE_FORMAT_SQLITE, take, NULL, &err), LIANGCE_E_INVALID);
	taken out = new_taken();
	out.most = 0;
	assert_int_equal(lc_export(path, "terms", LIANGCE_FORMAT_CSV, take, &out, &err), LIANGCE_E_WRITE);
	lc__buffer_release(&out.bytes);

	assert_int_equal(export_error(in_folder("none.db"), "terms", &err), LIANGCE_E_READ);
	assert_string_equal(err.message, "cannot be opened: No such file or directory");
	assert_int_equal(names_in(folder), 1); /* asking for it has not made it */
	assert_int_equal(export_error(folder, "terms", &err), LIANGCE_E_READ);
	write_bytes(in_folder("text"), "some notes, long enough to be looked at\n", 40);
	assert_int_equal(export_error(in_folder("text"), "terms", &err), LIANGCE_E_READ);
	assert_string_equal(err.message, "is not a liangce result");
	write_bytes(in_folder("empty"), "", 0);
	assert_int_equal(export_error(in_folder("empty"), "terms", &err), LIANGCE_E_READ);
	assert_string_equal(err.message, "is not a liangce result");
	sqlite3 *db = NULL;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA user_version = 99", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(export_error(path, "terms", &err), LIANGCE_E_READ);
	assert_string_equal(err.message, "was written by another version of liangce");
}

/* Cut or overwritten anywhere, a result gives rows or an error, and never a crash. */
static void damaged_results_do_no_harm(void **state)
{
	(void)state;
	lc_store_config config = scenario_config(in_folder("r.db"), LIANGCE_FORMAT_SQLITE);
	assert_int_equal(scenario_result(&config, scenario_order, 3, NULL, NULL), LIANGCE_OK);
	static char bytes[1 << 20];
	FILE *file = fopen(in_folder("r.db"), "rb");
	assert_non_null(file);
	size_t size = fread(bytes, 1, sizeof bytes, file), errors = 0;
	fclose(file);
	assert_true(size > 8 * 4096 && size < sizeof bytes);
	for (size_t cut = 0; cut < size; cut += 1999) {
		lc_error err;
		write_bytes(in_folder("cut.db"), bytes, cut);
		for (size_t t = 0; t < 8; t++)
			errors += export_error(in_folder("cut.db"), tables[t], &err) != LIANGCE_OK;
	}
	assert_true(errors > 50);
	for (size_t at = 100; at < size; at += 397) {
		lc_error err;
		char kept = bytes[at];
		bytes[at] = (char)~kept;
		write_bytes(in_folder("bad.db"), bytes, size);
		bytes[at] = kept;
		for (size_t t = 0; t < 8; t++) {
			lc_status status = export_error(in_folder("bad.db"), tables[t], &err);
			assert_true(status == LIANGCE_OK || status == LIANGCE_E_READ || status == LIANGCE_E_INVALID);
		}
	}
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	lc_store_config config = scenario_config(in_folder("r.db"), LIANGCE_FORMAT_SQLITE);
	assert_int_equal(scenario_result(&config, scenario_order, 3, NULL, NULL), LIANGCE_OK);
	lc_status status = LIANGCE_E_NOMEM;
	uint64_t nth = 1;
	for (; status != LIANGCE_OK; nth++) {
		taken out = {.most = SIZE_MAX};
		static char bytes[65536];
		out.bytes =
		    (lc__buffer){.data = bytes, .capacity = sizeof bytes, .maximum = sizeof bytes}; /* the sink takes no memory */
		lc__alloc_fail_after(nth, true);
		status = lc_export(in_folder("r.db"), "facts", LIANGCE_FORMAT_JSONL, take, &out, NULL);
		lc__alloc_fail_after(0, false);
		assert_true(status == LIANGCE_OK || status == LIANGCE_E_NOMEM);
	}
	assert_true(nth > 3);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(exports_are_what_the_run_would_have_written),
	    TEST(exported_text_is_right),
	    TEST(what_no_decimal_says_is_absent),
	    cmocka_unit_test(rows_escape_what_they_must),
	    cmocka_unit_test(rows_write_every_integer),
	    cmocka_unit_test(large_tables_come_in_pieces),
	    TEST(what_is_no_result_is_refused),
	    TEST(damaged_results_do_no_harm),
	    TEST(every_allocation_may_fail),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
