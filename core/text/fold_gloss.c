/* SPDX-License-Identifier: Apache-2.0 */
/* Pinyin glosses, 優(you), are taken out of the text. See fold_settle.h. */
#include <string.h>

#include "text/fold_settle.h"

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

static bool is_small(uint16_t unit)
{
	return unit >= 'a' && unit <= 'z';
}

/* The first entry from `at` on that has a width. */
static uint32_t visible(const lc__folded *text, uint32_t at)
{
	while (lc__class_at(text, at) == LIANGCE_FOLD_DROP)
		at++;
	return at;
}

/* Drops a gloss that begins with the bracket at `open`, if one does. */
static void settle_gloss(lc__folded *text, uint32_t open)
{
	char letters[7] = "";
	uint32_t before = open - 1, close = visible(text, open + 1);
	for (size_t i = 0; i < 6 && is_small(text->units[close]); i++) {
		letters[i] = (char)text->units[close];
		close = visible(text, close + 1);
	}
	if (text->units[close] != ')' || letters[0] == '\0')
		return;
	while (lc__class_at(text, before) == LIANGCE_FOLD_DROP)
		before--;
	if (!lc__is_han(text->units[before]) || !is_pinyin(letters))
		return;
	for (uint32_t i = open; i <= close; i++)
		lc__places_drop(&text->kept, i);
}

void lc__settle_glosses(lc__folded *text)
{
	for (uint32_t i = 0; i < text->bracket_count; i++) {
		const lc__few *brackets = &text->brackets[i];
		for (uint64_t bits = brackets->bits; bits != 0; bits &= bits - 1) {
			const uint32_t open = brackets->first + (uint32_t)__builtin_ctzll(bits);
			if (is_small(text->units[open + 1]) || lc__class_at(text, open + 1) == LIANGCE_FOLD_DROP)
				settle_gloss(text, open);
		}
	}
}
