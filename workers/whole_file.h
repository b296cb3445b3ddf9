/* SPDX-License-Identifier: Apache-2.0 */
/* A small file that is written whole or not at all. Results of runs have locks and more: those are the store's. */
#ifndef LIANGCE_WHOLE_FILE_H
#define LIANGCE_WHOLE_FILE_H

#include "base/base.h"

/* What was there is replaced when all is on the disk. A pipe or device is written straight; a link that leads nowhere stays. LIANGCE_E_WRITE, LIANGCE_E_NOMEM. */
lc_status lc__write_whole(const char *path, lc_view data, lc_error *err);

#endif
