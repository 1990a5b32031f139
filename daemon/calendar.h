/* calendar.h - deadlines as calendar files: for receivers, and when asked */
/* SPDX-License-Identifier: MIT */
#ifndef CALENDAR_H
#define CALENDAR_H

#include <stdbool.h>

#include "base/why.h"

struct means;
struct str;
struct turn;
struct calendar;

/*
 * A receiver with the option ics has a file with every deadline that a rule of
 * it follows: those ahead, those that passed and those that were withdrawn
 * (CANCELLED), rejected or done, for CALENDAR_DAYS more.  An event's UID stays
 * the same whatever becomes of the deadline and its SEQUENCE grows with every
 * change; TENTATIVE are days that are assumed, questioned or contradicted by
 * another page.  Alarms are the reminders of the rules.  An agreement with
 * notice has an event of its own for the last day to give notice.
 *
 * bevakad-ics writes the files, a moment after a commit that changed a deadline, at a new
 * configuration, and when a day begins.
 */
enum { CALENDAR_DAYS = 90 };

struct calendar *calendar_new(struct turn *, const struct means *);
/* What is under way is dropped: all are written at the next start. */
void calendar_free(struct calendar *);
/* The configuration is another: looks again soon. */
void calendar_wake(struct calendar *);

/*
 * The calendar of a receiver (NULL: of all rules), as ics_json() has it, in
 * steps: each adds a piece of its text, until it is over.
 */
struct calendar_list;
struct calendar_list *calendar_open(struct turn *, const char *receiver);
bool calendar_step(
    struct calendar_list *, struct str *, bool *over, struct why *);
void calendar_close(struct calendar_list *);

#endif
