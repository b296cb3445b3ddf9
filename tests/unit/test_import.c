/* SPDX-License-Identifier: Apache-2.0 */
/* Dictionaries of other programs: what their words become, what is told of them, and what is no such dictionary. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/base.h"
#include "liangce_import.h"

#define HEADER "# term\ttheme\taliases\tkind\tunit_hint\tnote\n"

typedef struct told {
	char text[4096];
	size_t size;
} told;

static void on_note(const lc_import_note *note, void *payload)
{
	static const char kinds[] = {'c', 'l', 'a'};
	told *self = payload;
	assert_null(strchr(note->message, '\n'));
	self->size += (size_t)snprintf(self->text + self->size, sizeof self->text - self->size, "%c %s:%u:%u %s\n",
	                               kinds[note->kind], note->source, note->line, note->column, note->word);
	assert_true(self->size < sizeof self->text);
}

static bool collect(const char *data, size_t size, void *payload)
{
	return lc__buffer_append(payload, data, size, NULL) == LIANGCE_OK;
}

static void on_finding(const lc_finding *finding, void *payload)
{
	(void)payload;
	assert_true(finding->kind == LIANGCE_FINDING_ONE_CHARACTER || finding->kind == LIANGCE_FINDING_NESTED);
}

/* What `dict check` says of it. */
static void check_dictionary(lc_view text)
{
	lc_dictionary *dictionary;
	lc_error err;
	assert_int_equal(lc_dictionary_new(&dictionary, &err), LIANGCE_OK);
	assert_int_equal(lc_dictionary_add_text(dictionary, "out.tsv", text, &err), LIANGCE_OK);
	assert_int_equal(lc_dictionary_check(dictionary, on_finding, NULL, &err), LIANGCE_OK);
	lc_dictionary_free(dictionary);
}

static lc_import_totals totals;

/* Imports one text; rows without the header, and what is told of them. */
static void expect_below(const char *theme, const char *name, lc_import_format format, const char *text, const char *rows,
                         const char *notes)
{
	told tells = {.size = 0};
	lc_import *import;
	lc__buffer out;
	lc_error err = {.message = ""};
	lc__buffer_init(&out, 1 << 20);
	assert_int_equal(lc_import_new(&import, theme, on_note, &tells, &err), LIANGCE_OK);
	lc_status status = lc_import_add_text(import, name, (lc_view){text, strlen(text)}, format, &err);
	assert_string_equal(status == LIANGCE_OK ? "" : err.message, "");
	assert_int_equal(lc_import_write(import, collect, &out, &totals, &err), LIANGCE_OK);
	check_dictionary((lc_view){out.data, out.size});
	assert_int_equal(lc__buffer_append(&out, "", 1, NULL), LIANGCE_OK);
	assert_memory_equal(out.data, HEADER, strlen(HEADER));
	assert_string_equal(out.data + strlen(HEADER), rows);
	assert_string_equal(tells.text, notes);
	lc_import_free(import);
	lc__buffer_release(&out);
}

static void expect(lc_import_format format, const char *text, const char *rows, const char *notes)
{
	expect_below("", "f", format, text, rows, notes);
}

static void expect_error(lc_import_format format, const char *text, size_t size, uint32_t line, uint32_t column,
                         const char *message)
{
	lc_import *import;
	lc_error err = {.line = 0};
	assert_int_equal(lc_import_new(&import, "", NULL, NULL, &err), LIANGCE_OK);
	assert_int_equal(lc_import_add_text(import, "f", (lc_view){text, size}, format, &err), LIANGCE_E_DICTIONARY);
	assert_non_null(strstr(err.message, message));
	assert_int_equal(err.line, line);
	assert_int_equal(err.column, column);
	assert_string_equal(err.source, "f");
	lc_import_free(import);
}

#define EXPECT_ERROR(format, text, line, column, message) expect_error(format, text, sizeof(text) - 1, line, column, message)

/* ---------------------------------------------------------------- plain lists */

static void test_list(void **state)
{
	(void)state;
	expect(LIANGCE_IMPORT_LIST, "\xEF\xBB\xBF一网通办\r\n\r\n# 注\r\n  跨省通办\t 政务服务 / 热线 \r\n　首问负责制　",
	       "一网通办\n跨省通办\t政务服务/热线\n首问负责制\n", "");
	expect(LIANGCE_IMPORT_LIST, " \xEF\xBB\xBF\n\xEF\xBB\xBF减税\n", "减税\n", ""); /* marks of files put together */
	expect(LIANGCE_IMPORT_LIST, "", "", "");
	expect(LIANGCE_IMPORT_LIST, "#话题\n\t甲\n", "", "l f:2:1 \n");
}

