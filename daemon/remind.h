/* remind.h - the clock of the deadlines: reminders that are due */
/* SPDX-License-Identifier: MIT */
#ifndef REMIND_H
#define REMIND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"
#include "core/rule.h"

struct turn;
struct reminder;

/*
 * Every open deadline whose item concerns a rule, and whose kind the rule
 * follows, is reminded of as the rule says: at REMIND_HOUR local time of the
 * day that lies so many days or Swedish working days before its last day.
 * Each reminder is given once, whatever happens to the daemon.  One that fell
 * while the daemon was down is given at once and says that it is late; of
 * several that fell, the last.  None is given for a day before the deadline
 * was found: the alert of that day has told it.
 */
enum { REMIND_HOUR = 7 };

struct reminder *reminder_new(struct turn *);
void reminder_free(struct reminder *);
/* Something changed: looks again soon. */
void reminder_wake(struct reminder *);

/* The day a reminder falls on. */
int remind_day(const struct remind *, int end);
/* Gives what is due at now; *given counts it.  Called by the clock. */
bool remind_at(struct turn *, int64_t now, int *given, struct why *);

#endif
