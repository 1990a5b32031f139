/* page-item.c - what a node of a list says: title, link, summary, published */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/str.h"
#include "core/page/page-lines.h"
#include "core/page/page-link.h"
#include "core/page/page-list.h"
#include "core/page/page-when.h"
#include "core/page/stamp.h"

enum { TITLE_MOST = 400, SUMMARY_MOST = 4000, TEASER_LEAST = 25 };

static bool
is_more(const char *text)
{
	static const char *const words[] = {"läs mer", "läs hela", "läs vidare",
	    "mer information", "visa mer", "till artikeln", "read more",
	    "ingen titel", ">>", "»"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (stamp_prefix(text, strlen(text), words[i]))
			return true;
	return false;
}

static const xmlNode *
ancestor(const xmlNode *n, const xmlNode *top, bool (*is)(const xmlNode *))
{
	for (; n != NULL; n = n->parent) {
		if (n->type == XML_ELEMENT_NODE && is(n))
			return n;
		if (n == top)
			break;
	}
	return NULL;
}

static bool
is_heading(const xmlNode *n)
{
	return tree_heading(n) > 0;
}

static bool
is_anchor(const xmlNode *n)
{
	return tree_is(n, "a");
}

static bool
is_allowed(const struct page *p, const xmlNode *a, bool any_host)
{
	const char *url = link_of(p, a);

	return url != NULL &&
	       (any_host || p->base == NULL || !link_is_absolute(url) ||
		   link_same_site(url, p->base));
}

const xmlNode *
item_anchor(const struct page *p, const xmlNode *top, bool any_host)
{
	const xmlNode *best = NULL;
	size_t most = 0;
	int seen = 0;

	for (const xmlNode *n = top; n != NULL; n = tree_next(n, top)) {
		const char *text;
		size_t len;

		if (!tree_is(n, "a") || ++seen > 50 ||
		    !is_allowed(p, n, any_host))
			continue;
		if (ancestor(n, top, is_heading) != NULL)
			return n;
		text = tree_text(p, n, NULL);
		len = is_more(text) ? 1 : 2 + strlen(text);
		if (len > most) {
			most = len;
			best = n;
		}
	}
	if (best == NULL)
		best = ancestor(top, NULL, is_anchor);
	return best;
}

/* "strong>" and "/p>" at the front: what is left of a tag that was cut. */
static const char *
skip_tag_end(const char *s)
{
	static const char *const names[] = {"strong", "em", "span", "div", "br",
	    "b", "p", "i", "h1", "h2", "h3", "a"};
	const char *at = s + (*s == '/');

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		size_t n = strlen(names[i]);

		if (strncasecmp(at, names[i], n) == 0 && at[n] == '>')
			return at + n + 1 + strspn(at + n + 1, " ");
	}
	return s;
}

/* Where "Läs mer" at the end of a text of len bytes begins, else len. */
static size_t
cut_more(const char *s, size_t len)
{
	static const char *const words[] = {"läs mer", "läs mer »", "läs mer >",
	    "läs mer...", "läs mer …", "read more"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t n = strlen(words[i]);

		if (len > n && stamp_prefix(s + len - n, n, words[i]) &&
		    !isalnum((unsigned char)s[len - n - 1]))
			len -= n;
	}
	return len;
}

/* A title as it should stand; NULL when nothing is left of it. */
static const char *
clean_title(struct pool *pool, const char *s)
{
	struct stamp t;
	struct when w;
	bool capital = false;
	char *copy;
	size_t len;

	s = skip_tag_end(s);
	if (stamp_find(s, strlen(s), 0, &t) && t.at == 0)
		s += t.len;
	if (stamp_prefix(s, strlen(s), "läs mer om ")) {
		s += strlen("läs mer om ");
		capital = true;
	}
	s += strspn(s, " |,:");
	/* A day in figures before the title is the list's, not the title's. */
	if (when_find(s, strlen(s), &w) && w.at == 0 && s[4] == '-' &&
	    strlen(s) > w.len + 8) {
		s += w.len;
		s += strspn(s, " |,:-");
	}
	len = cut_more(s, strlen(s));
	while (len > 0 && strchr(" |,>", s[len - 1]) != NULL)
		len--;
	if (len > TITLE_MOST)
		for (len = TITLE_MOST; (s[len] & 0xC0) == 0x80;)
			len--;
	if (len == 0 || is_more(s))
		return NULL;
	copy = pool_strndup(pool, s, len);
	if (capital && copy[0] >= 'a' && copy[0] <= 'z')
		copy[0] = (char)(copy[0] & ~0x20);
	return copy;
}

bool
item_class_has(const xmlNode *n, const char *const *words, size_t count)
{
	const char *class = tree_attr(n, "class");

	for (size_t i = 0; class != NULL && i < count; i++)
		if (strcasestr(class, words[i]) != NULL)
			return true;
	return false;
}

/* The element that holds the title: a heading, or one so called. */
static const xmlNode *
title_node(const xmlNode *top)
{
	static const char *const names[] = {
	    "title", "rubrik", "heading", "headline"};
	const xmlNode *named = NULL, *strong = NULL;

	for (const xmlNode *n = top; n != NULL; n = tree_next(n, top)) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (tree_heading(n) > 0)
			return n;
		if (named == NULL && item_class_has(n, names, 4))
			named = n;
		if (strong == NULL && tree_is_in(n, "strong b"))
			strong = n;
	}
	return named != NULL ? named : strong;
}

static const char *
try_title(const struct page *p, const xmlNode *n)
{
	const char *type, *href = n != NULL ? tree_attr(n, "href") : NULL;

	if (n == NULL)
		return NULL;
	if (href != NULL && link_is_paper(href, &type))
		return link_paper_title(
		    p->pool, tree_text(p, n, item_time_node(n)), href);
	return clean_title(p->pool, tree_text(p, n, item_time_node(n)));
}

