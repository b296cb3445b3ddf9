/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a place in a sentence to a numeric expression with its value: which kind of numerals stand there, and the parts of it in the
 * order they are tried. Each part has a file of its own.
 */
#include "facts/quantity.h"

static bool is_digit(uint16_t unit)
{
	return unit >= '0' && unit <= '9';
}

static bool is_letter(uint16_t unit)
{
	return (unit | 0x20) >= 'a' && (unit | 0x20) <= 'z';
}

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
	out->approx = quantity->more                                       ? LIANGCE_OVER
	            : quantity->lo.coefficient != quantity->hi.coefficient ? LIANGCE_ABOUT
	                                                                   : LIANGCE_EXACT;
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

/* 前10个月 is a part of the year, and 1 9 9 7年, letter-spaced, the year. */
static bool names_period(const lc__expression *self, const lc__scene *scene)
{
	uint16_t last = scene->text[self->end - 1];
	bool months = scene->text[self->start - 1] == u'前' && last == u'月' && self->has_hi;
	bool year =
	    scene->text[self->start + 1] == ' ' && last == u'年' && self->lo.coefficient >= 1900 && self->lo.coefficient <= 2100;
	uint16_t before = scene->text[self->start - 1];
	bool republic = before == u'民' && self->start > scene->start + 1 && !lc__is_han(scene->text[self->start - 2]);
	bool since = (before == u'自' || republic) && last == u'年' && self->lo.scale == 0 && self->lo.coefficient >= 40 &&
	             self->lo.coefficient < 100; /* 自97年规划, 民97-99年 */
	return self->kind == LIANGCE_FACT_DURATION && (months || year || since);
}

/* 销量前三名: places, not so many people. 此前三名队员 and 前30名报名者 are. */
static bool names_places(const lc__expression *self, const lc__scene *scene)
{
	uint32_t before = self->number - 1;
	uint16_t next = lc__scene_unit(scene, self->end);
	return self->kind == LIANGCE_FACT_COUNT && self->start == self->number && self->approx == LIANGCE_EXACT &&
	       scene->text[before] == u'前' && lc__unit_in(scene->text[self->end - 1], u"名强") &&
	       (!lc__is_han(next) || lc__unit_in(next, u"为是分均皆")) && before > scene->start &&
	       !lc__unit_in(scene->text[before - 1], u"此日之目以年月天生提午眼当事先空");
}

/* 橘11-1路: where a number that is none goes on behind a hyphen. */
static uint32_t route_end(const lc__scene *scene, const lc__quantity *quantity)
{
	uint32_t end = quantity->number.end;
	if (quantity->unit == NULL && quantity->number.arabic)
		while (lc__scene_unit(scene, end) == '-' && is_digit(lc__scene_unit(scene, end + 1)))
			for (end++; is_digit(lc__scene_unit(scene, end));)
				end++;
	return end;
}

/* 2025家乐福文化季: a year at the head of a name, not so many of something. */
static bool heads_name(const lc__scene *scene, const lc__quantity *self)
{
	const lc__numeral *number = &self->number;
	bool head =
	    scene->before == LIANGCE_WORD_NONE || scene->before == LIANGCE_WORD_COMMA || scene->before == LIANGCE_WORD_QUOTE;
	return head && self->end < scene->end && number->arabic && number->end - number->start == 4 && number->power == 0 &&
	       self->unit != NULL && self->unit->kind == LIANGCE_FACT_COUNT && number->lo.scale == 0 &&
	       number->lo.coefficient >= 1990 && number->lo.coefficient <= 2050;
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
	if ((quantity->unit == NULL && !lc__bound_follows(scene, quantity->end) && !lc__counts_bare(scene, quantity)) ||
	    !lc__quantity_apply(quantity)) {
		out->end = route_end(scene, quantity);
		return;
	}
	set_quantity(out, quantity);
	*found = double_up(out, scene, quantity);
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
	bool bounded = lc__bound_behind(out, scene);
	lc__bound_before(out, scene);
	if (names_places(out, scene))
		out->kind = LIANGCE_FACT_RANK;
	return bounded ? lc__range_close(out, scene, &quantity, err) : LIANGCE_OK;
}

/* 第1130412A号: letters behind the digits make it the number of a paper, 第6-1条 an article. *end: behind it. */
static bool is_lettered(const lc__scene *scene, uint32_t *end)
{
	uint32_t at = *end;
	while (is_letter(lc__scene_unit(scene, at)) || is_digit(lc__scene_unit(scene, at)) || lc__scene_unit(scene, at) == '-')
		at++;
	if (at == *end || !lc__unit_in(lc__scene_unit(scene, at), u"号条"))
		return false;
	*end = at + 1;
	return true;
}

/* 第5条第2项, 第12条之1第3项: part of a law. */
static bool follows_article(const lc__scene *scene, uint32_t at)
{
	while (at > scene->start && (lc__is_numeral(scene->text[at - 1]) || scene->text[at - 1] == u'之'))
		at--;
	return at > scene->start && lc__unit_in(scene->text[at - 1], u"条款");
}

