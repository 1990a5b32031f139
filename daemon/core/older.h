/* older.h - where a feed's older items are: further pages, the archive */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_OLDER_H
#define CORE_OLDER_H

#include <stdbool.h>

#include "base/pool.h"
#include "core/document.h"

/*
 * Where the items are that came before those of a document: the feed's
 * prev-archive, else its next page (RFC 5005), else the page's next, else its
 * archive; else, for a feed with an address as WordPress makes them (/feed/,
 * ?feed=rss2), its page of that number: ?paged=2.  url is where the document
 * came from; what leads to another host, or back to it, is none.  NULL: none.
 */
const char *older_page(
    struct pool *, const struct document *, const char *url, int page);

/*
 * Where its host may say what addresses it has, the surest place first: 0 is
 * robots.txt, which names the sitemaps, then come the addresses that they have
 * where nobody names them.  NULL: that was all.
 */
const char *older_sitemap(struct pool *, const char *url, size_t guess);
/*
 * The address that the links of a document begin with, to a '/', when they
 * have more in common than their host; NULL.
 */
const char *older_folder(struct pool *, const struct document *);

#endif
