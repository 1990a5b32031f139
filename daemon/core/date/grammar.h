/* grammar.h - the grammar of Swedish dates, over the tokens of a stretch */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_GRAMMAR_H
#define CORE_GRAMMAR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "core/date/dates.h"
#include "core/date/form.h"
#include "core/date/token.h"

/* What is read from: the tokens of one stretch. */
struct reader {
	const struct token *t;
	size_t n;
	const char *text;
	int ref;       /* the day that "in two weeks" counts from */
	int last_year; /* of the date read before: "samma år"; 0 none */
	int last_day;  /* its end: "dagen efter"; 0 none */
	/*
	 * "1/11-31/3" read in February: the one that runs, as deadlines want
	 * it; else the next to begin.
	 */
	bool running;
};

/* The word that says how the date is meant. */
enum lead {
	LEAD_NONE,
	LEAD_BY,      /* "senast" */
	LEAD_BEFORE,  /* "före", "innan" */
	LEAD_UNTIL,   /* "till och med" */
	LEAD_TO,      /* "till", "fram till" */
	LEAD_FROM,    /* "från", "från och med" */
	LEAD_AFTER,   /* "efter" */
	LEAD_SOONEST, /* "tidigast" */
	LEAD_WITHIN   /* "inom" */
};

/* So many of a unit: "två år och tre månader". */
struct count {
	int days, workdays, months;
	enum word_unit unit; /* the last one named */
};

/* A date as it was read, with the tokens it took. */
struct reading {
	size_t from, to; /* tokens, lead and time of day included */
	size_t core;     /* where the date itself begins */
	enum lead lead;
	bool range;
	struct form first, last; /* last: of a range */
	struct span span;
	enum precision unit; /* that the text names: month for "sep-dec" */
	enum direction direction;
	int minutes; /* -1: no time of day */
	bool computed, wrong_weekday;
	bool counted; /* a count from the reference: count holds it */
	struct count count;
	bool past; /* says itself that it is gone: "i tisdags", "sedan" */
	bool yearless;
	bool running; /* of struct reader */
};

/*
 * Each reads at token i and gives the token after it, or 0 when it is not
 * that.  They look a bounded way ahead, so that all of them together cost
 * the same for every token.
 */
size_t read_numeric(struct reader *, size_t i, struct form *);
size_t read_day(struct reader *, size_t i, struct form *);
size_t read_unit(struct reader *, size_t i, struct form *);
size_t read_relative(struct reader *, size_t i, struct form *);
/* Any of the above. */
size_t read_form(struct reader *, size_t i, struct form *);
/* " 2024", "i år", "nästa år", "samma år", "'24". */
size_t read_year(struct reader *, size_t i, int *year);
size_t read_year_number(const struct reader *, size_t i, int *year);
/* "14", "två", "ett par". */
size_t read_number(const struct reader *, size_t i, int *n);
size_t read_count(struct reader *, size_t i, struct count *);
int count_add(const struct count *, int day, int sign);
/* "om två veckor", "inom 30 dagar från den 1 mars", "tre månader sedan". */
size_t read_counted(struct reader *, size_t i, struct reading *);
/* "kl. 15.00-16.30": the minute it begins. */
size_t read_clock(const struct reader *, size_t i, int *minutes);
/* The whole expression. */
bool read_expression(struct reader *, size_t i, struct reading *);
/*
 * "den 4, 11 och 18 mars 2024": a reading each; how many, 0 when it is none.
 */
size_t read_day_list(struct reader *, size_t i, struct reading *, size_t most);
/* "31 november": the token after what is no day at all; 0: it is not that. */
size_t read_impossible(const struct reader *, size_t i);
/* Its days anew, when year is the year of what has none (0: the next). */
bool reading_resolve(struct reading *, int ref, int year);

/* Small helpers over the tokens. */
static inline bool
is_mark(const struct reader *r, size_t i, char mark)
{
	return r->t[i].mark == mark;
}

static inline bool
is_class(const struct reader *r, size_t i, enum word_class class)
{
	return r->t[i].class == class;
}

/* No space before it. */
static inline bool
is_near(const struct reader *r, size_t i)
{
	return r->t[i].gap == GAP_NONE && r->t[i].kind != TOKEN_END;
}

/* A number of at most digits figures, in [least, most]. */
static inline bool
is_number(const struct reader *r, size_t i, int digits, int least, int most)
{
	const struct token *t = &r->t[i];

	return t->kind == TOKEN_NUMBER && t->digits <= digits &&
	       t->value >= least && t->value <= most;
}

/* The token's text is that, in small letters. */
static inline bool
is_text(const struct reader *r, size_t i, const char *text)
{
	const struct token *t = &r->t[i];

	return t->kind == TOKEN_WORD && t->word[0] == text[0] &&
	       strcmp(t->word, text) == 0;
}

/* One of them; words: an array. */
static inline bool
is_word_of(const struct reader *r, size_t i, const char *const *words, size_t n)
{
	for (size_t k = 0; k < n; k++)
		if (is_text(r, i, words[k]))
			return true;
	return false;
}

#define IS_ONE_OF(r, i, words) \
	is_word_of(r, i, words, sizeof(words) / sizeof((words)[0]))

/* The day, or the nearest one from which every count ends in the calendar. */
int dates_ref(int day);

#endif
