/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which stretches of content can name what a number measures, and where one that runs on behind its number stops being a noun.
 * Content is not segmented, so this is told by closed classes of characters and words; it looks at nothing but the stretch.
 */
#include "facts/phrase.h"

#include <string.h>

/* Behind a noun these begin what is said of it: verbs, adverbs, modals. */
static const uint16_t runs_on[] =
    u"施放 散布 散落 遍及 导入 行经 途经 品尝 增进 缔造 备受 蓄势 挥毫 上榜 上演 共游 共创 竞逐 到校 更额 更加 更有 更为 更能 更要 更将 可谓 堪称 恐将 恐怕 恐延 合力 同步 继续 致意 "
    u"到访 来访 侵袭 鞠躬 翘首 设展 监交 陪同 陪你 陪伴 拜访 "
    u"死亡 受伤 丧生 身亡 阵亡 殉职 遇难 遇害 失踪 被困 受困 落水 展开 获奖 获选 入围 脱颖 优先 加入 相撞 发生 受到 遭到 遭遇 "
    u"进入 闯入 涌入 加上 迅速 一律 陆续 共同 联手 齐心 携手 热情 踊跃 具有 丰富 来到 赶到 告诉 畅行 登场 销往 送往 逃离 离开 返回 "
    u"承受 同场 同台 跨海 展现 参选 抢救 不幸 当场 全数 随即 立即 即可 即日 刚刚 一同 一起 一度 逐渐 必须 应当 可以 无法 不再 没有 "
    u"自称 正在 选出 轮流 流离 挑战 优异 入学 毕业 就读 拜会 表现 轮番 充满 飞往 组建 移交 受惠 掀起 带领 穿梭 送医 道出 "
    u"发动 得到 亮相 绽放 坚守 加紧 竞相 接力 共襄 角逐 遍布 撤离 呈现 下沉 集结 留下 晋级 如期 走出 盛开 走上 运抵 致信 到场 送入 转入 到达 "
    u"击退 击落 击中 击毁 访台 揭开 画下 奋战 带来 上岗 赋能 护航 谴责 呼吁 完善 挥舞 托举 筑牢 赓续 日夜 有序 抢攻 抢先 持续 普遍 全部 成功 再次 "
    u"首次 顺利 热烈 自发 争相 纷纷 涌现 化身 变身 乘坐 搭乘 驶入 驶离 驶出 驶向 飞抵 抵达 前来 赶来 归来 被迫 依法 免费 更是 则是 都是 就是 仍在 "
    u"还在 受阻 停航 停运 停课 停电 断电 失联 致谢 同欢 登上 登陆 击败 战胜 取代 换取 正加 加速 邀集 享有 率先 可供 以供 供民众 供市民 开诊 运营 未能 未获 受益 引入 应试 施测 激烈 额满 澄清 视天气 视情况 视情形 视需要 视实际 现身 响应 有目共睹 串起 分发 长期 相互 互相 缔造 实地 就能 协同 确认 参展 入场 进场 深入 随机 莅府 莅临 不赞 不支持 不同意 不满 不信任 不愿 不会 产出 出炉 "
    u"开始 正式 继续 结束 审议 作出 写信 了结 了解 无私 守护 逐一 脱困 引燃 引爆 勇闯 玩出 预祝 ";

/* Nouns that begin like one of them. */
static const uint16_t stays[] = u"守护神 守护队 守护员 守护站 毕业生 毕业班 毕业证 毕业论文 继续教育 正式党员 正式代表 ";

/* What words of lc__trim.runs_on are. */
enum { RUNS_ON = 1, STAYS = 2 };

/* A noun of its own with the word before: 遇难者, 获奖率. */
static bool makes_noun(uint16_t next, uint16_t after)
{
	if (next == u'数' && lc__unit_in(after, u"位字据"))
		return false; /* 导入|数位技术 */
	return lc__unit_in(next, u"者率人数量额值费性品型式期地区点线器度机剂战艇舱商");
}

