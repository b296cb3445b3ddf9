/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes, folded by each of the engine's kernels and by the oracle: the same units at the same places. */
#include "fuzz/fuzz.h"

#include "oracle/differ.h"
#include "text/fold_kernel.h"

static oracle_table *table;
static lc__folded folded;
static const lc__fold_kernel *kernels[LIANGCE_FOLD_KERNELS + 1];

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	table = oracle_table_new(LIANGCE_SOURCE_DIR "/core/lexicon/variants.tsv");
	FUZZ_CHECK(table != NULL);
	FUZZ_CHECK(lc__folded_init(&folded, NULL) == LIANGCE_OK);
	lc__fold_kernels(kernels);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	differ_report report = {stderr, 1, 0};
	lc_view text = {(const char *)data, size < 2 * LIANGCE_SEGMENT_BYTES ? size : 2 * LIANGCE_SEGMENT_BYTES};
	for (size_t i = 0; kernels[i]; i++) {
		folded.kernel = kernels[i];
		FUZZ_CHECK(differ_fold(&folded, table, text, &report));
	}
	return 0;
}
