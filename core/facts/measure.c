/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which units a numeral takes. A number and a character that may be a unit are often something else: 三成立, 四方, 二期, 百姓. These are
 * rules about characters, found by reading what the unit table alone gets wrong.
 */
#include "facts/quantity.h"

/* 成 behind a Han digit is mostly a verb, and so on: what must not follow a unit of one character, as the two are a word. */
static const struct {
	uint16_t unit, next[LIANGCE_UNIT_WORDS];
} words_with[] = {
    {u'成', u"立为功员果本都绩效长年人熟品因型交就套体分家群"},
    {u'人', u"制民大口格类工力才物文事均生为民行间"},
    {u'家', u"庭长园电具乡畜禽属训风"},
    {u'年', u"级夜糕画货轻次"},
    {u'天', u"然气津安空文宫堂窗涯才"},
    {u'日', u"本均前常报用照历程"},
    {u'分', u"之别布析类公局子离管支散工红钟行批步时区期级"},
    {u'点', u"击赞燃名评缀心"},
    {u'名', u"字称牌校城优录义单家著列胜镇车曲"},
    {u'次', u"序生要贷元品级"},
    {u'项', u"目链"},
    {u'度', u"假过汛夏冬"},
    {u'方', u"面案向式便法针程才"},
    {u'台', u"湾风账北南中东胞海商企资阶"},
    {u'元', u"旦宵素件器"},
    {u'米', u"兰粉饭面"},
    {u'响', u"应"},
    {u'里', u"程面约长民幹程斯"},
    {u'站', u"起"},
    {u'处', u"理于罚置分方"},
    {u'位', u"于居列次置"},
    {u'周', u"边期转围恩末口年"},
    {u'道', u"路具德理士教"},
    {u'市', u"场民政"},
    {u'期', u"货待望限权刊"},
    {u'升', u"级至学温高幅"},
    {u'克', u"服里拉隆"},
    {u'对', u"于应外接口比照象"},
    {u'起', u"来到源点草步诉"},
    {u'面', u"积对向临粉前"},
    {u'部', u"分署门队长委"},
    {u'单', u"位元一身体价"},
    {u'组', u"织成建合委"},
    {u'级', u"别"},
    {u'支', u"持援出付撑票行部"},
    {u'行', u"列业动为政程驶走"},
    {u'大', u"于小概道学"},
    {u'金', u"融额牌钱色沙条币质曲马银秋"},
    {u'银', u"行色杏牌发龄"},
    {u'铜', u"牌器矿像"},
    {u'死', u"亡者角"},
    {u'伤', u"害者病"},
    {u'通', u"道路车过"},
    {u'员', u"工额林"},
};

const uint16_t *lc__unit_words(uint16_t unit)
{
	for (size_t i = 0; i < sizeof words_with / sizeof *words_with; i++)
		if (words_with[i].unit == unit)
			return words_with[i].next;
	return NULL;
}

static bool is_word(const lc__unit *unit, uint16_t surface, uint16_t next)
{
	if (surface == u'号')
		return true;
	if (surface == u'平')
		return lc__is_han(next) && !lc__unit_in(next, u"的以左厂");
	return unit->words != NULL && next != 0 && lc__unit_among(next, unit->words, LIANGCE_UNIT_WORDS);
}

/* Units before which a single Han digit is part of a name or tells an order: 四方, 三级, 二期, 三国. */
static bool is_weak(const uint16_t *surface, size_t length)
{
	if (length == 1)
		return lc__unit_in(
		    surface[0],
		    u"级大方面层期国省市县区州盟旗乡镇村门盘角分里口点步头旬载世代任席会线季号档节章课手股道路楼站员字行度令卡球单品格案伏立班队院厂园馆校店星令坊幕股元");
	static const uint16_t words[][2] = {u"方面", u"层级", u"等级", u"世代", u"年级", u"街道", u"省市",
	                                    u"城市", u"阶段", u"学期", u"党员", u"分地", u"甲地", u"中队",
	                                    u"车道", u"线道", u"地区", u"国家", u"系列", u"领域"};
	return length == 2 && lc__pair_in(surface, words);
}

