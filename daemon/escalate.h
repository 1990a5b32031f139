/* escalate.h - the clock of alerts that nobody takes: somebody else hears */
/* SPDX-License-Identifier: MIT */
#ifndef ESCALATE_H
#define ESCALATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"

struct turn;
struct escalator;

/*
 *	raised --> noted (raise-escalate.h) --> due --+--> told: alert.escalated
 *	                                         ^    |--> taken, done: ended
 *	                                         |    |--> hidden: ended
 *	                 acknowledged until then '----'
 *
 * A row each, in the transaction of the alert, so it outlives a restart; that
 * it is told is a row too, by the alert's key, so it is told once.  An
 * acknowledgement that ends without anybody being done counts for nothing:
 * then it is told after all.  What a snooze hides from one person is not taken.
 */
struct escalator *escalator_new(struct turn *);
void escalator_free(struct escalator *);
bool escalator_rests(const struct escalator *);
/* Tells what is due at now; *more: there is more to do at once.  Called by the
 * clock. */
bool escalate_at(struct turn *, int64_t now, bool *more, struct why *);

#endif
