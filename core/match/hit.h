/* SPDX-License-Identifier: Apache-2.0 */
/* A dictionary spelling found in folded text, as the matcher hands it on. */
#ifndef LIANGCE_HIT_H
#define LIANGCE_HIT_H

#include <stdbool.h>
#include <stdint.h>

/* Units [start, end) of the folded segment. */
typedef struct lc__hit {
	uint32_t start;
	uint32_t end;
	uint32_t term; /* index in the ruleset */
	bool counted;  /* the term is one that is counted, or an indicator */
	bool name;     /* it is a name; neither: it is a shield */
} lc__hit;

#endif
