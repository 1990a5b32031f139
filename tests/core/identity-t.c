/* identity-t.c - canonical links, and the keys of items */
/* SPDX-License-Identifier: MIT */
#include "core/identity.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "tap/tap.h"

static const struct {
	const char *url, *wanted;
} links[] = {
    {"https://www.vgregion.se/aktuellt/", "vgregion.se/aktuellt"},
    {"HTTP://WWW.VGRegion.se:80/aktuellt", "vgregion.se/aktuellt"},
    {"https://vgregion.se:443/", "vgregion.se"},
    {"https://vgregion.se:8443/a", "vgregion.se:8443/a"},
    {"//www.a.se/b", "a.se/b"},
    {"http://a.se/b#c", "a.se/b"},
    {"http://a.se/b?x=1#c?utm_source=2", "a.se/b?x=1"},
    {"http://a.se/b?utm_source=x&utm_medium=y", "a.se/b"},
    {"http://a.se/b?b=2&utm_source=x&a=1&fbclid=9", "a.se/b?b=2&a=1"},
    {"http://a.se/PressMessage.aspx?id=39029&epslanguage=sv",
	"a.se/PressMessage.aspx?id=39029"},
    {"http://a.se/b?utmost=1&mc_cid=4&gclid=2", "a.se/b?utmost=1"},
    {"https://skr.se/4.7a1b/12.3c.portlet?state=rss&sv.contenttype="
     "text/xml;charset=UTF-8",
	"skr.se/4.7a1b/12.3c.portlet?state=rss&sv.contenttype="
	"text/xml;charset=UTF-8"},
    {"http://a.se/%7Euser/%c3%a5r", "a.se/~user/%C3%A5r"},
    {"http://a.se/~user/år", "a.se/~user/%C3%A5r"},
    {"http://a.se/a/./b/../c", "a.se/a/c"},
    {"http://a.se/../../c", "a.se/c"},
    {"http://a.se/a/%2e%2e/b", "a.se/b"},
    {"http://a.se/a//b", "a.se/a/b"},
    {"http://a.se/index.html", "a.se"},
    {"http://user:secret@a.se/b", "a.se/b"},
    {" http://a.se/b \n", "a.se/b"},
    {"http://a.se/100%", "a.se/100%"},
    {"http://a.se?x", "a.se?x"},
    {"http://a.se/b?", "a.se/b"},
    {"urn:uuid:12", "urn:uuid:12"},
    {"", ""},
    {"http://", ""},
};

static const struct {
	const char *url, *wanted;
} pages[] = {
    {"https://www.vastkom.se/x/avtalet.4.559bb5c414ba77522564d4c5.html",
	"sitevision:4.559bb5c414ba77522564d4c5"},
    {"http://grkom.se/toppmenyn/x.4.4fea3bce111092982468000409.html?a=1",
	"sitevision:4.4fea3bce111092982468000409"},
    {"https://a.se/nyhet.5.1ef7dbdf15506eb5b09be9a.html#x",
	"sitevision:5.1ef7dbdf15506eb5b09be9a"},
    {"https://a.se/download/18.7a1b2c3d14d75ab25b44/1454062620000/a.pdf",
	"sitevision:18.7a1b2c3d14d75ab25b44"},
    {"https://skr.se/rssnyheter.2662.html", NULL},
    {"https://a.se/version.4.2.html", NULL},
    {"https://m.vgregion.se/alfresco/s/archive/stream/public/v1/source/"
     "available/SOFIA/RS123-45/SURROGATE/Protokoll.pdf",
	"mellanarkivet:rs123-45"},
    {"https://alfresco.vgregion.se/x/workspace/SpacesStore/"
     "F309F110-c1ca-43b1-b5b0-3f7d9927f094?a=false",
	"alfresco:f309f110-c1ca-43b1-b5b0-3f7d9927f094"},
    {"https://news.cision.com/se/vgr/r/regionfullmaktige,c2099008",
	"cision:2099008"},
    {"https://a.se/b,c2099008", NULL},
};

