/* page.h - web pages: lists of links, and the main text of a page */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PAGE_H
#define CORE_PAGE_H

#include <stdbool.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/document.h"
#include "core/feed/feed.h"

/*
 * What an administrator may say of a page's list; every member may be NULL.
 * item is an XPath whose nodes are the items (a link, or what holds one); the
 * others are relative to it.  Without item the platform is recognised
 * (SiteVision, Episerver, WordPress, largest list, file table).
 */
struct page_paths {
	const char *item;
	const char *title;
	const char *link;
	const char *date;
	const char *text;
};

/*
 * The items of a list page: title, absolute link, summary when the list has
 * one, published when the list says it.  The page may be JSON with HTML in it
 * (regeringen).  links are the feeds that the page names (rel "alternate",
 * with their type), "next" and "canonical"; they are filled in even when it
 * returns false, but for a page that cannot be read at all (n_links 0).
 * Without paths->item links to other sites do not count, unless the whole
 * list leads there.  False, with a reason that names the XPath and what to
 * do, when no list is found or it is empty.
 *
 * No file is opened and no clock read, but JSON: jansson seeds its tables from
 * /dev/urandom at the first object, so a process that may open nothing calls
 * json_object_seed() before it gives that up.
 */
bool page_list(struct pool *, const struct body *, const struct page_paths *,
    struct document *, struct why *);

/*
 * The same for who looks at a page for the first time: true also without a
 * list, when it is a page at all; platform and rules tell what is known of
 * it, and no rule that none finds a list.  links have "section" too: pages of
 * the site that are called as those are that list what is new.
 */
bool page_probe(struct pool *, const struct body *, const struct page_paths *,
    struct document *, struct why *);

/*
 * The page as one item: title, main text (menus, banners, cookie text,
 * contact boxes, "Senast uppdaterad" and other stamps cut away), published
 * and updated by trust (SOURCES.md section 5), papers attached (PDF links,
 * rows of file tables) as links with rel "enclosure".
 */
bool page_read(
    struct pool *, const struct body *, struct document *, struct why *);

/* Compiles the paths; false names the one at fault and the column in it. */
bool page_check_paths(const struct page_paths *, struct why *);

/*
 * Plain text from elsewhere (pdftotext): lines joined to paragraphs, broken
 * words made whole; as one item.
 */
bool page_of_text(
    struct pool *, const struct body *, struct document *, struct why *);

#endif
