/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The oracle against examples worked out by hand from docs/folding.md, one for each of its rules, so that what the engine is compared
 * with is known to be right. Stands without the engine.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "oracle/oracle.h"

static oracle_table *table;

static lc_view view_of(const char *text)
{
	return (lc_view){text, strlen(text)};
}

/* Units as UTF-8, a break as LF, U+FFFE as `@`. */
static void print_units(char *out, size_t size, const oracle_text *text)
{
	size_t used = 0;
	for (size_t i = 0; i < text->count && used + 4 < size; i++) {
		uint16_t unit = text->units[i].unit == ORACLE_UNIT_ASTRAL ? '@' : text->units[i].unit;
		used += (size_t)utf8proc_encode_char(unit, (utf8proc_uint8_t *)out + used);
	}
	out[used] = '\0';
}

static void check_fold(const char *source, size_t size, const char *expected, int line)
{
	char got[8192];
	oracle_text text;
	oracle_fold(&text, table, (lc_view){source, size});
	print_units(got, sizeof got, &text);
	oracle_text_release(&text);
	if (strcmp(got, expected) != 0)
		fail_msg("line %d: \"%s\" became \"%s\", not \"%s\"", line, source, got, expected);
}

#define FOLDS(source, expected) check_fold(source, sizeof(source) - 1, expected, __LINE__)

