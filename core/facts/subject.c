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

static bool is_counted(const lc__fact_reader *self, const lc__hit *hit)
{
	return hit->counted && hit->term < self->terms->count;
}

/* 未办结率 is no 办结率. */
static bool is_negated(const lc__fact_reader *self, const lc__hit *hit)
{
	return lc__unit_in(self->text[hit->start - 1], u"不未非") && !lc__unit_in(self->text[hit->start - 2], u"是除亚南北");
}

/* The last sign of a list in the phrase before `end`: one behind it, or the start of the phrase. */
static uint32_t last_member(const lc__fact_reader *self, lc__phrase phrase, uint32_t end)
{
	while (end > phrase.start && self->text[end - 1] != u'、')
		end--;
	return end;
}

/*
 * Whether an indicator that ends the phrase is all that is measured. Of a list it is where it is a member of its own and the one
 * before is no such thing: 绿色发展理念、森林覆盖率, but not 接通率、办结率 or 发电量、用电量占比.
 */
static bool stands_alone(const lc__fact_reader *self, const lc__hit *hit, lc__phrase phrase)
{
	if (hit->start < phrase.start)
		return false;
	uint32_t member = last_member(self, phrase, hit->start);
	if (member == phrase.start)
		return hit->start > phrase.start + QUALIFIER_MAX;
	return hit->start == member && self->text[member - 2] != self->text[hit->end - 1];
}

/* The last hit in the phrase that is a term of its own, or one that ends with it and begins with a verb before it; NULL where none. */
static const lc__hit *last_hit(const lc__fact_reader *self, lc__phrase subject)
{
	const lc__hit *last = NULL;
	uint32_t from = subject.start - (subject.start > LEAD_MAX ? LEAD_MAX : subject.start);
	for (size_t i = lc__first_hit(self, from); i < self->hit_count && self->hits[i].start < subject.end; i++) {
		const lc__hit *hit = &self->hits[i];
		bool inside = hit->start >= subject.start ? hit->end <= subject.end : hit->end == subject.end;
		if (inside && is_counted(self, hit) && !is_negated(self, hit))
			last = hit;
	}
	return last;
}

uint32_t lc__subject_term(const lc__fact_reader *self, lc__phrase subject)
{
	const lc__hit *hit = last_hit(self, subject);
	return hit != NULL ? hit->term : LIANGCE_NO_TERM;
}

/* 经济|增长5%: the term that holds the subject and the verb of change behind it; NULL where none. */
static const lc__hit *hit_with_verb(const lc__fact_reader *self, const lc__fact *fact, lc__phrase subject)
{
	for (size_t i = lc__first_hit(self, subject.start); i < self->hit_count && self->hits[i].start < subject.end; i++) {
		const lc__hit *hit = &self->hits[i];
		if (hit->end == subject.end + 2 && hit->end <= fact->start && is_counted(self, hit))
			return hit;
	}
	return NULL;
}

/* Any term in the phrase is the fact's term, the last one first. An indicator that ends a phrase before the number is the phrase. */
static void use_hits(const lc__fact_reader *self, lc__fact *fact, lc__phrase *subject)
{
	const lc__hit *hit = last_hit(self, *subject);
	if (hit == NULL)
		hit = hit_with_verb(self, fact, *subject);
	if (hit == NULL)
		return;
	fact->term = hit->term;
	if (subject->end <= fact->start && hit->end == subject->end &&
	    self->terms->terms[hit->term].kind == LIANGCE_KIND_INDICATOR && stands_alone(self, hit, *subject))
		subject->start = hit->start;
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
