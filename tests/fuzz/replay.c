/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs a fuzz target over every file of the folders given, and over each file cut short at some places. Where libFuzzer is not at
 * hand this keeps what was once found found.
 */
#include "fuzz/fuzz.h"

#include <string.h>

#include "oracle/files.h"

/* A copy of exactly this size, so that a sanitizer sees a read behind the end. */
static void run(const char *data, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);
	FUZZ_CHECK(copy != NULL);
	if (size > 0)
		memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

static bool replay(const char *path, lc_view text, void *payload)
{
	size_t *count = payload;
	(void)path;
	run(text.data, text.size);
	for (size_t part = 1; part < 8; part++)
		run(text.data, text.size * part / 8);
	(*count)++;
	return true;
}

int main(int argc, char **argv)
{
	size_t count = 0;
	LLVMFuzzerInitialize(&argc, &argv);
	for (int i = 1; i < argc; i++)
		oracle_each_file(argv[i], replay, &count);
	printf("%zu inputs\n", count);
	return count > 0 ? 0 : 1;
}
