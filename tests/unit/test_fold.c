/* SPDX-License-Identifier: Apache-2.0 */
/* text/: what each rule of docs/folding.md does to a small text. The oracle says the same of large ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "match/coding.h"
#include "text/fold.h"
#include "text/fold_table.h"

/* Folded text as UTF-8, a hard break as ⏎. */
static void assert_folds(const char *text, const char *expected)
{
	lc__folded folded;
	lc__buffer out;
	size_t size = strlen(text);
	char *exact = malloc(size == 0 ? 1 : size); /* no terminator: reading past the end is an error that sanitizers see */
	memcpy(exact, text, size);
	lc__buffer_init(&out, 1 << 20);
	assert_int_equal(lc__folded_init(&folded, NULL), LIANGCE_OK);
	assert_int_equal(lc__fold(&folded, (lc_view){exact, size}, NULL), LIANGCE_OK);
	lc__fold_codes(&folded);
	for (uint32_t i = 1; i + 1 < folded.count; i++) {
		if (folded.units[i] == LIANGCE_UNIT_BREAK)
			lc__buffer_append(&out, "⏎", strlen("⏎"), NULL);
		else
			lc__units_to_utf8(&out, folded.units + i, 1, NULL);
		assert_int_equal(folded.codes[i], lc__code(folded.units[i]));
	}
	lc__buffer_append(&out, "", 1, NULL);
	assert_string_equal(out.data, expected);
	lc__buffer_release(&out);
	lc__folded_release(&folded);
	free(exact);
}

static void characters(void **state)
{
	(void)state;
	assert_folds("", "");
	assert_folds("優化營商環境", "优化营商环境");
	assert_folds("５８．３％，ＧＤＰ", "58.3%,GDP");
	assert_folds("「放管服」改革『好』", "\"放管服\"改革\"好\"");
	assert_folds("優​化﻿環­境", "优化环境");
	assert_folds("關係一隻臺灣麵", "关系一只台湾面");
	assert_folds("五‧一 五・一", "五·一五·一");
	assert_folds("⽤⼾", "用户");
	assert_folds("a𠮷b", "a\xEF\xBF\xBD"
	                     "b");
}

static void append_utf8(char *text, size_t *size, uint32_t point)
{
	if (point >= 0x10000)
		text[(*size)++] = (char)(0xF0 | point >> 18);
	if (point >= 0x800)
		text[(*size)++] = (char)(point >= 0x10000 ? 0x80 | (point >> 12 & 0x3F) : 0xE0 | point >> 12);
	if (point >= 0x80)
		text[(*size)++] = (char)(point >= 0x800 ? 0x80 | (point >> 6 & 0x3F) : 0xC0 | point >> 6);
	text[(*size)++] = (char)(point >= 0x80 ? 0x80 | (point & 0x3F) : point);
}

/* Each character between two others, surrogates as ill-formed sequences. */
static void plain_texts_fold_to_the_same(void **state)
{
	lc__folded folded;
	uint32_t plain = 0;
	(void)state;
	assert_int_equal(lc__folded_init(&folded, NULL), LIANGCE_OK);
	for (uint32_t point = 1; point < 0x11000; point++) {
		char text[16];
		uint16_t units[3];
		size_t size = 0, count = 0;
		append_utf8(text, &size, 0x5E02);
		append_utf8(text, &size, point);
		append_utf8(text, &size, 'x');
		assert_false(lc__fold_plain((lc_view){text, size}, units, 2, &count));
		if (!lc__fold_plain((lc_view){text, size}, units, 3, &count))
			continue;
		plain++;
		assert_int_equal(lc__fold(&folded, (lc_view){text, size}, NULL), LIANGCE_OK);
		assert_int_equal(count, 3);
		assert_int_equal(folded.count, 5);
		assert_memory_equal(folded.units + 1, units, sizeof units);
	}
	assert_true(plain > 60000 && plain < 0xF800);
	lc__folded_release(&folded);
}

