/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sentences and what their numbers measure: link_cases.txt holds a sentence a line and, indented by a TAB, each of its numbers with
 * change, subject ("-" for none) and the rule that linked it. Dates are left out. Then links with a dictionary, and tables.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fact_fixture.h"

static fact_fixture fixture;

/* The numbers of one sentence in the form of the file. */
static void describe(const lc__fact *facts, size_t count, lc__buffer *out)
{
	for (size_t i = 0; i < count; i++) {
		if (facts[i].kind == LIANGCE_FACT_DATE)
			continue;
		char *number = units_text(&fixture, facts[i].start, facts[i].end),
		     *subject = units_text(&fixture, facts[i].subject_start, facts[i].subject_end);
		lc__buffer_printf(out, NULL, "\t%s\t%s\t%s\t%s\n", number, fact_change_name(facts[i].change),
		                  subject[0] == '\0' ? "-" : subject, facts[i].rule[0] == '\0' ? "-" : facts[i].rule);
		free(number);
		free(subject);
	}
	lc__buffer_append(out, "", 1, NULL);
}

static bool is_right(const char *sentence, size_t size, const char *expected, size_t expected_size)
{
	lc__buffer found;
	const lc__fact *facts;
	lc__buffer_init(&found, 1 << 16);
	size_t count = read_facts(&fixture, sentence, size, &facts);
	describe(facts, count, &found);
	bool right = strlen(found.data) == expected_size && memcmp(found.data, expected, expected_size) == 0;
	if (!right)
		print_error("%.*s\nexpected\n%.*sfound\n%s", (int)size, sentence, (int)expected_size, expected, found.data);
	lc__buffer_release(&found);
	return right;
}

static const char *line_end(const char *at, const char *end)
{
	const char *newline = memchr(at, '\n', (size_t)(end - at));
	return newline != NULL ? newline : end;
}

static void every_sentence_is_linked_as_written(void **state)
{
	(void)state;
	size_t size, sentences = 0, wrong = 0;
	char *text = source_file("tests/unit/link_cases.txt", &size);
	for (const char *at = text, *end = text + size; at < end;) {
		const char *stop = line_end(at, end), *first = stop + 1, *next = first;
		if (*at == '#' || stop == at) {
			at = stop + 1;
			continue;
		}
		while (next < end && *next == '\t')
			next = line_end(next, end) + 1;
		sentences++;
		wrong += !is_right(at, (size_t)(stop - at), first, (size_t)(next - first));
		at = next;
	}
	free(text);
	assert_true(sentences >= 200);
	assert_int_equal(wrong, 0);
}

/* ---------------------------------------------------------------- with a dictionary */

static void assert_subject(const lc__fact *fact, const char *expected, const char *rule, uint32_t term)
{
	char *subject = units_text(&fixture, fact->subject_start, fact->subject_end);
	assert_string_equal(subject, expected);
	assert_string_equal(fact->rule, rule);
	assert_int_equal(fact->term, term);
	free(subject);
}

/* Reads a text with one hit on [start, end) of its units; the first unit of a segment is 1. */
static size_t read_with_hit(const char *text, const lc_term *term, uint32_t start, uint32_t end, const lc__fact **facts)
{
	lc_error err = {0};
	size_t count;
	lc__fact_terms terms = {.terms = term, .count = 1};
	bool counted = term->kind == LIANGCE_KIND_TERM || term->kind == LIANGCE_KIND_INDICATOR;
	lc__hit hit = {.start = start, .end = end, .term = 0, .counted = counted, .name = term->kind == LIANGCE_KIND_NAME};
	assert_int_equal(lc__fold(&fixture.folded, (lc_view){text, strlen(text)}, &err), LIANGCE_OK);
	find_spots(&fixture);
	assert_int_equal(lc__fact_reader_read(fixture.reader, &fixture.folded, &terms, &hit, 1, fixture.spots, fixture.spot_count,
	                                      facts, &count, &err),
	                 LIANGCE_OK);
	return count;
}

