/* SPDX-License-Identifier: Apache-2.0 */
/* Text on a terminal: see terminal.h. Needs no locale: what we print is UTF-8. */
#include "terminal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

typedef struct range {
	uint32_t first;
	uint32_t last;
} range;

/* East Asian Width W and F, as far as the characters of Chinese text go. */
static const range wide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97C}, {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};
static const range empty[] = {{0x0300, 0x036F}, {0x200B, 0x200F}, {0x202A, 0x202E},
                              {0x2060, 0x2064}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}};

static bool in_ranges(uint32_t point, const range *ranges, size_t count)
{
	for (size_t i = 0; i < count && point >= ranges[i].first; i++)
		if (point <= ranges[i].last)
			return true;
	return false;
}

static size_t point_columns(uint32_t point)
{
	if (point < 0x300)
		return 1;
	if (in_ranges(point, empty, sizeof empty / sizeof *empty))
		return 0;
	return in_ranges(point, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}

/* The code point at text[*at], and *at behind it. Lenient: this is only about width. */
static uint32_t next_point(lc_view text, size_t *at)
{
	unsigned char first = (unsigned char)text.data[(*at)++];
	unsigned more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
	uint32_t point = more == 0 ? first : first & (0x3FU >> more);
	for (; more > 0 && *at < text.size && ((unsigned char)text.data[*at] & 0xC0) == 0x80; more--)
		point = point << 6 | ((unsigned char)text.data[(*at)++] & 0x3FU);
	return point;
}

size_t lc__columns_cut(lc_view text, size_t most)
{
	size_t columns = 0;
	for (size_t at = 0; at < text.size;) {
		size_t here = at;
		columns += point_columns(next_point(text, &at));
		if (columns > most)
			return here;
	}
	return text.size;
}

size_t lc__columns(lc_view text)
{
	size_t columns = 0;
	for (size_t at = 0; at < text.size;)
		columns += point_columns(next_point(text, &at));
	return columns;
}

static bool is_control(unsigned char byte, bool keeps_lines)
{
	if (keeps_lines && (byte == '\n' || byte == '\t'))
		return false;
	return byte < 0x20 || byte == 0x7F;
}

static void print_text(FILE *to, lc_view text, bool keeps_lines)
{
	for (size_t done = 0; done < text.size;) {
		size_t next = done;
		while (next < text.size && !is_control((unsigned char)text.data[next], keeps_lines))
			next++;
		fwrite(text.data + done, 1, next - done, to);
		if (next < text.size)
			fputc('?', to);
		done = next + 1;
	}
}

void lc__print_plain(FILE *to, lc_view text)
{
	print_text(to, text, true);
}

void lc__print_padded(FILE *to, const char *text, size_t columns)
{
	lc_view all = {.data = text, .size = strlen(text)};
	size_t used = lc__columns(all);
	bool cut = columns > 0 && used > columns;
	if (cut) {
		all.size = lc__columns_cut(all, columns - 1);
		used = lc__columns(all) + 1;
	}
	print_text(to, all, false);
	if (cut)
		fputs("…", to);
	for (; used < columns; used++)
		fputc(' ', to);
}

const char *lc__number(uint64_t value, char buffer[LIANGCE_NUMBER_CHARS])
{
	char digits[24];
	int count = snprintf(digits, sizeof digits, "%" PRIu64, value);
	char *to = buffer;
	for (int i = 0; i < count; i++) {
		if (i > 0 && (count - i) % 3 == 0)
			*to++ = ',';
		*to++ = digits[i];
	}
	*to = '\0';
	return buffer;
}

const char *lc__bytes(uint64_t bytes, char buffer[LIANGCE_NUMBER_CHARS])
{
	static const char *const units[] = {"KB", "MB", "GB", "TB", "PB", "EB"};
	if (bytes < 1000) {
		snprintf(buffer, LIANGCE_NUMBER_CHARS, "%u byte%s", (unsigned)bytes, bytes == 1 ? "" : "s");
		return buffer;
	}
	double value = (double)bytes / 1000;
	size_t unit = 0;
	for (; value >= 999.95; unit++)
		value /= 1000;
	snprintf(buffer, LIANGCE_NUMBER_CHARS, "%.1f %s", value, units[unit]);
	return buffer;
}

bool lc__is_terminal(FILE *to)
{
	const char *kind = getenv("TERM");
	return isatty(fileno(to)) == 1 && kind != NULL && strcmp(kind, "dumb") != 0;
}

bool lc__use_colour(lc__when when, FILE *to)
{
	if (when != LIANGCE_WHEN_AUTO)
		return when == LIANGCE_WHEN_ALWAYS;
	const char *unwanted = getenv("NO_COLOR");
	return lc__is_terminal(to) && (unwanted == NULL || unwanted[0] == '\0');
}

size_t lc__terminal_columns(FILE *to)
{
	struct winsize size;
	if (ioctl(fileno(to), TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return 80;
	return size.ws_col;
}
