/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words that no dictionary has, in any bytes: each stands inside its context and is made of what words are made of; twice the same text
 * counts twice; and what the store gives back is what the tallies held.
 */
#include "fuzz/fuzz.h"

#include <string.h>

#include "liangce_words.h"
#include "match/scan.h"
#include "text/utf8.h"

static lc_ruleset *rules;
static lc_scan *scan;
static lc_tally *tally;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const char terms[] =
	    "营商环境\n办结率\t\t\tindicator\n放管服改革\t\t“放管服”改革\n深化*改革\n十四五\t\t\tname\n印度尼西亚\t\t\tshield\n";
	lc_dictionary *dictionary = NULL;
	(void)argc, (void)argv;
	FUZZ_CHECK(lc_dictionary_new(&dictionary, NULL) == LIANGCE_OK);
	FUZZ_CHECK(lc_dictionary_add_text(dictionary, "fuzz.tsv", (lc_view){terms, sizeof terms - 1}, NULL) == LIANGCE_OK);
	lc_rules_config config = {
	    .dictionary = dictionary, .facts = true, .units_path = LIANGCE_SOURCE_DIR "/core/lexicon/units.tsv"};
	FUZZ_CHECK(lc_ruleset_new(&rules, &config, NULL) == LIANGCE_OK);
	FUZZ_CHECK(lc_scan_new(&scan, rules, NULL, NULL) == LIANGCE_OK && lc_tally_new(&tally, rules, NULL) == LIANGCE_OK);
	lc_scan_keep_words(scan);
	lc_dictionary_free(dictionary);
	return 0;
}

static void check_word(const lc__found_words *found, const lc__found_word *word)
{
	const uint8_t *at = (const uint8_t *)found->texts.data + word->word, *end = at + word->word_size;
	size_t characters = 0;
	FUZZ_CHECK(word->context <= word->word && word->word + word->word_size <= word->context + word->context_size);
	FUZZ_CHECK(word->context + word->context_size <= found->texts.size && word->context_size <= LIANGCE_CONTEXT_BYTES);
	for (; at < end; characters++) {
		lc__character c = lc__decode(at, end);
		FUZZ_CHECK(c.valid && strchr("\"*[]|#,:\t\n ", (int)(c.point < 0x80 ? c.point : 'x')) == NULL);
		at += c.width;
	}
	FUZZ_CHECK(characters >= 2 && characters <= LIANGCE_WORD_MOST);
	FUZZ_CHECK(word->seen == LIANGCE_SEEN_MEASURED || word->unit[0] == '\0');
}

static void sum_up(const lc_word *word, void *payload)
{
	uint64_t *sums = payload;
	FUZZ_CHECK(strstr(word->context, word->word) != NULL && word->unit != NULL);
	FUZZ_CHECK(word->measured_documents <= 2 && word->quoted_documents <= 2);
	FUZZ_CHECK(word->repeated_documents == 0 || word->repeated_documents == 2);
	sums[LIANGCE_SEEN_MEASURED] += word->measured;
	sums[LIANGCE_SEEN_QUOTED] += word->quoted;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	lc_view text = {(const char *)data, size};
	lc_store *store = NULL;
	uint64_t found[3] = {0}, told[3] = {0};
	lc_scan_begin(scan);
	FUZZ_CHECK(lc_scan_text(scan, text, 0, size, NULL) == LIANGCE_OK);
	const lc__found_words *words = lc__scan_words(scan);
	for (size_t i = 0; i < words->count; i++) {
		check_word(words, &words->items[i]);
		found[words->items[i].seen] += 2;
	}
	FUZZ_CHECK(lc_store_new(&store, rules, &(lc_store_config){.format = LIANGCE_FORMAT_CSV}, NULL) == LIANGCE_OK);
	for (uint64_t source = 0; source < 2; source++) {
		lc_tally_clear(tally);
		FUZZ_CHECK(lc_tally_add_words(tally, source, scan, NULL) == LIANGCE_OK);
		FUZZ_CHECK(lc_store_add(store, tally, NULL) == LIANGCE_OK);
	}
	FUZZ_CHECK(lc_store_words(store, 1, INT64_MAX, sum_up, told, NULL) == LIANGCE_OK);
	FUZZ_CHECK(told[LIANGCE_SEEN_MEASURED] == found[LIANGCE_SEEN_MEASURED]);
	FUZZ_CHECK(told[LIANGCE_SEEN_QUOTED] == found[LIANGCE_SEEN_QUOTED]);
	lc_store_free(store);
	return 0;
}
