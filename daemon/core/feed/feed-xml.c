/* feed-xml.c - RSS, RDF and Atom by libxml2's push parser */
/* SPDX-License-Identifier: MIT */
#include <libxml/parser.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "core/feed/feed-parts.h"
#include "core/feed/feed-reader.h"
#include "core/text/mojibake.h"

static void
refuse(struct feed_reader *r, const char *reason)
{
	int line = r->line_offset + r->parser->input->line - 1;

	why(r->why, "line %d: %s", line, reason);
	r->refused = true;
	xmlStopParser(r->parser);
}

/* --- xml:base ------------------------------------------------------------ */

static void
push_base(struct feed_reader *r, const xmlChar **list, int n)
{
	char value[ATTRIBUTE_MOST];
	const char *url;

	for (int i = 0; i < n; i++) {
		const xmlChar **a = list + 5 * i;

		if (a[1] == NULL || !feed_attribute_is(a, "base") ||
		    strcmp((const char *)a[1], "xml") != 0 ||
		    r->bases == BASES_MOST)
			continue;
		if (!feed_attribute_copy(a, value, sizeof(value)))
			continue;
		url = feed_resolve(&r->build, value, strlen(value));
		if (url == NULL)
			continue;
		r->base[r->bases++] = (struct base){
		    .depth = r->depth, .url = r->build.base};
		r->build.base = url;
	}
}

static void
pop_base(struct feed_reader *r)
{
	while (r->bases > 0 && r->base[r->bases - 1].depth == r->depth)
		r->build.base = r->base[--r->bases].url;
}

/* --- what an element is -------------------------------------------------- */

static const struct known *
look_up(struct feed_reader *r, const xmlChar *name, const xmlChar *prefix,
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
begin_root(struct feed_reader *r, const xmlChar *name, const xmlChar *uri)
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

/* --- SAX ----------------------------------------------------------------- */

static void
on_start(void *user, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int n_spaces, const xmlChar **spaces, int n_attributes,
    int n_defaulted, const xmlChar **attributes)
{
	struct feed_reader *r = user;
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
		feed_reader_inner(r, name, attributes, n_attributes);
		return;
	}
	k = look_up(r, name, prefix, uri);
	above = r->build.in_item ? r->item_depth : r->channel_depth;
	if (k->tag == TAG_ITEM && !r->build.in_item)
		feed_reader_item(r, attributes, n_attributes);
	else if (k->tag == TAG_CHANNEL && !r->build.in_item)
		r->channel_depth = r->depth;
	else if (k->tag > TAG_ITEM && r->depth == above + 1)
		feed_reader_field(r, k->tag, attributes, n_attributes);
}

static void
on_end(
    void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct feed_reader *r = user;

	(void)prefix;
	(void)uri;
	if (r->refused)
		return;
	if (r->tag != TAG_NONE && r->depth > r->tag_depth)
		feed_reader_inner_end(r, name);
	else if (r->tag != TAG_NONE)
		feed_reader_end(r);
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
	struct feed_reader *r = user;
	int n;

	if (error->level != XML_ERR_FATAL || r->broken || r->closed)
		return;
	r->broken = true;
	n = (int)strcspn(error->message ? error->message : "broken", "\n");
	why(r->why, "line %d: %.*s", r->line_offset + error->line - 1, n,
	    error->message ? error->message : "broken");
}

static bool
is_over(void *user)
{
	const struct feed_reader *r = user;

	return r->refused || r->strange || r->closed ||
	       (r->broken && !r->parser->recovery);
}

static void
push(struct feed_reader *r, const char *text, size_t len)
{
	const char *reason = feed_push(r->parser, text, len, is_over, r);

	if (reason != NULL)
		refuse(r, reason);
	if (!r->refused)
		xmlParseChunk(r->parser, NULL, 0, 1);
}

static const xmlSAXHandler handlers = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = feed_reader_text,
    .ignorableWhitespace = feed_reader_text,
    .cdataBlock = feed_reader_text,
    .serror = (xmlStructuredErrorFunc)on_error,
};

static enum feed_outcome
outcome(struct feed_reader *r, bool mended)
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

/* One pass; with bypass over what that leaves of the text. */
static enum feed_outcome
pass(struct pool *pool, const char *text, size_t len, int line,
    const char *base, bool mended, struct feed_bypass *bypass,
    struct document *doc, struct why *w)
{
	struct feed_reader *r = pool_get(pool, sizeof(*r));
	enum feed_outcome o = FEED_REFUSED;

	r->pool = pool;
	r->why = w;
	r->bypass = bypass;
	r->line_offset = line;
	r->text = (struct str)STR_INIT(len * 6 + TEXT_ROOM);
	feed_build_init(&r->build, pool, doc, base, len * 6);
	r->build.twice = mojibake_may(text, len);
	r->parser = feed_push_new(&handlers, r, mended);
	if (r->parser == NULL) {
		why(w, "libxml2 gives no parser");
	} else {
		push(r, bypass ? bypass->rest.text : text,
		    bypass ? bypass->rest.len : len);
		feed_build_finish(&r->build);
		o = r->strange ? FEED_BROKEN : outcome(r, mended);
		feed_push_free(r->parser);
	}
	feed_build_release(&r->build);
	str_release(&r->text);
	return o;
}

enum feed_outcome
feed_read_xml(struct pool *pool, const char *text, size_t len, int line,
    const char *base, bool mended, struct document *doc, struct why *w)
{
	struct feed_bypass bypass;
	enum feed_outcome o;

	/* What is wrong is looked at where it stands. */
	if (!mended && bypass_begin(&bypass, text, len)) {
		o = pass(pool, text, len, line, base, false, &bypass, doc, w);
		bypass_end(&bypass);
		if (o == FEED_READ)
			return o;
	}
	return pass(pool, text, len, line, base, mended, NULL, doc, w);
}
