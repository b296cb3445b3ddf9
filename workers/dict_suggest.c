/* SPDX-License-Identifier: Apache-2.0 */
/* `liangce dict suggest`: words that no dictionary has, as rows for one. What such a word is, the library says. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cores.h"
#include "descriptors.h"
#include "dict.h"
#include "liangce_words.h"
#include "progress.h"
#include "suggest_options.h"
#include "terminal.h"

static const char help[] =
    "usage: liangce dict suggest PATH… [options]\n"
    "\n"
    "Reads files, folders and pipes as scan does, and prints the words that are in no dictionary but often measured\n"
    "(they are what a number counts), put in quotation marks (“…”, 「…」; titles in 《…》 are none) or repeated (strings\n"
    "of 4 to 8 Han, at least three times in a document; a document counts once). Commonest first, as rows that can be\n"
    "pasted into a dictionary once you have read them and given them a theme.\n"
    "\n"
    "what is read\n"
    "  -g, --glob GLOB        in folders, only files that fit; !GLOB: none that fit. May be repeated\n"
    "      --files-from FILE  more paths, one a line (- is standard input)\n"
    "  -0, --null             they are separated by NUL\n"
    "      --hidden           also names that begin with \".\" in folders\n"
    "what is told\n"
    "  -d, --dict DICT        words of these dictionaries are known, instead of ours (\"default\" is ours). May be repeated\n"
    "      --min N            words that occur at least N times (default 5)\n"
    "      --top N            the N commonest (default 200; 0: all)\n"
    "      --format tsv       rows of a dictionary, with the counts and an example in column note (default)\n"
    "      --format csv       word, measured, measured_documents, quoted, quoted_documents,\n"
    "                         repeated_documents, unit, context\n"
    "how\n"
    "  -j, --jobs N           threads (default: the cores that may be used)\n"
    "      --cache-dir DIR, --no-cache   as of scan\n"
    "  -q, --quiet            nothing but errors on standard error\n";

static void print_count(const char *what, uint64_t count, uint64_t documents, const char *end)
{
	printf("%s %" PRIu64 "× in %" PRIu64 " document%s%s", what, count, documents, documents == 1 ? "" : "s", end);
}

/* No part of it holds a TAB or line break: words and contexts are of one paragraph, and control characters end a context. */
static void print_row(const lc_word *word, void *payload)
{
	(void)payload;
	printf("%s\t\t\t%s\t%s\t", word->word, word->measured > 0 ? "indicator" : "term", word->unit);
	if (word->measured > 0)
		print_count("measured", word->measured, word->measured_documents, ", ");
	if (word->quoted > 0)
		print_count("quoted", word->quoted, word->quoted_documents, ", ");
	if (word->repeated_documents > 0)
		printf("repeated in %" PRIu64 " document%s, ", word->repeated_documents, word->repeated_documents == 1 ? "" : "s");
	printf("as in: %s\n", word->context);
}

static void print_field(const char *text)
{
	bool quotes = strpbrk(text, ",\"") != NULL;
	if (quotes)
		putchar('"');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			putchar('"');
		putchar(*text);
	}
	if (quotes)
		putchar('"');
}

static void print_csv(const lc_word *word, void *payload)
{
	(void)payload;
	print_field(word->word);
	printf(",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",", word->measured, word->measured_documents,
	       word->quoted, word->quoted_documents, word->repeated_documents);
	print_field(word->unit);
	putchar(',');
	print_field(word->context);
	putchar('\n');
}

static lc_status print_words(lc_store *store, const lc__suggest_arguments *arguments, lc_error *err)
{
	puts(arguments->csv ? "word,measured,measured_documents,quoted,quoted_documents,repeated_documents,unit,context"
	                    : "# term\ttheme\taliases\tkind\tunit_hint\tnote");
	return lc_store_words(store, arguments->least, arguments->most == 0 ? INT64_MAX : arguments->most,
	                      arguments->csv ? print_csv : print_row, NULL, err);
}

static lc_status run(lc__suggest_arguments *arguments, lc_store *store, const lc_ruleset *rules, lc_run_report *report,
                     lc_error *err)
{
	lc_run_options *options = &arguments->run;
	bool line = !arguments->quiet && lc__is_terminal(stderr);
	if (line) {
		options->progress = lc__progress_line;
		options->progress_ms = LIANGCE_PROGRESS_LINE_MS;
	}
	lc_status status = lc_run(store, rules, options, report, err);
	if (line)
		lc__progress_line_end();
	return status;
}

static lc_status suggest(lc__suggest_arguments *arguments, lc_run_report *report, lc_error *err)
{
	lc_ruleset *rules = NULL;
	lc_store *store = NULL;
	lc_store_config config = {.format = LIANGCE_FORMAT_SQLITE};
	lc_status status = lc__raise_open_files(arguments->run.jobs, err);
	if (status == LIANGCE_OK)
		status = lc__load_rules(&rules, &arguments->rules, err);
	if (status == LIANGCE_OK)
		status = lc_store_new(&store, rules, &config, err);
	if (status == LIANGCE_OK)
		status = run(arguments, store, rules, report, err);
	if (status == LIANGCE_OK && report->end.files_done > 0)
		status = print_words(store, arguments, err);
	lc_store_free(store);
	lc_ruleset_free(rules);
	return status;
}

static int end(const lc_run_report *report)
{
	for (size_t i = 0; i < report->failure_count; i++)
		fprintf(stderr, "liangce: %s: %s\n", report->failures[i].path, report->failures[i].error);
	if (report->end.failures > report->failure_count)
		fprintf(stderr, "liangce: %" PRIu64 " inputs failed in all\n", report->end.failures);
	if (report->signal_number != 0)
		return LIANGCE_EXIT_SIGNAL + report->signal_number;
	if (report->end.files_done == 0) {
		fputs("liangce: no file was found\n", stderr);
		return LIANGCE_EXIT_USAGE;
	}
	return report->end.failures > 0 ? LIANGCE_EXIT_SKIPPED : LIANGCE_EXIT_DONE;
}

static int start(lc__suggest_arguments *arguments)
{
	lc_run_report report;
	lc_error error;
	if (arguments->run.jobs == 0)
		arguments->run.jobs = lc__usable_cores();
	lc__ignore_write_signals();
	return suggest(arguments, &report, &error) == LIANGCE_OK ? end(&report) : lc__tell_error(&error);
}

int lc__dict_suggest(int argc, char **argv)
{
	lc__suggest_arguments arguments;
	int code = lc__parse_suggest(&arguments, argc, argv);
	if (code == 0 && arguments.help)
		fputs(help, stdout);
	else if (code == 0)
		code = start(&arguments);
	lc__suggest_arguments_release(&arguments);
	return code;
}
