/* SPDX-License-Identifier: Apache-2.0 */
/* What a person wants to see after a scan, on standard output. */
#ifndef LIANGCE_SUMMARY_H
#define LIANGCE_SUMMARY_H

#include "base/base.h"
#include "liangce_run.h"

typedef struct lc__summary {
	const char *program; /* as it was called */
	const char *result;
	lc_format format;
	const char *facts_path; /* or NULL */
	bool reads_facts;
	unsigned jobs;
	const lc_run_report *report;
	const lc_store_totals *totals;
} lc__summary;

/* store is finished: its leading themes and terms are asked for. LIANGCE_E_NOMEM, LIANGCE_E_READ. */
lc_status lc__print_summary(const lc__summary *self, lc_store *store, lc_error *err);

#endif
