/* SPDX-License-Identifier: Apache-2.0 */
/* The jobs of `liangce dict`, one file each. Each gets argv from its own name on, and returns the exit code. */
#ifndef LIANGCE_DICT_H
#define LIANGCE_DICT_H

#include "command.h"

int lc__dict_check(int argc, char **argv);
int lc__dict_list(int argc, char **argv);
int lc__dict_stats(int argc, char **argv);
int lc__dict_import(int argc, char **argv);
int lc__dict_suggest(int argc, char **argv);

#endif