static void spaces(void **state)
{
	(void)state;
	assert_folds("营 商 环　境", "营商环境");
	assert_folds("受理 58502 件", "受理58502件");
	assert_folds("open  source 5 GB", "open source 5 GB");
	assert_folds("受理    办结", "受理 办结");
	assert_folds("  受理  \n  办结。  ", "受理⏎办结。");
	assert_folds("增长 5 % ，下降", "增长5%,下降");
	assert_folds("受理\t 办结", "受理⏎办结");
}

static void glosses(void **state)
{
	(void)state;
	assert_folds("營(ying)商環(huan) 境", "营商环境");
	assert_folds("群眾（zhong） 訴求", "群众诉求");
	assert_folds("平台(app)上线", "平台(app)上线");
	assert_folds("优(abcdefg)化", "优(abcdefg)化");
	assert_folds("优()化 优(you", "优()化优(you");
	assert_folds("5(you)化", "5(you)化");
}

static void line_breaks(void **state)
{
	(void)state;
	assert_folds("第一段。\n第二段。\n\n\n第三段。\n", "第一段。⏎第二段。⏎第三段。");
	assert_folds("优化营商环境\n全市大会召开\n本报讯 今天。", "优化营商环境⏎全市大会召开⏎本报讯今天。");
	assert_folds("\xE2\x80\xA8甲\r\n\r\n乙", "甲⏎乙");
}

static void long_lines_that_do_not_end_go_on(void **state)
{
	(void)state;
	assert_folds(
	    "今年以来，全县持续深化改革，优化服务流程，压缩审批时限，推动各项惠企政策落地见效，真正让企业和群众办事更方便，群众满意度显著提升，服\n务窗口作用突出。",
	    "今年以来,全县持续深化改革,优化服务流程,压缩审批时限,推动各项惠企政策落地见效,真正让企业和群众办事更方便,群众满意度显著提升,服务窗口作用突出。");
	assert_folds(
	    "今年以来，全县持续深化改革，优化服务流程，压缩审批时限，推动各项惠企政策落地见效，真正让企业和群众办事更方便，群众满意度显著提升，服\n\n务窗口作用突出。",
	    "今年以来,全县持续深化改革,优化服务流程,压缩审批时限,推动各项惠企政策落地见效,真正让企业和群众办事更方便,群众满意度显著提升,服务窗口作用突出。");
	/* A line that holds nothing but a TAB is none of the blank lines that a break goes over. */
	assert_folds(
	    "今年以来，全县持续深化改革，优化服务流程，压缩审批时限，推动各项惠企政策落地见效，真正让企业和群众办事更方便，群众满意度显著提升，服\n\t\n务窗口作用突出。",
	    "今年以来,全县持续深化改革,优化服务流程,压缩审批时限,推动各项惠企政策落地见效,真正让企业和群众办事更方便,群众满意度显著提升,服⏎务窗口作用突出。");
	/* An indent begins a paragraph. */
	assert_folds(
	    "今年以来，全县持续深化改革，优化服务流程，压缩审批时限，推动各项惠企政策落地见效，真正让企业和群众办事更方便，群众满意度显著提升，服\n　　务窗口作用突出。",
	    "今年以来,全县持续深化改革,优化服务流程,压缩审批时限,推动各项惠企政策落地见效,真正让企业和群众办事更方便,群众满意度显著提升,服⏎务窗口作用突出。");
}

static void columns_are_joined(void **state)
{
	(void)state;
	assert_folds("今年以来，全县累计发放补贴1760\n 0元，惠及三十余家中小企业，有\n力支持了企业发展。",
	             "今年以来,全县累计发放补贴17600元,惠及三十余家中小企业,有力支持了企业发展。");
	/* Lines of different widths are a list, or verse. */
	assert_folds("优化营商环境，服务企业发展\n便民\n利企，有求必应。", "优化营商环境,服务企业发展⏎便民⏎利企,有求必应。");
	/* A column that never ends a sentence is a table. */
	assert_folds("有效诉求直接答复转\n派工单办结回访合计", "有效诉求直接答复转⏎派工单办结回访合计");
}

