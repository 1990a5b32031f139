/* sentence.h - a stretch read for deadlines: its dates, cues and clauses */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_SENTENCE_H
#define CORE_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "core/deadline/cues.h"
#include "core/deadline/deadline.h"
#include "core/date/grammar.h"
#include "core/date/token.h"

enum { READINGS_MOST = 192, HITS_MOST = 512 };

struct sentence {
	struct stretch at;
	struct tokens tokens;
	struct reader reader;
	struct reading *reading; /* room for READINGS_MOST */
	/* readings that one list names ("den 4, 11 och 18 mars") share it */
	uint16_t *group;
	size_t n;
	struct cue_hit *hit; /* room for HITS_MOST */
	size_t hits;
	/* what it costs to go from the stretch's first token to this one */
	uint16_t *wall;
	uint8_t *tense; /* enum tense of each token */
	uint8_t *taken; /* the token is part of a date */
	size_t room;
	unsigned said;  /* of enum said */
	bool idle;      /* nothing in it to be a deadline */
	bool row;       /* of a table: it has '|' */
	bool list_line; /* a line without a verb: of a list, a label */
};

/*
 * Reads the stretch.  Its cues are looked for when it has a date or a count,
 * or when all is set; else it is idle.  The days of yearless dates are the next
 * after ref.
 */
void sentence_read(struct sentence *, struct pool *, const char *text,
    const struct stretch *, int ref, int *last_year, bool all);

/* Finds its readings, no more than there is room for; a part of the above. */
void sentence_dates(struct sentence *);
/* Its walls; a part, too. */
void sentence_walls(struct sentence *);
/*
 * "lämnas i maj och i juni väntas beslut": "och" at the token, after it a date
 * that says anew what it hangs on, with a verb right after it.
 */
bool sentence_date_opens(const struct sentence *, size_t token);

/* What one cue makes of one date. */
struct verdict {
	int kind;              /* of deadline.h or cues.h; -1: nothing */
	const struct cue *cue; /* NULL: by the words before the date alone */
	size_t hit;
	int score;
	bool history;      /* told in the past tense */
	bool planned_once; /* "skulle", "hade": it came to nothing */
	bool denied;       /* "inte", "inställt" */
};

/* The best cue for the date; kind -1 when there is none. */
struct verdict sentence_judge(const struct sentence *, size_t reading);
/* The same without the cues of that kind. */
struct verdict sentence_judge_but(
    const struct sentence *, size_t reading, int kind);
/* The best cue of the sentence whatever the date, for what follows it;
 * with valid also CUE_VALID. */
struct verdict sentence_topic(const struct sentence *, bool valid);
/* What is asked for in the sentence: answers, applications, reports ... */
struct verdict sentence_asks(const struct sentence *);
/* The same of the tokens from from on. */
struct verdict sentence_asks_from(const struct sentence *, size_t from);
/* Flags of all the cues in the clause of a date. */
unsigned sentence_flags(const struct sentence *, size_t reading);
/* The number of tokens' words between, and the cost of the walls. */
int sentence_cost(const struct sentence *, size_t from, size_t to);
/* Is there a verb of now ("ska", "gäller") or a cue that is one? */
bool sentence_has_verb(const struct sentence *);

/* "31 kommuner", "i fyra år": a count that no date has taken. */
struct loose_count {
	size_t from, to;
	struct count count;
};
bool sentence_count(struct sentence *, size_t from, struct loose_count *);

#endif
