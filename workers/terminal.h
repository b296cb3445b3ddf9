/* SPDX-License-Identifier: Apache-2.0 */
/* Text on a terminal: columns that CJK characters take, aligned printing, numbers for people, colours. */
#ifndef LIANGCE_TERMINAL_H
#define LIANGCE_TERMINAL_H

#include <stdio.h>

#include "base/base.h"

/* Columns that UTF-8 text takes: 2 for East Asian wide characters, 0 for marks that combine. */
size_t lc__columns(lc_view text);

/* At most `most` columns of text: returns how many bytes that is, never in the middle of a character. */
size_t lc__columns_cut(lc_view text, size_t most);

/* Prints text on one line, and spaces up to `columns`; text that takes more is cut and ends in "…". Control characters become "?".
 * columns 0: all of the text, no spaces. */
void lc__print_padded(FILE *to, const char *text, size_t columns);

/* Prints text with control characters as "?", but for line ends and TAB: what is in a file must not command the terminal. */
void lc__print_plain(FILE *to, lc_view text);

#define LIANGCE_NUMBER_CHARS 32

/* 1234567 as "1,234,567". */
const char *lc__number(uint64_t value, char buffer[LIANGCE_NUMBER_CHARS]);
/* Bytes as "987 bytes", "12.3 KB", "45.6 MB" …: powers of 1000. */
const char *lc__bytes(uint64_t bytes, char buffer[LIANGCE_NUMBER_CHARS]);

typedef enum lc__when { LIANGCE_WHEN_AUTO, LIANGCE_WHEN_ALWAYS, LIANGCE_WHEN_NEVER } lc__when;

/* Whether to colour what goes to `to`: AUTO is on a terminal that can, unless NO_COLOR is set. */
bool lc__use_colour(lc__when when, FILE *to);
/* Whether `to` is a terminal that can move its cursor. */
bool lc__is_terminal(FILE *to);
/* Columns of the terminal `to`, 80 where that is not known. */
size_t lc__terminal_columns(FILE *to);

#endif
