/* SPDX-License-Identifier: Apache-2.0 */
/* What is settled inside a line: zero width, spaces, glosses, TABs. See fold_settle.h. Knows no line but the one it is in. */
#include <string.h>

#include "text/fold_settle.h"

typedef struct settling {
	lc__folded *text;
	uint32_t line;    /* first entry of the line */
	uint32_t dropped; /* entries of the line that are no units, so far */
	uint32_t done;    /* entries before it are settled */
	uint32_t flags;   /* TABBED and UNSEEN of the line */
} settling;

static void drop(settling *self, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		lc__places_drop(&self->text->kept, i);
	self->dropped += to - from;
}

static void keep(settling *self, uint32_t entry, uint16_t unit, uint16_t code)
{
	self->text->kept.words[entry / 64] |= (uint64_t)1 << entry % 64;
	self->text->units[entry] = unit;
	self->text->codes[entry] = code;
	self->dropped--;
}

/* The unit before `entry`, a break where the line has none. */
static uint16_t unit_before(const settling *self, uint32_t entry)
{
	if (entry - self->line == self->dropped)
		return LIANGCE_UNIT_BREAK;
	do
		entry--;
	while (!lc__places_has(&self->text->kept, entry));
	return self->text->units[entry];
}

/* Does a short run of spaces beside this unit mean nothing? */
static bool draws_spaces(uint16_t unit)
{
	switch (unit) {
	case u'。':
	case ',':
	case u'、':
	case ';':
	case ':':
	case '?':
	case '!':
	case '(':
	case ')':
	case u'《':
	case u'》':
	case u'【':
	case u'】':
	case '"':
	case '%':
	case u'·':
	case u'—': return true;
	default: return lc__is_han(unit);
	}
}

static void settle_spaces(settling *self, uint32_t from)
{
	lc__folded *text = self->text;
	uint32_t to = from, spaces = 0;
	int class;
	for (; (class = lc__class_at(text, to)) == LIANGCE_FOLD_SPACE || class == LIANGCE_FOLD_DROP; to++)
		spaces += class == LIANGCE_FOLD_SPACE;
	if (spaces < to - from)
		self->flags |= LIANGCE_LINE_UNSEEN;
	uint16_t before = unit_before(self, from);
	bool at_an_end = class == LIANGCE_FOLD_LINE || class == LIANGCE_FOLD_TAB || before == LIANGCE_UNIT_BREAK;
	bool drawn = at_an_end || (spaces <= 3 && (draws_spaces(before) || draws_spaces(text->units[to])));
	drop(self, from, to);
	if (!drawn)
		keep(self, from, ' ', text->code_space);
	self->done = to;
}

static bool is_pinyin(const char *letters)
{
	static const char *const initials[] = {"zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g",
	                                       "k",  "h",  "j",  "q", "x", "r", "z", "c", "s", "y", "w", ""};
	static const char *const finals[] = {"a",   "o",  "e",   "i",   "u",    "v",    "ai", "ei", "ui",  "ao",  "ou",  "iu",
	                                     "ie",  "ue", "ve",  "er",  "an",   "en",   "in", "un", "vn",  "ang", "eng", "ing",
	                                     "ong", "ia", "iao", "ian", "iang", "iong", "ua", "uo", "uai", "uan", "uang"};
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

/* The first entry from `at` on that has a width. */
static uint32_t visible(const lc__folded *text, uint32_t at)
{
	while (lc__class_at(text, at) == LIANGCE_FOLD_DROP)
		at++;
	return at;
}

/* Stands at an opening bracket: drops a pinyin gloss and the spaces behind it. */
static void settle_gloss(settling *self, uint32_t open)
{
	lc__folded *text = self->text;
	char letters[7] = "";
	uint32_t before = open - 1, at = visible(text, open + 1);
	for (size_t i = 0; i < 6 && text->units[at] >= 'a' && text->units[at] <= 'z'; i++) {
		letters[i] = (char)text->units[at];
		at = visible(text, at + 1);
	}
	if (text->units[at] != ')' || letters[0] == '\0')
		return;
	while (lc__class_at(text, before) == LIANGCE_FOLD_DROP)
		before--;
	if (!lc__is_han(text->units[before]) || !is_pinyin(letters))
		return;
	do
		at = visible(text, at + 1);
	while (lc__class_at(text, at) == LIANGCE_FOLD_SPACE);
	drop(self, open, at);
	self->flags |= LIANGCE_LINE_UNSEEN; /* perhaps */
	self->done = at;
}

/* A TAB takes spaces and TABs around it with it. At either end of a line it is no break of its own. */
static void settle_tab(settling *self, uint32_t from)
{
	lc__folded *text = self->text;
	uint32_t to = from + 1;
	int class;
	while ((class = lc__class_at(text, to)) == LIANGCE_FOLD_TAB || class == LIANGCE_FOLD_SPACE || class == LIANGCE_FOLD_DROP)
		to++;
	bool breaks = class != LIANGCE_FOLD_LINE && unit_before(self, from) != LIANGCE_UNIT_BREAK;
	drop(self, from, to);
	if (breaks)
		keep(self, from, LIANGCE_UNIT_BREAK, text->code_break);
	self->flags |= LIANGCE_LINE_TABBED;
	self->done = to;
}

/* The record of a line that ends at `end`; the next line begins. */
static uint32_t end_line(settling *self, uint32_t end)
{
	const uint16_t *points = self->text->points;
	uint32_t length = end - self->line;
	uint32_t line = end | self->flags | (self->dropped == length ? LIANGCE_LINE_EMPTY : 0u);
	self->dropped = 0;
	self->flags = 0;
	self->line = end + 1;
	if (points[end] == '\r' && points[end + 1] == '\n') {
		lc__places_drop(&self->text->kept, end + 1);
		self->line++;
	}
	self->done = self->line;
	return line;
}

uint32_t lc__settle_inside(lc__folded *text, uint32_t marks)
{
	settling self = {.text = text, .line = 1, .done = 1};
	uint32_t lines = 0;
	for (uint32_t i = 0; i < marks; i++) {
		uint32_t entry = text->marks[i];
		if (entry < self.done)
			continue;
		switch (lc__class_at(text, entry)) {
		case LIANGCE_FOLD_LINE: text->marks[lines++] = end_line(&self, entry); break;
		case LIANGCE_FOLD_SPACE: settle_spaces(&self, entry); break;
		case LIANGCE_FOLD_DROP:
			drop(&self, entry, entry + 1);
			self.flags |= LIANGCE_LINE_UNSEEN;
			break;
		case LIANGCE_FOLD_TAB: settle_tab(&self, entry); break;
		case LIANGCE_FOLD_NUL: break;
		default: /* an opening bracket */ settle_gloss(&self, entry);
		}
	}
	return lines;
}
