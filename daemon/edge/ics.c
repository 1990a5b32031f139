/* ics.c - calendar files (RFC 5545), by libical */
/* SPDX-License-Identifier: MIT */
#include "edge/ics.h"

#include <libical/ical.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/date.h"

enum { DAY_SECONDS = 86400, HOUR_SECONDS = 3600, PATH_MOST = 4096 };

static struct icaltimetype
whole_day(int day)
{
	struct date d = day_date(day);
	struct icaltimetype t = icaltime_null_date();

	t.year = d.year;
	t.month = d.month;
	t.day = d.day;
	return t;
}

static struct icaltimetype
instant(int64_t at)
{
	return icaltime_from_timet_with_zone(
	    (time_t)at, 0, icaltimezone_get_utc_timezone());
}

/* At so many hours of that day, told from the event's midnight. */
static icalcomponent *
alarm_of(const struct ics_event *e, int day)
{
	struct icaltriggertype trigger = {.time = icaltime_null_time()};

	trigger.duration = icaldurationtype_from_int(
	    (day - e->start) * DAY_SECONDS + e->alarm_hour * HOUR_SECONDS);
	return icalcomponent_vanew(ICAL_VALARM_COMPONENT,
	    icalproperty_new_action(ICAL_ACTION_DISPLAY),
	    icalproperty_new_trigger(trigger),
	    icalproperty_new_description(e->summary), (void *)0);
}

static icalproperty_status
status_of(enum ics_status status)
{
	return status == ICS_TENTATIVE   ? ICAL_STATUS_TENTATIVE
	       : status == ICS_CANCELLED ? ICAL_STATUS_CANCELLED
					 : ICAL_STATUS_CONFIRMED;
}

static icalcomponent *
event_of(const struct ics_event *e)
{
	icalcomponent *c = icalcomponent_vanew(ICAL_VEVENT_COMPONENT,
	    icalproperty_new_uid(e->uid),
	    icalproperty_new_sequence(e->sequence),
	    icalproperty_new_dtstamp(instant(e->stamp)),
	    icalproperty_new_lastmodified(instant(e->stamp)),
	    icalproperty_new_dtstart(whole_day(e->start)),
	    icalproperty_new_dtend(whole_day(e->end + 1)),
	    icalproperty_new_status(status_of(e->status)),
	    icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT),
	    icalproperty_new_summary(e->summary),
	    icalproperty_new_description(e->description), (void *)0);

	if (e->link != NULL)
		icalcomponent_add_property(c, icalproperty_new_url(e->link));
	if (e->category != NULL)
		icalcomponent_add_property(
		    c, icalproperty_new_categories(e->category));
	for (size_t i = 0; i < e->n_alarms; i++)
		icalcomponent_add_component(c, alarm_of(e, e->alarm[i]));
	return c;
}

static void
add_name(icalcomponent *calendar, const char *name)
{
	icalproperty *p = icalproperty_new_x(name);

	icalproperty_set_x_name(p, "X-WR-CALNAME");
	icalcomponent_add_property(calendar, p);
}

char *
ics_write(const struct ics *ics)
{
	char product[256];
	icalcomponent *calendar;
	char *text;

	snprintf(product, sizeof(product), "-//%s//%s %s//SV", ics->program,
	    ics->program, ics->version);
	calendar = icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT,
	    icalproperty_new_version("2.0"), icalproperty_new_prodid(product),
	    icalproperty_new_method(ICAL_METHOD_PUBLISH), (void *)0);
	if (calendar == NULL)
		return NULL;
	add_name(calendar, ics->name);
	for (size_t i = 0; i < ics->n; i++)
		icalcomponent_add_component(calendar, event_of(&ics->event[i]));
	text = icalcomponent_as_ical_string_r(calendar);
	icalcomponent_free(calendar);
	return text;
}

/* Does the file hold this, and nothing else? */
static bool
holds(const char *path, const char *text)
{
	size_t len = strlen(text), n;
	FILE *f = fopen(path, "re");
	char *now;
	bool same;

	if (f == NULL)
		return false;
	now = malloc(len + 2);
	n = now != NULL ? fread(now, 1, len + 1, f) : 0;
	same = now != NULL && n == len && memcmp(now, text, len) == 0;
	free(now);
	fclose(f);
	return same;
}

static bool
write_all(int fd, const char *text)
{
	size_t left = strlen(text);

	while (left > 0) {
		ssize_t n = write(fd, text, left);

		if (n < 0)
			return false;
		text += n;
		left -= (size_t)n;
	}
	return fchmod(fd, 0644) == 0 && fsync(fd) == 0;
}

bool
ics_keep(const char *path, const char *text, struct why *w)
{
	char new[PATH_MOST];
	int fd;
	bool done;

	if (holds(path, text))
		return true;
	if (snprintf(new, sizeof(new), "%s.new", path) >= (int)sizeof(new))
		return why(w, "%.200s: the path is too long", path);
	fd = open(
	    new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (fd < 0)
		return why(w, "%.200s: %m", new);
	done = write_all(fd, text) || why(w, "%.200s: %m", new);
	close(fd);
	if (done && rename(new, path) != 0)
		done = why(w, "%.200s: %m", path);
	if (!done)
		unlink(new);
	return done;
}
