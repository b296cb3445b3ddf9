/* SPDX-License-Identifier: Apache-2.0 */
/* Words that no dictionary has, from texts through scan, tally and store: what is one, how they are counted, and that order leaves no trace. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"
#include "liangce_words.h"

static lc_ruleset *rules;

static int make_rules(void **state)
{
	static const char terms[] =
	    "营商环境\n办结率\t\t\tindicator\n放管服改革\t\t“放管服”改革\n十四五\t\t\tname\n印度尼西亚\t\t\tshield\n";
	lc_dictionary *dictionary;
	(void)state;
	assert_int_equal(lc_dictionary_new(&dictionary, NULL), LIANGCE_OK);
	assert_int_equal(lc_dictionary_add_text(dictionary, "t.tsv", (lc_view){terms, sizeof terms - 1}, NULL), LIANGCE_OK);
	lc_rules_config config = {
	    .dictionary = dictionary, .facts = true, .units_path = LIANGCE_SOURCE_DIR "/core/lexicon/units.tsv"};
	lc_status status = lc_ruleset_new(&rules, &config, NULL);
	lc_dictionary_free(dictionary);
	return status == LIANGCE_OK ? 0 : -1;
}

static int free_rules(void **state)
{
	(void)state;
	lc_ruleset_free(rules);
	return 0;
}

typedef struct text {
	uint64_t source;
	const char *text;
} text;

static lc_status add_text(lc_tally *tally, lc_scan *scan, const text *from, lc_error *err)
{
	size_t size = strlen(from->text);
	lc_scan_begin(scan);
	lc_status status = lc_scan_text(scan, (lc_view){from->text, size}, 0, size, err);
	lc_scan_keep_words(scan); /* said before: takes nothing away */
	return status == LIANGCE_OK ? lc_tally_add_words(tally, from->source, scan, err) : status;
}

typedef struct words {
	char lines[2048];
	bool contexts;
} words;

static void on_word(const lc_word *word, void *payload)
{
	words *self = payload;
	size_t size = strlen(self->lines);
	size += (size_t)snprintf(self->lines + size, sizeof self->lines - size, "%s %u/%u %u/%u %s", word->word,
	                         (unsigned)word->measured, (unsigned)word->measured_documents, (unsigned)word->quoted,
	                         (unsigned)word->quoted_documents, self->contexts ? word->context : word->unit);
	if (word->repeated_documents > 0)
		size += (size_t)snprintf(self->lines + size, sizeof self->lines - size, "r%u", (unsigned)word->repeated_documents);
	snprintf(self->lines + size, sizeof self->lines - size, "\n");
	assert_non_null(strstr(word->context, word->word));
}

/* Texts in their order, a tally for every `together` of them; sources from `dropped` on are dropped. */
static lc_status collect(words *out, const text *texts, size_t count, size_t together, uint64_t dropped, uint64_t most,
                         lc_error *err)
{
	lc_scan *scan = NULL;
	lc_tally *tally = NULL;
	lc_store *store = NULL;
	lc_store_config config = {.format = LIANGCE_FORMAT_CSV};
	lc_status status = lc_scan_new(&scan, rules, NULL, err);
	if (status == LIANGCE_OK)
		status = lc_tally_new(&tally, rules, err);
	if (status == LIANGCE_OK)
		status = lc_store_new(&store, rules, &config, err);
	if (status == LIANGCE_OK)
		lc_scan_keep_words(scan);
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++) {
		status = add_text(tally, scan, &texts[i], err);
		if (status != LIANGCE_OK || ((i + 1) % together != 0 && i + 1 != count))
			continue;
		status = lc_store_add(store, tally, err);
		lc_tally_clear(tally);
	}
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++)
		if (texts[i].source >= dropped)
			status = lc_store_drop_source(store, texts[i].source, err);
	if (status == LIANGCE_OK)
		status = lc_store_words(store, 1, most, on_word, out, err);
	lc_store_free(store);
	lc_tally_free(tally);
	lc_scan_free(scan);
	return status;
}

static void expect(const text *texts, size_t count, const char *lines)
{
	for (size_t together = 1; together <= count; together++) {
		words got = {.contexts = false};
		assert_int_equal(collect(&got, texts, count, together, UINT64_MAX, 100, NULL), LIANGCE_OK);
		assert_string_equal(got.lines, lines);
	}
}

