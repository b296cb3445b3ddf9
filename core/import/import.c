/* SPDX-License-Identifier: Apache-2.0 */
/* An import from beginning to end, but for its rows: texts come in, their format is guessed, their words are kept. */
#include "import/import.h"

#include <string.h>

#include "base/file.h"

enum { TEXT_MAX = 1 << 28, ENTRIES_MAX = 1 << 26 };

static bool is_path(const char *theme)
{
	if (strpbrk(theme, "\t\r\n") != NULL || strstr(theme, "//") != NULL)
		return false;
	return theme[0] != '/' && (theme[0] == '\0' || theme[strlen(theme) - 1] != '/');
}

lc_status lc_import_new(lc_import **out, const char *theme, lc_import_callback callback, void *payload, lc_error *err)
{
	if (!is_path(theme))
		return lc__fail(err, LIANGCE_E_INVALID, "\"%s\" is no theme path: levels separated by /, none empty", theme);
	lc_import *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	self->callback = callback;
	self->payload = payload;
	lc__buffer_init(&self->strings, (size_t)1 << 31);
	lc__buffer_init(&self->scratch, (size_t)1 << 30);
	lc__map_init(&self->themes);
	self->prefix = lc__strndup(theme, strlen(theme));
	if (self->prefix == NULL) {
		lc_import_free(self);
		return lc__fail_nomem(err);
	}
	*out = self;
	return LIANGCE_OK;
}

void lc_import_free(lc_import *self)
{
	if (self == NULL)
		return;
	for (size_t i = 0; i < self->source_count; i++)
		lc__free(self->sources[i]);
	lc__free(self->sources);
	lc__free(self->prefix);
	lc__free(self->entries);
	lc__map_release(&self->themes);
	lc__buffer_release(&self->strings);
	lc__buffer_release(&self->scratch);
	lc__free(self);
}

/* ---------------------------------------------------------------- what readers call */

void lc__import_tell(lc_import *self, lc_import_note_kind kind, lc__place_in_text place, lc_view word, const char *message)
{
	char text[256];
	size_t size = word.size < sizeof text ? word.size : sizeof text - 1;
	while (size < word.size && size > 0 && (word.data[size] & 0xC0) == 0x80)
		size--;
	if (size > 0)
		memcpy(text, word.data, size);
	text[size] = '\0';
	for (char *at = text; *at != '\0'; at++)
		if ((unsigned char)*at < ' ')
			*at = ' ';
	self->totals.changed += kind == LIANGCE_IMPORT_CHANGED;
	self->totals.left_out += kind == LIANGCE_IMPORT_LEFT_OUT;
	self->totals.again += kind == LIANGCE_IMPORT_AGAIN;
	lc_import_note note = {kind, place.source, place.line, place.column, text, message};
	if (self->callback != NULL)
		self->callback(&note, self->payload);
}

lc_status lc__import_level(lc_import *self, lc__buffer *path, lc__place_in_text place, lc_view name, lc_error *err)
{
	name = lc__trim(name);
	if (name.size > 0 && memchr(name.data, '/', name.size) != NULL)
		lc__import_tell(self, LIANGCE_IMPORT_CHANGED, place, name, "/ separates levels of a theme: it becomes ／");
	lc_status status = name.size > 0 && path->size > 0 ? lc__buffer_append(path, "/", 1, err) : LIANGCE_OK;
	for (size_t i = 0; i < name.size && status == LIANGCE_OK; i++) {
		char c = (unsigned char)name.data[i] < ' ' ? ' ' : name.data[i];
		status = c == '/' ? lc__buffer_append(path, "／", strlen("／"), err) : lc__buffer_append(path, &c, 1, err);
	}
	return status;
}

lc_status lc__import_theme(lc_import *self, lc_view levels, uint32_t *theme, lc_error *err)
{
	bool both = self->prefix[0] != '\0' && levels.size > 0;
	self->scratch.size = 0;
	lc_status status = lc__buffer_printf(&self->scratch, err, "%s%s", self->prefix, both ? "/" : "");
	if (status == LIANGCE_OK)
		status = lc__buffer_append(&self->scratch, levels.data, levels.size, err);
	return status == LIANGCE_OK ? lc__map_add(&self->themes, self->scratch.data, self->scratch.size, theme, err) : status;
}

