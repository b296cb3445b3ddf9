/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From an input to rows: opens it, has it scanned whole or in pieces, and adds what was found to the lane's tally. What cannot be
 * used becomes a row in `failures` and counts for nothing.
 */
#include "decode.h"
#include "fault.h"
#include "lane.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "liangce_words.h"

/* Why an input cannot be used. Functions here give LIANGCE_E_INPUT with it; any other error, in lane->error, ends the run. */
typedef struct trouble {
	const char *stage;
	lc_error error;
} trouble;

/* An error of a stage: of the input, or of the run. */
static lc_status at_stage(lc__lane *lane, trouble *why, const char *stage, lc_status status)
{
	if (status == LIANGCE_E_INPUT || status == LIANGCE_E_ENGINE || status == LIANGCE_E_TOO_LARGE) {
		why->stage = stage;
		return LIANGCE_E_INPUT;
	}
	if (status != LIANGCE_OK)
		lane->error = why->error;
	return status;
}

static lc_view view_of(const char *text)
{
	return (lc_view){.data = text, .size = strlen(text)};
}

/* Mapped pages may vanish, and rows of facts copy from the text: then it is read, so that a fault can never hit a tally half written. */
static bool may_map(const lc__lane *lane)
{
	return lane->shared->options->io != LIANGCE_IO_READ && !lane->shared->options->keep_facts;
}

static void count_done(lc__lane *lane, uint64_t bytes, unsigned files)
{
	atomic_fetch_add_explicit(&lane->bytes_done, bytes, memory_order_relaxed);
	atomic_fetch_add_explicit(&lane->files_done, files, memory_order_relaxed);
}

static void note_failure(lc__lane *lane, const char *path, const char *stage, const char *error)
{
	lc_run_failure failure;
	size_t size = strlen(path);
	size_t most = sizeof failure.path - 1;
	snprintf(failure.path, sizeof failure.path, "%s", size > most ? path + (size - most) : path);
	snprintf(failure.error, sizeof failure.error, "%s: %s", stage, error);
	lc__note_failure(lane->failures, &lane->failure_count, &failure);
	atomic_fetch_add_explicit(&lane->failed, 1, memory_order_relaxed);
}

static lc_status add_failure(lc__lane *lane, const char *path, const char *stage, const char *error)
{
	note_failure(lane, path, stage, error);
	lc_failure_row row = {.path = view_of(path), .stage = stage, .error = error};
	return lc_tally_add_failure(lane->parcel->tally, &row, &lane->error);
}

/* An input that was listed and failed: a row in both tables. */
static lc_status fail_file(lc__lane *lane, const char *path, const char *stage, const char *error)
{
	lc_status status = add_failure(lane, path, stage, error);
	lc_file_row row = {.path = view_of(path), .encoding = "", .status = "failed"};
	if (status == LIANGCE_OK)
		status = lc_tally_add_file(lane->parcel->tally, &row, &lane->error);
	return status;
}

/* ---------------------------------------------------------------- scanning one stretch of text */

typedef struct stretch {
	lc__lane *lane;
	const lc__window *window;
	uint64_t piece;
	lc_view text; /* out: what was scanned */
	const char *stage;
	lc_status status;
	lc_error *err;
} stretch;

/* Everything that touches the text, which may be mapped. */
static void scan_stretch(void *payload)
{
	stretch *self = payload;
	lc_view text = self->window->text;
	size_t from = 0;
	size_t to = 0;
	self->stage = "decode";
	self->status = self->piece == 0 ? lc__decode_head(text, self->err) : LIANGCE_OK;
	if (self->status != LIANGCE_OK)
		return;
	self->stage = "scan";
	lc__window_cuts(self->window, self->piece, self->lane->shared->piece_bytes, &from, &to);
	self->text = (lc_view){.data = text.data == NULL ? NULL : text.data + from, .size = to - from};
	lc_scan_begin(self->lane->scan);
	self->status = lc_scan_text(self->lane->scan, text, from, to, self->err);
}

static lc_status scan_window(lc__lane *lane, const lc__window *window, uint64_t piece, lc_view *text, trouble *why)
{
	stretch self = {.lane = lane, .window = window, .piece = piece, .err = &why->error};
	if (window->mapping == NULL)
		scan_stretch(&self);
	else if (!lc__guard(window->text, scan_stretch, &self))
		return at_stage(lane, why, "map", lc__fail(&why->error, LIANGCE_E_INPUT, "cut short while it was read"));
	*text = self.text;
	return at_stage(lane, why, self.stage, self.status);
}

