/* ics-json.c - a calendar's events from one program to another */
/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <string.h>

#include "base/member.h"
#include "edge/ics.h"

json_t *
ics_event_json(const struct ics_event *e)
{
	json_t *o = json_object(), *alarms = json_array();

	put_text(o, "uid", e->uid);
	put_text(o, "summary", e->summary);
	put_text(o, "description", e->description);
	put_text(o, "link", e->link);
	put_text(o, "category", e->category);
	json_object_set_new(o, "sequence", json_integer(e->sequence));
	json_object_set_new(o, "status", json_integer(e->status));
	json_object_set_new(o, "stamp", json_integer(e->stamp));
	json_object_set_new(o, "start", json_integer(e->start));
	json_object_set_new(o, "end", json_integer(e->end));
	json_object_set_new(o, "hour", json_integer(e->alarm_hour));
	for (size_t i = 0; i < e->n_alarms; i++)
		json_array_append_new(alarms, json_integer(e->alarm[i]));
	json_object_set_new(o, "alarms", alarms);
	return o;
}

json_t *
ics_json(const struct ics *ics)
{
	json_t *o = json_object(), *events = json_array();

	put_text(o, "name", ics->name);
	put_text(o, "program", ics->program);
	put_text(o, "version", ics->version);
	for (size_t i = 0; i < ics->n; i++)
		json_array_append_new(events, ics_event_json(&ics->event[i]));
	json_object_set_new(o, "events", events);
	return o;
}

static const char *
text_of(const json_t *o, const char *key)
{
	const char *text = json_string_value(json_object_get(o, key));

	return text != NULL ? text : "";
}

static int
number_of(const json_t *o, const char *key)
{
	return (int)json_integer_value(json_object_get(o, key));
}

static void
read_event(struct pool *pool, const json_t *o, struct ics_event *e)
{
	const json_t *alarms = json_object_get(o, "alarms");
	int status = number_of(o, "status");
	int *day;

	*e = (struct ics_event){.uid = text_of(o, "uid"),
	    .sequence = number_of(o, "sequence"),
	    .status = status == ICS_TENTATIVE   ? ICS_TENTATIVE
		      : status == ICS_CANCELLED ? ICS_CANCELLED
						: ICS_CONFIRMED,
	    .stamp = json_integer_value(json_object_get(o, "stamp")),
	    .start = number_of(o, "start"),
	    .end = number_of(o, "end"),
	    .summary = text_of(o, "summary"),
	    .description = text_of(o, "description"),
	    .link = json_string_value(json_object_get(o, "link")),
	    .category = json_string_value(json_object_get(o, "category")),
	    .n_alarms = json_array_size(alarms),
	    .alarm_hour = number_of(o, "hour")};
	day = pool_get(pool, (e->n_alarms + 1) * sizeof(*day));
	for (size_t i = 0; i < e->n_alarms; i++)
		day[i] = (int)json_integer_value(json_array_get(alarms, i));
	e->alarm = day;
}

bool
ics_read(struct pool *pool, const json_t *o, struct ics *ics, struct why *w)
{
	const json_t *events = json_object_get(o, "events");
	struct ics_event *event;

	if (!json_is_array(events))
		return why(w, "no calendar: it has no events");
	*ics = (struct ics){.name = text_of(o, "name"),
	    .program = text_of(o, "program"),
	    .version = text_of(o, "version"),
	    .n = json_array_size(events)};
	event = pool_get(pool, (ics->n + 1) * sizeof(*event));
	for (size_t i = 0; i < ics->n; i++)
		read_event(pool, json_array_get(events, i), &event[i]);
	ics->event = event;
	return true;
}