/* 第二、三名 is one rank from 2 to 3, 第102、105条 two articles. false: no list stands there. */
static bool read_places(lc__expression *out, const lc__scene *scene, const lc__quantity *first, lc_status *status, lc_error *err)
{
	lc__quantity last = *first;
	uint32_t at = first->number.end;
	while (last.unit == NULL && lc__scene_unit(scene, at) == u'、' && lc__is_numeral(lc__scene_unit(scene, at + 1))) {
		bool read;
		lc__scene inner = *scene;
		inner.before = LIANGCE_WORD_NONE;
		*status = lc__quantity_read(&last, &inner, at + 1, &read, err);
		if (*status != LIANGCE_OK)
			return true;
		if (!read)
			return false;
		at = last.number.end;
	}
	if (at == first->number.end)
		return false;
	bool places = last.unit != NULL && last.unit->kind == LIANGCE_FACT_COUNT &&
	              lc__unit_in(scene->text[last.unit_start], u"名位场次批轮等") && last.unit_start == last.number.end &&
	              lc__decimal_compare(first->number.lo, last.number.lo) < 0;
	out->end = last.end;
	if (places) {
		out->kind = LIANGCE_FACT_RANK;
		out->lo = first->number.lo;
		out->hi = last.number.lo;
		out->has_lo = out->has_hi = true;
		out->unit = last.unit->canonical;
	}
	return places || lc__unit_in(scene->text[last.number.end], u"条款项点章节期号目页");
}

/* 第一至第六名, 第3-5名: places from one to another. false: no range stands there. */
static bool read_place_range(lc__expression *out, const lc__scene *scene, const lc__quantity *first, lc_status *status,
                             lc_error *err)
{
	uint32_t at = first->end;
	if (!lc__unit_in(lc__scene_unit(scene, at), u"-~至到"))
		return false;
	at += lc__scene_unit(scene, at + 1) == u'第' ? 2 : 1;
	if (!lc__is_numeral(lc__scene_unit(scene, at)))
		return false;
	lc__scene inner = *scene;
	inner.before = LIANGCE_WORD_NONE;
	lc__quantity last;
	bool read;
	*status = lc__quantity_read(&last, &inner, at, &read, err);
	if (*status != LIANGCE_OK)
		return true;
	if (!read || last.unit == NULL || !lc__unit_in(scene->text[last.unit_start], u"名位") ||
	    lc__decimal_compare(first->number.lo, last.number.lo) >= 0)
		return false;
	out->kind = LIANGCE_FACT_RANK;
	out->lo = first->number.lo;
	out->hi = last.number.lo;
	out->has_lo = out->has_hi = true;
	out->unit = last.unit->canonical;
	out->end = last.end;
	return true;
}

/* 第十五届全运会, 第三次全体会议: an order that is part of a name, not one that something holds (已是第19届). */
static bool orders_name(const lc__scene *scene, uint16_t unit, uint32_t end)
{
	uint16_t next = lc__scene_unit(scene, end);
	if (unit == u'届')
		return (lc__is_han(next) || is_letter(next) || (next == '"' && lc__is_han(lc__scene_unit(scene, end + 1)))) &&
		       !lc__unit_in(next, u"的是了在为开成已仍");
	if (unit != u'次' || !lc__is_han(next))
		return false;
	for (uint32_t i = end; i < end + 10 && lc__is_han(lc__scene_unit(scene, i)); i++)
		if ((scene->text[i] == u'会' && lc__unit_in(lc__scene_unit(scene, i - 1), u"全常大员事时期例审谈")) ||
		    (scene->text[i] == u'会' && lc__scene_unit(scene, i + 1) == u'议') ||
		    (scene->text[i] == u'普' && lc__scene_unit(scene, i + 1) == u'查') ||
		    (scene->text[i] == u'大' && lc__scene_unit(scene, i + 1) == u'战'))
			return true;
	return false;
}

