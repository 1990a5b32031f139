/* page-list.h - the list of a page: which nodes are its items, and what each says */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PAGE_LIST_H
#define CORE_PAGE_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "core/document.h"
#include "core/page/page-tree.h"
#include "core/page/page.h"

struct found {
	xmlNode **nodes;
	size_t n;
	bool any_host; /* links to other hosts count too */
};

/*
 * The largest and best group of like siblings in the main part, each with a
 * link of its own; menus (short links and nothing else) lose to what has
 * dates, headings or teasers.  n 0: there is none of three or more
 * (two, when both have a day).  With
 * any_host links may lead elsewhere.  Linear.
 */
struct found group_find(const struct page *, xmlNode *top, bool any_host);

/* The part of the page that is the page's own: main, or the body. */
xmlNode *page_main(const struct page *);

/*
 * Fills in an item from its node; members of paths that are NULL are found.
 * False when it has no link or no title.
 */
bool item_of_node(const struct page *, xmlNode *, const struct page_paths *,
    bool any_host, struct item *);

/* The main link of an item's node, NULL when it has none that counts. */
const xmlNode *item_anchor(const struct page *, const xmlNode *, bool any_host);

#endif
