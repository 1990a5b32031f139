/* outbox.c - parcels on their way: notifiers run, settled, tried again */
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
#include "edge/spawn.h"
#include "edge/store-timing.h"
#include "outbox-inner.h"
#include "raise.h"
#include "turn.h"

static const char *
state_word(enum parcel_state state)
{
	return state == PARCEL_WAITING ? "tried again later"
				       : parcel_state_name(state);
}

/* What became of it, into the open transaction. */
static bool
keep(struct outbox *box, const struct parcel_row *r, struct why *w)
{
	return turn_write(box->turn, w) &&
	       store_parcel_keep(turn_store(box->turn), r, w);
}

static bool
tell_given_up(struct outbox *box, const struct parcel_row *r, struct why *w)
{
	struct pool *pool = pool_new(OUTBOX_ERRAND_MOST);
	const char *key = pool_printf(pool, "given up P%lld %d %lld",
	    (long long)r->id, r->tries, (long long)r->settled);
	const char *reason = pool_printf(pool,
	    "A%lld, %s, %s: %s\nbevakactl outbox; bevakactl outbox retry P%lld",
	    (long long)r->alert, r->receiver, r->notifier, r->why,
	    (long long)r->id);
	bool done = raise_health(box->turn, EVENT_PARCEL_GIVEN_UP, NULL,
	    r->title ? r->title : "", reason, key, w);

	pool_free(pool);
	return done;
}

/* That one could not be told is not told again: it would go on for ever. */
static bool
tells_of_parcel(const struct parcel_row *r)
{
	return strcmp(r->event, event_name(EVENT_PARCEL_GIVEN_UP)) == 0;
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
	if (!keep(box, &r, w) || !settle_bundled(box, &r, w))
		return false;
	turn_tell(box->turn, "parcel",
	    "parcel P%lld (alert A%lld to %s by %s): %s%s%s", (long long)r.id,
	    (long long)r.alert, r.receiver, r.notifier, state_word(state),
	    reason && reason[0] ? ": " : "", reason ? reason : "");
	return state != PARCEL_GIVEN_UP || tells_of_parcel(&r) ||
	       tell_given_up(box, &r, w);
}

/* What a listing of due parcels collects, since rows live only in it. */
struct due {
	struct due *next;
	struct outbox_queue *queue;
	const struct conf_notifier *by;
	struct pool *pool;
	struct parcel_row *list;
	size_t n, room;
};

/* Its run is not over yet, though the file has forgotten that it is out. */
static bool
is_running(const struct outbox_queue *q, int64_t parcel)
{
	for (const struct outbox_errand *e = q->running; e != NULL; e = e->next)
		if (e->id == parcel)
			return true;
	return false;
}

static bool
collect(const struct parcel_row *r, void *context)
{
	struct due *d = context;
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

/* The state file says that it is out before it is. */
static bool
start_one(struct due *d, struct parcel_row *r, struct why *w)
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
		    "its receiver is not in the configuration", w);
	r->state = PARCEL_OUT;
	done = keep(box, r, w);
	if (done)
		outbox_run(d->queue, d->by, r, input);
	free(input);
	return done;
}

static void
schedule(struct outbox_queue *q)
{
	struct outbox *box = q->outbox;
	int64_t next, now = turn_now(box->turn);
	struct timeval tv = {0, 0};
	struct why w;

	if (!store_parcels_next(
		turn_store(box->turn), q->name, NO_TIME, &next, &w)) {
		log_err("outbox: %s", w.text);
		next = now + 60;
	}
	if (next == NO_TIME)
		return;
	tv.tv_sec = next > now ? next - now : 0;
	evtimer_add(q->timer, &tv);
}

/* Desktops come for theirs: control-follow.c. */
static bool
is_run(const struct conf_notifier *by)
{
	return by != NULL && strcmp(by->program, "desktop") != 0;
}

/* Those of one notifier that may start now; false: none may. */
static bool
look(struct due *d, struct outbox_queue *q, struct pool *pool, struct why *w)
{
	struct turn *t = q->outbox->turn;
	const struct conf_notifier *by = conf_find_notifier(
	    turn_conf(t), q->name);
	struct parcel_query query = {.notifier = q->name, .due = turn_now(t)};

	*d = (struct due){.queue = q, .by = by, .pool = pool};
	if (!is_run(by) || q->n_running >= by->at_once)
		return true;
	query.limit = by->at_once;
	return store_parcels(turn_store(t), &query, collect, d, w);
}

static bool
start_all(struct due *d, struct why *w)
{
	for (size_t i = 0; i < d->n; i++) {
		if (d->queue->n_running >= d->by->at_once)
			return true;
		if (!start_one(d, &d->list[i], w))
			return false;
	}
	if (is_run(d->by) && d->queue->n_running < d->by->at_once)
		schedule(d->queue);
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
	struct due *all = NULL;
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
		struct due *d = pool_get(pool, sizeof(*d));

		done = look(d, q, pool, &w);
		d->next = all;
		all = d;
	}
	for (struct due *d = all; d != NULL && done; d = d->next)
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
	start_due(q->outbox);
}

HELD(is_due)

static struct outbox_queue *
find_queue(struct outbox *box, const char *name)
{
	size_t n = strlen(name);
	struct outbox_queue *q;

	for (q = box->queues; q != NULL; q = q->next)
		if (strcmp(q->name, name) == 0)
			return q;
	q = calloc(1, sizeof(*q) + n + 1);
	if (q == NULL)
		abort();
	memcpy(q->name, name, n + 1);
	q->outbox = box;
	q->timer = evtimer_new(turn_base(box->turn), held_is_due, q);
	q->next = box->queues;
	box->queues = q;
	return q;
}

static void
wake(void *context)
{
	start_due(context);
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

	box->unsure = true;
	for (struct outbox_queue *q = box->queues; q != NULL; q = q->next)
		evtimer_add(q->timer, &minute);
}

struct outbox *
outbox_new(struct turn *t, struct spawner *spawner)
{
	struct outbox *box = calloc(1, sizeof(*box));

	if (box == NULL)
		abort();
	box->turn = t;
	box->spawner = spawner;
	turn_after(t, wake, lost, box);
	return box;
}

void
outbox_free(struct outbox *box)
{
	if (box == NULL)
		return;
	while (box->queues != NULL) {
		struct outbox_queue *q = box->queues;

		while (q->running != NULL) {
			spawn_cancel(q->running->spawn);
			outbox_free_errand(q->running);
		}
		box->queues = q->next;
		event_free(q->timer);
		free(q);
	}
	free(box);
}

void
outbox_reload(struct outbox *box)
{
	const struct conf *conf = turn_conf(box->turn);

	for (size_t i = 0; i < conf->n_notifiers; i++)
		find_queue(box, conf->notifier[i].name);
	outbox_wake(box);
}

void
outbox_wake(struct outbox *box)
{
	start_due(box);
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
	int64_t next, now = turn_now(box->turn);
	struct why w;

	if (outbox_running(box) > 0)
		return false;
	for (const struct outbox_queue *q = box->queues; q != NULL;
	     q = q->next) {
		const struct conf_notifier *by = conf_find_notifier(
		    turn_conf(box->turn), q->name);

		if (by == NULL || strcmp(by->program, "desktop") == 0)
			continue;
		if (store_parcels_next(
			turn_store(box->turn), q->name, NO_TIME, &next, &w) &&
		    next != NO_TIME && next <= now)
			return false;
	}
	return true;
}
