/* SPDX-License-Identifier: Apache-2.0 */
/* The thread pool's size: see pool.h. */
#include "pool.h"

#include <stdio.h>
#include <uv.h>

static void wait_for_the_end(void *end)
{
	uv_sem_wait(end);
}

/* Has as many threads at once as there can be. What it returns is a libuv error, of the thread that there could not be, or 0. */
static int try_out(unsigned wanted, unsigned *had, uv_thread_t *threads)
{
	uv_sem_t end;
	*had = 0;
	int code = uv_sem_init(&end, 0);
	if (code != 0)
		return code;
	while (code == 0 && *had < wanted) {
		code = uv_thread_create(&threads[*had], wait_for_the_end, &end);
		*had += code == 0;
	}
	for (unsigned i = 0; i < *had; i++)
		uv_sem_post(&end);
	for (unsigned i = 0; i < *had; i++)
		uv_thread_join(&threads[i]);
	uv_sem_destroy(&end);
	return code;
}

lc_status lc__pool_ready(unsigned wanted, unsigned *threads, lc_error *err)
{
	char size[16];
	uv_thread_t *tried = lc__calloc((size_t)wanted + 1, sizeof *tried);
	if (tried == NULL)
		return lc__fail_nomem(err);
	int code = try_out(wanted + 1, threads, tried);
	lc__free(tried);
	if (*threads < 2)
		return lc__fail(err, LIANGCE_E_NOMEM, "no thread can be started: %s", uv_strerror(code));
	--*threads;
	snprintf(size, sizeof size, "%u", *threads);
	uv_os_setenv("UV_THREADPOOL_SIZE", size);
	return LIANGCE_OK;
}
