/* sitemap-t.c - sitemaps read: addresses, times, torn and hostile ones */
/* SPDX-License-Identifier: MIT */
#include "core/page/sitemap.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "tap/tap.h"

static struct pool *pool;
static struct why w;

static struct document
read_text(const char *text, const char *since)
{
	struct body b = {.bytes = text,
	    .len = strlen(text),
	    .url = "https://a.se/sitemap.xml"};
	struct document d;

	ok(sitemap_read(pool, &b, day_read(since), &d, &w), "read: %.40s",
	    text);
	return d;
}

static void
check_pages(void)
{
	struct document d = read_text(
	    "<?xml version=\"1.0\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
	    "<url><loc>https://a.se/n/1</loc><lastmod>2026-11-20</lastmod></url>\n"
	    "<url><lastmod>2026-11-21T10:00:00+01:00</lastmod><loc> https://a.se/n/2?a=1&amp;b=2 </loc></url>\n"
	    "<url><loc>https://a.se/n/3</loc></url>\n"
	    "<url><loc>https://a.se/n/4</loc><lastmod>2026-11-01</lastmod></url>\n"
	    "<url><image:image><image:loc>https://a.se/b.jpg</image:loc></image:image><loc>https://a.se/n/7</loc>"
	    "<news:news><news:publication_date>2026-11-22T08:00:00Z</news:publication_date></news:news></url>\n"
	    "<s:url><s:loc><![CDATA[https://a.se/n/5]]></s:loc><s:lastmod>2026-11-22</s:lastmod>"
	    "<image:image><image:loc>https://a.se/bild.jpg</image:loc></image:image></s:url>\n"
	    "<url><loc>javascript:alert(1)</loc><lastmod>2026-11-22</lastmod></url>\n"
	    "<url><loc>/n/6</loc><lastmod>2026-11-22</lastmod></url></urlset>",
	    "2026-11-15");

	is_int(
	    5, (int64_t)d.n_items, "those that changed since, with an address");
	is_string("https://a.se/n/1", d.items[0].link, "an address");
	is_int(day_read("2026-11-20"), time_local_day(d.items[0].updated),
	    "its day");
	is_string("https://a.se/n/2?a=1&b=2", d.items[1].link,
	    "references, blanks, another order");
	is_int(time_of(day_read("2026-11-21"), 9 * 3600), d.items[1].updated,
	    "its time");
	is_string("https://a.se/n/7", d.items[2].link,
	    "one of a news sitemap, its picture first");
	is_string(
	    "https://a.se/n/5", d.items[3].link, "a prefix, CDATA, an image");
	is_string("https://a.se/n/6", d.items[4].link, "a relative one");
	is_string("sitemap", d.format, "its format");
}

static void
check_index(void)
{
	struct document d = read_text(
	    "<sitemapindex><sitemap><loc>https://a.se/s1.xml</loc><lastmod>2026-11-20</lastmod></sitemap>"
	    "<sitemap><loc>https://a.se/s2.xml</loc></sitemap></sitemapindex>",
	    "2026-11-15");

	is_int(2, (int64_t)d.n_links, "an index");
	is_string("sitemap", d.links[0].rel, "rel");
	is_string("https://a.se/s1.xml", d.links[0].href, "address");
	is_string("2026-11-20", d.links[0].title, "time");
	is_string(NULL, d.links[1].title, "no time");
}

static void
check_hostile(void)
{
	static const char *const torn[] = {
	    "<url><loc>https://a.se/1</loc><lastmod>2026-11-20</lastmod>",
	    "<url><loc>https://a.se/1", "<url><loc", "<url>",
	    "<url><loc></loc></url>",
	    "<url><loc>&#0;&nbsp;</loc><lastmod>x</lastmod></url>"};
	struct document d;
	struct body b = {.bytes = "<html>", .len = 6};
	size_t n = 3 << 20;
	char *many = malloc(n);

	for (size_t i = 0; i < sizeof(torn) / sizeof(torn[0]); i++) {
		d = read_text(torn[i], "2026-11-15");
		is_int(0, (int64_t)d.n_items, "nothing of it");
	}
	ok(!sitemap_read(pool, &b, 0, &d, &w), "HTML is none: %s", w.text);
	for (size_t i = 0; i < n; i++)
		many[i] = "<url><loc>"[i % 10];
	b = (struct body){.bytes = many, .len = n};
	ok(sitemap_read(pool, &b, 0, &d, &w), "a flood ends");
	memset(many, '<', n);
	sitemap_read(pool, &b, 0, &d, &w);
	memset(many, 'a', n);
	memcpy(many, "<url><loc>", 10);
	ok(sitemap_read(pool, &b, 0, &d, &w), "an endless address ends");
	for (size_t i = 0; i + 16 <= n; i += 16)
		memcpy(many + i, "<loc a b c d e f", 16);
	sitemap_read(pool, &b, 0, &d, &w);
	free(many);
}

int
main(void)
{
	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	pool = pool_new(64 << 20);
	check_pages();
	check_index();
	check_hostile();
	pool_free(pool);
	return done_testing();
}
