/* SPDX-License-Identifier: Apache-2.0 */
/* input: the same bytes and the same cuts, read, mapped or streamed; files that change under it; SIGBUS. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <fcntl.h>
#include <uv.h>

#include "fault.h"
#include "input.h"
#include "temp_tree.h"

#define SEGMENT LIANGCE_SEGMENT_BYTES

static const int never = 0;

static int open_in_tree(const char *name)
{
	int fd = -1;
	assert_int_equal(lc__input_open(&fd, in_tree(name), false, NULL), LIANGCE_OK);
	return fd;
}

/* Sentences of uneven length, some of which end a line; every so often a long stretch without a line end. */
static char *make_text(size_t size)
{
	static const char words[] = "推进营商环境优化，实现一网通办，";
	char *text = malloc(size + 64);
	assert_non_null(text);
	uint32_t random = 12345;
	size_t used = 0;
	while (used < size) {
		random = random * 1664525 + 1013904223;
		memcpy(text + used, words, sizeof words - 1);
		used += sizeof words - 1;
		if (random >> 28 == 0 && used / 700000 % 2 == 0) {
			memcpy(text + used, "。\n", 4);
			used += 4;
		}
	}
	return text;
}

static void small_files_are_read_whole(void **state)
{
	(void)state;
	lc__read_buffer buffer = {0};
	lc_view text;
	bool complete;
	put_text("a", "营商环境");
	put_text("empty", "");
	int fd = open_in_tree("a");
	assert_int_equal(lc__read_small(&buffer, fd, 12, &text, &complete, NULL), LIANGCE_OK);
	assert_true(complete);
	assert_int_equal(text.size, 12);
	assert_memory_equal(text.data, "营商环境", 12);
	/* Its size was another when it was listed, as with files of /proc: read to the end all the same. */
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	assert_int_equal(lc__read_small(&buffer, fd, 0, &text, &complete, NULL), LIANGCE_OK);
	assert_int_equal(text.size, 12);
	close(fd);
	fd = open_in_tree("empty");
	assert_int_equal(lc__read_small(&buffer, fd, 0, &text, &complete, NULL), LIANGCE_OK);
	assert_true(complete);
	assert_int_equal(text.size, 0);
	close(fd);
	lc__read_buffer_release(&buffer);
}

static void a_small_file_that_grew_is_not_small(void **state)
{
	(void)state;
	lc__read_buffer buffer = {0};
	lc_view text;
	bool complete = true;
	char *bytes = make_text(LIANGCE_SMALL_BYTES);
	put_bytes("a", bytes, LIANGCE_SMALL_BYTES);
	int fd = open_in_tree("a");
	assert_int_equal(lc__read_small(&buffer, fd, 100, &text, &complete, NULL), LIANGCE_OK);
	assert_false(complete);
	close(fd);
	free(bytes);
	lc__read_buffer_release(&buffer);
}

static void links_are_followed_where_they_are_named(void **state)
{
	(void)state;
	int fd = -1;
	put_text("a", "x");
	assert_int_equal(symlink("a", in_tree("link")), 0);
	assert_int_equal(lc__input_open(&fd, in_tree("link"), false, NULL), LIANGCE_E_INPUT);
	assert_int_equal(lc__input_open(&fd, in_tree("link"), true, NULL), LIANGCE_OK);
	close(fd);
	assert_int_equal(lc__input_open(&fd, in_tree("none"), true, NULL), LIANGCE_E_INPUT);
}

static void a_folder_is_no_file(void **state)
{
	(void)state;
	lc__input input;
	put_folder("d");
	int fd = open_in_tree("d");
	assert_int_equal(lc__input_stat(&input, fd, NULL), LIANGCE_E_INPUT);
	close(fd);
}

