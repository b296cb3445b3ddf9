/* SPDX-License-Identifier: Apache-2.0 */
/* A numeral with its unit: 200余万元, 两年半, 九成. */
#ifndef LIANGCE_QUANTITY_H
#define LIANGCE_QUANTITY_H

#include "facts/expression.h"

typedef struct lc__quantity {
	lc__numeral number;
	const lc__unit *unit; /* NULL: none */
	uint32_t unit_start;  /* where it stands; number.end where none */
	uint32_t end;
	lc_decimal lo, hi;    /* with scale, without the factor of the unit */
	bool more;            /* 余 or 多 stands inside or behind */
	bool weak;            /* a Han digit with a unit that it does not count in: 一座, 四方; no unit then, but `end` is behind it */
} lc__quantity;

/* *found is false where no numeral begins or its unit does not fit it. LIANGCE_E_ENGINE. */
lc_status lc__quantity_read(lc__quantity *out, const lc__scene *scene, uint32_t at, bool *found, lc_error *err);

/* Multiplies by the factor of the unit. false: too many digits. */
bool lc__quantity_apply(lc__quantity *self);

#endif
