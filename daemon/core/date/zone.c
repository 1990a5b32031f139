/* zone.c - what the clocks of a time zone show: days, hours, their changes */
/* SPDX-License-Identifier: MIT */
#include "core/date/zone.h"

#include <stdio.h>

enum { DAY = 86400 };

static int64_t
floor_days(int64_t seconds)
{
	return (seconds - (seconds % DAY + DAY) % DAY) / DAY;
}

static int
process_offset(int64_t t)
{
	return (
	    int)((int64_t)time_local_day(t) * DAY + time_local_seconds(t) - t);
}

int
zone_offset(const struct zone *z, int64_t instant)
{
	size_t low = 0, high;

	if (z == NULL)
		return process_offset(instant);
	high = z->n;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (z->change[middle].at <= instant)
			low = middle;
		else
			high = middle;
	}
	return z->change[low].offset;
}

int
zone_day(const struct zone *z, int64_t instant)
{
	return (int)floor_days(instant + zone_offset(z, instant));
}

int
zone_seconds(const struct zone *z, int64_t instant)
{
	int64_t shown = instant + zone_offset(z, instant);

	return (int)(shown - floor_days(shown) * DAY);
}

int64_t
zone_change_in(const struct zone *z, int64_t from, int64_t to)
{
	int old = zone_offset(z, from);

	if (to <= from || zone_offset(z, to) == old)
		return NO_TIME;
	while (to - from > 1) {
		int64_t middle = from + (to - from) / 2;

		if (zone_offset(z, middle) == old)
			from = middle;
		else
			to = middle;
	}
	return to;
}

/* With each of the offsets around; true where the clocks do show it then. */
static void
candidates(const struct zone *z, int day, int seconds, int64_t t[2], bool is[2])
{
	int64_t shown = (int64_t)day * DAY + seconds;
	int before = zone_offset(z, shown - DAY);
	int after = zone_offset(z, shown + DAY);

	t[0] = shown - before;
	t[1] = shown - after;
	is[0] = zone_offset(z, t[0]) == before;
	is[1] = zone_offset(z, t[1]) == after;
}

int64_t
zone_instant(const struct zone *z, int day, int seconds)
{
	int64_t t[2], change;
	bool is[2];

	candidates(z, day, seconds, t, is);
	if (is[0] && is[1])
		return t[0] < t[1] ? t[0] : t[1];
	if (is[0] || is[1])
		return is[0] ? t[0] : t[1];
	change = zone_change_in(z, t[1], t[0]);
	return change != NO_TIME ? change : t[0];
}

int64_t
zone_again(const struct zone *z, int day, int seconds)
{
	int64_t t[2];
	bool is[2];

	candidates(z, day, seconds, t, is);
	if (!is[0] || !is[1] || t[0] == t[1])
		return NO_TIME;
	return t[0] > t[1] ? t[0] : t[1];
}

const char *
zone_write(const struct zone *z, int64_t instant, char text[TIME_TEXT])
{
	int seconds = zone_seconds(z, instant);
	char day[DAY_TEXT];

	snprintf(text, TIME_TEXT, "%s %02d:%02d",
	    day_write(zone_day(z, instant), day), seconds / 3600,
	    seconds / 60 % 60);
	return text;
}
