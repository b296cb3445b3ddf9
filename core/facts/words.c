/* SPDX-License-Identifier: Apache-2.0 */
/* Loading the closed lexicon: see words.h. The lists are in word_lists.c. */
#include "facts/words.h"

#include <string.h>

#include "facts/word_lists.h"

/* A role that is there already stays. */
static lc_status add_list(lc__trie *trie, lc__folded *fold, const char *list, unsigned role, unsigned shift, lc_error *err)
{
	lc_status status = LIANGCE_OK;
	for (const char *at = list; status == LIANGCE_OK;) {
		at += strspn(at, " ");
		size_t size = strcspn(at, " ");
		if (size == 0)
			break;
		const uint16_t *units;
		size_t count;
		uint16_t *value;
		status = lc__fold_word(fold, (lc_view){at, size}, &units, &count, err);
		if (status == LIANGCE_OK)
			status = lc__trie_add(trie, units, count, &value, err);
		if (status == LIANGCE_OK && (*value >> shift & LIANGCE_ROLE_MASK) == 0)
			*value = (uint16_t)(*value | role << shift);
		at += size;
	}
	return status;
}

lc_status lc__words_init(lc__words *self, lc__folded *fold, lc_error *err)
{
	*self = (lc__words){0};
	lc_status status = lc__trie_init(&self->words, err);
	if (status == LIANGCE_OK)
		status = lc__trie_init(&self->tails, err);
	for (size_t i = 0; lc__word_lists[i].words != NULL && status == LIANGCE_OK; i++)
		status = add_list(&self->words, fold, lc__word_lists[i].words, (unsigned)lc__word_lists[i].word,
		                  lc__word_lists[i].near ? LIANGCE_NEAR_SHIFT : 0U, err);
	for (size_t i = 0; lc__tail_lists[i].words != NULL && status == LIANGCE_OK; i++)
		status = add_list(&self->tails, fold, lc__tail_lists[i].words, (unsigned)lc__tail_lists[i].tail, 0, err);
	return status;
}

void lc__words_release(lc__words *self)
{
	lc__trie_release(&self->words);
	lc__trie_release(&self->tails);
}
