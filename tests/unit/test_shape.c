/* SPDX-License-Identifier: Apache-2.0 */
/* facts/shape: what is told without PCRE2 is what the patterns tell, on random texts that are nearly numbers and dates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts/shape.h"

enum { BEFORE = 2, LENGTH = 14, TEXTS = 400000 };

/* Digits most often, then what joins them, marks of dates, powers and units. */
static const uint16_t alphabet[] =
    u"00112233445566778899012357901223451201230123456789,,..  ::--//~至到—起"
    u"年年年年月月月月日日日号时点分度季第初底末份旬世代上下前中春、"
    u"一二三四五六七八九十〇帕"
    u"个个余多来几数十百千万万万亿亿兆廿卅拾佰仟零一二两三五九半半整许钟左亩元吨%()由自民国瓦米帕+×·之";

static uint64_t next_random(uint64_t *state)
{
	*state = *state * 6364136223846793005U + 1442695040888963407U;
	return *state >> 33;
}

static lc__part normal(lc__part part)
{
	return part.start < part.end ? part : (lc__part){0, 0};
}

/* Whether the shape was told. */
static bool check(lc__matcher *matcher, lc__pattern_name name, const uint16_t *text, uint32_t end)
{
	lc__part parts[LIANGCE_PARTS_MAX];
	bool found = false;
	if (!lc__shape_read(parts, name, text, BEFORE, end))
		return false;
	assert_int_equal(lc__matcher_run(matcher, name, text, BEFORE, end, &found, NULL), LIANGCE_OK);
	assert_true(found);
	for (size_t i = 0; i < LIANGCE_PARTS_MAX; i++) {
		lc__part ours = normal(parts[i]), theirs = normal(matcher->parts[i]);
		assert_int_equal(ours.start, theirs.start);
		assert_int_equal(ours.end, theirs.end);
	}
	return true;
}

static void shapes_are_what_the_patterns_find(void **state)
{
	lc__grammar grammar;
	lc__matcher matcher;
	uint64_t random = 7;
	size_t told[2] = {0, 0};
	(void)state;
	assert_int_equal(lc__grammar_init(&grammar, NULL), LIANGCE_OK);
	assert_int_equal(lc__matcher_init(&matcher, &grammar, NULL), LIANGCE_OK);
	for (size_t i = 0; i < TEXTS; i++) {
		uint16_t text[BEFORE + LENGTH];
		for (size_t unit = 0; unit < BEFORE + LENGTH; unit++)
			text[unit] = alphabet[next_random(&random) % (sizeof alphabet / sizeof *alphabet - 1)];
		uint32_t end = BEFORE + 1 + (uint32_t)(next_random(&random) % LENGTH);
		told[0] += check(&matcher, LIANGCE_PATTERN_NUMBER, text, end);
		told[1] += check(&matcher, LIANGCE_PATTERN_CALENDAR, text, end);
	}
	assert_true(told[0] > TEXTS / 20);
	assert_true(told[1] > TEXTS / 200);
	lc__matcher_release(&matcher);
	lc__grammar_release(&grammar);
}

static void dates_of_every_length_are_told(void **state)
{
	static const struct {
		const uint16_t *text;
		uint32_t end; /* 0: not told */
	} cases[] = {
	    {u"在,2024年,", 5}, {u"在,2024年5月,", 7},  {u"在,2024年5月1日,", 9}, {u"在,5月1日,", 4},
	    {u"在,31日,", 3},   {u"在,32日,", 0},       {u"在,2024年度,", 0},     {u"在,5月至6月,", 0},
	    {u"在,5月1日(", 0}, {u"在,2024年第", 0},    {u"在,2024年5月3万", 0},  {u"在,1024年,", 0},
	    {u"在,15时", 3},    {u"在,12月20日电", 6},  {u"在,5月20日8时", 5},    {u"在,9时30分,", 5},
	    {u"在,9时半", 0},   {u"在,二〇二四年,", 5}, {u"在,二〇二四年五", 0},  {u"在,9日起,", 2},
	};
	lc__grammar grammar;
	lc__matcher matcher;
	(void)state;
	assert_int_equal(lc__grammar_init(&grammar, NULL), LIANGCE_OK);
	assert_int_equal(lc__matcher_init(&matcher, &grammar, NULL), LIANGCE_OK);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint32_t end = 0;
		while (cases[i].text[end] != 0)
			end++;
		bool told = check(&matcher, LIANGCE_PATTERN_CALENDAR, cases[i].text, end);
		assert_int_equal(told ? matcher.parts[0].end - BEFORE : 0, cases[i].end);
	}
	lc__matcher_release(&matcher);
	lc__grammar_release(&grammar);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shapes_are_what_the_patterns_find),
	    cmocka_unit_test(dates_of_every_length_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
