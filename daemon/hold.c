/* hold.c - the clock of what is held back: told when its time has come */
/* SPDX-License-Identifier: MIT */
#include "hold.h"

#include <event2/event.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/held.h"
#include "base/log.h"
#include "edge/store-hold.h"
#include "keep-hold.h"
#include "turn.h"

enum { LOOK_MOST = 3600 }; /* seconds: the clock may be set meanwhile */

struct hold {
	struct turn *turn;
	struct event *timer;
	bool due; /* some of it now */
};

/* What was released and is more than one turn tells is due at once. */
static void
schedule(void *context)
{
	struct hold *h = context;
	int64_t next, now = turn_now(h->turn);
	struct timeval tv = {0, 10000};
	struct why w;

	if (!store_held_next(turn_store(h->turn), &next, &w)) {
		log_err("what is held: %s", w.text);
		next = now + 60;
	}
	h->due = next != NO_TIME && next <= now;
	if (next == NO_TIME) {
		evtimer_del(h->timer);
		return;
	}
	if (next > now) {
		tv.tv_sec = next - now < LOOK_MOST ? next - now : LOOK_MOST;
		tv.tv_usec = 0;
	}
	evtimer_add(h->timer, &tv);
}

static void
look(evutil_socket_t fd, short what, void *context)
{
	struct hold *h = context;
	int64_t next;
	struct why w;

	(void)fd;
	(void)what;
	if (!store_held_next(turn_store(h->turn), &next, &w) ||
	    (next != NO_TIME && next <= turn_now(h->turn) &&
		!hold_let_go(h->turn, &w)))
		turn_lose(h->turn, &w);
	else
		schedule(h);
}

HELD(look)

/* It is tried again in a minute: the disk may be full. */
static void
lost(void *context)
{
	struct hold *h = context;
	struct timeval minute = {60, 0};

	h->due = false;
	evtimer_add(h->timer, &minute);
}

struct hold *
hold_new(struct turn *t)
{
	struct hold *h = calloc(1, sizeof(*h));

	if (h == NULL)
		abort();
	h->turn = t;
	h->timer = evtimer_new(turn_base(t), held_look, h);
	turn_after(t, schedule, lost, h);
	schedule(h);
	return h;
}

void
hold_free(struct hold *h)
{
	if (h == NULL)
		return;
	event_free(h->timer);
	free(h);
}

bool
hold_rests(const struct hold *h)
{
	return !h->due;
}
