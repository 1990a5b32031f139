/* hold.c - the clock of what is held back: told when its time has come */
/* SPDX-License-Identifier: MIT */
/*
 *	timer --> EACH of those released, one by one, among all others
 *	            '--none is left--> TOGETHER: of a feed, alone with it --.
 *	            ^                                                       |
 *	            '--- after the commit: the next of them, or its time <--'
 */
#include "hold.h"

#include <event2/event.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/held.h"
#include "base/log.h"
#include "edge/store-hold.h"
#include "keep-hold.h"
#include "slice.h"
#include "turn.h"

enum { LOOK_MOST = 3600 }; /* seconds: the clock may be set meanwhile */

struct hold {
	struct turn *turn;
	struct event *timer;
	bool due; /* some of it now */
	struct slice each, together;
	struct hold_telling *telling; /* together's; NULL: it has not begun */
};

static bool
is_busy(const struct hold *h)
{
	return h->each.slicer != NULL || h->together.slicer != NULL;
}

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
	if (is_busy(h))
		return;
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
drop_telling(struct hold *h)
{
	hold_telling_close(h->telling);
	h->telling = NULL;
}

static bool
tell_each(void *context)
{
	struct hold *h = context;
	struct why w;
	bool more;

	if (!hold_let_go(h->turn, &more, &w)) {
		turn_lose(h->turn, &w);
		return false;
	}
	if (!more)
		slice_start(turn_slicer(h->turn), &h->together);
	return more;
}

static bool
tell_together(void *context)
{
	struct hold *h = context;
	enum keep_step step;
	struct why w;

	if (h->telling == NULL)
		h->telling = hold_telling_open(h->turn);
	step = hold_telling_step(h->telling, &w);
	if (step == KEEP_MORE)
		return true;
	drop_telling(h);
	if (step == KEEP_FAILED)
		turn_lose(h->turn, &w);
	else
		schedule(h);
	return false;
}

static void
look(evutil_socket_t fd, short what, void *context)
{
	struct hold *h = context;
	int64_t next;
	struct why w;

	(void)fd;
	(void)what;
	if (is_busy(h))
		return;
	if (!store_held_next(turn_store(h->turn), &next, &w))
		turn_lose(h->turn, &w);
	else if (next != NO_TIME && next <= turn_now(h->turn))
		slice_start(turn_slicer(h->turn), &h->each);
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

	slice_stop(&h->each);
	slice_stop(&h->together);
	drop_telling(h);
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
	h->each = (struct slice){
	    .name = "what was held is told", .step = tell_each, .context = h};
	h->together = (struct slice){.name = "what was held is told together",
	    .step = tell_together,
	    .context = h,
	    .alone = true};
	turn_after(t, schedule, lost, h);
	schedule(h);
	return h;
}

void
hold_free(struct hold *h)
{
	if (h == NULL)
		return;
	slice_stop(&h->each);
	slice_stop(&h->together);
	drop_telling(h);
	event_free(h->timer);
	free(h);
}

bool
hold_rests(const struct hold *h)
{
	return !h->due;
}
