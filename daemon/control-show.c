/* control-show.c - one deadline in full: its history, its matter, the count */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "control-term.h"
#include "core/alert.h"
#include "core/date/workday.h"
#include "core/plan.h"
#include "edge/conf.h"
#include "edge/store-matter.h"
#include "turn.h"

enum { SHOW_MOST = 16 << 20, SKIPPED_MOST = 200, SPAN_MOST = 2000 };

static void
put_day(json_t *o, const char *key, int day)
{
	char text[DAY_TEXT];

	if (day != NO_DAY)
		put_text(o, key, day_write(day, text));
}

/* --- in lists --- */

static json_t *
conflicts_json(struct caller *c, const struct deadline_row *d)
{
	struct pool *pool = pool_new(SHOW_MOST);
	json_t *list = json_array();
	struct term_rivals r;
	struct why w;

	if (term_is_tracked(d) &&
	    term_rivals(c->control->turn, pool, d, &r, &w) && r.n <= TERM_CROWD)
		for (size_t i = 0; i < r.n; i++)
			if (rivals_conflict(&r.row[i].is, &d->is))
				json_array_append_new(
				    list, json_sprintf(
					      "D%lld", (long long)r.row[i].id));
	pool_free(pool);
	return list;
}

void
control_term_members(struct caller *c, json_t *o, const struct deadline_row *d)
{
	json_t *conflicts;

	put_id(o, "matter", 'M', d->matter);
	if (d->confirmed)
		json_object_set_new(o, "confirmed", json_true());
	put_text(o, "name", d->own.name);
	put_text(o, "place", d->own.place);
	put_text(o, "by", d->own.by);
	put_day(o, "said_end", d->said_end);
	if (d->matter == 0)
		return;
	conflicts = conflicts_json(c, d);
	if (json_array_size(conflicts) > 0)
		json_object_set(o, "conflicts", conflicts);
	json_decref(conflicts);
}

/* --- its history --- */

struct telling {
	struct caller *caller;
	json_t *array;
};

static bool
add_found(const struct deadline_row *d, void *context)
{
	struct telling *l = context;
	json_t *o = json_object();

	put_time(o, "at", d->found);
	put_text(o, "what", lineage_name(LINEAGE_FOUND));
	put_id(o, "deadline", 'D', d->id);
	put_day(o, "start", d->is.start);
	put_day(o, "end", d->is.end);
	put_text(o, "words", d->is.evidence);
	put_text(o, "by", d->own.by);
	if (json_array_size(l->array) == 0) /* the others came of a move */
		json_array_append(l->array, o);
	json_decref(o);
	return true;
}

static bool
add_line(const struct lineage_row *r, void *context)
{
	struct telling *l = context;
	json_t *o = json_object();

	put_time(o, "at", r->at);
	put_text(o, "what", lineage_name(r->what));
	put_id(o, "deadline", 'D', r->deadline);
	put_day(o, "old_start", r->old_start);
	put_day(o, "old_end", r->old_end);
	put_day(o, "start", r->start);
	put_day(o, "end", r->end);
	put_id(o, "other", 'D', r->other);
	put_text(o, "by", r->by);
	put_text(o, "words", r->words);
	json_array_append_new(l->array, o);
	return true;
}

json_t *
control_recounted(struct caller *c, int64_t since)
{
	struct telling l = {c, json_array()};
	struct why w;

	store_lineage_since(
	    control_store(c), since, LINEAGE_RECOUNTED, add_line, &l, &w);
	return l.array;
}

static bool
put_lineage(
    struct caller *c, json_t *o, const struct deadline_row *d, struct why *w)
{
	struct telling l = {c, json_array()};
	struct store *s = control_store(c);
	bool done = store_deadline_chain(s, d, add_found, &l, w) &&
		    store_lineage(s, d, add_line, &l, w);

	if (d->state == TERM_OPEN && d->is.end < turn_today(c->control->turn)) {
		json_t *passed = json_object();

		put_time(passed, "at", time_of_local(d->is.end + 1, 0));
		put_text(passed, "what", "passed");
		put_id(passed, "deadline", 'D', d->id);
		json_array_append_new(l.array, passed);
	}
	json_object_set_new(o, "lineage", l.array);
	return done;
}

/* --- its matter --- */

struct others {
	json_t *array;
	int64_t but;
};

