/* SPDX-License-Identifier: Apache-2.0 */
/* `liangce dict`: finds the job that is meant and has it done. */
#include <stdio.h>
#include <string.h>

#include "dict.h"

static const char help[] =
    "usage: liangce dict check|list|stats [DICT…]\n"
    "       liangce dict import FILE… [options]\n"
    "       liangce dict suggest PATH… [options]\n"
    "\n"
    "Looks into dictionaries, and helps to make one. A DICT is a TSV file, a folder of them, or \"default\", which is\n"
    "ours and what is meant if none is named.\n"
    "\n"
    "  check   duplicates after folding, spellings that can never match, one-character terms, characters outside the\n"
    "          BMP (they match each other); exit code 2 if there is an error. Terms inside longer terms, which\n"
    "          --overlap longest does not count there, are counted\n"
    "          --nested: and listed\n"
    "  list    every term with its theme, kind, aliases, unit and place, as TSV\n"
    "  stats   numbers of terms by kind and theme\n"
    "  import  dictionaries of other programs as one of ours: quanteda's YAML, LIWC's .dic, plain lists\n"
    "          (liangce dict import --help)\n"
    "  suggest words that texts measure, quote or repeat, and that no dictionary has, as rows for one\n"
    "          (liangce dict suggest --help)\n";

typedef struct job {
	const char *name;
	int (*run)(int argc, char **argv);
	bool has_help; /* of its own */
} job;

static const job jobs[] = {
    {"check", lc__dict_check, false},  {"list", lc__dict_list, false},      {"stats", lc__dict_stats, false},
    {"import", lc__dict_import, true}, {"suggest", lc__dict_suggest, true},
};

static bool asks_help(const char *word)
{
	return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

int lc__command_dict(const char *program, int argc, char **argv)
{
	(void)program;
	if (argc < 2)
		return lc__tell_usage("dict", "check, list, stats, import or suggest?");
	const char *name = argv[1];
	const job *meant = NULL;
	for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++)
		if (strcmp(jobs[i].name, name) == 0)
			meant = &jobs[i];
	if (asks_help(name) || (meant != NULL && !meant->has_help && argc == 3 && asks_help(argv[2]))) {
		fputs(help, stdout);
		return lc__end_output(LIANGCE_EXIT_DONE);
	}
	if (meant == NULL)
		return lc__tell_usage("dict", "check, list, stats, import or suggest, not \"%s\"", name);
	return lc__end_output(meant->run(argc - 1, argv + 1));
}
