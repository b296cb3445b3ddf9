/* SPDX-License-Identifier: Apache-2.0 */
/* Telling text from what is none: see decode.h. Both rules depend on the document alone, not on how it is cut or read. */
#include "decode.h"

#include <inttypes.h>
#include <string.h>

#define HEAD_BYTES ((size_t)4096)
#define TOLERATED_ZEROS 8
#define TOLERATED 3 /* ill-formed sequences in a short document: a cut in a character at both of its ends leaves no more */

static bool holds_at(lc_view text, size_t offset, const char *mark, size_t size)
{
	return text.size >= offset + size && memcmp(text.data + offset, mark, size) == 0;
}

static bool begins_with(lc_view text, const char *mark, size_t size)
{
	return holds_at(text, 0, mark, size);
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

/* What people keep beside their texts, by the bytes that tell it, and what is to be done about it. */
static const struct {
	size_t offset;
	const char *bytes;
	size_t size;
	const char *message;
} others[] = {
    {0, "\x1F\x8B", 2, "compressed (gzip): decompress it first"},
    {0, "\x28\xB5\x2F\xFD", 4, "compressed (zstd): decompress it first"},
    {0,
     "\xFD"
     "7zXZ",
     5, "compressed (xz): decompress it first"},
    {4, "1AY&SY", 6, "compressed (bzip2): decompress it first"},
    {0, "PK\3\4", 4, "compressed (ZIP, or a document made of it: docx, xlsx, epub): unpack it first"},
    {0, "7z\xBC\xAF\x27\x1C", 6, "compressed (7z): unpack it first"},
    {0, "Rar!\x1A\7", 6, "compressed (RAR): unpack it first"},
    {0, "%PDF-", 5, "not text: a PDF: extract its text first"},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "not text: an old Office document (doc, xls): save it as text first"},
    {0, "SQLite format 3", 16, "not text: a SQLite database"},
    {257, "ustar", 5, "an archive (tar): unpack it first"},
};

/* NULL: nothing that is known. */
static const char *other_kind(lc_view text)
{
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (holds_at(text, others[i].offset, others[i].bytes, others[i].size))
			return others[i].message;
	return NULL;
}

lc_status lc__decode_head(lc_view text, lc_error *err)
{
	/* UTF-32 first: its little-endian mark begins with that of UTF-16. */
	const char *encoding = begins_with(text, "\xFF\xFE\0\0", 4) || begins_with(text, "\0\0\xFE\xFF", 4) ? "UTF-32"
	                     : begins_with(text, "\xFF\xFE", 2) || begins_with(text, "\xFE\xFF", 2)         ? "UTF-16"
	                                                                                                    : NULL;
	if (encoding != NULL)
		return lc__fail(err, LIANGCE_E_INPUT, "not UTF-8: begins with the byte order mark of %s", encoding);
	const char *other = other_kind(text);
	if (other != NULL)
		return lc__fail(err, LIANGCE_E_INPUT, "%s", other);
	size_t head = text.size < HEAD_BYTES ? text.size : HEAD_BYTES;
	size_t zeros = zero_bytes(text.data, head);
	if (zeros > TOLERATED_ZEROS && zeros * 10 > head)
		return lc__fail(err, LIANGCE_E_INPUT, "not text: %zu of the first %zu bytes are NUL (binary or UTF-16?)", zeros,
		                head);
	return LIANGCE_OK;
}

lc_status lc__decode_whole(const lc_document *document, lc_error *err)
{
	uint64_t bad = document->invalid, all = document->characters;
	if (bad > all / 10 && (bad > TOLERATED || bad > all / 2))
		return lc__fail(err, LIANGCE_E_INPUT,
		                "not UTF-8: %" PRIu64 " of %" PRIu64 " characters are ill-formed (GB18030, UTF-16 or binary?)", bad,
		                all);
	return LIANGCE_OK;
}