static void an_indicator_sharpens_the_subject(void **state)
{
	(void)state;
	const lc__fact *facts;
	lc_term term = {.term = "接通率", .kind = LIANGCE_KIND_INDICATOR};
	static const char text[] = "清溪县城关镇便民服务热线接通率达98%。";
	assert_int_equal(read_with_hit(text, &term, 13, 16, &facts), 1);
	assert_subject(&facts[0], "接通率", "before", 0);
	term.kind = LIANGCE_KIND_TERM;
	assert_int_equal(read_with_hit(text, &term, 13, 16, &facts), 1);
	assert_subject(&facts[0], "清溪县城关镇便民服务热线接通率", "before", 0);
	/* a word or two before it tell which one it is */
	term.kind = LIANGCE_KIND_INDICATOR;
	assert_int_equal(read_with_hit("夜间热线接通率达98%。", &term, 5, 8, &facts), 1);
	assert_subject(&facts[0], "热线接通率", "before", 0);
}

static void a_negated_indicator_is_another_one(void **state)
{
	(void)state;
	const lc__fact *facts;
	lc_term term = {.term = "办结率", .kind = LIANGCE_KIND_INDICATOR};
	assert_int_equal(read_with_hit("未办结率2%。", &term, 2, 5, &facts), 1);
	assert_subject(&facts[0], "未办结率", "before", LIANGCE_NO_TERM);
}

static void a_hit_keeps_a_word_whole(void **state)
{
	(void)state;
	const lc__fact *facts;
	lc_term term = {.term = "发放贷款平台", .kind = LIANGCE_KIND_TERM};
	assert_int_equal(read_with_hit("发放贷款平台36个。", &term, 1, 7, &facts), 1);
	assert_subject(&facts[0], "发放贷款平台", "before", 0);
}

static void a_verb_of_change_leaves_its_term(void **state)
{
	(void)state;
	const lc__fact *facts;
	lc_term term = {.term = "经济增长", .kind = LIANGCE_KIND_TERM};
	assert_int_equal(read_with_hit("全市经济增长5.2%。", &term, 3, 7, &facts), 1);
	assert_subject(&facts[0], "经济", "before", 0);
	assert_int_equal(facts[0].change, LIANGCE_UP_BY);
	assert_int_equal(read_with_hit("推出经济增长预测5项。", &term, 3, 7, &facts), 1);
	assert_subject(&facts[0], "经济增长预测", "before", 0);
	assert_int_equal(facts[0].change, LIANGCE_LEVEL);
}

static void numerals_of_names_are_no_facts(void **state)
{
	(void)state;
	const lc__fact *facts;
	lc_term term = {.term = "三户联保", .kind = LIANGCE_KIND_NAME};
	assert_int_equal(read_with_hit("推行三户联保模式。", &term, 3, 7, &facts), 0);
	term = (lc_term){.term = "110", .kind = LIANGCE_KIND_NAME};
	assert_int_equal(read_with_hit("受理1100件。", &term, 3, 6, &facts), 1);
	term = (lc_term){.term = "12345", .kind = LIANGCE_KIND_NAME};
	assert_int_equal(read_with_hit("受理12345件。", &term, 3, 8, &facts), 1);
	assert_int_equal(read_with_hit("拨打12345反映。", &term, 3, 8, &facts), 0);
	term = (lc_term){.term = "24小时执行热线", .kind = LIANGCE_KIND_TERM};
	assert_int_equal(read_with_hit("公布24小时执行热线。", &term, 3, 11, &facts), 1);
	assert_subject(&facts[0], "执行热线", "after-measure", LIANGCE_NO_TERM);
}

/* ---------------------------------------------------------------- tables, one cell a line */

static void a_number_alone_belongs_to_the_label_of_its_row(void **state)
{
	(void)state;
	const lc__fact *facts;
	static const char table[] = "地区\n受理量\n办结率\n\n城关镇\n1260\n98.5%\n\n河东乡\n860\n97.2%\n";
	assert_int_equal(read_facts(&fixture, table, strlen(table), &facts), 4);
	static const char *const labels[] = {"城关镇", "城关镇", "河东乡", "河东乡"};
	for (size_t i = 0; i < 4; i++) {
		assert_subject(&facts[i], labels[i], "table-row", LIANGCE_NO_TERM);
		assert_int_equal(facts[i].kind, i % 2 == 0 ? LIANGCE_FACT_COUNT : LIANGCE_FACT_PERCENT);
	}
}

