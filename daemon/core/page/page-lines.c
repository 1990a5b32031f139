/* page-lines.c - a page's text as lines */
/* SPDX-License-Identifier: MIT */
#include "core/page/page-lines.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "core/page/page-link.h"
#include "core/page/page-tag.h"

enum { LINE_MOST = 1 << 20, TEXT_MOST = 4 << 20, ALT_LEAST = 16 };

void
lines_add(struct lines *l, const char *text, size_t len, int heading)
{
	struct str s = STR_INIT(LINE_MOST);

	for (size_t i = 0; i < len; i++) {
		bool space = strchr(" \t\r\n\f\v", text[i]) != NULL;

		if (!space)
			str_addc(&s, text[i]);
		else if (s.len > 0 && s.text[s.len - 1] != ' ')
			str_addc(&s, ' ');
	}
	while (s.len > 0 && s.text[s.len - 1] == ' ')
		str_cut(&s, s.len - 1);
	if (s.len > 0) {
		l->list = pool_grow(
		    l->pool, l->list, l->n, &l->room, sizeof(*l->list));
		l->list[l->n++] = (struct line){
		    pool_strndup(l->pool, s.text, s.len), s.len, heading,
		    false};
	}
	str_release(&s);
}

const char *
lines_join(const struct lines *l)
{
	struct str s = STR_INIT(TEXT_MOST);
	const char *text = NULL;

	for (size_t i = 0; i < l->n; i++) {
		if (s.len > 0)
			str_addc(&s, '\n');
		str_addn(&s, l->list[i].text, l->list[i].len);
	}
	if (s.len > 0)
		text = pool_strndup(l->pool, s.text, s.len);
	str_release(&s);
	return text;
}

/* Elements that hold no text of the page. */
static const char cut_elements[] =
    "nav footer script style noscript select button input textarea option "
    "datalist iframe object audio video canvas map template dialog head "
    "progress meter";

static const char *const cut_roles[] = {"navigation", "banner", "contentinfo",
    "search", "dialog", "alertdialog", "menu", "menubar", "toolbar"};

/*
 * Words of class and id: a class is parted at what is no letter, and one of
 * its parts is this, or begins so when the word ends in "*".
 */
static const char *const cut_classes[] = {"cookie*", "cybot*", "onetrust*",
    "consent*", "samtycke*", "kakor*", "gdpr*", "usercentrics*", "breadcrumb*",
    "brodsmul*", "skiplink*", "social*", "sharing", "share", "dela",
    "delaknappar", "navigation", "navbar", "nav", "menu", "meny", "submenu",
    "footer", "sidfot", "pagination", "paginering", "newsletter", "nyhetsbrev",
    "subscribe*", "subscription*", "prenumer*", "readspeaker", "tillgpanel",
    "browserwarning", "oldbrowser", "toolbar", "addthis*", "modal", "taglist",
    "tags"};

static bool
is_part(const char *s, size_t n, const char *word)
{
	size_t len = strlen(word);

	if (word[len - 1] == '*')
		return n >= len - 1 && strncasecmp(s, word, len - 1) == 0;
	return n == len && strncasecmp(s, word, n) == 0;
}

static bool
has_cut_class(const char *s)
{
	while (s != NULL && *s != '\0') {
		size_t n = 0;

		while (isalpha((unsigned char)s[n]))
			n++;
		for (size_t i = 0;
		     n > 0 && i < sizeof(cut_classes) / sizeof(*cut_classes);
		     i++)
			if (is_part(s, n, cut_classes[i]))
				return true;
		s += n;
		s += *s != '\0' && n == 0;
		while (*s != '\0' && !isalpha((unsigned char)*s))
			s++;
	}
	return false;
}

static bool
has_cut_role(const xmlNode *n)
{
	const char *role = tree_attr(n, "role");

	for (size_t i = 0; i < sizeof(cut_roles) / sizeof(*cut_roles); i++)
		if (role != NULL && strcasecmp(role, cut_roles[i]) == 0)
			return true;
	return false;
}

