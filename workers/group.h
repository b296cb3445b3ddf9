/* SPDX-License-Identifier: Apache-2.0 */
/* Reading group values out of a path: one thread's side of an lc_grouping. */
#ifndef LIANGCE_GROUP_H
#define LIANGCE_GROUP_H

#include "base/base.h"
#include "liangce_run.h"

typedef struct lc__group_reader lc__group_reader;

/* Borrows grouping, which may be NULL: then every path is in the one group "". LIANGCE_E_NOMEM. */
lc_status lc__group_reader_new(lc__group_reader **out, const lc_grouping *grouping, lc_error *err);
void lc__group_reader_free(lc__group_reader *self);

/*
 * The group of a path: its values joined by LIANGCE_GROUP_SEPARATOR, as many as there are columns whatever the path holds. *group
 * lives until the next call. LIANGCE_E_INPUT: the expression ran into a limit on this path. LIANGCE_E_NOMEM.
 */
lc_status lc__group_read(lc__group_reader *self, lc_view path, lc_view *group, lc_error *err);

#endif