static void expect_one(const char *content, const char *lines)
{
	expect(&(text){0, content}, 1, lines);
}

static void test_quoted(void **state)
{
	(void)state;
	expect_one("推行“首席服务员”和「一枚印章管审批」，还有『云岭模式』、‘白桦速度’与\"零跑腿\"。\n",
	           "一枚印章管审批 0/0 1/1 \n云岭模式 0/0 1/1 \n白桦速度 0/0 1/1 \n零跑腿 0/0 1/1 \n首席服务员 0/0 1/1 \n");
	/* Titles, speech, lists, single characters and letters are no words; a paragraph ends what was left open. */
	expect_one("《云岭日报》说：“大家放心，没问题。”有“甲、乙”，“快”字，“APP”。左“半边\n\n半边”右。\n", "");
	/* Known: the word itself, or a spelling with the marks in it; inside a longer one it is not. */
	expect_one("“营商环境”“放管服”改革，“十四五”，“印度尼西亚”，“营商环境专员”。\n", "营商环境专员 0/0 1/1 \n");
	/* Script and width are folded. A closing mark that was never opened opens nothing. */
	expect_one("”半句“營商環境特派員”，‘营商环境特派员’\n", "营商环境特派员 0/0 2/1 \n");
	expect_one("“一二三四五六七八九十一二三四五六”“一二三四五六七八九十一二三四五六七”",
	           "一二三四五六七八九十一二三四五六 0/0 1/1 \n");
}

static void test_measured(void **state)
{
	(void)state;
	expect_one("共受理有效诉求58502件，办结率98.3%。\n", "有效诉求 1/1 0/0 件\n");
	/* A term in it, or around it, names it: in a table, too. */
	expect_one("营商环境投诉12件。\n办结率\n98.3%\n零工驿站\n12家\n", "零工驿站 1/1 0/0 家\n");
	static const text texts[] = {
	    {0, "零工驿站12家。零工驿站3个，零工驿站5个。\n"}, {0, "建成“零工驿站”。\n"}, {0, "零工驿站8家。零工驿站9家。\n"}};
	expect(texts, 3, "零工驿站 5/2 1/1 家r1\n");
	/* Of equally common units the first by its bytes. */
	static const text equal[] = {{0, "零工驿站12家。零工驿站3个。\n"}};
	expect(equal, 1, "零工驿站 2/1 0/0 个\n");
}

static void test_repeated(void **state)
{
	(void)state;
	expect_one("推进公设民营托育，扩大公设民营幼儿园，评估公设民营成效。\n", "公设民营 0/0 0/0 r1\n");
	expect_one("推进公设民营托育，扩大公设民营幼儿园。\n", ""); /* twice is not often */
	/* Always in the same longer one, it is but a piece of that; and a piece of a sentence is none. */
	expect_one("推进公设民营托育，扩大公设民营托育，评估公设民营托育。\n", "公设民营托育 0/0 0/0 r1\n");
	expect_one("大家一起来努力建设美好家园。大家一起来努力建设美好家园。大家一起来努力建设美好家园。\n", "");
	/* What a find touches is known; what joins words begins and ends none; numerals are no part of it. */
	expect_one("推进营商环境服务，扩大营商环境协作，评估营商环境成效。\n", "");
	expect_one("推进的公设民甲，扩大的公设民乙，评估的公设民丙。公设民在甲，公设民在乙，公设民在丙。\n", "");
	/* A document that repeats it counts once, however often; quoted it counts every time. */
	static const text texts[] = {{0, "甲公设民营，乙公设民营，丙公设民营，丁公设民营。\n"},
	                             {3, "甲公设民营，乙公设民营，丙公设民营。\n"},
	                             {3, "甲公设民营，乙公设民营，丙公设民营。\n"},
	                             {4, "“公设民营”“公设民营”\n"}};
	expect(texts, 4, "公设民营 0/0 2/1 r2\n");
}

static void test_parts_are_one_document(void **state)
{
	(void)state;
	static const text texts[] = {
	    {7, "“云岭模式”\n"}, {7, "“云岭模式”“云岭模式”\n"}, {0, "“云岭模式”\n"}, {8, "“云岭模式”“白桦速度”\n"}};
	expect(texts, 4, "云岭模式 0/0 5/3 \n白桦速度 0/0 1/1 \n");
	for (size_t together = 1; together <= 4; together++) {
		words got = {.contexts = false};
		assert_int_equal(collect(&got, texts, 4, together, 8, 100, NULL), LIANGCE_OK);
		assert_string_equal(got.lines, "云岭模式 0/0 4/2 \n");
	}
}

