/* page-json.h - the HTML that lies in JSON: one text, or a piece an item */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PAGE_JSON_H
#define CORE_PAGE_JSON_H

#include <stdbool.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/page/page-body.h"

/*
 * A list that a page's script fetches:
 *
 *	{"Message": "<ul><li>...", "TotalCount": 3}      regeringen: one text
 *	{"hits": [{"html": "<li><a ..."}, ...]}          a piece an item
 *	[{"title": "...", "url": "/x", "date": "..."}]   no HTML at all
 *
 * Of all texts with a tag the longest, or, where that is longer, the pieces of
 * one array as a list: each what its element has of a text with tags, or a
 * link made of its title and its address; with its date when it has one.
 * t is the JSON before, the HTML after.  Bounded in depth and members.
 */
bool json_html(struct pool *, struct text *t, struct why *);

#endif
