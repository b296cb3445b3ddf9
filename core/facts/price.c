/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Money as it is spoken: 两块五, 六毛五, 五十多块, 挣了一万四. 块 counts boards and fields, and a number without a unit may be anything, so
 * words of price, income or paying must stand before them.
 */
#include "facts/quantity.h"

enum { FILLS_MAX = 6, CLAUSE_MAX = 14 };

/* What may stand between a word of price and its number: 赚了, 花到, 挣个, 也就. */
static bool is_fill(uint16_t unit)
{
	return lc__unit_in(unit, u"了到得着过约近小个才就只仅也共是有为达至还能再要至高少多");
}

/* Verbs of paying and earning, and the last characters of nouns for what is paid. */
static bool ends_price(const uint16_t *end)
{
	static const uint16_t words[][2] = {u"收入", u"工资", u"成本", u"投入", u"利润", u"售价", u"补贴", u"补助", u"奖金",
	                                    u"罚款", u"存款", u"欠款", u"捐款", u"彩礼", u"到手", u"净落", u"花费", u"本钱",
	                                    u"贷款", u"支出", u"赚钱", u"挣钱", u"花钱", u"工钱", u"要价", u"还价", u"标价"};
	return lc__unit_in(end[-1], u"挣赚赔亏薪租价编") ||
	       (end[-1] == u'花' && !lc__unit_in(end[-2], u"开棉菊茶樱桃雪种鲜养浪")) ||
	       (end[-1] == u'补' && !lc__unit_in(end[-2], u"候递")) || (end[-1] == u'付' && !lc__unit_in(end[-2], u"对应")) ||
	       (end[-1] == u'费' && end[-2] != u'免') || lc__pair_in(end - 2, words);
}

/* 卖 and such only with 了 behind them: 卖了一万四, but 卖3万 of something. */
static bool ends_sale(const uint16_t *end)
{
	return end[-1] == u'了' && lc__unit_in(end[-2], u"卖补省交投借捐罚贷欠存亏赔");
}

bool lc__tells_price(const uint16_t *text, uint32_t start, uint32_t number)
{
	uint32_t at = number;
	for (int fills = 0; at > start; at--, fills++) {
		if (ends_price(text + at) || ends_sale(text + at))
			return true;
		if (fills == FILLS_MAX || !is_fill(text[at - 1]))
			return false;
	}
	return false;
}

/* 一天100块, 每人次两块五, 一年也就五十多块: what the money is for stands before it. */
static bool tells_rate(const lc__scene *scene, uint32_t number)
{
	uint32_t at = number;
	for (int fills = 0; at > scene->start && fills < FILLS_MAX && is_fill(scene->text[at - 1]); fills++)
		at--;
	if (at < scene->start + 2 || !lc__unit_in(scene->text[at - 1], u"斤克天日月年次人时位张份碗吨度头套晚亩"))
		return false;
	for (uint32_t i = at - 1; i > scene->start && i + 4 > at; i--)
		if (lc__unit_in(scene->text[i - 1], u"一每"))
			return true;
	return false;
}

/* A price in the clause before the number: 鸡蛋单价从六块. */
static bool tells_clause(const lc__scene *scene, uint32_t number)
{
	for (uint32_t i = number; i > scene->start && i + CLAUSE_MAX > number && scene->text[i - 1] != ','; i--)
		if (ends_price(scene->text + i) || scene->text[i - 1] == u'元')
			return true;
	return false;
}

/* Whether what begins here is no noun that is counted: the end of the clause, 左右, 的, 一斤. */
static bool is_paid(const lc__scene *scene, uint32_t at)
{
	uint16_t next = lc__scene_unit(scene, at);
	size_t length;
	if (lc__unit_in(next, u"一每"))
		return lc__units_longest(scene->units, scene->text + at + 1, scene->end - at - 1, &length) != NULL;
	return !(lc__is_han(next) || lc__is_letter(next) || lc__is_digit(next)) || lc__unit_in(next, u"的左以上下到至呢吧啊吗就了");
}