static void decoding(void **state)
{
	(void)state;
	FOLDS("", "");
	FOLDS("a\xF0\x9F\x8F\xA0z", "a@z");    /* outside the BMP */
	FOLDS("葛\xF3\xA0\x84\x80城", "葛城"); /* a variation selector outside the BMP */
	FOLDS("a\xFFz", "a\xEF\xBF\xBDz");
	FOLDS("a\xE8\x90z", "a\xEF\xBF\xBDz");                         /* cut short: one */
	FOLDS("a\xC0\xAFz", "a\xEF\xBF\xBD\xEF\xBF\xBDz");             /* overlong: two */
	FOLDS("\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"); /* a surrogate: three */
	FOLDS("\xF0\x9F\x8F", "\xEF\xBF\xBD");
	FOLDS("\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
	/* Unicode 15, table 3-8 */
	static const char subparts[] = "\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64";
	oracle_text text;
	oracle_fold(&text, table, (lc_view){subparts, sizeof subparts - 1});
	assert_int_equal(text.characters, 10);
	assert_int_equal(text.ill_formed, 6);
	oracle_text_release(&text);
	oracle_fold(&text, table, view_of("\xEF\xBF\xBD")); /* written as such: no ill-formed sequence */
	assert_int_equal(text.ill_formed, 0);
	oracle_text_release(&text);
}

static void characters(void **state)
{
	(void)state;
	FOLDS("營商環境", "营商环境");
	FOLDS("軟體與計畫", "软体与计画");
	FOLDS("５８．３％，Ａｂ（甲）", "58.3%,Ab(甲)");
	FOLDS("“甲”‘乙’「丙」『丁』«戊»｢己｣", "\"甲\"\"乙\"\"丙\"\"丁\"\"戊\"\"己\"");
	FOLDS("it's", "it's");
	FOLDS("甲・乙•丙‧丁", "甲·乙·丙·丁");
	FOLDS("2‐3–4―5━6─7", "2-3-4—5—6—7");
	FOLDS("3〜5～7", "3~5~7");
	FOLDS("￥5 ¥6", "\xC2\xA5"
	                "5 \xC2\xA5"
	                "6");
	FOLDS("5﹪﹐6﹖", "5%,6?");
	FOLDS("⾦⼈", "金人");           /* radicals */
	FOLDS("車\xEF\xA4\x82", "车车"); /* a compatibility ideograph that is then simplified */
	FOLDS("\xEF\xBB\xBF营\xE2\x80\x8B商\xC2\xAD环\xEF\xB8\x8F境", "营商环境");
	FOLDS("Ⅲ①㎡", "Ⅲ①㎡");
}

static void spaces(void **state)
{
	(void)state;
	FOLDS("  营 商　环 \xC2\xA0 境  ", "营商环境");
	FOLDS("营    商", "营 商"); /* more than three */
	FOLDS("A  B", "A B");
	FOLDS("A    B", "A B");
	FOLDS("12345 热线", "12345热线");
	FOLDS("58 % of 7", "58%of 7");
	FOLDS("( a ) b", "(a)b");
	FOLDS("x ; y。 z", "x;y。z");
	FOLDS("a \xE2\x80\x8B b", "a b"); /* what is dropped does not part a run */
	FOLDS("a \xE2\x80\x8B  \xE2\x80\x8B 营", "a 营");
}

static void glosses(void **state)
{
	(void)state;
	FOLDS("優(you) 化營(ying)商環(huan)境", "优化营商环境");
	FOLDS("群眾(zhong)     得", "群众得"); /* however many spaces */
	FOLDS("體（ti）系", "体系");
	FOLDS("女(nv)", "女");
	FOLDS("优(yoo)化", "优(yoo)化");
	FOLDS("优( you)化", "优(you)化");
	FOLDS("优 (you)化", "优(you)化");
	FOLDS("优(YOU)化", "优(YOU)化");
	FOLDS("优(zhuangg)化", "优(zhuangg)化");
	FOLDS("床(chuang)位", "床位");
	FOLDS("a(you)b", "a(you)b");
	FOLDS("优(you)(you)化", "优(you)化");
	FOLDS("优(you", "优(you");
}

/* Lines of a column, 20 wide. */
#define COLUMN_1 "今年以来全县持续优化"
#define COLUMN_2 "营商环境，受理企业服"
#define COLUMN_3 "务诉求，办结率达到九"

static void columns(void **state)
{
	(void)state;
	FOLDS(COLUMN_1 "\n" COLUMN_2 "\n" COLUMN_3 "\n成。", "今年以来全县持续优化营商环境,受理企业服务诉求,办结率达到九成。");
	FOLDS(COLUMN_2 "\r\n" COLUMN_3 "\r\n成。\r\n", "营商环境,受理企业服务诉求,办结率达到九成。");
	FOLDS(COLUMN_1 "\n" COLUMN_2 "\n务诉求。", "今年以来全县持续优化营商环境,受理企业服务诉求。");
	FOLDS(COLUMN_1 "\n" COLUMN_2, "今年以来全县持续优化\n营商环境,受理企业服");                          /* never ends */
	FOLDS(COLUMN_1 "\n" COLUMN_2 "\n\n务诉求。", "今年以来全县持续优化\n营商环境,受理企业服\n务诉求。"); /* blank in it */
	FOLDS(COLUMN_1 "\n营商环境，受\n理诉求。", "今年以来全县持续优化\n营商环境,受\n理诉求。");           /* not of one width */
	FOLDS("今年以来全县上下持续优化营商\n减税12345678，省5\n6万元。",
	      "今年以来全县上下持续优化营商减税12345678,省56万元。"); /* but of one length */
	FOLDS("    " COLUMN_1 "\n" COLUMN_2 "全县服务\n务。",
	      "今年以来全县持续优化营商环境,受理企业服全县服务务。"); /* its indent counts */
	FOLDS(COLUMN_1 "，\n全县优化营商环境，成效明显。",
	      "今年以来全县持续优化,\n全县优化营商环境,成效明显。");                                /* alone, and wider */
	FOLDS("今年以来全县\n营商环境。", "今年以来全县\n营商环境。");                              /* narrow */
	FOLDS(COLUMN_1 "\n营商环境。", COLUMN_1 "\n营商环境。");                                    /* no stop inside */
	FOLDS(COLUMN_1 "\n" COLUMN_2 "\n一、诉求。", COLUMN_1 "\n营商环境,受理企业服\n一、诉求。"); /* marked in it */
	FOLDS(COLUMN_1 "\n　" COLUMN_2 "\n务。", "今年以来全县持续优化营商环境,受理企业服务。");    /* one space is no indent */
	FOLDS(COLUMN_1 "\n  " COLUMN_2 "\n务。", "今年以来全县持续优化营商环境,受理企业服务。");
	FOLDS(COLUMN_1 "\n　　" COLUMN_2 "\n务。", "今年以来全县持续优化\n营商环境,受理企业服务。");
	FOLDS("　　" COLUMN_1 "\n　　" COLUMN_2 "\n务。", "今年以来全县持续优化营商环境,受理企业服务。");
	FOLDS(COLUMN_1 "\n" COLUMN_2 "\t\n务。", "今年以来全县持续优化\n营商环境,受理企业服\n务。");
	FOLDS("今年以来全县持续优化：\n" COLUMN_2 "\n务。", "今年以来全县持续优化:\n营商环境,受理企业服务。");
	FOLDS("今年以来, 企业 1760\n0元,同比增长八成六\n了。", "今年以来,企业17600元,同比增长八成六了。");
	FOLDS("今年以来, 全县引进 AI\nGC等，项目十七个，\n好。",
	      "今年以来,全县引进AI\nGC等,项目十七个,好。"); /* letter to letter */
}

/* 42 Han characters and a comma: wider than 80. */
#define LONG_LINE "近年来全市上下把优化营商环境作为头等大事来抓，坚持问题导向和目标导向深入推进审批服务便民"

static void long_lines(void **state)
{
	(void)state;
	FOLDS(LONG_LINE "\n化改革",
	      "近年来全市上下把优化营商环境作为头等大事来抓,坚持问题导向和目标导向深入推进审批服务便民化改革");
	FOLDS(LONG_LINE "\n\n 化改革",
	      "近年来全市上下把优化营商环境作为头等大事来抓,坚持问题导向和目标导向深入推进审批服务便民化改革");
	FOLDS(LONG_LINE "\n\n《化》",
	      "近年来全市上下把优化营商环境作为头等大事来抓,坚持问题导向和目标导向深入推进审批服务便民\n《化》");
	FOLDS(LONG_LINE "\n《化》",
	      "近年来全市上下把优化营商环境作为头等大事来抓,坚持问题导向和目标导向深入推进审批服务便民《化》");
	FOLDS(LONG_LINE "。\n化改革",
	      "近年来全市上下把优化营商环境作为头等大事来抓,坚持问题导向和目标导向深入推进审批服务便民。\n化改革");
	FOLDS("一、" LONG_LINE "\n化",
	      "一、近年来全市上下把优化营商环境作为头等大事来抓,坚持问题导向和目标导向深入推进审批服务便民\n化");
	FOLDS(LONG_LINE "\n（一）化",
	      "近年来全市上下把优化营商环境作为头等大事来抓,坚持问题导向和目标导向深入推进审批服务便民\n(一)化");
}

static void marked_lines(void **state)
{
	static const char *const marked[] = {"# 化", "• 化",   "-化",      "【化",     "一、化",    "十二、化", "12.化",
	                                     "3)化", "(三)化", "（12）化", "第一章化", "第120条化", ">化"};
	static const char *const plain[] = {"一化",  "1.5化",  "一二三四、化", "1234、化", "()化",
	                                    "(一化", "第章化", "第一化",       "五、5化",  "《化"};
	(void)state;
	for (size_t i = 0; i < sizeof marked / sizeof *marked; i++) {
		oracle_text text;
		char source[512];
		oracle_fold(&text, table, view_of(strcat(strcpy(source, LONG_LINE "\n"), marked[i])));
		bool hard = false;
		for (size_t k = 0; k < text.count; k++)
			hard |= text.units[k].unit == ORACLE_UNIT_BREAK;
		if (!hard)
			fail_msg("%s is marked", marked[i]);
		oracle_text_release(&text);
	}
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		oracle_text text;
		char source[512];
		oracle_fold(&text, table, view_of(strcat(strcpy(source, LONG_LINE "\n"), plain[i])));
		for (size_t k = 0; k < text.count; k++) {
			if (text.units[k].unit == ORACLE_UNIT_BREAK)
				fail_msg("%s is not marked", plain[i]);
		}
		oracle_text_release(&text);
	}
}

