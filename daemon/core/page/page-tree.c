/* page-tree.c - a page as a tree, and the few questions asked of it */
/* SPDX-License-Identifier: MIT */
#include "core/page/page-tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/xmlerror.h>
#include <libxml/xpathInternals.h>
#include <string.h>
#include <strings.h>

#include "core/page/page-body.h"
#include "core/page/page-guard.h"
#include "core/page/page-link.h"
#include "core/page/page-tag.h"

/* Steps of all XPaths of one page together; about a second. */
enum { XPATH_STEPS = 50000000, TEXT_MOST = 4 << 20 };

static void
be_silent(void *data, xmlErrorPtr error)
{
	(void)data;
	(void)error;
}

/* What XPath says when it has used up its steps goes past its own handler. */
static void
be_quiet(void *data, const char *format, ...)
{
	(void)data;
	(void)format;
}

static xmlDoc *
parse(const struct str *html)
{
	const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
			    HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
			    HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC;
	htmlParserCtxt *c = htmlNewParserCtxt();
	xmlDoc *doc;

	if (c == NULL)
		return NULL;
	doc = htmlCtxtReadMemory(
	    c, html->text, (int)html->len, NULL, "UTF-8", options);
	htmlFreeParserCtxt(c);
	return doc;
}

static const char *
find_base(const struct page *p)
{
	const char *href = tree_string(p, p->root, "//base/@href");

	if (href == NULL)
		return p->url;
	href = link_resolve(p->pool, p->url, href);
	return href != NULL ? href : p->url;
}

bool
tree_open(
    struct pool *pool, const struct body *body, struct page *p, struct why *w)
{
	struct str html = STR_INIT(GUARD_BYTES), ld = STR_INIT(1 << 20);
	struct text text;

	*p = (struct page){.pool = pool, .url = body->url, .ld = ""};
	if (!body_html(pool, body, &text, w))
		return false;
	p->encoding = text.encoding;
	guard_html(text.bytes, text.len, &html, &ld);
	p->doc = html.full ? NULL : parse(&html);
	if (ld.len > 0)
		p->ld = pool_strndup(pool, ld.text, ld.len);
	str_release(&html);
	str_release(&ld);
	p->root = p->doc != NULL ? xmlDocGetRootElement(p->doc) : NULL;
	if (p->root == NULL) {
		tree_close(p);
		return why(w, "the page is too large or not HTML");
	}
	p->xpath = xmlXPathNewContext(p->doc);
	if (p->xpath == NULL) {
		tree_close(p);
		return why(w, "no memory for the page");
	}
	xmlSetGenericErrorFunc(NULL, be_quiet);
	p->xpath->error = be_silent;
	p->xpath->opLimit = XPATH_STEPS;
	p->base = find_base(p);
	return true;
}

void
tree_close(struct page *p)
{
	xmlXPathFreeContext(p->xpath);
	xmlFreeDoc(p->doc);
	p->xpath = NULL;
	p->doc = NULL;
	p->root = NULL;
}

xmlNode *
tree_past(const xmlNode *n, const xmlNode *top)
{
	for (; n != NULL && n != top; n = n->parent)
		if (n->next != NULL)
			return n->next;
	return NULL;
}

xmlNode *
tree_next(const xmlNode *n, const xmlNode *top)
{
	if (n->type == XML_ELEMENT_NODE && n->children != NULL)
		return n->children;
	return tree_past(n, top);
}

xmlNode *
tree_element(xmlNode *n)
{
	while (n != NULL && n->type != XML_ELEMENT_NODE)
		n = n->next;
	return n;
}

size_t
tree_text_size(const xmlNode *top)
{
	size_t n = 0;

	for (const xmlNode *x = top; x != NULL; x = tree_next(x, top))
		if (x->type == XML_TEXT_NODE)
			n += strlen((const char *)x->content);
	return n;
}

bool
tree_is(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)n->name, name) == 0;
}

bool
tree_is_in(const xmlNode *n, const char *words)
{
	return n->type == XML_ELEMENT_NODE &&
	       page_tag_word_in(words, (const char *)n->name);
}

int
tree_heading(const xmlNode *n)
{
	const char *s = (const char *)n->name;

	if (n->type != XML_ELEMENT_NODE || s[0] != 'h' || s[1] < '1' ||
	    s[1] > '6' || s[2] != '\0')
		return 0;
	return s[1] - '0';
}

const char *
tree_attr(const xmlNode *n, const char *name)
{
	if (n->type != XML_ELEMENT_NODE)
		return NULL;
	for (const xmlAttr *a = n->properties; a != NULL; a = a->next)
		if (strcmp((const char *)a->name, name) == 0) {
			if (a->children == NULL || a->children->content == NULL)
				return "";
			return (const char *)a->children->content;
		}
	return NULL;
}

bool
tree_has_class(const xmlNode *n, const char *word)
{
	const char *s = tree_attr(n, "class");
	size_t len = strlen(word);

	while (s != NULL && *s != '\0') {
		size_t k = strcspn(s, " \t\r\n\f");

		if (k == len && memcmp(s, word, len) == 0)
			return true;
		s += k;
		s += strspn(s, " \t\r\n\f");
	}
	return false;
}

static void
add_space(struct str *s)
{
	if (s->len > 0 && s->text[s->len - 1] != ' ')
		str_addc(s, ' ');
}

