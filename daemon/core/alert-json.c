/* alert-json.c - an alert as JSON, for programs */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "base/member.h"
#include "core/alert-escalate.h"
#include "core/alert-health.h"
#include "core/alert-hold.h"
#include "core/alert-moved.h"
#include "core/alert-parts.h"
#include "core/alert-term.h"
#include "core/alert-watch.h"
#include "core/change.h"
#include "core/date/workday.h"

static void
set_flags(json_t *o, unsigned flags)
{
	static const struct {
		unsigned flag;
		const char *name;
	} row[] = {
	    {DEADLINE_EXTENDABLE, "extendable"},
	    {DEADLINE_SUPERSEDES, "supersedes"},
	    {DEADLINE_BEFORE, "before"},
	    {DEADLINE_COMPUTED, "computed"},
	    {DEADLINE_ASSUMED_YEAR, "assumed_year"},
	    {DEADLINE_QUESTIONED, "questioned"},
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (flags & row[i].flag)
			json_object_set_new(o, row[i].name, json_true());
}

json_t *
alert_deadline_json(const struct deadline *d, int64_t id)
{
	json_t *o = json_object();
	char day[DAY_TEXT];

	if (id != 0)
		json_object_set_new(
		    o, "id", json_sprintf("D%lld", (long long)id));
	put_text(o, "kind", deadline_kind_name(d->kind));
	put_text(o, "label", phrase_kind(LANGUAGE_SV, d->kind).label);
	put_text(o, "start", day_write(d->start, day));
	put_text(o, "end", day_write(d->end, day));
	if (d->minutes >= 0)
		json_object_set_new(o, "time",
		    json_sprintf(
			"%02d:%02d", d->minutes / 60, d->minutes % 60));
	put_text(o, "precision", precision_name(d->precision));
	put_text(o, "evidence", d->evidence);
	set_flags(o, d->flags);
	alert_term_members(o, d);
	return o;
}

static json_t *
named(const char *name, const char *title)
{
	json_t *o = json_object();

	put_text(o, "name", name);
	put_text(o, "title", title);
	return o;
}

static json_t *
item_json(const struct alert *a)
{
	json_t *o = json_object();

	json_object_set_new(o, "id", json_sprintf("I%lld", (long long)a->item));
	put_text(o, "title", a->title);
	put_text(o, "link", a->link);
	put_time(o, "published", alert_is_ahead(a) ? a->created : a->published);
	if (alert_is_ahead(a))
		put_time(o, "ahead", a->published);
	return o;
}

static json_t *
texts_json(struct pool *pool, const struct alert *a)
{
	json_t *texts = json_object();

	for (int l = 0; l < language_count(); l++) {
		const char *title, *text;
		json_t *o = json_object();

		alert_write(pool, a, (enum language)l, &title, &text);
		put_text(o, "title", title);
		put_text(o, "text", text);
		json_object_set_new(texts, language_name((enum language)l), o);
	}
	return texts;
}

static void
set_lists(json_t *o, const struct alert *a)
{
	json_t *rules = json_array(), *deadlines = json_array();

	for (size_t i = 0; i < a->n_rules; i++)
		json_array_append_new(
		    rules, named(a->rule[i].name, a->rule[i].title));
	for (size_t i = 0; i < a->n_deadlines; i++)
		json_array_append_new(deadlines,
		    alert_deadline_json(&a->deadline[i].is, a->deadline[i].id));
	json_object_set_new(o, "rules", rules);
	if (a->n_deadlines > 0)
		json_object_set(o, "deadlines", deadlines);
	json_decref(deadlines);
}

json_t *
alert_changes_json(unsigned all)
{
	json_t *list = json_array();

	while (all != 0) {
		enum change_class c = change_class_of(all);

		if (c == CHANGE_NONE)
			break;
		json_array_append_new(list, json_string(change_name(c)));
		all &= ~(1U << c);
	}
	return list;
}

json_t *
alert_json(struct pool *pool, const struct alert *whole)
{
	struct alert b = alert_bounded(pool, whole);
	const struct alert *a = &b;
	json_t *o = json_object();

	json_object_set_new(o, "version", json_integer(1));
	put_text(o, "event", event_name(a->event));
	put_text(o, "priority", priority_name(a->priority));
	put_time(o, "created", a->created);
	put_text(o, "link", a->link);
	if (a->source != NULL)
		json_object_set_new(
		    o, "source", named(a->source, a->source_title));
	if (a->feed != NULL)
		json_object_set_new(o, "feed", named(a->feed, a->feed_title));
	set_lists(o, a);
	if (a->item != 0) {
		json_object_set_new(o, "item", item_json(a));
		json_object_set_new(
		    o, "thread", json_sprintf("I%lld", (long long)a->item));
	} else if (a->n_deadlines > 0) {
		json_object_set_new(o, "thread",
		    json_sprintf("D%lld", (long long)a->deadline[0].id));
	}
	if (a->old != NULL)
		json_object_set_new(o, "old", alert_deadline_json(a->old, 0));
	if (a->changes != 0)
		json_object_set_new(
		    o, "changes", alert_changes_json(a->changes));
	alert_term_json(o, a);
	put_text(o, "reason", a->reason);
	if (a->episode != NULL)
		json_object_set_new(
		    o, "episode", alert_health_json(a->episode));
	if (a->hold != NULL)
		json_object_set_new(o, "hold", alert_hold_json(a->hold));
	if (a->moved != NULL)
		json_object_set_new(o, "moved", alert_moved_json(a->moved));
	if (a->watch != NULL)
		json_object_set_new(
		    o, "watch", alert_watch_json(pool, a->watch));
	if (a->escalated != NULL)
		json_object_set_new(
		    o, "escalated", alert_escalated_json(a->escalated));
	if (a->replay)
		json_object_set_new(o, "replay", json_true());
	json_object_set_new(o, "texts", texts_json(pool, a));
	return o;
}
