/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is doubtful in a dictionary: duplicates, one-character terms, terms that never match, terms inside others, characters that
 * are folded into one. Mends nothing, and does not judge whether a term is a good one.
 */
#include <stdio.h>
#include <string.h>

#include "lexicon/dictionary.h"
#include "lexicon/spelling.h"
#include "match/patterns.h"
#include "text/fold.h"
#include "text/utf8.h"

typedef struct checker {
	const lc_dictionary *dictionary;
	lc_finding_callback callback;
	void *payload;
} checker;

static void report_at(const checker *self, lc_finding_kind kind, uint32_t term, const lc_term *other, lc_view spelling,
                      uint32_t column)
{
	char text[LIANGCE_TERM_CHARACTERS * 4 + 1], message[512];
	size_t size = spelling.size < sizeof text ? spelling.size : sizeof text - 1;
	memcpy(text, spelling.data, size);
	text[size] = '\0';
	switch (kind) {
	case LIANGCE_FINDING_DUPLICATE:
		snprintf(message, sizeof message, "%s also belongs to %s (%s:%u), which counts", text, other->term, other->source,
		         other->line);
		break;
	case LIANGCE_FINDING_ONE_CHARACTER: snprintf(message, sizeof message, "%s is a single character", text); break;
	case LIANGCE_FINDING_NEVER: snprintf(message, sizeof message, "%s can never match: folding takes it away", text); break;
	case LIANGCE_FINDING_NESTED:
		snprintf(message, sizeof message, "%s stands inside %s (%s:%u) and is not counted there", text, other->term,
		         other->source, other->line);
		break;
	case LIANGCE_FINDING_ASTRAL:
		snprintf(message, sizeof message, "%s holds a character outside the BMP, and matches with any other in its place",
		         text);
		break;
	}
	lc_finding finding = {kind, &self->dictionary->terms[term], other, text, message, column};
	self->callback(&finding, self->payload);
}

static void report(const checker *self, lc_finding_kind kind, uint32_t term, const lc_term *other, lc_view spelling)
{
	report_at(self, kind, term, other, spelling, 0);
}

/*
 * The first character outside the BMP of each spelling of a list. The columns of a row are pieces of the line it was read from,
 * which begins with the term: so a place in any of them has a column in the file.
 */
static void report_astral(const checker *self, uint32_t term, const char *list, bool one)
{
	for (;;) {
		const size_t size = one ? strlen(list) : lc__alias_size(list);
		const uint8_t *at = (const uint8_t *)list, *end = at + size;
		while (at < end && !lc__is_astral(lc__decode(at, end).point))
			at += lc__decode(at, end).width;
		if (at < end) {
			uint32_t column = 1;
			for (const uint8_t *c = (const uint8_t *)self->dictionary->terms[term].term; c < at; column++)
				c += lc__decode(c, at).width;
			report_at(self, LIANGCE_FINDING_ASTRAL, term, NULL, (lc_view){list, size}, column);
		}
		if (list[size] == '\0')
			return;
		list += size + 1;
	}
}

static void on_loss(lc__pattern_loss loss, lc_view spelling, uint32_t term, uint32_t other, void *payload)
{
	const checker *self = payload;
	if (loss == LIANGCE_LOSS_DUPLICATE)
		report(self, LIANGCE_FINDING_DUPLICATE, term, &self->dictionary->terms[other], spelling);
	else
		report(self, LIANGCE_FINDING_NEVER, term, NULL, spelling);
}

/* Each pattern that stands inside `outer`, reported by its own folded text. */
static lc_status report_nested(const checker *self, const lc__patterns *patterns, const lc__pattern *outer, lc__buffer *text,
                               lc_error *err)
{
	const uint16_t *units = patterns->units + outer->first;
	lc_status status = LIANGCE_OK;
	for (size_t start = 0; start < outer->length && status == LIANGCE_OK; start++) {
		for (size_t end = start + 1; end <= outer->length && status == LIANGCE_OK; end++) {
			if (end - start == outer->length)
				continue;
			const lc__pattern *inner = lc__patterns_find(patterns, units + start, end - start, false);
			if (inner == NULL || inner->term == outer->term || inner->role != LIANGCE_ROLE_COUNTED)
				continue;
			text->size = 0;
			status = lc__units_to_utf8(text, units + start, end - start, err);
			if (status == LIANGCE_OK)
				report(self, LIANGCE_FINDING_NESTED, inner->term, &self->dictionary->terms[outer->term],
				       (lc_view){text->data, text->size});
		}
	}
	return status;
}

lc_status lc_dictionary_check(const lc_dictionary *self, lc_finding_callback callback, void *payload, lc_error *err)
{
	checker check = {self, callback, payload};
	lc__patterns patterns;
	lc__buffer text;
	lc__buffer_init(&text, 65536);
	lc_status status = lc__patterns_build(&patterns, self, on_loss, &check, err);
	if (status != LIANGCE_OK)
		return status;
	for (uint32_t i = 0; i < self->count; i++) {
		report_astral(&check, i, self->terms[i].term, true);
		report_astral(&check, i, self->terms[i].aliases, false);
	}
	for (size_t i = 0; i < patterns.count && status == LIANGCE_OK; i++) {
		const lc__pattern *item = &patterns.items[i];
		text.size = 0;
		status = lc__units_to_utf8(&text, patterns.units + item->first, item->length, err);
		if (status == LIANGCE_OK && item->length == 1 && item->role != LIANGCE_ROLE_NAME)
			report(&check, LIANGCE_FINDING_ONE_CHARACTER, item->term, NULL, (lc_view){text.data, text.size});
		if (status == LIANGCE_OK && item->role != LIANGCE_ROLE_NAME && !item->gaps)
			status = report_nested(&check, &patterns, item, &text, err);
	}
	lc__buffer_release(&text);
	lc__patterns_release(&patterns);
	return status;
}
