/* SPDX-License-Identifier: Apache-2.0 */
/*
 * oracle_compare [-d DICTIONARY] [--overlap longest|all] [--matcher sweep|hyperscan] PATH…: folds and scans every file with the engine and with the oracle.
 * Prints the first differences with their context, then totals; exits 1 where there was any difference. For whole archives, where
 * ctest would take too long.
 */
#include <stdlib.h>
#include <string.h>

#include "oracle/differ.h"
#include "oracle/files.h"

typedef struct run {
	const oracle_table *table;
	lc__folded folded;
	differ_rules rules;
	differ_report report;
	size_t documents, bytes, matches;
} run;

/* The folds of all segments, then the scan. */
static bool compare_file(const char *path, lc_view text, void *payload)
{
	run *self = payload;
	size_t before = self->report.differences, matches;
	for (size_t from = 0, nominal = LIANGCE_SEGMENT_BYTES; from < text.size; nominal += LIANGCE_SEGMENT_BYTES) {
		size_t to = lc_segment_cut(text, nominal);
		if (to != oracle_segment_cut(text, nominal))
			differ_say(&self->report, "cut of %zu: engine %zu, oracle %zu", nominal, to,
			           oracle_segment_cut(text, nominal));
		differ_fold(&self->folded, self->table, (lc_view){text.data + from, to - from}, &self->report);
		from = to;
	}
	differ_scan(&self->rules, text, &self->report, &matches);
	if (self->report.differences > before && self->report.left > 0)
		printf("  in %s\n", path);
	self->documents++;
	self->bytes += text.size;
	self->matches += matches;
	return true;
}

static bool prepare(run *self, const char *dictionary, lc_overlap overlap, lc_matcher matcher)
{
	lc_error err;
	size_t count;
	lc_view *texts = oracle_read_lexicon(dictionary, &count);
	bool ready = lc__folded_init(&self->folded, &err) == LIANGCE_OK &&
	             differ_rules_init(&self->rules, self->table, texts, count, overlap, matcher, &err);
	oracle_free_lexicon(texts, count);
	if (!ready)
		fprintf(stderr, "oracle_compare: %s: %u:%u: %s\n", dictionary, err.line, err.column, err.message);
	return ready;
}

int main(int argc, char **argv)
{
	const char *dictionary = LIANGCE_SOURCE_DIR "/core/lexicon/terms";
	lc_overlap overlap = LIANGCE_OVERLAP_LONGEST;
	lc_matcher matcher = LIANGCE_MATCHER_SWEEP;
	int first = 1;
	for (; first + 1 < argc && argv[first][0] == '-'; first += 2) {
		if (strcmp(argv[first], "-d") == 0)
			dictionary = argv[first + 1];
		else if (strcmp(argv[first], "--overlap") == 0)
			overlap = strcmp(argv[first + 1], "all") == 0 ? LIANGCE_OVERLAP_ALL : LIANGCE_OVERLAP_LONGEST;
		else if (strcmp(argv[first], "--matcher") == 0)
			matcher = strcmp(argv[first + 1], "hyperscan") == 0 ? LIANGCE_MATCHER_HYPERSCAN : LIANGCE_MATCHER_SWEEP;
		else
			first = argc;
	}
	if (first >= argc) {
		fprintf(stderr,
		        "usage: oracle_compare [-d DICTIONARY] [--overlap longest|all] [--matcher sweep|hyperscan] PATH…\n");
		return 2;
	}
	oracle_table *table = oracle_table_new(LIANGCE_SOURCE_DIR "/core/lexicon/variants.tsv");
	run self = {.table = table, .report = {stdout, 40, 0}};
	if (!table || !prepare(&self, dictionary, overlap, matcher))
		return 2;
	for (int i = first; i < argc; i++)
		oracle_each_file(argv[i], compare_file, &self);
	printf("%zu documents, %zu bytes, %zu terms, %zu matches: %zu differences\n", self.documents, self.bytes,
	       self.rules.dictionary->term_count, self.matches, self.report.differences);
	bool same = self.report.differences == 0 && self.documents > 0;
	differ_rules_release(&self.rules);
	lc__folded_release(&self.folded);
	free(table);
	return same ? 0 : 1;
}
