/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a place in a sentence to a numeric expression with its value: which kind of numerals stand there, and the parts of it in the
 * order they are tried. Each part has a file of its own.
 */
#include "facts/follow.h"
#include "facts/quantity.h"
#include "facts/shape.h"

/* What a numeral in Han characters may begin with. */
static bool begins_han(uint16_t unit)
{
	return lc__is_numeral(unit) || lc__unit_in(unit, u"几数廿卅半");
}

/* 四次会议, 三中全会: an order without its 第. */
static bool names_meeting(const lc__scene *scene, const lc__quantity *self)
{
	uint16_t next = lc__scene_unit(scene, self->end), after = lc__scene_unit(scene, self->end + 1);
	return !self->number.arabic && self->unit != NULL && scene->text[self->unit_start] == u'次' &&
	       ((next == u'会' && after == u'议') || (next == u'全' && after == u'会'));
}

static void set_quantity(lc__expression *out, const lc__quantity *quantity)
{
	out->lo = quantity->lo;
	out->hi = quantity->hi;
	out->has_lo = true;
	out->has_hi = !quantity->more;
	out->approx = quantity->more ? LIANGCE_OVER : quantity->some || quantity->number.vague ? LIANGCE_ABOUT : LIANGCE_EXACT;
	out->kind = quantity->unit != NULL ? quantity->unit->kind : LIANGCE_FACT_OTHER;
	out->unit = quantity->unit != NULL ? quantity->unit->canonical : "";
	out->end = quantity->end;
}

/* 翻一番 is one time more, 翻两番 three. */
static bool double_up(lc__expression *self, const lc__scene *scene, const lc__quantity *quantity)
{
	if (quantity->unit == NULL || scene->text[quantity->unit_start] != u'番')
		return true;
	uint32_t at = quantity->number.start;
	while (at > scene->start && lc__unit_in(scene->text[at - 1], u"了上近约超过再"))
		at--;
	if (at == scene->start || scene->text[at - 1] != u'翻')
		return false; /* 壹番屋 */
	if (self->lo.scale != 0 || self->lo.coefficient < 1 || self->lo.coefficient > 20)
		return false;
	self->doubles = true;
	bool ok = lc__decimal_make(&self->lo, ((__int128)1 << (int)self->lo.coefficient) - 1, 0);
	self->hi = self->lo;
	return ok;
}

/* 前10个月 and 头九个月 are a part of the year, and 1 9 9 7年, letter-spaced, the year. */
static bool names_period(const lc__expression *self, const lc__scene *scene)
{
	if (self->kind != LIANGCE_FACT_DURATION)
		return false;
	uint16_t last = scene->text[self->end - 1];
	uint16_t before = scene->text[self->start - 1];
	bool leads = before == u'前' || (before == u'头' && (lc__unit_in(scene->text[self->start - 2], u"年的期") ||
	                                                     !lc__is_han(scene->text[self->start - 2])));
	bool months = leads && last == u'月' && self->has_hi;
	bool year =
	    scene->text[self->start + 1] == ' ' && last == u'年' && self->lo.coefficient >= 1900 && self->lo.coefficient <= 2100;
	bool republic = before == u'民' && self->start > scene->start + 1 && !lc__is_han(scene->text[self->start - 2]);
	bool founded = before == u'于' && lc__scene_unit(scene, self->end) != u'前' &&
	               lc__unit_in(scene->text[self->start - 2], u"立生建始成启设办竣婚业");
	bool since = (lc__unit_in(before, u"自较") || republic || founded) && last == u'年' && self->lo.scale == 0 &&
	             self->lo.coefficient >= 40 && self->lo.coefficient < 100; /* 自97年规划, 创立于96年, 民97-99年 */
	return months || year || since;
}

/* 橘11-1路: where a number that is none goes on behind a hyphen. */
static uint32_t route_end(const lc__scene *scene, const lc__quantity *quantity)
{
	uint32_t end = quantity->number.end;
	if (quantity->unit == NULL && quantity->number.arabic)
		while (lc__scene_unit(scene, end) == '-' && lc__is_digit(lc__scene_unit(scene, end + 1)))
			for (end++; lc__is_digit(lc__scene_unit(scene, end));)
				end++;
	return end;
}