static void the_label_of_a_row_has_its_term(void **state)
{
	(void)state;
	const lc__fact *facts;
	lc_term term = {.term = "办结率", .kind = LIANGCE_KIND_INDICATOR};
	assert_int_equal(read_with_hit("城关镇热线工单按期办结率\n98.5%\n河东乡\n97%\n", &term, 10, 13, &facts), 2);
	assert_subject(&facts[0], "城关镇热线工单按期办结率", "table-row", 0);
	assert_subject(&facts[1], "河东乡", "table-row", LIANGCE_NO_TERM);
}

/* Numbers of rows are no quantities; the minus in a column of changes is a decrease. */
static void numbers_of_rows_are_left_out(void **state)
{
	(void)state;
	const lc__fact *facts;
	static const char table[] =
	    "序号\n单位\n受理量\n同比(%)\n1\n市教育局\n1260\n-3.5\n2\n市公安局\n860\n12.1\n3\n市民政局\n420\n-0.8\n";
	static const char *const labels[] = {"市教育局", "市公安局", "市民政局"};
	size_t count = read_facts(&fixture, table, strlen(table), &facts);
	assert_int_equal(count, 6);
	for (size_t i = 0; i < 6; i++)
		assert_subject(&facts[i], labels[i / 2], "table-row", LIANGCE_NO_TERM);
	char value[200];
	fact_value(&facts[1], value, sizeof value);
	assert_string_equal(value, "3.5");
	assert_int_equal(facts[1].change, LIANGCE_DOWN_BY);
	assert_int_equal(facts[0].change, LIANGCE_LEVEL);
}

typedef struct cell_case {
	const char *table, *facts; /* "label number kind change", one a line */
} cell_case;

static void describe_cells(const lc__fact *facts, size_t count, lc__buffer *out)
{
	for (size_t i = 0; i < count; i++) {
		char *number = units_text(&fixture, facts[i].start, facts[i].end),
		     *subject = units_text(&fixture, facts[i].subject_start, facts[i].subject_end);
		lc__buffer_printf(out, NULL, "%s %s %s %s\n", subject, number, fact_kind_name(facts[i].kind),
		                  fact_change_name(facts[i].change));
		free(number);
		free(subject);
	}
	lc__buffer_append(out, "", 1, NULL);
}

