/* SPDX-License-Identifier: Apache-2.0 */
/* The phrases behind a number: see phrase.h. Looks no further than the words that touch it, one after another. */
#include "facts/phrase.h"

enum { MEMBER_MAX = 8, AFTER_MAX = 12, SHORT_NOUN = 4 };

/* Verbs that make one noun with those around them. */
static bool is_deed(const uint16_t *text)
{
	static const uint16_t verbs[][2] = {u"设计", u"规划", u"研发", u"治理", u"处理", u"改造", u"养殖", u"种植", u"修复",
	                                    u"整治", u"救助", u"采购", u"宣传", u"培育", u"执行", u"宣讲", u"推介", u"检测"};
	return lc__pair_in(text, verbs);
}

static bool is_nominal(const lc__fact_reader *self, size_t t)
{
	return self->tokens[t].end - self->tokens[t].start == 2 && is_deed(self->text + self->tokens[t].start);
}

static bool ends_in_deed(const lc__fact_reader *self, lc__phrase noun)
{
	return noun.end - noun.start > 2 && is_deed(self->text + noun.end - 2);
}

/* 参赛|选手, 参展|厂商: who or what takes part. */
static bool is_entered(const lc__fact_reader *self, size_t t)
{
	const lc__token *noun = &self->tokens[t + 1];
	return noun->role == LIANGCE_WORD_NOUN && self->text[self->tokens[t].start] == u'参' &&
	       lc__unit_in(self->text[self->tokens[t].start + 1], u"赛展会训") &&
	       self->tokens[t].end - self->tokens[t].start == 2 && noun->end - noun->start == 2 &&
	       lc__unit_in(self->text[noun->start], u"队选作厂业学团单代人师商");
}

/* 程式|设计|高手 */
static uint32_t compound_end(const lc__fact_reader *self, size_t t)
{
	uint32_t end = self->tokens[t].end;
	bool compound = lc__role_at(self, t + 1) == LIANGCE_WORD_VERB && lc__role_at(self, t + 2) == LIANGCE_WORD_NOUN &&
	                self->tokens[t + 1].start == end && self->tokens[t + 2].start == self->tokens[t + 1].end;
	if (compound && is_nominal(self, t + 1))
		return self->tokens[t + 2].end;
	bool verb = lc__role_at(self, t + 1) == LIANGCE_WORD_VERB && self->tokens[t + 1].start == end && !compound;
	return verb && (lc__token_is(self, t, u"相关") || (lc__token_is(self, t + 1, u"组织") && end - self->tokens[t].start == 2))
	         ? self->tokens[t + 1].end /* 相关|报告, 社区|组织 */
	         : end;
}

/* What is paid is paid to do something: 筹措7亿元实施工程. Other things are done with what is counted: 发放5万份宣传手册. */
static bool is_amount(const lc__fact_reader *self, size_t t)
{
	lc_fact_kind kind = self->tokens[t].role == LIANGCE_WORD_FACT ? self->facts[self->tokens[t].fact].kind : LIANGCE_FACT_OTHER;
	return kind == LIANGCE_FACT_MONEY || kind == LIANGCE_FACT_OTHER;
}

bool lc__has_number(const lc__fact_reader *self, size_t t)
{
	while (lc__role_is_passed(lc__role_at(self, t + 1)))
		t++;
	return lc__role_at(self, t + 1) == LIANGCE_WORD_FACT;
}

/* Whether token t joins nouns that are counted together, and what follows it is one. 与 mostly means "with". */
static bool goes_on(const lc__fact_reader *self, size_t t, uint32_t end)
{
	return !lc__has_number(self, t + 1) && lc__role_at(self, t) == LIANGCE_WORD_AND && self->tokens[t].start == end &&
	       self->text[self->tokens[t].start] != u'与' && lc__role_at(self, t + 1) == LIANGCE_WORD_NOUN &&
	       self->tokens[t + 1].start == self->tokens[t].end;
}

/* The noun that closes a list: 视力、听力等残疾儿童. */
static lc__phrase behind_list(const lc__fact_reader *self, size_t t, uint32_t end)
{
	if (lc__role_at(self, t) != LIANGCE_WORD_ETC || self->tokens[t].start != end ||
	    lc__role_at(self, t + 1) != LIANGCE_WORD_NOUN || self->tokens[t + 1].start != self->tokens[t].end)
		return lc__no_phrase;
	lc__phrase noun = {self->tokens[t + 1].start, compound_end(self, t + 1), false, false};
	noun = lc__phrase_trim(self, noun);
	return noun.end > noun.start + 1 && lc__phrase_names(self, noun) ? noun : lc__no_phrase;
}

