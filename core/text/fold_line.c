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
	RAGGED_WIDTH = 6, /* three Han characters: punctuation and figures do not fill a line evenly */
	RAGGED_COUNT = 2, /* characters, where lines are cut by them and not by columns */
	LAST_WIDTH = 4,   /* by which the last line may be wider than the others */
	INDENT = 2,       /* columns of spaces that do not begin a paragraph */
	FIRST_INDENT = 4, /* columns that they mostly begin one with */
	HEAD = 8,         /* units that tell a heading or list item */
	MEMORY = 64,      /* lines; more than a column has */
};

/* A line as far as the question needs it. */
typedef struct line {
	uint32_t known; /* its number + 1; 0: nothing is known */
	uint32_t width; /* columns */
	uint32_t count; /* characters */
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

/* ---------------------------------------------------------------- lines */

static uint32_t break_of(const lines *self, uint32_t i)
{
	return self->text->edges[2 * i + 2];
}

static uint32_t start_of(const lines *self, uint32_t i)
{
	return self->text->edges[2 * i + 1];
}

/* Behind its last character. There may be spaces before the break. */
static uint32_t end_of(const lines *self, uint32_t i)
{
	uint32_t at = break_of(self, i);
	while (lc__class_at(self->text, at - 1) != 0)
		at--;
	return at;
}

/* The last unit. There may be a gloss behind it. */
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
	const lc__folded *text = self->text;
	for (uint32_t at = last, start = start_of(self, i); at >= start; at--) {
		const unsigned kind = lc__kind_at(text, at);
		if (lc__places_has(&text->kept, at) && kind != LIANGCE_FOLD_SPACE && (kind & LIANGCE_FOLD_CLOSES) == 0)
			return (kind & LIANGCE_FOLD_ENDS) != 0;
	}
	return false;
}

/* Are there lines without a unit behind line i? CR LF is one line end. */
static bool is_parted(const lines *self, uint32_t i)
{
	const lc__folded *text = self->text;
	uint32_t count = 0;
	for (uint32_t at = break_of(self, i); at < start_of(self, i + 1) && count < 2; at++)
		count += lc__class_at(text, at) == LIANGCE_FOLD_LINE && !(text->points[at] == '\n' && text->points[at - 1] == '\r');
	return count > 1;
}

/* Where a line begins in the source, with its spaces. */
static uint32_t margin_of(const lines *self, uint32_t i)
{
	uint32_t at = start_of(self, i);
	while (lc__class_at(self->text, at - 1) != LIANGCE_FOLD_LINE)
		at--;
	return at;
}

/* Columns of the spaces before the line. */
static uint32_t indent_of(const lines *self, uint32_t i)
{
	const lc__folded *text = self->text;
	uint32_t indent = 0;
	for (uint32_t at = margin_of(self, i); at < start_of(self, i); at++)
		if (lc__class_at(text, at) == LIANGCE_FOLD_SPACE)
			indent += 1u + (text->points[at] >= 0x1100);
	return indent;
}

/* Does an indent that the line before has not begin a paragraph? */
static bool is_indented(const lines *self, uint32_t i)
{
	const uint32_t indent = indent_of(self, i);
	return indent > INDENT && indent > indent_of(self, i - 1);
}

/* Is there a TAB between the beginning of one line, with its spaces, and the break behind another? */
static bool are_tabbed(const lines *self, uint32_t from, uint32_t to)
{
	const lc__folded *text = self->text;
	if (text->others == 0)
		return false;
	uint32_t at = margin_of(self, from), end = break_of(self, to);
	while (at < end && lc__class_at(text, at) != LIANGCE_FOLD_TAB)
		at++;
	return at < end;
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
	while (i < count && (is_han_numeral(head[i]) || lc__is_digit(head[i]))) {
		han |= is_han_numeral(head[i]);
		digit |= lc__is_digit(head[i]);
		i++;
	}
	size_t numerals = i - first;
	if (numerals == 0 || i == count)
		return false;
	if (head[0] == '(')
		return numerals <= 3 && head[i] == ')';
	if (head[0] == u'第')
		return numerals <= 4 && is_in(head[i], u"章节条部编篇");
	return numerals <= 3 && !(han && digit) && is_in(head[i], u"、.)") && !(i + 1 < count && lc__is_digit(head[i + 1]));
}

