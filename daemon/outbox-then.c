/* outbox-then.c - the way that follows when those before it reach nobody */
/* SPDX-License-Identifier: MIT */
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/held.h"
#include "base/log.h"
#include "base/pool.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "edge/store-outbox.h"
#include "outbox-inner.h"
#include "raise.h"
#include "turn.h"

/*
 *	via = desktop, then mail after 1h, then sms after 2h
 *
 * An alert to such a receiver has one row in the state file, kept with its
 * parcels: the way that follows, and when.  Then, or as soon as all that went
 * before is given up, it gets its parcel and the row becomes the next one's;
 * in one transaction, so that it happens once, whatever ends when.  The row
 * goes without a parcel when a person has acknowledged, snoozed or finished
 * the alert, or has seen it, or another way than a desktop has delivered it,
 * or it goes along within another one.  What is held is waited for first.
 */
enum { WAYS_MOST = 50 }; /* in one go */

/* Copies of what is due, since rows live only in their listing. */
struct ways {
	struct pool *pool;
	struct next_way *list;
	size_t n, room;
};

static bool
collect(const struct next_way *r, void *context)
{
	struct ways *all = context;
	struct next_way *copy;

	all->list = pool_grow(
	    all->pool, all->list, all->n, &all->room, sizeof(*all->list));
	copy = &all->list[all->n++];
	*copy = *r;
	copy->receiver = pool_strdup(all->pool, r->receiver);
	copy->notifier = pool_strdup(all->pool, r->notifier);
	return true;
}

/* What the ways that went before have come to. */
struct before {
	const struct outbox *box;
	const struct conf *conf;
	const struct conf_receiver *to;
	size_t step; /* of to->then, the one that would follow */
	int n, given_up, gone;
	bool reached;
	int64_t starts; /* the last of those that have yet to start */
};

/* Is the notifier of the ways just before the one that would follow? */
static bool
goes_before(const struct before *b, const char *notifier)
{
	if (b->step > 0)
		return strcmp(b->to->then[b->step - 1].notifier, notifier) == 0;
	for (size_t i = 0; i < b->to->n_via; i++)
		if (strcmp(b->to->via[i], notifier) == 0)
			return true;
	return false;
}

static bool
is_desktop(const struct conf *conf, const char *notifier)
{
	const struct conf_notifier *by = conf_find_notifier(conf, notifier);

	return by != NULL && strcmp(by->program, "desktop") == 0;
}

/* It waits for somebody to mend its notifier. */
static bool
is_held_up(const struct outbox *box, const struct parcel_row *r)
{
	struct notifier_row shut;

	return r->state == PARCEL_WAITING &&
	       outbox_notifier(box, r->notifier, &shut) &&
	       shut.disabled != NO_TIME;
}

static bool
look_at_parcel(const struct parcel_row *r, void *context)
{
	struct before *b = context;

	if (strcmp(r->receiver, b->to->name) != 0 ||
	    !goes_before(b, r->notifier))
		return true;
	b->n++;
	if (r->state == PARCEL_GIVEN_UP || is_held_up(b->box, r))
		b->given_up++;
	if (r->state == PARCEL_WITHDRAWN)
		b->gone++;
	if ((r->state == PARCEL_DELIVERED &&
		!is_desktop(b->conf, r->notifier)) ||
	    r->state == PARCEL_BUNDLED)
		b->reached = true;
	if ((r->state == PARCEL_HELD ||
		(r->state == PARCEL_WAITING && r->tries == 0)) &&
	    r->next > b->starts)
		b->starts = r->next;
	return true;
}

static size_t
step_of(const struct conf_receiver *to, const char *notifier)
{
	size_t i = 0;

	while (i < to->n_then && strcmp(to->then[i].notifier, notifier) != 0)
		i++;
	return i;
}

/* The way gets its parcel now, and the one after it is waited for. */
static bool
go(struct outbox *box, const struct next_way *r, const struct before *b,
    struct why *w)
{
	struct turn *t = box->turn;
	const struct conf_notifier *by = conf_find_notifier(
	    turn_conf(t), r->notifier);
	struct alert alert = {.event = EVENT_ITEM_NEW, .priority = r->priority};
	struct next_way next = *r;