/* What the header says of the numbers below it: places, lengths of time, shares, changes; a row may lack its running number. */
static void columns_tell_what_their_numbers_are(void **state)
{
	(void)state;
	static const cell_case cases[] = {
	    {"二、诉求分布\n（一）按诉求类型\n诉求类型\n数量\n占比\n环比\n咨询\n20,815\n61.4%\n+4.2%\n求助\n9,730\n28.7%\n-1.5%\n"
	     "投诉\n3,356\n9.9%\n0\n",
	     "咨询 20,815 count level\n咨询 61.4% percent level\n咨询 +4.2% percent up_by\n求助 9,730 count level\n"
	     "求助 28.7% percent level\n求助 -1.5% percent down_by\n投诉 3,356 count level\n投诉 9.9% percent level\n"
	     "投诉 0 percent level\n"},
	    {"序号\n县区\n受理量\n环比\n办结率\n平均用时（天）\n排名\n排名变化\n1\n东湖区\n3120件\n↑12.5%\n98.1%\n2.4\n5\n↓2\n2\n"
	     "西山县\n1044件\n↓0.6%\n99.3%\n1.9\n1\n↑3\n合计\n4164件\n↑9.0%\n98.4%\n2.3\n/\n/\n",
	     "东湖区 3120件 count level\n东湖区 ↑12.5% percent up_by\n东湖区 98.1% percent level\n东湖区 2.4 duration level\n"
	     "东湖区 5 rank level\n东湖区 ↓2 count down_by\n西山县 1044件 count level\n西山县 ↓0.6% percent down_by\n"
	     "西山县 99.3% percent level\n西山县 1.9 duration level\n西山县 1 rank level\n西山县 ↑3 count up_by\n"
	     "合计 4164件 count level\n合计 ↑9.0% percent up_by\n合计 98.4% percent level\n合计 2.3 duration level\n"},
	    {"表2：承办单位情况\n名次\n承办单位\n工单量\n得分\n1\n市城管局\n860\n98.6\n2\n市住建局\n742\n97.15\n3\n市交通局\n515\n95\n",
	     "市城管局 1 rank level\n市城管局 860 count level\n市城管局 98.6 count level\n市住建局 2 rank level\n"
	     "市住建局 742 count level\n市住建局 97.15 count level\n市交通局 3 rank level\n市交通局 515 count level\n"
	     "市交通局 95 count level\n"},
	    {"乡镇\n得分\n等次\n名次\n白石镇\n96.2\n优秀\n1\n青坪乡\n94\n良好\n2\n",
	     "白石镇 96.2 count level\n白石镇 1 rank level\n青坪乡 94 count level\n青坪乡 2 rank level\n"},
	    {"街道\n社区\n来电量\n满意率（%）\n城南\n桥头社区\n36\n95.5\n城南\n河滨社区\n21\n93\n",
	     "桥头社区 36 count level\n桥头社区 95.5 percent level\n河滨社区 21 count level\n河滨社区 93 percent level\n"},
	    {"项目\n投资（万元）\n进度\n一号桥\n5200\n80%\n二水厂\n3100\n65%\n",
	     "一号桥 5200 money level\n一号桥 80% percent level\n二水厂 3100 money level\n二水厂 65% percent level\n"},
	    /* no header: the label of the row alone tells */
	    {"市民服务热线本月受理和办理情况的数据如下，请各单位知悉。\n办件量\n1260\n来电人次\n860\n价格指数\n102\n",
	     "办件量 1260 count level\n来电人次 860 count level\n价格指数 102 other level\n"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const lc__fact *facts;
		lc__buffer found;
		lc__buffer_init(&found, 1 << 16);
		size_t count = read_facts(&fixture, cases[i].table, strlen(cases[i].table), &facts);
		describe_cells(facts, count, &found);
		assert_string_equal(found.data, cases[i].facts);
		lc__buffer_release(&found);
	}
}

/* A unit in a cell of its own is neither a label nor a number; labels come without their units and what introduces them. */
static void units_of_rows_are_passed_over(void **state)
{
	(void)state;
	const lc__fact *facts;
	static const char table[] = "指标名称\n单位\n本期\n同比增长（%）\n地区生产总值\n亿元\n98.46\n5.7\n"
				    "其中：工业投资\n—\n—\n-17.5\n发电量（万千瓦时）\n36258\n11.6\n";
	static const char *const labels[] = {"地区生产总值", "地区生产总值", "工业投资", "发电量", "发电量"};
	assert_int_equal(read_facts(&fixture, table, strlen(table), &facts), 5);
	for (size_t i = 0; i < 5; i++) {
		assert_subject(&facts[i], labels[i], "table-row", LIANGCE_NO_TERM);
		assert_string_equal(facts[i].unit, "");
	}
	assert_int_equal(facts[2].change, LIANGCE_DOWN_BY);
}

/* What is carried over never crosses the end of a sentence or a paragraph. */
static void sentences_are_apart(void **state)
{
	(void)state;
	const lc__fact *facts;
	static const char text[] = "咨询类诉求8560件。占总量的42.3%。\n\n投诉类诉求较多\n\n占总量的11%。";
	assert_int_equal(read_facts(&fixture, text, strlen(text), &facts), 3);
	assert_string_equal(facts[0].rule, "before");
	assert_int_equal(facts[1].subject_start, facts[1].subject_end);
	assert_int_equal(facts[2].subject_start, facts[2].subject_end);
}

static void a_list_has_the_bound_before_it(void **state)
{
	(void)state;
	static const struct {
		const char *text, *approx;
	} cases[] = {
	    {"贸易额接连突破3000亿元、4000亿元和5000亿元。", "over over over"},
	    {"城镇、农村居民收入分别超过8万元、4.5万元。", "over over"},
	    {"餐费、路费分别不超过200元、100元。", "under under"},
	    {"投资分别约为42亿元、35亿元。", "about about"},
	    {"对首次突破1亿元、5亿元的企业分别奖励10万元、50万元。", "over over exact exact"},
	    {"收入超过8万元、利润4.5万元。", "over exact"},
	    {"分别新建厂房3座、仓库约5座。", "exact about"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char got[64] = "";
		const lc__fact *facts;
		size_t count = read_facts(&fixture, cases[i].text, strlen(cases[i].text), &facts);
		for (size_t k = 0, used = 0; k < count; k++) {
			used += (size_t)snprintf(got + used, sizeof got - used, "%s%s", k > 0 ? " " : "",
			                         fact_approx_name(facts[k].approx));
			assert_int_equal(facts[k].has_lo, facts[k].approx != LIANGCE_UNDER);
			assert_int_equal(facts[k].has_hi, facts[k].approx != LIANGCE_OVER);
		}
		if (strcmp(got, cases[i].approx) != 0)
			fail_msg("%s: %s, not %s", cases[i].text, got, cases[i].approx);
	}
}

/* A sentence that is too long is cut where no number is torn: at a comma, or else before the number. */
static void no_number_is_lost_where_a_sentence_is_cut(void **state)
{
	(void)state;
	static const char *const forms[][4] = {{"完成5件", "", "7件。", "7件"},
	                                       {"完成5件", "，新增", "1.75万件。", "1.75万件"},
	                                       {"完成5件", "计", "1234567.5公斤。", "1234567.5公斤"},
	                                       {"完成5件", "在", "2026年5月3日。", "2026年5月3日"},
	                                       {"完成5件", "第", "一百二十次。", "第一百二十次"}};
	for (size_t form = 0; form < sizeof forms / sizeof *forms; form++) {
		for (int n = 580; n <= 610; n++) {
			const lc__fact *facts;
			lc__buffer text;
			lc__buffer_init(&text, 1 << 16);
			lc__buffer_printf(&text, NULL, "%s", forms[form][0]);
			for (int i = 0; i < n; i++)
				lc__buffer_printf(&text, NULL, "甲");
			lc__buffer_printf(&text, NULL, "%s%s", forms[form][1], forms[form][2]);
			assert_int_equal(read_facts(&fixture, text.data, text.size, &facts), 2);
			char *first = units_text(&fixture, facts[0].start, facts[0].end),
			     *second = units_text(&fixture, facts[1].start, facts[1].end);
			assert_string_equal(first, "5件");
			assert_string_equal(second, forms[form][3]);
			free(first);
			free(second);
			lc__buffer_release(&text);
		}
	}
}

static void a_cut_sentence_goes_on_behind_its_comma(void **state)
{
	(void)state;
	const lc__fact *facts;
	lc__buffer text;
	lc__buffer_init(&text, 1 << 16);
	lc__buffer_printf(&text, NULL, "完成5件，");
	for (int i = 0; i < 590; i++)
		lc__buffer_printf(&text, NULL, "甲");
	lc__buffer_printf(&text, NULL, "，受理咨询类诉求120件。");
	assert_int_equal(read_facts(&fixture, text.data, text.size, &facts), 2);
	assert_subject(&facts[1], "咨询类诉求", "before", LIANGCE_NO_TERM);
	assert_int_equal(fixture.folded.units[facts[0].sentence_end], ',');
	assert_int_equal(facts[1].sentence_start, facts[0].sentence_end + 1);
	lc__buffer_release(&text);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_sentence_is_linked_as_written),
	    cmocka_unit_test(an_indicator_sharpens_the_subject),
	    cmocka_unit_test(a_negated_indicator_is_another_one),
	    cmocka_unit_test(a_hit_keeps_a_word_whole),
	    cmocka_unit_test(a_verb_of_change_leaves_its_term),
	    cmocka_unit_test(numerals_of_names_are_no_facts),
	    cmocka_unit_test(the_label_of_a_row_has_its_term),
	    cmocka_unit_test(a_number_alone_belongs_to_the_label_of_its_row),
	    cmocka_unit_test(numbers_of_rows_are_left_out),
	    cmocka_unit_test(columns_tell_what_their_numbers_are),
	    cmocka_unit_test(units_of_rows_are_passed_over),
	    cmocka_unit_test(sentences_are_apart),
	    cmocka_unit_test(a_list_has_the_bound_before_it),
	    cmocka_unit_test(no_number_is_lost_where_a_sentence_is_cut),
	    cmocka_unit_test(a_cut_sentence_goes_on_behind_its_comma),
	};
	fact_fixture_init(&fixture);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	fact_fixture_release(&fixture);
	return failed;
}
