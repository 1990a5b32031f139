/* keep-hold.c - items that are held back: what is asked, and the answers */
/* SPDX-License-Identifier: MIT */
#include "keep-hold.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/log.h"
#include "core/alert.h"
#include "core/gap.h"
#include "core/events.h"
#include "edge/conf.h"
#include "keep-inner.h"
#include "keep-known.h"
#include "keep-round.h"
#include "raise-hears.h"
#include "raise.h"
#include "turn.h"

enum {
	EXAMPLES = 5, /* in a question */
	ERRAND_MOST = 64 << 20,
	WEEK = 7 * 86400,
};

/* --- the question --- */

/* Of those held, or when none is of those that came again. */
static size_t
pick_examples(const struct round *r, bool held, struct alert_example *list)
{
	const struct document *d = r->document;
	size_t n = 0;

	for (size_t i = 0; i < d->n_items && n < EXAMPLES; i++)
		if (held ? r->hold[i] : r->again[i])
			list[n++] = (struct alert_example){
			    .title = d->items[i].title, .link = NULL};
	return n;
}

/* A gap before a flood is told with it: it is one thing that has happened. */
static void
note_gap(const struct round *r, struct alert_hold *hold)
{
	bool known = r->n_again > 0;

	for (size_t i = 0; i < r->document->n_items && !known; i++)
		known = known_item(r->known, i) > 0 && !r->hold[i];
	if (known || !gap_before(r->document, r->row->last_ok, &hold->gap_end))
		return;
	hold->gap = true;
	hold->gap_start = r->row->last_ok;
	if (hold->gap_end == NO_TIME)
		hold->gap_end = turn_now(r->turn);
}

static bool
ask(struct round *r, int64_t held, struct why *w)
{
	enum event_kind event = r->moved ? EVENT_FEED_RETURNED
					 : EVENT_FEED_FLOOD;
	struct alert_example example[EXAMPLES];
	struct alert_hold hold = {.known = (int)r->n_again,
	    .held = (int)held,
	    .until = held > 0 ? time_local_day(round_until(r)) : NO_DAY,
	    .example = example};
	int64_t now = turn_now(r->turn), alert;
	char key[96];

	note_gap(r, &hold);
	hold.n_examples = pick_examples(r, held > 0, example);
	hold.more =
	    (int)((held > 0 ? (size_t)held : r->n_again) - hold.n_examples);
	snprintf(key, sizeof(key), "%s F%lld %lld", event_name(event),
	    (long long)r->row->id, (long long)(held > 0 ? now : now / WEEK));
	turn_tell(r->turn, "hold", "feed %s: %zu came again, %lld are held",
	    r->feed->name, r->n_again, (long long)held);
	if (!raise_hold(r->turn, event, r->feed, &hold, key, &alert, w))
		return false;
	if (held > 0) {
		r->ident.question = now;
		r->ident.alert = alert;
		r->asked = alert;
	}
	return true;
}

bool
hold_ask(struct round *r, struct why *w)
{
	int64_t held;

	if ((!r->moved && !r->flood) || r->ident.question != NO_TIME)
		return true;
	if (!store_held_count(turn_store(r->turn), r->row->id, &held, w))
		return false;
	return (held == 0 && !r->moved) || ask(r, held, w);
}

/* --- answers --- */

bool
hold_close_question(struct turn *t, struct pool *pool, int64_t feed,
    struct ident_row *i, int64_t *held, int64_t *alert, struct why *w)
{
	struct store *s = turn_store(t);

	if (!store_held_count(s, feed, held, w) ||
	    !store_ident_get(s, pool, feed, i, w))
		return false;
	*alert = i->alert;
	i->question = NO_TIME;
	i->alert = 0;
	return true;
}

/* It is its baseline again: ids are trusted. */
static void
forget_identity(struct ident_row *i)
{
	i->rung = i->asked = i->failed = i->most = 0;
	i->items = 0;
	i->why = NULL;
	i->since = i->moved = i->first = NO_TIME;
}

static bool
close_it(struct turn *t, struct hold_answer *a, struct why *w)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	struct ident_row i;
	bool done = hold_close_question(
	    t, pool, a->feed, &i, &a->n, &a->alert, w);

	if (done && a->word == HOLD_RELEASE && a->n > i.most)
		i.most = (int)a->n; /* so many may come at once */
	if (done && a->word == HOLD_BASELINE)
		forget_identity(&i);
	done = done && store_ident_keep(turn_store(t), &i, w);
	pool_free(pool);
	return done;
}

static bool
answer_window(
    struct turn *t, const struct hold_answer *a, int64_t last, struct why *w)
{
	struct store *s = turn_store(t);

	if (a->word == HOLD_RELEASE)
		return store_held_release(
		    s, a->feed, a->at, last, HELD_ASKED, w);
	return store_held_known(
	    s, a->feed, a->at, last, a->word == HOLD_BASELINE, w);
}

enum keep_step
hold_answer_step(struct turn *t, struct hold_answer *a, struct why *w)
{
	int64_t last;

	if (!a->begun) {
		a->begun = true;
		return close_it(t, a, w) ? KEEP_MORE : KEEP_FAILED;
	}
	if (!store_held_window(turn_store(t), a->feed, a->at, &last, w))
		return KEEP_FAILED;
	if (last == 0)
		return KEEP_DONE;
	if (!answer_window(t, a, last, w))
		return KEEP_FAILED;
	a->at = last;
	return KEEP_MORE;
}
