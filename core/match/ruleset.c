/* SPDX-License-Identifier: Apache-2.0 */
/* A ruleset: dictionary, patterns, literals, the compiled database (from the cache where there is one), and the rules for numbers. */
#include "match/ruleset.h"

#include <stdio.h>
#include <string.h>
#define XXH_INLINE_ALL /* columns are short: a call would cost as much as the hash */
#include <xxhash.h>

#include "base/file.h"
#include "lexicon/dictionary.h"
#include "match/cache.h"
#include "match/expressions.h"

enum { UNITS_MAX = 1 << 24 };

lc_status lc__fail_engine(lc_error *err, const char *what, hs_error_t code)
{
	return code == HS_NOMEM ? lc__fail_nomem(err) : lc__fail(err, LIANGCE_E_ENGINE, "%s: Hyperscan error %d", what, code);
}

typedef struct losses {
	const lc_dictionary *dictionary;
	size_t duplicates;
	const lc_term *never; /* the first that can never match */
} losses;

static void on_loss(lc__pattern_loss loss, lc_view spelling, uint32_t term, uint32_t other, void *payload)
{
	losses *self = payload;
	(void)spelling;
	(void)other;
	if (loss == LIANGCE_LOSS_DUPLICATE)
		self->duplicates++;
	else if (self->never == NULL)
		self->never = &self->dictionary->terms[term];
}

static lc_status build_patterns(lc_ruleset *self, lc_error *err)
{
	losses lost = {.dictionary = self->dictionary};
	lc_status status = lc__patterns_build(&self->patterns, self->dictionary, on_loss, &lost, err);
	if (status != LIANGCE_OK)
		return status;
	self->duplicates = lost.duplicates;
	if (lost.never != NULL)
		return lc__fail_at(err, LIANGCE_E_DICTIONARY, lost.never->source, lost.never->line, 0,
		                   "%s can never match: folding takes it away", lost.never->term);
	bool counted = false;
	for (size_t i = 0; i < self->patterns.count && !counted; i++)
		counted = self->patterns.items[i].role == LIANGCE_ROLE_COUNTED;
	if (!counted)
		return lc__fail(err, LIANGCE_E_DICTIONARY, "the dictionary has no terms");
	return LIANGCE_OK;
}

/* The compiler says so in words only. */
static bool lacks_memory(hs_error_t code, const hs_compile_error_t *problem)
{
	static const char words[] = "Unable to allocate memory";
	return code == HS_NOMEM ||
	       (problem != NULL && problem->message != NULL && strncmp(problem->message, words, sizeof words - 1) == 0);
}

static lc_status compile(lc_ruleset *self, const lc__expressions *expressions, lc_error *err)
{
	hs_compile_error_t *problem = NULL;
	hs_error_t code = hs_compile_multi(expressions->texts, expressions->flags, expressions->ids, (unsigned)expressions->count,
	                                   HS_MODE_BLOCK, NULL, &self->database, &problem);
	lc_status status = code == HS_SUCCESS ? LIANGCE_OK
	                 : lacks_memory(code, problem)
	                     ? lc__fail_nomem(err)
	                     : lc__fail(err, LIANGCE_E_COMPILE, "Hyperscan: %s", problem == NULL ? "?" : problem->message);
	hs_free_compile_error(problem);
	return status;
}

static lc_status load_or_compile(lc_ruleset *self, const lc__expressions *expressions, const char *cache_folder, lc_error *err)
{
	char key[33];
	lc__cache_key(expressions, key);
	if (cache_folder != NULL)
		self->database = lc__cache_load(cache_folder, key);
	self->from_cache = self->database != NULL;
	if (!self->from_cache) {
		lc_status status = compile(self, expressions, err);
		if (status != LIANGCE_OK)
			return status;
		if (cache_folder != NULL)
			lc__cache_store(cache_folder, key, self->database);
	}
	hs_error_t code = hs_alloc_scratch(self->database, &self->prototype);
	return code == HS_SUCCESS ? LIANGCE_OK : lc__fail_engine(err, "scratch", code);
}

