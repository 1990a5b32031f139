/* remind.c - the clock of the deadlines: reminders that are due */
/* SPDX-License-Identifier: MIT */
#include "remind.h"

#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/held.h"
#include "core/alert.h"
#include "core/events.h"
#include "core/plan.h"
#include "edge/conf.h"
#include "edge/store-page.h"
#include "raise-hears.h"
#include "raise.h"
#include "slice.h"
#include "term.h"
#include "turn.h"

enum {
	LOOK = 60000, /* milliseconds: the clock of the machine may jump */
	SOON = 50,
	AGAIN = 1000,     /* after what was lost */
	PASSED_DAYS = 21, /* so long one that has passed is still told of */
	ERRAND_MOST = 1 << 20,
	ROW_MOST = 64 << 20,
};

struct reminder {
	struct turn *turn;
	struct event *timer;
	int64_t looked; /* the hour that was looked at last */
	bool again;
	struct looking *looking; /* under way; or NULL */
	struct slice slice;
};

/* A look at all the open deadlines, one a step. */
struct looking {
	struct turn *turn;
	struct pool *pool; /* it lies in there itself */
	struct pool *one;  /* of the row at hand */
	struct store_page page;
	int64_t now;
	int today;  /* yesterday before REMIND_HOUR: nothing new is due */
	int looked; /* the last day that was looked at; NO_DAY */
	int given;  /* so far */
};

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
give(struct looking *l, const struct call *c, int *given, struct why *w)
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
	*given += added;
	return true;
}

/* All rules that concern the deadline. */
static bool
remind_of(
    struct looking *l, const struct deadline_row *d, int *given, struct why *w)
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
		if (!give(l, &c, given, w))
			return false;
	}
	return true;
}

/* The last day that was looked at, as the file has it. */
static bool
read_looked(struct looking *l, struct why *w)
{
	const char *text;
	size_t len;

	l->looked = NO_DAY;
	if (!store_meta_get(
		turn_store(l->turn), l->pool, "reminded", &text, &len, w))
		return false;
	if (text != NULL)
		l->looked = day_read(text);
	return true;
}

static bool
keep_looked(struct looking *l, struct why *w)
{
	char day[DAY_TEXT];

	if (l->looked == l->today)
		return true;
	day_write(l->today, day);
	return turn_write(l->turn, w) && store_meta_set(turn_store(l->turn),
					     "reminded", day, strlen(day), w);
}

static struct looking *
looking_open(struct turn *t, int64_t now)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	struct looking *l = pool_get(pool, sizeof(*l));

	l->turn = t;
	l->pool = pool;
	l->one = pool_new(ROW_MOST);
	l->now = now;
	l->today = time_local_day(now) -
		   (time_local_seconds(now) < REMIND_HOUR * 3600);
	return l;
}

static void
looking_close(struct looking *l)
{
	if (l == NULL)
		return;
	pool_free(l->one);
	pool_free(l->pool);
}

/* Nobody follows what has neither rules nor a section of its own. */
static bool
look_at_next(struct looking *l, struct why *w)
{
	int64_t id = l->page.id[l->page.at++];
	struct deadline_row d;
	bool found, done = term_get(l->turn, l->one, id, &d, &found, w);

	if (done && found && term_is_tracked(&d) &&
	    (d.rules != NULL || d.own.title != NULL))
		done = remind_of(l, &d, &l->given, w);
	pool_clear(l->one);
	return done;
}

static enum keep_step
looking_step(struct looking *l, struct why *w)
{
	struct store_page *p = &l->page;

	if (!p->begun && !read_looked(l, w))
		return KEEP_FAILED;
	if (p->at < p->n)
		return look_at_next(l, w) ? KEEP_MORE : KEEP_FAILED;
	if (p->last)
		return keep_looked(l, w) ? KEEP_DONE : KEEP_FAILED;
	return store_page_open(
		   turn_store(l->turn), p, l->today - PASSED_DAYS, w)
		   ? KEEP_MORE
		   : KEEP_FAILED;
}

bool
remind_at(struct turn *t, int64_t now, int *given, struct why *w)
{
	struct looking *l = looking_open(t, now);
	enum keep_step step;

	while ((step = looking_step(l, w)) == KEEP_MORE)
		;
	*given = l->given;
	looking_close(l);
	return step == KEEP_DONE;
}

static void
schedule(struct reminder *r, int milliseconds)
{
	struct timeval tv = {milliseconds / 1000, milliseconds % 1000 * 1000};

	evtimer_add(r->timer, &tv);
}

static void
stop(struct reminder *r)
{
	slice_stop(&r->slice);
	looking_close(r->looking);
	r->looking = NULL;
}

static bool
look_on(void *context)
{
	struct reminder *r = context;
	struct why w;
	enum keep_step step = looking_step(r->looking, &w);

	if (step == KEEP_MORE)
		return true;
	stop(r);
	if (step == KEEP_FAILED)
		turn_lose(r->turn, &w);
	else
		turn_commit(r->turn); /* who waits for rest is told */
	return false;
}

/* Once an hour, and soon after a wake; from the beginning, when it is woken in
 * the middle. */
static void
look(evutil_socket_t fd, short what, void *context)
{
	struct reminder *r = context;
	int64_t now = turn_now(r->turn), hour = now / 3600;

	(void)fd;
	(void)what;
	schedule(r, LOOK);
	if (hour == r->looked && !r->again)
		return;
	stop(r);
	r->looked = hour;
	r->again = false;
	r->looking = looking_open(r->turn, now);
	slice_start(turn_slicer(r->turn), &r->slice);
}

HELD(look)

static void
nothing(void *context)
{
	(void)context;
}

/* Reminders may have been among what was lost. */
static void
lost(void *context)
{
	struct reminder *r = context;

	stop(r);
	r->again = true;
	schedule(r, AGAIN);
}

struct reminder *
reminder_new(struct turn *t)
{
	struct reminder *r = calloc(1, sizeof(*r));

	if (r == NULL)
		abort();
	r->turn = t;
	r->timer = evtimer_new(turn_base(t), held_look, r);
	r->slice = (struct slice){
	    .name = "reminders", .step = look_on, .context = r};
	turn_after(t, nothing, lost, r);
	reminder_wake(r);
	return r;
}

void
reminder_free(struct reminder *r)
{
	if (r == NULL)
		return;
	stop(r);
	event_free(r->timer);
	free(r);
}

void
reminder_wake(struct reminder *r)
{
	r->again = true;
	schedule(r, SOON);
}

bool
reminder_rests(const struct reminder *r)
{
	return !r->again && r->looking == NULL;
}
