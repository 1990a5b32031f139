/* zone.h - what the clocks of a time zone show: days, hours, their changes */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_DATE_ZONE_H
#define CORE_DATE_ZONE_H

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"

/*
 * A zone is the list of its changes, in ascending order; offset is how many
 * seconds the clocks are ahead of UTC from that instant on.  Before the first
 * change its offset holds already.  Wherever a zone is wanted NULL is the
 * process's (TZ, base/date.h).
 */
struct zone_change {
	int64_t at;
	int offset;
};

struct zone {
	const char *name;
	const struct zone_change *change; /* one at least */
	size_t n;
};

int zone_offset(const struct zone *, int64_t instant);
int zone_day(const struct zone *, int64_t instant);
int zone_seconds(const struct zone *, int64_t instant); /* since midnight */

/*
 * The first instant at which the clocks show that many seconds (0 to 86400)
 * of the day.  In the hour that spring leaves out it is the instant of the
 * change: what should be done at 02:30 is done when the clocks go to 03:00.
 */
int64_t zone_instant(const struct zone *, int day, int seconds);
/* The second one, in the hour that autumn has twice; NO_TIME: there is none. */
int64_t zone_again(const struct zone *, int day, int seconds);
/* The first change in (from, to], of at most two days; NO_TIME: none. */
int64_t zone_change_in(const struct zone *, int64_t from, int64_t to);

/* "2026-11-23 07:30", as the clocks there show it. */
const char *zone_write(const struct zone *, int64_t instant, char[TIME_TEXT]);

#endif