static bool
add_other(const struct deadline_row *d, void *context)
{
	struct others *l = context;
	json_t *o;

	if (d->id == l->but || d->state == TERM_MOVED)
		return true;
	o = json_object();
	put_id(o, "id", 'D', d->id);
	put_text(o, "kind", deadline_kind_name(d->is.kind));
	put_day(o, "end", d->is.end);
	put_text(o, "title", d->title);
	put_text(o, "link", d->link);
	json_array_append_new(l->array, o);
	return true;
}

static bool
put_matter(struct caller *c, json_t *o, struct pool *pool,
    const struct deadline_row *d, struct why *w)
{
	struct others l = {json_array(), d->id};
	struct deadline_query query = {
	    .matter = d->matter, .kind = -1, .limit = LIST_MOST};
	const char *title = NULL, *number = NULL;
	bool done = d->matter == 0 || (store_matter_get(control_store(c), pool,
					   d->matter, &title, &number, w) &&
					  store_deadlines(control_store(c),
					      &query, add_other, &l, w));

	put_text(o, "matter_title", title);
	json_object_set_new(o, "matter_deadlines", l.array);
	return done;
}

/* --- the count of days --- */

/* Days between that are no working days though the week says so. */
static json_t *
skipped_json(int from, int to, const struct closed *closed)
{
	json_t *list = json_array();

	for (int day = from + 1; day <= to && to - from < SPAN_MOST &&
				 json_array_size(list) < SKIPPED_MOST;
	     day++) {
		const char *name = day_holiday_name(day);
		json_t *o;

		if (day_weekday(day) >= SATURDAY ||
		    (name == NULL && !closed_has(closed, day)))
			continue;
		o = json_object();
		put_day(o, "day", day);
		put_text(o, "name", name ? name : "closed");
		json_array_append_new(list, o);
	}
	return list;
}

struct given {
	const char *rule, *lead;
	int target;
	int64_t at, alert;
};

static bool
find_given(const struct reminder_row *r, void *context)
{
	struct given *g = context;

	if (strcmp(r->rule, g->rule) != 0 || strcmp(r->lead, g->lead) != 0 ||
	    r->target != g->target)
		return true;
	g->at = r->at;
	g->alert = r->alert;
	return false;
}

static json_t *
reminder_json(struct caller *c, const struct deadline_row *d,
    const struct rule *rule, const struct remind *lead)
{
	const struct closed *closed = &turn_conf(c->control->turn)->closed;
	struct plan plan = plan_of(rule, &d->is, time_local_day(d->found));
	int day = plan_day(lead, plan.target, closed);
	char text[32];
	struct given given = {.rule = rule->name,
	    .lead = text,
	    .target = plan.target,
	    .at = NO_TIME};
	json_t *o = json_object();
	struct why w;

	snprintf(text, sizeof(text), "%d%s", lead->count,
	    lead->working ? "wd" : "d");
	store_reminders(control_store(c), d->id, find_given, &given, &w);
	put_text(o, "rule", rule->name);
	put_text(o, "lead", text);
	put_day(o, "day", day);
	put_day(o, "target", plan.target);
	if (plan.notice)
		json_object_set_new(o, "notice", json_true());
	put_time(o, "given", given.at);
	put_id(o, "alert", 'A', given.alert);
	if (lead->working)
		json_object_set_new(
		    o, "skipped", skipped_json(day, plan.target, closed));
	return o;
}

static void
put_reminders(struct caller *c, json_t *o, struct pool *pool,
    const struct deadline_row *d)
{
	struct term_rules rules = term_rules(c->control->turn, pool, d);
	json_t *list = json_array();

	for (size_t i = 0; i < rules.n; i++)
		for (size_t k = 0; k < rules.rule[i]->n_remind; k++)
			json_array_append_new(
			    list, reminder_json(c, d, rules.rule[i],
				      &rules.rule[i]->remind[k]));
	json_object_set_new(o, "reminders", list);
}

bool
control_term_whole(struct caller *c, json_t *o, int64_t id, struct why *w)
{
	struct pool *pool = pool_new(SHOW_MOST);
	int today = turn_today(c->control->turn);
	struct deadline_row d;
	bool found;
	bool done = term_get(c->control->turn, pool, id, &d, &found, w);

	if (done && found) {
		put_text(o, "uid", d.uid);
		put_number(o, "sequence", d.sequence);
		put_time(o, "found", d.found);
		done = put_lineage(c, o, &d, w) &&
		       put_matter(c, o, pool, &d, w);
		put_reminders(c, o, pool, &d);
		json_object_set_new(o, "skipped",
		    skipped_json(
			today, d.is.end, &turn_conf(c->control->turn)->closed));
	}
	pool_free(pool);
	return done;
}
