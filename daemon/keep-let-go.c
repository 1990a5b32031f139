/* keep-let-go.c - items that were held are told: each by itself, or together */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "core/alert.h"
#include "core/events.h"
#include "edge/conf.h"
#include "edge/store-hold.h"
#include "keep-hold.h"
#include "keep-inner.h"
#include "raise-hears.h"
#include "raise.h"
#include "turn.h"

enum {
	MATCHES = 10000, /* let go together */
	ERRAND_MOST = 64 << 20,
	LINK_MOST = 500,
};

/* --- each by itself --- */

struct going {
	struct pool *pool;
	int64_t item, feed;
	const char *name; /* of the feed; NULL: there is none */
};

static bool
collect(const struct item_row *row, void *context)
{
	struct going *g = context;

	g->item = row->id;
	g->feed = row->feed;
	g->name = pool_strdup(g->pool, row->feed_name);
	return false;
}

static bool
let_go(struct turn *t, struct pool *pool, bool *more, struct why *w)
{
	struct going g = {.pool = pool};
	const struct conf_feed *feed;

	if (!store_held_due(
		turn_store(t), HELD_ASKED - 1, HELD_ASKED, 1, collect, &g, w))
		return false;
	*more = g.name != NULL;
	if (!*more)
		return true;
	feed = conf_find_feed(turn_conf(t), g.name);
	return turn_write(t, w) &&
	       (feed == NULL || keep_let_go(t, feed, g.item, w)) &&
	       store_item_hold(turn_store(t), g.item, NO_TIME, w);
}

bool
hold_let_go(struct turn *t, bool *more, struct why *w)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	bool done = let_go(t, pool, more, w);

	pool_free(pool);
	return done;
}

/* --- all together --- */

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

struct hold_telling {
	struct turn *turn;
	struct pool *pool;
	struct going feed; /* name NULL: it has not begun */
	int64_t now;
	struct matches all;
	size_t told; /* of them */
	int64_t at;  /* of its items: the last that is held no more */
	bool closed; /* the question is */
};

struct hold_telling *
hold_telling_open(struct turn *t)
{
	struct pool *pool = pool_new(ERRAND_MOST);
	struct hold_telling *x = pool_get(pool, sizeof(*x));

	x->turn = t;
	x->pool = x->feed.pool = x->all.pool = pool;
	x->now = turn_now(t);
	return x;
}

void
hold_telling_close(struct hold_telling *x)
{
	if (x != NULL)
		pool_free(x->pool);
}

/* The first feed of which something is due; DONE: there is none. */
static enum keep_step
begin(struct hold_telling *x, struct why *w)
{
	struct store *s = turn_store(x->turn);

	if (!store_held_due(s, HELD_ASKED, x->now, 1, collect, &x->feed, w))
		return KEEP_FAILED;
	if (x->feed.name == NULL)
		return KEEP_DONE;
	if (!turn_write(x->turn, w) || !store_held_matches(s, x->feed.feed,
					   x->now, collect_match, &x->all, w))
		return KEEP_FAILED;
	if (conf_find_feed(turn_conf(x->turn), x->feed.name) == NULL)
		x->told = x->all.n;
	return KEEP_MORE;
}

/* The next rule hears of all that concerns it. */
static bool
tell_next(struct hold_telling *x, struct why *w)
{
	const struct held_match *list = x->all.list;
	size_t begin = x->told, end = begin + 1;

	while (end < x->all.n && strcmp(list[end].rule, list[begin].rule) == 0)
		end++;
	x->told = end;
	return tell_rule(x->turn,
	    conf_find_feed(turn_conf(x->turn), x->feed.name), &list[begin],
	    end - begin, w);
}

static bool
close_it(struct hold_telling *x, struct why *w)
{
	struct store *s = turn_store(x->turn);
	struct ident_row i;
	int64_t n, alert;

	turn_tell(x->turn, "hold",
	    "feed %s: nobody has answered; what was held is told",
	    x->feed.name);
	if (!hold_close_question(
		x->turn, x->pool, x->feed.feed, &i, &n, &alert, w))
		return false;
	if (n > i.most) /* it is told, so it may come so again */
		i.most = (int)n;
	return store_ident_keep(s, &i, w) &&
	       (alert == 0 || store_alert_state(s, alert, ALERT_DONE, "bevakad",
				  NULL, NO_TIME, w));
}

static enum keep_step
end_window(struct hold_telling *x, struct why *w)
{
	struct store *s = turn_store(x->turn);
	int64_t last;

	if (!store_held_window(s, x->feed.feed, x->at, &last, w) ||
	    (last != 0 &&
		!store_held_end(s, x->feed.feed, x->at, last, x->now, w)))
		return KEEP_FAILED;
	x->at = last;
	return last != 0 ? KEEP_MORE : KEEP_DONE;
}

enum keep_step
hold_telling_step(struct hold_telling *x, struct why *w)
{
	if (x->feed.name == NULL)
		return begin(x, w);
	if (x->told < x->all.n)
		return tell_next(x, w) ? KEEP_MORE : KEEP_FAILED;
	if (!x->closed) {
		x->closed = true;
		return close_it(x, w) ? KEEP_MORE : KEEP_FAILED;
	}
	return end_window(x, w);
}
