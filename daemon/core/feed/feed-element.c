/* feed-element.c - the elements of a feed: attributes, texts, links */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "core/feed/feed-clean.h"
#include "core/feed/feed-reader.h"
#include "core/text/base64.h"
#include "core/text/encoding.h"

/* --- attributes: five pointers each, as SAX2 gives them ------------------ */

bool
feed_attribute_is(const xmlChar **a, const char *name)
{
	return strcasecmp((const char *)a[0], name) == 0;
}

/*
 * An attribute's value, NUL-terminated; without expansion of entities the
 * parser leaves an ampersand as "&#38;".  False, and none, when too long.
 */
bool
feed_attribute_copy(const xmlChar **a, char *to, size_t size)
{
	const char *from = (const char *)a[3], *end = (const char *)a[4];
	size_t n = (size_t)(end - from);

	if (n < size && memchr(from, '&', n) == NULL) {
		memcpy(to, from, n);
		from = end;
	} else {
		n = 0;
	}
	while (from < end && n + 1 < size) {
		to[n++] = *from;
		from += end - from >= 5 && memcmp(from, "&#38;", 5) == 0 ? 5
									 : 1;
	}
	if (from < end || utf8_valid(to, n) != n)
		n = 0;
	to[n] = '\0';
	return from == end;
}

bool
feed_attribute_find(
    const xmlChar **list, int n, const char *name, char *to, size_t size)
{
	to[0] = '\0';
	for (int i = 0; i < n; i++)
		if (feed_attribute_is(list + 5 * i, name))
			return feed_attribute_copy(list + 5 * i, to, size);
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
			clean_special(to, *s);
		else
			str_addc(to, *s);
}

static void
add_text(struct feed_reader *r, const char *s, size_t len)
{
	struct str *t = &r->text;

	if (r->inner && r->escape) {
		add_escaped(t, s, len);
	} else if (t->size - t->len > len) {
		memcpy(t->text + t->len, s, len);
		t->len += len;
	} else {
		str_addn(t, s, len);
	}
}

void
feed_reader_text(void *user, const xmlChar *text, int size)
{
	struct feed_reader *r = user;
	const char *s = (const char *)text, *piece;
	size_t len = (size_t)size, n;

	if (r->tag == TAG_NONE || r->filled)
		return;
	if (r->bypass == NULL) {
		add_text(r, s, len);
		return;
	}
	while (len > 0 && !r->strange) {
		if (bypass_next(r->bypass, &s, &len, &piece, &n))
			add_text(r, piece, n);
		else
			r->strange = true;
	}
}

/* From the first child element on, the text is markup. */
static void
begin_inner(struct feed_reader *r)
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

void
feed_reader_inner(
    struct feed_reader *r, const xmlChar *name, const xmlChar **list, int n)
{
	char value[ATTRIBUTE_MOST];
	const char *href;

	if (r->form == FORM_LIST) {
		str_addc(&r->text, ' ');
		return;
	}
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
	    feed_attribute_find(list, n, "href", value, sizeof(value))) {
		href = feed_resolve(&r->build, value, strlen(value));
		if (href != NULL) {
			str_add(&r->text, " href=\"");
			add_escaped(&r->text, href, strlen(href));
			str_addc(&r->text, '"');
		}
	}
	str_addc(&r->text, '>');
}

void
feed_reader_inner_end(struct feed_reader *r, const xmlChar *name)
{
	if (r->form == FORM_WORD || r->form == FORM_LIST)
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

static bool
is_picture(const char *type)
{
	return strncasecmp(type, "image/", 6) == 0 ||
	       strncasecmp(type, "audio/", 6) == 0 ||
	       strncasecmp(type, "video/", 6) == 0;
}

/* Atom's type and mode, to kind, escape and base64. */
static void
read_type(struct feed_reader *r, const xmlChar **list, int n)
{
	static const char *const html[] = {"html", "text/html", NULL};
	static const char *const xhtml[] = {
	    "xhtml", "application/xhtml+xml", "text/xhtml", NULL};
	char type[128], mode[16];
	bool escaped;

	feed_attribute_find(list, n, "type", type, sizeof(type));
	feed_attribute_find(list, n, "mode", mode, sizeof(mode));
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
		 !ends_with(type, "xml") && !ends_with(type, "json")) {
		r->base64 = true;
		r->maybe = !is_picture(type);
		r->kind = KIND_AUTO;
	}
	r->escape = r->kind != KIND_HTML;
}

static void
begin_text(
    struct feed_reader *r, enum feed_tag tag, const xmlChar **list, int n)
{
	struct feed_meaning m = feed_meaning(tag);

