/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The engine's fold against the oracle's: every character, many thousand random texts, the cuts of segments. A text that differs is
 * made as small as it goes before it is printed. Seeds are fixed; LIANGCE_ORACLE_ROUNDS asks for more rounds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "oracle/differ.h"
#include "oracle/generator.h"
#include "text/fold_kernel.h"

static oracle_table *table;
static lc__folded folded; /* with one kernel after the other */

static uint64_t rounds(uint64_t usual)
{
	const char *wanted = getenv("LIANGCE_ORACLE_ROUNDS");
	return wanted ? strtoull(wanted, NULL, 10) : usual;
}

/* Folds a copy that ends where its memory ends, so that a sanitizer sees what is read behind it. */
static bool folds_alike(lc_view text)
{
	differ_report silent = {NULL, 0, 0};
	char *copy = malloc(text.size + 1);
	assert_non_null(copy);
	char *exact = copy + 1; /* not aligned */
	if (text.size > 0)
		memcpy(exact, text.data, text.size);
	bool alike = differ_fold(&folded, table, (lc_view){exact, text.size}, &silent);
	free(copy);
	return alike;
}

/* Takes out ever smaller stretches as long as the rest still differs. */
static void shrink(generated *text)
{
	for (size_t step = text->size / 2; step > 0; step = step > 1 && step < 8 ? step - 1 : step / 2) {
		for (size_t at = 0; at + step <= text->size;) {
			generated less = {NULL, 0, 0};
			generated_append(&less, text->data, at);
			generated_append(&less, text->data + at + step, text->size - at - step);
			if (folds_alike((lc_view){less.data, less.size})) {
				free(less.data);
				at += step;
				continue;
			}
			free(text->data);
			*text = less;
		}
	}
}

static void check(generated *text)
{
	differ_report report = {stderr, 4, 0};
	if (!folds_alike((lc_view){text->data, text->size})) {
		shrink(text);
		differ_fold(&folded, table, (lc_view){text->data, text->size}, &report);
		fail_msg("a text of %zu bytes folds differently", text->size);
	}
}

static void every_character(void **state)
{
	size_t wrong = 0;
	(void)state;
	for (uint32_t code = 0; code < 0x110000; code++) {
		if ((code >= 0xD800 && code <= 0xDFFF) || (code > 0x11000 && code < 0xE0000 && code % 97 != 0))
			continue;
		char text[8] = {'x'};
		size_t size = 1;
		if (code >= 0x10000)
			text[size++] = (char)(0xF0 | code >> 18);
		if (code >= 0x800)
			text[size++] = (char)(code >= 0x10000 ? 0x80 | (code >> 12 & 0x3F) : 0xE0 | code >> 12);
		if (code >= 0x80)
			text[size++] = (char)(code >= 0x800 ? 0x80 | (code >> 6 & 0x3F) : 0xC0 | code >> 6);
		text[size++] = (char)(code >= 0x80 ? 0x80 | (code & 0x3F) : code);
		text[size++] = 'x';
		if (folds_alike((lc_view){text, size}))
			continue;
		differ_report report = {stderr, 1, 0};
		differ_fold(&folded, table, (lc_view){text, size}, &report);
		fprintf(stderr, "  U+%04X\n", code);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static void short_texts(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < rounds(12000); seed++) {
		generator random = generator_new(seed);
		generated text = {NULL, 0, 0};
		generator_text(&random, &text, generator_below(&random, 60));
		check(&text);
		free(text.data);
	}
}

static void pages(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < rounds(800); seed++) {
		generator random = generator_new(seed + 1000000);
		generated text = {NULL, 0, 0};
		generator_text(&random, &text, generator_below(&random, 4000));
		check(&text);
		free(text.data);
	}
}

static void any_bytes(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < rounds(800); seed++) {
		generator random = generator_new(seed);
		generated text = {NULL, 0, 0};
		generator_bytes(&random, &text, generator_below(&random, 300));
		check(&text);
		free(text.data);
	}
}

