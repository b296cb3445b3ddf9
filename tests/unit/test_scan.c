/* SPDX-License-Identifier: Apache-2.0 */
/* match/: rulesets, the cache, scans and the overlap policy, on texts small enough to check by eye. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/base.h"
#include "match/cache.h"
#include "match/overlap.h"

static lc_ruleset *ruleset_of(const char *dictionary_text, lc_overlap overlap, const char *cache)
{
	lc_dictionary *dictionary;
	lc_ruleset *rules;
	lc_error err;
	assert_int_equal(lc_dictionary_new(&dictionary, NULL), LIANGCE_OK);
	assert_int_equal(lc_dictionary_add_text(dictionary, "d", (lc_view){dictionary_text, strlen(dictionary_text)}, NULL),
	                 LIANGCE_OK);
	lc_rules_config config = {.dictionary = dictionary, .overlap = overlap, .cache_folder = cache};
	if (lc_ruleset_new(&rules, &config, &err) != LIANGCE_OK)
		fail_msg("%s", err.message);
	lc_dictionary_free(dictionary);
	return rules;
}

/* "term@char_start-char_end …" of all matches. */
static void assert_matches(const char *dictionary, lc_overlap overlap, const char *text, const char *expected)
{
	lc_ruleset *rules = ruleset_of(dictionary, overlap, NULL);
	lc_scan *scan;
	lc__buffer found;
	lc__buffer_init(&found, 1 << 16);
	assert_int_equal(lc_scan_new(&scan, rules, &(lc_scan_options){.keep_matches = true}, NULL), LIANGCE_OK);
	lc_scan_begin(scan);
	assert_int_equal(lc_scan_text(scan, (lc_view){text, strlen(text)}, 0, strlen(text), NULL), LIANGCE_OK);
	const lc_document *document = lc_scan_document(scan);
	uint64_t total = 0;
	for (size_t i = 0; i < document->match_count; i++)
		lc__buffer_printf(&found, NULL, "%s@%u-%u ", lc_ruleset_term(rules, document->matches[i].term)->term,
		                  (unsigned)document->matches[i].span.char_start, (unsigned)document->matches[i].span.char_end);
	for (size_t i = 0; i < document->count_count; i++)
		total += document->counts[i].occurrences;
	lc__buffer_append(&found, "", 1, NULL);
	assert_string_equal(found.data, expected);
	assert_int_equal(total, document->match_count);
	assert_int_equal(document->occurrences, document->match_count);
	lc__buffer_release(&found);
	lc_scan_free(scan);
	lc_ruleset_free(rules);
}

static void terms_are_found_as_written_anyhow(void **state)
{
	(void)state;
	assert_matches("营商环境\n放管服改革\t\t“放管服”改革\n", LIANGCE_OVERLAP_LONGEST,
	               "優(you) 化營(ying) 商環境，深化“放管服”改革和「放管服」改革。",
	               "营商环境@8-19 放管服改革@22-29 放管服改革@30-37 ");
}

static void longest_takes_the_leftmost_then_the_longest(void **state)
{
	(void)state;
	static const char dictionary[] = "环境\n营商环境\n环境优化\n优化营商\n印度\n印度尼西亚\t\t\tshield\n";
	assert_matches(dictionary, LIANGCE_OVERLAP_LONGEST, "优化营商环境优化环境，印度尼西亚和印度",
	               "优化营商@0-4 环境优化@4-8 环境@8-10 印度@17-19 ");
	assert_matches(dictionary, LIANGCE_OVERLAP_ALL, "优化营商环境优化环境，印度尼西亚和印度",
	               "优化营商@0-4 营商环境@2-6 环境优化@4-8 环境@4-6 环境@8-10 印度@11-13 印度@17-19 ");
}

