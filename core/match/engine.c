/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The engine's callback: see engine.h. The engine reports only where a match ends, in bytes, and takes any units for a gap; where the
 * match starts, and whether its gaps are Han, is looked for backwards, here.
 */
#include "match/engine.h"

#include "lexicon/dictionary.h"
#include "lexicon/spelling.h"

/* What the callback is given. */
typedef struct context {
	const uint16_t *text;
	const lc__patterns *patterns;
	lc__find_list *finds;
	lc_status status;
	lc_error *err;
} context;

/*
 * Places before the end of a match, bit k: k units before it. The longest match takes turns of a character and a gap, so a set of them
 * fits; and as a set holds each place once, a pattern of many gaps costs no more for all the ways in which it fits.
 */
typedef unsigned __int128 places;

enum { PLACES = 128 };

_Static_assert(LIANGCE_TERM_CHARACTERS + LIANGCE_TERM_CHARACTERS / 2 * (LIANGCE_GAP_MAX - 1) <= PLACES, "a match may be longer");

/* Places one unit further back than those of `from`, where that unit is `wanted`, or Han for LIANGCE_UNIT_GAP. */
static places step_back(const uint16_t *text, uint32_t end, places from, uint16_t wanted)
{
	places reached = 0;
	for (uint32_t back = 0; back < end && back < PLACES && from >> back != 0; back++) {
		uint16_t unit = text[end - 1 - back];
		if ((from >> back & 1) != 0 && (wanted == LIANGCE_UNIT_GAP ? lc__is_han(unit) : unit == wanted))
			reached |= (places)2 << back;
	}
	return reached;
}

static lc_status add(context *self, const lc__pattern *pattern, uint32_t start, uint32_t length)
{
	if (lc__is_torn(self->text, start, start + length, pattern->before, pattern->behind))
		return LIANGCE_OK;
	return lc__finds_push(self->finds, lc__find_make(start, length, lc__pattern_what(pattern)), self->err);
}

/* Looks backwards from `end`, where a pattern ends, for every place where it may begin. */
static lc_status find_starts(context *self, unsigned id, uint32_t end)
{
	if (id >= self->patterns->count) /* a database of other patterns */
		return lc__fail(self->err, LIANGCE_E_ENGINE, "scan: a match of no pattern");
	const lc__pattern *pattern = &self->patterns->items[id];
	const uint16_t *units = self->patterns->units + pattern->first;
	if (!pattern->gaps && end < pattern->length)
		return lc__fail(self->err, LIANGCE_E_ENGINE, "scan: a match that begins before the text");
	if (!pattern->gaps)
		return add(self, pattern, end - pattern->length, pattern->length);
	places from = 1;
	for (size_t last = pattern->length; last > 0 && from != 0; last--) {
		places reached = step_back(self->text, end, from, units[last - 1]);
		if (units[last - 1] != LIANGCE_UNIT_GAP) {
			from = reached;
			continue;
		}
		for (int gap = 0; gap < LIANGCE_GAP_MAX; gap++) {
			from |= reached;
			reached = step_back(self->text, end, reached, LIANGCE_UNIT_GAP);
		}
	}
	lc_status status = LIANGCE_OK;
	for (uint32_t length = 1; length < PLACES && from >> length != 0 && status == LIANGCE_OK; length++)
		if ((from >> length & 1) != 0)
			status = add(self, pattern, end - length, length);
	return status;
}

static int on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *payload)
{
	context *self = payload;
	(void)from;
	(void)flags;
	if (to % 2 == 0) /* else it ends between the bytes of a unit: no match */
		self->status = find_starts(self, id, (uint32_t)(to / 2));
	return self->status != LIANGCE_OK;
}

lc_status lc__engine_run(const lc_ruleset *rules, hs_scratch_t *scratch, const lc__folded *text, lc__find_list *finds,
                         lc_error *err)
{
	context found = {text->units, &rules->patterns, finds, LIANGCE_OK, err};
	hs_error_t code = hs_scan(rules->database, (const char *)text->codes, text->count * (unsigned)sizeof *text->codes, 0,
	                          scratch, on_match, &found);
	if (found.status != LIANGCE_OK)
		return found.status;
	return code == HS_SUCCESS ? LIANGCE_OK : lc__fail_engine(err, "scan", code);
}
