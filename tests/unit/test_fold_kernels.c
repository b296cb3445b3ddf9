/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every kernel of the fold that this machine can run folds every text to the same units, codes, places and counts as one that takes
 * one character at a time. Texts end at a page that cannot be read. What folding means is test_fold.c's to say.
 */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "text/fold.h"
#include "text/fold_kernel.h"

/* ---------------------------------------------------------------- one character at a time */

static uint32_t read_no_block(lc__reading *self, uint32_t block, uint32_t end)
{
	(void)self, (void)end;
	return block;
}

static void read_plainly(lc__folded *folded, const uint8_t *text, uint32_t size)
{
	lc__read_text(folded, text, size, read_no_block, lc__look_up);
}

static uint32_t pack_plainly(lc__folded *folded)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < folded->kept.count * 64; i++) {
		if (i % 64 == 0)
			folded->kept.before[i / 64] = count;
		if (lc__places_has(&folded->kept, i)) {
			folded->units[count++] = folded->units[i];
		}
	}
	return count;
}

static const lc__fold_kernel plain = {"plain", read_plainly, pack_plainly, lc__fold_code};

/* ---------------------------------------------------------------- comparing */

enum { ROOM = 2 * LIANGCE_SEGMENT_BYTES + 4096 };

static lc__folded expected, got;
static const lc__fold_kernel *kernels[LIANGCE_FOLD_KERNELS + 1];
static char *room; /* ROOM bytes, and behind them a page that cannot be read */

static int set_up(void **state)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), size = (ROOM + page - 1) / page * page;
	(void)state;
	char *memory = mmap(NULL, size + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED || mprotect(memory + size, page, PROT_NONE) != 0)
		return -1;
	room = memory + size - ROOM;
	lc__fold_kernels(kernels);
	return lc__folded_init(&expected, NULL) != LIANGCE_OK || lc__folded_init(&got, NULL) != LIANGCE_OK;
}

static int tear_down(void **state)
{
	(void)state;
	lc__folded_release(&expected);
	lc__folded_release(&got);
	return 0;
}

static void assert_same_span(uint32_t start, uint32_t end)
{
	lc_span a = lc__fold_span(&expected, start, end), b = lc__fold_span(&got, start, end);
	assert_memory_equal(&a, &b, sizeof a);
}

static void assert_same(const lc__fold_kernel *kernel, lc_view text)
{
	got.kernel = kernel;
	assert_int_equal(lc__fold(&got, text, NULL), LIANGCE_OK);
	lc__fold_codes(&got);
	assert_int_equal(got.count, expected.count);
	assert_int_equal(got.bytes, expected.bytes);
	assert_int_equal(got.characters, expected.characters);
	assert_int_equal(got.invalid, expected.invalid);
	assert_memory_equal(got.units, expected.units, got.count * sizeof *got.units);
	assert_memory_equal(got.codes, expected.codes, got.count * sizeof *got.codes);
	for (uint32_t i = 1; i + 1 < got.count; i++)
		assert_same_span(i > i % 10 ? i - i % 10 : 1, i + 1);
}

static void check(const char *data, size_t size)
{
	lc_view text = {room + ROOM - size, size};
	memcpy(room + ROOM - size, data, size);
	expected.kernel = &plain;
	assert_int_equal(lc__fold(&expected, text, NULL), LIANGCE_OK);
	lc__fold_codes(&expected);
	for (size_t i = 0; kernels[i] != NULL; i++)
		assert_same(kernels[i], text);
}

/* ---------------------------------------------------------------- texts */

static uint32_t random_below(uint64_t *state, uint32_t bound)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*state >> 33) % bound);
}

/* By what they do to a kernel; the first of each line are common. */
static const char *const pieces[] = {
    "营",
    "商",
    "優",
    "臺",
    "，",
    "。",
    "“",
    "（",
    "）",
    "％",
    "５",
    "a",
    "7",
    "%",
    "(",
    ")",
    "z",
    "~",
    "é",
    "·",
    "Я",
    "߿",
    "\xC2\x80",
    " ",
    "　",
    "\n",
    "\r\n",
    "\t",
    "(you)",
    "（ti） ",
    "(\xE2\x80\x8Byou)",
    "\xE2\x80\x8B",
    "\xEF\xBB\xBF",
    "\xC2\xA0",
    "\xE2\x80\xA8",
    "\xC2\x85",
    "𠮷",
    "🏠",
    "\xF3\xA0\x84\x80",
    "\xF4\x8F\xBF\xBF",
    "\xF0\x90\x80\x80",
    "\xE0\xA0\x80",
    "ก",
    "\xED\x9F\xBF",
    "\xEE\x80\x80",
    "\xEF\xBF\xBD",
    "\xEF\xBF\xBF",
    "\xE1\x80\x80",
    "\x80",
    "\xBF\xBF",
    "\xC0\xAF",
    "\xC1",
    "\xC3",
    "\xE0\x80\x80",
    "\xE0\x9F\xBF",
    "\xE8",
    "\xE8\x90",
    "\xED\xA0\x80",
    "\xED",
    "\xF0\x8F\xBF\xBF",
    "\xF0\x9F\x8F",
    "\xF4\x90\x80\x80",
    "\xF5",
    "\xFF",
};

