/* SPDX-License-Identifier: Apache-2.0 */
/* `liangce dict check`: what is wrong with dictionaries. */
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "dict.h"
#include "rules.h"
#include "terminal.h"

static const struct option long_options[] = {
    {"nested", no_argument, NULL, 'n'},
    {NULL, 0, NULL, 0},
};

/* Where one dictionary says again what another says too, that is most likely meant: the one that is loaded first counts. */
typedef struct findings {
	const char *const *paths; /* of the dictionaries */
	size_t path_count;
	uint64_t errors;
	uint64_t warnings;
	uint64_t nested;
	bool list_nested;
} findings;

/* The number of the dictionary that a file is, or lies in; that of none (ours, which has no path) is their count. */
static size_t dictionary_of(const findings *self, const char *source)
{
	size_t i = 0;
	for (; i < self->path_count; i++) {
		size_t size = strlen(self->paths[i]);
		if (strncmp(source, self->paths[i], size) == 0 && (source[size] == '\0' || source[size] == '/'))
			break;
	}
	return i;
}

static bool is_error(const findings *self, const lc_finding *finding)
{
	return finding->kind == LIANGCE_FINDING_NEVER ||
	       (finding->kind == LIANGCE_FINDING_DUPLICATE &&
	        dictionary_of(self, finding->term->source) == dictionary_of(self, finding->other->source));
}

static void on_finding(const lc_finding *finding, void *payload)
{
	findings *self = payload;
	const char *weight = "warning";
	if (is_error(self, finding)) {
		self->errors++;
		weight = "error";
	} else if (finding->kind == LIANGCE_FINDING_NESTED) {
		self->nested++;
		weight = "note";
		if (!self->list_nested)
			return;
	} else {
		self->warnings++;
	}
	printf("%s:%" PRIu32 ":", finding->term->source, finding->term->line);
	if (finding->column > 0)
		printf("%" PRIu32 ":", finding->column);
	printf(" %s: %s\n", weight, finding->message);
}

static int check(const lc_dictionary *dictionary, findings found)
{
	bool list_nested = found.list_nested;
	lc_error error;
	if (lc_dictionary_check(dictionary, on_finding, &found, &error) != LIANGCE_OK)
		return lc__tell_error(&error);
	char terms[LIANGCE_NUMBER_CHARS], errors[LIANGCE_NUMBER_CHARS], warnings[LIANGCE_NUMBER_CHARS],
	    nested[LIANGCE_NUMBER_CHARS];
	printf("%s terms: %s error%s, %s warning%s, %s spelling%s inside longer ones%s\n",
	       lc__number(lc_dictionary_count(dictionary), terms), lc__number(found.errors, errors), found.errors == 1 ? "" : "s",
	       lc__number(found.warnings, warnings), found.warnings == 1 ? "" : "s", lc__number(found.nested, nested),
	       found.nested == 1 ? "" : "s", found.nested > 0 && !list_nested ? " (--nested lists them)" : "");
	return found.errors > 0 ? LIANGCE_EXIT_USAGE : LIANGCE_EXIT_DONE;
}

int lc__dict_check(int argc, char **argv)
{
	bool nested = false;
	lc_dictionary *dictionary = NULL;
	lc_error error;
	opterr = 0;
	optind = 1;
	for (int option; (option = getopt_long(argc, argv, "", long_options, NULL)) != -1;) {
		if (option != 'n')
			return lc__tell_usage("dict", "no such option: %s", argv[optind - 1]);
		nested = true;
	}
	findings found = {
	    .paths = (const char *const *)argv + optind, .path_count = (size_t)(argc - optind), .list_nested = nested};
	if (lc__load_dictionary(&dictionary, found.paths, found.path_count, &error) != LIANGCE_OK)
		return lc__tell_error(&error);
	int code = check(dictionary, found);
	lc_dictionary_free(dictionary);
	return code;
}
