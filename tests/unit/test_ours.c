/* SPDX-License-Identifier: Apache-2.0 */
/* ours: telling results of this library from texts, by the bytes they begin with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tables/ours.h"

/* At the end of its memory, so that a sanitizer sees a look beyond it. */
static bool is_result(const char *text, size_t size)
{
	char *copy = malloc(size == 0 ? 1 : size);
	assert_non_null(copy);
	if (size != 0)
		memcpy(copy, text, size);
	bool found = lc_is_result((lc_view){.data = copy, .size = size});
	free(copy);
	return found;
}

static void assert_ours(const char *text)
{
	assert_true(is_result(text, strlen(text)));
}

static void assert_foreign(const char *text)
{
	assert_false(is_result(text, strlen(text)));
}

static void tables_are_known_by_their_columns(void **state)
{
	(void)state;
	assert_ours("term,theme,kind,occurrences,documents\n");
	assert_ours("year,place,term,theme,kind,occurrences,documents\n2024,a,b,c,term,1,1\n");
	assert_ours("path,member,stage,error\n");
	assert_ours("documents,bytes,characters\n");
	assert_ours("{\"theme\":\"a/b\",\"occurrences\":1,\"documents\":1}\n");
	assert_ours("{\"year\":\"2024\",\"documents\":1,\"bytes\":2,\"characters\":3}\n{");
	assert_ours("{\"path\":\"a \\\"b\\\\\",\"member\":\"\",\"stage\":\"open\",\"error\":\"x,y}\"}\n");
	assert_ours(LIANGCE_LOCK_TEXT);
}

static void a_long_line_need_not_end(void **state)
{
	(void)state;
	assert_ours(
	    "{\"path\":\"a\",\"member\":\"\",\"byte_start\":1,\"byte_end\":2,\"char_start\":1,\"char_end\":2,\"text\":\"3\",\"ki");
	assert_ours("{\"path\":\"a\",\"member\":\"\",\"byte_start\":1,\"byte_end\":2,\"char_start\":1,\"char_end\":2,\"text\":\"3");
	assert_foreign("{\"path\":\"a\",\"member\":\"\",\"byte_start\":1");
}

static void texts_are_not_ours(void **state)
{
	(void)state;
	assert_foreign("");
	assert_foreign("营商环境");
	assert_foreign("{");
	assert_foreign("{\"");
	assert_foreign("{\"a\\");
	assert_foreign("{\"title\":\"营商环境\",\"text\":\"一网通办\"}\n");
	assert_foreign("{\"theme\":\"a\",\"occurrences\":1,\"documents\":1,\"more\":1}\n");
	assert_foreign("term,theme,kind\n");
	assert_foreign("term,theme,kind,occurrences,documents,more\n");
	assert_foreign("year,path,member,stage,error\n");        /* no table of groups */
	assert_foreign("term,theme,kind,occurrences,documents"); /* nor whole */
	assert_foreign("liangce: a result");
	assert_foreign("documents of the year, and more\n");
}

static void databases_are_known_by_their_number(void **state)
{
	(void)state;
	char head[100] = "SQLite format 3";
	assert_false(is_result(head, sizeof head));
	memcpy(head + 68, "lcdb", 4);
	assert_true(is_result(head, sizeof head));
	assert_false(is_result(head, sizeof head - 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tables_are_known_by_their_columns),
	    cmocka_unit_test(a_long_line_need_not_end),
	    cmocka_unit_test(texts_are_not_ours),
	    cmocka_unit_test(databases_are_known_by_their_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
