/* outbox-trial.c - notifiers that are tried by themselves, as they say when */
/* SPDX-License-Identifier: MIT */
#include <event2/event.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/held.h"
#include "base/log.h"
#include "base/pool.h"
#include "edge/conf.h"
#include "edge/store.h"
#include "outbox-inner.h"
#include "raise-trial.h"
#include "turn.h"

/*
 *	[notifier mail]
 *	test    = 1st workday of month 08:00
 *	test-to = drift
 *
 * The file notes under a name of its own when each was tried last, in the
 * transaction that raises the trial, so that a crash tries none twice; times
 * that passed while the daemon was down are one trial, at its start.  A
 * notifier whose option is new begins with the next of its times.  What
 * becomes of the trial is its parcel's: given up within the hour, and told by
 * another way, as any alert that cannot be delivered is (outbox-tell.c).  One
 * that is disabled is told of again instead.
 */
enum {
	LOOK_MOST = 3600, /* seconds: the clock of the machine may jump */
	AT_ONCE = 20,     /* notifiers looked at in one turn */
	POOL_MOST = 1 << 16
};

static bool
read_last(
    struct outbox *box, const char *notifier, int64_t *last, struct why *w)
{
	struct pool *pool = pool_new(POOL_MOST);
	const char *text;
	size_t len;
	bool done = store_meta_get(turn_store(box->turn), pool,
	    pool_printf(pool, "trial %s", notifier), &text, &len, w);

	*last = NO_TIME;
	if (done && text != NULL)
		sscanf(text, "%" SCNd64, last);
	pool_free(pool);
	return done;
}

static bool
keep_last(struct outbox *box, const char *notifier, struct why *w)
{
	struct pool *pool = pool_new(POOL_MOST);
	char *text = pool_printf(pool, "%" PRId64, turn_now(box->turn));
	bool done = turn_write(box->turn, w) &&
		    store_meta_set(turn_store(box->turn),
			pool_printf(pool, "trial %s", notifier), text,
			strlen(text), w);

	pool_free(pool);
	return done;
}

static const struct conf_receiver *
receiver_of(const struct conf *conf, const struct conf_notifier *by)
{
	return by->test_to[0] != '\0' ? conf_find_receiver(conf, by->test_to)
				      : conf_reached_by(conf, by->name);
}

static bool
try_one(struct outbox *box, const struct conf_notifier *by, struct why *w)
{
	const struct conf *conf = turn_conf(box->turn);
	const struct conf_receiver *to = receiver_of(conf, by);
	struct outbox_queue *q = outbox_find_queue(box, by->name);
	char key[200], reason[200];
	int64_t parcel;

	if (!keep_last(box, by->name, w))
		return false;
	if (q != NULL && q->disabled != NO_TIME) {
		snprintf(reason, sizeof(reason), "%s", q->why ? q->why : "");
		return outbox_tell_disabled(q, reason, w);
	}
	if (to == NULL) {
		log_warn("notifier %s: no receiver is reached by it, so it "
			 "cannot be tried; say test-to",
		    by->name);
		return true;
	}
	snprintf(key, sizeof(key), "trial %.100s %lld", by->name,
	    (long long)turn_now(box->turn));
	snprintf(reason, sizeof(reason), "planned, by 'test' in [notifier %s]",
	    by->name);
	return raise_trial(
	    box->turn, to, by->name, "", reason, key, &parcel, w);
}

/* When it is due; one that was never tried counts from now. */
static bool
find_due(struct outbox *box, const struct conf_notifier *by, int64_t *due,
    struct why *w)
{
	const struct conf *conf = turn_conf(box->turn);
	int64_t last, now = turn_now(box->turn);

	if (!read_last(box, by->name, &last, w))
		return false;
	if (last == NO_TIME || last > now) { /* or the clock was ahead */
		last = now;
		if (!keep_last(box, by->name, w))
			return false;
	}
	*due = times_next(&by->test, NULL, &conf->closed, last);
	return true;
}

/* False: the state file failed. */
static bool
look_at(struct outbox *box, const struct conf_notifier *by, struct why *w)
{
	int64_t due;

	if (!find_due(box, by, &due, w))
		return false;
	if (due != NO_TIME && due <= turn_now(box->turn)) {
		if (!try_one(box, by, w) || !find_due(box, by, &due, w))
			return false;
	}
	if (due != NO_TIME &&
	    (box->trial.due == NO_TIME || due < box->trial.due))
		box->trial.due = due;
	return true;
}

static void
look_in(struct outbox *box, int64_t seconds)
{
	struct timeval tv = {seconds > LOOK_MOST ? LOOK_MOST
			     : seconds < 0       ? 0
						 : seconds,
	    0};

	evtimer_add(box->trial.timer, &tv);
}

/* A part of them; false: the state file failed. */
static bool
look_at_some(struct outbox *box, struct why *w)
{
	const struct conf *conf = turn_conf(box->turn);
	struct outbox_trials *t = &box->trial;

	for (int n = 0; t->at < conf->n_notifiers && n < AT_ONCE; t->at++) {
		if (conf->notifier[t->at].test.n == 0)
			continue;
		if (!look_at(box, &conf->notifier[t->at], w))
			return false;
		n++;
	}
	t->looks = t->at < conf->n_notifiers;
	return true;
}

static void
look(evutil_socket_t fd, short what, void *context)
{
	struct outbox *box = context;
	struct outbox_trials *t = &box->trial;
	struct why w;

	(void)fd;
	(void)what;
	if (!t->looks) {
		t->at = 0;
		t->due = NO_TIME;
	}
	if (!look_at_some(box, &w)) {
		turn_lose(box->turn, &w); /* which looks again later */
		return;
	}
	if (t->looks)
		look_in(box, 0);
	else if (t->due != NO_TIME)
		look_in(box, t->due - turn_now(box->turn));
	turn_hasten(box->turn);
}

HELD(look)

static bool
any_is_tried(const struct conf *conf)
{
	for (size_t i = 0; i < conf->n_notifiers; i++)
		if (conf->notifier[i].test.n > 0)
			return true;
	return false;
}

void
outbox_trials_look(struct outbox *box, int seconds)
{
	struct outbox_trials *t = &box->trial;

	t->at = 0;
	t->due = NO_TIME;
	t->looks = any_is_tried(turn_conf(box->turn));
	if (t->timer == NULL && t->looks)
		t->timer = evtimer_new(turn_base(box->turn), held_look, box);
	if (t->looks)
		look_in(box, seconds);
	else if (t->timer != NULL)
		evtimer_del(t->timer);
}

bool
outbox_trials_rest(const struct outbox *box)
{
	return !box->trial.looks && (box->trial.due == NO_TIME ||
					box->trial.due > turn_now(box->turn));
}

bool
outbox_trial(struct outbox *box, const struct conf_notifier *by, int64_t *last,
    int64_t *next)
{
	struct why w;

	*last = *next = NO_TIME;
	if (by->test.n == 0 || !read_last(box, by->name, last, &w))
		return false;
	*next = times_next(&by->test, NULL, &turn_conf(box->turn)->closed,
	    *last != NO_TIME ? *last : turn_now(box->turn));
	return true;
}
