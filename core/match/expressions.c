/* SPDX-License-Identifier: Apache-2.0 */
/* Patterns as text that Hyperscan compiles: see expressions.h. */
#include "match/expressions.h"

#include <hs/hs.h>
#include <string.h>

#include "lexicon/spelling.h"
#include "match/literals.h"
#include "text/fold_table.h"

enum { CHARACTERS_MAX = 1 << 30 };

static lc_status write_unit(lc__buffer *out, uint16_t unit, lc_error *err)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned code = lc__unit_code(unit);
	char text[8] = {'\\', 'x', digits[code >> 4 & 15], digits[code & 15],
	                '\\', 'x', digits[code >> 12],     digits[code >> 8 & 15]};
	return lc__buffer_append(out, text, sizeof text, err);
}

/* A gap is written as any units: that they are Han, and where the match starts, is the scan's to confirm. */
static lc_status write_pattern(lc__buffer *out, const lc__patterns *patterns, const lc__pattern *pattern, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < pattern->length && status == LIANGCE_OK; i++) {
		uint16_t unit = patterns->units[pattern->first + i];
		status = unit == LIANGCE_UNIT_GAP ? lc__buffer_printf(out, err, "(?:..){0,%d}", LIANGCE_GAP_MAX)
		                                  : write_unit(out, unit, err);
	}
	return status;
}

/* Writes one expression and notes what belongs to it; where its text begins is set at the end, as the buffer moves. */
static lc_status add(lc__expressions *self, unsigned id, const lc__patterns *patterns, lc_error *err)
{
	lc_status status = write_pattern(&self->characters, patterns, &patterns->items[id], err);
	if (status == LIANGCE_OK)
		status = lc__buffer_append(&self->characters, "", 1, err);
	self->ids[self->count] = id;
	self->flags[self->count] = HS_FLAG_DOTALL;
	self->count++;
	return status;
}

static bool is_wanted(const lc__pattern *pattern, lc_matcher matcher, bool names)
{
	return !lc__is_literal(pattern, matcher) && (names || pattern->role != LIANGCE_ROLE_NAME);
}

lc_status lc__expressions_build(lc__expressions *self, const lc__patterns *patterns, lc_matcher matcher, bool names, lc_error *err)
{
	size_t most = 0;
	for (size_t i = 0; i < patterns->count; i++)
		most += is_wanted(&patterns->items[i], matcher, names);
	*self = (lc__expressions){0};
	lc__buffer_init(&self->characters, CHARACTERS_MAX);
	self->texts = lc__alloc(most + 1, sizeof *self->texts);
	self->flags = lc__alloc(most + 1, sizeof *self->flags);
	self->ids = lc__alloc(most + 1, sizeof *self->ids);
	lc_status status = self->texts == NULL || self->flags == NULL || self->ids == NULL ? lc__fail_nomem(err) : LIANGCE_OK;
	for (size_t i = 0; i < patterns->count && status == LIANGCE_OK; i++)
		if (is_wanted(&patterns->items[i], matcher, names))
			status = add(self, (unsigned)i, patterns, err);
	if (status != LIANGCE_OK) {
		lc__expressions_release(self);
		return status;
	}
	const char *at = self->characters.data;
	for (size_t i = 0; i < self->count; i++, at += strlen(at) + 1)
		self->texts[i] = at;
	return LIANGCE_OK;
}

void lc__expressions_release(lc__expressions *self)
{
	lc__free(self->texts);
	lc__free(self->flags);
	lc__free(self->ids);
	lc__buffer_release(&self->characters);
	*self = (lc__expressions){0};
}