/* Does the line begin like a heading or a list item? */
static bool is_marked(const lines *self, uint32_t i)
{
	uint32_t at = start_of(self, i);
	uint16_t first = self->text->units[at], head[HEAD] = {0};
	if (lc__is_han(first) ? first == u'第' || is_han_numeral(first) : first == '(' || lc__is_digit(first))
		return begins_with_number(head, units_from(self, at, end_of(self, i), head, HEAD));
	return !lc__is_han(first) && !lc__is_letter(first) && is_in(first, u"#*·-—■□◆◇●○★☆▲△▪•※【|>+=");
}

/* Does the line hold one of , 。 ; ! ? before entry `end`? */
static bool has_prose(const lines *self, uint32_t i, uint32_t end)
{
	uint32_t at = start_of(self, i);
	while (at < end && (lc__kind_at(self->text, at) & LIANGCE_FOLD_PROSE) == 0)
		at++;
	return at < end;
}

/* Columns of entries [start, end), zero width not thought of. */
static uint32_t columns_of(const uint16_t *points, uint32_t start, uint32_t end)
{
	uint32_t columns = end - start;
	for (; start < end; start++)
		columns += points[start] >= 0x1100;
	return columns;
}

/* Columns of a line in the source, or some number over `widest`. */
static uint32_t width_of(const lines *self, uint32_t i, uint32_t widest)
{
	const lc__folded *text = self->text;
	const uint32_t start = start_of(self, i), end = end_of(self, i);
	if (text->others == 0)
		return columns_of(text->points, start, end - start > widest ? start + widest + 1 : end);
	uint32_t width = 0;
	for (uint32_t at = start; at < end && width <= widest; at++)
		if (lc__class_at(text, at) != LIANGCE_FOLD_DROP)
			width += 1u + (text->points[at] >= 0x1100);
	return width;
}

/* Characters of a line in the source. */
static uint32_t count_of(const lines *self, uint32_t i)
{
	const lc__folded *text = self->text;
	const uint32_t start = start_of(self, i), end = end_of(self, i);
	uint32_t count = end - start;
	if (text->others != 0)
		for (uint32_t at = start; at < end; at++)
			count -= lc__class_at(text, at) == LIANGCE_FOLD_DROP;
	return count;
}

/* Measures a line as far as it matters. */
static line *measure(lines *self, uint32_t i, uint32_t widest)
{
	line *to = &self->memory[i % MEMORY];
	if (to->known == i + 1 && !(to->cut && to->width <= widest))
		return to;
	*to = (line){.known = i + 1, .width = width_of(self, i, widest)};
	to->cut = to->width > widest;
	to->count = to->cut ? 0 : count_of(self, i);
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
	return (lc__is_han(last) || lc__is_digit(last) || last == '(' || last == ')') &&
	       (lc__is_han(first) || lc__is_digit(first) || first == '(' || first == ')');
}

static bool is_long(const lines *self, uint32_t a, uint16_t last)
{
	return (lc__is_han(last) || lc__is_digit(last) || is_in(last, u",、(\"《")) && has_prose(self, a, end_of(self, a)) &&
	       width_of(self, a, LONG_WIDTH) >= LONG_WIDTH && !is_marked(self, a);
}

/* Is one of the lines a to b prose? */
static bool are_prose(const lines *self, uint32_t a, uint32_t b)
{
	while (a <= b && !has_prose(self, a, last_of(self, a)))
		a++;
	return a <= b;
}

/* Is a line cut where the first one of its column was, by its columns or by its characters? It has no slack for an indent. */
static bool is_cut_like(const line *self, const line *first, uint32_t slack)
{
	return (self->width + RAGGED_WIDTH >= first->width && self->width <= first->width + slack + RAGGED_WIDTH) ||
	       (self->count + RAGGED_COUNT >= first->count && self->count <= first->count + slack + RAGGED_COUNT);
}

/* Is the break before the line soft? */
static bool goes_on(const lines *self, uint32_t i)
{
	return i > 0 && !lc__places_has(&self->text->kept, break_of(self, i - 1));
}

