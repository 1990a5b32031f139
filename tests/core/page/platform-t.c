/* platform-t.c - what a page is recognised by, and the ways to its list */
/* SPDX-License-Identifier: MIT */
#include "core/page/platform.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/page/page.h"
#include "tap/tap.h"

static const size_t MOST = (size_t)64 << 20;

static struct body
body_of(const char *url, const char *html)
{
	return (struct body){html, strlen(html), url, "text/html"};
}

static void
check_marks(void)
{
	static const struct {
		const char *platform, *url, *html;
	} cases[] = {
	    {"SiteVision", "https://a.se/",
		"<meta name=generator content='SiteVision 9'><p>x"},
	    {"SiteVision",
		"https://a.se/nyheter.4.559bb5c414ba77522564d4c5.html", "<p>x"},
	    {"SiteVision", "https://a.se/4.7f93a0c1d2e3/12.5a.portlet", "<p>x"},
	    {"SiteVision", "https://a.se/",
		"<div class='sv-text-portlet sv-use-margins'></div>"
		"<div class='sv-image-portlet'></div>"
		"<div class='sv-archive-portlet'></div>"},
	    {NULL, "https://a.se/",
		"<div class='sv-text-portlet'></div>"
		"<div class='sv-text-portlet'></div>"
		"<div class='sv-text-portlet'></div>"},
	    {"SiteVision", "https://a.se/",
		"<link rel=stylesheet href='/sitevision/9/css.css'><p>x"},
	    {"Episerver", "https://a.se/",
		"<meta name='pageid' content='312'><p>x"},
	    {"Episerver", "https://a.se/",
		"<img src='/globalassets/bild.png'><p>x"},
	    {"WordPress", "https://a.se/",
		"<link rel=stylesheet href='/wp-content/themes/a.css'><p>x"},
	    /* The surest counts, not the first. */
	    {"WordPress", "https://a.se/",
		"<a href='/globalassets/a.pdf'>x</a>"
		"<link rel='https://api.w.org/' href='/wp-json/'>"},
	    {"Cision", "https://news.cision.com/se/regionen", "<p>x"},
	    {NULL, "https://innews.cision.com.example/", "<p>x"},
	    {NULL, "https://a.se/plan.4.html", "<p>x"},
	    {NULL, "https://a.se/", "<p>x"},
	};
	struct page_paths none = {0};
	struct pool *pool = pool_new(MOST);

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct body b = body_of(cases[i].url, cases[i].html);
		struct document d;
		struct why w;

		ok(page_probe(pool, &b, &none, &d, &w), "case %zu is a page",
		    i);
		is_string(cases[i].platform, d.platform, "its platform");
		ok((d.platform != NULL) == (d.mark != NULL), "by a mark: %s",
		    d.mark ? d.mark : "none");
	}
	pool_free(pool);
}

static bool
same_items(const struct document *a, const struct document *b)
{
	if (a->n_items != b->n_items)
		return false;
	for (size_t i = 0; i < a->n_items; i++)
		if (strcmp(a->items[i].link, b->items[i].link) != 0 ||
		    strcmp(a->items[i].title, b->items[i].title) != 0)
			return false;
	return true;
}

/* The first rule is what page_list() takes, and its XPath finds the same. */
static void
check_list(const char *name, const char *rule, bool has_path)
{
	static const char mark[] = "<!-- url: ";
	struct pool *pool = pool_new(MOST);
	struct page_paths none = {0}, path = {0};
	struct document probed, read, again;
	struct why w;
	size_t len;
	char file[100], *html, *url;
	struct body b;

	snprintf(file, sizeof(file), "pages/list-%s.html", name);
	html = test_read(file, &len);
	url = strstr(html, mark);
	url = pool_strdup(pool, url ? url + strlen(mark) : "https://a.se/ ");
	url[strcspn(url, " ")] = '\0';
	b = (struct body){html, len, url, "text/html"};
	ok(page_probe(pool, &b, &none, &probed, &w), "%s", name);
	is_string(rule, probed.n_rules ? probed.rules[0].name : NULL, "rule");
	ok(page_list(pool, &b, &none, &read, &w), "it has a list");
	ok(same_items(&probed, &read), "and the probe finds the same");
	path.item = probed.n_rules ? probed.rules[0].item : NULL;
	ok(has_path == (path.item != NULL), "XPath: %s",
	    path.item ? path.item : "none");
	if (path.item != NULL)
		ok(page_list(pool, &b, &path, &again, &w) &&
			same_items(&read, &again),
		    "finds the same");
	free(html);
	pool_free(pool);
}

static void
check_lists(void)
{
	check_list("sitevision", "SiteVision", true);
	check_list("episerver", "Episerver", true);
	check_list("wordpress", "WordPress", true);
	check_list("regeringen", "regeringen", true);
	check_list("cards", "largest list", true);
	check_list("board", "largest list", true);
	check_list("headings", "largest list", true);
	/* One of its items leads elsewhere, and an XPath would take it too. */
	check_list("generic", "largest list", false);
}

static void
check_nothing(void)
{
	struct pool *pool = pool_new(MOST);
	struct body b = body_of("https://a.se/", "<p>Ingen lista.");
	struct page_paths none = {0}, wrong = {.item = "//li[@class='x']"};
	struct document d;
	struct why w;

	ok(page_probe(pool, &b, &none, &d, &w), "a page without a list");
	is_int(0, (int64_t)d.n_rules, "has no rule");
	ok(page_probe(pool, &b, &wrong, &d, &w), "an XPath that finds nothing");
	is_int(0, (int64_t)d.n_rules, "is no rule");
	b = body_of("https://a.se/", "");
	ok(!page_probe(pool, &b, &none, &d, &w), "no page: %s", w.text);
	pool_free(pool);
}

static void
check_feeds(void)
{
	static const struct {
		const char *platform, *url;
		size_t i;
		const char *feed;
	} cases[] = {
	    {"WordPress", "https://a.se/nyhet?p=1", 0,
		"https://a.se/nyhet/feed/"},
	    {"WordPress", "https://a.se/nyhet", 1, "https://a.se/feed/"},
	    {"WordPress", "https://a.se/nyhet", 2, NULL},
	    {"Cision", "https://news.cision.com/se/r", 0,
		"https://news.cision.com/se/r/ListItems?format=rss"},
	    {"SiteVision", "https://a.se/x.html", 0, NULL},
	    {NULL, "https://a.se/nyheter/", 0,
		"https://a.se/nyheter/?syndication=rss"},
	    {NULL, "https://a.se/nyheter/", 2, NULL},
	};
	struct pool *pool = pool_new(MOST);

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		is_string(cases[i].feed,
		    platform_feed(
			pool, cases[i].platform, cases[i].url, cases[i].i),
		    "usual address %zu of %s", cases[i].i, cases[i].url);
	pool_free(pool);
}

int
main(void)
{
	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	check_marks();
	check_lists();
	check_nothing();
	check_feeds();
	return done_testing();
}
