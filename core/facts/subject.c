/* SPDX-License-Identifier: Apache-2.0 */
/* Setting the subject of a fact, and what the dictionary has to say of it. */
#include "facts/phrase.h"

enum {
	LEAD_MAX = 3,     /* how far before its noun a term may begin with a verb that is no part of the subject: 实现产值 */
	QUALIFIER_MAX = 8 /* what may qualify an indicator: 市场就业率, 高龄行人占比 */
};

size_t lc__first_hit(const lc__fact_reader *self, uint32_t start)
{
	size_t at = self->hit_at;
	while (at > 0 && self->hits[at - 1].start >= start)
		at--;
	while (at < self->hit_count && self->hits[at].start < start)
		at++;
	return at;
}

static const lc_term *term_of(const lc__fact_reader *self, const lc__hit *hit)
{
	return hit->term < self->terms->count ? &self->terms->terms[hit->term] : NULL;
}

static bool is_counted(const lc__fact_reader *self, const lc__hit *hit)
{
	const lc_term *term = term_of(self, hit);
	return term != NULL && (term->kind == LIANGCE_KIND_TERM || term->kind == LIANGCE_KIND_INDICATOR);
}

/* 未办结率 is no 办结率. */
static bool is_negated(const lc__fact_reader *self, const lc__hit *hit)
{
	return lc__unit_in(self->text[hit->start - 1], u"不未非") && !lc__unit_in(self->text[hit->start - 2], u"是除亚南北");
}

/* Any term in the lc__phrase is the fact's term, the last one first. An indicator that ends a lc__phrase before the number is the phrase. */
static void use_hits(const lc__fact_reader *self, lc__fact *fact, lc__phrase *subject)
{
	bool behind = subject->end <= fact->start;
	uint32_t from = subject->start - (subject->start > LEAD_MAX ? LEAD_MAX : subject->start);
	for (size_t i = lc__first_hit(self, from); i < self->hit_count && self->hits[i].start < subject->end; i++) {
		const lc__hit *hit = &self->hits[i];
		bool inside = hit->start >= subject->start ? hit->end <= subject->end : hit->end == subject->end;
		if (!inside || !is_counted(self, hit) || is_negated(self, hit))
			continue;
		fact->term = hit->term;
		if (behind && hit->end == subject->end && hit->start > subject->start + QUALIFIER_MAX &&
		    term_of(self, hit)->kind == LIANGCE_KIND_INDICATOR)
			subject->start = hit->start;
	}
}

void lc__subject_set(const lc__fact_reader *self, lc__fact *fact, lc__phrase subject, const char *rule)
{
	if (!lc__phrase_exists(subject) || !lc__phrase_names(self, subject) || subject.end - subject.start > LIANGCE_SUBJECT_MAX)
		return;
	if (lc__unit_in(self->text[subject.start - 1], u"不未非") && lc__unit_in(self->text[subject.end - 1], u"率度比数量"))
		subject.start--; /* 不满意率, where 不 was read as a word of its own */
	use_hits(self, fact, &subject);
	fact->subject_start = subject.start;
	fact->subject_end = subject.end;
	fact->rule = rule;
}
