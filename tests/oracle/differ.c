/* SPDX-License-Identifier: Apache-2.0 */
/* See differ.h. */
#include "oracle/differ.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { CONTEXT_BYTES = 60 };

void differ_say(differ_report *report, const char *format, ...)
{
	report->differences++;
	if (!report->file || report->left == 0)
		return;
	report->left--;
	va_list arguments;
	va_start(arguments, format);
	vfprintf(report->file, format, arguments);
	va_end(arguments);
	fputc('\n', report->file);
}

/* Room for the context of a place: at most 8 bytes for each byte. */
typedef struct around {
	char text[8 * (4 * CONTEXT_BYTES)];
} around;

/* What is printed as it is: visible ASCII and the blocks of East Asian text, without variation selectors and BOM. */
static bool is_legible(uint32_t code)
{
	return (code >= 0x20 && code < 0x7F) || (code >= 0x2E80 && code < 0xFE00 && (code < 0xD800 || code > 0xF8FF)) ||
	       (code >= 0xFE30 && code < 0xFEFF) || (code >= 0xFF01 && code < 0xFFF0) || (code >= 0x2010 && code < 0x2028);
}

/* The text around [start, end), which stands in brackets; bytes that cannot be seen as \xHH. */
static const char *context(around *out, lc_view text, size_t start, size_t end)
{
	size_t from = start > CONTEXT_BYTES ? start - CONTEXT_BYTES : 0, used = 0, count;
	size_t to = end < text.size - CONTEXT_BYTES && text.size > CONTEXT_BYTES ? end + CONTEXT_BYTES : text.size;
	if (to - from > 3 * CONTEXT_BYTES)
		to = from + 3 * CONTEXT_BYTES;
	oracle_character *characters = oracle_decode((lc_view){text.data + from, to - from}, &count);
	for (size_t i = 0; i < count; i++) {
		size_t first = from + characters[i].byte_start, behind = from + characters[i].byte_end;
		if (first == start)
			used += (size_t)sprintf(out->text + used, "⟦");
		for (size_t at = first; at < behind; at++)
			used += (size_t)sprintf(out->text + used,
			                        is_legible(characters[i].code) && !characters[i].ill_formed ? "%c" : "\\x%02X",
			                        (unsigned char)text.data[at]);
		if (behind == end)
			used += (size_t)sprintf(out->text + used, "⟧");
	}
	out->text[used] = '\0';
	free(characters);
	return out->text;
}

/* ---------------------------------------------------------------- folding */

static bool same_span(const lc_span *a, const lc_span *b)
{
	return a->byte_start == b->byte_start && a->byte_end == b->byte_end && a->char_start == b->char_start &&
	       a->char_end == b->char_end;
}

static bool stands_for_itself(const oracle_unit *unit)
{
	return unit->unit != ' ' && unit->unit != ORACLE_UNIT_BREAK;
}

static bool differ_units(const lc__folded *engine, const oracle_text *oracle, lc_view text, differ_report *report)
{
	around place_text;
	size_t common = engine->count - 2 < oracle->count ? engine->count - 2 : oracle->count;
	for (size_t i = 0; i < common; i++) {
		const lc_span *place = &oracle->units[i].span;
		if (engine->units[i + 1] == oracle->units[i].unit)
			continue;
		differ_say(report, "unit %zu: engine U+%04X, oracle U+%04X at \"%s\"", i, engine->units[i + 1],
		           oracle->units[i].unit, context(&place_text, text, place->byte_start, place->byte_end));
		return false;
	}
	if (engine->count - 2 == oracle->count)
		return true;
	size_t at = common < oracle->count ? oracle->units[common].span.byte_start : text.size;
	differ_say(report, "units: engine %u, oracle %zu: \"%s\"", engine->count - 2, oracle->count,
	           context(&place_text, text, at, at));
	return false;
}

static bool differ_places(const lc__folded *engine, const oracle_text *oracle, lc_view text, differ_report *report)
{
	around place_text;
	for (size_t i = 0; i < oracle->count; i++) {
		if (!stands_for_itself(&oracle->units[i]))
			continue;
		/* this unit alone, and with some before it */
		for (size_t back = 0; back <= i && back <= 12; back += 4) {
			const oracle_unit *first = &oracle->units[i - back], *last = &oracle->units[i];
			if (!stands_for_itself(first))
				continue;
			lc_span expected = {first->span.byte_start, last->span.byte_end, first->span.char_start,
			                    last->span.char_end};
			lc_span got = lc__fold_span(engine, (uint32_t)(i - back + 1), (uint32_t)(i + 2));
			if (same_span(&got, &expected))
				continue;
			differ_say(report,
			           "units %zu to %zu: engine bytes %lu-%lu characters %lu-%lu, oracle %lu-%lu, %lu-%lu at \"%s\"",
			           i - back, i + 1, got.byte_start, got.byte_end, got.char_start, got.char_end, expected.byte_start,
			           expected.byte_end, expected.char_start, expected.char_end,
			           context(&place_text, text, expected.byte_start, expected.byte_end));
			return false;
		}
	}
	return true;
}

