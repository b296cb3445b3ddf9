/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A scan: takes a text segment by segment through fold, engine, overlap policy and facts, and keeps what was found in the
 * document so far. Owns all memory that one thread needs.
 */
#include "match/scan.h"

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
	lc_term_count *counts; /* room for every term and one more */
	size_t touched;        /* terms with occurrences: counts[0 … touched) names them, in order of first find */
	bool sorted;           /* counts is in order and holds the occurrences */
	uint64_t *marks;       /* a bit for each term, for the sorting; all zero */
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
	self->counts = lc__alloc(terms + 1, sizeof *self->counts);
	self->marks = lc__calloc(terms / 64 + 1, sizeof *self->marks);
	lc_status status =
	    self->occurrences == NULL || self->counts == NULL || self->marks == NULL ? lc__fail_nomem(err) : LIANGCE_OK;
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
	lc__free(self->marks);
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

/* Without a branch: whether a term is new nothing foretells. */
static void count_term(lc_scan *self, uint32_t term)
{
	self->counts[self->touched].term = term;
	self->touched += self->occurrences[term]++ == 0;
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
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++) {
		const lc__what what = lc__find_what(finds[i]);
		if (lc__what_role(what) != LIANGCE_ROLE_COUNTED)
			continue;
		count_term(self, lc__what_term(what));
		if (self->keep_matches)
			status = keep_match(self, finds[i], lc__what_term(what), err);
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
		lc__what what = lc__find_what(find);
		self->hits[i + n] = (lc__hit){.start = lc__find_start(find),
		                              .end = lc__find_end(find),
		                              .term = lc__what_term(what),
		                              .counted = lc__what_role(what) == LIANGCE_ROLE_COUNTED,
		                              .name = name};
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

/* A short document has a few dozen terms: looking for them among all would cost more. */
static void sort_few(lc_term_count *counts, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		lc_term_count next = counts[i];
		size_t at = i;
		for (; at > 0 && counts[at - 1].term > next.term; at--)
			counts[at] = counts[at - 1];
		counts[at] = next;
	}
}

/* Marks all that are there, and lists what is marked. */
static void sort_many(uint64_t *marks, lc_term_count *counts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		marks[counts[i].term / 64] |= (uint64_t)1 << counts[i].term % 64;
	for (size_t word = 0, listed = 0; listed < count; marks[word++] = 0)
		for (uint64_t left = marks[word]; left != 0; left &= left - 1)
			counts[listed++].term = (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(left);
}

const lc_document *lc_scan_document(lc_scan *self)
{
	if (!self->sorted) {
		if (self->touched <= FEW_COUNTS)
			sort_few(self->counts, self->touched);
		else
			sort_many(self->marks, self->counts, self->touched);
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
