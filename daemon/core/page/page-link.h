/* page-link.h - links of a page: made absolute, and which are papers */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PAGE_LINK_H
#define CORE_PAGE_LINK_H

#include <stdbool.h>

#include "base/pool.h"
#include "core/document.h"
#include "core/page/page-tree.h"

/*
 * href as an absolute http or https address, in the pool; without a base as
 * it stands.  NULL for what leads nowhere: "#top", javascript:, mailto:, tel:.
 */
const char *link_resolve(struct pool *, const char *base, const char *href);
/* Of an element: what its href leads to, or NULL. */
const char *link_of(const struct page *, const xmlNode *);
/* Both lie at the same organisation: the last two labels of their hosts. */
bool link_same_site(const char *a, const char *b);
bool link_is_in(const struct link *list, size_t n, const char *href);
/* An address that names a host. */
bool link_is_absolute(const char *);

/*
 * The address is that of a paper (PDF, Word, SiteVision's /download/18.,
 * Mellanarkivet's /surrogate); *type its media type or NULL when the address
 * does not say.
 */
bool link_is_paper(const char *href, const char **type);
/* The time that SiteVision's /download/18.x/<ms>/ tells, or NO_TIME. */
int64_t link_time(const char *href);

/*
 * A paper's name: the words of its link without "Pdf, 160 kB, öppnas i nytt
 * fönster", or the file's name when the words say no more.  May be NULL.
 */
const char *link_paper_title(struct pool *, const char *text, const char *href);

/* The papers linked in top, each once, with rel "enclosure". */
struct link *link_papers(const struct page *, xmlNode *top, size_t *n);
/* Feeds, next page and canonical address that the page names. */
struct link *link_alternates(const struct page *, size_t *n);
/* page-older.c: those and, when they lack, the links that are called "Nästa"
 * (rel "next") and "Arkiv" (rel "archives"). */
struct link *link_older(const struct page *, struct link *list, size_t *n);

#endif