static void test_list_errors(void **state)
{
	(void)state;
	EXPECT_ERROR(LIANGCE_IMPORT_LIST, "一网通办\n跨\xE7省\n", 2, 2, "not UTF-8");
	EXPECT_ERROR(LIANGCE_IMPORT_LIST, "一网\0通办\n", 1, 3, "NUL");
	EXPECT_ERROR(LIANGCE_IMPORT_LIST, "一网通办\t政务\t网办\n", 1, 8, "two columns");
	EXPECT_ERROR(LIANGCE_IMPORT_LIST, "一网通办\t政务//热线\n", 1, 9, "empty level");
}

/* ---------------------------------------------------------------- words */

static void test_wildcards(void **state)
{
	(void)state;
	expect(LIANGCE_IMPORT_LIST, "秒批*\n*监管\n**\n执行**合同\ntax*\n*5G\nGDP 增速*\n",
	       "秒批\n监管\n执行*合同\ntax\n5G\nGDP 增速\n", "l f:3:1 **\nc f:4:1 执行**合同\nc f:5:1 tax*\nc f:6:1 *5G\n");
	assert_int_equal(totals.trimmed, 3);
	expect(LIANGCE_IMPORT_LIST, "市?局\n", "市?局\n", ""); /* a plain question mark */
	expect(LIANGCE_IMPORT_QUANTEDA, "甲: [市?局, 县局]", "县局\t甲\n", "l f:1:5 市?局\n");
}

static void test_words_that_cannot_be(void **state)
{
	(void)state;
	char text[300] = "[市|县]政府\n\xE2\x80\x8B\n", notes[400] = "l f:1:1 [市|县]政府\n";
	for (int i = 0; i < 65; i++)
		strcat(text, "税");
	strcat(strcat(strcat(notes, "l f:3:1 "), text + strlen("[市|县]政府\n\xE2\x80\x8B\n")), "\nl f:2:1 \xE2\x80\x8B\n");
	strcat(text, "\n");
	expect(LIANGCE_IMPORT_LIST, text, "", notes);
	assert_int_equal(totals.entries, 3);
	assert_int_equal(totals.left_out, 3);
	expect(LIANGCE_IMPORT_QUANTEDA, "甲: [\"#话题\", \"a\\tb\"]", "＃话题\t甲\na b\t甲\n", "");
}

static void test_same_word(void **state)
{
	(void)state;
	expect(LIANGCE_IMPORT_LIST, "营商环境\t甲\n營商環境\t乙\n营商环境\t甲\n营商环境\t丙\n营商环境\t乙\n",
	       "营商环境\t甲\t\t\t\talso 乙; 丙\n", "a f:3:1 营商环境\na f:5:1 营商环境\n");
	assert_int_equal(totals.several, 1);
	assert_int_equal(totals.terms, 1);
	/* The innermost of nested themes; the outer ones get its counts. */
	expect(LIANGCE_IMPORT_LIST, "热线\t政务\n热线\t政务/服务\n热线\t政务服务\n", "热线\t政务/服务\t\t\t\talso 政务服务\n", "");
	expect(LIANGCE_IMPORT_LIST, "热线\n热线\t政务\n", "热线\t政务\n", "");
}

