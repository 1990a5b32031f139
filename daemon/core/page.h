/* page.h - web pages: lists of links, and the main text of a page */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PAGE_H
#define CORE_PAGE_H

#include <stdbool.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/document.h"
#include "core/feed.h"

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
 * one, published when the list says it.  False, with a reason that names the
 * XPath and what to do, when no list is found or it is empty.
 */
bool page_list(struct pool *, const struct body *, const struct page_paths *,
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
