/* SPDX-License-Identifier: Apache-2.0 */
/* Reading of files and folders for the comparing programs: whole files, in the order of their names. */
#ifndef LIANGCE_ORACLE_FILES_H
#define LIANGCE_ORACLE_FILES_H

#include "liangce.h"

/* The whole file; false where it cannot be read. The caller frees data. */
bool oracle_read_file(const char *path, lc_view *text);

/* Calls back for each regular file at or under path, sorted by name in each folder, until it returns false. Links are not followed. */
typedef bool (*oracle_file_callback)(const char *path, lc_view text, void *payload);
bool oracle_each_file(const char *path, oracle_file_callback callback, void *payload);

/* Texts of the *.tsv of a folder, in order of their names, or of the one file that path is. */
lc_view *oracle_read_lexicon(const char *path, size_t *count);
void oracle_free_lexicon(lc_view *texts, size_t count);

#endif
