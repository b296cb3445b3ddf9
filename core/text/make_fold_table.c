/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Computes the tables of the fold when the library is built: make_fold_table VARIANTS.tsv OUT.c
 * The rules are docs/folding.md, section 2: classes first, then forms of punctuation, compatibility characters (utf8proc), our
 * own variants, and last traditional to simplified as libopencc tells it, one character at a time. Not part of the library.
 */
#include <opencc/opencc.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "match/coding.h"
#include "text/fold.h"
#include "text/fold_table.h"

static uint16_t variants[0x10000]; /* 0: none */
static uint16_t simplified[0x10000];

static _Noreturn void die(const char *what, const char *detail)
{
	fprintf(stderr, "make_fold_table: %s: %s\n", what, detail);
	exit(1);
}

/* The single BMP character that text is, or 0. */
static uint32_t only_character(const char *text)
{
	utf8proc_int32_t point;
	utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &point);
	return length > 0 && text[length] == '\0' && point > 0 && point < 0x10000 ? (uint32_t)point : 0;
}

static void read_variants(const char *path)
{
	FILE *file = fopen(path, "r");
	if (file == NULL)
		die("cannot open", path);
	char line[1024];
	while (fgets(line, sizeof line, file) != NULL) {
		if (line[0] == '#' || line[0] == '\n')
			continue;
		char *from = strtok(line, "\t\n"), *to = strtok(NULL, "\t\n");
		uint32_t a = from == NULL ? 0 : only_character(from), b = to == NULL ? 0 : only_character(to);
		if (a == 0 || b == 0)
			die("a row is not `character TAB character`", from == NULL ? "" : from);
		variants[a] = (uint16_t)b;
	}
	fclose(file);
}

static void read_simplified(void)
{
	opencc_t converter = opencc_open("t2s.json");
	if (converter == (opencc_t)-1)
		die("opencc", "t2s.json is missing");
	for (uint32_t point = 0x80; point < 0x10000; point++) {
		if (point >= 0xD800 && point < 0xE000)
			continue;
		char text[8] = "";
		text[utf8proc_encode_char((utf8proc_int32_t)point, (utf8proc_uint8_t *)text)] = '\0';
		char *converted = opencc_convert_utf8(converter, text, strlen(text));
		if (converted == NULL)
			die("opencc", opencc_error());
		simplified[point] = (uint16_t)only_character(converted);
		opencc_convert_utf8_free(converted);
	}
	opencc_close(converter);
}

static bool in(uint32_t point, uint32_t first, uint32_t last)
{
	return point >= first && point <= last;
}

static bool is_dropped(uint32_t c)
{
	return c == 0xAD || c == 0x34F || c == 0x61C || in(c, 0x180B, 0x180F) || in(c, 0x200B, 0x200F) || in(c, 0x202A, 0x202E) ||
	       in(c, 0x2060, 0x206F) || in(c, 0xFE00, 0xFE0F) || c == 0xFEFF;
}

