/* SPDX-License-Identifier: Apache-2.0 */
/* decode: what is UTF-8 text, and what must not be counted as a document without terms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "decode.h"

static lc_status head(const char *bytes, size_t size)
{
	return lc__decode_head((lc_view){.data = bytes, .size = size}, NULL);
}

static void byte_order_marks(void **state)
{
	(void)state;
	lc_error error;
	assert_int_equal(head("\xEF\xBB\xBF营商", 9), LIANGCE_OK);
	assert_int_equal(head("\xFF\xFE\x25\x84", 4), LIANGCE_E_INPUT);
	assert_int_equal(head("\xFE\xFF\x84\x25", 4), LIANGCE_E_INPUT);
	assert_int_equal(lc__decode_head((lc_view){.data = "\xFF\xFE\0\0", .size = 4}, &error), LIANGCE_E_INPUT);
	assert_string_equal(error.message, "not UTF-8: begins with the byte order mark of UTF-32");
	assert_int_equal(head("\0\0\xFE\xFF", 4), LIANGCE_E_INPUT);
	assert_int_equal(head("\xFF", 1), LIANGCE_OK);
	assert_int_equal(lc__decode_head((lc_view){.data = NULL, .size = 0}, NULL), LIANGCE_OK);
}

static void zeros_are_no_text(void **state)
{
	(void)state;
	char bytes[8192];
	memset(bytes, 0, sizeof bytes);
	assert_int_equal(head(bytes, sizeof bytes), LIANGCE_E_INPUT);
	assert_int_equal(head(bytes, 9), LIANGCE_E_INPUT);
	assert_int_equal(head(bytes, 8), LIANGCE_OK);
	memset(bytes, 'a', sizeof bytes);
	memset(bytes, 0, 409); /* a tenth of the first 4096 */
	assert_int_equal(head(bytes, sizeof bytes), LIANGCE_OK);
	bytes[4095] = 0;
	assert_int_equal(head(bytes, sizeof bytes), LIANGCE_E_INPUT);
}

static void compressed_files_are_told_as_such(void **state)
{
	(void)state;
	static char tar[512] = "page.txt";
	memset(tar, 'a', sizeof tar);
	memcpy(tar + 257, "ustar", 5);
	const struct {
		const char *bytes;
		size_t size;
		const char *word;
	} kinds[] = {
	    {"\x1F\x8B\x08", 3, "gzip"},
	    {"\x28\xB5\x2F\xFD..", 6, "zstd"},
	    {"\xFD"
	     "7zXZ",
	     5, "xz"},
	    {"BZh91AY&SY", 10, "bzip2"},
	    {"PK\3\4", 4, "ZIP"},
	    {"%PDF-1.7", 8, "PDF"},
	    {tar, sizeof tar, "tar"},
	    {"SQLite format 3\0....", 20, "SQLite"},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		lc_error error;
		assert_int_equal(lc__decode_head((lc_view){.data = kinds[i].bytes, .size = kinds[i].size}, &error),
		                 LIANGCE_E_INPUT);
		assert_non_null(strstr(error.message, kinds[i].word));
	}
	assert_int_equal(head("PK", 2), LIANGCE_OK);
	assert_int_equal(head("BZh is a word", 13), LIANGCE_OK);
}

static lc_status whole(uint64_t invalid, uint64_t characters)
{
	lc_document document = {.characters = characters, .invalid = invalid};
	return lc__decode_whole(&document, NULL);
}

static void one_bad_byte_costs_no_document(void **state)
{
	(void)state;
	assert_int_equal(whole(0, 0), LIANGCE_OK);
	assert_int_equal(whole(3, 6), LIANGCE_OK);
	assert_int_equal(whole(3, 5), LIANGCE_E_INPUT);
	assert_int_equal(whole(4, 39), LIANGCE_E_INPUT);
	assert_int_equal(whole(4, 40), LIANGCE_OK);
	assert_int_equal(whole(1, 1), LIANGCE_E_INPUT);
	assert_int_equal(whole(100, 1000), LIANGCE_OK);
	assert_int_equal(whole(101, 1000), LIANGCE_E_INPUT);
}

static void the_message_tells_how_many(void **state)
{
	(void)state;
	lc_document document = {.characters = 4415, .invalid = 3321};
	lc_error error;
	assert_int_equal(lc__decode_whole(&document, &error), LIANGCE_E_INPUT);
	assert_string_equal(error.message, "not UTF-8: 3321 of 4415 characters are ill-formed (GB18030, UTF-16 or binary?)");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(byte_order_marks),
	    cmocka_unit_test(zeros_are_no_text),
	    cmocka_unit_test(compressed_files_are_told_as_such),
	    cmocka_unit_test(one_bad_byte_costs_no_document),
	    cmocka_unit_test(the_message_tells_how_many),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
