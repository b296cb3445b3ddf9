/* SPDX-License-Identifier: Apache-2.0 */
/* `liangce dict list` and `dict stats`: what is in dictionaries. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "rules.h"
#include "terminal.h"

#define KINDS 4

/* ---------------------------------------------------------------- list */

/* A comment, so that what is printed is a dictionary again. A line end in the name would end it. */
static void print_source(const char *source)
{
	fputs("# from ", stdout);
	for (; *source != '\0'; source++)
		putchar(*source == '\n' || *source == '\r' ? '?' : *source);
	putchar('\n');
}

static int list(const lc_dictionary *dictionary)
{
	const char *source = NULL;
	puts("# term\ttheme\taliases\tkind\tunit_hint\tnote");
	for (size_t i = 0; i < lc_dictionary_count(dictionary); i++) {
		const lc_term *term = lc_dictionary_term(dictionary, i);
		if (term->source != source)
			print_source(term->source);
		source = term->source;
		printf("%s\t%s\t%s\t%s\t%s\t%s\n", term->term, term->theme, term->aliases, lc_term_kind_text(term->kind),
		       term->unit_hint, term->note);
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

/* ---------------------------------------------------------------- both */

static int look_into(int argc, char **argv, int (*job)(const lc_dictionary *dictionary))
{
	lc_dictionary *dictionary = NULL;
	lc_error error;
	for (int i = 1; i < argc; i++)
		if (argv[i][0] == '-')
			return lc__tell_usage("dict", "no such option: %s", argv[i]);
	if (lc__load_dictionary(&dictionary, (const char *const *)argv + 1, (size_t)(argc - 1), &error) != LIANGCE_OK)
		return lc__tell_error(&error);
	int code = job(dictionary);
	lc_dictionary_free(dictionary);
	return code;
}

int lc__dict_list(int argc, char **argv)
{
	return look_into(argc, argv, list);
}

int lc__dict_stats(int argc, char **argv)
{
	return look_into(argc, argv, stats);
}
