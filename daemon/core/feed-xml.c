/* feed-xml.c - RSS, RDF and Atom by libxml2's push parser */
/* SPDX-License-Identifier: MIT */
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "core/base64.h"
#include "core/feed-build.h"
#include "core/feed-parts.h"
#include "core/feed-tags.h"
#include "core/href.h"
#include "core/plain-tag.h"

enum {
	CHUNK = 64 * 1024,
	DEPTH_MOST = 256,
	ATTRIBUTES_MOST = 256,
	NAMESPACES_MOST = 256, /* declared on open elements */
	BASES_MOST = 64,
	KNOWN = 256, /* slots of the cache of names; a power of two */
	ATTRIBUTE_MOST = 8192
};

/* A name that libxml2 keeps once, and what it means. */
struct known {
	const xmlChar *name, *prefix, *uri;
	enum vocabulary whose;
	enum feed_tag tag;
};

struct base {
	int depth;
	const char *url;
};

/* What a <link> said in its attributes. */
struct pending {
	char rel[64], type[128], title[512];
	char href[ATTRIBUTE_MOST];
	bool attributes;
};

struct reader {
	struct feed_build build;
	xmlParserCtxtPtr parser;
	struct why *why;
	struct pool *pool;
	bool refused;
	bool broken;
	int line_offset;

	int depth, channel_depth, item_depth;
	const xmlChar *root_uri;
	bool is_atom, closed;
	int namespaces;
	int declared[DEPTH_MOST + 2]; /* namespaces, by depth */
	struct base base[BASES_MOST];
	int bases;

	/* the element whose text is being collected */
	enum feed_tag tag; /* TAG_NONE: none */
	enum feed_form form;
	enum feed_kind kind;
	int tag_depth;
	bool inner;  /* it has child elements, written into text as tags */
	bool escape; /* then its own text has to be written as markup too */
	bool base64;
	bool filled; /* what follows is no part of it */
	struct str text;
	struct pending link;

	struct known known[KNOWN];
};

static void
refuse(struct reader *r, const char *reason)
{
	int line = r->line_offset + r->parser->input->line - 1;

	why(r->why, "line %d: %s", line, reason);
	r->refused = true;
	xmlStopParser(r->parser);
}

/* --- attributes: five pointers each, as SAX2 gives them ------------------ */

static bool
attribute_is(const xmlChar **a, const char *name)
{
	return strcasecmp((const char *)a[0], name) == 0;
}

/*
 * An attribute's value, NUL-terminated; without expansion of entities the
 * parser leaves an ampersand as "&#38;".  False when it is too long.
 */
static bool
attribute_copy(const xmlChar **a, char *to, size_t size)
{
	const char *from = (const char *)a[3], *end = (const char *)a[4];
	size_t n = 0;

	while (from < end && n + 1 < size) {
		to[n++] = *from;
		from += end - from >= 5 && memcmp(from, "&#38;", 5) == 0 ? 5
									 : 1;
	}
	to[n] = '\0';
	return from == end;
}

static bool
attribute_find(
    const xmlChar **list, int n, const char *name, char *to, size_t size)
{
	to[0] = '\0';
	for (int i = 0; i < n; i++)
		if (attribute_is(list + 5 * i, name))
			return attribute_copy(list + 5 * i, to, size);
	return false;
}

/* --- xml:base ------------------------------------------------------------ */

static void
push_base(struct reader *r, const xmlChar **list, int n)
{
	char value[ATTRIBUTE_MOST];
	const char *url;

	for (int i = 0; i < n; i++) {
		const xmlChar **a = list + 5 * i;

		if (a[1] == NULL || !attribute_is(a, "base") ||
		    strcmp((const char *)a[1], "xml") != 0 ||
		    r->bases == BASES_MOST)
			continue;
		if (!attribute_copy(a, value, sizeof(value)))
			continue;
		url = href_resolve(
		    r->pool, r->build.base, value, strlen(value));
		if (url == NULL)
			continue;
		r->base[r->bases++] = (struct base){
		    .depth = r->depth, .url = r->build.base};
		r->build.base = url;
	}
}

static void
pop_base(struct reader *r)
{
	while (r->bases > 0 && r->base[r->bases - 1].depth == r->depth)
		r->build.base = r->base[--r->bases].url;
}

/* --- what an element is -------------------------------------------------- */

