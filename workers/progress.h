/* SPDX-License-Identifier: Apache-2.0 */
/* Showing how far a run is, on stderr: a line on a terminal that is drawn again and again, or JSON lines for machines. */
#ifndef LIANGCE_PROGRESS_H
#define LIANGCE_PROGRESS_H

#include "liangce_run.h"

#define LIANGCE_PROGRESS_LINE_MS 200
#define LIANGCE_PROGRESS_JSON_MS 1000

/* lc_progress_callback each; payload is not used. */
void lc__progress_line(const lc_run_progress *progress, void *payload);
void lc__progress_json(const lc_run_progress *progress, void *payload);

/* Clears the line. */
void lc__progress_line_end(void);

#endif