/* ---------------------------------------------------------------- from a document to rows */

/* The facts, or the words, of a document (source 0) or of a part of one. */
static lc_status add_facts(lc__lane *lane, const char *path, lc_view group, uint64_t source, uint64_t part, lc_view text)
{
	if (lane->shared->options->keep_words)
		return lc_tally_add_words(lane->parcel->tally, source, lane->scan, &lane->error);
	if (!lc_ruleset_facts(lane->shared->rules))
		return LIANGCE_OK;
	return lc_tally_add_facts(lane->parcel->tally, group, source, view_of(path), (uint32_t)part, text,
	                          lc_scan_document(lane->scan), lane->shared->options->keep_facts, &lane->error);
}

/* Values are joined by separators: nothing but these is no value at all. */
static bool has_values(lc_view group)
{
	for (size_t i = 0; i < group.size; i++)
		if (group.data[i] != LIANGCE_GROUP_SEPARATOR)
			return true;
	return false;
}

static lc_status add_document(lc__lane *lane, const char *path, lc_view group, const lc_document *document)
{
	lane->ungrouped += lane->shared->options->grouping != NULL && !has_values(group);
	lc_status status = lc_tally_add_counts(lane->parcel->tally, group, document, &lane->error);
	lc_file_row row = {.path = view_of(path),
	                   .bytes = document->bytes,
	                   .characters = document->characters,
	                   .invalid = document->invalid,
	                   .documents = 1,
	                   .encoding = "utf-8",
	                   .status = document->invalid > 0 ? "damaged" : "ok"};
	if (status == LIANGCE_OK)
		status = lc_tally_add_file(lane->parcel->tally, &row, &lane->error);
	return status;
}

/* A document that is in the scan whole. */
static lc_status add_whole(lc__lane *lane, const char *path, lc_view text, trouble *why)
{
	const lc_document *document = lc_scan_document(lane->scan);
	lc_view group = {0};
	lc_status status = at_stage(lane, why, "decode", lc__decode_whole(document, &why->error));
	if (status == LIANGCE_OK)
		status = at_stage(lane, why, "scan", lc__group_read(lane->groups, view_of(path), &group, &why->error));
	if (status == LIANGCE_OK)
		status = add_facts(lane, path, group, 0, 0, text);
	if (status == LIANGCE_OK)
		status = add_document(lane, path, group, document);
	return status;
}

static lc_status scan_whole(lc__lane *lane, const char *path, const lc__window *window, trouble *why)
{
	lc_view text = {0};
	lc_status status = scan_window(lane, window, 0, &text, why);
	return status == LIANGCE_OK ? add_whole(lane, path, text, why) : status;
}

/* ---------------------------------------------------------------- documents in parts */

static lc_status scan_part(lc__lane *lane, lc__split *split, const lc__window *window, uint64_t piece, trouble *why)
{
	lc_view text = {0};
	lc_view group = {0};
	lc_status status = scan_window(lane, window, piece, &text, why);
	if (status == LIANGCE_OK)
		status = at_stage(lane, why, "read",
		                  split->input.fd >= 0 ? lc__input_unchanged(&split->input, &why->error) : LIANGCE_OK);
	if (status == LIANGCE_OK)
		status = at_stage(lane, why, "scan", lc__group_read(lane->groups, view_of(split->path), &group, &why->error));
	if (status == LIANGCE_OK)
		status = add_facts(lane, split->path, group, split->source, piece, text);
	const lc_document *document = lc_scan_document(lane->scan);
	if (status == LIANGCE_OK && lane->shared->options->keep_facts)
		status = lc__parcel_add_part(lane->parcel, split->path, (uint32_t)piece, document->bytes, document->characters,
		                             &lane->error);
	if (status != LIANGCE_OK)
		return status;
	lc__split_add(split, document);
	count_done(lane, document->bytes, 0);
	return LIANGCE_OK;
}

/* The last look at a document of which all parts are done: whether it is one, and its group. */
static lc_status judge_split(lc__lane *lane, lc__split *split, lc_view *group)
{
	trouble why;
	if (split->outcome != LIANGCE_OUTCOME_GOOD)
		return LIANGCE_OK;
	lc_status status = at_stage(lane, &why, "decode", lc__decode_whole(lc_document_sum_get(split->sum), &why.error));
	if (status == LIANGCE_OK)
		status = at_stage(lane, &why, "scan", lc__group_read(lane->groups, view_of(split->path), group, &why.error));
	if (status != LIANGCE_E_INPUT)
		return status;
	lc__split_fail(split, 0, why.stage, why.error.message);
	return LIANGCE_OK;
}

