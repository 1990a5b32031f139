/* ics.c - calendar files (RFC 5545), by libical */
/* SPDX-License-Identifier: MIT */
#include "edge/ics.h"

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

enum { DAY_SECONDS = 86400, HOUR_SECONDS = 3600 };

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