static const struct known *
look_up(struct reader *r, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri)
{
	uintptr_t at = ((uintptr_t)name >> 3) ^ ((uintptr_t)uri >> 4);
	struct known *k = &r->known[(at ^ at >> 9) % KNOWN];

	if (k->name == name && k->uri == uri && k->prefix == prefix)
		return k;
	k->name = name;
	k->prefix = prefix;
	k->uri = uri;
	k->whose = feed_vocabulary((const char *)prefix, (const char *)uri);
	/* A root in a namespace of its own brings its children along. */
	if (k->whose == VOCABULARY_OTHER && uri != NULL && uri == r->root_uri)
		k->whose = VOCABULARY_OWN;
	k->tag = feed_tag(k->whose, (const char *)name);
	return k;
}

static bool
begin_root(struct reader *r, const xmlChar *name, const xmlChar *uri)
{
	static const struct {
		const char *name;
		const char *format;
	} roots[] = {{"rss", "rss"}, {"rdf", "rdf"}, {"feed", "atom"},
	    {"channel", "rss"}, {"entry", "atom"}};
	char reason[128];

	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++)
		if (strcasecmp((const char *)name, roots[i].name) == 0) {
			r->build.doc->format = roots[i].format;
			r->is_atom = strcmp(roots[i].format, "atom") == 0;
			r->root_uri = uri;
			r->channel_depth = 1;
			return true;
		}
	snprintf(reason, sizeof(reason),
	    "not a feed: its root element is <%.60s>", (const char *)name);
	refuse(r, reason);
	return false;
}

/* --- text of an element -------------------------------------------------- */

static void
add_escaped(struct str *to, const char *s, size_t len)
{
	const char *end = s + len;

	/* References come one by one, and text without them in runs. */
	if (len > 1 && memchr(s, '<', len) == NULL &&
	    memchr(s, '&', len) == NULL && memchr(s, '"', len) == NULL) {
		str_addn(to, s, len);
		return;
	}
	for (; s < end; s++)
		if (*s == '<' || *s == '&' || *s == '"')
			str_add(to, *s == '<'   ? "&lt;"
				    : *s == '&' ? "&amp;"
						: "&quot;");
		else
			str_addc(to, *s);
}

static void
on_text(void *user, const xmlChar *s, int len)
{
	struct reader *r = user;
	struct str *t = &r->text;

	if (r->tag == TAG_NONE || r->filled)
		return;
	if (r->inner && r->escape) {
		add_escaped(t, (const char *)s, (size_t)len);
	} else if (t->size - t->len > (size_t)len) {
		memcpy(t->text + t->len, s, (size_t)len);
		t->len += (size_t)len;
	} else {
		str_addn(t, (const char *)s, (size_t)len);
	}
}

/* From the first child element on, the text is markup. */
static void
begin_inner(struct reader *r)
{
	struct str old = r->text;

	r->inner = true;
	if (!r->escape || old.len == 0)
		return;
	r->text = (struct str)STR_INIT(old.most);
	add_escaped(&r->text, old.text, old.len);
	str_release(&old);
}

static bool
is_blank(const struct str *s)
{
	size_t i = 0;

	while (i < s->len && (unsigned char)s->text[i] <= ' ')
		i++;
	return i == s->len;
}

static void
inner_tag(struct reader *r, const xmlChar *name, const xmlChar **list, int n)
{
	char value[ATTRIBUTE_MOST];
	const char *href;

	/* Of an address with text of its own a child is no part. */
	if (r->form == FORM_WORD) {
		r->filled = r->text.len > 0 && !is_blank(&r->text);
		return;
	}
	if (!r->inner)
		begin_inner(r);
	str_addc(&r->text, '<');
	str_add(&r->text, (const char *)name);
	if ((name[0] | 0x20) == 'a' && name[1] == '\0' &&
	    attribute_find(list, n, "href", value, sizeof(value))) {
		href = href_resolve(
		    r->pool, r->build.base, value, strlen(value));
		if (href != NULL) {
			str_add(&r->text, " href=\"");
			add_escaped(&r->text, href, strlen(href));
			str_addc(&r->text, '"');
		}
	}
	str_addc(&r->text, '>');
}

static void
inner_end(struct reader *r, const xmlChar *name)
{
	if (r->form == FORM_WORD)
		return;
	str_add(&r->text, "</");
	str_add(&r->text, (const char *)name);
	str_addc(&r->text, '>');
}