static void gaps_are_up_to_three_han(void **state)
{
	(void)state;
	static const char dictionary[] = "深化*改革\n[市|县]政府\n";
	assert_matches(dictionary, LIANGCE_OVERLAP_LONGEST, "深化改革，深化放管服改革，深化行政审批改革，深化a改革，深化，改革",
	               "深化*改革@0-4 深化*改革@5-12 ");
	assert_matches(dictionary, LIANGCE_OVERLAP_LONGEST, "市政府和縣政府", "[市|县]政府@0-3 [市|县]政府@4-7 ");
	/* Every start counts under `all`; the leftmost under `longest`. */
	assert_matches(dictionary, LIANGCE_OVERLAP_ALL, "深化深化改革", "深化*改革@0-6 深化*改革@2-6 ");
	assert_matches(dictionary, LIANGCE_OVERLAP_LONGEST, "深化深化改革", "深化*改革@0-6 ");
}

/* Many gaps fit one stretch of text in more ways than could be tried one by one. */
static void many_gaps_are_tried_at_once(void **state)
{
	(void)state;
	char dictionary[200] = "甲", text[3001] = "", expected[240];
	for (int i = 0; i < 20; i++)
		strcat(dictionary, "*甲");
	for (size_t i = 0; i < 1000; i++)
		memcpy(text + 3 * i, "甲", 3);
	text[81 * 3] = '\0';
	snprintf(expected, sizeof expected, "%s@0-81 ", dictionary);
	strcat(dictionary, "\n");
	assert_matches(dictionary, LIANGCE_OVERLAP_LONGEST, text, expected);
	text[81 * 3] = "甲"[0];
	lc_ruleset *rules = ruleset_of(dictionary, LIANGCE_OVERLAP_ALL, NULL);
	lc_scan *scan = NULL;
	assert_int_equal(lc_scan_new(&scan, rules, NULL, NULL), LIANGCE_OK);
	lc_scan_begin(scan);
	assert_int_equal(lc_scan_text(scan, (lc_view){text, 3000}, 0, 3000, NULL), LIANGCE_OK);
	/* Every length from 21 to 81 at every place where there is room for it. */
	assert_int_equal(lc_scan_document(scan)->occurrences, 61 * (1000 + 1) - (21 + 81) * 61 / 2);
	lc_scan_free(scan);
	lc_ruleset_free(rules);
}

static void latin_words_and_numbers_are_not_torn(void **state)
{
	(void)state;
	static const char dictionary[] = "AI\n5G\nGDP\n12345热线\n";
	assert_matches(dictionary, LIANGCE_OVERLAP_LONGEST, "WAIC的AI与15G、5G，ＧＤＰ5%，912345热线，12345热线",
	               "AI@5-7 5G@12-14 GDP@15-18 12345热线@30-37 ");
}

static void nothing_matches_across_a_break(void **state)
{
	(void)state;
	assert_matches("营商环境\n", LIANGCE_OVERLAP_LONGEST, "优化营商。\n环境", "");
	assert_matches("营商环境\n", LIANGCE_OVERLAP_LONGEST, "优化营商\t环境", "");
}

static void finds_are_sorted_and_chosen(void **state)
{
	(void)state;
	lc__find finds[] = {lc__find_make(4, 2, 1), lc__find_make(0, 6, 2), lc__find_make(2, 4, 3), lc__find_make(0, 6, 2),
	                    lc__find_make(6, 1, 4)};
	size_t count = lc__finds_sort(finds, 5);
	assert_int_equal(count, 4);
	assert_int_equal(lc__find_what(finds[0]), 2);
	count = lc__finds_longest(finds, count);
	assert_int_equal(count, 2);
	assert_int_equal(lc__find_start(finds[1]), 6);
	assert_int_equal(lc__find_end(finds[1]), 7);
	/* So far out of order that insertion gives up. */
	static lc__find many[5000];
	for (uint32_t i = 0; i < 5000; i++)
		many[i] = lc__find_make(4999 - i, 1, 0);
	assert_int_equal(lc__finds_sort(many, 5000), 5000);
	for (uint32_t i = 0; i < 5000; i++)
		assert_int_equal(lc__find_start(many[i]), i);
}

