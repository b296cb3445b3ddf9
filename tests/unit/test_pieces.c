/* SPDX-License-Identifier: Apache-2.0 */
/* pieces: every input and every piece is taken once, by whoever, and all lanes come to an end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "pieces.h"

static lc__batch *batch_of(const char *path, uint64_t bytes)
{
	lc__batch *batch = lc__batch_new();
	assert_non_null(batch);
	assert_int_equal(lc__batch_add(batch, LIANGCE_ITEM_FILE, path, bytes, NULL, NULL, NULL), LIANGCE_OK);
	return batch;
}

static void a_batch_keeps_its_texts(void **state)
{
	(void)state;
	lc__batch *batch = batch_of("a/b", 7);
	assert_int_equal(lc__batch_add(batch, LIANGCE_ITEM_FAILURE, "c", 0, "open", "is a socket", NULL), LIANGCE_OK);
	assert_int_equal(batch->count, 2);
	assert_string_equal(batch->text.data + batch->items[0].path, "a/b");
	assert_string_equal(batch->text.data + batch->items[1].path, "c");
	assert_string_equal(batch->text.data + batch->items[1].error, "is a socket");
	assert_string_equal(batch->items[1].stage, "open");
	assert_int_equal(batch->bytes, 7);
	lc__batch_free(batch);
}

static void a_batch_is_full_by_number_or_size(void **state)
{
	(void)state;
	lc__batch *batch = lc__batch_new();
	for (unsigned i = 0; i < LIANGCE_BATCH_ITEMS; i++) {
		assert_false(lc__batch_full(batch));
		assert_int_equal(lc__batch_add(batch, LIANGCE_ITEM_FILE, "x", 1, NULL, NULL, NULL), LIANGCE_OK);
	}
	assert_true(lc__batch_full(batch));
	lc__batch_free(batch);
	batch = batch_of("x", LIANGCE_BATCH_BYTES);
	assert_true(lc__batch_full(batch));
	lc__batch_free(batch);
}

static void pieces_come_before_batches(void **state)
{
	(void)state;
	lc__pieces pieces;
	lc__split split = {.pieces = 3};
	assert_int_equal(lc__pieces_init(&pieces, NULL), LIANGCE_OK);
	assert_true(lc__pieces_put(&pieces, batch_of("a", 1)));
	assert_true(lc__pieces_put(&pieces, batch_of("b", 1)));
	lc__work work = lc__pieces_next(&pieces, false);
	assert_non_null(work.batch);
	lc__batch_free(work.batch);
	assert_false(lc__pieces_help(&pieces, &work));
	lc__pieces_offer(&pieces, &split);
	assert_true(lc__pieces_help(&pieces, &work));
	assert_ptr_equal(work.split, &split);
	assert_int_equal(work.piece, 0);
	work = lc__pieces_next(&pieces, true);
	assert_int_equal(work.piece, 1);
	work = lc__pieces_next(&pieces, true);
	assert_int_equal(work.piece, 2);
	assert_false(lc__pieces_help(&pieces, &work));
	work = lc__pieces_next(&pieces, true);
	assert_null(work.split);
	assert_string_equal(work.batch->text.data + work.batch->items[0].path, "b");
	lc__batch_free(work.batch);
	assert_false(lc__pieces_done(&pieces, &split, false));
	assert_false(lc__pieces_done(&pieces, &split, false));
	assert_true(lc__pieces_done(&pieces, &split, false));
	lc__pieces_complete(&pieces);
	work = lc__pieces_next(&pieces, true);
	assert_true(work.batch == NULL && work.split == NULL);
	assert_null(lc__pieces_leftover(&pieces));
	lc__pieces_release(&pieces);
}

static void an_abandoned_file_has_no_more_pieces(void **state)
{
	(void)state;
	lc__pieces pieces;
	lc__split split = {.pieces = 100};
	lc__work work;
	assert_int_equal(lc__pieces_init(&pieces, NULL), LIANGCE_OK);
	lc__pieces_offer(&pieces, &split);
	assert_true(lc__pieces_help(&pieces, &work));
	assert_true(lc__pieces_help(&pieces, &work));
	assert_false(lc__pieces_done(&pieces, &split, true));
	assert_false(lc__pieces_help(&pieces, &work));
	assert_true(lc__pieces_done(&pieces, &split, true));
	assert_null(lc__pieces_leftover(&pieces));
	lc__pieces_release(&pieces);
}

static void a_stop_ends_everything(void **state)
{
	(void)state;
	lc__pieces pieces;
	lc__split split = {.pieces = 100};
	lc__work work;
	assert_int_equal(lc__pieces_init(&pieces, NULL), LIANGCE_OK);
	assert_true(lc__pieces_put(&pieces, batch_of("a", 1)));
	lc__pieces_offer(&pieces, &split);
	lc__pieces_stop(&pieces);
	assert_false(lc__pieces_put(&pieces, batch_of("b", 1)));
	assert_false(lc__pieces_help(&pieces, &work));
	work = lc__pieces_next(&pieces, false);
	assert_true(work.batch == NULL && work.split == NULL);
	assert_ptr_equal(lc__pieces_leftover(&pieces), &split);
	assert_null(lc__pieces_leftover(&pieces));
	lc__pieces_release(&pieces);
}

/* ---------------------------------------------------------------- many lanes */