static bool
is_one_of(const char *const *list, const char *word)
{
	for (; *list != NULL; list++)
		if (strcasecmp(*list, word) == 0)
			return true;
	return false;
}

static bool
ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), k = strlen(end);

	return n >= k && strcasecmp(s + n - k, end) == 0;
}

/* Atom's type and mode, to kind, escape and base64. */
static void
read_type(struct reader *r, const xmlChar **list, int n)
{
	static const char *const html[] = {"html", "text/html", NULL};
	static const char *const xhtml[] = {
	    "xhtml", "application/xhtml+xml", "text/xhtml", NULL};
	char type[128], mode[16];
	bool escaped;

	attribute_find(list, n, "type", type, sizeof(type));
	attribute_find(list, n, "mode", mode, sizeof(mode));
	type[strcspn(type, "; ")] = '\0';
	escaped = strcasecmp(mode, "escaped") == 0;
	r->base64 = strcasecmp(mode, "base64") == 0;
	r->kind = KIND_TEXT;
	if (is_one_of(html, type) ||
	    ((escaped || r->base64) && is_one_of(xhtml, type)))
		r->kind = KIND_HTML;
	else if (is_one_of(xhtml, type))
		r->kind = KIND_AUTO;
	else if (strchr(type, '/') != NULL && mode[0] == '\0' &&
		 strncasecmp(type, "text/", 5) != 0 &&
		 !ends_with(type, "xml")) {
		r->base64 = true;
		r->kind = KIND_AUTO;
	}
	r->escape = r->kind != KIND_HTML;
}

static void
begin_text(struct reader *r, enum feed_tag tag, const xmlChar **list, int n)
{
	struct feed_meaning m = feed_meaning(tag);

	r->tag = tag;
	r->form = m.form;
	if (r->is_atom && m.form == FORM_AUTO && tag != TAG_DESCRIPTION)
		r->form = FORM_ATOM;
	r->tag_depth = r->depth;
	r->inner = r->escape = r->base64 = r->filled = false;
	r->kind = r->form == FORM_HTML ? KIND_HTML : KIND_AUTO;
	str_clear(&r->text);
	if (r->form == FORM_ATOM)
		read_type(r, list, n);
}

/* --- elements with attributes that matter -------------------------------- */

/* A registered relation may be written as the address of its entry. */
static void
shorten_rel(char *rel)
{
	static const char registry[] =
	    "http://www.iana.org/assignments/relation/";
	size_t n = sizeof(registry) - 1;

	if (strncasecmp(rel, registry, n) == 0)
		memmove(rel, rel + n, strlen(rel + n) + 1);
}

static void
begin_link(struct reader *r, const xmlChar **list, int n)
{
	struct pending *p = &r->link;

	p->attributes = n > 0;
	attribute_find(list, n, "href", p->href, sizeof(p->href));
	attribute_find(list, n, "rel", p->rel, sizeof(p->rel));
	attribute_find(list, n, "type", p->type, sizeof(p->type));
	attribute_find(list, n, "title", p->title, sizeof(p->title));
	shorten_rel(p->rel);
	if (p->rel[0] == '\0')
		strcpy(p->rel, "alternate");
}

static void
end_link(struct reader *r, enum feed_tag tag)
{
	static const char *const pages[] = {"", "html", "text/html", "xhtml",
	    "application/xhtml+xml", "text/plain", NULL};
	struct pending *p = &r->link;
	const char *href = p->href[0] ? p->href : r->text.text;
	size_t len = strlen(href);

	if (strcasecmp(p->rel, "alternate") == 0)
		feed_take_link(&r->build,
		    is_one_of(pages, p->type) ? tag : TAG_LINK_ODD, href, len);
	if (p->attributes || r->is_atom)
		feed_add_link(&r->build, p->rel, href, len, p->type, p->title);
}

static void
add_paper(struct reader *r, enum feed_tag tag, const xmlChar **list, int n)
{
	char href[ATTRIBUTE_MOST], type[128];

	if (!attribute_find(list, n, "url", href, sizeof(href)) &&
	    !attribute_find(list, n, "href", href, sizeof(href)))
		attribute_find(list, n, "resource", href, sizeof(href));
	attribute_find(list, n, "type", type, sizeof(type));
	/* Of media:content the pictures and films are no papers. */
	if (tag == TAG_MEDIA && strncasecmp(type, "application/", 12) != 0)
		return;
	if (r->build.in_item)
		feed_add_link(
		    &r->build, "enclosure", href, strlen(href), type, NULL);
}

