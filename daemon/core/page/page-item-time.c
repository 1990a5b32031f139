/* page-item-time.c - when an item of a list was published */
/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "core/page/page-date.h"
#include "core/page/page-lines.h"
#include "core/page/page-link.h"
#include "core/page/page-list.h"
#include "core/page/page-when.h"
#include "core/page/stamp.h"

/* A line that is little but a day. */
static bool
is_time_only(const struct line *l)
{
	struct when w;

	return when_find(l->text, l->len, &w) && l->len < w.len + 24;
}

/* The stamp, or the line that is little but a day. */
static int64_t
time_of_lines(const struct lines *l)
{
	struct stamp s;
	struct when w;

	for (size_t i = 0; i < l->n; i++) {
		const struct line *line = &l->list[i];

		if (stamp_find(line->text, line->len, 0, &s) &&
		    s.kind == STAMP_PUBLISHED && s.when != NO_TIME)
			return s.when;
		if (line->heading > 0 || line->link ||
		    !when_find(line->text, line->len, &w))
			continue;
		/* Alone, or in figures at the front. */
		if ((is_time_only(line) && w.at < 20) ||
		    (w.at == 0 && line->text[4] == '-'))
			return when_instant(&w);
	}
	return NO_TIME;
}

static const xmlNode *
dated_node(const xmlNode *top)
{
	static const char *const names[] = {"date", "datum", "publ"};

	for (const xmlNode *n = top; n != NULL; n = tree_next(n, top))
		if (n->type == XML_ELEMENT_NODE && n != top &&
		    item_class_has(n, names, 3))
			return n;
	return NULL;
}

/* What stands beside the link, when it is little but a day. */
static int64_t
time_beside(const struct page *p, const xmlNode *node)
{
	const xmlNode *anchor = item_anchor(p, node, true);
	const char *text;
	struct when w;

	if (anchor == NULL || anchor == node)
		return NO_TIME;
	text = tree_text(p, node, anchor);
	if (!when_find(text, strlen(text), &w) || strlen(text) > w.len + 16)
		return NO_TIME;
	return when_instant(&w);
}

const xmlNode *
item_time_node(const xmlNode *top)
{
	for (const xmlNode *n = top; n != NULL; n = tree_next(n, top))
		if (tree_is(n, "time"))
			return n;
	return NULL;
}

int64_t
item_time(const struct page *p, const xmlNode *node, const struct lines *l,
    const char *link)
{
	const xmlNode *n = item_time_node(node);
	int64_t when = n != NULL ? page_time(p, n) : NO_TIME;

	if (when == NO_TIME && (n = dated_node(node)) != NULL) {
		const char *text = tree_text(p, n, NULL);

		if (strlen(text) < 80)
			when = when_read(text);
	}
	if (when == NO_TIME)
		when = time_of_lines(l);
	if (when == NO_TIME)
		when = time_beside(p, node);
	if (when == NO_TIME)
		when = page_address_time(link);
	if (when == NO_TIME)
		when = link_time(link);
	return when;
}
