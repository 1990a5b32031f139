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
/* The kind that no cue tells: by what is asked for in the text. */
void candidate_ask(struct extract *, struct candidate *);
/* Adds the deadline or deadlines that it is, or keeps it for later ones. */
void candidate_keep(struct extract *, struct candidate *);

#endif
