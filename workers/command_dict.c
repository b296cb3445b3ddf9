/* SPDX-License-Identifier: Apache-2.0 */
/* `liangce dict`: what is in dictionaries, and what is wrong with them. */
#include "command.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rules.h"
#include "terminal.h"

static const char help[] =
    "usage: liangce dict check|list|stats [DICT…]\n"
    "\n"
    "Looks into dictionaries: TSV files, folders of them, or \"default\", which is ours and what is meant if none is named.\n"
    "\n"
    "  check   duplicates after folding, spellings that can never match, one-character terms; exit code 2 if there is\n"
    "          an error. Terms inside longer terms, which --overlap longest does not count there, are counted\n"
    "          --nested: and listed\n"
    "  list    every term with its theme, kind, aliases, unit and place, as TSV\n"
    "  stats   numbers of terms by kind and theme\n";

static const struct option long_options[] = {
    {"nested", no_argument, NULL, 'n'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

#define KINDS 4

/* ---------------------------------------------------------------- check */

typedef struct findings {
	uint64_t errors;
	uint64_t warnings;
	uint64_t nested;
	bool list_nested;
} findings;

static void on_finding(const lc_finding *finding, void *payload)
{
	findings *self = payload;
	const char *weight = "error";
	switch (finding->kind) {
	case LIANGCE_FINDING_DUPLICATE:
	case LIANGCE_FINDING_NEVER: self->errors++; break;
	case LIANGCE_FINDING_ONE_CHARACTER:
		self->warnings++;
		weight = "warning";
		break;
	case LIANGCE_FINDING_NESTED:
		self->nested++;
		weight = "note";
		if (!self->list_nested)
			return;
		break;
	}
	printf("%s:%" PRIu32 ": %s: %s\n", finding->term->source, finding->term->line, weight, finding->message);
}

static int check(const lc_dictionary *dictionary, bool list_nested)
{
	findings found = {.list_nested = list_nested};
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

/* ---------------------------------------------------------------- list */

static int list(const lc_dictionary *dictionary)
{
	puts("term\ttheme\tkind\taliases\tunit\tsource");
	for (size_t i = 0; i < lc_dictionary_count(dictionary); i++) {
		const lc_term *term = lc_dictionary_term(dictionary, i);
		printf("%s\t%s\t%s\t%s\t%s\t%s:%" PRIu32 "\n", term->term, term->theme, lc_term_kind_text(term->kind),
		       term->aliases, term->unit_hint, term->source, term->line);
	}
	return LIANGCE_EXIT_DONE;
}

/* ---------------------------------------------------------------- stats */

typedef struct count {
	lc_view theme; /* its first level, or all of it */
	uint64_t kinds[KINDS];
	uint64_t aliases;
} count;

static uint64_t alias_count(const char *aliases)
{
	uint64_t found = aliases[0] != '\0';
	for (; *aliases != '\0'; aliases++)
		found += *aliases == '|';
	return found;
}

static int by_theme(const void *a, const void *b)
{
	const count *first = a;
	const count *second = b;
	size_t size = first->theme.size < second->theme.size ? first->theme.size : second->theme.size;
	int order = size == 0 ? 0 : memcmp(first->theme.data, second->theme.data, size);
	return order != 0 ? order : (first->theme.size > second->theme.size) - (first->theme.size < second->theme.size);
}

/* Rows of the same theme become one; returns how many are left. */
static size_t add_up(count *rows, size_t size)
{
	size_t kept = 0;
	for (size_t i = 0; i < size; i++) {
		if (kept == 0 || by_theme(&rows[kept - 1], &rows[i]) != 0) {
			rows[kept++] = rows[i];
			continue;
		}
		for (size_t kind = 0; kind < KINDS; kind++)
			rows[kept - 1].kinds[kind] += rows[i].kinds[kind];
		rows[kept - 1].aliases += rows[i].aliases;
	}
	return kept;
}

static void print_count(const char *name, const count *row)
{
	lc__print_padded(stdout, name, 36);
	for (size_t kind = 0; kind < KINDS; kind++)
		printf(" %10" PRIu64, row->kinds[kind]);
	printf(" %10" PRIu64 "\n", row->aliases);
}

static int stats(const lc_dictionary *dictionary)
{
	size_t size = lc_dictionary_count(dictionary);
	count *rows = lc__calloc(size + 1, sizeof *rows);
	if (rows == NULL) {
		lc_error error;
		(void)lc__fail_nomem(&error);
		return lc__tell_error(&error);
	}
	count all = {0};
	for (size_t i = 0; i < size; i++) {
		const lc_term *term = lc_dictionary_term(dictionary, i);
		uint64_t aliases = alias_count(term->aliases);
		rows[i].theme = (lc_view){.data = term->theme, .size = strcspn(term->theme, "/")};
		rows[i].kinds[term->kind] = 1;
		rows[i].aliases = aliases;
		all.kinds[term->kind]++;
		all.aliases += aliases;
	}
	qsort(rows, size, sizeof *rows, by_theme);
	size = add_up(rows, size);
	lc__print_padded(stdout, "theme", 36);
	printf(" %10s %10s %10s %10s %10s\n", "terms", "indicators", "shields", "names", "aliases");
	for (size_t i = 0; i < size; i++) {
		char name[256];
		snprintf(name, sizeof name, "%.*s", (int)rows[i].theme.size, rows[i].theme.data);
		print_count(name[0] == '\0' ? "(no theme)" : name, &rows[i]);
	}
	print_count("all", &all);
	lc__free(rows);
	return LIANGCE_EXIT_DONE;
}

int lc__command_dict(const char *program, int argc, char **argv)
{
	(void)program;
	bool nested = false;
	opterr = 0;
	optind = 1;
	for (int option; (option = getopt_long(argc, argv, "h", long_options, NULL)) != -1;) {
		switch (option) {
		case 'n': nested = true; break;
		case 'h': fputs(help, stdout); return lc__end_output(LIANGCE_EXIT_DONE);
		default: return lc__tell_usage("dict", "no such option: %s", argv[optind - 1]);
		}
	}
	if (optind == argc)
		return lc__tell_usage("dict", "check, list or stats?");
	const char *what = argv[optind++];
	bool wants_check = strcmp(what, "check") == 0;
	bool wants_list = strcmp(what, "list") == 0;
	if (!wants_check && !wants_list && strcmp(what, "stats") != 0)
		return lc__tell_usage("dict", "check, list or stats, not \"%s\"", what);
	lc_dictionary *dictionary = NULL;
	lc_error error;
	if (lc__load_dictionary(&dictionary, (const char *const *)argv + optind, (size_t)(argc - optind), &error) != LIANGCE_OK)
		return lc__tell_error(&error);
	int code = wants_check ? check(dictionary, nested) : wants_list ? list(dictionary) : stats(dictionary);
	lc_dictionary_free(dictionary);
	return lc__end_output(code);
}
