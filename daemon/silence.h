/* silence.h - silences: which alerts they hide, and what is told at their end */
/* SPDX-License-Identifier: MIT */
#ifndef SILENCE_H
#define SILENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"
#include "core/date/closed.h"

struct turn;
struct silences;

/*
 * An administrator hides matching alerts for a time.  They are raised and kept
 * as ever; their parcels to the receivers that the silence names are withdrawn
 * before they leave, with the reason, and a trace of the alert says which
 * silence it was.  Parcels from before it are hidden too: those that wait for
 * their notifier or desktop when it begins, and those held for a time that
 * comes while it hides, at that time; what is due after its end is told.  Its author hears of its end before it comes (not
 * only on the day after a weekend), and at the end of what it hid.
 *
 * While none hides, no alert is looked at: the gate of turn.h is open.
 */
struct silences *silences_new(struct turn *);
void silences_free(struct silences *);
/* Reads those that hide from the file: one came or went, or the configuration
 * (whose words their patterns are made of) is another one. */
bool silences_load(struct silences *, struct why *);
/* One has begun: what waits from before is looked at, in slices. */
void silences_look_back(struct silences *);
/* When one of them is to be told of or is over; NO_TIME. */
int64_t silences_next(const struct silences *);
/* Tells of and ends those whose time has come. */
bool silences_at(struct silences *, int64_t now, struct why *);
/* One is over now, by a person; false in *found: it does not hide. */
bool silence_end(
    struct silences *, int64_t id, const char *by, bool *found, struct why *);

/*
 * When its end is foretold: at nine of the last working day that is over half
 * a day before it ends, of one that is shorter when a tenth of it is left.
 */
int64_t silence_warn_at(int64_t created, int64_t until, const struct closed *);

#endif
