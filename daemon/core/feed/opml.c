/* opml.c - lists of feeds, as feed readers exchange them */
/* SPDX-License-Identifier: MIT */
#include "core/feed/opml.h"

#include <string.h>
#include <strings.h>

#include "core/feed/feed-clean.h"
#include "core/feed/feed-parts.h"
#include "core/feed/feed-push.h"
#include "core/text/encoding.h"

enum { DEPTH_MOST = 64, VALUE_MOST = 8192 };

const char *const opml_own_names[OPML_OWN] = {"name", "source", "type", "item",
    "item-title", "item-link", "item-date", "item-text", "read", "paused"};

struct reading_opml {
	struct pool *pool;
	xmlParserCtxtPtr parser;
	struct opml_feed *list;
	size_t n, room;
	int depth;
	const char *folder[DEPTH_MOST + 1]; /* by depth; of the outline there */
	const char *reason;                 /* why it was refused */
	bool broken, closed;
};

static void
refuse(struct reading_opml *r, const char *reason)
{
	r->reason = reason;
	xmlStopParser(r->parser);
}

/* Without expansion the parser leaves an ampersand as "&#38;". */
static const char *
value_of(struct pool *pool, const xmlChar **a)
{
	const char *from = (const char *)a[3], *end = (const char *)a[4];
	char *value, *to;

	if (end - from > VALUE_MOST ||
	    utf8_valid(from, (size_t)(end - from)) != (size_t)(end - from))
		return NULL;
	value = to = pool_get(pool, (size_t)(end - from) + 1);
	while (from < end) {
		*to++ = *from;
		from += end - from >= 5 && memcmp(from, "&#38;", 5) == 0 ? 5
									 : 1;
	}
	*to = '\0';
	return value[0] != '\0' ? value : NULL;
}

/* Where the value of an attribute of ours goes; NULL: it is not ours. */
static const char **
own_slot(struct opml_feed *f, const xmlChar **a)
{
	if (a[2] == NULL || strcmp((const char *)a[2], OPML_NAMESPACE) != 0)
		return NULL;
	for (int i = 0; i < OPML_OWN; i++)
		if (strcmp((const char *)a[0], opml_own_names[i]) == 0)
			return &f->own[i];
	return NULL;
}

/* The attributes of an outline; *text is what it is called for lack of a
 * title. */
static struct opml_feed
read_outline(struct pool *pool, const xmlChar **list, int n)
{
	struct opml_feed f = {0};
	const char *text = NULL;

	for (int i = 0; i < n; i++) {
		const xmlChar **a = list + 5 * i;
		const char *name = (const char *)a[0];
		const char **own = own_slot(&f, a);

		if (own != NULL)
			*own = value_of(pool, a);
		else if (a[1] != NULL)
			continue;
		else if (strcasecmp(name, "xmlUrl") == 0)
			f.url = value_of(pool, a);
		else if (strcasecmp(name, "title") == 0)
			f.title = value_of(pool, a);
		else if (strcasecmp(name, "text") == 0)
			text = value_of(pool, a);
	}
	if (f.title == NULL)
		f.title = text;
	return f;
}

static void
take(struct reading_opml *r, struct opml_feed *f)
{
	for (int i = r->depth - 1; i > 0 && f->folder == NULL; i--)
		f->folder = r->folder[i];
	if (r->n == OPML_FEEDS_MOST) {
		refuse(r, "it lists too many feeds");
		return;
	}
	r->list = pool_grow(r->pool, r->list, r->n, &r->room, sizeof(*r->list));
	r->list[r->n++] = *f;
}

static void
on_start(void *user, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int n_spaces, const xmlChar **spaces, int n,
    int n_defaulted, const xmlChar **attributes)
{
	struct reading_opml *r = user;
	struct opml_feed f;

	(void)prefix;
	(void)uri;
	(void)spaces;
	(void)n_defaulted;
	if (++r->depth > DEPTH_MOST || n + n_spaces > ATTRIBUTES_MOST) {
		refuse(r, "outlines too deep, or too many attributes");
		return;
	}
	r->folder[r->depth] = NULL;
	if (r->depth == 1 && strcasecmp((const char *)name, "opml") != 0) {
		refuse(r, "not OPML: its root element is another");
		return;
	}
	if (strcasecmp((const char *)name, "outline") != 0)
		return;
	f = read_outline(r->pool, attributes, n);
	if (f.url != NULL)
		take(r, &f);
	else
		r->folder[r->depth] = f.title;
}