/* White space, U+00A0 too, becomes one space; soft hyphens vanish. */
static void
add_words(struct str *out, const char *s)
{
	while (*s != '\0') {
		size_t n = strcspn(s, " \t\r\n\f\xC2\xE2");

		str_addn(out, s, n);
		s += n;
		if (*s == '\0')
			return;
		if (strncmp(s, "\xC2\xA0", 2) == 0) {
			add_space(out);
			s += 2;
		} else if (strncmp(s, "\xC2\xAD", 2) == 0) {
			s += 2;
		} else if (strncmp(s, "\xE2\x80\x8B", 3) == 0) {
			s += 3; /* zero width space */
		} else if (*s == '\xC2' || *s == '\xE2') {
			str_addc(out, *s++);
		} else {
			add_space(out);
			s++;
		}
	}
}

const char *
tree_text(const struct page *p, const xmlNode *top, const xmlNode *without)
{
	struct str s = STR_INIT(TEXT_MOST);
	const xmlNode *n = top;
	const char *text;

	while (n != NULL) {
		if (n == without || tree_is_in(n, "select noscript")) {
			n = tree_past(n, top);
			continue;
		}
		if (n->type == XML_TEXT_NODE)
			add_words(&s, (const char *)n->content);
		else if (n->type == XML_ELEMENT_NODE && n != top &&
			 (tree_is(n, "br") ||
			     page_tag_rule((const char *)n->name)->flags &
				 (TAG_BLOCK | TAG_CELL)))
			add_space(&s);
		/* The end of a block parts words as its beginning does. */
		if ((n->children == NULL || n->type != XML_ELEMENT_NODE) &&
		    n->next == NULL && n->parent != NULL && n != top &&
		    page_tag_rule((const char *)n->parent->name)->flags &
			TAG_BLOCK)
			add_space(&s);
		n = tree_next(n, top);
	}
	while (s.len > 0 && s.text[s.len - 1] == ' ')
		str_cut(&s, s.len - 1);
	text = pool_strndup(p->pool, s.text, s.len);
	str_release(&s);
	return text;
}

static xmlXPathObject *
evaluate(const struct page *p, xmlNode *from, const char *path)
{
	if (xmlXPathSetContextNode(from, p->xpath) != 0)
		return NULL;
	return xmlXPathEval((const xmlChar *)path, p->xpath);
}

xmlNode **
tree_find(const struct page *p, xmlNode *from, const char *path, size_t *n)
{
	xmlXPathObject *o = evaluate(p, from, path);
	xmlNode **list = NULL;

	*n = 0;
	if (o != NULL && o->type == XPATH_NODESET && o->nodesetval != NULL &&
	    o->nodesetval->nodeNr > 0) {
		*n = (size_t)o->nodesetval->nodeNr;
		list = pool_get(p->pool, *n * sizeof(*list));
		memcpy(list, o->nodesetval->nodeTab, *n * sizeof(*list));
	}
	xmlXPathFreeObject(o);
	return list;
}

xmlNode *
tree_first(const struct page *p, xmlNode *from, const char *path)
{
	size_t n;
	xmlNode **list = tree_find(p, from, path, &n);

	return n > 0 ? list[0] : NULL;
}

static const char *
trimmed(const struct page *p, const char *text)
{
	struct str s = STR_INIT(TEXT_MOST);
	const char *copy = NULL;

	add_words(&s, text);
	while (s.len > 0 && s.text[s.len - 1] == ' ')
		str_cut(&s, s.len - 1);
	if (s.len > 0)
		copy = pool_strndup(p->pool, s.text, s.len);
	str_release(&s);
	return copy;
}

const char *
tree_string(const struct page *p, xmlNode *from, const char *path)
{
	xmlXPathObject *o = evaluate(p, from, path);
	const char *text = NULL;
	xmlNode *first;
	xmlChar *copy;

	if (o == NULL)
		return NULL;
	if (o->type == XPATH_NODESET) {
		first = o->nodesetval != NULL && o->nodesetval->nodeNr > 0
			    ? o->nodesetval->nodeTab[0]
			    : NULL;
		if (first != NULL && first->type == XML_ELEMENT_NODE)
			text = tree_text(p, first, NULL);
		else if (first != NULL) {
			copy = xmlXPathCastNodeToString(first);
			text = trimmed(p, (const char *)copy);
			xmlFree(copy);
		}
	} else {
		copy = xmlXPathCastToString(o);
		text = trimmed(p, (const char *)copy);
		xmlFree(copy);
	}
	xmlXPathFreeObject(o);
	return text != NULL && *text != '\0' ? text : NULL;
}

const char *
tree_meta(const struct page *p, const char *name)
{
	static const char *const keys[] = {"name", "property", "itemprop"};
	const xmlNode *n = p->root;

	for (; n != NULL; n = tree_next(n, p->root)) {
		if (!tree_is(n, "meta"))
			continue;
		for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
			const char *key = tree_attr(n, keys[i]);
			const char *value = tree_attr(n, "content");

			if (key != NULL && strcasecmp(key, name) == 0 &&
			    value != NULL && *value != '\0')
				return trimmed(p, value);
		}
	}
	return NULL;
}

static void
note_column(void *data, xmlErrorPtr error)
{
	int *column = data;

	if (*column == 0)
		*column = error->int1 + 1;
}

bool
tree_check_path(const char *path, struct why *w)
{
	xmlXPathContext *c = xmlXPathNewContext(NULL);
	xmlXPathCompExpr *compiled;
	int column = 0;

	if (c == NULL)
		return why(w, "no memory for an XPath");
	c->error = note_column;
	c->userData = &column;
	compiled = xmlXPathCtxtCompile(c, (const xmlChar *)path);
	xmlXPathFreeCompExpr(compiled);
	xmlXPathFreeContext(c);
	if (compiled == NULL)
		return why(w, "column %d: this is no XPath", column);
	return true;
}
