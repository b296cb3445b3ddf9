/* SPDX-License-Identifier: Apache-2.0 */
/* match/finder and match/scan where there are many terms: more in a document, or beginning alike, than are looked at in one go. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"

static lc_ruleset *ruleset_of(const char *text)
{
	lc_dictionary *dictionary;
	lc_ruleset *rules;
	assert_int_equal(lc_dictionary_new(&dictionary, NULL), LIANGCE_OK);
	assert_int_equal(lc_dictionary_add_text(dictionary, "d", (lc_view){text, strlen(text)}, NULL), LIANGCE_OK);
	lc_rules_config config = {.dictionary = dictionary, .overlap = LIANGCE_OVERLAP_ALL};
	assert_int_equal(lc_ruleset_new(&rules, &config, NULL), LIANGCE_OK);
	lc_dictionary_free(dictionary);
	return rules;
}

/* Of every other of many terms, in whatever order the text has them, and again when the next document has only few. */
static void counts_are_in_order_of_terms(void **state)
{
	enum { TERMS = 500 };
	static const unsigned steps[] = {2, 50, 2};
	char line[8], dictionary[TERMS * 5 + 1] = "", text[TERMS * 7 + 1];
	(void)state;
	for (unsigned i = 0; i < TERMS; i++)
		snprintf(dictionary + (size_t)i * 5, 6, "w%03u\n", i);
	lc_ruleset *rules = ruleset_of(dictionary);
	lc_scan *scan;
	assert_int_equal(lc_scan_new(&scan, rules, NULL, NULL), LIANGCE_OK);
	for (size_t round = 0; round < sizeof steps / sizeof *steps; round++) {
		const unsigned step = steps[round];
		text[0] = '\0';
		for (unsigned i = TERMS; i > 0; i -= step) {
			snprintf(line, sizeof line, "w%03u。", i - step);
			strncat(text, line, sizeof text - strlen(text) - 1);
		}
		lc_scan_begin(scan);
		assert_int_equal(lc_scan_text(scan, (lc_view){text, strlen(text)}, 0, strlen(text), NULL), LIANGCE_OK);
		const lc_document *document = lc_scan_document(scan);
		assert_int_equal(document->count_count, TERMS / step);
		for (unsigned i = 0; i < document->count_count; i++) {
			assert_int_equal(document->counts[i].term, i * step);
			assert_int_equal(document->counts[i].occurrences, 1);
		}
	}
	lc_scan_free(scan);
	lc_ruleset_free(rules);
}

/* More than are looked at in one go, each where the text has it. */
static void many_terms_begin_alike(void **state)
{
	enum { TERMS = 3000, BYTES = 24 };
	(void)state;
	char *dictionary = malloc(TERMS * BYTES), *text = malloc(TERMS * BYTES);
	size_t size = 0, text_size = 0;
	for (unsigned i = 0; i < TERMS; i++) {
		size += (size_t)snprintf(dictionary + size, BYTES, "甲乙丙%04u\n", i);
		text_size += (size_t)snprintf(text + text_size, BYTES, "甲乙丙%04u。", i * 7 % TERMS);
	}
	lc_ruleset *rules = ruleset_of(dictionary);
	lc_scan *scan;
	assert_int_equal(lc_scan_new(&scan, rules, &(lc_scan_options){.keep_matches = true}, NULL), LIANGCE_OK);
	lc_scan_begin(scan);
	assert_int_equal(lc_scan_text(scan, (lc_view){text, text_size}, 0, text_size, NULL), LIANGCE_OK);
	const lc_document *document = lc_scan_document(scan);
	assert_int_equal(document->match_count, TERMS);
	for (unsigned i = 0; i < TERMS; i++) {
		assert_int_equal(document->matches[i].term, i * 7 % TERMS);
		assert_int_equal(document->matches[i].span.char_start, i * 8);
	}
	lc_scan_free(scan);
	lc_ruleset_free(rules);
	free(dictionary);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(counts_are_in_order_of_terms),
	    cmocka_unit_test(many_terms_begin_alike),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
