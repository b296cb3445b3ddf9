/* SPDX-License-Identifier: Apache-2.0 */
/* Soft and hard line breaks: see fold_line.h. Looks at source text only; works on at most 42 lines for one question. */
#include "text/fold_line.h"

#include <stddef.h>
#include <string.h>

#include "text/fold.h"
#include "text/fold_table.h"
#include "text/utf8.h"

enum {
	LONG_WIDTH = 80,     /* columns from which a line of prose that does not end is surely cut */
	COLUMN_WIDTH = 16,   /* the narrowest newspaper column */
	HEAD = 8,            /* characters that tell a heading or list item */
	COLUMN_TOLERANCE = 4 /* two Han characters: punctuation and figures do not fill a line evenly */
};

/* A folded character with its class; spaces and line ends have unit 0. */
typedef struct character {
	uint16_t unit;
	int class; /* an lc__fold_class, or -1 */
	lc__character source;
} character;

static character character_at(const uint8_t *at, const uint8_t *end)
{
	character c = {.class = -1, .source = lc__decode(at, end)};
	uint32_t point = c.source.point;
	if (!c.source.valid) {
		c.unit = LIANGCE_UNIT_INVALID;
	} else if (point >= 0x10000) {
		bool dropped = point >= 0xE0000 && point <= 0xE01EF && (point <= 0xE007F || point >= 0xE0100);
		c.class = dropped ? LIANGCE_FOLD_DROP : -1;
		c.unit = dropped ? 0 : LIANGCE_UNIT_ASTRAL;
	} else {
		uint32_t entry = lc__fold_table[point];
		c.unit = (uint16_t)entry;
		if (c.unit == 0) {
			c.class = (int)(entry >> 16);
			c.unit = c.class == LIANGCE_FOLD_OPEN ? '(' : 0;
		}
	}
	return c;
}

static bool is_in(uint16_t unit, const uint16_t *list)
{
	while (*list != 0 && *list != unit)
		list++;
	return unit != 0 && *list == unit;
}

static bool is_digit(uint16_t unit)
{
	return unit >= '0' && unit <= '9';
}

static bool is_letter(uint16_t unit)
{
	return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
}

static bool is_han_numeral(uint16_t unit)
{
	return is_in(unit, u"一二三四五六七八九十百");
}

static bool is_prose(uint16_t unit)
{
	return is_in(unit, u",。;!?");
}

/* Does a line that begins with these folded characters begin like a heading or a list item? */
static bool is_marked(const uint16_t *head, size_t count)
{
	if (count == 0)
		return false;
	if (is_in(head[0], u"#*·-—■□◆◇●○★☆▲△▪•※【|>+="))
		return true;
	size_t first = head[0] == '(' || head[0] == u'第' ? 1 : 0;
	size_t i = first;
	bool han = false, digit = false;
	while (i < count && (is_han_numeral(head[i]) || is_digit(head[i]))) {
		han |= is_han_numeral(head[i]);
		digit |= is_digit(head[i]);
		i++;
	}
	size_t numerals = i - first;
	if (numerals == 0 || i == count)
		return false;
	if (head[0] == '(')
		return numerals <= 3 && head[i] == ')';
	if (head[0] == u'第')
		return numerals <= 4 && is_in(head[i], u"章节条部编篇");
	return numerals <= 3 && !(han && digit) && is_in(head[i], u"、.)") && !(i + 1 < count && is_digit(head[i + 1]));
}

