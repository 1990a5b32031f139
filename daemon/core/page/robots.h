/* robots.h - robots.txt: where a site says that its sitemaps are */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_ROBOTS_H
#define CORE_ROBOTS_H

#include <stdbool.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/document.h"
#include "core/feed/feed.h"

/*
 * The lines "Sitemap: address" of a robots.txt (RFC 9309 2.2.4, sitemaps.org),
 * in any case, as links with rel "sitemap" of a LIST of format "robots"; at
 * most ROBOTS_MOST.  They belong to no group of lines, so who they stand below
 * makes no difference.  False: it names none.
 */
enum { ROBOTS_MOST = 20 };

bool robots_read(
    struct pool *, const struct body *, struct document *, struct why *);

#endif
