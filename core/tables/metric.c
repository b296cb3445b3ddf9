/* SPDX-License-Identifier: Apache-2.0 */
/* Keys and values of metrics: see metric.h. */
#include "tables/metric.h"

#include <string.h>

#include "base/decimal.h"

#define PLACES 19U

/* ---------------------------------------------------------------- keys */

/* In the order of their words; a key has the number of the place. */
static const lc_fact_kind kinds[] = {
    LIANGCE_FACT_AGE,   LIANGCE_FACT_COUNT, LIANGCE_FACT_DATE,  LIANGCE_FACT_DURATION, LIANGCE_FACT_ID,   LIANGCE_FACT_MEASURE,
    LIANGCE_FACT_MONEY, LIANGCE_FACT_NAME,  LIANGCE_FACT_OTHER, LIANGCE_FACT_PERCENT,  LIANGCE_FACT_RANK, LIANGCE_FACT_RATIO,
};
static const unsigned char kind_places[] = {
    [LIANGCE_FACT_AGE] = 0,   [LIANGCE_FACT_COUNT] = 1,   [LIANGCE_FACT_DATE] = 2,  [LIANGCE_FACT_DURATION] = 3,
    [LIANGCE_FACT_ID] = 4,    [LIANGCE_FACT_MEASURE] = 5, [LIANGCE_FACT_MONEY] = 6, [LIANGCE_FACT_NAME] = 7,
    [LIANGCE_FACT_OTHER] = 8, [LIANGCE_FACT_PERCENT] = 9, [LIANGCE_FACT_RANK] = 10, [LIANGCE_FACT_RATIO] = 11,
};
static const lc_change changes[] = {LIANGCE_DOWN_BY, LIANGCE_FROM, LIANGCE_LEVEL, LIANGCE_TO, LIANGCE_UP_BY};
static const unsigned char change_places[] = {
    [LIANGCE_DOWN_BY] = 0, [LIANGCE_FROM] = 1, [LIANGCE_LEVEL] = 2, [LIANGCE_TO] = 3, [LIANGCE_UP_BY] = 4,
};

static char *put_part(char *to, lc_view part)
{
	if (part.size != 0)
		memcpy(to, part.data, part.size);
	to[part.size] = '\0';
	return to + part.size + 1;
}

char *lc__put_metric_key(char *to, const lc_fact *fact, uint64_t source)
{
	to = put_part(put_part(to, fact->subject), fact->unit);
	*to++ = (char)kind_places[fact->kind];
	*to++ = (char)change_places[fact->change];
	source = __builtin_bswap64(source); /* that its bytes are in order */
	memcpy(to, &source, sizeof source);
	return to + sizeof source;
}

lc__metric_key lc__take_metric_key(lc_view key)
{
	size_t subject_size = strlen(key.data), unit_size = key.size - LIANGCE_METRIC_KEY_BYTES - subject_size;
	const char *unit = key.data + subject_size + 1, *rest = unit + unit_size + 1;
	lc__metric_key parts = {.subject = {key.data, subject_size},
	                        .unit = {unit, unit_size},
	                        .kind = kinds[(unsigned char)rest[0]],
	                        .change = changes[(unsigned char)rest[1]]};
	memcpy(&parts.source, rest + 2, sizeof parts.source);
	parts.source = __builtin_bswap64(parts.source);
	return parts;
}

/* ---------------------------------------------------------------- values */

static bool is_range(const lc_fact *fact)
{
	return fact->has_lo && fact->has_hi && (fact->lo.coefficient != fact->hi.coefficient || fact->lo.scale != fact->hi.scale);
}

lc__exact lc__metric_value(const lc_fact *fact)
{
	return is_range(fact) ? lc__exact_midpoint(fact->lo, fact->hi) : lc__exact_from(fact->has_lo ? fact->lo : fact->hi);
}

/* 2^63 * 10^19 < 2^127 */
static bool narrow(lc_decimal decimal, __int128 *value)
{
	*value = (__int128)(int64_t)decimal.coefficient * lc__powers_of_ten[PLACES - decimal.scale];
	return decimal.coefficient == (int64_t)decimal.coefficient;
}

static bool narrow_value(const lc_fact *fact, __int128 *value)
{
	__int128 hi;
	if (!is_range(fact))
		return narrow(fact->has_lo ? fact->lo : fact->hi, value);
	bool fits = narrow(fact->lo, value) && narrow(fact->hi, &hi) && !__builtin_add_overflow(*value, hi, value);
	*value /= 2; /* nothing is left: both have at most 18 places */
	return fits;
}

bool lc__metric_add(lc__metric *self, const lc_fact *fact)
{
	__int128 value, sum;
	if (!narrow_value(fact, &value) || __builtin_add_overflow(self->n == 0 ? 0 : self->sum, value, &sum) ||
	    self->n == UINT32_MAX)
		return false;
	self->least = self->n == 0 || value < self->least ? value : self->least;
	self->most = self->n == 0 || value > self->most ? value : self->most;
	self->sum = sum;
	self->n++;
	return true;
}