/* By whoever did the last part: the document's counts, or nothing of it. */
static lc_status finish_split(lc__lane *lane, lc__split *split)
{
	const lc_document *document = lc_document_sum_get(split->sum);
	lc_view group = {0};
	lc_status status = judge_split(lane, split, &group);
	if (status != LIANGCE_OK)
		return status;
	if (split->outcome == LIANGCE_OUTCOME_GOOD) {
		status = add_document(lane, split->path, group, document);
	} else {
		status = lc__counter_drop(&lane->shared->counter, split->source, &lane->error);
		if (status == LIANGCE_OK && split->outcome == LIANGCE_OUTCOME_FAILED)
			status = fail_file(lane, split->path, split->stage, split->error);
	}
	/* Parts that failed, or were not tried any more, are done too. */
	if (split->outcome != LIANGCE_OUTCOME_STOPPED)
		count_done(lane, split->input.fd >= 0 ? split->input.bytes - document->bytes : 0, 1);
	return status;
}

/* The same, and the end of split. status is that of its last part: a stop must not hide that the document could not be dropped. */
static lc_status end_split(lc__lane *lane, lc__split *split, lc_status status)
{
	bool fatal = status != LIANGCE_OK && status != LIANGCE_E_INPUT && status != LIANGCE_E_STOPPED;
	lc_status finished = fatal ? status : finish_split(lane, split);
	lc__split_free(split);
	return finished == LIANGCE_OK && status == LIANGCE_E_STOPPED ? status : finished;
}

lc_status lc__lane_piece(lc__lane *lane, lc__split *split, uint64_t piece)
{
	trouble why;
	lc__window window = {0};
	lc_status status = at_stage(
	    lane, &why, "read",
	    lc__window_open(&window, &split->input, piece, lane->shared->piece_bytes, may_map(lane), &lane->buffer, &why.error));
	if (status == LIANGCE_OK)
		status = scan_part(lane, split, &window, piece, &why);
	lc__window_close(&window);
	if (status == LIANGCE_E_INPUT)
		lc__split_fail(split, piece, why.stage, why.error.message);
	else if (status != LIANGCE_OK)
		lc__split_stop(split);
	if (!lc__pieces_done(&lane->shared->pieces, split, status != LIANGCE_OK))
		return status == LIANGCE_E_INPUT ? LIANGCE_OK : status;
	return end_split(lane, split, status);
}

/* A large file: every lane may take pieces of it, this one after it returns. Takes input->fd. */
static lc_status offer_split(lc__lane *lane, const char *path, const lc__input *input)
{
	lc__split *split = NULL;
	uint64_t source = atomic_fetch_add_explicit(&lane->shared->sources, 1, memory_order_relaxed) + 1;
	lc_status status = lc__split_new(&split, lane->shared->rules, path, source, &lane->error);
	if (status != LIANGCE_OK) {
		close(input->fd);
		return status;
	}
	split->input = *input;
	split->pieces = (input->bytes + lane->shared->piece_bytes - 1) / lane->shared->piece_bytes;
	lc__pieces_offer(&lane->shared->pieces, split);
	return LIANGCE_OK;
}

/* ---------------------------------------------------------------- streams */

static lc_status scan_windows(lc__lane *lane, lc__split *split, int fd, trouble *why)
{
	lc__stream stream = {.fd = fd, .stop = &lane->shared->stop, .buffer = &lane->buffer};
	lc__window window = {0};
	lc_status status = LIANGCE_OK;
	for (uint64_t piece = 0; status == LIANGCE_OK && !window.last; piece++) {
		status =
		    at_stage(lane, why, "read", lc__stream_window(&stream, piece, lane->shared->piece_bytes, &window, &why->error));
		if (status == LIANGCE_OK)
			status = scan_part(lane, split, &window, piece, why);
	}
	return status;
}

/* A pipe, or a file without a size: a document in parts that one lane reads. */
static lc_status scan_stream(lc__lane *lane, const char *path, int fd)
{
	lc__split *split = NULL;
	trouble why;
	uint64_t source = atomic_fetch_add_explicit(&lane->shared->sources, 1, memory_order_relaxed) + 1;
	lc_status status = lc__split_new(&split, lane->shared->rules, path, source, &lane->error);
	if (status != LIANGCE_OK)
		return status;
	status = scan_windows(lane, split, fd, &why);
	if (status == LIANGCE_E_INPUT)
		lc__split_fail(split, 0, why.stage, why.error.message);
	else if (status != LIANGCE_OK)
		lc__split_stop(split);
	return end_split(lane, split, status);
}

