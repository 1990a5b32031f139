/* moved.c - permanent moves (301, 308): when one is believed */
/* SPDX-License-Identifier: MIT */
#include "core/moved.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "core/network.h"

/* Words of addresses where one logs in: whole ones between signs. */
static const char *const login_words[] = {"login", "logon", "signin", "sign-in",
    "log-in", "logga-in", "loggain", "inloggning", "auth", "authenticate",
    "authorize", "oauth", "oauth2", "openid", "oidc", "sso", "saml", "saml2",
    "adfs", "idp", "shibboleth", "bankid", "wp-login", "accounts", "consent"};

/* Names of front pages. */
static const char *const front_pages[] = {
    "index", "default", "start", "startsida", "hem", "home", "sv", "se", "en"};

/* Behind a name of theirs: a feed all the same. */
static const char *const feed_endings[] = {
    ".xml", ".rss", ".rdf", ".atom", ".json"};

struct parts {
	const char *path; /* with what comes before it cut off */
	size_t len;       /* up to the query or fragment */
	bool secure;
};

static struct parts
parts_of(const char *url)
{
	const char *slashes = strstr(url, "://");
	const char *host = slashes ? slashes + 3 : url;
	struct parts p = {.path = host + strcspn(host, "/?#"),
	    .secure = strncasecmp(url, "https:", 6) == 0};

	p.len = strcspn(p.path, "?#");
	return p;
}

static bool
is_word_char(char c)
{
	return isalnum((unsigned char)c) || c == '-';
}

/* Does a list hold the word of n bytes? */
static bool
is_among(const char *const *list, size_t n_list, const char *word, size_t n)
{
	for (size_t i = 0; i < n_list; i++)
		if (strlen(list[i]) == n && strncasecmp(list[i], word, n) == 0)
			return true;
	return false;
}

/* Host and path count, a query does not: it may carry the way back. */
static bool
is_login(const char *url)
{
	const char *end = url + strcspn(url, "?#");

	for (const char *s = url; s < end;) {
		size_t n = 0;

		while (s + n < end && is_word_char(s[n]))
			n++;
		if (is_among(login_words,
			sizeof(login_words) / sizeof(login_words[0]), s, n))
			return true;
		s += n + 1;
	}
	return false;
}

/* "/", "/sv/", "/index.html", without a query */
static bool
is_front(const struct parts *p)
{
	const char *word = p->path + strspn(p->path, "/");
	size_t n = strcspn(word, "/.?#");

	if (p->path[p->len] == '?')
		return false;
	if (n == 0)
		return true;
	if (!is_among(front_pages, sizeof(front_pages) / sizeof(front_pages[0]),
		word, n))
		return false;
	word += n;
	n = strcspn(word, "/?#");
	if (is_among(feed_endings,
		sizeof(feed_endings) / sizeof(feed_endings[0]), word, n))
		return false;
	word += n;
	word += strspn(word, "/");
	return word >= p->path + p->len;
}

enum moved_doubt
moved_doubt(const char *from, const char *to, bool secret)
{
	struct parts a = parts_of(from), b = parts_of(to);

	if (is_login(to) && !is_login(from))
		return MOVED_LOGIN;
	if (is_front(&b) && !is_front(&a))
		return MOVED_ROOT;
	if (a.secure && !b.secure)
		return MOVED_INSECURE;
	if (secret && network_host(from) != network_host(to))
		return MOVED_SECRET;
	return MOVED_FINE;
}

const char *
moved_doubt_text(enum moved_doubt doubt)
{
	static const char *const text[] = {[MOVED_FINE] = "",
	    [MOVED_LOGIN] = "that looks like a log-in page",
	    [MOVED_ROOT] = "that is the site's front page",
	    [MOVED_INSECURE] = "that is no longer encrypted (http)",
	    [MOVED_SECRET] = "its login is not for that site"};

	return text[doubt];
}

bool
moved_is_ripe(enum moved_doubt doubt, int64_t first, int count, int64_t now)
{
	return doubt == MOVED_FINE && count >= MOVED_COUNT &&
	       now - first >= MOVED_SECONDS;
}
