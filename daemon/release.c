/* release.c - the clock of held parcels: released, bundled or left out */
/* SPDX-License-Identifier: MIT */
#include "release.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/held.h"
#include "base/log.h"
#include "release-inner.h"

enum {
	LOOK = 60, /* seconds: the clock of the machine may jump */
	SOON = 10, /* milliseconds between two slices */
	BATCH_MOST = 256 << 20,
};

struct release {
	struct turn *turn;
	struct event *timer;
	struct release_batch *batch; /* under way, or NULL */
	bool any;                    /* something is held, for all we know */
	int64_t planned; /* all after this one are to be planned anew; -1 */
};

/* --- planned anew --- */

/* Only what is not due yet: what is due goes as it was planned. */
static bool
plan_one(struct release *h, struct pool *pool, int64_t id, struct why *w)
{
	int64_t now = turn_now(h->turn);
	struct store *s = turn_store(h->turn);
	const struct conf_receiver *to;
	struct timing_row r;
	struct timing t;
	bool found;

	if (!store_timing_get(s, pool, id, &r, &found, w))
		return false;
	if (!found || r.parcel_state != PARCEL_HELD || r.until <= now ||
	    r.state == ALERT_SNOOZED || r.how == TIMING_GATHER)
		return true;
	to = conf_find_receiver(turn_conf(h->turn), r.receiver);
	if (to != NULL) {
		timing_decide(&to->wish, r.priority, now, &t);
		if (t.how == TIMING_GATHER)
			t.until = now;
	} else {
		t = (struct timing){TIMING_NOW, now, "its receiver is gone"};
	}
	if (t.until == r.until && t.how == r.how)
		return true;
	return turn_write(h->turn, w) &&
	       store_timing_move(s, id, &t,
		   t.how == TIMING_DIGEST ? to->wish.digest : NULL, w);
}

static bool
plan_slice(struct release *h, struct why *w)
{
	struct pool *pool = pool_new(BATCH_MOST);
	int64_t id[RELEASE_SLICE];
	size_t n;
	bool done = store_timing_all(
	    turn_store(h->turn), h->planned, id, RELEASE_SLICE, &n, w);

	for (size_t i = 0; done && i < n; i++) {
		done = plan_one(h, pool, id[i], w);
		h->planned = id[i];
		pool_clear(pool);
	}
	if (done && n < RELEASE_SLICE)
		h->planned = -1;
	pool_free(pool);
	return done;
}

/* --- one slice of what is due --- */

static void
drop_batch(struct release *h)
{
	if (h->batch != NULL)
		pool_free(h->batch->pool);
	h->batch = NULL;
}

static bool
begin(struct release *h, int64_t now, struct why *w)
{
	struct store *s = turn_store(h->turn);
	const struct conf *conf = turn_conf(h->turn);
	struct pool *pool = pool_new(BATCH_MOST);
	struct release_batch *b = pool_get(pool, sizeof(*b));
	const struct conf_notifier *by;
	bool found;

	b->pool = pool;
	h->batch = b;
	if (!store_timing_first(s, pool, now, &b->way, &found, w))
		return false;
	if (!found) {
		drop_batch(h);
		return true;
	}
	b->turn = h->turn;
	b->now = now;
	b->to = conf_find_receiver(conf, b->way.receiver);
	language_read(conf->language, &b->language);
	if (b->to != NULL)
		language_read(b->to->language, &b->language);
	by = conf_find_notifier(conf, b->way.notifier);
	b->desktop = by != NULL && strcmp(by->program, "desktop") == 0;
	return store_timing_due(s, &b->way, now, b->id, RELEASE_MOST, &b->n, w);
}

static bool
carry_out(struct release_batch *b, const struct timing_row *r,
    const struct release_judged *j, struct why *w)
{
	struct store *s = turn_store(b->turn);

	switch (j->is) {
	case RELEASE_LEAVE:
		b->left_out++;
		return turn_write(b->turn, w) &&
		       store_timing_leave(s, r->id, b->now, j->reason, w) &&
		       (!j->silenced || store_trace_add(s, &j->trace, w));
	case RELEASE_MOVE:
		return turn_write(b->turn, w) &&
		       store_timing_move(s, r->id, &j->timing, r->digest, w);
	case RELEASE_KEEP:
		b->kept = pool_grow(
		    b->pool, b->kept, b->n_kept, &b->room, sizeof(*b->kept));
		b->kept[b->n_kept].row = *r;
		if (b->to != NULL)
			release_entry(b, r, &b->kept[b->n_kept].entry);
		b->n_kept++;
	}
	return true;
}

