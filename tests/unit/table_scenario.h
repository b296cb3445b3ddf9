/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A small archive as tallies see it, for the tests of the store and of export: documents scanned whole, one scanned in parts, one
 * that fails in the middle, names that need care. What may come in any order is in steps that can be run in any order.
 */
#ifndef LIANGCE_TABLE_SCENARIO_H
#define LIANGCE_TABLE_SCENARIO_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* cmocka.h and what it needs come before. */
#include "fake_ruleset.h"

#define GROUP(city, year) city "\x1f" year

static const char *const scenario_groups[] = {"city", "year"};

/* The folder that a test writes in, made anew. */
static char folder[64];

static inline const char *in_folder(const char *name)
{
	static char paths[4][256];
	static size_t next;
	char *path = paths[next++ % 4];
	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

static inline int make_folder(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/liangce-tables-XXXXXX");
	return mkdtemp(folder) == NULL ? -1 : 0;
}

/* How many names there are in a folder, "." and ".." aside. */
static inline size_t names_in(const char *path)
{
	size_t count = 0;
	DIR *directory = opendir(path);
	if (directory == NULL)
		return 0;
	while (readdir(directory) != NULL)
		count++;
	closedir(directory);
	return count - 2;
}

static inline int remove_folder(void **state)
{
	(void)state;
	char command[128];
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	return system(command);
}

static const char part_text[] = "上月热线受理有效诉求58502件，办结率98.3%。\n"; /* with the line end */

#define PART_BYTES (sizeof part_text - 1)
#define PART_CHARACTERS 29U

static inline lc_decimal scenario_decimal(int64_t coefficient, uint8_t scale)
{
	return (lc_decimal){.coefficient = coefficient, .scale = scale};
}

/* The two facts of part_text, as a scan would give them, with values moved by `shift`. */
static inline void part_facts(lc_fact facts[2], int64_t shift)
{
	const lc_span sentence = {.byte_start = 0, .byte_end = PART_BYTES - 1, .char_start = 0, .char_end = PART_CHARACTERS - 1};
	facts[0] = (lc_fact){
	    .span = {.byte_start = 30, .byte_end = 38, .char_start = 10, .char_end = 16},
	    .kind = LIANGCE_FACT_COUNT,
	    .has_lo = true,
	    .has_hi = true,
	    .lo = scenario_decimal(58502 + shift, 0),
	    .hi = scenario_decimal(58502 + shift, 0),
	    .unit = view_of("件"),
	    .has_subject = true,
	    .subject = view_of("有效诉求"),
	    .subject_span = {.byte_start = 18, .byte_end = 30, .char_start = 6, .char_end = 10},
	    .term = LIANGCE_NO_TERM,
	    .rule = "before",
	    .sentence = sentence,
	};
	facts[1] = (lc_fact){
	    .span = {.byte_start = 50, .byte_end = 55, .char_start = 20, .char_end = 25},
	    .kind = LIANGCE_FACT_PERCENT,
	    .has_lo = true,
	    .lo = scenario_decimal(983 + shift, 1),
	    .approx = LIANGCE_OVER,
	    .change = LIANGCE_UP_BY,
	    .unit = view_of("%"),
	    .has_subject = true,
	    .subject = view_of("办结率"),
	    .subject_span = {.byte_start = 41, .byte_end = 50, .char_start = 17, .char_end = 20},
	    .term = TERM_RATE,
	    .rule = "term",
	    .sentence = sentence,
	};
}

static inline lc_status scenario_facts(lc_tally *tally, const char *group, uint64_t source, const char *path, uint32_t part,
                                       int64_t shift)
{
	lc_fact facts[2];
	part_facts(facts, shift);
	lc_document document = {.facts = facts, .fact_count = 2};
	lc_view text = {.data = part_text, .size = PART_BYTES};
	return lc_tally_add_facts(tally, view_of(group), source, view_of(path), part, text, &document, true, NULL);
}

static inline lc_status scenario_document(lc_tally *tally, const char *group, const char *path, uint64_t hotlines, int64_t shift)
{
	const lc_term_count counts[] = {{TERM_HOTLINE, hotlines}, {TERM_RATE, 1}};
	lc_document document = {.bytes = PART_BYTES, .characters = PART_CHARACTERS, .counts = counts, .count_count = 2};
	lc_file_row file = {.path = view_of(path),
	                    .bytes = PART_BYTES,
	                    .characters = PART_CHARACTERS,
	                    .documents = 1,
	                    .encoding = "utf-8",
	                    .status = "ok"};
	lc_status status = lc_tally_add_counts(tally, view_of(group), &document, NULL);
	if (status == LIANGCE_OK)
		status = lc_tally_add_file(tally, &file, NULL);
	return status == LIANGCE_OK ? scenario_facts(tally, group, 0, path, 0, shift) : status;
}

/* "c.txt" is source 7, of three parts; "d.txt" is source 8 and fails after its first part. */
enum { SCENARIO_STEPS = 10 };

static inline lc_status scenario_step(lc_store *store, lc_tally *tally, size_t step)
{
	lc_failure_row failure = {.path = view_of("d.txt"), .stage = "read", .error = "cut short, \"quoted\"\xFF"};
	lc_file_row damaged = {.path = view_of("bad\xFFname"),
	                       .member = view_of("in,side"),
	                       .bytes = 5,
	                       .characters = 4,
	                       .invalid = 2,
	                       .encoding = "utf-8",
	                       .status = "damaged"};
	const lc_term_count counts[] = {{TERM_MARKET, 3}, {TERM_PLAIN, 2}};
	lc_document sum = {.bytes = 3 * PART_BYTES, .characters = 3 * PART_CHARACTERS, .counts = counts, .count_count = 2};
	switch (step) {
	case 0: return scenario_document(tally, GROUP("沈阳", "2021"), "b.txt", 2, 0);
	case 1: return scenario_document(tally, GROUP("大连", "2021"), "a.txt", 5, 100);
	case 2: return scenario_document(tally, GROUP("沈阳", "2021"), "z/y.txt", 1, -60000);
	case 3: return scenario_facts(tally, GROUP("沈阳", "2020"), 7, "c.txt", 0, 1);
	case 4: return scenario_facts(tally, GROUP("沈阳", "2020"), 7, "c.txt", 2, 3);
	case 5: {
		lc_status status = scenario_facts(tally, GROUP("沈阳", "2020"), 8, "d.txt", 0, 7);
		return status == LIANGCE_OK ? lc_store_drop_source(store, 8, NULL) : status;
	}
	case 6: return lc_tally_add_counts(tally, view_of(GROUP("沈阳", "2020")), &sum, NULL);
	case 7: return lc_tally_add_failure(tally, &failure, NULL);
	case 8: return lc_tally_add_file(tally, &damaged, NULL);
	default: {
		lc_status status = LIANGCE_OK;
		for (uint32_t part = 3; part-- > 0 && status == LIANGCE_OK;)
			status = lc_store_add_part(store, view_of("c.txt"), part, PART_BYTES, PART_CHARACTERS, NULL);
		return status;
	}
	}
}

/* Runs the steps in `order`, giving the tally to the store after every `every` of them. */
static inline lc_status scenario_fill(lc_store *store, const size_t order[SCENARIO_STEPS], size_t every)
{
	lc_tally *tally = NULL;
	lc_status status = lc_tally_new(&tally, &fake_rules, NULL);
	for (size_t i = 0; i < SCENARIO_STEPS && status == LIANGCE_OK; i++) {
		status = scenario_step(store, tally, order[i]);
		if (status == LIANGCE_OK && (i % every == every - 1 || i == SCENARIO_STEPS - 1)) {
			status = lc_store_add(store, tally, NULL);
			lc_tally_clear(tally);
		}
	}
	lc_tally_free(tally);
	return status;
}

static const size_t scenario_order[SCENARIO_STEPS] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
static const lc_run_row scenario_run = {.options = "scan a, b", .started = "2024-01-02T03:04:05Z", .ended = NULL, .partial = false};

/* A whole run of the scenario. */
static inline lc_status scenario_result(const lc_store_config *config, const size_t order[SCENARIO_STEPS], size_t every,
                                        lc_store_totals *totals, lc_error *err)
{
	lc_store *store = NULL;
	lc_status status = lc_store_new(&store, &fake_rules, config, err);
	if (status == LIANGCE_OK)
		status = scenario_fill(store, order, every);
	if (status == LIANGCE_OK)
		status = lc_store_finish(store, &scenario_run, totals, err);
	lc_store_free(store);
	return status;
}

static inline lc_store_config scenario_config(const char *path, lc_format format)
{
	return (lc_store_config){
	    .group_names = scenario_groups, .group_count = 2, .path = path, .format = format, .keep_facts = true};
}

/* Rows of documents from, from + step … to: with 40,000 of them tallies are emptied into the stage several times, and the stage goes to disk. */
static inline lc_status add_many(lc_store *store, size_t from, size_t to, size_t step)
{
	lc_tally *tally = NULL;
	lc_status status = lc_tally_new(&tally, &fake_rules, NULL);
	for (size_t i = from; i != to && status == LIANGCE_OK; i += step) {
		char path[64], subject[64];
		snprintf(path, sizeof path, "%zu/%zu.txt", i % 31, i);
		snprintf(subject, sizeof subject, "诉求%zu", i * 7919 % 30011);
		const lc_term_count counts[] = {{(uint32_t)(i % FAKE_TERMS), i % 5 + 1}};
		lc_fact fact[2];
		part_facts(fact, (int64_t)i);
		fact[0].subject = view_of(subject);
		lc_document document = {
		    .bytes = 3, .characters = 1, .counts = counts, .count_count = 1, .facts = fact, .fact_count = 2};
		lc_view text = {.data = part_text, .size = PART_BYTES}, group = {.data = path, .size = strcspn(path, "/")};
		lc_file_row file = {
		    .path = view_of(path), .bytes = 3, .characters = 1, .documents = 1, .encoding = "utf-8", .status = "ok"};
		status = lc_tally_add_counts(tally, group, &document, NULL);
		if (status == LIANGCE_OK)
			status = lc_tally_add_facts(tally, group, 0, view_of(path), 0, text, &document, true, NULL);
		if (status == LIANGCE_OK)
			status = lc_tally_add_file(tally, &file, NULL);
		if (status == LIANGCE_OK && (lc_tally_bytes(tally) > 1 << 20 || i + step == to)) {
			status = lc_store_add(store, tally, NULL);
			lc_tally_clear(tally);
		}
	}
	lc_tally_free(tally);
	return status;
}

/* The bytes of a file, to be freed; a 0 stands behind them. */
static inline char *bytes_of(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	fseek(file, 0, SEEK_END);
	*size = (size_t)ftell(file);
	rewind(file);
	char *bytes = malloc(*size + 1);
	assert_non_null(bytes);
	assert_int_equal(fread(bytes, 1, *size, file), *size);
	bytes[*size] = '\0';
	fclose(file);
	return bytes;
}

#endif
