/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Marking: see marks.h. A match is [营商环境] or in the colour of its theme; a number that measures something is {58502件 → 有效诉求}, or
 * underlined with the arrow behind it. Marks may overlap under `--overlap all`, and then simply do.
 */
#include "marks.h"

#include <stdio.h>
#include <stdlib.h>

#include "terminal.h"

/* One end of a mark. */
typedef struct edge {
	uint64_t at;
	uint64_t other; /* where the mark's other end is */
	bool opens;
	const lc_match *match; /* one of the two */
	const lc_fact *fact;
} edge;

/* What is open where the printing stands. */
typedef struct pen {
	const lc_ruleset *rules;
	bool colour;
	int matches;
	int facts;
	const char *theme;
} pen;

/* Ends before beginnings; of beginnings at one place the longer mark first, of ends the shorter: marks nest where they can. */
static int by_place(const void *a, const void *b)
{
	const edge *first = a;
	const edge *second = b;
	if (first->at != second->at)
		return first->at < second->at ? -1 : 1;
	if (first->opens != second->opens)
		return first->opens ? 1 : -1;
	if (first->other != second->other)
		return first->other > second->other ? -1 : 1;
	/* A fact that is also a match: the fact outside. */
	bool fact_first = first->opens ? first->fact != NULL : first->fact == NULL;
	return (first->fact != NULL) == (second->fact != NULL) ? 0 : fact_first ? -1 : 1;
}

static bool is_shown(const lc_fact *fact)
{
	return fact->kind != LIANGCE_FACT_NAME && fact->kind != LIANGCE_FACT_ID;
}

static size_t add_mark(edge *edges, size_t count, const lc_span *span, const lc_match *match, const lc_fact *fact)
{
	edges[count] = (edge){.at = span->byte_start, .other = span->byte_end, .opens = true, .match = match, .fact = fact};
	edges[count + 1] = (edge){.at = span->byte_end, .other = span->byte_start, .match = match, .fact = fact};
	return count + 2;
}

const char *lc__theme_colour(const char *theme)
{
	static const char *const colours[] = {"\033[31m", "\033[32m", "\033[33m", "\033[34m", "\033[35m", "\033[36m",
	                                      "\033[91m", "\033[92m", "\033[93m", "\033[94m", "\033[95m", "\033[96m"};
	uint32_t hash = 2166136261U;
	for (size_t i = 0; theme[i] != '\0' && theme[i] != '/'; i++)
		hash = (hash ^ (unsigned char)theme[i]) * 16777619U;
	return colours[hash % (sizeof colours / sizeof *colours)];
}

static void set_style(const pen *self)
{
	fputs("\033[0m", stdout);
	if (self->matches > 0)
		printf("\033[1m%s", lc__theme_colour(self->theme));
	if (self->facts > 0)
		fputs("\033[4m", stdout);
}

static void print_arrow(const pen *self, const lc_fact *fact)
{
	if (!fact->has_subject || fact->subject.size == 0)
		return;
	fputs(self->colour ? "\033[0;2m→" : " → ", stdout);
	lc__print_plain(stdout, fact->subject);
}

static void pass(pen *self, const edge *at)
{
	if (at->match != NULL) {
		self->matches += at->opens ? 1 : -1;
		if (at->opens)
			self->theme = lc_ruleset_term(self->rules, at->match->term)->theme;
		if (!self->colour)
			putchar(at->opens ? '[' : ']');
	} else {
		self->facts += at->opens ? 1 : -1;
		if (!self->colour && at->opens)
			putchar('{');
		if (!at->opens)
			print_arrow(self, at->fact);
		if (!self->colour && !at->opens)
			putchar('}');
	}
	if (self->colour)
		set_style(self);
}

lc_status lc__print_marked(const lc_ruleset *rules, lc_view text, const lc_document *document, bool colour, lc_error *err)
{
	edge *edges = NULL;
	size_t count = 0;
	size_t most = 2 * (document->match_count + document->fact_count);
	if (most > 0) {
		edges = lc__alloc(most, sizeof *edges);
		if (edges == NULL)
			return lc__fail_nomem(err);
	}
	for (size_t i = 0; edges != NULL && i < document->match_count; i++)
		count = add_mark(edges, count, &document->matches[i].span, &document->matches[i], NULL);
	for (size_t i = 0; edges != NULL && i < document->fact_count; i++)
		if (is_shown(&document->facts[i]))
			count = add_mark(edges, count, &document->facts[i].span, NULL, &document->facts[i]);
	if (count > 0)
		qsort(edges, count, sizeof *edges, by_place);
	pen self = {.rules = rules, .colour = colour, .theme = ""};
	size_t done = 0;
	for (size_t i = 0; i < count; i++) {
		lc__print_plain(stdout, (lc_view){.data = text.data + done, .size = edges[i].at - done});
		done = edges[i].at;
		pass(&self, &edges[i]);
	}
	lc__print_plain(stdout, (lc_view){.data = text.data + done, .size = text.size - done});
	lc__free(edges);
	return LIANGCE_OK;
}