/* A cell or sentence that is this expression and nothing else has no words to be part of. */
static bool fills(const lc__scene *scene, uint32_t end)
{
	return scene->alone && end == scene->end;
}

static bool is_bounded(const lc__scene *scene)
{
	return scene->before == LIANGCE_WORD_ABOUT || scene->before == LIANGCE_WORD_OVER || scene->before == LIANGCE_WORD_UNDER ||
	       scene->before == LIANGCE_WORD_REACH;
}

/* 六大受理渠道 counts; 五大洲 and 四大班子 are names, 第二大经济体 a rank. */
static bool counts_great(const lc__scene *scene, const lc__numeral *number, uint32_t end)
{
	int names = 0;
	while (names < 4 && lc__is_han(lc__scene_unit(scene, end + (uint32_t)names)))
		names++;
	return names == 4 && number->han == 1 && scene->text[number->start - 1] != u'第' && scene->before != LIANGCE_WORD_QUOTE &&
	       lc__han_digit(scene->text[number->start]) > 1 && lc__scene_unit(scene, end) != u'班';
}

/* 健康路二、三段 */
static bool follows_road(const lc__scene *scene, uint32_t at)
{
	while (at > scene->start && (lc__is_numeral(scene->text[at - 1]) || scene->text[at - 1] == u'、'))
		at--;
	return lc__unit_in(scene->text[at - 1], u"路街道");
}

/* 某国电视十二台的报道: a channel. Television sets are counted at the end of a phrase. */
static bool is_channel(const lc__scene *scene, const lc__numeral *number, uint32_t end)
{
	return !number->arabic && scene->text[number->start - 1] == u'视' && lc__is_han(lc__scene_unit(scene, end));
}

/* 一类新药, 二类苗, 三类水质: a class by its name. */
static bool names_class(const lc__scene *scene, const lc__numeral *number, uint32_t end)
{
	static const uint16_t *const words[] = {u"新药", u"创新药", u"疫苗", u"苗", u"壮苗", u"弱苗", u"水质", u"医疗器械"};
	if (number->power > 0 || number->lo.scale != 0 || number->hi.coefficient > 5)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		uint32_t at = 0;
		while (words[i][at] != 0 && lc__scene_unit(scene, end + at) == words[i][at])
			at++;
		if (words[i][at] == 0)
			return true;
	}
	return false;
}

/* 多位居民, 20万人生产用水: what begins like a word is one behind the unit. */
static bool is_unit_and_word(const lc__scene *scene, uint32_t end)
{
	uint16_t unit = scene->text[end - 1], next = lc__scene_unit(scene, end), after = lc__scene_unit(scene, end + 1);
	return (unit == u'位' && lc__unit_in(after, u"民户")) || (unit == u'人' && next == u'生' && lc__unit_in(after, u"产活态"));
}

/* 百岁老人, 年届百岁; 长命百岁 is a wish. */
static bool names_centenarian(const lc__scene *scene, const lc__numeral *number, uint16_t unit, uint32_t end)
{
	uint16_t next = lc__scene_unit(scene, end);
	return unit == u'岁' && scene->text[number->start] == u'百' && scene->text[number->start - 1] != u'命' &&
	       (!lc__is_han(next) || lc__unit_in(next, u"老人高寿的及"));
}

/* 一年半, 一周以内, 一个月左右: one that is counted, as it has a half or a bound behind it. */
static bool is_measured(const lc__scene *scene, const lc__unit *unit, uint32_t end)
{
	bool within = lc__scene_unit(scene, end) == u'内' && !lc__unit_in(lc__scene_unit(scene, end + 1), LIANGCE_BEHIND_INNER);
	return unit->kind == LIANGCE_FACT_DURATION && (within || lc__half_follows(scene, end) || lc__bound_follows(scene, end));
}

