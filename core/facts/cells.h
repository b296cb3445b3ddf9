/* SPDX-License-Identifier: Apache-2.0 */
/* Cells of tables that came out as one cell a line: what one cell is. cells.c; their rows and columns are table.c's. */
#ifndef LIANGCE_CELLS_H
#define LIANGCE_CELLS_H

#include "facts/phrase.h"

/* A cell: units [start, end) between two breaks. */
typedef struct lc__text_cell {
	uint32_t start, end;
} lc__text_cell;

/* The cell before or behind, if there is one and it is short: a line of text is no cell. */
bool lc__cell_back(const lc__fact_reader *self, lc__text_cell *one);
bool lc__cell_on(const lc__fact_reader *self, lc__text_cell *one);

bool lc__cell_is_number(const lc__fact_reader *self, lc__text_cell one);
/* A unit that stands alone in its cell, between the label of a row and its numbers. */
bool lc__cell_is_unit(const lc__fact_reader *self, lc__text_cell one);
/* The whole number that a cell is, of a few digits; -1 for others. */
int lc__cell_whole(const lc__fact_reader *self, lc__text_cell one);

/* The label without what introduces it (其中:工业投资, 1.受理量) and without its unit in brackets (受理量(件)). */
lc__text_cell lc__cell_label(const lc__fact_reader *self, lc__text_cell one);
/* The same's unit in brackets; NULL where it has none. */
const lc__unit *lc__cell_unit(const lc__fact_reader *self, lc__text_cell one);
/* Whether it says that changes are told: 同比, 增减. */
bool lc__cell_names_change(const lc__fact_reader *self, lc__text_cell one);

#endif
