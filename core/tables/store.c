/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The store: what workers have counted goes in, a result comes out. Counts of tallies are added up in one tally of the
 * store's own as long as that stays small, and go to the stage when it does not; rows and metrics, most of which no other tally
 * has, go to the stage at once.
 */
#include <assert.h>
#include <string.h>
#include <strings.h>

#include "tables/file_sink.h"
#include "tables/replace.h"
#include "tables/result.h"
#include "tables/rows.h"
#include "tables/stage.h"

/* What the store's own tally may hold. */
#define MERGED_BYTES ((size_t)4 << 20)

struct lc_store {
	const lc_ruleset *rules;
	char *group_names[LIANGCE_GROUPS_MAX];
	size_t group_count;
	lc_format format;
	bool keep_facts;
	bool finished; /* or tried to */
	lc__place *place;
	lc__place *facts_place; /* NULL: no file of facts */
	lc__stage *stage;
	lc_tally *merged;
	lc__count *term_totals; /* over all groups, for the leaders */
	lc__count *theme_totals;
};

static lc_status take_groups(lc_store *self, const lc_store_config *config, lc_error *err)
{
	if (config->group_count > LIANGCE_GROUPS_MAX)
		return lc__fail(err, LIANGCE_E_INVALID, "more than %u group columns", LIANGCE_GROUPS_MAX);
	for (size_t i = 0; i < config->group_count; i++) {
		const char *name = config->group_names[i];
		if (!lc__group_name_is_free(name))
			return lc__fail(
			    err, LIANGCE_E_INVALID,
			    "\"%s\" cannot name a group column: names are Latin letters, digits and _, and none that a table has",
			    name);
		for (size_t j = 0; j < i; j++)
			if (strcasecmp(name, config->group_names[j]) == 0)
				return lc__fail(err, LIANGCE_E_INVALID, "two group columns are named \"%s\"", name);
		self->group_names[i] = lc__strndup(name, strlen(name));
		if (self->group_names[i] == NULL)
			return lc__fail_nomem(err);
		self->group_count++;
	}
	return LIANGCE_OK;
}

static lc_status take_places(lc_store *self, const lc_store_config *config, lc_error *err)
{
	lc__place_kind kind = config->format == LIANGCE_FORMAT_SQLITE ? LIANGCE_PLACE_DATABASE : LIANGCE_PLACE_FOLDER;
	lc_status status = LIANGCE_OK;
	/* The facts first: a result that is the folder they would stand in is no longer ours to replace, and that shows at once. */
	if (config->facts_path != NULL)
		status = lc__place_take(&self->facts_place, config->facts_path, LIANGCE_PLACE_FACTS, config->overwrite, err);
	if (status == LIANGCE_OK && config->path != NULL)
		status = lc__place_take(&self->place, config->path, kind, config->overwrite, err);
	return status;
}

static lc_status take_totals(lc_store *self, lc_error *err)
{
	/* One more, so that none is nothing. */
	self->term_totals = lc__calloc(lc_ruleset_term_count(self->rules) + 1, sizeof *self->term_totals);
	self->theme_totals = lc__calloc((size_t)self->merged->themes.paths.count + 1, sizeof *self->theme_totals);
	return self->term_totals == NULL || self->theme_totals == NULL ? lc__fail_nomem(err) : LIANGCE_OK;
}

lc_status lc_store_new(lc_store **out, const lc_ruleset *rules, const lc_store_config *config, lc_error *err)
{
	lc_store *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	self->rules = rules;
	self->format = config->format;
	self->keep_facts = config->keep_facts;
	lc_status status = take_groups(self, config, err);
	if (status == LIANGCE_OK)
		status = take_places(self, config, err);
	if (status == LIANGCE_OK)
		status = lc_tally_new(&self->merged, rules, err);
	if (status == LIANGCE_OK)
		status = take_totals(self, err);
	if (status == LIANGCE_OK)
		status = lc__stage_new(&self->stage, rules, self->group_count, err);
	if (status == LIANGCE_OK)
		*out = self;
	else
		lc_store_free(self);
	return status;
}

void lc_store_free(lc_store *self)
{
	if (self == NULL)
		return;
	lc__stage_free(self->stage);
	lc_tally_free(self->merged);
	lc__place_release(self->facts_place);
	lc__place_release(self->place);
	lc__free(self->term_totals);
	lc__free(self->theme_totals);
	for (size_t i = 0; i < self->group_count; i++)
		lc__free(self->group_names[i]);
	lc__free(self);
}

/* ---------------------------------------------------------------- adding */

static lc_status add_total(void *payload, uint32_t group, uint32_t item, lc__count count, lc_error *err)
{
	(void)group, (void)err;
	lc__count *totals = payload;
	totals[item].occurrences += count.occurrences;
	totals[item].documents += count.documents;
	return LIANGCE_OK;
}

