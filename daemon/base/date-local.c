/* date-local.c - days and instants in the zone of the process */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"

/*
 * A feed's items ask for the same days over and over, and the C library looks
 * through the whole zone each time.  So each day (in UTC) at whose two ends
 * the zone is equally far ahead is remembered with how far that is; the days
 * on which clocks are changed are asked for anew.
 */
enum { DAY_SECONDS = 86400, REMEMBERED = 1024 };

/* Days that are counted with; what lies outside the library may judge. */
enum { FIRST_DAY = -719000, LAST_DAY = 2932000 };

struct ahead {
	int day, seconds;
	enum { UNKNOWN, STEADY, CHANGES } is;
};

static struct ahead remembered[REMEMBERED];

void
time_set_zone(const char *zone)
{
	setenv("TZ", zone, 1);
	tzset();
	memset(remembered, 0, sizeof(remembered));
}

static struct tm
local(int64_t instant)
{
	time_t t = (time_t)instant;
	struct tm tm;

	if (localtime_r(&t, &tm) == NULL)
		memset(&tm, 0, sizeof(tm));
	return tm;
}

static int
seconds_of(const struct tm *tm)
{
	return tm->tm_hour * 3600 + tm->tm_min * 60 + tm->tm_sec;
}

/* How far the zone is ahead of UTC at the instant. */
static int
ahead_at(int64_t instant)
{
	struct tm tm = local(instant);
	int day = day_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);

	return (int)(time_of(day, seconds_of(&tm)) - instant);
}

/* False: not the same all day long. */
static bool
is_steady(int64_t day, int *seconds)
{
	struct ahead *a = &remembered[(uint64_t)day % REMEMBERED];

	if (day < FIRST_DAY || day > LAST_DAY)
		return false;
	if (a->is == UNKNOWN || a->day != day) {
		a->day = (int)day;
		a->seconds = ahead_at(time_of((int)day, 0));
		a->is = ahead_at(time_of((int)day + 1, 0)) == a->seconds
			    ? STEADY
			    : CHANGES;
	}
	*seconds = a->seconds;
	return a->is == STEADY;
}

static int64_t
floor_day(int64_t instant)
{
	return instant / DAY_SECONDS - (instant % DAY_SECONDS < 0);
}

int
time_local_day(int64_t instant)
{
	struct tm tm;
	int ahead;

	if (is_steady(floor_day(instant), &ahead))
		return time_day(instant + ahead);
	tm = local(instant);
	return day_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

int
time_local_seconds(int64_t instant)
{
	struct tm tm;
	int ahead;

	if (is_steady(floor_day(instant), &ahead)) {
		instant += ahead;
		return (int)(instant - floor_day(instant) * DAY_SECONDS);
	}
	tm = local(instant);
	return seconds_of(&tm);
}

/* Is no clock changed the day before, on the day, or after it? */
static bool
is_calm(int day, int *ahead)
{
	int before, after;

	return is_steady((int64_t)day - 1, &before) && is_steady(day, ahead) &&
	       is_steady((int64_t)day + 1, &after) && before == *ahead &&
	       after == *ahead;
}

int64_t
time_of_local(int day, int seconds)
{
	struct date d;
	struct tm tm;
	int ahead;

	if (seconds >= 0 && seconds <= DAY_SECONDS && is_calm(day, &ahead))
		return time_of(day, seconds) - ahead;
	d = day_date(day);
	tm = (struct tm){.tm_year = d.year - 1900,
	    .tm_mon = d.month - 1,
	    .tm_mday = d.day,
	    .tm_hour = seconds / 3600,
	    .tm_min = seconds / 60 % 60,
	    .tm_sec = seconds % 60,
	    .tm_isdst = -1};
	return mktime(&tm);
}

const char *
time_write_local(int64_t instant, char text[TIME_TEXT])
{
	struct tm tm;

	if (instant == NO_TIME)
		return strcpy(text, "-");
	tm = local(instant);
	snprintf(text, TIME_TEXT, "%04d-%02d-%02d %02d:%02d",
	    (tm.tm_year + 1900) % 10000, (tm.tm_mon + 1) % 100,
	    tm.tm_mday % 100, tm.tm_hour % 100, tm.tm_min % 100);
	return text;
}