/* Holds what no cut may take: the page's first heading or its main part. */
static bool
holds_main(const xmlNode *top)
{
	for (const xmlNode *n = top; n != NULL; n = tree_next(n, top))
		if (tree_is_in(n, "h1 main article"))
			return true;
	return false;
}

bool
lines_is_menu(const xmlNode *n)
{
	return n->type == XML_ELEMENT_NODE &&
	       (tree_is_in(n, cut_elements) || has_cut_role(n) ||
		   has_cut_class(tree_attr(n, "class")) ||
		   has_cut_class(tree_attr(n, "id"))) &&
	       !holds_main(n);
}

/* One walk over a tree. */
struct walk {
	struct lines *lines;
	const struct page *page;
	struct str line;
	size_t all;    /* bytes of text in the top */
	int cuts_left; /* looks into elements to be cut, which cost their size */
	size_t linked, unlinked; /* bytes of the line in links, and not */
};

static bool
is_cut(struct walk *w, const xmlNode *n)
{
	bool named;

	if (n->type != XML_ELEMENT_NODE)
		return false;
	if (tree_is_in(n, cut_elements) || has_cut_role(n))
		return !holds_main(n);
	named = tree_is(n, "header") || has_cut_class(tree_attr(n, "class")) ||
		has_cut_class(tree_attr(n, "id"));
	if (!named || w->cuts_left-- <= 0)
		return false;
	/* A class on what holds the text itself says nothing of it. */
	return !holds_main(n) && tree_text_size(n) * 10 < w->all * 4;
}

static void
end_line(struct walk *w, int heading)
{
	size_t n = w->lines->n;

	if (w->line.len > 0)
		lines_add(w->lines, w->line.text, w->line.len, heading);
	if (w->lines->n > n)
		w->lines->list[n].link = w->linked > 0 && w->unlinked == 0;
	str_clear(&w->line);
	w->linked = w->unlinked = 0;
}

static void
add_text(struct walk *w, const char *s, bool pre, bool link)
{
	bool blank = s[strspn(s, " \t\r\n")] == '\0';

	if (!blank)
		*(link ? &w->linked : &w->unlinked) += strlen(s);
	while (*s != '\0') {
		size_t n = strcspn(s, pre ? "\n\xC2\xE2" : "\xC2\xE2");

		str_addn(&w->line, s, n);
		s += n;
		if (*s == '\n') {
			end_line(w, 0);
			s++;
		} else if (strncmp(s, "\xC2\xA0", 2) == 0) {
			str_addc(&w->line, ' ');
			s += 2;
		} else if (strncmp(s, "\xC2\xAD", 2) == 0) {
			s += 2;
		} else if (strncmp(s, "\xE2\x80\x8B", 3) == 0) {
			s += 3;
		} else if (*s != '\0') {
			str_addc(&w->line, *s++);
		}
	}
}

/* A timeline is often a picture, and its alt text all there is to read. */
static void
add_alt(struct walk *w, const xmlNode *n)
{
	const char *alt = tree_attr(n, "alt");

	if (alt == NULL || w->lines->no_alt || strlen(alt) < ALT_LEAST)
		return;
	end_line(w, 0);
	add_text(w, alt, false, false);
	end_line(w, 0);
}

/* A table that lays out text, not data: its cells are blocks or many lines. */
static bool
is_cell_of_data(const xmlNode *cell)
{
	int blocks = 0, breaks = 0;

	for (const xmlNode *n = cell->children; n != NULL; n = n->next)
		if (tree_is_in(n, "table ul ol h1 h2 h3 h4 div section") ||
		    (tree_is(n, "p") && ++blocks > 1) ||
		    (tree_is(n, "br") && ++breaks > 4))
			return false;
	return true;
}

static bool
is_row_of_data(const xmlNode *row)
{
	const xmlNode *n = row->children;

	for (; n != NULL; n = n->next)
		if (tree_is_in(n, "td th") && !is_cell_of_data(n))
			return false;
	return true;
}

