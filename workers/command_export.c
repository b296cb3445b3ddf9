/* SPDX-License-Identifier: Apache-2.0 */
/* `liangce export`: a table of a SQLite result on standard output. */
#include "command.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "options.h"

static const char help[] =
    "usage: liangce export RESULT --table NAME [--format csv|jsonl]\n"
    "\n"
    "Writes a table of a SQLite result to standard output, as `liangce scan --format` would have written it.\n"
    "\n"
    "  -t, --table NAME   groups, terms, themes, metrics, facts, files, failures or run\n"
    "      --format csv   with a header line (default)\n"
    "      --format jsonl one object a line\n";

static const struct option long_options[] = {
    {"table", required_argument, NULL, 't'},
    {"format", required_argument, NULL, 'f'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

static bool write_out(const char *data, size_t size, void *payload)
{
	return fwrite(data, 1, size, payload) == size;
}

int lc__command_export(const char *program, int argc, char **argv)
{
	(void)program;
	const char *table = NULL;
	lc_format format = LIANGCE_FORMAT_CSV;
	opterr = 0;
	optind = 1;
	for (int option; (option = getopt_long(argc, argv, ":t:h", long_options, NULL)) != -1;) {
		switch (option) {
		case 't': table = optarg; break;
		case 'f':
			if (!lc__parse_format(optarg, false, &format))
				return lc__tell_usage("export", "--format takes csv or jsonl, not \"%s\"", optarg);
			break;
		case 'h': fputs(help, stdout); return lc__end_output(LIANGCE_EXIT_DONE);
		case ':': return lc__tell_usage("export", "%s needs a value", argv[optind - 1]);
		default: return lc__tell_usage("export", "no such option: %s", argv[optind - 1]);
		}
	}
	if (optind + 1 != argc)
		return lc__tell_usage("export", "name one RESULT");
	if (table == NULL)
		return lc__tell_usage("export", "--table is missing");
	lc_error error;
	lc_status status = lc_export(argv[optind], table, format, write_out, stdout, &error);
	if (status != LIANGCE_OK && ferror(stdout))
		return lc__end_output(LIANGCE_EXIT_WRITE);
	return status == LIANGCE_OK ? lc__end_output(LIANGCE_EXIT_DONE) : lc__tell_error(&error);
}
