/* documents.c - fuzz target: strangers' feeds, lists and pages as items */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "core/reading.h"
#include "fuzz/fuzz.h"

/*
 * The first byte says what is wanted, the second what the server said of it;
 * bytes that are none of these count up to one.
 */
static const struct {
	char letter;
	enum reading_want want;
	const char *item;
} ways[] = {{'a', READING_AUTO, NULL}, {'f', READING_FEED, NULL},
    {'l', READING_LIST, NULL}, {'i', READING_LIST, "//li"},
    {'p', READING_PAGE, NULL}, {'t', READING_TEXT, NULL},
    {'b', READING_PROBE, NULL}, {'s', READING_SITEMAP, NULL}};
static const struct {
	char letter;
	const char *type;
} types[] = {{'-', NULL}, {'h', "text/html; charset=utf-8"},
    {'x', "application/xml"}, {'1', "text/html; charset=iso-8859-1"},
    {'8', "application/rss+xml; charset=utf-8"},
    {'w', "text/xml; charset=utf-16"}, {'j', "application/json"},
    {'g', "text/html; charset=gb18030"}};

static size_t
way_of(uint8_t byte)
{
	enum { N = sizeof(ways) / sizeof(ways[0]) };

	for (size_t i = 0; i < N; i++)
		if (ways[i].letter == byte)
			return i;
	return byte % N;
}

static const char *
type_of(uint8_t byte)
{
	enum { N = sizeof(types) / sizeof(types[0]) };

	for (size_t i = 0; i < N; i++)
		if (types[i].letter == byte)
			return types[i].type;
	return types[byte % N].type;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool prepared;
	struct str one = STR_INIT(FUZZ_POOL), two = STR_INIT(FUZZ_POOL);
	struct reading r = {.published = day_of(2024, 3, 11)};
	size_t way;

	if (!prepared)
		reading_prepare();
	prepared = true;
	if (size < 2)
		return 0;
	way = way_of(data[0]);
	r.want = ways[way].want;
	r.paths.item = ways[way].item;
	r.body = (struct body){.bytes = (const char *)data + 2,
	    .len = size - 2,
	    .url = "https://www.a.example/nyheter/",
	    .type = type_of(data[1])};
	fuzz_read(&r, &one);
	fuzz_read(&r, &two);
	fuzz_must(
	    one.len == two.len && memcmp(one.text, two.text, one.len) == 0,
	    "the same bytes are the same document");
	str_release(&one);
	str_release(&two);
	return 0;
}

static void
seeds(fuzz_seed_fn *add)
{
	fuzz_seed_files(add, "feeds", ".xml", "f8");
	fuzz_seed_files(add, "feeds", ".rdf", "ax");
	fuzz_seed_files(add, "feeds", ".json", "aj");
	fuzz_seed_files(add, "pages", ".html", "lh");
	fuzz_seed_files(add, "pages", ".html", "ph");
	fuzz_seed_files(add, "pages", ".html", "bh");
	fuzz_seed_files(add, "pages", ".html", "i1");
	fuzz_seed_files(add, "pages", ".txt", "t-");
}

static const char *const words[] = {"<rss version=\"2.0\">", "<channel>",
    "<item>", "</item>", "<title>", "</title>", "<link>", "<guid>", "<pubDate>",
    "<description>", "<![CDATA[", "]]>",
    "<feed xmlns=\"http://www.w3.org/2005/Atom\">", "<entry>",
    "<updated>2024-03-11T08:00:00Z</updated>", "<content type=\"xhtml\">",
    "<rdf:RDF ", "<?xml version=\"1.0\" encoding=\"utf-16\"?>",
    "<!DOCTYPE x [<!ENTITY a \"b\">]>", "&a;", "&nbsp;", "&#x1F4C5;", "&#0;",
    "<!--", "-->",
    "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[",
    "{\"id\":\"1\",\"url\":\"", "\\u0000", "\\ud800", "<html>", "<body>",
    "<main>", "<ul>", "<li>", "</li>", "<a href=\"", "\">", "</a>", "<table>",
    "<tr>", "<td>", "<article>", "<time datetime=\"2024-03-11\">",
    "<base href=\"//b.example/\">", "<script type=\"application/ld+json\">",
    "</script>", "<meta property=\"", "<svg>", "<template>", "<noscript>",
    "<style>", "<h2>", "<p>", "<div class=\"", "<img src=x>", "<urlset>",
    "<sitemapindex>", "<loc>", "<lastmod>",
    "Sitemap: ", "Publicerad 11 mars 2024", "Senast uppdaterad:", "den 31 maj",
    "\f", "%00", "javascript:", "../../", "\xFF\xFE", "<plaintext>", NULL};

const struct fuzz_target fuzz_target = {.name = "documents",
    .words = words,
    .seeds = seeds,
    .rounds = 700,
    .slow = 6000};
