/* SPDX-License-Identifier: Apache-2.0 */
/* tables/: the parts that tally and store are made of: map, themes, packed fact rows, sums of documents in parts, plain text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fake_ruleset.h"
#include "tables/fact_row.h"
#include "tables/plain.h"
#include "tables/themes.h"

static lc_decimal decimal(int64_t coefficient, uint8_t scale)
{
	return (lc_decimal){.coefficient = coefficient, .scale = scale};
}

/* A count of 件 of `subject`; text positions are not looked at unless rows are kept. */
static lc_fact fact_of(const char *subject, int64_t lo, int64_t hi)
{
	return (lc_fact){
	    .kind = LIANGCE_FACT_COUNT,
	    .has_lo = true,
	    .has_hi = true,
	    .lo = decimal(lo, 0),
	    .hi = decimal(hi, 0),
	    .unit = view_of("件"),
	    .has_subject = true,
	    .subject = view_of(subject),
	    .term = LIANGCE_NO_TERM,
	    .rule = "before",
	};
}

/* ---------------------------------------------------------------- map */

static void map_numbers_keys_in_order(void **state)
{
	(void)state;
	enum { KEYS = 100000 };
	lc__map map;
	char key[32];
	lc__map_init(&map);
	for (uint32_t round = 0; round < 2; round++)
		for (uint32_t i = 0; i < KEYS; i++) {
			uint32_t number = UINT32_MAX;
			int size = snprintf(key, sizeof key, "%u", i * 7919);
			assert_int_equal(lc__map_add(&map, key, (size_t)size, &number, NULL), LIANGCE_OK);
			assert_int_equal(number, i);
		}
	assert_int_equal(map.count, KEYS);
	lc_view last = lc__map_key_of(&map, KEYS - 1);
	assert_int_equal(last.size, snprintf(key, sizeof key, "%u", (KEYS - 1) * 7919));
	assert_memory_equal(last.data, key, last.size);

	lc__map_clear(&map);
	assert_int_equal(lc__map_used(&map), 0);
	uint32_t empty, nul, again;
	assert_int_equal(lc__map_add(&map, NULL, 0, &empty, NULL), LIANGCE_OK);
	assert_int_equal(lc__map_add(&map, "", 1, &nul, NULL), LIANGCE_OK);
	assert_int_equal(lc__map_add(&map, "x", 0, &again, NULL), LIANGCE_OK);
	assert_true(empty == 0 && nul == 1 && again == 0);
	lc__map_release(&map);
}

/* ---------------------------------------------------------------- themes */

static void a_theme_path_may_be_oddly_written(void **state)
{
	(void)state;
	const lc_term terms[] = {{"甲", "a//b/", "", LIANGCE_KIND_TERM, "", "", "", 1},
	                         {"乙", "/a", "", LIANGCE_KIND_TERM, "", "", "", 2}};
	const lc_ruleset rules = {terms, 2, false};
	lc__themes themes;
	assert_int_equal(lc__themes_init(&themes, &rules, NULL), LIANGCE_OK);
	assert_int_equal(themes.paths.count, 3); /* a, a//b, /a */
	assert_int_equal(themes.parents[themes.of_term[0]], 0);
	assert_int_equal(themes.parents[themes.of_term[1]], LIANGCE_NO_THEME);
	lc__themes_release(&themes);
}

/* ---------------------------------------------------------------- fact rows */

static void assert_view(lc_view view, const char *expected)
{
	assert_int_equal(view.size, strlen(expected));
	if (view.size != 0)
		assert_memory_equal(view.data, expected, view.size);
}

