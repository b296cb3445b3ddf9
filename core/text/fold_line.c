/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Soft and hard line breaks: see fold_settle.h. Most breaks end a sentence or stand between lines of plainly different width;
 * only others are looked at closely.
 */
#include "text/fold_settle.h"

enum {
	LONG_WIDTH = 80,   /* columns from which a line of prose that does not end is surely cut */
	COLUMN_WIDTH = 16, /* the narrowest newspaper column */
	COLUMN_LINES = 40,
	COLUMN_TOLERANCE = 4, /* two Han characters: punctuation and figures do not fill a line evenly */
	HEAD = 8,             /* units that tell a heading or list item */
	MEMORY = 64,          /* lines; more than a column has */
};

/* A line as far as the question needs it. */
typedef struct line {
	uint32_t known; /* its number + 1; 0: nothing is known */
	uint32_t width; /* columns */
	bool cut;       /* measured only until it was too wide to matter */
	bool shaped;    /* the rest is known */
	bool ended, marked;
} line;

typedef struct lines {
	lc__folded *text;
	uint32_t count;
	line memory[MEMORY]; /* a column asks for the same lines again and again */
} lines;

/* ---------------------------------------------------------------- units */

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
	switch (unit) {
	case u'一':
	case u'二':
	case u'三':
	case u'四':
	case u'五':
	case u'六':
	case u'七':
	case u'八':
	case u'九':
	case u'十':
	case u'百': return true;
	default: return false;
	}
}

static bool is_prose(uint16_t unit)
{
	return unit == ',' || unit == u'。' || unit == ';' || unit == '!' || unit == '?';
}

/* ---------------------------------------------------------------- lines */

static uint32_t end_of(const lines *self, uint32_t i)
{
	return self->text->marks[i] & LIANGCE_LINE_ENTRY;
}

static uint32_t start_of(const lines *self, uint32_t i)
{
	return i == 0 ? 1 : end_of(self, i - 1) + 1;
}

static bool is(const lines *self, uint32_t i, uint32_t flag)
{
	return (self->text->marks[i] & flag) != 0;
}

static bool is_blank(const lines *self, uint32_t i)
{
	return (self->text->marks[i] & (LIANGCE_LINE_EMPTY | LIANGCE_LINE_TABBED)) == LIANGCE_LINE_EMPTY;
}

/* The first and last unit of a line that is not empty. */
static uint32_t first_of(const lines *self, uint32_t i)
{
	uint32_t at = start_of(self, i);
	while (!lc__places_has(&self->text->kept, at))
		at++;
	return at;
}

static uint32_t last_of(const lines *self, uint32_t i)
{
	uint32_t at = end_of(self, i) - 1;
	while (!lc__places_has(&self->text->kept, at))
		at--;
	return at;
}

/* Closing marks aside, does the line that `last` is the last unit of end a sentence? */
static bool is_ended(const lines *self, uint32_t i, uint32_t last)
{
	uint32_t start = start_of(self, i);
	const lc__folded *text = self->text;
	for (uint32_t at = last; at >= start; at--) {
		uint16_t unit = text->units[at];
		if (!lc__places_has(&text->kept, at) || unit == ' ' || unit == '"' || unit == ')' || unit == u'》' ||
		    unit == u'】' || unit == ']')
			continue;
		return unit == u'。' || unit == ';' || unit == '!' || unit == '?' || unit == u'…';
	}
	return false;
}

/* Space characters before the line. */
static uint32_t indent_of(const lines *self, uint32_t i)
{
	uint32_t first = first_of(self, i), indent = 0;
	for (uint32_t at = start_of(self, i); at < first; at++)
		indent += lc__class_at(self->text, at) == LIANGCE_FOLD_SPACE;
	return indent;
}

/* The units from entry `at` on, before `end`; returns how many there are. */
static size_t units_from(const lines *self, uint32_t at, uint32_t end, uint16_t *units, size_t most)
{
	size_t count = 0;
	for (; at < end && count < most; at++)
		if (lc__places_has(&self->text->kept, at))
			units[count++] = self->text->units[at];
	return count;
}

