/* page-group.c - the group of like siblings that is a page's list */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/page/page-feature.h"
#include "core/page/page-list.h"

struct group {
	xmlNode *parent;
	unsigned sign, above; /* of the members, and of the parent */
	unsigned members, good;
	unsigned dated, headed; /* of the good ones */
	unsigned points;        /* of the good ones, together */
	bool entry;             /* they are articles */
};

enum {
	SIGNS_IN_A_PARENT = 8,
	LINKS_IN_AN_ITEM = 12,
	FULL_MARKS_FOR = 20,
	DATED = 4
};

/* Headings, days and links of more than one item stand in it. */
static bool
is_section(const struct feature *f)
{
	return f->headings > 2 && f->dates > 1 && f->links > 1;
}

/* Can be an item: a main link, and not half the page. */
static bool
is_good(const struct feature *f)
{
	return f->links > 0 && f->links <= LINKS_IN_AN_ITEM && f->anchor >= 3 &&
	       !is_section(f);
}

/* "Kontakta <a>presstjänsten</a> vid frågor" among items with a day. */
static bool
is_remark(const struct feature *f, const struct group *best)
{
	return best->dated * 10 >= best->good * 6 && !f->date && !f->heading &&
	       f->text > f->anchor;
}

static unsigned
points_of(const struct feature *f)
{
	unsigned n = 1;

	n += f->date ? DATED - 1 : 0;
	n += f->heading ? 2 : 0;
	n += f->text >= 30 ? 2 : 0;
	n += f->anchor >= 25 ? 1 : 0;
	n += f->paper ? 1 : 0;
	return f->links > 4 && n > 1 ? n - 1 : n;
}

/* What a group is worth: the square of its mean points, times its size. */
static unsigned
worth(const struct group *g)
{
	unsigned mean = g->points * 10 / g->good;

	return mean * mean *
	       (g->good < FULL_MARKS_FOR ? g->good : FULL_MARKS_FOR);
}

static bool
can_be_item(const xmlNode *n)
{
	return tree_is_in(n, "li article dd dt tr div section p a h2 h3 h4") ||
	       (n->type == XML_ELEMENT_NODE &&
		   strchr((const char *)n->name, '-') != NULL);
}

static void
count_member(struct group *groups, size_t *n, xmlNode *parent, xmlNode *child)
{
	const struct feature *f = child->_private;
	size_t i = 0;

	if (f->sign == 0)
		return;
	while (i < *n && groups[i].sign != f->sign)
		i++;
	if (i == SIGNS_IN_A_PARENT)
		return;
	if (i == *n)
		groups[(*n)++] = (struct group){.parent = parent,
		    .sign = f->sign,
		    .above = ((struct feature *)parent->_private)->sign,
		    .entry = tree_is(child, "article")};
	/* A row of headings is no member of its table. */
	if (tree_is(child, "tr") && f->links == 0)
		return;
	groups[i].members++;
	if (is_good(f)) {
		groups[i].good++;
		groups[i].dated += f->date;
		groups[i].headed += f->heading;
		groups[i].points += points_of(f);
	}
}

static bool
is_list(const struct group *g, unsigned least)
{
	/* The first of a new year: one with a heading and a day. */
	if (g->good == 1 && g->members == 1)
		return g->entry && g->dated == 1 && g->headed == 1;
	/* Two are a list when both have a day. */
	if (g->good < 2 || (g->good == 2 && g->points < 2 * DATED))
		return false;
	return g->good * 10 >= g->members * 6 &&
	       g->points * 10 >= g->good * least;
}

/* The best group among one parent's children. */
static void
weigh(xmlNode *parent, unsigned least, struct group *best)
{
	struct group groups[SIGNS_IN_A_PARENT];
	size_t n = 0;

	for (xmlNode *c = parent->children; c != NULL; c = c->next)
		if (can_be_item(c) && c->_private != NULL)
			count_member(groups, &n, parent, c);
	for (size_t i = 0; i < n; i++)
		if (is_list(&groups[i], least) &&
		    (best->good == 0 || worth(&groups[i]) > worth(best)))
			*best = groups[i];
}

