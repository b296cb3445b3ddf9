/* SPDX-License-Identifier: Apache-2.0 */
/*
 * facts/shape and facts/plain_numeral: what is told without PCRE2 is what the patterns tell, and where they are not asked they would
 * find nothing, on random texts that are nearly numbers and dates.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/decimal.h"
#include "facts/expression.h"
#include "facts/shape.h"

enum { BEFORE = 2, LENGTH = 14, TEXTS = 400000, NUMBERS = 11 };

/* Digits most often, then what joins them, marks of dates, powers and units. */
static const uint16_t alphabet[] =
    u"00112233445566778899012357901223451201230123456789,,..  ::--//~至到—起"
    u"年年年年月月月月日日日号时点分度季第初底末份旬世纪代上下前中春、财学"
    u"一二三四五六七八九十〇帕"
    u"个个余多来几数十百千万万万亿亿兆廿卅拾佰仟零陆一二两三五九半半整许钟左亩元吨%()由自民国道瓦米帕+×·之∶比次列#";

/* The same by larger pieces, so that whole dates and numbers come about. */
static const uint16_t *const pieces[] = {
    u"2024", u"113",  u"1999", u"12",   u"5",    u"31", u"9",     u"30",  u"08",  u"7",  u"1,234", u".5",   u"万",
    u"亿",   u"余",   u"多",   u"个",   u"年",   u"月", u"日",    u"年",  u"月",  u"日", u"年",    u"月",   u"日",
    u"号",   u"时",   u"点",   u"分",   u":",    u"至", u"到",    u"-",   u"—",   u"~",  u"起",    u"底",   u"份",
    u"末",   u"初",   u"上旬", u"中旬", u"中",   u"上", u"前三",  u"度",  u"第",  u"三", u"季度",  u"春季", u"春",
    u"半",   u"许",   u"整",   u"(",    u")",    u"、", u" ",     u",",   u".",   u"元", u"千瓦",  u"百",   u"十",
    u"五",   u"几",   u"零",   u"上半", u"下午", u"国", u"1 9 ",  u"/",   u"0.3", u"+",  u"号",    u"次列", u"100",
    u"两",   u"点七", u"分点", u"万亿", u"来",   u"数", u"400-1", u"138", u"·",   u"比", u"世纪",  u"的",
};

static uint64_t next_random(uint64_t *state)
{
	*state = *state * 6364136223846793005U + 1442695040888963407U;
	return *state >> 33;
}

static void fill_with_units(uint16_t text[BEFORE + LENGTH], uint64_t *random)
{
	for (size_t unit = 0; unit < BEFORE + LENGTH; unit++)
		text[unit] = alphabet[next_random(random) % (sizeof alphabet / sizeof *alphabet - 1)];
}

/* Digits stand first and in every other place, as a rule. */
static void fill_with_pieces(uint16_t text[BEFORE + LENGTH], uint64_t *random)
{
	size_t count = sizeof pieces / sizeof *pieces, turn = next_random(random) % 4 == 0;
	for (size_t unit = BEFORE; unit < BEFORE + LENGTH; turn++)
		for (const uint16_t *at = pieces[next_random(random) % (turn % 2 == 0 ? NUMBERS : count)];
		     *at != 0 && unit < BEFORE + LENGTH; at++)
			text[unit++] = *at;
}

static bool same_value(lc_decimal a, lc_decimal b)
{
	return a.coefficient == b.coefficient && a.scale == b.scale;
}

/* Whether the numeral was told. */
static bool check_numeral(lc__matcher *matcher, const uint16_t *text, uint32_t end)
{
	lc__numeral ours, theirs;
	bool found = false;
	if (!lc__numeral_plain(&ours, text, BEFORE, end))
		return false;
	assert_int_equal(lc__numeral_match(&theirs, matcher, text, BEFORE, end, &found, NULL), LIANGCE_OK);
	assert_true(found);
	assert_int_equal(ours.start, theirs.start);
	assert_int_equal(ours.end, theirs.end);
	assert_true(same_value(ours.lo, theirs.lo) && same_value(ours.hi, theirs.hi) && same_value(ours.plain, theirs.plain));
	assert_int_equal(ours.power, theirs.power);
	assert_int_equal(ours.han, theirs.han);
	assert_true(ours.arabic == theirs.arabic && ours.more == theirs.more && ours.negative == theirs.negative &&
	            ours.spelled == theirs.spelled && ours.bare == theirs.bare && ours.some == theirs.some &&
	            ours.vague == theirs.vague);
	return true;
}

