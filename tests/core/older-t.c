/* older-t.c - where older items are: the next page, the archive, the sitemap */
/* SPDX-License-Identifier: MIT */
#include "core/older.h"

#include "tap/tap.h"

static struct pool *pool;

static void
check_links(void)
{
	struct link link[] = {{"alternate", "https://a.se/rss", NULL, NULL},
	    {"next", "https://a.se/rss?page=2", NULL, NULL},
	    {"prev-archive", "https://a.se/2025.xml", NULL, NULL}};
	struct document d = {.links = link, .n_links = 3};

	is_string("https://a.se/2025.xml",
	    older_page(pool, &d, "https://a.se/rss", 2),
	    "an archive is before a page");
	d.n_links = 2;
	is_string("https://a.se/rss?page=2",
	    older_page(pool, &d, "http://a.se/rss", 2),
	    "the next page, also of http");
	is_string(NULL, older_page(pool, &d, "https://a.se/rss?page=2", 3),
	    "not the page itself");
	is_string(NULL, older_page(pool, &d, "https://b.se/rss", 2),
	    "not on another host");
	link[1].href = "/rss?page=2";
	is_string(
	    NULL, older_page(pool, &d, "https://a.se/rss", 2), "no address");
}

static void
check_wordpress(void)
{
	static const char *const row[][2] = {
	    {"https://a.se/feed/", "https://a.se/feed/?paged=2"},
	    {"https://a.se/nyheter/feed", "https://a.se/nyheter/feed?paged=2"},
	    {"https://a.se/?feed=rss2", "https://a.se/?feed=rss2&paged=2"},
	    {"https://a.se/feed/?paged=1", "https://a.se/feed/?paged=2"},
	    {"https://a.se/feed/?cat=7&paged=1",
		"https://a.se/feed/?cat=7&paged=2"},
	    {"https://a.se/rss.xml", NULL}, {"https://a.se/feeds", NULL},
	    {"https://a.se/x?q=feed=2", NULL}};
	struct document feed = {.kind = DOCUMENT_FEED},
			list = {.kind = DOCUMENT_LIST};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		is_string(row[i][1], older_page(pool, &feed, row[i][0], 2),
		    "%s", row[i][0]);
	is_string(NULL, older_page(pool, &list, "https://a.se/feed/", 2),
	    "a page is no feed");
}

static const char *
folder(const char *a, const char *b, const char *c)
{
	struct item items[] = {
	    {.link = a}, {.link = NULL}, {.link = b}, {.link = c}};
	struct document d = {.items = items, .n_items = 4};

	return older_folder(pool, &d);
}

static void
check_folders(void)
{
	is_string("https://a.se/robots.txt",
	    older_sitemap(pool, "https://a.se/x/rss?y", 0),
	    "robots.txt names the sitemaps");
	is_string("https://a.se:81/sitemap.xml",
	    older_sitemap(pool, "https://a.se:81", 1), "sitemap with a port");
	is_string("https://a.se/sitemap.xml.gz",
	    older_sitemap(pool, "https://a.se/", 3), "packed as it lies");
	is_string(NULL, older_sitemap(pool, "https://a.se/", 4), "no more");
	is_string(NULL, older_sitemap(pool, "nothing", 0), "no host");
	is_string("https://a.se/nyheter/",
	    folder("https://a.se/nyheter/ett.html",
		"https://a.se/nyheter/tva.html",
		"https://a.se/nyheter/2026/tre"),
	    "a folder");
	is_string(NULL,
	    folder("https://a.se/ett", "https://a.se/tva", "https://a.se/tre"),
	    "the host alone is none");
	is_string(NULL,
	    folder("https://a.se/x/ett", "https://b.se/x/tva",
		"https://a.se/x/tre"),
	    "two hosts");
	is_string("https://a.se/n/",
	    folder("https://a.se/n/?id=1", "https://a.se/n/?id=2",
		"https://a.se/n/?id=13"),
	    "before a query");
	is_string(NULL, folder(NULL, NULL, NULL), "no links");
}

int
main(void)
{
	pool = pool_new(1 << 20);
	check_links();
	check_wordpress();
	check_folders();
	pool_free(pool);
	return done_testing();
}