/* A text of several segments, whole and in parts cut where it may be cut, counts the same. */
static void parts_add_up_to_the_whole(void **state)
{
	(void)state;
	static const char line[] = "全市持续优化营商环境，審批時限壓縮至40個工作日，办结率98.3%。\n優(you) 化營商環境。";
	lc_ruleset *rules = ruleset_of("营商环境\n审批时限\n办结率\n", LIANGCE_OVERLAP_LONGEST, NULL);
	size_t unit = strlen(line), size = unit * 12000;
	char *text = malloc(size);
	for (size_t i = 0; i < 12000; i++)
		memcpy(text + i * unit, line, unit);
	lc_view view = {text, size};
	lc_scan *scan;
	assert_int_equal(lc_scan_new(&scan, rules, NULL, NULL), LIANGCE_OK);
	lc_scan_begin(scan);
	assert_int_equal(lc_scan_text(scan, view, 0, size, NULL), LIANGCE_OK);
	lc_document whole = *lc_scan_document(scan);
	assert_int_equal(whole.occurrences, 4 * 12000);
	assert_int_equal(whole.bytes, size);
	lc_scan_begin(scan);
	size_t from = 0;
	for (size_t nominal = LIANGCE_SEGMENT_BYTES; from < size; nominal += LIANGCE_SEGMENT_BYTES) {
		size_t to = lc_segment_cut(view, nominal);
		assert_true(to > from && to - from <= 2 * LIANGCE_SEGMENT_BYTES);
		assert_int_equal(lc_scan_text(scan, view, from, to, NULL), LIANGCE_OK);
		from = to;
	}
	const lc_document *parts = lc_scan_document(scan);
	assert_int_equal(parts->occurrences, whole.occurrences);
	assert_int_equal(parts->characters, whole.characters);
	assert_int_equal(parts->bytes, whole.bytes);
	assert_int_equal(parts->count_count, 3);
	lc_scan_free(scan);
	lc_ruleset_free(rules);
	free(text);
}

static void a_new_document_forgets_the_last(void **state)
{
	(void)state;
	lc_ruleset *rules = ruleset_of("营商环境\n", LIANGCE_OVERLAP_LONGEST, NULL);
	lc_scan *scan;
	assert_int_equal(lc_scan_new(&scan, rules, NULL, NULL), LIANGCE_OK);
	for (int i = 0; i < 3; i++) {
		lc_scan_begin(scan);
		assert_int_equal(lc_scan_text(scan, (lc_view){"营商环境", 12}, 0, 12, NULL), LIANGCE_OK);
		assert_int_equal(lc_scan_document(scan)->occurrences, 1);
		assert_int_equal(lc_scan_document(scan)->counts[0].occurrences, 1);
	}
	lc_scan_begin(scan);
	assert_int_equal(lc_scan_text(scan, (lc_view){NULL, 0}, 0, 0, NULL), LIANGCE_OK);
	assert_int_equal(lc_scan_document(scan)->occurrences, 0);
	lc_scan_free(scan);
	lc_ruleset_free(rules);
}

static void a_scan_can_be_stopped(void **state)
{
	(void)state;
	lc_ruleset *rules = ruleset_of("营商环境\n", LIANGCE_OVERLAP_LONGEST, NULL);
	lc_scan *scan;
	int stop = 1;
	assert_int_equal(lc_scan_new(&scan, rules, &(lc_scan_options){.stop = &stop}, NULL), LIANGCE_OK);
	lc_scan_begin(scan);
	assert_int_equal(lc_scan_text(scan, (lc_view){"营商环境", 12}, 0, 12, NULL), LIANGCE_E_STOPPED);
	lc_scan_free(scan);
	lc_ruleset_free(rules);
}

