/* remind.c - the clock of the deadlines: reminders that are due */
/* SPDX-License-Identifier: MIT */
#include "remind.h"

#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "core/alert.h"
#include "core/date/workday.h"
#include "edge/conf.h"
#include "edge/store.h"
#include "raise.h"
#include "turn.h"

enum {
	LOOK_SECONDS = 60, /* the clock of the machine may jump */
	OPEN_MOST = 100000,
	ERRAND_MOST = 256 << 20,
};

struct reminder {
	struct turn *turn;
	struct event *timer;
	int64_t looked; /* the hour that was looked at last */
	bool again;
};

/* A deadline that may be due, with what its alert needs. */
struct candidate {
	struct deadline_row row;
};

struct looking {
	struct turn *turn;
	struct pool *pool;
	int64_t now;
	int today; /* yesterday before REMIND_HOUR: nothing new is due */
	struct candidate *list;
	size_t n, room;
};

int
remind_day(const struct remind *r, int end)
{
	return r->working ? workday_add(end, -r->count) : end - r->count;
}

/* The rule's reminder that is due: the last of those that have fallen. */
static const struct remind *
due_of(
    const struct rule *rule, const struct deadline_row *d, int found, int today)
{
	const struct remind *due = NULL;
	int last = NO_DAY;

	for (size_t i = 0; i < rule->n_remind; i++) {
		int day = remind_day(&rule->remind[i], d->is.end);

		if (day <= today && day > found && day > last &&
		    day <= d->is.end) {
			last = day;
			due = &rule->remind[i];
		}
	}
	return due;
}

static bool
follows(const struct rule *rule, const struct deadline_row *d)
{
	return (rule->kinds & 1U << d->is.kind) != 0 &&
	       !(d->is.flags & DEADLINE_QUESTIONED);
}

static bool
give(struct looking *l, const struct rule *rule, const struct deadline_row *d,
    const struct remind *due, int *given, struct why *w)
{
	const struct conf *conf = turn_conf(l->turn);
	const struct conf_feed *feed = conf_find_feed(conf, d->feed);
	struct alert_rule of = {.name = rule->name, .title = rule->title};
	struct alert_deadline one = {.id = d->id, .is = d->is};
	int day = remind_day(due, d->is.end);
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
	    .deadline = &one,
	    .n_deadlines = 1,
	    .late = day < l->today};
	char key[256];
	bool added;

	if (feed != NULL) {
		a.feed_title = feed->title;
		a.source = feed->source;
		a.source_title = feed->of ? feed->of->title : NULL;
	}
	snprintf(key, sizeof(key), "due D%lld %d %d%s %s", (long long)d->id,
	    d->is.end, due->count, due->working ? "wd" : "d", rule->name);
	if (!raise_for_rules(l->turn, &a, key, d->id, &rule, 1, &added, w))
		return false;
	*given += added;
	return true;
}

/* All rules that concern the deadline's item. */
static bool
remind_of(
    struct looking *l, const struct deadline_row *d, int *given, struct why *w)
{
	const struct conf *conf = turn_conf(l->turn);
	int found = time_local_day(d->found);
	char *names = pool_strdup(l->pool, d->rules ? d->rules : "");

	for (char *name; (name = strsep(&names, "\n")) != NULL;) {
		const struct rule *rule = conf_find_rule(conf, name);
		const struct remind *due;

		if (rule == NULL || !follows(rule, d))
			continue;
		due = due_of(rule, d, found, l->today);
		if (due != NULL && !give(l, rule, d, due, given, w))
			return false;
	}
	return true;
}

static bool
collect(const struct deadline_row *d, void *context)
{
	struct looking *l = context;
	struct deadline_row *copy;

	if (d->rules == NULL)
		return true;
	l->list = pool_grow(l->pool, l->list, l->n, &l->room, sizeof(*l->list));
	copy = &l->list[l->n++].row;
	*copy = *d;
	copy->title = pool_strdup(l->pool, d->title ? d->title : "");
	copy->link = d->link ? pool_strdup(l->pool, d->link) : NULL;
	copy->feed = pool_strdup(l->pool, d->feed);
	copy->rules = pool_strdup(l->pool, d->rules);
	copy->is.evidence = pool_strdup(
	    l->pool, d->is.evidence ? d->is.evidence : "");
	return true;
}

bool
remind_at(struct turn *t, int64_t now, int *given, struct why *w)
{
	struct looking l = {
	    .turn = t, .pool = pool_new(ERRAND_MOST), .now = now};
	struct deadline_query open = {.kind = -1,
	    .ruled = true,
	    .open_only = true,
	    .today = time_local_day(now),
	    .limit = OPEN_MOST};
	bool done;

	*given = 0;
	l.today = time_local_day(now) -
		  (time_local_seconds(now) < REMIND_HOUR * 3600);
	done = store_deadlines(turn_store(t), &open, collect, &l, w);
	for (size_t i = 0; done && i < l.n; i++)
		done = remind_of(&l, &l.list[i].row, given, w);
	pool_free(l.pool);
	return done;
}

static void
schedule(struct reminder *r, int seconds)
{
	struct timeval tv = {seconds, 0};

	evtimer_add(r->timer, &tv);
}

/* Once an hour, and soon after a wake. */
static void
look(evutil_socket_t fd, short what, void *context)
{
	struct reminder *r = context;
	int64_t now = turn_now(r->turn), hour = now / 3600;
	struct why w;
	int given;

	(void)fd;
	(void)what;
	schedule(r, LOOK_SECONDS);
	if (hour == r->looked && !r->again)
		return;
	if (!remind_at(r->turn, now, &given, &w)) {
		turn_lose(r->turn, &w);
		return;
	}
	r->looked = hour;
	r->again = false;
}

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

	r->again = true;
}

struct reminder *
reminder_new(struct turn *t)
{
	struct reminder *r = calloc(1, sizeof(*r));

	if (r == NULL)
		abort();
	r->turn = t;
	r->timer = evtimer_new(turn_base(t), look, r);
	turn_after(t, nothing, lost, r);
	reminder_wake(r);
	return r;
}

void
reminder_free(struct reminder *r)
{
	if (r == NULL)
		return;
	event_free(r->timer);
	free(r);
}

void
reminder_wake(struct reminder *r)
{
	r->again = true;
	schedule(r, 1);
}
