/* SPDX-License-Identifier: Apache-2.0 */
/* Sections 1 and 2 of docs/folding.md: decoding, and what becomes of one code point. Knows nothing of its neighbours. */
#include "oracle/oracle.h"

#include <opencc/opencc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

void *oracle_realloc(void *memory, size_t count, size_t size)
{
	void *grown = count > SIZE_MAX / size ? NULL : realloc(memory, count * size);
	if (!grown) {
		fprintf(stderr, "oracle: out of memory\n");
		abort();
	}
	return grown;
}

/* ---------------------------------------------------------------- decoding */

static bool within(uint32_t c, uint32_t low, uint32_t high)
{
	return c >= low && c <= high;
}

/* Unicode 15, table 3-7: how many bytes `lead` asks for, and what the second may be. 0: it begins no sequence. */
static size_t sequence_length(unsigned char lead, unsigned char *low, unsigned char *high)
{
	*low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
	*high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
	if (lead < 0x80)
		return 1;
	if (within(lead, 0xC2, 0xDF))
		return 2;
	if (within(lead, 0xE0, 0xEF))
		return 3;
	if (within(lead, 0xF0, 0xF4))
		return 4;
	return 0;
}

static oracle_character decode_one(lc_view text, size_t at)
{
	const unsigned char *bytes = (const unsigned char *)text.data + at;
	size_t left = text.size - at;
	unsigned char low, high;
	size_t length = sequence_length(bytes[0], &low, &high);
	size_t taken = 1;
	while (taken < length && taken < left && within(bytes[taken], low, high)) {
		taken++;
		low = 0x80;
		high = 0xBF;
	}
	oracle_character c = {.code = 0xFFFD, .ill_formed = taken != length, .byte_start = at, .byte_end = at + taken};
	if (!c.ill_formed) {
		static const unsigned char lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
		c.code = bytes[0] & lead_bits[length];
		for (size_t i = 1; i < length; i++)
			c.code = c.code << 6 | (bytes[i] & 0x3F);
	}
	return c;
}

oracle_character *oracle_decode(lc_view text, size_t *count)
{
	oracle_character *characters = NULL;
	*count = 0;
	for (size_t at = 0; at < text.size; at = characters[*count - 1].byte_end) {
		oracle_character c = decode_one(text, at);
		ORACLE_PUSH(characters, *count);
		characters[*count - 1] = c;
	}
	return characters;
}

/* ---------------------------------------------------------------- the table */

bool oracle_is_han(uint16_t unit)
{
	return within(unit, 0x4E00, 0x9FFF) || within(unit, 0x3400, 0x4DBF) || unit == 0x3005 || unit == 0x3007;
}

static bool among(uint32_t c, const char *list)
{
	lc_view view = {list, strlen(list)};
	for (size_t at = 0; at < view.size;) {
		oracle_character listed = decode_one(view, at);
		if (listed.code == c)
			return true;
		at = listed.byte_end;
	}
	return false;
}

static bool is_zero_width(uint32_t c)
{
	return c == 0x00AD || c == 0x034F || c == 0x061C || within(c, 0x180B, 0x180F) || within(c, 0x200B, 0x200F) ||
	       within(c, 0x202A, 0x202E) || within(c, 0x2060, 0x206F) || within(c, 0xFE00, 0xFE0F) || c == 0xFEFF;
}

