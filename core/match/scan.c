/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A scan: takes a text segment by segment through fold, engine, overlap policy and facts, and keeps what was found in the
 * document so far. Owns all memory that one thread needs.
 */
#include "match/scan.h"

#include <stdlib.h>

#include "lexicon/dictionary.h"
#include "liangce_words.h"
#include "match/finder.h"
#include "match/found_facts.h"

struct lc_scan {
	const lc_ruleset *rules;
	bool keep_matches;
	lc__folded folded;
	lc__finder finder;
	lc__found_facts facts;
	lc__found_words words;
	lc__hit *hits; /* of a segment, for the facts */
	size_t hit_capacity;
	uint64_t *occurrences; /* by term; zero outside `touched` */
	lc_term_count *counts; /* room for every term */
	size_t touched;        /* terms with occurrences: counts[0 … touched) names them, in order of first find */
	bool sorted;           /* counts is in order and holds the occurrences */
	lc_match *matches;
	size_t match_capacity;
	lc_document document;
};

enum { MATCHES_MAX = 1 << 26, FEW_COUNTS = 64 };

lc_status lc_scan_new(lc_scan **out, const lc_ruleset *rules, const lc_scan_options *options, lc_error *err)
{
	static const lc_scan_options none = {0};
	if (options == NULL)
		options = &none;
	lc_scan *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	size_t terms = rules->dictionary->count;
	self->rules = rules;
	self->keep_matches = options->keep_matches;
	self->occurrences = lc__calloc(terms, sizeof *self->occurrences);
	self->counts = lc__alloc(terms, sizeof *self->counts);
	lc_status status = self->occurrences == NULL || self->counts == NULL ? lc__fail_nomem(err) : LIANGCE_OK;
	if (status == LIANGCE_OK)
		status = lc__folded_init(&self->folded, err);
	if (status == LIANGCE_OK)
		status = lc__finder_init(&self->finder, rules, options->stop, err);
	if (status == LIANGCE_OK && rules->facts != NULL)
		status = lc__found_facts_init(&self->facts, rules, options->without_spans, err);
	if (status == LIANGCE_OK)
		*out = self;
	else
		lc_scan_free(self);
	return status;
}

void lc_scan_free(lc_scan *self)
{
	if (self == NULL)
		return;
	lc__found_facts_release(&self->facts);
	lc__found_words_release(&self->words);
	lc__finder_release(&self->finder);
	lc__folded_release(&self->folded);
	lc__free(self->hits);
	lc__free(self->occurrences);
	lc__free(self->counts);
	lc__free(self->matches);
	lc__free(self);
}

void lc_scan_begin(lc_scan *self)
{
	for (size_t i = 0; i < self->touched; i++)
		self->occurrences[self->counts[i].term] = 0;
	self->touched = 0;
	self->sorted = true;
	self->document = (lc_document){0};
	lc__found_facts_clear(&self->facts);
	lc__found_words_clear(&self->words);
}

void lc_scan_keep_words(lc_scan *self)
{
	if (self->words.wanted)
		return;
	lc__found_words_init(&self->words);
	self->facts.words = &self->words;
}

const lc__found_words *lc__scan_words(const lc_scan *self)
{
	return &self->words;
}

static void count_term(lc_scan *self, uint32_t term)
{
	if (self->occurrences[term]++ == 0)
		self->counts[self->touched++].term = term;
	self->document.occurrences++;
	self->sorted = false;
}

static lc_status keep_match(lc_scan *self, lc__find find, uint32_t term, lc_error *err)
{
	void *matches = self->matches;
	lc_status status =
	    lc__grow(&matches, &self->match_capacity, self->document.match_count + 1, MATCHES_MAX, sizeof *self->matches, err);
	self->matches = matches;
	if (status == LIANGCE_OK) {
		lc_span span = lc__span_in_document(&self->folded, lc__find_start(find), lc__find_end(find), &self->document);
		self->matches[self->document.match_count++] = (lc_match){term, span};
	}
	return status;
}

/* Counts what the policy leaves of the finds. */
static lc_status count_finds(lc_scan *self, const lc__find *finds, size_t count, lc_error *err)
{
	const uint32_t *counted = self->rules->patterns.counted;
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++) {
		uint32_t term = counted[lc__find_pattern(finds[i])];
		/* Two patterns with gaps of one term may cover the same units. */
		bool again = i > 0 && finds[i - 1] >> 28 == finds[i] >> 28 && counted[lc__find_pattern(finds[i - 1])] == term;
		if (term == LIANGCE_NO_TERM || again)
			continue;
		count_term(self, term);
		if (self->keep_matches)
			status = keep_match(self, finds[i], term, err);
	}
	return status;
}

