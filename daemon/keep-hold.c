/* keep-hold.c - items that are held back: asked about, let go, forgotten */
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
	EXAMPLES = 5,    /* in a question */
	AT_ONCE = 50,    /* let go in one turn */
	MATCHES = 10000, /* let go together */
	ERRAND_MOST = 64 << 20,
	LINK_MOST = 500,
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

/* Loads what is known of the feed; the question is closed when it is kept. */
static bool
close_question(struct turn *t, struct pool *pool, int64_t feed,
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

bool
hold_accept(
    struct turn *t, int64_t feed, int64_t *n, int64_t *alert, struct why *w)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	struct ident_row i;
	bool done = close_question(t, pool, feed, &i, n, alert, w) &&
		    store_held_known(turn_store(t), feed, w) &&
		    store_ident_keep(turn_store(t), &i, w);

	pool_free(pool);
	return done;
}

bool
hold_release(
    struct turn *t, int64_t feed, int64_t *n, int64_t *alert, struct why *w)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	struct ident_row i;
	bool done = close_question(t, pool, feed, &i, n, alert, w);

	if (done && *n > i.most) /* so many may come at once */
		i.most = (int)*n;
	done = done && store_held_release(turn_store(t), feed, HELD_ASKED, w) &&
	       store_ident_keep(turn_store(t), &i, w) && hold_let_go(t, w);
	pool_free(pool);
	return done;
}

bool
hold_baseline(
    struct turn *t, int64_t feed, int64_t *n, int64_t *alert, struct why *w)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	struct ident_row i;
	bool done = close_question(t, pool, feed, &i, n, alert, w);

	i.rung = i.asked = i.failed = i.most = 0;
	i.items = 0;
	i.why = NULL;
	i.since = i.moved = i.first = NO_TIME;
	done = done && store_items_known(turn_store(t), feed, w) &&
	       store_ident_keep(turn_store(t), &i, w);
	pool_free(pool);
	return done;
}

/* --- let go, each by itself --- */

struct going {
	struct pool *pool;
	struct {
		int64_t item, feed;
		const char *name; /* of the feed */
	} list[AT_ONCE];
	size_t n;
};

static bool
collect(const struct item_row *row, void *context)
{
	struct going *g = context;

	g->list[g->n].item = row->id;
	g->list[g->n].feed = row->feed;
	g->list[g->n++].name = pool_strdup(g->pool, row->feed_name);
	return g->n < AT_ONCE;
}

static bool
let_go_each(struct turn *t, struct pool *pool, struct why *w)
{
	struct going g = {.pool = pool};

	if (!store_held_due(turn_store(t), HELD_ASKED - 1, HELD_ASKED, AT_ONCE,
		collect, &g, w))
		return false;
	for (size_t i = 0; i < g.n; i++) {
		const struct conf_feed *feed = conf_find_feed(
		    turn_conf(t), g.list[i].name);

		if ((feed != NULL &&
			!keep_let_go(t, feed, g.list[i].item, w)) ||
		    !store_item_hold(turn_store(t), g.list[i].item, NO_TIME, w))
			return false;
	}
	return true;
}

/* --- let go, all together --- */

struct matches {
	struct pool *pool;
	struct held_match *list;
	size_t n, room;
};

static bool
collect_match(const struct held_match *m, void *context)
{
	struct matches *all = context;
	struct held_match *copy;

	if (all->n == MATCHES)
		return false;
	all->list = pool_grow(
	    all->pool, all->list, all->n, &all->room, sizeof(*all->list));
	copy = &all->list[all->n++];
	*copy = *m;
	copy->rule = pool_strdup(all->pool, m->rule);
	copy->title = m->title ? pool_strdup(all->pool, m->title) : NULL;
	copy->link = m->link && strlen(m->link) <= LINK_MOST
			 ? pool_strdup(all->pool, m->link)
			 : NULL;
	return true;
}

/* One alert to the receivers of the rule, of all that concerns it. */
static bool
tell_rule(struct turn *t, const struct conf_feed *feed,
    const struct held_match *m, size_t n, struct why *w)
{
	const struct rule *rule = conf_find_rule(turn_conf(t), m[0].rule);
	struct alert_example example[ALERT_EXAMPLES_MOST];
	struct alert_hold hold = {
	    .held = (int)n, .until = NO_DAY, .example = example, .links = true};
	struct alert a = {.event = EVENT_FEED_RELEASED,
	    .created = turn_now(t),
	    .today = turn_today(t),
	    .published = NO_TIME,
	    .feed = feed->name,
	    .feed_title = feed->title,
	    .source = feed->source,
	    .source_title = feed->of ? feed->of->title : NULL,
	    .hold = &hold};
	struct alert_rule of;
	bool added;
	char key[96];

	if (rule == NULL || !rule_hears(rule, 1U << HEARS_NEW))
		return true;
	for (size_t i = 0; i < n && i < ALERT_EXAMPLES_MOST; i++)
		example[hold.n_examples++] = (struct alert_example){
		    m[i].title, m[i].link};
	hold.more = (int)(n - hold.n_examples);
	of = (struct alert_rule){.name = rule->name, .title = rule->title};
	a.rule = &of;
	a.n_rules = 1;
	snprintf(key, sizeof(key), "released I%lld %.60s", (long long)m[0].item,
	    rule->name);
	return raise_for_rules(t, &a, key, 0, &rule, 1, &added, w);
}

static bool
let_go_feed(struct turn *t, struct pool *pool, int64_t id, const char *name,
    struct why *w)
{
	const struct conf_feed *feed = conf_find_feed(turn_conf(t), name);
	struct matches all = {.pool = pool};
	int64_t now = turn_now(t), n, alert;
	struct ident_row i;

	if (!store_held_matches(turn_store(t), id, now, collect_match, &all, w))
		return false;
	for (size_t k = 0, end; feed != NULL && k < all.n; k = end) {
		for (end = k + 1; end < all.n && strcmp(all.list[end].rule,
						     all.list[k].rule) == 0;)
			end++;
		if (!tell_rule(t, feed, &all.list[k], end - k, w))
			return false;
	}
	turn_tell(t, "hold",
	    "feed %s: nobody has answered; what was held is "
	    "told",
	    name);
	if (!close_question(t, pool, id, &i, &n, &alert, w))
		return false;
	if (n > i.most) /* it is told, so it may come so again */
		i.most = (int)n;
	return store_held_end(turn_store(t), id, now, w) &&
	       store_ident_keep(turn_store(t), &i, w) &&
	       (alert == 0 || store_alert_state(turn_store(t), alert,
				  ALERT_DONE, "bevakad", NULL, NO_TIME, w));
}

static bool
let_go_together(struct turn *t, struct pool *pool, struct why *w)
{
	struct going g = {.pool = pool};

	if (!store_held_due(turn_store(t), HELD_ASKED, turn_now(t), AT_ONCE,
		collect, &g, w))
		return false;
	for (size_t i = 0; i < g.n; i++)
		if ((i == 0 || g.list[i].feed != g.list[i - 1].feed) &&
		    !let_go_feed(t, pool, g.list[i].feed, g.list[i].name, w))
			return false;
	return true;
}

bool
hold_let_go(struct turn *t, struct why *w)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	bool done = turn_write(t, w) && let_go_each(t, pool, w) &&
		    let_go_together(t, pool, w);

	pool_free(pool);
	return done;
}
