/* SPDX-License-Identifier: Apache-2.0 */
/* Patterns and spotters as text that Hyperscan compiles: see expressions.h. */
#include "match/expressions.h"

#include <hs/hs.h>
#include <string.h>

#include "lexicon/spelling.h"
#include "match/coding.h"
#include "text/fold_table.h"

enum { CHARACTERS_MAX = 1 << 30 };

static lc_status write_unit(lc__buffer *out, uint16_t unit, lc_error *err)
{
	static const char digits[] = "0123456789abcdef";
	uint32_t entry = lc__fold_table[unit];
	unsigned code = (uint16_t)entry == unit && unit != 0 ? entry >> 16 : lc__code(unit);
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

/* What a lone 一 counts. */
static const uint16_t after_one[] = u"成倍年月日天季周番半";

/* A run of numerals, one that begins with 一, 第一, and 一 with each of the above. */
enum {
	SPOTTER_RUN,
	SPOTTER_ONE_RUN,
	SPOTTER_FIRST,
	SPOTTER_ONE,
	SPOTTERS = SPOTTER_ONE + sizeof after_one / sizeof after_one[0] - 1
};

static lc_status write_pair(lc__buffer *out, uint16_t first, uint16_t second, lc_error *err)
{
	lc_status status = write_unit(out, first, err);
	return status == LIANGCE_OK ? write_unit(out, second, err) : status;
}

/*
 * Numerals have codes of one high byte, so a spotter is a class of low bytes. The first finds the beginning of every run of
 * numerals that does not begin with 一; the second a run that does and goes on; the others the few words in which a lone 一
 * counts something. Each reports the end of the numeral it saw.
 */
static lc_status write_spotter(lc__buffer *out, size_t index, lc_error *err)
{
	if (index == SPOTTER_RUN)
		return lc__buffer_printf(out, err, "[^\\x%02x][\\x%02x-\\x%02x\\x%02x-\\x%02x]\\x%02x", LIANGCE_CODE_NUMERAL,
		                         LIANGCE_CODE_HAN_FIRST, LIANGCE_CODE_HAN_LAST, LIANGCE_CODE_DIGIT_FIRST,
		                         LIANGCE_CODE_DIGIT_LAST, LIANGCE_CODE_NUMERAL);
	if (index == SPOTTER_ONE_RUN)
		return lc__buffer_printf(out, err, "\\x%02x\\x%02x[\\x%02x-\\x%02x\\x%02x-\\x%02x]\\x%02x", LIANGCE_CODE_ONE,
		                         LIANGCE_CODE_NUMERAL, LIANGCE_CODE_ONE, LIANGCE_CODE_HAN_LAST, LIANGCE_CODE_DIGIT_FIRST,
		                         LIANGCE_CODE_DIGIT_LAST, LIANGCE_CODE_NUMERAL);
	return index == SPOTTER_FIRST ? write_pair(out, u'第', u'一', err)
	                              : write_pair(out, u'一', after_one[index - SPOTTER_ONE], err);
}

/* Writes one expression and notes what belongs to it; where its text begins is set at the end, as the buffer moves. */
static lc_status add(lc__expressions *self, unsigned id, const lc__patterns *patterns, lc_error *err)
{
	bool spotter = id >= patterns->count;
	lc_status status = spotter ? write_spotter(&self->characters, id - patterns->count, err)
	                           : write_pattern(&self->characters, patterns, &patterns->items[id], err);
	if (status == LIANGCE_OK)
		status = lc__buffer_append(&self->characters, "", 1, err);
	self->ids[self->count] = id;
	self->flags[self->count] = spotter || patterns->items[id].gaps ? HS_FLAG_DOTALL : 0;
	self->count++;
	return status;
}

lc_status lc__expressions_build(lc__expressions *self, const lc__patterns *patterns, bool numbers, lc_error *err)
{
	size_t most = patterns->count + SPOTTERS;
	*self = (lc__expressions){0};
	lc__buffer_init(&self->characters, CHARACTERS_MAX);
	self->texts = lc__alloc(most, sizeof *self->texts);
	self->flags = lc__alloc(most, sizeof *self->flags);
	self->ids = lc__alloc(most, sizeof *self->ids);
	lc_status status = self->texts == NULL || self->flags == NULL || self->ids == NULL ? lc__fail_nomem(err) : LIANGCE_OK;
	for (size_t i = 0; i < most && status == LIANGCE_OK; i++) {
		bool for_numbers = i >= patterns->count || patterns->items[i].role == LIANGCE_ROLE_NAME;
		if (numbers || !for_numbers)
			status = add(self, (unsigned)i, patterns, err);
	}
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
