/* SPDX-License-Identifier: Apache-2.0 */
/* What the subcommands share: exit codes, and how an error is told. */
#ifndef LIANGCE_COMMAND_H
#define LIANGCE_COMMAND_H

#include "base/base.h"

/* Stopped by signal N: 128 + N. */
typedef enum lc__exit {
	LIANGCE_EXIT_DONE = 0,
	LIANGCE_EXIT_USAGE = 2,   /* usage, configuration or dictionary */
	LIANGCE_EXIT_SKIPPED = 3, /* done, but some inputs could not be used */
	LIANGCE_EXIT_BUSY = 11,   /* another run holds the result */
	LIANGCE_EXIT_WRITE = 74,  /* a result cannot be written */
	LIANGCE_EXIT_AGAIN = 75,  /* no memory */
	LIANGCE_EXIT_SIGNAL = 128
} lc__exit;

/* One line on stderr, "liangce: source:line:column: message". Returns the exit code for it. */
int lc__tell_error(const lc_error *error);

/* One line on stderr, "liangce scan: message (liangce scan --help)". Returns LIANGCE_EXIT_USAGE. */
int lc__tell_usage(const char *name, const char *format, ...) LIANGCE_PRINTF(2, 3);

/* For commands that write results: a reader that goes away, and a file over the limit of file sizes, are errors of writing, not the end. */
void lc__ignore_write_signals(void);

/* The last thing a command does: standard output must have reached its end, or that is an error. Returns the exit code. */
int lc__end_output(int code);

/* Each gets how the program was called, and argv from its own name on. */
int lc__command_scan(const char *program, int argc, char **argv);
int lc__command_dict(const char *program, int argc, char **argv);
int lc__command_show(const char *program, int argc, char **argv);
int lc__command_export(const char *program, int argc, char **argv);

#endif
