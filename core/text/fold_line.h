/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a line break only wraps running text (soft) or ends something (hard): docs/folding.md, section 4. */
#ifndef LIANGCE_FOLD_LINE_H
#define LIANGCE_FOLD_LINE_H

#include <stdbool.h>
#include <stdint.h>

/* A line of the source as far as the question needs it. */
typedef struct lc__line {
	const uint8_t *at;       /* where it begins, its indent included */
	const uint8_t *start;    /* first character that is not a space; == end: blank */
	const uint8_t *end;      /* behind the last character that is not a space */
	const uint8_t *next;     /* behind the line end */
	uint32_t width;          /* columns */
	uint32_t indent;         /* space characters before start */
	uint16_t first, last;    /* folded; 0 where blank */
	bool ended, marked, tabbed;
	bool cut;                /* read only until it was too wide to matter: end, last, ended, tabbed and prose are not known */
	bool prose;              /* holds , 。 ; ! ? */
	bool prose_before_last;  /* … before its last character */
} lc__line;

#define LIANGCE_COLUMN_LINES 40

/* The lines that were last looked at: a column asks for the same ones again and again, and reading one is a pass over it. */
typedef struct lc__lines {
	lc__line lines[64]; /* each in the slot that its place in the text gives */
} lc__lines;

/* Forgets all lines: before each new text. */
void lc__lines_reset(lc__lines *self);

/*
 * Is the break between the line that begins at a (behind the line end before it) and the next line that is not blank, whose
 * line begins at b, soft? Both inside a text that ends at `end`.
 */
bool lc__break_is_soft(lc__lines *self, const uint8_t *a, const uint8_t *b, const uint8_t *end);

#endif
