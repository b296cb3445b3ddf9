/* SPDX-License-Identifier: Apache-2.0 */
/* Runs Hyperscan over one folded segment, for the patterns that are not swept for: those with gaps and single characters, or all. */
#ifndef LIANGCE_ENGINE_H
#define LIANGCE_ENGINE_H

#include "match/overlap.h"
#include "match/ruleset.h"
#include "text/fold.h"

/* Appends finds, of names and others alike, in no order and perhaps twice. LIANGCE_E_ENGINE, LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE. */
lc_status lc__engine_run(const lc_ruleset *rules, hs_scratch_t *scratch, const lc__folded *text, lc__find_list *finds,
                         lc_error *err);

#endif