static void change_is_noticed(void **state)
{
	(void)state;
	lc__input input;
	put_text("a", "12345678");
	int fd = open_in_tree("a");
	assert_int_equal(lc__input_stat(&input, fd, NULL), LIANGCE_OK);
	assert_int_equal(lc__input_unchanged(&input, NULL), LIANGCE_OK);
	assert_int_equal(truncate(in_tree("a"), 4), 0);
	assert_int_equal(lc__input_unchanged(&input, NULL), LIANGCE_E_INPUT);
	lc__read_buffer buffer = {0};
	lc__window window;
	lc_error error;
	assert_int_equal(lc__window_open(&window, &input, 0, SEGMENT, false, &buffer, &error), LIANGCE_E_INPUT);
	assert_string_equal(error.message, "changed while it was read");
	struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = 1000}};
	assert_int_equal(lc__input_stat(&input, fd, NULL), LIANGCE_OK);
	assert_int_equal(utimensat(AT_FDCWD, in_tree("a"), times, 0), 0);
	assert_int_equal(lc__input_unchanged(&input, NULL), LIANGCE_E_INPUT);
	close(fd);
	lc__read_buffer_release(&buffer);
}

/* Where the pieces of a text begin and end, from all of it. */
static void expected_cuts(lc_view text, uint64_t index, size_t piece, size_t *from, size_t *to)
{
	*from = lc_segment_cut(text, (size_t)(index * piece));
	*to = lc_segment_cut(text, (size_t)((index + 1) * piece));
}

static void check_window(const lc__window *window, lc_view whole, uint64_t index, size_t piece)
{
	size_t from;
	size_t to;
	size_t whole_from;
	size_t whole_to;
	lc__window_cuts(window, index, piece, &from, &to);
	expected_cuts(whole, index, piece, &whole_from, &whole_to);
	assert_int_equal(window->base + from, whole_from);
	assert_int_equal(window->base + to, whole_to);
	assert_memory_equal(window->text.data + from, whole.data + whole_from, to - from);
	assert_int_equal(window->base % SEGMENT, 0);
	assert_int_equal(window->last, (index + 1) * piece >= whole.size);
}

static void check_file(lc_view whole, size_t piece, bool map)
{
	lc__read_buffer buffer = {0};
	lc__input input;
	lc__window window;
	int fd = open_in_tree("text");
	assert_int_equal(lc__input_stat(&input, fd, NULL), LIANGCE_OK);
	for (uint64_t index = 0; index * piece < whole.size; index++) {
		assert_int_equal(lc__window_open(&window, &input, index, piece, map, &buffer, NULL), LIANGCE_OK);
		assert_int_equal(window.mapping != NULL, map);
		check_window(&window, whole, index, piece);
		lc__window_close(&window);
	}
	close(fd);
	lc__read_buffer_release(&buffer);
}

/* Writes the text into a pipe in uneven portions. */
typedef struct writer {
	int fd;
	lc_view text;
} writer;

static void write_portions(void *payload)
{
	const writer *self = payload;
	size_t portion = 1;
	for (size_t done = 0; done < self->text.size;) {
		size_t size = self->text.size - done < portion ? self->text.size - done : portion;
		ssize_t wrote = write(self->fd, self->text.data + done, size);
		if (wrote <= 0)
			break;
		done += (size_t)wrote;
		portion = portion % 65536 * 3 + 1;
	}
	close(self->fd);
}

static void check_stream(lc_view whole, size_t piece)
{
	int ends[2];
	uv_thread_t thread;
	lc__read_buffer buffer = {0};
	assert_int_equal(pipe(ends), 0);
	writer from = {.fd = ends[1], .text = whole};
	lc__stream stream = {.fd = ends[0], .stop = &never, .buffer = &buffer};
	lc__window window = {0};
	assert_int_equal(uv_thread_create(&thread, write_portions, &from), 0);
	uint64_t index = 0;
	for (; !window.last; index++) {
		assert_int_equal(lc__stream_window(&stream, index, piece, &window, NULL), LIANGCE_OK);
		check_window(&window, whole, index, piece);
	}
	assert_int_equal(index, whole.size == 0 ? 1 : (whole.size + piece - 1) / piece);
	assert_true(buffer.capacity <= piece + 2 * SEGMENT + LIANGCE_CUT_REACH);
	uv_thread_join(&thread);
	close(ends[0]);
	lc__read_buffer_release(&buffer);
}

