/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A run: starts the lister and the lanes, and on the loop thread merges what they hand over, draws progress and listens to signals.
 * Scans nothing itself.
 */
#include "liangce_run.h"

#include "fault.h"
#include "lane.h"
#include "lister.h"
#include "pool.h"

#define MOST_JOBS 1024 /* libuv's pool takes no more */
#define SIGNALS 3

/* What ends a run in good order. */
static const int stopping[SIGNALS] = {SIGINT, SIGTERM, SIGHUP};

typedef struct run {
	lc__shared shared;
	lc__lister lister;
	lc_store *store;
	lc_run_report *report;
	lc__lane *lanes;
	unsigned lane_count;
	unsigned lanes_left;
	uint64_t started_ns;
	uv_thread_t lister_thread;
	bool lister_started;
	uv_loop_t loop;
	uv_async_t wake;
	uv_signal_t signals[SIGNALS];
	uv_timer_t ticker;
	lc_status status; /* the first error of loop or lanes */
	lc_error error;
} run;

static void abort_run(run *self, lc_status status, const lc_error *error)
{
	if (self->status == LIANGCE_OK) {
		self->status = status;
		self->error = *error;
	}
	lc__shared_stop(&self->shared);
	lc__counter_close(&self->shared.counter);
}

static lc_run_progress progress_of(const run *self)
{
	lc_run_progress progress = {.elapsed_ns = uv_hrtime() - self->started_ns,
	                            .bytes_listed = atomic_load_explicit(&self->lister.bytes_listed, memory_order_relaxed),
	                            .files_listed = atomic_load_explicit(&self->lister.files_listed, memory_order_relaxed),
	                            .listed_all = atomic_load_explicit(&self->lister.complete, memory_order_relaxed),
	                            .unsized = atomic_load_explicit(&self->lister.unsized, memory_order_relaxed)};
	for (unsigned i = 0; i < self->lane_count; i++) {
		progress.bytes_done += atomic_load_explicit(&self->lanes[i].bytes_done, memory_order_relaxed);
		progress.files_done += atomic_load_explicit(&self->lanes[i].files_done, memory_order_relaxed);
		progress.failures += atomic_load_explicit(&self->lanes[i].failed, memory_order_relaxed);
	}
	return progress;
}

static void on_tick(uv_timer_t *ticker)
{
	const run *self = ticker->data;
	const lc_run_options *options = self->shared.options;
	lc_run_progress progress = progress_of(self);
	options->progress(&progress, options->progress_payload);
}

static void on_wake(uv_async_t *wake)
{
	run *self = wake->data;
	lc_error error;
	lc_status status = lc__counter_empty(&self->shared.counter, self->store, &error);
	if (status != LIANGCE_OK)
		abort_run(self, status, &error);
}

/* The first signal stops the run in good order. After it all have their default effect: a second one ends the process at once. */
static void on_signal(uv_signal_t *handle, int number)
{
	run *self = handle->data;
	self->report->signal_number = number;
	for (int i = 0; i < SIGNALS; i++)
		uv_signal_stop(&self->signals[i]);
	lc__shared_stop(&self->shared);
}

static void close_handles(run *self)
{
	uv_close((uv_handle_t *)&self->wake, NULL);
	for (int i = 0; i < SIGNALS; i++)
		uv_close((uv_handle_t *)&self->signals[i], NULL);
	uv_close((uv_handle_t *)&self->ticker, NULL);
}

static void on_lane_work(uv_work_t *job)
{
	lc__lane_work(job->data);
}

static void on_lane_end(uv_work_t *job, int cancelled)
{
	lc__lane *lane = job->data;
	run *self = job->loop->data;
	(void)cancelled; /* Nothing here cancels jobs. */
	if (lane->status != LIANGCE_OK && lane->status != LIANGCE_E_STOPPED)
		abort_run(self, lane->status, &lane->error);
	if (--self->lanes_left == 0)
		close_handles(self);
}

