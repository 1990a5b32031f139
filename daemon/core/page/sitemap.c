/* sitemap.c - sitemap.xml: the addresses of a site and when they changed */
/* SPDX-License-Identifier: MIT */
#include "core/page/sitemap.h"

#include <string.h>

#include "base/date.h"
#include "core/feed/feeddate.h"
#include "core/text/href.h"
#include "core/text/htmlref.h"

enum { VALUE_MOST = 2000, TAG_MOST = 500, SITEMAPS_MOST = 200 };

struct reader {
	struct pool *pool;
	struct document *document;
	const char *base;
	int since;
	bool found; /* an element of a sitemap */
	size_t room, room_links;
	char loc[VALUE_MOST + 1], lastmod[64];
};

static bool
is(const char *name, size_t len, const char *word)
{
	return strlen(word) == len && memcmp(name, word, len) == 0;
}

/* A tag's name without its prefix; *len 0: none of ours is so long, or it is
 * one of what stands beside the page, which has addresses of its own. */
static const char *
name_of(const char *tag, const char *end, size_t *len)
{
	const char *name = tag;

	*len = 0;
	while (tag < end && *tag != '>' && !strchr(" \t\r\n/", *tag)) {
		if (*tag++ == ':') {
			size_t prefix = (size_t)(tag - name) - 1;

			if (is(name, prefix, "image") ||
			    is(name, prefix, "video"))
				return tag;
			name = tag;
		}
		if (tag - name > 16)
			return name;
	}
	*len = (size_t)(tag - name);
	return name;
}

/* What stands up to the next tag, references read, in at most size bytes. */
static void
copy_value(const char *s, const char *end, char *to, size_t size)
{
	static const char cdata[] = "<![CDATA[";
	const char *stop;
	size_t n = 0;

	while (s < end && strchr(" \t\r\n", *s) != NULL)
		s++;
	if ((size_t)(end - s) > strlen(cdata) &&
	    memcmp(s, cdata, strlen(cdata)) == 0)
		s += strlen(cdata);
	stop = s;
	while (stop < end && (size_t)(stop - s) < size && *stop != '<' &&
	       *stop != ']' && strchr(" \t\r\n", *stop) == NULL)
		stop++;
	while (s < stop && n + HTMLREF_MOST < size) {
		char text[HTMLREF_MOST];
		size_t took =
		    *s == '&' ? htmlref_read(s, (size_t)(stop - s), text) : 0;

		if (took == 0) {
			to[n++] = *s++;
			continue;
		}
		for (const char *c = text; c < text + HTMLREF_MOST && *c; c++)
			to[n++] = *c;
		s += took;
	}
	to[n] = '\0';
}

static void
add_page(struct reader *r)
{
	struct document *d = r->document;
	int64_t t = r->lastmod[0] ? feeddate_read_local(r->lastmod) : NO_TIME;
	const char *link;

	if (t == NO_TIME || time_local_day(t) < r->since ||
	    d->n_items == DOCUMENT_ITEMS_MOST)
		return;
	link = href_resolve(r->pool, r->base, r->loc, strlen(r->loc));
	if (link == NULL || !href_is_web(link))
		return;
	d->items = pool_grow(
	    r->pool, d->items, d->n_items, &r->room, sizeof(*d->items));
	d->items[d->n_items++] = (struct item){.link = link,
	    .published = NO_TIME,
	    .updated = t,
	    .valid_to = NO_DAY};
}

static void
add_sitemap(struct reader *r)
{
	struct document *d = r->document;
	const char *link = href_resolve(
	    r->pool, r->base, r->loc, strlen(r->loc));

	if (link == NULL || !href_is_web(link) || d->n_links == SITEMAPS_MOST)
		return;
	d->links = pool_grow(
	    r->pool, d->links, d->n_links, &r->room_links, sizeof(*d->links));
	d->links[d->n_links++] = (struct link){.rel = "sitemap",
	    .href = link,
	    .title = r->lastmod[0] ? pool_strdup(r->pool, r->lastmod) : NULL};
}

/* s is behind the tag's '<'. */
static void
see_tag(struct reader *r, const char *s, const char *end)
{
	bool close = s < end && *s == '/';
	size_t len;
	const char *name = name_of(s + close, end, &len);
	size_t left = (size_t)(end - s);
	const char *behind = memchr(s, '>', left < TAG_MOST ? left : TAG_MOST);

	if (is(name, len, "url") || is(name, len, "sitemap")) {
		r->found = true;
		if (close && r->loc[0] != '\0')
			(len == 3 ? add_page : add_sitemap)(r);
		r->loc[0] = r->lastmod[0] = '\0';
	} else if (!close && behind != NULL && is(name, len, "loc") &&
		   r->loc[0] == '\0') {
		copy_value(behind + 1, end, r->loc, sizeof(r->loc));
	} else if (!close && behind != NULL &&
		   (is(name, len, "lastmod") ||
		       (is(name, len, "publication_date") &&
			   r->lastmod[0] == '\0'))) {
		copy_value(behind + 1, end, r->lastmod, sizeof(r->lastmod));
	}
}

bool
sitemap_read(struct pool *pool, const struct body *b, int since,
    struct document *d, struct why *w)
{
	struct reader *r = pool_get(pool, sizeof(*r));
	const char *end = b->bytes + b->len, *s = b->bytes;

	*d = (struct document){.kind = DOCUMENT_LIST,
	    .format = "sitemap",
	    .published = NO_TIME,
	    .updated = NO_TIME};
	r->pool = pool;
	r->document = d;
	r->base = b->url;
	r->since = since;
	while (s < end && (s = memchr(s, '<', (size_t)(end - s))) != NULL)
		see_tag(r, ++s, end);
	return r->found || why(w, "not a sitemap");
}
