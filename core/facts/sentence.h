/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A sentence as the linker sees it: tokens, each a run of units with what it does. Reading one finds the numeric expressions on the
 * way, as a numeral is only one where the words around it allow it.
 */
#ifndef LIANGCE_SENTENCE_H
#define LIANGCE_SENTENCE_H

#include "facts/expression.h"
#include "facts/facts.h"

/* Words that end a phrase or make it say nothing. trim.c. */
typedef struct lc__trim {
	lc__trie runs_on, empty, leads;
} lc__trim;

struct lc__fact_rules {
	lc__units units;
	lc__words words;
	lc__trim trim;
	lc__grammar grammar;
	uint8_t classes[65536]; /* of units: what they may begin, a set of lc__class; mostly 0 */
};

typedef enum lc__class {
	LIANGCE_CLASS_WORD = 1,    /* it is a word of the closed lexicon */
	LIANGCE_CLASS_WORDS = 2,   /* longer words begin with it */
	LIANGCE_CLASS_NUMBER = 4,  /* a numeral, its sign or prefix */
	LIANGCE_CLASS_MARK = 8,    /* punctuation */
	LIANGCE_CLASS_LETTER = 16, /* A-Z, a-z */
	LIANGCE_CLASS_END = 32,    /* the end of a sentence */
	LIANGCE_CLASS_SAID = 64,   /* behind a noun: what is said of it */
	LIANGCE_CLASS_EMPTY = 128, /* a word that names nothing */
	LIANGCE_CLASS_READ = 63    /* all that reading asks for: the last two are for phrases that have been read */
} lc__class;

/* LIANGCE_E_NOMEM. Release is legal after a failure. Classify adds LIANGCE_CLASS_SAID and LIANGCE_CLASS_EMPTY to those of units. */
lc_status lc__trim_init(lc__trim *self, lc_error *err);
void lc__trim_release(lc__trim *self);
void lc__trim_classify(const lc__trim *self, uint8_t *classes);

/* Fills the classes of rules whose words are loaded. */
void lc__classes_fill(lc__fact_rules *self);

/* A role as one of a set: LIANGCE_ROLE(EACH) | LIANGCE_ROLE(FROM). */
#define LIANGCE_ROLE(name) (UINT64_C(1) << LIANGCE_WORD_##name)

typedef struct lc__token {
	uint32_t start, end;
	lc__word role; /* LIANGCE_WORD_NOUN for content of any kind */
	uint32_t fact; /* of LIANGCE_WORD_FACT and LIANGCE_WORD_DATE: index in the reader's facts */
} lc__token;

/* What is known of a fact while its sentence is read, beside the fact. */
typedef struct lc__fact_note {
	uint32_t number; /* where its numeral begins */
	uint32_t token;
	bool within;
	bool doubles;
	bool clock;
	bool reference; /* what another number is compared with */
	bool column;    /* its column in a table has a name */
	bool changes;   /* and that says that changes are told */
} lc__fact_note;

/* A sentence that has been read and waits to be linked: what the reader knows of it, field by field. */
typedef struct lc__read_sentence {
	uint32_t start, end;
	size_t first_fact, last_fact; /* half-open */
	lc__token *tokens;
	size_t token_count, token_capacity;
	uint64_t roles;
	size_t hit_at;
	uint32_t quote_at;
	bool quoted;
} lc__read_sentence;

enum { LIANGCE_TABLE_WIDTH = 16 };

/* What the name of a column says of the numbers below. */
typedef struct lc__cell_column {
	lc_fact_kind kind; /* LIANGCE_FACT_OTHER: nothing */
	bool changes;      /* 同比: they are changes */
	bool serial;       /* 序号: they only number the rows */
} lc__cell_column;

/* A table that came out as one cell a line, as far as it has been looked at. table.c. */
typedef struct lc__cell_table {
	uint32_t start, end;    /* the cell last looked at; 0: none yet */
	uint32_t run;           /* how many cells up to it are no numbers */
	uint32_t width, column; /* width 0: no header was found */
	uint32_t words, labels; /* which columns hold words, a set; up to which the label of the row goes */
	uint32_t label_start, label_end;
	lc__cell_column columns[LIANGCE_TABLE_WIDTH];
} lc__cell_table;

