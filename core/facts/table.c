/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables that came out as one cell a line: a number that is alone in its cell belongs to the label of its row, and its column says
 * what kind of number it is where the header was found. A header is as many cells as a row has, before the first row, and two
 * rows must look alike; where that is not so, the label is the nearest cell before that is no number and no unit.
 */
#include "facts/cells.h"

enum {
	ROW_CELLS = 24,
	TABLE_CELLS = 400,
	WIDTH_MAX = LIANGCE_TABLE_WIDTH,
	LABELS_MAX = 2,
	BACK_CELLS = WIDTH_MAX + LABELS_MAX + 1,
	AHEAD_CELLS = 2 * WIDTH_MAX,
	RANK_MAX = 999
};

/* ---------------------------------------------------------------- what the name of a column says */

static bool ends_in_pair(const lc__fact_reader *self, lc__text_cell name, const uint16_t (*words)[2], size_t count)
{
	return name.end > name.start + 1 && lc__pair_among(self->text + name.end - 2, words, count);
}

static bool holds_pair(const lc__fact_reader *self, lc__text_cell name, const uint16_t (*words)[2], size_t count)
{
	for (uint32_t at = name.start; at + 1 < name.end; at++)
		if (lc__pair_among(self->text + at, words, count))
			return true;
	return false;
}

#define LENGTH(list) (sizeof(list) / sizeof *(list))

static bool names_rank(const lc__fact_reader *self, lc__text_cell name)
{
	static const uint16_t words[][2] = {u"名次", u"排名", u"位次", u"排位"};
	return holds_pair(self, name, words, LENGTH(words));
}

static bool names_share(const lc__fact_reader *self, lc__text_cell name)
{
	static const uint16_t words[][2] = {u"同比", u"环比", u"占比", u"比重", u"比例", u"增幅", u"降幅", u"增速"};
	return ends_in_pair(self, name, words, LENGTH(words)) || lc__unit_in(self->text[name.end - 1], u"率%");
}

/* The kind of the bare numbers that a cell is the name of; LIANGCE_FACT_OTHER where it does not say. */
static lc_fact_kind kind_named(const lc__fact_reader *self, lc__text_cell cell)
{
	static const uint16_t scores[][2] = {u"得分", u"分值", u"总分", u"评分", u"分数", u"积分"};
	lc__text_cell name = lc__cell_label(self, cell);
	const lc__unit *unit = lc__cell_unit(self, cell);
	if (unit != NULL)
		return unit->kind;
	if (names_share(self, name))
		return LIANGCE_FACT_PERCENT;
	return lc__names_count(self, (lc__phrase){name.start, name.end, false, false}) ||
	               ends_in_pair(self, name, scores, LENGTH(scores))
	         ? LIANGCE_FACT_COUNT
	         : LIANGCE_FACT_OTHER;
}

static lc__cell_column column_named(const lc__fact_reader *self, lc__text_cell cell)
{
	static const uint16_t moves[][2] = {u"变化", u"升降", u"变动"};
	lc__cell_column column = {.kind = kind_named(self, cell),
	                          .changes = lc__cell_names_change(self, cell) || ends_in_pair(self, cell, moves, LENGTH(moves))};
	if (names_rank(self, cell))
		column.kind = column.changes ? LIANGCE_FACT_COUNT : LIANGCE_FACT_RANK;
	column.serial = self->text[cell.end - 1] == u'号' && lc__unit_in(self->text[cell.start], u"序编");
	return column;
}

/* ---------------------------------------------------------------- finding the header */

/* (一)按类型, 单位:件, 表1: what stands above a header. */
static bool is_title(const lc__fact_reader *self, lc__text_cell one)
{
	for (uint32_t at = one.start; at < one.end; at++)
		if (lc__unit_in(self->text[at], u"、:"))
			return true;
	return lc__unit_in(self->text[one.start], u"(表附");
}

/* The cells around the first number of a table. */
typedef struct around {
	lc__text_cell cells[BACK_CELLS + AHEAD_CELLS];
	uint64_t words;                /* which of them are no numbers */
	uint32_t count, number, first; /* the number, and the first cell behind the titles */
} around;

static uint64_t ones(uint32_t count)
{
	return (UINT64_C(1) << count) - 1;
}