static bool is_line_end(uint32_t c)
{
	return within(c, 0x0A, 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool is_space(uint32_t c)
{
	return c == ' ' || c == 0xA0 || c == 0x1680 || within(c, 0x2000, 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

/* The compatibility character of c, or c where that is not one BMP character. */
static uint32_t compatible(uint32_t c)
{
	utf8proc_int32_t decomposed[32];
	int boundary = 0;
	utf8proc_ssize_t count =
	    utf8proc_decompose_char((utf8proc_int32_t)c, decomposed, 32, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary);
	return count == 1 && decomposed[0] < 0x10000 ? (uint32_t)decomposed[0] : c;
}

typedef struct pair {
	uint32_t from, to;
} pair;

typedef struct maker {
	opencc_t opencc;
	pair *variants;
	size_t variant_count;
} maker;

static uint32_t simplified(const maker *self, uint32_t c)
{
	utf8proc_uint8_t bytes[4];
	size_t size = (size_t)utf8proc_encode_char((utf8proc_int32_t)c, bytes);
	char *converted = opencc_convert_utf8(self->opencc, (const char *)bytes, size);
	if (!converted)
		return c;
	lc_view view = {converted, strlen(converted)};
	uint32_t result = c;
	if (view.size > 0) {
		oracle_character first = decode_one(view, 0);
		if (first.byte_end == view.size && first.code < 0x10000)
			result = first.code;
	}
	opencc_convert_utf8_free(converted);
	return result;
}

static bool has_compatible(uint32_t c)
{
	return (within(c, 0xFE50, 0xFE6B) || within(c, 0x2E80, 0x2FD5) || within(c, 0xF900, 0xFAFF)) && compatible(c) != c;
}

static uint32_t variant_or_simplified(const maker *self, uint32_t c)
{
	for (size_t i = 0; i < self->variant_count; i++) {
		if (self->variants[i].from == c)
			return self->variants[i].to;
	}
	return oracle_is_han((uint16_t)c) ? simplified(self, c) : c;
}

/* The rows of the table of section 2, in its order: what c becomes by the first that fits. */
static oracle_class meaning(const maker *self, uint32_t c, uint32_t *unit)
{
	*unit = c;
	if (is_zero_width(c))
		return ORACLE_DROPPED;
	if (is_line_end(c))
		return ORACLE_LINE_END;
	if (c == '\t')
		return ORACLE_TAB;
	if (is_space(c))
		return ORACLE_SPACE;
	if (among(c, "“”‘’„‟‚‛«»「」『』〝〞＂＇｢｣"))
		*unit = '"';
	else if (within(c, 0xFF01, 0xFF5E))
		*unit = c - 0xFF01 + 0x21;
	else if (among(c, "‧•・･∙⋅"))
		*unit = 0xB7;
	else if (within(c, 0x2010, 0x2013))
		*unit = '-';
	else if (c == 0x2015 || c == 0x2500 || c == 0x2501)
		*unit = 0x2014;
	else if (among(c, "～〜∼"))
		*unit = '~';
	else if (c == 0xFFE5)
		*unit = 0xA5;
	else if (has_compatible(c))
		*unit = compatible(c);
	else
		*unit = variant_or_simplified(self, c);
	return ORACLE_CHARACTER;
}

/* Again and again until nothing changes. Ten times is plenty, unless two rows turn a character round and round. */
static oracle_class settled_meaning(const maker *self, uint32_t c, uint32_t *unit)
{
	oracle_class class = meaning(self, c, unit);
	for (int i = 0; i < 10 && class == ORACLE_CHARACTER && *unit != c; i++) {
		c = *unit;
		class = meaning(self, c, unit);
	}
	return class;
}

/* Rows of variants.tsv: a character, a TAB, the character it becomes; anything behind a second TAB is a note. */
static void read_variants(maker *self, const char *path)
{
	char line[512];
	FILE *file = fopen(path, "rb");
	if (!file)
		return;
	while (fgets(line, sizeof line, file)) {
		lc_view view = {line, strcspn(line, "\n")};
		if (view.size < 3 || line[0] == '#')
			continue;
		oracle_character from = decode_one(view, 0);
		if (from.byte_end + 1 >= view.size || line[from.byte_end] != '\t')
			continue;
		oracle_character to = decode_one(view, from.byte_end + 1);
		ORACLE_PUSH(self->variants, self->variant_count);
		self->variants[self->variant_count - 1] = (pair){from.code, to.code};
	}
	fclose(file);
}

oracle_table *oracle_table_new(const char *variants)
{
	maker self = {.opencc = opencc_open(OPENCC_DEFAULT_CONFIG_TRAD_TO_SIMP)};
	if (self.opencc == (opencc_t)-1) {
		fprintf(stderr, "oracle: libopencc: %s\n", opencc_error());
		return NULL;
	}
	read_variants(&self, variants);
	oracle_table *table = oracle_realloc(NULL, 1, sizeof *table);
	for (uint32_t c = 0; c < 0x10000; c++) {
		uint32_t unit = c;
		/* surrogates are never decoded */
		oracle_class class = within(c, 0xD800, 0xDFFF) ? ORACLE_CHARACTER : settled_meaning(&self, c, &unit);
		table->unit[c] = (uint16_t)unit;
		table->class[c] = (uint8_t) class;
	}
	opencc_close(self.opencc);
	free(self.variants);
	return table;
}

oracle_class oracle_classify(const oracle_table *table, uint32_t code, uint16_t *unit)
{
	if (within(code, 0xE0100, 0xE01EF) || within(code, 0xE0000, 0xE007F))
		return ORACLE_DROPPED;
	*unit = code > 0xFFFF ? ORACLE_UNIT_ASTRAL : table->unit[code];
	return code > 0xFFFF ? ORACLE_CHARACTER : (oracle_class)table->class[code];
}
