/* SPDX-License-Identifier: Apache-2.0 */
/* The words for the values of an enumeration: one place, so that dictionaries, tables and command lines say the same. */
#include "base/base.h"

const char *lc_fact_kind_text(lc_fact_kind kind)
{
	switch (kind) {
	case LIANGCE_FACT_COUNT: return "count";
	case LIANGCE_FACT_MONEY: return "money";
	case LIANGCE_FACT_PERCENT: return "percent";
	case LIANGCE_FACT_MEASURE: return "measure";
	case LIANGCE_FACT_DURATION: return "duration";
	case LIANGCE_FACT_RATIO: return "ratio";
	case LIANGCE_FACT_RANK: return "rank";
	case LIANGCE_FACT_DATE: return "date";
	case LIANGCE_FACT_NAME: return "name";
	case LIANGCE_FACT_ID: return "id";
	case LIANGCE_FACT_AGE: return "age";
	case LIANGCE_FACT_OTHER: return "other";
	}
	return "other";
}

const char *lc_approx_text(lc_approx approx)
{
	switch (approx) {
	case LIANGCE_EXACT: return "exact";
	case LIANGCE_ABOUT: return "about";
	case LIANGCE_OVER: return "over";
	case LIANGCE_UNDER: return "under";
	}
	return "exact";
}

const char *lc_change_text(lc_change change)
{
	switch (change) {
	case LIANGCE_LEVEL: return "level";
	case LIANGCE_UP_BY: return "up_by";
	case LIANGCE_DOWN_BY: return "down_by";
	case LIANGCE_TO: return "to";
	case LIANGCE_FROM: return "from";
	}
	return "level";
}

const char *lc_term_kind_text(lc_term_kind kind)
{
	switch (kind) {
	case LIANGCE_KIND_TERM: return "term";
	case LIANGCE_KIND_INDICATOR: return "indicator";
	case LIANGCE_KIND_SHIELD: return "shield";
	case LIANGCE_KIND_NAME: return "name";
	}
	return "term";
}

const char *lc_overlap_text(lc_overlap overlap)
{
	return overlap == LIANGCE_OVERLAP_ALL ? "all" : "longest";
}
