/* explain-url.c - why: an address, and what of the file it names */
/* SPDX-License-Identifier: MIT */
#include "core/identity.h"
#include "core/network.h"
#include "edge/conf.h"
#include "edge/store-key.h"
#include "edge/store-paper.h"
#include "explain-inner.h"
#include "keep-known.h"
#include "poll.h"
#include "turn.h"

enum { FEEDS_TOLD = 10 };

/* The item of a feed that the address's keys name. */
static bool
find_in_feed(struct explain *e, struct pool *pool, const struct conf_feed *f,
    int64_t feed, const char *url, int64_t *item, struct why *w)
{
	struct item as = {.link = url, .published = NO_TIME};
	struct identity_way way = {.rung = f->rung,
	    .alias = f->of ? f->of->aliases : NULL,
	    .fold_case = f->of && f->of->fold_case};
	struct identity_keys keys;

	*item = 0;
	identity_keys(pool, &as, &way, &keys);
	for (size_t i = 0; i < keys.n && *item <= 0; i++) {
		if (keys.key[i].kind != IDENTITY_LINK &&
		    keys.key[i].kind != IDENTITY_PAGE &&
		    keys.key[i].kind != IDENTITY_GUID)
			continue;
		if (!store_item_find(turn_store(e->turn), feed,
			known_hash(&keys.key[i]), item, w))
			return false;
	}
	return true;
}

struct search {
	struct explain *explain;
	struct pool *pool;
	const char *url;
	uint64_t host;
	bool near; /* only feeds of its host, or only the others */
	int64_t item;
	struct why *w;
	bool done;
};

static void
look_in_feed(
    const struct conf_feed *f, const struct feed_row *row, void *context)
{
	struct search *s = context;

	if (s->item > 0 || !s->done ||
	    s->near != (network_host(f->url) == s->host))
		return;
	s->done = find_in_feed(
	    s->explain, s->pool, f, row->id, s->url, &s->item, s->w);
	pool_clear(s->pool);
}

static void
tell_of_feed(
    const struct conf_feed *f, const struct feed_row *row, void *context)
{
	struct search *s = context;

	(void)row;
	if (network_host(f->url) != s->host || !s->done)
		return;
	if (++s->item <= FEEDS_TOLD)
		s->done = explain_feed(s->explain, f->name, true, s->w);
}

/* A paper that an item's page has. */
static bool
find_paper(struct search *s)
{
	struct store *store = turn_store(s->explain->turn);
	json_t *step;

	if (!store_paper_item(
		store, known_link(s->pool, s->url), &s->item, s->w))
		return false;
	if (s->item <= 0)
		return true;
	step = explain_step(s->explain, MARK_YES, "url.paper");
	put_text(step, "url", s->url);
	put_id(step, "item", 'I', s->item);
	return true;
}

/* Nothing of it is known: what could have brought it? */
static bool
tell_unknown(struct explain *e, struct search *s)
{
	json_t *step = explain_step(e, MARK_NO, "url.unknown");

	put_words(step, "url", s->url);
	explain_decides(e, step, WEIGHT_NEWS);
	s->item = 0;
	poll_each(e->poll, tell_of_feed, s);
	if (s->item > 0)
		return s->done;
	step = explain_step(e, MARK_NO, "url.no_feed");
	put_words(step, "url", s->url);
	explain_decides(e, step, WEIGHT_FEED);
	return s->done;
}

bool
explain_url(struct explain *e, const char *url, struct why *w)
{
	struct search s = {.explain = e,
	    .pool = pool_new(EXPLAIN_POOL),
	    .url = url,
	    .host = network_host(url),
	    .near = true,
	    .w = w,
	    .done = true};
	bool found = false;

	poll_each(e->poll, look_in_feed, &s);
	s.near = false;
	if (s.item <= 0)
		poll_each(e->poll, look_in_feed, &s);
	if (s.done && s.item <= 0)
		s.done = find_paper(&s);
	if (s.done && s.item > 0)
		s.done = explain_item(e, s.item, &found, w);
	if (s.done && !found)
		s.done = tell_unknown(e, &s);
	pool_free(s.pool);
	return s.done;
}
