/* SPDX-License-Identifier: Apache-2.0 */
/* Orders: 第2位, 第一至第六名. What is written like one and numbers papers, articles or meetings is none. */
#include "facts/quantity.h"

/* 第1130412A号: letters behind the digits make it the number of a paper, 第6-1条 an article. *end: behind it. */
static bool is_lettered(const lc__scene *scene, uint32_t *end)
{
	uint32_t at = *end;
	while (lc__is_letter(lc__scene_unit(scene, at)) || lc__is_digit(lc__scene_unit(scene, at)) ||
	       lc__scene_unit(scene, at) == '-')
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
	bool listed = places || lc__unit_in(scene->text[last.number.end], u"条款项点章节期号目页");
	if (listed)
		out->end = last.end;
	if (places) {
		out->kind = LIANGCE_FACT_RANK;
		out->lo = first->number.lo;
		out->hi = last.number.lo;
		out->has_lo = out->has_hi = true;
		out->unit = last.unit->canonical;
	}
	return listed;
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
		return (lc__is_han(next) || lc__is_letter(next) || (next == '"' && lc__is_han(lc__scene_unit(scene, end + 1)))) &&
		       !lc__unit_in(next, u"的是了在为开成已仍");
	if (unit == u'人' && scene->text[end - 1] == u'民')
		return true; /* 第四人民医院 */
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

/* 第二大经济体, 第一大党: an order by size. 第一大队 and 第三大道 are names. */
static bool is_by_size(const lc__scene *scene, const lc__numeral *number)
{
	uint16_t noun = lc__scene_unit(scene, number->end + 1);
	return lc__scene_unit(scene, number->end) == u'大' && lc__is_han(noun) &&
	       !lc__unit_in(noun, u"队道街会楼厦学陆殿课类题章点");
}

/* Whether a unit that no number takes is one of an order: 第一座, 第二阶段谈判. 第一年级 and 第一场景 are words. */
static bool takes_order(const lc__scene *scene, const lc__quantity *quantity)
{
	static const uint16_t words[][2] = {u"阶段", u"梯次", u"批次", u"轮次"};
	const uint16_t *unit = scene->text + quantity->number.end;
	uint16_t behind = lc__scene_unit(scene, quantity->end);
	if (quantity->end == quantity->number.end + 2)
		return lc__pair_in(unit, words);
	switch (quantity->end == quantity->number.end + 1 ? unit[0] : 0) {
	case u'年': return !lc__unit_in(behind, u"级度");
	case u'天': return !lc__unit_in(behind, u"然气津安空文宫堂");
	case u'周': return !lc__unit_in(behind, u"期边年转");
	case u'场': return !lc__unit_in(behind, u"景地所");
	default: return lc__unit_in(unit[0], u"座家所间名位批轮");
	}
}

bool lc__names_top(const lc__scene *scene, const lc__quantity *self)
{
	uint32_t before = self->number.start - 1;
	if (scene->text[before] != u'前' || before <= scene->start || self->more || self->lo.scale != 0)
		return false;
	uint16_t place = scene->text[before - 1], next = lc__scene_unit(scene, self->end);
	bool ends = !lc__is_han(next) || lc__unit_in(next, u"为是分均皆");
	if (self->unit == NULL)
		return (ends || lc__unit_in(next, u"的之行")) && !lc__is_letter(next) &&
		       lc__unit_in(place, u"列居入名身持在进均稳国省市区县球界业内");
	return ends && self->unit->kind == LIANGCE_FACT_COUNT && self->number.end + 1 == self->end &&
	       lc__unit_in(scene->text[self->end - 1], u"名位强") && !lc__unit_in(place, u"此日之目以年月天生提午眼当事先空");
}

/* 第2位, 第一. What numbers issues, articles and roads is an id. */
lc_status lc__rank_read(lc__expression *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err)
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
	bool by_size = is_by_size(scene, &quantity.number);
	if (by_size || (quantity.weak && takes_order(scene, &quantity))) {
		size_t length;
		quantity.unit = lc__units_longest(scene->units, scene->text + quantity.number.end,
		                                  by_size ? 1 : quantity.end - quantity.number.end, &length);
		out->end = quantity.number.end + (uint32_t)length;
	}
	bool ends = !lc__is_han(behind) || lc__unit_in(behind, u"的,是在为");
	bool day = quantity.unit != NULL && lc__unit_in(next, u"年天周") && out->end == quantity.number.end + 1;
	if (quantity.unit != NULL && quantity.unit->kind == LIANGCE_FACT_DURATION && !day)
		return LIANGCE_OK; /* 第二学期, but 连续第五年 */
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
	bool counts = day || (quantity.unit != NULL && quantity.unit->kind == LIANGCE_FACT_COUNT);
	out->unit = counts ? quantity.unit->canonical : "";
	if (quantity.unit != NULL && !counts)
		out->end = quantity.number.end;
	*found = true;
	return LIANGCE_OK;
}
