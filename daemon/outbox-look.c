/* outbox-look.c - which parcels of a notifier may start now */
/* SPDX-License-Identifier: MIT */
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/pool.h"
#include "edge/conf.h"
#include "edge/store-outbox.h"
#include "outbox-inner.h"
#include "turn.h"

enum {
	LINES_MOST = 200, /* looked at before the loop has its turn */
	STRAY_MOST = 20,  /* given up in one go */
};

void
outbox_look_anew(struct outbox_queue *q)
{
	q->wrapped = q->empty = false;
}

/* Its run is not over yet, though the file has forgotten that it is out. */
static bool
is_running(const struct outbox_queue *q, int64_t parcel)
{
	for (const struct outbox_errand *e = q->running; e != NULL; e = e->next)
		if (e->id == parcel)
			return true;
	return false;
}

/* One of the receiver's is out, or is about to be. */
static bool
is_served(const struct outbox_due *d, const char *receiver)
{
	const struct outbox_errand *e = d->queue->running;

	while (e != NULL && strcmp(e->receiver, receiver) != 0)
		e = e->next;
	for (size_t i = 0; i < d->n && e == NULL; i++)
		if (strcmp(d->list[i].receiver, receiver) == 0)
			return true;
	return e != NULL;
}

/* Rows live only in their listing. */
static bool
collect(const struct parcel_row *r, void *context)
{
	struct outbox_due *d = context;
	struct parcel_row *copy;

	if (is_running(d->queue, r->id))
		return true;
	d->list = pool_grow(d->pool, d->list, d->n, &d->room, sizeof(*d->list));
	copy = &d->list[d->n++];
	*copy = *r;
	copy->receiver = pool_strdup(d->pool, r->receiver);
	copy->notifier = pool_strdup(d->pool, r->notifier);
	copy->user = pool_strdup(d->pool, r->user);
	copy->title = pool_strdup(d->pool, r->title);
	copy->json = pool_strdup(d->pool, r->json);
	copy->event = pool_strdup(d->pool, r->event);
	copy->extra = r->extra ? pool_strdup(d->pool, r->extra) : NULL;
	copy->why = NULL;
	return true;
}

static size_t
room_left(const struct outbox_due *d)
{
	size_t used = (size_t)d->queue->n_running + d->n;
	size_t most = (size_t)d->by->at_once;

	return used < most ? most - used : 0;
}

static struct store *
store_of(const struct outbox_due *d)
{
	return turn_store(d->queue->outbox->turn);
}

/* The one whose turn it is in a receiver's line, if any. */
static bool
look_at_line(struct outbox_due *d, const char *receiver, struct why *w)
{
	struct turn *t = d->queue->outbox->turn;
	struct parcel_query query = {.due = NO_TIME, .limit = 1};

	if (is_served(d, receiver))
		return true;
	if (!store_line_first(store_of(d), d->queue->name, receiver,
		turn_now(t), &query.id, w))
		return false;
	return query.id == 0 ||
	       store_parcels(store_of(d), &query, collect, d, w);
}

static void
set_cursor(struct outbox_queue *q, const char *receiver)
{
	free(q->cursor);
	q->cursor = receiver ? strdup(receiver) : NULL;
}

/*
 * Receiver after receiver, from where it was left the last time, so that each
 * has its turn; until there is no room, or all were looked at, or the loop
 * must have its turn.
 */
static bool
look_at_lines(struct outbox_due *d, struct why *w)
{
	struct outbox_queue *q = d->queue;

	for (int n = 0; n < LINES_MOST && !q->empty && room_left(d) > 0; n++) {
		const char *receiver;

		if (!store_line_after(store_of(d), d->pool, q->name,
			q->cursor ? q->cursor : "", &receiver, w))
			return false;
		q->empty = receiver == NULL && q->wrapped;
		q->wrapped = q->wrapped || receiver == NULL;
		set_cursor(q, receiver);
		if (receiver != NULL && !look_at_line(d, receiver, w))
			return false;
	}
	return true;
}

/* Where order is of no account: what is due. */
static bool
look_at_all(struct outbox_due *d, struct why *w)
{
	struct parcel_query query = {.notifier = d->queue->name,
	    .due = turn_now(d->queue->outbox->turn),
	    .limit = d->by != NULL ? (int)room_left(d) : STRAY_MOST};

	if (query.limit == 0)
		return true;
	if (!store_parcels(store_of(d), &query, collect, d, w))
		return false;
	d->queue->empty = d->n == 0;
	return true;
}

/* When to look again, if nothing happens before. */
static bool
schedule(struct outbox_queue *q, int64_t at, struct why *w)
{
	struct turn *t = q->outbox->turn;
	int64_t now = turn_now(t);
	struct timeval tv = {0, 0};

	if (at == NO_TIME &&
	    !store_parcels_next(turn_store(t), q->name, now, &at, w))
		return false;
	q->due = at;
	if (at == NO_TIME)
		return true;
	tv.tv_sec = at > now ? at - now : 0;
	evtimer_add(q->timer, &tv);
	return true;
}

static void
go_on_soon(struct outbox_queue *q)
{
	static const struct timeval at_once = {0, 0};

	q->slice = true;
	evtimer_add(q->timer, &at_once);
}

bool
outbox_look(struct outbox_due *d, struct outbox_queue *q, struct pool *pool,
    struct why *w)
{
	const struct conf *conf = turn_conf(q->outbox->turn);
	int64_t at;

	*d = (struct outbox_due){
	    .queue = q, .by = conf_find_notifier(conf, q->name), .pool = pool};
	if (d->by != NULL && strcmp(d->by->program, "desktop") == 0) {
		q->empty = true; /* its followers take them */
		q->due = NO_TIME;
		return true;
	}
	if (d->by != NULL && outbox_queue_is_shut(q, &at)) {
		q->empty = true;
		q->due = at;
		return at == NO_TIME || schedule(q, at, w);
	}
	if (!(d->by != NULL && d->by->in_order ? look_at_lines(d, w)
					       : look_at_all(d, w)))
		return false;
	if (q->empty)
		return schedule(q, NO_TIME, w);
	if (d->n == 0 && d->by != NULL && room_left(d) > 0)
		go_on_soon(q);
	return true;
}
