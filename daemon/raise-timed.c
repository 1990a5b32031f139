/* raise-timed.c - a parcel for a receiver who does not want all at once */
/* SPDX-License-Identifier: MIT */
#include "raise-timed.h"

#include "base/date.h"
#include "core/alert.h"
#include "edge/conf.h"
#include "edge/store-timing.h"
#include "turn.h"

/* The end of what is being gathered, if anything is. */
static bool
join_gathered(struct turn *t, const struct parcel_row *r, struct timing *timing,
    struct why *w)
{
	struct timing_way way = {r->receiver, r->notifier, r->user};
	int64_t end;

	if (!store_timing_window(
		turn_store(t), &way, turn_now(t), timing->until, &end, w))
		return false;
	if (end != NO_TIME)
		timing->until = end;
	return true;
}

bool
raise_timed(struct turn *t, const struct conf_receiver *to,
    const struct alert *a, struct parcel_row *r, struct why *w)
{
	struct store *s = turn_store(t);
	struct timing timing;

	timing_decide(&to->wish, a->priority, turn_now(t), &timing);
	if (timing.how == TIMING_NOW)
		return store_timing_now(s, r, &timing, w);
	if (timing.how == TIMING_GATHER && !join_gathered(t, r, &timing, w))
		return false;
	return store_timing_add(s, r, &timing,
	    timing.how == TIMING_DIGEST ? to->wish.digest : NULL, w);
}