/*
 * What lesser coins from text[at] on are worth, in hundredths: 五 of 两块五 where `whole` stands before, 八毛, 六毛五, 两角一分. 0 where none
 * stand there; *end is behind them.
 */
static int coins_at(const lc__scene *scene, uint32_t at, bool whole, uint32_t *end)
{
	int first = lc__han_digit(lc__scene_unit(scene, at)), second = lc__han_digit(lc__scene_unit(scene, at + 2));
	bool tenth = lc__unit_in(lc__scene_unit(scene, at + 1), u"毛角");
	if (first < 1 || (!tenth && !whole))
		return 0;
	*end = at + (tenth ? 2 : 1);
	int hundredths = first * 10;
	if (tenth && second > 0) {
		hundredths += second;
		*end += lc__scene_unit(scene, *end + 1) == u'分' ? 2 : 1;
	}
	return is_paid(scene, *end) ? hundredths : 0;
}

static bool is_told(const lc__scene *scene, uint32_t number)
{
	return lc__tells_price(scene->text, scene->start, number) || tells_rate(scene, number) || tells_clause(scene, number);
}

static bool name_money(lc__quantity *self, const lc__scene *scene, uint32_t unit_start, uint32_t end)
{
	static const uint16_t yuan = u'元';
	size_t length;
	self->unit = lc__units_longest(scene->units, &yuan, 1, &length);
	self->unit_start = unit_start;
	self->end = end;
	return self->unit != NULL;
}

/* The number fills what a word of price leads to or follows: 挣了一万四, 工资五千多, 两千八的投入. */
void lc__name_price(lc__expression *self, const lc__scene *scene)
{
	static const uint16_t words[][2] = {u"投入", u"成本", u"收入", u"工资", u"费用",
	                                    u"利润", u"支出", u"彩礼", u"租金", u"价格"};
	static const uint16_t yuan = u'元';
	if (self->kind != LIANGCE_FACT_OTHER || self->clock || self->unit[0] != '\0')
		return;
	lc_decimal hundred = {.coefficient = 100};
	const uint16_t *text = scene->text;
	size_t length;
	bool scaled = false;
	for (uint32_t i = self->number; i < self->end; i++)
		scaled |= text[i] == u'万' || text[i] == u'亿';
	bool small = lc__decimal_compare(self->has_lo ? self->lo : self->hi, hundred) < 0;
	if (small || !is_paid(scene, self->end) || (!scaled && lc__is_digit(text[self->number])))
		return;
	bool behind =
	    lc__scene_unit(scene, self->end) == u'的' && self->end + 2 < scene->end && lc__pair_in(text + self->end + 1, words);
	if (!behind && !lc__tells_price(text, scene->start, self->number))
		return;
	const lc__unit *unit = lc__units_longest(scene->units, &yuan, 1, &length);
	self->kind = unit != NULL ? unit->kind : self->kind;
	self->unit = unit != NULL ? unit->canonical : self->unit;
}

bool lc__coins_read(lc__quantity *self, const lc__scene *scene)
{
	uint32_t number = self->number.start, at = self->number.end, end = at;
	uint16_t some = lc__unit_in(lc__scene_unit(scene, at), u"多来余") ? scene->text[at] : 0;
	uint32_t unit = some != 0 ? at + 1 : at;
	bool whole = lc__scene_unit(scene, unit) == u'块';
	if (!whole && at != number + 1)
		return false;
	int coins = some != 0 ? 0 : coins_at(scene, whole ? unit + 1 : number, whole, &end);
	bool split = coins != 0 && (whole || end > number + 2);
	if (!split && !((whole ? is_paid(scene, unit + 1) : coins != 0) && is_told(scene, number)))
		return false;
	lc_decimal part;
	if (!lc__decimal_make(&part, coins, 2))
		return false;
	if (!whole)
		self->lo = self->hi = part;
	else if (!lc__decimal_add(&self->lo, self->lo, part) || !lc__decimal_add(&self->hi, self->hi, part))
		return false;
	self->more |= some != 0 && some != u'来';
	self->some |= some == u'来';
	return name_money(self, scene, unit, coins != 0 ? end : unit + 1);
}
