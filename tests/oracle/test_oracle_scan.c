/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The engine's scan against the oracle's: random dictionaries over random texts under both overlap policies, texts of several
 * segments, the samples, and real text where it is at hand (LIANGCE_SHARED, or `shared` beside the source tree). A text that differs
 * is made as small as it goes before it is printed, with its dictionary. LIANGCE_ORACLE_ROUNDS asks for more rounds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "oracle/differ.h"
#include "oracle/files.h"
#include "oracle/generator.h"

static oracle_table *table;

static uint64_t rounds(uint64_t usual)
{
	const char *wanted = getenv("LIANGCE_ORACLE_ROUNDS");
	return wanted ? strtoull(wanted, NULL, 10) : usual;
}

static bool scans_alike(differ_rules *rules, lc_view text)
{
	differ_report silent = {NULL, 0, 0};
	return differ_scan(rules, text, &silent, NULL);
}

/* Takes out ever smaller stretches as long as the rest still differs. */
static void shrink(differ_rules *rules, generated *text)
{
	for (size_t step = text->size / 2; step > 0; step = step > 1 && step < 8 ? step - 1 : step / 2) {
		for (size_t at = 0; at + step <= text->size;) {
			generated less = {NULL, 0, 0};
			generated_append(&less, text->data, at);
			generated_append(&less, text->data + at + step, text->size - at - step);
			if (scans_alike(rules, (lc_view){less.data, less.size})) {
				free(less.data);
				at += step;
				continue;
			}
			free(text->data);
			*text = less;
		}
	}
}

static void check(differ_rules *rules, generated *text, const char *dictionary)
{
	differ_report report = {stderr, 4, 0};
	if (scans_alike(rules, (lc_view){text->data, text->size}))
		return;
	shrink(rules, text);
	differ_scan(rules, (lc_view){text->data, text->size}, &report, NULL);
	fail_msg("a text of %zu bytes is scanned differently, overlap %d, with\n%s", text->size,
	         (int)lc_ruleset_overlap(rules->rules), dictionary);
}

/* ---------------------------------------------------------------- random dictionaries */

/* Its first row is a term: shields and names alone are no dictionary. */
static generated random_dictionary(generator *random, size_t count)
{
	static const char first[] = "营商\t营商\n";
	generated text = {NULL, 0, 0};
	generated_append(&text, first, sizeof first - 1);
	for (size_t rows = 0; rows < count; rows++)
		generator_row(random, &text);
	generated_append(&text, "", 1);
	return text;
}

static void random_scans(lc_overlap overlap)
{
	for (uint64_t seed = 0; seed < rounds(60); seed++) {
		generator random = generator_new(seed);
		generated dictionary = random_dictionary(&random, 2 + generator_below(&random, 24));
		lc_view tsv = {dictionary.data, dictionary.size - 1};
		lc_matcher matcher = seed % 3 == 0 ? LIANGCE_MATCHER_HYPERSCAN : LIANGCE_MATCHER_SWEEP;
		differ_rules rules;
		lc_error err;
		if (!differ_rules_init(&rules, table, &tsv, 1, overlap, matcher, &err))
			fail_msg("seed %lu: %u:%u: %s\n%s", seed, err.line, err.column, err.message, dictionary.data);
		for (int texts = 0; texts < 25; texts++) {
			generated text = {NULL, 0, 0};
			random.noise = (unsigned)generator_below(&random, 60);
			generator_text(&random, &text, generator_below(&random, texts < 20 ? 100 : 3000));
			check(&rules, &text, dictionary.data);
			free(text.data);
		}
		differ_rules_release(&rules);
		free(dictionary.data);
	}
}

static void longest(void **state)
{
	(void)state;
	random_scans(LIANGCE_OVERLAP_LONGEST);
}

static void all(void **state)
{
	(void)state;
	random_scans(LIANGCE_OVERLAP_ALL);
}

/* ---------------------------------------------------------------- large texts, in one and in parts */

