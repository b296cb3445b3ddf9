/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of foreign dictionaries and the places in them: see import.h. Knows no format. */
#include <string.h>

#include "import/import.h"
#include "text/utf8.h"

void lc__lines_init(lc__lines *self, const char *source, lc_view text)
{
	bool marked = text.size >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0;
	*self = (lc__lines){.at = text.data, .end = text.data, .place = {.source = source, .line = 0, .column = 1}};
	if (text.size > 0)
		self->end = text.data + text.size;
	if (marked)
		self->at += 3;
}

lc__place_in_text lc__lines_place(lc__lines *self, const char *at)
{
	lc__place_in_text place = self->place;
	const char *from = self->line.data;
	if (self->told != NULL && self->told <= at) {
		from = self->told;
		place.column = self->told_column;
	}
	const uint8_t *end = (const uint8_t *)at;
	for (const uint8_t *c = (const uint8_t *)from; c < end; place.column++)
		c += lc__decode(c, end).width;
	self->told = at;
	self->told_column = place.column;
	return place;
}

static lc_status check(lc__lines *self, lc_error *err)
{
	const uint8_t *at = (const uint8_t *)self->line.data, *end = at + self->line.size;
	while (at < end) {
		lc__character c = lc__decode(at, end);
		if (!c.valid || c.point == 0) {
			lc__place_in_text place = lc__lines_place(self, (const char *)at);
			return lc__fail_at(err, LIANGCE_E_DICTIONARY, place.source, place.line, place.column, "%s",
			                   c.valid ? "a NUL byte" : "not UTF-8");
		}
		at += c.width;
	}
	return LIANGCE_OK;
}

lc_status lc__lines_next(lc__lines *self, bool *more, lc_error *err)
{
	*more = self->at < self->end;
	if (!*more)
		return LIANGCE_OK;
	const char *stop = memchr(self->at, '\n', (size_t)(self->end - self->at));
	const char *next = stop == NULL ? self->end : stop + 1;
	if (stop == NULL)
		stop = self->end;
	if (stop > self->at && stop[-1] == '\r')
		stop--;
	self->line = (lc_view){self->at, (size_t)(stop - self->at)};
	self->told = NULL;
	self->at = next;
	self->place.line++;
	return check(self, err);
}

/* Bytes of white space that `at` begins with. U+3000 is three, and so is a mark of byte order that strayed into a text. */
static size_t space_at(const char *at, size_t size)
{
	if (size == 0)
		return 0;
	if (*at == ' ' || (*at >= '\t' && *at <= '\r'))
		return 1;
	return size >= 3 && (memcmp(at, "\xE3\x80\x80", 3) == 0 || memcmp(at, "\xEF\xBB\xBF", 3) == 0) ? 3 : 0;
}

static size_t space_before(const char *end, size_t size)
{
	if (size > 0 && space_at(end - 1, 1) == 1)
		return 1;
	return size >= 3 ? space_at(end - 3, 3) / 3 * 3 : 0;
}

lc_view lc__trim(lc_view text)
{
	for (size_t n; (n = space_at(text.data, text.size)) > 0;) {
		text.data += n;
		text.size -= n;
	}
	for (size_t n; text.size > 0 && (n = space_before(text.data + text.size, text.size)) > 0;)
		text.size -= n;
	return text;
}
