/* name-t.c - names of sections from titles and addresses */
/* SPDX-License-Identifier: MIT */
#include "ctl/name.h"

#include <string.h>

#include "ctl/section.h"
#include "tap/tap.h"

static void
check_texts(struct pool *pool)
{
	static const char *const cases[][2] = {
	    {"Göteborgsregionen (GR)", "goteborgsregionen-gr"},
	    {"  Hälso- och sjukvård  ", "halso-och-sjukvard"},
	    {"ÅÄÖ åäö é ø", "aao-aao-e"},
	    {"a\u0308", "a"},
	    {"\xFF\xFE[source x]\n", "source-x"},
	    {"日本", "x"},
	    {"", "x"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		is_string(cases[i][1], name_of_text(pool, cases[i][0]),
		    "text %zu", i);
	ok(strlen(name_of_text(pool,
	       "en mycket lång rubrik som aldrig tar slut och som går på "
	       "i många ord")) <= NAME_BYTES + 8,
	    "a long one is cut");
}

static void
check_hosts(struct pool *pool)
{
	static const char *const cases[][2] = {
	    {"https://www.vgregion.se/politik/", "vgregion"},
	    {"http://WWW.A.se:8080", "a"},
	    {"https://data.riksdagen.se/x?y", "data-riksdagen"},
	    {"http://127.0.0.1:80/", "127-0-0-1"},
	    {"https://localhost/", "localhost"},
	    {"https:///", "x"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		is_string(cases[i][1], name_of_host(pool, cases[i][0]),
		    "host of %s", cases[i][0]);
}

static void
check_feeds(struct pool *pool)
{
	static const char *const cases[][3] = {
	    {"https://a.se/nyheter.4.559bb5c414ba77522564d4c5.html", "T",
		"s-nyheter"},
	    {"https://a.se/nyhet/feed/", "T", "s-nyhet"},
	    {"https://a.se/4.559bb5c414ba/12.5.portlet?state=rss", "Nytt",
		"s-nytt"},
	    {"https://a.se/politik/aktuella-beslut/index.html", "",
		"s-aktuella-beslut"},
	    {"https://a.se/", "", "s-flode"},
	    {"https://a.se", "Anslag", "s-anslag"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		is_string(cases[i][2],
		    name_of_feed(pool, "s", cases[i][0], cases[i][1]),
		    "feed at %s", cases[i][0]);
}

static void
check_section(void)
{
	struct str s = STR_INIT(10000);

	section_add(&s, "title", "A \"b\" # c\n[d]");
	section_add(&s, "title", " ");
	section_add(&s, "title", "Vanlig");
	is_string("title = \"A 'b' # c?[d]\"\ntitle = Vanlig\n", s.text,
	    "values stay on their line");
	str_release(&s);
	ok(section_takes_url("https://a.se/x;y?z#w"), "an address");
	ok(!section_takes_url("ftp://a.se/"), "no web address");
	ok(!section_takes_url("https://a.se/\npaused = no"), "two lines");
	ok(!section_takes_url("https://a.se/\xFF"), "not UTF-8");
}

int
main(void)
{
	struct pool *pool = pool_new(1 << 20);

	check_texts(pool);
	check_hosts(pool);
	check_feeds(pool);
	check_section();
	pool_free(pool);
	return done_testing();
}