/* The list that the noun of token t begins, or what sums it up; the noun alone where it begins none. 和 is "with" where something is said behind. */
static lc__phrase list_behind(const lc__fact_reader *self, size_t t, lc__phrase noun)
{
	lc__phrase found = noun;
	uint32_t end = noun.end; /* of the members, although they may be too many to be named */
	bool listed = false;
	while (end == self->tokens[t].end && noun.end - noun.start <= MEMBER_MAX && goes_on(self, t + 1, end)) {
		lc__phrase next = {self->tokens[t + 2].start, compound_end(self, t + 2), false, false};
		uint32_t whole = next.end;
		next = lc__phrase_trim(self, next);
		bool with = self->text[self->tokens[t + 1].start] != u'、' && next.end < whole,
		     another = lc__unit_in(self->text[next.start], u"多数几"); /* 18人死亡、多人受伤 */
		if (with || another || !lc__phrase_names(self, next) || next.end - next.start > MEMBER_MAX)
			break;
		listed |= self->text[self->tokens[t + 1].start] == u'、';
		end = next.end;
		t += 2;
	}
	size_t stop = lc__role_at(self, t + 1) == LIANGCE_WORD_AND ? t + 3 : t + 1;
	if (lc__role_at(self, stop) == LIANGCE_WORD_ETC && lc__has_number(self, stop))
		return noun; /* 12个省和甲国、乙国等5国: the list has a number of its own */
	if (end - noun.start <= LIANGCE_SUBJECT_MAX)
		found.end = end;
	lc__phrase sum = listed && end == self->tokens[t].end ? behind_list(self, t + 1, end) : lc__no_phrase;
	if (lc__phrase_exists(sum))
		sum.near = noun.near;
	return lc__phrase_exists(sum) ? sum : found;
}

/* 2443个村生活污水治理: what is done in the villages is not counted. */
static lc__phrase without_deed(const lc__fact_reader *self, size_t t, lc__phrase noun)
{
	bool done =
	    (lc__role_at(self, t + 1) == LIANGCE_WORD_VERB && self->tokens[t + 1].start == noun.end && is_nominal(self, t + 1)) ||
	    ends_in_deed(self, noun);
	if (done && self->text[noun.start - 1] == u'个' && noun.end > noun.start + 2 &&
	    lc__unit_in(self->text[noun.start], u"村镇乡县市区"))
		noun.end = noun.start + 1;
	return noun;
}

static bool is_of_people(const lc__fact_reader *self, size_t t)
{
	return lc__unit_in(self->text[self->tokens[t].end - 1], u"位名人");
}

/* 38位服务年资超过20年: the noun is measured by the next number, and the people stand before. */
static bool is_theirs(const lc__fact_reader *self, size_t t)
{
	return lc__role_at(self, t + 1) == LIANGCE_WORD_FACT && lc__unit_in(self->text[self->tokens[t].end - 1], u"资龄");
}

/* Tokens from `i` to `last` as they stand. */
static lc__phrase tokens_as_phrase(const lc__fact_reader *self, size_t i, size_t last, bool verb, bool near)
{
	return (lc__phrase){self->tokens[i].start, self->tokens[last].end, verb, near};
}

/* What may be counted begins with neither: 至, 皆, and 供 but in 供应 and its like. */
static bool begins_otherwise(const lc__fact_reader *self, size_t i)
{
	const uint16_t *text = self->text + self->tokens[i].start;
	if (text[0] == u'经')
		return !lc__unit_in(text[1], u"济营费理典验纪贸销络历脉适堂"); /* 38件经核实 */
	return lc__unit_in(text[0], u"至予皆均且") || (text[0] == u'供' && !lc__unit_in(text[1], u"应给水电餐货销热气需"));
}

/* 82项获国家认可: what is said of those counted. 获奖作品 are counted. */
static bool is_winning(const uint16_t *text)
{
	return text[0] == u'获' && !lc__unit_in(text[1], u"奖批救得评选赠颁利取胜益释");
}

