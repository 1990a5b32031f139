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

/* Every way is tried; what the first one finds stays in the document. */
static void
try_rules(
    const struct page *p, const struct page_paths *paths, struct document *d)
{
	struct item *items = NULL;
	size_t n = 0, room = 0;

	for (size_t i = 0; list_name(i) != NULL; i++) {
		if (!list_try(p, i, paths, d))
			continue;
		if (d->n_rules == 0) {
			items = d->items;
			n = d->n_items;
		}
		add_rule(p->pool, d, &room, list_name(i), list_path(p, i),
		    d->n_items);
	}
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
