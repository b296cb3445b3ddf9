/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Plain numerals, told and valued in one walk without PCRE2: 1,234.5, 35万, 210余万, 三十五. What a numeral is the pattern of grammar.c
 * says: this file knows only the shapes that nearly all have, and leaves alone what may go on.
 */
#include "facts/expression.h"
#include "facts/follow.h"

enum { DIGITS_MAX = 18, HAN_MAX = 15 };

#define POWERS u"十百千万亿兆拾佰仟廿卅"

static uint16_t unit_at(const uint16_t *text, uint32_t at, uint32_t end)
{
	return at < end ? text[at] : 0;
}

/* All but the values. One by one, as compilers clear a struct with an instruction that takes longer to start than all this. */
static void clear(lc__numeral *out, uint32_t start, uint32_t end)
{
	out->start = start;
	out->end = end;
	out->power = 0;
	out->han = 0;
	out->arabic = out->more = out->some = out->vague = out->negative = out->spelled = out->bare = false;
}

/* 千瓦, 百帕, 兆赫: a power that begins a unit and is none of the numeral. */
static bool begins_unit(uint16_t first, uint16_t second)
{
	switch (first) {
	case u'百': return second == u'帕';
	case u'千': return lc__unit_in(second, u"瓦米克伏卡焦赫帕乏安牛字");
	case u'兆': return lc__unit_in(second, u"瓦帕赫焦比字伏乏/");
	default: return false;
	}
}

/* Arabic digits being read: where, and what those before are worth. */
typedef struct digits {
	const uint16_t *text;
	uint32_t at, limit, end;
	uint64_t value;
} digits;

static uint16_t unit_after(const digits *self, uint32_t count)
{
	return unit_at(self->text, self->at + count, self->end);
}

/* How many were taken, none behind self->limit. */
static uint32_t take_digits(digits *self)
{
	uint32_t at = self->at;
	uint64_t value = self->value;
	for (; at < self->limit && lc__is_digit(self->text[at]); at++)
		value = value * 10 + (unsigned)(self->text[at] - '0');
	uint32_t taken = at - self->at;
	self->at = at;
	self->value = value;
	return taken;
}

/* ,234,567. false: something else stands behind the comma that may be one of thousands. */
static bool take_thousands(digits *self)
{
	while (unit_after(self, 0) == ',' && lc__is_digit(unit_after(self, 1)) && lc__is_digit(unit_after(self, 2)) &&
	       lc__is_digit(unit_after(self, 3))) {
		self->at++;
		if (take_digits(self) != 3)
			return false;
	}
	return true;
}

/* 1 260: a space before three digits and no more. */
static bool begins_thousands(const digits *self)
{
	return lc__is_digit(unit_after(self, 1)) && lc__is_digit(unit_after(self, 2)) && lc__is_digit(unit_after(self, 3)) &&
	       !lc__is_digit(unit_after(self, 4));
}

/* Whether what is neither digit nor power may go on with the numeral: letter-spaced digits, 2.8×10⁸, 3个亿. `last`: digits before it. */
static bool joins_digits(const digits *self, uint32_t last, bool whole)
{
	uint16_t after = unit_after(self, 1);
	switch (unit_after(self, 0)) {
	case ' ': return (last == 1 && lc__is_digit(after)) || (whole && (after == '.' || begins_thousands(self)));
	case u'×': return after == '1';
	case u'·': return lc__is_digit(after);
	case u'个': return lc__unit_in(after, u"余多亿");
	default: return false;
	}
}

/* 万, 亿, 万亿, and 余 before them: the exponent goes to *power. false: there may be other powers, or more behind them. */
static bool take_powers(digits *self, uint32_t *power, bool *more)
{
	uint16_t next = unit_after(self, 0), after = unit_after(self, 1);
	*more = lc__unit_in(next, u"余多来几") && lc__unit_in(after, POWERS);
	self->at += *more ? 1 : 0;
	for (int powers = 0; powers < 2 && lc__unit_in(unit_after(self, 0), u"万亿"); powers++, self->at++)
		*power += unit_after(self, 0) == u'万' ? 4 : 8;
	if (*more && (*power == 0 || next == u'来'))
		return false;
	next = unit_after(self, 0);
	after = unit_after(self, 1);
	if (lc__unit_in(next, POWERS))
		return begins_unit(next, after);
	if (*power == 0)
		return true;
	if (lc__unit_in(next, u"余多一二三四五六七八九"))
		return !lc__unit_in(after, POWERS);
	return !lc__is_digit(next) && next != u'零';
}