/* 满一年, 持续一周, 为期一个月: what lasts so long. 过去一年 and 新的一年 tell when. */
static bool is_lasting(uint16_t before)
{
	return lc__unit_in(before, u"满续时期达营仅隔");
}

/* What stands before or behind makes a name, an address or a word of it. */
static bool is_taken(const lc__scene *scene, const lc__numeral *number, const lc__unit *unit, uint32_t end)
{
	uint16_t surface = scene->text[end - 1];
	bool share = surface == u'成' && is_bounded(scene); /* 超七成为旅客 */
	if (!share && is_word(unit, surface, lc__scene_unit(scene, end)) && !is_unit_and_word(scene, end))
		return true;
	switch (surface) {
	case u'楼': return !lc__unit_in(scene->text[number->start - 1], u"共高达"); /* an address */
	case u'台': return is_channel(scene, number, end);
	case u'段': return follows_road(scene, number->start); /* 金华路二段 */
	case u'类': return names_class(scene, number, end);
	default: return false;
	}
}

static bool is_paid(const lc__scene *scene, uint32_t number)
{
	return lc__tells_price(scene->text, scene->start, number) ||
	       lc__unit_in(scene->text[number - 1], u"收付交补奖罚涨降贵到为达省贴加减给各");
}

/* Whether the numeral takes this unit. */
bool lc__unit_fits(const lc__scene *scene, const lc__quantity *self, const lc__unit *unit, size_t length)
{
	const lc__numeral *number = &self->number;
	const uint16_t *surface = scene->text + self->unit_start;
	uint32_t end = self->unit_start + (uint32_t)length;
	lc_decimal most = {.coefficient = 100};
	if (unit->sign)
		return false;
	if (surface[0] == u'成' && (number->power > 0 || lc__decimal_compare(number->lo, most) > 0))
		return false; /* 9亿成员 */
	if (length == 1 && is_taken(scene, number, unit, end))
		return false;
	if (number->arabic || fills(scene, end))
		return true;
	bool scaled = number->power > 0;
	if (number->han == 1 && !scaled && lc__unit_in(scene->text[number->start], u"陆伍"))
		return false; /* a name: 陆克文 */
	if (unit->after_digits && !scaled)
		return false;
	if (number->bare && names_centenarian(scene, number, surface[0], end))
		return true;
	if (number->bare)
		return number->han > 1 || scaled || self->more || self->some || is_bounded(scene) || lc__bound_follows(scene, end);
	if (length == 1 && surface[0] == u'旬')
		return number->han == 1 && !scaled && number->lo.coefficient > 3; /* 七旬, but 两旬 is no age */
	if (length == 1 && surface[0] == u'届')
		return false; /* 十四届: an order without its 第 */
	if (number->han > 1 || scaled || number->lo.scale != 0)
		return !(unit->kind == LIANGCE_FACT_COUNT && length == 1 && lc__unit_in(surface[0], u"大方门"));
	if (scene->text[number->start] == u'一')
		return unit->kind == LIANGCE_FACT_PERCENT || unit->kind == LIANGCE_FACT_RATIO || is_bounded(scene) ||
		       (unit->kind == LIANGCE_FACT_DURATION && is_lasting(scene->text[number->start - 1])) ||
		       is_measured(scene, unit, end);
	if (length == 1 && surface[0] == u'个' && lc__scene_unit(scene, end) == u'方' && lc__scene_unit(scene, end + 1) == u'面')
		return false;
	if (length == 1 && surface[0] == u'元' && !lc__unit_in(lc__scene_unit(scene, end), u"区县桥里化论酸") &&
	    (is_bounded(scene) || lc__bound_follows(scene, end) || is_paid(scene, number->start)))
		return true; /* 收六元, 三元以下; 三元 alone may be a name */
	return !is_weak(surface, length) || (length == 1 && surface[0] == u'大' && counts_great(scene, number, end));
}