static void assert_same_part(lc__part ours, lc__part theirs)
{
	assert_int_equal(ours.start < ours.end ? ours.start : 0, theirs.start < theirs.end ? theirs.start : 0);
	assert_int_equal(ours.start < ours.end ? ours.end : 0, theirs.start < theirs.end ? theirs.end : 0);
}

/* Whether the date was told. */
static bool check_calendar(lc__matcher *matcher, const uint16_t *text, uint32_t end)
{
	lc__calendar_parts ours;
	bool found = false;
	if (!lc__shape_calendar(&ours, text, BEFORE, end))
		return false;
	assert_int_equal(lc__matcher_run(matcher, LIANGCE_PATTERN_CALENDAR, text, BEFORE, end, &found, NULL), LIANGCE_OK);
	assert_true(found);
	assert_same_part(ours.date, matcher->parts[LIANGCE_CALENDAR_DATE]);
	assert_same_part(ours.day, matcher->parts[LIANGCE_CALENDAR_DAY]);
	assert_same_part(ours.hour, matcher->parts[LIANGCE_CALENDAR_HOUR]);
	assert_same_part(ours.minutes, matcher->parts[LIANGCE_CALENDAR_MINUTES]);
	return true;
}

/* The same of Han numerals. */
static size_t check_han_refusals(lc__matcher *matcher, const uint16_t *text, uint32_t end)
{
	uint32_t stop = BEFORE;
	bool found = false;
	while (stop < end && lc__han_numeral(text[stop]) != 0)
		stop++;
	if (stop == BEFORE || lc__shape_may_be_han_calendar(text, BEFORE, stop, end))
		return 0;
	assert_int_equal(lc__matcher_run(matcher, LIANGCE_PATTERN_CALENDAR, text, BEFORE, end, &found, NULL), LIANGCE_OK);
	assert_true(!found || lc__unit_in(text[stop], u"起及和"));
	return 1;
}

/* How often a pattern need not be asked. */
static size_t check_refusals(lc__matcher *matcher, const uint16_t *text, uint32_t end)
{
	uint32_t stop = BEFORE;
	size_t refused = 0;
	bool found = false;
	while (stop < end && lc__is_digit(text[stop]))
		stop++;
	bool spaced = stop == BEFORE + 1 && stop < end && text[stop] == ' ';
	if (stop == BEFORE)
		return 0;
	if (!spaced && !lc__shape_may_be_calendar(text, BEFORE, stop, end)) {
		assert_int_equal(lc__matcher_run(matcher, LIANGCE_PATTERN_CALENDAR, text, BEFORE, end, &found, NULL), LIANGCE_OK);
		bool joined =
		    lc__unit_in(text[stop], u"起及和") || (text[stop] == u'年' && stop == BEFORE + 1); /* 3年 is no date */
		assert_true(!found || joined);
		refused++;
	}
	if (!lc__shape_may_be_code(text, BEFORE, stop, end)) {
		assert_int_equal(lc__matcher_run(matcher, LIANGCE_PATTERN_CODE, text, BEFORE, end, &found, NULL), LIANGCE_OK);
		bool service = text[BEFORE] == '4'; /* 4001234567 without a hyphen */
		assert_true(!found || service);
		refused++;
	}
	return refused;
}

static void shapes_are_what_the_patterns_find(void **state)
{
	lc__grammar grammar;
	lc__matcher matcher;
	uint64_t random = 7;
	size_t numerals = 0, dates = 0, refused = 0;
	(void)state;
	assert_int_equal(lc__grammar_init(&grammar, NULL), LIANGCE_OK);
	assert_int_equal(lc__matcher_init(&matcher, &grammar, NULL), LIANGCE_OK);
	for (size_t i = 0; i < TEXTS; i++) {
		uint16_t text[BEFORE + LENGTH + 1] = {u'在', ','};
		if (i % 2 == 0)
			fill_with_units(text, &random);
		else
			fill_with_pieces(text, &random);
		uint32_t end = BEFORE + 1 + (uint32_t)(next_random(&random) % LENGTH);
		numerals += check_numeral(&matcher, text, end);
		dates += check_calendar(&matcher, text, end);
		refused += check_refusals(&matcher, text, end) + check_han_refusals(&matcher, text, end);
	}
	assert_true(numerals > TEXTS / 5);
	assert_true(dates > TEXTS / 50);
	assert_true(refused > TEXTS / 5);
	lc__matcher_release(&matcher);
	lc__grammar_release(&grammar);
}