bool differ_fold(lc__folded *scratch, const oracle_table *table, lc_view segment, differ_report *report)
{
	oracle_text oracle;
	lc_error err;
	bool same = false;
	oracle_fold(&oracle, table, segment);
	if (lc__fold(scratch, segment, &err) != LIANGCE_OK) {
		differ_say(report, "lc__fold: %s", err.message);
	} else if (scratch->count < 2 || scratch->units[0] != LIANGCE_UNIT_BREAK ||
	           scratch->units[scratch->count - 1] != LIANGCE_UNIT_BREAK) {
		differ_say(report, "sentinels are missing among %u units", scratch->count);
	} else if (scratch->characters != oracle.characters || scratch->invalid != oracle.ill_formed ||
	           scratch->bytes != segment.size) {
		differ_say(report, "engine %u bytes, %u characters, %u ill-formed; oracle %zu, %zu, %zu", scratch->bytes,
		           scratch->characters, scratch->invalid, segment.size, oracle.characters, oracle.ill_formed);
	} else {
		same = differ_units(scratch, &oracle, segment, report) && differ_places(scratch, &oracle, segment, report);
	}
	oracle_text_release(&oracle);
	return same;
}

/* ---------------------------------------------------------------- scanning */

static bool same_terms(const differ_rules *self, lc_error *err)
{
	if (lc_ruleset_term_count(self->rules) != self->dictionary->term_count) {
		snprintf(err->message, sizeof err->message, "engine has %zu terms, oracle %zu", lc_ruleset_term_count(self->rules),
		         self->dictionary->term_count);
		return false;
	}
	for (size_t i = 0; i < self->dictionary->term_count; i++) {
		const lc_term *engine = lc_ruleset_term(self->rules, i);
		const oracle_term *oracle = &self->dictionary->terms[i];
		if (strcmp(engine->term, oracle->term) == 0 && strcmp(engine->theme, oracle->theme) == 0 &&
		    engine->kind == oracle->kind && strcmp(engine->aliases, oracle->aliases) == 0 && engine->line == oracle->line)
			continue;
		snprintf(err->message, sizeof err->message, "term %zu: engine %.80s of line %u, oracle %.80s of line %u", i,
		         engine->term, engine->line, oracle->term, oracle->line);
		return false;
	}
	return true;
}

static bool compile(differ_rules *self, const lc_view *texts, size_t count, lc_overlap overlap, lc_matcher matcher, lc_error *err)
{
	lc_dictionary *dictionary = NULL;
	lc_scan_options options = {.keep_matches = true};
	bool done = lc_dictionary_new(&dictionary, err) == LIANGCE_OK;
	for (size_t i = 0; done && i < count; i++)
		done = lc_dictionary_add_text(dictionary, "dictionary", texts[i], err) == LIANGCE_OK;
	if (done) {
		lc_rules_config config = {.dictionary = dictionary, .overlap = overlap, .matcher = matcher};
		done = lc_ruleset_new(&self->rules, &config, err) == LIANGCE_OK &&
		       lc_scan_new(&self->scan, self->rules, &options, err) == LIANGCE_OK;
	}
	lc_dictionary_free(dictionary);
	return done;
}

bool differ_rules_init(differ_rules *self, const oracle_table *table, const lc_view *texts, size_t count, lc_overlap overlap,
                       lc_matcher matcher, lc_error *err)
{
	*self = (differ_rules){.table = table, .dictionary = oracle_dictionary_new()};
	*err = (lc_error){.status = LIANGCE_OK};
	bool done = true;
	for (size_t i = 0; done && i < count; i++)
		done = oracle_dictionary_add(self->dictionary, table, texts[i]);
	if (!done)
		snprintf(err->message, sizeof err->message, "a row that the oracle does not take");
	done = done && compile(self, texts, count, overlap, matcher, err) && same_terms(self, err);
	if (!done)
		differ_rules_release(self);
	return done;
}

void differ_rules_release(differ_rules *self)
{
	lc_scan_free(self->scan);
	lc_ruleset_free(self->rules);
	oracle_dictionary_free(self->dictionary);
	*self = (differ_rules){NULL, NULL, NULL, NULL};
}

