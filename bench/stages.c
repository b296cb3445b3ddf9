/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The five stages: see stages.h. The bare engine is called once a segment, as the library does, so that only the coding of the
 * text differs between the first two.
 */
#include "stages.h"

static int count_all(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *payload)
{
	(void)id;
	(void)from;
	(void)to;
	(void)flags;
	++*(uint64_t *)payload;
	return 0;
}

/* A report that ends between the bytes of a unit is none. */
static int count_aligned(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *payload)
{
	(void)id;
	(void)from;
	(void)flags;
	*(uint64_t *)payload += to % 2 == 0;
	return 0;
}

static lc_status run_raw_utf8(const bench_work *work, bench_outcome *out, lc_error *err)
{
	for (size_t i = 0; i < work->input->segment_count; i++) {
		lc_view text = input_segment(work->input, i);
		hs_error_t code = hs_scan(work->subject->utf8, text.data, (unsigned)text.size, 0, work->subject->scratch, count_all,
		                          &out->matches);
		if (code != HS_SUCCESS)
			return lc__fail_engine(err, "scan of UTF-8", code);
	}
	return LIANGCE_OK;
}

static lc_status run_raw_folded(const bench_work *work, bench_outcome *out, lc_error *err)
{
	for (size_t i = 0; i < work->input->segment_count; i++) {
		size_t count;
		const uint16_t *codes = input_codes(work->input, i, &count);
		hs_error_t code = hs_scan(work->subject->codes, (const char *)codes, (unsigned)(count * sizeof *codes), 0,
		                          work->subject->scratch, count_aligned, &out->matches);
		if (code != HS_SUCCESS)
			return lc__fail_engine(err, "scan of codes", code);
	}
	return LIANGCE_OK;
}

static lc_status run_fold(const bench_work *work, bench_outcome *out, lc_error *err)
{
	(void)out;
	lc_status status = LIANGCE_OK;
	for (size_t i = 0; i < work->input->segment_count && status == LIANGCE_OK; i++)
		status = lc__fold(work->folded, input_segment(work->input, i), err);
	return status;
}

/* In pieces, as a run does it: facts are those of one call, and memory stays bounded. */
static lc_status scan_all(lc_scan *scan, const bench_input *input, bench_outcome *out, lc_error *err)
{
	static const size_t piece_bytes = 16 * LIANGCE_SEGMENT_BYTES;
	lc_scan_begin(scan);
	for (size_t from = 0, nominal = 0; from < input->text.size;) {
		nominal += piece_bytes;
		size_t to = lc_segment_cut(input->text, nominal);
		lc_status status = lc_scan_text(scan, input->text, from, to, err);
		if (status != LIANGCE_OK)
			return status;
		out->facts += lc_scan_document(scan)->fact_count;
		from = to;
	}
	out->matches = lc_scan_document(scan)->occurrences;
	return LIANGCE_OK;
}

static lc_status run_scan(const bench_work *work, bench_outcome *out, lc_error *err)
{
	return scan_all(work->subject->terms_scan, work->input, out, err);
}

static lc_status run_scan_facts(const bench_work *work, bench_outcome *out, lc_error *err)
{
	return scan_all(work->subject->numbers_scan, work->input, out, err);
}

const bench_stage stages[STAGE_COUNT] = {
    {"raw-utf8", true, false, run_raw_utf8}, {"raw-folded", true, false, run_raw_folded}, {"fold", false, false, run_fold},
    {"scan", true, false, run_scan},         {"scan-facts", true, true, run_scan_facts},
};