/* Reads the line that begins at `at`, or so much of it as shows that it is wider than `widest` columns. */
static void read_line(lc__line *line, const uint8_t *at, const uint8_t *end, uint32_t widest)
{
	uint16_t head[HEAD] = {0};
	size_t head_count = 0;
	uint32_t width_with_spaces = 0;
	uint16_t closed = 0; /* last character that is no closing mark */
	*line = (lc__line){.at = at, .start = at, .end = at};
	bool begun = false;
	while (at < end && !line->cut) {
		character c = character_at(at, end);
		at += c.source.width;
		if (c.class == LIANGCE_FOLD_LINE) {
			if (c.source.point == '\r' && at < end && *at == '\n')
				at++;
			break;
		}
		if (c.class == LIANGCE_FOLD_DROP)
			continue;
		if (c.class == LIANGCE_FOLD_TAB) {
			line->tabbed = true;
			continue;
		}
		if (c.class == LIANGCE_FOLD_SPACE && !begun) {
			line->indent++;
			continue;
		}
		width_with_spaces += c.source.point >= 0x1100 ? 2 : 1;
		if (c.class == LIANGCE_FOLD_SPACE)
			continue;
		if (!begun) {
			line->start = at - c.source.width;
			line->first = c.unit;
			begun = true;
		}
		if (head_count < HEAD)
			head[head_count++] = c.unit;
		line->prose_before_last = line->prose;
		line->prose |= is_prose(c.unit);
		if (!is_in(c.unit, u"\")》】]"))
			closed = c.unit;
		line->last = c.unit;
		line->end = at;
		line->width = width_with_spaces;
		line->cut = line->width > widest && head_count == HEAD;
	}
	line->next = at;
	line->ended = is_in(closed, u"。!?;…");
	line->marked = is_marked(head, head_count);
}

void lc__lines_reset(lc__lines *self)
{
	memset(self, 0, sizeof *self);
}

static const lc__line *line_at(lc__lines *self, const uint8_t *at, const uint8_t *end, uint32_t widest)
{
	lc__line *line = &self->lines[((uintptr_t)at * 0x9E3779B97F4A7C15u) >> 58];
	if (line->at != at || (line->cut && line->width <= widest))
		read_line(line, at, end, widest);
	return line;
}

static bool is_blank(const lc__line *line)
{
	return line->start == line->end;
}

/* Neither side of the break may be what a break belongs to by its nature. */
static bool may_be_soft(const lc__line *a, const lc__line *b)
{
	return !is_blank(a) && !is_blank(b) && !a->ended && a->last != ':' && !a->tabbed && !b->marked &&
	       !(is_letter(a->last) && is_letter(b->first)) && b->indent <= (a->indent > 1 ? a->indent : 1);
}

static bool is_long(const lc__line *a)
{
	return a->width >= LONG_WIDTH && a->prose && !a->marked &&
	       (lc__is_han(a->last) || is_digit(a->last) || is_in(a->last, u",、(\"《"));
}

/* Is a word or a figure cut in two? */
static bool is_cut_word(const lc__line *a, const lc__line *b)
{
	return (lc__is_han(a->last) || is_digit(a->last) || is_in(a->last, u"()")) &&
	       (lc__is_han(b->first) || is_digit(b->first) || is_in(b->first, u"()"));
}

/* Do a and the lines behind it make a column: one width, and a last line that ends a sentence? */
static bool is_column(lc__lines *lines, const lc__line *a, const uint8_t *end)
{
	const uint32_t width = a->width;
	bool prose = a->prose_before_last;
	const uint8_t *at = a->next;
	if (width < COLUMN_WIDTH)
		return false;
	for (int i = 0; i < LIANGCE_COLUMN_LINES && at < end; i++) {
		const lc__line *line = line_at(lines, at, end, width + COLUMN_TOLERANCE);
		if (line->cut || is_blank(line) || line->marked || line->tabbed || line->width > width + COLUMN_TOLERANCE)
			return false;
		prose |= line->prose_before_last;
		if (line->ended)
			return prose;
		if (line->width + COLUMN_TOLERANCE < width)
			return false;
		at = line->next;
	}
	return false;
}

bool lc__break_is_soft(lc__lines *self, const uint8_t *a, const uint8_t *b, const uint8_t *end)
{
	/* Copies: lines that are read while a column is followed may take their slots. */
	lc__line before = *line_at(self, a, end, UINT32_MAX);
	lc__line after = *line_at(self, b, end, before.width + COLUMN_TOLERANCE);
	if (!may_be_soft(&before, &after))
		return false;
	bool blank_between = before.next != after.at;
	if (is_long(&before) && (!blank_between || is_cut_word(&before, &after)))
		return !line_at(self, b, end, UINT32_MAX)->tabbed;
	return !blank_between && is_column(self, &before, end);
}
