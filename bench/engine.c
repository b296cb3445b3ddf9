/* SPDX-License-Identifier: Apache-2.0 */
/*
 * engine_bench: one buffer and one thread, the same text through the bare engine, the fold and whole scans, turn by turn, so that
 * what else the machine does falls on all alike. Every repeat is a CSV row; repeat 0 warms up. A count that differs between repeats
 * ends the bench. Draws no conclusions: that is the summary's job.
 */
#include <getopt.h>
#include <hs/hs.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "stages.h"

static const char help[] =
    "usage: engine_bench [options] TEXT NAME=DICTIONARY…\n"
    "\n"
    "Times, turn by turn: raw-utf8 (hs_scan on the text), raw-folded (hs_scan on the units that it folds to), fold,\n"
    "scan (lc_scan_text, terms only), scan-facts (the same with numbers). CSV on standard output. GB/s counts the\n"
    "bytes of TEXT in every stage; a KB is 1000 bytes of it.\n"
    "\n"
    "  --repeats N    how often after warming up (default 5)\n"
    "  --units FILE   the table of units, without which scan-facts is left out\n"
    "  --version      of the library and the engine\n";

typedef struct bench {
	bench_input input;
	lc__folded folded;
	const char *units_path;
	bench_subject *subjects;
	const char **names; /* of dictionaries */
	size_t subject_count;
	bench_outcome (*first)[STAGE_COUNT]; /* by subject, of repeat 0 */
	unsigned long repeats;
} bench;

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void print_row(const bench *self, size_t dictionary, const bench_stage *stage, unsigned long repeat, double seconds,
                      const bench_outcome *out)
{
	double bytes = (double)self->input.text.size;
	const bench_subject *subject = &self->subjects[dictionary];
	bool any = stage->needs_subject;
	printf("%s,%zu,%zu,%s,%lu,%zu,%.6f,%.4f,%" PRIu64 ",%.3f,%" PRIu64 "\n", any ? self->names[dictionary] : "",
	       any ? lc_ruleset_term_count(subject->terms) : 0, any ? lc_ruleset_database_bytes(subject->terms) : 0, stage->name,
	       repeat, self->input.text.size, seconds, bytes / seconds / 1e9, out->matches, (double)out->matches * 1e3 / bytes,
	       out->facts);
	fflush(stdout);
}

static lc_status check_counts(const bench *self, size_t dictionary, size_t stage, unsigned long repeat, const bench_outcome *out,
                              lc_error *err)
{
	bench_outcome *first = &self->first[dictionary][stage];
	if (repeat == 0)
		*first = *out;
	if (out->matches == first->matches && out->facts == first->facts)
		return LIANGCE_OK;
	return lc__fail(
	    err, LIANGCE_E_ENGINE,
	    "%s of %s: %" PRIu64 " matches and %" PRIu64 " facts in repeat %lu, %" PRIu64 " and %" PRIu64 " in repeat 0",
	    stages[stage].name, self->names[dictionary], out->matches, out->facts, repeat, first->matches, first->facts);
}

static lc_status run_stage(bench *self, size_t dictionary, size_t index, unsigned long repeat, lc_error *err)
{
	const bench_stage *stage = &stages[index];
	bench_subject *subject = &self->subjects[dictionary];
	if ((stage->needs_numbers && subject->numbers == NULL) || (!stage->needs_subject && dictionary > 0))
		return LIANGCE_OK;
	bench_work work = {.input = &self->input, .subject = subject, .folded = &self->folded};
	bench_outcome out = {0};
	double start = now();
	lc_status status = stage->run(&work, &out, err);
	double seconds = now() - start;
	if (status != LIANGCE_OK)
		return status;
	print_row(self, dictionary, stage, repeat, seconds, &out);
	return check_counts(self, dictionary, index, repeat, &out, err);
}

static lc_status run(bench *self, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	printf("dictionary,terms,database_bytes,stage,repeat,bytes,seconds,gb_per_s,matches,matches_per_kb,facts\n");
	for (unsigned long repeat = 0; repeat <= self->repeats; repeat++)
		for (size_t i = 0; i < self->subject_count; i++)
			for (size_t k = 0; k < STAGE_COUNT && status == LIANGCE_OK; k++)
				status = run_stage(self, i, k, repeat, err);
	return status;
}

/* arguments: NAME=DICTIONARY each. */
static lc_status prepare(bench *self, const char *text_path, char **arguments, size_t count, lc_error *err)
{
	self->subjects = lc__calloc(count, sizeof *self->subjects);
	self->names = lc__calloc(count, sizeof *self->names);
	self->first = lc__calloc(count, sizeof *self->first);
	if (self->subjects == NULL || self->names == NULL || self->first == NULL)
		return lc__fail_nomem(err);
	lc_status status = lc__folded_init(&self->folded, err);
	if (status == LIANGCE_OK)
		status = input_init(&self->input, text_path, err);
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++) {
		char *equals = strchr(arguments[i], '=');
		if (equals == NULL)
			return lc__fail(err, LIANGCE_E_INVALID, "%s: a dictionary is given as NAME=DICTIONARY", arguments[i]);
		*equals = '\0';
		self->names[i] = arguments[i];
		status = subject_init(&self->subjects[i], equals + 1, self->units_path, err);
		self->subject_count += status == LIANGCE_OK;
	}
	return status;
}

static void release(bench *self)
{
	for (size_t i = 0; i < self->subject_count; i++)
		subject_release(&self->subjects[i]);
	lc__free(self->subjects);
	lc__free(self->names);
	lc__free(self->first);
	lc__folded_release(&self->folded);
	input_release(&self->input);
}

static bool parse_repeats(const char *text, unsigned long *out)
{
	char *end;
	*out = strtoul(text, &end, 10);
	return *end == '\0' && *out > 0 && *out <= 1000;
}

/* -1: go on; else the exit code. */
static int parse(bench *self, int argc, char **argv)
{
	static const struct option options[] = {
	    {"repeats", required_argument, NULL, 'r'},
	    {"units", required_argument, NULL, 'u'},
	    {"version", no_argument, NULL, 'v'},
	    {"help", no_argument, NULL, 'h'},
	    {NULL, 0, NULL, 0},
	};
	for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (option) {
		case 'r':
			if (parse_repeats(optarg, &self->repeats))
				break;
			fprintf(stderr, "engine_bench: --repeats takes a number from 1 to 1000, not \"%s\"\n", optarg);
			return 2;
		case 'u': self->units_path = optarg; break;
		case 'v': return printf("liangce %s, Hyperscan %s\n", lc_version(), hs_version()) < 0;
		case 'h': return fputs(help, stdout) < 0;
		default: return 2;
		}
	}
	if (argc - optind >= 2)
		return -1;
	fputs(help, stderr);
	return 2;
}

int main(int argc, char **argv)
{
	bench self = {.repeats = 5};
	lc_error error;
	int code = parse(&self, argc, argv);
	if (code >= 0)
		return code;
	lc_status status = prepare(&self, argv[optind], argv + optind + 1, (size_t)(argc - optind - 1), &error);
	if (status == LIANGCE_OK)
		status = run(&self, &error);
	release(&self);
	if (status == LIANGCE_OK)
		return 0;
	char message[1024];
	lc_error_format(&error, message, sizeof message);
	fprintf(stderr, "engine_bench: %s\n", message);
	return 1;
}