/* `一、` `12.` `3)` `(四)` `第五章` */
static bool begins_with_number(const uint16_t *head, size_t count)
{
	size_t first = head[0] == '(' || head[0] == u'第' ? 1 : 0, i = first;
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

/* Does the line begin like a heading or a list item? */
static bool is_marked(const lines *self, uint32_t i)
{
	uint32_t at = first_of(self, i);
	uint16_t first = self->text->units[at], head[HEAD];
	if (lc__is_han(first) ? first == u'第' || is_han_numeral(first) : first == '(' || is_digit(first))
		return begins_with_number(head, units_from(self, at, end_of(self, i), head, HEAD));
	return !lc__is_han(first) && !is_letter(first) && is_in(first, u"#*·-—■□◆◇●○★☆▲△▪•※【|>+=");
}

/* Does the line hold one of , 。 ; ! ? before entry `end`? */
static bool has_prose(const lines *self, uint32_t i, uint32_t end)
{
	for (uint32_t at = start_of(self, i); at < end; at++)
		if (is_prose(self->text->units[at]))
			return true;
	return false;
}

/* Columns of entries [start, end), zero width not thought of. */
static uint32_t columns_of(const uint16_t *points, uint32_t start, uint32_t end)
{
	uint32_t columns = end - start;
	for (; start < end; start++)
		columns += points[start] >= 0x1100;
	return columns;
}

/* The source characters of a line from the first to the last that is no space: entries [*start, *end). */
static void trim(const lines *self, uint32_t i, uint32_t *start, uint32_t *end)
{
	const lc__folded *text = self->text;
	uint32_t from = start_of(self, i), to = end_of(self, i);
	int class;
	while (from < to && ((class = lc__class_at(text, to - 1)) == LIANGCE_FOLD_SPACE || class == LIANGCE_FOLD_DROP))
		to--;
	while (from < to && (class = lc__class_at(text, from)) > LIANGCE_FOLD_NUL && class != LIANGCE_FOLD_TAB)
		from++; /* also the LF of CR LF */
	*start = from;
	*end = to;
}

/* Columns of a line in the source, or some number over `widest`. */
static uint32_t width_of(const lines *self, uint32_t i, uint32_t widest)
{
	const lc__folded *text = self->text;
	uint32_t start, end, width = 0;
	trim(self, i, &start, &end);
	if (!is(self, i, LIANGCE_LINE_UNSEEN))
		return columns_of(text->points, start, end - start > widest ? start + widest + 1 : end);
	for (; start < end && width <= widest; start++)
		if (lc__class_at(text, start) != LIANGCE_FOLD_DROP)
			width += 1u + (text->points[start] >= 0x1100);
	return width;
}

/* A number that the columns of a line surely do not exceed, or that they surely reach. */
static uint32_t widest_of(const lines *self, uint32_t i)
{
	return 2 * (end_of(self, i) - start_of(self, i));
}

static uint32_t narrowest_of(const lines *self, uint32_t i)
{
	uint32_t start, end;
	trim(self, i, &start, &end);
	return is(self, i, LIANGCE_LINE_UNSEEN) ? 0 : end - start;
}

/* Measures a line that is not empty. */
static line *measure(lines *self, uint32_t i, uint32_t widest)
{
	line *to = &self->memory[i % MEMORY];
	if (to->known == i + 1 && !(to->cut && to->width <= widest))
		return to;
	*to = (line){.known = i + 1, .width = width_of(self, i, widest)};
	to->cut = to->width > widest;
	return to;
}

static void shape(const lines *self, line *of, uint32_t i)
{
	if (of->shaped)
		return;
	of->ended = is_ended(self, i, last_of(self, i));
	of->marked = is_marked(self, i);
	of->shaped = true;
}

/* ---------------------------------------------------------------- breaks */

/* Is a word or a figure cut in two? */
static bool is_cut_word(uint16_t last, uint16_t first)
{
	return (lc__is_han(last) || is_digit(last) || last == '(' || last == ')') &&
	       (lc__is_han(first) || is_digit(first) || first == '(' || first == ')');
}

static bool is_long(const lines *self, uint32_t a, uint16_t last)
{
	return (lc__is_han(last) || is_digit(last) || is_in(last, u",、(\"《")) && has_prose(self, a, end_of(self, a)) &&
	       width_of(self, a, LONG_WIDTH) >= LONG_WIDTH && !is_marked(self, a);
}

/* Is one of the lines a to b prose? */
static bool are_prose(const lines *self, uint32_t a, uint32_t b)
{
	while (a <= b && !has_prose(self, a, last_of(self, a)))
		a++;
	return a <= b;
}

/* Do a and the lines behind it make a column: one width, and a last line that ends a sentence? */
static bool is_column(lines *self, uint32_t a)
{
	const uint32_t width = measure(self, a, UINT32_MAX)->width;
	if (width < COLUMN_WIDTH)
		return false;
	for (uint32_t i = a + 1; i <= a + COLUMN_LINES && i < self->count; i++) {
		if (is(self, i, LIANGCE_LINE_EMPTY | LIANGCE_LINE_TABBED))
			return false;
		line *next = measure(self, i, width + COLUMN_TOLERANCE);
		if (next->cut || next->width > width + COLUMN_TOLERANCE)
			return false;
		shape(self, next, i);
		if (next->marked || (!next->ended && next->width + COLUMN_TOLERANCE < width))
			return false;
		if (next->ended)
			return are_prose(self, a, i);
	}
	return false;
}

/* Is the break behind line a, which is not empty, soft? b is the next that is not blank. */
static bool is_soft(lines *self, uint32_t a, uint32_t b)
{
	if (is(self, a, LIANGCE_LINE_TABBED) || is(self, b, LIANGCE_LINE_TABBED))
		return false;
	uint32_t end = last_of(self, a);
	if (is_ended(self, a, end))
		return false;
	/* What the number of characters tells: one is one or two columns wide. */
	bool adjacent = b == a + 1;
	uint32_t widest = widest_of(self, a);
	bool maybe_long = widest >= LONG_WIDTH;
	bool maybe_column = adjacent && widest >= COLUMN_WIDTH && narrowest_of(self, b) <= widest + COLUMN_TOLERANCE;
	if (!maybe_long && !maybe_column)
		return false;
	uint16_t last = self->text->units[end], first = self->text->units[first_of(self, b)];
	if (last == ':' || (is_letter(last) && is_letter(first)))
		return false;
	uint32_t indent = indent_of(self, b);
	if (indent > 1 && indent > indent_of(self, a))
		return false;
	if (maybe_long && (adjacent || is_cut_word(last, first)) && is_long(self, a, last) && !is_marked(self, b))
		return true;
	return maybe_column && is_column(self, a); /* b is not marked if it is */
}

/* Is there anything behind the break before line b? */
static bool is_last(const lines *self, uint32_t b)
{
	while (b < self->count && is(self, b, LIANGCE_LINE_EMPTY))
		b++;
	return b == self->count;
}

void lc__settle_lines(lc__folded *text, uint32_t count)
{
	lines self = {.text = text, .count = count};
	for (uint32_t a = 0; a < count;) {
		uint32_t entry = end_of(&self, a), b = a + 1;
		while (b < count && is_blank(&self, b))
			lc__places_drop(&text->kept, end_of(&self, b++));
		if (is(&self, a, LIANGCE_LINE_EMPTY) || is_last(&self, b) || is_soft(&self, a, b)) {
			lc__places_drop(&text->kept, entry);
		} else {
			text->units[entry] = LIANGCE_UNIT_BREAK;
			text->codes[entry] = text->code_break;
		}
		a = b;
	}
}