static lc__phrase noun_behind(const lc__fact_reader *self, size_t t, size_t i, bool near)
{
	lc_fact_kind kind = self->facts[self->tokens[t].fact].kind;
	if (begins_otherwise(self, i) && self->text[self->tokens[i].start] == u'经')
		return lc__head_after_de(self, i); /* 19位经考核的讲师 */
	if (begins_otherwise(self, i) || (kind == LIANGCE_FACT_COUNT && is_winning(self->text + self->tokens[i].start)))
		return lc__no_phrase;
	bool described;
	lc__phrase head = lc__find_described(self, t, i, &described);
	if (described || lc__phrase_exists(head))
		return head;
	lc__phrase found = {self->tokens[i].start, compound_end(self, i), false, near};
	found = lc__phrase_trim(self, found);
	if (lc__role_at(self, i + 1) == LIANGCE_WORD_FACT && found.end - found.start > 3 && self->text[found.end - 2] == u'服' &&
	    self->text[found.end - 1] == u'务')
		found.end -= 2; /* 7所社区大学服务1.6万人次 */
	found = without_deed(self, i, found);
	if (!lc__phrase_names(self, found) || (is_of_people(self, t) && is_theirs(self, i)))
		return lc__no_phrase;
	bool lasts = kind == LIANGCE_FACT_DURATION || (kind == LIANGCE_FACT_AGE && !near);
	return lasts ? found : list_behind(self, i, found);
}

/* 31人在冲突中受伤: what was done to them, and where before it. */
static lc__phrase harm_behind(const lc__fact_reader *self, size_t i)
{
	static const uint16_t words[][2] = {u"死亡", u"遇难", u"受伤", u"丧生", u"失踪",
	                                    u"遇害", u"身亡", u"牺牲", u"被困", u"获救"};
	for (size_t n = i + 1; n < i + 4 && n < self->token_count && self->tokens[n].start == self->tokens[n - 1].end; n++) {
		const lc__token *token = &self->tokens[n];
		const uint16_t *tail = self->text + token->end - 2;
		if (token->role != LIANGCE_WORD_NOUN && token->role != LIANGCE_WORD_VERB)
			continue;
		if (token->end - token->start > 1 && lc__pair_in(tail, words))
			return (lc__phrase){token->end - 2, token->end, false, true};
	}
	return lc__no_phrase;
}

/* 155名被通缉的嫌疑人, 54名被困群众, 25人被逮捕 */
static lc__phrase place_behind(const lc__fact_reader *self, size_t i, bool near)
{
	lc__phrase head = lc__head_after_de(self, i);
	lc__word next = lc__role_at(self, i + 1);
	if (!lc__phrase_exists(head) && self->text[self->tokens[i].start] != u'被')
		return harm_behind(self, i);
	if (lc__phrase_exists(head) || (next != LIANGCE_WORD_NOUN && next != LIANGCE_WORD_VERB))
		return head;
	return tokens_as_phrase(self, i, i + 1, next == LIANGCE_WORD_VERB, near);
}

/* 12个孵化|基地: a thing that is counted by what it is for. What is done to such things is no part of their name: 开展项目. */
static bool is_named_for(const lc__fact_reader *self, size_t i)
{
	static const uint16_t things[][2] = {u"项目", u"基地", u"中心", u"平台", u"站点", u"设施", u"机构", u"队伍", u"单位",
	                                     u"场所", u"措施", u"办法", u"方案", u"任务", u"系统", u"设备", u"工程", u"企业",
	                                     u"人员", u"选手", u"车间", u"车辆", u"园区", u"社区", u"网点", u"岗位", u"课程"},
			      doing[][2] = {u"开展", u"提供", u"承担", u"完成", u"参加", u"参与", u"进行", u"举办", u"取得",
	                                    u"获得", u"通过", u"达到", u"实现", u"进入", u"成为", u"推进", u"落实", u"实施",
	                                    u"涉及", u"覆盖", u"惠及", u"服务", u"用于", u"支持", u"入选", u"形成", u"建成"};
	const lc__token *verb = &self->tokens[i], *noun = &self->tokens[i + 1];
	const uint16_t *tail = self->text + noun->end - 2, *head = self->text + verb->start;
	bool one_by_one = self->tokens[i - 1].role == LIANGCE_WORD_FACT &&
	                  lc__unit_in(self->text[self->tokens[i - 1].end - 1], u"个名位家项处所座支条套部台批");
	if (!one_by_one || noun->role != LIANGCE_WORD_NOUN || noun->end - noun->start < 2 || noun->end - noun->start > SHORT_NOUN)
		return false;
	return !lc__pair_in(head, doing) && lc__pair_in(tail, things);
}

