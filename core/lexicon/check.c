/* SPDX-License-Identifier: Apache-2.0 */
/* What is doubtful in a dictionary: duplicates, one-character terms, terms that never match, terms inside others. */
#include <stdio.h>
#include <string.h>

#include "lexicon/dictionary.h"
#include "lexicon/spelling.h"
#include "match/patterns.h"
#include "text/fold.h"

typedef struct checker {
	const lc_dictionary *dictionary;
	lc_finding_callback callback;
	void *payload;
} checker;

static void report(const checker *self, lc_finding_kind kind, uint32_t term, const lc_term *other, lc_view spelling)
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
	}
	lc_finding finding = {kind, &self->dictionary->terms[term], other, text, message};
	self->callback(&finding, self->payload);
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
