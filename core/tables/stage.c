/* SPDX-License-Identifier: Apache-2.0 */
/* Filling the stage: see stage.h. */
#include <assert.h>

#include "tables/plain.h"
#include "tables/stage_private.h"

#define CACHE_KIB 4096U
#define NAMES_BYTES_MAX ((size_t)1 << 28)
#define DROPPED_BYTES_MAX ((size_t)1 << 28)

/*
 * Facts as they come in; schema.c says how they become tables. Group columns are g0, g1 …. `facts` holds chunks of packed rows: one
 * row here is many there.
 */
static const char *const tables[] = {
    "CREATE TABLE facts (@ path, member, part, sequence, source, chunk)",
    "CREATE TABLE counted (source, facts)",
    "CREATE TABLE parts (path, part, bytes, characters)",
    "CREATE TABLE dropped (source INTEGER PRIMARY KEY)",
};

static const char *const inserts[LIANGCE_INSERT_KINDS] = {
    [LIANGCE_INSERT_CHUNK] = "INSERT INTO facts VALUES (# ?, '', ?, ?, ?, ?)",
    [LIANGCE_INSERT_COUNTED] = "INSERT INTO counted VALUES (?, ?)",
    [LIANGCE_INSERT_PART] = "INSERT INTO parts VALUES (?, ?, ?, ?)",
    [LIANGCE_INSERT_DROPPED] = "INSERT OR IGNORE INTO dropped VALUES (?)",
};

static lc_status open_stage(lc__stage *self, lc_error *err)
{
	lc_status status = lc__database_open(&self->db, "", CACHE_KIB, err);
	/* One transaction from here to the end: nothing is ever rolled back or seen by another. */
	if (status == LIANGCE_OK)
		status = lc__database_do(self->db, "BEGIN", err);
	for (size_t i = 0; i < sizeof tables / sizeof tables[0] && status == LIANGCE_OK; i++) {
		sqlite3_stmt *statement = NULL;
		status = lc__database_prepare(self->db, &statement, tables[i], self->group_count, err);
		if (status == LIANGCE_OK)
			status = lc__database_step(self->db, statement, err);
		sqlite3_finalize(statement);
	}
	for (size_t i = 0; i < LIANGCE_INSERT_KINDS && status == LIANGCE_OK; i++)
		status = lc__database_prepare(self->db, &self->inserts[i], inserts[i], self->group_count, err);
	return status;
}

lc_status lc__stage_new(lc__stage **out, const lc_ruleset *rules, size_t group_count, lc_error *err)
{
	lc__stage *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	self->rules = rules;
	self->group_count = group_count;
	lc__buffer_init(&self->names, NAMES_BYTES_MAX);
	lc__buffer_init(&self->dropped, DROPPED_BYTES_MAX);
	lc__runs_init(&self->groups);
	lc__runs_init(&self->terms);
	lc__runs_init(&self->themes);
	lc__runs_init(&self->metrics);
	lc__runs_init(&self->files);
	lc__runs_init(&self->failures);
	lc_status status = open_stage(self, err);
	if (status == LIANGCE_OK)
		*out = self;
	else
		lc__stage_free(self);
	return status;
}

void lc__stage_free(lc__stage *self)
{
	if (self == NULL)
		return;
	for (size_t i = 0; i < LIANGCE_INSERT_KINDS; i++)
		sqlite3_finalize(self->inserts[i]);
	sqlite3_finalize(self->insert_word);
	sqlite3_close(self->db);
	lc__runs_release(&self->groups);
	lc__runs_release(&self->terms);
	lc__runs_release(&self->themes);
	lc__runs_release(&self->metrics);
	lc__runs_release(&self->files);
	lc__runs_release(&self->failures);
	lc__buffer_release(&self->dropped);
	lc__buffer_release(&self->names);
	lc__free(self);
}

/*
 * A row on its way in. Binding can only fail for want of memory or for a column that does not exist; both are remembered and
 * looked at once, when the row is complete.
 */
typedef struct row {
	lc__stage *stage;
	sqlite3_stmt *statement;
	int column; /* bound last */
	int code;
} row;

/* names_bytes: of all names that the row will bind. Room is made once, so that none of them moves. */
static lc_status begin_row(row *self, lc__stage *stage, lc__insert kind, size_t names_bytes, lc_error *err)
{
	*self = (row){.stage = stage, .statement = stage->inserts[kind], .code = SQLITE_OK};
	stage->names.size = 0;
	return lc__buffer_reserve(&stage->names, names_bytes * 4, err);
}

static void keep(row *self, int code)
{
	if (code != SQLITE_OK)
		self->code = code;
}

static void bind_number(row *self, uint64_t number)
{
	keep(self, sqlite3_bind_int64(self->statement, ++self->column, (sqlite3_int64)number));
}

static void bind_text(row *self, lc_view text)
{
	keep(self, lc__bind_view(self->statement, ++self->column, text));
}

static void bind_blob(row *self, const void *data, size_t size)
{
	keep(self, sqlite3_bind_blob64(self->statement, ++self->column, data, size, SQLITE_STATIC));
}

static void bind_name(row *self, lc_view name)
{
	if (name.size == 0) {
		bind_text(self, name);
		return;
	}
	lc__buffer *names = &self->stage->names;
	char *start = names->data + names->size, *end = lc__plain_name(start, name);
	names->size += (size_t)(end - start);
	bind_text(self, (lc_view){.data = start, .size = (size_t)(end - start)});
}

