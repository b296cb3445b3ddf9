/* SPDX-License-Identifier: Apache-2.0 */
/* Reads plain lists: a word a line, if need be with a TAB and a theme; "#" begins a comment. */
#include <string.h>

#include "import/import.h"

/* A theme path as it is written in a list: its levels cleaned one by one. */
static lc_status find_theme(lc_import *self, lc__lines *lines, lc_view path, uint32_t *theme, lc_error *err)
{
	lc__buffer levels;
	lc__buffer_init(&levels, 65536);
	lc_status status = LIANGCE_OK;
	const char *end = path.data + path.size;
	for (const char *at = path.data; path.size > 0 && at <= end && status == LIANGCE_OK;) {
		const char *slash = memchr(at, '/', (size_t)(end - at));
		const char *stop = slash == NULL ? end : slash;
		lc_view level = lc__trim((lc_view){at, (size_t)(stop - at)});
		lc__place_in_text place = lc__lines_place(lines, at);
		if (level.size == 0)
			status = lc__fail_at(err, LIANGCE_E_DICTIONARY, place.source, place.line, place.column,
			                     "an empty level in the theme path");
		else
			status = lc__import_level(self, &levels, place, level, err);
		at = stop + 1;
	}
	if (status == LIANGCE_OK)
		status = lc__import_theme(self, (lc_view){levels.data, levels.size}, theme, err);
	lc__buffer_release(&levels);
	return status;
}

static lc_status add_line(lc_import *self, lc__lines *lines, lc_error *err)
{
	lc_view line = lc__trim(lines->line);
	if (line.size == 0 || line.data[0] == '#')
		return LIANGCE_OK;
	const char *end = lines->line.data + lines->line.size;
	const char *tab = memchr(lines->line.data, '\t', lines->line.size);
	lc_view word = lc__trim((lc_view){lines->line.data, (size_t)((tab == NULL ? end : tab) - lines->line.data)});
	lc_view path = {end, 0};
	if (tab != NULL)
		path = lc__trim((lc_view){tab + 1, (size_t)(end - tab - 1)});
	const char *second = path.size == 0 ? NULL : memchr(path.data, '\t', path.size);
	if (second != NULL) {
		lc__place_in_text place = lc__lines_place(lines, second);
		return lc__fail_at(err, LIANGCE_E_DICTIONARY, place.source, place.line, place.column,
		                   "more than two columns: a list has words and themes");
	}
	uint32_t theme;
	lc_status status = find_theme(self, lines, path, &theme, err);
	if (status == LIANGCE_OK)
		status = lc__import_word(self, lc__lines_place(lines, word.data), theme, word, false, err);
	return status;
}

lc_status lc__import_list(lc_import *self, const char *source, lc_view text, lc_error *err)
{
	lc__lines lines;
	bool more;
	lc__lines_init(&lines, source, text);
	lc_status status = lc__lines_next(&lines, &more, err);
	while (status == LIANGCE_OK && more) {
		status = add_line(self, &lines, err);
		if (status == LIANGCE_OK)
			status = lc__lines_next(&lines, &more, err);
	}
	return status;
}
