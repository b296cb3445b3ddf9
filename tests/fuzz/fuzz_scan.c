/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A dictionary, a line "---", a text: scanned by the engine and by the oracle under both overlap policies. Dictionaries that either
 * of them refuses are passed over.
 */
#include "fuzz/fuzz.h"

#include <string.h>

#include "oracle/differ.h"

static oracle_table *table;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	table = oracle_table_new(LIANGCE_SOURCE_DIR "/core/lexicon/variants.tsv");
	FUZZ_CHECK(table != NULL);
	return 0;
}

/* Small enough: alternatives multiply. */
static bool is_tame(lc_view tsv)
{
	size_t brackets = 0;
	for (size_t i = 0; i < tsv.size; i++)
		brackets += tsv.data[i] == '[';
	if (tsv.size > 2000 || brackets > 6)
		return false;
	oracle_dictionary *dictionary = oracle_dictionary_new();
	bool tame = oracle_dictionary_add(dictionary, table, tsv) && dictionary->term_count > 0;
	oracle_dictionary_free(dictionary);
	return tame;
}

static void check_scan(lc_view tsv, lc_view text, lc_overlap overlap)
{
	differ_report report = {stderr, 1, 0};
	differ_rules rules;
	lc_error err;
	if (!differ_rules_init(&rules, table, &tsv, 1, overlap, LIANGCE_MATCHER_SWEEP, &err)) {
		FUZZ_CHECK(err.status != LIANGCE_OK);
		return;
	}
	FUZZ_CHECK(differ_scan(&rules, text, &report, NULL));
	differ_rules_release(&rules);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;
	const char *mark = memmem(bytes, size, "\n---\n", 5);
	if (!mark)
		return 0;
	lc_view tsv = {bytes, (size_t)(mark - bytes) + 1};
	lc_view text = {mark + 5, size - tsv.size - 4};
	if (!is_tame(tsv))
		return 0;
	check_scan(tsv, text, LIANGCE_OVERLAP_LONGEST);
	check_scan(tsv, text, LIANGCE_OVERLAP_ALL);
	return 0;
}
