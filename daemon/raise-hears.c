/* raise-hears.c - which rules hear of what has happened */
/* SPDX-License-Identifier: MIT */
#include "raise-hears.h"

#include <string.h>

#include "core/events.h"
#include "core/explain.h"
#include "edge/conf.h"
#include "turn.h"

bool
rule_hears(const struct rule *r, unsigned events)
{
	return (events & (r->events != 0 ? r->events : HEARS_OF_ITEMS)) != 0;
}

unsigned
hears_of_event(enum event_kind event)
{
	static const struct {
		enum event_kind event;
		enum hears hears;
	} row[] = {{EVENT_ITEM_NEW, HEARS_NEW},
	    {EVENT_DEADLINE_MOVED, HEARS_MOVED},
	    {EVENT_DEADLINE_DUE, HEARS_DUE},
	    {EVENT_DEADLINE_WITHDRAWN, HEARS_WITHDRAWN},
	    {EVENT_DEADLINE_CONFLICTING, HEARS_CONFLICTING},
	    {EVENT_DEADLINE_QUESTIONED, HEARS_QUESTIONED},
	    {EVENT_FEED_FAILING, HEARS_FAILING},
	    {EVENT_FEED_RECOVERED, HEARS_RECOVERED},
	    {EVENT_FEED_SILENT, HEARS_SILENT}, {EVENT_FEED_GAP, HEARS_GAP},
	    {EVENT_FEED_MOVED, HEARS_MOVED_FEED},
	    {EVENT_FEED_RETURNED, HEARS_RETURNED},
	    {EVENT_FEED_FLOOD, HEARS_FLOOD}};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (row[i].event == event)
			return 1U << row[i].hears;
	return 0;
}

/* What where may ask of a feed: no words, no deadline. */
static struct rule_view
view_of(struct turn *t, struct pool *pool, const struct conf_feed *feed,
    unsigned events)
{
	return (struct rule_view){.feed = feed->name,
	    .source = feed->source,
	    .tags = feed->tags,
	    .publisher = view_text_of(
		pool, pool_printf(pool, "%s\n%s", feed->source,
			  feed->of != NULL ? feed->of->title : "")),
	    .now = turn_now(t),
	    .published = turn_now(t),
	    .today = turn_today(t),
	    .closed = &turn_conf(t)->closed,
	    .events = events};
}

static bool
listens(const struct rule *r, const struct rule_view *v)
{
	return (r->events & v->events) != 0 &&
	       rule_is_of_feed(r, v->feed, v->source) &&
	       (r->where == NULL || where_holds(r->where, v) != VERDICT_NO);
}

static size_t
add_once(const char **to, size_t n, size_t most, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(to[i], name) == 0)
			return n;
	if (n < most)
		to[n++] = name;
	return n;
}

static void
add_rule(struct pool *pool, struct alert *a, size_t *room, const struct rule *r)
{
	struct alert_rule *list = pool_grow(
	    pool, (void *)a->rule, a->n_rules, room, sizeof(*list));

	list[a->n_rules++] = (struct alert_rule){
	    .name = r->name, .title = r->title};
	a->rule = list;
	if (r->priority > a->priority)
		a->priority = r->priority;
}

size_t
raise_listeners(struct turn *t, struct pool *pool, struct alert *a,
    const struct conf_feed *feed, const char **to, size_t n, size_t most)
{
	const struct conf *conf = turn_conf(t);
	unsigned events = hears_of_event(a->event);
	struct rule_view view;
	size_t room = 0;

	if (feed == NULL || (events & HEARS_OF_FEEDS) == 0)
		return n;
	view = view_of(t, pool, feed, events);
	for (size_t i = 0; i < conf->n_rules; i++) {
		const struct rule *r = &conf->rule[i];

		if (!listens(r, &view))
			continue;
		add_rule(pool, a, &room, r);
		for (size_t k = 0; k < r->n_to; k++)
			n = add_once(to, n, most, r->to[k]);
	}
	return n;
}