/* Pages of narrow columns: words and figures are cut anywhere, and some lines begin or end with a space or two. */
static void columns_may_be_ragged(void **state)
{
	(void)state;
	/* Cut by columns. */
	assert_folds(
	    "青石县秋粮收购进度过半\n"
	    "　　今年秋粮开秤以来，青石县粮\n"
	    "食和物资储备局增设收购网点17个\n"
	    "，日均收购稻谷2350吨，累计收购\n"
	    " 13.8万吨，其中优质稻占六成以上\n"
	    "，比去年同期增加4200吨，农民增\n"
	    " 收1260万元。\n"
	    "　　各网点售粮排队时间由3小时\n"
	    "压缩到40分钟以内，全县1.2万户\n"
	    " 农民领到售粮款。\n"
	    "　　　　　　青石县粮食和物资储备局办公室\n",
	    "青石县秋粮收购进度过半⏎"
	    "今年秋粮开秤以来,青石县粮食和物资储备局增设收购网点17个,日均收购稻谷2350吨,累计收购13.8万吨,其中优质稻占六成以上,比去年同期增加4200吨,农民增收1260万元。⏎"
	    "各网点售粮排队时间由3小时压缩到40分钟以内,全县1.2万户农民领到售粮款。⏎"
	    "青石县粮食和物资储备局办公室");
	/* Cut by characters: lines with figures are narrower. */
	assert_folds(
	    "云溪街道养老服务简报第5期\n"
	    "    街道新建社区食堂8处，为60岁\n"
	    " 以上老人提供午餐，每餐补助3元，行动不\n"
	    " 便的由志愿者上门送餐。截至9月底，累计\n"
	    "　送餐46200份，惠及老人1580名；\n"
	    "家庭养老床位增至320张，服务半径不超\n"
	    "　过800米。\n"
	    "    下一步，街道将投入资金250万\n"
	    " 元，改造适老化住房600户。\n"
	    "　　　　　　云溪街道办事处\n",
	    "云溪街道养老服务简报第5期⏎"
	    "街道新建社区食堂8处,为60岁以上老人提供午餐,每餐补助3元,行动不便的由志愿者上门送餐。截至9月底,累计送餐46200份,惠及老人1580名;⏎"
	    "家庭养老床位增至320张,服务半径不超过800米。⏎"
	    "下一步,街道将投入资金250万元,改造适老化住房600户。⏎"
	    "云溪街道办事处");
	/* A wide space before most lines. */
	assert_folds(
	    "清水漁會輔導漁民轉型\n"
	    "　　清水漁會今年辦理休閒漁業講習12場，參\n"
	    "　訓漁民860人次，輔導娛樂漁船由25艘增至41\n"
	    "　艘，載客量較去年成長36%，帶動周邊商機約2\n"
	    "  億3500萬元。\n"
	    "　　漁會表示，未來三年將再投入4800萬元整\n"
	    "　修碼頭，預計可增加船席70席。\n"
	    "　　　　　　清水漁會推廣股\n",
	    "清水渔会辅导渔民转型⏎"
	    "清水渔会今年办理休闲渔业讲习12场,参训渔民860人次,辅导娱乐渔船由25艘增至41艘,载客量较去年成长36%,带动周边商机约2亿3500万元。⏎"
	    "渔会表示,未来三年将再投入4800万元整修码头,预计可增加船席70席。⏎"
	    "清水渔会推广股");
	/* The break before is known: the last lines need no comma of their own. */
	assert_folds("本年度安排专项资金，其中用于种植\n  环节、加工环节和保鲜环节的占到三成以\n内。",
	             "本年度安排专项资金,其中用于种植环节、加工环节和保鲜环节的占到三成以内。");
}

