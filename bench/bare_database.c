/* SPDX-License-Identifier: Apache-2.0 */
/* Writes every byte of a spelling as \xHH and compiles the lot: see bare_database.h. */
#include "bare_database.h"

#include <string.h>

#include "lexicon/spelling.h"
#include "text/fold_table.h"

enum { CHARACTERS_MAX = 1 << 30 };

typedef struct list {
	lc__buffer characters; /* expressions, each terminated */
	size_t count;
} list;

static lc_status add_expansion(lc_view spelling, void *payload, lc_error *err)
{
	static const char gap[] = "(?:[\\xe3-\\xe9][\\x80-\\xbf]{2}){0,3}";
	list *self = payload;
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < spelling.size && status == LIANGCE_OK; i++)
		status = spelling.data[i] == '*'
		           ? lc__buffer_append(&self->characters, gap, sizeof gap - 1, err)
		           : lc__buffer_printf(&self->characters, err, "\\x%02x", (unsigned char)spelling.data[i]);
	if (status == LIANGCE_OK)
		status = lc__buffer_append(&self->characters, "", 1, err);
	self->count++;
	return status;
}

static lc_status compile(hs_database_t **out, const list *expressions, lc_error *err)
{
	size_t count = expressions->count;
	const char **texts = lc__alloc(count, sizeof *texts);
	unsigned *ids = lc__alloc(count, sizeof *ids);
	hs_compile_error_t *problem = NULL;
	lc_status status = texts == NULL || ids == NULL ? lc__fail_nomem(err) : LIANGCE_OK;
	const char *at = expressions->characters.data;
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++, at += strlen(at) + 1) {
		texts[i] = at;
		ids[i] = (unsigned)i;
	}
	if (status == LIANGCE_OK &&
	    hs_compile_multi(texts, NULL, ids, (unsigned)count, HS_MODE_BLOCK, NULL, out, &problem) != HS_SUCCESS)
		status = lc__fail(err, LIANGCE_E_COMPILE, "Hyperscan: %s", problem == NULL ? "?" : problem->message);
	hs_free_compile_error(problem);
	lc__free(texts);
	lc__free(ids);
	return status;
}

/* Compiles what was listed, unless listing it went wrong, and forgets it. */
static lc_status finish(hs_database_t **out, list *expressions, lc_status status, lc_error *err)
{
	if (status == LIANGCE_OK)
		status = compile(out, expressions, err);
	lc__buffer_release(&expressions->characters);
	return status;
}

lc_status bare_database_of_utf8(hs_database_t **out, const lc_dictionary *dictionary, lc_error *err)
{
	list expressions = {.count = 0};
	lc__buffer_init(&expressions.characters, CHARACTERS_MAX);
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < lc_dictionary_count(dictionary) && status == LIANGCE_OK; i++) {
		const lc_term *term = lc_dictionary_term(dictionary, i);
		if (term->kind != LIANGCE_KIND_NAME)
			status = lc__term_expand(term, add_expansion, &expressions, err);
	}
	return finish(out, &expressions, status, err);
}

static lc_status add_pattern(list *self, const uint16_t *units, size_t count, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++) {
		unsigned code = lc__unit_code(units[i]);
		status = units[i] == LIANGCE_UNIT_GAP
		           ? lc__buffer_printf(&self->characters, err, "(?s:..){0,%d}", LIANGCE_GAP_MAX)
		           : lc__buffer_printf(&self->characters, err, "\\x%02x\\x%02x", code & 0xFF, code >> 8);
	}
	if (status == LIANGCE_OK)
		status = lc__buffer_append(&self->characters, "", 1, err);
	self->count++;
	return status;
}

lc_status bare_database_of_codes(hs_database_t **out, const lc__patterns *patterns, lc_error *err)
{
	list expressions = {.count = 0};
	lc__buffer_init(&expressions.characters, CHARACTERS_MAX);
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < patterns->count && status == LIANGCE_OK; i++)
		if (patterns->items[i].role != LIANGCE_ROLE_NAME)
			status =
			    add_pattern(&expressions, patterns->units + patterns->items[i].first, patterns->items[i].length, err);
	return finish(out, &expressions, status, err);
}
