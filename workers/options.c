/* SPDX-License-Identifier: Apache-2.0 */
/* Parsing the command line of `liangce scan`: see options.h. Looks at no file. */
#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"

#define MOST_JOBS 1024

enum {
	OPTION_FORMAT = 256,
	OPTION_FACTS,
	OPTION_NO_FACTS,
	OPTION_GROUP,
	OPTION_OVERLAP,
	OPTION_MATCHER,
	OPTION_FILES_FROM,
	OPTION_HIDDEN,
	OPTION_IO,
	OPTION_PIECE_SIZE,
	OPTION_CACHE_DIR,
	OPTION_NO_CACHE,
	OPTION_PROGRESS
};

static const struct option long_options[] = {
    {"dict", required_argument, NULL, 'd'},
    {"output", required_argument, NULL, 'o'},
    {"jobs", required_argument, NULL, 'j'},
    {"glob", required_argument, NULL, 'g'},
    {"null", no_argument, NULL, '0'},
    {"quiet", no_argument, NULL, 'q'},
    {"help", no_argument, NULL, 'h'},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"facts", required_argument, NULL, OPTION_FACTS},
    {"no-facts", no_argument, NULL, OPTION_NO_FACTS},
    {"group", required_argument, NULL, OPTION_GROUP},
    {"overlap", required_argument, NULL, OPTION_OVERLAP},
    {"files-from", required_argument, NULL, OPTION_FILES_FROM},
    {"matcher", required_argument, NULL, OPTION_MATCHER},
    {"hidden", no_argument, NULL, OPTION_HIDDEN},
    {"cache-dir", required_argument, NULL, OPTION_CACHE_DIR},
    {"no-cache", no_argument, NULL, OPTION_NO_CACHE},
    {"progress", required_argument, NULL, OPTION_PROGRESS},
    /* For tests and benches: they change nothing that is found. */
    {"io", required_argument, NULL, OPTION_IO},
    {"piece-size", required_argument, NULL, OPTION_PIECE_SIZE},
    {NULL, 0, NULL, 0},
};

/* A word out of a list; its place in the list, or -1. */
static int choose(const char *text, const char *const *words, int count)
{
	for (int i = 0; i < count; i++)
		if (strcmp(text, words[i]) == 0)
			return i;
	return -1;
}

bool lc__parse_format(const char *text, bool sqlite, lc_format *out)
{
	static const char *const words[] = {"csv", "jsonl", "sqlite"};
	static const lc_format formats[] = {LIANGCE_FORMAT_CSV, LIANGCE_FORMAT_JSONL, LIANGCE_FORMAT_SQLITE};
	int choice = choose(text, words, sqlite ? 3 : 2);
	if (choice < 0)
		return false;
	*out = formats[choice];
	return true;
}

bool lc__parse_overlap(const char *text, lc_overlap *out)
{
	bool all = strcmp(text, lc_overlap_text(LIANGCE_OVERLAP_ALL)) == 0;
	*out = all ? LIANGCE_OVERLAP_ALL : LIANGCE_OVERLAP_LONGEST;
	return all || strcmp(text, lc_overlap_text(LIANGCE_OVERLAP_LONGEST)) == 0;
}

static bool parse_io(const char *text, lc_io *out)
{
	static const char *const words[] = {"auto", "map", "read"};
	static const lc_io ways[] = {LIANGCE_IO_AUTO, LIANGCE_IO_MAP, LIANGCE_IO_READ};
	int choice = choose(text, words, 3);
	*out = ways[choice < 0 ? 0 : choice];
	return choice >= 0;
}

static bool parse_matcher(const char *text, lc_matcher *out)
{
	static const char *const words[] = {[LIANGCE_MATCHER_SWEEP] = "sweep", [LIANGCE_MATCHER_HYPERSCAN] = "hyperscan"};
	int choice = choose(text, words, 2);
	if (choice >= 0)
		*out = (lc_matcher)choice;
	return choice >= 0;
}

static bool parse_progress(const char *text, lc__progress_kind *out)
{
	static const char *const words[] = {"auto", "never", "json"};
	static const lc__progress_kind kinds[] = {LIANGCE_PROGRESS_AUTO, LIANGCE_PROGRESS_NEVER, LIANGCE_PROGRESS_JSON};
	int choice = choose(text, words, 3);
	*out = kinds[choice < 0 ? 0 : choice];
	return choice >= 0;
}

bool lc__parse_number(const char *text, unsigned long least, unsigned long most, unsigned long *out)
{
	char *end;
	errno = 0;
	*out = strtoul(text, &end, 10);
	return text[0] >= '0' && text[0] <= '9' && *end == '\0' && errno == 0 && *out >= least && *out <= most;
}

