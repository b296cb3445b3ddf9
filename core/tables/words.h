/* SPDX-License-Identifier: Apache-2.0 */
/* The words of tables that are not part of the public header: see words.c. */
#ifndef LIANGCE_WORDS_H
#define LIANGCE_WORDS_H

#include "base/base.h"

const char *lc__term_kind_text(lc_term_kind kind); /* "term", "indicator", "shield", "name" */
const char *lc__overlap_text(lc_overlap overlap);  /* "longest", "all" */

#endif
