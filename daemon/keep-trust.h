/* keep-trust.h - can a feed's ids be trusted: counted, and one rung down */
/* SPDX-License-Identifier: MIT */
#ifndef KEEP_TRUST_H
#define KEEP_TRUST_H

#include <stdbool.h>

struct crowd;
struct round;
struct sighting;

/*
 * Counts how many ids fail, by what is seen of each item of the document; true
 * when the feed's items are told apart by something else from now on, which is
 * said.  Of a feed whose identity is set in its configuration nothing is
 * counted.
 */
bool round_judge_ids(struct round *, const struct sighting *);
/* Items have moved, all at once: the second time in a week does it, too. */
void round_judge_move(struct round *, const struct crowd *);

#endif
