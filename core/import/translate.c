/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a foreign word is in our spelling: its wildcards, and characters that mean something to us. Says what cannot be said; decides
 * nothing about themes and rows.
 */
#include <string.h>

#include "import/import.h"
#include "lexicon/spelling.h"

static bool is_latin(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Wildcards at the ends say that a longer word is meant, too: ours are found inside longer words anyway, but for Latin ones. */
static lc_view without_ends(lc_view word, lc__translation *translation)
{
	lc_view inner = word;
	while (inner.size > 0 && inner.data[0] == '*')
		inner = lc__trim((lc_view){inner.data + 1, inner.size - 1});
	while (inner.size > 0 && inner.data[inner.size - 1] == '*')
		inner = lc__trim((lc_view){inner.data, inner.size - 1});
	if (inner.size == 0 || inner.size == word.size)
		return inner;
	translation->trimmed = true;
	if ((inner.data != word.data && is_latin(inner.data[0])) ||
	    (word.data[word.size - 1] == '*' && is_latin(inner.data[inner.size - 1])))
		translation->reason = "* at the end of a Latin word is taken away: it is not found inside a longer one";
	return inner;
}

/* Runs of white space become one space, runs of wildcards one. */
static lc_status append(lc__buffer *out, lc_view word, lc__translation *translation, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	char before = '\0';
	for (size_t i = 0; i < word.size && status == LIANGCE_OK; i++) {
		char c = (unsigned char)word.data[i] < ' ' ? ' ' : word.data[i];
		if ((c == ' ' || c == '*') && c == before)
			continue;
		if (c == '*')
			translation->reason = "* stands for up to three Han characters";
		status = lc__buffer_append(out, &c, 1, err);
		before = c;
	}
	return status;
}

static const char *impossible(lc_view word, bool any_one)
{
	if (word.size == 0)
		return "an empty word";
	if (any_one && memchr(word.data, '?', word.size) != NULL)
		return "? for any one character cannot be said";
	for (size_t i = 0; i < word.size; i++)
		if (strchr("[]|", word.data[i]) != NULL)
			return "[, ] and | are marks of our spelling";
	return NULL;
}

lc_status lc__import_translate(lc__buffer *out, lc_view word, bool any_one, lc__translation *translation, lc_error *err)
{
	*translation = (lc__translation){.impossible = true};
	translation->reason = impossible(word, any_one);
	if (translation->reason != NULL)
		return LIANGCE_OK;
	lc_view inner = without_ends(word, translation);
	if (inner.size == 0) {
		translation->reason = "nothing but wildcards";
		return LIANGCE_OK;
	}
	/* At the beginning of a row "#" would make it a comment; the wide one folds to the same. */
	bool hash = inner.data[0] == '#';
	size_t begin = out->size;
	lc_status status = hash ? lc__buffer_append(out, "＃", strlen("＃"), err) : LIANGCE_OK;
	if (status == LIANGCE_OK)
		status = append(out, (lc_view){inner.data + hash, inner.size - hash}, translation, err);
	if (status != LIANGCE_OK)
		return status;
	const char *wrong, *message = lc__spelling_check((lc_view){out->data + begin, out->size - begin}, &wrong);
	if (message != NULL) {
		out->size = begin;
		translation->reason = message;
		return LIANGCE_OK;
	}
	translation->impossible = false;
	return lc__buffer_append(out, "", 1, err);
}
