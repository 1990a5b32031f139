/* page-probe.c - all that is known of a page that is seen for the first time */
/* SPDX-License-Identifier: MIT */
#include "base/date.h"
#include "core/page/page-list.h"
#include "core/page/platform.h"

static void
add_rule(struct pool *pool, struct document *d, size_t *room, const char *name,
    const char *item, size_t n)
{
	if (d->n_rules == DOCUMENT_RULES_MOST)
		return;
	d->rules = pool_grow(
	    pool, d->rules, d->n_rules, room, sizeof(*d->rules));
	d->rules[d->n_rules++] = (struct list_rule){name, item, n};
}

static void
try_rule(const struct page *p, const struct page_paths *paths,
    struct document *d, size_t *room, size_t way)
{
	if (list_try(p, way, paths, d))
		add_rule(p->pool, d, room, list_name(way), list_path(p, way),
		    d->n_items);
}

/* Every way is tried, the best first; what that finds stays in d. */
static void
try_rules(
    const struct page *p, const struct page_paths *paths, struct document *d)
{
	struct item *items;
	size_t n, best, room = 0;

	if (!list_choose(p, paths, d, &best))
		return;
	items = d->items;
	n = d->n_items;
	try_rule(p, paths, d, &room, best);
	for (size_t i = 0; list_name(i) != NULL; i++)
		if (i != best)
			try_rule(p, paths, d, &room, i);
	d->items = items;
	d->n_items = n;
}

static void
probe(const struct page *p, const struct page_paths *paths, struct document *d)
{
	struct platform platform;
	size_t room = 0;
	struct why w;

	list_head(p, d);
	platform_find(p, &platform);
	d->platform = platform.name;
	d->mark = platform.mark;
	if (paths->item == NULL)
		try_rules(p, paths, d);
	else if (list_by_path(p, paths, d, &w))
		add_rule(p->pool, d, &room, "item", paths->item, d->n_items);
}

bool
page_probe(struct pool *pool, const struct body *body,
    const struct page_paths *paths, struct document *d, struct why *w)
{
	struct page page;

	*d = (struct document){.kind = DOCUMENT_LIST,
	    .format = "html",
	    .published = NO_TIME,
	    .updated = NO_TIME};
	if (!page_check_paths(paths, w) || !tree_open(pool, body, &page, w))
		return false;
	probe(&page, paths, d);
	tree_close(&page);
	return true;
}
