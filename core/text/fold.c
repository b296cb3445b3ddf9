/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The fold: one pass over the source, in which nearly every character is one table look-up; what needs thought (spaces, breaks,
 * glosses, ill-formed bytes) leaves the fast loop. Whether a line break is soft is fold_line.c's to say.
 */
#include "text/fold.h"

#include <string.h>

#include "match/coding.h"
#include "text/fold_line.h"
#include "text/fold_table.h"
#include "text/utf8.h"

/* Where the fold stands. */
typedef struct cursor {
	lc__folded *to;
	const uint8_t *start, *end;
	const uint8_t *at;
	const uint8_t *line; /* where the source line begins that `at` is in */
	uint32_t characters; /* source characters before `at` */
	lc__lines *lines;
	bool out_of_memory;
} cursor;

lc_status lc__folded_init(lc__folded *self, lc_error *err)
{
	*self = (lc__folded){.capacity = (uint32_t)LIANGCE_FOLD_MAX + 2};
	self->units = lc__alloc(self->capacity, sizeof *self->units);
	self->codes = lc__alloc(self->capacity, sizeof *self->codes);
	self->run_capacity = 4096;
	self->runs = lc__alloc(self->run_capacity, sizeof *self->runs);
	if (self->units == NULL || self->codes == NULL || self->runs == NULL) {
		lc__folded_release(self);
		return lc__fail_nomem(err);
	}
	self->code_break = lc__code(LIANGCE_UNIT_BREAK);
	self->code_space = lc__code(' ');
	self->code_open = lc__code('(');
	self->code_invalid = lc__code(LIANGCE_UNIT_INVALID);
	self->code_astral = lc__code(LIANGCE_UNIT_ASTRAL);
	self->code_nul = lc__code(0);
	return LIANGCE_OK;
}

void lc__folded_release(lc__folded *self)
{
	lc__free(self->units);
	lc__free(self->codes);
	lc__free(self->runs);
	*self = (lc__folded){0};
}

static uint16_t last_unit(const cursor *self)
{
	return self->to->units[self->to->count - 1];
}

/* From the next unit on the source characters begin at `byte` and have `width` bytes each. */
static void begin_run(cursor *self, const uint8_t *byte, uint32_t character, uint32_t width)
{
	lc__folded *to = self->to;
	uint32_t offset = (uint32_t)(byte - self->start);
	if (to->run_count != 0) {
		const lc__run *run = &to->runs[to->run_count - 1];
		uint32_t units = to->count - run->unit;
		if (units == 0)
			to->run_count--; /* it stood for nothing yet */
		else if (run->width == width && run->byte + units * width == offset && run->character + units == character)
			return;
	}
	if (to->run_count == to->run_capacity) {
		void *runs = to->runs;
		size_t capacity = to->run_capacity;
		if (lc__grow(&runs, &capacity, capacity + 1, (size_t)to->capacity + 1, sizeof *to->runs, NULL) != LIANGCE_OK) {
			self->out_of_memory = true;
			return;
		}
		to->runs = runs;
		to->run_capacity = (uint32_t)capacity;
	}
	to->runs[to->run_count++] = (lc__run){to->count, offset, character, width};
}

static void put(cursor *self, uint16_t unit, uint16_t code, const uint8_t *byte, uint32_t character, uint32_t width)
{
	begin_run(self, byte, character, width);
	self->to->units[self->to->count] = unit;
	self->to->codes[self->to->count] = code;
	self->to->count++;
}

static void put_break(cursor *self, const uint8_t *byte, uint32_t character)
{
	if (last_unit(self) != LIANGCE_UNIT_BREAK)
		put(self, LIANGCE_UNIT_BREAK, self->to->code_break, byte, character, 1);
}

/* The class of a character that needs thought, or -1 for one that is a unit like others. */
static int class_of(lc__character c)
{
	if (!c.valid)
		return LIANGCE_FOLD_INVALID;
	if (c.point >= 0x10000)
		return (c.point >= 0xE0000 && c.point <= 0xE007F) || (c.point >= 0xE0100 && c.point <= 0xE01EF) ? LIANGCE_FOLD_DROP : -1;
	uint32_t entry = lc__fold_table[c.point];
	return (uint16_t)entry == 0 ? (int)(entry >> 16) : -1;
}

