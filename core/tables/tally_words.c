/* SPDX-License-Identifier: Apache-2.0 */
/* Words of a tally. A file of its own, as it alone of the tables knows the scan. */
#include "liangce_words.h"
#include "match/scan.h"
#include "tables/tally.h"

lc_status lc_tally_add_words(lc_tally *self, uint64_t source, lc_scan *scan, lc_error *err)
{
	return lc__word_counts_add(&self->words, source, ++self->serial, lc__scan_words(scan), err);
}
