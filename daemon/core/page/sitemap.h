/* sitemap.h - sitemap.xml: the addresses of a site and when they changed */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_SITEMAP_H
#define CORE_SITEMAP_H

#include <stdbool.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/document.h"
#include "core/feed/feed.h"

/*
 * A sitemap (sitemaps.org, 0.9) as a LIST of format "sitemap": an item for
 * each address that changed on that day or later, its link and updated alone;
 * those that do not say when (lastmod, else the publication_date of a news
 * sitemap) are left out.  Of an index the sitemaps are
 * links with rel "sitemap", with the time in title as it stood.  Read without
 * a tree, in linear time; what is torn is read as far as it goes.
 */
bool sitemap_read(struct pool *, const struct body *, int since,
    struct document *, struct why *);

#endif