	turn_tell(t, "parcel", "alert A%lld has not reached %s yet: now by %s",
	    (long long)r->alert, r->receiver, r->notifier);
	if (by != NULL && !raise_way(t, &alert, r->alert, b->to, by, w))
		return false;
	if (b->step + 1 >= b->to->n_then)
		return store_way_drop(turn_store(t), r->alert, r->receiver, w);
	next.notifier = b->to->then[b->step + 1].notifier;
	next.due = turn_now(t) + b->to->then[b->step + 1].after;
	return store_way_keep(turn_store(t), &next, w);
}

static bool
decide(struct outbox *box, const struct next_way *r, struct why *w)
{
	struct turn *t = box->turn;
	struct store *s = turn_store(t);
	struct parcel_query query = {
	    .alert = r->alert, .due = NO_TIME, .limit = 1000};
	struct before b = {.box = box, .conf = turn_conf(t), .starts = NO_TIME};
	struct next_way later = *r;

	if (!turn_write(t, w))
		return false;
	b.to = conf_find_receiver(b.conf, r->receiver);
	b.step = b.to ? step_of(b.to, r->notifier) : 0;
	if (b.to == NULL || b.step == b.to->n_then || r->state != ALERT_NEW)
		return store_way_drop(s, r->alert, r->receiver, w);
	if (!store_parcels(s, &query, look_at_parcel, &b, w))
		return false;
	if (b.reached || (b.n > 0 && b.gone == b.n))
		return store_way_drop(s, r->alert, r->receiver, w);
	if (b.given_up + b.gone == b.n)
		return go(box, r, &b, w);
	if (b.starts > turn_now(t)) { /* it is held until then */
		later.due = b.starts + b.to->then[b.step].after;
		return store_way_keep(s, &later, w);
	}
	return r->due > turn_now(t) || go(box, r, &b, w);
}

/* Those that are due, or of one alert. */
static bool
decide_all(
    struct outbox *box, int64_t alert, const char *receiver, struct why *w)
{
	struct ways all = {.pool = pool_new(OUTBOX_ERRAND_MOST)};
	bool done = store_ways(turn_store(box->turn), alert,
	    turn_now(box->turn), WAYS_MOST, collect, &all, w);

	for (size_t i = 0; i < all.n && done; i++)
		if (receiver == NULL ||
		    strcmp(all.list[i].receiver, receiver) == 0)
			done = decide(box, &all.list[i], w);
	pool_free(all.pool);
	return done;
}

bool
outbox_ways_hasten(
    struct outbox *box, const struct parcel_row *r, struct why *w)
{
	return !box->has_ways || decide_all(box, r->alert, r->receiver, w);
}

bool
outbox_seen(struct outbox *box, const struct parcel_row *r, struct why *w)
{
	return !box->has_ways || (turn_write(box->turn, w) &&
				     store_way_drop(turn_store(box->turn),
					 r->alert, r->receiver, w));
}

static void
is_due(evutil_socket_t fd, short what, void *context)
{
	struct outbox *box = context;
	struct why w;

	(void)fd;
	(void)what;
	if (!decide_all(box, 0, NULL, &w))
		turn_lose(box->turn, &w);
	outbox_ways_wake(box);
}

HELD(is_due)

void
outbox_ways_wake(struct outbox *box)
{
	int64_t due = NO_TIME, now = turn_now(box->turn);
	struct timeval tv = {0, 0};
	struct why w;

	if (!box->has_ways)
		return;
	if (!store_way_next(turn_store(box->turn), &due, &w)) {
		log_err("outbox: %s", w.text);
		due = now + 60;
	}
	if (due == NO_TIME)
		return;
	tv.tv_sec = due > now ? due - now : 0;
	evtimer_add(box->ways, &tv);
}

void
outbox_ways_reload(struct outbox *box)
{
	const struct conf *conf = turn_conf(box->turn);
	int64_t due = NO_TIME;
	struct why w;

	box->has_ways = store_way_next(turn_store(box->turn), &due, &w) &&
			due != NO_TIME;
	for (size_t i = 0; i < conf->n_receivers; i++)
		box->has_ways = box->has_ways || conf->receiver[i].n_then > 0;
	if (box->ways == NULL)
		box->ways = evtimer_new(turn_base(box->turn), held_is_due, box);
}