/* As large as a segment may be, and folded by the buffers of a smaller one. */
static void whole_segments(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 2; seed++) {
		generator random = generator_new(seed);
		generated text = {NULL, 0, 0};
		generator_text(&random, &text, 2 * LIANGCE_SEGMENT_BYTES);
		text.size = text.size < 2 * LIANGCE_SEGMENT_BYTES ? text.size : 2 * LIANGCE_SEGMENT_BYTES;
		check(&text);
		free(text.data);
	}
}

/* ---------------------------------------------------------------- cuts */

/* A text in which safe places are rare, as large as asked. */
static generated text_to_cut(uint64_t seed, size_t size)
{
	static const char *const ends[] = {"。\n",        "！”\r\n",    "!\n",         "…」』\n",  "；))\n",
	                                   "?\"\"\"\"\n", "。”’」）\n", "。”’」)）\n", "？\r\r\n", "！ \n"};
	generator random = generator_new(seed);
	generated text = {NULL, 0, 0};
	size_t rare = 1 + generator_below(&random, LIANGCE_SEGMENT_BYTES * 2);
	while (text.size < size) {
		size_t next = text.size + generator_below(&random, rare);
		while (text.size < next && text.size < size)
			generated_append(&text, generator_chance(&random, 99) ? "营" : "\x90\x90\x90", 3);
		const char *end = ends[generator_below(&random, sizeof ends / sizeof *ends)];
		generated_append(&text, end, strlen(end));
	}
	return text;
}

static void cuts(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 16; seed++) {
		generated text = text_to_cut(seed, 5 * LIANGCE_SEGMENT_BYTES + 1000 * seed);
		lc_view view = {text.data, text.size};
		size_t before = 0;
		for (size_t nominal = 0; nominal <= text.size + LIANGCE_SEGMENT_BYTES; nominal += LIANGCE_SEGMENT_BYTES) {
			size_t cut = lc_segment_cut(view, nominal);
			if (cut != oracle_segment_cut(view, nominal))
				fail_msg("seed %lu: the cut of %zu: engine %zu, oracle %zu", seed, nominal, cut,
				         oracle_segment_cut(view, nominal));
			assert_true(cut >= before && cut - before <= 2 * LIANGCE_SEGMENT_BYTES);
			before = cut;
		}
		free(text.data);
	}
}

/* No safe place, as in a text without line ends: marks of sentences before marks of clauses, with what closes them. */
static void cuts_without_line_ends(void **state)
{
	static const char *const marks[] = {"。", "！”", "？」』", "；)", "……", "，", "、", "，”", "\n", "!", "?", "x"};
	(void)state;
	for (uint64_t seed = 0; seed < 12; seed++) {
		generator random = generator_new(seed);
		size_t count = 1 + generator_below(&random, sizeof marks / sizeof *marks), first = seed;
		size_t most = 1 + generator_below(&random, 200000);
		generated text = {NULL, 0, 0};
		while (text.size < 4 * LIANGCE_SEGMENT_BYTES) {
			for (size_t letters = generator_below(&random, most); letters > 0; letters--)
				generated_append(&text, "营", 3);
			const char *mark = marks[(first + generator_below(&random, count)) % (sizeof marks / sizeof *marks)];
			generated_append(&text, mark, strlen(mark));
		}
		lc_view view = {text.data, text.size};
		for (size_t nominal = 0; nominal <= text.size; nominal += LIANGCE_SEGMENT_BYTES)
			assert_int_equal(lc_segment_cut(view, nominal), oracle_segment_cut(view, nominal));
		free(text.data);
	}
}

/* No mark at all: a character begins so many bytes before the end of the segment, and what follows it goes on. */
static void forced_cuts(void **state)
{
	const size_t nominal = LIANGCE_SEGMENT_BYTES, limit = 2 * LIANGCE_SEGMENT_BYTES;
	generated text = {NULL, 0, 0};
	(void)state;
	while (text.size < limit + 100)
		generated_append(&text, "x", 1);
	for (size_t back = 0; back < 8; back++) {
		memset(text.data + limit - 20, 'x', 40);
		memset(text.data + limit - back, '\x90', back + 5);
		text.data[limit - back] = '\xE8';
		lc_view view = {text.data, text.size};
		assert_int_equal(lc_segment_cut(view, nominal), back <= 3 ? limit - back : limit);
		assert_int_equal(oracle_segment_cut(view, nominal), back <= 3 ? limit - back : limit);
	}
	free(text.data);
}

