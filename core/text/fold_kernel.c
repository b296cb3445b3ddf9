/* SPDX-License-Identifier: Apache-2.0 */
/* Which kernels there are, and the slow way through a block that all of them can take. See fold_kernel.h. */
#include "text/fold_kernel.h"

#include "text/utf8.h"

enum { ZERO_WIDTH = 0xFEFF }; /* stands for what is dropped outside the BMP */

#ifdef LIANGCE_FOLD_X86
static bool has_avx2(void)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
}

static bool has_avx512(void)
{
	return has_avx2() && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("avx512f") &&
	       __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi2");
}
#endif

void lc__fold_kernels(const lc__fold_kernel *kernels[LIANGCE_FOLD_KERNELS + 1])
{
	size_t count = 0;
#ifdef LIANGCE_FOLD_X86
	if (has_avx512())
		kernels[count++] = &lc__fold_avx512;
	if (has_avx2())
		kernels[count++] = &lc__fold_avx2;
#endif
	kernels[count++] = &lc__fold_portable;
	kernels[count] = NULL;
}

uint32_t lc__read_character(lc__reading *self, uint16_t *point, const uint8_t *at)
{
	const lc__character c = lc__decode(at, self->end);
	*point = c.point < 0x10000 ? (uint16_t)c.point : lc__is_astral(c.point) ? LIANGCE_UNIT_ASTRAL : ZERO_WIDTH;
	self->to->invalid += !c.valid;
	return c.width;
}

void lc__read_block(lc__reading *self, uint32_t block)
{
	lc__folded *to = self->to;
	const uint8_t *base = self->text + (size_t)block * 64;
	const uint32_t size = self->end - base > 64 ? 64 : (uint32_t)(self->end - base);
	uint32_t at = self->overrun;
	uint64_t starts = 0;
	to->starts.before[block] = self->count - 1;
	while (at < size) {
		starts |= (uint64_t)1 << at;
		at += lc__read_character(self, &to->points[self->count++], base + at);
	}
	to->starts.words[block] = starts;
	self->overrun = at - size;
}
