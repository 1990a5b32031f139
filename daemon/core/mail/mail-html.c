/* mail-html.c - lines and links of a mail in HTML */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/str.h"
#include "core/mail/mail-header.h"
#include "core/mail/mail-lines.h"
#include "core/page/page-tag.h"
#include "core/page/page-tree.h"

enum { LINE_MOST = 64 * 1024, NAME_MOST = 300 };

struct walk {
	struct mail_lines *lines;
	const struct page *page;
	struct str text;     /* of the line that is being read */
	size_t bold, linked; /* bytes of it that are */
	int in_bold, in_heading;
	bool in_link, noise, gap;
	int breaks; /* <br> in a row */
};

static void
end_line(struct walk *w)
{
	size_t n = w->lines->n;
	struct mail_line how = {.gap = w->gap, .noise = w->noise};

	if (w->text.len > 0) {
		how.heading = w->bold >= w->text.len;
		how.linked = w->linked >= w->text.len;
		lines_end(w->lines, w->text.text, w->text.len, &how);
		if (w->lines->n > n)
			w->gap = false;
	}
	str_clear(&w->text);
	w->bold = w->linked = 0;
	w->noise = false;
}

static void
add_text(struct walk *w, const char *s)
{
	size_t n = strlen(s), blank = strspn(s, " \t\r\n\f");

	if (blank < n)
		w->breaks = 0;
	else if (w->text.len == 0)
		return;
	str_addn(&w->text, s, n);
	if (w->in_bold + w->in_heading > 0 || blank == n)
		w->bold += n;
	if (w->in_link || blank == n)
		w->linked += n;
}

/* Preheaders and the like, which nobody is to see. */
static bool
is_hidden(const xmlNode *n)
{
	const char *style = tree_attr(n, "style");
	const char *at = style ? strcasestr(style, "display") : NULL;

	if (tree_is_in(n, "style script head title noscript template"))
		return true;
	if (at == NULL)
		return false;
	at += strlen("display");
	at += strspn(at, " \t");
	return *at == ':' &&
	       strncasecmp(at + 1 + strspn(at + 1, " \t"), "none", 4) == 0;
}

static bool
is_block(const xmlNode *n)
{
	return (page_tag_rule((const char *)n->name)->flags &
		   (TAG_BLOCK | TAG_CELL)) != 0;
}

static bool
holds_block(const xmlNode *n)
{
	for (const xmlNode *x = n->children; x != NULL; x = x->next)
		if (x->type == XML_ELEMENT_NODE && is_block(x))
			return true;
	return false;
}

/* Of a card that is a link as a whole, the name is its first line. */
static const char *
first_block(const struct walk *w, const xmlNode *a)
{
	const xmlNode *n = a;

	while ((n = tree_next(n, a)) != NULL) {
		const char *text;

		if (n->type != XML_ELEMENT_NODE || !is_block(n) ||
		    holds_block(n))
			continue;
		text = tree_text(w->page, n, NULL);
		if (*text != '\0')
			return text;
	}
	return NULL;
}

static const char *
words_of(const struct walk *w, const xmlNode *a)
{
	const char *text = first_block(w, a);

	return text != NULL ? text : tree_text(w->page, a, NULL);
}

/* What a picture says instead of words; "" for one that says nothing. */
static const char *
picture_of(const xmlNode *a)
{
	for (const xmlNode *n = a; n != NULL; n = tree_next(n, a))
		if (n->type == XML_ELEMENT_NODE && tree_is(n, "img"))
			return tree_attr(n, "alt") ? tree_attr(n, "alt") : "";
	return NULL;
}

static void
begin_link(struct walk *w, const xmlNode *a)
{
	const char *href = tree_attr(a, "href"), *text, *picture;

	w->in_link = href != NULL;
	if (href == NULL)
		return;
	text = words_of(w, a);
	picture = *text == '\0' ? picture_of(a) : NULL;
	text = picture != NULL ? picture : text;
	text = pool_strndup(w->page->pool, text, strnlen(text, NAME_MOST));
	if (!lines_link(w->lines, href, text,
		picture != NULL ? LINK_PICTURE : LINK_WORDS))
		w->noise = true;
}

static void
begin_break(struct walk *w)
{
	bool empty = w->text.len == 0;

	end_line(w);
	w->breaks++;
	w->gap = w->gap || (empty && w->breaks > 1);
}

static void walk_in(struct walk *w, xmlNode *n);

static void
walk_element(struct walk *w, xmlNode *n)
{
	bool block = is_block(n), link = tree_is(n, "a");
	bool heading = tree_heading(n) > 0, bold = tree_is_in(n, "b strong th");

	if (is_hidden(n))
		return;
	if (tree_is(n, "br")) {
		begin_break(w);
		return;
	}
	if (block) {
		end_line(w);
		w->gap = true;
	}
	w->in_heading += heading;
	w->in_bold += bold;
	if (link)
		begin_link(w, n);
	walk_in(w, n->children);
	w->in_heading -= heading;
	w->in_bold -= bold;
	if (link)
		w->in_link = false;
	if (block) {
		end_line(w);
		w->gap = true;
	}
}

/* As deep as the tree, which the guard keeps at 180. */
static void
walk_in(struct walk *w, xmlNode *n)
{
	for (; n != NULL; n = n->next)
		if (n->type == XML_TEXT_NODE)
			add_text(w, (const char *)n->content);
		else if (n->type == XML_ELEMENT_NODE)
			walk_element(w, n);
}

void
lines_read_html(struct mail_lines *l, const char *html, size_t len)
{
	struct body body = {
	    .bytes = html, .len = len, .type = "text/html; charset=utf-8"};
	struct page page;
	struct walk w = {.lines = l,
	    .page = &page,
	    .text = STR_INIT(LINE_MOST),
	    .gap = true};
	struct why ignored;

	if (!tree_open(l->pool, &body, &page, &ignored))
		return;
	walk_in(&w, page.root);
	end_line(&w);
	str_release(&w.text);
	tree_close(&page);
}
