/* candidate.h - a date on its way to be a deadline */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_CANDIDATE_H
#define CORE_CANDIDATE_H

#include "core/deadline/extract.h"

struct candidate {
	size_t k; /* its reading in the sentence now */
	struct reading *g;
	struct verdict v;
	unsigned flags;  /* of all cues in its clause */
	size_t from, to; /* evidence, bytes */
};

/* It has a cue, and yet it is no deadline (GUIDELINES.md, 1 to 10). */
bool candidate_refused(const struct extract *, struct candidate *);
/* Said without any cue: "i tisdags", "sedan den 3 maj", "måndagar". */
bool candidate_is_past(const struct extract *, const struct candidate *);
/* Spoken of: "Sommaren är över", a table's months, "det årsskifte som". */
bool candidate_is_mentioned(const struct extract *, const struct candidate *);
/* The kind that no cue tells: by what is asked for in the text. */
void candidate_ask(struct extract *, struct candidate *);
/* Adds the deadline or deadlines that it is, or keeps it for later ones. */
void candidate_keep(struct extract *, struct candidate *);

/* Tells a beginning that has passed, now that its end is still to come. */
void candidate_release(struct extract *);

/* Parts of the above, in files of their own. */

/* "ersätts av den 18 juni": a new date in place of the one before it. */
bool candidate_replaces(const struct sentence *, const struct reading *);
/* "gör detsamma", "och taket i juni": the kind of the date before it. */
void candidate_carry(struct extract *, struct candidate *);
/* A wrong year, most likely: it is to be questioned. */
bool candidate_is_slip(
    const struct extract *, const struct candidate *, int end);
/* "Svar på remissen 3 maj", said soon after it: it has a cue, and has been. */
bool candidate_has_been(const struct extract *, const struct candidate *);
/* "per april", "i stället för i juni", "hoppas att ... i maj". */
bool candidate_is_aside(const struct extract *, const struct candidate *);
/* "vid årsskiftet", "klar till sommaren": the days that are meant. */
void candidate_settle(const struct sentence *, struct candidate *);
/* "till och med mars" is the last day of it. */
void candidate_settle_ends(struct candidate *);
/* "senast", "till och med" and "från" without any cue. */
void candidate_lead(struct extract *, struct candidate *);
/* A kind for "senast", for "till och med" and for the time one has; or -1. */
int candidate_asked_by(struct extract *, const struct candidate *);
int candidate_open_to(struct extract *, const struct candidate *);
int candidate_time_for(struct extract *, const struct candidate *);
/* "har till den 3 maj på sig". */
bool candidate_has_time(const struct sentence *, const struct candidate *);
/* "är tillfälligt sänkt till". */
bool candidate_is_for_now(const struct sentence *, const struct candidate *);
/* "sa nej till att ...". */
bool candidate_is_declined(const struct sentence *, const struct candidate *);
/* It is one of several in a list. */
bool candidate_is_listed(const struct sentence *, size_t reading);
/* "öppen", "stängt": hours, not what begins or ends. */
bool candidate_is_open(const struct sentence *);
/* "ska", "måste". */
bool candidate_shall(const struct sentence *);

bool candidate_word_before(
    const struct sentence *, size_t token, const char *word);
bool candidate_ends_in(const struct token *, const char *end);
bool candidate_ends_in_any(
    const struct token *, const char *const *ends, size_t n);
#define ENDS_IN_ANY(t, ends) \
	candidate_ends_in_any(t, ends, sizeof(ends) / sizeof((ends)[0]))

#endif
