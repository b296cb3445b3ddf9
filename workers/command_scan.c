/* SPDX-License-Identifier: Apache-2.0 */
/* `liangce scan`: from the command line to a finished result. */
#include "command.h"

#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

#include "cores.h"
#include "descriptors.h"
#include "options.h"
#include "progress.h"
#include "rules.h"
#include "summary.h"
#include "terminal.h"

static const char help[] =
    "usage: liangce scan PATH… [options]\n"
    "\n"
    "Counts the terms of a dictionary, and reads what numbers measure, in all files of the PATHs: files, folders,\n"
    "pipes, - for standard input. Files are read whatever their extension; text is UTF-8. An input that cannot be\n"
    "used is a row in table `failures`, and the exit code is 3.\n"
    "\n"
    "what is read\n"
    "  -g, --glob GLOB        in folders, only files that fit; '!GLOB': none that fit. May be repeated\n"
    "      --files-from FILE  more paths, one a line (- is standard input)\n"
    "  -0, --null             they are separated by NUL\n"
    "      --hidden           also names that begin with \".\" in folders (else passed over and counted)\n"
    "what is counted\n"
    "  -d, --dict DICT        a TSV file, or a folder of them, instead of ours (\"default\" is ours). May be repeated\n"
    "      --overlap longest|all   count the longest of overlapping terms (default), or every one\n"
    "      --no-facts         terms only, no numbers\n"
    "      --group REGEX      count by named parts of the path: --group '(?<province>[^/]+)/(?<year>\\d{4})'\n"
    "                         names: Latin letters, digits and _, and none that a column of the tables has\n"
    "the result\n"
    "  -o, --output RESULT    default: liangce.db (or folder liangce-csv, liangce-jsonl) in the current folder. What\n"
    "                         liangce wrote there before is replaced, when all is done; anything else is left alone\n"
    "      --format sqlite|csv|jsonl\n"
    "      --facts FILE       every number as a JSON line in FILE, and as a row in table `facts`\n"
    "how\n"
    "  -j, --jobs N           threads (default: the cores that may be used)\n"
    "      --cache-dir DIR    where compiled dictionaries are kept (default: ~/.cache/liangce)\n"
    "      --no-cache\n"
    "      --matcher sweep|hyperscan   what finds plain terms: a walk of our own (default), or Hyperscan as for all\n"
    "                         other patterns; both find the same, the first in half the time\n"
    "      --progress auto|never|json   auto: on a terminal; json: a line a second on standard error\n"
    "  -q, --quiet            nothing but errors\n"
    "\n"
    "Ctrl-C stops in good order: what was done is written and marked partial. A second one ends at once.\n"
    "Symbolic links inside folders are not followed, no file is read twice, and results of liangce that lie in folders\n"
    "are passed over and counted.\n";

/* UTC, ISO 8601: SOURCE_DATE_EPOCH if that is set, so that two runs can give the same bytes. */
static void format_now(char text[32])
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	time_t now = time(NULL);
	if (fixed != NULL && fixed[0] != '\0')
		now = (time_t)strtoll(fixed, NULL, 10);
	struct tm parts;
	if (gmtime_r(&now, &parts) == NULL || strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
		text[0] = '\0';
}

static const char *result_of(const lc__scan_arguments *arguments)
{
	if (arguments->result != NULL)
		return arguments->result;
	return arguments->format == LIANGCE_FORMAT_CSV   ? "liangce-csv"
	     : arguments->format == LIANGCE_FORMAT_JSONL ? "liangce-jsonl"
	                                                 : "liangce.db";
}

/* While the result is written a signal is only noted, once: hours of scanning shall not be lost to it. */
static void on_late_signal(int number)
{
	static const char text[] = "liangce: the result is being written; once more ends at once\n";
	(void)number;
	(void)!write(STDERR_FILENO, text, sizeof text - 1);
}

