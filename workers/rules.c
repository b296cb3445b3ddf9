/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Finding the lexicon: see rules.h. It is looked for in the folder that LIANGCE_LEXICON names; beside the program, as it is installed
 * (../share/liangce/lexicon); in the source tree the program was built from; in the data folder it was configured for. The first
 * that is there counts.
 */
#include "rules.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

static bool join(char path[PATH_MAX], const char *folder, const char *name)
{
	return (size_t)snprintf(path, PATH_MAX, "%s/%s", folder, name) < PATH_MAX;
}

static bool beside_program(char path[PATH_MAX], const char *name)
{
	char program[PATH_MAX];
	size_t size = sizeof program;
	if (uv_exepath(program, &size) != 0)
		return false;
	char *slash = strrchr(program, '/');
	if (slash == NULL)
		return false;
	*slash = '\0';
	return (size_t)snprintf(path, PATH_MAX, "%s/../share/liangce/lexicon/%s", program, name) < PATH_MAX &&
	       access(path, R_OK) == 0;
}

/* The path of a part of the lexicon: "terms", "units.tsv". */
static lc_status find_in_lexicon(char path[PATH_MAX], const char *name, lc_error *err)
{
	const char *named = getenv("LIANGCE_LEXICON");
	if (named != NULL && named[0] != '\0') {
		if (join(path, named, name) && access(path, R_OK) == 0)
			return LIANGCE_OK;
		return lc__fail(err, LIANGCE_E_READ, "LIANGCE_LEXICON=%s: %s is not there", named, name);
	}
	if (beside_program(path, name) || (join(path, LIANGCE_SOURCE_LEXICON, name) && access(path, R_OK) == 0) ||
	    (join(path, LIANGCE_DATADIR "/lexicon", name) && access(path, R_OK) == 0))
		return LIANGCE_OK;
	return lc__fail(err, LIANGCE_E_READ, "the lexicon's %s is not installed: name its folder in LIANGCE_LEXICON", name);
}

static lc_status add_default(lc_dictionary *dictionary, lc_error *err)
{
	char folder[PATH_MAX];
	lc_status status = find_in_lexicon(folder, "terms", err);
	return status == LIANGCE_OK ? lc_dictionary_add_path(dictionary, folder, err) : status;
}

static bool is_default(const char *path)
{
	return strcmp(path, "default") == 0;
}

/* Ours comes last: of two rows with one spelling the first counts, and that is to be the user's own. */
lc_status lc__load_dictionary(lc_dictionary **out, const char *const *paths, size_t count, lc_error *err)
{
	lc_dictionary *dictionary = NULL;
	lc_status status = lc_dictionary_new(&dictionary, err);
	if (status != LIANGCE_OK)
		return status;
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++)
		if (!is_default(paths[i]))
			status = lc_dictionary_add_path(dictionary, paths[i], err);
	if (count == 0 && status == LIANGCE_OK)
		status = add_default(dictionary, err);
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++)
		if (is_default(paths[i]))
			status = add_default(dictionary, err);
	if (status != LIANGCE_OK) {
		lc_dictionary_free(dictionary);
		return status;
	}
	*out = dictionary;
	return LIANGCE_OK;
}

/* The folder for compiled databases, NULL for none. */
static const char *cache_folder(const lc__rules_options *options, char path[PATH_MAX])
{
	const char *cache = getenv("XDG_CACHE_HOME");
	const char *home = getenv("HOME");
	bool known = false;
	if (options->no_cache)
		return NULL;
	if (options->cache_folder != NULL)
		known =
		    options->cache_folder[0] != '\0' && (size_t)snprintf(path, PATH_MAX, "%s", options->cache_folder) < PATH_MAX;
	else if (cache != NULL && cache[0] == '/') /* The XDG specification: relative paths are to be passed over. */
		known = join(path, cache, "liangce");
	else if (home != NULL && home[0] == '/')
		known = join(path, home, ".cache/liangce");
	return known ? path : NULL;
}

lc_status lc__load_rules(lc_ruleset **out, const lc__rules_options *options, lc_error *err)
{
	char units[PATH_MAX];
	char cache[PATH_MAX];
	lc_dictionary *dictionary = NULL;
	lc_status status = lc__load_dictionary(&dictionary, options->dictionaries, options->dictionary_count, err);
	if (status == LIANGCE_OK && options->facts)
		status = find_in_lexicon(units, "units.tsv", err);
	if (status == LIANGCE_OK) {
		lc_rules_config config = {.dictionary = dictionary,
		                          .overlap = options->overlap,
		                          .matcher = options->matcher,
		                          .facts = options->facts,
		                          .units_path = options->facts ? units : NULL,
		                          .cache_folder = cache_folder(options, cache)};
		status = lc_ruleset_new(out, &config, err);
	}
	lc_dictionary_free(dictionary);
	return status;
}
