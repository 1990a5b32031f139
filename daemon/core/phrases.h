/* phrases.h - words and dates as officials read them, Swedish and English */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PHRASES_H
#define CORE_PHRASES_H

#include "base/language.h"
#include "base/pool.h"
#include "core/deadline/deadline.h"

/* What a kind of deadline is called, in three places. */
struct kind_phrase {
	const char *label; /* "svar på remiss" */
	const char *lead;  /* "Remiss: svara senast" and then the day */
	const char *moved; /* "Remisstid ändrad" and then old → new */
};
struct kind_phrase phrase_kind(enum language, enum deadline_kind);

enum phrase {
	PHRASE_NEW, /* "Nytt från" and a source */
	PHRASE_CHANGED,
	PHRASE_REMINDER, /* before what must be done */
	PHRASE_FAILING,  /* "Flödet svarar inte:" and its title */
	PHRASE_RECOVERED,
	PHRASE_STRANGER,
	PHRASE_GIVEN_UP,
	PHRASE_DISABLED,
	PHRASE_TEST,
	PHRASE_TEST_TEXT,
	PHRASE_SOURCE, /* labels of lines */
	PHRASE_PUBLISHED,
	PHRASE_AHEAD, /* behind that, when it is ahead */
	PHRASE_LINK,
	PHRASE_RULES,
	PHRASE_BEFORE, /* what it said before */
	PHRASE_NOW,
	PHRASE_LATE,     /* a reminder that is given late: with a day */
	PHRASE_COMPUTED, /* notes on a date */
	PHRASE_ASSUMED_YEAR,
	PHRASE_EXTENDABLE,
	PHRASE_UNREAD,  /* the page could not be read */
	PHRASE_CHANGES, /* a label, and what it names */
	PHRASE_CHANGE_DATE,
	PHRASE_CHANGE_AMOUNT,
	PHRASE_CHANGE_ATTACHMENT,
	PHRASE_CHANGE_TITLE,
	PHRASE_CHANGE_TEXT,
	PHRASE_REST_HELD,
	PHRASE_REPLAY,
	PHRASE_RETURNED, /* leads of titles, and then the feed's */
	PHRASE_FLOOD,
	PHRASE_RELEASED,
	PHRASE_CAME_AGAIN_ONE, /* what a number before it counts */
	PHRASE_CAME_AGAIN,
	PHRASE_ARE_HELD_ONE,
	PHRASE_ARE_HELD,
	PHRASE_WERE_HELD_ONE,
	PHRASE_WERE_HELD,
	PHRASE_AND_MORE, /* and then a number */
	PHRASE_ANSWER,   /* what may be answered, and what it means */
	PHRASE_ANSWER_MOVE,
	PHRASE_ANSWER_RELEASE,
	PHRASE_ANSWER_BASELINE,
	PHRASE_NO_ANSWER, /* and then a day */
	PHRASE_ASSUMED_DAY,
	PHRASE_QUESTIONED,
	PHRASE_WITHDRAWN, /* "Datumet borttaget:" */
	PHRASE_WITHDRAWN_TEXT,
	PHRASE_WITHDRAWN_OWN, /* one that a person wrote down */
	PHRASE_CONFLICTING,
	PHRASE_CONFLICTING_TEXT,
	PHRASE_OTHER_PAGE,
	PHRASE_ASK,      /* "Kontrollera datumet:" */
	PHRASE_ASK_TEXT, /* with a deadline's id */
	PHRASE_REMINDED, /* who was reminded of the old day */
	PHRASE_REFINED,  /* in which way a day is another one */
	PHRASE_EXTENDED,
	PHRASE_EARLIER,
	PHRASE_EDITED,
	PHRASE_BY,  /* the person who edited it */
	PHRASE_LAW, /* with a day */
	PHRASE_DONE,
	PHRASES
};
const char *phrase(enum language, enum phrase);
/* With the text in the place of its % or %1; in the pool. */
const char *phrase_with(
    struct pool *, enum language, enum phrase, const char *text);

/* "30 november 2026"; "1 september – 31 december 2021" when it is longer. */
const char *phrase_days(struct pool *, enum language, int start, int end);
/* "30 november" when with is of the same year: to stand before another. */
const char *phrase_day_before(struct pool *, enum language, int day, int with);
/* "kl. 15:00", by minutes of the day */
const char *phrase_clock(struct pool *, enum language, int minutes);
/* "om 8 dagar, 6 arbetsdagar", "i dag", "i morgon", "för 3 dagar sedan" */
const char *phrase_distance(
    struct pool *, enum language, int days, int workdays);

#endif
