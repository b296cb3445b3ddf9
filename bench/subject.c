/* SPDX-License-Identifier: Apache-2.0 */
/* Compiles a dictionary, off the clock: see subject.h. */
#include "subject.h"

#include "bare_database.h"

static lc_status compile_rules(lc_ruleset **rules, lc_scan **scan, const lc_rules_config *config, lc_error *err)
{
	lc_status status = lc_ruleset_new(rules, config, err);
	return status == LIANGCE_OK ? lc_scan_new(scan, *rules, NULL, err) : status;
}

static lc_status compile_bare(bench_subject *self, const lc_dictionary *dictionary, lc_error *err)
{
	lc_status status = bare_database_of_utf8(&self->utf8, dictionary, err);
	if (status == LIANGCE_OK)
		status = bare_database_of_codes(&self->codes, &self->terms->patterns, err);
	if (status != LIANGCE_OK)
		return status;
	hs_error_t code = hs_alloc_scratch(self->utf8, &self->scratch);
	if (code == HS_SUCCESS)
		code = hs_alloc_scratch(self->codes, &self->scratch); /* grows it */
	return code == HS_SUCCESS ? LIANGCE_OK : lc__fail_engine(err, "scratch", code);
}

lc_status subject_init(bench_subject *self, const char *dictionary_path, const char *units_path, lc_error *err)
{
	*self = (bench_subject){0};
	lc_dictionary *dictionary = NULL;
	lc_status status = lc_dictionary_new(&dictionary, err);
	if (status == LIANGCE_OK)
		status = lc_dictionary_add_path(dictionary, dictionary_path, err);
	if (status == LIANGCE_OK)
		status = compile_rules(&self->terms, &self->terms_scan, &(lc_rules_config){.dictionary = dictionary}, err);
	if (status == LIANGCE_OK && units_path != NULL) {
		lc_rules_config config = {.dictionary = dictionary, .facts = true, .units_path = units_path};
		status = compile_rules(&self->numbers, &self->numbers_scan, &config, err);
	}
	if (status == LIANGCE_OK)
		status = compile_bare(self, dictionary, err);
	lc_dictionary_free(dictionary);
	if (status != LIANGCE_OK)
		subject_release(self);
	return status;
}

void subject_release(bench_subject *self)
{
	hs_free_scratch(self->scratch);
	hs_free_database(self->utf8);
	hs_free_database(self->codes);
	lc_scan_free(self->terms_scan);
	lc_scan_free(self->numbers_scan);
	lc_ruleset_free(self->terms);
	lc_ruleset_free(self->numbers);
	*self = (bench_subject){0};
}
