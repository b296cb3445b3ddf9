/* SPDX-License-Identifier: Apache-2.0 */
/* The small closed lexicon of the linker: what the words around a number do in its sentence. */
#ifndef LIANGCE_WORDS_H
#define LIANGCE_WORDS_H

#include "facts/trie.h"
#include "text/fold.h"

/* What a word does. Everything that is none of these is content: it may name what is measured. */
typedef enum lc__word {
	LIANGCE_WORD_NONE,
	LIANGCE_WORD_NOUN,         /* content that holds characters which alone would be function words: 行为, 占比 */
	LIANGCE_WORD_VERB,         /* takes what is measured as its object: 发放, 受理 */
	LIANGCE_WORD_SKIP,         /* says nothing of what is measured: 达到, 共, 已 */
	LIANGCE_WORD_TIME,         /* 今年, 截至目前 */
	LIANGCE_WORD_SCOPE,        /* 全市, 我省 */
	LIANGCE_WORD_UP,           /* 增长, 提高 */
	LIANGCE_WORD_DOWN,         /* 下降, 减少 */
	LIANGCE_WORD_MORE,         /* 高, 多, 快: up where something is compared */
	LIANGCE_WORD_LESS,         /* 低, 少 */
	LIANGCE_WORD_TO,           /* 至, 到 */
	LIANGCE_WORD_UP_TO,        /* 增至, 升至 */
	LIANGCE_WORD_DOWN_TO,      /* 降至 */
	LIANGCE_WORD_FROM,         /* 由, 从 */
	LIANGCE_WORD_COMPARE,      /* 同比, 比, 较: what follows is the reference */
	LIANGCE_WORD_COMPARE_UP,   /* 高于 */
	LIANGCE_WORD_COMPARE_DOWN, /* 低于 */
	LIANGCE_WORD_SHARE,        /* 占: what follows is the whole */
	LIANGCE_WORD_RANK,         /* 位居, 排名 */
	LIANGCE_WORD_REACH,        /* 突破: makes the value a lower bound */
	LIANGCE_WORD_DE,           /* 的 */
	LIANGCE_WORD_AND,          /* 和, 与 */
	LIANGCE_WORD_ETC,          /* 等 */
	LIANGCE_WORD_EACH,         /* 分别 */
	LIANGCE_WORD_PLACE,        /* 对, 向, 在, 为: introduces something beside the matter */
	LIANGCE_WORD_GIVE,         /* 给予: a verb with a receiver and a thing, and the number between them */
	LIANGCE_WORD_DAYPART,      /* 上午: the number is a clock time */
	LIANGCE_WORD_ABOUT,        /* 近, 约: begins the expression */
	LIANGCE_WORD_OVER,         /* 超过, 至少 */
	LIANGCE_WORD_UNDER,        /* 不足, 至多 */
	LIANGCE_WORD_BELOW,        /* 零下: the number is below zero */
	LIANGCE_WORD_CURRENCY,     /* 人民币, 港币 before the number */
	/* what is no word, but a token of a sentence all the same */
	LIANGCE_WORD_COMMA,
	LIANGCE_WORD_COLON,
	LIANGCE_WORD_OPEN,
	LIANGCE_WORD_CLOSE,
	LIANGCE_WORD_QUOTE,
	LIANGCE_WORD_FACT,
	LIANGCE_WORD_DATE
} lc__word;

/* Words that stand behind a number and its unit. */
typedef enum lc__tail {
	LIANGCE_TAIL_NONE,
	LIANGCE_TAIL_ABOUT, /* 左右 */
	LIANGCE_TAIL_MORE,  /* 余, 多 */
	LIANGCE_TAIL_OVER,  /* 以上 */
	LIANGCE_TAIL_UNDER, /* 以下, 以内 */
	LIANGCE_TAIL_WITHIN /* 内 */
} lc__tail;

typedef struct lc__words {
	lc__trie words;
	lc__trie tails;
} lc__words;

/* fold: to fold the words with. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE. Release is legal after a failure. */
lc_status lc__words_init(lc__words *self, lc__folded *fold, lc_error *err);
void lc__words_release(lc__words *self);

/* What a word does: directly before a number or another such word, and anywhere else. Either may be LIANGCE_WORD_NONE. */
typedef struct lc__word_role {
	lc__word near; /* 至 in 压减至12个, not in 甚至 */
	lc__word far;
} lc__word_role;

/* A value of `words`: the far role, and the near role shifted. */
enum { LIANGCE_NEAR_SHIFT = 8, LIANGCE_ROLE_MASK = 0xFF };

/* The longest word that begins at text[0], at most `count` units; 0 where none does, and nothing set. */
static inline size_t lc__words_longest(const lc__words *self, const uint16_t *text, size_t count, lc__word_role *role)
{
	uint16_t value = 0;
	size_t length = lc__trie_longest(&self->words, text, count, &value);
	if (length != 0)
		*role =
		    (lc__word_role){.near = (lc__word)(value >> LIANGCE_NEAR_SHIFT), .far = (lc__word)(value & LIANGCE_ROLE_MASK)};
	return length;
}

static inline size_t lc__words_tail(const lc__words *self, const uint16_t *text, size_t count, lc__tail *tail)
{
	uint16_t value = 0;
	size_t length = lc__trie_longest(&self->tails, text, count, &value);
	if (length != 0)
		*tail = (lc__tail)value;
	return length;
}

#endif
