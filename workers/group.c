/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Groups by named parts of the path, with PCRE2: see lc_grouping in liangce_run.h. Knows paths only, never what is in a file.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "group.h"

#include <pcre2.h>
#include <string.h>

/* Columns a user can name; a table with more is a mistake. */
#define MOST_COLUMNS 32

struct lc_grouping {
	pcre2_code *code;
	size_t count;
	const char *names[MOST_COLUMNS]; /* in the code's name table */
	uint32_t numbers[MOST_COLUMNS];  /* capture numbers, ascending */
};

struct lc__group_reader {
	const lc_grouping *grouping;
	pcre2_match_data *data;
	lc__buffer values;
};

static lc_status read_names(lc_grouping *self, lc_error *err)
{
	uint32_t count = 0;
	uint32_t entry_size = 0;
	PCRE2_SPTR table = NULL;
	pcre2_pattern_info(self->code, PCRE2_INFO_NAMECOUNT, &count);
	pcre2_pattern_info(self->code, PCRE2_INFO_NAMEENTRYSIZE, &entry_size);
	pcre2_pattern_info(self->code, PCRE2_INFO_NAMETABLE, &table);
	if (count == 0)
		return lc__fail(err, LIANGCE_E_INVALID, "--group: no named group: write (?<year>[0-9]{4}) for a column `year`");
	if (count > MOST_COLUMNS)
		return lc__fail(err, LIANGCE_E_INVALID, "--group: more than %d named groups", MOST_COLUMNS);
	/* The table is sorted by name, and columns shall stand as they were written: insert by number. */
	for (uint32_t i = 0; i < count; i++) {
		PCRE2_SPTR entry = table + (size_t)i * entry_size;
		uint32_t number = (uint32_t)entry[0] << 8 | entry[1];
		size_t at = self->count;
		for (; at > 0 && self->numbers[at - 1] > number; at--) {
			self->numbers[at] = self->numbers[at - 1];
			self->names[at] = self->names[at - 1];
		}
		self->numbers[at] = number;
		self->names[at] = (const char *)entry + 2;
		self->count++;
	}
	return LIANGCE_OK;
}

lc_status lc_grouping_new(lc_grouping **out, const char *regex, lc_error *err)
{
	lc_grouping *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	int code = 0;
	PCRE2_SIZE offset = 0;
	self->code = pcre2_compile((PCRE2_SPTR)regex, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF, &code,
	                           &offset, NULL);
	if (self->code == NULL) {
		char message[160];
		pcre2_get_error_message(code, (PCRE2_UCHAR *)message, sizeof message);
		lc_grouping_free(self);
		return lc__fail(err, LIANGCE_E_INVALID, "--group: %s, at byte %zu of the expression", message, (size_t)offset);
	}
	lc_status status = read_names(self, err);
	if (status != LIANGCE_OK) {
		lc_grouping_free(self);
		return status;
	}
	/* Without the JIT compiler, pcre2_match interprets: slower, and the same. */
	(void)pcre2_jit_compile(self->code, PCRE2_JIT_COMPLETE);
	*out = self;
	return LIANGCE_OK;
}

void lc_grouping_free(lc_grouping *self)
{
	if (self == NULL)
		return;
	pcre2_code_free(self->code);
	lc__free(self);
}

size_t lc_grouping_count(const lc_grouping *self)
{
	return self->count;
}

const char *const *lc_grouping_names(const lc_grouping *self)
{
	return self->names;
}

lc_status lc__group_reader_new(lc__group_reader **out, const lc_grouping *grouping, lc_error *err)
{
	lc__group_reader *self = lc__calloc(1, sizeof *self);
	if (self == NULL)
		return lc__fail_nomem(err);
	self->grouping = grouping;
	lc__buffer_init(&self->values, (size_t)1 << 20);
	if (grouping != NULL) {
		self->data = pcre2_match_data_create_from_pattern(grouping->code, NULL);
		if (self->data == NULL) {
			lc__group_reader_free(self);
			return lc__fail_nomem(err);
		}
	}
	*out = self;
	return LIANGCE_OK;
}

void lc__group_reader_free(lc__group_reader *self)
{
	if (self == NULL)
		return;
	if (self->data != NULL)
		pcre2_match_data_free(self->data);
	lc__buffer_release(&self->values);
	lc__free(self);
}

/* The separator itself becomes U+FFFD: a value never adds a column. */
static lc_status append_value(lc__buffer *values, lc_view value, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	for (const char *at = value.data, *end = at + value.size; at < end && status == LIANGCE_OK;) {
		const char *separator = memchr(at, LIANGCE_GROUP_SEPARATOR, (size_t)(end - at));
		const char *stop = separator == NULL ? end : separator;
		status = lc__buffer_append(values, at, (size_t)(stop - at), err);
		if (status == LIANGCE_OK && separator != NULL)
			status = lc__buffer_append(values, "\xEF\xBF\xBD", 3, err);
		at = separator == NULL ? end : separator + 1;
	}
	return status;
}

/* What a group matched; empty if it took no part, or was turned around by \K in a look-ahead. */
static lc_view part_of(pcre2_match_data *data, size_t number, lc_view path)
{
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(data) + 2 * number;
	if (ends[0] == PCRE2_UNSET || ends[0] > ends[1])
		return (lc_view){.data = "", .size = 0};
	return (lc_view){.data = path.data + ends[0], .size = ends[1] - ends[0]};
}

lc_status lc__group_read(lc__group_reader *self, lc_view path, lc_view *group, lc_error *err)
{
	*group = (lc_view){.data = "", .size = 0};
	const lc_grouping *grouping = self->grouping;
	if (grouping == NULL)
		return LIANGCE_OK;
	int found = pcre2_match(grouping->code, (PCRE2_SPTR)path.data, path.size, 0, 0, self->data, NULL);
	if (found == PCRE2_ERROR_JIT_STACKLIMIT) /* The interpreter takes its memory from the heap. */
		found = pcre2_match(grouping->code, (PCRE2_SPTR)path.data, path.size, 0, PCRE2_NO_JIT, self->data, NULL);
	if (found < 0 && found != PCRE2_ERROR_NOMATCH) {
		char message[160];
		pcre2_get_error_message(found, (PCRE2_UCHAR *)message, sizeof message);
		return lc__fail(err, LIANGCE_E_INPUT, "--group: %s", message);
	}
	self->values.size = 0;
	for (size_t i = 0; i < grouping->count; i++) {
		lc_status status = i == 0 ? LIANGCE_OK : lc__buffer_append(&self->values, &(char){LIANGCE_GROUP_SEPARATOR}, 1, err);
		if (status == LIANGCE_OK && found > (int)grouping->numbers[i])
			status = append_value(&self->values, part_of(self->data, grouping->numbers[i], path), err);
		if (status != LIANGCE_OK)
			return status;
	}
	*group = (lc_view){.data = self->values.data, .size = self->values.size};
	return LIANGCE_OK;
}