enum { PIECES = sizeof pieces / sizeof pieces[0] };

static void every_piece_at_every_place(void **state)
{
	(void)state;
	static const char *const fillings[] = {"境", "x", "é"};
	for (size_t piece = 0; piece <= PIECES; piece++) {
		const char *special = piece < PIECES ? pieces[piece] : "\0";
		size_t length = piece < PIECES ? strlen(special) : 1;
		for (size_t filling = 0; filling < sizeof fillings / sizeof fillings[0]; filling++) {
			size_t width = strlen(fillings[filling]);
			for (size_t before = 0; before < 130; before += width) {
				char text[512];
				size_t size = 0;
				/* A few bytes first, so that characters stand at any place of a block. */
				for (size_t i = 0; i < before % 3; i++)
					text[size++] = 'y';
				for (; size < before; size += width)
					memcpy(text + size, fillings[filling], width);
				memcpy(text + size, special, length);
				size += length;
				check(text, size);
				for (size_t i = 0; i < 80; i += width, size += width)
					memcpy(text + size, fillings[filling], width);
				check(text, size);
			}
		}
	}
}

static void random_mixes_of_all_lengths(void **state)
{
	(void)state;
	uint64_t random = 1;
	for (size_t wanted = 0; wanted <= 300; wanted++) {
		for (int repeat = 0; repeat < 25; repeat++) {
			/* Pieces up to some place of the list: sometimes the common ones only. */
			static const uint32_t kinds[] = {11, 18, 23, 36, 41, 48, PIECES};
			uint32_t kind = kinds[random_below(&random, 7)], common = 11 + random_below(&random, 8);
			char text[320];
			size_t size = 0;
			while (size < wanted) {
				const char *piece = pieces[random_below(&random, random_below(&random, 10) < 8 ? common : kind)];
				size_t length =
				    strlen(piece) < wanted - size ? strlen(piece) : wanted - size; /* the last may be cut */
				memcpy(text + size, piece, length);
				size += length;
			}
			check(text, size);
		}
	}
}

static void random_bytes(void **state)
{
	(void)state;
	uint64_t random = 2;
	for (size_t size = 0; size <= 300; size++) {
		for (int repeat = 0; repeat < 15; repeat++) {
			char text[300];
			for (size_t i = 0; i < size; i++)
				text[i] = (char)random_below(&random, 256);
			check(text, size);
		}
	}
}

/* Every code point, and every word that begins with a lead of three bytes. */
static void every_character(void **state)
{
	(void)state;
	for (uint32_t first = 0x80; first < 0x100; first++) {
		char text[3 * 64 * 64];
		size_t size = 0;
		for (uint32_t rest = 0; rest < 64 * 64; rest++) {
			char *to = text + size;
			to[0] = (char)first;
			to[1] = (char)(0x80 | rest >> 6);
			to[2] = (char)(0x80 | (rest & 0x3F));
			size += 3;
		}
		check(text, size);
	}
}

/* The longest text, of what makes most marks, most runs and most entries. */
static void the_longest_texts(void **state)
{
	(void)state;
	static const char *const fillings[] = {" ", "\n", "a \n", "\t", "营", "(", "\xFF", "a\xE2\x80\x8B"};
	char *text = malloc(LIANGCE_FOLD_MAX);
	for (size_t i = 0; i < sizeof fillings / sizeof fillings[0]; i++) {
		for (size_t at = 0, width = strlen(fillings[i]); at < LIANGCE_FOLD_MAX; at++)
			text[at] = fillings[i][at % width];
		check(text, LIANGCE_FOLD_MAX);
	}
	free(text);
}

static size_t files;

static int check_file(const char *path, const struct stat *status, int type, struct FTW *place)
{
	(void)status, (void)place;
	if (type != FTW_F)
		return 0;
	char *text = malloc(LIANGCE_FOLD_MAX);
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	for (size_t size; (size = fread(text, 1, LIANGCE_FOLD_MAX, file)) > 0;)
		check(text, size);
	fclose(file);
	free(text);
	files++;
	return 0;
}

static void samples(void **state)
{
	(void)state;
	files = 0;
	assert_int_equal(nftw(LIANGCE_SOURCE_DIR "/tests/samples", check_file, 16, FTW_PHYS), 0);
	assert_true(files > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_piece_at_every_place),
	    cmocka_unit_test(random_mixes_of_all_lengths),
	    cmocka_unit_test(random_bytes),
	    cmocka_unit_test(every_character),
	    cmocka_unit_test(the_longest_texts),
	    cmocka_unit_test(samples),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
