/* linked-keep.c - what was read elsewhere is kept, given up or put off */
/* SPDX-License-Identifier: MIT */
/*
 *	read --> marked: as the file has it --> step by step (keep.h) --> over
 *	                   |                                                ^
 *	                   '--put off, or nothing of it was read -----------'
 *
 * From its mark to its end it is alone with the transaction (slice.h).
 */
#include <stdio.h>

#include "base/date.h"
#include "base/log.h"
#include "edge/conf.h"
#include "edge/store-paper.h"
#include "keep.h"
#include "linked-inner.h"
#include "slice.h"
#include "turn.h"

/* Seconds until the next try. */
static const int pauses[LINKED_TRIES] = {30, 300, 1800, 7200};

/*
 * When it is to be read again: at once when its feed said something else of it
 * meanwhile, later when it never was read whole, else when somebody asks.
 */
static int64_t
next_time(const struct errand *e, bool whole)
{
	int64_t now = turn_now(e->linked->turn);

	if (e->item.next != e->due && e->item.next != NO_TIME)
		return e->item.next;
	if (!whole && e->item.read == NO_TIME &&
	    now < e->item.seen + LINKED_PATIENCE)
		return now + LINKED_LATER;
	return NO_TIME;
}

/* Read, for now: what is not to be tried by itself any more. */
static void
mark_read(struct errand *e, bool whole)
{
	e->item.next = next_time(e, whole);
	if (whole || e->item.read != NO_TIME || e->item.next == NO_TIME)
		e->item.read = turn_now(e->linked->turn);
	e->item.tries = 0;
}

/* The item as it stands now, or given up on: kept in one transaction. */
static void
begin(struct errand *e, bool whole)
{
	bool says = e->page_is_read && e->text.len > 0;

	e->keep = (struct keep_text){
	    .title = e->item.list_title ? e->item.list_title : e->item.title,
	    .text = says ? e->text.text : e->item.text,
	    .published = e->published,
	    .links_hash = says ? e->links : 0,
	    .deadlines = e->deadlines.list,
	    .n_deadlines = e->deadlines.n,
	    .unread = !says};
	e->other_papers = says && e->links != e->item.links_hash;
	mark_read(e, whole);
	e->keeping = keep_item_begin(
	    e->linked->turn, e->pool, e->feed, &e->item, &e->keep, &e->kept);
}

/* A page that could not be read: later, or with what the feed says. */
static bool
keep_for_later(struct errand *e, struct why *w)
{
	struct turn *t = e->linked->turn;
	bool known = e->item.state == ITEM_READ;
	int pause;

	if (e->offline && !e->give_up)
		return store_item_delay(turn_store(t), e->item.id,
		    turn_now(t) + OFFLINE_SECONDS, w);
	e->item.tries++;
	if (e->item.tries < LINKED_TRIES && !e->give_up) {
		pause = pauses[e->item.tries - 1];
		e->item.next = turn_now(t) + (pause < e->retry_after
						     ? e->retry_after
						     : pause);
		turn_tell(t, "page", "feed %s: I%lld %s: %s (try %d)",
		    e->feed->name, (long long)e->item.id, e->item.link,
		    e->reason.text, e->item.tries);
		return store_item_keep(turn_store(t), &e->item, w);
	}
	turn_tell(t, "page", "feed %s: I%lld %s: %s (given up, %s)",
	    e->feed->name, (long long)e->item.id, e->item.link, e->reason.text,
	    known ? "what is known stays" : "it goes on with what there is");
	if (!known) {
		begin(e, false);
		return true;
	}
	mark_read(e, false);
	return store_item_keep(turn_store(t), &e->item, w);
}

/* The item may have changed while its page was read: as the file has it. */
static bool
is_known(struct errand *e, bool *found, struct why *w)
{
	return store_item_get(turn_store(e->linked->turn), e->pool, e->item.id,
	    true, &e->item, found, w);
}

/* The first step: most of those who come later find nothing begun. */
static bool
look(struct errand *e, struct why *w)
{
	struct store *s = turn_store(e->linked->turn);
	bool found = false;

	e->marked = turn_write(e->linked->turn, w) && store_mark(s, w);
	if (!e->marked || !is_known(e, &found, w))
		return false;
	if (found && e->page_is_read && !e->missing)
		begin(e, true);
	else if (found)
		return keep_for_later(e, w);
	return true;
}

static enum keep_step
keep_some(struct errand *e, struct why *w)
{
	enum keep_step step = KEEP_DONE;

	if (!e->marked && !look(e, w))
		return KEEP_FAILED;
	if (e->keeping != NULL)
		step = keep_item_step(e->keeping, w);
	if (step != KEEP_DONE || e->keeping == NULL)
		return step;
	if (e->other_papers &&
	    !store_papers_add(turn_store(e->linked->turn), e->item.id,
		e->paper_hash, e->n_paper_hashes, w))
		return KEEP_FAILED;
	if (e->kept.alerts == 0 && e->kept.changed == 0)
		log_debug("feed %s: I%lld read, nothing to tell", e->feed->name,
		    (long long)e->item.id);
	return step;
}

static bool
settle(void *context)
{
	struct errand *e = context;
	struct linked *l = e->linked;
	struct why w;
	enum keep_step step = keep_some(e, &w);

	if (step == KEEP_MORE)
		return true;
	if (step == KEEP_DONE && store_unmark(turn_store(l->turn), &w)) {
		e->marked = false;
		linked_errand_free(e);
		linked_go_on(l);
	} else {
		turn_lose(l->turn, &w); /* frees it */
	}
	return false;
}

void
linked_settle(struct errand *e)
{
	e->step = SETTLED;
	e->slice = (struct slice){
	    .name = "a page kept", .step = settle, .context = e, .alone = true};
	slice_start(turn_slicer(e->linked->turn), &e->slice);
}

void
linked_drop_settling(struct errand *e)
{
	slice_stop(&e->slice);
	if (e->keeping != NULL)
		keep_item_close(e->keeping);
	if (e->marked)
		store_undo(turn_store(e->linked->turn));
}

void
linked_delay(struct delays *d, const struct item_row *r,
    const struct conf_feed *feed, int rest)
{
	struct linked *l = d->linked;
	int64_t now = turn_now(l->turn);
	struct errand *e = NULL;

	if (r->state == ITEM_UNREAD && now >= r->seen + WAIT_MOST) {
		e = linked_errand_new(l, r, feed);
		e->give_up = true;
		why(&e->reason, "its host wants rest for %d seconds", rest);
	}
	d->list[d->n].item = r->id;
	d->list[d->n].next = now + (rest < WAIT_MOST ? rest : WAIT_MOST);
	d->list[d->n++].given_up = e;
}

bool
linked_put_off(const struct delays *d)
{
	struct turn *t = d->linked->turn;
	struct why w;
	bool done = true;

	for (size_t i = 0; done && i < d->n; i++) {
		if (d->list[i].given_up != NULL) {
			linked_settle(d->list[i].given_up);
			continue;
		}
		done = turn_write(t, &w) &&
		       store_item_delay(
			   turn_store(t), d->list[i].item, d->list[i].next, &w);
		if (!done)
			turn_lose(t, &w);
	}
	return done;
}
