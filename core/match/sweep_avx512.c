/* SPDX-License-Identifier: Apache-2.0 */
/* The walk with AVX-512, sixteen units at a time: see sweep.h; sweep.c says what it does. */
#include "match/sweep.h"

#ifdef LIANGCE_SWEEP_X86

#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,bmi,bmi2,popcnt")))

/* Sixteen units, one a word. */
TARGET static inline __m512i load(const uint16_t *units)
{
	return _mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i *)(const void *)units));
}

/* Appends those of `values` that `mask` names. */
TARGET static inline size_t append(uint32_t *list, size_t count, __mmask16 mask, __m512i values)
{
	_mm512_storeu_si512(list + count, _mm512_maskz_compress_epi32(mask, values));
	return count + (size_t)_mm_popcnt_u32(mask);
}

TARGET static inline __m512i times(__m512i values, uint32_t factor)
{
	return _mm512_mullo_epi32(values, _mm512_set1_epi32((int)factor));
}

/* May there be literals with these hashes? */
TARGET static inline __mmask16 fine(const lc__literals *literals, __m512i hashes)
{
	const __m512i bits = _mm512_srl_epi32(hashes, _mm_cvtsi32_si128((int)literals->fine_shift));
	const __m512i words = _mm512_i32gather_epi32(_mm512_srli_epi32(bits, 5), literals->fine, 4);
	return _mm512_test_epi32_mask(words,
	                              _mm512_sllv_epi32(_mm512_set1_epi32(1), _mm512_and_si512(bits, _mm512_set1_epi32(31))));
}

TARGET static size_t pass_coarse(const lc__literals *literals, const uint16_t *units, uint32_t from, uint32_t to, uint32_t *passed)
{
	const __m128i shift = _mm_cvtsi32_si128((int)literals->coarse_shift);
	const __m512i steps = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
	size_t count = 0;
	for (uint32_t i = from; i < to; i += 16) {
		const __m512i pairs = _mm512_or_si512(load(units + i), _mm512_slli_epi32(load(units + i + 1), 16));
		const __m512i thirds = _mm512_and_si512(load(units + i + 2), _mm512_set1_epi32(7));
		const __m512i places = _mm512_srl_epi32(times(pairs, LIANGCE_HASH_PAIR), shift);
		const __m512i bytes = _mm512_i32gather_epi32(places, literals->coarse, 1);
		const __mmask16 inside = (__mmask16)_bzhi_u32(0xFFFF, to - i < 16 ? to - i : 16);
		const __mmask16 mask = _mm512_mask_test_epi32_mask(inside, bytes, _mm512_sllv_epi32(_mm512_set1_epi32(1), thirds));
		count = append(passed, count, mask, _mm512_add_epi32(_mm512_set1_epi32((int)i), steps));
	}
	return count;
}

TARGET size_t lc__sweep_avx512(const lc__literals *literals, const uint16_t *units, uint32_t from, uint32_t to, uint32_t *places)
{
	uint32_t passed[LIANGCE_SWEEP_MOST + LIANGCE_SWEEP_SLACK];
	const size_t passed_count = pass_coarse(literals, units, from, to, passed);
	size_t count = 0;
	for (size_t i = 0; i < passed_count; i += 16) {
		const __mmask16 inside = (__mmask16)_bzhi_u32(0xFFFF, passed_count - i < 16 ? (unsigned)(passed_count - i) : 16);
		const __m512i at = _mm512_maskz_loadu_epi32(inside, passed + i);
		const __m512i pairs = _mm512_i32gather_epi32(at, units, 2);
		const __m512i thirds = _mm512_and_si512(_mm512_i32gather_epi32(at, units + 2, 2), _mm512_set1_epi32(0xFFFF));
		const __m512i none = _mm512_set1_epi32((int)(LIANGCE_NO_THIRD * LIANGCE_HASH_THIRD));
		const __m512i longer = times(_mm512_xor_si512(pairs, times(thirds, LIANGCE_HASH_THIRD)), LIANGCE_HASH_LITERAL);
		const __m512i shorter = times(_mm512_xor_si512(pairs, none), LIANGCE_HASH_LITERAL);
		const __mmask16 maybe_long = fine(literals, longer), maybe_short = fine(literals, shorter);
		__m512i place = _mm512_slli_epi32(at, 2);
		place = _mm512_mask_or_epi32(place, maybe_long, place, _mm512_set1_epi32(2));
		place = _mm512_mask_or_epi32(place, maybe_short, place, _mm512_set1_epi32(1));
		count = append(places, count, inside & (maybe_long | maybe_short), place);
	}
	return count;
}

#endif