static void test_order_leaves_no_trace(void **state)
{
	(void)state;
	static const text there[] = {{0, "推广“云岭模式”经验，零工驿站3家。\n"},
	                             {0, "学习“云岭模式”做法，零工驿站5个。\n"},
	                             {0, "总结“云岭模式”成效。\n零工驿站8座。\n"}};
	const text back[] = {there[2], there[1], there[0]};
	words first = {.contexts = true}, second = {.contexts = true}, few = {.contexts = true};
	assert_int_equal(collect(&first, there, 3, 1, UINT64_MAX, 100, NULL), LIANGCE_OK);
	assert_int_equal(collect(&second, back, 3, 3, UINT64_MAX, 100, NULL), LIANGCE_OK);
	assert_string_equal(first.lines, second.lines);
	assert_non_null(strstr(first.lines, "云岭模式 0/0 3/3 "));
	assert_int_equal(collect(&few, back, 3, 2, UINT64_MAX, 1, NULL), LIANGCE_OK);
	assert_int_equal(strlen(few.lines), strcspn(first.lines, "\n") + 1);
}

static void test_many(void **state)
{
	/* More than a tally of the store's own may hold: what waits in the stage counts, too. */
	static const char digits[][4] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
	enum { WORDS = 30000 };
	(void)state;
	lc__buffer content;
	lc__buffer_init(&content, 1 << 22);
	for (int i = 0; i < WORDS; i++)
		assert_int_equal(lc__buffer_printf(&content, NULL, "“云岭%s%s%s%s%s式”。\n", digits[i / 10000 % 10],
		                                   digits[i / 1000 % 10], digits[i / 100 % 10], digits[i / 10 % 10],
		                                   digits[i % 10]),
		                 LIANGCE_OK);
	assert_int_equal(lc__buffer_append(&content, "", 1, NULL), LIANGCE_OK);
	const text texts[] = {{0, content.data}, {0, "“云岭零零零零七式”\n"}, {0, content.data}};
	words got = {.contexts = false};
	assert_int_equal(collect(&got, texts, 3, 1, UINT64_MAX, 2, NULL), LIANGCE_OK);
	assert_string_equal(got.lines, "云岭零零零零七式 0/0 3/3 \n云岭一一一一一式 0/0 2/2 \n");
	lc__buffer_release(&content);
}

static void test_failures(void **state)
{
	static const text texts[] = {{0, "“云岭模式”，零工驿站3家。\n"}, {1, "“白桦速度”\n"}};
	lc_status status = LIANGCE_E_NOMEM;
	uint64_t failed = 0;
	(void)state;
	for (uint64_t nth = 1; status == LIANGCE_E_NOMEM; nth++, failed++) {
		words got = {.contexts = false};
		lc_error err;
		lc__alloc_fail_after(nth, false);
		status = collect(&got, texts, 2, 1, UINT64_MAX, 10, &err);
		lc__alloc_fail_after(0, false);
	}
	assert_int_equal(status, LIANGCE_OK);
	assert_true(failed > 20);
	/* A store without a result has none to finish, and words are asked for once. */
	lc_store *store;
	assert_int_equal(lc_store_new(&store, rules, &(lc_store_config){.format = LIANGCE_FORMAT_CSV}, NULL), LIANGCE_OK);
	assert_int_equal(lc_store_finish(store, &(lc_run_row){.options = ""}, NULL, NULL), LIANGCE_E_INVALID);
	words got = {.contexts = false};
	assert_int_equal(lc_store_words(store, 1, 1, on_word, &got, NULL), LIANGCE_OK);
	assert_string_equal(got.lines, "");
	assert_int_equal(lc_store_words(store, 1, 1, on_word, &got, NULL), LIANGCE_E_INVALID);
	lc_store_free(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_quoted),
	    cmocka_unit_test(test_measured),
	    cmocka_unit_test(test_repeated),
	    cmocka_unit_test(test_parts_are_one_document),
	    cmocka_unit_test(test_order_leaves_no_trace),
	    cmocka_unit_test(test_many),
	    cmocka_unit_test(test_failures),
	};
	return cmocka_run_group_tests(tests, make_rules, free_rules);
}
