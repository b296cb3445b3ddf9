/* SPDX-License-Identifier: Apache-2.0 */
/* Section 4 of docs/folding.md: what a line is like, and whether the break behind it is soft. Drops nothing itself. */
#include "oracle/oracle.h"

#include <string.h>

enum { LONG_WIDTH = 80, COLUMN_WIDTH = 16, COLUMN_LINES = 40 };
enum { WIDTH_SPREAD = 6, COUNT_SPREAD = 2, LAST_SPREAD = 4, INDENT = 2, FIRST_INDENT = 4 };

static bool one_of(uint16_t unit, const uint16_t *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (list[i] == unit)
			return true;
	}
	return false;
}

#define ONE_OF(unit, ...) one_of(unit, (const uint16_t[]){__VA_ARGS__}, sizeof((const uint16_t[]){__VA_ARGS__}) / sizeof(uint16_t))

static bool is_digit(uint16_t unit)
{
	return unit >= '0' && unit <= '9';
}

static bool is_letter(uint16_t unit)
{
	return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
}

static bool is_numeral(uint16_t unit)
{
	return ONE_OF(unit, u'一', u'二', u'三', u'四', u'五', u'六', u'七', u'八', u'九', u'十', u'百');
}

static bool is_stop(uint16_t unit)
{
	return ONE_OF(unit, u',', u'。', u';', u'!', u'?');
}

static bool is_ended(const oracle_item *items, const oracle_line *line)
{
	size_t i = line->end;
	while (i > line->first && (items[i - 1].class == ORACLE_SPACE || ONE_OF(items[i - 1].unit, u'"', u')', u'》', u'】', u']')))
		i--;
	return i > line->first && ONE_OF(items[i - 1].unit, u'。', u'!', u'?', u';', u'…');
}

/* The unit `offset` places into the line, a break where there is none (or a TAB or space). */
static uint16_t at(const oracle_item *items, const oracle_line *line, size_t offset)
{
	size_t i = line->first + offset;
	return i < line->end && items[i].class == ORACLE_CHARACTER ? items[i].unit : ORACLE_UNIT_BREAK;
}

/* How many units from `offset` on satisfy `wanted`. */
static size_t stretch(const oracle_item *items, const oracle_line *line, size_t offset, bool (*wanted)(uint16_t))
{
	size_t count = 0;
	while (wanted(at(items, line, offset + count)))
		count++;
	return count;
}

static bool is_ordinal(uint16_t unit)
{
	return is_numeral(unit) || is_digit(unit);
}

/* `一、` `12.` `3)` */
static bool begins_with_number(const oracle_item *items, const oracle_line *line)
{
	size_t numerals = stretch(items, line, 0, is_numeral), digits = stretch(items, line, 0, is_digit);
	size_t count = numerals + digits; /* one of them is 0 */
	return count >= 1 && count <= 3 && ONE_OF(at(items, line, count), u'、', u'.', u')') &&
	       !is_digit(at(items, line, count + 1));
}

/* `(一)` `(12)` */
static bool begins_with_bracket(const oracle_item *items, const oracle_line *line)
{
	size_t count = stretch(items, line, 1, is_ordinal);
	return at(items, line, 0) == '(' && count >= 1 && count <= 3 && at(items, line, 1 + count) == ')';
}

/* `第三章` */
static bool begins_with_chapter(const oracle_item *items, const oracle_line *line)
{
	size_t count = stretch(items, line, 1, is_ordinal);
	return at(items, line, 0) == u'第' && count >= 1 && count <= 4 &&
	       ONE_OF(at(items, line, 1 + count), u'章', u'节', u'条', u'部', u'编', u'篇');
}

static bool is_marked(const oracle_item *items, const oracle_line *line)
{
	return ONE_OF(at(items, line, 0), u'#', u'*', u'·', u'-', u'—', u'■', u'□', u'◆', u'◇', u'●', u'○', u'★', u'☆', u'▲', u'△',
	              u'▪', u'※', u'【', u'|', u'>', u'+', u'=') ||
	       begins_with_number(items, line) || begins_with_bracket(items, line) || begins_with_chapter(items, line);
}

