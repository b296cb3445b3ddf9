/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The reader of numbers on anything. The first byte chooses: "0", UTF-8 that is folded; "1", the rest are 16-bit units as they stand,
 * which folding could never give. Every 营 begins a find. What comes out need not be right, but must hold
 * together: places in order and inside the text, bounds in order, a rule for each subject.
 */
#include "fuzz/fuzz.h"

#include <string.h>

#include "facts/facts.h"
#include "match/spots.h"
#include "oracle/files.h"

enum { UNITS_MOST = 1 << 16 };

static lc__fact_rules *rules;
static lc__fact_reader *reader;
static lc__folded folded;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	lc_view units;
	lc_error err;
	(void)argc, (void)argv;
	FUZZ_CHECK(oracle_read_file(LIANGCE_SOURCE_DIR "/core/lexicon/units.tsv", &units));
	FUZZ_CHECK(lc__fact_rules_new(&rules, "units.tsv", units, &err) == LIANGCE_OK);
	FUZZ_CHECK(lc__fact_reader_new(&reader, rules, &err) == LIANGCE_OK);
	FUZZ_CHECK(lc__folded_init(&folded, &err) == LIANGCE_OK);
	free((char *)units.data);
	return 0;
}

/* Units as they stand, between sentinels. */
static void take_units(const uint8_t *data, size_t size)
{
	uint32_t count = 0;
	_Static_assert(LIANGCE_FOLD_MAX > UNITS_MOST, "more units than a segment has");
	folded.units[count++] = LIANGCE_UNIT_BREAK;
	for (size_t i = 0; i + 1 < size && count < UNITS_MOST; i += 2) {
		uint16_t unit = (uint16_t)(data[i] | data[i + 1] << 8);
		if (unit != LIANGCE_UNIT_BREAK ||
		    folded.units[count - 1] != LIANGCE_UNIT_BREAK) /* that much the reader may rely on */
			folded.units[count++] = unit;
	}
	count -= count > 1 && folded.units[count - 1] == LIANGCE_UNIT_BREAK;
	folded.units[count++] = LIANGCE_UNIT_BREAK;
	folded.count = count;
}

static size_t make_hits(lc__hit *hits)
{
	size_t count = 0;
	for (uint32_t i = 1; i + 1 < folded.count; i++) {
		uint32_t end = i + 1 + (uint32_t)count % 4;
		if (folded.units[i] == u'营' && (count == 0 || hits[count - 1].end <= i) && end < folded.count) {
			uint32_t term = (uint32_t)count % 4; /* as read_facts has them */
			hits[count] = (lc__hit){i, end, term, .counted = term < 2, .name = term == 3};
			count++;
		}
	}
	return count;
}

static void check_subject(const lc__fact *fact)
{
	bool none = fact->subject_start == fact->subject_end;
	bool apart = none || fact->subject_end <= fact->start || fact->subject_start >= fact->end;
	bool counted_noun =
	    fact->subject_start > fact->start && fact->subject_end == fact->end; /* 三十部门: the unit is what is counted */
	FUZZ_CHECK(fact->subject_start <= fact->subject_end && fact->subject_end < folded.count);
	FUZZ_CHECK(none == (fact->rule[0] == '\0'));
	FUZZ_CHECK(apart || (counted_noun && strcmp(fact->rule, "unit") == 0));
}

static void check_fact(const lc__fact *fact, uint32_t behind)
{
	FUZZ_CHECK(fact->start >= behind && fact->start < fact->end && fact->end < folded.count);
	FUZZ_CHECK(fact->sentence_start <= fact->start && fact->end <= fact->sentence_end && fact->sentence_end <= folded.count);
	FUZZ_CHECK(fact->kind <= LIANGCE_FACT_OTHER && fact->approx <= LIANGCE_UNDER && fact->change <= LIANGCE_FROM);
	FUZZ_CHECK(fact->unit != NULL && fact->rule != NULL);
	FUZZ_CHECK(fact->term == LIANGCE_NO_TERM || fact->term < 4);
	FUZZ_CHECK(!fact->has_lo || fact->lo.scale <= 18);
	FUZZ_CHECK(!fact->has_hi || fact->hi.scale <= 18);
	check_subject(fact);
}

static size_t read_facts(const lc__hit *hits, size_t hit_count, const uint32_t *spots, size_t spot_count)
{
	static const lc_term terms[] = {
	    {"营", "营", "", LIANGCE_KIND_TERM, "", "", "fuzz", 1},
	    {"营", "营", "", LIANGCE_KIND_INDICATOR, "%", "", "fuzz", 2},
	    {"营", "营", "", LIANGCE_KIND_SHIELD, "", "", "fuzz", 3},
	    {"营", "营", "", LIANGCE_KIND_NAME, "", "", "fuzz", 4},
	};
	const lc__fact_terms four = {terms, 4};
	const lc__fact *facts = NULL;
	size_t count = 0;
	lc_error err;
	FUZZ_CHECK(lc__fact_reader_read(reader, &folded, &four, hits, hit_count, spots, spot_count, &facts, &count, &err) ==
	           LIANGCE_OK);
	for (size_t i = 0; i < count; i++)
		check_fact(&facts[i], i == 0 ? 1 : facts[i - 1].end);
	return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 1)
		return 0;
	if (data[0] == '1')
		take_units(data + 1, size - 1);
	else
		FUZZ_CHECK(lc__fold(&folded, (lc_view){(const char *)data + 1, size - 1 < UNITS_MOST ? size - 1 : UNITS_MOST},
		                    NULL) == LIANGCE_OK);
	lc__hit *hits = malloc((folded.count + 1) * sizeof *hits);
	uint32_t *spots = malloc((folded.count + 1) * sizeof *spots);
	FUZZ_CHECK(hits && spots);
	lc__fold_codes(&folded);
	size_t spot_count = lc__spots_find(&folded, 1, folded.count - 1, spots);
	size_t hit_count = make_hits(hits);
	size_t count = read_facts(hits, hit_count, spots, spot_count);
	FUZZ_CHECK(read_facts(hits, hit_count, spots, spot_count) == count);
	FUZZ_CHECK(read_facts(hits, hit_count, spots, 0) == 0);
	free(hits);
	free(spots);
	return 0;
}