/* One character that begins what is said of a noun, unless it is part of a word with the character before it. */
static bool splits(uint16_t unit, uint16_t before)
{
	switch (unit) {
	case u'亦':
	case u'皆': return true;
	case u'了': return true;
	case u'予': return !lc__unit_in(before, u"给授赋准寄");
	case u'给': return !lc__unit_in(before, u"供配自补发交送还转寄提分授付留拨带赠捐献递");
	case u'遭': return before != u'周';
	case u'至': return !lc__unit_in(before, u"夏冬甚乃直周备");
	case u'因': return !lc__unit_in(before, u"原基病成起死诱内外主");
	case u'获': return !lc__unit_in(before, u"捕查缴截荣收俘猎抓");
	case u'到': return !lc__unit_in(before, u"达迟报周独签直遭遇感想看见听说做得受拿找收赶来去回提谈轮等老接拍测飞吃不响");
	case u'称': return !lc__unit_in(before, u"名简职俗宣声号自昵对全人尊统合泛敬代通美爱谎堪匀指");
	default: return false;
	}
}

/* The same for characters that only end a noun phrase: 学生中, 三天后. */
static bool hangs(uint16_t unit, uint16_t before)
{
	switch (unit) {
	case u'中': return !lc__unit_in(before, u"初高空水途集其手家华之市心命台完国职");
	case u'外': return !lc__unit_in(before, u"海国境户室野内中课对郊意院校");
	case u'后': return !lc__unit_in(before, u"售产课前幕战先最背午皇");
	case u'内': return !lc__unit_in(before, u"室国境海");
	case u'共': return !lc__unit_in(before, u"公中");
	case u'时': return !lc__unit_in(before, u"小工课学计");
	case u'正': return !lc__unit_in(before, u"修改公更校纠端");
	case u'则': return !lc__unit_in(before, u"规原法准细");
	case u'曾':
	case u'仍': return true;
	default: return false;
	}
}

/* 取水点位置(如附件): what stands in brackets behind it is not part of it. */
static lc__phrase without_bracket(const uint16_t *text, lc__phrase phrase)
{
	uint32_t open = phrase.end;
	while (text[phrase.end - 1] == ')' && open > phrase.start && text[open - 1] != '(')
		open--;
	if (open > phrase.start + 2 && open < phrase.end)
		phrase.end = open - 1;
	return phrase;
}

/* 两国元首|就双边关系…: 就 as a word of its own. */
static bool speaks_of(const uint16_t *text, uint32_t i, uint32_t end)
{
	return text[i] == u'就' && i + 1 < end && !lc__unit_in(text[i - 1], u"成造迁屈俯织铸练谱筑写绘") &&
	       !lc__unit_in(text[i + 1], u"业近学读医诊餐地职任座寝绪义");
}

/* "先办后补"试点: a name in quotation marks is one word, whatever it says. Behind the mark that closes the one at `at`; `at` without one. */
static uint32_t behind_quote(const uint16_t *text, uint32_t at, lc__phrase phrase)
{
	uint32_t close = at + 1;
	while (text[at] == '"' && close < phrase.end && text[close] != '"')
		close++;
	return text[at] == '"' && close < phrase.end ? close + 1 : at;
}

