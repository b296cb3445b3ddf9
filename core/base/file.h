/* SPDX-License-Identifier: Apache-2.0 */
/* Files as bytes: reading one whole, writing all there is to write. */
#ifndef LIANGCE_FILE_H
#define LIANGCE_FILE_H

#include "base/base.h"

/* Reads a whole file of at most `maximum` bytes. LIANGCE_E_READ, LIANGCE_E_TOO_LARGE, LIANGCE_E_NOMEM. Frees with lc__free. */
lc_status lc__read_file(const char *path, size_t maximum, char **data, size_t *size, lc_error *err);

/* As write(2), but all of it. False, with errno, where that cannot be: then part of it may have been written. */
bool lc__write_all(int descriptor, const void *data, size_t size);

#endif
