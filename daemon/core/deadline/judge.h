/* judge.h - what the files that judge a date's cues share */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_JUDGE_H
#define CORE_JUDGE_H

#include "core/deadline/sentence.h"

/* tokens that are looked at, either way, and cues */
enum { JUDGE_WINDOW = 48, JUDGE_HITS = 64 };

/* The first and last reading of the list that a reading is in. */
size_t judge_group_first(const struct sentence *, size_t reading);
size_t judge_group_last(const struct sentence *, size_t reading);
/* The index of the first hit at or after the token. */
size_t judge_first_hit(const struct sentence *, size_t token);
/* Where the clause of a token begins and ends: at walls of that height. */
size_t judge_clause_start(const struct sentence *, size_t token, int wall);
size_t judge_clause_end(const struct sentence *, size_t token, int wall);

/* How many other dates lie between tokens from and to, four at most. */
int judge_crossed(
    const struct sentence *, size_t reading, size_t from, size_t to);
/* What its nouns and the meeting it is at make of the best cue. */
void judge_weigh(const struct sentence *, size_t reading, struct verdict *);

/* The date of that reading is told in the past tense. */
bool judge_history(
    const struct sentence *, size_t reading, const struct verdict *);
/* "skulle", "hade" stand before the verb in its clause. */
bool judge_held_back(const struct sentence *, size_t from, size_t verb);
/* The tense of the last verb from from on and before to. */
enum tense judge_tense_before(const struct sentence *, size_t from, size_t to);
/* "över ansökan", "om avtalet": a noun that another one is about. */
bool judge_is_object(const struct sentence *, const struct cue_hit *);
/* "ingen", "utan" stand before it. */
bool judge_is_without(const struct sentence *, size_t token);
/* "inte", "ingen" beside the cue: what it says will not be. */
bool judge_denied(
    const struct sentence *, size_t reading, const struct verdict *);
/* "inställt", "avbryts": said of the date of that reading. */
bool judge_cancelled(const struct sentence *, size_t reading);

#endif
