/* plan.h - the days on which a rule reminds of a deadline, and which is due */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PLAN_H
#define CORE_PLAN_H

#include <stdbool.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/date/closed.h"
#include "core/deadline/deadline.h"
#include "core/rule.h"

/* The day counted back from: the deadline's own, or its notice day. */
struct plan {
	int target;
	bool notice;
};

/*
 * An expiry of a rule that says notice is reminded of by the last day to give
 * notice, counted back from the last day (the same number in the month, or
 * the month's last day); unless that day was gone when it was found.
 */
struct plan plan_of(const struct rule *, const struct deadline *, int found);
/* The last day to give notice. */
int notice_day(const struct notice *, int end);

/* The day of one reminder. */
int plan_day(const struct remind *, int target, const struct closed *);

/* What is known of a deadline when its reminders are looked at. */
struct plan_state {
	int found;   /* the day it was found */
	bool untold; /* nobody was told of it on that day: a baseline */
	int given;   /* day of the last reminder that was given for this
		       * rule and target; NO_DAY */
	int looked;  /* the last day that was looked at before; NO_DAY */
	int today;
};

/*
 * The reminder that is due: of those whose day has come and that fell after it
 * was found, the last; NULL when that is given, or there is none.  When the
 * target itself is over only what fell since the last look is still given.
 */
const struct remind *plan_due(const struct rule *, const struct plan *,
    const struct plan_state *, const struct closed *);

/* "20wd, 1d"; false when it is none of that.  In the pool. */
bool reminds_read(struct pool *, const char *text, const struct remind **,
    size_t *n, struct why *);
const char *reminds_write(struct pool *, const struct remind *, size_t n);
/* "12 months", "1 year", "6 weeks", "90 days"; "" is none. */
bool notice_read(const char *text, struct notice *, struct why *);
const char *notice_write(struct pool *, const struct notice *);

#endif
