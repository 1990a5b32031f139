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

/* The same of the page's main part or, when that has none, of all of it. */
struct found list_largest(const struct page *, bool any_host);
/*
 * An XPath for the items of page's largest list, by ids and classes rather
 * than places; NULL when none finds just them.
 */
const char *group_path(const struct page *);

/*
 * The ways to find a list, in the order in which they are tried: one for
 * each platform's list, then the largest group, then papers.  list_try()
 * fills in the items and tells whether way number i finds any; list_name()
 * is NULL from the end of the table on.
 */
bool list_try(const struct page *, size_t i, const struct page_paths *,
    struct document *);
const char *list_name(size_t i);
/* The best of them, and which it is; what it finds is in the document. */
bool list_choose(const struct page *, const struct page_paths *,
    struct document *, size_t *way);
/* An XPath that finds what way i found, as it was just tried; or NULL. */
const char *list_path(const struct page *, size_t i);
/* By paths->item; false, with the reason, when that finds nothing. */
bool list_by_path(const struct page *, const struct page_paths *,
    struct document *, struct why *);
/* All that page_list() says of a page beside its items. */
void list_head(const struct page *, struct document *);

/* The part of the page that is the page's own: main, or the body. */
xmlNode *page_main(const struct page *);

/*
 * Fills in an item from its node; members of paths that are NULL are found.
 * False when it has no link or no title.
 */
bool item_of_node(const struct page *, xmlNode *, const struct page_paths *,
    bool any_host, struct item *);

/* One of the words stands in the element's class (cases alike). */
bool item_class_has(const xmlNode *, const char *const *words, size_t count);
/* The first <time> in it, or NULL. */
const xmlNode *item_time_node(const xmlNode *);
/* By <time>, a class, a stamp, a line that is a day, the address; NO_TIME. */
struct lines;
int64_t item_time(const struct page *, const xmlNode *, const struct lines *,
    const char *link);

/* The main link of an item's node, NULL when it has none that counts. */
const xmlNode *item_anchor(const struct page *, const xmlNode *, bool any_host);

#endif
