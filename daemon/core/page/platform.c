/* platform.c - by what a publishing platform is recognised */
/* SPDX-License-Identifier: MIT */
#include "core/page/platform.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/page/page-tree.h"
#include "core/text/href.h"

enum place {
	GENERATOR, /* <meta name="generator"> begins so */
	META,      /* a <meta> of that name */
	REFERENCE, /* the address of a link, picture or style has it */
	CLASS,     /* a class begins so; least: different ones */
	HOST,      /* the page's host is that, or ends so */
	ADDRESS,   /* the page's address has it */
	PAGE_ID    /* the page's address has an id such as .4.<hex> */
};

static const char *const place_words[] = {"generator: ", "meta ",
    "addresses with ", "classes ", "host ", "address with ",
    "address with a page id "};

/* clang-format off: a table */
static const struct mark {
	const char *platform;
	enum place place;
	const char *word;
	int least;
} marks[] = {
    {"SiteVision", GENERATOR, "sitevision", 1},
    {"Episerver", GENERATOR, "episerver", 1},
    {"Episerver", GENERATOR, "optimizely", 1},
    {"WordPress", GENERATOR, "wordpress", 1},
    {"Drupal", GENERATOR, "drupal", 1},
    {"Joomla", GENERATOR, "joomla", 1},
    {"TYPO3", GENERATOR, "typo3", 1},
    {"Liferay", GENERATOR, "liferay", 1},
    {"Umbraco", GENERATOR, "umbraco", 1},
    {"SharePoint", GENERATOR, "microsoft sharepoint", 1},
    {"Cision", HOST, "news.cision.com", 1},
    {"Mynewsdesk", HOST, "mynewsdesk.com", 1},
    {"Pressmachine", HOST, "pressmachine.se", 1},
    {"Pressmachine", HOST, "newsmachine.com", 1},
    {"iFeed", ADDRESS, "/ifeed-web/", 1},
    {"iFeed", ADDRESS, "/ifeed-intsvc/", 1},
    {"WordPress", REFERENCE, "/wp-content/", 1},
    {"WordPress", REFERENCE, "/wp-json/", 1},
    {"WordPress", REFERENCE, "/wp-includes/", 1},
    {"SiteVision", CLASS, "sv-*-portlet", 3},
    {"SiteVision", REFERENCE, "/sitevision/", 1},
    {"SiteVision", REFERENCE, "/webdav/files/system/", 1},
    {"SiteVision", CLASS, "sv-channel-item", 1},
    {"SiteVision", REFERENCE, "/download/18.", 1},
    {"SiteVision", PAGE_ID, "", 1},
    {"SiteVision", ADDRESS, ".portlet?state=rss", 1},
    {"Episerver", META, "pageid", 1},
    {"Episerver", REFERENCE, "/episerver/", 1},
    {"Episerver", REFERENCE, "/contentassets/", 1},
    {"Episerver", REFERENCE, "/globalassets/", 1},
    {"Episerver", CLASS, "pagelistblock", 1},
    {"Episerver", ADDRESS, "epslanguage=", 1},
    {"Drupal", REFERENCE, "/sites/default/files/", 1},
    {"SharePoint", REFERENCE, "/_layouts/", 1},
    {"Liferay", REFERENCE, "/o/frontend-", 1},
};
/* clang-format on */
enum { MARKS = sizeof(marks) / sizeof(*marks), DIFFERENT = 8 };

/* How often each mark was seen; of classes, different ones. */
struct tally {
	int n[MARKS];
	unsigned seen[DIFFERENT];
	int n_seen;
};

static bool
has_prefix(const char *s, const char *prefix)
{
	return strncasecmp(s, prefix, strlen(prefix)) == 0;
}

/* 4.559bb5c414ba77522564d4c5: a kind of thing, and the thing. */
static bool
is_page_id(const char *s)
{
	static const char *const kinds[] = {"2.", "4.", "5.", "18."};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (has_prefix(s, kinds[i]))
			return strspn(s + strlen(kinds[i]),
				   "0123456789abcdef") >= 8;
	return false;
}

static bool
has_page_id(const char *url)
{
	for (; *url != '\0' && *url != '?'; url++)
		if ((*url == '.' || *url == '/') && is_page_id(url + 1))
			return true;
	return false;
}

static bool
is_at_host(const char *url, const char *host)
{
	const char *s = strstr(url, "//");
	size_t n, k = strlen(host);

	if (s == NULL)
		return false;
	s += 2;
	n = strcspn(s, "/?#:");
	return n >= k && strncasecmp(s + n - k, host, k) == 0 &&
	       (n == k || s[n - k - 1] == '.');
}

static bool
address_has(const char *url, const struct mark *m)
{
	switch (m->place) {
	case HOST:
		return is_at_host(url, m->word);
	case ADDRESS:
		return strcasestr(url, m->word) != NULL;
	case PAGE_ID:
		return has_page_id(url);
	default:
		return false;
	}
}

