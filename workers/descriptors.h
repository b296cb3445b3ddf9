/* SPDX-License-Identifier: Apache-2.0 */
/* How many files this process may have open at once. */
#ifndef LIANGCE_DESCRIPTORS_H
#define LIANGCE_DESCRIPTORS_H

#include "base/base.h"

/* Raises the soft limit to what a run of so many threads may want, as far as the hard limit lets it. LIANGCE_E_PLATFORM: too few to work. */
lc_status lc__raise_open_files(unsigned jobs, lc_error *err);

#endif
