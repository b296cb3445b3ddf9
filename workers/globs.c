/* SPDX-License-Identifier: Apache-2.0 */
/* Globs over names: see globs.h. The patterns themselves are fnmatch's. */
#include "globs.h"

#include <fnmatch.h>
#include <string.h>

static bool fits(const char *glob, const char *path_below, const char *name)
{
	return fnmatch(glob, strchr(glob, '/') == NULL ? name : path_below, 0) == 0;
}

bool lc__globs_want_folder(const char *const *globs, size_t count, const char *path_below, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (globs[i][0] == '!' && fits(globs[i] + 1, path_below, name))
			return false;
	return true;
}

bool lc__globs_want_file(const char *const *globs, size_t count, const char *path_below, const char *name)
{
	bool wanted = true;
	for (size_t i = 0; i < count; i++) {
		if (globs[i][0] == '!')
			continue;
		wanted = false;
		if (fits(globs[i], path_below, name)) {
			wanted = true;
			break;
		}
	}
	return wanted && lc__globs_want_folder(globs, count, path_below, name);
}
