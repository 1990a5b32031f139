/* until.h - the clock of what ends: silences, acknowledgements, pauses, audits */
/* SPDX-License-Identifier: MIT */
#ifndef UNTIL_H
#define UNTIL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"

struct turn;
struct poll;
struct audit;
struct silences;
struct until;

/*
 * What a person hides has an end, and one timer sees to all of them: a silence
 * is foretold and told (silence.h); an alert that somebody had acknowledged
 * and that is not done comes back to all who had it; one that was snoozed
 * is new again; a feed that was paused is polled again.  It also starts
 * the audit (audit.h).
 */
struct until *until_new(struct turn *, struct poll *);
void until_free(struct until *);
/* The configuration is another one; before its rules are matched again. */
bool until_take_conf(struct until *, struct why *);
/* Something that ends was begun, or ended: in the open transaction. */
void until_wake(struct until *);
/* Nothing is over that is not ended yet. */
bool until_rests(const struct until *);
/* Ends what is over at now.  Called by the clock. */
bool until_at(struct until *, int64_t now, struct why *);

struct silences *until_silences(struct until *);
struct audit *until_audit(struct until *);

#endif
