/* SPDX-License-Identifier: Apache-2.0 */
/* Tables and columns: see schema.h. The stage's own tables, which the selects read, are in stage.c. */
#include "tables/schema.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define WITH_COUNT(columns) columns, COUNT(columns)

/* Tables of data, laid out by hand. */
/* clang-format off */
#define TEXT(name) {name, LIANGCE_CELL_TEXT}
#define INTEGER(name) {name, LIANGCE_CELL_INTEGER}
#define DECIMAL(name) {name, LIANGCE_CELL_DECIMAL}

static const lc__column group_columns[] = {INTEGER("documents"), INTEGER("bytes"), INTEGER("characters")};

static const lc__column term_columns[] = {
	TEXT("term"), TEXT("theme"), TEXT("kind"), INTEGER("occurrences"), INTEGER("documents"),
};

static const lc__column theme_columns[] = {TEXT("theme"), INTEGER("occurrences"), INTEGER("documents")};

/* The order in which stage_metrics.c fills them; those above stage_sums.c. */
static const lc__column metric_columns[] = {
	TEXT("subject"), TEXT("unit"), TEXT("kind"), TEXT("change"), INTEGER("n"), INTEGER("documents"),
	DECIMAL("sum"), DECIMAL("min"), DECIMAL("max"), DECIMAL("mean"),
};

/* The order in which stage_facts.c fills them. */
static const lc__column fact_columns[] = {
	TEXT("path"), TEXT("member"), INTEGER("byte_start"), INTEGER("byte_end"), INTEGER("char_start"), INTEGER("char_end"),
	TEXT("text"), TEXT("kind"), DECIMAL("lo"), DECIMAL("hi"), TEXT("unit"), TEXT("approx"), TEXT("change"), TEXT("subject"),
	INTEGER("subject_byte_start"), INTEGER("subject_byte_end"), INTEGER("subject_char_start"), INTEGER("subject_char_end"),
	TEXT("term"), TEXT("theme"), TEXT("rule"), TEXT("sentence"),
};

static const lc__column file_columns[] = {
	TEXT("path"), TEXT("member"), INTEGER("bytes"), INTEGER("characters"), INTEGER("invalid"), TEXT("encoding"),
	INTEGER("documents"), TEXT("status"),
};

static const lc__column failure_columns[] = {TEXT("path"), TEXT("member"), TEXT("stage"), TEXT("error")};

static const lc__column run_columns[] = {
	TEXT("version"), TEXT("options"), TEXT("dictionary"), TEXT("overlap"), TEXT("started"), TEXT("ended"), INTEGER("partial"),
	INTEGER("documents"), INTEGER("bytes"), INTEGER("characters"), INTEGER("occurrences"), INTEGER("facts"), INTEGER("files"),
	INTEGER("failures"), INTEGER("invalid"),
};

/*
 * Every select sorts by all that tells rows apart, as bytes, so the order in which rows came in leaves no trace. Text without a
 * declared collation compares by memcmp. Of facts only the places of chunks are sorted, by an index: not the chunks themselves.
 */
const lc__table lc__tables[] = {
	{"groups", true, LIANGCE_ROWS_GROUPS, NULL, WITH_COUNT(group_columns)},
	{"terms", true, LIANGCE_ROWS_TERMS, NULL, WITH_COUNT(term_columns)},
	{"themes", true, LIANGCE_ROWS_THEMES, NULL, WITH_COUNT(theme_columns)},
	{"metrics", true, LIANGCE_ROWS_METRICS, NULL, WITH_COUNT(metric_columns)},
	{"facts", true, LIANGCE_ROWS_CHUNKS,
	 "SELECT @ facts.path, member, facts.part, bases.bytes, bases.characters, chunk"
	 " FROM facts INDEXED BY facts_in_order LEFT JOIN bases ON bases.path = facts.path AND bases.part = facts.part"
	 " WHERE source NOT IN (SELECT source FROM dropped) ORDER BY facts.path, member, facts.part, sequence",
	 WITH_COUNT(fact_columns)},
	{"files", false, LIANGCE_ROWS_FILES, NULL, WITH_COUNT(file_columns)},
	{"failures", false, LIANGCE_ROWS_FAILURES, NULL, WITH_COUNT(failure_columns)},
	{"run", false, LIANGCE_ROWS_READY, "SELECT * FROM run", WITH_COUNT(run_columns)},
};
/* clang-format on */
const size_t lc__table_count = COUNT(lc__tables);

const lc__table *lc__table_named(const char *name)
{
	for (size_t i = 0; i < lc__table_count; i++)
		if (strcmp(lc__tables[i].name, name) == 0)
			return &lc__tables[i];
	return NULL;
}

bool lc__table_is_facts(const lc__table *self)
{
	return self->rows == LIANGCE_ROWS_CHUNKS;
}

static bool is_identifier(const char *name)
{
	if (!isalpha((unsigned char)name[0]) && name[0] != '_')
		return false;
	for (const char *at = name; *at != '\0'; at++)
		if ((unsigned char)*at >= 0x80 || (!isalnum((unsigned char)*at) && *at != '_'))
			return false;
	return strlen(name) <= 63;
}

bool lc__group_name_is_free(const char *name)
{
	/* SQLite takes column names without case, and these three for the row's number. */
	if (!is_identifier(name) || strcasecmp(name, "rowid") == 0 || strcasecmp(name, "oid") == 0 ||
	    strcasecmp(name, "_rowid_") == 0)
		return false;
	for (size_t i = 0; i < lc__table_count; i++)
		for (size_t j = 0; j < lc__tables[i].column_count && lc__tables[i].grouped; j++)
			if (strcasecmp(name, lc__tables[i].columns[j].name) == 0)
				return false;
	return true;
}

lc_status lc__sql_append(lc__buffer *sql, const char *template, size_t group_count, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	for (const char *at = template; *at != '\0' && status == LIANGCE_OK; at++) {
		if (*at != '@' && *at != '#')
			status = lc__buffer_append(sql, at, 1, err);
		for (size_t i = 0; i < group_count && *at == '@' && status == LIANGCE_OK; i++)
			status = lc__buffer_printf(sql, err, "g%zu, ", i);
		for (size_t i = 0; i < group_count && *at == '#' && status == LIANGCE_OK; i++)
			status = lc__buffer_printf(sql, err, "?, ");
	}
	return status;
}
