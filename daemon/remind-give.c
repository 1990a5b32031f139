/* remind-give.c - one deadline: the reminders of it that are due, given */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "core/alert.h"
#include "core/events.h"
#include "core/plan.h"
#include "edge/conf.h"
#include "raise-hears.h"
#include "raise.h"
#include "remind-inner.h"
#include "term.h"
#include "turn.h"

/* One reminder of one deadline by one rule. */
struct call {
	const struct deadline_row *row;
	const struct rule *rule;
	struct plan plan;
	const struct remind *lead;
	int day;
	char lead_text[32];
};

/* The alert of an agreement leads with the day to give notice. */
static size_t
deadlines_of(const struct call *c, struct alert_deadline list[2])
{
	struct deadline is = term_shown(c->row);
	size_t n = 0;

	if (c->plan.notice) {
		list[n] = (struct alert_deadline){c->row->id, is};
		list[n].is.kind = DEADLINE_NOTICE;
		list[n].is.start = list[n].is.end = c->plan.target;
		list[n].is.minutes = -1;
		list[n++].is.flags = DEADLINE_COMPUTED;
	}
	list[n++] = (struct alert_deadline){c->row->id, is};
	return n;
}

static bool
raise_call(struct looking *l, const struct call *c, bool *added, int64_t *id,
    struct why *w)
{
	const struct deadline_row *d = c->row;
	const struct conf_feed *feed =
	    d->feed ? conf_find_feed(turn_conf(l->turn), d->feed) : NULL;
	struct alert_rule of = {.name = c->rule->name, .title = c->rule->title};
	struct alert_deadline list[2];
	struct alert a = {.event = EVENT_DEADLINE_DUE,
	    .created = l->now,
	    .today = time_local_day(l->now),
	    .feed = d->feed,
	    .rule = &of,
	    .n_rules = 1,
	    .item = d->item,
	    .title = d->title,
	    .link = d->link,
	    .published = time_of_local(d->published, 12 * 3600),
	    .deadline = list,
	    .n_deadlines = deadlines_of(c, list),
	    .late = c->day < l->today,
	    .due = c->day};
	char key[256];

	if (feed != NULL) {
		a.feed_title = feed->title;
		a.source = feed->source;
		a.source_title = feed->of ? feed->of->title : NULL;
	}
	snprintf(key, sizeof(key), "due D%lld %d %s %s", (long long)d->id,
	    c->plan.target, c->lead_text, c->rule->name);
	return raise_for_rules(
		   l->turn, &a, key, d->id, &c->rule, 1, added, w) &&
	       store_alert_find(turn_store(l->turn), key, id, w);
}

static bool
note_call(struct looking *l, const struct call *c, int64_t deadline,
    int64_t alert, struct why *w)
{
	struct reminder_row r = {.deadline = deadline,
	    .rule = c->rule->name,
	    .target = c->plan.target,
	    .lead = c->lead_text,
	    .day = c->day,
	    .at = l->now,
	    .alert = alert};

	return store_reminder_add(turn_store(l->turn), &r, w);
}

static bool
follows(
    struct looking *l, const struct rule *rule, const struct deadline_row *d)
{
	struct term_rules rules = term_rules(l->turn, l->one, d);

	for (size_t i = 0; i < rules.n; i++)
		if (strcmp(rules.rule[i]->name, rule->name) == 0)
			return true;
	return false;
}

/* Of those of other pages that the rule follows too: is one before it? */
static bool
has_first(struct looking *l, const struct call *c, const struct term_rivals *r)
{
	const struct deadline_row *d = c->row;
	struct rival mine = {&d->is, d->confirmed, d->id};

	for (size_t i = 0; i < r->n; i++) {
		const struct deadline_row *o = &r->row[i];
		struct rival other = {&o->is, o->confirmed, o->id};

		if ((o->is.end == d->is.end ||
			(r->n <= TERM_CROWD &&
			    rivals_conflict(&o->is, &d->is))) &&
		    o->is.end >= l->today && rival_goes_first(&other, &mine) &&
		    follows(l, c->rule, o))
			return true;
	}
	return false;
}

/* Those of other pages that say the same day are reminded of by this. */
static bool
note_all(struct looking *l, const struct call *c, const struct term_rivals *r,
    int64_t alert, struct why *w)
{
	if (!note_call(l, c, c->row->id, alert, w))
		return false;
	for (size_t i = 0; i < r->n; i++)
		if (r->row[i].is.end == c->row->is.end &&
		    !note_call(l, c, r->row[i].id, alert, w))
			return false;
	return true;
}

static bool
give(struct looking *l, const struct call *c, struct why *w)
{
	struct reminder_row key = {.deadline = c->row->id,
	    .rule = c->rule->name,
	    .target = c->plan.target,
	    .lead = c->lead_text};
	struct term_rivals rivals;
	bool before, added;
	int64_t alert;
	int last;

	if (!store_reminder_given(turn_store(l->turn), &key, &before, &last, w))
		return false;
	if (before || last >= c->day)
		return true;
	if (!term_rivals(l->turn, l->one, c->row, &rivals, w))
		return false;
	if (has_first(l, c, &rivals))
		return true;
	if (!raise_call(l, c, &added, &alert, w) ||
	    !note_all(l, c, &rivals, alert, w))
		return false;
	l->given += added;
	return true;
}

bool
remind_of(struct looking *l, const struct deadline_row *d, struct why *w)
{
	const struct closed *closed = &turn_conf(l->turn)->closed;
	struct term_rules rules = term_rules(l->turn, l->one, d);
	struct plan_state state = {.found = time_local_day(d->found),
	    .untold = d->baseline,
	    .given = NO_DAY,
	    .looked = l->looked,
	    .today = l->today};

	for (size_t i = 0; i < rules.n; i++) {
		struct call c = {.row = d, .rule = rules.rule[i]};

		if (!rule_hears(c.rule, 1U << HEARS_DUE))
			continue;
		c.plan = plan_of(c.rule, &d->is, state.found);
		c.lead = plan_due(c.rule, &c.plan, &state, closed);
		if (c.lead == NULL)
			continue;
		c.day = plan_day(c.lead, c.plan.target, closed);
		snprintf(c.lead_text, sizeof(c.lead_text), "%d%s",
		    c.lead->count, c.lead->working ? "wd" : "d");
		if (!give(l, &c, w))
			return false;
	}
	return true;
}