oracle_line oracle_line_of(const oracle_item *items, size_t start, size_t end)
{
	oracle_line line = {.first = start, .end = end};
	while (line.first < end && items[line.first].class == ORACLE_SPACE)
		line.first++;
	for (size_t i = start; i < line.first; i++)
		line.indent += items[i].code >= 0x1100 ? 2 : 1;
	while (line.end > line.first && items[line.end - 1].class == ORACLE_SPACE)
		line.end--;
	line.blank = line.first == line.end;
	for (size_t i = line.first; i < line.end; i++) {
		bool stop = items[i].class == ORACLE_CHARACTER && is_stop(items[i].unit);
		line.width += items[i].code >= 0x1100 ? 2 : 1;
		line.count++;
		line.tab |= items[i].class == ORACLE_TAB;
		line.stop |= stop;
		line.stop_inside |= stop && i + 1 < line.end;
	}
	line.ended = is_ended(items, &line);
	line.marked = is_marked(items, &line);
	return line;
}

static bool is_long(const oracle_line *a, uint16_t last, uint16_t next, bool blank_between)
{
	if (a->width < LONG_WIDTH || !a->stop || a->marked)
		return false;
	if (!oracle_is_han(last) && !is_digit(last) && !ONE_OF(last, u',', u'、', u'(', u'"', u'《'))
		return false;
	if (!blank_between)
		return true;
	return (oracle_is_han(last) || is_digit(last) || ONE_OF(last, u'(', u')')) &&
	       (oracle_is_han(next) || is_digit(next) || ONE_OF(next, u'(', u')'));
}

static bool is_indented(const oracle_line *second, const oracle_line *first)
{
	return second->indent > INDENT && second->indent > first->indent;
}

static bool is_within(size_t spread, size_t value, size_t least, size_t most)
{
	return value + spread >= least && value <= most + spread;
}

/* A paragraph's first line may be counted with its indent. */
static bool is_cut_like(const oracle_line *line, const oracle_line *first)
{
	size_t indent = first->indent < FIRST_INDENT ? first->indent : FIRST_INDENT;
	return is_within(WIDTH_SPREAD, line->width, first->width, first->width + indent) ||
	       is_within(COUNT_SPREAD, line->count, first->count, first->count + indent);
}

static bool is_column(const oracle_line *lines, size_t count, size_t a, bool goes_on)
{
	size_t widest = lines[a].width;
	bool stop = lines[a].stop_inside || goes_on;
	if (widest < COLUMN_WIDTH)
		return false;
	for (size_t n = 1; n <= COLUMN_LINES && a + n < count; n++) {
		const oracle_line *line = &lines[a + n];
		if (line->blank || line->marked || line->tab || is_indented(line, line - 1))
			return false;
		stop |= line->stop_inside;
		if (line->ended && n == 1 && !goes_on && line->indent >= lines[a].indent)
			return stop && line->width <= widest;
		if (line->ended)
			return stop && line->width <= widest + LAST_SPREAD;
		if (!is_cut_like(line, &lines[a]))
			return false;
		if (line->width > widest)
			widest = line->width;
	}
	return false;
}

bool oracle_break_is_soft(const oracle_item *items, const oracle_line *lines, size_t count, size_t a, bool goes_on)
{
	size_t b = a + 1;
	while (b < count && lines[b].blank)
		b++;
	if (b == count)
		return false;
	const oracle_line *line = &lines[a], *next = &lines[b];
	uint16_t last = items[line->end - 1].unit, first = items[next->first].unit;
	if (line->ended || last == ':' || next->marked || (is_letter(last) && is_letter(first)))
		return false;
	if (line->tab || next->tab || is_indented(next, line))
		return false;
	return is_long(line, last, first, b > a + 1) || (b == a + 1 && is_column(lines, count, a, goes_on));
}
