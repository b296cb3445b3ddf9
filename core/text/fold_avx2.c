/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The kernel for x86 with AVX2: see fold_kernel.h. As the AVX-512 one it decodes blocks of 64 bytes whatever mix of one, two and three
 * bytes their characters have. Points are put together by table, eight bytes of source at a time.
 */
#include "text/fold_kernel.h"

#ifdef LIANGCE_FOLD_X86

#include <immintrin.h>

#define TARGET __attribute__((target("avx2,bmi,popcnt")))

TARGET static inline __m256i all(uint8_t byte)
{
	return _mm256_set1_epi8((char)byte);
}

TARGET static inline __m256i load(const void *at)
{
	return _mm256_loadu_si256((const __m256i *)at);
}

TARGET static inline void store(void *at, __m256i bytes)
{
	_mm256_storeu_si256((__m256i *)at, bytes);
}

TARGET static inline __m256i at_least(__m256i bytes, uint8_t least)
{
	return _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, all(least)), bytes);
}

TARGET static inline __m256i pick(__m256i where_set, __m256i where_not, uint8_t mask)
{
	return _mm256_or_si256(_mm256_and_si256(where_set, all(mask)), _mm256_andnot_si256(all(mask), where_not));
}

/* One bit a byte, of two halves of a block. */
TARGET static inline uint64_t bits(__m256i first, __m256i second)
{
	return (uint32_t)_mm256_movemask_epi8(first) | (uint64_t)(uint32_t)_mm256_movemask_epi8(second) << 32;
}

/* Half a block: its bytes, and those one and two behind them. */
typedef struct half {
	__m256i b0, b1, b2;
} half;

TARGET static inline __m256i easy_leads(__m256i b0)
{
	const __m256i above = _mm256_sub_epi8(b0, all(0xE1));
	return _mm256_andnot_si256(_mm256_cmpeq_epi8(b0, all(0xED)), _mm256_cmpeq_epi8(_mm256_min_epu8(above, all(0x0E)), above));
}

/* Bytes that begin what cannot be read: overlong, surrogates, four bytes; also bytes that follow. */
TARGET static inline __m256i wrong_leads(half h)
{
	const __m256i second = at_least(h.b1, 0xA0);
	const __m256i overlong = _mm256_andnot_si256(second, _mm256_cmpeq_epi8(h.b0, all(0xE0)));
	const __m256i surrogate = _mm256_and_si256(second, _mm256_cmpeq_epi8(h.b0, all(0xED)));
	const __m256i never = _mm256_or_si256(at_least(h.b0, 0xF0), _mm256_andnot_si256(at_least(h.b0, 0xC2), all(0xFF)));
	return _mm256_or_si256(_mm256_or_si256(overlong, surrogate), never);
}

/* Points of the characters that begin in half a block, which `leads` tells; returns how many. */
TARGET static inline uint32_t put_points(uint16_t *to, half h, uint32_t leads, bool any_twos)
{
	const __m256i threes = at_least(h.b0, 0xE0);
	/* As if all characters had three bytes; then those that have less. */
	__m256i high = _mm256_and_si256(threes, pick(_mm256_slli_epi16(h.b0, 4), _mm256_srli_epi16(h.b1, 2), 0xF0));
	__m256i low = _mm256_blendv_epi8(h.b0, pick(_mm256_slli_epi16(h.b1, 6), h.b2, 0xC0), h.b0);
	if (any_twos) {
		const __m256i twos = _mm256_andnot_si256(threes, at_least(h.b0, 0xC0));
		low = _mm256_blendv_epi8(low, pick(_mm256_slli_epi16(h.b0, 6), h.b1, 0xC0), twos);
		high = _mm256_blendv_epi8(high, _mm256_and_si256(_mm256_srli_epi16(h.b0, 2), all(7)), twos);
	}
	/* Bytes 0 to 7 and 16 to 23 as words, and the others. */
	const __m256i even = _mm256_unpacklo_epi8(low, high), odd = _mm256_unpackhi_epi8(low, high);
	const __m128i words[4] = {_mm256_castsi256_si128(even), _mm256_castsi256_si128(odd), _mm256_extracti128_si256(even, 1),
	                          _mm256_extracti128_si256(odd, 1)};
	uint16_t *at = to;
	for (int i = 0; i < 4; i++) {
		const uint32_t choice = leads >> 8 * i & 0xFF;
		const __m128i squeeze = _mm_load_si128((const __m128i *)lc__fold_squeezes[choice]);
		_mm_storeu_si128((__m128i *)at, _mm_shuffle_epi8(words[i], squeeze));
		at += _mm_popcnt_u32(choice);
	}
	return (uint32_t)(at - to);
}