/* Scans the text twice, once without spans, and compares its only fact. */
static void spans_are_left_out_on_request(void **state)
{
	(void)state;
	static const char text[] = "今年受理诉求五百件。";
	static const lc_span none;
	lc_dictionary *dictionary;
	lc_ruleset *rules;
	lc_fact facts[2];
	assert_int_equal(lc_dictionary_new(&dictionary, NULL), LIANGCE_OK);
	assert_int_equal(lc_dictionary_add_text(dictionary, "d", (lc_view){"诉求\n", 7}, NULL), LIANGCE_OK);
	lc_rules_config config = {
	    .dictionary = dictionary, .facts = true, .units_path = LIANGCE_SOURCE_DIR "/core/lexicon/units.tsv"};
	assert_int_equal(lc_ruleset_new(&rules, &config, NULL), LIANGCE_OK);
	for (int without = 0; without < 2; without++) {
		lc_scan *scan;
		assert_int_equal(lc_scan_new(&scan, rules, &(lc_scan_options){.without_spans = without != 0}, NULL), LIANGCE_OK);
		lc_scan_begin(scan);
		assert_int_equal(lc_scan_text(scan, (lc_view){text, sizeof text - 1}, 0, sizeof text - 1, NULL), LIANGCE_OK);
		assert_int_equal(lc_scan_document(scan)->fact_count, 1);
		facts[without] = lc_scan_document(scan)->facts[0];
		assert_int_equal(facts[without].subject.size, 6);
		assert_memory_equal(facts[without].subject.data, "诉求", 6);
		facts[without].subject = facts[without].unit = (lc_view){0};
		lc_scan_free(scan);
	}
	assert_int_equal(facts[0].span.char_start, 6);
	assert_int_equal(facts[0].span.char_end, 9);
	assert_int_equal(facts[0].subject_span.char_start, 4);
	assert_int_equal(facts[0].sentence.char_end, 9);
	assert_int_equal(facts[0].unit_span.char_start, 8);
	assert_int_equal(facts[0].unit_span.char_end, 9);
	facts[0].span = facts[0].subject_span = facts[0].sentence = none;
	assert_memory_equal(&facts[0].span, &facts[1].span, sizeof none);
	assert_memory_equal(&facts[0].subject_span, &facts[1].subject_span, sizeof none);
	assert_memory_equal(&facts[0].sentence, &facts[1].sentence, sizeof none);
	assert_int_equal(facts[0].lo.coefficient == facts[1].lo.coefficient && facts[0].kind == facts[1].kind, 1);
	lc_ruleset_free(rules);
	lc_dictionary_free(dictionary);
}

