/* SPDX-License-Identifier: Apache-2.0 */
/* Checking and expanding spellings: see spelling.h. */
#include "lexicon/spelling.h"

#include <string.h>

#include "lexicon/dictionary.h"
#include "text/utf8.h"

size_t lc__alias_size(const char *list)
{
	size_t size = 0;
	bool inside = false;
	for (; list[size] != '\0' && (inside || list[size] != '|'); size++)
		inside = list[size] == '[' || (inside && list[size] != ']');
	return size;
}

typedef struct bracket {
	const char *close; /* its closing mark */
	size_t alternatives;
	size_t longest; /* alternative, in characters */
} bracket;

/* What is wrong with the bracket that opens at `at`, or NULL. */
static const char *check_bracket(const char *at, const char *end, bracket *self)
{
	size_t characters = 0;
	*self = (bracket){.alternatives = 1};
	for (const char *c = at + 1; c < end; c++) {
		bool boundary = *c == '|' || *c == ']';
		if (boundary && (c[-1] == '|' || c[-1] == '['))
			return "an empty alternative";
		if (*c == '[')
			return "a bracket inside a bracket";
		if (*c == '*')
			return "* inside a bracket";
		characters = boundary ? 0 : characters + ((*c & 0xC0) != 0x80);
		if (characters > self->longest)
			self->longest = characters;
		self->alternatives += *c == '|';
		if (*c == ']') {
			self->close = c;
			return NULL;
		}
	}
	return "[ without ]";
}

const char *lc__spelling_check(lc_view spelling, const char **wrong)
{
	const char *at = spelling.data, *end = at + spelling.size;
	size_t characters = 0, expansions = 1;
	*wrong = at;
	if (spelling.size == 0)
		return "an empty alias";
	while (at < end) {
		*wrong = at;
		if (*at == '*' && (at == spelling.data || at + 1 == end || at[1] == '*'))
			return "* must stand between characters";
		if (*at == ']' || *at == '|')
			return *at == ']' ? "] without [" : "| outside brackets";
		bracket choice = {.close = at, .alternatives = 1, .longest = 1};
		const char *message = *at == '[' ? check_bracket(at, end, &choice) : NULL;
		if (message != NULL)
			return message;
		expansions *= choice.alternatives;
		characters += choice.longest;
		if (expansions > LIANGCE_EXPANSIONS_MAX)
			return "more than 256 combinations";
		if (characters > LIANGCE_TERM_CHARACTERS)
			return "longer than 64 characters";
		at = choice.close + lc__decode((const uint8_t *)choice.close, (const uint8_t *)end).width;
	}
	return NULL;
}

typedef struct expansion {
	lc__buffer text;
	lc__expansion_callback callback;
	void *payload;
} expansion;

/* Appends what is left of the spelling to what was chosen so far, once for each choice. */
static lc_status expand(expansion *self, const char *at, const char *end, lc_error *err)
{
	const char *open = memchr(at, '[', (size_t)(end - at));
	size_t before = self->text.size;
	lc_status status = lc__buffer_append(&self->text, at, (size_t)((open == NULL ? end : open) - at), err);
	if (status == LIANGCE_OK && open == NULL)
		status = self->callback((lc_view){self->text.data, self->text.size}, self->payload, err);
	if (status == LIANGCE_OK && open != NULL) {
		const char *close = memchr(open, ']', (size_t)(end - open));
		size_t chosen = self->text.size;
		for (const char *choice = open + 1; choice <= close && status == LIANGCE_OK;) {
			const char *bar = memchr(choice, '|', (size_t)(close - choice));
			const char *stop = bar == NULL ? close : bar;
			self->text.size = chosen;
			status = lc__buffer_append(&self->text, choice, (size_t)(stop - choice), err);
			if (status == LIANGCE_OK)
				status = expand(self, close + 1, end, err);
			choice = stop + 1;
		}
	}
	self->text.size = before;
	return status;
}

lc_status lc__spelling_expand(lc_view spelling, lc__expansion_callback callback, void *payload, lc_error *err)
{
	if (memchr(spelling.data, '[', spelling.size) == NULL)
		return callback(spelling, payload, err);
	expansion self = {.callback = callback, .payload = payload};
	lc__buffer_init(&self.text, 65536);
	lc_status status = expand(&self, spelling.data, spelling.data + spelling.size, err);
	lc__buffer_release(&self.text);
	return status;
}

lc_status lc__term_expand(const lc_term *term, lc__expansion_callback callback, void *payload, lc_error *err)
{
	lc_status status = lc__spelling_expand((lc_view){term->term, strlen(term->term)}, callback, payload, err);
	for (const char *at = term->aliases; *at != '\0' && status == LIANGCE_OK;) {
		size_t size = lc__alias_size(at);
		status = lc__spelling_expand((lc_view){at, size}, callback, payload, err);
		at += size + (at[size] == '|');
	}
	return status;
}
