/* SPDX-License-Identifier: Apache-2.0 */
/* Surviving SIGBUS: a file that was cut short while it is mapped must cost that file, not the run. */
#ifndef LIANGCE_FAULT_H
#define LIANGCE_FAULT_H

#include <signal.h>

#include "base/base.h"

/* Catches SIGBUS for the process until lc__fault_restore puts back what was there. Before and after the threads that guard. */
lc_status lc__fault_catch(struct sigaction *old, lc_error *err);
void lc__fault_restore(const struct sigaction *old);

typedef void (*lc__guarded)(void *payload);

/*
 * Calls body(payload). If it touches a page of `mapped` that is not there any more, body is left where it stands and the call
 * returns false: body must not hold a lock or memory then, and whatever it was changing must be thrown away. Not to be nested.
 */
bool lc__guard(lc_view mapped, lc__guarded body, void *payload);

#endif