static lc_status open_stream(lc__lane *lane, const char *path)
{
	if (strcmp(path, "-") == 0)
		return scan_stream(lane, path, STDIN_FILENO);
	lc_error error;
	int fd = -1;
	if (lc__input_open(&fd, path, true, &error) != LIANGCE_OK) {
		count_done(lane, 0, 1);
		return fail_file(lane, path, "open", error.message);
	}
	lc_status status = scan_stream(lane, path, fd);
	close(fd);
	return status;
}

/* ---------------------------------------------------------------- files */

/* An earlier result that lies in a folder is no text: reading it would count what was counted before. One that is named is read as asked. */
static bool is_result(lc__lane *lane, const lc__item *item, lc_view head)
{
	bool found = item->kind == LIANGCE_ITEM_FILE && lc_is_result(head);
	lane->results_skipped += found;
	return found;
}

/* The same of a file that is not read whole. What cannot be read is told by whoever reads it next. */
static bool begins_as_result(lc__lane *lane, const lc__item *item, int fd)
{
	char head[8192];
	ssize_t size = item->kind == LIANGCE_ITEM_FILE ? pread(fd, head, sizeof head, 0) : 0;
	return size > 0 && is_result(lane, item, (lc_view){.data = head, .size = (size_t)size});
}

/* Reads or maps the whole of an open file; takes fd. *later: it was handed on instead, or is a stream. */
static lc_status scan_large(lc__lane *lane, const char *path, int fd, bool *later, trouble *why)
{
	lc__input input;
	lc__window window = {0};
	lc_status status = at_stage(lane, why, "open", lc__input_stat(&input, fd, &why->error));
	if (status == LIANGCE_OK && input.bytes > lane->shared->piece_bytes) {
		*later = true;
		return offer_split(lane, path, &input);
	}
	if (status == LIANGCE_OK && input.bytes == 0 && lseek(fd, 0, SEEK_SET) == 0) {
		*later = true;
		status = scan_stream(lane, path, fd);
		close(fd);
		return status;
	}
	if (status == LIANGCE_OK)
		status = at_stage(
		    lane, why, "read",
		    lc__window_open(&window, &input, 0, lane->shared->piece_bytes, may_map(lane), &lane->buffer, &why->error));
	lc_view text = {0};
	if (status == LIANGCE_OK)
		status = scan_window(lane, &window, 0, &text, why);
	if (status == LIANGCE_OK)
		status = at_stage(lane, why, "read", lc__input_unchanged(&input, &why->error));
	if (status == LIANGCE_OK)
		status = add_whole(lane, path, text, why);
	lc__window_close(&window);
	close(fd);
	return status;
}

static lc_status scan_file(lc__lane *lane, const char *path, const lc__item *item, bool *later, trouble *why)
{
	int fd = -1;
	lc_status status = at_stage(lane, why, "open", lc__input_open(&fd, path, item->kind == LIANGCE_ITEM_NAMED, &why->error));
	if (status != LIANGCE_OK)
		return status;
	bool complete = false;
	lc__window window = {.last = true};
	if (item->bytes < LIANGCE_SMALL_BYTES && lane->shared->options->io != LIANGCE_IO_MAP) {
		status = at_stage(lane, why, "read",
		                  lc__read_small(&lane->buffer, fd, item->bytes, &window.text, &complete, &why->error));
		if (status != LIANGCE_OK || complete) {
			close(fd);
			if (status != LIANGCE_OK || is_result(lane, item, window.text))
				return status;
			return scan_whole(lane, path, &window, why);
		}
	}
	if (begins_as_result(lane, item, fd)) {
		close(fd);
		return LIANGCE_OK;
	}
	return scan_large(lane, path, fd, later, why);
}

lc_status lc__lane_item(lc__lane *lane, const lc__batch *batch, const lc__item *item)
{
	const char *path = batch->text.data + item->path;
	if (item->kind == LIANGCE_ITEM_FAILURE)
		return add_failure(lane, path, item->stage, batch->text.data + item->error);
	if (item->kind == LIANGCE_ITEM_STREAM)
		return open_stream(lane, path);
	trouble why;
	bool later = false;
	lc_status status = scan_file(lane, path, item, &later, &why);
	if (status == LIANGCE_E_INPUT)
		status = fail_file(lane, path, why.stage, why.error.message);
	if (status == LIANGCE_OK && !later)
		count_done(lane, item->bytes, 1);
	return status;
}