static void
take(const struct page *p, xmlNode *parent, const struct group *best,
    struct found *f, size_t *room)
{
	for (xmlNode *c = parent->children; c != NULL; c = c->next) {
		const struct feature *x = c->_private;

		if (!can_be_item(c) || x == NULL || x->sign != best->sign ||
		    !is_good(x) || is_remark(x, best))
			continue;
		f->nodes = pool_grow(
		    p->pool, f->nodes, f->n, room, sizeof(*f->nodes));
		f->nodes[f->n++] = c;
	}
}

static bool
lies_in(const xmlNode *n, const xmlNode *top)
{
	while (n != NULL && n != top)
		n = n->parent;
	return n != NULL;
}

/* The same list goes on under another parent (a year, a month): as alike. */
static bool
is_continued(xmlNode *parent, const struct group *best)
{
	struct group groups[SIGNS_IN_A_PARENT];
	const struct feature *f = parent->_private;
	size_t n = 0;

	if (f == NULL || f->sign != best->above || f->links == 0)
		return false;
	/* A table that lays out the page is no part of the one in it. */
	if (lies_in(best->parent, parent) || lies_in(parent, best->parent))
		return false;
	for (xmlNode *c = parent->children; c != NULL; c = c->next)
		if (can_be_item(c) && c->_private != NULL)
			count_member(groups, &n, parent, c);
	for (size_t i = 0; i < n; i++)
		if (groups[i].sign == best->sign && groups[i].good > 0)
			return groups[i].points * best->good * 10 >=
			       best->points * groups[i].good * 7;
	return false;
}

static unsigned
mean_of(const struct group *g)
{
	return g->points * 10 / g->good;
}

/* Adds the members of a parent that are like those of g. */
static void
add_alike(xmlNode *parent, struct group *g)
{
	struct group groups[SIGNS_IN_A_PARENT];
	const struct feature *f = parent->_private;
	size_t n = 0;

	if (f == NULL || f->sign != g->above)
		return;
	for (xmlNode *c = parent->children; c != NULL; c = c->next)
		if (can_be_item(c) && c->_private != NULL)
			count_member(groups, &n, parent, c);
	for (size_t i = 0; i < n; i++)
		if (groups[i].sign == g->sign) {
			g->good += groups[i].good;
			g->points += groups[i].points;
			g->dated += groups[i].dated;
		}
}

/*
 * Rows of cards: what looks like two items is two rows of two.  The group
 * within the members of the best one takes its place when it has many more,
 * each with a day, and the members are not held together by headings.
 */
static void
refine(unsigned least, struct group *best)
{
	xmlNode *top = best->parent;
	struct group inner = {0}, all;

	for (xmlNode *n = tree_next(top, top); n != NULL; n = tree_next(n, top))
		if (n->_private != NULL)
			weigh(n, least, &inner);
	if (inner.good < 2 || best->headed * 2 > best->good)
		return;
	all = inner;
	all.good = all.points = all.dated = 0;
	for (xmlNode *n = tree_next(top, top); n != NULL; n = tree_next(n, top))
		if (n->_private != NULL)
			add_alike(n, &all);
	if (all.dated == all.good && all.good * 2 >= best->good * 3 &&
	    mean_of(&all) * 10 >= mean_of(best) * 7)
		*best = inner;
}

struct found
group_find(const struct page *p, xmlNode *top, bool any_host)
{
	/* Outside a main part nothing tells a menu from a list of titles. */
	unsigned least = tree_is(top, "body") ? 15 : 10;
	struct found f = {.any_host = any_host};
	struct group best = {0};
	size_t room = 0;

	for (xmlNode *n = top; n != NULL; n = tree_next(n, top))
		n->_private = NULL;
	features_of(p, top, any_host);
	for (xmlNode *n = top; n != NULL; n = tree_next(n, top))
		if (n->_private != NULL)
			weigh(n, least, &best);
	if (best.good == 0)
		return f;
	refine(least, &best);
	for (xmlNode *n = top; n != NULL; n = tree_next(n, top))
		if (n == best.parent || is_continued(n, &best))
			take(p, n, &best, &f, &room);
	return f;
}
