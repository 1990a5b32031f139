/* outbox.c - parcels on their way: notifiers run, settled, tried again */
/* SPDX-License-Identifier: MIT */
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/held.h"
#include "base/log.h"
#include "base/pool.h"
#include "edge/conf.h"
#include "edge/spawn.h"
#include "edge/store-outbox.h"
#include "edge/store-timing.h"
#include "outbox-inner.h"
#include "turn.h"

static const char *
state_word(enum parcel_state state)
{
	return state == PARCEL_WAITING ? "tried again later"
				       : parcel_state_name(state);
}

bool
outbox_keep(struct outbox *box, const struct parcel_row *r, struct why *w)
{
	return turn_write(box->turn, w) &&
	       store_parcel_keep(turn_store(box->turn), r, w);
}

/* What goes along within it is delivered with it. */
static bool
settle_bundled(struct outbox *box, const struct parcel_row *r, struct why *w)
{
	if (r->state != PARCEL_DELIVERED ||
	    (!turn_conf(box->turn)->timed && strcmp(r->event, "digest") != 0))
		return true;
	return store_timing_delivered(
	    turn_store(box->turn), r->id, r->settled, w);
}

bool
outbox_settle(struct outbox *box, const struct parcel_row *was,
    enum parcel_state state, const char *reason, struct why *w)
{
	struct parcel_row r = *was;

	r.state = state;
	r.why = reason;
	r.settled = turn_now(box->turn);
	if (!outbox_keep(box, &r, w) || !settle_bundled(box, &r, w))
		return false;
	turn_tell(box->turn, "parcel",
	    "parcel P%lld (alert A%lld to %s by %s): %s%s%s", (long long)r.id,
	    (long long)r.alert, r.receiver, r.notifier, state_word(state),
	    reason && reason[0] ? ": " : "", reason ? reason : "");
	return state != PARCEL_GIVEN_UP ||
	       (outbox_ways_hasten(box, &r, w) &&
		   outbox_tell_given_up(box, &r, w));
}

/* The state file says that it is out before it is. */
static bool
start_one(struct outbox_due *d, struct parcel_row *r, struct why *w)
{
	struct outbox *box = d->queue->outbox;
	json_t *json = outbox_parcel_json(turn_conf(box->turn), r);
	const struct conf *conf = turn_conf(box->turn);
	char *input;
	bool done;

	if (json != NULL)
		outbox_add_events(box->turn, json);
	if (json != NULL && turn_absences(box->turn) != NULL)
		outbox_stand_in(json, conf,
		    conf_find_receiver(conf, r->receiver),
		    turn_absences(box->turn), turn_today(box->turn));
	input = json ? json_dumps(json, JSON_COMPACT) : NULL;
	json_decref(json);
	if (input == NULL)
		return outbox_settle(box, r, PARCEL_GIVEN_UP,
		    d->by == NULL ? "its notifier is not in the configuration"
				  : "its receiver is not in the configuration",
		    w);
	r->state = PARCEL_OUT;
	done = outbox_keep(box, r, w);
	if (done)
		outbox_run(d->queue, d->by, r, input);
	else
		free(input);
	return done;
}

static bool
start_all(struct outbox_due *d, struct why *w)
{
	for (size_t i = 0; i < d->n; i++)
		if (!start_one(d, &d->list[i], w))
			return false;
	return true;
}

/* What the file says is out and does not run has come to nothing. */
static bool
recover(struct outbox *box, struct why *w)
{
	struct store *s = turn_store(box->turn);
	bool done = turn_write(box->turn, w) &&
		    store_parcels_recover(s, turn_now(box->turn), w);

	for (struct outbox_queue *q = box->queues; q != NULL; q = q->next)
		for (struct outbox_errand *e = q->running; e && done;
		     e = e->next)
			done = store_parcel_out(s, e->id, w);
	if (done)
		box->unsure = false;
	return done;
}

/*
 * All queues are looked at before the first parcel starts: to start one opens
 * a transaction, and what was raised in one that is open must not start.
 */
static void
start_due(struct outbox *box)
{
	struct pool *pool;
	struct outbox_due *all = NULL;
	struct why w;
	bool done = true;

	if (store_is_open(turn_store(box->turn)))
		return;    /* after the commit */
	if (box->unsure) { /* and then after its commit */
		if (!recover(box, &w))
			turn_lose(box->turn, &w);
		return;
	}
	pool = pool_new((size_t)OUTBOX_ERRAND_MOST * 16);
	for (struct outbox_queue *q = box->queues; q != NULL && done;
	     q = q->next) {
		struct outbox_due *d = pool_get(pool, sizeof(*d));

		done = outbox_look(d, q, pool, &w);
		d->next = all;
		all = d;
	}
	for (struct outbox_due *d = all; d != NULL && done; d = d->next)
		done = start_all(d, &w);
	if (!done)
		turn_lose(box->turn, &w);
	pool_free(pool);
}

