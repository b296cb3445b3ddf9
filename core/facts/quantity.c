/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What may stand between a numeral and the end of its unit, and which units a numeral takes: 三条 counts, 四方 does not. Bounds
 * before and behind the whole are the expression's.
 */
#include "facts/quantity.h"

#include "facts/follow.h"

static bool is_more(uint16_t unit)
{
	return unit == u'余' || unit == u'多';
}

/* What 多 may begin behind a unit when it means something else: 三年多次. */
static bool begins_word_with_more(uint16_t next)
{
	return lc__unit_in(next, u"个家种次项名部方元层样数边媒地部批种点场轮于吃功云");
}

static const lc__unit *unit_at(const lc__scene *scene, uint32_t at, size_t *length)
{
	if (at >= scene->end)
		return NULL;
	const lc__unit *unit = lc__units_longest(scene->units, scene->text + at, scene->end - at, length);
	if (scene->text[at] == u'大' && lc__scene_unit(scene, at + 1) == u'关' && lc__scene_unit(scene, at + 2) != u'键')
		return NULL; /* 突破百万大关 */
	bool next = unit != NULL && *length > 1 && scene->text[at + *length - 1] == u'次' && scene->text[at + *length] == u'之' &&
	            !lc__is_han(lc__scene_unit(scene, at + (uint32_t)*length + 1));
	return next ? lc__units_longest(scene->units, scene->text + at, *length - 1, length) : unit; /* 3907件|次之 */
}

bool lc__half_follows(const lc__scene *scene, uint32_t at)
{
	return lc__scene_unit(scene, at) == u'半' && !lc__unit_in(lc__scene_unit(scene, at + 1), u"年数决径导岛价山夜路");
}

static bool add_half(lc__quantity *self)
{
	lc_decimal half;
	bool ok = lc__decimal_make(&half, 5, 1) && lc__decimal_add(&self->lo, self->lo, half);
	self->hi = self->lo;
	return ok;
}

/* 月 alone is a date; 个月 and 个多月 are lengths. The unit of 个 + 多 or 半 + length, or NULL. */
static const lc__unit *split_length(const lc__scene *scene, uint32_t at, uint32_t *end)
{
	uint16_t joined[8] = {u'个'};
	size_t count = 1, length;
	for (uint32_t i = at; i < scene->end && count < 8; i++)
		joined[count++] = scene->text[i];
	const lc__unit *unit = lc__units_longest(scene->units, joined, count, &length);
	if (unit == NULL || unit->kind != LIANGCE_FACT_DURATION || length < 2)
		return NULL;
	*end = at + (uint32_t)length - 1;
	return unit;
}

/* 二成七, 七成六, 两成半: a digit behind 成 is a tenth of it. */
static bool take_tenth(lc__quantity *self, const lc__scene *scene)
{
	bool half = lc__scene_unit(scene, self->end) == u'半';
	int digit = half ? 5 : lc__han_digit(lc__scene_unit(scene, self->end));
	size_t length;
	uint16_t next = lc__scene_unit(scene, self->end + 1);
	if (scene->text[self->unit_start] != u'成' || digit < 1 || lc__han_digit(next) >= 0 || lc__han_power(next) >= 0 ||
	    unit_at(scene, self->end + 1, &length) != NULL)
		return true;
	lc_decimal tenth;
	if (!lc__decimal_make(&tenth, digit, 1) || !lc__decimal_add(&self->lo, self->lo, tenth))
		return false;
	self->hi = self->lo;
	self->end++;
	return true;
}

/* Smaller units behind a greater one: 3斤5两, 2小时30分钟. */
static const struct {
	uint16_t great[3], small[3];
	int parts;
} compounds[] = {
    {u"小时", u"分钟", 60}, {u"年", u"个月", 12}, {u"天", u"小时", 24},  {u"斤", u"两", 10},
    {u"元", u"角", 10},     {u"分", u"秒", 60},   {u"米", u"厘米", 100},
};

static bool same_units(const lc__scene *scene, uint32_t at, uint32_t end, const uint16_t *word)
{
	for (; at < end && *word != 0; at++, word++)
		if (scene->text[at] != *word)
			return false;
	return at == end && *word == 0;
}