static void hard_breaks(void **state)
{
	(void)state;
	FOLDS("\n\n 标题 \n\n\n 正文\n", "标题\n正文");
	FOLDS("甲 \t 乙\t\t丙\t\n丁\t", "甲\n乙\n丙\n丁");
	FOLDS("\t甲", "甲");
	FOLDS("甲\xE2\x80\xA8乙\xC2\x85丙\v丁\f戊\r己", "甲\n乙\n丙\n丁\n戊\n己");
}

static void offsets(void **state)
{
	(void)state;
	oracle_text text;
	oracle_fold(&text, table, view_of("a優(you) 化\nb"));
	assert_int_equal(text.count, 5);
	static const lc_span expected[] = {{0, 1, 0, 1}, {1, 4, 1, 2}, {10, 13, 8, 9}, {13, 14, 9, 10}, {14, 15, 10, 11}};
	for (size_t i = 0; i < text.count; i++)
		assert_memory_equal(&text.units[i].span, &expected[i], sizeof(lc_span));
	oracle_text_release(&text);
}

/* ---------------------------------------------------------------- segments */

static void segments(void **state)
{
	(void)state;
	const size_t segment = LIANGCE_SEGMENT_BYTES, size = 3 * segment;
	char *bytes = malloc(size);
	assert_non_null(bytes);
	lc_view text = {bytes, size};
	memset(bytes, 'x', size);
	assert_int_equal(oracle_segment_cut(text, 0), 0);
	assert_int_equal(oracle_segment_cut(text, segment), 2 * segment);
	assert_int_equal(oracle_segment_cut(text, 2 * segment), size);
	assert_int_equal(oracle_segment_cut(text, 3 * segment), size);
	memcpy(bytes + segment - 1, "!\n", 2); /* begins before: no safe place, but there is the line end */
	assert_int_equal(oracle_segment_cut(text, segment), segment + 1);
	memset(bytes, 'x', size);
	memcpy(bytes + 2 * segment - 1, "!\n", 2); /* ends behind */
	assert_int_equal(oracle_segment_cut(text, segment), 2 * segment);
	memcpy(bytes + 2 * segment - 2, "!\n", 2);
	assert_int_equal(oracle_segment_cut(text, segment), 2 * segment);
	memcpy(bytes + segment + 100, "。”’」』\r\n", 17);
	assert_int_equal(oracle_segment_cut(text, segment), segment + 117);
	memcpy(bytes + segment + 100, "。”’」)）\n", 17); /* five closing marks */
	assert_int_equal(oracle_segment_cut(text, segment), 2 * segment);
	memset(bytes, 'x', size);
	memcpy(bytes + segment + 100, "，\n", 4);
	assert_int_equal(oracle_segment_cut(text, segment), segment + 103);
	memcpy(bytes + segment + 200, "。”’」)）", 16); /* a sentence's end before a clause's, with four marks */
	assert_int_equal(oracle_segment_cut(text, segment), segment + 213);
	memset(bytes, 'x', size);
	memcpy(bytes + 2 * segment - 2, "营", 3);
	assert_int_equal(oracle_segment_cut(text, segment), 2 * segment - 2);
	free(bytes);
}