/* Finds that the policy left, and names, as one list in text order. */
static lc_status list_hits(lc_scan *self, size_t find_count, size_t *hit_count, lc_error *err)
{
	const lc__finder *from = &self->finder;
	size_t total = find_count + from->names.count;
	void *hits = self->hits;
	lc_status status = lc__grow(&hits, &self->hit_capacity, total, MATCHES_MAX, sizeof *self->hits, err);
	self->hits = hits;
	if (status != LIANGCE_OK)
		return status;
	for (size_t i = 0, n = 0; i + n < total;) {
		bool name = i == find_count || (n < from->names.count && from->names.items[n] < from->finds.items[i]);
		lc__find find = name ? from->names.items[n] : from->finds.items[i];
		self->hits[i + n] =
		    (lc__hit){lc__find_start(find), lc__find_end(find), self->rules->patterns.items[lc__find_pattern(find)].term};
		if (name)
			n++;
		else
			i++;
	}
	*hit_count = total;
	return LIANGCE_OK;
}

static lc_status scan_segment(lc_scan *self, lc_view segment, lc_error *err)
{
	lc__finder *finder = &self->finder;
	lc_status status = lc__fold(&self->folded, segment, err);
	if (status == LIANGCE_OK && lc__finder_reads_codes(finder))
		lc__fold_codes(&self->folded);
	if (status == LIANGCE_OK)
		status = lc__finder_run(finder, &self->folded, err);
	if (status != LIANGCE_OK)
		return status;
	size_t count = finder->finds.count;
	if (self->rules->overlap == LIANGCE_OVERLAP_ALL)
		status = count_finds(self, finder->finds.items, count, err);
	count = lc__finds_longest(finder->finds.items, count);
	if (status == LIANGCE_OK && self->rules->overlap == LIANGCE_OVERLAP_LONGEST)
		status = count_finds(self, finder->finds.items, count, err);
	bool facts = self->rules->facts != NULL && finder->spot_count > 0;
	size_t hit_count = 0;
	if (status == LIANGCE_OK && (facts || self->words.wanted))
		status = list_hits(self, count, &hit_count, err);
	if (status == LIANGCE_OK && facts)
		status = lc__found_facts_add(&self->facts, &self->folded, self->hits, hit_count, finder->spots, finder->spot_count,
		                             &self->document, err);
	lc__known known = {self->hits, hit_count, self->rules->dictionary->terms};
	if (status == LIANGCE_OK)
		status = lc__found_words_add_quoted(&self->words, &self->folded, &known, segment, err);
	if (status == LIANGCE_OK)
		status = lc__found_words_add_repeated(&self->words, &self->folded, &known, err);
	self->document.bytes += self->folded.bytes;
	self->document.characters += self->folded.characters;
	self->document.invalid += self->folded.invalid;
	return status;
}

/* The cut behind `from`, which is a cut itself. */
static size_t next_cut(lc_view text, size_t from)
{
	size_t nominal = from / LIANGCE_SEGMENT_BYTES * LIANGCE_SEGMENT_BYTES;
	size_t cut;
	while ((cut = lc_segment_cut(text, nominal)) <= from)
		nominal += LIANGCE_SEGMENT_BYTES;
	return cut;
}

lc_status lc_scan_text(lc_scan *self, lc_view text, size_t from, size_t to, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	self->document.match_count = 0;
	lc__found_facts_clear(&self->facts);
	lc__found_words_clear(&self->words);
	while (from < to && status == LIANGCE_OK) {
		size_t cut = next_cut(text, from);
		if (cut > to)
			cut = to;
		status = scan_segment(self, (lc_view){text.data + from, cut - from}, err);
		from = cut;
	}
	return status;
}

static int by_term(const void *a, const void *b)
{
	uint32_t x = ((const lc_term_count *)a)->term, y = ((const lc_term_count *)b)->term;
	return (x > y) - (x < y);
}

/* A short document has a few dozen terms: for these the way through qsort costs more than the sorting. */
static void sort_counts(lc_term_count *counts, size_t count)
{
	if (count > FEW_COUNTS) {
		qsort(counts, count, sizeof *counts, by_term);
		return;
	}
	for (size_t i = 1; i < count; i++) {
		lc_term_count next = counts[i];
		size_t at = i;
		for (; at > 0 && counts[at - 1].term > next.term; at--)
			counts[at] = counts[at - 1];
		counts[at] = next;
	}
}

const lc_document *lc_scan_document(lc_scan *self)
{
	if (!self->sorted) {
		sort_counts(self->counts, self->touched);
		for (size_t i = 0; i < self->touched; i++)
			self->counts[i].occurrences = self->occurrences[self->counts[i].term];
		self->sorted = true;
	}
	self->document.counts = self->counts;
	self->document.count_count = self->touched;
	self->document.matches = self->matches;
	lc__found_facts_get(&self->facts, &self->document.facts, &self->document.fact_count);
	return &self->document;
}
