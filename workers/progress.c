/* SPDX-License-Identifier: Apache-2.0 */
/* Progress: see progress.h. Rates are means since the start: they are what the time left is told from. */
#include "progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "terminal.h"

static double seconds(const lc_run_progress *progress)
{
	return (double)progress->elapsed_ns / 1e9;
}

/* Bytes a second; 0 while there is nothing to tell it from. */
static double rate(const lc_run_progress *progress)
{
	return progress->elapsed_ns == 0 ? 0 : (double)progress->bytes_done / seconds(progress);
}

/* Seconds left; negative where nobody knows: the listing goes on, or a stream has no size. */
static double seconds_left(const lc_run_progress *progress)
{
	if (!progress->listed_all || progress->unsized || progress->bytes_done == 0 ||
	    progress->bytes_done > progress->bytes_listed)
		return -1;
	return (double)(progress->bytes_listed - progress->bytes_done) / rate(progress);
}

static void format_time(double time, char *buffer, size_t size)
{
	unsigned long whole = (unsigned long)(time + 0.5);
	if (whole < 3600)
		snprintf(buffer, size, "%lu:%02lu", whole / 60, whole % 60);
	else
		snprintf(buffer, size, "%lu:%02lu:%02lu", whole / 3600, whole / 60 % 60, whole % 60);
}

void lc__progress_line(const lc_run_progress *progress, void *payload)
{
	(void)payload;
	char done[LIANGCE_NUMBER_CHARS], listed[LIANGCE_NUMBER_CHARS], files[LIANGCE_NUMBER_CHARS], failures[LIANGCE_NUMBER_CHARS];
	char left[40] = "";
	double more = seconds_left(progress);
	if (more >= 0) {
		format_time(more, left, sizeof left - 8);
		snprintf(left + strlen(left), 8, " left");
	} else if (!progress->listed_all) {
		snprintf(left, sizeof left, "listing");
	}
	char failed[LIANGCE_NUMBER_CHARS + 16] = "";
	if (progress->failures > 0)
		snprintf(failed, sizeof failed, "  %s not used", lc__number(progress->failures, failures));
	char line[320];
	snprintf(line, sizeof line, "%s of %s%s  %.0f MB/s  %s files%s  %s", lc__bytes(progress->bytes_done, done),
	         lc__bytes(progress->bytes_listed, listed), progress->listed_all && !progress->unsized ? "" : "+",
	         rate(progress) / 1e6, lc__number(progress->files_done, files), failed, left);
	lc_view all = {.data = line, .size = strlen(line)};
	size_t columns = lc__terminal_columns(stderr);
	fprintf(stderr, "\r%.*s\033[K", (int)lc__columns_cut(all, columns - 1), line);
	fflush(stderr);
}

void lc__progress_line_end(void)
{
	fputs("\r\033[K", stderr);
	fflush(stderr);
}

void lc__progress_json(const lc_run_progress *progress, void *payload)
{
	(void)payload;
	char left[32] = "null";
	double more = seconds_left(progress);
	if (more >= 0)
		snprintf(left, sizeof left, "%.1f", more);
	fprintf(stderr,
	        "{\"elapsed_s\":%.1f,\"bytes_done\":%" PRIu64 ",\"bytes_listed\":%" PRIu64 ",\"files_done\":%" PRIu64
	        ",\"files_listed\":%" PRIu64 ",\"failures\":%" PRIu64 ",\"listed_all\":%s,\"mb_per_s\":%.1f,\"seconds_left\":%s}\n",
	        seconds(progress), progress->bytes_done, progress->bytes_listed, progress->files_done, progress->files_listed,
	        progress->failures, progress->listed_all ? "true" : "false", rate(progress) / 1e6, left);
	fflush(stderr);
}