/* ---------------------------------------------------------------- matching */

static void check_scan(const char *tsv, lc_overlap overlap, const char *source, const char *expected, int line)
{
	oracle_dictionary *dictionary = oracle_dictionary_new();
	oracle_result result;
	char got[1024] = "";
	assert_true(oracle_dictionary_add(dictionary, table, view_of(tsv)));
	oracle_scan(&result, table, dictionary, overlap, view_of(source));
	for (size_t i = 0; i < result.match_count; i++) {
		const lc_match *m = &result.matches[i];
		char one[128];
		snprintf(one, sizeof one, "%s%s@%u-%u", i ? " " : "", dictionary->terms[m->term].term, (unsigned)m->span.char_start,
		         (unsigned)m->span.char_end);
		strcat(got, one);
	}
	if (strcmp(got, expected) != 0)
		fail_msg("line %d: found \"%s\", not \"%s\"", line, got, expected);
	oracle_result_release(&result);
	oracle_dictionary_free(dictionary);
}

#define LONGEST(tsv, source, expected) check_scan(tsv, LIANGCE_OVERLAP_LONGEST, source, expected, __LINE__)
#define ALL(tsv, source, expected) check_scan(tsv, LIANGCE_OVERLAP_ALL, source, expected, __LINE__)

static void matching(void **state)
{
	static const char countries[] = "# places\n印度\n印度尼西亚\t\t\tshield\n\n度尼\n";
	(void)state;
	LONGEST("营商环境\n", "營(ying)商 環境。营商\n环境", "营商环境@0-11");
	LONGEST(countries, "印度尼西亚和印度", "印度@6-8");
	ALL(countries, "印度尼西亚和印度", "印度@0-2 度尼@1-3 印度@6-8");
	LONGEST("优化营商\n营商环境\n", "优化营商环境营商环境", "优化营商@0-4 营商环境@6-10");
	ALL("优化营商\n营商环境\n", "优化营商环境", "优化营商@0-4 营商环境@2-6");
	LONGEST("十四五\t\t\tname\n四五\t\t\tindicator\n", "十四五", "四五@1-3");
	LONGEST("放管服改革\t\t“放管服”改革|放管服\n", "「放管服」改革和放管服", "放管服改革@0-7 放管服改革@8-11");
	ALL("放管服改革\t\t“放管服”改革|放管服\n", "“放管服”改革", "放管服改革@0-7 放管服改革@1-4");
	LONGEST("办*结\n", "办结，办好结，办得很好结，办得非常好结", "办*结@0-2 办*结@3-6 办*结@7-12");
	LONGEST("办*结\n", "办结结", "办*结@0-3");
	ALL("办*结\n", "办结结", "办*结@0-2 办*结@0-3");
	LONGEST("[减|降]税\t\t免[增值|所得]税|减[税]\n", "减税降税免所得税", "[减|降]税@0-2 [减|降]税@2-4 [减|降]税@4-8");
	ALL("甲*乙\t\t甲丙乙\n", "甲丙乙", "甲*乙@0-3");
	LONGEST("AI\n12345热线\n5%\n", "WAIC、AI城、12345热线和912345热线，15%和GDP5%", "AI@5-7 12345热线@9-16 5%@33-35");
}

