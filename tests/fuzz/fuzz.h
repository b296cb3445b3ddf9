/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a fuzz target gives: two functions with libFuzzer's names. Built with libFuzzer (LIANGCE_FUZZ=ON, clang) they are fuzzed;
 * linked with replay.c they run over a folder of inputs in every test run. A target ends the program on anything that is wrong.
 */
#ifndef LIANGCE_FUZZ_H
#define LIANGCE_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* assert that stays in release builds */
#define FUZZ_CHECK(condition)                                                                   \
	do {                                                                                    \
		if (!(condition)) {                                                             \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
			abort();                                                                \
		}                                                                               \
	} while (0)

#endif