static const char small[] = "营商环境\t营商\n办*结\t办\n税\t税\t税率\n小\t\t\tshield\n业中\t\t\tindicator\n";

/* What a scan of the whole text found: the matches are copied. */
static lc_document scan_whole(differ_rules *rules, lc_view text)
{
	lc_scan_begin(rules->scan);
	assert_int_equal(lc_scan_text(rules->scan, text, 0, text.size, NULL), LIANGCE_OK);
	lc_document whole = *lc_scan_document(rules->scan);
	lc_match *matches = oracle_realloc(NULL, whole.match_count + 1, sizeof *matches);
	memcpy(matches, whole.matches, whole.match_count * sizeof *matches);
	whole.matches = matches;
	return whole;
}

/* Every part as a document of its own: their sums are those of the whole. */
static void check_parts(differ_rules *rules, lc_view text, const lc_document *whole)
{
	uint64_t occurrences = 0, characters = 0;
	for (size_t from = 0, nominal = LIANGCE_SEGMENT_BYTES; from < text.size; nominal += LIANGCE_SEGMENT_BYTES) {
		size_t to = lc_segment_cut(text, nominal);
		lc_scan_begin(rules->scan);
		assert_int_equal(lc_scan_text(rules->scan, text, from, to, NULL), LIANGCE_OK);
		const lc_document *document = lc_scan_document(rules->scan);
		assert_int_equal(document->bytes, to - from);
		occurrences += document->occurrences;
		characters += document->characters;
		from = to;
	}
	assert_int_equal(occurrences, whole->occurrences);
	assert_int_equal(characters, whole->characters);
}

/* One part after the other into one document: each call tells its matches, and their places count on. */
static void check_sequence(differ_rules *rules, lc_view text, const lc_document *whole)
{
	size_t seen = 0;
	lc_scan_begin(rules->scan);
	for (size_t from = 0, nominal = LIANGCE_SEGMENT_BYTES; from < text.size; nominal += LIANGCE_SEGMENT_BYTES) {
		size_t to = lc_segment_cut(text, nominal);
		assert_int_equal(lc_scan_text(rules->scan, text, from, to, NULL), LIANGCE_OK);
		const lc_document *document = lc_scan_document(rules->scan);
		for (size_t i = 0; i < document->match_count; i++, seen++) {
			assert_true(seen < whole->match_count && document->matches[i].term == whole->matches[seen].term);
			assert_memory_equal(&document->matches[i].span, &whole->matches[seen].span, sizeof(lc_span));
		}
		from = to;
	}
	assert_int_equal(seen, whole->match_count);
	assert_int_equal(lc_scan_document(rules->scan)->occurrences, whole->occurrences);
	assert_int_equal(lc_scan_document(rules->scan)->characters, whole->characters);
}

static void check_large(differ_rules *rules, generated *text)
{
	lc_view view = {text->data, text->size};
	check(rules, text, small);
	lc_document whole = scan_whole(rules, view);
	check_parts(rules, view, &whole);
	check_sequence(rules, view, &whole);
	free((lc_match *)whole.matches);
}

static void large_texts(void **state)
{
	lc_view tsv = {small, sizeof small - 1};
	differ_rules rules;
	lc_error err;
	(void)state;
	assert_true(differ_rules_init(&rules, table, &tsv, 1, LIANGCE_OVERLAP_LONGEST, LIANGCE_MATCHER_SWEEP, &err));
	for (uint64_t seed = 0; seed < 3; seed++) {
		generator random = generator_new(seed);
		generated text = {NULL, 0, 0};
		random.noise = 5;
		generator_text(&random, &text, (size_t)(seed + 1) * 3 * LIANGCE_SEGMENT_BYTES / 2);
		check_large(&rules, &text);
		free(text.data);
	}
	/* no safe place anywhere: every cut is a forced one */
	generated wall = {NULL, 0, 0};
	while (wall.size < 5 * LIANGCE_SEGMENT_BYTES)
		generated_append(&wall, "营商环境", 12);
	check_large(&rules, &wall);
	free(wall.data);
	differ_rules_release(&rules);
}