/* 2分20秒 is no finite number of minutes, but 140 seconds. */
static void take_small(lc__quantity *self, const lc__scene *scene, const lc__numeral *small, uint32_t end)
{
	size_t length;
	const lc__unit *unit = unit_at(scene, small->end, &length);
	lc_decimal parts, whole;
	if (unit == NULL || unit->kind != LIANGCE_FACT_DURATION || unit->factor.coefficient != 1 || unit->factor.scale != 0 ||
	    !lc__decimal_make(&parts, 60, 0) || lc__decimal_compare(small->lo, parts) >= 0 ||
	    !lc__decimal_multiply(&whole, self->lo, parts) || !lc__decimal_add(&self->lo, whole, small->lo))
		return;
	self->hi = self->lo;
	self->unit = unit;
	self->unit_start = small->end;
	self->end = end;
}

/* 2小时40分42秒: behind hours, minutes and seconds are one length in seconds; 3小时20分 is one in minutes. */
static lc_status take_clock(lc__quantity *self, const lc__scene *scene, const lc__numeral *minutes, bool *taken, lc_error *err)
{
	uint32_t at = minutes->end, end;
	lc__numeral seconds;
	bool found = false;
	*taken = false;
	if (lc__scene_unit(scene, at) != u'分' || lc__scene_unit(scene, at + 1) == u'之')
		return LIANGCE_OK;
	at += lc__scene_unit(scene, at + 1) == u'钟' ? 2 : 1;
	end = at;
	if (lc__is_numeral(lc__scene_unit(scene, at))) {
		lc_status status = lc__numeral_read(&seconds, scene->matcher, scene->text, at, scene->end, &found, err);
		if (status != LIANGCE_OK)
			return status;
		found = found && lc__scene_unit(scene, seconds.end) == u'秒';
		end = found ? seconds.end + 1 : at;
	}
	static const uint16_t names[2][2] = {u"分钟", u"秒 "};
	size_t length;
	const lc__unit *unit = lc__units_longest(scene->units, names[found], found ? 1 : 2, &length);
	lc_decimal sixty, total;
	if (unit == NULL || (!found && scene->text[at - 1] == u'钟') || !lc__decimal_make(&sixty, 60, 0) ||
	    lc__decimal_compare(minutes->lo, sixty) >= 0 || !lc__decimal_multiply(&total, self->lo, sixty) ||
	    !lc__decimal_add(&total, total, minutes->lo))
		return LIANGCE_OK;
	if (found && (lc__decimal_compare(seconds.lo, sixty) >= 0 || !lc__decimal_multiply(&total, total, sixty) ||
	              !lc__decimal_add(&total, total, seconds.lo)))
		return LIANGCE_OK;
	self->lo = self->hi = total;
	self->unit = unit;
	self->unit_start = found ? seconds.end : minutes->end;
	self->end = end;
	*taken = true;
	return LIANGCE_OK;
}

/* Only where the sum is a finite decimal of the greater unit, so that nothing is rounded. */
static lc_status take_compound(lc__quantity *self, const lc__scene *scene, lc_error *err)
{
	uint32_t at = self->end + (lc__scene_unit(scene, self->end) == u'零' ? 1 : 0); /* 2年零3个月 */
	if (lc__han_digit(lc__scene_unit(scene, at)) < 0)
		return LIANGCE_OK;
	size_t row = 0, rows = sizeof compounds / sizeof *compounds;
	while (row < rows && !same_units(scene, self->unit_start, self->end, compounds[row].great))
		row++;
	if (row == rows)
		return LIANGCE_OK;
	lc__numeral small;
	bool found;
	lc_status status = lc__numeral_read(&small, scene->matcher, scene->text, at, scene->end, &found, err);
	if (status != LIANGCE_OK || !found || small.negative)
		return status;
	if (compounds[row].great[0] == u'小') {
		bool taken;
		status = take_clock(self, scene, &small, &taken, err);
		if (status != LIANGCE_OK || taken)
			return status;
	}
	uint32_t end = small.end;
	for (const uint16_t *word = compounds[row].small; *word != 0; word++, end++)
		if (lc__scene_unit(scene, end) != *word)
			return LIANGCE_OK;
	if (compounds[row].great[0] == u'分') {
		take_small(self, scene, &small, end); /* 分 alone is a count of points */
		return LIANGCE_OK;
	}
	lc_decimal part, whole, parts;
	if (lc__decimal_make(&parts, compounds[row].parts, 0) &&
	    lc__decimal_divide(&part, small.lo, (uint64_t)compounds[row].parts, 6) && lc__decimal_multiply(&whole, part, parts) &&
	    lc__decimal_compare(whole, small.lo) == 0 && lc__decimal_compare(small.lo, parts) < 0 &&
	    lc__decimal_add(&self->lo, self->lo, part)) {
		self->hi = self->lo;
		self->end = end;
	} else if (compounds[row].parts == 60) {
		take_small(self, scene, &small, end);
	}
	return LIANGCE_OK;
}

