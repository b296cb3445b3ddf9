/* SPDX-License-Identifier: Apache-2.0 */
/* The spellings of a dictionary as folded units: what the engine is to look for, and what a find means. */
#ifndef LIANGCE_PATTERNS_H
#define LIANGCE_PATTERNS_H

#include "base/base.h"

#define LIANGCE_UNIT_GAP 0xFFFF /* in a pattern: up to three Han units */

typedef enum lc__pattern_role {
	LIANGCE_ROLE_COUNTED, /* terms and indicators */
	LIANGCE_ROLE_SHIELD,
	LIANGCE_ROLE_NAME /* takes no part in the overlap policy */
} lc__pattern_role;

/*
 * A spelling that begins or ends with an ASCII letter (digit) is not found where another letter (digit) goes on with it: AI is
 * not in WAIC, 12345 not in 912345.
 */
typedef enum lc__border { LIANGCE_BORDER_NONE, LIANGCE_BORDER_LETTER, LIANGCE_BORDER_DIGIT } lc__border;

static inline lc__border lc__border_of(uint16_t unit)
{
	bool letter = (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
	return letter ? LIANGCE_BORDER_LETTER : unit >= '0' && unit <= '9' ? LIANGCE_BORDER_DIGIT : LIANGCE_BORDER_NONE;
}

/* Is units[start, end) cut out of a longer Latin word or number? Asks for a unit before it and one behind. */
static inline bool lc__is_torn(const uint16_t *units, uint32_t start, uint32_t end, unsigned before, unsigned behind)
{
	return (before != LIANGCE_BORDER_NONE && lc__border_of(units[start - 1]) == before) ||
	       (behind != LIANGCE_BORDER_NONE && lc__border_of(units[end]) == behind);
}

typedef struct lc__pattern {
	uint32_t term;  /* row of the dictionary */
	uint32_t first; /* index of its first unit */
	uint16_t length;
	uint8_t role;   /* lc__pattern_role */
	bool gaps;      /* holds LIANGCE_UNIT_GAP: its length in text varies */
	uint8_t before; /* lc__border: what may not stand before it */
	uint8_t behind; /* … and behind it */
} lc__pattern;

/* What a find of a pattern means: a term, in its role. */
typedef uint32_t lc__what;

static inline lc__what lc__pattern_what(const lc__pattern *pattern)
{
	return pattern->term << 2 | pattern->role;
}

static inline uint32_t lc__what_term(lc__what what)
{
	return what >> 2;
}

static inline lc__pattern_role lc__what_role(lc__what what)
{
	return (lc__pattern_role)(what & 3);
}

typedef struct lc__patterns {
	lc__pattern *items; /* in dictionary order */
	size_t count, capacity;
	uint16_t *units;
	size_t unit_count, unit_capacity;
	uint32_t *slots; /* hash of units and role -> index + 1 */
	size_t slot_count;
} lc__patterns;

/* Why a spelling did not become a pattern. */
typedef enum lc__pattern_loss {
	LIANGCE_LOSS_DUPLICATE, /* `other` had it first */
	LIANGCE_LOSS_NEVER      /* folding never yields it */
} lc__pattern_loss;

/* spelling: as written, one expansion. other: row of the dictionary, for duplicates. */
typedef void (*lc__pattern_loss_callback)(lc__pattern_loss loss, lc_view spelling, uint32_t term, uint32_t other, void *payload);

/* Duplicates within one row are merged without a word. `callback` may be NULL. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE. */
lc_status lc__patterns_build(lc__patterns *self, const lc_dictionary *dictionary, lc__pattern_loss_callback callback, void *payload,
                             lc_error *err);
void lc__patterns_release(lc__patterns *self);

/* The pattern with exactly these units, or NULL. Names are looked for among names, all others together. */
const lc__pattern *lc__patterns_find(const lc__patterns *self, const uint16_t *units, size_t count, bool name);

#endif
