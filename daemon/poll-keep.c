/* poll-keep.c - what a round brought, kept in slices; the round ends with it */
/* SPDX-License-Identifier: MIT */
/*
 *	READ --a document--> KEEPING: looked at --> marked --> item by item --.
 *	  |                     |                                   |         v
 *	  '-------------------> '--> fail_round      lose_round <---'-- keep_round
 *
 * From its mark to its end it is alone with the transaction (slice.h): nobody
 * else writes in the middle of it, so that it can be taken back alone.
 */
#include <assert.h>
#include <string.h>

#include "base/held.h"
#include "base/pool.h"
#include "edge/conf.h"
#include "health.h"
#include "keep.h"
#include "linked.h"
#include "means.h"
#include "poll-inner.h"
#include "slice.h"
#include "turn.h"

enum {
	LOOK_MOST = 64 << 20,
	SMALL_ITEMS = 100,
	SMALL_BYTES = 256 << 10,
	FLUSHED = 1 << 20
};

struct poll_keeping {
	struct polled *feed;
	struct slice slice;
	struct pool *pool;
	struct pool *read; /* the document's */
	const struct document *document;
	struct health_look look;
	struct kept kept;
	struct listing *listing; /* NULL: nothing is written yet */
	bool marked;             /* it can be taken back alone */
	size_t steps, often;     /* marked: so many between two flushes */
};

static void
release(struct poll_keeping *k)
{
	struct slicer *slicer = turn_slicer(k->feed->poll->turn);

	keep_close(k->listing);
	slicer_free_pool(slicer, k->read);
	slicer_free_pool(slicer, k->pool);
}

void
poll_drop_keeping(struct polled *f)
{
	struct poll_keeping *k = f->keeping;

	f->keeping = NULL;
	if (k == NULL)
		return;
	slice_stop(&k->slice);
	if (k->marked)
		store_undo(turn_store(f->poll->turn));
	release(k);
}

/* The end of a round whose items are in the file. */
static bool
keep_round(struct poll_keeping *k, struct why *w)
{
	struct polled *f = k->feed;
	struct turn *t = f->poll->turn;
	const struct document *d = &k->look.document;
	struct poll_round r = {.feed = f->conf->name,
	    .ok = true,
	    .new = k->kept.new,
	    .changed = k->kept.changed,
	    .alerts = k->kept.alerts};

	if (!health_kept(t, f->conf, &f->row, &k->look, &k->kept, w))
		return false;
	poll_note_news(f, d, k->kept.new);
	poll_mark_ok(f);
	poll_set_text(f->poll, &f->row.etag, f->etag);
	poll_set_text(f->poll, &f->row.last_modified, f->last_modified);
	poll_set_title(f, d->title);
	poll_set_text(f->poll, &f->row.format, d->format);
	f->row.hash = f->hash;
	poll_tell_round(f, &r);
	f->row.baseline = true;
	if (!health_well(t, f->conf, &f->row, w) || !poll_settle_moved(f, w) ||
	    !poll_keep_rhythm(f, w) || !poll_reread_pages(f, w) ||
	    !poll_mail_kept(f, d, w) ||
	    !store_feed_keep(turn_store(t), &f->row, w) ||
	    (k->marked && !store_unmark(turn_store(t), w)))
		return false;
	f->marked = false;
	poll_close_round(f, &r);
	poll_look_into_gap(f);
	linked_wake(f->poll->linked);
	return true;
}

/* False: it is no document of the feed's, and the round has ended with that. */
static bool
look(struct poll_keeping *k)
{
	struct polled *f = k->feed;
	const char *fault = health_look(f->poll->turn, k->pool, f->conf,
	    &f->row, poll_url(f), f->from, k->document, &k->look);

	if (fault != NULL) {
		f->keeping = NULL;
		poll_fail_round(f, FEED_FAILING, fault);
	}
	return fault == NULL;
}

static size_t
length(const char *text, size_t most)
{
	return text ? strnlen(text, most) : 0;
}

/* So little that it is kept at once. */
static bool
is_small(const struct document *d)
{
	size_t left = SMALL_BYTES;

	if (d->n_items > SMALL_ITEMS)
		return false;
	for (size_t i = 0; i < d->n_items && left > 0; i++) {
		left -= length(d->items[i].content, left);
		left -= length(d->items[i].summary, left);
	}
	return left > 0;
}