/* 第2位, 第一. What numbers issues, articles and roads is an id. */
static lc_status read_rank(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	lc__quantity quantity;
	*found = false;
	uint32_t number = at + 1 + (lc__scene_unit(scene, at + 1) == ' ' ? 1 : 0);
	if (!lc__is_numeral(lc__scene_unit(scene, number)))
		return LIANGCE_OK;
	lc__scene inner = *scene;
	inner.before = LIANGCE_WORD_NONE;
	bool read;
	lc_status status = lc__quantity_read(&quantity, &inner, number, &read, err);
	if (status != LIANGCE_OK || !read)
		return status;
	out->end = quantity.end;
	uint16_t next = lc__scene_unit(scene, quantity.number.end), behind = lc__scene_unit(scene, quantity.end);
	if (next == u'、' && quantity.unit == NULL && read_places(out, scene, &quantity, &status, err)) {
		*found = status == LIANGCE_OK && out->kind == LIANGCE_FACT_RANK;
		return status;
	}
	if ((quantity.unit == NULL || next == u'名') && read_place_range(out, scene, &quantity, &status, err)) {
		*found = status == LIANGCE_OK;
		return status;
	}
	if (is_lettered(scene, &out->end) || (next == u'项' && follows_article(scene, at)))
		return LIANGCE_OK;
	if (quantity.weak && lc__unit_in(next, u"座家所间名位") && quantity.end == quantity.number.end + 1) {
		size_t length;
		quantity.unit = lc__units_longest(scene->units, scene->text + quantity.number.end, 1, &length); /* 第一座 */
	}
	bool ends = !lc__is_han(behind) || lc__unit_in(behind, u"的,是在为");
	if (quantity.unit != NULL && quantity.unit->kind == LIANGCE_FACT_DURATION)
		return LIANGCE_OK; /* 第二学期, 第五年 */
	if (lc__unit_in(next, u"期号条章节款目页卷版集编辑季讲课部稿令班点") && !(next == u'条' && lc__unit_in(behind, u"跑联航")))
		return LIANGCE_OK;
	if (orders_name(scene, next, quantity.end))
		return LIANGCE_OK;
	if (quantity.unit == NULL && (!ends || (at == scene->start && lc__unit_in(behind, u",:、"))))
		return LIANGCE_OK; /* 第三, at the head of a sentence */
	out->kind = LIANGCE_FACT_RANK;
	out->lo = quantity.number.lo;
	out->hi = quantity.number.hi;
	out->has_lo = out->has_hi = true;
	out->unit = quantity.unit != NULL && quantity.unit->kind == LIANGCE_FACT_COUNT ? quantity.unit->canonical : "";
	if (quantity.unit != NULL && quantity.unit->kind != LIANGCE_FACT_COUNT)
		out->end = quantity.number.end;
	*found = true;
	return LIANGCE_OK;
}

/* What stands behind the digits at `at`; a point, if there are two of them among the digits. */
static uint16_t behind_digits(const lc__scene *scene, uint32_t at)
{
	uint32_t limit = at + 12;
	int points = 0;
	at += lc__is_numeral(scene->text[at]) ? 0 : 1;
	for (; at < limit && at < scene->end && (lc__is_numeral(scene->text[at]) || scene->text[at] == '.'); at++)
		points += scene->text[at] == '.';
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
	if (!*found || !is_digit(lc__scene_unit(scene, number))) {
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

/* Which characters behind the digits make them worth trying as a date, and which as a code. */
static bool may_be_calendar(uint16_t behind)
{
	switch (behind) {
	case u'年':
	case u'月':
	case u'日':
	case u'时':
	case u'点':
	case u'世':
	case u'季':
	case u'学':
	case ':':
	case '-':
	case '/':
	case '~':
	case u'至':
	case u'到':
	case u'—':
	case u'、': return true;
	default: return false;
	}
}

static bool may_be_code(uint16_t first, uint16_t behind)
{
	switch (behind) {
	case u'∶':
	case '-':
	case '+':
	case '.':
	case u'·':
	case u'号':
	case '#':
	case '/':
	case ':':
	case u'比':
	case u'国':
	case u'省':
	case u'县':
	case u'次':
	case ')': return is_digit(first) || (first == '+' && behind == '-') || ((first == '-' || first == u'负') && behind == '/');
	default: return first == '0' || first == '1';
	}
}

static lc_status read_any(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	uint16_t first = scene->text[at];
	*found = false;
	if (first == u'第') {
		lc_status ranked = behind_digits(scene, at) == u'季' ? lc__calendar_read(out, scene, at, found, err) : LIANGCE_OK;
		return ranked != LIANGCE_OK || *found ? ranked : read_rank(out, scene, at, found, err);
	}
	if (!is_digit(first) && !begins_han(first) && !lc__unit_in(first, u"-+负"))
		return read_priced(out, scene, at, found, err);
	lc_status status = LIANGCE_OK;
	uint16_t behind = behind_digits(scene, at);
	if (may_be_calendar(behind))
		status = lc__calendar_read(out, scene, at, found, err);
	if (status == LIANGCE_OK && !*found && may_be_code(first, behind))
		status = lc__code_read(out, scene, at, found, err);
	if (status == LIANGCE_OK && *found && out->kind == LIANGCE_FACT_RATIO) {
		lc__bound_behind(out, scene);
		lc__bound_before(out, scene);
	}
	if (status == LIANGCE_OK && !*found)
		status = read_number(out, scene, at, found, err);
	return status;
}

lc_status lc__expression_read(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
{
	*out = (lc__expression){.start = at, .number = at, .end = at + 1, .unit = ""};
	lc_status status = read_any(out, scene, at, found, err);
	if (out->end <= at)
		out->end = at + 1;
	while (!*found && is_digit(lc__scene_unit(scene, out->end)) && is_digit(scene->text[out->end - 1]))
		out->end++; /* the rest of digits that are no number is none */
	return status;
}
