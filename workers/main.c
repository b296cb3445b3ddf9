/* SPDX-License-Identifier: Apache-2.0 */
/* The program: finds the subcommand and calls it. */
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
    "liangce counts Chinese policy terms and reads what was measured, in archives of news.\n"
    "\n"
    "usage: liangce COMMAND …\n"
    "\n"
    "  scan PATH…                  count terms and numbers in files and folders, into a database\n"
    "  show FILE                   a text with its terms and numbers marked\n"
    "  dict check|list|stats …     look into dictionaries\n"
    "  dict import FILE…           make one of those of other programs\n"
    "  dict suggest PATH…          words that are often measured, quoted or repeated and are in none\n"
    "  export RESULT --table NAME  a table of a result, as CSV or JSON lines\n"
    "  help [COMMAND]              this, or the help of a command\n"
    "\n"
    "liangce --version tells the version. Exit codes: 0 done · 2 usage or dictionary · 3 done, some inputs skipped ·\n"
    "11 another run holds the result · 74 the result cannot be written · 75 try again · 128+N stopped by signal N\n";

typedef struct command {
	const char *name;
	int (*run)(const char *program, int argc, char **argv);
} command;

static const command commands[] = {
    {"scan", lc__command_scan},
    {"show", lc__command_show},
    {"dict", lc__command_dict},
    {"export", lc__command_export},
};

int lc__tell_error(const lc_error *error)
{
	char line[600];
	lc_error_format(error, line, sizeof line);
	fprintf(stderr, "liangce: %s\n", line);
	switch (error->status) {
	case LIANGCE_E_NOMEM: return LIANGCE_EXIT_AGAIN;
	case LIANGCE_E_BUSY: return LIANGCE_EXIT_BUSY;
	case LIANGCE_E_WRITE: return LIANGCE_EXIT_WRITE;
	default: return LIANGCE_EXIT_USAGE;
	}
}

int lc__tell_usage(const char *name, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	fprintf(stderr, "liangce %s: ", name);
	vfprintf(stderr, format, arguments);
	fprintf(stderr, " (liangce %s --help)\n", name);
	va_end(arguments);
	return LIANGCE_EXIT_USAGE;
}

void lc__ignore_write_signals(void)
{
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGXFSZ, SIG_IGN);
}

int lc__end_output(int code)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return code;
	if (errno == EPIPE) /* Whoever reads has seen enough. */
		return code;
	perror("liangce: standard output");
	return LIANGCE_EXIT_WRITE;
}

static const command *find(const char *name)
{
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

static int unknown(const char *name)
{
	fprintf(stderr, "liangce: no command \"%s\" (liangce --help)\n", name);
	return LIANGCE_EXIT_USAGE;
}

static int tell_help(const char *program, int argc, char **argv)
{
	if (argc < 2) {
		fputs(help, stdout);
		return lc__end_output(LIANGCE_EXIT_DONE);
	}
	const command *wanted = find(argv[1]);
	if (wanted == NULL)
		return unknown(argv[1]);
	char option[] = "--help";
	char *arguments[] = {argv[1], option, NULL};
	return wanted->run(program, 2, arguments);
}

/*
 * Descriptors 0 to 2 are what their names say: a file of ours must not be taken for standard output. To read a standard input that
 * was closed is an error, as it would be without this.
 */
static void hold_standard_files(void)
{
	int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
	while (fd >= 0 && fd <= 2)
		fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (fd > 2)
		close(fd);
}

/* For lines that a user may repeat: scripts/liangce says that it was the one who was called. */
static const char *called_as(const char *first)
{
	const char *script = getenv("LIANGCE_PROGRAM");
	return script != NULL && script[0] != '\0' ? script : first;
}

int main(int argc, char **argv)
{
	hold_standard_files();
	/* For ? in globs to be a character, not a byte. Nothing else depends on a locale. */
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	if (argc < 2) {
		fputs(help, stderr);
		return LIANGCE_EXIT_USAGE;
	}
	const char *name = argv[1], *program = called_as(argv[0]);
	if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
		printf("liangce %s\n", lc_version());
		return lc__end_output(LIANGCE_EXIT_DONE);
	}
	if (strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
		return tell_help(program, argc - 1, argv + 1);
	const command *wanted = find(name);
	return wanted == NULL ? unknown(name) : wanted->run(program, argc - 1, argv + 1);
}