/* Four digits and no more. */
static bool is_year(const lc__numeral *number, int first, int last)
{
	return number->end - number->start == 4 && number->arabic && number->power == 0 && number->lo.scale == 0 &&
	       number->lo.coefficient >= first && number->lo.coefficient <= last;
}

/* 2025家乐福文化季: a year at the head of a name, not so many of something. */
static bool heads_name(const lc__scene *scene, const lc__quantity *self)
{
	bool head = scene->before == LIANGCE_WORD_NONE || scene->before == LIANGCE_WORD_COMMA ||
	            scene->before == LIANGCE_WORD_QUOTE || scene->before == LIANGCE_WORD_COLON;
	return head && self->end < scene->end && self->unit != NULL && self->unit->kind == LIANGCE_FACT_COUNT &&
	       is_year(&self->number, 1990, 2050);
}

/* 2025国际兰展, 才聚八闽2025创业大赛: a year that begins a name, as four digits before a noun that is no unit count nothing. */
static bool names_year(const lc__scene *scene, const lc__quantity *self)
{
	const lc__numeral *number = &self->number;
	if (self->unit != NULL || !is_year(number, 2000, 2039))
		return false;
	uint32_t next = number->end + (lc__scene_unit(scene, number->end) == ' ' ? 1 : 0);
	uint16_t before = scene->text[number->start - 1];
	return lc__is_han(lc__scene_unit(scene, next)) && lc__is_han(lc__scene_unit(scene, next + 1)) && !lc__is_letter(before) &&
	       !lc__unit_in(before, u"- .·/编号约近超") && !lc__unit_in(lc__scene_unit(scene, next), u"增减降升提下上起多余左以元");
}

/* 男子100米, 女子64公斤级: the name of a competition. */
static bool names_event(const lc__scene *scene, const lc__quantity *self)
{
	const uint16_t *before = scene->text + self->number.start;
	return self->number.start > scene->start + 1 && before[-1] == u'子' && lc__unit_in(before[-2], u"男女") &&
	       self->unit != NULL && self->unit->kind == LIANGCE_FACT_MEASURE;
}

/* A number that is no range and no fraction, if it is one: *found. */
static void read_single(lc__expression *out, const lc__scene *scene, lc__quantity *quantity, bool *found)
{
	*found = false;
	if (quantity->weak || names_meeting(scene, quantity) || heads_name(scene, quantity) || names_event(scene, quantity)) {
		out->weak = quantity->weak;
		out->end = quantity->end;
		return;
	}
	if (lc__names_top(scene, quantity)) {
		set_quantity(out, quantity);
		out->kind = LIANGCE_FACT_RANK;
		out->approx = LIANGCE_UNDER;
		out->has_lo = false;
		out->start = quantity->number.start - 1;
		*found = true;
		return;
	}
	if (names_year(scene, quantity)) {
		out->kind = LIANGCE_FACT_DATE;
		out->end = quantity->number.end;
		*found = true;
		return;
	}
	if ((quantity->unit == NULL && !lc__bound_follows(scene, quantity->end) && !lc__counts_bare(scene, quantity)) ||
	    !lc__quantity_apply(quantity)) {
		out->end = route_end(scene, quantity);
		return;
	}
	set_quantity(out, quantity);
	*found = double_up(out, scene, quantity);
}

/* 2-5星级; 一、二类新药, whose class no number takes as its unit. */
static bool names_grade(const lc__expression *self, const lc__scene *scene)
{
	uint16_t next = lc__scene_unit(scene, self->end);
	return self->kind == LIANGCE_FACT_OTHER && self->has_hi && self->lo.coefficient != self->hi.coefficient &&
	       (next == u'类' || scene->text[self->end - 1] == u'类' ||
	        (next == u'星' && lc__scene_unit(scene, self->end + 1) == u'级'));
}

