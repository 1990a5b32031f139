/* turn.c - one turn of the loop: its now, its transaction, what follows it */
/* SPDX-License-Identifier: MIT */
#include "turn.h"

#include <assert.h>
#include <event2/event.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

#include "base/date.h"
#include "base/held.h"
#include "base/log.h"
#include "edge/store.h"
#include "slice.h"

enum { LISTENERS_MOST = 16 };

struct listener {
	turn_fn *after, *lost;
	void *context;
};

struct turn {
	struct event_base *base;
	struct store *store;
	const struct conf *conf;
	struct slicer *slicer;
	const struct absences *absences;
	struct event *commit, *take_over;
	int64_t opened; /* milliseconds, when the first of it was written */
	bool hasty;     /* it is committed when this turn is over */
	struct listener listener[LISTENERS_MOST];
	size_t n;
	turn_tell_fn *tell, *trial;
	void *tell_context, *trial_context;
	turn_gate_fn *gate;
	turn_hides_fn *hides;
	void *gate_context;
};

static void
commit_soon(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	turn_commit(context);
}

HELD(commit_soon)

/* Others were served since the commit. */
static void
take_over(evutil_socket_t fd, short what, void *context)
{
	struct turn *t = context;
	struct held_since begun;

	(void)fd;
	(void)what;
	if (store_journal(t->store) < JOURNAL_SOME)
		return;
	begun = held_wait();
	store_take_over(t->store);
	held_disk(begun);
}

HELD(take_over)

struct turn *
turn_new(struct event_base *base, struct store *store)
{
	struct turn *t = calloc(1, sizeof(*t));

	if (t == NULL)
		abort();
	t->base = base;
	t->store = store;
	t->slicer = slicer_new(base);
	t->commit = evtimer_new(base, held_commit_soon, t);
	t->take_over = evtimer_new(base, held_take_over, t);
	return t;
}

void
turn_free(struct turn *t)
{
	if (t == NULL)
		return;
	event_free(t->commit);
	event_free(t->take_over);
	slicer_free(t->slicer);
	free(t);
}

struct event_base *
turn_base(const struct turn *t)
{
	return t->base;
}

struct slicer *
turn_slicer(const struct turn *t)
{
	return t->slicer;
}

struct store *
turn_store(const struct turn *t)
{
	return t->store;
}

const struct conf *
turn_conf(const struct turn *t)
{
	return t->conf;
}

void
turn_set_conf(struct turn *t, const struct conf *conf)
{
	t->conf = conf;
}

const struct absences *
turn_absences(const struct turn *t)
{
	return t->absences;
}

void
turn_set_absences(struct turn *t, const struct absences *absences)
{
	t->absences = absences;
}

int64_t
turn_now(const struct turn *t)
{
	struct timeval tv;

	if (event_base_gettimeofday_cached(t->base, &tv) != 0)
		return time(NULL);
	return tv.tv_sec;
}

int
turn_today(const struct turn *t)
{
	return time_local_day(turn_now(t));
}

static int64_t
milliseconds(const struct turn *t)
{
	struct timeval tv;

	if (event_base_gettimeofday_cached(t->base, &tv) != 0)
		gettimeofday(&tv, NULL);
	return (int64_t)tv.tv_sec * 1000 + tv.tv_usec / 1000;
}

bool
turn_write(struct turn *t, struct why *w)
{
	struct timeval tv = {0, TURN_SHARE * 1000};
	int64_t now = milliseconds(t), left;

	if (!store_begin(t->store, w))
		return false;
	if (!evtimer_pending(t->commit, NULL))
		t->opened = now;
	left = t->opened + TURN_MOST - now;
	if (left < 0 || left > TURN_MOST || t->hasty)
		left = 0; /* also when the clock has jumped */
	if (left < TURN_SHARE)
		tv.tv_usec = (suseconds_t)left * 1000;
	evtimer_add(t->commit, &tv);
	return true;
}

/* The wait for the disk is no work of ours. */
static bool
commit(struct turn *t, struct why *w)
{
	struct held_since begun = held_wait();
	bool done = !store_is_open(t->store) || store_commit(t->store, w);

	held_disk(begun);
	return done;
}

static void
plan_take_over(struct turn *t)
{
	static const struct timeval soon = {0, 10000}, quiet = {0, 200000};
	int64_t journal = store_journal(t->store);

	if (journal >= JOURNAL_SOME)
		evtimer_add(
		    t->take_over, journal >= JOURNAL_MOST ? &soon : &quiet);
}

void
turn_hasten(struct turn *t)
{
	static const struct timeval at_once = {0, 0};

	if (!store_is_open(t->store))
		return;
	t->hasty = true;
	evtimer_add(t->commit, &at_once);
}

bool
turn_commit(struct turn *t)
{
	struct why w;

	event_del(t->commit);
	t->hasty = false;
	if (!commit(t, &w)) {
		turn_lose(t, &w);
		return false;
	}
	plan_take_over(t);
	for (size_t i = 0; i < t->n; i++)
		t->listener[i].after(t->listener[i].context);
	return true;
}

void
turn_commit_last(struct turn *t)
{
	struct why w;

	if (!commit(t, &w))
		log_err("%s; what came last is read again", w.text);
}

void
turn_lose(struct turn *t, const struct why *w)
{
	log_err("%s; what came last is read again", w->text);
	event_del(t->commit);
	t->hasty = false;
	store_rollback(t->store);
	for (size_t i = 0; i < t->n; i++)
		if (t->listener[i].lost != NULL)
			t->listener[i].lost(t->listener[i].context);
}

void
turn_after(struct turn *t, turn_fn *after, turn_fn *lost, void *context)
{
	assert(t->n < LISTENERS_MOST);
	t->listener[t->n++] = (struct listener){after, lost, context};
}

void
turn_set_gate(
    struct turn *t, turn_gate_fn *gate, turn_hides_fn *hides, void *context)
{
	t->gate = gate;
	t->hides = hides;
	t->gate_context = context;
}

bool
turn_gate(struct turn *t, const struct alert *a, int64_t id, struct why *w)
{
	return t->gate == NULL || t->gate(a, id, t->gate_context, w);
}

bool
turn_hides(
    struct turn *t, const struct timing_row *r, struct turn_hiding *hiding)
{
	return t->hides != NULL && t->hides(r, t->gate_context, hiding);
}

void
turn_set_listener(struct turn *t, turn_tell_fn *tell, void *context)
{
	t->tell = tell;
	t->tell_context = context;
}

void
turn_set_trial(struct turn *t, turn_tell_fn *trial, void *context)
{
	t->trial = trial;
	t->trial_context = context;
}

void
turn_tell(struct turn *t, const char *event, const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	log_clean(text); /* what is cut in a character is no JSON */
	if (t->trial != NULL) {
		t->trial(event, text, t->trial_context);
		return;
	}
	log_info("%s", text);
	if (t->tell != NULL)
		t->tell(event, text, t->tell_context);
}
