/* SPDX-License-Identifier: Apache-2.0 */
/* `liangce show`: one text with its matches and numbers marked, and the terms that were found. For people who write dictionaries. */
#include "command.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "decode.h"
#include "input.h"
#include "marks.h"
#include "options.h"
#include "places_list.h"
#include "rules.h"
#include "terminal.h"

static const char help[] =
    "usage: liangce show FILE [options]\n"
    "\n"
    "Prints a text (- is standard input) with its terms marked in the colour of their theme and its numbers underlined,\n"
    "each with an arrow to what it measures; then the terms that were found. Without colour: [term] and\n"
    "{number → what it measures}.\n"
    "\n"
    "  -d, --dict DICT        as for scan\n"
    "      --overlap longest|all\n"
    "      --no-facts         terms only\n"
    "      --places           instead, one line a match (TSV): where it stands, half-open, in bytes and characters; the term,\n"
    "                         its theme, the text as it stands there\n"
    "      --color auto|always|never\n"
    "      --cache-dir DIR, --no-cache\n";

enum { OPTION_OVERLAP = 256, OPTION_NO_FACTS, OPTION_PLACES, OPTION_COLOUR, OPTION_CACHE_DIR, OPTION_NO_CACHE };

static const struct option long_options[] = {
    {"dict", required_argument, NULL, 'd'},
    {"overlap", required_argument, NULL, OPTION_OVERLAP},
    {"no-facts", no_argument, NULL, OPTION_NO_FACTS},
    {"places", no_argument, NULL, OPTION_PLACES},
    {"color", required_argument, NULL, OPTION_COLOUR},
    {"colour", required_argument, NULL, OPTION_COLOUR},
    {"cache-dir", required_argument, NULL, OPTION_CACHE_DIR},
    {"no-cache", no_argument, NULL, OPTION_NO_CACHE},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

typedef struct show {
	const char *path;
	const char **dictionaries; /* with room for all of argv */
	lc__rules_options rules;
	lc__when when;
	bool places;
	bool help;
} show;

/* A text being shown. */
typedef struct shown {
	const lc_ruleset *rules;
	lc_scan *scan;
	lc_document_sum *sum; /* of what has been shown so far */
	bool colour;
	bool places;
} shown;

/* ---------------------------------------------------------------- the terms that were found */

typedef struct found {
	const lc_term *term;
	uint64_t occurrences;
} found;

static int by_theme(const void *a, const void *b)
{
	const found *first = a;
	const found *second = b;
	int order = strcmp(first->term->theme, second->term->theme);
	if (order == 0 && first->occurrences != second->occurrences)
		order = first->occurrences > second->occurrences ? -1 : 1;
	return order != 0 ? order : strcmp(first->term->term, second->term->term);
}

static lc_status print_found(const lc_ruleset *rules, const lc_document *sum, bool colour, lc_error *err)
{
	char number[LIANGCE_NUMBER_CHARS];
	if (sum->count_count == 0)
		return LIANGCE_OK;
	found *rows = lc__alloc(sum->count_count, sizeof *rows);
	if (rows == NULL)
		return lc__fail_nomem(err);
	for (size_t i = 0; i < sum->count_count; i++)
		rows[i] = (found){.term = lc_ruleset_term(rules, sum->counts[i].term), .occurrences = sum->counts[i].occurrences};
	qsort(rows, sum->count_count, sizeof *rows, by_theme);
	for (size_t i = 0; i < sum->count_count; i++) {
		if (colour)
			fputs(lc__theme_colour(rows[i].term->theme), stdout);
		lc__print_padded(stdout, rows[i].term->theme, 36);
		putchar(' ');
		lc__print_padded(stdout, rows[i].term->term, 28);
		printf(" %9s%s\n", lc__number(rows[i].occurrences, number), colour ? "\033[0m" : "");
	}
	lc__free(rows);
	return LIANGCE_OK;
}

/* ---------------------------------------------------------------- the text */

static lc_status show_window(const shown *self, const lc__window *window, uint64_t piece, lc_error *err)
{
	size_t from;
	size_t to;
	lc_status status = piece == 0 ? lc__decode_head(window->text, err) : LIANGCE_OK;
	if (status != LIANGCE_OK)
		return status;
	lc__window_cuts(window, piece, LIANGCE_PIECE_BYTES, &from, &to);
	lc_scan_begin(self->scan);
	status = lc_scan_text(self->scan, window->text, from, to, err);
	const lc_document *document = lc_scan_document(self->scan);
	lc_view text = {.data = window->text.data + from, .size = to - from};
	if (status == LIANGCE_OK)
		status = lc__decode_whole(document, err);
	if (status != LIANGCE_OK)
		return status;
	if (self->places)
		lc__print_places(self->rules, text, document, lc_document_sum_get(self->sum));
	else
		status = lc__print_marked(self->rules, text, document, self->colour, err);
	if (status == LIANGCE_OK)
		lc_document_sum_add(self->sum, document);
	return status;
}

static lc_status show_stream(const shown *self, int fd, lc_error *err)
{
	int stop = 0;
	lc__read_buffer buffer = {0};
	lc__stream stream = {.fd = fd, .stop = &stop, .buffer = &buffer};
	lc__window window = {0};
	lc_status status = LIANGCE_OK;
	char last = '\n';
	if (self->places)
		lc__print_places_header();
	for (uint64_t piece = 0; status == LIANGCE_OK && !window.last; piece++) {
		status = lc__stream_window(&stream, piece, LIANGCE_PIECE_BYTES, &window, err);
		if (status == LIANGCE_OK)
			status = show_window(self, &window, piece, err);
		if (status == LIANGCE_OK && window.text.size > 0)
			last = window.text.data[window.text.size - 1];
	}
	lc__read_buffer_release(&buffer);
	if (status != LIANGCE_OK || self->places)
		return status;
	fputs(last == '\n' ? "\n" : "\n\n", stdout);
	return print_found(self->rules, lc_document_sum_get(self->sum), self->colour, err);
}

static lc_status show_file(const lc_ruleset *rules, const char *path, bool colour, bool places, lc_error *err)
{
	lc_scan_options options = {.keep_matches = true};
	shown self = {.rules = rules, .colour = colour, .places = places};
	int fd = STDIN_FILENO;
	lc_status status = strcmp(path, "-") == 0 ? LIANGCE_OK : lc__input_open(&fd, path, true, err);
	if (status == LIANGCE_OK)
		status = lc_scan_new(&self.scan, rules, &options, err);
	if (status == LIANGCE_OK)
		status = lc_document_sum_new(&self.sum, rules, err);
	if (status == LIANGCE_OK)
		status = show_stream(&self, fd, err);
	if (status == LIANGCE_E_INPUT && err->source[0] == '\0')
		snprintf(err->source, sizeof err->source, "%s", path);
	lc_document_sum_free(self.sum);
	lc_scan_free(self.scan);
	if (fd > STDIN_FILENO)
		close(fd);
	return status;
}

/* ---------------------------------------------------------------- the command line */

static int take_option(show *self, int option, char **argv)
{
	switch (option) {
	case 'd': self->dictionaries[self->rules.dictionary_count++] = optarg; return 0;
	case 'h': self->help = true; return 0;
	case OPTION_NO_FACTS: self->rules.facts = false; return 0;
	case OPTION_PLACES:
		self->places = true;
		self->rules.facts = false;
		return 0;
	case OPTION_NO_CACHE: self->rules.no_cache = true; return 0;
	case OPTION_CACHE_DIR: self->rules.cache_folder = optarg; return 0;
	case OPTION_OVERLAP:
		return lc__parse_overlap(optarg, &self->rules.overlap)
		         ? 0
		         : lc__tell_usage("show", "--overlap takes longest or all, not \"%s\"", optarg);
	case OPTION_COLOUR:
		if (strcmp(optarg, "always") != 0 && strcmp(optarg, "never") != 0 && strcmp(optarg, "auto") != 0)
			return lc__tell_usage("show", "--color takes auto, always or never, not \"%s\"", optarg);
		self->when = optarg[1] == 'l' ? LIANGCE_WHEN_ALWAYS : optarg[0] == 'n' ? LIANGCE_WHEN_NEVER : LIANGCE_WHEN_AUTO;
		return 0;
	case ':': return lc__tell_usage("show", "%s needs a value", argv[optind - 1]);
	default: return lc__tell_usage("show", "no such option: %s", argv[optind - 1]);
	}
}

static int parse(show *self, int argc, char **argv)
{
	opterr = 0;
	optind = 1;
	for (int option; (option = getopt_long(argc, argv, ":d:h", long_options, NULL)) != -1;) {
		int code = take_option(self, option, argv);
		if (code != 0)
			return code;
	}
	self->rules.dictionaries = self->dictionaries;
	if (self->help)
		return 0;
	if (optind + 1 != argc)
		return lc__tell_usage("show", "name one FILE");
	self->path = argv[optind];
	return 0;
}

static int run(const show *self)
{
	lc_error error;
	lc_ruleset *rules = NULL;
	lc_status status = lc__load_rules(&rules, &self->rules, &error);
	if (status == LIANGCE_OK)
		status = show_file(rules, self->path, lc__use_colour(self->when, stdout), self->places, &error);
	lc_ruleset_free(rules);
	if (status == LIANGCE_OK)
		return lc__end_output(LIANGCE_EXIT_DONE);
	fflush(stdout);
	return lc__tell_error(&error);
}

int lc__command_show(const char *program, int argc, char **argv)
{
	(void)program;
	show self = {.path = "", .rules = {.overlap = LIANGCE_OVERLAP_LONGEST, .facts = true}, .when = LIANGCE_WHEN_AUTO};
	self.dictionaries = lc__calloc((size_t)argc, sizeof *self.dictionaries);
	if (self.dictionaries == NULL) {
		lc_error error;
		(void)lc__fail_nomem(&error);
		return lc__tell_error(&error);
	}
	int code = parse(&self, argc, argv);
	if (code == 0 && self.help) {
		fputs(help, stdout);
		code = lc__end_output(LIANGCE_EXIT_DONE);
	} else if (code == 0) {
		code = run(&self);
	}
	lc__free(self.dictionaries);
	return code;
}