static void
is_due(evutil_socket_t fd, short what, void *context)
{
	struct outbox_queue *q = context;

	(void)fd;
	(void)what;
	if (!q->slice)
		outbox_look_anew(q);
	q->slice = false;
	start_due(q->outbox);
}

HELD(is_due)

struct outbox_queue *
outbox_find_queue(const struct outbox *box, const char *name)
{
	struct outbox_queue *q = box->queues;

	while (q != NULL && strcmp(q->name, name) != 0)
		q = q->next;
	return q;
}

static struct outbox_queue *
open_queue(struct outbox *box, const char *name)
{
	size_t n = strlen(name);
	struct outbox_queue *q = outbox_find_queue(box, name);

	if (q != NULL)
		return q;
	q = calloc(1, sizeof(*q) + n + 1);
	if (q == NULL)
		abort();
	memcpy(q->name, name, n + 1);
	q->outbox = box;
	q->disabled = q->until = q->due = NO_TIME;
	q->timer = evtimer_new(turn_base(box->turn), held_is_due, q);
	q->next = box->queues;
	box->queues = q;
	return q;
}

static void
wake(void *context)
{
	outbox_wake(context);
}

/*
 * What had become of parcels may be lost: those that are marked as out wait
 * again, once the file can be written.
 */
static void
lost(void *context)
{
	struct outbox *box = context;
	struct timeval minute = {60, 0};
	struct why w;

	box->unsure = true;
	for (struct outbox_queue *q = box->queues; q != NULL; q = q->next) {
		outbox_queue_load(q, &w);
		outbox_look_anew(q);
		q->slice = false;
		evtimer_add(q->timer, &minute);
	}
	outbox_trials_look(box, 60);
}

struct outbox *
outbox_new(struct turn *t, struct spawner *spawner)
{
	struct outbox *box = calloc(1, sizeof(*box));

	if (box == NULL)
		abort();
	box->turn = t;
	box->spawner = spawner;
	outbox_open_starter(box);
	turn_after(t, wake, lost, box);
	return box;
}

static void
free_queue(struct outbox_queue *q)
{
	while (q->running != NULL) {
		if (q->running->spawn != NULL)
			spawn_cancel(q->running->spawn);
		outbox_free_errand(q->running);
	}
	event_free(q->timer);
	free(q->cursor);
	free(q->why);
	free(q);
}

void
outbox_free(struct outbox *box)
{
	if (box == NULL)
		return;
	while (box->queues != NULL) {
		struct outbox_queue *q = box->queues;

		box->queues = q->next;
		free_queue(q);
	}
	event_free(box->starter);
	if (box->trial.timer != NULL)
		event_free(box->trial.timer);
	if (box->ways != NULL)
		event_free(box->ways);
	free(box);
}

/* Parcels may wait for a notifier that is not there any more: given up. */
static bool
open_stray(struct outbox *box, struct why *w)
{
	struct pool *pool = pool_new(OUTBOX_ERRAND_MOST);
	const char *name = "";
	bool done = true;

	while (name != NULL && done) {
		done = store_line_notifier(
		    turn_store(box->turn), pool, name, &name, w);
		if (done && name != NULL)
			open_queue(box, name);
	}
	pool_free(pool);
	return done;
}

void
outbox_reload(struct outbox *box)
{
	const struct conf *conf = turn_conf(box->turn);
	struct why w;
	bool done;

	for (size_t i = 0; i < conf->n_notifiers; i++)
		open_queue(box, conf->notifier[i].name);
	done = open_stray(box, &w);
	for (struct outbox_queue *q = box->queues; q != NULL && done;
	     q = q->next)
		done = outbox_queue_load(q, &w);
	if (!done)
		turn_lose(box->turn, &w);
	outbox_ways_reload(box);
	outbox_trials_look(box, 0);
	outbox_wake(box);
}

void
outbox_wake(struct outbox *box)
{
	for (struct outbox_queue *q = box->queues; q != NULL; q = q->next)
		outbox_look_anew(q);
	start_due(box);
	outbox_ways_wake(box);
}

int
outbox_running(const struct outbox *box)
{
	int n = 0;

	for (const struct outbox_queue *q = box->queues; q != NULL; q = q->next)
		n += q->n_running;
	return n;
}

bool
outbox_rests(const struct outbox *box)
{
	int64_t now = turn_now(box->turn);

	for (const struct outbox_queue *q = box->queues; q != NULL; q = q->next)
		if (q->n_running > 0 || !q->empty ||
		    (q->due != NO_TIME && q->due <= now))
			return false;
	return outbox_trials_rest(box);
}