/* So many items have FLUSHED bytes. */
static size_t
steps_of(const struct document *d)
{
	size_t bytes = 1, n;

	for (size_t i = 0; i < d->n_items; i++) {
		bytes += length(d->items[i].content, FLUSHED);
		bytes += length(d->items[i].summary, FLUSHED);
	}
	n = (d->n_items + 1) * FLUSHED / bytes;
	return n > 0 ? n : 1;
}

/*
 * The transaction is the round's from now on.  A mark copies each page that
 * the round touches, so a small one has none but after a fault (poll.c).
 */
static bool
mark(struct poll_keeping *k)
{
	struct polled *f = k->feed;
	struct turn *t = f->poll->turn;
	struct why w;

	k->marked = f->marked || !is_small(&k->look.document);
	if (!turn_write(t, &w) ||
	    (k->marked && !store_mark(turn_store(t), &w))) {
		f->keeping = NULL;
		turn_lose(t, &w);
		return false;
	}
	k->often = k->marked ? steps_of(&k->look.document) : 0;
	k->listing = keep_open(
	    t, f->conf, &f->row, &k->look.document, &k->kept);
	return true;
}

/* One step; false: the round has ended. */
static bool
go_on(struct poll_keeping *k)
{
	struct polled *f = k->feed;
	struct why w;
	enum keep_step step;

	if (k->listing == NULL) {
		held_by("a round's beginning");
		return look(k) && mark(k);
	}
	if (k->often > 0 && ++k->steps % k->often == 0)
		store_flush(turn_store(f->poll->turn));
	step = keep_step(k->listing, &w);
	if (step == KEEP_MORE)
		return true;
	f->keeping = NULL;
	held_by("a round's end");
	if (step == KEEP_FAILED || !keep_round(k, &w)) {
		f->marked = k->marked;
		poll_lose_round(f, &w);
	}
	return false;
}

static bool
step(void *context)
{
	struct poll_keeping *k = context;

	bool more;

	assert(k->feed->step == KEEPING);
	do
		more = go_on(k);
	while (more && k->listing != NULL && !k->marked);
	if (!more)
		release(k);
	return more;
}

static void
begin_keeping(void *context, struct pool *read, const struct document *d)
{
	struct polled *f = context;
	struct pool *pool = pool_new(LOOK_MOST);
	struct poll_keeping *k = pool_get(pool, sizeof(*k));

	k->feed = f;
	k->pool = pool;
	k->read = read;
	k->document = d;
	k->slice = (struct slice){
	    .name = "a round", .step = step, .context = k, .alone = true};
	f->papers = NULL;
	f->keeping = k;
	f->step = KEEPING;
	slice_start(turn_slicer(f->poll->turn), &k->slice);
}

/* The host need not wait for papers that a mail brought along. */
static void
begin(struct polled *f, struct pool *read, const struct document *d)
{
	if (d->n_papers == 0) {
		begin_keeping(f, read, d);
		return;
	}
	hosts_leave(f->poll->means->hosts, &f->ticket);
	f->papers = papers_start(f, read, d, begin_keeping, f);
}

static void
is_unread(struct polled *f, const struct reader_result *result)
{
	struct pool *pool = pool_new(LOOK_MOST);

	poll_mail_lost(f, result->died);
	poll_fail_round(f, FEED_FAILING,
	    health_unread(f->poll->turn, pool, f->conf, &f->row, poll_url(f),
		f->from, result->why.text));
	pool_free(pool);
}

void
poll_was_read(struct reader_result *result, void *context)
{
	struct polled *f = context;

	assert(f->step == READ);
	f->errand = NULL;
	if (result->document != NULL && !result->document->cut) {
		begin(f, result->pool, result->document);
		return;
	}
	if (result->document == NULL)
		is_unread(f, result);
	else
		poll_fail_round(f, FEED_FAILING,
		    "the feed is cut off before its end (or has more items "
		    "than are read); nothing of it is taken, it is asked "
		    "for again");
	slicer_free_pool(turn_slicer(f->poll->turn), result->pool);
}