/* Do a and the lines behind it make a column: one width, and a last line that ends a sentence? */
static bool is_column(lines *self, uint32_t a)
{
	const line first = *measure(self, a, UINT32_MAX);
	if (first.width < COLUMN_WIDTH)
		return false;
	const bool known = goes_on(self, a);
	const uint32_t indent = indent_of(self, a);
	const uint32_t slack = indent < FIRST_INDENT ? indent : FIRST_INDENT;
	const uint32_t most = 2 * (first.count + slack + RAGGED_COUNT) + RAGGED_WIDTH + LAST_WIDTH; /* surely too wide is more */
	uint32_t widest = first.width;
	for (uint32_t i = a + 1; i <= a + COLUMN_LINES && i < self->count; i++) {
		if (is_parted(self, i - 1) || are_tabbed(self, i, i) || is_indented(self, i))
			return false;
		line *next = measure(self, i, most);
		if (next->cut)
			return false;
		shape(self, next, i);
		if (next->marked)
			return false;
		if (next->ended) {
			/* Two lines alone may be a heading and a sentence. */
			const bool sure = known || i > a + 1 || indent_of(self, i) < indent;
			return next->width <= widest + (sure ? LAST_WIDTH : 0) && (known || are_prose(self, a, i));
		}
		if (!is_cut_like(next, &first, slack))
			return false;
		widest = widest < next->width ? next->width : widest;
	}
	return false;
}

/* Is the break between line a and the next soft? */
static bool is_soft(lines *self, uint32_t a)
{
	const uint32_t b = a + 1, end = last_of(self, a);
	if (is_ended(self, a, end) || are_tabbed(self, a, b))
		return false;
	uint16_t last = self->text->units[end], first = self->text->units[start_of(self, b)];
	if (last == ':' || (lc__is_letter(last) && lc__is_letter(first)))
		return false;
	if (is_indented(self, b))
		return false;
	const bool parted = is_parted(self, a);
	if ((!parted || is_cut_word(last, first)) && is_long(self, a, last) && !is_marked(self, b))
		return true;
	return !parted && is_column(self, a); /* b is not marked if it is */
}

/* Is it LF LF? There may be blank lines where it is not. */
static bool is_blank(const uint16_t *points)
{
	return (points[0] == '\n') & (points[1] == '\n');
}

/*
 * Whether the break behind a line may be soft: nearly always its last character, whose kind is `last`, and the number of characters in
 * it and the next, each one or two columns wide, tell that it is not. Without branches, as nothing foretells the answers.
 * edges are those of the breaks before the line, behind it, and behind the next, whose last character has the kind next_last.
 */
static bool may_be_soft(const lc__folded *text, const uint32_t *edges, unsigned last, unsigned next_last)
{
	const uint32_t end = edges[2], widest = 2 * (end - edges[1]), next = edges[4] - edges[3];
	const unsigned ended = last | (lc__kind_at(text, end - 2) & (0u - (last / LIANGCE_FOLD_CLOSES & 1u)));
	const bool near = (next <= widest + FIRST_INDENT + RAGGED_WIDTH + text->others) | ((next_last & LIANGCE_FOLD_CLASS) != 0);
	const bool column = (widest >= COLUMN_WIDTH) & near & !is_blank(text->points + end);
	return ((ended & LIANGCE_FOLD_ENDS) == 0) & ((widest >= LONG_WIDTH) | column);
}

void lc__settle_breaks(lc__folded *text)
{
	const uint32_t count = text->edge_count / 2 - 1, *edges = text->edges;
	lines self = {.text = text, .count = count};
	unsigned last = count == 0 ? 0 : lc__kind_at(text, edges[2] - 1);
	for (uint32_t a = 0; a + 1 < count; a++, edges += 2) {
		const unsigned next_last = lc__kind_at(text, edges[4] - 1);
		if (may_be_soft(text, edges, last, next_last) && is_soft(&self, a))
			lc__places_drop(&text->kept, edges[2]);
		last = next_last;
	}
	/* The last gap breaks nothing. */
	if (count > 0)
		lc__places_drop(&text->kept, text->edges[(size_t)2 * count]);
	lc__places_keep(&text->kept, text->characters + 1);
}
