/* SPDX-License-Identifier: Apache-2.0 */
/* A file that rows are written to: an lc_sink. */
#ifndef LIANGCE_FILE_SINK_H
#define LIANGCE_FILE_SINK_H

#include "base/base.h"

typedef struct lc__file {
	int descriptor;
	int sys_errno; /* of the first write that did not work */
	char *path;    /* for messages */
} lc__file;

lc_status lc__file_create(lc__file *self, const char *path, lc_error *err);
/* After it returned false, lc__file_close says why. */
bool lc__file_write(const char *data, size_t size, void *file);
/* Syncs, where that means something, and closes. LIANGCE_E_WRITE: not all has been written. */
lc_status lc__file_close(lc__file *self, lc_error *err);
lc_status lc__sync_path(const char *path, lc_error *err); /* a file or folder */

#endif