lc__phrase lc__phrase_trim(const lc__fact_reader *self, lc__phrase phrase)
{
	const uint16_t *text = self->text;
	phrase = without_bracket(text, phrase);
	for (uint32_t i = behind_quote(text, phrase.start, phrase); i < phrase.end; i++) {
		i = i < phrase.start + 2 ? phrase.start + 2 : behind_quote(text, i, phrase);
		if (i >= phrase.end)
			break;
		if ((self->rules->classes[text[i]] & LIANGCE_CLASS_SAID) == 0)
			continue;
		uint16_t is = 0;
		uint32_t length = (uint32_t)lc__trie_longest(&self->rules->trim.runs_on, text + i, phrase.end - i, &is);
		bool inner = text[i] == u'表' && text[i - 1] == u'代'; /* 代表|现身 */
		bool word = length > 0 && is == RUNS_ON && !inner &&
		            !(i + length < phrase.end && makes_noun(text[i + length], text[i + length + 1]));
		bool given = text[i] == u'给' && lc__unit_in(text[i + 1], u"付予水药料与排料养");
		if (word || speaks_of(text, i, phrase.end) || (!given && splits(text[i], text[i - 1])))
			phrase.end = i;
		if (!word && text[phrase.end] == u'了' && phrase.end == i && i > phrase.start + 2)
			phrase.end--; /* 行政村|通了 */
	}
	if (phrase.end - phrase.start > 3 && text[phrase.end - 2] == u'集' && text[phrase.end - 1] == u'中')
		phrase.end -= 2; /* 高速公路集中|开工 */
	while (phrase.end - phrase.start > 2 && hangs(text[phrase.end - 1], text[phrase.end - 2]))
		phrase.end--;
	return phrase;
}

/* Words that name no matter: adverbs, modals, light verbs, periods, and the heads of news. */
static const uint16_t empty[] =
    u"最快 最慢 最早 最晚 最迟 相关 后者 适当 几乎 关键 最后 惊人 一行 一式 本季 最大 开始 平均 他们 我们 创纪录 破纪录 "
    u"陆续 即可 约为 期待 单日 完成 实现 进行 成为 属于 存在 迅速 一律 加上 下学期 上学期 本学期 长期 正式 可获 可领 最高可获 同期 日均 月均 整整 前期 上期 上季 前季 前月 上个月 上一年 上年度 前一年 今年 去年 明年 近年 当年 当日 当天 "
    u"日前 今日 昨日 本周 上周 本月 上月 当月 全年 年内 期间 目前 截至 期末 只要 只需 只能 必须 应当 可以 可望 可望达 有望 预计 仍有 还有 "
    u"已有 曾有 如果 若是 超过 至少 左右 以上 以下 以内 以外 一直 一定 一旦 一样 一起 一度 一些 一切 第一 单一 唯一 记者 消息 电 讯 "
    u"均为 皆为 则为 亦为 同为 都是 率先 远远 销往 可用 多年 另外 其中 为止 打破 突破 位于 规定 规定处 可处 得处 并处 自民国 共同 即时 有效 有效地 加总起来 加总 一举 更进一步 普遍 便即 最终 现行 实地 ";

/* 央视网消息, 本报讯: what a report begins with. */
static bool is_slug(const lc__fact_reader *self, lc__phrase phrase)
{
	uint32_t length = phrase.end - phrase.start;
	if (length <= 2 || length >= 8)
		return false;
	uint16_t before = self->text[phrase.end - 2];
	switch (self->text[phrase.end - 1]) {
	case u'息': return before == u'消';
	case u'讯': return before == u'报' || before == u'网';
	case u'电': return before == u'社';
	default: return false;
	}
}

/* Whether an article of a law ends at `end`: 第44条第1项第2款. */
static bool ends_article(const lc__fact_reader *self, uint32_t start, uint32_t end)
{
	if (end - start < 3 || !lc__unit_in(self->text[end - 1], u"条款项目"))
		return false;
	for (end--; end > start && lc__is_numeral(self->text[end - 1]);)
		end--;
	return end > start && self->text[end - 1] == u'第';
}

