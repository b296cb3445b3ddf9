/* SPDX-License-Identifier: Apache-2.0 */
/* Reading units.tsv and finding units in folded text: see units.h. Knows nothing of the numbers that stand before them. */
#include "facts/units.h"

#include <string.h>

enum { COLUMNS = 5, SURFACE_MAX = 32, UNITS_MAX = 60000 };

typedef struct row {
	lc_view columns[COLUMNS];
	size_t count;
} row;

static bool view_is(lc_view view, const char *text)
{
	return view.size == strlen(text) && memcmp(view.data, text, view.size) == 0;
}

static bool view_has(lc_view view, const char *text)
{
	return view.size > 0 && memmem(view.data, view.size, text, strlen(text)) != NULL;
}

static bool parse_kind(lc_fact_kind *kind, lc_view word)
{
	static const struct {
		const char *word;
		lc_fact_kind kind;
	} kinds[] = {
	    {"count", LIANGCE_FACT_COUNT},       {"money", LIANGCE_FACT_MONEY}, {"percent", LIANGCE_FACT_PERCENT},
	    {"measure", LIANGCE_FACT_MEASURE},   {"ratio", LIANGCE_FACT_RATIO}, {"age", LIANGCE_FACT_AGE},
	    {"duration", LIANGCE_FACT_DURATION},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (view_is(word, kinds[i].word)) {
			*kind = kinds[i].kind;
			return true;
		}
	return false;
}

/* Cuts the line at TABs. Columns after the fifth are an error of the caller's to tell. */
static row split(const char *line, size_t size)
{
	row cut = {.count = 0};
	const char *at = line, *end = line + size;
	for (;;) {
		const char *tab = memchr(at, '\t', (size_t)(end - at));
		const char *stop = tab != NULL ? tab : end;
		if (cut.count < COLUMNS)
			cut.columns[cut.count] = (lc_view){at, (size_t)(stop - at)};
		cut.count++;
		if (tab == NULL)
			return cut;
		at = tab + 1;
	}
}

static uint32_t column_of(const char *line, lc_view view)
{
	uint32_t column = 1;
	for (const char *at = line; at < view.data; at++)
		column += ((unsigned char)*at & 0xC0) != 0x80;
	return column;
}

/* The canonical form as a string: the copy of the table is ours to write into, and a TAB follows. */
static const char *terminate(lc__units *self, const char *table, lc_view view)
{
	char *own = self->text + (view.data - table);
	own[view.size] = '\0';
	return own;
}

/* One table being read. */
typedef struct reading {
	const char *name;
	const char *table;
	lc__folded *fold;
} reading;

static lc_status add_row(lc__units *self, const reading *from, const char *line, size_t size, uint32_t number, lc_error *err)
{
	const char *name = from->name;
	row cut = split(line, size);
	if (cut.count < 4 || cut.count > COLUMNS)
		return lc__fail_at(err, LIANGCE_E_DICTIONARY, name, number, 1, "a unit has 4 or 5 columns, not %zu", cut.count);
	const uint16_t *surface;
	size_t length;
	lc_status status = lc__fold_word(from->fold, cut.columns[0], &surface, &length, err);
	if (status != LIANGCE_OK)
		return status;
	if (length == 0 || length > SURFACE_MAX)
		return lc__fail_at(err, LIANGCE_E_DICTIONARY, name, number, 1, "the surface is empty or too long");
	if (cut.columns[1].size == 0)
		return lc__fail_at(err, LIANGCE_E_DICTIONARY, name, number, column_of(line, cut.columns[1]),
		                   "the canonical form is empty");
	lc__unit unit = {.ascii_end = lc__is_letter(surface[length - 1]), .words = length == 1 ? lc__unit_words(surface[0]) : NULL};
	if (!parse_kind(&unit.kind, cut.columns[2]))
		return lc__fail_at(err, LIANGCE_E_DICTIONARY, name, number, column_of(line, cut.columns[2]),
		                   "unknown kind \"%.*s\"", (int)cut.columns[2].size, cut.columns[2].data);
	if (!lc__decimal_parse(&unit.factor, cut.columns[3].data, cut.columns[3].size) || unit.factor.coefficient <= 0)
		return lc__fail_at(err, LIANGCE_E_DICTIONARY, name, number, column_of(line, cut.columns[3]),
		                   "the factor \"%.*s\" is not a positive decimal", (int)cut.columns[3].size, cut.columns[3].data);
	if (cut.count == COLUMNS) {
		unit.sign = view_has(cut.columns[4], "前置符号");
		unit.after_digits = view_has(cut.columns[4], "只在阿拉伯数字");
	}
	unit.canonical = terminate(self, from->table, cut.columns[1]);
	void *items = self->items;
	status = lc__grow(&items, &self->capacity, self->count + 1, UNITS_MAX, sizeof *self->items, err);
	self->items = items;
	if (status != LIANGCE_OK)
		return status;
	self->items[self->count++] = unit;
	uint16_t *value;
	status = lc__trie_add(&self->trie, surface, length, &value, err);
	if (status != LIANGCE_OK)
		return status;
	if (*value != 0 && strcmp(self->items[*value - 1].canonical, unit.canonical) != 0)
		return lc__fail_at(err, LIANGCE_E_DICTIONARY, name, number, 1,
		                   "\"%.*s\" is there already with another unit, \"%s\"", (int)cut.columns[0].size,
		                   cut.columns[0].data, self->items[*value - 1].canonical);
	*value = (uint16_t)self->count;
	return LIANGCE_OK;
}

lc_status lc__units_init(lc__units *self, const char *name, lc_view table, lc__folded *fold, lc_error *err)
{
	*self = (lc__units){0};
	lc_status status = lc__trie_init(&self->trie, err);
	if (status != LIANGCE_OK)
		return status;
	self->text = lc__strndup(table.size == 0 ? "" : table.data, table.size);
	if (self->text == NULL)
		return lc__fail_nomem(err);
	reading from = {.name = name, .table = table.data, .fold = fold};
	const char *at = table.data, *end = table.data + table.size;
	for (uint32_t number = 1; at != end && status == LIANGCE_OK; number++) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *stop = newline != NULL ? newline : end;
		size_t size = (size_t)(stop - at);
		if (size > 0 && at[size - 1] == '\r')
			size--;
		if (size > 0 && at[0] != '#')
			status = add_row(self, &from, at, size, number, err);
		at = newline != NULL ? newline + 1 : end;
	}
	return status;
}

void lc__units_release(lc__units *self)
{
	lc__trie_release(&self->trie);
	lc__free(self->items);
	lc__free(self->text);
	*self = (lc__units){0};
}

const lc__unit *lc__units_longest(const lc__units *self, const uint16_t *text, size_t count, size_t *length)
{
	uint16_t value = 0;
	size_t longest = lc__trie_longest(&self->trie, text, count, &value);
	if (longest == 0)
		return NULL;
	const lc__unit *unit = &self->items[value - 1];
	if (unit->ascii_end && longest < count && (lc__is_letter(text[longest]) || (text[longest] >= '0' && text[longest] <= '9')))
		return NULL;
	*length = longest;
	return unit;
}