enum {
	LANES = 4,
	BATCHES = 3000,
	EVERY = 10, /* one in so many is a file that is split */
	PIECES = 9
};

typedef struct tally {
	lc__pieces pieces;
	lc__split splits[BATCHES / EVERY];
	atomic_uint taken[BATCHES];
	atomic_uint pieces_taken[BATCHES / EVERY][PIECES];
	atomic_uint finished;
	atomic_uint opened;
} tally;

static void do_piece(tally *self, const lc__work *work)
{
	atomic_fetch_add(&self->pieces_taken[work->split - self->splits][work->piece], 1);
	if (lc__pieces_done(&self->pieces, work->split, false))
		atomic_fetch_add(&self->finished, 1);
}

static void do_batch(tally *self, const lc__batch *batch)
{
	unsigned number = 0;
	lc__work work;
	while (lc__pieces_help(&self->pieces, &work))
		do_piece(self, &work);
	assert_int_equal(sscanf(batch->text.data, "%u", &number), 1);
	atomic_fetch_add(&self->taken[number], 1);
	if (number % EVERY == 0)
		lc__pieces_offer(&self->pieces, &self->splits[number / EVERY]);
}

static void lane(void *payload)
{
	tally *self = payload;
	bool busy = false;
	for (;;) {
		lc__work work = lc__pieces_next(&self->pieces, busy);
		if (work.batch == NULL && work.split == NULL)
			return;
		busy = true;
		if (work.split != NULL)
			do_piece(self, &work);
		else
			do_batch(self, work.batch);
		lc__batch_free(work.batch);
	}
}

static void everything_is_done_once(void **state)
{
	(void)state;
	static tally self;
	uv_thread_t lanes[LANES];
	assert_int_equal(lc__pieces_init(&self.pieces, NULL), LIANGCE_OK);
	for (unsigned i = 0; i < BATCHES / EVERY; i++)
		self.splits[i].pieces = PIECES;
	for (unsigned i = 0; i < LANES; i++)
		assert_int_equal(uv_thread_create(&lanes[i], lane, &self), 0);
	for (unsigned i = 0; i < BATCHES; i++) {
		char path[16];
		snprintf(path, sizeof path, "%u", i);
		assert_true(lc__pieces_put(&self.pieces, batch_of(path, 1)));
	}
	lc__pieces_complete(&self.pieces);
	for (unsigned i = 0; i < LANES; i++)
		uv_thread_join(&lanes[i]);
	for (unsigned i = 0; i < BATCHES; i++)
		assert_int_equal(atomic_load(&self.taken[i]), 1);
	for (unsigned i = 0; i < BATCHES / EVERY; i++)
		for (unsigned j = 0; j < PIECES; j++)
			assert_int_equal(atomic_load(&self.pieces_taken[i][j]), 1);
	assert_int_equal(atomic_load(&self.finished), BATCHES / EVERY);
	lc__pieces_release(&self.pieces);
}

/* A lister that is far ahead waits, and a stop wakes it. */
static void put_until_stopped(void *payload)
{
	tally *self = payload;
	char path[4096];
	memset(path, 'a', sizeof path - 1);
	path[sizeof path - 1] = '\0';
	while (lc__pieces_put(&self->pieces, batch_of(path, 1)))
		atomic_fetch_add(&self->opened, 1);
}

static void a_lister_that_is_ahead_waits(void **state)
{
	(void)state;
	static tally self;
	uv_thread_t lister;
	assert_int_equal(lc__pieces_init(&self.pieces, NULL), LIANGCE_OK);
	assert_int_equal(uv_thread_create(&lister, put_until_stopped, &self), 0);
	unsigned before = 0;
	do {
		before = atomic_load(&self.opened);
		uv_sleep(100);
	} while (atomic_load(&self.opened) != before || before == 0);
	assert_true(before < 5000); /* some megabytes */
	lc__pieces_stop(&self.pieces);
	uv_thread_join(&lister);
	lc__pieces_release(&self.pieces);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_batch_keeps_its_texts),      cmocka_unit_test(a_batch_is_full_by_number_or_size),
	    cmocka_unit_test(pieces_come_before_batches),   cmocka_unit_test(an_abandoned_file_has_no_more_pieces),
	    cmocka_unit_test(a_stop_ends_everything),       cmocka_unit_test(everything_is_done_once),
	    cmocka_unit_test(a_lister_that_is_ahead_waits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
