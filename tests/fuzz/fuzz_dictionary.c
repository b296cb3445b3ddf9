/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as a dictionary. A wrong one gives one legible line with its place; a right one has rows that hold together, and the
 * oracle, where it takes it too, reads the same rows.
 */
#include "fuzz/fuzz.h"

#include <string.h>

#include "oracle/oracle.h"

static oracle_table *table;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	table = oracle_table_new(LIANGCE_SOURCE_DIR "/core/lexicon/variants.tsv");
	FUZZ_CHECK(table != NULL);
	return 0;
}

static uint32_t count_lines(lc_view text)
{
	uint32_t lines = 1;
	for (size_t i = 0; i < text.size; i++)
		lines += text.data[i] == '\n';
	return lines;
}

static void check_error(const lc_error *err, lc_status status, lc_view text)
{
	char line[1024];
	FUZZ_CHECK(err->status == status);
	FUZZ_CHECK(status == LIANGCE_E_DICTIONARY || status == LIANGCE_E_TOO_LARGE);
	FUZZ_CHECK(strcmp(err->source, "fuzz.tsv") == 0);
	FUZZ_CHECK(err->line >= 1 && err->line <= count_lines(text) && err->column >= 1);
	FUZZ_CHECK(err->message[0] != '\0' && !strchr(err->message, '\n') && strlen(err->message) < sizeof err->message);
	FUZZ_CHECK(lc_error_format(err, line, sizeof line) == strlen(line));
}

static void note_finding(const lc_finding *finding, void *payload)
{
	size_t *count = payload;
	FUZZ_CHECK(finding->term && finding->spelling && finding->message && !strchr(finding->message, '\n'));
	FUZZ_CHECK(finding->kind != LIANGCE_FINDING_DUPLICATE || finding->other);
	(*count)++;
}

static void check_rows(const lc_dictionary *dictionary, lc_view text)
{
	oracle_dictionary *oracle = oracle_dictionary_new();
	bool both = oracle_dictionary_add(oracle, table, text);
	for (size_t i = 0; i < lc_dictionary_count(dictionary); i++) {
		const lc_term *row = lc_dictionary_term(dictionary, i);
		FUZZ_CHECK(row->term[0] != '\0' && row->theme && row->aliases && row->unit_hint && row->note && row->line >= 1);
		if (!both || i >= oracle->term_count)
			continue;
		FUZZ_CHECK(strcmp(row->term, oracle->terms[i].term) == 0 && strcmp(row->aliases, oracle->terms[i].aliases) == 0);
		FUZZ_CHECK(row->kind == oracle->terms[i].kind && row->line == oracle->terms[i].line);
	}
	FUZZ_CHECK(!both || lc_dictionary_count(dictionary) == oracle->term_count);
	oracle_dictionary_free(oracle);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	lc_view text = {(const char *)data, size};
	lc_dictionary *dictionary = NULL;
	lc_error err = {.status = LIANGCE_OK};
	size_t findings = 0;
	FUZZ_CHECK(lc_dictionary_new(&dictionary, NULL) == LIANGCE_OK);
	lc_status status = lc_dictionary_add_text(dictionary, "fuzz.tsv", text, &err);
	if (status != LIANGCE_OK) {
		check_error(&err, status, text);
	} else {
		check_rows(dictionary, text);
		FUZZ_CHECK(lc_dictionary_check(dictionary, note_finding, &findings, &err) == LIANGCE_OK);
	}
	lc_dictionary_free(dictionary);
	return 0;
}
