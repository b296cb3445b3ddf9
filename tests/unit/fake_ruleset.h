/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A ruleset of a few terms without an engine: all that tables need to know of one. Included by one program at a time, in place
 * of match/ruleset.c.
 */
#ifndef LIANGCE_FAKE_RULESET_H
#define LIANGCE_FAKE_RULESET_H

#include "liangce.h"

struct lc_ruleset {
	const lc_term *terms;
	size_t count;
	bool facts;
};

size_t lc_ruleset_term_count(const lc_ruleset *self)
{
	return self->count;
}

const lc_term *lc_ruleset_term(const lc_ruleset *self, size_t index)
{
	return &self->terms[index];
}

lc_overlap lc_ruleset_overlap(const lc_ruleset *self)
{
	(void)self;
	return LIANGCE_OVERLAP_LONGEST;
}

bool lc_ruleset_facts(const lc_ruleset *self)
{
	return self->facts;
}

const char *lc_ruleset_hash(const lc_ruleset *self)
{
	(void)self;
	return "0123456789abcdef0123456789abcdef";
}

/* Not in the order of their names, themes nested, one term without a theme. */
enum { TERM_HOTLINE, TERM_RATE, TERM_MARKET, TERM_PLAIN, FAKE_TERMS };

static const lc_term fake_terms[FAKE_TERMS] = {
    [TERM_HOTLINE] = {"政务热线", "政务服务/热线", "", LIANGCE_KIND_TERM, "", "", "t.tsv", 1},
    [TERM_RATE] = {"办结率", "政务服务/热线/办理", "", LIANGCE_KIND_INDICATOR, "%", "", "t.tsv", 2},
    [TERM_MARKET] = {"一网通办", "政务服务/网办", "", LIANGCE_KIND_TERM, "", "", "t.tsv", 3},
    [TERM_PLAIN] = {"专班", "", "", LIANGCE_KIND_TERM, "", "", "t.tsv", 4},
};

static const lc_ruleset fake_rules = {fake_terms, FAKE_TERMS, true};

static inline lc_view view_of(const char *text)
{
	return (lc_view){.data = text, .size = __builtin_strlen(text)};
}

#endif
