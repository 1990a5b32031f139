/* poll-backfill.c - gaps of feeds: begun, and what was found is kept in slices */
/* SPDX-License-Identifier: MIT */
/*
 *	found --marked--> item by item --> the gap is over --> unmarked
 *	  |                  |
 *	  '--no gap is open  '--a fault: taken back, the gap stays open
 *
 * Items, the gap's end and its alert are written in one transaction, and from
 * the mark to its end nobody else writes in it (slice.h).  A gap that is open
 * in the file is looked into again after the feed's next round.
 */
#include <stdlib.h>

#include "backfill.h"
#include "base/held.h"
#include "base/log.h"
#include "edge/conf.h"
#include "edge/store-health.h"
#include "health.h"
#include "keep.h"
#include "linked.h"
#include "poll-inner.h"
#include "slice.h"
#include "turn.h"

enum { GAP_POOL = 1 << 20 };

/* What was found in one gap, on its way into the file. */
struct poll_gap {
	struct poll_gap *next; /* poll's gaps */
	struct poll *poll;
	struct slice slice;
	struct pool *pool;
	struct backfill_found *found;
	struct episode_row episode;
	struct kept kept;
	struct listing *listing; /* NULL: nothing is written yet */
	bool marked;             /* it is to be taken back */
};

static void
gap_free(struct poll_gap *g)
{
	struct poll_gap **at = &g->poll->gaps;

	while (*at != g)
		at = &(*at)->next;
	*at = g->next;
	slice_stop(&g->slice);
	keep_close(g->listing);
	backfill_found_free(g->found);
	pool_free(g->pool);
	free(g);
}

static void
drop_gaps(struct poll *p)
{
	while (p->gaps != NULL) {
		if (p->gaps->marked)
			store_undo(turn_store(p->turn));
		gap_free(p->gaps);
	}
}

/* Frees it; what others wrote stays, if that can be. */
static void
lose_gap(struct poll_gap *g, const struct why *w)
{
	struct poll *p = g->poll;
	bool alone = g->marked && store_undo(turn_store(p->turn));

	if (alone)
		log_err("feed %s: its gap: %s; it is looked into again after "
			"the next round",
		    g->found->feed, w->text);
	gap_free(g);
	if (!alone)
		turn_lose(p->turn, w);
}

/* False: there is nothing to be kept, or that has failed; it is freed. */
static bool
open_gap(struct poll_gap *g)
{
	struct poll *p = g->poll;
	struct polled *f = poll_find(p, g->found->feed);
	struct store *s = turn_store(p->turn);
	struct why w;

	if (f == NULL || !f->loaded) {
		gap_free(g);
		return false;
	}
	g->marked = turn_write(p->turn, &w) && store_mark(s, &w);
	if (!g->marked || !store_episode_open(s, g->pool, f->row.id,
			      EPISODE_GAP, &g->episode, &w)) {
		lose_gap(g, &w);
		return false;
	}
	g->listing = keep_open(
	    p->turn, f->conf, &f->row, &g->found->document, &g->kept);
	return true;
}

/* All of it is kept, and the gap with it is over. */
static bool
end_gap(struct poll_gap *g, struct why *w)
{
	const struct backfill_found *found = g->found;
	struct turn *t = g->poll->turn;
	struct polled *f = poll_find(g->poll, found->feed);

	if (g->episode.id != 0) {
		turn_tell(t, "round", "feed %s: gap filled: %s; %d new, %s",
		    found->feed, gap_name(found->gap), g->kept.new, found->how);
		g->episode.count = g->kept.new;
		g->episode.status = found->asked;
		if (!health_gap_over(
			t, f->conf, &g->episode, found->gap, found->how, w))
			return false;
	}
	return store_unmark(turn_store(t), w);
}

/* Of an empty document nothing is kept, nor of a gap that is none. */
static enum keep_step
keep_some(struct poll_gap *g, struct why *w)
{
	if (g->episode.id == 0 || g->found->document.n_items == 0)
		return KEEP_DONE;
	return keep_step(g->listing, w);
}

static bool
step(void *context)
{
	struct poll_gap *g = context;
	struct poll *p = g->poll;
	enum keep_step step;
	struct why w;

	if (g->listing == NULL)
		return open_gap(g);
	step = keep_some(g, &w);
	if (step == KEEP_MORE)
		return true;
	held_by("a gap's end");
	if (step == KEEP_FAILED || !end_gap(g, &w))
		lose_gap(g, &w);
	else
		gap_free(g);
	linked_wake(p->linked);
	return false;
}

static void
was_found(struct backfill_found *found, void *context)
{
	struct poll *p = context;
	struct poll_gap *g = calloc(1, sizeof(*g));

	if (g == NULL)
		abort();
	g->poll = p;
	g->found = found;
	g->pool = pool_new(GAP_POOL);
	g->slice = (struct slice){
	    .name = "a gap", .step = step, .context = g, .alone = true};
	g->next = p->gaps;
	p->gaps = g;
	slice_start(turn_slicer(p->turn), &g->slice);
}

void
poll_open_backfill(struct poll *p)
{
	p->backfill = backfill_new(p->turn, p->means, was_found, p);
}

void
poll_stop_backfill(struct poll *p)
{
	drop_gaps(p);
	backfill_stop(p->backfill);
}

static bool
is_being_kept(const struct polled *f)
{
	const struct poll_gap *g = f->poll->gaps;

	while (g != NULL && poll_find(f->poll, g->found->feed) != f)
		g = g->next;
	return g != NULL;
}

void
poll_look_into_gap(struct polled *f)
{
	struct pool *pool = pool_new(GAP_POOL);
	struct episode_row e;
	struct why w;

	if (f->conf->backfill == CONF_BACKFILL_AUTO && !poll_is_paused(f) &&
	    !is_being_kept(f) &&
	    store_episode_open(turn_store(f->poll->turn), pool, f->row.id,
		EPISODE_GAP, &e, &w) &&
	    e.id != 0)
		backfill_begin(f->poll->backfill, f->conf, poll_url(f), &e);
	pool_free(pool);
}