static void look_around(const lc__fact_reader *self, around *out)
{
	const lc__cell_table *table = &self->table;
	lc__text_cell one = {table->start, table->end};
	out->number = table->run < BACK_CELLS ? table->run : BACK_CELLS;
	out->count = out->number + 1;
	out->first = 0;
	out->words = ones(out->number);
	out->cells[out->number] = one;
	for (uint32_t i = out->number; i > 0 && lc__cell_back(self, &one); i--) {
		out->cells[i - 1] = one;
		if (out->first == 0 && is_title(self, one))
			out->first = i;
	}
	one = out->cells[out->number];
	for (; out->count < out->number + AHEAD_CELLS && lc__cell_on(self, &one); out->count++) {
		out->cells[out->count] = one;
		out->words |= (uint64_t)!lc__cell_is_number(self, one) << out->count;
	}
}

/* Whether rows of this width begin with so many labels before the number (none: with a number before the label). */
static bool rows_fit(const lc__fact_reader *self, const around *seen, uint32_t labels, uint32_t width)
{
	if (seen->number < labels + width)
		return false;
	uint32_t row = seen->number - labels, head = row - width;
	uint32_t next = row + width, left = seen->count > next ? seen->count - next : 0;
	uint64_t words = seen->words >> row & ones(width), both = ones(left < width ? left : width);
	bool clean = head == seen->first;
	if (next > seen->count || (!clean && (left < width || width == 2)) || (seen->words >> next & both) != (words & both))
		return false;
	if (labels > 0)
		return labels > 1 || !lc__cell_is_unit(self, seen->cells[row]);
	lc__cell_column lead = column_named(self, seen->cells[head]);
	return (words & 2) != 0 && (lead.serial || (lead.kind == LIANGCE_FACT_RANK && width > 2));
}

static void take_header(lc__fact_reader *self, const around *seen, uint32_t labels, uint32_t width)
{
	lc__cell_table *table = &self->table;
	uint32_t row = seen->number - labels;
	table->width = width;
	table->words = (uint32_t)(seen->words >> row & ones(width));
	table->column = labels;
	table->labels = labels;
	while (labels == 0 && table->labels + 1 < width && (table->words >> (table->labels + 1) & 1) != 0)
		table->labels++;
	table->labels += labels == 0;
	for (uint32_t i = 0; i < width; i++)
		table->columns[i] = column_named(self, seen->cells[row - width + i]);
	if (labels > 0) {
		table->label_start = seen->cells[seen->number - 1].start;
		table->label_end = seen->cells[seen->number - 1].end;
	}
}

/* At a number behind cells without one: whether they end in a header. One that begins behind the titles goes before others. */
static void find_header(lc__fact_reader *self)
{
	around seen;
	uint32_t labels_found = 0, width_found = 0;
	look_around(self, &seen);
	for (uint32_t labels = 0; labels <= LABELS_MAX; labels++)
		for (uint32_t width = 2; width <= WIDTH_MAX; width++) {
			if (!rows_fit(self, &seen, labels, width))
				continue;
			bool clean = seen.number - labels - width == seen.first;
			if (clean || width_found == 0) {
				labels_found = labels;
				width_found = width;
			}
			if (clean) {
				take_header(self, &seen, labels, width);
				return;
			}
		}
	if (width_found != 0)
		take_header(self, &seen, labels_found, width_found);
}

/* ---------------------------------------------------------------- from cell to cell */

/* The column of the cell last looked at; a row may come without its running number. */
static void follow_row(lc__fact_reader *self, bool number)
{
	lc__cell_table *table = &self->table;
	table->column = (table->column + 1) % table->width;
	if (table->column == 0 && !number && (table->words & 1) == 0)
		table->column = 1;
	bool words = (table->words >> table->column & 1) != 0;
	if (words == number)
		table->width = 0;
	else if (words && table->column < table->labels) {
		lc__text_cell one = {table->start, table->end};
		if (table->column + 1 < table->labels || !lc__cell_is_unit(self, one)) {
			table->label_start = one.start;
			table->label_end = one.end;
		}
	}
}

static void step_to(lc__fact_reader *self, lc__text_cell one)
{
	lc__cell_table *table = &self->table;
	bool number = lc__cell_is_number(self, one);
	table->start = one.start;
	table->end = one.end;
	if (table->width != 0)
		follow_row(self, number);
	if (table->width == 0 && number && table->run > 2)
		find_header(self);
	table->run = number ? 0 : table->run + 1;
}

/* Goes on from the cell last looked at; false where the table ends before this one. */
static bool goes_on_to(lc__fact_reader *self, lc__text_cell one)
{
	lc__text_cell next = {self->table.start, self->table.end};
	while (next.end != 0 && next.start < one.start) {
		if (!lc__cell_on(self, &next))
			return false;
		step_to(self, next);
	}
	return next.end != 0 && next.start == one.start;
}

