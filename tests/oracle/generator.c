/* SPDX-License-Identifier: Apache-2.0 */
/* See generator.h. */
#include "oracle/generator.h"

#include <string.h>

#include "oracle/oracle.h"

generator generator_new(uint64_t seed)
{
	generator self = {.state = seed * 0x9E3779B97F4A7C15u + 1};
	self.noise = (unsigned)generator_below(&self, 70);
	return self;
}

/* splitmix64 */
static uint64_t next(generator *self)
{
	uint64_t z = self->state += 0x9E3779B97F4A7C15u;
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

uint64_t generator_below(generator *self, uint64_t bound)
{
	return next(self) % bound;
}

bool generator_chance(generator *self, unsigned percent)
{
	return generator_below(self, 100) < percent;
}

void generated_append(generated *out, const char *data, size_t size)
{
	if (out->size + size > out->capacity) {
		out->capacity = 2 * (out->size + size) + 64;
		out->data = oracle_realloc(out->data, out->capacity, 1);
	}
	if (size > 0)
		memcpy(out->data + out->size, data, size);
	out->size += size;
}

static void append(generated *out, const char *text)
{
	generated_append(out, text, strlen(text));
}

#define PICK(self, list) ((list)[generator_below((self), sizeof(list) / sizeof *(list))])

/* ---------------------------------------------------------------- tokens */

static const char *const han[] = {"营", "營", "商", "环", "環", "境", "办", "辦", "结", "結",
                                  "率", "税", "稅", "业", "業", "中", "小", "〇", "一", "二"};
static const char *const marks[] = {"，", ",",  "。", "、", "；", "：", ":",  "？", "！", "（", "）", "(",  ")",  "“", "”",
                                    "「", "」", "'",  "《", "》", "【", "】", "[",  "]",  "%",  "％", "·",  "•",  "—", "─",
                                    "-",  "…",  ".",  "/",  "~",  "～", "￥", "#",  "*",  "|",  "第", "章", "\"", "＇"};
static const char *const plain[] = {"0", "1", "5", "９", "12", "a", "b", "AI", "kWh", "Ｚ", "é"};
static const char *const spaces[] = {" ", " ", "　", "\xC2\xA0", "\xE2\x80\x83", "  ", "    ", "   ", "　　", "　　　　　　"};
static const char *const unseen[] = {"\xE2\x80\x8B", "\xEF\xBB\xBF",     "\xC2\xAD",
                                     "\xEF\xB8\x8F", "\xF3\xA0\x84\x80", "\xE1\xA0\x8E"};
static const char *const glosses[] = {"(you)", "(ti) ",  "（zheng）", "(zhuang)  ", "(v)",   "(xyz)",
                                      "(you",  "( you)", "(YOU)",     "(chuangg)",  "(nve)", "(er)　"};
static const char *const strange[] = {"𠮷", "🏠",  "⾦", "⻣",           "豈",           "車",           "﹪",   "﹐",
                                      "∼",  "々", "㐀", "\xEF\xBF\xBD", "\xEF\xBF\xBE", "\xEE\x80\x80", "\x01", "\x7F"};
static const char *const broken[] = {"\xE8",         "\xE8\x90", "\xF0\x9F\x8F", "\xFF",     "\xC0\xAF",
                                     "\xED\xA0\x80", "\x80",     "\xBF\xBF",     "\xF4\x90", "\xC3"};
static const char *const breaks[] = {"\n",   "\n",     "\n",           "\n",       "\r\n", "\r\n", "\r",
                                     "\n\n", "\n　\n", "\xE2\x80\xA8", "\xC2\x85", "\v",   "\n\r", "\r\xE2\x80\x8B\n"};

static void append_noise(generator *self, generated *out)
{
	uint64_t kind = generator_below(self, 100);
	if (kind < 35)
		append(out, PICK(self, marks));
	else if (kind < 55)
		append(out, PICK(self, plain));
	else if (kind < 68)
		append(out, PICK(self, spaces));
	else if (kind < 80)
		append(out, PICK(self, glosses));
	else if (kind < 88)
		append(out, PICK(self, unseen));
	else if (kind < 94)
		append(out, PICK(self, strange));
	else if (kind < 98)
		append(out, PICK(self, broken));
	else
		append(out, kind == 98 ? "\t" : "");
}

static void append_token(generator *self, generated *out)
{
	if (generator_chance(self, self->noise))
		append_noise(self, out);
	else
		append(out, PICK(self, han));
}

/* ---------------------------------------------------------------- paragraphs */

/* Tokens of about `width` columns: three bytes are a wide character. */
static void append_line(generator *self, generated *out, size_t width)
{
	size_t start = out->size;
	while ((out->size - start) * 2 / 3 < width)
		append_token(self, out);
}

static void append_break(generator *self, generated *out)
{
	append(out, generator_chance(self, 80) ? "\n" : PICK(self, breaks));
	if (generator_chance(self, 15))
		append(out, PICK(self, spaces));
}

static void append_column(generator *self, generated *out)
{
	size_t width = 12 + generator_below(self, 34), lines = 1 + generator_below(self, generator_chance(self, 5) ? 60 : 6);
	unsigned noise = self->noise;
	self->noise = generator_chance(self, 60) ? 4 : noise;
	for (size_t i = 0; i < lines; i++) {
		append_line(self, out, width + generator_below(self, generator_chance(self, 10) ? 12 : 4));
		if (generator_chance(self, 15))
			append(out, "，");
		append_break(self, out);
	}
	self->noise = noise;
	append_line(self, out, generator_below(self, width + 6));
	append(out, generator_chance(self, 80) ? "。" : PICK(self, marks));
}

static void append_marked(generator *self, generated *out)
{
	static const char *const marked[] = {"一、",   "十二.",    "3)",       "4.5",         "（三）", "(12)",
	                                     "第二章", "第一百条", "# ",       "•",           "-",      "二三四五、",
	                                     "（一",   "第",       "1. 20",    "1.   2",      "一 、",  "1 .",
	                                     "( 3 )",  "第 5 条",  "一(yi)、", "第三(san)章", "五、5",  "12)3"};
	append(out, PICK(self, marked));
	append_line(self, out, generator_below(self, 100));
}

static void append_paragraph(generator *self, generated *out)
{
	uint64_t kind = generator_below(self, 100);
	if (kind < 40)
		append_column(self, out);
	else if (kind < 60)
		append_line(self, out, 60 + generator_below(self, 60));
	else if (kind < 75)
		append_marked(self, out);
	else
		append_line(self, out, generator_below(self, 30));
}

void generator_text(generator *self, generated *out, size_t size)
{
	size_t start = out->size;
	while (out->size - start < size) {
		append_paragraph(self, out);
		append_break(self, out);
	}
	while (out->size > start && generator_chance(self, 50)) /* cut off anywhere */
		out->size -= generator_below(self, 2);
}

void generator_bytes(generator *self, generated *out, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		char byte = (char)generator_below(self, 256);
		generated_append(out, &byte, 1);
	}
}

