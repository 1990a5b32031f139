/* page-alternate.c - feeds, next page and own address that a page names */
/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "core/page/page-link.h"
#include "core/page/stamp.h"

enum { LINKS_MOST = 50 };

static bool
has_prefix(const char *s, const char *prefix)
{
	return strncasecmp(s, prefix, strlen(prefix)) == 0;
}

static const char *const feed_types[] = {"application/rss+xml",
    "application/atom+xml", "application/feed+json", "application/rdf+xml",
    "application/json", "text/xml", "application/xml"};

/* The feed type that a <link> or <a> says, spelt as in the table, or NULL. */
static const char *
feed_type(const char *type)
{
	for (size_t i = 0; i < sizeof(feed_types) / sizeof(*feed_types); i++)
		if (has_prefix(type, feed_types[i]))
			return feed_types[i];
	return NULL;
}

/* Addresses of feeds that pages link to without saying so in the head. */
static const char *const feed_marks[] = {"state=rss", "state%3Drss",
    "format=rss", "format=atom", "utformat=rss", "syndication=rss", "rss=true",
    "feed=rss", "feed=atom", "/feed/", "rssfeed", "newsrss"};

/* The same, when the path's last part is one of them. */
static const char *const feed_files[] = {"rss", "atom", "feed", "rss.xml",
    "atom.xml", "feed.xml", "index.xml", "rss.ashx", "rss.aspx", "rss.php",
    "feed.json"};

static const char *
feed_by_address(const char *href)
{
	size_t len = strcspn(href, "?#"), from;

	for (size_t i = 0; i < sizeof(feed_marks) / sizeof(*feed_marks); i++)
		if (strcasestr(href, feed_marks[i]) != NULL)
			return feed_types[0];
	while (len > 0 && href[len - 1] == '/')
		len--;
	for (from = len; from > 0 && href[from - 1] != '/';)
		from--;
	for (size_t i = 0; i < sizeof(feed_files) / sizeof(*feed_files); i++)
		if (strlen(feed_files[i]) == len - from &&
		    strncasecmp(href + from, feed_files[i], len - from) == 0)
			return feed_types[0];
	return NULL;
}

/*
 * "RSS", "Rss-flöde", "Prenumerera via RSS": a link that is called so, and
 * leads to no page that explains it.
 */
static const char *
feed_by_words(const struct page *p, const xmlNode *a)
{
	static const char *const words[] = {"rss", "rss-flöde", "rss-feed",
	    "rss-kanal", "prenumerera via rss", "prenumerera på rss",
	    "prenumerera med rss", "följ via rss", "atom-flöde"};
	const char *text = tree_text(p, a, NULL);
	const char *href = tree_attr(a, "href");
	const char *dot = memrchr(href, '.', strcspn(href, "?#"));

	if (dot != NULL && strncasecmp(dot, ".htm", 4) == 0)
		return NULL;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strlen(text) == strlen(words[i]) &&
		    stamp_prefix(text, strlen(text), words[i]))
			return feed_types[0];
	return NULL;
}

static bool
has_word(const char *list, const char *word)
{
	size_t n = strlen(word);

	while (list != NULL && *list != '\0') {
		size_t k = strcspn(list, " \t\r\n");

		if (k == n && strncasecmp(list, word, n) == 0)
			return true;
		list += k;
		list += strspn(list, " \t\r\n");
	}
	return false;
}

/* A blog's feed of what readers say is no news of the body's. */
static bool
is_of_comments(const xmlNode *x, const char *href)
{
	const char *title = tree_attr(x, "title");

	return strcasestr(href, "comments/feed") != NULL ||
	       (title != NULL && (strcasestr(title, "kommentar") != NULL ||
				     strcasestr(title, "comments") != NULL));
}

/* What a <link> or <a> is to us; rel NULL: nothing. */
static struct link
alternate_of(const struct page *p, const xmlNode *x)
{
	const char *rel = tree_attr(x, "rel"), *type = tree_attr(x, "type");
	struct link l = {NULL, link_of(p, x), NULL, NULL};

	if (l.href == NULL)
		return l;
	if (has_word(rel, "alternate") && type != NULL)
		l.type = feed_type(type);
	else if (tree_is(x, "a"))
		l.type = feed_by_address(tree_attr(x, "href"));
	if (l.type == NULL && tree_is(x, "a"))
		l.type = feed_by_words(p, x);
	if (l.type != NULL && is_of_comments(x, l.href))
		return l;
	if (l.type != NULL)
		l.rel = "alternate";
	else if (has_word(rel, "next"))
		l.rel = "next";
	else if (has_word(rel, "canonical"))
		l.rel = "canonical";
	if (tree_attr(x, "title") != NULL)
		l.title = pool_strdup(p->pool, tree_attr(x, "title"));
	return l;
}

/*
 * VGR's document lists are filled in by a script (shared/SOURCES.md 2.7);
 * their number tells where they are as a feed.
 */
static struct link
ifeed_of(const struct page *p, const xmlNode *x)
{
	const char *id = tree_attr(x, "feedid");
	struct link l = {NULL, NULL, NULL, NULL};
	size_t n = id != NULL ? strspn(id, "0123456789") : 0;

	if (n == 0 || n > 18 || id[n] != '\0')
		return l;
	l.rel = "alternate";
	l.type = feed_types[1];
	l.href = pool_printf(p->pool,
	    "http://ifeed.vgregion.se/iFeed-intsvc/documentlists/%s/feed", id);
	return l;
}

/* Elements that may name a feed, the next page or the page's own address. */
static bool
may_name(const xmlNode *x)
{
	const char *href = tree_attr(x, "href");

	if (tree_attr(x, "feedid") != NULL)
		return true;
	return href != NULL && tree_is_in(x, "a link");
}

struct link *
link_alternates(const struct page *p, size_t *n)
{
	struct link *list = NULL;
	size_t room = 0;

	*n = 0;
	for (const xmlNode *x = p->root; x != NULL; x = tree_next(x, p->root)) {
		struct link l;

		if (*n == LINKS_MOST || x->type != XML_ELEMENT_NODE ||
		    !may_name(x))
			continue;
		l = tree_attr(x, "feedid") != NULL ? ifeed_of(p, x)
						   : alternate_of(p, x);
		if (l.rel == NULL || link_is_in(list, *n, l.href))
			continue;
		list = pool_grow(p->pool, list, *n, &room, sizeof(*list));
		list[(*n)++] = l;
	}
	return list;
}