/* What it cannot read is four bytes, or something ill-formed. */
TARGET static uint32_t read_blocks(lc__reading *self, uint32_t block, uint32_t end)
{
	lc__folded *const to = self->to;
	const uint8_t *at = self->text + (size_t)block * 64;
	const uint32_t first_block = block;
	uint32_t count = self->count;
	uint64_t overrun = ((uint64_t)1 << self->overrun) - 1, last_overrun = 0;
	for (; block < end; block++, at += 64) {
		__builtin_prefetch(at + LIANGCE_FOLD_AHEAD);
		const half first = {load(at), load(at + 1), load(at + 2)}, second = {load(at + 32), load(at + 33), load(at + 34)};
		const uint64_t wide = bits(first.b0, second.b0);
		const uint64_t follow =
		    bits(_mm256_cmpgt_epi8(all(0xC0), first.b0), _mm256_cmpgt_epi8(all(0xC0), second.b0)); /* signed */
		lc__leads leads = {.all = ~follow, .several = wide & ~follow, .threes = wide & ~follow};
		if (leads.several != bits(easy_leads(first.b0), easy_leads(second.b0))) {
			if ((bits(wrong_leads(first), wrong_leads(second)) & leads.several) != 0)
				break;
			leads.threes = bits(at_least(first.b0, 0xE0), at_least(second.b0, 0xE0));
		}
		if ((lc__leads_want(leads) | overrun) != follow)
			break;
		last_overrun = overrun;
		overrun = lc__leads_overrun(leads);
		to->starts.words[block] = leads.all;
		to->starts.before[block] = count - 1;
		const bool any_twos = leads.threes != leads.several;
		count += put_points(to->points + count, first, (uint32_t)leads.all, any_twos);
		count += put_points(to->points + count, second, (uint32_t)(leads.all >> 32), any_twos);
	}
	return lc__end_blocks(self, first_block, block, count, overrun, last_overrun);
}

/* Looks up 16 words. Those of even and of odd places: their halves then go together without being moved. */
TARGET static inline __m256i look_up_words(const uint16_t *padded, __m256i words)
{
	const __m256i even =
	    _mm256_i32gather_epi32((const int *)(const void *)(padded + 1), _mm256_and_si256(words, _mm256_set1_epi32(0xFFFF)), 2);
	const __m256i odd = _mm256_i32gather_epi32((const int *)(const void *)padded, _mm256_srli_epi32(words, 16), 2);
	return _mm256_blend_epi16(even, odd, 0xAA);
}

/* Which of 64 words are equal to one. */
TARGET static inline uint64_t equal(const __m256i words[4], uint16_t word)
{
	const __m256i all_words = _mm256_set1_epi16((short)word);
	__m256i halves[2];
	for (size_t i = 0; i < 2; i++) {
		const __m256i bytes = _mm256_packs_epi16(_mm256_cmpeq_epi16(words[2 * i], all_words),
		                                         _mm256_cmpeq_epi16(words[2 * i + 1], all_words));
		halves[i] = _mm256_permute4x64_epi64(bytes, 0xD8);
	}
	return bits(halves[0], halves[1]);
}

/* Two are written whether they are there or not: that costs less than to guess. */
TARGET static inline uint32_t *put_places(uint32_t *to, uint32_t first, uint64_t bits)
{
	uint32_t *const end = to + _mm_popcnt_u64(bits);
	for (int k = 0; k < 2; k++, bits = _blsr_u64(bits))
		*to++ = first + (uint32_t)_tzcnt_u64(bits);
	for (; bits != 0; bits = _blsr_u64(bits))
		*to++ = first + (uint32_t)_tzcnt_u64(bits);
	return end;
}

TARGET static void look_up(lc__reading *self, uint32_t end)
{
	lc__folded *const to = self->to;
	uint32_t *edges = to->edges + to->edge_count;
	lc__reading here = *self; /* in registers */
	uint32_t i = self->looked;
	for (; i + 64 <= end; i += 64) {
		__m256i units[4];
		for (size_t k = 0; k < 4; k++) {
			units[k] = look_up_words(lc__folded_units, load(to->points + i + 16 * k));
			store(to->units + i + 16 * k, units[k]);
		}
		const lc__seen seen = {
		    .line_ends = equal(units, LIANGCE_UNIT_BREAK),
		    .spaces = equal(units, ' '),
		    .others = equal(units, LIANGCE_UNIT_NONE),
		    .brackets = equal(units, '('),
		};
		edges = put_places(edges, i, lc__note(&here, i, seen));
	}
	to->edge_count = (uint32_t)(edges - to->edges);
	*self = here;
	self->looked = i;
}

TARGET static void code(lc__folded *folded)
{
	for (uint32_t i = 0; i < folded->count; i += 16)
		store(folded->codes + i, look_up_words(lc__unit_codes, load(folded->units + i)));
}

static void read_text(lc__folded *folded, const uint8_t *text, uint32_t size)
{
	lc__read_text(folded, text, size, read_blocks, look_up);
}

const lc__fold_kernel lc__fold_avx2 = {"avx2", read_text, lc__fold_pack, code};

#endif
