/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The limit on open files: see descriptors.h. Said once at the start: a run that meets it later would have failures for inputs that are good,
 * and libuv ends the process where it cannot make its pipes.
 */
#include "descriptors.h"

#include <inttypes.h>
#include <sys/resource.h>

/* A thread reads one file, and may have opened another that all share in; folders are open while they are walked, one a level. */
#define A_THREAD 2
#define LEAST 32
#define COMFORT 1024

lc_status lc__raise_open_files(unsigned jobs, lc_error *err)
{
	struct rlimit limit;
	rlim_t least = LEAST + (rlim_t)jobs * A_THREAD, wanted = COMFORT + (rlim_t)jobs * A_THREAD;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
		return LIANGCE_OK;
	if (limit.rlim_cur < wanted) {
		struct rlimit raised = limit;
		raised.rlim_cur = limit.rlim_max == RLIM_INFINITY || limit.rlim_max > wanted ? wanted : limit.rlim_max;
		if (setrlimit(RLIMIT_NOFILE, &raised) == 0)
			limit = raised;
	}
	if (limit.rlim_cur >= least)
		return LIANGCE_OK;
	return lc__fail(err, LIANGCE_E_PLATFORM,
	                "only %" PRIuMAX " files may be open at once, and %u thread%s need%s %" PRIuMAX " (ulimit -n)",
	                (uintmax_t)limit.rlim_cur, jobs, jobs == 1 ? "" : "s", jobs == 1 ? "s" : "", (uintmax_t)least);
}