/* A cut may look at 16 bytes before its place and 16 behind its segment, no further. */
static void cuts_look_no_further(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 6; seed++) {
		const size_t nominal = 2 * LIANGCE_SEGMENT_BYTES, reach = 16;
		generated text = text_to_cut(seed, 5 * LIANGCE_SEGMENT_BYTES);
		lc_view view = {text.data, text.size};
		size_t cut = lc_segment_cut(view, nominal);
		memset(text.data, '\n', nominal - reach);
		memset(text.data + nominal + LIANGCE_SEGMENT_BYTES + reach, '\n',
		       text.size - nominal - LIANGCE_SEGMENT_BYTES - reach);
		assert_int_equal(lc_segment_cut(view, nominal), cut);
		free(text.data);
	}
}

/* Section 5: a safe place is always a hard break, so a cut there changes nothing. */
static void safe_places_are_hard(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < rounds(300); seed++) {
		generator random = generator_new(seed);
		generated text = {NULL, 0, 0};
		oracle_text before, behind, whole;
		generator_text(&random, &text, 600);
		generated_append(&text, "。”\n", 7);
		size_t cut = text.size;
		generator_text(&random, &text, 600);
		oracle_fold(&before, table, (lc_view){text.data, cut});
		oracle_fold(&behind, table, (lc_view){text.data + cut, text.size - cut});
		oracle_fold(&whole, table, (lc_view){text.data, text.size});
		size_t joined = before.count + behind.count + (before.count && behind.count);
		if (whole.count != joined)
			fail_msg("seed %lu: %zu units in one, %zu in two", seed, whole.count, joined);
		for (size_t i = 0; i < before.count; i++)
			assert_int_equal(whole.units[i].unit, before.units[i].unit);
		for (size_t i = 0; i < behind.count; i++)
			assert_int_equal(whole.units[whole.count - behind.count + i].unit, behind.units[i].unit);
		oracle_text_release(&before);
		oracle_text_release(&behind);
		oracle_text_release(&whole);
		free(text.data);
	}
}

/* All tests of folding with each kernel that this machine can run. */
static int run_with_kernels(const struct CMUnitTest *tests, size_t count)
{
	const lc__fold_kernel *kernels[LIANGCE_FOLD_KERNELS + 1];
	int failed = 0;
	lc__fold_kernels(kernels);
	for (size_t i = 0; kernels[i]; i++) {
		print_message("kernel %s\n", kernels[i]->name);
		folded.kernel = kernels[i];
		failed += _cmocka_run_group_tests(kernels[i]->name, tests, count, NULL, NULL);
	}
	return failed;
}

int main(void)
{
	const struct CMUnitTest folding[] = {
	    cmocka_unit_test(every_character), cmocka_unit_test(short_texts),    cmocka_unit_test(pages),
	    cmocka_unit_test(any_bytes),       cmocka_unit_test(whole_segments),
	};
	const struct CMUnitTest cutting[] = {
	    cmocka_unit_test(cuts),
	    cmocka_unit_test(cuts_without_line_ends),
	    cmocka_unit_test(forced_cuts),
	    cmocka_unit_test(cuts_look_no_further),
	    cmocka_unit_test(safe_places_are_hard),
	};
	table = oracle_table_new(LIANGCE_SOURCE_DIR "/core/lexicon/variants.tsv");
	if (!table || lc__folded_init(&folded, NULL) != LIANGCE_OK)
		return 1;
	int failed = run_with_kernels(folding, sizeof folding / sizeof *folding);
	failed += cmocka_run_group_tests(cutting, NULL, NULL);
	lc__folded_release(&folded);
	free(table);
	return failed;
}