/* Characters that lead from a noun to its number: 通行时间|可由, 占比|应各以. */
static bool hangs_before(uint16_t unit, uint16_t before)
{
	switch (unit) {
	case u'介': return !lc__unit_in(before, u"中媒");
	case u'应': return !lc__unit_in(before, u"供反响效感相适对");
	case u'可': return !lc__unit_in(before, u"许认");
	case u'获': return !lc__unit_in(before, u"捕查缴截荣收俘猎抓破起缉");
	case u'致': return !lc__unit_in(before, u"一导极细标精大景");
	case u'共': return !lc__unit_in(before, u"公中");
	case u'则': return !lc__unit_in(before, u"规原法准细守总附");
	case u'补': return !lc__unit_in(before, u"修填弥候替增递医缝滋奖财缺");
	case u'约': return !lc__unit_in(before, u"合节条大婚签预特公契盟集违简制誓续缔履毁失邀解立新旧租纽爽赴");
	case u'自': return !lc__unit_in(before, u"各独亲来擅暗私");
	case u'除': return !lc__unit_in(before, u"扫清拆解铲免破消排切割根开扣剔");
	default: return lc__unit_in(unit, u"若曾仍亦皆须每即");
	}
}

/* What a subject may lead off with that is none of it: verbs that only say that there is something, and conjunctions. */
static const uint16_t leads[] =
    u"\xFFFD 隆重纪念 各类 各项 各种 各式 可实现 实现 完成 可达到 破获 使得 以上 以下 以内 惟 且 则 因 获 有 除 共 了 而 但 让 使 . · ";

/* 了解, 因特网, 获奖: where such a character is part of a word. */
static bool leads_word(uint16_t unit, uint16_t next)
{
	switch (unit) {
	case u'了': return lc__unit_in(next, u"解结得然不望");
	case u'因': return lc__unit_in(next, u"特公此素数故果子");
	case u'获': return lc__unit_in(next, u"得批评奖颁利取益救刑");
	case u'有': return lc__unit_in(next, u"效机色限害线轨偿关序毒氧感余形条");
	case u'除': return lc__unit_in(next, u"尘雪草湿冰虫");
	case u'共': return lc__unit_in(next, u"同享建产识青和富有计生鸣治");
	case u'则': return next == u'例';
	case u'而':
	case u'但': return lc__unit_in(next, u"且立已书");
	case u'让': return lc__unit_in(next, u"利步渡座位");
	case u'使': return lc__unit_in(next, u"用馆命者节团领徒得");
	case u'且': return next == u'末';
	default: return false;
	}
}

static lc__phrase without_lead(const lc__fact_reader *self, lc__phrase phrase)
{
	const uint16_t *text = self->text;
	while (phrase.end > phrase.start + 2 && lc__trie_begins(&self->rules->trim.leads, text[phrase.start])) {
		uint16_t is;
		uint32_t length =
		    (uint32_t)lc__trie_longest(&self->rules->trim.leads, text + phrase.start, phrase.end - phrase.start, &is);
		if (length == 0 || phrase.end - phrase.start < length + 2 ||
		    (length == 1 && leads_word(text[phrase.start], text[phrase.start + 1])))
			break;
		phrase.start += length;
	}
	return phrase;
}

enum { LONG = 12 };

/* A long one mostly holds a clause of its own: 球场耀眼登场|体育局补助. Where the last one begins behind its verb. */
static uint32_t behind_verb(const lc__fact_reader *self, lc__phrase phrase)
{
	uint32_t start = phrase.start;
	for (uint32_t i = phrase.start + 2; i + 3 < phrase.end; i++) {
		uint16_t is = 0;
		uint32_t length = (self->rules->classes[self->text[i]] & LIANGCE_CLASS_SAID) == 0
		                    ? 0
		                    : (uint32_t)lc__trie_longest(&self->rules->trim.runs_on, self->text + i, phrase.end - i, &is);
		if (length > 0 && is == RUNS_ON && i + length + 1 < phrase.end &&
		    !makes_noun(self->text[i + length], self->text[i + length + 1]))
			start = i + length;
	}
	return start;
}

