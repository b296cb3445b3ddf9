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
TARGET static inline uint32_t put_points(uint16_t *to, __mmask64 leads, __m512i low, __m512i high)
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
		const __m512i b0 = _mm512_loadu_si512(at), b1 = _mm512_loadu_si512(at + 1), b2 = _mm512_loadu_si512(at + 2);
		const __mmask64 wide = _mm512_movepi8_mask(b0);
		const __mmask64 follow = _mm512_cmplt_epi8_mask(b0, all(0xC0)); /* signed: 80 to BF */
		const __mmask64 below = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(b0, all(0xE1)), all(0x0F));
		const __mmask64 easy = _mm512_mask_cmpneq_epu8_mask(below, b0, all(0xED));
		lc__leads leads = {.all = ~follow, .several = wide & ~follow, .threes = wide & ~follow};
		/* Both bytes of the points, as if all characters of several bytes had three. */
		__m512i high = pick(_mm512_slli_epi16(b0, 4), _mm512_srli_epi16(b1, 2), 0xF0);
		__m512i low = _mm512_mask_mov_epi8(b0, wide, pick(_mm512_slli_epi16(b1, 6), b2, 0xC0));
		if (leads.several == easy) {
			high = _mm512_maskz_mov_epi8(easy, high);
		} else {
			if (!tell_leads(&leads, b0, b1))
				break;
			const __mmask64 twos = leads.several & ~leads.threes;
			low = _mm512_mask_mov_epi8(low, twos, pick(_mm512_slli_epi16(b0, 6), b1, 0xC0));
			high = _mm512_maskz_mov_epi8(leads.several, high);
			high = _mm512_mask_mov_epi8(high, twos, _mm512_and_si512(_mm512_srli_epi16(b0, 2), all(7)));
		}
		if ((lc__leads_want(leads) | overrun) != ~leads.all)
			break;
		last_overrun = overrun;
		overrun = lc__leads_overrun(leads);
		words[block] = leads.all;
		before[block] = count - 1;
		count += put_points(points + count, _knot_mask64(follow), low, high);
	}
	return lc__end_blocks(self, first, block, count, overrun, last_overrun);
}

/* 32 at a time, from a multiple of 32 on, as long as there are so many. */
TARGET static void look_up(lc__reading *self, uint32_t end)
{
	uint16_t *const units_to = self->to->units, *const codes_to = self->to->codes;
	const uint16_t *const from = self->to->points;
	uint32_t *mark = self->to->marks + self->marks;
	uint32_t i = self->looked;
	for (; i + 32 <= end; i += 32) {
		const __m512i points = _mm512_load_si512(from + i), next = _mm512_loadu_si512(from + i + 1);
		/* Entries of even and of odd places: their halves then go together without being moved. */
		const __m512i even = _mm512_i32gather_epi32(_mm512_and_si512(points, _mm512_set1_epi32(0xFFFF)), lc__fold_table, 4);
		const __m512i odd = _mm512_i32gather_epi32(_mm512_srli_epi32(points, 16), lc__fold_table, 4);
		const __m512i units = _mm512_mask_blend_epi16(0xAAAAAAAA, even, _mm512_slli_epi32(odd, 16));
		const __m512i codes = _mm512_mask_blend_epi16(0xAAAAAAAA, _mm512_srli_epi32(even, 16), odd);
		_mm512_store_si512(units_to + i, units);
		_mm512_store_si512(codes_to + i, codes);
		const __mmask32 open = _mm512_cmpeq_epi16_mask(units, _mm512_set1_epi16('('));
		const __mmask32 gloss =
		    _mm512_mask_cmpge_epu16_mask(open, _mm512_sub_epi16(next, _mm512_set1_epi16(LIANGCE_FOLD_SAFE)),
		                                 _mm512_set1_epi16((short)(LIANGCE_FOLD_SAFE_END - LIANGCE_FOLD_SAFE)));
		/* Three are written whether they are there or not: that costs less than to guess. */
		uint32_t special = _mm512_testn_epi16_mask(units, units) | gloss;
		uint32_t *const last = mark + _mm_popcnt_u32(special);
		for (int k = 0; k < 3; k++, special = _blsr_u32(special))
			*mark++ = i + _tzcnt_u32(special);
		for (; special != 0; special = _blsr_u32(special))
			*mark++ = i + _tzcnt_u32(special);
		mark = last;
	}
	self->marks = (uint32_t)(mark - self->to->marks);
	self->looked = i;
}

static uint32_t read_text(lc__folded *folded, const uint8_t *text, uint32_t size)
{
	return lc__read_text(folded, text, size, read_blocks, look_up);
}

TARGET static uint32_t pack(lc__folded *folded)
{
	lc__places *kept = &folded->kept;
	uint32_t count = 0;
	for (uint32_t i = 0; i < kept->count; i++) {
		const uint64_t word = kept->words[i];
		const uint16_t *units = folded->units + (size_t)i * 64, *codes = folded->codes + (size_t)i * 64;
		const __mmask32 low = (__mmask32)word, high = (__mmask32)(word >> 32);
		/* All is loaded before anything is stored: what is stored may lie on what was loaded. */
		const __m512i units_low = _mm512_loadu_si512(units), units_high = _mm512_loadu_si512(units + 32);
		const __m512i codes_low = _mm512_loadu_si512(codes), codes_high = _mm512_loadu_si512(codes + 32);
		const uint32_t middle = count + (uint32_t)_mm_popcnt_u32(low);
		kept->before[i] = count;
		_mm512_storeu_si512(folded->units + count, _mm512_maskz_compress_epi16(low, units_low));
		_mm512_storeu_si512(folded->codes + count, _mm512_maskz_compress_epi16(low, codes_low));
		_mm512_storeu_si512(folded->units + middle, _mm512_maskz_compress_epi16(high, units_high));
		_mm512_storeu_si512(folded->codes + middle, _mm512_maskz_compress_epi16(high, codes_high));
		count += (uint32_t)_mm_popcnt_u64(word);
	}
	return count;
}

const lc__fold_kernel lc__fold_avx512 = {"avx512", read_text, pack};

#endif
