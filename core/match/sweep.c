/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The walk in portable C, and the choice among versions: see sweep.h. Two filters, and no branch that depends on the text: the coarse
 * one is asked at every unit, so it costs the same few cycles whatever the dictionary holds; the fine one only where the coarse one
 * says yes, and it is nearly always right.
 */
#include "match/sweep.h"

static uint32_t is_fine(const lc__literals *literals, uint32_t pair, uint32_t third)
{
	uint32_t bit = lc__literal_hash(pair, third) >> literals->fine_shift;
	return literals->fine[bit / 32] >> bit % 32 & 1;
}

size_t lc__sweep_portable(const lc__literals *literals, const uint16_t *units, uint32_t from, uint32_t to, uint32_t *places)
{
	uint32_t passed[LIANGCE_SWEEP_MOST];
	size_t passed_count = 0, count = 0;
	const uint8_t *coarse = literals->coarse;
	unsigned shift = literals->coarse_shift;
	for (uint32_t i = from; i < to; i++) {
		passed[passed_count] = i;
		passed_count += coarse[lc__pair_hash(lc__pair_at(units + i)) >> shift] >> (units[i + 2] & 7) & 1;
	}
	for (size_t i = 0; i < passed_count; i++) {
		/* NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign): as many are written as are counted */
		uint32_t at = passed[i], pair = lc__pair_at(units + at);
		uint32_t some = is_fine(literals, pair, units[at + 2]) << 1 | is_fine(literals, pair, LIANGCE_NO_THIRD);
		places[count] = at << 2 | some;
		count += some != 0;
	}
	return count;
}

void lc__sweeps(lc__sweep sweeps[LIANGCE_SWEEPS + 1])
{
	size_t count = 0;
#ifdef LIANGCE_SWEEP_X86
	if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("bmi2"))
		sweeps[count++] = lc__sweep_avx512;
#endif
	sweeps[count++] = lc__sweep_portable;
	sweeps[count] = NULL;
}
