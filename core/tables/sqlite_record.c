/* SPDX-License-Identifier: Apache-2.0 */
/* Cells as a record of SQLite: see sqlite_record.h. */
#include "tables/sqlite_record.h"

#include <string.h>

#include "tables/number.h"

uint8_t *lc__put_varint(uint8_t *to, uint64_t value)
{
	if (value >> 56 != 0) {
		for (unsigned i = 0; i < 8; i++)
			*to++ = (uint8_t)(value >> (57 - 7 * i) | 0x80);
		*to++ = (uint8_t)value;
		return to;
	}
	unsigned shift = 0;
	while (value >> shift >> 7 != 0)
		shift += 7;
	for (; shift > 0; shift -= 7)
		*to++ = (uint8_t)(value >> shift | 0x80);
	*to++ = (uint8_t)(value & 0x7F);
	return to;
}

/* A value as it stands in a record: its type, and a number in its last `size` bytes or a text. */
typedef struct value {
	uint64_t type;
	size_t size;
	uint64_t number;
	const char *text; /* NULL: a number */
} value;

static value of_text(lc_view text)
{
	return (value){.type = 13 + 2 * (uint64_t)text.size, .size = text.size, .text = text.size == 0 ? "" : text.data};
}

static value of_integer(int64_t integer)
{
	static const uint8_t sizes[] = {1, 2, 3, 4, 6, 8};
	uint64_t magnitude = (uint64_t)(integer < 0 ? ~integer : integer);
	unsigned type = 0;
	if (integer == 0 || integer == 1)
		return (value){.type = 8 + (uint64_t)integer};
	while (sizes[type] < 8 && magnitude >> (8 * sizes[type] - 1) != 0)
		type++;
	return (value){.type = type + 1, .size = sizes[type], .number = (uint64_t)integer};
}

static value of_decimal(lc_view text)
{
	lc__number number = lc__number_of(text);
	value real = {.type = 7, .size = sizeof number.real};
	switch (number.kind) {
	case LIANGCE_STORED_REAL: memcpy(&real.number, &number.real, sizeof number.real); return real;
	case LIANGCE_STORED_INTEGER: return of_integer(number.integer);
	default: return of_text(text);
	}
}

static value value_of(const lc__cell *cell)
{
	if (cell->null)
		return (value){.type = 0};
	return cell->kind == LIANGCE_CELL_INTEGER ? of_integer(cell->integer)
	     : cell->kind == LIANGCE_CELL_DECIMAL ? of_decimal(cell->text)
	                                          : of_text(cell->text);
}

static uint8_t *put_value(uint8_t *to, const value *from)
{
	if (from->text != NULL) {
		memcpy(to, from->text, from->size);
		return to + from->size;
	}
	for (size_t i = from->size; i-- > 0;)
		*to++ = (uint8_t)(from->number >> (8 * i));
	return to;
}

lc_status lc__sqlite_record(lc__buffer *out, const lc__cell *cells, size_t count, lc_error *err)
{
	uint8_t types[LIANGCE_COLUMNS_MAX * LIANGCE_VARINT], *end = types;
	value values[LIANGCE_COLUMNS_MAX];
	size_t body = 0;
	for (size_t i = 0; i < count; i++) {
		values[i] = value_of(&cells[i]);
		end = lc__put_varint(end, values[i].type);
		body += values[i].size;
	}
	size_t type_bytes = (size_t)(end - types);
	size_t head = type_bytes + (type_bytes < 127 ? 1 : 2); /* with itself */
	out->size = 0;
	lc_status status = lc__buffer_reserve(out, head + body, err);
	if (status != LIANGCE_OK)
		return status;
	uint8_t *at = lc__put_varint((uint8_t *)out->data, head);
	memcpy(at, types, type_bytes);
	at += type_bytes;
	for (size_t i = 0; i < count; i++)
		at = put_value(at, &values[i]);
	out->size = head + body;
	return LIANGCE_OK;
}
