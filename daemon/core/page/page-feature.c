/* page-feature.c - what each element of a page holds, counted once */
/* SPDX-License-Identifier: MIT */
#include "core/page/page-feature.h"

#include <string.h>
#include <strings.h>

#include "core/page/page-lines.h"
#include "core/page/page-link.h"
#include "core/page/page-when.h"

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
void
features_of(const struct page *p, xmlNode *top, bool any_host)
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