/* 柳林镇有矿产用地: what there is. 国有, 拥有 and 有效 are words. */
static uint32_t behind_have(const uint16_t *text, lc__phrase phrase)
{
	for (uint32_t i = phrase.end - 2; i > phrase.start + 1 && phrase.end - phrase.start > 4; i--)
		if (text[i] == u'有' && !lc__unit_in(text[i - 1], u"国所拥占保私公共享具特固专领含持没现原稀自独应未仅约无既") &&
		    !lc__unit_in(text[i + 1], u"效限色机关害偿序毒氧线感余形条"))
			return i + 1;
	return phrase.start;
}

lc__phrase lc__phrase_tail(const lc__fact_reader *self, lc__phrase phrase)
{
	for (uint32_t i = phrase.end - 1; i > phrase.start; i--)
		if (ends_article(self, phrase.start, i)) {
			phrase.start = i;
			break;
		}
	phrase = without_bracket(self->text, phrase);
	phrase.start = behind_have(self->text, phrase);
	if (phrase.end - phrase.start > LONG)
		phrase.start = behind_verb(self, phrase);
	if (lc__unit_in(self->text[phrase.start - 1], u"每这该那此各") && phrase.end - phrase.start > 2 &&
	    lc__unit_in(self->text[phrase.start], u"座项条类批次种块片台套只头张件辆家处个名位棵株坪亩斤吨户桶"))
		phrase.start++; /* 每块奖励 */
	if (phrase.end - phrase.start > 4 && self->text[phrase.end - 2] == u'一' && self->text[phrase.end - 1] == u'行')
		phrase.end -= 2; /* 参访团一行 */
	while (phrase.end - phrase.start > 2 && hangs_before(self->text[phrase.end - 1], self->text[phrase.end - 2]))
		phrase.end--;
	return without_lead(self, phrase);
}

/* 市府获中央8500万元补助: who receives it, not what it is; or by what law one is fined. */
bool lc__phrase_receives(const lc__fact_reader *self, lc__phrase phrase)
{
	for (uint32_t i = phrase.start + 1; i + 1 < phrase.end; i++)
		if (self->text[i] == u'获' && splits(u'获', self->text[i - 1]))
			return true;
	bool fined = self->text[phrase.end - 1] == u'处' && phrase.end - phrase.start > 1 &&
	             lc__unit_in(self->text[phrase.end - 2], u"法可得应并另各核裁将");
	return fined; /* 依法处1万元罚款 */
}

/* Signs and control characters alone are no word. */
static bool holds_word(const lc__fact_reader *self, lc__phrase phrase)
{
	for (uint32_t i = phrase.start; i < phrase.end; i++)
		if (lc__is_han(self->text[i]) || (unsigned)(self->text[i] | 0x20) - 'a' < 26)
			return true;
	return false;
}

/* The same where they stand alone. */
static const uint16_t empty_alone[] =
    u"处除介内开分者即可时间不曾反更因来所请称别举经它他她走用亦则其之以并而且也还又便该至中外后前里起上下到了着"
    u"过地得很最比被把给使让对向从由于在是有无没未要会能应须约近超达共计总仅只才就都均皆各每某本此这那些何"
    u"如若但却与和及或等个名位件次项号获正多皆反利远初剩死年二文仍将已再为届保现朝则惟且使则据依东南西北明虽居"
    u"打补收缴交付买卖花赚挣罚免进移挪压做首先片条月余猛呎科刨剩新享日度今尚凡止限隔原";

/* What words of lc__trim.empty are. 电 is one where another sense would need words, and a noun alone. */
enum { EMPTY = 1, EMPTY_ALONE = 2 };

static bool is_empty(const lc__fact_reader *self, lc__phrase phrase)
{
	uint32_t length = phrase.end - phrase.start;
	uint16_t is = 0;
	return (self->rules->classes[self->text[phrase.start]] & LIANGCE_CLASS_EMPTY) != 0 &&
	       lc__trie_longest(&self->rules->trim.empty, self->text + phrase.start, length, &is) == length &&
	       (is & (length == 1 ? EMPTY_ALONE : EMPTY)) != 0;
}