/* 三成多, 30%多: more than so much. */
static void take_more(lc__quantity *self, const lc__scene *scene)
{
	if (is_more(lc__scene_unit(scene, self->end)) && !begins_word_with_more(lc__scene_unit(scene, self->end + 1))) {
		self->more = true;
		self->end++;
	}
}

/* 个多月, 个半小时: whether a length stands behind 多 or 半 there, and is the unit then. */
static bool take_length(lc__quantity *self, const lc__scene *scene, bool *found)
{
	uint16_t next = lc__scene_unit(scene, self->end + 1);
	uint32_t end;
	const lc__unit *unit = is_more(next) || next == u'半' ? split_length(scene, self->end + 2, &end) : NULL;
	if (unit == NULL)
		return false;
	self->unit = unit;
	self->end = end;
	self->more |= is_more(next);
	*found = next != u'半' || add_half(self);
	return true;
}

/* Whether 来 may stand behind the number: 二十来天 and 90来元, but 12来自. */
static bool is_round(const lc__quantity *self)
{
	return self->lo.scale == 0 && self->lo.coefficient % 10 == 0 && self->lo.coefficient > 0;
}

/* Where the unit may begin: behind 余, 多, 来, + and a space. What is between is part of the quantity only where it says more. */
static uint32_t unit_start(lc__quantity *self, const lc__scene *scene)
{
	uint32_t at = self->end;
	size_t length;
	uint16_t here = lc__scene_unit(scene, at), next = lc__scene_unit(scene, at + 1);
	if (!lc__unit_in(here, u"余多来+ "))
		return at;
	if (here == ' ')
		return next < 0x80 || next == u'‰' ? at + 1 : at;
	bool unit = (here != u'来' || is_round(self)) && unit_at(scene, at + 1, &length) != NULL;
	bool great = self->number.power > 0 || (self->number.han > 1 && !lc__is_han(next)); /* 五千多 */
	if (!unit && !(is_more(here) && great))
		return at;
	if (here == u'来')
		self->some = true; /* 二十来天 */
	else
		self->more = true; /* 1000+家 */
	return at + 1;
}

/* What may stand behind a unit that can be divided: 半, 多, smaller units. */
static lc_status read_rest(lc__quantity *self, const lc__scene *scene, bool *found, lc_error *err)
{
	if (lc__half_follows(scene, self->end)) {
		*found = add_half(self);
		self->end++;
		if (lc__scene_unit(scene, self->end) == u'钟' && scene->text[self->unit_start] == u'分')
			self->end++;
		return LIANGCE_OK;
	}
	take_more(self, scene);
	return take_compound(self, scene, err);
}

/* 个多月, 两块五 and what stands before a unit: whether the unit has been taken; if not, *at is where it may begin. */
static bool take_between(lc__quantity *self, const lc__scene *scene, uint32_t *at, bool *found)
{
	uint16_t here = lc__scene_unit(scene, *at);
	if (here == u'个' && take_length(self, scene, found))
		return true;
	if (lc__unit_in(here, u"块毛角多来余") && lc__coins_read(self, scene))
		return true;
	*at = unit_start(self, scene);
	return false;
}

