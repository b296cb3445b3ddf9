/* SPDX-License-Identifier: Apache-2.0 */
/* lexicon/ and match/patterns: reading dictionaries, what is wrong with them, what becomes of spellings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lexicon/dictionary.h"
#include "lexicon/spelling.h"
#include "match/patterns.h"

static lc_status add(lc_dictionary *dictionary, const char *text, lc_error *err)
{
	return lc_dictionary_add_text(dictionary, "d.tsv", (lc_view){text, strlen(text)}, err);
}

static lc_dictionary *dictionary_of(const char *text)
{
	lc_dictionary *dictionary;
	lc_error err;
	assert_int_equal(lc_dictionary_new(&dictionary, &err), LIANGCE_OK);
	if (add(dictionary, text, &err) != LIANGCE_OK)
		fail_msg("%s", err.message);
	return dictionary;
}

static void rows_are_read(void **state)
{
	(void)state;
	lc_dictionary *dictionary = dictionary_of("\xEF\xBB\xBF# a comment\n"
	                                          "营商环境\t营商环境/综合\t投资环境|经商环境\t\t\t核心\r\n"
	                                          "\n"
	                                          "话务接通率\t热线\t\tindicator\t%\n"
	                                          "印度尼西亚\t\t\tshield\n"
	                                          "十四五\t名称\t\tname");
	assert_int_equal(lc_dictionary_count(dictionary), 4);
	const lc_term *term = lc_dictionary_term(dictionary, 0);
	assert_string_equal(term->term, "营商环境");
	assert_string_equal(term->theme, "营商环境/综合");
	assert_string_equal(term->aliases, "投资环境|经商环境");
	assert_int_equal(term->kind, LIANGCE_KIND_TERM);
	assert_string_equal(term->note, "核心");
	assert_int_equal(term->line, 2);
	term = lc_dictionary_term(dictionary, 1);
	assert_int_equal(term->kind, LIANGCE_KIND_INDICATOR);
	assert_string_equal(term->unit_hint, "%");
	assert_string_equal(term->note, "");
	assert_int_equal(lc_dictionary_term(dictionary, 2)->kind, LIANGCE_KIND_SHIELD);
	assert_int_equal(lc_dictionary_term(dictionary, 3)->kind, LIANGCE_KIND_NAME);
	lc_dictionary_free(dictionary);
}

static void errors_name_their_place(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		uint32_t line, column;
		const char *message;
	} cases[] = {
	    {"好的\n\t主题\n", 2, 1, "an empty term"},
	    {"甲乙\t主题\t\tterms\n", 1, 8, "unknown kind: it is term, indicator, shield or name"},
	    {"甲乙\t\t\t\t\t\t七\n", 1, 9, "more than six columns"},
	    {"甲乙\t政务//热线\n", 1, 7, "an empty level in the theme path"},
	    {"甲乙\t政务/\n", 1, 7, "an empty level in the theme path"},
	    {"甲乙\t\t丙||丁\n", 1, 7, "an empty alias"},
	    {"甲乙\t\t丙|\n", 1, 7, "an empty alias"},
	    {"甲\xFF乙\n", 1, 2, "not UTF-8"},
	    {"甲[乙\n", 1, 2, "[ without ]"},
	    {"甲乙]\n", 1, 3, "] without ["},
	    {"甲[乙|]丙\n", 1, 2, "an empty alternative"},
	    {"甲[乙[丙]]\n", 1, 2, "a bracket inside a bracket"},
	    {"*甲\n", 1, 1, "* must stand between characters"},
	    {"甲**乙\n", 1, 2, "* must stand between characters"},
	    {"甲|乙\n", 1, 2, "| outside brackets"},
	    {"[一|二][一|二][一|二][一|二][一|二][一|二][一|二][一|二][一|二]\n", 1, 41, "more than 256 combinations"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		lc_dictionary *dictionary;
		lc_error err = {0};
		assert_int_equal(lc_dictionary_new(&dictionary, NULL), LIANGCE_OK);
		assert_int_equal(add(dictionary, cases[i].text, &err), LIANGCE_E_DICTIONARY);
		assert_string_equal(err.source, "d.tsv");
		assert_string_equal(err.message, cases[i].message);
		assert_int_equal(err.line, cases[i].line);
		assert_int_equal(err.column, cases[i].column);
		lc_dictionary_free(dictionary);
	}
}

static void a_long_spelling_is_refused(void **state)
{
	(void)state;
	char text[65 * 3 + 1] = "";
	const char *wrong;
	for (int i = 0; i < 64; i++)
		strcat(text, "长");
	assert_null(lc__spelling_check((lc_view){text, strlen(text)}, &wrong));
	strcat(text, "长");
	assert_string_equal(lc__spelling_check((lc_view){text, strlen(text)}, &wrong), "longer than 64 characters");
	/* A bracket is as long as its longest alternative. */
	char choice[240] = "甲[乙|";
	strcat(choice, text + 6);
	strcat(choice, "]");
	assert_null(lc__spelling_check((lc_view){choice, strlen(choice)}, &wrong));
	strcat(choice, "丙");
	assert_string_equal(lc__spelling_check((lc_view){choice, strlen(choice)}, &wrong), "longer than 64 characters");
}

