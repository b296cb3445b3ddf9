/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Folding: UTF-8 of one segment becomes 16-bit units in one alphabet, with a map back to the source. docs/folding.md is the
 * specification. Decides nothing about terms or numbers.
 */
#ifndef LIANGCE_FOLD_H
#define LIANGCE_FOLD_H

#include "base/base.h"
#include "text/places.h"

/* Units with a meaning of their own; none of them is a folded character. */
#define LIANGCE_UNIT_BREAK 0x000A   /* a hard break: paragraph, list item, table cell */
#define LIANGCE_UNIT_INVALID 0xFFFD /* an ill-formed sequence */
#define LIANGCE_UNIT_ASTRAL 0xFFFE  /* any character outside the BMP */

/* Does a code point become that unit? Variation selectors and tags, which are outside the BMP too, are dropped. */
static inline bool lc__is_astral(uint32_t point)
{
	return point >= 0x10000 && !(point >= 0xE0000 && point <= 0xE007F) && !(point >= 0xE0100 && point <= 0xE01EF);
}

struct lc__fold_kernel;

/* Some of 64 entries (fold_kernel.h), a bit each. */
typedef struct lc__few {
	uint64_t bits;
	uint32_t first; /* of the entries */
} lc__few;

/*
 * A folded segment. The first and the last unit are always breaks that stand for nothing in the source (sentinels).
 * What it needs of the source it has copied: the text may go when it is folded.
 */
typedef struct lc__folded {
	uint16_t *units; /* folded text */
	uint16_t *codes; /* the same in the coding that the engine is fed (match/coding), if lc__fold_codes was called */
	uint32_t count;
	uint32_t bytes;      /* length of the source */
	uint32_t characters; /* code points of the source */
	uint32_t invalid;    /* ill-formed sequences among them */
	lc__places starts;   /* bytes that source characters begin at */
	lc__places kept;     /* which became units, of a sentinel, the characters, and another sentinel */
	/* While folding, see fold_kernel.h: */
	uint16_t *points;
	uint32_t *edges;
	lc__few *inner, *brackets;
	uint32_t edge_count, inner_count, bracket_count, others;
	const struct lc__fold_kernel *kernel;
	void *memory; /* of all that is above */
} lc__folded;

lc_status lc__folded_init(lc__folded *self, lc_error *err);
void lc__folded_release(lc__folded *self);

/* The longest text that can be folded at once: two segments and what a cut may add. */
#define LIANGCE_FOLD_MAX (2 * LIANGCE_SEGMENT_BYTES + 64)

/*
 * Folds a text of at most LIANGCE_FOLD_MAX bytes; what was folded before is gone. Dictionary spellings are folded by the same
 * call. Takes no memory. LIANGCE_E_TOO_LARGE.
 */
lc_status lc__fold(lc__folded *self, lc_view text, lc_error *err);

/*
 * The units of a text of characters each of which becomes one whatever stands beside it, as in nearly all spellings: those that lc__fold
 * gives, for far less. False, and nothing told, where there are others, or more than `most`.
 */
bool lc__fold_plain(lc_view text, uint16_t *units, size_t most, size_t *count);

/*
 * Folds a word the one way or the other: *units, without sentinels, are valid until the next fold, but the rest of what was folded
 * before is gone. LIANGCE_E_TOO_LARGE.
 */
lc_status lc__fold_word(lc__folded *self, lc_view text, const uint16_t **units, size_t *count, lc_error *err);

/* Fills in the codes. */
void lc__fold_codes(lc__folded *self);

/* Where units [start, end), start < end, neither a sentinel, stand in the source, relative to the segment. */
lc_span lc__fold_span(const lc__folded *self, uint32_t start, uint32_t end);

/* Units as UTF-8 (breaks as spaces), appended. */
lc_status lc__units_to_utf8(lc__buffer *out, const uint16_t *units, size_t count, lc_error *err);

/* Of folded units: CJK ideographs of the BMP (4E00-9FFF, 3400-4DBF) and the signs 々 and 〇, which words are spelt with. */
static inline bool lc__is_han(uint16_t unit)
{
	return (unit >= 0x4E00 && unit <= 0x9FFF) || (unit >= 0x3400 && unit <= 0x4DBF) || unit == 0x3005 || unit == 0x3007;
}

/* ASCII, as full width is folded. */
static inline bool lc__is_digit(uint16_t unit)
{
	return unit >= '0' && unit <= '9';
}

static inline bool lc__is_letter(uint16_t unit)
{
	return (unit | 0x20) >= 'a' && (unit | 0x20) <= 'z';
}

#endif
