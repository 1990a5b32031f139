/* audit.c - the standing audit: begun, in slices, told */
/* SPDX-License-Identifier: MIT */
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#include "audit-inner.h"
#include "base/date.h"
#include "base/held.h"
#include "base/log.h"
#include "edge/store.h"
#include "turn.h"

enum { POOL_MOST = 64 << 20, PAUSE_USEC = 20000 };

void
audit_add(struct audit *a, enum hole_kind kind, int64_t id, const char *what)
{
	if (a->n == AUDIT_HOLES_MOST)
		return;
	for (size_t i = 0; i < a->n; i++)
		if (a->hole[i].kind == kind && a->hole[i].id == id &&
		    strcmp(a->hole[i].what, what) == 0)
			return;
	a->hole = pool_grow(a->pool, a->hole, a->n, &a->room, sizeof(*a->hole));
	a->hole[a->n++] = (struct hole){
	    .kind = kind, .id = id, .what = pool_strdup(a->pool, what)};
}

static void
wait_seconds(struct audit *a, int seconds)
{
	struct timeval tv = {seconds, 0};

	evtimer_add(a->timer, &tv);
}

/* Those who wait may ask for the next one from inside. */
static void
answer(struct audit *a)
{
	struct audit_waiter list[AUDIT_WAITERS];
	size_t n = a->n_waiters;

	memcpy(list, a->waiter, sizeof(list));
	a->n_waiters = 0;
	for (size_t i = 0; i < n; i++)
		list[i].done(&a->result, list[i].context);
}

static void
finish(struct audit *a, const char *why)
{
	a->step = 0;
	a->result.hole = a->hole;
	a->result.n = a->n;
	a->result.why = why;
	wait_seconds(a, AUDIT_SECONDS);
	answer(a);
	pool_clear(a->pool);
	a->hole = NULL;
	a->n = a->room = 0;
}

/* Batches until the slice's time is over; false: failed. */
static bool
run_slice(struct audit *a, struct why *w)
{
	int64_t start = held_clock(), spent = 0;
	bool done = true, more = true;

	while (done && a->step <= AUDIT_LAST && spent < AUDIT_SLICE * 1000) {
		done = audit_batch(a, &more, w);
		if (!more) {
			a->step++;
			a->at = 0;
		}
		spent = held_clock() - start;
	}
	a->result.slices++;
	if (spent > a->result.longest)
		a->result.longest = (int)spent;
	return done;
}

static void
slice(evutil_socket_t fd, short what, void *context)
{
	struct audit *a = context;
	struct timeval tv = {0, PAUSE_USEC};
	struct why w;

	(void)fd;
	(void)what;
	if (!run_slice(a, &w)) {
		log_err("audit: %s", w.text);
		finish(a, w.text);
		return;
	}
	if (a->step <= AUDIT_LAST) {
		evtimer_add(a->slice, &tv);
		return;
	}
	if (audit_keep(a, &w)) {
		finish(a, NULL);
		return;
	}
	turn_lose(a->turn, &w);
}

HELD(slice)

static bool
begin(struct audit *a, bool all, struct why *w)
{
	struct store *s = turn_store(a->turn);
	int today = turn_today(a->turn);
	struct timeval tv = {0, 0};

	if (!audit_load(a, w) || !store_audit_last(s, &a->to, w))
		return false;
	all = all || (a->day != NO_DAY && a->day != today);
	a->from = a->mark;
	if (all)
		a->from = (struct audit_marks){
		    .item = a->all_item, .version = a->all_version};
	pool_clear(a->pool);
	a->hole = NULL;
	a->n = a->room = 0;
	a->result = (struct audit_result){.all = all};
	a->step = AUDIT_FIRST;
	a->at = 0;
	evtimer_add(a->slice, &tv);
	return true;
}

static void
is_due(evutil_socket_t fd, short what, void *context)
{
	struct audit *a = context;
	struct why w;

	(void)fd;
	(void)what;
	if (a->step != 0)
		return;
	if (!begin(a, false, &w)) {
		log_err("audit: %s", w.text);
		wait_seconds(a, AUDIT_SECONDS);
	}
}

HELD(is_due)

void
audit_start(struct audit *a, bool all, audit_done_fn *done, void *context)
{
	struct why w = {"too many wait for an audit"};
	bool begun =
	    a->n_waiters < AUDIT_WAITERS &&
	    ((a->step != 0 && (a->result.all || !all)) || begin(a, all, &w));

	if (!begun) {
		struct audit_result r = {.why = w.text};

		done(&r, context);
		return;
	}
	a->waiter[a->n_waiters++] = (struct audit_waiter){done, context};
}

void
audit_forget(struct audit *a, void *context)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n_waiters; i++)
		if (a->waiter[i].context != context)
			a->waiter[n++] = a->waiter[i];
	a->n_waiters = n;
}

bool
audit_rests(const struct audit *a)
{
	return a->step == 0;
}

static void
nothing(void *context)
{
	(void)context;
}

/* What it has seen may be gone: it begins again, for those who wait too. */
static void
lost(void *context)
{
	struct audit *a = context;

	a->known = false;
	event_del(a->slice);
	if (a->step != 0)
		finish(a, "the state file could not be written");
}

struct audit *
audit_new(struct turn *t)
{
	struct audit *a = calloc(1, sizeof(*a));

	if (a == NULL)
		abort();
	a->turn = t;
	a->pool = pool_new(POOL_MOST);
	a->started = turn_now(t);
	a->day = NO_DAY;
	a->timer = evtimer_new(turn_base(t), held_is_due, a);
	a->slice = evtimer_new(turn_base(t), held_slice, a);
	turn_after(t, nothing, lost, a);
	wait_seconds(a, AUDIT_SECONDS);
	return a;
}

void
audit_free(struct audit *a)
{
	if (a == NULL)
		return;
	event_free(a->timer);
	event_free(a->slice);
	pool_free(a->pool);
	free(a);
}
