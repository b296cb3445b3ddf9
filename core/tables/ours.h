/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Telling what this library wrote from what is somebody else's, by content: before anything is replaced, and when folders are read that
 * hold earlier results. Changes nothing.
 */
#ifndef LIANGCE_OURS_H
#define LIANGCE_OURS_H

#include "base/base.h"

/* What a lock file holds, so that one which a killed run left behind is known for what it is. */
#define LIANGCE_LOCK_TEXT "liangce: a result is being written\n"

/* By the first bytes of a file; the more there are, the better (a line of facts may be long). */
bool lc__is_our_database(lc_view head);
bool lc__is_our_facts(lc_view head); /* JSON lines of table `facts` */

/* A regular file in an open folder, with the name of a table of ours. */
bool lc__is_table_file(int folder, const char *name);
/* Calls back for every name in a folder but "." and ".."; false if one of the calls, or the reading, does not work. */
bool lc__each_name(const char *folder, bool (*callback)(int folder, const char *name));

#endif
