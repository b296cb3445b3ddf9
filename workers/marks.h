/* SPDX-License-Identifier: Apache-2.0 */
/* A text on standard output with its matches and facts marked, by colour or by brackets. */
#ifndef LIANGCE_MARKS_H
#define LIANGCE_MARKS_H

#include "base/base.h"

/* text is what document was scanned from. LIANGCE_E_NOMEM. */
lc_status lc__print_marked(const lc_ruleset *rules, lc_view text, const lc_document *document, bool colour, lc_error *err);

/* The colour of a theme: one for all below a first level. "\033[…m". */
const char *lc__theme_colour(const char *theme);

#endif
