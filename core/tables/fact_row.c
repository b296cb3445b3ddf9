/* SPDX-License-Identifier: Apache-2.0 */
/* Packed fact rows: see fact_row.h. */
#include "tables/fact_row.h"

#include "tables/plain.h"

enum { HAS_LO = 1, HAS_HI = 2, HAS_SUBJECT = 4, NEW_SENTENCE = 8 };

#define NUMBERS_MAX 24U /* numbers and lengths of a row, with a few to spare */

static bool is_inside(const char *byte)
{
	return ((unsigned char)*byte & 0xC0) == 0x80;
}

void lc__fact_window(const lc_fact *fact, lc_view text, uint64_t *from, uint64_t *to)
{
	uint64_t start = fact->sentence.byte_start, end = fact->sentence.byte_end;
	if (start > fact->span.byte_start)
		start = fact->span.byte_start;
	if (end < fact->span.byte_end)
		end = fact->span.byte_end;
	if (end - start > LIANGCE_SENTENCE_BYTES) {
		uint64_t before = LIANGCE_SENTENCE_BYTES / 2;
		if (fact->span.byte_start - start > before) {
			start = fact->span.byte_start - before;
			while (start < fact->span.byte_start && is_inside(text.data + start))
				start++;
		}
		if (end - start > LIANGCE_SENTENCE_BYTES) {
			end = start + LIANGCE_SENTENCE_BYTES;
			while (end > start && is_inside(text.data + end))
				end--;
		}
		if (end < fact->span.byte_end)
			end = fact->span.byte_end;
	}
	*from = start;
	*to = end;
}

static char *put_span(char *at, lc_span span)
{
	at = lc__put_number(at, span.byte_start);
	at = lc__put_number(at, span.byte_end - span.byte_start);
	at = lc__put_number(at, span.char_start);
	return lc__put_number(at, span.char_end - span.char_start);
}

static lc_span take_span(lc__unpacker *from)
{
	lc_span span;
	span.byte_start = lc__take_number(from);
	span.byte_end = span.byte_start + lc__take_number(from);
	span.char_start = lc__take_number(from);
	span.char_end = span.char_start + lc__take_number(from);
	return span;
}

static char *put_decimal(char *at, lc_decimal value)
{
	*at++ = (char)value.scale;
	memcpy(at, &value.coefficient, sizeof value.coefficient);
	return at + sizeof value.coefficient;
}

static lc_decimal take_decimal(lc__unpacker *from)
{
	lc_decimal value = {0};
	lc_view bytes = lc__take_view(from, 1 + sizeof value.coefficient);
	if (bytes.size != 0) {
		value.scale = (uint8_t)bytes.data[0];
		memcpy(&value.coefficient, bytes.data + 1, sizeof value.coefficient);
	}
	return value;
}

/* The length of plain text is known only when it has been written: it stands in four bytes before it. */
static char *put_plain(char *at, lc_view text, bool well_formed)
{
	char *end = at + sizeof(uint32_t);
	if (well_formed) {
		memcpy(end, text.data, text.size);
		end += text.size;
	} else {
		end = lc__plain_text(end, text);
	}
	uint32_t size = (uint32_t)(end - at - (ptrdiff_t)sizeof size);
	memcpy(at, &size, sizeof size);
	return end;
}

static lc_view take_plain(lc__unpacker *from)
{
	uint32_t size = 0;
	lc_view bytes = lc__take_view(from, sizeof size);
	if (bytes.size != 0)
		memcpy(&size, bytes.data, sizeof size);
	return lc__take_view(from, size);
}

/* A fact has its unit as its text writes it, 公頃; metrics add up what is 公顷 in one script or the other. */
static lc_view written_unit(const lc_fact *fact, lc_view text)
{
	lc_span span = fact->unit_span;
	if (span.byte_end <= span.byte_start || span.byte_end > text.size)
		return fact->unit;
	return (lc_view){text.data + span.byte_start, (size_t)(span.byte_end - span.byte_start)};
}

lc_status lc__fact_pack(lc__buffer *out, const lc_fact *fact, lc_view text, uint64_t from, uint64_t to, bool well_formed,
                        lc_error *err)
{
	size_t span_size = (size_t)(fact->span.byte_end - fact->span.byte_start), sentence_size = (size_t)(to - from);
	size_t rule_size = strlen(fact->rule);
	lc_view unit = written_unit(fact, text);
	size_t room = NUMBERS_MAX * LIANGCE_PACKED_NUMBER + 2 * sizeof(lc_decimal) + unit.size + fact->subject.size + rule_size;
	lc_status status = lc__buffer_reserve(out, room + 3 * (span_size + sentence_size), err);
	if (status != LIANGCE_OK)
		return status;
	char *at = out->data + out->size;
	*at++ = (char)((fact->has_lo ? HAS_LO : 0) | (fact->has_hi ? HAS_HI : 0) | (fact->has_subject ? HAS_SUBJECT : 0) |
	               (from != to ? NEW_SENTENCE : 0));
	*at++ = (char)fact->kind;
	*at++ = (char)fact->approx;
	*at++ = (char)fact->change;
	at = put_span(at, fact->span);
	at = put_plain(at, (lc_view){.data = text.data + fact->span.byte_start, .size = span_size}, well_formed);
	if (fact->has_lo)
		at = put_decimal(at, fact->lo);
	if (fact->has_hi)
		at = put_decimal(at, fact->hi);
	at = lc__put_bytes(at, unit.data, unit.size);
	if (fact->has_subject) {
		at = put_span(at, fact->subject_span);
		at = lc__put_bytes(at, fact->subject.data, fact->subject.size);
	}
	at = lc__put_number(at, fact->term);
	at = lc__put_bytes(at, fact->rule, rule_size);
	if (from != to)
		at = put_plain(at, (lc_view){.data = text.data + from, .size = sentence_size}, well_formed);
	out->size = (size_t)(at - out->data);
	return LIANGCE_OK;
}

void lc__fact_unpack(lc__unpacker *from, lc__fact_row *row)
{
	lc_view head = lc__take_view(from, 4);
	if (head.size == 0)
		return;
	unsigned flags = (unsigned char)head.data[0];
	lc_view sentence = row->sentence;
	*row = (lc__fact_row){.sentence = sentence};
	lc_fact *fact = &row->fact;
	fact->has_lo = (flags & HAS_LO) != 0;
	fact->has_hi = (flags & HAS_HI) != 0;
	fact->has_subject = (flags & HAS_SUBJECT) != 0;
	fact->kind = (lc_fact_kind)head.data[1];
	fact->approx = (lc_approx)head.data[2];
	fact->change = (lc_change)head.data[3];
	fact->span = take_span(from);
	row->text = take_plain(from);
	if (fact->has_lo)
		fact->lo = take_decimal(from);
	if (fact->has_hi)
		fact->hi = take_decimal(from);
	fact->unit = lc__take_bytes(from);
	if (fact->has_subject) {
		fact->subject_span = take_span(from);
		fact->subject = lc__take_bytes(from);
	}
	fact->term = (uint32_t)lc__take_number(from);
	row->rule = lc__take_bytes(from);
	if ((flags & NEW_SENTENCE) != 0)
		row->sentence = take_plain(from);
}