static lc_status join(lc_view expansion, void *payload, lc_error *err)
{
	lc_status status = lc__buffer_append(payload, expansion.data, expansion.size, err);
	return status == LIANGCE_OK ? lc__buffer_append(payload, " ", 1, err) : status;
}

static void alternatives_are_expanded_in_order(void **state)
{
	(void)state;
	lc__buffer all;
	lc__buffer_init(&all, 1000);
	static const char spelling[] = "[市|县]政府*[办|局]";
	assert_int_equal(lc__spelling_expand((lc_view){spelling, strlen(spelling)}, join, &all, NULL), LIANGCE_OK);
	lc__buffer_append(&all, "", 1, NULL);
	assert_string_equal(all.data, "市政府*办 市政府*局 县政府*办 县政府*局 ");
	lc__buffer_release(&all);
}

static void on_loss(lc__pattern_loss loss, lc_view spelling, uint32_t term, uint32_t other, void *payload)
{
	lc__buffer_printf(payload, NULL, "%d %.*s %u %u;", loss, (int)spelling.size, spelling.data, term, other);
}

static void spellings_become_patterns_once(void **state)
{
	(void)state;
	lc_dictionary *dictionary = dictionary_of("优化\t\t優化|优[化|质]\n"
	                                          "優质\n" /* an alias of the first has it */
	                                          "优*化\t\t\tname\n"
	                                          "优化\t\t\tname\n" /* names are a world of their own */
	                                          "\xE2\x80\x8B\xE2\x80\x8B\n");
	lc__patterns patterns;
	lc__buffer lost;
	lc__buffer_init(&lost, 1000);
	assert_int_equal(lc__patterns_build(&patterns, dictionary, on_loss, &lost, NULL), LIANGCE_OK);
	lc__buffer_append(&lost, "", 1, NULL);
	assert_string_equal(lost.data, "0 優质 1 0;1 \xE2\x80\x8B\xE2\x80\x8B 4 4;");
	assert_int_equal(patterns.count, 4);
	assert_int_equal(lc__patterns_find(&patterns, u"优质", 2, false)->term, 0);
	assert_int_equal(lc__patterns_find(&patterns, u"优化", 2, true)->term, 3);
	assert_null(lc__patterns_find(&patterns, u"优", 1, false));
	const uint16_t gap[] = {u'优', LIANGCE_UNIT_GAP, u'化'};
	assert_true(lc__patterns_find(&patterns, gap, 3, true)->gaps);
	lc__patterns_release(&patterns);
	lc__buffer_release(&lost);
	lc_dictionary_free(dictionary);
}

static void on_finding(const lc_finding *finding, void *payload)
{
	lc__buffer_printf(payload, NULL, "%d %s|", finding->kind, finding->message);
}

static void doubtful_rows_are_found(void **state)
{
	(void)state;
	lc_dictionary *dictionary = dictionary_of("营商环境\n環境\n环境\n网\n一\t\t\tname\n");
	lc__buffer found;
	lc__buffer_init(&found, 10000);
	assert_int_equal(lc_dictionary_check(dictionary, on_finding, &found, NULL), LIANGCE_OK);
	lc__buffer_append(&found, "", 1, NULL);
	assert_string_equal(found.data, "0 环境 also belongs to 環境 (d.tsv:2), which counts|"
	                                "3 环境 stands inside 营商环境 (d.tsv:1) and is not counted there|"
	                                "1 网 is a single character|");
	lc__buffer_release(&found);
	lc_dictionary_free(dictionary);
}