/* The unit of a character, where it is one. */
static uint16_t unit_of(lc__character c)
{
	if (!c.valid)
		return LIANGCE_UNIT_INVALID;
	if (c.point >= 0x10000)
		return LIANGCE_UNIT_ASTRAL;
	uint16_t unit = (uint16_t)lc__fold_table[c.point];
	return unit == 0 && class_of(c) == LIANGCE_FOLD_OPEN ? '(' : unit;
}

/* Steps over characters of no width; false at the end of the text. */
static bool peek(cursor *self, lc__character *c)
{
	while (self->at < self->end) {
		*c = lc__decode(self->at, self->end);
		if (class_of(*c) != LIANGCE_FOLD_DROP)
			return true;
		self->at += c->width;
		self->characters++;
	}
	return false;
}

/* Does a short run of spaces beside this unit mean nothing? */
static bool swallows_spaces(uint16_t unit)
{
	static const uint16_t marks[] = u"。,、;:?!()《》【】\"%·—";
	if (lc__is_han(unit))
		return true;
	for (const uint16_t *mark = marks; *mark != 0; mark++)
		if (*mark == unit)
			return true;
	return false;
}

static void fold_spaces(cursor *self)
{
	const uint8_t *byte = self->at;
	uint32_t character = self->characters, width = 0, count = 0;
	lc__character c = {0};
	bool more;
	while ((more = peek(self, &c)) && class_of(c) == LIANGCE_FOLD_SPACE) {
		if (count++ == 0)
			width = c.width;
		self->at += c.width;
		self->characters++;
	}
	int class = more ? class_of(c) : LIANGCE_FOLD_LINE;
	bool at_an_end = class == LIANGCE_FOLD_LINE || class == LIANGCE_FOLD_TAB || last_unit(self) == LIANGCE_UNIT_BREAK;
	if (at_an_end || (count <= 3 && (swallows_spaces(last_unit(self)) || swallows_spaces(unit_of(c)))))
		return;
	put(self, ' ', self->to->code_space, byte, character, width);
}

/* Does what was folded last end a sentence, closing marks aside? */
static bool ends_sentence(const lc__folded *to)
{
	uint32_t i = to->count - 1;
	while (to->units[i] == '"' || to->units[i] == ')' || to->units[i] == u'》' || to->units[i] == u'】' || to->units[i] == ']')
		i--; /* the sentinel ends this at the latest */
	uint16_t last = to->units[i];
	return last == u'。' || last == ';' || last == '!' || last == '?' || last == u'…';
}

/* Stands before a line end: goes to the first character of the next line that is not blank, and breaks if the break is hard. */
static void fold_line_end(cursor *self)
{
	const uint8_t *byte = self->at, *before = self->line;
	uint32_t character = self->characters;
	bool tab = false;
	lc__character c;
	while (peek(self, &c)) {
		int class = class_of(c);
		if (class != LIANGCE_FOLD_LINE && class != LIANGCE_FOLD_SPACE && class != LIANGCE_FOLD_TAB)
			break;
		self->at += c.width;
		self->characters++;
		tab |= class == LIANGCE_FOLD_TAB;
		if (class == LIANGCE_FOLD_LINE)
			self->line = self->at;
	}
	if (self->at == self->end || last_unit(self) == LIANGCE_UNIT_BREAK)
		return;
	/* Most lines end a sentence: no need to look at them closely. */
	if (tab || ends_sentence(self->to) || !lc__break_is_soft(self->lines, before, self->line, self->end))
		put_break(self, byte, character);
}