static void dictionaries(void **state)
{
	static const char *const wrong[] = {"甲*\n",   "*甲\n",          "甲\t\t\tother\n", "甲\t\t\t\t\t\t\t\n",
	                                    "甲[乙\n", "甲\t\t乙||丙\n", "\t热线\n"};
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		oracle_dictionary *dictionary = oracle_dictionary_new();
		if (oracle_dictionary_add(dictionary, table, view_of(wrong[i])))
			fail_msg("\"%s\" was taken", wrong[i]);
		oracle_dictionary_free(dictionary);
	}
	ALL("甲乙\n營商環境\n营商 环境\n营商环境\t\t\tname\n", "营商环境", "營商環境@0-4"); /* the first has the spelling */
	ALL("\xEF\xBB\xBF"
	    "甲乙\r\n",
	    "甲乙", "甲乙@0-2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(decoding),     cmocka_unit_test(characters),  cmocka_unit_test(spaces),
	    cmocka_unit_test(glosses),      cmocka_unit_test(columns),     cmocka_unit_test(long_lines),
	    cmocka_unit_test(marked_lines), cmocka_unit_test(hard_breaks), cmocka_unit_test(offsets),
	    cmocka_unit_test(segments),     cmocka_unit_test(matching),    cmocka_unit_test(dictionaries),
	};
	table = oracle_table_new(LIANGCE_SOURCE_DIR "/core/lexicon/variants.tsv");
	if (!table)
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	free(table);
	return failed;
}
