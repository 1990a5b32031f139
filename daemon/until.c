/* until.c - the clock of what ends: silences, acknowledgements, pauses, audits */
/* SPDX-License-Identifier: MIT */
#include "until.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "base/date.h"
#include "base/held.h"
#include "base/log.h"
#include "base/pool.h"
#include "edge/store-timing.h"
#include "edge/store-trust.h"
#include "poll.h"
#include "silence.h"
#include "turn.h"

enum {
	LOOK_MOST = 3600, /* seconds: the clock may be set meanwhile */
	ENDS_MOST = 50,   /* alerts that come back in one turn */
	ERRAND_MOST = 4 << 20
};

struct until {
	struct turn *turn;
	struct poll *poll;
	struct silences *silences;
	struct audit *audit;
	struct event *timer;
	int64_t next; /* when something ends; NO_TIME */
	bool stale;   /* what the file says is to be read again */
};

/* --- acknowledged and snoozed until --- */

struct ends {
	struct pool *pool;
	struct alert_row *list;
	size_t n, room;
};

static bool
collect(const struct alert_row *r, void *context)
{
	struct ends *e = context;

	e->list = pool_grow(e->pool, e->list, e->n, &e->room, sizeof(*e->list));
	e->list[e->n] = *r;
	e->list[e->n].by = pool_strdup(e->pool, r->by ? r->by : "");
	e->list[e->n].comment = pool_strdup(
	    e->pool, r->comment ? r->comment : "");
	e->list[e->n].title = NULL;
	e->n++;
	return true;
}

/* New again; what was acknowledged and never done is told once more. */
static bool
come_back(struct until *t, const struct alert_row *r, struct why *w)
{
	struct store *s = turn_store(t->turn);
	int64_t now = turn_now(t->turn);
	bool acked = r->state == ALERT_ACKED;
	struct trace_row trace = {.alert = r->id,
	    .at = now,
	    .what = acked ? TRACE_ACK_ENDED : TRACE_SNOOZE_ENDED,
	    .by = r->by,
	    .until = r->until,
	    .words = r->comment};

	turn_tell(t->turn, "alert", "alert A%lld: %s %s has ended",
	    (long long)r->id,
	    acked ? "what was acknowledged by" : "what was snoozed by", r->by);
	return store_alert_state(s, r->id, ALERT_NEW, NULL, NULL, NO_TIME, w) &&
	       store_trace_add(s, &trace, w) &&
	       (!acked || (store_timing_again(s, r->id, now, w) &&
			      store_parcels_again(s, r->id, now, w)));
}

static bool
end_untils(struct until *t, int64_t now, struct why *w)
{
	struct ends e = {.pool = pool_new(ERRAND_MOST)};
	bool done = store_until_due(
	    turn_store(t->turn), now, ENDS_MOST, collect, &e, w);

	if (done && e.n > 0)
		done = turn_write(t->turn, w);
	for (size_t i = 0; done && i < e.n; i++)
		done = come_back(t, &e.list[i], w);
	pool_free(e.pool);
	return done;
}

/* --- the clock --- */

static void
sooner(int64_t *next, int64_t at)
{
	if (at != NO_TIME && (*next == NO_TIME || at < *next))
		*next = at;
}

static void
schedule(struct until *t)
{
	int64_t next = NO_TIME, until, now = turn_now(t->turn);
	struct timeval tv = {LOOK_MOST, 0};
	struct why w;

	if (!store_until_next(turn_store(t->turn), &until, &w)) {
		log_err("what ends: %s", w.text);
		until = now + 60;
	}
	sooner(&next, until);
	sooner(&next, silences_next(t->silences));
	sooner(&next, poll_pauses_next(t->poll));
	t->next = next;
	if (next != NO_TIME && next - now < LOOK_MOST)
		tv.tv_sec = next > now ? next - now : 0;
	if (tv.tv_sec == 0)
		tv.tv_usec = 10000; /* the rest of many, in other turns */
	evtimer_add(t->timer, &tv);
}

bool
until_at(struct until *t, int64_t now, struct why *w)
{
	if (t->stale && !silences_load(t->silences, w))
		return false;
	t->stale = false;
	return silences_at(t->silences, now, w) && end_untils(t, now, w) &&
	       poll_end_pauses(t->poll, now, w);
}

static void
look(evutil_socket_t fd, short what, void *context)
{
	struct until *t = context;
	struct why w;

	(void)fd;
	(void)what;
	if (until_at(t, turn_now(t->turn), &w))
		schedule(t);
	else
		turn_lose(t->turn, &w);
}

HELD(look)

static void
nothing(void *context)
{
	(void)context;
}

/* What memory knows of silences is read again, in a minute: the disk may be
 * full. */
static void
lost(void *context)
{
	struct until *t = context;
	struct timeval minute = {60, 0};

	t->stale = true;
	evtimer_add(t->timer, &minute);
}

struct until *
until_new(struct turn *turn, struct poll *poll)
{
	struct until *t = calloc(1, sizeof(*t));

	if (t == NULL)
		abort();
	t->turn = turn;
	t->poll = poll;
	t->next = NO_TIME;
	t->silences = silences_new(turn);
	t->audit = audit_new(turn);
	t->timer = evtimer_new(turn_base(turn), held_look, t);
	turn_after(turn, nothing, lost, t);
	return t;
}

void
until_free(struct until *t)
{
	if (t == NULL)
		return;
	audit_free(t->audit);
	silences_free(t->silences);
	event_free(t->timer);
	free(t);
}

bool
until_take_conf(struct until *t, struct why *w)
{
	t->stale = false;
	if (!silences_load(t->silences, w) || !audit_take_conf(t->audit, w))
		return false;
	schedule(t);
	return true;
}

void
until_wake(struct until *t)
{
	schedule(t);
}

bool
until_rests(const struct until *t)
{
	return t->next == NO_TIME || t->next > turn_now(t->turn);
}

struct silences *
until_silences(struct until *t)
{
	return t->silences;
}

struct audit *
until_audit(struct until *t)
{
	return t->audit;
}
