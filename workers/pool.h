/* SPDX-License-Identifier: Apache-2.0 */
/* Readies libuv's thread pool for the lanes of a run. */
#ifndef LIANGCE_POOL_H
#define LIANGCE_POOL_H

#include "base/base.h"

/*
 * Tries out how many threads the system gives, up to `wanted` and one beside the pool, and tells the pool to have as many: libuv itself
 * ends the process where it cannot start one. Gives how many, at least 1. Changes the environment: call it before other threads run. The size counts before the pool's first use in the process; after it the pool
 * stays as it is, and jobs beyond it wait for others to end. LIANGCE_E_NOMEM.
 */
lc_status lc__pool_ready(unsigned wanted, unsigned *threads, lc_error *err);

#endif