static lc_status read_number(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	lc__quantity quantity;
	lc_status status = lc__quantity_read(&quantity, scene, at, found, err);
	if (status == LIANGCE_OK && quantity.number.end > at)
		out->end = quantity.number.end;
	if (status != LIANGCE_OK || !*found)
		return status;
	if (lc__is_part_word(scene, quantity.number.end)) {
		status = lc__fraction_read(out, scene, &quantity.number, found, err);
	} else {
		*found = false;
		if ((lc__follows[lc__scene_unit(scene, quantity.end)] & LIANGCE_FOLLOW_RANGE) != 0)
			status = lc__range_read(out, scene, &quantity, found, err);
		if (status == LIANGCE_OK && !*found)
			read_single(out, scene, &quantity, found);
	}
	if (status != LIANGCE_OK || !*found)
		return status;
	if (names_period(out, scene)) {
		*out = (lc__expression){
		    .start = out->start, .number = out->number, .end = out->end, .kind = LIANGCE_FACT_DATE, .unit = ""};
		return LIANGCE_OK;
	}
	if (names_grade(out, scene)) {
		out->kind = LIANGCE_FACT_NAME;
		return LIANGCE_OK;
	}
	bool bounded = lc__bound_may_follow(scene, out->end) && lc__bound_behind(out, scene);
	lc__bound_before(out, scene);
	lc__name_price(out, scene);
	return bounded ? lc__range_close(out, scene, &quantity, err) : LIANGCE_OK;
}

/* What stands behind the digits at `at`; a point, if there are two of them among the digits. */
static uint16_t behind_digits(const lc__scene *scene, uint32_t at)
{
	uint32_t limit = at + 12;
	int points = 0;
	at += lc__is_numeral(scene->text[at]) ? 0 : 1;
	for (; at < limit && at < scene->end; at++) {
		bool spaced =
		    scene->text[at] == ' ' && lc__is_digit(scene->text[at - 1]) && lc__is_digit(lc__scene_unit(scene, at + 1));
		if (!spaced && !lc__is_numeral(scene->text[at]) && scene->text[at] != '.')
			break;
		points += scene->text[at] == '.';
	}
	return points > 1 ? '.' : lc__scene_unit(scene, at);
}

/* A sign of currency before the number: ¥1.25, US$5. */
static lc_status read_priced(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	size_t length;
	const lc__unit *unit = lc__units_longest(scene->units, scene->text + at, scene->end - at, &length);
	*found = unit != NULL && unit->sign;
	uint32_t number = at + (uint32_t)(*found ? length : 1);
	number += lc__scene_unit(scene, number) == ' ' ? 1 : 0;
	if (!*found || !lc__is_digit(lc__scene_unit(scene, number))) {
		*found = false;
		return LIANGCE_OK;
	}
	lc__scene inner = *scene;
	inner.before = LIANGCE_WORD_ABOUT; /* what a sign of currency stands before is a number */
	lc_status status = read_number(out, &inner, number, found, err);
	if (status != LIANGCE_OK || !*found)
		return status;
	out->approx = out->approx == LIANGCE_ABOUT ? LIANGCE_EXACT : out->approx;
	out->kind = LIANGCE_FACT_MONEY;
	out->unit = unit->canonical;
	out->start = at;
	lc__bound_before(out, scene);
	return LIANGCE_OK;
}

static bool may_be_han_date(const lc__scene *scene, uint32_t at)
{
	uint32_t stop = at + 1;
	while (lc__han_numeral(lc__scene_unit(scene, stop)) != 0)
		stop++;
	return (lc__follows[lc__scene_unit(scene, stop)] & LIANGCE_FOLLOW_DATE) != 0 &&
	       lc__shape_may_be_han_calendar(scene->text, at, stop, scene->end);
}

/* 近一半, 一半以上. One in other words has been told apart before. */
static bool read_half(lc__expression *out, const lc__scene *scene, uint32_t at)
{
	out->kind = LIANGCE_FACT_RATIO;
	out->end = at + 2;
	out->has_lo = out->has_hi = lc__decimal_make(&out->lo, 5, 1);
	out->hi = out->lo;
	lc__bound_behind(out, scene);
	lc__bound_before(out, scene);
	return out->has_lo || out->has_hi;
}

