/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What every module stands on: filling an lc_error, checked allocation, buffers that grow up to a cap.
 * All memory of the library is asked for here, so a test can make any allocation fail.
 */
#ifndef LIANGCE_BASE_H
#define LIANGCE_BASE_H

#include <stdarg.h>

#include "liangce.h"

#define LIANGCE_PRINTF(format_index, first) __attribute__((format(printf, format_index, first)))

/*
 * Fill *err, which may be NULL. The second names a place in a source; the third appends errno's number as its text: "cannot open: No
 * such file or directory".
 */
void lc__error_set(lc_error *err, lc_status status, const char *format, ...) LIANGCE_PRINTF(3, 4);
void lc__error_set_at(lc_error *err, lc_status status, const char *source, uint32_t line, uint32_t column, const char *format, ...)
    LIANGCE_PRINTF(6, 7);
void lc__error_set_errno(lc_error *err, lc_status status, const char *source, int sys_errno, const char *format, ...)
    LIANGCE_PRINTF(5, 6);

/*
 * The same, and the value is status, so that a failing site reads `return lc__fail(err, …)`. Macros, because then whoever reads or
 * analyses the site sees which status comes back, and that it is no success. status is evaluated twice.
 */
#define lc__fail(err, status, ...) (lc__error_set((err), (status), __VA_ARGS__), (status))
#define lc__fail_at(err, status, ...) (lc__error_set_at((err), (status), __VA_ARGS__), (status))
#define lc__fail_errno(err, status, ...) (lc__error_set_errno((err), (status), __VA_ARGS__), (status))

static inline lc_status lc__fail_nomem(lc_error *err)
{
	return lc__fail(err, LIANGCE_E_NOMEM, "out of memory");
}

/* count * size, checked; NULL on overflow, size 0 or no memory. Not cleared / cleared / resized (contents kept). */
void *lc__alloc(size_t count, size_t size);
void *lc__calloc(size_t count, size_t size);
void *lc__realloc(void *memory, size_t count, size_t size);
void lc__free(void *memory);
char *lc__strndup(const char *text, size_t size); /* terminated copy */

/* Test hook: the n-th allocation from now on fails (1 = next), and all after it while `sticky`; 0 switches it off. Not thread safe. */
void lc__alloc_fail_after(uint64_t nth, bool sticky);

/*
 * A growable array of bytes with a mandatory maximum. Embedded: lc__buffer_init / lc__buffer_release.
 * data stays NULL until the first growth.
 */
typedef struct lc__buffer {
	char *data;
	size_t size;
	size_t capacity;
	size_t maximum;
} lc__buffer;

void lc__buffer_init(lc__buffer *self, size_t maximum);
void lc__buffer_release(lc__buffer *self);
/* Room for `extra` more bytes. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE. */
lc_status lc__buffer_reserve(lc__buffer *self, size_t extra, lc_error *err);
lc_status lc__buffer_append(lc__buffer *self, const void *data, size_t size, lc_error *err);
lc_status lc__buffer_printf(lc__buffer *self, lc_error *err, const char *format, ...) LIANGCE_PRINTF(3, 4);

/*
 * Grows an array to hold at least `wanted` items of `item_size` (doubling), contents kept: *capacity counts items.
 * On failure nothing has changed. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE (over `maximum` items).
 */
lc_status lc__grow(void **items, size_t *capacity, size_t wanted, size_t maximum, size_t item_size, lc_error *err);

#endif
