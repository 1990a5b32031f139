/* ago.c - times for people: "in 12 days", "3 h ago", and back */
/* SPDX-License-Identifier: MIT */
#include "ctl/ago.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "ctl/say.h"

enum {
	MINUTE = 60,
	HOUR = 60 * MINUTE,
	DAY = 24 * HOUR,
	WEEK = 7 * DAY,
	MORNING = 8 * HOUR,
	DAYS_MOST = 60, /* then the day says more than its distance */
	YEARS_MOST = 10
};

const char *
ago_length(int64_t seconds, char text[AGO_TEXT])
{
	long long n = seconds < 0 ? 0 : seconds;

	if (n < MINUTE)
		snprintf(text, AGO_TEXT, say("%lld s"), n);
	else if (n < HOUR)
		snprintf(text, AGO_TEXT, say("%lld min"), n / MINUTE);
	else if (n < 2 * DAY)
		snprintf(text, AGO_TEXT, say("%lld h"), n / HOUR);
	else
		snprintf(text, AGO_TEXT, say("%lld days"), n / DAY);
	return text;
}

const char *
ago_instant(int64_t instant, int64_t now, char text[AGO_TEXT])
{
	char length[AGO_TEXT];
	int64_t away;

	if (instant == NO_TIME)
		return strcpy(text, "-");
	away = instant > now ? instant - now : now - instant;
	if (away < MINUTE)
		return strcpy(text, say("now"));
	if (away > (int64_t)DAYS_MOST * DAY)
		return day_write(time_local_day(instant), text);
	ago_length(away, length);
	if (instant > now)
		snprintf(text, AGO_TEXT, say("in %.40s"), length);
	else
		snprintf(text, AGO_TEXT, say("%.40s ago"), length);
	return text;
}

const char *
ago_days(int64_t days, char text[AGO_TEXT])
{
	if (days == 0)
		return strcpy(text, say("today"));
	if (days == 1)
		return strcpy(text, say("tomorrow"));
	if (days == -1)
		return strcpy(text, say("yesterday"));
	if (days > 0)
		snprintf(text, AGO_TEXT, say("in %lld days"), (long long)days);
	else
		snprintf(
		    text, AGO_TEXT, say("%lld days ago"), -(long long)days);
	return text;
}

static bool
unit_of(const char *name, int *seconds)
{
	static const struct {
		const char *name;
		int seconds;
	} unit[] = {{"min", MINUTE}, {"h", HOUR}, {"d", DAY}, {"w", WEEK}};

	for (size_t i = 0; i < sizeof(unit) / sizeof(unit[0]); i++) {
		if (strcmp(unit[i].name, name) == 0) {
			*seconds = unit[i].seconds;
			return true;
		}
	}
	return false;
}

/* "30min", "2h": days are those of the calendar, whatever the clocks do. */
static int64_t
from_now(const char *text, int64_t now)
{
	char *end;
	long n;
	int unit;

	if (!isdigit((unsigned char)text[0]))
		return NO_TIME;
	n = strtol(text, &end, 10);
	if (n > YEARS_MOST * 366 * 24 * 60 || !unit_of(end, &unit))
		return NO_TIME;
	if (unit < DAY)
		return now + (int64_t)n * unit;
	if (n * (unit / DAY) > YEARS_MOST * 366)
		return NO_TIME;
	return time_of_local(time_local_day(now) + (int)n * (unit / DAY),
	    time_local_seconds(now));
}

/* "2026-12-01T08:00", "2026-12-01 08:00", "2026-12-01" */
static int64_t
from_calendar(const char *text)
{
	char date[11];
	int day, h, m, end = 0;
	size_t len = strlen(text);

	if (len < 10)
		return NO_TIME;
	memcpy(date, text, 10);
	date[10] = '\0';
	day = day_read(date);
	if (day == NO_DAY || len == 10)
		return day == NO_DAY ? NO_TIME : time_of_local(day, MORNING);
	if (len != 16 || (text[10] != 'T' && text[10] != ' ') ||
	    sscanf(text + 11, "%2d:%2d%n", &h, &m, &end) != 2 || end != 5 ||
	    h < 0 || h > 23 || m < 0 || m > 59)
		return NO_TIME;
	return time_of_local(day, h * HOUR + m * MINUTE);
}

bool
ago_until(const char *text, int64_t now, int64_t *instant, struct why *w)
{
	*instant = text[0] == '\0'
		       ? time_of_local(time_local_day(now) + 1, MORNING)
		       : from_calendar(text);
	if (*instant == NO_TIME)
		*instant = from_now(text, now);
	if (*instant == NO_TIME)
		return why(w,
		    "%.40s: no time; write 2026-12-01T08:00, 2026-12-01, "
		    "30min, 2h, 3d or 1w",
		    text);
	if (*instant <= now)
		return why(w, "%.40s: is past", text);
	if (*instant > now + (int64_t)YEARS_MOST * 366 * DAY)
		return why(w, "%.40s: is more than ten years away", text);
	return true;
}