/* How many sentences are read before they are linked, so that the code of one step stays in the cache: their tokens do, too. */
enum { LIANGCE_BATCH = 32 };

struct lc__fact_reader {
	const lc__fact_rules *rules;
	lc__matcher matcher;
	lc__fact *facts;
	lc__fact_note *notes; /* one a fact */
	size_t fact_count, fact_capacity, note_capacity;
	lc__token *tokens; /* of the sentence being read */
	size_t token_count, token_capacity;
	uint64_t roles; /* that tokens of the sentence have or had, as LIANGCE_ROLE */
	/* The segment being read. */
	const uint16_t *text;
	uint32_t length;
	uint32_t start, end; /* the sentence being read */
	const lc__fact_terms *terms;
	const lc__hit *hits;
	size_t hit_count;
	size_t hit_at;     /* first hit that does not begin before the unit being read */
	uint32_t quote_at; /* up to here quotation marks are counted */
	bool quoted;       /* whether quote_at is inside a quotation */
	/* Sentences before the one in hand. */
	lc__read_sentence batch[LIANGCE_BATCH];
	size_t batch_count;
	size_t facts_read; /* of all sentences; fact_count is where those of the one in hand end */
	lc__cell_table table;
};

/*
 * Reads text[from, to), a clause of the sentence: appends its tokens and its facts, without subject and change. Clauses without
 * numbers are not read, which is most of the saving. LIANGCE_E_NOMEM, LIANGCE_E_TOO_LARGE, LIANGCE_E_ENGINE.
 */
lc_status lc__clause_read(lc__fact_reader *self, uint32_t from, uint32_t to, lc_error *err);

/* Where the clause around text[at] begins and ends inside the sentence. A comma between digits ends none. */
uint32_t lc__clause_start(const lc__fact_reader *self, uint32_t at);
uint32_t lc__clause_end(const lc__fact_reader *self, uint32_t at);

/* Whether the run of numerals that begins at text[at] need be read at all: many Han numerals plainly are parts of words. */
bool lc__spot_counts(const lc__fact_reader *self, uint32_t at);

/* Behind the token that opens the bracket which token i - 1 closes; 1 where none does. */
static inline size_t lc__bracket_start(const lc__fact_reader *self, size_t i)
{
	while (i > 1 && self->tokens[i - 1].role != LIANGCE_WORD_OPEN)
		i--;
	return i;
}

/* 五年前: token t is a number, but says no more than when. */
static inline bool lc__is_time_ago(const lc__fact_reader *self, size_t t)
{
	const lc__token *token = &self->tokens[t];
	return token->role == LIANGCE_WORD_FACT && self->facts[token->fact].kind == LIANGCE_FACT_DURATION &&
	       self->text[token->end] == u'前';
}

/* Whether a token of the sentence may have one of these roles: most are in few sentences, and need not be looked for in the others. */
static inline bool lc__roles_are_there(const lc__fact_reader *self, uint64_t roles)
{
	return (self->roles & roles) != 0;
}

/* 低于平均水平的单位有4个: whether the comparison of token i only says which of them number t counts. */
bool lc__is_in_attribute(const lc__fact_reader *self, size_t i, size_t t);

/* Gives the numbers of a list the bound that stands before its first: 突破3000亿元、4000亿元. Facts from `first` on, whose tokens are there. limits.c. */
void lc__limits_spread(lc__fact_reader *self, size_t first);

/* Sets the change of every fact from `first` on, which are those of the sentence in tokens. */
void lc__changes_find(lc__fact_reader *self, size_t first);

/* Ties them to what they measure. After lc__changes_find. Errors as lc__clause_read: a clause before may have to be read. */
lc_status lc__links_find(lc__fact_reader *self, size_t first, lc_error *err);

/*
 * Tables that came out as one cell a line. lc__cells_read ties fact f, if it fills its cell, to the label of its row, and gives it the
 * kind that its column tells; false where it is no fact but the unit of its row (亿元 alone) or its running number. Whether a fact fills
 * its cell, and whether its column, or a cell before it in the table, says that changes are told.
 */
bool lc__cells_read(lc__fact_reader *self, size_t f);
bool lc__cells_fill(const lc__fact_reader *self, const lc__fact *fact);
bool lc__cells_compare(const lc__fact_reader *self, size_t f);

#endif