static uint32_t length_of(const uint16_t *text)
{
	uint32_t end = 0;
	while (text[end] != 0)
		end++;
	return end;
}

typedef struct shape_case {
	const uint16_t *text;
	uint32_t end; /* 0: not told */
} shape_case;

/* Each is told as far as it says, and check holds it to the patterns. */
static void check_cases(const shape_case *cases, size_t count, bool (*check)(lc__matcher *, const uint16_t *, uint32_t))
{
	lc__grammar grammar;
	lc__matcher matcher;
	assert_int_equal(lc__grammar_init(&grammar, NULL), LIANGCE_OK);
	assert_int_equal(lc__matcher_init(&matcher, &grammar, NULL), LIANGCE_OK);
	for (size_t i = 0; i < count; i++) {
		bool told = check(&matcher, cases[i].text, length_of(cases[i].text));
		assert_int_equal(told ? matcher.parts[0].end - BEFORE : 0, cases[i].end);
	}
	lc__matcher_release(&matcher);
	lc__grammar_release(&grammar);
}

static void dates_of_every_length_are_told(void **state)
{
	static const shape_case cases[] = {
	    {u"在,2024年,", 5},    {u"在,2024年5月,", 7},     {u"在,2024年5月1日,", 9}, {u"在,5月1日,", 4},
	    {u"在,31日,", 3},      {u"在,32日,", 0},          {u"在,2024年度,", 6},     {u"在,2024年度五", 0},
	    {u"在,5月1日(", 0},    {u"在,2024年第一季", 0},   {u"在,2024年第五", 5},    {u"在,1024年,", 0},
	    {u"在,15时", 3},       {u"在,12月20日电", 6},     {u"在,5月20日8时", 5},    {u"在,9时30分,", 5},
	    {u"在,9时半", 3},      {u"在,二〇二四年,", 5},    {u"在,二〇二四年五", 0},  {u"在,9日起,", 2},
	    {u"在,2024年30个", 5}, {u"在,5月3万", 2},         {u"在,5月3、", 0},        {u"在,8月份,", 3},
	    {u"在,8月中旬", 4},    {u"在,8月中国", 2},        {u"在,8月中,", 3},        {u"在,5月至7月,", 5},
	    {u"在,5月至今", 2},    {u"在,5月1日至6月2日", 9}, {u"在,5月至2024年", 0},   {u"在,1—9月,", 4},
	    {u"在,1至3日,", 4},    {u"在,1至3倍", 0},         {u"在,三季度末", 4},      {u"在,第三季度", 4},
	    {u"在,19:30)", 5},     {u"在,19:30-20", 0},       {u"在,25:30", 0},         {u"在,9时至下午", 0},
	    {u"在,113年5月", 6},   {u"在,2024年上半", 0},     {u"在,2024年春节", 5},    {u"在,2024年春季", 7},
	};
	(void)state;
	check_cases(cases, sizeof cases / sizeof *cases, check_calendar);
}

static void numerals_of_every_shape_are_told(void **state)
{
	static const shape_case cases[] = {
	    {u"在,14.国", 2},    {u"在,1.5万亿元", 5}, {u"在,14亿多人", 3}, {u"在,210多万种", 5}, {u"在,20 19:", 2},
	    {u"在,2 0", 0},      {u"在,1,234", 5},     {u"在,1,2345", 0},   {u"在,40亿千瓦", 3},  {u"在,5千米", 1},
	    {u"在,5千元", 0},    {u"在,3个亿", 0},     {u"在,3个人", 1},    {u"在,3万5", 0},      {u"在,3亿零五", 0},
	    {u"在,2.8×108", 0},  {u"在,几十套", 2},    {u"在,数十人", 2},   {u"在,十几个", 2},    {u"在,一百万人", 3},
	    {u"在,两百万千", 0}, {u"在,三百分点", 0},  {u"在,百分之", 1},   {u"在,两点七", 0},    {u"在,两点,", 1},
	    {u"在,一,", 1},      {u"在,三百多万", 0},  {u"在,陆续", 1},     {u"在,半亿", 0},      {u"在,五12", 1},
	    {u"在,-5", 0},       {u"在,0.50%", 4},     {u"在,两千瓦", 1},   {u"在,三五千", 3},    {u"在,三十二", 3},
	};
	(void)state;
	check_cases(cases, sizeof cases / sizeof *cases, check_numeral);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shapes_are_what_the_patterns_find),
	    cmocka_unit_test(dates_of_every_length_are_told),
	    cmocka_unit_test(numerals_of_every_shape_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
