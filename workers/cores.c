/* SPDX-License-Identifier: Apache-2.0 */
/* Usable cores: see cores.h. A quota that cannot be read is no quota: the worst it does is too many threads. */
#include "cores.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

/* Quota and period in microseconds as whole cores; 0 where there is no limit. */
static unsigned cores_of(long long quota, long long period)
{
	if (quota <= 0 || period <= 0)
		return 0;
	long long cores = quota / period + (quota % period != 0);
	return cores > UINT_MAX ? UINT_MAX : (unsigned)cores;
}

/* The first line of folder/name, false where there is none. */
static bool read_line(const char *folder, const char *name, char line[64])
{
	char path[PATH_MAX];
	if ((size_t)snprintf(path, sizeof path, "%s/%s", folder, name) >= sizeof path)
		return false;
	FILE *file = fopen(path, "re");
	if (file == NULL)
		return false;
	bool found = fgets(line, 64, file) != NULL;
	fclose(file);
	return found;
}

/* A number at *text, and *text behind it. False for "max" and the like. */
static bool take_number(const char **text, long long *out)
{
	char *end;
	*out = strtoll(*text, &end, 10);
	bool found = end != *text;
	*text = end;
	return found;
}

static bool read_number(const char *folder, const char *name, long long *out)
{
	char line[64];
	const char *at = line;
	return read_line(folder, name, line) && take_number(&at, out);
}

static unsigned folder_quota(const char *folder)
{
	char line[64];
	const char *at = line;
	long long quota = 0;
	long long period = 0;
	bool found;
	if (read_line(folder, "cpu.max", line)) /* v2: "max 100000" or "150000 100000" */
		found = take_number(&at, &quota) && take_number(&at, &period);
	else
		found = read_number(folder, "cpu.cfs_quota_us", &quota) && read_number(folder, "cpu.cfs_period_us", &period);
	return found ? cores_of(quota, period) : 0;
}

static unsigned least(unsigned a, unsigned b)
{
	return a == 0 || (b != 0 && b < a) ? b : a;
}

/*
 * The tightest quota from base/group up to base. Inside a container the group's path is often the host's and is not there: its
 * own group is then base itself, which the way up ends at.
 */
static unsigned group_quota(const char *base, const char *group)
{
	char folder[PATH_MAX];
	size_t base_size = strlen(base);
	if ((size_t)snprintf(folder, sizeof folder, "%s%s", base, group) >= sizeof folder)
		return 0;
	unsigned quota = 0;
	for (;;) {
		quota = least(quota, folder_quota(folder));
		char *slash = strrchr(folder, '/');
		if (slash == NULL || (size_t)(slash - folder) < base_size)
			return quota;
		*slash = '\0';
	}
}

/* Whether a v1 controller list such as "cpu,cpuacct" names cpu. */
static bool names_cpu(const char *controllers, size_t size)
{
	for (const char *end = controllers + size; controllers < end;) {
		const char *comma = memchr(controllers, ',', (size_t)(end - controllers));
		const char *stop = comma == NULL ? end : comma;
		if (stop - controllers == 3 && memcmp(controllers, "cpu", 3) == 0)
			return true;
		controllers = stop + 1;
	}
	return false;
}

/* line: "0::/group" (v2) or "4:cpu,cpuacct:/group" (v1). */
static unsigned line_quota(const char *root, char *line)
{
	line[strcspn(line, "\n")] = '\0';
	char *controllers = strchr(line, ':');
	char *group = controllers == NULL ? NULL : strchr(controllers + 1, ':');
	if (group == NULL)
		return 0;
	controllers++;
	size_t size = (size_t)(group - controllers);
	group++;
	char base[PATH_MAX];
	if (size == 0) {
		snprintf(base, sizeof base, "%s/sys/fs/cgroup", root);
		return group_quota(base, group);
	}
	if (!names_cpu(controllers, size))
		return 0;
	snprintf(base, sizeof base, "%s/sys/fs/cgroup/%.*s", root, (int)size, controllers);
	unsigned quota = group_quota(base, group);
	snprintf(base, sizeof base, "%s/sys/fs/cgroup/cpu", root);
	return least(quota, group_quota(base, group));
}

unsigned lc__quota_cores(const char *root)
{
	char path[PATH_MAX];
	snprintf(path, sizeof path, "%s/proc/self/cgroup", root);
	FILE *file = fopen(path, "re");
	if (file == NULL)
		return 0;
	unsigned quota = 0;
	char line[PATH_MAX];
	while (fgets(line, sizeof line, file) != NULL)
		quota = least(quota, line_quota(root, line));
	fclose(file);
	return quota;
}

unsigned lc__usable_cores(void)
{
	unsigned cores = uv_available_parallelism();
	return least(cores == 0 ? 1 : cores, lc__quota_cores(""));
}
