/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Any bytes as a dictionary of another program. A wrong one gives one legible line; a right one becomes a dictionary of ours that is
 * checked without an error, and all that was read is accounted for.
 */
#ifndef FUZZ_IMPORT_H
#define FUZZ_IMPORT_H

#include "fuzz/fuzz.h"

#include <string.h>

#include "base/base.h"
#include "liangce_import.h"

static void import_note(const lc_import_note *note, void *payload)
{
	uint64_t *left_out = payload;
	FUZZ_CHECK(note->line >= 1 && note->column >= 1 && note->word && !strchr(note->word, '\n'));
	FUZZ_CHECK(note->message[0] != '\0' && !strchr(note->message, '\n'));
	*left_out += note->kind == LIANGCE_IMPORT_LEFT_OUT;
}

static bool import_collect(const char *data, size_t size, void *payload)
{
	return lc__buffer_append(payload, data, size, NULL) == LIANGCE_OK;
}

static void import_finding(const lc_finding *finding, void *payload)
{
	(void)payload;
	FUZZ_CHECK(finding->kind != LIANGCE_FINDING_DUPLICATE && finding->kind != LIANGCE_FINDING_NEVER);
}

static void import_check(lc_view text, const lc_import_totals *totals, uint64_t left_out)
{
	lc_dictionary *dictionary = NULL;
	FUZZ_CHECK(lc_dictionary_new(&dictionary, NULL) == LIANGCE_OK);
	FUZZ_CHECK(lc_dictionary_add_text(dictionary, "out.tsv", text, NULL) == LIANGCE_OK);
	FUZZ_CHECK(lc_dictionary_count(dictionary) == totals->terms);
	FUZZ_CHECK(lc_dictionary_check(dictionary, import_finding, NULL, NULL) == LIANGCE_OK);
	FUZZ_CHECK(totals->left_out == left_out && totals->terms <= totals->entries && totals->several <= totals->terms);
	FUZZ_CHECK(totals->entries == 0 || totals->terms > 0 || totals->left_out > 0);
	lc_dictionary_free(dictionary);
}

static int import_one(lc_import_format format, const uint8_t *data, size_t size)
{
	lc_view text = {(const char *)data, size};
	lc_import *import = NULL;
	lc_import_totals totals;
	lc_error err = {.status = LIANGCE_OK};
	uint64_t left_out = 0;
	lc__buffer out;
	lc__buffer_init(&out, SIZE_MAX / 2);
	FUZZ_CHECK(lc_import_new(&import, "词典", import_note, &left_out, NULL) == LIANGCE_OK);
	lc_status status = lc_import_add_text(import, "fuzz", text, format, &err);
	if (status != LIANGCE_OK) {
		FUZZ_CHECK(err.status == status && (status == LIANGCE_E_DICTIONARY || status == LIANGCE_E_TOO_LARGE));
		FUZZ_CHECK(err.message[0] != '\0' && !strchr(err.message, '\n'));
	} else {
		FUZZ_CHECK(lc_import_write(import, import_collect, &out, &totals, &err) == LIANGCE_OK);
		import_check((lc_view){out.data, out.size}, &totals, left_out);
	}
	lc_import_free(import);
	lc__buffer_release(&out);
	return 0;
}

/* A target: a reader of one format. */
#define FUZZ_IMPORT(format)                                          \
	int LLVMFuzzerInitialize(int *argc, char ***argv)            \
	{                                                            \
		(void)argc, (void)argv;                              \
		return 0;                                            \
	}                                                            \
	int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) \
	{                                                            \
		return import_one(format, data, size);               \
	}

#endif