	r->tag = tag;
	r->form = m.form;
	if (r->is_atom && m.form == FORM_AUTO && tag != TAG_DESCRIPTION)
		r->form = FORM_ATOM;
	r->tag_depth = r->depth;
	r->inner = r->escape = r->base64 = r->maybe = r->filled = false;
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
begin_link(struct feed_reader *r, const xmlChar **list, int n)
{
	struct pending *p = &r->link;
	bool found;

	p->attributes = n > 0;
	found = feed_attribute_find(list, n, "href", p->href, sizeof(p->href));
	/* What is not written is the base, where one is written. */
	if (found && p->href[0] == '\0' && r->bases > 0)
		snprintf(p->href, sizeof(p->href), "%s", r->build.base);
	feed_attribute_find(list, n, "rel", p->rel, sizeof(p->rel));
	feed_attribute_find(list, n, "type", p->type, sizeof(p->type));
	feed_attribute_find(list, n, "title", p->title, sizeof(p->title));
	shorten_rel(p->rel);
	if (p->rel[0] == '\0')
		strcpy(p->rel, "alternate");
}

static void
end_link(struct feed_reader *r, enum feed_tag tag)
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
add_paper(struct feed_reader *r, enum feed_tag tag, const xmlChar **list, int n)
{
	char href[ATTRIBUTE_MOST], type[128];

	if (!feed_attribute_find(list, n, "url", href, sizeof(href)) &&
	    !feed_attribute_find(list, n, "href", href, sizeof(href)))
		feed_attribute_find(list, n, "resource", href, sizeof(href));
	feed_attribute_find(list, n, "type", type, sizeof(type));
	/* Of media:content the pictures and films are no papers. */
	if (tag == TAG_MEDIA && strncasecmp(type, "application/", 12) != 0)
		return;
	if (r->build.in_item)
		feed_add_link(
		    &r->build, "enclosure", href, strlen(href), type, NULL);
}

/* <content src="...">: the document itself lies elsewhere. */
static void
add_source(struct feed_reader *r, const xmlChar **list, int n)
{
	char href[ATTRIBUTE_MOST], type[128];

	if (!feed_attribute_find(list, n, "src", href, sizeof(href)))
		return;
	feed_attribute_find(list, n, "type", type, sizeof(type));
	feed_add_link(&r->build, "enclosure", href, strlen(href), type, NULL);
	feed_take_link(&r->build, TAG_LINK_SOURCE, href, strlen(href));
}

void
feed_reader_item(struct feed_reader *r, const xmlChar **list, int n)
{
	char about[ATTRIBUTE_MOST];

	feed_begin_item(&r->build);
	r->item_depth = r->depth;
	if (feed_attribute_find(list, n, "about", about, sizeof(about)))
		feed_take_word(&r->build, TAG_ID_ABOUT, about, strlen(about));
}

/* A guid of which nothing is said is a permalink. */
static enum feed_tag
guid_tag(const xmlChar **list, int n)
{
	char value[8];

	feed_attribute_find(list, n, "ispermalink", value, sizeof(value));
	return value[0] == '\0' || strcasecmp(value, "true") == 0
		   ? TAG_GUID
		   : TAG_GUID_OPAQUE;
}

/* A child of the item or channel that may say something. */
void
feed_reader_field(
    struct feed_reader *r, enum feed_tag tag, const xmlChar **list, int n)
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

/*
 * A type that is no text's means base64 (RFC 4287 4.1.3.3), unless it is not:
 * then the words stand there as they are.
 */
static bool
unpack(struct feed_reader *r)
{
	struct str raw = STR_INIT(r->text.len);
	bool done;

	if (!r->maybe)
		return base64_decode(&r->text);
	str_addn(&raw, r->text.text, r->text.len);
	done = base64_decode(&r->text);
	if (!done) {
		str_clear(&r->text);
		str_addn(&r->text, raw.text, raw.len);
		r->kind = KIND_TEXT;
	}
	str_release(&raw);
	return true;
}

void
feed_reader_end(struct feed_reader *r)
{
	enum feed_tag tag = r->tag;
	struct str *t = &r->text;

	r->tag = TAG_NONE;
	if (t->len > 0)
		t->text[t->len] = '\0';
	if (feed_meaning(tag).field == FIELD_LINK) {
		end_link(r, tag);
	} else if (r->form == FORM_WORD || r->form == FORM_LIST) {
		feed_take_word(&r->build, tag, t->text, t->len);
	} else {
		if (r->base64 && !r->inner && !unpack(r))
			return;
		feed_take_text(&r->build, tag, r->inner ? KIND_HTML : r->kind,
		    t->text, t->len);
	}
}