static lc_status read_unit(lc__quantity *self, const lc__scene *scene, bool *found, lc_error *err)
{
	uint32_t at = self->end;
	bool between = (lc__follows[lc__scene_unit(scene, at)] & LIANGCE_FOLLOW_MORE) != 0;
	if (between && take_between(self, scene, &at, found))
		return LIANGCE_OK;
	size_t length = 0;
	const lc__unit *unit = unit_at(scene, at, &length);
	if (unit != NULL && length > 1 && scene->text[at + length - 1] == u'次' &&
	    lc__scene_unit(scene, at + (uint32_t)length) == u'之' && !lc__is_han(lc__scene_unit(scene, at + (uint32_t)length + 1)))
		unit = lc__units_longest(scene->units, scene->text + at, length - 1, &length); /* 41,208件次之 */
	self->unit_start = at;
	if (unit == NULL || !lc__unit_fits(scene, self, unit, length)) {
		self->weak = unit != NULL && !self->number.arabic;
		self->some = self->number.some;
		self->unit_start = self->number.end;
		self->end = self->weak ? at + (uint32_t)length : self->more ? at : self->number.end;
		return LIANGCE_OK;
	}
	self->unit = unit;
	self->end = at + (uint32_t)length;
	if (unit->kind == LIANGCE_FACT_PERCENT) {
		*found = take_tenth(self, scene);
		take_more(self, scene);
		return LIANGCE_OK;
	}
	if (unit->kind == LIANGCE_FACT_COUNT && scene->text[at] != u'分')
		return LIANGCE_OK;
	return unit->kind == LIANGCE_FACT_COUNT ? take_compound(self, scene, err) : read_rest(self, scene, found, err);
}

/* The length of what money is paid for at text[at]: 亩, and 月, which is no unit elsewhere; 0 where nothing of the kind stands there. */
static size_t paid_for(const lc__scene *scene, uint32_t at)
{
	size_t length, hundred = lc__scene_unit(scene, at) == u'百' ? 1 : 0; /* 元/百公里 */
	const lc__unit *unit = unit_at(scene, at + (uint32_t)hundred, &length);
	if (unit == NULL)
		return lc__unit_in(lc__scene_unit(scene, at), u"月时生") ? 1 : 0;
	return unit->sign || unit->after_digits ? 0 : hundred + length; /* 元/标准车次 */
}

/* 100元/亩, 5元/人/夜, 80元每吨: behind what the money is paid for. The unit is 元 all the same. */
static uint32_t rate_end(const lc__scene *scene, uint32_t at)
{
	while (lc__unit_in(lc__scene_unit(scene, at), u"/每")) {
		uint32_t length = (uint32_t)paid_for(scene, at + 1);
		bool next = scene->text[at] == u'每' && /* 80元每户60元 */
		            (scene->text[at + 1] == u'个' || lc__is_numeral(lc__scene_unit(scene, at + 1 + length)));
		if (length == 0 || next)
			break;
		at += 1 + length;
		if (lc__scene_unit(scene, at) == u'·' && paid_for(scene, at + 1) > 0)
			at += 1 + (uint32_t)paid_for(scene, at + 1); /* 元/人·月 */
	}
	return at;
}

lc_status lc__quantity_read(lc__quantity *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	out->number.end = at;
	out->unit = NULL;
	out->weak = false;
	lc_status status = lc__numeral_read(&out->number, scene->matcher, scene->text, at, scene->end, found, err);
	if (status != LIANGCE_OK || !*found)
		return status;
	out->lo = out->number.lo;
	out->hi = out->number.hi;
	out->more = out->number.more;
	out->some = out->number.some;
	out->unit_start = out->end = out->number.end;
	status = read_unit(out, scene, found, err);
	if (status == LIANGCE_OK && out->unit != NULL && out->unit->kind == LIANGCE_FACT_MONEY)
		out->end = rate_end(scene, out->end);
	return status;
}

bool lc__quantity_apply(lc__quantity *self)
{
	if (self->unit == NULL)
		return true;
	lc_decimal factor = self->unit->factor, ten;
	if (factor.coefficient == 1 && factor.scale == 0)
		return true;
	/* 八五折, 85折 are already in hundredths. */
	if (self->unit->kind == LIANGCE_FACT_PERCENT && factor.coefficient == 10 && factor.scale == 0 &&
	    lc__decimal_make(&ten, 10, 0) && lc__decimal_compare(self->lo, ten) > 0)
		return true;
	return lc__decimal_multiply(&self->lo, self->lo, factor) && lc__decimal_multiply(&self->hi, self->hi, factor);
}