static lc_status end_row(row *self, lc_error *err)
{
	if (self->code == SQLITE_NOMEM)
		return lc__fail_nomem(err);
	if (self->code != SQLITE_OK)
		return lc__fail(err, LIANGCE_E_WRITE, "temporary database: %s", sqlite3_errstr(self->code));
	return lc__database_step(self->stage->db, self->statement, err);
}

bool lc__next_value(lc_view *group, bool *more, lc_view *value)
{
	if (!*more)
		return false;
	const char *stop = group->size == 0 ? NULL : memchr(group->data, LIANGCE_GROUP_SEPARATOR, group->size);
	*more = stop != NULL;
	size_t size = *more ? (size_t)(stop - group->data) : group->size;
	*value = (lc_view){.data = group->data, .size = size};
	*group = *more ? (lc_view){.data = stop + 1, .size = group->size - size - 1} : (lc_view){0};
	return true;
}

/* The values of a group, one a column. */
static void bind_group(row *self, lc_view group)
{
	lc_view value;
	for (bool more = self->stage->group_count != 0; lc__next_value(&group, &more, &value);)
		bind_name(self, value);
}

static lc_status add_chunks(lc__stage *self, const lc_tally *tally, lc_error *err)
{
	lc__unpacker from = lc__unpack((lc_view){.data = tally->chunks.data, .size = tally->chunks.size});
	lc_status status = LIANGCE_OK;
	while (lc__more(&from) && status == LIANGCE_OK) {
		lc__chunk chunk;
		row new;
		lc_view head = lc__take_view(&from, sizeof chunk);
		assert(head.size == sizeof chunk && head.data != NULL);
		memcpy(&chunk, head.data, sizeof chunk);
		lc_view path = lc__take_view(&from, chunk.path_size), facts = lc__take_view(&from, chunk.size);
		lc_view group = lc__map_key_of(&tally->groups, chunk.group);
		status = begin_row(&new, self, LIANGCE_INSERT_CHUNK, group.size + path.size, err);
		if (status != LIANGCE_OK)
			break;
		bind_group(&new, group);
		bind_name(&new, path);
		bind_number(&new, chunk.part);
		bind_number(&new, chunk.sequence);
		bind_number(&new, chunk.source);
		bind_blob(&new, facts.data, facts.size);
		status = end_row(&new, err);
	}
	return status;
}

static lc_status add_counted(lc__stage *self, uint64_t source, uint64_t facts, lc_error *err)
{
	row new;
	lc_status status = begin_row(&new, self, LIANGCE_INSERT_COUNTED, 0, err);
	if (status != LIANGCE_OK)
		return status;
	bind_number(&new, source);
	bind_number(&new, facts);
	return end_row(&new, err);
}

/* Each group has as many values as there are columns; without columns it is "". Looked at once a tally, before any row of it. */
static lc_status check_groups(const lc__stage *self, const lc_tally *tally, lc_error *err)
{
	for (uint32_t number = 0; number < tally->groups.count; number++) {
		lc_view group = lc__map_key_of(&tally->groups, number);
		size_t count = group.size != 0 || self->group_count != 0;
		for (size_t i = 0; i < group.size; i++)
			count += group.data[i] == LIANGCE_GROUP_SEPARATOR;
		if (count != self->group_count)
			return lc__fail(err, LIANGCE_E_INVALID, "a group has %zu values where %zu are declared", count,
			                self->group_count);
	}
	return LIANGCE_OK;
}

lc_status lc__stage_add_rows(lc__stage *self, const lc_tally *tally, lc_error *err)
{
	lc_status status = check_groups(self, tally, err);
	if (status == LIANGCE_OK)
		status = lc__stage_add_files(self, tally, err);
	if (status == LIANGCE_OK)
		status = add_chunks(self, tally, err);
	if (status == LIANGCE_OK && tally->fact_count != 0)
		status = add_counted(self, 0, tally->fact_count, err);
	uint64_t pair[2]; /* source, count */
	for (size_t at = 0; at < tally->fact_counts.size && status == LIANGCE_OK; at += sizeof pair) {
		memcpy(pair, tally->fact_counts.data + at, sizeof pair);
		status = add_counted(self, pair[0], pair[1], err);
	}
	return status;
}

lc_status lc__stage_add_part(lc__stage *self, lc_view path, uint32_t part, uint64_t bytes, uint64_t characters, lc_error *err)
{
	row new;
	lc_status status = begin_row(&new, self, LIANGCE_INSERT_PART, path.size, err);
	if (status != LIANGCE_OK)
		return status;
	bind_name(&new, path);
	bind_number(&new, part);
	bind_number(&new, bytes);
	bind_number(&new, characters);
	return end_row(&new, err);
}

lc_status lc__stage_drop(lc__stage *self, uint64_t source, lc_error *err)
{
	row new;
	lc_status status = begin_row(&new, self, LIANGCE_INSERT_DROPPED, 0, err);
	if (status != LIANGCE_OK)
		return status;
	bind_number(&new, source);
	status = end_row(&new, err);
	return status == LIANGCE_OK ? lc__buffer_append(&self->dropped, &source, sizeof source, err) : status;
}