static void hold_signals(void)
{
	struct sigaction action = {.sa_handler = on_late_signal, .sa_flags = (int)SA_RESETHAND | SA_RESTART};
	sigemptyset(&action.sa_mask);
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct sigaction now;
		if (sigaction(numbers[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
			(void)sigaction(numbers[i], &action, NULL);
	}
}

typedef struct job {
	const char *program; /* as it was called */
	const lc__scan_arguments *arguments;
	lc_ruleset *rules;
	lc_grouping *grouping;
	lc_store *store;
	lc_run_report report;
	lc_store_totals totals;
	unsigned jobs;
	char started[32];
} job;

static lc_status open_store(job *self, lc_error *err)
{
	const lc__scan_arguments *arguments = self->arguments;
	lc_store_config config = {.path = result_of(arguments),
	                          .format = arguments->format,
	                          .keep_facts = arguments->facts_path != NULL,
	                          .facts_path = arguments->facts_path,
	                          .overwrite = true};
	if (self->grouping != NULL) {
		config.group_names = lc_grouping_names(self->grouping);
		config.group_count = lc_grouping_count(self->grouping);
	}
	return lc_store_new(&self->store, self->rules, &config, err);
}

static lc_status prepare(job *self, lc_error *err)
{
	const lc__scan_arguments *arguments = self->arguments;
	lc__rules_options rules = {.dictionaries = arguments->dictionaries,
	                           .dictionary_count = arguments->dictionary_count,
	                           .overlap = arguments->overlap,
	                           .matcher = arguments->matcher,
	                           .facts = !arguments->no_facts,
	                           .no_cache = arguments->no_cache,
	                           .cache_folder = arguments->cache_folder};
	lc_status status = LIANGCE_OK;
	if (arguments->group != NULL)
		status = lc_grouping_new(&self->grouping, arguments->group, err);
	if (status == LIANGCE_OK)
		status = lc__load_rules(&self->rules, &rules, err);
	return status == LIANGCE_OK ? open_store(self, err) : status;
}

/* Results and what the store puts beside them: a folder that is scanned may be where they are. */
typedef struct result_paths {
	char paths[6][PATH_MAX];
	const char *list[6];
	size_t count;
} result_paths;

static void add_results(result_paths *self, const char *path)
{
	static const char *const endings[] = {"", ".lock", ".partial"};
	for (size_t i = 0; path != NULL && i < sizeof endings / sizeof *endings; i++) {
		char *text = self->paths[self->count];
		if ((size_t)snprintf(text, PATH_MAX, "%s%s", path, endings[i]) < PATH_MAX)
			self->list[self->count++] = text;
	}
}

static lc_status scan(job *self, lc_error *err)
{
	const lc__scan_arguments *arguments = self->arguments;
	result_paths *own = lc__calloc(1, sizeof *own); /* too large for a small stack */
	if (own == NULL)
		return lc__fail_nomem(err);
	add_results(own, result_of(arguments));
	add_results(own, arguments->facts_path);
	lc_run_options options = {.paths = arguments->paths,
	                          .path_count = arguments->path_count,
	                          .files_from = arguments->files_from,
	                          .nul_separated = arguments->nul_separated,
	                          .globs = arguments->globs,
	                          .glob_count = arguments->glob_count,
	                          .hidden = arguments->hidden,
	                          .results = own->list,
	                          .result_count = own->count,
	                          .grouping = self->grouping,
	                          .jobs = self->jobs,
	                          .io = arguments->io,
	                          .piece_bytes = arguments->piece_bytes,
	                          .keep_facts = arguments->facts_path != NULL};
	bool json = arguments->progress == LIANGCE_PROGRESS_JSON;
	bool line = arguments->progress == LIANGCE_PROGRESS_AUTO && !arguments->quiet && lc__is_terminal(stderr);
	if (json || line) {
		options.progress = json ? lc__progress_json : lc__progress_line;
		options.progress_ms = json ? LIANGCE_PROGRESS_JSON_MS : LIANGCE_PROGRESS_LINE_MS;
	}
	lc_status status = lc_run(self->store, self->rules, &options, &self->report, err);
	lc__free(own);
	if (line)
		lc__progress_line_end();
	if (json && status == LIANGCE_OK)
		lc__progress_json(&self->report.end, NULL);
	return status;
}

static lc_status finish(job *self, lc_error *err)
{
	char ended[32];
	lc__buffer line;
	lc__buffer_init(&line, (size_t)64 << 20);
	lc_status status = lc__describe_scan(self->arguments, &line, err);
	if (status == LIANGCE_OK) {
		format_now(ended);
		lc_run_row row = {
		    .options = line.data, .started = self->started, .ended = ended, .partial = self->report.signal_number != 0};
		hold_signals();
		status = lc_store_finish(self->store, &row, &self->totals, err);
	}
	lc__buffer_release(&line);
	return status;
}

/*
 * A run that found no file at all is a slip of the command line: it must not take the place of a good result, nor look like success.
 */
static bool found_nothing(const job *self)
{
	return self->report.end.files_done == 0 && self->report.signal_number == 0;
}

static int tell_nothing(const job *self)
{
	const lc_run_report *report = &self->report;
	for (size_t i = 0; i < self->report.failure_count; i++)
		fprintf(stderr, "liangce: %s: %s\n", self->report.failures[i].path, self->report.failures[i].error);
	fprintf(stderr, "liangce: no file was found%s; %s was not written\n",
	        report->results_skipped > 0 ? " but results of liangce, which are read only if they are named themselves" : "",
	        result_of(self->arguments));
	return LIANGCE_EXIT_USAGE;
}

static lc_status tell(job *self, lc_error *err)
{
	const lc__scan_arguments *arguments = self->arguments;
	size_t duplicates = lc_ruleset_duplicates(self->rules);
	/* Most likely a slip in the expression, and the result would not show it. */
	if (self->report.ungrouped > 0 && self->report.ungrouped == self->totals.documents)
		fprintf(stderr,
		        "liangce: --group fits the path of none of the documents (%" PRIu64 "): their group columns are empty\n",
		        self->totals.documents);
	if (arguments->quiet && self->totals.failures > 0)
		fprintf(stderr, "liangce: inputs that failed: %" PRIu64 " (table failures of %s)\n", self->totals.failures,
		        result_of(arguments));
	if (arguments->quiet)
		return LIANGCE_OK;
	if (duplicates > 0)
		fprintf(stderr, "liangce: %zu spellings belong to two terms; the first counts (liangce dict check names them)\n",
		        duplicates);
	lc__summary summary = {.program = self->program,
	                       .result = result_of(arguments),
	                       .format = arguments->format,
	                       .facts_path = arguments->facts_path,
	                       .reads_facts = !arguments->no_facts,
	                       .jobs = self->jobs,
	                       .report = &self->report,
	                       .totals = &self->totals};
	return lc__print_summary(&summary, self->store, err);
}

static void release(job *self)
{
	lc_store_free(self->store);
	lc_ruleset_free(self->rules);
	lc_grouping_free(self->grouping);
}

static int run(const char *program, const lc__scan_arguments *arguments)
{
	job self = {
	    .program = program, .arguments = arguments, .jobs = arguments->jobs == 0 ? lc__usable_cores() : arguments->jobs};
	lc_error error;
	lc__ignore_write_signals();
	format_now(self.started);
	lc_status status = lc__raise_open_files(self.jobs, &error);
	if (status == LIANGCE_OK)
		status = prepare(&self, &error);
	uint64_t begin_ns = uv_hrtime();
	if (status == LIANGCE_OK)
		status = scan(&self, &error);
	if (status == LIANGCE_OK && found_nothing(&self)) {
		int code = tell_nothing(&self);
		release(&self);
		return code;
	}
	if (status == LIANGCE_OK)
		status = finish(&self, &error);
	self.report.end.elapsed_ns = uv_hrtime() - begin_ns; /* with the writing of tables: what a user waits for */
	if (status == LIANGCE_OK)
		status = tell(&self, &error);
	release(&self);
	if (status != LIANGCE_OK)
		return lc__tell_error(&error);
	if (self.report.signal_number != 0)
		return lc__end_output(LIANGCE_EXIT_SIGNAL + self.report.signal_number);
	return lc__end_output(self.totals.failures > 0 ? LIANGCE_EXIT_SKIPPED : LIANGCE_EXIT_DONE);
}

int lc__command_scan(const char *program, int argc, char **argv)
{
	lc__scan_arguments arguments;
	int code = lc__parse_scan(&arguments, argc, argv);
	if (code == 0 && arguments.help) {
		fputs(help, stdout);
		code = lc__end_output(LIANGCE_EXIT_DONE);
	} else if (code == 0) {
		code = run(program, &arguments);
	}
	lc__scan_arguments_release(&arguments);
	return code;
}