static bool
look_at_slice(struct release_batch *b, struct why *w)
{
	size_t end = b->at + RELEASE_SLICE;
	int64_t begun = held_clock();

	for (; b->at < b->n && b->at < end && !held_is_long(begun); b->at++) {
		struct release_judged j;
		struct timing_row r;
		bool found;

		if (!store_timing_get(turn_store(b->turn), b->pool,
			b->id[b->at], &r, &found, w))
			return false;
		if (!found || r.parcel_state != PARCEL_HELD)
			continue;
		if (!release_judge(b->turn, b->to, &r, b->now, &j, w) ||
		    !carry_out(b, &r, &j, w))
			return false;
	}
	return true;
}

bool
release_step(struct release *h, int64_t now, bool *more, struct why *w)
{
	bool done;

	*more = true;
	if (h->planned >= 0)
		return plan_slice(h, w);
	if (h->batch == NULL && !begin(h, now, w))
		return false;
	*more = h->batch != NULL;
	if (h->batch == NULL)
		return true;
	done = look_at_slice(h->batch, w);
	if (done && h->batch->at == h->batch->n) {
		done = release_write(h->batch, w);
		drop_batch(h);
	}
	return done;
}

/* --- the clock --- */

static void
set_timer(struct release *h, int64_t seconds, int milliseconds)
{
	struct timeval tv = {(time_t)seconds, milliseconds * 1000};

	evtimer_add(h->timer, &tv);
}

/* After each commit; costs nothing where nothing is held. */
static void
schedule(void *context)
{
	struct release *h = context;
	int64_t next, now;
	struct why w;

	if (!h->any && !turn_conf(h->turn)->timed)
		return;
	if (h->batch != NULL || h->planned >= 0) {
		set_timer(h, 0, SOON);
		return;
	}
	now = turn_now(h->turn);
	if (!store_timing_next(turn_store(h->turn), &next, &w)) {
		log_err("what is held: %s", w.text);
		next = now + LOOK;
	}
	h->any = next != NO_TIME;
	if (!h->any)
		evtimer_del(h->timer);
	else if (next <= now)
		set_timer(h, 0, SOON);
	else
		set_timer(h, next - now < LOOK ? next - now : LOOK, 0);
}

static void
look(evutil_socket_t fd, short what, void *context)
{
	struct release *h = context;
	struct why w;
	bool more;

	(void)fd;
	(void)what;
	if (!release_step(h, turn_now(h->turn), &more, &w))
		turn_lose(h->turn, &w);
	else if (!more || h->batch == NULL)
		turn_commit(h->turn); /* what is released may start, and who
				       * waits for rest is told */
	else
		schedule(h);
}

HELD(look)

/* It is looked at again in a minute: the disk may be full. */
static void
lost(void *context)
{
	struct release *h = context;

	drop_batch(h);
	if (h->any || turn_conf(h->turn)->timed)
		set_timer(h, LOOK, 0);
}

struct release *
release_new(struct turn *t)
{
	struct release *h = calloc(1, sizeof(*h));

	if (h == NULL)
		abort();
	h->turn = t;
	h->any = true; /* until the file has been asked */
	h->planned = -1;
	h->timer = evtimer_new(turn_base(t), held_look, h);
	turn_after(t, schedule, lost, h);
	return h;
}

void
release_free(struct release *h)
{
	if (h == NULL)
		return;
	drop_batch(h);
	event_free(h->timer);
	free(h);
}

void
release_reload(struct release *h)
{
	int64_t next;
	struct why w;

	drop_batch(h);
	h->any = true;
	if (store_timing_next(turn_store(h->turn), &next, &w))
		h->any = next != NO_TIME;
	h->planned = h->any ? 0 : -1;
	schedule(h);
}

bool
release_rests(const struct release *h)
{
	int64_t next;
	struct why w;

	if (!h->any && !turn_conf(h->turn)->timed)
		return true;
	return h->batch == NULL && h->planned < 0 &&
	       store_timing_next(turn_store(h->turn), &next, &w) &&
	       (next == NO_TIME || next > turn_now(h->turn));
}