/* A date or code, if the first of the digits, text[at, stop), allow it. */
static lc_status read_digits(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	const uint16_t *text = scene->text;
	uint32_t stop = at + 1;
	while (stop < scene->end && lc__is_digit(text[stop]))
		stop++;
	uint16_t next = lc__scene_unit(scene, stop);
	bool spaced = next == ' ' && stop == at + 1 && lc__is_digit(lc__scene_unit(scene, stop + 1));
	bool dated = spaced
	               ? (lc__follows[behind_digits(scene, at)] & LIANGCE_FOLLOW_DATE) != 0
	               : (lc__follows[next] & LIANGCE_FOLLOW_DATE) != 0 && lc__shape_may_be_calendar(text, at, stop, scene->end);
	bool coded = (lc__follows[next] & LIANGCE_FOLLOW_CODE) != 0 || text[at] <= '1'; /* 010…, 13800… */
	lc_status status = dated ? lc__calendar_read(out, scene, at, found, err) : LIANGCE_OK;
	if (status == LIANGCE_OK && !*found && coded && lc__shape_may_be_code(text, at, stop, scene->end))
		status = lc__code_read(out, scene, at, found, err);
	return status;
}

/* -1/2, +86-10-12345678 */
static bool may_be_signed_code(uint16_t sign, uint16_t behind)
{
	return sign == '+' ? behind == '-' : behind == '/';
}

static lc_status read_any(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	uint16_t first = scene->text[at];
	*found = false;
	if (first == u'第') {
		lc_status ranked = behind_digits(scene, at) == u'季' ? lc__calendar_read(out, scene, at, found, err) : LIANGCE_OK;
		return ranked != LIANGCE_OK || *found ? ranked : lc__rank_read(out, scene, at, found, err);
	}
	if (first == u'一' && lc__scene_unit(scene, at + 1) == u'半') {
		*found = read_half(out, scene, at);
		return LIANGCE_OK;
	}
	lc_status status = LIANGCE_OK;
	if (lc__is_digit(first))
		status = read_digits(out, scene, at, found, err);
	else if (lc__unit_in(first, u"-+负"))
		status =
		    may_be_signed_code(first, behind_digits(scene, at)) ? lc__code_read(out, scene, at, found, err) : LIANGCE_OK;
	else if (!begins_han(first))
		return read_priced(out, scene, at, found, err);
	else if (lc__is_numeral(first) && may_be_han_date(scene, at))
		status = lc__calendar_read(out, scene, at, found, err);
	if (status == LIANGCE_OK && !*found && !lc__is_digit(first) && behind_digits(scene, at) == u'比')
		*found = lc__ratio_spoken(out, scene, at);
	if (status == LIANGCE_OK && *found && out->kind == LIANGCE_FACT_RATIO && out->has_lo) {
		lc__bound_behind(out, scene);
		lc__bound_before(out, scene);
	}
	if (status == LIANGCE_OK && !*found)
		status = read_number(out, scene, at, found, err);
	return status;
}

/* One by one, as compilers clear a struct with an instruction that takes longer to start than all this. */
static void begin(lc__expression *out, uint32_t at)
{
	out->start = out->number = at;
	out->end = at + 1;
	out->kind = LIANGCE_FACT_COUNT;
	out->approx = LIANGCE_EXACT;
	out->has_lo = out->has_hi = out->within = out->doubles = out->clock = out->weak = false;
	out->lo = out->hi = (lc_decimal){0};
	out->unit = "";
}

lc_status lc__expression_read(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	begin(out, at);
	lc_status status = read_any(out, scene, at, found, err);
	if (out->end <= at)
		out->end = at + 1;
	while (!*found && lc__is_digit(lc__scene_unit(scene, out->end)) && lc__is_digit(scene->text[out->end - 1]))
		out->end++; /* the rest of digits that are no number is none */
	return status;
}
