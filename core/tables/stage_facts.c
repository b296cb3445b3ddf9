/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Facts from the stage: chunks of packed rows become rows of table `facts`, with offsets moved to where their part of the
 * document begins. Columns are those of schema.c, in its order.
 */
#include <assert.h>

#include "tables/fact_row.h"
#include "tables/stage_private.h"

static void set_decimal(lc__cell *cell, bool present, lc_decimal value, char text[LIANGCE_DECIMAL_CHARS])
{
	size_t size = present ? lc_decimal_format(value, text) : 0;
	*cell = (lc__cell){.kind = LIANGCE_CELL_DECIMAL, .null = !present, .text = {.data = text, .size = size}};
}

/* Fills the cells behind path and member. */
static void set_fact(const lc__stage *self, const lc__fact_row *row, uint64_t bytes, uint64_t characters, lc__cell *cell,
                     char numbers[2][LIANGCE_DECIMAL_CHARS])
{
	const lc_fact *fact = &row->fact;
	bool has_subject = fact->has_subject, has_term = fact->term < lc_ruleset_term_count(self->rules);
	const lc_term *term = has_term ? lc_ruleset_term(self->rules, fact->term) : NULL;
	lc__set_integer(cell++, true, bytes + fact->span.byte_start);
	lc__set_integer(cell++, true, bytes + fact->span.byte_end);
	lc__set_integer(cell++, true, characters + fact->span.char_start);
	lc__set_integer(cell++, true, characters + fact->span.char_end);
	lc__set_text(cell++, true, row->text);
	lc__set_word(cell++, true, lc_fact_kind_text(fact->kind));
	set_decimal(cell++, fact->has_lo, fact->lo, numbers[0]);
	set_decimal(cell++, fact->has_hi, fact->hi, numbers[1]);
	lc__set_text(cell++, true, fact->unit);
	lc__set_word(cell++, true, lc_approx_text(fact->approx));
	lc__set_word(cell++, true, lc_change_text(fact->change));
	lc__set_text(cell++, has_subject, fact->subject);
	lc__set_integer(cell++, has_subject, bytes + fact->subject_span.byte_start);
	lc__set_integer(cell++, has_subject, bytes + fact->subject_span.byte_end);
	lc__set_integer(cell++, has_subject, characters + fact->subject_span.char_start);
	lc__set_integer(cell++, has_subject, characters + fact->subject_span.char_end);
	lc__set_word(cell++, has_term, has_term ? term->term : "");
	lc__set_word(cell++, has_term && term->theme[0] != '\0', has_term ? term->theme : "");
	lc__set_text(cell++, true, row->rule);
	lc__set_text(cell++, true, row->sentence);
}

/* What comes of a chunk: its facts, one row each, to `callback`. */
typedef struct unpacking {
	const lc__stage *stage;
	lc__row_callback callback;
	void *payload;
} unpacking;

/* cells: groups, path, member, part, where the part begins (bytes, characters; null: not known), chunk. */
static lc_status unpack_chunk(void *payload, const lc__cell *cells, size_t count, lc_error *err)
{
	const unpacking *self = payload;
	assert(count >= 6);
	size_t leading = count - 4; /* groups, path, member */
	const lc__cell *part = &cells[leading], *bytes = part + 1, *characters = part + 2, *chunk = part + 3;
	if (part->integer != 0 && bytes->null)
		return lc__fail(err, LIANGCE_E_INVALID, "a part before part %lld of %.*s has no size", (long long)part->integer,
		                (int)cells[leading - 2].text.size, cells[leading - 2].text.data);
	lc__cell out[LIANGCE_COLUMNS_MAX];
	memcpy(out, cells, leading * sizeof *out);
	char numbers[2][LIANGCE_DECIMAL_CHARS];
	size_t width = leading - 2 + lc__table_named("facts")->column_count;
	lc__unpacker from = lc__unpack(chunk->text);
	lc__fact_row row = {0};
	lc_status status = LIANGCE_OK;
	while (lc__more(&from) && status == LIANGCE_OK) {
		lc__fact_unpack(&from, &row);
		set_fact(self->stage, &row, (uint64_t)bytes->integer, (uint64_t)characters->integer, out + leading, numbers);
		status = self->callback(self->payload, out, width, err);
	}
	return status == LIANGCE_OK && from.broken ? lc__fail(err, LIANGCE_E_WRITE, "temporary database: a row is damaged")
	                                           : status;
}

lc_status lc__stage_read_facts(lc__stage *self, sqlite3_stmt *statement, lc__row_callback callback, void *payload, lc_error *err)
{
	lc__cell_kind kinds[LIANGCE_COLUMNS_MAX] = {LIANGCE_CELL_TEXT};
	size_t at = self->group_count + 2;
	for (size_t i = 0; i < 3; i++)
		kinds[at++] = LIANGCE_CELL_INTEGER;
	kinds[at++] = LIANGCE_CELL_TEXT;
	unpacking chunks = {.stage = self, .callback = callback, .payload = payload};
	return lc__read_rows(self->db, statement, kinds, at, LIANGCE_E_WRITE, unpack_chunk, &chunks, err);
}
