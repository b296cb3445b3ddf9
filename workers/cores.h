/* SPDX-License-Identifier: Apache-2.0 */
/* How many cores this process may use: the affinity mask and the CPU quota of its control group. */
#ifndef LIANGCE_CORES_H
#define LIANGCE_CORES_H

#include "base/base.h"

/* At least 1. */
unsigned lc__usable_cores(void);

/*
 * The CPU quota in whole cores, rounded up; 0 where there is none. root: "" for this machine, a folder that stands for "/" in
 * tests. Reads ROOT/proc/self/cgroup and, under ROOT/sys/fs/cgroup, cpu.max (v2) or cpu.cfs_quota_us (v1) of the group and of all above it.
 */
unsigned lc__quota_cores(const char *root);

#endif
