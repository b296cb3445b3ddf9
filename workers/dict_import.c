/* SPDX-License-Identifier: Apache-2.0 */
/* `liangce dict import`: dictionaries of other programs as one of ours. How they are read is the library's affair. */
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "dict.h"
#include "liangce_import.h"
#include "terminal.h"
#include "whole_file.h"

static const char help[] =
    "usage: liangce dict import FILE… [options]\n"
    "\n"
    "Makes one of our dictionaries of those that other programs read, and writes it to standard output.\n"
    "\n"
    "      --format quanteda|liwc|list   YAML with keys inside keys; .dic with numbered categories; a word a line, if\n"
    "                         need be with a TAB and a theme. Default: by the ending of the name (.yml, .yaml, .dic),\n"
    "                         else by what the file begins with\n"
    "      --theme PREFIX     put all themes below this one\n"
    "  -o, --output FILE      write the dictionary there, whole or not at all. One that was imported there before is\n"
    "                         replaced; anything else is left alone\n"
    "  -q, --quiet            do not tell what was changed or left out\n"
    "\n"
    "A word that stands in several categories is a term in the first (or in the innermost, if one is inside the other);\n"
    "the further ones are in its note. A wildcard at an end is taken away: terms are found inside longer words anyway,\n"
    "but Latin ones. One inside stands for up to three Han characters here. What changes its meaning or cannot be said is\n"
    "told on standard error, with file, line and column.\n";

enum { OPTION_FORMAT = 256, OPTION_THEME };

static const struct option long_options[] = {
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"theme", required_argument, NULL, OPTION_THEME},
    {"output", required_argument, NULL, 'o'},
    {"quiet", no_argument, NULL, 'q'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

typedef struct import_arguments {
	lc_import_format format;
	const char *theme;
	const char *output; /* NULL: standard output */
	bool quiet;
	bool help;
	const char *const *files;
	size_t file_count;
} import_arguments;

static bool parse_format(const char *text, lc_import_format *out)
{
	static const char *const words[] = {"quanteda", "liwc", "list"};
	static const lc_import_format formats[] = {LIANGCE_IMPORT_QUANTEDA, LIANGCE_IMPORT_LIWC, LIANGCE_IMPORT_LIST};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(text, words[i]) == 0) {
			*out = formats[i];
			return true;
		}
	return false;
}

/* 0, or an exit code after it has said what is wrong. */
static int parse(import_arguments *out, int argc, char **argv)
{
	*out = (import_arguments){.theme = ""};
	opterr = 0;
	optind = 1;
	for (int option; (option = getopt_long(argc, argv, ":o:qh", long_options, NULL)) != -1;) {
		switch (option) {
		case OPTION_FORMAT:
			if (!parse_format(optarg, &out->format))
				return lc__tell_usage("dict import", "--format takes quanteda, liwc or list, not \"%s\"", optarg);
			break;
		case OPTION_THEME: out->theme = optarg; break;
		case 'o': out->output = optarg; break;
		case 'q': out->quiet = true; break;
		case 'h': out->help = true; return 0;
		case ':': return lc__tell_usage("dict import", "%s needs a value", argv[optind - 1]);
		default: return lc__tell_usage("dict import", "no such option: %s", argv[optind - 1]);
		}
	}
	out->files = (const char *const *)argv + optind;
	out->file_count = (size_t)(argc - optind);
	return out->file_count > 0 ? 0 : lc__tell_usage("dict import", "nothing to import: name files");
}

static void on_note(const lc_import_note *note, void *payload)
{
	static const char *const words[] = {
	    [LIANGCE_IMPORT_CHANGED] = "changed", [LIANGCE_IMPORT_LEFT_OUT] = "left out", [LIANGCE_IMPORT_AGAIN] = "again"};
	const import_arguments *self = payload;
	if (!self->quiet)
		fprintf(stderr, "%s:%" PRIu32 ":%" PRIu32 ": %s: %s: %s\n", note->source, note->line, note->column,
		        words[note->kind], note->word, note->message);
}

