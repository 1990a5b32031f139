/* poll-backfill.c - gaps of feeds: begun, and what was found is kept */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "backfill.h"
#include "edge/conf.h"
#include "edge/store-health.h"
#include "health.h"
#include "keep.h"
#include "linked.h"
#include "poll-inner.h"
#include "turn.h"

enum { GAP_POOL = 1 << 20 };

/* Items, the gap's end and its alert in one transaction. */
static bool
keep_found(struct polled *f, struct pool *pool,
    const struct backfill_found *found, struct why *w)
{
	struct turn *t = f->poll->turn;
	struct store *s = turn_store(t);
	struct episode_row e;
	struct kept kept = {0};

	if (!turn_write(t, w) ||
	    !store_episode_open(s, pool, f->row.id, EPISODE_GAP, &e, w))
		return false;
	if (e.id == 0)
		return true;
	if (found->document.n_items > 0 &&
	    !keep_list(t, f->conf, &f->row, &found->document, &kept, w))
		return false;
	turn_tell(t, "round", "feed %s: gap filled: %s; %d new, %s",
	    f->conf->name, gap_name(found->gap), kept.new, found->how);
	e.count = kept.new;
	e.status = found->asked;
	return health_gap_over(t, f->conf, &e, found->gap, found->how, w);
}

static void
was_found(const struct backfill_found *found, void *context)
{
	struct poll *p = context;
	struct polled *f = poll_find(p, found->feed);
	struct pool *pool = pool_new(GAP_POOL);
	struct why w;

	if (f != NULL && f->loaded && !keep_found(f, pool, found, &w))
		turn_lose(p->turn, &w);
	pool_free(pool);
	linked_wake(p->linked);
}

void
poll_open_backfill(struct poll *p)
{
	p->backfill = backfill_new(p->turn, p->means, was_found, p);
}

void
poll_look_into_gap(struct polled *f)
{
	struct pool *pool = pool_new(GAP_POOL);
	struct episode_row e;
	struct why w;

	if (f->conf->backfill == CONF_BACKFILL_AUTO && !poll_is_paused(f) &&
	    store_episode_open(turn_store(f->poll->turn), pool, f->row.id,
		EPISODE_GAP, &e, &w) &&
	    e.id != 0)
		backfill_begin(f->poll->backfill, f->conf, poll_url(f), &e);
	pool_free(pool);
}