static int take_value(lc__scan_arguments *self, int option, const char *value)
{
	unsigned long number = 0;
	switch (option) {
	case 'd': self->dictionaries[self->dictionary_count++] = value; return 0;
	case 'g': self->globs[self->glob_count++] = value; return 0;
	case 'o': self->result = value; return 0;
	case 'j':
		if (!lc__parse_number(value, 1, MOST_JOBS, &number))
			return lc__tell_usage("scan", "-j takes a number from 1 to %d, not \"%s\"", MOST_JOBS, value);
		self->jobs = (unsigned)number;
		return 0;
	case OPTION_FORMAT:
		return lc__parse_format(value, true, &self->format)
		         ? 0
		         : lc__tell_usage("scan", "--format takes sqlite, csv or jsonl, not \"%s\"", value);
	case OPTION_OVERLAP:
		return lc__parse_overlap(value, &self->overlap)
		         ? 0
		         : lc__tell_usage("scan", "--overlap takes longest or all, not \"%s\"", value);
	case OPTION_MATCHER:
		return parse_matcher(value, &self->matcher)
		         ? 0
		         : lc__tell_usage("scan", "--matcher takes sweep or hyperscan, not \"%s\"", value);
	case OPTION_PROGRESS:
		return parse_progress(value, &self->progress)
		         ? 0
		         : lc__tell_usage("scan", "--progress takes auto, never or json, not \"%s\"", value);
	case OPTION_IO:
		return parse_io(value, &self->io) ? 0 : lc__tell_usage("scan", "--io takes auto, map or read, not \"%s\"", value);
	case OPTION_PIECE_SIZE:
		if (!lc__parse_number(value, LIANGCE_SEGMENT_BYTES, (unsigned long)1 << 30, &number) ||
		    number % LIANGCE_SEGMENT_BYTES != 0)
			return lc__tell_usage("scan", "--piece-size takes a multiple of %zu, not \"%s\"", LIANGCE_SEGMENT_BYTES,
			                      value);
		self->piece_bytes = number;
		return 0;
	case OPTION_FACTS: self->facts_path = value; return 0;
	case OPTION_GROUP:
		if (self->group != NULL)
			return lc__tell_usage("scan", "--group is given twice: one expression may have several named groups");
		self->group = value;
		return 0;
	case OPTION_FILES_FROM: self->files_from = value; return 0;
	case OPTION_CACHE_DIR: self->cache_folder = value; return 0;
	default: return LIANGCE_EXIT_USAGE;
	}
}

static int take_option(lc__scan_arguments *self, int option, char **argv)
{
	switch (option) {
	case '0': self->nul_separated = true; return 0;
	case 'q': self->quiet = true; return 0;
	case 'h': self->help = true; return 0;
	case OPTION_NO_FACTS: self->no_facts = true; return 0;
	case OPTION_HIDDEN: self->hidden = true; return 0;
	case OPTION_NO_CACHE: self->no_cache = true; return 0;
	case ':': return lc__tell_usage("scan", "%s needs a value", argv[optind - 1]);
	case '?':
		if (optopt > 0 && optopt < 256)
			return lc__tell_usage("scan", "no option -%c", optopt);
		return lc__tell_usage("scan", "no such option: %s", argv[optind - 1]);
	default: return take_value(self, option, optarg);
	}
}

/* Several tables do not go into one stream, and only a file can be replaced when all is done. */
static int check_results(const lc__scan_arguments *self)
{
	if (self->result != NULL && strcmp(self->result, "-") == 0)
		return lc__tell_usage("scan",
		                      "-o takes a file or a folder, not standard output: liangce export prints a table of it");
	if (self->facts_path != NULL && strcmp(self->facts_path, "-") == 0)
		return lc__tell_usage("scan", "--facts takes a file, not standard output");
	if (self->no_facts && self->facts_path != NULL)
		return lc__tell_usage("scan", "--facts and --no-facts exclude each other");
	if (self->facts_path != NULL && self->result != NULL && strcmp(self->facts_path, self->result) == 0)
		return lc__tell_usage("scan", "--facts and --output name the same file");
	return 0;
}

/* What only shows when all is read. */
static int check(const lc__scan_arguments *self)
{
	bool reads_stdin = false;
	for (size_t i = 0; i < self->path_count; i++) {
		if (self->paths[i][0] == '\0')
			return lc__tell_usage("scan", "a PATH is empty");
		reads_stdin = reads_stdin || strcmp(self->paths[i], "-") == 0;
	}
	if (self->path_count == 0 && self->files_from == NULL)
		return lc__tell_usage("scan", "nothing to scan: name files or folders");
	if (reads_stdin && self->files_from != NULL && strcmp(self->files_from, "-") == 0)
		return lc__tell_usage("scan", "standard input cannot be both the list and a text");
	if (self->nul_separated && self->files_from == NULL)
		return lc__tell_usage("scan", "-0 says how --files-from is separated, and there is none");
	for (size_t i = 0; i < self->glob_count; i++)
		if (self->globs[i][strspn(self->globs[i], "!")] == '\0')
			return lc__tell_usage("scan", "-g \"%s\" is empty", self->globs[i]);
	return check_results(self);
}