static void
on_end(
    void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reading_opml *r = user;

	(void)name;
	(void)prefix;
	(void)uri;
	if (r->reason != NULL)
		return;
	r->depth--;
	r->closed |= r->depth == 0;
}

static void
on_error(void *user, xmlErrorPtr error)
{
	struct reading_opml *r = user;

	r->broken |= error->level == XML_ERR_FATAL && !r->closed;
}

static bool
is_over(void *user)
{
	const struct reading_opml *r = user;

	return r->reason != NULL || r->closed ||
	       (r->broken && !r->parser->recovery);
}

/* One pass over text that begins with the root's tag. */
static void
read_text(struct reading_opml *r, const char *text, size_t len, bool mended)
{
	static const xmlSAXHandler handlers = {
	    .initialized = XML_SAX2_MAGIC,
	    .startElementNs = on_start,
	    .endElementNs = on_end,
	    .serror = (xmlStructuredErrorFunc)on_error,
	};
	const char *reason;

	r->n = r->room = 0;
	r->list = NULL;
	r->depth = 0;
	r->broken = r->closed = false;
	r->parser = feed_push_new(&handlers, r, mended);
	if (r->parser == NULL) {
		r->reason = "libxml2 gives no parser";
		return;
	}
	reason = feed_push(r->parser, text, len, is_over, r);
	if (reason != NULL)
		refuse(r, reason);
	if (!is_over(r))
		xmlParseChunk(r->parser, NULL, 0, 1);
	feed_push_free(r->parser);
}

static void
read_mended(struct reading_opml *r, const char *text, size_t len)
{
	struct str whole = STR_INIT(len * 6 + 1024);

	feed_mend(&whole, text, len);
	read_text(r, whole.text, whole.len, true);
	str_release(&whole);
}

bool
opml_read(struct pool *pool, const char *bytes, size_t len,
    struct opml_feed **list, size_t *n, struct why *w)
{
	struct reading_opml r = {.pool = pool};
	struct decoded d;
	size_t root;

	*list = NULL;
	*n = 0;
	if (len > OPML_BYTES)
		return why(w, "longer than %d MB", OPML_BYTES >> 20);
	d = encoding_read(pool, bytes, len, NULL);
	root = feed_find_root(d.text, d.len);
	if (root == d.len)
		return why(w, "not OPML: no element in it");
	read_text(&r, d.text + root, d.len - root, false);
	if (r.reason == NULL && !r.closed)
		read_mended(&r, d.text + root, d.len - root);
	if (r.reason != NULL)
		return why(w, "%s", r.reason);
	*list = r.list;
	*n = r.n;
	return true;
}

/* --- writing ------------------------------------------------------------- */

static void
add_attribute(struct str *s, const char *name, const char *value)
{
	if (value == NULL || value[0] == '\0')
		return;
	str_addf(s, " %s=\"", name);
	for (; *value != '\0'; value++)
		if (*value == '&' || *value == '<' || *value == '"')
			clean_special(s, *value);
		else
			str_addc(s, (unsigned char)*value < ' ' ? ' ' : *value);
	str_addc(s, '"');
}

static void
add_outline(struct str *s, const struct opml_feed *f, const char *indent)
{
	char name[40];

	str_addf(s, "%s<outline type=\"rss\"", indent);
	add_attribute(s, "text", f->title != NULL ? f->title : f->url);
	add_attribute(s, "xmlUrl", f->url);
	for (int i = 0; i < OPML_OWN; i++) {
		snprintf(name, sizeof(name), "bevakad:%s", opml_own_names[i]);
		add_attribute(s, name, f->own[i]);
	}
	str_add(s, "/>\n");
}

static bool
is_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

void
opml_write(
    struct str *s, const char *title, const struct opml_feed *list, size_t n)
{
	const char *open = NULL;

	str_add(s, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		   "<opml version=\"2.0\" xmlns:bevakad=\"" OPML_NAMESPACE
		   "\">\n  <head><title>");
	str_add(s, title);
	str_add(s, "</title></head>\n  <body>\n");
	for (size_t i = 0; i < n; i++) {
		if (open != NULL && !is_same(open, list[i].folder)) {
			str_add(s, "    </outline>\n");
			open = NULL;
		}
		if (open == NULL && list[i].folder != NULL) {
			open = list[i].folder;
			str_add(s, "    <outline");
			add_attribute(s, "text", open);
			str_add(s, ">\n");
		}
		add_outline(s, &list[i], open != NULL ? "      " : "    ");
	}
	if (open != NULL)
		str_add(s, "    </outline>\n");
	str_add(s, "  </body>\n</opml>\n");
}
