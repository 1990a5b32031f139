/* page-hostile-t.c - pages that mean harm: size, depth, attributes */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/str.h"
#include "core/page/page-guard.h"
#include "core/page/page.h"
#include "tap/tap.h"

/* A page that took time by the square of its size would take minutes. */
enum { SIZE = 256 << 10, SECONDS_MOST = 10 };

/*
 * before once, unit until the page is full, then after.  "%u" in unit is a
 * number that grows.
 */
static const struct hostile {
	const char *name, *before, *unit, *after;
} pages[] = {
    {"open divs", "", "<div>", ""},
    {"open and closed", "", "<b>", "</b>"},
    {"crossed tags", "<p>", "<b><i></b>", ""},
    {"wrong end tags", "<div><p><b><i><u><s><q>", "</em>", ""},
    {"deep, then wrong end tags", "", "<b><i></u></s>", ""},
    {"one tag, many attributes", "<div ", "a%u=1 ", ">x</div>"},
    {"the same attribute", "<div ", "a=1 ", ">x</div>"},
    {"a tag without an end", "<div ", "a", ""},
    {"a quote without an end", "<div a='", "a", ""},
    {"names without end", "<", "a", ""},
    {"comments without end", "", "<!--", ""},
    {"declarations", "", "<!a", ""},
    {"scripts without end", "", "<script>", ""},
    {"titles without end", "", "<title>", ""},
    {"templates without end", "", "<svg><template>", ""},
    {"entities", "<p>", "&amp;&aring;&x", ""},
    {"numbers", "<p>", "&#x99999999;&#0;", ""},
    {"less than", "<p>", "<", ""},
    {"list entries", "<ul>", "<li>a", ""},
    {"nested lists", "", "<ul><li>", ""},
    {"links", "", "<a href=/%u>a</a>", ""},
    {"items", "<ul>", "<li><a href=/%u>Titel 2021-01-01</a></li>", "</ul>"},
    {"items of classes", "", "<li class=c%u><a href=/%u>Titel</a></li>", ""},
    {"tables", "", "<table><tr><td>", ""},
    {"rows", "<table>", "<tr><td>a<td>b", ""},
    {"one line", "<p>", "senast uppdaterad ", ""},
    {"stamps", "<p>", "Publicerad: 2021-01-01 ", ""},
    {"figures", "<p>", "2021-01-01 1 2/", ""},
    {"menus that hold", "", "<nav class=menu>", "<h1>x</h1>"},
    {"classes", "<div class='", "menu-x ", "'>a</div>"},
    {"papers", "", "<a href=/%u.pdf>a</a>", ""},
    {"times", "<main>", "<time>2021-01-01</time>", ""},
    {"forms", "", "<form><select><option>", ""},
    {"paragraphs", "", "<p>", ""},
    {"rows of cards", "<main>",
	"<div><p><a href=/%u>Titel</a> 2021-01-01</p><p><a href=/%u>Titel</a> "
	"2021-01-02</p></div>",
	"</main>"},
    {"rows in rows", "<main>",
	"<div class=a><a href=/%u>Titel</a> 2021-01-01<div class=a>", ""},
    {"rows of papers", "<table>",
	"<tr><td>2021-01-01<td><a href=/%u.pdf>a</a><a href=/b%u.pdf>b</a>",
	"</table>"},
    {"a row of papers", "<ul><li>1<li>2<li>", "<a href=/%u.pdf>a</a> ",
	"</ul>"},
    {"feeds", "", "<a href=/%u/rss>RSS</a><i feedid=%u></i>", ""},
    {"places to share at", "<p>Dela: ", "Facebook ", ""},
    {"portlets", "<main>", "<p class=sv-%u-portlet>a", ""},
    {"metas", "", "<meta name=a content=b>", ""},
    {"bases", "", "<base href=/a/>", ""},
    {"headings", "", "<h2><a href=/%u>a", ""},
    {"zeros", "<p>", "a", ""},
    {"JSON", "{\"a\":[", "[", ""},
    {"JSON members", "{\"a\":[0", ",\"<p>\"", "]}"},
    {"pre", "<pre>", "\n", ""},
    {"odd names", "", "<a:b.c\xC3\xA5 \xC3\xA5=1 =2 \"=3>", ""},
};

