/* SPDX-License-Identifier: Apache-2.0 */
/* Files as bytes, and the names of those beside them: reading one whole, writing all there is to write. */
#ifndef LIANGCE_FILE_H
#define LIANGCE_FILE_H

#include <limits.h>

#include "base/base.h"

/* Reads a whole file of at most `maximum` bytes. LIANGCE_E_READ, LIANGCE_E_TOO_LARGE, LIANGCE_E_NOMEM. Frees with lc__free. */
lc_status lc__read_file(const char *path, size_t maximum, char **data, size_t *size, lc_error *err);

/* As write(2), but all of it. False, with errno, where that cannot be: then part of it may have been written. */
bool lc__write_all(int descriptor, const void *data, size_t size);

/* A path of at most PATH_MAX bytes and a suffix, which has at most fifteen. */
#define LIANGCE_BESIDE_CHARS (PATH_MAX + 16)

/* The path with a suffix behind it; frees with lc__free. NULL: no memory. */
char *lc__path_beside(const char *path, const char *suffix);

/* The folder that a path is in; "." where it names none. */
void lc__folder_of(char folder[LIANGCE_BESIDE_CHARS], const char *path);

#endif
