/* SPDX-License-Identifier: Apache-2.0 */
/* What the unit behind a numeral may begin: one look-up that spares most numbers the questions of the few. */
#ifndef LIANGCE_FOLLOW_H
#define LIANGCE_FOLLOW_H

#include <stdint.h>

enum {
	LIANGCE_FOLLOW_NUMERAL = 1, /* more of it: 1,234, 35万 */
	LIANGCE_FOLLOW_DATE = 2,    /* a date or clock time of which it is the first number */
	LIANGCE_FOLLOW_CODE = 4,    /* a code: 3号, 010-… */
	LIANGCE_FOLLOW_RANGE = 8,   /* the second end of a range, or a bracket before it */
	LIANGCE_FOLLOW_MORE = 16    /* what stands before its unit, 20余名, 1000+家, or small coins: 两块五 */
};

extern const uint8_t lc__follows[65536];

#endif