/* The paper that a row of a file table is about, or NULL. */
static const xmlNode *
row_paper(const xmlNode *row)
{
	const char *type, *href;

	for (const xmlNode *n = row; n != NULL; n = tree_next(n, row))
		if (tree_is(n, "a") && (href = tree_attr(n, "href")) != NULL &&
		    link_is_paper(href, &type))
			return n;
	return NULL;
}

static void
add_paper(struct walk *w, const xmlNode *a)
{
	const char *title = link_paper_title(
	    w->page->pool, tree_text(w->page, a, NULL), tree_attr(a, "href"));

	if (title != NULL)
		add_text(w, title, false, true);
	end_line(w, 0);
}

/*
 * A row of data in one line.  Of a row that is a paper only the name stays:
 * size and time are the link's business, and would look like a change.
 */
static void
add_row(struct walk *w, const xmlNode *row)
{
	const xmlNode *paper = row_paper(row);
	bool first = true;

	end_line(w, 0);
	if (paper != NULL) {
		add_paper(w, paper);
		return;
	}
	for (const xmlNode *n = row->children; n != NULL; n = n->next) {
		if (!tree_is_in(n, "td th"))
			continue;
		if (!first)
			str_add(&w->line, " | ");
		first = false;
		add_text(w, tree_text(w->page, n, NULL), false, false);
	}
	/* The head of a file table, whose columns do not come along. */
	if (w->unlinked == 0 || strstr(w->line.text, "Filnamn") != NULL)
		str_clear(&w->line);
	end_line(w, 0);
}

/* regeringen's number of the matter, inside the heading: a line of its own. */
static bool
is_vignette(const xmlNode *n)
{
	const char *class = tree_is(n, "span") ? tree_attr(n, "class") : NULL;

	return class != NULL && strstr(class, "vignette") != NULL;
}

static bool
is_block(const xmlNode *n)
{
	if (is_vignette(n))
		return true;
	return n->type == XML_ELEMENT_NODE &&
	       (tree_is(n, "br") ||
		   page_tag_rule((const char *)n->name)->flags &
		       (TAG_BLOCK | TAG_CELL));
}

static bool
is_inside(const xmlNode *n, const xmlNode *top, const char *name)
{
	for (; n != NULL && n != top; n = n->parent)
		if (tree_is(n, name))
			return true;
	return false;
}

/* Enters a node; true when its children are still to be walked. */
static bool
enter(struct walk *w, const xmlNode *n, const xmlNode *top)
{
	if (n->type == XML_TEXT_NODE) {
		add_text(w, (const char *)n->content,
		    is_inside(n->parent, top->parent, "pre"),
		    is_inside(n->parent, top->parent, "a"));
		return false;
	}
	if (n->type != XML_ELEMENT_NODE || (n != top && is_cut(w, n)))
		return false;
	if (tree_is(n, "img")) {
		add_alt(w, n);
		return false;
	}
	if (is_block(n))
		end_line(w, 0);
	if (tree_is(n, "tr") && is_row_of_data(n)) {
		add_row(w, n);
		return false;
	}
	return true;
}

static void
leave(struct walk *w, const xmlNode *n)
{
	if (is_block(n))
		end_line(w, tree_heading(n));
}

void
lines_of_tree(struct lines *l, const struct page *p, xmlNode *top)
{
	struct walk w = {.lines = l,
	    .page = p,
	    .line = STR_INIT(LINE_MOST),
	    .all = tree_text_size(top),
	    .cuts_left = 200};
	const xmlNode *n = top;

	while (n != NULL) {
		if (enter(&w, n, top) && n->children != NULL) {
			n = n->children;
			continue;
		}
		leave(&w, n);
		while (n != top && n->next == NULL) {
			n = n->parent;
			leave(&w, n);
		}
		n = n == top ? NULL : n->next;
	}
	end_line(&w, 0);
	str_release(&w.line);
}