static void fact_rows_come_back_as_they_were(void **state)
{
	(void)state;
	const char text[] = "上月热线受理\xFF有效诉求58502件，办结率98.3%。";
	lc_fact facts[2] = {fact_of("有效诉求", 58502, 58502), fact_of("", 983, 983)};
	facts[0].span = (lc_span){.byte_start = 31, .byte_end = 39, .char_start = 11, .char_end = 17};
	facts[0].subject_span = (lc_span){.byte_start = 19, .byte_end = 31, .char_start = 7, .char_end = 11};
	facts[0].sentence = facts[1].sentence =
	    (lc_span){.byte_start = 0, .byte_end = sizeof text - 1, .char_start = 0, .char_end = 27};
	facts[0].term = TERM_RATE;
	facts[0].approx = LIANGCE_OVER;
	facts[0].change = LIANGCE_UP_BY;
	facts[1].span = (lc_span){.byte_start = 18, .byte_end = 22, .char_start = 6, .char_end = 8}; /* with the bad byte */
	facts[1].has_subject = facts[1].has_hi = false;
	facts[1].lo = decimal(-983, 1);
	facts[1].unit = view_of("");
	facts[1].kind = LIANGCE_FACT_OTHER;
	facts[1].rule = "";

	lc__buffer packed;
	lc__buffer_init(&packed, 1 << 20);
	uint64_t from, to;
	lc_view source = {.data = text, .size = sizeof text - 1};
	lc__fact_window(&facts[0], source, &from, &to);
	assert_true(from == 0 && to == sizeof text - 1);
	assert_int_equal(lc__fact_pack(&packed, &facts[0], source, from, to, false, NULL), LIANGCE_OK);
	assert_int_equal(lc__fact_pack(&packed, &facts[1], source, 0, 0, false, NULL), LIANGCE_OK);

	lc__unpacker unpacker = lc__unpack((lc_view){.data = packed.data, .size = packed.size});
	lc__fact_row row = {0};
	lc__fact_unpack(&unpacker, &row);
	assert_memory_equal(&row.fact.span, &facts[0].span, sizeof(lc_span));
	assert_memory_equal(&row.fact.subject_span, &facts[0].subject_span, sizeof(lc_span));
	assert_true(row.fact.lo.coefficient == 58502 && row.fact.has_hi && row.fact.term == TERM_RATE);
	assert_true(row.fact.approx == LIANGCE_OVER && row.fact.change == LIANGCE_UP_BY && row.fact.kind == LIANGCE_FACT_COUNT);
	assert_view(row.text, "58502件");
	assert_view(row.fact.unit, "件");
	assert_view(row.fact.subject, "有效诉求");
	assert_view(row.rule, "before");
	assert_view(row.sentence, "上月热线受理\xEF\xBF\xBD有效诉求58502件，办结率98.3%。");
	lc__fact_unpack(&unpacker, &row);
	assert_true(!row.fact.has_hi && !row.fact.has_subject && row.fact.term == LIANGCE_NO_TERM);
	assert_true(row.fact.lo.coefficient == -983 && row.fact.lo.scale == 1);
	assert_view(row.text, "\xEF\xBF\xBD有");
	assert_view(row.fact.unit, "");
	assert_view(row.rule, "");
	assert_view(row.sentence, "上月热线受理\xEF\xBF\xBD有效诉求58502件，办结率98.3%。");
	assert_false(lc__more(&unpacker));
	assert_false(unpacker.broken);

	/* Whatever is missing at the end, reading stops and says so. */
	for (size_t size = 1; size < packed.size; size++) {
		lc__unpacker cut = lc__unpack((lc_view){.data = packed.data, .size = size});
		size_t rows = 0;
		for (; lc__more(&cut); rows++)
			lc__fact_unpack(&cut, &row);
		assert_true(cut.broken || rows == 1);
	}
	lc__buffer_release(&packed);
}

static void a_long_sentence_is_cut_between_characters(void **state)
{
	(void)state;
	enum { CHARACTERS = 4000 };
	static char text[CHARACTERS * 3];
	for (size_t i = 0; i < CHARACTERS; i++)
		memcpy(text + i * 3, "政", 3);
	lc_view source = {.data = text, .size = sizeof text};
	lc_fact fact = {.sentence = {.byte_end = sizeof text}};
	for (uint64_t at = 0; at < CHARACTERS; at += 97) {
		fact.span = (lc_span){.byte_start = at * 3, .byte_end = at * 3 + 3};
		uint64_t from, to;
		lc__fact_window(&fact, source, &from, &to);
		assert_true(from % 3 == 0 && to % 3 == 0);
		assert_true(from <= fact.span.byte_start && fact.span.byte_end <= to && to <= sizeof text);
		assert_true(to - from <= LIANGCE_SENTENCE_BYTES);
		assert_true(to - from > LIANGCE_SENTENCE_BYTES / 2 - 6);
	}
	/* A fact that is itself longer, and one that its sentence does not hold. */
	uint64_t from, to;
	fact.span = (lc_span){.byte_start = 3000, .byte_end = 9000};
	lc__fact_window(&fact, source, &from, &to);
	assert_true(from <= 3000 && to == 9000);
	fact.sentence = (lc_span){.byte_start = 300, .byte_end = 330};
	fact.span = (lc_span){.byte_start = 297, .byte_end = 336};
	lc__fact_window(&fact, source, &from, &to);
	assert_true(from == 297 && to == 336);
}

/* ---------------------------------------------------------------- documents in parts */