static int by_place(const void *left, const void *right)
{
	const lc_match *a = left, *b = right;
	if (a->span.char_start != b->span.char_start)
		return a->span.char_start < b->span.char_start ? -1 : 1;
	if (a->span.char_end != b->span.char_end)
		return a->span.char_end < b->span.char_end ? -1 : 1;
	return (a->term > b->term) - (a->term < b->term);
}

static const char *term_name(const differ_rules *self, const lc_match *match)
{
	return match ? self->dictionary->terms[match->term].term : "nothing";
}

/* The first place where the two lists part. */
static bool differ_matches(const differ_rules *self, const lc_match *engine, size_t engine_count, const oracle_result *oracle,
                           lc_view text, differ_report *report)
{
	around place_text;
	for (size_t i = 0; i < engine_count || i < oracle->match_count; i++) {
		const lc_match *ours = i < engine_count ? &engine[i] : NULL,
			       *theirs = i < oracle->match_count ? &oracle->matches[i] : NULL;
		if (ours && theirs && ours->term == theirs->term && same_span(&ours->span, &theirs->span))
			continue;
		const lc_match *first = !ours || (theirs && by_place(theirs, ours) < 0) ? theirs : ours;
		differ_say(report, "match %zu: engine %s, oracle %s at byte %lu: \"%s\"", i, term_name(self, ours),
		           term_name(self, theirs), first->span.byte_start,
		           context(&place_text, text, first->span.byte_start, first->span.byte_end));
		return false;
	}
	return true;
}

static bool differ_counts(const differ_rules *self, const lc_document *engine, const oracle_result *oracle, differ_report *report)
{
	uint64_t *counts = oracle_realloc(NULL, self->dictionary->term_count + 1, sizeof *counts);
	bool same = true;
	memset(counts, 0, (self->dictionary->term_count + 1) * sizeof *counts);
	for (size_t i = 0; i < oracle->match_count; i++)
		counts[oracle->matches[i].term]++;
	for (size_t i = 0; i < engine->count_count; i++) {
		const lc_term_count *c = &engine->counts[i];
		same = same && c->occurrences > 0 && c->occurrences == counts[c->term] &&
		       (i == 0 || engine->counts[i - 1].term < c->term);
		counts[c->term] = 0;
	}
	for (size_t i = 0; i < self->dictionary->term_count; i++)
		same = same && counts[i] == 0;
	free(counts);
	if (!same)
		differ_say(report, "the counts of terms are not those of the matches");
	return same;
}

static bool differ_document(differ_rules *self, const lc_document *engine, const oracle_result *oracle, lc_view text,
                            differ_report *report)
{
	if (engine->bytes != oracle->bytes || engine->characters != oracle->characters || engine->invalid != oracle->ill_formed) {
		differ_say(report, "engine %lu bytes, %lu characters, %lu ill-formed; oracle %lu, %lu, %lu", engine->bytes,
		           engine->characters, engine->invalid, oracle->bytes, oracle->characters, oracle->ill_formed);
		return false;
	}
	lc_match *sorted = oracle_realloc(NULL, engine->match_count + 1, sizeof *sorted);
	for (size_t i = 0; i < engine->match_count; i++)
		sorted[i] = engine->matches[i];
	bool ordered = true;
	for (size_t i = 1; i < engine->match_count; i++)
		ordered = ordered && sorted[i - 1].span.byte_start <= sorted[i].span.byte_start;
	if (!ordered)
		differ_say(report, "matches are not in text order");
	qsort(sorted, engine->match_count, sizeof *sorted, by_place);
	bool same = differ_matches(self, sorted, engine->match_count, oracle, text, report);
	free(sorted);
	if (same && engine->occurrences != oracle->occurrences) {
		differ_say(report, "occurrences: engine %lu, oracle %lu", engine->occurrences, oracle->occurrences);
		same = false;
	}
	return same && ordered && differ_counts(self, engine, oracle, report);
}

bool differ_scan(differ_rules *self, lc_view text, differ_report *report, size_t *matches)
{
	oracle_result oracle;
	lc_error err;
	bool same = false;
	oracle_scan(&oracle, self->table, self->dictionary, lc_ruleset_overlap(self->rules), text);
	lc_scan_begin(self->scan);
	if (lc_scan_text(self->scan, text, 0, text.size, &err) != LIANGCE_OK)
		differ_say(report, "lc_scan_text: %s", err.message);
	else
		same = differ_document(self, lc_scan_document(self->scan), &oracle, text, report);
	if (matches)
		*matches = oracle.match_count;
	oracle_result_release(&oracle);
	return same;
}