static bool is_pinyin(const char *letters)
{
	static const char *const initials[] = {"zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h",
	                                       "j", "q", "x", "r", "z", "c", "s", "y", "w", ""};
	static const char *const finals[] = {"a", "o", "e", "i", "u", "v", "ai", "ei", "ui", "ao", "ou", "iu", "ie", "ue", "ve",
	                                     "er", "an", "en", "in", "un", "vn", "ang", "eng", "ing", "ong", "ia", "iao", "ian",
	                                     "iang", "iong", "ua", "uo", "uai", "uan", "uang"};
	for (size_t i = 0; i < sizeof initials / sizeof initials[0]; i++) {
		size_t length = strlen(initials[i]);
		if (strncmp(letters, initials[i], length) != 0)
			continue;
		for (size_t k = 0; k < sizeof finals / sizeof finals[0]; k++)
			if (strcmp(letters + length, finals[k]) == 0)
				return true;
	}
	return false;
}

/* Stands at an opening bracket: drops a pinyin gloss and the spaces behind it. False: there is none, nothing has moved. */
static bool fold_gloss(cursor *self)
{
	cursor ahead = *self;
	char letters[7] = "";
	size_t count = 0;
	lc__character c;
	if (!lc__is_han(last_unit(self)) || !peek(&ahead, &c))
		return false;
	ahead.at += c.width;
	ahead.characters++;
	while (peek(&ahead, &c)) {
		uint16_t unit = class_of(c) < 0 ? unit_of(c) : 0;
		ahead.at += c.width;
		ahead.characters++;
		if (unit == ')' && count > 0)
			break;
		if (unit < 'a' || unit > 'z' || count == 6)
			return false;
		letters[count++] = (char)unit;
	}
	if (c.valid == false || unit_of(c) != ')' || !is_pinyin(letters))
		return false;
	while (peek(&ahead, &c) && class_of(c) == LIANGCE_FOLD_SPACE) {
		ahead.at += c.width;
		ahead.characters++;
	}
	self->at = ahead.at;
	self->characters = ahead.characters;
	return true;
}

/* One character that the fast loop left to thought. */
static void fold_special(cursor *self)
{
	const uint8_t *byte = self->at;
	uint32_t character = self->characters;
	lc__character c = lc__decode(byte, self->end);
	int class = class_of(c);
	if (class == LIANGCE_FOLD_SPACE) {
		fold_spaces(self);
		return;
	}
	if (class == LIANGCE_FOLD_LINE) {
		fold_line_end(self);
		return;
	}
	if (class == LIANGCE_FOLD_OPEN && fold_gloss(self))
		return;
	self->at += c.width;
	self->characters++;
	if (class == LIANGCE_FOLD_TAB) {
		put_break(self, byte, character);
	} else if (class == LIANGCE_FOLD_OPEN) {
		put(self, '(', self->to->code_open, byte, character, c.width);
	} else if (class == LIANGCE_FOLD_NUL) {
		put(self, 0, self->to->code_nul, byte, character, c.width);
	} else if (class == LIANGCE_FOLD_INVALID) {
		self->to->invalid++;
		put(self, LIANGCE_UNIT_INVALID, self->to->code_invalid, byte, character, c.width);
	} else if (class < 0 && c.point >= 0x10000) {
		put(self, LIANGCE_UNIT_ASTRAL, self->to->code_astral, byte, character, c.width);
	} else if (class < 0) {
		uint32_t entry = lc__fold_table[c.point];
		put(self, (uint16_t)entry, (uint16_t)(entry >> 16), byte, character, c.width);
	}
}

/* Runs of plain characters of three bytes: nearly all of a Chinese text. */
static void fold_threes(cursor *self)
{
	lc__folded *to = self->to;
	const uint8_t *at = self->at, *const last = self->end - 4; /* four bytes are loaded at once */
	uint32_t count = to->count;
	begin_run(self, at, self->characters, 3);
	while (at <= last) {
		uint32_t bytes;
		memcpy(&bytes, at, sizeof bytes);
		bytes = __builtin_bswap32(bytes) >> 8;
		if ((bytes & 0xF0C0C0) != 0xE08080)
			break;
		uint32_t point = (bytes >> 4 & 0xF000) | (bytes >> 2 & 0x0FC0) | (bytes & 0x3F);
		uint32_t entry = lc__fold_table[point];
		if ((uint16_t)entry == 0 || point < 0x800)
			break;
		to->units[count] = (uint16_t)entry;
		to->codes[count] = (uint16_t)(entry >> 16);
		count++;
		at += 3;
	}
	self->characters += count - to->count;
	to->count = count;
	self->at = at;
}