/* <content src="...">: the document itself lies elsewhere. */
static void
add_source(struct reader *r, const xmlChar **list, int n)
{
	char href[ATTRIBUTE_MOST], type[128];

	if (!attribute_find(list, n, "src", href, sizeof(href)))
		return;
	attribute_find(list, n, "type", type, sizeof(type));
	feed_add_link(&r->build, "enclosure", href, strlen(href), type, NULL);
	feed_take_link(&r->build, TAG_LINK_SOURCE, href, strlen(href));
}

static void
begin_item(struct reader *r, const xmlChar **list, int n)
{
	char about[ATTRIBUTE_MOST];

	feed_begin_item(&r->build);
	r->item_depth = r->depth;
	if (attribute_find(list, n, "about", about, sizeof(about)))
		feed_take_word(&r->build, TAG_ID_ABOUT, about, strlen(about));
}

/* A guid that is not said to be a permalink is one. */
static enum feed_tag
guid_tag(const xmlChar **list, int n)
{
	char value[8];

	attribute_find(list, n, "ispermalink", value, sizeof(value));
	return strcasecmp(value, "false") == 0 ? TAG_GUID_OPAQUE : TAG_GUID;
}

/* A child of the item or channel that may say something. */
static void
begin_field(struct reader *r, enum feed_tag tag, const xmlChar **list, int n)
{
	struct feed_meaning m = feed_meaning(tag);

	if (tag == TAG_GUID)
		tag = guid_tag(list, n);
	if (m.field == FIELD_PAPER) {
		add_paper(r, tag, list, n);
		return;
	}
	if (m.field == FIELD_LINK)
		begin_link(r, list, n);
	else if (!feed_wants(&r->build, tag))
		return;
	if (m.form == FORM_ATOM && m.field == FIELD_CONTENT)
		add_source(r, list, n);
	begin_text(r, tag, list, n);
}

static void
end_field(struct reader *r)
{
	enum feed_tag tag = r->tag;
	struct str *t = &r->text;

	r->tag = TAG_NONE;
	if (t->len > 0)
		t->text[t->len] = '\0';
	if (feed_meaning(tag).field == FIELD_LINK) {
		end_link(r, tag);
	} else if (r->form == FORM_WORD) {
		feed_take_word(&r->build, tag, t->text, t->len);
	} else {
		if (r->base64 && !r->inner && !base64_decode(t))
			return;
		feed_take_text(&r->build, tag, r->inner ? KIND_HTML : r->kind,
		    t->text, t->len);
	}
}

/* --- SAX ----------------------------------------------------------------- */

static void
on_start(void *user, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int n_spaces, const xmlChar **spaces, int n_attributes,
    int n_defaulted, const xmlChar **attributes)
{
	struct reader *r = user;
	const struct known *k;
	int above;

	(void)spaces;
	(void)n_defaulted;
	if (++r->depth > DEPTH_MOST || n_attributes > ATTRIBUTES_MOST ||
	    r->namespaces + n_spaces > NAMESPACES_MOST) {
		refuse(r, "elements too deep, or too many attributes");
		return;
	}
	r->declared[r->depth] = n_spaces;
	r->namespaces += n_spaces;
	if (r->depth == 1 && !begin_root(r, name, uri))
		return;
	if (n_attributes > 0)
		push_base(r, attributes, n_attributes);
	if (r->tag != TAG_NONE) {
		inner_tag(r, name, attributes, n_attributes);
		return;
	}
	k = look_up(r, name, prefix, uri);
	above = r->build.in_item ? r->item_depth : r->channel_depth;
	if (k->tag == TAG_ITEM && !r->build.in_item)
		begin_item(r, attributes, n_attributes);
	else if (k->tag == TAG_CHANNEL && !r->build.in_item)
		r->channel_depth = r->depth;
	else if (k->tag > TAG_ITEM && r->depth == above + 1)
		begin_field(r, k->tag, attributes, n_attributes);
}

static void
on_end(
    void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reader *r = user;

	(void)prefix;
	(void)uri;
	if (r->refused)
		return;
	if (r->tag != TAG_NONE && r->depth > r->tag_depth)
		inner_end(r, name);
	else if (r->tag != TAG_NONE)
		end_field(r);
	else if (r->build.in_item && r->depth == r->item_depth)
		feed_end_item(&r->build);
	pop_base(r);
	r->namespaces -= r->declared[r->depth];
	r->depth--;
	r->closed |= r->depth == 0;
}

