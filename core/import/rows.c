/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the words of an import to rows: words that fold to the same are one term, in the first of their themes; the further ones go
 * into its note. What is the same is asked of the patterns themselves, so that the dictionary checker agrees.
 */
#include <stdio.h>
#include <string.h>

#include "import/import.h"
#include "lexicon/dictionary.h"
#include "match/patterns.h"

typedef struct writer {
	lc_import *from;
	lc_sink sink;
	void *payload;
	lc__buffer row;
	uint32_t *seen; /* by theme: the term (+ 1) it was last met at */
} writer;

static const char *word_of(const lc_import *self, const lc__entry *entry)
{
	return self->strings.data + entry->word;
}

/* ---------------------------------------------------------------- what is the same */

static void on_loss(lc__pattern_loss loss, lc_view spelling, uint32_t term, uint32_t other, void *payload)
{
	lc_import *self = payload;
	lc__entry *entry = &self->entries[term], *first = &self->entries[other];
	entry->lost = true;
	if (loss == LIANGCE_LOSS_NEVER) {
		lc__import_tell(self, LIANGCE_IMPORT_LEFT_OUT, entry->place, spelling, "it can never match: folding takes it away");
		return;
	}
	lc__entry *last = first->last == 0 ? first : &self->entries[first->last - 1];
	last->next = first->last = term + 1;
}

/* A dictionary of the bare words, row by row as they were read. */
static lc_status list_words(lc_import *self, lc_dictionary *dictionary, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	self->scratch.size = 0;
	for (size_t i = 0; i < self->count && status == LIANGCE_OK; i++)
		status = lc__buffer_printf(&self->scratch, err, "%s\n", word_of(self, &self->entries[i]));
	if (status == LIANGCE_OK)
		status = lc_dictionary_add_text(dictionary, "", (lc_view){self->scratch.data, self->scratch.size}, err);
	/* on_loss takes the one for the other. */
	if (status == LIANGCE_OK && dictionary->count != self->count)
		return lc__fail(err, LIANGCE_E_INVALID, "words of the dictionary do not make a row each");
	return status;
}

static lc_status find_same(lc_import *self, lc_error *err)
{
	lc_dictionary *dictionary;
	lc__patterns patterns;
	lc_status status = lc_dictionary_new(&dictionary, err);
	if (status != LIANGCE_OK)
		return status;
	status = list_words(self, dictionary, err);
	if (status == LIANGCE_OK) {
		status = lc__patterns_build(&patterns, dictionary, on_loss, self, err);
		if (status == LIANGCE_OK)
			lc__patterns_release(&patterns);
	}
	lc_dictionary_free(dictionary);
	return status;
}

/* ---------------------------------------------------------------- themes */

/* Whether counts of `theme` roll up to `outer`. */
static bool stands_below(const lc_import *self, uint32_t theme, uint32_t outer)
{
	lc_view inner = lc__map_key_of(&self->themes, theme), path = lc__map_key_of(&self->themes, outer);
	return inner.size > path.size && memcmp(inner.data, path.data, path.size) == 0 &&
	       (path.size == 0 || inner.data[path.size] == '/');
}

/* The theme of the first entry, or the innermost below it that the word was in, too: the outer ones get its counts anyway. */
static uint32_t choose_theme(const lc_import *self, size_t first)
{
	uint32_t theme = self->entries[first].theme;
	for (uint32_t at = self->entries[first].next; at != 0; at = self->entries[at - 1].next)
		if (stands_below(self, self->entries[at - 1].theme, theme))
			theme = self->entries[at - 1].theme;
	return theme;
}

static void tell_again(lc_import *self, const lc__entry *first, const lc__entry *entry)
{
	char message[512];
	const char *word = word_of(self, entry), *same = word_of(self, first);
	snprintf(message, sizeof message, "%s%s is in this theme already: %s:%u", strcmp(word, same) == 0 ? "" : same,
	         strcmp(word, same) == 0 ? "it" : " has the same meaning, and it", first->place.source, first->place.line);
	lc__import_tell(self, LIANGCE_IMPORT_AGAIN, entry->place, (lc_view){word, strlen(word)}, message);
}

/* "also 甲; 乙": the themes that the word stood in beside its own, in the note. */
static lc_status add_note(writer *self, size_t first, uint32_t theme, lc_error *err)
{
	lc_import *from = self->from;
	uint32_t mark = (uint32_t)first + 1;
	bool several = false;
	lc_status status = LIANGCE_OK;
	for (uint32_t at = mark; at != 0 && status == LIANGCE_OK; at = from->entries[at - 1].next) {
		const lc__entry *entry = &from->entries[at - 1];
		bool again = self->seen[entry->theme] == mark;
		self->seen[entry->theme] = mark;
		if (again)
			tell_again(from, &from->entries[first], entry);
		if (again || entry->theme == theme || stands_below(from, theme, entry->theme))
			continue;
		lc_view path = lc__map_key_of(&from->themes, entry->theme);
		status = lc__buffer_printf(&self->row, err, "%s%.*s", several ? "; " : "\t\t\t\talso ", (int)path.size, path.data);
		several = true;
	}
	from->totals.several += several;
	return status;
}

/* ---------------------------------------------------------------- writing */

static lc_status give(writer *self, lc_error *err)
{
	bool taken = self->sink(self->row.data, self->row.size, self->payload);
	self->row.size = 0;
	return taken ? LIANGCE_OK : lc__fail(err, LIANGCE_E_WRITE, "the dictionary cannot be written");
}

static lc_status write_row(writer *self, size_t first, lc_error *err)
{
	lc_import *from = self->from;
	uint32_t theme = choose_theme(from, first);
	lc_view path = lc__map_key_of(&from->themes, theme);
	lc_status status =
	    lc__buffer_printf(&self->row, err, "%s\t%.*s", word_of(from, &from->entries[first]), (int)path.size, path.data);
	if (status == LIANGCE_OK)
		status = add_note(self, first, theme, err);
	if (status == LIANGCE_OK && self->row.data[self->row.size - 1] == '\t')
		self->row.size--; /* columns at the end may be left out */
	from->totals.terms++;
	if (status == LIANGCE_OK)
		status = lc__buffer_append(&self->row, "\n", 1, err);
	return status == LIANGCE_OK ? give(self, err) : status;
}

static lc_status write_rows(writer *self, lc_error *err)
{
	const lc_import *from = self->from;
	lc_status status = lc__buffer_printf(&self->row, err, "# term\ttheme\taliases\tkind\tunit_hint\tnote\n");
	if (status == LIANGCE_OK)
		status = give(self, err);
	for (size_t i = 0; i < from->count && status == LIANGCE_OK; i++)
		if (!from->entries[i].lost)
			status = write_row(self, i, err);
	return status;
}

lc_status lc_import_write(lc_import *self, lc_sink sink, void *payload, lc_import_totals *totals, lc_error *err)
{
	writer write = {.from = self, .sink = sink, .payload = payload};
	lc_status status = find_same(self, err);
	if (status != LIANGCE_OK)
		return status;
	lc__buffer_init(&write.row, (size_t)1 << 30);
	write.seen = lc__calloc((size_t)self->themes.count + 1, sizeof *write.seen);
	status = write.seen == NULL ? lc__fail_nomem(err) : write_rows(&write, err);
	if (status == LIANGCE_OK && totals != NULL)
		*totals = self->totals;
	lc__free(write.seen);
	lc__buffer_release(&write.row);
	return status;
}
