/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers without a unit. In a table they stand alone; in a sentence most digits without unit are part of a name: 歼20, 118国道. */
#include "facts/quantity.h"

enum { LEAD_MAX = 8 };

static bool stands_free(const lc__scene *scene)
{
	switch (scene->before) {
	case LIANGCE_WORD_NONE:
	case LIANGCE_WORD_NOUN:
	case LIANGCE_WORD_DE:
	case LIANGCE_WORD_QUOTE:
	case LIANGCE_WORD_AND:
	case LIANGCE_WORD_FACT:
	case LIANGCE_WORD_DATE:
	case LIANGCE_WORD_SCOPE:
	case LIANGCE_WORD_OPEN: return false;
	default: return true;
	}
}

/* 电话:3901096, 分机 12: what stands before says that it is dialled or written, not counted. */
static bool names_line(const lc__scene *scene, uint32_t at)
{
	static const uint16_t words[][2] = {u"电话", u"传真", u"分机", u"手机", u"专线", u"热线", u"帐号", u"账号", u"编号",
	                                    u"统编", u"邮编", u"间戳", u"号码", u"代码", u"代号", u"拨打", u"直拨"};
	if (at > scene->start && scene->text[at - 1] == '#')
		return true; /* 06-1234567 #5908 */
	while (at > scene->start && lc__unit_in(scene->text[at - 1], u": .为#"))
		at--;
	return at >= scene->start + 2 && lc__pair_in(scene->text + at - 2, words);
}

/* Whether 分别 stands shortly before the list of numbers that goes on at text[at]. */
static bool is_dealt_out(const lc__scene *scene, uint32_t at)
{
	while (at > scene->start && (lc__is_digit(scene->text[at - 1]) || lc__unit_in(scene->text[at - 1], u"、.%")))
		at--;
	for (uint32_t i = at; i > scene->start + 1 && i + LEAD_MAX > at; i--)
		if (scene->text[i - 2] == u'分' && scene->text[i - 1] == u'别')
			return true;
	return false;
}

/* 分别于6、9、11月: whether the list that goes on at text[at] is one of dates. */
static bool lists_dates(const lc__scene *scene, uint32_t at)
{
	while (at < scene->end && (lc__is_digit(scene->text[at]) || lc__unit_in(scene->text[at], u"、和与及")))
		at++;
	return lc__unit_in(lc__scene_unit(scene, at), u"年月日");
}

/* 分别提高1.2、0.5和3个百分点: one of a list of digits that another joins behind, and one before it. */
static bool is_listed(const lc__scene *scene, const lc__numeral *number)
{
	if (!number->arabic || scene->before != LIANGCE_WORD_AND || scene->text[number->start - 1] != u'、')
		return false;
	uint16_t last = scene->text[number->start - 2], next = lc__scene_unit(scene, number->end);
	return (lc__is_digit(last) || last == '%') && lc__unit_in(next, u"和与及、") &&
	       lc__is_digit(lc__scene_unit(scene, number->end + 1)) && is_dealt_out(scene, number->start) &&
	       !lists_dates(scene, number->end);
}

/* Whether a Han numeral without a unit counts, where no mark and no letter makes it part of a name. */
static bool han_counts(const lc__scene *scene, const lc__numeral *number, uint16_t next, bool ends)
{
	bool bounded = scene->before == LIANGCE_WORD_OVER || scene->before == LIANGCE_WORD_REACH;
	if (number->bare && bounded && (ends || lc__unit_in(next, u"之的时后大")))
		return true; /* 首次过亿之后 */
	if (ends && !number->spelled && number->lo.coefficient >= 100 && lc__tells_price(scene->text, scene->start, number->start))
		return true; /* 补十万 */
	if (number->bare)
		return number->han > 1 && ends && stands_free(scene);
	if (number->spelled || (number->han < 3 && number->power == 0))
		return ends && !number->spelled && stands_free(scene);
	return number->lo.coefficient >= 100 || ends;
}

/* Whether a number without a unit is a number at all, and no name: 歼20, 十三陵, 118国道. */
bool lc__counts_bare(const lc__scene *scene, const lc__quantity *self)
{
	const lc__numeral *number = &self->number;
	uint16_t next = lc__scene_unit(scene, self->end);
	bool ends = self->end == scene->end || !(lc__is_han(next) || lc__is_letter(next) || next == '"' || next == '.');
	if (scene->alone && self->end == scene->end)
		return true;
	if (scene->before == LIANGCE_WORD_COLON && next == u'、' && number->lo.scale == 0 &&
	    !lc__is_numeral(lc__scene_unit(scene, self->end + 1)))
		return false; /* 如下:1、 */
	if (scene->before == LIANGCE_WORD_CURRENCY || scene->before == LIANGCE_WORD_BELOW)
		return true;
	if (next == '-' && self->end + 1 < scene->end && lc__is_numeral(scene->text[self->end + 1]))
		return false; /* 26-6油田 */
	if (number->arabic && number->start > scene->start + 1 && scene->text[number->start - 1] == ' ' &&
	    lc__is_letter(scene->text[number->start - 2]))
		return false; /* iPhone 17 */
	if (names_line(scene, number->start))
		return false;
	if (lc__is_letter(next) || next == '+' || next == u'·')
		return false;
	if (scene->text[number->start - 1] == u'其')
		return false; /* 其三 */
	bool scaled = number->power > 0;
	if (!number->arabic && number->han == 1 && (next == u'、' || scene->text[number->start - 1] == u'前'))
		return false; /* 五、主持人; 全国前二 */
	if (!number->arabic)
		return han_counts(scene, number, next, ends);
	if (self->more || scaled || scene->before == LIANGCE_WORD_ABOUT || scene->before == LIANGCE_WORD_OVER ||
	    scene->before == LIANGCE_WORD_UNDER || scene->before == LIANGCE_WORD_REACH)
		return true;
	if (is_listed(scene, number))
		return true;
	if (!ends)
		return number->lo.scale != 0 && stands_free(scene);
	return number->lo.scale != 0 || number->negative || stands_free(scene);
}