static void fold_ones(cursor *self)
{
	lc__folded *to = self->to;
	const uint8_t *at = self->at;
	uint32_t count = to->count;
	begin_run(self, at, self->characters, 1);
	while (at < self->end && *at < 0x80) {
		uint32_t entry = lc__fold_table[*at];
		if ((uint16_t)entry == 0)
			break;
		to->units[count] = (uint16_t)entry;
		to->codes[count] = (uint16_t)(entry >> 16);
		count++;
		at++;
	}
	self->characters += count - to->count;
	to->count = count;
	self->at = at;
}

lc_status lc__fold(lc__folded *self, lc_view text, lc_error *err)
{
	if (text.size > LIANGCE_FOLD_MAX)
		return lc__fail(err, LIANGCE_E_TOO_LARGE, "a text of %zu bytes cannot be folded at once", text.size);
	const uint8_t *start = (const uint8_t *)text.data;
	lc__lines lines;
	cursor at = {.to = self, .start = start, .end = start + text.size, .at = start, .line = start, .lines = &lines};
	lc__lines_reset(&lines);
	self->count = self->run_count = self->invalid = 0;
	self->bytes = (uint32_t)text.size;
	put(&at, LIANGCE_UNIT_BREAK, self->code_break, start, 0, 1);
	while (at.at < at.end && !at.out_of_memory) {
		const uint8_t *before = at.at;
		if (*at.at < 0x80)
			fold_ones(&at);
		else if ((*at.at & 0xF0) == 0xE0 && at.end - at.at >= 4)
			fold_threes(&at);
		if (at.at == before)
			fold_special(&at);
	}
	if (last_unit(&at) == LIANGCE_UNIT_BREAK && self->count > 1)
		self->count--; /* a break at the end stands for nothing: the sentinel takes its place */
	put(&at, LIANGCE_UNIT_BREAK, self->code_break, at.end, at.characters, 1);
	self->characters = at.characters;
	return at.out_of_memory ? lc__fail_nomem(err) : LIANGCE_OK;
}

static const lc__run *run_of(const lc__folded *self, uint32_t unit)
{
	uint32_t low = 0, high = self->run_count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (self->runs[middle].unit <= unit)
			low = middle;
		else
			high = middle;
	}
	return &self->runs[low];
}

lc_span lc__fold_span(const lc__folded *self, uint32_t start, uint32_t end)
{
	const lc__run *first = run_of(self, start), *last = run_of(self, end - 1);
	uint32_t behind = end - last->unit;
	return (lc_span){
	    .byte_start = first->byte + (uint64_t)(start - first->unit) * first->width,
	    .byte_end = last->byte + (uint64_t)behind * last->width,
	    .char_start = first->character + (uint64_t)(start - first->unit),
	    .char_end = last->character + (uint64_t)behind,
	};
}

lc_status lc__units_to_utf8(lc__buffer *out, const uint16_t *units, size_t count, lc_error *err)
{
	lc_status status = lc__buffer_reserve(out, count * 3, err);
	if (status != LIANGCE_OK)
		return status;
	char *to = out->data + out->size;
	for (size_t i = 0; i < count; i++) {
		uint32_t unit = units[i] == LIANGCE_UNIT_BREAK ? ' ' : units[i] == LIANGCE_UNIT_ASTRAL ? LIANGCE_UNIT_INVALID : units[i];
		if (unit < 0x80) {
			*to++ = (char)unit;
		} else if (unit < 0x800) {
			*to++ = (char)(0xC0 | unit >> 6);
			*to++ = (char)(0x80 | (unit & 0x3F));
		} else {
			*to++ = (char)(0xE0 | unit >> 12);
			*to++ = (char)(0x80 | (unit >> 6 & 0x3F));
			*to++ = (char)(0x80 | (unit & 0x3F));
		}
	}
	out->size = (size_t)(to - out->data);
	return LIANGCE_OK;
}