static struct str
build(const struct hostile *h)
{
	struct str s = STR_INIT(SIZE + (1 << 16));
	bool counts = strstr(h->unit, "%u") != NULL;
	unsigned n = 0;

	str_add(&s, h->before);
	while (s.len < SIZE) {
		if (!counts) {
			str_add(&s, h->unit);
			continue;
		}
		for (const char *u = h->unit; *u != '\0'; u++)
			if (u[0] == '%' && u[1] == 'u') {
				str_addf(&s, "%u", n);
				u++;
			} else {
				str_addc(&s, *u);
			}
		n++;
	}
	str_add(&s, h->after);
	return s;
}

static void
check_page(const struct hostile *h)
{
	struct str s = build(h);
	struct body body = {s.text, s.len, "https://www.a.se/b/c.html", NULL};
	struct page_paths none = {0};
	clock_t start = clock();
	double seconds;

	for (int i = 0; i < 3; i++) {
		struct pool *pool = pool_new((size_t)1 << 30);
		struct document d;
		struct why w;

		if (i == 0)
			page_list(pool, &body, &none, &d, &w);
		else if (i == 1)
			page_read(pool, &body, &d, &w);
		else
			page_probe(pool, &body, &none, &d, &w);
		pool_free(pool);
	}
	seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	ok(seconds < SECONDS_MOST, "%s", h->name);
	if (seconds > 3)
		diag("%s: %.2f s", h->name, seconds);
	str_release(&s);
}

static const struct {
	const char *html, *wanted;
} tame[] = {
    {"<p>a<p>b", "<p>a</p><p>b</p>"},
    {"<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"},
    {"<b>a</i></b>", "<b>a</b>"},
    {"<div><b>a</div>", "<div><b>a</b></div>"},
    {"<b><div>a</b></div>", "<b><div>a</div></b>"},
    {"a<!-- <p>b --> c", "a c"},
    {"<!-->a", "a"},
    {"1 < 2 & 3", "1 &lt; 2 &amp; 3"},
    {"1&#150;2 &#x96;", "1\xE2\x80\x93"
			"2 \xE2\x80\x93"},
    {"&#60;p&#62;", "&lt;p>"},
    {"<IMG SRC=a.png ALT='b \"c\"'>",
	"<img src=\"a.png\" alt=\"b &quot;c&quot;\">"},
    {"<p title=\"a<b\">", "<p title=\"a&lt;b\"></p>"},
    {"<script>if (a<b) x('</p>')</script>c", "c"},
    {"<style>a</style><svg><p>x</svg>c", "c"},
    {"<a href=x>1<a href=y>2", "<a href=\"x\">1</a><a href=\"y\">2</a>"},
    {"<table><tr><td>a<td>b<tr><td>c</table>",
	"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"},
    {"<table><tr><td></div></b>a</table>",
	"<table><tr><td>a</td></tr></table>"},
    {"a</body></html>b", "ab"},
    {"<p>a<b", "<p>a</p>"},
    {"a</br>b", "a<br>b"},
    {"x<a\0b>c", "x"},
};

static void
check_guard(void)
{
	static const char start[] = "<!DOCTYPE html><html><head></head><body>";
	static const char end[] = "</body></html>";

	for (size_t i = 0; i < sizeof(tame) / sizeof(*tame); i++) {
		struct str s = STR_INIT(4096), ld = STR_INIT(4096);
		size_t n;

		guard_html(tame[i].html, strlen(tame[i].html), &s, &ld);
		n = s.len - (sizeof(end) - 1);
		is_string(end, s.text + n, "%s ends", tame[i].html);
		str_cut(&s, n);
		is_string(tame[i].wanted, s.text + sizeof(start) - 1, "%s",
		    tame[i].html);
		str_release(&s);
		str_release(&ld);
	}
}

int
main(void)
{
	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	check_guard();
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		check_page(&pages[i]);
	return done_testing();
}