static lc_status empty_merged(lc_store *self, lc_error *err)
{
	lc_status status = lc__stage_add_numbers(self->stage, self->merged, err);
	if (status == LIANGCE_OK && self->merged->words.keys.count != 0)
		status = lc__stage_add_words(self->stage, &self->merged->words, err);
	if (status == LIANGCE_OK)
		status = lc__counts_each(&self->merged->term_counts, add_total, self->term_totals, err);
	if (status == LIANGCE_OK)
		status = lc__counts_each(&self->merged->theme_counts, add_total, self->theme_totals, err);
	lc_tally_clear(self->merged);
	return status;
}

lc_status lc_store_add(lc_store *self, const lc_tally *tally, lc_error *err)
{
	assert(!self->finished);
	lc_status status = lc__stage_add_rows(self->stage, tally, err);
	if (status == LIANGCE_OK)
		status = lc__stage_add_metrics(self->stage, tally, err);
	if (status == LIANGCE_OK)
		status = lc__tally_merge(self->merged, tally, err);
	if (status == LIANGCE_OK && lc_tally_bytes(self->merged) > MERGED_BYTES)
		status = empty_merged(self, err);
	return status;
}

lc_status lc_store_drop_source(lc_store *self, uint64_t source, lc_error *err)
{
	assert(!self->finished && source != 0);
	return lc__stage_drop(self->stage, source, err);
}

lc_status lc_store_add_part(lc_store *self, lc_view path, uint32_t part, uint64_t bytes, uint64_t characters, lc_error *err)
{
	assert(!self->finished);
	return lc__stage_add_part(self->stage, path, part, bytes, characters, err);
}

/* ---------------------------------------------------------------- finishing */

static lc__group_names group_names(const lc_store *self)
{
	return (lc__group_names){.names = (const char *const *)self->group_names, .count = self->group_count};
}

/* Facts go to the result, to a file of their own, or to both. */
typedef struct fact_writers {
	lc__result *result; /* NULL: not there */
	lc__rows *rows;     /* NULL: no such file */
} fact_writers;

static lc_status add_fact(void *payload, const lc__cell *cells, size_t count, lc_error *err)
{
	const fact_writers *self = payload;
	lc_status status = self->result == NULL ? LIANGCE_OK : lc__result_add(self->result, cells, count, err);
	return status == LIANGCE_OK && self->rows != NULL ? lc__rows_add(self->rows, cells, count, err) : status;
}

/* Reads the facts once, with `file` and `rows` open for the file of facts. */
static lc_status write_facts(lc_store *self, const lc__table *table, lc__result *result, lc__rows *rows, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	lc__group_names groups = group_names(self);
	fact_writers writers = {.result = self->keep_facts ? result : NULL, .rows = rows};
	if (writers.result != NULL)
		status = lc__result_begin_table(result, table, err);
	if (status == LIANGCE_OK && rows != NULL)
		status = lc__rows_table(rows, table, groups.names, groups.count, err);
	if (status == LIANGCE_OK)
		status = lc__stage_read(self->stage, table, add_fact, &writers, err);
	if (status == LIANGCE_OK && rows != NULL)
		status = lc__rows_end(rows, err);
	if (status == LIANGCE_OK && writers.result != NULL)
		status = lc__result_end_table(result, err);
	return status;
}

static lc_status write_facts_file(lc_store *self, const lc__table *table, lc__result *result, lc_error *err)
{
	lc__file file;
	lc__rows rows;
	lc_status status = lc__place_begin(self->facts_place, err);
	if (status == LIANGCE_OK)
		status = lc__file_create(&file, lc__place_partial(self->facts_place), err);
	if (status != LIANGCE_OK)
		return status;
	lc__rows_init(&rows, LIANGCE_FORMAT_JSONL, lc__file_write, &file);
	status = write_facts(self, table, result, &rows, err);
	lc__rows_release(&rows);
	bool refused = file.sys_errno != 0; /* then the file knows best what happened */
	lc_status closed = lc__file_close(&file, status == LIANGCE_OK || refused ? err : NULL);
	return status == LIANGCE_OK ? closed : status;
}

static lc_status write_table(lc_store *self, const lc__table *table, lc__result *result, lc_error *err)
{
	if (lc__table_is_facts(table)) {
		if (self->facts_place != NULL)
			return write_facts_file(self, table, result, err);
		return self->keep_facts ? write_facts(self, table, result, NULL, err) : LIANGCE_OK;
	}
	lc_status status = lc__result_begin_table(result, table, err);
	if (status == LIANGCE_OK)
		status = lc__stage_read(self->stage, table, lc__result_add, result, err);
	return status == LIANGCE_OK ? lc__result_end_table(result, err) : status;
}

