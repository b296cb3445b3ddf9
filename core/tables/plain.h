/* SPDX-License-Identifier: Apache-2.0 */
/* Tables hold well-formed UTF-8 only: how bytes that are not become text, without a lie. */
#ifndef LIANGCE_PLAIN_H
#define LIANGCE_PLAIN_H

#include "base/base.h"

/* Copies text to `to` with U+FFFD for each ill-formed sequence; returns the end. Needs 3 * text.size bytes of room. */
char *lc__plain_text(char *to, lc_view text);

/*
 * Names (paths, group values, messages) must stay apart and be found again: one that is ill-formed, or holds a NUL or "\x", is
 * escaped: "\\" for each backslash, "\xHH" for each ill-formed byte and NUL. Every other name is itself. So a written name
 * that holds "\x" was escaped, every other was not, and no two names are written alike.
 * Copies the written name to `to`; returns the end. Needs 4 * name.size bytes of room.
 */
char *lc__plain_name(char *to, lc_view name);

#endif
