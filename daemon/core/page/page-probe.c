/* page-probe.c - all that is known of a page that is seen for the first time */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "core/page/page-link.h"
#include "core/page/page-list.h"
#include "core/page/platform.h"
#include "core/page/stamp.h"

enum { OTHERS_MOST = 8 };

/* What the pages are called on which public bodies list what is new. */
static const char *const others[] = {"nyheter", "alla nyheter", "nyhetsarkiv",
    "aktuellt", "press", "pressrum", "pressmeddelanden", "remisser",
    "remisser och yttranden", "på remiss", "samråd", "kungörelser",
    "anslagstavla", "digital anslagstavla", "protokoll",
    "protokoll och kallelser", "protokoll och handlingar",
    "kallelser och protokoll", "möten och protokoll", "möten och handlingar",
    "beslut", "aktuella beslut", "upphandlingar", "rss", "rss-flöden",
    "prenumerera"};

static bool
is_other(const char *text)
{
	size_t len = strlen(text);

	while (len > 0 && strchr(" >", text[len - 1]) != NULL)
		len--;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (len == strlen(others[i]) &&
		    stamp_prefix(text, len, others[i]))
			return true;
	return false;
}

static bool
is_linked(const struct document *d, const char *href)
{
	for (size_t i = 0; i < d->n_links; i++)
		if (strcmp(d->links[i].href, href) == 0)
			return true;
	return false;
}

/* Pages of the same site that may be what was looked for. */
static void
add_others(const struct page *p, struct document *d)
{
	size_t room = 0, first = d->n_links;
	struct link *list = NULL;

	for (size_t i = 0; i < first; i++) {
		list = pool_grow(p->pool, list, i, &room, sizeof(*list));
		list[i] = d->links[i];
	}
	d->links = list;
	for (const xmlNode *n = p->root;
	     n != NULL && d->n_links < first + OTHERS_MOST;
	     n = tree_next(n, p->root)) {
		const char *text, *href;

		if (!tree_is(n, "a") || !is_other(text = tree_text(p, n, NULL)))
			continue;
		href = link_of(p, n);
		if (href == NULL || is_linked(d, href) ||
		    (p->url != NULL && (strcmp(href, p->url) == 0 ||
					   !link_same_site(href, p->url))))
			continue;
		d->links = pool_grow(
		    p->pool, d->links, d->n_links, &room, sizeof(*d->links));
		d->links[d->n_links++] = (struct link){
		    "section", href, NULL, text};
	}
}

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
	add_others(p, d);
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