static void
on_error(void *user, xmlErrorPtr error)
{
	struct reader *r = user;
	int n;

	if (error->level != XML_ERR_FATAL || r->broken || r->closed)
		return;
	r->broken = true;
	n = (int)strcspn(error->message ? error->message : "broken", "\n");
	why(r->why, "line %d: %.*s", r->line_offset + error->line - 1, n,
	    error->message ? error->message : "broken");
}

/* A tag that is still open at the end of a chunk, with too much in it. */
static bool
is_crowded(const struct reader *r)
{
	const xmlChar *s = r->parser->input->cur, *end = r->parser->input->end;
	int n = 0;

	if (end - s < CHUNK || *s != '<' || s[1] == '!' || s[1] == '?')
		return false;
	for (; s < end && n <= ATTRIBUTES_MOST; s++)
		n += *s == '=' && (s[1] == '"' || s[1] == '\'');
	return n > ATTRIBUTES_MOST;
}

/*
 * In chunks, so that a tag of a hundred thousand attributes, each of which
 * libxml2 compares with all others, is seen before it is parsed; growing
 * ones while nothing is taken, because each chunk is searched from where the
 * parser stands.
 */
static void
push(struct reader *r, const char *text, size_t len)
{
	size_t at = 0, size = CHUNK;

	while (at < len && !r->refused && !r->closed &&
	       !(r->broken && !r->parser->recovery)) {
		size_t n = len - at < size ? len - at : size;
		size_t waiting;

		xmlParseChunk(r->parser, text + at, (int)n, 0);
		at += n;
		waiting =
		    (size_t)(r->parser->input->end - r->parser->input->cur);
		if (!r->refused && is_crowded(r))
			refuse(r, "an element with too many attributes");
		size = waiting > CHUNK ? waiting : CHUNK;
	}
	if (!r->refused)
		xmlParseChunk(r->parser, NULL, 0, 1);
}

static xmlParserCtxtPtr
new_parser(struct reader *r, bool mended)
{
	static const xmlSAXHandler handlers = {
	    .initialized = XML_SAX2_MAGIC,
	    .startElementNs = on_start,
	    .endElementNs = on_end,
	    .characters = on_text,
	    .ignorableWhitespace = on_text,
	    .cdataBlock = on_text,
	    .serror = (xmlStructuredErrorFunc)on_error,
	};
	xmlSAXHandler copy = handlers;
	xmlParserCtxtPtr p = xmlCreatePushParserCtxt(&copy, r, NULL, 0, NULL);

	if (p == NULL)
		return NULL;
	/* HUGE: texts are bounded by FEED_MOST, and nothing is expanded. */
	xmlCtxtUseOptions(p, XML_PARSE_NONET | XML_PARSE_HUGE |
				 (mended ? XML_PARSE_RECOVER : 0));
	xmlSwitchEncoding(p, XML_CHAR_ENCODING_UTF8);
	return p;
}

static enum feed_outcome
outcome(struct reader *r, bool mended)
{
	if (r->refused)
		return FEED_REFUSED;
	if (r->closed)
		return FEED_READ;
	if (mended && r->build.doc->format != NULL) {
		r->build.doc->cut = true;
		return FEED_READ;
	}
	if (!r->broken)
		why(r->why, "line %d: its root is not closed", r->line_offset);
	return FEED_BROKEN;
}

enum feed_outcome
feed_read_xml(struct pool *pool, const char *text, size_t len, int line,
    const char *base, bool mended, struct document *doc, struct why *w)
{
	struct reader *r = pool_get(pool, sizeof(*r));
	enum feed_outcome o = FEED_REFUSED;

	r->pool = pool;
	r->why = w;
	r->line_offset = line;
	r->text = (struct str)STR_INIT(len * 6 + CHUNK);
	feed_build_init(&r->build, pool, doc, base, len * 6);
	r->parser = new_parser(r, mended);
	if (r->parser == NULL) {
		why(w, "libxml2 gives no parser");
	} else {
		push(r, text, len);
		feed_build_finish(&r->build);
		o = outcome(r, mended);
		if (r->parser->myDoc != NULL)
			xmlFreeDoc(r->parser->myDoc);
		xmlFreeParserCtxt(r->parser);
	}
	feed_build_release(&r->build);
	str_release(&r->text);
	return o;
}