static lc__phrase verb_behind(const lc__fact_reader *self, size_t t, size_t i, bool near)
{
	lc__phrase head = lc__head_after_de(self, i);
	if (lc__phrase_exists(head))
		return head;
	lc__phrase verb = tokens_as_phrase(self, i, i, true, near);
	lc__word next = lc__role_at(self, i + 1);
	bool goes_on = i + 1 < self->token_count && self->tokens[i + 1].start == verb.end;
	if (goes_on && is_entered(self, i))
		return tokens_as_phrase(self, i, i + 1, false, near); /* 121队参赛队伍 */
	if (goes_on && next == LIANGCE_WORD_VERB && !lc__phrase_names(self, verb))
		return tokens_as_phrase(self, i, i + 1, true, near); /* 24小时内完成处理 */
	if (goes_on && next == LIANGCE_WORD_NOUN && !lc__phrase_names(self, verb) &&
	    self->facts[self->tokens[t].fact].kind == LIANGCE_FACT_DURATION)
		return tokens_as_phrase(self, i, i + 1, true, near); /* 10日内完成初验 */
	bool nominal = is_nominal(self, i) || self->tokens[i - 1].role == LIANGCE_WORD_DE || (goes_on && is_named_for(self, i));
	return nominal && next == LIANGCE_WORD_NOUN ? tokens_as_phrase(self, i, i + 1, false, near) /* 6项整治项目 */ : verb;
}

/* 公布24小时执行热线 */
static bool is_done_with(const lc__fact_reader *self, size_t t, size_t i)
{
	return t > 0 && self->tokens[t - 1].role == LIANGCE_WORD_VERB && !is_amount(self, t) &&
	       lc__role_at(self, i + 1) == LIANGCE_WORD_NOUN && lc__role_at(self, i + 2) != LIANGCE_WORD_DE;
}

/* 连续9年获全国表彰: 获 as a word of its own. */
static bool is_won(const lc__fact_reader *self, size_t t)
{
	return lc__role_at(self, t) == LIANGCE_WORD_NOUN && self->tokens[t].end - self->tokens[t].start == 1 &&
	       self->text[self->tokens[t].start] == u'获';
}

/* 3国的10座城市: so many countries are no attribute of the cities. */
static bool is_share_or_length(const lc__fact_reader *self, size_t t)
{
	lc_fact_kind kind = self->tokens[t].role == LIANGCE_WORD_FACT ? self->facts[self->tokens[t].fact].kind : LIANGCE_FACT_OTHER;
	return kind == LIANGCE_FACT_PERCENT || kind == LIANGCE_FACT_RATIO || kind == LIANGCE_FACT_DURATION;
}

/* What may stand between a number and what it counts: more numbers, 全国, 主要. */
static bool is_between(const lc__fact_reader *self, size_t t, size_t i)
{
	lc__word role = lc__role_at(self, i), before = self->tokens[i - 1].role;
	if (role == LIANGCE_WORD_FACT)
		return i == t + 1 || before == LIANGCE_WORD_FACT || before == LIANGCE_WORD_AND ||
		       (before == LIANGCE_WORD_DE && i == t + 2 && is_share_or_length(self, t)); /* 96%的15岁青少年 */
	if (role == LIANGCE_WORD_AND)
		return lc__role_at(self, i + 1) == LIANGCE_WORD_FACT;
	if (is_won(self, i))
		return i == t + 1;
	return (i == t + 1 || (i == t + 2 && is_won(self, t + 1))) &&
	       (role == LIANGCE_WORD_SCOPE || lc__token_is(self, i, u"主要") || lc__token_is(self, i, u"各式") ||
	        lc__token_is(self, i, u"直接"));
}

/* 100亩(含100亩)的基地: the token that closes a bracket which only says what is included; 0 for other brackets. */
static size_t behind_inclusion(const lc__fact_reader *self, size_t open)
{
	if (self->text[self->tokens[open].end] != u'含')
		return 0;
	for (size_t i = open + 1; i < open + 5; i++)
		if (lc__role_at(self, i) == LIANGCE_WORD_CLOSE)
			return i;
	return 0;
}

lc__phrase lc__find_after(const lc__fact_reader *self, size_t t)
{
	bool near = true;
	for (size_t i = t + 1; i <= t + AFTER_MAX; i++) {
		if (i >= self->token_count || self->tokens[i].start != self->tokens[i - 1].end)
			return lc__no_phrase;
		switch (lc__role_at(self, i)) {
		case LIANGCE_WORD_NOUN:
			if (is_won(self, i) && i == t + 1)
				break;
			return noun_behind(self, t, i, near);
		case LIANGCE_WORD_PLACE: return place_behind(self, i, near);
		case LIANGCE_WORD_VERB:
			return is_done_with(self, t, i) ? tokens_as_phrase(self, i, i + 1, false, near)
			                                : verb_behind(self, t, i, near);
		case LIANGCE_WORD_DE: near = false; break;
		case LIANGCE_WORD_OPEN:
			i = i == t + 1 ? behind_inclusion(self, i) : 0;
			if (i == 0)
				return lc__no_phrase;
			break;
		default:
			if (!is_between(self, t, i))
				return lc__no_phrase;
		}
	}
	return lc__no_phrase;
}
