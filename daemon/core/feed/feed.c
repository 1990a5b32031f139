/* feed.c - feeds: RSS, RDF, Atom and JSON Feed to items */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "core/feed/feed.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/text/encoding.h"
#include "core/feed/feed-parts.h"

enum { LOOK = 4096, STRAY_MOST = 64 * 1024 };

void
feed_prepare(void)
{
	xmlInitParser();
	feed_prepare_json();
	encoding_prepare();
}

static int
lines_before(const char *text, size_t len)
{
	int n = 1;

	for (size_t i = 0; i < len; i++)
		n += text[i] == '\n';
	return n;
}

static size_t
skip_blanks(const char *text, size_t len)
{
	size_t i = 0;

	if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		i = 3;
	while (i < len && (text[i] == ' ' || (text[i] >= 9 && text[i] <= 13)))
		i++;
	return i;
}

static bool
is_json(const char *text, size_t len)
{
	size_t i = skip_blanks(text, len);

	return i < len && (text[i] == '{' || text[i] == '[');
}

/* A feed that a server has wrapped in a page; len: there is none. */
static size_t
wrapped_in(const char *text, size_t root, size_t near)
{
	static const char *const tags[] = {
	    "<feed xmlns", "<rss version", "<rdf:RDF xmlns"};

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++) {
		const char *at = memmem(
		    text + root, near, tags[i], strlen(tags[i]));

		if (at != NULL)
			return (size_t)(at - text);
	}
	return root;
}

/*
 * Where the root is; when something else stands before an XML declaration (a
 * warning of the server's, with tags in it), the one behind that.
 */
static size_t
root_of(const char *text, size_t len)
{
	size_t root = feed_find_root(text, len), near = len - root;
	const char *declaration;

	if (root == len || feed_is_root(text + root, near))
		return root;
	if (near > STRAY_MOST)
		near = STRAY_MOST;
	declaration = memmem(text + root, near, "<?xml ", 6);
	if (declaration == NULL)
		return wrapped_in(text, root, near);
	root = (size_t)(declaration - text);
	return root + feed_find_root(declaration, len - root);
}

/* Text from the root on, as it stands: most feeds need no more. */
static enum feed_outcome
read_straight(struct pool *pool, const char *text, size_t len, const char *base,
    struct document *doc, struct why *w)
{
	size_t root = root_of(text, len);

	if (root == len) {
		why(w, len == 0 ? "not a feed: empty"
				: "not a feed: no element in it");
		return FEED_REFUSED;
	}
	return feed_read_xml(pool, text + root, len - root,
	    lines_before(text, root), base, false, doc, w);
}

static enum feed_outcome
read_mended(struct pool *pool, const char *text, size_t len, const char *base,
    struct document *doc, struct why *w)
{
	size_t root = root_of(text, len);
	struct str whole = STR_INIT(len * 6 + 1024);
	enum feed_outcome o;
	bool closed = feed_mend(&whole, text + root, len - root);

	o = feed_read_xml(pool, whole.text, whole.len, lines_before(text, root),
	    base, true, doc, w);
	doc->cut |= o == FEED_READ && !closed;
	str_release(&whole);
	return o;
}

/*
 * UTF-8 is read as it stands, since libxml2 finds what is not; only a text
 * in another encoding, or one that it refuses, is gone through before.
 */
static bool
read_xml(struct pool *pool, const struct body *b, const char *name,
    struct document *doc, struct why *w)
{
	struct decoded d = {.text = b->bytes, .len = b->len};
	bool utf8 = strcmp(name, "UTF-8") == 0;
	enum feed_outcome o;

	if (!utf8)
		d = encoding_decode(pool, name, b->bytes, b->len);
	o = read_straight(pool, d.text, d.len, b->url, doc, w);
	if (o != FEED_BROKEN)
		return o == FEED_READ;
	if (utf8)
		d = encoding_decode(pool, name, b->bytes, b->len);
	return read_mended(pool, d.text, d.len, b->url, doc, w) == FEED_READ;
}

bool
feed_read(struct pool *pool, const struct body *b, struct document *doc,
    struct why *w)
{
	const char *name = encoding_of(b->bytes, b->len, b->type);
	struct decoded d;

	memset(doc, 0, sizeof(*doc));
	if (b->len > FEED_MOST)
		return why(w, "longer than %d MB", FEED_MOST >> 20);
	if (strncmp(name, "UTF-8", 5) == 0 && !is_json(b->bytes, b->len))
		return read_xml(pool, b, name, doc, w);
	d = encoding_decode(pool, name, b->bytes, b->len);
	if (is_json(d.text, d.len))
		return feed_read_json(pool, d.text, d.len, b->url, doc, w);
	return read_xml(pool, b, name, doc, w);
}

/* The first bytes without zeros, so that UTF-16 is legible too. */
static size_t
copy_head(const struct body *b, char head[LOOK + 1])
{
	size_t n = 0;

	for (size_t i = 0; i < b->len && n < LOOK; i++)
		if (b->bytes[i] != '\0')
			head[n++] = b->bytes[i];
	head[n] = '\0';
	return n;
}

bool
feed_looks_like(const struct body *b)
{
	char head[LOOK + 1];
	size_t n = copy_head(b, head), at;

	if (is_json(head, n))
		return strstr(head, "jsonfeed.org/version") != NULL;
	at = feed_find_root(head, n);
	if (at == n)
		return false;
	return feed_is_root(head + at, n - at);
}