int lc__parse_scan(lc__scan_arguments *out, int argc, char **argv)
{
	*out = (lc__scan_arguments){.format = LIANGCE_FORMAT_SQLITE, .overlap = LIANGCE_OVERLAP_LONGEST};
	out->paths = lc__calloc((size_t)argc, sizeof *out->paths);
	out->dictionaries = lc__calloc((size_t)argc, sizeof *out->dictionaries);
	out->globs = lc__calloc((size_t)argc, sizeof *out->globs);
	if (out->paths == NULL || out->dictionaries == NULL || out->globs == NULL) {
		lc_error error;
		(void)lc__fail_nomem(&error);
		return lc__tell_error(&error);
	}
	opterr = 0;
	optind = 1;
	for (int option; (option = getopt_long(argc, argv, ":d:o:j:g:0qh", long_options, NULL)) != -1;) {
		int code = take_option(out, option, argv);
		if (code != 0)
			return code;
	}
	while (optind < argc)
		out->paths[out->path_count++] = argv[optind++];
	return out->help ? 0 : check(out);
}

void lc__scan_arguments_release(lc__scan_arguments *self)
{
	lc__free(self->paths);
	lc__free(self->dictionaries);
	lc__free(self->globs);
}

/* " OPTION 'WORD'", quoted for a shell where that is needed; either may be NULL. */
static lc_status append(lc__buffer *line, const char *option, const char *word, lc_error *err)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,+@%";
	lc_status status = option == NULL ? LIANGCE_OK : lc__buffer_printf(line, err, " %s", option);
	if (status != LIANGCE_OK || word == NULL)
		return status;
	if (word[0] != '\0' && word[strspn(word, plain)] == '\0')
		return lc__buffer_printf(line, err, " %s", word);
	status = lc__buffer_append(line, " '", 2, err);
	for (; *word != '\0' && status == LIANGCE_OK; word++)
		status = *word == '\'' ? lc__buffer_append(line, "'\\''", 4, err) : lc__buffer_append(line, word, 1, err);
	return status == LIANGCE_OK ? lc__buffer_append(line, "'", 1, err) : status;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A list in an order of its own: runs that differ only in the order of their arguments are told apart by nothing. */
static lc_status append_sorted(lc__buffer *line, const char *option, const char *const *words, size_t count, lc_error *err)
{
	if (count == 0)
		return LIANGCE_OK;
	const char **sorted = lc__alloc(count, sizeof *sorted);
	if (sorted == NULL)
		return lc__fail_nomem(err);
	memcpy(sorted, words, count * sizeof *sorted);
	qsort(sorted, count, sizeof *sorted, by_text);
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++)
		if (i == 0 || strcmp(sorted[i], sorted[i - 1]) != 0)
			status = append(line, option, sorted[i], err);
	lc__free(sorted);
	return status;
}

/* Paths that begin with "-" are none to getopt; "-" is. */
static bool needs_dashes(const char *const *paths, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (paths[i][0] == '-' && paths[i][1] != '\0')
			return true;
	return false;
}

lc_status lc__describe_scan(const lc__scan_arguments *self, lc__buffer *line, lc_error *err)
{
	lc_status status = lc__buffer_append(line, "scan", 4, err);
	if (status == LIANGCE_OK && self->overlap == LIANGCE_OVERLAP_ALL)
		status = append(line, "--overlap", "all", err);
	if (status == LIANGCE_OK && self->no_facts)
		status = append(line, "--no-facts", NULL, err);
	if (status == LIANGCE_OK && self->facts_path != NULL)
		status = append(line, "--facts", NULL, err); /* where it goes is no more told than -o */
	if (status == LIANGCE_OK && self->group != NULL)
		status = append(line, "--group", self->group, err);
	if (status == LIANGCE_OK && self->hidden)
		status = append(line, "--hidden", NULL, err);
	for (size_t i = 0; i < self->dictionary_count && status == LIANGCE_OK; i++)
		status = append(line, "-d", self->dictionaries[i], err);
	if (status == LIANGCE_OK)
		status = append_sorted(line, "-g", self->globs, self->glob_count, err);
	if (status == LIANGCE_OK && self->files_from != NULL)
		status = append(line, "--files-from", self->files_from, err);
	if (status == LIANGCE_OK && self->nul_separated)
		status = append(line, "-0", NULL, err);
	if (status == LIANGCE_OK && needs_dashes(self->paths, self->path_count))
		status = append(line, "--", NULL, err);
	if (status == LIANGCE_OK)
		status = append_sorted(line, NULL, self->paths, self->path_count, err);
	return status == LIANGCE_OK ? lc__buffer_append(line, "", 1, err) : status;
}