static void tell_totals(const lc_import_totals *totals)
{
	char entries[LIANGCE_NUMBER_CHARS], terms[LIANGCE_NUMBER_CHARS], number[LIANGCE_NUMBER_CHARS];
	const struct {
		uint64_t count;
		const char *what;
	} parts[] = {
	    {totals->left_out, "left out"},
	    {totals->changed, "changed"},
	    {totals->again, "told twice"},
	    {totals->several, "in several themes, see their notes"},
	    {totals->trimmed, "without the wildcards at their ends"},
	};
	fprintf(stderr, "liangce: %s entries became %s terms", lc__number(totals->entries, entries),
	        lc__number(totals->terms, terms));
	bool first = true;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (parts[i].count == 0)
			continue;
		fprintf(stderr, "%s%s %s", first ? ": " : ", ", lc__number(parts[i].count, number), parts[i].what);
		first = false;
	}
	fputc('\n', stderr);
}

/* ---------------------------------------------------------------- what may be replaced */

/* What a dictionary of ours begins with: by it the next import knows what it may replace. */
static const char mark[] = "# made by liangce dict import, which replaces it: changes are better made in a dictionary beside it\n";

static bool is_marked(const char *path)
{
	char head[sizeof mark];
	FILE *file = fopen(path, "rbe");
	if (file == NULL)
		return false;
	size_t size = fread(head, 1, sizeof mark - 1, file);
	bool good = !ferror(file) && (size == 0 || (size == sizeof mark - 1 && memcmp(head, mark, size) == 0));
	(void)fclose(file);
	return good;
}

/* Neither an input nor anything else that somebody wrote shall be lost; an empty file, a pipe or a device is nobody's work. */
static lc_status check_output(const import_arguments *self, lc_error *err)
{
	struct stat output, input;
	if (self->output == NULL || stat(self->output, &output) != 0 || !S_ISREG(output.st_mode))
		return LIANGCE_OK;
	for (size_t i = 0; i < self->file_count; i++)
		if (stat(self->files[i], &input) == 0 && input.st_dev == output.st_dev && input.st_ino == output.st_ino)
			return lc__fail_at(err, LIANGCE_E_WRITE, self->output, 0, 0,
			                   "is what is to be imported: it is not replaced");
	if (!is_marked(self->output))
		return lc__fail_at(err, LIANGCE_E_WRITE, self->output, 0, 0,
		                   "was not made by liangce dict import: it is not replaced");
	return LIANGCE_OK;
}

/* ---------------------------------------------------------------- importing */

typedef struct collector {
	lc__buffer text;
	lc_error *err;
} collector;

static bool collect(const char *data, size_t size, void *payload)
{
	collector *self = payload;
	return lc__buffer_append(&self->text, data, size, self->err) == LIANGCE_OK;
}

/* The whole dictionary first, then its writing: an error leaves no half of one. */
static lc_status write(lc_import *import, const import_arguments *arguments, lc_error *err)
{
	lc_import_totals totals;
	collector all = {.err = err};
	lc__buffer_init(&all.text, SIZE_MAX / 2);
	lc_status status = lc__buffer_append(&all.text, mark, sizeof mark - 1, err);
	if (status == LIANGCE_OK)
		status = lc_import_write(import, collect, &all, &totals, err);
	if (status == LIANGCE_OK && totals.terms == 0)
		status = lc__fail(err, LIANGCE_E_DICTIONARY, "no word became a term: nothing was written");
	lc_view text = {all.text.data, all.text.size};
	if (status == LIANGCE_OK && arguments->output != NULL)
		status = lc__write_whole(arguments->output, text, err);
	else if (status == LIANGCE_OK)
		(void)fwrite(text.data, 1, text.size, stdout); /* lc__end_output sees whether it went out */
	if (status == LIANGCE_OK && !arguments->quiet)
		tell_totals(&totals);
	lc__buffer_release(&all.text);
	return status;
}

static lc_status import_all(import_arguments *arguments, lc_error *err)
{
	lc_import *import = NULL;
	lc_status status = check_output(arguments, err);
	if (status == LIANGCE_OK)
		status = lc_import_new(&import, arguments->theme, on_note, arguments, err);
	for (size_t i = 0; i < arguments->file_count && status == LIANGCE_OK; i++)
		status = lc_import_add_path(import, arguments->files[i], arguments->format, err);
	if (status == LIANGCE_OK)
		status = write(import, arguments, err);
	lc_import_free(import);
	return status;
}

int lc__dict_import(int argc, char **argv)
{
	import_arguments arguments;
	lc_error error;
	int code = parse(&arguments, argc, argv);
	if (code != 0)
		return code;
	if (arguments.help) {
		fputs(help, stdout);
		return LIANGCE_EXIT_DONE;
	}
	return import_all(&arguments, &error) == LIANGCE_OK ? LIANGCE_EXIT_DONE : lc__tell_error(&error);
}
