/* SPDX-License-Identifier: Apache-2.0 */
/* Listing places: see places_list.h. A match that goes over a line end is shown on one line, the line end as "⏎". */
#include "places_list.h"

#include <inttypes.h>
#include <stdio.h>

#include "terminal.h"

void lc__print_places_header(void)
{
	puts("byte_start\tbyte_end\tchar_start\tchar_end\tterm\ttheme\ttext");
}

static void print_on_one_line(lc_view text)
{
	size_t done = 0;
	for (size_t i = 0; i <= text.size; i++) {
		char byte = i < text.size ? text.data[i] : '\n';
		if (byte != '\n' && byte != '\r' && byte != '\t')
			continue;
		lc__print_plain(stdout, (lc_view){.data = text.data + done, .size = i - done});
		done = i + 1;
		if (i < text.size)
			fputs(byte == '\n' ? "⏎" : " ", stdout);
	}
}

void lc__print_places(const lc_ruleset *rules, lc_view text, const lc_document *document, const lc_document *before)
{
	for (size_t i = 0; i < document->match_count; i++) {
		const lc_term *term = lc_ruleset_term(rules, document->matches[i].term);
		const lc_span *span = &document->matches[i].span;
		printf("%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\t%s\t%s\t", before->bytes + span->byte_start,
		       before->bytes + span->byte_end, before->characters + span->char_start, before->characters + span->char_end,
		       term->term, term->theme);
		print_on_one_line((lc_view){.data = text.data + span->byte_start, .size = span->byte_end - span->byte_start});
		putchar('\n');
	}
}
