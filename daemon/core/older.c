/* older.c - where a feed's older items are: further pages, the archive */
/* SPDX-License-Identifier: MIT */
#include "core/older.h"

#include <string.h>
#include <strings.h>

/* "https://host" of an address: how long; 0: none. */
static size_t
origin(const char *url)
{
	const char *host = url ? strstr(url, "://") : NULL;

	return host == NULL
		   ? 0
		   : (size_t)(host - url) + 3 + strcspn(host + 3, "/?#");
}

/* http and https of a host are one place. */
static bool
same_host(const char *a, const char *b)
{
	size_t n = origin(a), m = origin(b);
	const char *x, *y;

	if (n == 0 || m == 0)
		return false;
	x = strstr(a, "://");
	y = strstr(b, "://");
	n -= (size_t)(x - a);
	m -= (size_t)(y - b);
	return n == m && strncasecmp(x, y, n) == 0;
}

static const char *
linked(const struct document *d, const char *rel, const char *url)
{
	for (size_t i = 0; i < d->n_links; i++) {
		const struct link *l = &d->links[i];

		if (l->rel != NULL && l->href != NULL &&
		    strcasecmp(l->rel, rel) == 0 && strcmp(l->href, url) != 0 &&
		    same_host(l->href, url))
			return l->href;
	}
	return NULL;
}

static bool
ends(const char *text, size_t len, const char *tail)
{
	size_t n = strlen(tail);

	return len >= n && strncasecmp(text + len - n, tail, n) == 0;
}

static bool
is_wordpress(const char *url)
{
	size_t path = strcspn(url, "?#");
	const char *query = url[path] == '?' ? url + path + 1 : "";

	return ends(url, path, "/feed") || ends(url, path, "/feed/") ||
	       ends(url, path, "/feed/atom/") ||
	       ends(url, path, "/feed/rss2/") ||
	       strncmp(query, "feed=", 5) == 0 || strstr(query, "&feed=");
}

/* The address without a paged= of its own, and with this one. */
static const char *
numbered(struct pool *pool, const char *url, int page)
{
	size_t len = strcspn(url, "#"), path = strcspn(url, "?#");
	const char *old = strstr(url + path, "paged=");

	if (old != NULL && (old[-1] == '?' || old[-1] == '&') &&
	    old < url + len)
		len = (size_t)(old - url) - 1; /* it is ours: the last one */
	return pool_printf(pool, "%.*s%spaged=%d", (int)len, url,
	    len > path ? "&" : "?", page);
}

const char *
older_page(
    struct pool *pool, const struct document *d, const char *url, int page)
{
	static const char *const rels[] = {"prev-archive", "next", "archives"};

	for (size_t i = 0; i < sizeof(rels) / sizeof(rels[0]); i++) {
		const char *link = linked(d, rels[i], url);

		if (link != NULL)
			return link;
	}
	if (d->kind == DOCUMENT_FEED && is_wordpress(url))
		return numbered(pool, url, page);
	return NULL;
}

const char *
older_sitemap(struct pool *pool, const char *url, size_t guess)
{
	static const char *const paths[] = {"/robots.txt", "/sitemap.xml",
	    "/sitemapindex.xml", "/sitemap.xml.gz"};
	size_t n = origin(url);

	return n == 0 || guess >= sizeof(paths) / sizeof(paths[0])
		   ? NULL
		   : pool_printf(pool, "%.*s%s", (int)n, url, paths[guess]);
}

const char *
older_folder(struct pool *pool, const struct document *d)
{
	const char *first = NULL;
	size_t common = 0, host;

	for (size_t i = 0; i < d->n_items; i++) {
		const char *link = d->items[i].link;
		size_t n = 0;

		if (link == NULL || origin(link) == 0)
			continue;
		if (first == NULL) {
			first = link;
			common = strcspn(link, "?#");
			continue;
		}
		while (n < common && link[n] == first[n])
			n++;
		common = n;
	}
	if (first == NULL)
		return NULL;
	host = origin(first);
	while (common > host && first[common - 1] != '/')
		common--;
	return common > host + 1 ? pool_strndup(pool, first, common) : NULL;
}
