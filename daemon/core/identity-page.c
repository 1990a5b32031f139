/* identity-page.c - the number that a publishing system gave a page */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/identity-parts.h"
#include "core/identity.h"
#include "core/text/href.h"

static size_t
hex_digits(const char *s)
{
	size_t n = 0;

	while (href_hex(s[n]) >= 0)
		n++;
	return n;
}

/*
 * "….5.1ef7dbdf15506eb5b09be9a.html", "/4.559bb5c414ba77522564d4c5/",
 * "/download/18.<hex>/": a kind, a dot, ten hex digits or more.
 */
static const char *
sitevision_id(struct pool *pool, const char *url)
{
	static const struct {
		char text[4];
		size_t len;
	} kinds[] = {{"5.", 2}, {"4.", 2}, {"2.", 2}, {"18.", 3}};

	for (const char *s = url; *s != '\0' && *s != '?' && *s != '#'; s++) {
		if ((*s != '.' && *s != '/') || s[1] < '1' || s[1] > '5')
			continue;
		for (size_t i = 0; i < 4; i++) {
			size_t k = kinds[i].len, n;

			if (s[1] != kinds[i].text[0] ||
			    strncmp(s + 1, kinds[i].text, k) != 0)
				continue;
			n = hex_digits(s + 1 + k);
			if (n >= 10 && n <= 40 &&
			    strchr("./?#", s[1 + k + n]) != NULL)
				return pool_printf(pool, "sitevision:%.*s",
				    (int)(k + n), s + 1);
		}
	}
	return NULL;
}

/* Other systems: what stands before the id, and which bytes it is made of. */
static const struct {
	const char *name;
	const char *before;
	const char *bytes;
	size_t least;
} systems[] = {
    {"mellanarkivet", "/source/available/sofia/", "", 3},
    {"alfresco", "/spacesstore/", "0123456789abcdefABCDEF-", 30},
    {"ifeed", "/ifeed-web/documents/", "0123456789abcdefABCDEF-", 30},
    {"cision", ",c", "0123456789", 5},
};

/* Where the mark stands in the address, capitals or not: most have none. */
static const char *
find_mark(const char *url, const char *mark)
{
	size_t len = strlen(mark);

	for (; (url = strchr(url, mark[0])) != NULL; url++)
		if (((url[1] ^ mark[1]) & 0x5F) == 0 &&
		    strncasecmp(url, mark, len) == 0)
			return url;
	return NULL;
}

static const char *
system_id(struct pool *pool, const char *url)
{
	for (size_t i = 0; i < sizeof(systems) / sizeof(*systems); i++) {
		const char *s = find_mark(url, systems[i].before);
		size_t n;
		char *id;

		if (s == NULL || (strcmp(systems[i].name, "cision") == 0 &&
				     strcasestr(url, "cision.com/") == NULL))
			continue;
		s += strlen(systems[i].before);
		n = *systems[i].bytes ? strspn(s, systems[i].bytes)
				      : strcspn(s, "/?#");
		if (n < systems[i].least)
			continue;
		id = pool_printf(pool, "%s:%.*s", systems[i].name, (int)n, s);
		for (char *c = id; *c != '\0'; c++)
			*c = (char)tolower((unsigned char)*c);
		return id;
	}
	return NULL;
}

/*
 * Liferay: what a site calls a notice stands after "/-/", whatever page shows
 * it; "/-/asset_publisher/<portlet>/content/<name>" in older versions.
 */
static const char *
liferay_id(struct pool *pool, const char *url)
{
	enum { NAME_LEAST = 8 };
	static const char publisher[] = "asset_publisher/";
	const char *link, *s;
	size_t n;

	if (strstr(url, "/-/") == NULL || identity_scheme(url) == 0)
		return NULL;
	link = identity_link(pool, url);
	s = strstr(link, "/-/");
	if (s == NULL)
		return NULL;
	s += 3;
	if (strncmp(s, publisher, sizeof(publisher) - 1) == 0) {
		s = strstr(s, "/content/");
		if (s == NULL)
			return NULL;
		s += 9;
	}
	n = strcspn(s, "?");
	if (n < NAME_LEAST || memchr(s, '/', n) != NULL)
		return NULL;
	return pool_printf(pool, "liferay:%.*s/%.*s", (int)strcspn(link, "/"),
	    link, (int)n, s);
}

/* What may stand in an address, by the bytes that each begins with. */
enum { MAY_SITEVISION = 1, MAY_SYSTEM = 2, MAY_LIFERAY = 4 };

/* By the byte before and the two behind: ",", "-", "." and "/" are one row. */
static unsigned
may_begin(char before, const char *s)
{
	int letter = s[0] | 0x20;

	if (before == ',')
		return letter == 'c' ? MAY_SYSTEM : 0;
	if (before == '-' || s[0] == '\0')
		return 0;
	if ((s[0] >= '2' && s[0] <= '5' && s[1] == '.') ||
	    (s[0] == '1' && s[1] == '8'))
		return MAY_SITEVISION;
	if (before == '.')
		return 0;
	return letter == 's' || letter == 'i' ? MAY_SYSTEM
	       : s[0] == '-'                  ? MAY_LIFERAY
					      : 0;
}

static unsigned
may_have(const char *url)
{
	unsigned may = 0;

	for (const char *s = url; *s != '\0'; s++)
		if ((unsigned)*s - ',' <= '/' - ',')
			may |= may_begin(*s, s + 1);
	return may;
}

const char *
identity_page(struct pool *pool, const char *url)
{
	unsigned may = may_have(url);
	const char *id = NULL;

	if (may & MAY_SITEVISION)
		id = sitevision_id(pool, url);
	if (id == NULL && (may & MAY_SYSTEM))
		id = system_id(pool, url);
	if (id == NULL && (may & MAY_LIFERAY))
		id = liferay_id(pool, url);
	return id;
}

/* Names that say nothing of what the page is about. */
static const char *const any_names[] = {"index", "default", "start", "nyheter",
    "aktuellt", "artikel", "article", "news", "nyhet", "post", "visa", "view",
    "page", "show", "pressmessage", "pressmeddelande", "protokoll", "kallelse",
    "download", "surrogate", "handlingar", "item", "node"};

static bool
is_any_name(const char *s)
{
	for (size_t i = 0; i < sizeof(any_names) / sizeof(*any_names); i++)
		if (strcmp(s, any_names[i]) == 0)
			return true;
	return false;
}

/* Where the name ends: before an extension, a SiteVision or Cision number. */
static size_t
name_length(const char *s, size_t len)
{
	size_t n = len;

	for (size_t i = 0; i < len; i++)
		if (s[i] == ',' || (s[i] == '.' && i + 2 < len &&
				       isdigit((unsigned char)s[i + 1]))) {
			n = i;
			break;
		}
	if (n == len)
		for (size_t i = len; i-- > 0 && len - i <= 6;)
			if (s[i] == '.')
				n = i;
	return n;
}

const char *
identity_slug(struct pool *pool, const char *url)
{
	const char *link = identity_link(pool, url);
	size_t end = strcspn(link, "?"), n, letters = 0;
	const char *s = memrchr(link, '/', end);
	char *slug;

	if (identity_scheme(url) == 0 || s == NULL)
		return NULL;
	n = name_length(s + 1, end - (size_t)(s + 1 - link));
	slug = pool_strndup(pool, s + 1, n);
	for (size_t i = 0; i < n; i++) {
		slug[i] = (char)tolower((unsigned char)slug[i]);
		letters += isalpha((unsigned char)slug[i]) != 0;
	}
	return letters < 4 || is_any_name(slug) ? NULL : slug;
}
