/* SPDX-License-Identifier: Apache-2.0 */
/* Errors, checked allocation and capped buffers: see base.h. */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *lc_version(void)
{
	return LIANGCE_VERSION;
}

const char *lc_status_text(lc_status status)
{
	switch (status) {
#define LIANGCE_STATUS_CASE(name, value, text) \
	case LIANGCE_##name: return text;
		LIANGCE_STATUS_MAP(LIANGCE_STATUS_CASE)
#undef LIANGCE_STATUS_CASE
	}
	return "unknown status";
}

size_t lc_error_format(const lc_error *error, char *buffer, size_t size)
{
	char place[300] = "";
	if (error->source[0] != '\0' && error->line != 0 && error->column != 0)
		snprintf(place, sizeof place, "%s:%u:%u: ", error->source, error->line, error->column);
	else if (error->source[0] != '\0' && error->line != 0)
		snprintf(place, sizeof place, "%s:%u: ", error->source, error->line);
	else if (error->source[0] != '\0')
		snprintf(place, sizeof place, "%s: ", error->source);
	int length = snprintf(buffer, size, "%s%s", place, error->message);
	return length < 0 ? 0 : (size_t)length;
}

/* Messages are one line: what came from a file name or a text may hold control characters. A cut never splits a character. */
static void copy_line(char *to, size_t size, const char *from)
{
	size_t length = strlen(from);
	if (length >= size) {
		length = size - 1;
		while (length > 0 && ((unsigned char)from[length] & 0xC0) == 0x80)
			length--;
	}
	for (size_t i = 0; i < length; i++)
		to[i] = (unsigned char)from[i] < 0x20 || from[i] == 0x7F ? '?' : from[i];
	to[length] = '\0';
}

LIANGCE_PRINTF(7, 0)
static void fill(lc_error *err, lc_status status, int sys_errno, const char *source, uint32_t line, uint32_t column,
                 const char *format, va_list arguments)
{
	char message[512];
	vsnprintf(message, sizeof message, format, arguments);
	if (sys_errno != 0) {
		size_t used = strlen(message);
		const char *cause = strerrordesc_np(sys_errno);
		snprintf(message + used, sizeof message - used, ": %s", cause == NULL ? "unknown error" : cause);
	}
	err->status = status;
	err->sys_errno = sys_errno;
	err->line = line;
	err->column = column;
	copy_line(err->source, sizeof err->source, source == NULL ? "" : source);
	copy_line(err->message, sizeof err->message, message);
}

void lc__error_set(lc_error *err, lc_status status, const char *format, ...)
{
	if (err != NULL) {
		va_list arguments;
		va_start(arguments, format);
		fill(err, status, 0, NULL, 0, 0, format, arguments);
		va_end(arguments);
	}
}

void lc__error_set_at(lc_error *err, lc_status status, const char *source, uint32_t line, uint32_t column, const char *format, ...)
{
	if (err != NULL) {
		va_list arguments;
		va_start(arguments, format);
		fill(err, status, 0, source, line, column, format, arguments);
		va_end(arguments);
	}
}

void lc__error_set_errno(lc_error *err, lc_status status, const char *source, int sys_errno, const char *format, ...)
{
	if (err != NULL) {
		va_list arguments;
		va_start(arguments, format);
		fill(err, status, sys_errno, source, 0, 0, format, arguments);
		va_end(arguments);
	}
}

/* Counts down to the allocation that shall fail; 0: none shall. Set by tests only, before they start threads. */
static uint64_t fail_countdown;
static bool fail_sticky;

static bool shall_fail(void)
{
	if (fail_countdown == 0)
		return false;
	if (fail_countdown > 1) {
		fail_countdown--;
		return false;
	}
	if (!fail_sticky)
		fail_countdown = 0;
	return true;
}

void lc__alloc_fail_after(uint64_t nth, bool sticky)
{
	fail_countdown = nth;
	fail_sticky = sticky;
}

void *lc__alloc(size_t count, size_t size)
{
	return lc__realloc(NULL, count, size);
}

void *lc__calloc(size_t count, size_t size)
{
	if (count == 0 || size == 0 || shall_fail())
		return NULL;
	return calloc(count, size);
}

void *lc__realloc(void *memory, size_t count, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes) || bytes == 0 || shall_fail())
		return NULL;
	return realloc(memory, bytes);
}

void lc__free(void *memory)
{
	free(memory);
}

char *lc__strndup(const char *text, size_t size)
{
	char *copy = size == SIZE_MAX ? NULL : lc__alloc(size + 1, 1);
	if (copy != NULL) {
		if (size != 0)
			memcpy(copy, text, size);
		copy[size] = '\0';
	}
	return copy;
}

lc_status lc__grow(void **items, size_t *capacity, size_t wanted, size_t maximum, size_t item_size, lc_error *err)
{
	if (wanted <= *capacity)
		return LIANGCE_OK;
	if (wanted > maximum)
		return lc__fail(err, LIANGCE_E_TOO_LARGE, "more than %zu items", maximum);
	size_t next = *capacity < 16 ? 16 : *capacity > maximum / 2 ? maximum : *capacity * 2;
	if (next < wanted)
		next = wanted;
	if (next > maximum)
		next = maximum;
	void *memory = lc__realloc(*items, next, item_size);
	if (memory == NULL)
		return lc__fail_nomem(err);
	*items = memory;
	*capacity = next;
	return LIANGCE_OK;
}

void lc__buffer_init(lc__buffer *self, size_t maximum)
{
	*self = (lc__buffer){.maximum = maximum};
}

void lc__buffer_release(lc__buffer *self)
{
	lc__free(self->data);
	self->data = NULL;
	self->size = self->capacity = 0;
}

lc_status lc__buffer_reserve(lc__buffer *self, size_t extra, lc_error *err)
{
	if (extra > self->maximum || self->size > self->maximum - extra)
		return lc__fail(err, LIANGCE_E_TOO_LARGE, "more than %zu bytes", self->maximum);
	void *data = self->data;
	lc_status status = lc__grow(&data, &self->capacity, self->size + extra, self->maximum, 1, err);
	self->data = data;
	return status;
}

lc_status lc__buffer_append(lc__buffer *self, const void *data, size_t size, lc_error *err)
{
	lc_status status = lc__buffer_reserve(self, size, err);
	if (status == LIANGCE_OK && size != 0) {
		memcpy(self->data + self->size, data, size);
		self->size += size;
	}
	return status;
}

lc_status lc__buffer_printf(lc__buffer *self, lc_error *err, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	lc_status status = length < 0 ? lc__fail(err, LIANGCE_E_INVALID, "text cannot be formatted")
	                              : lc__buffer_reserve(self, (size_t)length + 1, err);
	if (status == LIANGCE_OK) {
		vsnprintf(self->data + self->size, (size_t)length + 1, format, again);
		self->size += (size_t)length;
	}
	va_end(again);
	return status;
}
