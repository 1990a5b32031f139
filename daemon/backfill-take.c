/* backfill-take.c - what older pages and sitemaps say of a gap */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "backfill-inner.h"
#include "base/date.h"
#include "core/feed/feeddate.h"
#include "core/older.h"
#include "turn.h"

enum { ITEMS_MOST = 1000 };

/* --- addresses --- */

static void
push(struct filling *g, struct queue *q, const char *url)
{
	for (size_t i = 0; i < q->n; i++)
		if (strcmp(q->url[i], url) == 0)
			return;
	if (q->n < q->most)
		q->url[q->n++] = pool_strdup(g->pool, url);
}

static const char *
pop(struct queue *q)
{
	return q->next < q->n ? q->url[q->next++] : NULL;
}

const char *
backfill_next(struct filling *g)
{
	const char *url;

	if (g->reached)
		return NULL;
	if (g->way == WAY_LIST) {
		url = g->older;
		g->older = NULL;
		if (url != NULL && ++g->page <= BACKFILL_PAGES)
			return url;
		g->way = WAY_SITEMAP;
	}
	if (g->way == WAY_SITEMAP) {
		url = pop(&g->sitemaps);
		if (url == NULL && g->mapped == 0)
			url = older_sitemap(g->pool, g->folder, g->guess++);
		if (url != NULL)
			return url;
		g->way = WAY_ITEM;
	}
	return pop(&g->items);
}

/* --- items --- */

static bool
is_within(const struct filling *g, int64_t t)
{
	return t >= g->start - BACKFILL_SLACK && t <= g->end + BACKFILL_SLACK;
}

/* When the file first saw that link; NO_TIME: it did not.  A file that cannot
 * be read knows everything: so nothing is told twice. */
static int64_t
seen_at(const struct filling *g, const char *link)
{
	int64_t seen;
	struct why w;

	if (!store_item_linked(
		turn_store(g->backfill->turn), g->feed, link, &seen, &w))
		return g->end;
	return seen;
}

static bool
is_found(const struct filling *g, const char *link)
{
	for (size_t i = 0; i < g->n; i++)
		if (strcmp(g->item[i].link, link) == 0)
			return true;
	return false;
}

static void
add(struct filling *g, const struct item *item)
{
	if (g->n == ITEMS_MOST || is_found(g, item->link))
		return;
	g->item = pool_grow(g->pool, g->item, g->n, &g->room, sizeof(*g->item));
	g->item[g->n++] = *item;
}

/* Newest first: what stands behind an item from before the gap is older. */
static void
take_item(struct filling *g, const struct item *item)
{
	int64_t seen;

	if (item->published != NO_TIME &&
	    item->published < g->start - BACKFILL_SLACK) {
		g->reached = true;
		return;
	}
	if (item->link == NULL)
		return;
	seen = seen_at(g, item->link);
	if (seen != NO_TIME && seen <= g->start)
		g->reached = true;
	if (seen == NO_TIME && (item->published != NO_TIME || !g->reached))
		add(g, item);
}

/* Where its older items are; and of the feed itself no more than that. */
static bool
begin_list(struct filling *g, const struct document *d)
{
	const char *older = older_page(g->pool, d, g->url, g->page + 2);

	g->older = older ? pool_strdup(g->pool, older) : NULL;
	if (g->page == 0)
		g->folder = older_folder(g->pool, d);
	return g->page > 0;
}

static bool
take_list(struct filling *g, const struct document *d)
{
	size_t before = g->n;

	if (g->at == 0 && !begin_list(g, d))
		return false;
	if (g->at >= d->n_items)
		return false;
	take_item(g, &d->items[g->at++]);
	g->taken |= g->n > before;
	return true;
}

/* http and https of an address are one. */
static bool
is_below(const char *folder, const char *link)
{
	const char *a = strstr(folder, "://"), *b = strstr(link, "://");

	return a != NULL && b != NULL && strncmp(b, a, strlen(a)) == 0;
}

/* Those of the time first: there may be more than are asked for. */
static void
take_link(struct filling *g, const struct link *l, bool undated)
{
	int64_t t = l->title ? feeddate_read_local(l->title) : NO_TIME;

	if (undated ? t == NO_TIME
		    : t != NO_TIME && t >= g->start - BACKFILL_SLACK)
		push(g, &g->sitemaps, l->href);
}

static void
take_entry(struct filling *g, const struct item *item)
{
	if (is_within(g, item->updated) && is_below(g->folder, item->link) &&
	    seen_at(g, item->link) == NO_TIME)
		push(g, &g->items, item->link);
}

/* Its items, and its links twice. */
static bool
take_sitemap(struct filling *g, const struct document *d)
{
	size_t at = g->at++;

	if (at == 0)
		g->mapped += d->format != NULL &&
			     strcmp(d->format, "robots") != 0;
	if (at < d->n_items) {
		take_entry(g, &d->items[at]);
		return true;
	}
	at -= d->n_items;
	if (at >= 2 * d->n_links)
		return false;
	take_link(g, &d->links[at % d->n_links], at >= d->n_links);
	return true;
}

/* A page that says it is of another time was only mended in this one. */
static bool
take_page(struct filling *g, const struct document *d)
{
	struct item item;

	if (d->n_items == 0)
		return false;
	item = d->items[0];
	if (item.title == NULL ||
	    (item.published != NO_TIME && !is_within(g, item.published)))
		return false;
	item.id = NULL;
	item.link = g->url;
	add(g, &item);
	return true;
}

bool
backfill_take(struct filling *g)
{
	switch (g->way) {
	case WAY_LIST:
		return take_list(g, g->document);
	case WAY_SITEMAP:
		return take_sitemap(g, g->document);
	default:
		g->taken = take_page(g, g->document);
		return false;
	}
}

/* Items without a date are news only when the pages led back to what was
 * known: else they may be as old as the site. */
static void
drop_undated(struct filling *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->n; i++)
		if (g->item[i].published != NO_TIME || g->way == WAY_ITEM)
			g->item[n++] = g->item[i];
	g->n = n;
}

void
backfill_sum_up(struct filling *g)
{
	struct backfill_found *found = &g->found;
	int pages = g->page < BACKFILL_PAGES ? g->page : BACKFILL_PAGES;

	if (!g->reached)
		drop_undated(g);
	found->document = (struct document){.kind = DOCUMENT_FEED,
	    .format = "",
	    .published = NO_TIME,
	    .updated = NO_TIME,
	    .items = g->item,
	    .n_items = g->n};
	found->asked = g->asked;
	found->gap = g->reached ? GAP_IS_CLOSED
		     : g->n > 0 ? GAP_IS_PARTLY
				: GAP_IS_OPEN;
	found->how = pool_printf(g->pool,
	    "%d older pages, %zu sitemaps, %zu pages from them%s",
	    pages < 0 ? 0 : pages, g->mapped, g->items.next,
	    g->reached ? "; they lead back to what was known" : "");
}