static void bad_dictionaries_are_refused(void **state)
{
	(void)state;
	static const struct {
		const char *text, *message;
	} cases[] = {
	    {"# nothing\n", "the dictionary has no terms"},
	    {"遮蔽\t\t\tshield\n", "the dictionary has no terms"},
	    {"营商\n\xE2\x80\x8B\xE2\x80\x8B\n", "\xE2\x80\x8B\xE2\x80\x8B can never match: folding takes it away"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		lc_dictionary *dictionary;
		lc_ruleset *rules = NULL;
		lc_error err;
		assert_int_equal(lc_dictionary_new(&dictionary, NULL), LIANGCE_OK);
		lc_dictionary_add_text(dictionary, "d", (lc_view){cases[i].text, strlen(cases[i].text)}, NULL);
		assert_int_equal(lc_ruleset_new(&rules, &(lc_rules_config){.dictionary = dictionary}, &err), LIANGCE_E_DICTIONARY);
		assert_string_equal(err.message, cases[i].message);
		assert_null(rules);
		lc_dictionary_free(dictionary);
	}
}

/* The one file in a folder. */
static char *only_file(const char *folder)
{
	static char path[600];
	DIR *entries = opendir(folder);
	struct dirent *entry;
	int count = 0;
	while ((entry = readdir(entries)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		count++;
	}
	closedir(entries);
	assert_int_equal(count, 1);
	return path;
}

static void a_database_of_other_patterns_is_an_error(void **state)
{
	(void)state;
	char folder[] = "/tmp/liangce-test-XXXXXX", key[33] = "";
	assert_non_null(mkdtemp(folder));
	lc_ruleset_free(ruleset_of("深化*改革\n", LIANGCE_OVERLAP_LONGEST, folder));
	char *path = only_file(folder);
	memcpy(key, strrchr(path, '/') + 1, 32);
	const char *const any[] = {".."};
	const unsigned flags[] = {HS_FLAG_DOTALL}, ids[] = {1000000};
	hs_database_t *database = NULL;
	hs_compile_error_t *wrong = NULL;
	assert_int_equal(hs_compile_multi(any, flags, ids, 1, HS_MODE_BLOCK, NULL, &database, &wrong), HS_SUCCESS);
	lc__cache_store(folder, key, database);
	hs_free_database(database);
	lc_ruleset *rules = ruleset_of("深化*改革\n", LIANGCE_OVERLAP_LONGEST, folder);
	assert_true(lc_ruleset_from_cache(rules));
	lc_scan *scan = NULL;
	lc_error err;
	static const char text[] = "深化改革";
	assert_int_equal(lc_scan_new(&scan, rules, NULL, NULL), LIANGCE_OK);
	lc_scan_begin(scan);
	assert_int_equal(lc_scan_text(scan, (lc_view){text, sizeof text - 1}, 0, sizeof text - 1, &err), LIANGCE_E_ENGINE);
	assert_non_null(strstr(err.message, "a match of no pattern"));
	lc_scan_free(scan);
	lc_ruleset_free(rules);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
}

static void the_cache_is_used_only_when_whole(void **state)
{
	(void)state;
	char parent[] = "/tmp/liangce-test-XXXXXX", folder[64];
	assert_non_null(mkdtemp(parent));
	snprintf(folder, sizeof folder, "%s/a/b", parent);
	lc_ruleset *rules = ruleset_of("深化*改革\n", LIANGCE_OVERLAP_LONGEST, folder);
	assert_false(lc_ruleset_from_cache(rules));
	lc_ruleset_free(rules);
	rules = ruleset_of("深化*改革\n", LIANGCE_OVERLAP_LONGEST, folder);
	assert_true(lc_ruleset_from_cache(rules));
	lc_ruleset_free(rules);
	/* Each byte that is changed, and each length that is cut, is noticed. */
	char *path = only_file(folder);
	struct stat facts;
	assert_int_equal(stat(path, &facts), 0);
	for (long at = 0; at < facts.st_size; at += facts.st_size / 40 + 1) {
		FILE *file = fopen(path, "r+");
		fseek(file, at, SEEK_SET);
		int byte = fgetc(file);
		fseek(file, at, SEEK_SET);
		fputc(byte ^ 0x10, file);
		fclose(file);
		rules = ruleset_of("深化*改革\n", LIANGCE_OVERLAP_LONGEST, folder);
		assert_false(lc_ruleset_from_cache(rules));
		lc_ruleset_free(rules); /* it was written anew */
		assert_int_equal(truncate(path, at), 0);
		rules = ruleset_of("深化*改革\n", LIANGCE_OVERLAP_LONGEST, folder);
		assert_false(lc_ruleset_from_cache(rules));
		lc_ruleset_free(rules);
	}
	/* So is one that others may write; it is replaced by one that they may not. A pipe or a link in its place is not waited for. */
	for (mode_t mode = 0620; mode != 0; mode = mode == 0620 ? 0602 : 0) {
		assert_int_equal(chmod(path, mode), 0);
		rules = ruleset_of("深化*改革\n", LIANGCE_OVERLAP_LONGEST, folder);
		assert_false(lc_ruleset_from_cache(rules));
		lc_ruleset_free(rules);
		rules = ruleset_of("深化*改革\n", LIANGCE_OVERLAP_LONGEST, folder);
		assert_true(lc_ruleset_from_cache(rules));
		lc_ruleset_free(rules);
	}
	char moved[96];
	snprintf(moved, sizeof moved, "%s/moved", parent);
	assert_int_equal(rename(path, moved), 0);
	assert_int_equal(symlink(moved, path), 0);
	rules = ruleset_of("深化*改革\n", LIANGCE_OVERLAP_LONGEST, folder);
	assert_false(lc_ruleset_from_cache(rules));
	lc_ruleset_free(rules);
	assert_int_equal(unlink(moved), 0);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkfifo(path, 0600), 0);
	rules = ruleset_of("深化*改革\n", LIANGCE_OVERLAP_LONGEST, folder);
	assert_false(lc_ruleset_from_cache(rules));
	lc_ruleset_free(rules);
	/* What the engine is not asked for is compiled in no time. */
	rules = ruleset_of("营商环境\n", LIANGCE_OVERLAP_LONGEST, folder);
	assert_false(lc_ruleset_from_cache(rules));
	lc_ruleset_free(rules);
	unlink(only_file(folder));
	rmdir(folder);
	/* A folder that cannot be made costs nothing but the time. */
	rules = ruleset_of("深化*改革\n", LIANGCE_OVERLAP_LONGEST, "/proc/nowhere/cache");
	assert_false(lc_ruleset_from_cache(rules));
	lc_ruleset_free(rules);
	snprintf(folder, sizeof folder, "%s/a", parent);
	rmdir(folder);
	rmdir(parent);
}

static void the_hash_tells_rulesets_apart(void **state)
{
	(void)state;
	static const char *const texts[] = {"营商环境\n", "营商环境\t主题\n", "营商环境\t\t\tindicator\n", "营商\n环境\n"};
	char hashes[5][33];
	for (size_t i = 0; i < 5; i++) {
		lc_ruleset *rules = ruleset_of(texts[i % 4], i == 4 ? LIANGCE_OVERLAP_ALL : LIANGCE_OVERLAP_LONGEST, NULL);
		strcpy(hashes[i], lc_ruleset_hash(rules));
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(hashes[i], hashes[k]);
		lc_ruleset_free(rules);
	}
}

static void no_memory_anywhere(void **state)
{
	(void)state;
	static const char text[] = "优化营商环境，深化放管服改革。";
	lc_dictionary *dictionary;
	assert_int_equal(lc_dictionary_new(&dictionary, NULL), LIANGCE_OK);
	assert_int_equal(
	    lc_dictionary_add_text(dictionary, "d", (lc_view){"营商环境\n深化*改革\n", strlen("营商环境\n深化*改革\n")}, NULL),
	    LIANGCE_OK);
	bool done = false;
	for (uint64_t nth = 1; !done && nth < 1000; nth++) {
		lc_ruleset *rules = NULL;
		lc_scan *scan = NULL;
		lc__alloc_fail_after(nth, false);
		lc_status status = lc_ruleset_new(&rules, &(lc_rules_config){.dictionary = dictionary}, NULL);
		if (status == LIANGCE_OK)
			status = lc_scan_new(&scan, rules, &(lc_scan_options){.keep_matches = true}, NULL);
		if (status == LIANGCE_OK) {
			lc_scan_begin(scan);
			status = lc_scan_text(scan, (lc_view){text, strlen(text)}, 0, strlen(text), NULL);
		}
		lc__alloc_fail_after(0, false);
		done = status == LIANGCE_OK;
		assert_true(done || status == LIANGCE_E_NOMEM);
		if (done)
			assert_int_equal(lc_scan_document(scan)->occurrences, 2);
		lc_scan_free(scan);
		lc_ruleset_free(rules);
	}
	assert_true(done);
	lc_dictionary_free(dictionary);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(terms_are_found_as_written_anyhow),
	    cmocka_unit_test(longest_takes_the_leftmost_then_the_longest),
	    cmocka_unit_test(gaps_are_up_to_three_han),
	    cmocka_unit_test(many_gaps_are_tried_at_once),
	    cmocka_unit_test(latin_words_and_numbers_are_not_torn),
	    cmocka_unit_test(nothing_matches_across_a_break),
	    cmocka_unit_test(finds_are_sorted_and_chosen),
	    cmocka_unit_test(parts_add_up_to_the_whole),
	    cmocka_unit_test(a_new_document_forgets_the_last),
	    cmocka_unit_test(a_scan_can_be_stopped),
	    cmocka_unit_test(spans_are_left_out_on_request),
	    cmocka_unit_test(bad_dictionaries_are_refused),
	    cmocka_unit_test(the_cache_is_used_only_when_whole),
	    cmocka_unit_test(a_database_of_other_patterns_is_an_error),
	    cmocka_unit_test(the_hash_tells_rulesets_apart),
	    cmocka_unit_test(no_memory_anywhere),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
