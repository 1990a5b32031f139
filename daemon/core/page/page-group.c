/* page-group.c - the group of like siblings that is a page's list */
/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "core/page/page-lines.h"
#include "core/page/page-link.h"
#include "core/page/page-list.h"
#include "core/page/page-when.h"

/* What an element holds, all within counted. */
struct feature {
	unsigned links;           /* anchors that lead somewhere */
	unsigned anchor;          /* bytes of the longest anchor's text */
	unsigned text;            /* bytes of text outside anchors */
	unsigned sign;            /* of its name and class */
	unsigned headings, dates; /* how many */
	bool date, heading, paper;
};

struct group {
	xmlNode *parent;
	unsigned sign, above; /* of the members, and of the parent */
	unsigned members, good;
	unsigned dated;  /* of the good ones */
	unsigned points; /* of the good ones, together */
};

enum {
	SIGNS_IN_A_PARENT = 8,
	LINKS_IN_AN_ITEM = 12,
	FULL_MARKS_FOR = 20,
	DATED = 4
};

static bool
link_counts(const struct page *p, const xmlNode *a, bool any_host)
{
	const char *href = tree_attr(a, "href");
	size_t n;

	if (href == NULL)
		return false;
	href += strspn(href, " \t\r\n");
	if (*href == '\0' || *href == '#')
		return false;
	if (link_is_absolute(href) || strncmp(href, "//", 2) == 0)
		return any_host || p->base == NULL ||
		       link_same_site(href, p->base);
	n = strcspn(href, ":/?#");
	return href[n] != ':';
}

/* The first word of the class without digits: "post-17 odd" is "post-". */
static unsigned
sign_of(const xmlNode *n)
{
	const char *class = tree_attr(n, "class");
	unsigned h = 5381;

	for (const char *s = (const char *)n->name; *s != '\0'; s++)
		h = h * 33 + (unsigned char)*s;
	for (; class != NULL && *class != '\0' && *class != ' '; class ++)
		if (*class < '0' || *class > '9')
			h = h * 33 + (unsigned char)*class;
	return h;
}

static struct feature *
feature_of(const struct page *p, xmlNode *n)
{
	if (n->_private == NULL)
		n->_private = pool_get(p->pool, sizeof(struct feature));
	return n->_private;
}

static void
add_text(struct feature *f, const char *s, const xmlNode *anchor)
{
	size_t len = strlen(s), blank = strspn(s, " \t\r\n");
	struct when w;

	if (blank == len)
		return;
	if (anchor == NULL)
		f->text += (unsigned)(len - blank);
	if (when_find(s, len, &w)) {
		f->date = true;
		f->dates++;
	}
}

/* What an element says of itself; what it holds was added before. */
static void
finish(const struct page *p, xmlNode *n, struct feature *f, bool any_host)
{
	const char *type;

	f->sign = sign_of(n);
	f->heading |= tree_heading(n) > 0 || tree_is(n, "strong");
	f->headings += tree_heading(n) > 0;
	f->date |= tree_is(n, "time");
	if (!tree_is(n, "a"))
		return;
	if (!link_counts(p, n, any_host)) {
		f->links = f->anchor = 0;
		return;
	}
	f->links = 1;
	f->anchor = (unsigned)strlen(tree_text(p, n, NULL));
	/* A card that is one link: its text counts as that of an item. */
	if (f->heading || f->anchor > 120)
		f->text += f->anchor;
	f->paper = link_is_paper(tree_attr(n, "href"), &type);
	f->date |= link_time(tree_attr(n, "href")) > 0;
}

static void
add_up(struct feature *to, const struct feature *f)
{
	to->links += f->links;
	to->text += f->text;
	to->headings += f->headings;
	to->dates += f->dates;
	to->date |= f->date;
	to->heading |= f->heading;
	to->paper |= f->paper;
	if (to->anchor < f->anchor)
		to->anchor = f->anchor;
}

/*
 * Features of all elements in top; those of menus stay zero.  An anchor in an
 * anchor cannot be, so one pointer tells whether text lies in a link.
 */
static void
look(const struct page *p, xmlNode *top, bool any_host)
{
	xmlNode *n = top, *anchor = NULL;

	for (;;) {
		bool menu = n != top && lines_is_menu(n);

		if (n->type == XML_ELEMENT_NODE)
			memset(feature_of(p, n), 0, sizeof(struct feature));
		if (n->type == XML_TEXT_NODE)
			add_text(feature_of(p, n->parent),
			    (const char *)n->content, anchor);
		if (tree_is(n, "a") && anchor == NULL)
			anchor = n;
		if (n->type == XML_ELEMENT_NODE && !menu &&
		    n->children != NULL) {
			n = n->children;
			continue;
		}
		for (;;) {
			if (n->type == XML_ELEMENT_NODE && !menu)
				finish(p, n, feature_of(p, n), any_host);
			if (n == anchor)
				anchor = NULL;
			if (n == top)
				return;
			if (n->type == XML_ELEMENT_NODE && !menu)
				add_up(
				    feature_of(p, n->parent), feature_of(p, n));
			if (n->next != NULL)
				break;
			n = n->parent;
			menu = false;
		}
		n = n->next;
	}
}

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
		    .above = ((struct feature *)parent->_private)->sign};
	/* A row of headings is no member of its table. */
	if (tree_is(child, "tr") && f->links == 0)
		return;
	groups[i].members++;
	if (is_good(f)) {
		groups[i].good++;
		groups[i].dated += f->date;
		groups[i].points += points_of(f);
	}
}

static bool
is_list(const struct group *g, unsigned least)
{
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
	look(p, top, any_host);
	for (xmlNode *n = top; n != NULL; n = tree_next(n, top))
		if (n->_private != NULL)
			weigh(n, least, &best);
	if (best.good == 0)
		return f;
	for (xmlNode *n = top; n != NULL; n = tree_next(n, top))
		if (n == best.parent || is_continued(n, &best))
			take(p, n, &best, &f, &room);
	return f;
}
