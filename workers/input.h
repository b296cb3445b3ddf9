/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes of inputs in memory: whole small files, stretches of large ones read or mapped, windows of streams. Every failure is an
 * LIANGCE_E_INPUT with a cause, for a row in `failures`; what the bytes mean is no matter here.
 */
#ifndef LIANGCE_INPUT_H
#define LIANGCE_INPUT_H

#include <time.h>

#include "base/base.h"
#include "liangce_run.h"

/* Files below this are read in one call, which costs a third of a mapping; above it mapping wins. */
#define LIANGCE_SMALL_BYTES ((uint64_t)1 << 18)

/* lc_segment_cut looks this far behind the end of the segment it cuts, at most. */
#define LIANGCE_CUT_REACH ((size_t)64)

/* A regular file that is open, and what it was when it was opened. */
typedef struct lc__input {
	int fd;
	uint64_t bytes;
	struct timespec modified;
} lc__input;

/* Memory that is read into: grows, is kept for the next input, one thread. {0} is empty. */
typedef struct lc__read_buffer {
	char *data;
	size_t capacity;
} lc__read_buffer;

void lc__read_buffer_release(lc__read_buffer *self);

/*
 * Opens path for reading; *fd is never a descriptor that waits for a writer. follow: a symbolic link is followed (a path the user named)
 * or refused (one that was found in a folder and has changed since).
 */
lc_status lc__input_open(int *fd, const char *path, bool follow, lc_error *err);

/* What fd is. LIANGCE_E_INPUT where it is no regular file (any more). */
lc_status lc__input_stat(lc__input *self, int fd, lc_error *err);

/* LIANGCE_E_INPUT "changed while it was read" if size or time of modification are not what they were. */
lc_status lc__input_unchanged(const lc__input *self, lc_error *err);

/*
 * Reads all of a small file: one read if `expected`, its size when it was listed, is still true. *complete is false where it is LIANGCE_SMALL_BYTES
 * or larger by now: *text is then to be thrown away.
 */
lc_status lc__read_small(lc__read_buffer *buffer, int fd, uint64_t expected, lc_view *text, bool *complete, lc_error *err);

/* A stretch of a text. base is where it begins in the whole. */
typedef struct lc__window {
	lc_view text;
	uint64_t base;
	bool last;     /* it ends where the whole does */
	void *mapping; /* NULL: in a read buffer */
} lc__window;

/*
 * Piece `index` of an input, with as much on both sides as it takes to find its cuts; piece_bytes is a multiple of LIANGCE_SEGMENT_BYTES.
 * map: it is mapped where the file system can do that, else read into buffer. LIANGCE_E_INPUT, LIANGCE_E_NOMEM.
 */
lc_status lc__window_open(lc__window *self, const lc__input *input, uint64_t index, size_t piece_bytes, bool map,
                          lc__read_buffer *buffer, lc_error *err);
void lc__window_close(lc__window *self);

/* Where piece `index` begins and ends in window->text. Reads the text, which may be mapped. */
void lc__window_cuts(const lc__window *self, uint64_t index, size_t piece_bytes, size_t *from, size_t *to);

/*
 * Reads a pipe, or any file without a size, piece by piece: the same windows as of a file with the same bytes.
 * stop is looked at several times a second while nothing comes. One thread.
 */
typedef struct lc__stream {
	int fd;
	const int *stop;
	lc__read_buffer *buffer;
	uint64_t base; /* of the first byte held */
	size_t held;
	bool ended;
} lc__stream;

/* The window of piece `index`: to be called for 0, 1, 2 … until one is the last. LIANGCE_E_STOPPED, LIANGCE_E_INPUT, LIANGCE_E_NOMEM. */
lc_status lc__stream_window(lc__stream *self, uint64_t index, size_t piece_bytes, lc__window *window, lc_error *err);

/* As read(2), but waits where there is nothing yet, and no longer than until *stop: then LIANGCE_E_STOPPED. *got is 0 at the end. */
lc_status lc__read_patiently(int fd, void *to, size_t size, const int *stop, size_t *got, lc_error *err);

#endif
