/* SPDX-License-Identifier: Apache-2.0 */
/* The summary after a scan: see summary.h. Numbers come from the store and the run's report; nothing is counted here. */
#include "summary.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "terminal.h"

#define LEADERS 10
#define NAME_COLUMNS 36

typedef struct leader {
	char *name;
	uint64_t occurrences;
	uint64_t documents;
} leader;

typedef struct leaders {
	leader rows[LEADERS];
	size_t count;
	bool no_memory;
} leaders;

static void keep_leader(const char *name, uint64_t occurrences, uint64_t documents, void *payload)
{
	leaders *self = payload;
	char *copy = lc__strndup(name, strlen(name));
	if (copy == NULL || self->count == LEADERS) {
		self->no_memory = self->no_memory || copy == NULL;
		lc__free(copy);
		return;
	}
	self->rows[self->count++] = (leader){.name = copy, .occurrences = occurrences, .documents = documents};
}

static void print_leaders(const char *title, const leaders *self)
{
	char occurrences[LIANGCE_NUMBER_CHARS], documents[LIANGCE_NUMBER_CHARS];
	if (self->count == 0)
		return;
	putchar('\n');
	lc__print_padded(stdout, title, NAME_COLUMNS);
	printf(" %14s %12s\n", "matches", "documents");
	for (size_t i = 0; i < self->count; i++) {
		const leader *row = &self->rows[i];
		lc__print_padded(stdout, row->name[0] == '\0' ? "(no theme)" : row->name, NAME_COLUMNS);
		printf(" %14s %12s\n", lc__number(row->occurrences, occurrences), lc__number(row->documents, documents));
	}
}

static lc_status print_leading(lc_store *store, const char *table, const char *title, lc_error *err)
{
	leaders found = {0};
	lc_status status = lc_store_leaders(store, table, LEADERS, keep_leader, &found, err);
	if (status == LIANGCE_OK && found.no_memory)
		status = lc__fail_nomem(err);
	if (status == LIANGCE_OK)
		print_leaders(title, &found);
	for (size_t i = 0; i < found.count; i++)
		lc__free(found.rows[i].name);
	return status;
}

static void print_amounts(const lc__summary *self)
{
	char number[LIANGCE_NUMBER_CHARS], bytes[LIANGCE_NUMBER_CHARS];
	const lc_store_totals *totals = self->totals;
	double time = (double)self->report->end.elapsed_ns / 1e9;
	printf("%-12s %14s\n", "documents", lc__number(totals->documents, number));
	printf("%-12s %14s\n", "characters", lc__number(totals->characters, number));
	printf("%-12s %14s   in %.2f s on %u thread%s", "size", lc__bytes(totals->bytes, bytes), time, self->jobs,
	       self->jobs == 1 ? "" : "s");
	if (time > 0)
		printf(", %.0f MB/s", (double)totals->bytes / 1e6 / time);
	printf("\n%-12s %14s", "matches", lc__number(totals->occurrences, number));
	if (totals->bytes > 0)
		printf("   %.1f a KB", (double)totals->occurrences * 1000 / (double)totals->bytes);
	putchar('\n');
	if (self->reads_facts)
		printf("%-12s %14s\n", "numbers", lc__number(totals->facts, number));
}

static const char *plural(uint64_t count, const char *one, const char *many)
{
	return count == 1 ? one : many;
}

static void print_left_out(const lc__summary *self)
{
	char number[LIANGCE_NUMBER_CHARS];
	const lc_run_report *report = self->report;
	if (report->hidden_skipped > 0)
		printf("%-12s %14s   hidden name%s (--hidden reads %s)\n", "passed over",
		       lc__number(report->hidden_skipped, number), plural(report->hidden_skipped, "", "s"),
		       plural(report->hidden_skipped, "it", "them"));
	if (report->links_skipped > 0)
		printf("%-12s %14s   link%s\n", "passed over", lc__number(report->links_skipped, number),
		       plural(report->links_skipped, "", "s"));
	if (report->results_skipped > 0)
		printf("%-12s %14s   earlier result%s of liangce\n", "passed over", lc__number(report->results_skipped, number),
		       plural(report->results_skipped, "", "s"));
	if (report->ungrouped > 0)
		printf("%-12s %14s   document%s whose path --group does not fit\n", "no group",
		       lc__number(report->ungrouped, number), plural(report->ungrouped, "", "s"));
}

static void print_damaged(const lc_store_totals *totals)
{
	char files[LIANGCE_NUMBER_CHARS], characters[LIANGCE_NUMBER_CHARS];
	if (totals->damaged > 0)
		printf("%-12s %14s   file%s (%s ill-formed character%s)\n", "damaged", lc__number(totals->damaged, files),
		       plural(totals->damaged, "", "s"), lc__number(totals->invalid, characters), plural(totals->invalid, "", "s"));
}

static void print_failures(const lc__summary *self)
{
	char number[LIANGCE_NUMBER_CHARS];
	const lc_run_report *report = self->report;
	uint64_t all = self->totals->failures;
	if (all == 0)
		return;
	printf("%-12s %14s\n", "failures", lc__number(all, number));
	for (size_t i = 0; i < report->failure_count; i++) {
		const lc_run_failure *failure = &report->failures[i];
		fputs("  ", stdout);
		lc__print_padded(stdout, failure->path, 0);
		printf("  %s\n", failure->error);
	}
	if (all > report->failure_count)
		printf("  and %s more, in table `failures`\n", lc__number(all - report->failure_count, number));
}

static const char *signal_name(int number)
{
	return number == SIGINT ? "SIGINT" : number == SIGHUP ? "SIGHUP" : "SIGTERM";
}

static void print_stop(const lc_run_report *report)
{
	char done[LIANGCE_NUMBER_CHARS], listed[LIANGCE_NUMBER_CHARS];
	if (report->signal_number == 0)
		return;
	printf("stopped by %s: the result is partial, with %s of the %s files that were listed until then\n",
	       signal_name(report->signal_number), lc__number(report->end.files_done, done),
	       lc__number(report->end.files_listed, listed));
}

/* Where the result is, and one way to look at it. */
static void print_where(const lc__summary *self)
{
	printf("\nresult: %s\n", self->result);
	if (self->facts_path != NULL)
		printf("facts:  %s\n", self->facts_path);
	switch (self->format) {
	case LIANGCE_FORMAT_SQLITE:
		printf("look:   sqlite3 -box '%s' 'SELECT * FROM terms ORDER BY occurrences DESC LIMIT 20'\n", self->result);
		printf("        %s export '%s' --table %s --format csv\n", self->program, self->result,
		       self->totals->failures > 0 ? "failures" : "terms");
		break;
	case LIANGCE_FORMAT_CSV: printf("look:   head '%s/terms.csv'\n", self->result); break;
	case LIANGCE_FORMAT_JSONL: printf("look:   head '%s/terms.jsonl'\n", self->result); break;
	}
}

lc_status lc__print_summary(const lc__summary *self, lc_store *store, lc_error *err)
{
	print_stop(self->report);
	print_amounts(self);
	print_left_out(self);
	print_damaged(self->totals);
	print_failures(self);
	lc_status status = print_leading(store, "themes", "theme", err);
	if (status == LIANGCE_OK)
		status = print_leading(store, "terms", "term", err);
	if (status == LIANGCE_OK)
		print_where(self);
	return status;
}
