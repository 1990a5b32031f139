/* remind.c - the clock of the deadlines: reminders that are due */
/* SPDX-License-Identifier: MIT */
#include "remind.h"

#include <event2/event.h>
#include <stdlib.h>

#include "base/held.h"
#include "remind-inner.h"
#include "slice.h"
#include "turn.h"

enum {
	LOOK = 60000, /* milliseconds: the clock of the machine may jump */
	SOON = 50,
	AGAIN = 1000, /* after what was lost */
};

struct reminder {
	struct turn *turn;
	struct event *timer;
	int64_t looked; /* the hour that was looked at last */
	bool again;
	struct looking *looking; /* under way; or NULL */
	struct slice slice;
};

static void
schedule(struct reminder *r, int milliseconds)
{
	struct timeval tv = {milliseconds / 1000, milliseconds % 1000 * 1000};

	evtimer_add(r->timer, &tv);
}

static void
stop(struct reminder *r)
{
	slice_stop(&r->slice);
	looking_close(r->looking);
	r->looking = NULL;
}

static bool
look_on(void *context)
{
	struct reminder *r = context;
	struct why w;
	enum keep_step step = looking_step(r->looking, &w);

	if (step == KEEP_MORE)
		return true;
	stop(r);
	if (step == KEEP_FAILED)
		turn_lose(r->turn, &w);
	else
		turn_commit(r->turn); /* who waits for rest is told */
	return false;
}

/* Once an hour, and soon after a wake; from the beginning, when it is woken in
 * the middle. */
static void
look(evutil_socket_t fd, short what, void *context)
{
	struct reminder *r = context;
	int64_t now = turn_now(r->turn), hour = now / 3600;

	(void)fd;
	(void)what;
	schedule(r, LOOK);
	if (hour == r->looked && !r->again)
		return;
	stop(r);
	r->looked = hour;
	r->again = false;
	r->looking = looking_open(r->turn, now);
	slice_start(turn_slicer(r->turn), &r->slice);
}

HELD(look)

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

	stop(r);
	r->again = true;
	schedule(r, AGAIN);
}

struct reminder *
reminder_new(struct turn *t)
{
	struct reminder *r = calloc(1, sizeof(*r));

	if (r == NULL)
		abort();
	r->turn = t;
	r->timer = evtimer_new(turn_base(t), held_look, r);
	r->slice = (struct slice){
	    .name = "reminders", .step = look_on, .context = r};
	turn_after(t, nothing, lost, r);
	reminder_wake(r);
	return r;
}

void
reminder_free(struct reminder *r)
{
	if (r == NULL)
		return;
	stop(r);
	event_free(r->timer);
	free(r);
}

void
reminder_wake(struct reminder *r)
{
	r->again = true;
	schedule(r, SOON);
}

bool
reminder_rests(const struct reminder *r)
{
	return !r->again && r->looking == NULL;
}