static void headings_stand_alone(void **state)
{
	(void)state;
	/* A heading, and a sentence that is a little wider. */
	assert_folds("三大难题怎样破解，群众这样说\n记者走访了全县二十六个村，看变化。",
	             "三大难题怎样破解,群众这样说⏎记者走访了全县二十六个村,看变化。");
	/* Two lines of a heading, and a paragraph. */
	assert_folds("深化改革，优化营商环境\n服务企业，促进转型升级\n　　今年以来，成效显著。",
	             "深化改革,优化营商环境⏎服务企业,促进转型升级⏎今年以来,成效显著。");
	/* As many characters, but an address is narrow. */
	assert_folds("报名请见官网https://example.org/a\n本期开设绘画、书法、摄影和合唱等课程，欢迎报名参加。",
	             "报名请见官网https://example.org/a⏎本期开设绘画、书法、摄影和合唱等课程,欢迎报名参加。");
}

static void ill_formed_text(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		uint32_t invalid, characters;
	} cases[] = {
	    {"\xE8\x90", 1, 1},         /* cut off at the end: one maximal subpart */
	    {"\xE8\x90营", 1, 2},       /* … and in the middle */
	    {"\xC0\xAF", 2, 2},         /* overlong */
	    {"\xED\xA0\x80", 3, 3},     /* surrogate */
	    {"\xE0\x80\x80", 3, 3},     /* overlong of three */
	    {"\xF4\x90\x80\x80", 4, 4}, /* behind U+10FFFF */
	    {"\xF0\x9F\x98", 1, 1},     {"\xFF\xFE营", 2, 3}, {"\x80\x80\x80", 3, 3},
	};
	lc__folded folded;
	assert_int_equal(lc__folded_init(&folded, NULL), LIANGCE_OK);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		assert_int_equal(lc__fold(&folded, (lc_view){cases[i].text, strlen(cases[i].text)}, NULL), LIANGCE_OK);
		assert_int_equal(folded.invalid, cases[i].invalid);
		assert_int_equal(folded.characters, cases[i].characters);
		assert_int_equal(folded.count, cases[i].characters + 2);
	}
	lc__folded_release(&folded);
}

static void spans_point_into_the_source(void **state)
{
	(void)state;
	static const char text[] = "全市優(you) 化營\xE2\x80\x8B商 環境５８％";
	lc__folded folded;
	assert_int_equal(lc__folded_init(&folded, NULL), LIANGCE_OK);
	assert_int_equal(lc__fold(&folded, (lc_view){text, strlen(text)}, NULL), LIANGCE_OK);
	/* 优化营商环境 is units 3 to 9 (a sentinel stands first); the gloss, the zero width and the space are inside. */
	lc_span span = lc__fold_span(&folded, 3, 9);
	assert_int_equal(span.byte_start, strlen("全市"));
	assert_int_equal(span.byte_end, strlen("全市優(you) 化營\xE2\x80\x8B商 環境"));
	assert_int_equal(span.char_start, 2);
	assert_int_equal(span.char_end, 16);
	/* 优 alone ends before its gloss. */
	span = lc__fold_span(&folded, 3, 4);
	assert_int_equal(span.byte_end - span.byte_start, 3);
	span = lc__fold_span(&folded, 9, 12);
	assert_int_equal(span.byte_end, strlen(text));
	assert_int_equal(folded.characters, 19);
	lc__folded_release(&folded);
}

static void too_long_is_refused(void **state)
{
	(void)state;
	lc__folded folded;
	char *text = calloc(LIANGCE_FOLD_MAX + 1, 1);
	assert_int_equal(lc__folded_init(&folded, NULL), LIANGCE_OK);
	assert_int_equal(lc__fold(&folded, (lc_view){text, LIANGCE_FOLD_MAX + 1}, NULL), LIANGCE_E_TOO_LARGE);
	assert_int_equal(lc__fold(&folded, (lc_view){text, LIANGCE_FOLD_MAX}, NULL), LIANGCE_OK);
	assert_int_equal(folded.count, LIANGCE_FOLD_MAX + 2);
	lc__folded_release(&folded);
	free(text);
}

