/* SPDX-License-Identifier: Apache-2.0 */
/* Where a long text may be cut so that nothing is lost: docs/folding.md, section 5. */
#include <string.h>

#include "base/base.h"

/* Bytes that may close a sentence behind its end mark, and end marks, as they stand in UTF-8. */
static const char *const closers[] = {"”", "’", "」", "』", "）", ")", "\""};
static const char *const enders[] = {"。", "！", "？", "；", "…", "!", "?"};
/* Of a text without safe places: marks that end a sentence wherever they stand, and what parts clauses and lines. */
static const char *const sentence_marks[] = {"。", "！", "？", "；", "…"};
static const char *const clause_marks[] = {"，", "、", "\n"};

/* Does one of the words end just before `at`, beginning no earlier than `from`? Returns where it begins, or NULL. */
static const char *word_before(const char *from, const char *at, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(words[i]);
		if ((size_t)(at - from) >= length && memcmp(at - length, words[i], length) == 0)
			return at - length;
	}
	return NULL;
}

/* Does the line that ends with the LF at `line_feed` end a sentence whose mark begins at or behind `from`? */
static bool ends_sentence(const char *from, const char *line_feed)
{
	const char *at = line_feed;
	if (at > from && at[-1] == '\r')
		at--;
	for (int i = 0; i < 4; i++) {
		const char *before = word_before(from, at, closers, sizeof closers / sizeof closers[0]);
		if (before == NULL)
			break;
		at = before;
	}
	return word_before(from, at, enders, sizeof enders / sizeof enders[0]) != NULL;
}

/* Does one of the words begin at `at`? Returns where it ends, or NULL. */
static const char *word_behind(const char *at, const char *end, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(words[i]);
		if ((size_t)(end - at) >= length && memcmp(at, words[i], length) == 0)
			return at + length;
	}
	return NULL;
}

/* The end of the first mark, with what closes the sentence behind it; NULL where there is none. */
static const char *behind_mark(const char *from, const char *end, const char *const *marks, size_t count)
{
	const char *behind = NULL;
	for (const char *at = from; at < end && behind == NULL; at++)
		behind = word_behind(at, end, marks, count);
	for (int i = 0; i < 4 && behind != NULL; i++) {
		const char *closed = word_behind(behind, end, closers, sizeof closers / sizeof closers[0]);
		if (closed == NULL)
			break;
		behind = closed;
	}
	return behind;
}

static size_t character_boundary(lc_view text, size_t at)
{
	for (size_t back = 0; back <= 3 && back <= at; back++)
		if (((unsigned char)text.data[at - back] & 0xC0) != 0x80)
			return at - back;
	return at;
}

size_t lc_segment_cut(lc_view text, size_t nominal)
{
	if (nominal == 0)
		return 0;
	if (nominal >= text.size)
		return text.size;
	size_t limit = text.size - nominal > LIANGCE_SEGMENT_BYTES ? nominal + LIANGCE_SEGMENT_BYTES : text.size;
	const char *from = text.data + nominal, *at = from, *end = text.data + limit;
	while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
		if (ends_sentence(from, at))
			return (size_t)(at - text.data) + 1;
		at++;
	}
	if (limit == text.size)
		return text.size;
	const char *cut = behind_mark(from, end, sentence_marks, sizeof sentence_marks / sizeof sentence_marks[0]);
	if (cut == NULL)
		cut = behind_mark(from, end, clause_marks, sizeof clause_marks / sizeof clause_marks[0]);
	return cut != NULL ? (size_t)(cut - text.data) : character_boundary(text, limit);
}