static lc_status init_loop(run *self, lc_error *err)
{
	if (uv_loop_init(&self->loop) != 0)
		return lc__fail(err, LIANGCE_E_PLATFORM, "the event loop cannot be started");
	self->loop.data = self;
	self->wake.data = self->ticker.data = self;
	int code = uv_async_init(&self->loop, &self->wake, on_wake);
	if (code != 0) {
		uv_loop_close(&self->loop);
		return lc__fail(err, LIANGCE_E_PLATFORM, "the event loop cannot be started: %s", uv_strerror(code));
	}
	/* These only fail for a bad loop. */
	for (int i = 0; i < SIGNALS; i++) {
		uv_signal_init(&self->loop, &self->signals[i]);
		self->signals[i].data = self;
	}
	uv_timer_init(&self->loop, &self->ticker);
	return LIANGCE_OK;
}

/* What was ignored when the program began (nohup) stays so. */
static bool is_ignored(int number)
{
	struct sigaction now;
	return sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

static lc_status start_handles(run *self, lc_error *err)
{
	const lc_run_options *options = self->shared.options;
	int code = 0;
	for (int i = 0; i < SIGNALS && code == 0; i++)
		if (!is_ignored(stopping[i]))
			code = uv_signal_start(&self->signals[i], on_signal, stopping[i]);
	if (code == 0 && options->progress != NULL) {
		uint64_t pause = options->progress_ms == 0 ? 1000 : options->progress_ms;
		code = uv_timer_start(&self->ticker, on_tick, pause, pause);
	}
	return code == 0 ? LIANGCE_OK
	                 : lc__fail(err, LIANGCE_E_PLATFORM, "the event loop cannot be started: %s", uv_strerror(code));
}

/* With fewer lanes than wanted where the system gives no more threads. */
static lc_status start_threads(run *self, lc_error *err)
{
	unsigned count = 0;
	lc_status status = lc__pool_ready(self->lane_count, &count, err);
	if (status != LIANGCE_OK)
		return status;
	int code = uv_thread_create(&self->lister_thread, lc__lister_work, &self->lister);
	if (code != 0)
		return lc__fail(err, LIANGCE_E_NOMEM, "no thread can be started: %s", uv_strerror(code));
	self->lister_started = true;
	for (; self->lanes_left < count; self->lanes_left++) {
		lc__lane *lane = &self->lanes[self->lanes_left];
		lane->job.data = lane;
		uv_queue_work(&self->loop, &lane->job, on_lane_work, on_lane_end); /* Fails only without a function. */
	}
	return LIANGCE_OK;
}

/* From the start of all threads to the end of the last. */
static lc_status work(run *self, lc_error *err)
{
	struct sigaction old;
	lc_status status = lc__fault_catch(&old, err);
	bool catching = status == LIANGCE_OK;
	if (status == LIANGCE_OK)
		status = start_handles(self, err);
	if (status == LIANGCE_OK)
		status = start_threads(self, err);
	if (self->lanes_left == 0)
		close_handles(self);
	uv_run(&self->loop, UV_RUN_DEFAULT);
	if (self->lister_started)
		uv_thread_join(&self->lister_thread);
	if (catching)
		lc__fault_restore(&old);
	return status;
}

/* Documents that were begun and not finished leave nothing behind. */
static lc_status drop_unfinished(run *self, lc_error *err)
{
	lc__counter *counter = &self->shared.counter;
	lc_status status = LIANGCE_OK;
	for (lc__split *split; (split = lc__pieces_leftover(&self->shared.pieces)) != NULL; lc__split_free(split))
		if (status == LIANGCE_OK)
			status = lc__counter_drop(counter, split->source, err);
	if (status == LIANGCE_OK)
		status = lc__counter_empty(counter, self->store, err); /* What came while the loop was ending. */
	return status == LIANGCE_OK ? lc__counter_drop_all(counter, self->store, err) : status;
}

static void fill_report(run *self)
{
	lc_run_report *report = self->report;
	report->end = progress_of(self);
	report->hidden_skipped = self->lister.hidden_skipped;
	report->results_skipped = self->lister.results_skipped;
	report->links_skipped = self->lister.links_skipped;
	for (unsigned i = 0; i < self->lane_count; i++) {
		const lc__lane *lane = &self->lanes[i];
		report->ungrouped += lane->ungrouped;
		report->results_skipped += lane->results_skipped;
		/* They were no inputs after all. */
		report->end.files_listed -= lane->results_skipped;
		report->end.files_done -= lane->results_skipped;
		for (size_t j = 0; j < lane->failure_count; j++)
			lc__note_failure(report->failures, &report->failure_count, &lane->failures[j]);
	}
}

/* What the threads ended with. */
static lc_status first_error(const run *self, lc_error *err)
{
	bool lister_failed = self->lister.status != LIANGCE_OK && self->lister.status != LIANGCE_E_STOPPED;
	lc_status status = self->status != LIANGCE_OK ? self->status : lister_failed ? self->lister.status : LIANGCE_OK;
	if (status != LIANGCE_OK && err != NULL)
		*err = self->status != LIANGCE_OK ? self->error : self->lister.error;
	return status;
}

static lc_status make_lanes(run *self, unsigned count, lc_error *err)
{
	self->lanes = lc__calloc(count, sizeof *self->lanes);
	if (self->lanes == NULL)
		return lc__fail_nomem(err);
	for (unsigned i = 0; i < count; i++) {
		self->lane_count++;
		lc_status status = lc__lane_init(&self->lanes[i], &self->shared, err);
		if (status != LIANGCE_OK)
			return status;
	}
	return LIANGCE_OK;
}

static void free_run(run *self)
{
	for (unsigned i = 0; i < self->lane_count; i++)
		lc__lane_release(&self->lanes[i]);
	lc__free(self->lanes);
	for (lc__split *split; (split = lc__pieces_leftover(&self->shared.pieces)) != NULL;)
		lc__split_free(split);
}

lc_status lc_run(lc_store *into, const lc_ruleset *rules, const lc_run_options *options, lc_run_report *report, lc_error *err)
{
	size_t piece_bytes = options->piece_bytes == 0 ? LIANGCE_PIECE_BYTES : options->piece_bytes;
	if (piece_bytes % LIANGCE_SEGMENT_BYTES != 0)
		return lc__fail(err, LIANGCE_E_INVALID, "the size of pieces is not a multiple of %zu", LIANGCE_SEGMENT_BYTES);
	unsigned jobs = options->jobs == 0 ? 1 : options->jobs > MOST_JOBS ? MOST_JOBS : options->jobs;
	run *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	*report = (lc_run_report){0};
	self->shared.rules = rules;
	self->shared.options = options;
	self->shared.piece_bytes = piece_bytes;
	self->store = into;
	self->report = report;
	self->started_ns = uv_hrtime();
	lc_status status = lc__pieces_init(&self->shared.pieces, err);
	if (status != LIANGCE_OK)
		goto out;
	status = lc__counter_init(&self->shared.counter, &self->wake, err);
	if (status != LIANGCE_OK)
		goto out_pieces;
	status = lc__lister_init(&self->lister, options, &self->shared.pieces, &self->shared.stop, err);
	if (status == LIANGCE_OK)
		status = make_lanes(self, jobs, err);
	if (status == LIANGCE_OK)
		status = init_loop(self, err);
	if (status == LIANGCE_OK) {
		status = work(self, err);
		uv_loop_close(&self->loop);
		if (status == LIANGCE_OK)
			status = first_error(self, err);
		if (status == LIANGCE_OK)
			status = drop_unfinished(self, err);
		fill_report(self);
	}
	free_run(self);
	lc__lister_release(&self->lister);
	lc__counter_release(&self->shared.counter);
out_pieces:
	lc__pieces_release(&self->shared.pieces);
out:
	lc__free(self);
	return status;
}
