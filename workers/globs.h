/* SPDX-License-Identifier: Apache-2.0 */
/* Which names inside folders are wanted: -g GLOB and -g !GLOB. */
#ifndef LIANGCE_GLOBS_H
#define LIANGCE_GLOBS_H

#include "base/base.h"

/*
 * A glob with a slash is compared with the path below the folder that the user named, any other with the name alone; * and ? also
 * fit slashes. One that begins with "!" keeps out what it fits. A file is wanted if none keeps it out and, where there are other globs,
 * one of those fits; a folder is entered if none keeps it out.
 */
bool lc__globs_want_file(const char *const *globs, size_t count, const char *path_below, const char *name);
bool lc__globs_want_folder(const char *const *globs, size_t count, const char *path_below, const char *name);

#endif
