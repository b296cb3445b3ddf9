/* SPDX-License-Identifier: Apache-2.0 */
/* Parsing the command line of `liangce dict suggest`: see suggest_options.h. Looks at no file. */
#include "suggest_options.h"

#include <getopt.h>
#include <string.h>

#include "command.h"
#include "options.h"

#define NAME "dict suggest"
#define MOST_JOBS 1024

enum {
	LEAST_DEFAULT = 5,
	MOST_DEFAULT = 200,
	NUMBER_MOST = 1000000000,
	OPTION_FILES_FROM = 256,
	OPTION_HIDDEN,
	OPTION_MIN,
	OPTION_TOP,
	OPTION_FORMAT,
	OPTION_CACHE_DIR,
	OPTION_NO_CACHE,
	OPTION_PIECE_SIZE
};

static const struct option long_options[] = {
    {"dict", required_argument, NULL, 'd'},
    {"glob", required_argument, NULL, 'g'},
    {"jobs", required_argument, NULL, 'j'},
    {"null", no_argument, NULL, '0'},
    {"quiet", no_argument, NULL, 'q'},
    {"help", no_argument, NULL, 'h'},
    {"files-from", required_argument, NULL, OPTION_FILES_FROM},
    {"hidden", no_argument, NULL, OPTION_HIDDEN},
    {"min", required_argument, NULL, OPTION_MIN},
    {"top", required_argument, NULL, OPTION_TOP},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"cache-dir", required_argument, NULL, OPTION_CACHE_DIR},
    {"no-cache", no_argument, NULL, OPTION_NO_CACHE},
    {"piece-size", required_argument, NULL, OPTION_PIECE_SIZE}, /* for tests */
    {NULL, 0, NULL, 0},
};

static int take_number(const char *option, const char *value, unsigned long least, unsigned long most, unsigned long *out)
{
	return lc__parse_number(value, least, most, out)
	         ? 0
	         : lc__tell_usage(NAME, "%s takes a number from %lu to %lu, not \"%s\"", option, least, most, value);
}

static int take_format(lc__suggest_arguments *self, const char *value)
{
	self->csv = strcmp(value, "csv") == 0;
	return self->csv || strcmp(value, "tsv") == 0 ? 0 : lc__tell_usage(NAME, "--format takes tsv or csv, not \"%s\"", value);
}

static int take_value(lc__suggest_arguments *self, int option, const char *value)
{
	unsigned long number = 0;
	int code = 0;
	switch (option) {
	case 'd': self->dictionaries[self->rules.dictionary_count++] = value; break;
	case 'g': self->globs[self->run.glob_count++] = value; break;
	case 'j':
		code = take_number("-j", value, 1, MOST_JOBS, &number);
		self->run.jobs = (unsigned)number;
		break;
	case OPTION_FILES_FROM: self->run.files_from = value; break;
	case OPTION_MIN: code = take_number("--min", value, 1, NUMBER_MOST, &self->least); break;
	case OPTION_TOP: code = take_number("--top", value, 0, NUMBER_MOST, &self->most); break;
	case OPTION_FORMAT: code = take_format(self, value); break;
	case OPTION_CACHE_DIR: self->rules.cache_folder = value; break;
	default: /* OPTION_PIECE_SIZE; lc_run says whether it is one */
		code = take_number("--piece-size", value, LIANGCE_SEGMENT_BYTES, NUMBER_MOST, &number);
		self->run.piece_bytes = number;
	}
	return code;
}

static int take_option(lc__suggest_arguments *self, int option, char **argv)
{
	switch (option) {
	case '0': self->run.nul_separated = true; return 0;
	case 'q': self->quiet = true; return 0;
	case 'h': self->help = true; return 0;
	case OPTION_HIDDEN: self->run.hidden = true; return 0;
	case OPTION_NO_CACHE: self->rules.no_cache = true; return 0;
	case ':': return lc__tell_usage(NAME, "%s needs a value", argv[optind - 1]);
	case '?': return lc__tell_usage(NAME, "no such option: %s", argv[optind - 1]);
	default: return take_value(self, option, optarg);
	}
}

static int check(const lc__suggest_arguments *self)
{
	if (self->run.path_count == 0 && self->run.files_from == NULL)
		return lc__tell_usage(NAME, "nothing to read: name files or folders");
	if (self->run.nul_separated && self->run.files_from == NULL)
		return lc__tell_usage(NAME, "-0 says how --files-from is separated, and there is none");
	return 0;
}

int lc__parse_suggest(lc__suggest_arguments *out, int argc, char **argv)
{
	*out = (lc__suggest_arguments){.least = LEAST_DEFAULT, .most = MOST_DEFAULT};
	out->paths = lc__calloc((size_t)argc, sizeof *out->paths);
	out->globs = lc__calloc((size_t)argc, sizeof *out->globs);
	out->dictionaries = lc__calloc((size_t)argc, sizeof *out->dictionaries);
	if (out->paths == NULL || out->globs == NULL || out->dictionaries == NULL) {
		lc_error error;
		(void)lc__fail_nomem(&error);
		return lc__tell_error(&error);
	}
	out->run.paths = out->paths;
	out->run.globs = out->globs;
	out->run.keep_words = true;
	out->rules.dictionaries = out->dictionaries;
	out->rules.facts = true;
	opterr = 0;
	optind = 1;
	for (int option; (option = getopt_long(argc, argv, ":d:g:j:0qh", long_options, NULL)) != -1;) {
		int code = take_option(out, option, argv);
		if (code != 0)
			return code;
	}
	while (optind < argc)
		out->paths[out->run.path_count++] = argv[optind++];
	return out->help ? 0 : check(out);
}

void lc__suggest_arguments_release(lc__suggest_arguments *self)
{
	lc__free(self->paths);
	lc__free(self->globs);
	lc__free(self->dictionaries);
}