static void
check_links(struct pool *pool)
{
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++)
		is_string(links[i].wanted, identity_link(pool, links[i].url),
		    "link %s", links[i].url);
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		is_string(pages[i].wanted, identity_page(pool, pages[i].url),
		    "page of %s", pages[i].url);
}

static const char text[] =
    "Regionstyrelsen föreslår att regionfullmäktige godkänner ett nytt "
    "samverkansavtal om naturbruksutbildning mellan regionen och kommunerna.";

/* The value that an item has for a kind, or NULL. */
static const char *
key_of(struct pool *pool, const struct item *item, enum identity_kind kind)
{
	size_t n;
	struct identity_key *keys = identity_keys(pool, item, &n);

	for (size_t i = 0; i < n; i++)
		if (keys[i].kind == kind)
			return keys[i].value;
	return NULL;
}

static void
check_keys(struct pool *pool)
{
	struct item item = {.id = " http://www.a.se/x?id=1#2 ",
	    .link = "https://www.a.se/n.5.1ef7dbdf15506eb5b09be9a.html",
	    .title = "Nytt  avtal!",
	    .content = text,
	    .published = time_of_local(day_of(2022, 5, 17), 60),
	    .updated = NO_TIME};
	size_t n;
	struct identity_key *keys = identity_keys(pool, &item, &n);

	is_int(IDENTITY_KINDS, (int)n, "a full item has all keys");
	for (size_t i = 0; i < n; i++)
		is_int((int)i, keys[i].kind, "strongest first: %s",
		    identity_name(keys[i].kind));
	is_string("a.se/x?id=1#2", keys[0].value, "guid without its scheme");
	is_string("2022-05-17 nytt avtal", keys[3].value, "title and day");
	is_int(32, (int)strlen(keys[4].value), "a fingerprint of 128 bits");

	item = (struct item){.published = NO_TIME, .updated = NO_TIME};
	identity_keys(pool, &item, &n);
	is_int(0, (int)n, "an empty item has none");
	item.title = "Presskonferens efter regionstyrelsen";
	item.summary = "Kort text.";
	identity_keys(pool, &item, &n);
	is_int(0, (int)n, "a title without a day, a short text: none");
}

static void
check_fingerprint(struct pool *pool)
{
	struct item a = {.content = text, .published = NO_TIME}, b = a;
	const char *first = key_of(pool, &a, IDENTITY_TEXT);

	b.content = pool_printf(
	    pool, "%s\nSenast uppdaterad: 2022-05-18 10:13", text);
	is_string(first, key_of(pool, &b, IDENTITY_TEXT),
	    "a stamp does not change it");
	b.content = NULL;
	b.summary = text;
	is_string(first, key_of(pool, &b, IDENTITY_TEXT),
	    "nor where the text stands");
	b.summary = pool_printf(pool, "%s Nu.", text);
	ok(strcmp(first, key_of(pool, &b, IDENTITY_TEXT)) != 0, "a word does");
}

static void
check_hostile(struct pool *pool)
{
	size_t len = 1 << 20;
	char *url = pool_get(pool, len + 1);

	memset(url, '/', len);
	memcpy(url, "http://", 7);
	is_int((int)len, (int)strlen(identity_link(pool, url)),
	    "an endless address stays as it is");
	for (size_t i = 7; i + 3 < 6000; i += 3)
		memcpy(url + i, "/..", 3);
	url[6000] = '\0';
	ok(strlen(identity_link(pool, url)) < 10, "dots without end");
	ok(*identity_link(pool, "http://a.se/\xFF\x80%C3%28") != '\0',
	    "bytes that are no UTF-8");
}

int
main(void)
{
	struct pool *pool = pool_new(64 << 20);

	setenv("TZ", "Europe/Stockholm", 1);
	tzset();
	check_links(pool);
	check_keys(pool);
	check_fingerprint(pool);
	check_hostile(pool);
	pool_free(pool);
	return done_testing();
}