/* A dictionary of literals alone that are swept for has no database. */
static lc_status build_database(lc_ruleset *self, const lc_rules_config *config, lc_error *err)
{
	lc__expressions expressions;
	lc_status status = lc__expressions_build(&expressions, &self->patterns, config->matcher, self->facts != NULL, err);
	if (status == LIANGCE_OK && expressions.count > 0)
		status = load_or_compile(self, &expressions, config->cache_folder, err);
	lc__expressions_release(&expressions);
	return status;
}

static lc_status build_facts(lc_ruleset *self, const char *path, lc_view *units, lc_error *err)
{
	if (path == NULL)
		return lc__fail(err, LIANGCE_E_INVALID, "reading numbers needs a table of units");
	char *data;
	size_t size;
	lc_status status = lc__read_file(path, UNITS_MAX, &data, &size, err);
	if (status != LIANGCE_OK)
		return status;
	*units = (lc_view){data, size};
	return lc__fact_rules_new(&self->facts, path, *units, err);
}

/* Everything that results depend on goes into the hash. */
static void set_hash(lc_ruleset *self, lc_view units)
{
	XXH64_hash_t high = self->overlap == LIANGCE_OVERLAP_ALL,
		     low = self->facts == NULL ? 0 : XXH3_64bits(units.data, units.size);
	for (size_t i = 0; i < self->dictionary->count; i++) {
		const lc_term *term = &self->dictionary->terms[i];
		const char *columns[] = {term->term, term->theme, term->aliases, term->unit_hint};
		for (size_t k = 0; k < sizeof columns / sizeof columns[0]; k++) {
			high = XXH3_64bits_withSeed(columns[k], strlen(columns[k]) + 1, high);
			low = XXH3_64bits_withSeed(columns[k], strlen(columns[k]) + 1, low ^ (uint64_t)term->kind);
		}
	}
	snprintf(self->hash, sizeof self->hash, "%016llx%016llx", (unsigned long long)high, (unsigned long long)low);
}

lc_status lc_ruleset_new(lc_ruleset **out, const lc_rules_config *config, lc_error *err)
{
	if (hs_valid_platform() != HS_SUCCESS)
		return lc__fail(err, LIANGCE_E_PLATFORM, "this processor lacks SSSE3, which Hyperscan needs");
	lc_ruleset *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	lc_view units = {0};
	self->dictionary = lc__dictionary_retain(config->dictionary);
	self->overlap = config->overlap;
	lc_status status = build_patterns(self, err);
	if (status == LIANGCE_OK && config->facts)
		status = build_facts(self, config->units_path, &units, err);
	if (status == LIANGCE_OK)
		status = lc__literals_build(&self->literals, &self->patterns, config->matcher, self->facts != NULL, err);
	if (status == LIANGCE_OK)
		status = build_database(self, config, err);
	if (status == LIANGCE_OK) {
		set_hash(self, units);
		*out = self;
	} else {
		lc_ruleset_free(self);
	}
	lc__free((void *)(uintptr_t)units.data);
	return status;
}

void lc_ruleset_free(lc_ruleset *self)
{
	if (self == NULL)
		return;
	hs_free_scratch(self->prototype);
	hs_free_database(self->database);
	lc__fact_rules_free(self->facts);
	lc__literals_release(&self->literals);
	lc__patterns_release(&self->patterns);
	lc_dictionary_free(self->dictionary);
	lc__free(self);
}

size_t lc_ruleset_term_count(const lc_ruleset *self)
{
	return self->dictionary->count;
}

const lc_term *lc_ruleset_term(const lc_ruleset *self, size_t index)
{
	return &self->dictionary->terms[index];
}

lc_overlap lc_ruleset_overlap(const lc_ruleset *self)
{
	return self->overlap;
}

bool lc_ruleset_facts(const lc_ruleset *self)
{
	return self->facts != NULL;
}

const char *lc_ruleset_hash(const lc_ruleset *self)
{
	return self->hash;
}

size_t lc_ruleset_duplicates(const lc_ruleset *self)
{
	return self->duplicates;
}

bool lc_ruleset_from_cache(const lc_ruleset *self)
{
	return self->from_cache;
}

size_t lc_ruleset_database_bytes(const lc_ruleset *self)
{
	size_t size = 0;
	if (self->database != NULL)
		hs_database_size(self->database, &size);
	return lc__literals_bytes(&self->literals) + size;
}