static void test_theme_prefix(void **state)
{
	lc_import *import;
	(void)state;
	expect_below("我的/词典", "f", LIANGCE_IMPORT_LIST, "热线\n督办\t督查\n", "热线\t我的/词典\n督办\t我的/词典/督查\n", "");
	static const char *const bad[] = {"/甲", "甲/", "甲//乙", "甲\t乙", "甲\n乙"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(lc_import_new(&import, bad[i], NULL, NULL, NULL), LIANGCE_E_INVALID);
}

/* ---------------------------------------------------------------- LIWC */

static void test_liwc(void **state)
{
	(void)state;
	expect(
	    LIANGCE_IMPORT_LIWC,
	    "\xEF\xBB\xBF%\r\n1\t政务服务\r\n2\t监管 (执法)\r\n10  信用/承诺\r\n%\r\n一网通办\t1\r\n告知承诺*\t01\t10\r\n信用 监管  2 10\r\n\r\n",
	    "一网通办\t政务服务\n告知承诺\t政务服务\t\t\t\talso 信用／承诺\n信用 监管\t监管 (执法)\t\t\t\talso 信用／承诺\n",
	    "c f:4:5 信用/承诺\n");
	/* Nested since 2015: a word carries the numbers of the outer categories, too. */
	expect(LIANGCE_IMPORT_LIWC,
	       "%\n1\t政务\n\t2\t服务\n\t\t3\t热线\n\t4\t公开\n5\t信用\n%\n话务\t1\t2\t3\n公示\t1\t4\n失信\t5\n",
	       "话务\t政务/服务/热线\n公示\t政务/公开\n失信\t信用\n", "");
	expect(LIANGCE_IMPORT_LIWC, "%\n1\t甲\n2\t乙\n%\n如\t(02 134)125/464\t1\n类\t<of>1/2\n无\n号\t7\n字\t一\n", "如\t甲\n",
	       "l f:5:3 如\nl f:6:3 类\nl f:7:1 无\nl f:8:3 号\nl f:9:3 字\n");
}

static void test_liwc_errors(void **state)
{
	(void)state;
	EXPECT_ERROR(LIANGCE_IMPORT_LIWC, "", 0, 0, "begins with");
	EXPECT_ERROR(LIANGCE_IMPORT_LIWC, "\n1\t甲\n", 2, 1, "begins with");
	EXPECT_ERROR(LIANGCE_IMPORT_LIWC, "\n%\n1\t甲\n", 2, 1, "no \"%\"");
	EXPECT_ERROR(LIANGCE_IMPORT_LIWC, "%\n甲\t1\n%\n", 2, 1, "its number");
	EXPECT_ERROR(LIANGCE_IMPORT_LIWC, "%\n 1 \n%\n", 2, 3, "without a name");
	EXPECT_ERROR(LIANGCE_IMPORT_LIWC, "%\n1\t甲\n01\t乙\n%\n", 3, 2, "there already");
	EXPECT_ERROR(LIANGCE_IMPORT_LIWC, "%\n1\t甲\n%\n税\xFF\t1\n", 4, 2, "not UTF-8");
}

/* ---------------------------------------------------------------- quanteda */

/* Counting through the line for each of its references would take minutes. */
static void test_liwc_long_line(void **state)
{
	(void)state;
	enum { MANY = 1000000 };
	static const char head[] = "%\n1\t甲\n%\n减税\t", one[] = "1 ", last[] = "x\n";
	lc__buffer text;
	lc__buffer_init(&text, 1 << 24);
	told tells = {.size = 0};
	lc_import *import;
	assert_int_equal(lc__buffer_append(&text, head, sizeof head - 1, NULL), LIANGCE_OK);
	for (int i = 0; i < MANY; i++)
		assert_int_equal(lc__buffer_append(&text, one, sizeof one - 1, NULL), LIANGCE_OK);
	assert_int_equal(lc__buffer_append(&text, last, sizeof last - 1, NULL), LIANGCE_OK);
	assert_int_equal(lc_import_new(&import, "", on_note, &tells, NULL), LIANGCE_OK);
	assert_int_equal(lc_import_add_text(import, "f", (lc_view){text.data, text.size}, LIANGCE_IMPORT_LIWC, NULL), LIANGCE_OK);
	assert_string_equal(tells.text, "l f:4:2000004 减税\n");
	lc_import_free(import);
	lc__buffer_release(&text);
}

static void test_quanteda(void **state)
{
	(void)state;
	expect(
	    LIANGCE_IMPORT_QUANTEDA,
	    "# 政策词典\n营商环境:\n  政务服务: [一网通办, \"跨省通办\", '秒批*']  # 行内\n  法治:\n    - 双随机一公开\n    - 执行合同\n"
	    "  信用: 信易贷\n热线:\n  - 接通率\n  - 督办:\n    - 约谈\n",
	    "一网通办\t营商环境/政务服务\n跨省通办\t营商环境/政务服务\n秒批\t营商环境/政务服务\n双随机一公开\t营商环境/法治\n执行合同\t营商环境/法治\n"
	    "信易贷\t营商环境/信用\n接通率\t热线\n约谈\t热线/督办\n",
	    "");
	expect(LIANGCE_IMPORT_QUANTEDA, "甲: {乙: [税费], 丙: 费}\n丁:\n戊: ~\n己: []\n庚/辛: 减税\n壬: ['']\n",
	       "税费\t甲/乙\n费\t甲/丙\n减税\t庚／辛\n", "l f:2:1 丁\nl f:3:1 戊\nl f:4:1 己\nc f:5:1 庚/辛\nl f:6:5 \n");
	expect(LIANGCE_IMPORT_QUANTEDA, "- 减税\n- 降费\n", "减税\n降费\n", "");
	expect(LIANGCE_IMPORT_QUANTEDA, "", "", "");
}

static void test_quanteda_errors(void **state)
{
	(void)state;
	EXPECT_ERROR(LIANGCE_IMPORT_QUANTEDA, "甲:\n  - *改革\n", 2, 5, "quotation marks");
	EXPECT_ERROR(LIANGCE_IMPORT_QUANTEDA, "甲:\n  - *a\n", 2, 5, "quotation marks");
	EXPECT_ERROR(LIANGCE_IMPORT_QUANTEDA, "减税\n", 1, 1, "single word");
	EXPECT_ERROR(LIANGCE_IMPORT_QUANTEDA, "甲: [减税, 降费\n乙: [三]\n", 2, 2, "flow sequence");
	EXPECT_ERROR(LIANGCE_IMPORT_QUANTEDA, "[甲]: 减税\n", 1, 1, "key must be a word");
	EXPECT_ERROR(LIANGCE_IMPORT_QUANTEDA, "'': 减税\n", 1, 1, "empty key");
	EXPECT_ERROR(LIANGCE_IMPORT_QUANTEDA, "甲: 减\xE7税\n", 1, 5, "not UTF-8");
	EXPECT_ERROR(LIANGCE_IMPORT_QUANTEDA, "甲:\n\t- 减税\n", 2, 1, "cannot start any token");
	EXPECT_ERROR(LIANGCE_IMPORT_QUANTEDA, "甲: \"减\\0税\"\n", 1, 4, "NUL");
	char deep[200];
	memset(deep, '[', 100);
	expect_error(LIANGCE_IMPORT_QUANTEDA, deep, 100, 1, 65, "deeper");
}

/* ---------------------------------------------------------------- formats, memory */

static void test_guess(void **state)
{
	static const struct {
		const char *name, *text, *rows;
	} cases[] = {
	    {"a.yml", "甲: 税", "税\t甲\n"},           {"a.yaml", "- 税", "税\n"},
	    {"a.dic", "%\n1 甲\n%\n税 1", "税\t甲\n"}, {"a.txt", "\n%\n1 甲\n%\n税 1", "税\t甲\n"},
	    {"a", "# 注\n甲:\n  - 税", "税\t甲\n"},    {"a", "- 税", "税\n"},
	    {"a", "---\n甲: 税", "税\t甲\n"},          {"a", "税\t甲: 乙\n", "税\t甲: 乙\n"},
	    {"a.txt", "12:30会议\n", "12:30会议\n"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect_below("", cases[i].name, LIANGCE_IMPORT_GUESS, cases[i].text, cases[i].rows, "");
}

static bool refuse(const char *data, size_t size, void *payload)
{
	(void)data, (void)size, (void)payload;
	return false;
}

static lc_status import_once(lc_import_format format, const char *text, lc_sink sink, void *payload)
{
	lc_import *import = NULL;
	lc_error err;
	lc_status status = lc_import_new(&import, "甲", NULL, NULL, &err);
	if (status == LIANGCE_OK)
		status = lc_import_add_text(import, "f", (lc_view){text, strlen(text)}, format, &err);
	if (status == LIANGCE_OK)
		status = lc_import_write(import, sink, payload, NULL, &err);
	lc_import_free(import);
	return status;
}

static void test_failures(void **state)
{
	static const char *const texts[] = {[LIANGCE_IMPORT_QUANTEDA] = "乙: {丙: [一, 二, 一]}",
	                                    [LIANGCE_IMPORT_LIWC] = "%\n1 丙\n2 丁\n%\n一 1 2\n一 2",
	                                    [LIANGCE_IMPORT_LIST] = "一\t丙\n一\t丁/戊\n"};
	(void)state;
	for (lc_import_format format = LIANGCE_IMPORT_QUANTEDA; format <= LIANGCE_IMPORT_LIST; format++) {
		lc_status status = LIANGCE_E_NOMEM;
		assert_int_equal(import_once(format, texts[format], refuse, NULL), LIANGCE_E_WRITE);
		uint64_t failed = 0;
		for (uint64_t nth = 1; status == LIANGCE_E_NOMEM; nth++, failed++) {
			lc__buffer out;
			lc__buffer_init(&out, 1 << 20);
			lc__alloc_fail_after(nth, false);
			status = import_once(format, texts[format], collect, &out);
			if (status == LIANGCE_E_WRITE) /* the collector ran out of it */
				status = LIANGCE_E_NOMEM;
			lc__alloc_fail_after(0, false);
			lc__buffer_release(&out);
		}
		assert_int_equal(status, LIANGCE_OK);
		assert_true(failed > 10);
	}
	assert_int_equal(lc_import_add_path(NULL, "nowhere.yml", LIANGCE_IMPORT_GUESS, NULL), LIANGCE_E_READ);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_list),
	    cmocka_unit_test(test_list_errors),
	    cmocka_unit_test(test_wildcards),
	    cmocka_unit_test(test_same_word),
	    cmocka_unit_test(test_words_that_cannot_be),
	    cmocka_unit_test(test_theme_prefix),
	    cmocka_unit_test(test_liwc),
	    cmocka_unit_test(test_liwc_errors),
	    cmocka_unit_test(test_quanteda),
	    cmocka_unit_test(test_liwc_long_line),
	    cmocka_unit_test(test_guess),
	    cmocka_unit_test(test_quanteda_errors),
	    cmocka_unit_test(test_failures),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