bool lc__phrase_names(const lc__fact_reader *self, lc__phrase phrase)
{
	return holds_word(self, phrase) && self->text[phrase.end - 1] != u'了' && !is_empty(self, phrase) &&
	       !is_slug(self, phrase) && !ends_article(self, phrase.start, phrase.end);
}

/* A place, by the dictionary or by its form: 台南市, 北京. */
bool lc__phrase_is_place(const lc__fact_reader *self, lc__phrase phrase)
{
	for (uint32_t at = phrase.start; at < phrase.end; at++)
		phrase.start = self->text[at] == u'、' ? at + 1 : phrase.start; /* the last of a list */
	uint32_t length = phrase.end - phrase.start;
	if (length == 3 && lc__unit_in(self->text[phrase.end - 1], u"市县省") && self->text[phrase.start] != u'城')
		return true;
	bool county = length > 4 && lc__unit_in(self->text[phrase.end - 1], u"市县州旗镇乡");
	for (size_t i = lc__first_hit(self, phrase.start); i < self->hit_count && self->hits[i].start <= phrase.start; i++) {
		const lc__hit *hit = &self->hits[i]; /* 河北清苑县: a place in a place */
		if ((hit->end != phrase.end && !(county && hit->end < phrase.end)) || hit->term >= self->terms->count)
			continue;
		const char *theme = self->terms->terms[hit->term].theme;
		if (theme != NULL && strncmp(theme, "地区", strlen("地区")) == 0)
			return true;
	}
	return false;
}

/* ---------------------------------------------------------------- loading */

static lc_status add_word(lc__trie *trie, const uint16_t *word, size_t length, unsigned is, lc_error *err)
{
	uint16_t *value;
	lc_status status = lc__trie_add(trie, word, length, &value, err);
	if (status == LIANGCE_OK)
		*value = (uint16_t)(*value | is);
	return status;
}

/* Words, each ended by a space. */
static lc_status add_words(lc__trie *trie, const uint16_t *words, unsigned is, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	for (size_t length; *words != 0 && status == LIANGCE_OK; words += length + 1) {
		for (length = 0; words[length] != ' ';)
			length++;
		status = add_word(trie, words, length, is, err);
	}
	return status;
}

lc_status lc__trim_init(lc__trim *self, lc_error *err)
{
	*self = (lc__trim){0};
	lc_status status = lc__trie_init(&self->runs_on, err);
	if (status == LIANGCE_OK)
		status = lc__trie_init(&self->empty, err);
	if (status == LIANGCE_OK)
		status = lc__trie_init(&self->leads, err);
	if (status == LIANGCE_OK)
		status = add_words(&self->runs_on, runs_on, RUNS_ON, err);
	if (status == LIANGCE_OK)
		status = add_words(&self->runs_on, stays, STAYS, err);
	if (status == LIANGCE_OK)
		status = add_words(&self->leads, leads, 1, err);
	if (status == LIANGCE_OK)
		status = add_words(&self->empty, empty, EMPTY, err);
	for (const uint16_t *unit = empty_alone; *unit != 0 && status == LIANGCE_OK; unit++)
		status = add_word(&self->empty, unit, 1, EMPTY_ALONE, err);
	return status;
}

void lc__trim_release(lc__trim *self)
{
	lc__trie_release(&self->runs_on);
	lc__trie_release(&self->empty);
	lc__trie_release(&self->leads);
}

void lc__trim_classify(const lc__trim *self, uint8_t *classes)
{
	lc__trie_classify(&self->runs_on, classes, LIANGCE_CLASS_SAID);
	lc__trie_classify(&self->empty, classes, LIANGCE_CLASS_EMPTY);
	for (uint32_t unit = LIANGCE_HAN_FIRST; unit <= LIANGCE_HAN_LAST; unit++)
		if (splits((uint16_t)unit, 0))
			classes[unit] |= LIANGCE_CLASS_SAID;
}
