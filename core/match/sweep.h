/* SPDX-License-Identifier: Apache-2.0 */
/* The walk over a text that tells where literals may begin, in one version for each kind of machine. */
#ifndef LIANGCE_SWEEP_H
#define LIANGCE_SWEEP_H

#include "match/literals.h"

enum {
	LIANGCE_SWEEP_MOST = 512, /* units in one go: what is noted of them stays in the nearest cache */
	LIANGCE_SWEEP_SLACK = 16, /* places that may be written behind the last; units that may be read behind the two */
};

/* A place: a unit and whether it may begin a longer literal, or one of two units, or both. */
static inline uint32_t lc__place_unit(uint32_t place)
{
	return place >> 2;
}

static inline bool lc__place_long(uint32_t place)
{
	return (place & 2) != 0;
}

static inline bool lc__place_short(uint32_t place)
{
	return (place & 1) != 0;
}

/*
 * Writes to `places`, which has room for to - from and the slack, all of [from, to), at most LIANGCE_SWEEP_MOST units, at which a
 * literal may begin, ascending; returns how many. Looks at two units behind `to`.
 */
typedef size_t (*lc__sweep)(const lc__literals *literals, const uint16_t *units, uint32_t from, uint32_t to, uint32_t *places);

/* All versions that this machine can run, the best first, then NULL. The last is the portable one. */
#define LIANGCE_SWEEPS 2
void lc__sweeps(lc__sweep sweeps[LIANGCE_SWEEPS + 1]);

size_t lc__sweep_portable(const lc__literals *literals, const uint16_t *units, uint32_t from, uint32_t to, uint32_t *places);
#if defined(__x86_64__) && defined(__GNUC__)
#define LIANGCE_SWEEP_X86 1
size_t lc__sweep_avx512(const lc__literals *literals, const uint16_t *units, uint32_t from, uint32_t to, uint32_t *places);
#endif

#endif
