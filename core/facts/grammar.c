/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The patterns of numeric expressions, and matching them with PCRE2's JIT: see grammar.h. Every pattern is anchored, every run
 * bounded and most possessive, so the work for one expression has a small limit whatever the text. What parts mean is decided
 * elsewhere.
 */
#define PCRE2_CODE_UNIT_WIDTH 16
#include <pcre2.h>

#include "facts/grammar.h"

enum { JIT_STACK_FIRST = 16 * 1024, JIT_STACK_MAX = 256 * 1024, MATCH_LIMIT = 20000, WINDOW = 96 };

/* clang-format off: it does not know how wide Han characters are */
#define HAN_DIGIT "〇○零一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
/* 百, 千 and 兆 also begin units: 百分点, 千瓦, 兆帕. */
#define SCALE "(?:[十万亿拾佰仟廿卅]|百(?!帕|分点|万千焦|万英热)|千(?![瓦米克伏卡焦赫帕乏安牛字]|分点)|兆(?![瓦帕赫焦比字伏乏/]))"
#define HAN "(?:[" HAN_DIGIT "]|" SCALE "|[几数](?=[十百千万亿])|(?<=[十廿卅零])几|(?<=十)数(?=[人名位家个件种次户年天]))"
#define GROUPED "[0-9]{1,3}(?:,[0-9]{3}){1,10}+(?![0-9])"
/* 1 260亩, but not 表1 260亩 or 5月1 200人 */
#define THOUSANDS "(?<=[一-鿿、,])(?<![第表图号附件年月日])[1-9][0-9]{0,2}(?: [0-9]{3}){1,4}+(?=[一-鿿])"

/* Letter-spaced: 1 9 9 7, and 7 0 .8 */
#define SPACED "[0-9](?: [0-9]){1,15}+(?! ?[0-9])"

#define NUMBER                                                                                                                                                               \
	"([-+负]?)"                                                                                                                                                         \
	"(?:(" GROUPED "|" THOUSANDS "|" SPACED "|[0-9]{1,40}+(?![0-9]))(?:(?:\\.| \\. ?|·(?=[0-9]{1,4} ?[%‰]))(" SPACED                                                     \
	"|[0-9]{1,20}+)(?:×10([²³⁴-⁹]|\\^[0-9]{1,2}(?![0-9])|(?:[2-9]|1[0-2])(?![0-9.×]|[厘毫分]?米|公[分尺]))(?![0-9.×]))?+)?"                              \
	"|(" HAN "{1,40}+|半(?=亿))(?:点([〇零一二三四五六七八九]{1,24}+|[0-9]{1,20}+))?)"                                                                     \
	"(?:(?:个(?=[余多]?亿(?!万)))?+([余多来几]?)(" SCALE "{1,4}+(?:[余多]" SCALE "{1,2}+)?+)"                                                                            \
	"((?:零?(?:" GROUPED                                                                                                                                                 \
	"(?:\\.[0-9]{1,6}+)?|[0-9]{3,8}+(?![0-9.年月])|[0-9]{1,2}+(?=元|[余多]?[十百千万亿拾佰仟])|[一二三四五六七八九](?=[十百千万]))(?:[余多](?=[十百千万亿]))?+(?:" SCALE \
	"(?:[余多]?" SCALE ")?+)?+){1,4}+)?)?"

#define N2 "(?:[0-9](?: ?[0-9])?+|[二三]?十[一二三四五六七八九]?+|[一二三四五六七八九])"
#define MINUTE "(?:[0-9]{1,2}+|[二三四五]?十[一二三四五六七八九]?+|[一二三四五六七八九])"
#define YEAR "(?:(?:1[5-9]|20)[0-9]{2}(?![0-9])|(?:1 9|2 0) [0-9] [0-9]|1[0-4][0-9](?![0-9])|[一二][〇○零一二三四五六七八九]{3})"
#define JOIN "(?:起?[-~至到]|——?|--)"
#define DAYPART "(?:次日|当日|翌日|隔日)?(?:上午|下午|晚上|晚间|中午|傍晚|凌晨|早上)?"
#define WEEKDAY "(?:\\((?:星期|周|礼拜)?[一二三四五六日天]\\))?"
#define DAY N2 "[日号]" WEEKDAY
#define MONTH_END "(?:份|底|末|初|[上中下]旬|中(?![小国学心央医]))?"
#define MONTH "(?:(?<=[一-鿿])" N2 "、)?" N2 "(?:" JOIN N2 ")?月(?:(?:" N2 "、){0,4}" DAY "|" MONTH_END ")"
#define QUARTER \
	"(?:第?[一二三四1-4](?:[-~至、][二三四2-4]|(?<=[一二三])[二三四])?季度?(?:末|初|底)?|[上下]半年|前[二两三2-3]个?季度?|[春夏秋冬]季)"
#define YEAR_END "(?:[学财]?年度?(?:" MONTH "|" QUARTER "|初|底|末|终|代|中期)?)"

