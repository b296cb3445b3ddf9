/* SPDX-License-Identifier: Apache-2.0 */
/* The matches of a text one a line, with their places in it: TSV for other programs and for checking. */
#ifndef LIANGCE_PLACES_LIST_H
#define LIANGCE_PLACES_LIST_H

#include "base/base.h"

void lc__print_places_header(void);

/* text is what document was scanned from, with `before` of the whole text in front of it: its bytes and characters are added to all places. */
void lc__print_places(const lc_ruleset *rules, lc_view text, const lc_document *document, const lc_document *before);

#endif
