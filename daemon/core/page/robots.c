/* robots.c - robots.txt: where a site says that its sitemaps are */
/* SPDX-License-Identifier: MIT */
#include "core/page/robots.h"

#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "core/text/href.h"

enum { ADDRESS_MOST = 2000 };

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* What the line names, its length in *len; NULL: nothing. */
static const char *
named(const char *s, const char *end, size_t *len)
{
	static const char word[] = "sitemap";
	const char *first;

	while (s < end && is_blank(*s))
		s++;
	if ((size_t)(end - s) <= strlen(word) ||
	    strncasecmp(s, word, strlen(word)) != 0)
		return NULL;
	s += strlen(word);
	while (s < end && is_blank(*s))
		s++;
	if (s == end || *s++ != ':')
		return NULL;
	while (s < end && is_blank(*s))
		s++;
	first = s;
	while (s < end && !is_blank(*s) && *s != '#')
		s++;
	*len = (size_t)(s - first);
	return *len > 0 && *len <= ADDRESS_MOST ? first : NULL;
}

static void
add(struct pool *pool, const struct body *b, const char *at, size_t len,
    struct document *d)
{
	const char *link = href_resolve(pool, b->url, at, len);

	if (link != NULL && href_is_web(link))
		d->links[d->n_links++] = (struct link){
		    .rel = "sitemap", .href = link};
}

bool
robots_read(
    struct pool *pool, const struct body *b, struct document *d, struct why *w)
{
	const char *s = b->bytes, *end = s + b->len, *line, *at;
	size_t len = 0;

	*d = (struct document){.kind = DOCUMENT_LIST,
	    .format = "robots",
	    .published = NO_TIME,
	    .updated = NO_TIME};
	d->links = pool_get(pool, ROBOTS_MOST * sizeof(*d->links));
	if (b->len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
		s += 3;
	while (s < end && d->n_links < ROBOTS_MOST) {
		line = s;
		while (s < end && *s != '\n' && *s != '\r')
			s++;
		at = named(line, s, &len);
		if (at != NULL)
			add(pool, b, at, len, d);
		s++;
	}
	return d->n_links > 0 ||
	       why(w, "neither a sitemap nor a robots.txt that names one");
}