#define SLASHED YEAR "/(?:[0-9]{2}|[〇○零一二三四五六七八九]{2})"

#define DATE                                                                                                                                                               \
	"(?:" SLASHED "(?:" JOIN SLASHED ")?[学财]?年度|" YEAR "(?:(?:" JOIN "|[、及和])" YEAR "){0,4}" YEAR_END "(?:" JOIN                                                \
	"(?:" YEAR YEAR_END "|" MONTH "|" DAY "))?"                                                                                                                        \
	"|(?:19|20)[0-9]{2}(?:、(?:19|20)[0-9]{2}(?![0-9])){1,6}+(?![万亿元件人个家户名项路号地%.])"                                                         \
	"|" YEAR "(?:" JOIN YEAR ")(?![0-9万亿元件人个家户名项])"                                                                                                \
	"|(?<=民国)[0-9]{1,3}年(?:初|底|末|度)?|第[一二三四1-4]季度?(?:末|初|底)?|[0-9]{2,3}年" MONTH "(?:" JOIN "(?:" MONTH                                               \
	"|" DAY "))?|(?<=[由自从])[3-9][0-9]年(?=[0-9起底初度])|[4-9][0-9]年(?=起(?!步))"                                                                       \
	"|(?:(?:19|20)[0-9]{2}|1[0-4][0-9])([-./])[0-9]{1,2}\\g{-1}[0-9]{1,2}(?![0-9])"                                                                                    \
	"|" MONTH "(?:" JOIN "(?:" YEAR YEAR_END "|" MONTH "|" DAY "))?"                                                                                                   \
	"|[一二三四1-4](?:[-~至、][二三四2-4]|(?<=[一二三])[二三四])?季度(?:末|初|底)?"                                                                \
	"|(?:[0-9]{1,2}|[一二]?十[一二三四五六七八九]?)世纪(?:[0-9]0年代|[一二三四五六七八九]十年代)?(?:初|末|中叶|中期|末期|初期)?" \
	"|(?:[1-9]0|[一二三四五六七八九][十○〇零])年代(?:初|末|中期)?)"

#define CALENDAR                                                                                                           \
	"(?:(" DATE ")"                                                                                                    \
	"|((?:[0-9]{1,2}+" JOIN ")?(?:[12][0-9]|3[01]|0?[1-9])日(?:" JOIN DAY ")?" WEEKDAY ")"                             \
	"|((?:[01]?[0-9]|2[0-4])(?=:)|" N2 "(?=[时点]))"                                                                 \
	"(:[0-5][0-9](?::[0-5][0-9])?(?!\\.?[0-9])(?: ?" JOIN " ?" DAYPART "[0-9]{1,2}:[0-5][0-9])?"                       \
	"|[时点](?:" MINUTE "分(?!之)|[0-5][0-9](?=[-~至起])|半|整|一刻|三刻|许|多|钟)?(?:" JOIN DAYPART N2 "[时点](?:" N2 \
	"分|半|整|许|多)?)?))"

#define PHONE                                                                                                   \
	"(?:0[0-9]{1,4}\\)?[-—转]?[0-9]{3,11}(?:-[0-9]{3,4})?|1[3-9][0-9]{9}|[48]00-?[0-9]{3,4}-?[0-9]{3,4}" \
	"|\\+[0-9]{1,4}-[0-9]{5,12}(?![0-9])|[0-9]{2,4}-[0-9]{3,4}-[0-9]{3,4}"                                  \
	"|(?=\\+?(?:[0-9]-?){6})\\+?[0-9]{1,8}(?:-[0-9]{1,8}){2,4}+"                                            \
	"|(?:\\+?[0-9]{2,4}-[0-9]{6,8}|[0-9]{6,8}-[0-9]{1,4}+)(?![0-9.%]|(?![洽或分转联])[一-鿿]))"      \
	"(?![0-9.])(?:[#转]|分机)?[0-9]{0,6}"

#define CODE                                                                                                                                                                                    \
	"(?:(?>" PHONE                                                                                                                                                                          \
	")|([0-9]{1,4}(?:\\+[0-9]{1,4}){2,8}+(?!\\+?[A-Za-z])|[0-9]{1,6}(?:\\.[0-9]{1,6}+)?(?:[:∶][0-9]{1,6}(?:\\.[0-9]{1,6}+)?){2,8}+(?![0-9:∶]))|[0-9]{1,4}(?:\\+[0-9A-Za-z]{1,4}){1,8}+" \
	"|[0-9]{1,4}(?:\\.[0-9]{1,4}){2,6}+|[0-9]{1,4}·[0-9]{1,4}(?! ?[0-9%‰])|00[0-9]{1,20}|0[1-9][0-9]{0,20}(?!\\.)"                                                                       \
	"|([-负]?[0-9]{1,9}(?:\\.[0-9]{1,6}+)?)(?::|∶|比|/)([0-9]{1,9}+(?:\\.[0-9]{1,6}+)?)(?!\\.?[0-9]|[/:∶])"                                                                           \
	"|[0-9]{1,10}(?:号(?!召)|#|(?:国|省|县)道|次(?:列车|航班|高铁)))"