static void codes_are_a_bijection(void **state)
{
	(void)state;
	static bool taken[0x10000];
	for (uint32_t unit = 0; unit < 0x10000; unit++) {
		uint16_t code = lc__code((uint16_t)unit);
		assert_false(taken[code]);
		taken[code] = true;
	}
	assert_int_equal(lc__code('7'), LIANGCE_CODE_NUMERAL << 8 | (LIANGCE_CODE_DIGIT_FIRST + 7));
	assert_int_equal(lc__code(u'一'), LIANGCE_CODE_NUMERAL << 8 | LIANGCE_CODE_ONE);
	/* 指标22项: the character before a number must never look like a numeral. */
	for (uint32_t unit = 0x4E00; unit < 0xA000; unit++)
		if (lc__code((uint16_t)unit) >> 8 == LIANGCE_CODE_NUMERAL)
			assert_true((lc__code((uint16_t)unit) & 0xFF) <= LIANGCE_CODE_HAN_LAST);
}

/* Folding what was folded changes nothing: the table has no chains. */
static void the_table_is_idempotent(void **state)
{
	(void)state;
	for (uint32_t point = 0; point < 0x10000; point++) {
		uint16_t unit = lc__folded_unit((uint16_t)point), again = lc__folded_unit(unit);
		if (again != unit)
			fail_msg("U+%04X becomes U+%04X becomes U+%04X", point, unit, again);
	}
}

static void segments_end_where_sentences_end_lines(void **state)
{
	(void)state;
	size_t size = 3 * LIANGCE_SEGMENT_BYTES;
	char *text = malloc(size);
	memset(text, 'a', size);
	lc_view view = {text, size};
	assert_int_equal(lc_segment_cut(view, 0), 0);
	assert_int_equal(lc_segment_cut(view, size), size);
	/* Nothing to cut at: at the next multiple. */
	assert_int_equal(lc_segment_cut(view, LIANGCE_SEGMENT_BYTES), 2 * LIANGCE_SEGMENT_BYTES);
	/* The last segment's own cut would be the end. */
	assert_int_equal(lc_segment_cut(view, 2 * LIANGCE_SEGMENT_BYTES), size);
	memcpy(text + LIANGCE_SEGMENT_BYTES + 100, "。”\r\n", strlen("。”\r\n"));
	assert_int_equal(lc_segment_cut(view, LIANGCE_SEGMENT_BYTES), LIANGCE_SEGMENT_BYTES + 100 + strlen("。”\r\n"));
	/* A mark that begins before the nominal place is no safe place for it. */
	memcpy(text + LIANGCE_SEGMENT_BYTES - 2, "。\n", strlen("。\n"));
	assert_int_equal(lc_segment_cut(view, LIANGCE_SEGMENT_BYTES), LIANGCE_SEGMENT_BYTES + 100 + strlen("。”\r\n"));
	/* A forced cut stands before a character, not inside it. */
	memset(text, 'a', size);
	memcpy(text + 2 * LIANGCE_SEGMENT_BYTES - 2, "营", 3);
	assert_int_equal(lc_segment_cut(view, LIANGCE_SEGMENT_BYTES), 2 * LIANGCE_SEGMENT_BYTES - 2);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(characters),
	    cmocka_unit_test(plain_texts_fold_to_the_same),
	    cmocka_unit_test(spaces),
	    cmocka_unit_test(glosses),
	    cmocka_unit_test(line_breaks),
	    cmocka_unit_test(long_lines_that_do_not_end_go_on),
	    cmocka_unit_test(columns_are_joined),
	    cmocka_unit_test(columns_may_be_ragged),
	    cmocka_unit_test(headings_stand_alone),
	    cmocka_unit_test(ill_formed_text),
	    cmocka_unit_test(spans_point_into_the_source),
	    cmocka_unit_test(too_long_is_refused),
	    cmocka_unit_test(codes_are_a_bijection),
	    cmocka_unit_test(the_table_is_idempotent),
	    cmocka_unit_test(segments_end_where_sentences_end_lines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