/* ---------------------------------------------------------------- texts of pages */

typedef struct page_run {
	differ_rules rules;
	differ_report report;
	size_t documents, matches;
} page_run;

static bool scan_page(const char *path, lc_view text, void *payload)
{
	page_run *run = payload;
	size_t matches;
	if (!differ_scan(&run->rules, text, &run->report, &matches))
		fprintf(stderr, "  in %s\n", path);
	run->documents++;
	run->matches += matches;
	return true;
}

/* All files under a folder, with our own lexicon where it is there. */
static void scan_folder(const char *folder, lc_overlap overlap, size_t least_documents)
{
	page_run run = {.report = {stderr, 20, 0}};
	lc_error err;
	size_t count;
	lc_view *lexicon = oracle_read_lexicon(LIANGCE_SOURCE_DIR "/core/lexicon/terms", &count);
	bool ready = differ_rules_init(&run.rules, table, lexicon, count, overlap, LIANGCE_MATCHER_SWEEP, &err);
	oracle_free_lexicon(lexicon, count);
	if (!ready)
		fail_msg("lexicon: %u:%u: %s", err.line, err.column, err.message);
	oracle_each_file(folder, scan_page, &run);
	differ_rules_release(&run.rules);
	print_message("%s: %zu documents, %zu matches\n", folder, run.documents, run.matches);
	assert_int_equal(run.report.differences, 0);
	assert_true(run.documents >= least_documents);
}

static void samples(void **state)
{
	(void)state;
	scan_folder(LIANGCE_SOURCE_DIR "/tests/samples", LIANGCE_OVERLAP_LONGEST, 20);
	scan_folder(LIANGCE_SOURCE_DIR "/tests/samples", LIANGCE_OVERLAP_ALL, 20);
}

static const char *shared_folder(void)
{
	const char *folder = getenv("LIANGCE_SHARED");
	folder = folder ? folder : LIANGCE_SOURCE_DIR "/../shared";
	return access(folder, R_OK) == 0 ? folder : NULL;
}

static void seeds(void **state)
{
	char path[4096];
	(void)state;
	if (!shared_folder())
		skip();
	snprintf(path, sizeof path, "%s/seeds", shared_folder());
	scan_folder(path, LIANGCE_OVERLAP_LONGEST, 3);
	scan_folder(path, LIANGCE_OVERLAP_ALL, 3);
}

/* The beginning of an archive, unpacked with the tools of the system; its last file may be cut off. */
static void scan_slice(const char *archive)
{
	char folder[] = "/tmp/liangce-oracle-XXXXXX", command[8192], path[4096];
	snprintf(path, sizeof path, "%s/corpus/%s", shared_folder(), archive);
	if (access(path, R_OK) != 0 || system("command -v zstd >/dev/null && command -v tar >/dev/null") != 0)
		return;
	assert_non_null(mkdtemp(folder));
	snprintf(command, sizeof command, "zstd -dcq '%s' 2>/dev/null | head -c 1500000 | tar -xf - -C '%s' 2>/dev/null", path,
	         folder);
	(void)!system(command);
	scan_folder(folder, LIANGCE_OVERLAP_LONGEST, 20);
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	assert_int_equal(system(command), 0);
}

static void slice_of_the_corpus(void **state)
{
	(void)state;
	if (!shared_folder())
		skip();
	scan_slice("simplified.tar.zst");
	scan_slice("traditional.tar.zst");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(longest), cmocka_unit_test(all),   cmocka_unit_test(large_texts),
	    cmocka_unit_test(samples), cmocka_unit_test(seeds), cmocka_unit_test(slice_of_the_corpus),
	};
	table = oracle_table_new(LIANGCE_SOURCE_DIR "/core/lexicon/variants.tsv");
	if (!table)
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	free(table);
	return failed;
}