/* clang-format on */

static const char *const sources[LIANGCE_PATTERN_COUNT] = {NUMBER, CALENDAR, CODE};

enum { SOURCE_MAX = 8192 };

/* The patterns are written as UTF-8 and compiled as the units they are matched against. */
static size_t to_units(const char *source, uint16_t *units)
{
	size_t count = 0;
	for (const unsigned char *at = (const unsigned char *)source; *at != 0 && count < SOURCE_MAX; count++) {
		size_t width = *at < 0x80 ? 1 : *at < 0xE0 ? 2 : 3;
		unsigned unit = width == 1 ? *at : width == 2 ? (*at & 0x1FU) : (*at & 0x0FU);
		for (size_t i = 1; i < width; i++)
			unit = unit << 6 | (at[i] & 0x3FU);
		units[count] = (uint16_t)unit;
		at += width;
	}
	return count;
}

static lc_status compile(void **out, const char *source, lc_error *err)
{
	uint16_t *units = lc__alloc(SOURCE_MAX, sizeof *units);
	if (units == NULL)
		return lc__fail_nomem(err);
	int error = 0;
	PCRE2_SIZE offset = 0;
	pcre2_code_16 *code = pcre2_compile_16(units, to_units(source, units), PCRE2_ANCHORED, &error, &offset, NULL);
	lc__free(units);
	if (code == NULL)
		return lc__fail(err, LIANGCE_E_COMPILE, "numeric pattern, offset %zu: PCRE2 error %d", (size_t)offset, error);
	*out = code;
	int jit = pcre2_jit_compile_16(code, PCRE2_JIT_COMPLETE);
	if (jit != 0)
		return lc__fail(err, LIANGCE_E_COMPILE, "numeric pattern: the JIT of PCRE2 gives error %d", jit);
	return LIANGCE_OK;
}

lc_status lc__grammar_init(lc__grammar *self, lc_error *err)
{
	*self = (lc__grammar){0};
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < LIANGCE_PATTERN_COUNT && status == LIANGCE_OK; i++)
		status = compile(&self->codes[i], sources[i], err);
	return status;
}

void lc__grammar_release(lc__grammar *self)
{
	for (size_t i = 0; i < LIANGCE_PATTERN_COUNT; i++)
		pcre2_code_free_16(self->codes[i]);
	*self = (lc__grammar){0};
}

lc_status lc__matcher_init(lc__matcher *self, const lc__grammar *grammar, lc_error *err)
{
	*self = (lc__matcher){.grammar = grammar};
	self->match = pcre2_match_data_create_16(LIANGCE_PARTS_MAX, NULL);
	self->context = pcre2_match_context_create_16(NULL);
	self->stack = pcre2_jit_stack_create_16(JIT_STACK_FIRST, JIT_STACK_MAX, NULL);
	if (self->match == NULL || self->context == NULL || self->stack == NULL)
		return lc__fail_nomem(err);
	pcre2_jit_stack_assign_16(self->context, NULL, self->stack);
	pcre2_set_match_limit_16(self->context, MATCH_LIMIT);
	return LIANGCE_OK;
}

void lc__matcher_release(lc__matcher *self)
{
	pcre2_match_data_free_16(self->match);
	pcre2_match_context_free_16(self->context);
	pcre2_jit_stack_free_16(self->stack);
	*self = (lc__matcher){0};
}

lc_status lc__matcher_run(lc__matcher *self, lc__pattern_name name, const uint16_t *text, uint32_t start, uint32_t end, bool *found,
                          lc_error *err)
{
	/* A window: two units before, for look-behind, and no more after than an expression may be long. */
	uint32_t before = start > 2 ? 2 : start;
	uint32_t length = end - start < WINDOW ? end - start : WINDOW;
	const uint16_t *window = text + start - before;
	int groups = pcre2_jit_match_16(self->grammar->codes[name], window, length + before, before, 0, self->match, self->context);
	*found = groups > 0;
	if (groups == PCRE2_ERROR_NOMATCH)
		return LIANGCE_OK;
	if (groups < 0)
		return lc__fail(err, LIANGCE_E_ENGINE, "PCRE2 stopped with error %d while reading a number", groups);
	const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer_16(self->match);
	for (size_t i = 0; i < LIANGCE_PARTS_MAX; i++) {
		bool set = i < (size_t)groups && offsets[2 * i] != PCRE2_UNSET;
		self->parts[i] =
		    set ? (lc__part){start - before + (uint32_t)offsets[2 * i], start - before + (uint32_t)offsets[2 * i + 1]}
			: (lc__part){start, start};
	}
	return LIANGCE_OK;
}
