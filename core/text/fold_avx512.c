/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The kernel for x86 with AVX-512 BW, VL and VBMI2 (Ice Lake, Zen 4 and later): see fold_kernel.h. A block of 64 bytes is decoded at
 * once, whatever mix of one, two and three bytes its characters have; a block with anything else goes the slow way.
 */
#include "text/fold_kernel.h"

#ifdef LIANGCE_FOLD_X86

#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi2,bmi,bmi2,popcnt")))

TARGET static inline __m512i all(uint8_t byte)
{
	return _mm512_set1_epi8((char)byte);
}

/* Bit by bit. The mask comes last as it is a constant, and the first operand is overwritten. */
TARGET static inline __m512i pick(__m512i where_set, __m512i where_not, uint8_t mask)
{
	return _mm512_ternarylogic_epi32(where_set, where_not, all(mask), 0xE4);
}

/* Are these leads right, some of which are not E1 to EF without ED? Finds those of three bytes. */
TARGET static inline bool tell_leads(lc__leads *leads, __m512i b0, __m512i b1)
{
	const uint64_t second = _mm512_cmpge_epu8_mask(b1, all(0xA0));
	const uint64_t overlong = _mm512_cmpeq_epu8_mask(b0, all(0xE0)) & ~second;
	const uint64_t surrogate = _mm512_cmpeq_epu8_mask(b0, all(0xED)) & second;
	const uint64_t never = _mm512_cmpge_epu8_mask(b0, all(0xF0)) | (leads->several & ~_mm512_cmpge_epu8_mask(b0, all(0xC2)));
	leads->threes = _mm512_cmpge_epu8_mask(b0, all(0xE0));
	return (overlong | surrogate | never) == 0;
}

/* 32 points from their low and high bytes. */
TARGET static inline __m512i join(__m256i low, __m256i high)
{
	return _mm512_or_si512(_mm512_cvtepu8_epi16(low), _mm512_slli_epi16(_mm512_cvtepu8_epi16(high), 8));
}

/* Puts the points of a block together; returns how many there are. */
TARGET static inline uint32_t put_points(uint16_t *to, uint64_t leads, __m512i low, __m512i high)
{
	const uint32_t count = (uint32_t)_mm_popcnt_u64(leads);
	low = _mm512_maskz_compress_epi8(leads, low);
	high = _mm512_maskz_compress_epi8(leads, high);
	_mm512_storeu_si512(to, join(_mm512_castsi512_si256(low), _mm512_castsi512_si256(high)));
	if (count > 32)
		_mm512_storeu_si512(to + 32, join(_mm512_extracti64x4_epi64(low, 1), _mm512_extracti64x4_epi64(high, 1)));
	return count;
}

/* What it cannot read is four bytes, or something ill-formed. */
TARGET static uint32_t read_blocks(lc__reading *self, uint32_t block, uint32_t end)
{
	lc__places *const starts = &self->to->starts;
	uint64_t *const words = starts->words;
	uint32_t *const before = starts->before;
	uint16_t *const points = self->to->points;
	const uint8_t *at = self->text + (size_t)block * 64;
	const uint32_t first = block;
	uint32_t count = self->count;
	uint64_t overrun = ((uint64_t)1 << self->overrun) - 1, last_overrun = 0;
	for (; block < end; block++, at += 64) {
		__builtin_prefetch(at + LIANGCE_FOLD_AHEAD);
		const __m512i b0 = _mm512_loadu_si512(at), b1 = _mm512_loadu_si512(at + 1), b2 = _mm512_loadu_si512(at + 2);
		const __mmask64 wide = _mm512_movepi8_mask(b0);
		const __mmask64 begins = _mm512_cmpge_epi8_mask(b0, all(0xC0)); /* signed: not 80 to BF */
		const __mmask64 below = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(b0, all(0xE1)), all(0x0F));
		const __mmask64 easy = _mm512_mask_cmpneq_epu8_mask(below, b0, all(0xED));
		lc__leads leads = {.all = begins, .several = wide & begins, .threes = easy};
		/* Both bytes of the points, as if all characters of several bytes had three. */
		__m512i high = _mm512_maskz_mov_epi8(wide, pick(_mm512_slli_epi16(b0, 4), _mm512_srli_epi16(b1, 2), 0xF0));
		__m512i low = _mm512_mask_mov_epi8(b0, wide, pick(_mm512_slli_epi16(b1, 6), b2, 0xC0));
		if (leads.several != easy) {
			if (!tell_leads(&leads, b0, b1))
				break;
			const __mmask64 twos = leads.several & ~leads.threes;
			low = _mm512_mask_mov_epi8(low, twos, pick(_mm512_slli_epi16(b0, 6), b1, 0xC0));
			high = _mm512_mask_mov_epi8(high, twos, _mm512_and_si512(_mm512_srli_epi16(b0, 2), all(7)));
		}
		if ((lc__leads_want(leads) | overrun) != ~leads.all)
			break;
		last_overrun = overrun;
		overrun = lc__leads_overrun(leads);
		words[block] = leads.all;
		before[block] = count - 1;
		count += put_points(points + count, leads.all, low, high);
	}
	return lc__end_blocks(self, first, block, count, overrun, last_overrun);
}

