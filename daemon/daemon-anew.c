/* daemon-anew.c - what a new configuration changes in the file, in slices */
/* SPDX-License-Identifier: MIT */
/*
 *	begin --> FEEDS --> RULES: which concern each --> OWN --> DAYS --> done
 *	  ^         |         |    others are served       |  alone          |
 *	  |         v         v                            v                 |
 *	  '--- another reload; or the file could not be written <------------'
 *
 * FEEDS: rows that are new, gaps that are open (poll.h).
 * RULES may be committed in the middle, for it finds the same again.  What OWN
 * (the sections [deadline]) and DAYS (closed days) find is told, once: both are
 * in one transaction.
 */
#include <event2/event.h>
#include <stdlib.h>

#include "base/held.h"
#include "daemon-inner.h"
#include "keep.h"
#include "poll.h"
#include "remind.h"
#include "slice.h"
#include "term.h"
#include "turn.h"

struct anew {
	struct turn *turn;
	anew_done_fn *done;
	void *context;
	struct poll *poll;
	struct slice feeds, rules, days;
	struct rematch *rematch;
	struct own_taking *own;
	struct recounting *recounting;
	struct event *timer; /* begins again, after what was lost */
	bool busy;
};

static void
stop(struct anew *a)
{
	slice_stop(&a->feeds);
	slice_stop(&a->rules);
	slice_stop(&a->days);
	rematch_close(a->rematch);
	term_own_close(a->own);
	recount_close(a->recounting);
	a->rematch = NULL;
	a->own = NULL;
	a->recounting = NULL;
}

static bool
settle_feeds(void *context)
{
	struct anew *a = context;
	struct why w;
	bool over;

	if (!poll_settle_one(a->poll, &over, &w)) {
		turn_lose(a->turn, &w);
		return false;
	}
	if (over)
		slice_start(turn_slicer(a->turn), &a->rules);
	return !over;
}

static bool
match_rules_again(void *context)
{
	struct anew *a = context;
	struct why w;
	enum keep_step step = rematch_step(a->rematch, &w);

	if (step == KEEP_MORE)
		return true;
	if (step == KEEP_DONE)
		slice_start(turn_slicer(a->turn), &a->days);
	else
		turn_lose(a->turn, &w);
	return false;
}

static enum keep_step
take_own(struct anew *a, struct why *w)
{
	bool over;

	if (!term_own_take(a->own, &over, w))
		return KEEP_FAILED;
	if (over) {
		term_own_close(a->own);
		a->own = NULL;
	}
	return KEEP_MORE;
}

static bool
count_days_again(void *context)
{
	struct anew *a = context;
	enum keep_step step = KEEP_MORE;
	struct why w;

	if (a->recounting == NULL) {
		a->recounting = recount_open(a->turn);
		a->own = term_own_open(a->turn);
	} else if (a->own != NULL) {
		step = take_own(a, &w);
	} else {
		step = recount_step(a->recounting, &w);
	}
	if (step == KEEP_MORE)
		return true;
	if (step == KEEP_FAILED) {
		turn_lose(a->turn, &w);
		return false;
	}
	stop(a);
	a->busy = false;
	a->done(a->context);
	return false;
}

void
anew_begin(struct anew *a)
{
	stop(a);
	evtimer_del(a->timer);
	a->busy = true;
	a->rematch = rematch_open(a->turn);
	slice_start(turn_slicer(a->turn), &a->feeds);
}

static void
try_again(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	anew_begin(context);
}

HELD(try_again)

static void
nothing(void *context)
{
	(void)context;
}

/* What was found may have been among it; if not, there is little to do. */
static void
lost(void *context)
{
	static const struct timeval soon = {1, 0};
	struct anew *a = context;

	stop(a);
	a->busy = true;
	evtimer_add(a->timer, &soon);
}

struct anew *
anew_new(struct turn *t, struct poll *poll, anew_done_fn *done, void *context)
{
	struct anew *a = calloc(1, sizeof(*a));

	if (a == NULL)
		abort();
	a->turn = t;
	a->poll = poll;
	a->done = done;
	a->context = context;
	a->feeds = (struct slice){
	    .name = "feeds settled", .step = settle_feeds, .context = a};
	a->rules = (struct slice){.name = "rules matched again",
	    .step = match_rules_again,
	    .context = a};
	a->days = (struct slice){.name = "days counted again",
	    .step = count_days_again,
	    .context = a,
	    .alone = true};
	a->timer = evtimer_new(turn_base(t), held_try_again, a);
	turn_after(t, nothing, lost, a);
	return a;
}

void
anew_free(struct anew *a)
{
	if (a == NULL)
		return;
	stop(a);
	event_free(a->timer);
	free(a);
}

bool
anew_rests(const struct anew *a)
{
	return !a->busy;
}