static lc_status add_entry(lc_import *self, lc__place_in_text place, uint32_t theme, size_t word, lc_error *err)
{
	void *entries = self->entries;
	lc_status status = lc__grow(&entries, &self->capacity, self->count + 1, ENTRIES_MAX, sizeof *self->entries, err);
	self->entries = entries;
	if (status == LIANGCE_OK)
		self->entries[self->count++] = (lc__entry){.place = place, .word = word, .theme = theme};
	return status;
}

lc_status lc__import_word(lc_import *self, lc__place_in_text place, uint32_t theme, lc_view word, bool any_one, lc_error *err)
{
	lc__translation translation;
	size_t begin = self->strings.size;
	word = lc__trim(word);
	self->totals.entries++;
	lc_status status = lc__import_translate(&self->strings, word, any_one, &translation, err);
	if (status != LIANGCE_OK)
		return status;
	self->totals.trimmed += translation.trimmed && translation.reason == NULL;
	if (translation.reason != NULL)
		lc__import_tell(self, translation.impossible ? LIANGCE_IMPORT_LEFT_OUT : LIANGCE_IMPORT_CHANGED, place, word,
		                translation.reason);
	return translation.impossible ? LIANGCE_OK : add_entry(self, place, theme, begin, err);
}

/* ---------------------------------------------------------------- texts */

static bool ends_with(const char *name, const char *ending)
{
	size_t size = strlen(name), end = strlen(ending);
	return size > end && strcmp(name + size - end, ending) == 0;
}

/* What a line of YAML looks like: a key before its value, an item of a list, a mark of the document. */
static bool is_yaml(lc_view line)
{
	if (line.size >= 3 && memcmp(line.data, "---", 3) == 0)
		return true;
	if (line.size >= 2 && line.data[0] == '-' && line.data[1] == ' ')
		return true;
	const char *colon = memchr(line.data, ':', line.size);
	const char *end = line.data + line.size;
	return colon != NULL && memchr(line.data, '\t', line.size) == NULL && (colon + 1 == end || colon[1] == ' ');
}

/* By the first line that says something. */
static lc_import_format guess(const char *name, lc_view text)
{
	if (ends_with(name, ".yml") || ends_with(name, ".yaml"))
		return LIANGCE_IMPORT_QUANTEDA;
	if (ends_with(name, ".dic"))
		return LIANGCE_IMPORT_LIWC;
	lc__lines lines;
	lc__lines_init(&lines, name, text);
	for (bool more = true; lc__lines_next(&lines, &more, NULL) == LIANGCE_OK && more;) {
		lc_view line = lc__trim(lines.line);
		if (line.size == 0 || line.data[0] == '#')
			continue;
		if (line.size == 1 && line.data[0] == '%')
			return LIANGCE_IMPORT_LIWC;
		return is_yaml(line) ? LIANGCE_IMPORT_QUANTEDA : LIANGCE_IMPORT_LIST;
	}
	return LIANGCE_IMPORT_LIST;
}

static lc_status keep_source(lc_import *self, const char *name, const char **source, lc_error *err)
{
	void *sources = self->sources;
	lc_status status =
	    lc__grow(&sources, &self->source_capacity, self->source_count + 1, ENTRIES_MAX, sizeof *self->sources, err);
	self->sources = sources;
	if (status != LIANGCE_OK)
		return status;
	char *copy = lc__strndup(name, strlen(name));
	if (copy == NULL)
		return lc__fail_nomem(err);
	self->sources[self->source_count++] = copy;
	*source = copy;
	return LIANGCE_OK;
}

lc_status lc_import_add_text(lc_import *self, const char *name, lc_view text, lc_import_format format, lc_error *err)
{
	const char *source;
	if (text.size > TEXT_MAX)
		return lc__fail_at(err, LIANGCE_E_TOO_LARGE, name, 0, 0, "larger than 256 MiB");
	lc_status status = keep_source(self, name, &source, err);
	if (status != LIANGCE_OK)
		return status;
	if (format == LIANGCE_IMPORT_GUESS)
		format = guess(name, text);
	return format == LIANGCE_IMPORT_QUANTEDA ? lc__import_quanteda(self, source, text, err)
	     : format == LIANGCE_IMPORT_LIWC     ? lc__import_liwc(self, source, text, err)
	                                         : lc__import_list(self, source, text, err);
}

lc_status lc_import_add_path(lc_import *self, const char *path, lc_import_format format, lc_error *err)
{
	char *data;
	size_t size;
	lc_status status = lc__read_file(path, TEXT_MAX, &data, &size, err);
	if (status == LIANGCE_OK) {
		status = lc_import_add_text(self, path, (lc_view){data, size}, format, err);
		lc__free(data);
	}
	return status;
}