/* ---------------------------------------------------------------- dictionaries */

static void append_letters(generator *self, generated *out, uint64_t count)
{
	for (uint64_t i = 0; i < count; i++)
		append(out, generator_chance(self, 90) ? PICK(self, han) : PICK(self, plain));
}

static void append_spelling(generator *self, generated *out)
{
	append_letters(self, out, 1 + generator_below(self, 3));
	for (int stars = 0; stars < 5 && generator_chance(self, 25); stars++) {
		append(out, "*");
		append_letters(self, out, 1 + generator_below(self, 2));
	}
	if (generator_chance(self, 15)) {
		append(out, "[");
		append_letters(self, out, 1 + generator_below(self, 2));
		append(out, "|");
		append_letters(self, out, 1);
		append(out, "]");
		append_letters(self, out, generator_below(self, 2));
	}
	if (generator_chance(self, 10))
		append(out, "％");
}

void generator_row(generator *self, generated *out)
{
	static const char *const kinds[] = {"", "", "term", "indicator", "shield", "name"};
	append_spelling(self, out);
	append(out, "\t营商/办结\t");
	for (uint64_t i = generator_chance(self, 30) ? 1 + generator_below(self, 3) : 0; i > 0; i--) {
		append_spelling(self, out);
		if (i > 1)
			append(out, "|");
	}
	append(out, "\t");
	append(out, PICK(self, kinds));
	append(out, "\n");
}