static bool read_arabic(lc__numeral *out, const uint16_t *text, uint32_t start, uint32_t end)
{
	digits self = {.text = text, .at = start, .limit = end - start < DIGITS_MAX ? end : start + DIGITS_MAX, .end = end};
	uint32_t last = take_digits(&self), places = 0, power = 0;
	bool more = false;
	if (last == DIGITS_MAX)
		return false;
	if ((lc__follows[unit_after(&self, 0)] & LIANGCE_FOLLOW_NUMERAL) != 0) {
		if (last <= 3 && !take_thousands(&self))
			return false;
		if (unit_after(&self, 0) == '.' && lc__is_digit(unit_after(&self, 1))) {
			self.at++;
			last = places = take_digits(&self);
		}
		if (lc__is_digit(unit_after(&self, 0)) || joins_digits(&self, last, places == 0) ||
		    !take_powers(&self, &power, &more))
			return false;
	}
	while (places > 0 && self.value % 10 == 0) {
		self.value /= 10;
		places--;
	}
	lc_decimal plain = {.coefficient = self.value, .scale = (uint8_t)places}, scaled = plain;
	if (power <= places) {
		scaled.scale = (uint8_t)(places - power);
	} else {
		scaled.coefficient = (__int128)self.value * lc__powers_of_ten[power - places];
		scaled.scale = 0;
	}
	clear(out, start, self.at);
	out->lo = out->hi = scaled;
	out->plain = plain;
	out->power = (int)power;
	out->arabic = true;
	out->more = more;
	return true;
}

/* Whether a Han numeral goes on with text[at], where there is a power or 几 or 数. */
static bool is_power(const uint16_t *text, uint32_t at, uint32_t end)
{
	uint16_t unit = text[at], next = unit_at(text, at + 1, end), after = unit_at(text, at + 2, end);
	if (unit == u'几' || unit == u'数')
		return lc__unit_in(next, u"十百千万亿") || (unit == u'几' && lc__unit_in(text[at - 1], u"十零")) ||
		       (unit == u'数' && text[at - 1] == u'十' && lc__unit_in(next, u"人名位家个件种次户年天"));
	if (unit == u'百' && next == u'万' && lc__unit_in(after, u"千英"))
		return false; /* 百万千焦 */
	return lc__han_power(unit) > 0 && !begins_unit(unit, next) &&
	       !(lc__unit_in(unit, u"百千") && next == u'分' && after == u'点');
}

/* What a Han numeral may go on with behind the characters that are plain. */
static bool goes_on(const uint16_t *text, uint32_t at, uint32_t end)
{
	uint16_t next = unit_at(text, at, end), after = unit_at(text, at + 1, end);
	switch (next) {
	case u'点': return lc__is_digit(after) || lc__han_numeral(after) != 0;
	case u'个': return lc__unit_in(after, u"余多亿");
	case u'余':
	case u'多':
	case u'来':
	case u'几': return lc__unit_in(after, POWERS);
	case u'廿':
	case u'卅': return true;
	default: return lc__han_numeral(next) != 0 && !begins_unit(next, after);
	}
}

static bool read_han(lc__numeral *out, const uint16_t *text, uint32_t start, uint32_t end)
{
	uint32_t at = start;
	while (at < end && at < start + HAN_MAX && !lc__is_digit(text[at]) &&
	       (lc__han_digit(text[at]) >= 0 || is_power(text, at, end)))
		at++;
	lc__han_value value;
	lc_decimal lo, hi;
	if (at == start || goes_on(text, at, end) || !lc__han_read(&value, text + start, at - start) ||
	    !lc__decimal_make(&lo, value.lo, 0) || !lc__decimal_make(&hi, value.hi, 0))
		return false;
	clear(out, start, at);
	out->lo = out->plain = lo;
	out->hi = hi;
	out->han = at - start;
	out->spelled = value.spelled;
	out->vague = value.vague;
	out->bare = value.bare;
	return true;
}

bool lc__numeral_plain(lc__numeral *out, const uint16_t *text, uint32_t start, uint32_t end)
{
	return lc__is_digit(text[start]) ? read_arabic(out, text, start, end) : read_han(out, text, start, end);
}
