/* remind.h - the clock of the deadlines: reminders that are due */
/* SPDX-License-Identifier: MIT */
#ifndef REMIND_H
#define REMIND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"
#include "keep.h"

struct turn;
struct reminder;

/*
 * Every open deadline that a rule follows is reminded of as the rule says: at
 * REMIND_HOUR local time of the day that lies so many days or Swedish working
 * days before its last day (of an agreement with notice: before the last day
 * to give notice; core/plan.h).  Each reminder is given once, whatever happens
 * to the daemon or the clock.  One that fell while the daemon was down is
 * given at once and says that it is late, also when the deadline itself has
 * passed meanwhile; of several that fell, the last.  None is given for a day
 * before the deadline was found, nor for that day, unless it was found in a
 * baseline: the alert of that day has told it.
 *
 * Of two deadlines of one matter and kind that stand on two pages one reminds
 * (core/lineage.h), to each rule that concerns both.
 */
enum { REMIND_HOUR = 7 };

struct reminder *reminder_new(struct turn *);
void reminder_free(struct reminder *);
/* Something changed: looks again soon. */
void reminder_wake(struct reminder *);
/* What it was woken for is done. */
bool reminder_rests(const struct reminder *);

/* Gives what is due at now; *given counts it.  Called by the clock. */
bool remind_at(struct turn *, int64_t now, int *given, struct why *);

/*
 * When the closed days of the configuration are others than last time: the
 * reminders that fall on another day by them are told in the log and noted in
 * the lineage of their deadlines, a deadline a step.  As rematch_step
 * (keep.h): who begins anew may note what he has noted before.
 */
struct recounting;
struct recounting *recount_open(struct turn *);
enum keep_step recount_step(struct recounting *, struct why *);
void recount_close(struct recounting *);

#endif
