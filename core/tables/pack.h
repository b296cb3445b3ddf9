/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows that a tally keeps are packed into one buffer: numbers of 7 bits a byte, strings with their length before them. Writing
 * goes to room that the caller has reserved; reading stops at the end of what there is and says so.
 */
#ifndef LIANGCE_PACK_H
#define LIANGCE_PACK_H

#include <string.h>

#include "base/base.h"

#define LIANGCE_PACKED_NUMBER ((size_t)10) /* bytes at most */

static inline char *lc__put_number(char *at, uint64_t number)
{
	for (; number >= 0x80; number >>= 7)
		*at++ = (char)(unsigned char)(number | 0x80);
	*at++ = (char)number;
	return at;
}

static inline char *lc__put_bytes(char *at, const void *data, size_t size)
{
	at = lc__put_number(at, size);
	if (size != 0)
		memcpy(at, data, size);
	return at + size;
}

typedef struct lc__unpacker {
	const char *at;
	const char *end;
	bool broken; /* something was missing; what was taken since is 0 or empty */
} lc__unpacker;

static inline lc__unpacker lc__unpack(lc_view packed)
{
	return (lc__unpacker){
	    .at = packed.data, .end = packed.size == 0 ? packed.data : packed.data + packed.size, .broken = false};
}

static inline bool lc__more(const lc__unpacker *self)
{
	return !self->broken && self->at != self->end;
}

static inline uint64_t lc__take_number(lc__unpacker *self)
{
	uint64_t number = 0;
	for (unsigned shift = 0; shift < 64 && self->at != self->end; shift += 7) {
		unsigned char byte = (unsigned char)*self->at++;
		number |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80)
			return number;
	}
	self->broken = true;
	return 0;
}

static inline lc_view lc__take_view(lc__unpacker *self, size_t size)
{
	if (size > (size_t)(self->end - self->at)) {
		self->broken = true;
		self->at = self->end;
		return (lc_view){0};
	}
	lc_view view = {.data = self->at, .size = size};
	self->at = size == 0 ? self->at : self->at + size;
	return view;
}

static inline lc_view lc__take_bytes(lc__unpacker *self)
{
	return lc__take_view(self, (size_t)lc__take_number(self));
}

#endif
