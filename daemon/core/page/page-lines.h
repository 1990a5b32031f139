/* page-lines.h - a page's text as lines, and what is cut from them */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PAGE_LINES_H
#define CORE_PAGE_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "core/page/page-tree.h"

struct line {
	const char *text; /* one line, trimmed, not empty */
	size_t len;
	int heading; /* 1 to 6, 0: none */
	bool link;   /* all of it is links */
};

struct lines {
	struct pool *pool;
	struct line *list;
	size_t n, room;
	bool no_alt; /* pictures say nothing here: teasers of a list */
};

/* One more line; white space runs become one space, empty ones are dropped. */
void lines_add(struct lines *, const char *text, size_t len, int heading);

/*
 * The text of all in top: a line for each block, list entry, heading, table
 * row ("cell | cell") and long alt text; without menus, headers, footers,
 * forms, cookie boxes and what else carries a name of that kind.
 */
void lines_of_tree(struct lines *, const struct page *, xmlNode *top);

/* By its name, role or class it holds no text of the page, and neither does
 * it hold the page's main heading. */
bool lines_is_menu(const xmlNode *);

/*
 * Cuts what is no matter of the page: banners, skip links, stamps, contact
 * boxes, "Om oss", "Prenumerera", "Taggar:", "Dela".  A line that may hold a
 * date is cut by none of these but the stamps.
 */
void lines_trim(struct lines *);

/* A line that may hold a date or a deadline: month, digits, "senast" ... */
bool lines_may_date(const char *text, size_t len);

/* All lines, "\n" between; NULL when there is none. */
const char *lines_join(const struct lines *);

#endif
