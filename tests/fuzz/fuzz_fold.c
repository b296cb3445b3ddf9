/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes, folded by the engine and by the oracle: the same units at the same places. */
#include "fuzz/fuzz.h"

#include "oracle/differ.h"

static oracle_table *table;
static lc__folded folded;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	table = oracle_table_new(LIANGCE_SOURCE_DIR "/core/lexicon/variants.tsv");
	FUZZ_CHECK(table != NULL);
	FUZZ_CHECK(lc__folded_init(&folded, NULL) == LIANGCE_OK);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	differ_report report = {stderr, 1, 0};
	lc_view text = {(const char *)data, size < 2 * LIANGCE_SEGMENT_BYTES ? size : 2 * LIANGCE_SEGMENT_BYTES};
	FUZZ_CHECK(differ_fold(&folded, table, text, &report));
	return 0;
}