static lc_status write_result(lc_store *self, lc_error *err)
{
	lc__result *result = NULL;
	lc_status status = lc__place_begin(self->place, err);
	if (status == LIANGCE_OK)
		status = lc__result_new(&result, lc__place_partial(self->place), self->format, group_names(self), err);
	for (size_t i = 0; i < lc__table_count && status == LIANGCE_OK; i++)
		status = write_table(self, &lc__tables[i], result, err);
	if (status == LIANGCE_OK)
		status = lc__result_end(result, err);
	lc__result_free(result);
	/* The result comes last: when it is there, all is there. */
	if (status == LIANGCE_OK && self->facts_place != NULL)
		status = lc__place_commit(self->facts_place, err);
	return status == LIANGCE_OK ? lc__place_commit(self->place, err) : status;
}

lc_status lc_store_finish(lc_store *self, const lc_run_row *run, lc_store_totals *totals, lc_error *err)
{
	if (self->finished || self->place == NULL)
		return lc__fail(err, LIANGCE_E_INVALID, self->finished ? "the store is finished" : "the store has no result");
	self->finished = true;
	lc_store_totals sums = {0};
	lc_status status = empty_merged(self, err);
	if (status == LIANGCE_OK)
		status = lc__stage_complete(self->stage, run, &sums, err);
	if (status == LIANGCE_OK)
		status = write_result(self, err);
	if (status == LIANGCE_OK && totals != NULL)
		*totals = sums;
	return status;
}

lc_status lc_store_words(lc_store *self, uint64_t least, uint64_t most, lc_word_callback callback, void *payload, lc_error *err)
{
	if (self->finished)
		return lc__fail(err, LIANGCE_E_INVALID, "the store is finished");
	self->finished = true;
	lc_status status = empty_merged(self, err);
	return status == LIANGCE_OK ? lc__stage_read_words(self->stage, least, most, callback, payload, err) : status;
}

/* ---------------------------------------------------------------- leaders */

typedef struct leader {
	lc_view name;
	lc__count count;
} leader;

static bool comes_before(const leader *a, const leader *b)
{
	if (a->count.occurrences != b->count.occurrences)
		return a->count.occurrences > b->count.occurrences;
	size_t common = a->name.size < b->name.size ? a->name.size : b->name.size;
	int order = memcmp(a->name.data, b->name.data, common);
	return order != 0 ? order < 0 : a->name.size < b->name.size;
}

/* Keeps the best `most` of those shown to it, in order: they are few. */
static void keep_leader(leader *leaders, size_t *count, size_t most, leader next)
{
	size_t at = *count;
	if (*count == most && !comes_before(&next, &leaders[most - 1]))
		return;
	if (*count < most)
		(*count)++;
	else
		at--;
	for (; at > 0 && comes_before(&next, &leaders[at - 1]); at--)
		leaders[at] = leaders[at - 1];
	leaders[at] = next;
}

static leader leader_at(const lc_store *self, bool terms, size_t item)
{
	if (!terms)
		return (leader){lc__map_key_of(&self->merged->themes.paths, (uint32_t)item), self->theme_totals[item]};
	const char *term = lc_ruleset_term(self->rules, item)->term;
	return (leader){{.data = term, .size = strlen(term)}, self->term_totals[item]};
}

static lc_status tell(lc_view name, lc__count count, lc_leader_callback callback, void *payload, lc_error *err)
{
	char *text = lc__strndup(name.data, name.size);
	if (text == NULL)
		return lc__fail_nomem(err);
	callback(text, count.occurrences, count.documents, payload);
	lc__free(text);
	return LIANGCE_OK;
}

lc_status lc_store_leaders(lc_store *self, const char *table, size_t most, lc_leader_callback callback, void *payload,
                           lc_error *err)
{
	bool terms = strcmp(table, "terms") == 0;
	if (!self->finished || (!terms && strcmp(table, "themes") != 0))
		return lc__fail(err, LIANGCE_E_INVALID, "leaders are of terms or themes of a finished store");
	size_t item_count = terms ? lc_ruleset_term_count(self->rules) : self->merged->themes.paths.count, count = 0;
	if (most > item_count)
		most = item_count;
	if (most == 0)
		return LIANGCE_OK;
	leader *leaders = lc__alloc(most, sizeof *leaders);
	if (leaders == NULL)
		return lc__fail_nomem(err);
	for (size_t item = 0; item < item_count; item++) {
		leader next = leader_at(self, terms, item);
		if (next.count.documents != 0)
			keep_leader(leaders, &count, most, next);
	}
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < count && status == LIANGCE_OK; i++)
		status = tell(leaders[i].name, leaders[i].count, callback, payload, err);
	lc__free(leaders);
	return status;
}