/* Looks up 32 words. Those of even and of odd places: their halves then go together without being moved. */
TARGET static inline __m512i look_up_words(const uint16_t *padded, __m512i words)
{
	const __m512i even = _mm512_i32gather_epi32(_mm512_and_si512(words, _mm512_set1_epi32(0xFFFF)), padded + 1, 2);
	const __m512i odd = _mm512_i32gather_epi32(_mm512_srli_epi32(words, 16), padded, 2);
	return _mm512_mask_blend_epi16(0xAAAAAAAA, even, odd);
}

/* Which of 64 words are equal to one. */
TARGET static inline uint64_t equal(__m512i low, __m512i high, uint16_t word)
{
	const __m512i all_words = _mm512_set1_epi16((short)word);
	return _mm512_kunpackd(_mm512_cmpeq_epi16_mask(high, all_words), _mm512_cmpeq_epi16_mask(low, all_words));
}

TARGET static inline uint32_t *put_places(uint32_t *to, uint32_t first, uint64_t bits)
{
	const __m512i places = _mm512_set_epi8(63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43,
	                                       42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22,
	                                       21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
	__m512i taken = _mm512_maskz_compress_epi8(bits, places);
	uint32_t left = (uint32_t)_mm_popcnt_u64(bits);
	for (;; left -= 16, to += 16) {
		_mm512_storeu_si512(
		    to, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_castsi512_si128(taken)), _mm512_set1_epi32((int)first)));
		if (left <= 16)
			return to + left;
		taken = _mm512_alignr_epi32(taken, taken, 4);
	}
}

TARGET static void look_up(lc__reading *self, uint32_t end)
{
	lc__folded *const to = self->to;
	uint32_t *edges = to->edges + to->edge_count;
	lc__reading here = *self; /* in registers */
	uint32_t i = self->looked;
	for (; i + 64 <= end; i += 64) {
		const __m512i low = look_up_words(lc__folded_units, _mm512_load_si512(to->points + i));
		const __m512i high = look_up_words(lc__folded_units, _mm512_load_si512(to->points + i + 32));
		_mm512_store_si512(to->units + i, low);
		_mm512_store_si512(to->units + i + 32, high);
		const lc__seen seen = {
		    .line_ends = equal(low, high, LIANGCE_UNIT_BREAK),
		    .spaces = equal(low, high, ' '),
		    .others = equal(low, high, LIANGCE_UNIT_NONE),
		    .brackets = equal(low, high, '('),
		};
		edges = put_places(edges, i, lc__note(&here, i, seen));
	}
	to->edge_count = (uint32_t)(edges - to->edges);
	*self = here;
	self->looked = i;
}

TARGET static void code(lc__folded *folded)
{
	for (uint32_t i = 0; i < folded->count; i += 32)
		_mm512_store_si512(folded->codes + i, look_up_words(lc__unit_codes, _mm512_load_si512(folded->units + i)));
}

static void read_text(lc__folded *folded, const uint8_t *text, uint32_t size)
{
	lc__read_text(folded, text, size, read_blocks, look_up);
}

TARGET static uint32_t pack(lc__folded *folded)
{
	const lc__places *kept = &folded->kept;
	uint16_t *to = folded->units;
	for (uint32_t i = 0; i < kept->count; i++) {
		const uint64_t word = kept->words[i];
		const uint16_t *from = folded->units + (size_t)i * 64;
		/* All is loaded before anything is stored: what is stored may lie on what was loaded. */
		const __m512i low = _mm512_loadu_si512(from), high = _mm512_loadu_si512(from + 32);
		kept->before[i] = (uint32_t)(to - folded->units);
		_mm512_storeu_si512(to, _mm512_maskz_compress_epi16((__mmask32)word, low));
		_mm512_storeu_si512(to + _mm_popcnt_u32((uint32_t)word),
		                    _mm512_maskz_compress_epi16((__mmask32)(word >> 32), high));
		to += _mm_popcnt_u64(word);
	}
	return (uint32_t)(to - folded->units);
}

const lc__fold_kernel lc__fold_avx512 = {"avx512", read_text, pack, code};

#endif