static void all_ways_give_the_same_pieces(void **state)
{
	(void)state;
	static const size_t sizes[] = {1,           SEGMENT - 1,      SEGMENT,         SEGMENT + 1,
	                               2 * SEGMENT, 3 * SEGMENT + 20, 7 * SEGMENT - 5, 8 * SEGMENT};
	static const size_t pieces[] = {SEGMENT, 2 * SEGMENT, 16 * SEGMENT};
	char *bytes = make_text(8 * SEGMENT);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		lc_view whole = {.data = bytes, .size = sizes[i]};
		put_bytes("text", bytes, whole.size);
		for (size_t j = 0; j < sizeof pieces / sizeof *pieces; j++) {
			check_file(whole, pieces[j], true);
			check_file(whole, pieces[j], false);
			check_stream(whole, pieces[j]);
		}
	}
	check_stream((lc_view){.data = bytes, .size = 0}, SEGMENT);
	free(bytes);
}

static void a_stream_stops_when_it_is_told(void **state)
{
	(void)state;
	int ends[2];
	const int stop = 1;
	lc__read_buffer buffer = {0};
	lc__window window = {0};
	assert_int_equal(pipe(ends), 0);
	lc__stream stream = {.fd = ends[0], .stop = &stop, .buffer = &buffer};
	assert_int_equal(lc__stream_window(&stream, 0, SEGMENT, &window, NULL), LIANGCE_E_STOPPED);
	close(ends[0]);
	close(ends[1]);
	lc__read_buffer_release(&buffer);
}

typedef struct touch {
	const lc__window *window;
	size_t at;
	unsigned sum;
} touch;

static void touch_text(void *payload)
{
	touch *self = payload;
	self->sum += (unsigned char)*(const volatile char *)(self->window->text.data + self->at);
}

static void a_file_cut_short_is_survived(void **state)
{
	(void)state;
	struct sigaction old;
	lc__input input;
	lc__window window;
	lc__read_buffer buffer = {0};
	char *bytes = make_text(SEGMENT);
	put_bytes("a", bytes, SEGMENT);
	int fd = open_in_tree("a");
	assert_int_equal(lc__fault_catch(&old, NULL), LIANGCE_OK);
	assert_int_equal(lc__input_stat(&input, fd, NULL), LIANGCE_OK);
	assert_int_equal(lc__window_open(&window, &input, 0, SEGMENT, true, &buffer, NULL), LIANGCE_OK);
	touch end = {.window = &window, .at = SEGMENT - 1};
	assert_true(lc__guard(window.text, touch_text, &end));
	assert_int_equal(end.sum, (unsigned char)bytes[SEGMENT - 1]);
	assert_int_equal(truncate(in_tree("a"), 10000), 0);
	/* More than once: the signal must be open again after the jump. */
	for (int i = 0; i < 3; i++)
		assert_false(lc__guard(window.text, touch_text, &end));
	touch start = {.window = &window};
	assert_true(lc__guard(window.text, touch_text, &start));
	lc__fault_restore(&old);
	lc__window_close(&window);
	close(fd);
	free(bytes);
	lc__read_buffer_release(&buffer);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, make_tree, remove_tree)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(small_files_are_read_whole),
	    TEST(a_small_file_that_grew_is_not_small),
	    TEST(links_are_followed_where_they_are_named),
	    TEST(a_folder_is_no_file),
	    TEST(change_is_noticed),
	    TEST(all_ways_give_the_same_pieces),
	    TEST(a_stream_stops_when_it_is_told),
	    TEST(a_file_cut_short_is_survived),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
