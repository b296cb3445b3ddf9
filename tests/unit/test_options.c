/* SPDX-License-Identifier: Apache-2.0 */
/* options: the command line of scan as a struct, and what table `run` keeps of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "command.h"
#include "options.h"

/* What the program would print on stderr is of no interest here. */
int lc__tell_error(const lc_error *error)
{
	(void)error;
	return LIANGCE_EXIT_AGAIN;
}

int lc__tell_usage(const char *name, const char *format, ...)
{
	(void)name;
	(void)format;
	return LIANGCE_EXIT_USAGE;
}

#define MOST 24

/* Parses "scan" and the words of line, which are separated by one space. */
static int parse(lc__scan_arguments *out, const char *line)
{
	static char text[512];
	char *words[MOST] = {text};
	int count = 1;
	assert_true(strlen(line) + 6 < sizeof text);
	strcpy(text, "scan ");
	strcat(text, line);
	for (char *at = text; (at = strchr(at, ' ')) != NULL && at[1] != '\0';) {
		*at++ = '\0';
		assert_true(count < MOST - 1);
		words[count++] = at;
	}
	return lc__parse_scan(out, count, words);
}

static void assert_refused(const char *line)
{
	lc__scan_arguments arguments;
	assert_int_equal(parse(&arguments, line), LIANGCE_EXIT_USAGE);
	lc__scan_arguments_release(&arguments);
}

static void defaults(void **state)
{
	(void)state;
	lc__scan_arguments arguments;
	assert_int_equal(parse(&arguments, "a"), 0);
	assert_int_equal(arguments.path_count, 1);
	assert_string_equal(arguments.paths[0], "a");
	assert_int_equal(arguments.format, LIANGCE_FORMAT_SQLITE);
	assert_int_equal(arguments.overlap, LIANGCE_OVERLAP_LONGEST);
	assert_int_equal(arguments.jobs, 0);
	assert_int_equal(arguments.io, LIANGCE_IO_AUTO);
	assert_null(arguments.result);
	assert_false(arguments.no_facts);
	lc__scan_arguments_release(&arguments);
}

static void everything_is_taken(void **state)
{
	(void)state;
	lc__scan_arguments arguments;
	assert_int_equal(parse(&arguments, "a -d x -d y b -o r --format csv --facts f --group (?<g>.) --overlap all -j 7 -g *.txt"),
	                 0);
	assert_int_equal(arguments.path_count, 2);
	assert_string_equal(arguments.paths[1], "b");
	assert_int_equal(arguments.dictionary_count, 2);
	assert_string_equal(arguments.dictionaries[1], "y");
	assert_string_equal(arguments.result, "r");
	assert_int_equal(arguments.format, LIANGCE_FORMAT_CSV);
	assert_string_equal(arguments.facts_path, "f");
	assert_string_equal(arguments.group, "(?<g>.)");
	assert_int_equal(arguments.overlap, LIANGCE_OVERLAP_ALL);
	assert_int_equal(arguments.jobs, 7);
	assert_int_equal(arguments.glob_count, 1);
	lc__scan_arguments_release(&arguments);
	assert_int_equal(parse(&arguments,
	                       "--files-from - -0 --hidden --no-facts --io map --piece-size 524288 --cache-dir c --no-cache -q "
	                       "--progress json"),
	                 0);
	assert_string_equal(arguments.files_from, "-");
	assert_true(arguments.nul_separated && arguments.hidden && arguments.no_facts && arguments.no_cache && arguments.quiet);
	assert_int_equal(arguments.io, LIANGCE_IO_MAP);
	assert_int_equal(arguments.piece_bytes, 524288);
	assert_int_equal(arguments.progress, LIANGCE_PROGRESS_JSON);
	lc__scan_arguments_release(&arguments);
}

static void what_makes_no_sense_is_refused(void **state)
{
	(void)state;
	static const char *const lines[] = {
	    "",
	    "--frob a",
	    "-Z a",
	    "a -j 0",
	    "a -j 1025",
	    "a -j 4x",
	    "a -j -1",
	    "a -o",
	    "a --format xml",
	    "a --overlap some",
	    "a --progress always",
	    "a --io stream",
	    "a --piece-size 1000",
	    "a --piece-size 0",
	    "- --files-from -",
	    "a -0",
	    "a --facts f --no-facts",
	    "a --facts f -o f",
	    "a -g !",
	    "a --group (?<a>.) --group (?<b>.)",
	    "a -o -",
	    "a -o - --format csv",
	    "a --facts -",
	};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		assert_refused(lines[i]);
}

static void help_needs_no_path(void **state)
{
	(void)state;
	lc__scan_arguments arguments;
	assert_int_equal(parse(&arguments, "--help"), 0);
	assert_true(arguments.help);
	lc__scan_arguments_release(&arguments);
}

static void assert_description(const char *line, const char *expected)
{
	lc__scan_arguments arguments;
	lc__buffer text;
	lc__buffer_init(&text, 4096);
	assert_int_equal(parse(&arguments, line), 0);
	assert_int_equal(lc__describe_scan(&arguments, &text, NULL), LIANGCE_OK);
	assert_string_equal(text.data, expected);
	lc__buffer_release(&text);
	lc__scan_arguments_release(&arguments);
}

/* Only what changes a result, in an order of its own. */
static void the_description_is_of_the_result(void **state)
{
	(void)state;
	assert_description("a", "scan a");
	assert_description("b a a -j 4 -o r -q --progress json --io read --piece-size 262144 --no-cache --format csv", "scan a b");
	assert_description("--overlap all --facts f.jsonl --hidden -d y -d x -g *.txt --files-from list a",
	                   "scan --overlap all --facts --hidden -d y -d x -g '*.txt' --files-from list a");
	assert_description("--files-from - -0", "scan --files-from - -0");
	assert_description("-o r -- -b - a", "scan -- - -b a");
	assert_description("--no-facts --group (?<it's>.) a", "scan --no-facts --group '(?<it'\\''s>.)' a");
}

static void no_memory_is_told(void **state)
{
	(void)state;
	lc__scan_arguments arguments;
	for (uint64_t nth = 1; nth <= 3; nth++) {
		lc__alloc_fail_after(nth, false);
		assert_int_equal(parse(&arguments, "a"), LIANGCE_EXIT_AGAIN);
		lc__alloc_fail_after(0, false);
		lc__scan_arguments_release(&arguments);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(defaults),
	    cmocka_unit_test(everything_is_taken),
	    cmocka_unit_test(what_makes_no_sense_is_refused),
	    cmocka_unit_test(help_needs_no_path),
	    cmocka_unit_test(the_description_is_of_the_result),
	    cmocka_unit_test(no_memory_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
