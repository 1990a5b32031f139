/* extract.h - what is remembered of a text while its deadlines are read */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_EXTRACT_H
#define CORE_EXTRACT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "core/deadline/deadline.h"
#include "core/deadline/sentence.h"

/* A stretch above, and what it asks for once somebody wanted to know. */
enum { ABOVE = 4 };
struct above {
	struct stretch at; /* to is 0: there is none */
	bool known;
	int asks; /* kind; -1: for nothing */
	int weak; /* the same, if nothing else asks */
	bool cancelled;
	bool meets;   /* it speaks of meetings */
	bool gathers; /* or of what people sign up for */
};

/*
 * One pass over the stretches.  What a sentence needs of those before it is
 * kept here: the last heading and introduction, a table's header, the end of
 * the agreement that "nine months before its end" counts from.
 */
struct extract {
	struct pool *pool;
	const char *text;
	size_t len;
	int published;
	struct deadline *list;
	size_t n, room;

	struct sentence now;
	struct sentence other; /* an earlier stretch, read again */

	struct stretch heading; /* to is 0: there is none */
	struct stretch before;
	struct above above[ABOVE]; /* the last ones, the nearest first */
	struct above headed;       /* the heading */
	struct above top;          /* the first of the text */
	struct stretch header;     /* of the table */
	bool looks_back;           /* "Årskrönika 2015" */
	bool is_title;             /* the sentence now is a line above others */
	int last_year;
	int list_year; /* that the heading names */

	size_t told_in;      /* where the sentence of the next two begins, +1 */
	size_t told_reading; /* the last of it that was a deadline's */
	struct verdict told;

	int expiry;           /* the last end told; NO_DAY */
	size_t expiry_at;     /* where in the text */
	int last_start;       /* of the date told last; NO_DAY */
	int last_day;         /* that a stretch told; NO_DAY */
	size_t doubted;       /* in list, +1: told as past, though to come */
	size_t doubted_at;    /* the sentence that told it, +1 */
	struct deadline held; /* a beginning that has passed, to be told if
			       * its end is still to come */
	size_t held_at, held_to;
	bool held_alone; /* in a line without a verb */
	int effect;      /* the last beginning told */
	enum precision effect_unit;
	size_t effect_at;    /* where in the text */
	int posted, removed; /* of a notice on the board */
	struct count appeal; /* counted from it */
	bool appeal_open;
	size_t appeal_at, removed_at; /* tokens' places in the text */
	size_t events, events_end;    /* in list: of the last sentence */
	size_t series; /* of the sentences before it, too, one after another */
};

/* All the deadlines of the sentence now. */
void extract_sentence(struct extract *);
/* What only the whole text tells: the end of the time to appeal. */
void extract_finish(struct extract *);
/*
 * Adds one, unless it is there or has passed.  The evidence is the text from
 * the byte from to the byte to.
 */
struct deadline *extract_add(struct extract *, enum deadline_kind, int start,
    int end, enum precision, size_t from, size_t to);
/* The one added last begins earlier; it goes when it is told already. */
void extract_widen(struct extract *, int start, enum precision);
/* Takes back the one at that place in the list. */
void extract_withdraw(struct extract *, size_t);
/* Counts that lean on something told before: ends, events, postings. */
void extract_counts(struct extract *);
/* The sentence now or the two above it speak of meetings. */
bool extract_meets(struct extract *);
/* It, what has been told or what stands above it is a meeting or a course. */
bool extract_gathers(struct extract *);
/* What is asked for in the sentence now or else above it; -1: nothing. */
int extract_asks(struct extract *);
/* The same of what stands above it alone. */
int extract_asks_above(struct extract *);
/* The heading or introduction above the sentence now says it is cancelled. */
bool extract_cancelled(struct extract *);
/* What the header of its column says of a date in a row. */
struct verdict extract_header(struct extract *, size_t reading);
/* The date is a weekday that stands beside its day in a row. */
bool extract_is_named_beside(const struct sentence *, size_t reading);
/* The token is in another cell of the row than the date. */
bool extract_is_other_cell(const struct sentence *, size_t reading, size_t);
/* "Dag", "Tid": the tokens are no more than that. */
bool extract_is_day_label(const struct sentence *, size_t from, size_t to);
/* Reads an earlier stretch again; what was read so before is overwritten. */
const struct sentence *extract_again(struct extract *, const struct stretch *);
/* What a date without a cue of its own is about, by what stands above. */
struct verdict extract_context(struct extract *, size_t reading);

#endif
