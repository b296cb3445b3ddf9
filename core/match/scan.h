/* SPDX-License-Identifier: Apache-2.0 */
/* What other modules of the library need of a scan. */
#ifndef LIANGCE_SCAN_H
#define LIANGCE_SCAN_H

#include "match/found_words.h"

/* The words of the last lc_scan_text, none without lc_scan_keep_words. Until the next call of the scan. */
const lc__found_words *lc__scan_words(const lc_scan *self);

#endif
