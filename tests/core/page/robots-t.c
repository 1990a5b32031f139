/* robots-t.c - robots.txt read: the sitemaps that it names */
/* SPDX-License-Identifier: MIT */
#include "core/page/robots.h"

#include <stdlib.h>
#include <string.h>

#include "tap/tap.h"

static struct pool *pool;
static struct document d;
static struct why w;

static bool
run(const char *text, size_t len)
{
	struct body b = {
	    .bytes = text, .len = len, .url = "https://a.se/robots.txt"};

	return robots_read(pool, &b, &d, &w);
}

static void
check_lines(void)
{
	static const char text[] = "\xEF\xBB\xBFSitemap: https://a.se/1.xml\r\n"
				   "User-agent: *\r\nDisallow: /\r\n"
				   " sitemap :https://b.se/2.xml.gz # packed\r"
				   "SITEMAP:/3.xml\n"
				   "# Sitemap: https://a.se/not.xml\n"
				   "Sitemaps: https://a.se/not.xml\n"
				   "Sitemap https://a.se/not.xml\n"
				   "Sitemap:\n"
				   "Sitemap: ftp://a.se/not.xml\n"
				   "Sitemap: https://a.se/4.xml";

	ok(run(text, sizeof(text) - 1), "read");
	is_int(4, (int64_t)d.n_links, "those that are sitemaps");
	is_string("https://a.se/1.xml", d.links[0].href, "behind a BOM");
	is_string("https://b.se/2.xml.gz", d.links[1].href,
	    "blanks, a comment, another host");
	is_string("https://a.se/3.xml", d.links[2].href, "a relative one");
	is_string("https://a.se/4.xml", d.links[3].href, "no line end");
	is_string("sitemap", d.links[0].rel, "rel");
	is_string("robots", d.format, "format");
}

static void
check_hostile(void)
{
	static const char *const none[] = {"", "Sitemap", "Sitemap:", "\n\n\n",
	    "<!DOCTYPE html><p>Sitemap: https://a.se/1.xml"};
	struct str many = STR_INIT(8 << 20);

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		ok(!run(none[i], strlen(none[i])), "none: %s", none[i]);
	has_string("robots.txt", w.text, "and why says so");
	while (many.len < 4 << 20)
		str_addf(&many, "Sitemap: /%zu.xml\n", many.len);
	ok(run(many.text, many.len), "a flood ends");
	is_int(ROBOTS_MOST, (int64_t)d.n_links, "at the ceiling");
	str_clear(&many);
	str_add(&many, "Sitemap: ");
	while (many.len < 4 << 20)
		str_add(&many, "aaaaaaaaaaaaaaaaaaaaaaaa");
	ok(!run(many.text, many.len), "an endless address is none");
	str_release(&many);
}

int
main(void)
{
	pool = pool_new(16 << 20);
	check_lines();
	check_hostile();
	pool_free(pool);
	return done_testing();
}