static void move_to(lc__fact_reader *self, lc__text_cell one)
{
	if (goes_on_to(self, one))
		return;
	lc__text_cell first = one, before = one;
	for (int i = 0; i < TABLE_CELLS && lc__cell_back(self, &before); i++)
		first = before;
	self->table = (lc__cell_table){0};
	step_to(self, first);
	goes_on_to(self, one);
}

/* ---------------------------------------------------------------- facts */

bool lc__cells_fill(const lc__fact_reader *self, const lc__fact *fact)
{
	return fact->start == fact->sentence_start && fact->end == fact->sentence_end &&
	       self->text[fact->start - 1] == LIANGCE_UNIT_BREAK && self->text[fact->end] == LIANGCE_UNIT_BREAK;
}

static bool stands_before_label(const lc__fact_reader *self, lc__text_cell one)
{
	return lc__cell_on(self, &one) && !lc__cell_is_number(self, one);
}

/* Where no header tells: whether it is the number of its row, as the next row has the next one. */
static bool numbers_row(const lc__fact_reader *self, lc__text_cell one)
{
	lc__text_cell other = one;
	int number = lc__cell_whole(self, one);
	if (number < 1 || !stands_before_label(self, one))
		return false;
	bool first = number == 1; /* then the next row must say 2 */
	for (int i = 0; i < ROW_CELLS && (first ? lc__cell_on(self, &other) : lc__cell_back(self, &other)); i++)
		if (lc__cell_whole(self, other) == (first ? 2 : number - 1) && stands_before_label(self, other))
			return true;
	return false;
}

/* The label of the row; where a place leads the row, it stands behind. *found is false where there is none. */
static lc__text_cell find_label(const lc__fact_reader *self, lc__text_cell one, bool *found)
{
	const lc__cell_table *table = &self->table;
	*found = true;
	if (table->width != 0 && table->column == 0) {
		*found = lc__cell_on(self, &one);
		return one;
	}
	if (table->width != 0)
		return (lc__text_cell){table->label_start, table->label_end};
	for (int i = 0; i < ROW_CELLS && lc__cell_back(self, &one); i++)
		if (!lc__cell_is_number(self, one) && !lc__cell_is_unit(self, one))
			return one;
	*found = false;
	return one;
}

/* What the column, or of a whole number the label of the row, says a bare number to be. */
static lc_fact_kind kind_of(const lc__fact_reader *self, const lc__fact *fact, const lc__cell_column *column,
                            const lc__text_cell *label)
{
	bool whole = fact->lo.scale == 0 && fact->has_lo && fact->has_hi && fact->lo.coefficient >= 0;
	lc_fact_kind kind = column != NULL ? column->kind : LIANGCE_FACT_OTHER;
	if (kind == LIANGCE_FACT_OTHER && label != NULL && whole)
		kind = kind_named(self, *label);
	return kind == LIANGCE_FACT_RANK && (!whole || fact->lo.coefficient > RANK_MAX) ? LIANGCE_FACT_OTHER : kind;
}

bool lc__cells_read(lc__fact_reader *self, size_t f)
{
	lc__fact *fact = &self->facts[f];
	lc__text_cell one = {fact->start, fact->end};
	if (fact->kind == LIANGCE_FACT_DATE || self->notes[f].clock || !lc__cells_fill(self, fact))
		return true;
	if (lc__cell_is_unit(self, one))
		return false;
	move_to(self, one);
	const lc__cell_table *table = &self->table;
	const lc__cell_column *column = table->width != 0 ? &table->columns[table->column] : NULL;
	if (column != NULL ? column->serial : numbers_row(self, one))
		return false;
	self->notes[f].column = column != NULL;
	self->notes[f].changes = column != NULL && column->changes;
	bool labelled;
	lc__text_cell cell = find_label(self, one, &labelled);
	if (fact->kind == LIANGCE_FACT_OTHER && fact->unit[0] == '\0')
		fact->kind = kind_of(self, fact, column, labelled ? &cell : NULL);
	if (labelled) {
		lc__text_cell label = lc__cell_label(self, cell);
		fact->subject_start = label.start;
		fact->subject_end = label.end;
		fact->term = lc__subject_term(self, (lc__phrase){label.start, label.end, false, false});
		fact->rule = "table-row";
	}
	return true;
}

bool lc__cells_compare(const lc__fact_reader *self, size_t f)
{
	const lc__fact *fact = &self->facts[f];
	lc__text_cell one = {fact->start, fact->end};
	if (!lc__cells_fill(self, fact))
		return false;
	if (self->notes[f].column)
		return self->notes[f].changes;
	for (int i = 0; i < TABLE_CELLS && lc__cell_back(self, &one); i++)
		if (lc__cell_names_change(self, one))
			return true;
	return false;
}
