/* platform.h - by what a publishing platform is recognised */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PLATFORM_H
#define CORE_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"

struct page;

struct platform {
	const char *name; /* "SiteVision", "Episerver", "WordPress" ... */
	const char *mark; /* what told it: "generator: SiteVision" */
};

/*
 * By a table of marks (shared/SOURCES.md section 6), the surest first: what
 * the page's generator says, other names in its head, the addresses of what
 * it links to and shows, classes, its own address.  False, and both NULL,
 * when none is known.  Looks at the first PLATFORM_ELEMENTS elements.
 */
enum { PLATFORM_ELEMENTS = 20000 };
bool platform_find(const struct page *, struct platform *);
/* By the address alone, as for a feed. */
bool platform_of_address(struct pool *, const char *url, struct platform *);

/*
 * Where a platform has its feed when the page does not say so: the i-th
 * address to try, in the pool; NULL when there are no more.  platform may be
 * NULL.
 */
const char *platform_feed(
    struct pool *, const char *platform, const char *url, size_t i);

#endif
