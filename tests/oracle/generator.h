/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Random texts and dictionaries that are likely to go wrong: few different characters, so that terms match densely, and everything
 * that folding has a rule for. The same seed gives the same bytes everywhere. Knows nothing of what is right.
 */
#ifndef LIANGCE_GENERATOR_H
#define LIANGCE_GENERATOR_H

#include "liangce.h"

typedef struct generator {
	uint64_t state;
	unsigned noise; /* of 100 tokens, how many are no plain Han character */
} generator;

/* Bytes that grow; release with free(data). */
typedef struct generated {
	char *data;
	size_t size;
	size_t capacity;
} generated;

generator generator_new(uint64_t seed);
uint64_t generator_below(generator *self, uint64_t bound); /* 0 … bound - 1 */
bool generator_chance(generator *self, unsigned percent);

/* About `size` bytes: columns, long lines, headings, lists, tables, glosses, broken UTF-8. */
void generator_text(generator *self, generated *out, size_t size);

void generator_bytes(generator *self, generated *out, size_t size); /* any bytes at all */

/* One row of a dictionary, with its LF. */
void generator_row(generator *self, generated *out);

void generated_append(generated *out, const char *data, size_t size);

#endif
