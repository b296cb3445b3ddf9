/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The lister: a thread of its own that finds inputs and puts them into lc__pieces. No file twice, however it is spelled or linked;
 * no folder twice.
 */
#ifndef LIANGCE_LISTER_H
#define LIANGCE_LISTER_H

#include <stdatomic.h>
#include <sys/stat.h>

#include "liangce_run.h"
#include "pieces.h"
#include "seen.h"

/* A folder to walk. */
typedef struct lc__root {
	char *path;
	uint64_t device;
	uint64_t inode;
} lc__root;

/* A file with several hard links: of all that are found the least path is kept. */
typedef struct lc__link {
	char *path;
	lc__item_kind kind;
	uint64_t bytes;
} lc__link;

typedef struct lc__lister {
	const lc_run_options *options;
	lc__pieces *pieces;
	const int *stop;
	int list; /* descriptor of options->files_from, or -1 */

	/* For any thread to look at. */
	_Atomic uint64_t files_listed;
	_Atomic uint64_t bytes_listed;
	atomic_bool complete;
	atomic_bool unsized; /* a stream was listed */

	/* The lister's own while it runs. */
	lc__batch *batch;
	bool list_begun;  /* its first line has been read */
	lc__seen named;   /* files with one link and pipes that the user named */
	lc__seen folders; /* folders that the user named */
	lc__seen results; /* what is passed over in folders */
	lc__seen linked;
	lc__link *links; /* by number in linked */
	size_t link_capacity;
	lc__root *roots;
	size_t root_count;
	size_t root_capacity;

	/* To be read when it has ended. */
	uint64_t hidden_skipped;
	uint64_t results_skipped; /* folders */
	uint64_t links_skipped;
	lc_status status; /* LIANGCE_E_STOPPED, LIANGCE_E_NOMEM, LIANGCE_E_READ */
	lc_error error;
} lc__lister;

/* Opens the list, if there is one. LIANGCE_E_READ. */
lc_status lc__lister_init(lc__lister *self, const lc_run_options *options, lc__pieces *pieces, const int *stop, lc_error *err);
void lc__lister_release(lc__lister *self);

/* The thread: lists everything, then declares the pieces complete. After an error it stops them. */
void lc__lister_work(void *lister);

/* For lister.c and walk.c. */
bool lc__lister_stopped(const lc__lister *self);
lc_status lc__lister_emit_failure(lc__lister *self, const char *path, const char *stage, const char *what, int sys_errno);
/* A regular file; one with several links waits until all are known. */
lc_status lc__lister_emit_file(lc__lister *self, lc__item_kind kind, const char *path, const struct stat *status);

/* walk.c: everything below a folder that the user named. */
lc_status lc__walk(lc__lister *lister, const lc__root *root);

#endif
