/* page-date.h - when a page was published and changed, by trust */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PAGE_DATE_H
#define CORE_PAGE_DATE_H

#include <stdint.h>

#include "core/page/page-tree.h"

/*
 * By trust (shared/SOURCES.md section 5): JSON-LD, article:*, Dublin Core,
 * <time>, a stamp in the text, the day in the address (published only).  Each
 * of the two from the best that has it, NO_TIME when none has.  Published may
 * be later than updated: it is the latest publication.
 */
void page_dates(
    const struct page *, xmlNode *main, int64_t *published, int64_t *updated);

/* The time of a <time> or the like: its attribute, or its words, which win
 * when the attribute has no hour and they have, of the same day. */
int64_t page_time(const struct page *, const xmlNode *);

/* The day in an address ("/2021-02-17-remiss.html", "/2022/11/" is none). */
int64_t page_address_time(const char *url);

#endif