static bool is_line_end(uint32_t c)
{
	return in(c, 0x0A, 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_space(uint32_t c)
{
	return c == ' ' || c == 0xA0 || c == 0x1680 || in(c, 0x2000, 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_one_of(uint32_t point, const uint16_t *list)
{
	while (*list != 0 && *list != point)
		list++;
	return *list != 0;
}

static uint32_t compatible(uint32_t point)
{
	utf8proc_int32_t to[8];
	int bound = 0;
	utf8proc_ssize_t count =
	    utf8proc_decompose_char((utf8proc_int32_t)point, to, 8, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &bound);
	return count == 1 && to[0] > 0 && to[0] < 0x10000 ? (uint32_t)to[0] : point;
}

/* One step of folding. */
static uint32_t step(uint32_t c)
{
	static const uint16_t quotes[] = {0x201C, 0x201D, 0x2018, 0x2019, 0x201E, 0x201F, 0x201A, 0x201B, 0xAB,   0xBB, 0x300C,
	                                  0x300D, 0x300E, 0x300F, 0x301D, 0x301E, 0xFF02, 0xFF07, 0xFF62, 0xFF63, 0};
	static const uint16_t dots[] = {0x2027, 0x2022, 0x30FB, 0xFF65, 0x2219, 0x22C5, 0};
	static const uint16_t dashes[] = {0x2015, 0x2500, 0x2501, 0};
	static const uint16_t tildes[] = {0xFF5E, 0x301C, 0x223C, 0};
	if (is_one_of(c, quotes))
		return '"';
	if (is_one_of(c, dots))
		return 0xB7;
	if (is_one_of(c, dashes))
		return 0x2014;
	if (in(c, 0x2010, 0x2013))
		return '-';
	if (is_one_of(c, tildes))
		return '~';
	if (in(c, 0xFF01, 0xFF5E))
		return c - 0xFF01 + 0x21;
	if (c == 0xFFE5)
		return 0xA5;
	if (in(c, 0xFE50, 0xFE6B) || in(c, 0x2E80, 0x2FD5) || in(c, 0xF900, 0xFAFF)) {
		uint32_t to = compatible(c);
		if (to != c)
			return to;
	}
	if (variants[c] != 0)
		return variants[c];
	bool han = in(c, 0x3400, 0x4DBF) || in(c, 0x4E00, 0x9FFF);
	return han && simplified[c] != 0 ? simplified[c] : c;
}

/* A variant may lead to a traditional form, and that to a simplified one: steps are taken until nothing changes. */
static uint32_t folded(uint32_t c)
{
	for (int i = 0; i < 8; i++) {
		uint32_t next = step(c);
		if (next == c)
			return c;
		c = next;
	}
	fprintf(stderr, "make_fold_table: U+%04X folds in a circle\n", (unsigned)c);
	exit(1);
}

static unsigned class_of(uint32_t c)
{
	return is_dropped(c)  ? LIANGCE_FOLD_DROP
	     : is_line_end(c) ? LIANGCE_FOLD_LINE
	     : c == '\t'      ? LIANGCE_FOLD_TAB
	     : is_space(c)    ? LIANGCE_FOLD_SPACE
	                      : 0;
}

/* The unit that stands for a code point. */
static uint16_t unit_of(uint32_t c)
{
	switch (class_of(c)) {
	case 0: return (uint16_t)folded(c);
	case LIANGCE_FOLD_LINE: return LIANGCE_UNIT_BREAK;
	case LIANGCE_FOLD_SPACE: return ' ';
	default: return LIANGCE_UNIT_NONE;
	}
}

static unsigned kind_of(uint32_t c)
{
	const unsigned class = class_of(c);
	if (class != 0)
		return class;
	const uint16_t unit = unit_of(c);
	return (is_one_of(unit, u"。;!?…") ? LIANGCE_FOLD_ENDS : 0u) | (is_one_of(unit, u"\")》】]") ? LIANGCE_FOLD_CLOSES : 0u) |
	       (is_one_of(unit, u",。;!?") ? LIANGCE_FOLD_PROSE : 0u) |
	       (lc__is_han(unit) || is_one_of(unit, u"。,、;:?!()《》【】\"%·—") ? LIANGCE_FOLD_DRAWS : 0u);
}

static void write_kinds(FILE *out)
{
	fputs("\nconst uint8_t lc__fold_kinds[0x10000] = {\n", out);
	for (uint32_t point = 0; point < 0x10000; point++)
		fprintf(out, "%u,%s", kind_of(point), point % 32 == 31 ? "\n" : "");
	fputs("};\n", out);
}

static void write_padded(FILE *out, const char *name, const uint16_t words[0x10000])
{
	fprintf(out, "\nconst uint16_t %s[1 + 0x10000 + 1] = {\n0,\n", name);
	for (uint32_t i = 0; i < 0x10000; i++)
		fprintf(out, "0x%04X,%s", words[i], i % 16 == 15 ? "\n" : "");
	fputs("};\n", out);
}

static void write_units(FILE *out)
{
	static uint16_t units[0x10000], codes[0x10000];
	for (uint32_t i = 0; i < 0x10000; i++) {
		units[i] = unit_of(i);
		codes[i] = lc__code((uint16_t)i);
	}
	write_padded(out, "lc__folded_units", units);
	write_padded(out, "lc__unit_codes", codes);
}

/* For each choice of eight words the bytes that it takes, then 0x80, which makes zeros. */
static void write_squeezes(FILE *out)
{
	fputs("\n_Alignas(16) const uint8_t lc__fold_squeezes[256][16] = {\n", out);
	for (unsigned choice = 0; choice < 256; choice++) {
		unsigned chosen = 0;
		fputs("\t{", out);
		for (unsigned word = 0; word < 8; word++) {
			if ((choice >> word & 1) != 0) {
				fprintf(out, "%u, %u, ", 2 * word, 2 * word + 1);
				chosen++;
			}
		}
		for (; chosen < 8; chosen++)
			fputs("128, 128, ", out);
		fputs("},\n", out);
	}
	fputs("};\n", out);
}

int main(int count, char **arguments)
{
	if (count != 3)
		die("usage", "make_fold_table VARIANTS.tsv OUT.c");
	read_variants(arguments[1]);
	read_simplified();
	FILE *out = fopen(arguments[2], "w");
	if (out == NULL)
		die("cannot write", arguments[2]);
	fputs("/* Made by make_fold_table. */\n#include \"text/fold_table.h\"\n", out);
	write_units(out);
	write_kinds(out);
	write_squeezes(out);
	if (ferror(out) || fclose(out) != 0)
		die("cannot write", arguments[2]);
	return 0;
}