/* "sv-text-portlet" by "sv-*-portlet"; without "*" as it stands. */
static bool
fits(const char *class, size_t n, const char *word)
{
	const char *star = strchr(word, '*');
	size_t front = star != NULL ? (size_t)(star - word) : strlen(word);
	size_t back = star != NULL ? strlen(star + 1) : 0;

	if (star == NULL)
		return n == front && strncasecmp(class, word, n) == 0;
	return n > front + back && strncasecmp(class, word, front) == 0 &&
	       strncasecmp(class + n - back, star + 1, back) == 0;
}

static bool
is_another(struct tally *t, const char *class, size_t n)
{
	unsigned h = 5381;

	for (size_t i = 0; i < n; i++)
		h = h * 33 + (unsigned char)class[i];
	for (int i = 0; i < t->n_seen; i++)
		if (t->seen[i] == h)
			return false;
	if (t->n_seen < DIFFERENT)
		t->seen[t->n_seen++] = h;
	return true;
}

static void
count_classes(struct tally *t, const char *s)
{
	while (s != NULL && *s != '\0') {
		size_t n = strcspn(s, " \t\r\n");

		for (size_t i = 0; n > 0 && i < MARKS; i++)
			if (marks[i].place == CLASS &&
			    fits(s, n, marks[i].word))
				t->n[i] += marks[i].least == 1 ||
					   is_another(t, s, n);
		s += n;
		s += strspn(s, " \t\r\n");
	}
}

static void
count_reference(struct tally *t, const char *url)
{
	for (size_t i = 0; url != NULL && i < MARKS; i++)
		if (marks[i].place == REFERENCE)
			t->n[i] += strcasestr(url, marks[i].word) != NULL;
}

static void
count_meta(struct tally *t, const xmlNode *n)
{
	const char *name = tree_attr(n, "name");
	const char *content = tree_attr(n, "content");

	for (size_t i = 0; name != NULL && i < MARKS; i++) {
		if (marks[i].place == META)
			t->n[i] += strcasecmp(name, marks[i].word) == 0;
		if (marks[i].place == GENERATOR && content != NULL &&
		    strcasecmp(name, "generator") == 0)
			t->n[i] += has_prefix(content, marks[i].word);
	}
}

static void
count_element(struct tally *t, const xmlNode *n)
{
	if (tree_is(n, "meta"))
		count_meta(t, n);
	count_reference(t, tree_attr(n, "href"));
	count_reference(t, tree_attr(n, "src"));
	count_classes(t, tree_attr(n, "class"));
}

/* The surest that was seen often enough. */
static bool
choose(struct pool *pool, const struct tally *t, struct platform *found)
{
	*found = (struct platform){NULL, NULL};
	for (size_t i = 0; i < MARKS; i++) {
		if (t->n[i] < marks[i].least)
			continue;
		found->name = marks[i].platform;
		found->mark = pool_printf(
		    pool, "%s%s", place_words[marks[i].place], marks[i].word);
		return true;
	}
	return false;
}

bool
platform_find(const struct page *p, struct platform *found)
{
	struct tally t = {0};
	int left = PLATFORM_ELEMENTS;

	for (size_t i = 0; p->url != NULL && i < MARKS; i++)
		t.n[i] = address_has(p->url, &marks[i]);
	for (const xmlNode *n = p->root; n != NULL && left > 0;
	     n = tree_next(n, p->root))
		if (n->type == XML_ELEMENT_NODE) {
			count_element(&t, n);
			left--;
		}
	return choose(p->pool, &t, found);
}

bool
platform_of_address(struct pool *pool, const char *url, struct platform *found)
{
	struct tally t = {0};

	for (size_t i = 0; i < MARKS; i++)
		t.n[i] = address_has(url, &marks[i]);
	return choose(pool, &t, found);
}

/* Relative to the page's address, which is taken without its query. */
static const struct usual {
	const char *platform; /* NULL: of any */
	const char *address;
} usual[] = {
    {"WordPress", "feed/"},
    {"WordPress", "/feed/"},
    {"Cision", "ListItems?format=rss"},
    {"Drupal", "/rss.xml"},
    {NULL, "?syndication=rss"},
    {NULL, "?rss=true"},
};

const char *
platform_feed(
    struct pool *pool, const char *platform, const char *url, size_t i)
{
	size_t n = strcspn(url, "?#");
	const char *page = pool_strndup(pool, url, n);

	for (size_t k = 0; k < sizeof(usual) / sizeof(*usual); k++) {
		const char *address = usual[k].address;

		if (usual[k].platform != NULL &&
		    (platform == NULL ||
			strcmp(usual[k].platform, platform) != 0))
			continue;
		/* What a known platform does not do need not be tried. */
		if (usual[k].platform == NULL && platform != NULL &&
		    strcmp(platform, "Episerver") != 0)
			continue;
		if (i-- > 0)
			continue;
		if (address[0] != '/' && address[0] != '?' && n > 0 &&
		    page[n - 1] != '/')
			page = pool_printf(pool, "%s/", page);
		return href_resolve(pool, page, address, strlen(address));
	}
	return NULL;
}
