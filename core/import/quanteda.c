/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads quanteda's YAML dictionaries: keys inside keys are a theme path, lists and single values at their ends are words. What YAML
 * is, libyaml knows; anchors and aliases, which no dictionary needs, are errors.
 */
#include <string.h>
#include <yaml.h>

#include "import/import.h"

enum { DEPTH_MAX = 64 };

/* A mapping or list that is open. */
typedef struct level {
	bool mapping;
	bool valued;      /* a mapping whose key was read: its value follows */
	size_t path_size; /* of the path outside the key */
	lc__place_in_text key;
	size_t words; /* read below the key */
} level;

typedef struct reader {
	lc_import *to;
	const char *source;
	lc_view text;
	level levels[DEPTH_MAX];
	size_t depth;
	lc__buffer path;
} reader;

static lc__place_in_text place_of(const reader *self, yaml_mark_t mark)
{
	return (lc__place_in_text){self->source, (uint32_t)mark.line + 1, (uint32_t)mark.column + 1};
}

static lc_status fail_at(lc__place_in_text place, lc_error *err, const char *message)
{
	return lc__fail_at(err, LIANGCE_E_DICTIONARY, place.source, place.line, place.column, "%s", message);
}

/* Bytes that are no characters have an offset only. */
static lc_status fail_bytes(const reader *self, size_t offset, const char *problem, lc_error *err)
{
	lc__lines lines;
	lc__lines_init(&lines, self->source, self->text);
	for (bool more = true; more;) {
		lc_status status = lc__lines_next(&lines, &more, err);
		if (status != LIANGCE_OK)
			return status;
		const char *at = self->text.data + offset;
		if (more && at >= lines.line.data && at < lines.at)
			return fail_at(lc__lines_place(&lines, at), err, problem);
	}
	return fail_at((lc__place_in_text){self->source, 0, 0}, err, problem);
}

static lc_status fail_parse(const reader *self, const yaml_parser_t *parser, lc_error *err)
{
	if (parser->error == YAML_MEMORY_ERROR)
		return lc__fail_nomem(err);
	if (parser->error == YAML_READER_ERROR)
		return fail_bytes(self, parser->problem_offset, parser->problem, err);
	lc__place_in_text place = place_of(self, parser->problem_mark);
	if (parser->context != NULL && strcmp(parser->context, "while scanning an alias") == 0) {
		place = place_of(self, parser->context_mark);
		return fail_at(place, err, "a word that begins with * must be in quotation marks");
	}
	if (parser->context == NULL)
		return fail_at(place, err, parser->problem);
	return lc__fail_at(err, LIANGCE_E_DICTIONARY, place.source, place.line, place.column, "%s %s", parser->context,
	                   parser->problem);
}

/* The mapping that a key or value now stands in, or NULL. */
static level *mapping_at(reader *self)
{
	return self->depth > 0 && self->levels[self->depth - 1].mapping ? &self->levels[self->depth - 1] : NULL;
}

static lc_status read_key(reader *self, level *in, lc__place_in_text place, lc_view name, lc_error *err)
{
	if (lc__trim(name).size == 0)
		return fail_at(place, err, "an empty key");
	in->path_size = self->path.size;
	in->valued = true;
	in->key = place;
	in->words = 0;
	return lc__import_level(self->to, &self->path, place, name, err);
}

/* A value is complete: the path is again that of the mapping it stood in. */
static void end_value(reader *self)
{
	level *in = mapping_at(self);
	if (in == NULL)
		return;
	lc_view theme = {self->path.data, self->path.size};
	if (in->words == 0)
		lc__import_tell(self->to, LIANGCE_IMPORT_LEFT_OUT, in->key, theme, "a theme without words");
	self->path.size = in->path_size;
	in->valued = false;
}

static lc_status read_word(reader *self, lc__place_in_text place, lc_view word, lc_error *err)
{
	uint32_t theme;
	for (size_t i = 0; i < self->depth; i++)
		self->levels[i].words++;
	lc_status status = lc__import_theme(self->to, (lc_view){self->path.data, self->path.size}, &theme, err);
	if (status == LIANGCE_OK)
		status = lc__import_word(self->to, place, theme, word, true, err);
	if (status == LIANGCE_OK)
		end_value(self);
	return status;
}

static lc_status read_scalar(reader *self, const yaml_event_t *event, lc_error *err)
{
	lc_view text = {(const char *)event->data.scalar.value, event->data.scalar.length};
	lc__place_in_text place = place_of(self, event->start_mark);
	level *in = mapping_at(self);
	if (text.size > 0 && memchr(text.data, '\0', text.size) != NULL)
		return fail_at(place, err, "a NUL byte");
	if (in != NULL && !in->valued)
		return read_key(self, in, place, text, err);
	bool nothing = event->data.scalar.plain_implicit && event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	               (text.size == 0 || strcmp(text.data, "~") == 0);
	if (in != NULL && nothing) {
		end_value(self);
		return LIANGCE_OK;
	}
	if (self->depth == 0)
		return fail_at(place, err, "a dictionary is keys with words, not a single word");
	return read_word(self, place, text, err);
}

static lc_status open_level(reader *self, const yaml_event_t *event, bool mapping, lc_error *err)
{
	lc__place_in_text place = place_of(self, event->start_mark);
	const level *in = mapping_at(self);
	if (in != NULL && !in->valued)
		return fail_at(place, err, "a key must be a word");
	if (self->depth == DEPTH_MAX)
		return fail_at(place, err, "nested deeper than 64 levels");
	self->levels[self->depth++] = (level){.mapping = mapping, .path_size = self->path.size, .key = place};
	return LIANGCE_OK;
}

static void close_level(reader *self)
{
	self->depth--;
	end_value(self);
}

static lc_status take(reader *self, const yaml_event_t *event, lc_error *err)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT: return read_scalar(self, event, err);
	case YAML_MAPPING_START_EVENT: return open_level(self, event, true, err);
	case YAML_SEQUENCE_START_EVENT: return open_level(self, event, false, err);
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT: close_level(self); return LIANGCE_OK;
	case YAML_ALIAS_EVENT:
		return fail_at(place_of(self, event->start_mark), err, "a word that begins with * must be in quotation marks");
	default: return LIANGCE_OK;
	}
}

static lc_status read_events(reader *self, yaml_parser_t *parser, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	for (bool done = false; !done && status == LIANGCE_OK;) {
		yaml_event_t event;
		if (!yaml_parser_parse(parser, &event))
			return fail_parse(self, parser, err);
		done = event.type == YAML_STREAM_END_EVENT;
		status = take(self, &event, err);
		yaml_event_delete(&event);
	}
	return status;
}

lc_status lc__import_quanteda(lc_import *self, const char *source, lc_view text, lc_error *err)
{
	reader read = {.to = self, .source = source, .text = text};
	yaml_parser_t parser;
	if (!yaml_parser_initialize(&parser))
		return lc__fail_nomem(err);
	lc__buffer_init(&read.path, (size_t)1 << 20);
	yaml_parser_set_input_string(&parser, (const unsigned char *)(text.data == NULL ? "" : text.data), text.size);
	lc_status status = read_events(&read, &parser, err);
	yaml_parser_delete(&parser);
	lc__buffer_release(&read.path);
	return status;
}