static void on_place(const lc_finding *finding, void *payload)
{
	lc__buffer_printf(payload, NULL, "%d %u:%u %s|", finding->kind, finding->term->line, finding->column, finding->spelling);
}

/* All characters outside the BMP fold to one unit; variation selectors, which are dropped, are no fault. */
static void characters_outside_the_bmp_are_told(void **state)
{
	(void)state;
	lc_dictionary *dictionary = dictionary_of("# 𠮷\n"
	                                          "吉野家\t餐饮\t野家|大𠮷野家|𠮷[𠮷|吉]屋\n"
	                                          "𠮷祥\t𠮷\t\tname\t\t𠮷\n"
	                                          "葛\U000E0100城\n");
	lc__buffer found;
	lc__buffer_init(&found, 10000);
	assert_int_equal(lc_dictionary_check(dictionary, on_place, &found, NULL), LIANGCE_OK);
	lc__buffer_append(&found, "", 1, NULL);
	assert_string_equal(found.data, "4 2:12 大𠮷野家|4 2:16 𠮷[𠮷|吉]屋|4 3:1 𠮷祥|");
	lc__buffer_release(&found);
	lc_dictionary_free(dictionary);
}

static void a_missing_path_says_so(void **state)
{
	(void)state;
	lc_dictionary *dictionary;
	lc_error err;
	assert_int_equal(lc_dictionary_new(&dictionary, NULL), LIANGCE_OK);
	assert_int_equal(lc_dictionary_add_path(dictionary, "/nonexistent/x.tsv", &err), LIANGCE_E_READ);
	assert_string_equal(err.source, "/nonexistent/x.tsv");
	lc_dictionary_free(dictionary);
}

/* A ruleset reads its rows in any number of threads: they stay as they are as long as it lives. */
static void nothing_is_added_while_a_ruleset_lives(void **state)
{
	(void)state;
	lc_dictionary *dictionary;
	lc_ruleset *rules;
	lc_error err;
	assert_int_equal(lc_dictionary_new(&dictionary, NULL), LIANGCE_OK);
	assert_int_equal(add(dictionary, "营商环境\n", NULL), LIANGCE_OK);
	assert_int_equal(lc_ruleset_new(&rules, &(lc_rules_config){.dictionary = dictionary}, NULL), LIANGCE_OK);
	assert_int_equal(add(dictionary, "热线\n", &err), LIANGCE_E_INVALID);
	assert_int_equal(lc_ruleset_term_count(rules), 1);
	lc_ruleset_free(rules);
	assert_int_equal(add(dictionary, "热线\n", NULL), LIANGCE_OK);
	assert_int_equal(lc_dictionary_count(dictionary), 2);
	lc_dictionary_free(dictionary);
}

/* Every allocation of the whole way fails once; nothing leaks and nothing is half made. */
static void no_memory_anywhere(void **state)
{
	(void)state;
	static const char text[] = "营商环境\t营商\t投资[环境|条件]\n话务*率\t热线\t\tindicator\t%\n";
	bool done = false;
	for (uint64_t nth = 1; !done && nth < 1000; nth++) {
		lc_dictionary *dictionary = NULL;
		lc__patterns patterns = {0};
		lc__alloc_fail_after(nth, false);
		lc_status status = lc_dictionary_new(&dictionary, NULL);
		if (status == LIANGCE_OK)
			status = add(dictionary, text, NULL);
		if (status == LIANGCE_OK)
			status = lc__patterns_build(&patterns, dictionary, NULL, NULL, NULL);
		lc__alloc_fail_after(0, false);
		done = status == LIANGCE_OK;
		if (!done)
			assert_int_equal(status, LIANGCE_E_NOMEM);
		lc__patterns_release(&patterns);
		lc_dictionary_free(dictionary);
	}
	assert_true(done);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_are_read),
	    cmocka_unit_test(errors_name_their_place),
	    cmocka_unit_test(a_long_spelling_is_refused),
	    cmocka_unit_test(alternatives_are_expanded_in_order),
	    cmocka_unit_test(spellings_become_patterns_once),
	    cmocka_unit_test(doubtful_rows_are_found),
	    cmocka_unit_test(characters_outside_the_bmp_are_told),
	    cmocka_unit_test(a_missing_path_says_so),
	    cmocka_unit_test(nothing_is_added_while_a_ruleset_lives),
	    cmocka_unit_test(no_memory_anywhere),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
