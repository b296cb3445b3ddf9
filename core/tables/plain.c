/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes as well-formed UTF-8: see plain.h. */
#include "tables/plain.h"

#include <string.h>

#include "text/utf8.h"

char *lc__plain_text(char *to, lc_view text)
{
	const uint8_t *at = (const uint8_t *)text.data, *end = text.size == 0 ? at : at + text.size;
	while (at != end) {
		lc__character character = lc__decode(at, end);
		size_t width = character.valid ? character.width : 3;
		memcpy(to, character.valid ? (const char *)at : "\xEF\xBF\xBD", width);
		to += width;
		at += character.width;
	}
	return to;
}

static bool needs_escape(const uint8_t *at, const uint8_t *end)
{
	while (at != end) {
		if (at[0] == '\0' || (at[0] == '\\' && at + 1 != end && at[1] == 'x'))
			return true;
		if (at[0] < 0x80) {
			at++;
			continue;
		}
		lc__character character = lc__decode(at, end);
		if (!character.valid)
			return true;
		at += character.width;
	}
	return false;
}

char *lc__plain_name(char *to, lc_view name)
{
	static const char digits[] = "0123456789ABCDEF";
	if (name.size == 0)
		return to;
	const uint8_t *at = (const uint8_t *)name.data, *end = at + name.size;
	if (!needs_escape(at, end)) {
		memcpy(to, name.data, name.size);
		return to + name.size;
	}
	while (at != end) {
		lc__character character = lc__decode(at, end);
		if (character.valid && *at != '\0') {
			if (*at == '\\')
				*to++ = '\\';
			memcpy(to, at, character.width);
			to += character.width;
			at += character.width;
			continue;
		}
		for (uint32_t i = 0; i < character.width; i++, at++) {
			*to++ = '\\';
			*to++ = 'x';
			*to++ = digits[*at >> 4];
			*to++ = digits[*at & 15];
		}
	}
	return to;
}
