/* SPDX-License-Identifier: Apache-2.0 */
/* Telling text from what is none: see decode.h. Both rules depend on the document alone, not on how it is cut or read. */
#include "decode.h"

#include <inttypes.h>
#include <string.h>

#define HEAD_BYTES ((size_t)4096)
#define TOLERATED 8 /* of either kind, in a document however short */

static bool begins_with(lc_view text, const char *mark, size_t size)
{
	return text.size >= size && memcmp(text.data, mark, size) == 0;
}

/* Text has none: memchr is what every document pays. */
static size_t zero_bytes(const char *bytes, size_t size)
{
	size_t count = 0;
	const char *end = bytes + size;
	while (bytes < end && (bytes = memchr(bytes, '\0', (size_t)(end - bytes))) != NULL) {
		count++;
		bytes++;
	}
	return count;
}

lc_status lc__decode_head(lc_view text, lc_error *err)
{
	/* UTF-32 first: its little-endian mark begins with that of UTF-16. */
	const char *encoding = begins_with(text, "\xFF\xFE\0\0", 4) || begins_with(text, "\0\0\xFE\xFF", 4) ? "UTF-32"
	                     : begins_with(text, "\xFF\xFE", 2) || begins_with(text, "\xFE\xFF", 2)         ? "UTF-16"
	                                                                                                    : NULL;
	if (encoding != NULL)
		return lc__fail(err, LIANGCE_E_INPUT, "not UTF-8: begins with the byte order mark of %s", encoding);
	size_t head = text.size < HEAD_BYTES ? text.size : HEAD_BYTES;
	size_t zeros = zero_bytes(text.data, head);
	if (zeros > TOLERATED && zeros * 10 > head)
		return lc__fail(err, LIANGCE_E_INPUT, "not text: %zu of the first %zu bytes are NUL (binary or UTF-16?)", zeros,
		                head);
	return LIANGCE_OK;
}

lc_status lc__decode_whole(const lc_document *document, lc_error *err)
{
	if (document->invalid > TOLERATED && document->invalid > document->characters / 10)
		return lc__fail(err, LIANGCE_E_INPUT,
		                "not UTF-8: %" PRIu64 " of %" PRIu64 " characters are ill-formed (GB18030, UTF-16 or binary?)",
		                document->invalid, document->characters);
	return LIANGCE_OK;
}
