/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The fold, in four steps: read every character (a kernel), settle what is between units, settle line ends, pack what is left (a
 * kernel). Knows the order of the steps and the map back to the source; the steps have files of their own.
 */
#include "text/fold.h"

#include "text/fold_kernel.h"
#include "text/fold_settle.h"
#include "text/utf8.h"

enum {
	/* Every character, the sentinels, and what kernels may write behind them. */
	ENTRIES = (LIANGCE_FOLD_MAX + 2 + LIANGCE_FOLD_SLACK + 63) / 64 * 64,
	WORDS = (ENTRIES / 64 + 15) / 16 * 16,
	LINE = 64, /* of the cache; every part of the memory is some of them */
};

/* All memory of a fold. */
typedef struct rows {
	uint16_t units[ENTRIES], codes[ENTRIES], points[ENTRIES];
	uint32_t edges[ENTRIES];
	lc__few inner[WORDS], brackets[WORDS];
	uint64_t starts[WORDS], kept[WORDS];
	uint32_t starts_before[WORDS], kept_before[WORDS];
	uint32_t last_start, last_kept;
} rows;

lc_status lc__folded_init(lc__folded *self, lc_error *err)
{
	const lc__fold_kernel *kernels[LIANGCE_FOLD_KERNELS + 1];
	void *memory = lc__alloc(1, sizeof(rows) + LINE);
	if (memory == NULL)
		return lc__fail_nomem(err);
	rows *all = (rows *)(((uintptr_t)memory + LINE - 1) / LINE * LINE);
	lc__fold_kernels(kernels);
	*self = (lc__folded){
	    .units = all->units,
	    .codes = all->codes,
	    .starts = {all->starts, all->starts_before, &all->last_start, 0},
	    .kept = {all->kept, all->kept_before, &all->last_kept, 0},
	    .points = all->points,
	    .edges = all->edges,
	    .inner = all->inner,
	    .brackets = all->brackets,
	    .kernel = kernels[0],
	    .memory = memory,
	};
	return LIANGCE_OK;
}

void lc__folded_release(lc__folded *self)
{
	lc__free(self->memory);
	*self = (lc__folded){0};
}

lc_status lc__fold(lc__folded *self, lc_view text, lc_error *err)
{
	if (text.size > LIANGCE_FOLD_MAX)
		return lc__fail(err, LIANGCE_E_TOO_LARGE, "a text of %zu bytes cannot be folded at once", text.size);
	self->bytes = (uint32_t)text.size;
	*self->starts.last = *self->kept.last = 0;
	self->kernel->read(self, (const uint8_t *)(text.size == 0 ? "" : text.data), self->bytes);
	lc__settle_glosses(self);
	lc__settle_inner(self);
	lc__settle_breaks(self);
	self->count = self->kernel->pack(self);
	return LIANGCE_OK;
}

bool lc__fold_plain(lc_view text, uint16_t *units, size_t most, size_t *count)
{
	const uint8_t *at = (const uint8_t *)text.data, *end = at + text.size;
	size_t folded = 0;
	while (at < end) {
		const lc__character c = lc__decode(at, end);
		const uint16_t unit = lc__folded_unit((uint16_t)c.point);
		/* What is settled later, and brackets: lc__look_up. */
		if (!c.valid || c.point >= 0x10000 || unit <= '(' || unit == LIANGCE_UNIT_NONE || folded == most)
			return false;
		units[folded++] = unit;
		at += c.width;
	}
	*count = folded;
	return true;
}

lc_status lc__fold_word(lc__folded *self, lc_view text, const uint16_t **units, size_t *count, lc_error *err)
{
	*units = self->units + 1;
	if (lc__fold_plain(text, self->units + 1, LIANGCE_FOLD_MAX, count))
		return LIANGCE_OK;
	lc_status status = lc__fold(self, text, err);
	*count = self->count - 2;
	return status;
}

void lc__fold_codes(lc__folded *self)
{
	self->kernel->code(self);
}

lc_span lc__fold_span(const lc__folded *self, uint32_t start, uint32_t end)
{
	/* Entry i is character i - 1. */
	uint32_t first = lc__places_find(&self->kept, start) - 1, last = first;
	if (end - start > 1)
		last = lc__places_find(&self->kept, end - 1) - 1;
	uint32_t byte = lc__places_find(&self->starts, first),
		 last_byte = last == first ? byte : lc__places_find(&self->starts, last);
	return (lc_span){
	    .byte_start = byte,
	    .byte_end = lc__places_next(&self->starts, last_byte, self->bytes),
	    .char_start = first,
	    .char_end = last + 1,
	};
}

lc_status lc__units_to_utf8(lc__buffer *out, const uint16_t *units, size_t count, lc_error *err)
{
	lc_status status = lc__buffer_reserve(out, count * 3, err);
	if (status != LIANGCE_OK)
		return status;
	char *to = out->data + out->size;
	for (size_t i = 0; i < count; i++) {
		uint32_t unit = units[i] == LIANGCE_UNIT_BREAK  ? ' '
		              : units[i] == LIANGCE_UNIT_ASTRAL ? LIANGCE_UNIT_INVALID
		                                                : units[i];
		if (unit < 0x80) {
			*to++ = (char)unit;
		} else if (unit < 0x800) {
			*to++ = (char)(0xC0 | unit >> 6);
			*to++ = (char)(0x80 | (unit & 0x3F));
		} else {
			*to++ = (char)(0xE0 | unit >> 12);
			*to++ = (char)(0x80 | (unit >> 6 & 0x3F));
			*to++ = (char)(0x80 | (unit & 0x3F));
		}
	}
	out->size = (size_t)(to - out->data);
	return LIANGCE_OK;
}