static void parts_add_up_in_any_order(void **state)
{
	(void)state;
	static const lc_term_count a[] = {{TERM_RATE, 2}, {TERM_PLAIN, 1}}, b[] = {{TERM_HOTLINE, 5}, {TERM_RATE, 1}},
				   c[] = {{TERM_PLAIN, 4}};
	const lc_document parts[] = {
	    {.bytes = 10, .characters = 4, .invalid = 1, .occurrences = 3, .counts = a, .count_count = 2},
	    {.bytes = 20, .characters = 8, .invalid = 0, .occurrences = 6, .counts = b, .count_count = 2},
	    {.bytes = 5, .characters = 5, .invalid = 2, .occurrences = 4, .counts = c, .count_count = 1},
	    {.bytes = 7, .characters = 7},
	};
	static const size_t orders[][4] = {{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 3, 0, 2}};
	for (size_t o = 0; o < 3; o++) {
		lc_document_sum *sum = NULL;
		assert_int_equal(lc_document_sum_new(&sum, &fake_rules, NULL), LIANGCE_OK);
		assert_int_equal(lc_document_sum_get(sum)->count_count, 0);
		for (size_t i = 0; i < 4; i++)
			lc_document_sum_add(sum, &parts[orders[o][i]]);
		const lc_document *whole = lc_document_sum_get(sum);
		const lc_term_count expected[] = {{TERM_HOTLINE, 5}, {TERM_RATE, 3}, {TERM_PLAIN, 5}};
		assert_int_equal(whole->count_count, 3);
		for (size_t i = 0; i < 3; i++) {
			assert_int_equal(whole->counts[i].term, expected[i].term);
			assert_int_equal(whole->counts[i].occurrences, expected[i].occurrences);
		}
		assert_true(whole->bytes == 42 && whole->characters == 24 && whole->invalid == 3 && whole->occurrences == 13);
		lc_document_sum_free(sum);
	}
	lc_document_sum_free(NULL);
}

/* ---------------------------------------------------------------- plain text */

static void assert_name(const char *name, size_t size, const char *expected)
{
	char written[256];
	char *end = lc__plain_name(written, (lc_view){.data = name, .size = size});
	*end = '\0';
	assert_string_equal(written, expected);
}

static void names_are_written_apart(void **state)
{
	(void)state;
	assert_name("a/b.txt", 7, "a/b.txt");
	assert_name("营商/环境", 13, "营商/环境");
	assert_name("a\\b", 3, "a\\b");
	assert_name("a\xFF", 2, "a\\xFF");
	assert_name("a\\xFF", 5, "a\\\\xFF");
	assert_name("a\\b\xE8\x90", 5, "a\\\\b\\xE8\\x90");
	assert_name("a\0b", 3, "a\\x00b");
	assert_name("\\", 1, "\\");
	assert_name("", 0, "");
	assert_name("\xE8\x90\xA5\xC0\xAF", 5, "营\\xC0\\xAF");
}

static void ill_formed_text_is_replaced(void **state)
{
	(void)state;
	char text[64];
	*lc__plain_text(text, (lc_view){.data = "a\xE8\x90"
	                                        "b\xFF\xF0\x9F\x92\x96",
	                                .size = 9}) = '\0';
	assert_string_equal(text, "a\xEF\xBF\xBD"
	                          "b\xEF\xBF\xBD\xF0\x9F\x92\x96");
	assert_ptr_equal(lc__plain_text(text, (lc_view){0}), text);
}

static void words_are_those_of_the_tables(void **state)
{
	(void)state;
	static const char *const kinds[] = {"count", "money", "percent", "measure", "duration", "ratio",
	                                    "rank",  "date",  "name",    "id",      "age",      "other"};
	static const char *const approxes[] = {"exact", "about", "over", "under"};
	static const char *const changes[] = {"level", "up_by", "down_by", "to", "from"};
	for (size_t i = 0; i < 12; i++)
		assert_string_equal(lc_fact_kind_text((lc_fact_kind)i), kinds[i]);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(lc_approx_text((lc_approx)i), approxes[i]);
	for (size_t i = 0; i < 5; i++)
		assert_string_equal(lc_change_text((lc_change)i), changes[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(map_numbers_keys_in_order),
	    cmocka_unit_test(fact_rows_come_back_as_they_were),
	    cmocka_unit_test(a_long_sentence_is_cut_between_characters),
	    cmocka_unit_test(parts_add_up_in_any_order),
	    cmocka_unit_test(names_are_written_apart),
	    cmocka_unit_test(ill_formed_text_is_replaced),
	    cmocka_unit_test(words_are_those_of_the_tables),
	    cmocka_unit_test(a_theme_path_may_be_oddly_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