static const char *
attribute_title(const struct page *p, const xmlNode *anchor)
{
	static const char *const names[] = {"title", "aria-label"};

	for (size_t i = 0; i < 2; i++) {
		const char *s = tree_attr(anchor, names[i]);

		if (s != NULL && (s = clean_title(p->pool, s)) != NULL)
			return s;
	}
	return NULL;
}

static const char *
find_title(const struct page *p, const xmlNode *node, const xmlNode *anchor)
{
	const xmlNode *holder = title_node(anchor);
	const char *title = try_title(p, holder);

	if (title == NULL) {
		holder = title_node(node);
		/* A bold word beside a link that has words is not its title. */
		if (holder != NULL && (tree_heading(holder) > 0 ||
					  is_more(tree_text(p, anchor, NULL))))
			title = try_title(p, holder);
	}
	if (title == NULL)
		title = try_title(p, anchor);
	if (title == NULL && anchor != NULL)
		title = attribute_title(p, anchor);
	if (title == NULL)
		title = try_title(p, title_node(node));
	return title;
}

/* The text of an item's own parts; of a heading, what follows it. */
static void
collect(struct lines *l, const struct page *p, xmlNode *node)
{
	if (tree_is(node, "tr")) {
		for (xmlNode *c = node->children; c != NULL; c = c->next)
			if (tree_is_in(c, "td th"))
				lines_of_tree(l, p, c);
		return;
	}
	lines_of_tree(l, p, node);
	if (tree_heading(node) == 0 && !tree_is(node, "dt"))
		return;
	for (xmlNode *n = tree_element(node->next); n != NULL && l->n < 12;
	     n = tree_element(n->next)) {
		if (tree_heading(n) > 0 || tree_is_in(n, "dt hr"))
			break;
		lines_of_tree(l, p, n);
	}
}

/*
 * A line without what the item says elsewhere: stamps, a day at its front,
 * the title; trimmed.  In the pool.
 */
static const char *
teaser_of(struct pool *pool, const struct line *l, const char *title)
{
	struct str s = STR_INIT(SUMMARY_MOST * 4);
	const char *text = skip_tag_end(l->text), *end = l->text + l->len;
	struct stamp t;
	struct when w;
	size_t len = strlen(title), from = 0, all = (size_t)(end - text);

	while (from < all && stamp_find(text, all, from, &t)) {
		str_addn(&s, text + from, t.at - from);
		from = t.at + t.len;
	}
	str_addn(&s, text + from, all - from);
	text = s.text;
	if (when_find(text, s.len, &w) && w.at == 0)
		text += w.len;
	text += strspn(text, " |,:-");
	if (strncmp(text, title, len) == 0)
		text += len;
	text = skip_tag_end(text + strspn(text, " |,:-."));
	if (strncmp(text, "\xC2\xB7 ", 3) == 0)
		text += 3;
	len = cut_more(text, strlen(text));
	while (len > 0 && strchr(" |", text[len - 1]) != NULL)
		len--;
	text = pool_strndup(pool, text, len);
	str_release(&s);
	return text;
}

static const char *
find_summary(
    const struct page *p, const struct lines *l, const struct item *item)
{
	struct str s = STR_INIT(SUMMARY_MOST);
	const char *text = NULL, *type;
	bool paper = link_is_paper(item->link, &type);

	for (size_t i = 0; i < l->n; i++) {
		const char *line = teaser_of(p->pool, &l->list[i], item->title);

		/* The words of a paper's link are its name and its size. */
		if ((paper && l->list[i].link) || strlen(line) < TEASER_LEAST ||
		    is_more(line) || l->list[i].heading > 0)
			continue;
		if (s.len > 0)
			str_addc(&s, ' ');
		str_add(&s, line);
	}
	if (s.len > 0)
		text = pool_strndup(p->pool, s.text, s.len);
	str_release(&s);
	return text;
}

/* What a path for the link finds: an attribute, a text or an element. */
static const char *
link_by_path(const struct page *p, xmlNode *node, const char *path)
{
	xmlNode *n = tree_first(p, node, path);
	const char *href;

	if (n != NULL && n->type == XML_ELEMENT_NODE) {
		const xmlNode *a = item_anchor(p, n, true);

		return a != NULL ? link_of(p, a) : NULL;
	}
	href = tree_string(p, node, path);
	return href != NULL ? link_resolve(p->pool, p->base, href) : NULL;
}

bool
item_of_node(const struct page *p, xmlNode *node,
    const struct page_paths *paths, bool any_host, struct item *item)
{
	const xmlNode *anchor = item_anchor(p, node, any_host);
	struct lines lines = {.pool = p->pool, .no_alt = true};
	const char *s;

	*item = (struct item){
	    .published = NO_TIME, .updated = NO_TIME, .valid_to = NO_DAY};
	if (paths->link != NULL)
		item->link = link_by_path(p, node, paths->link);
	else if (anchor != NULL)
		item->link = link_of(p, anchor);
	if (paths->title != NULL) {
		s = tree_string(p, node, paths->title);
		item->title = s != NULL ? clean_title(p->pool, s) : NULL;
	} else {
		item->title = find_title(
		    p, node, anchor != NULL ? anchor : node);
	}
	if (item->link == NULL || item->title == NULL)
		return false;
	collect(&lines, p, node);
	if (paths->text != NULL)
		item->summary = tree_string(p, node, paths->text);
	else
		item->summary = find_summary(p, &lines, item);
	if (paths->date != NULL)
		item->published = when_read(tree_string(p, node, paths->date));
	else
		item->published = item_time(p, node, &lines, item->link);
	return true;
}
