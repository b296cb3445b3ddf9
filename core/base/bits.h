/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of 64 places, a bit each. */
#ifndef LIANGCE_BITS_H
#define LIANGCE_BITS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The bits of 64 marks, each 0 or 1. */
static inline uint64_t lc__bits(const uint8_t marks[64])
{
	/* Brings the lowest bits of eight bytes together in the highest byte. */
	const uint64_t gather =
	    __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? UINT64_C(0x0102040810204080) : UINT64_C(0x8040201008040201);
	uint64_t bits = 0;
	for (size_t i = 0; i < 64; i += sizeof(uint64_t)) {
		uint64_t eight;
		memcpy(&eight, marks + i, sizeof eight);
		bits |= (eight * gather >> 56) << i;
	}
	return bits;
}

#endif
