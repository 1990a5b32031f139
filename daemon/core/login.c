/* login.c - log-in pages: told by their address and by their form */
/* SPDX-License-Identifier: MIT */
#include "core/login.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* First labels of hosts, and whole hosts, where people log in. */
static const char *const host_words[] = {"login", "logon", "signin", "sso",
    "idp", "adfs", "sts", "cas", "auth", "inloggning", "loggain", "logga-in",
    "mfa", "fs", NULL};
static const char *const hosts[] = {"login.microsoftonline.com",
    "accounts.google.com", "login.live.com", "eid-connect.se",
    "connect.visma.com", NULL};

/* Steps of paths, without ".aspx" and the like. */
static const char *const path_words[] = {"login", "log-in", "logon", "signin",
    "sign-in", "logga-in", "loggain", "logga_in", "inloggning", "adfs", "saml",
    "saml2", "sso", "idp", "oauth", "oauth2", "openid-connect", "wp-login",
    "shibboleth", "wayf", "cas", "auth", "authenticate", "userlogin", NULL};

static const char *const query_words[] = {"samlrequest=", "returnurl=",
    "redirect_uri=", "wa=wsignin", "loginredirect=", "openid.mode=", NULL};

static bool
is_among(const char *const *list, const char *word, size_t n)
{
	for (; *list != NULL; list++)
		if (strlen(*list) == n && strncasecmp(*list, word, n) == 0)
			return true;
	return false;
}

static bool
is_host(const char *host, size_t n)
{
	const char *dot = memchr(host, '.', n);

	return is_among(hosts, host, n) ||
	       (dot != NULL &&
		   memchr(dot + 1, '.', n - (size_t)(dot - host) - 1) != NULL &&
		   is_among(host_words, host, (size_t)(dot - host)));
}

static bool
is_path(const char *path, const char *end)
{
	while (path < end) {
		const char *slash = memchr(path, '/', (size_t)(end - path));
		const char *stop = slash ? slash : end;
		const char *dot = memchr(path, '.', (size_t)(stop - path));

		if (is_among(
			path_words, path, (size_t)((dot ? dot : stop) - path)))
			return true;
		path = stop + 1;
	}
	return false;
}

static bool
is_query(const char *query)
{
	for (const char *s = query; *s != '\0'; s++) {
		if (s != query && s[-1] != '&' && s[-1] != '?')
			continue;
		for (const char *const *w = query_words; *w != NULL; w++)
			if (strncasecmp(s, *w, strlen(*w)) == 0)
				return true;
	}
	return false;
}

bool
login_is_address(const char *url)
{
	const char *host = url ? strstr(url, "://") : NULL, *path, *query;

	if (host == NULL)
		return false;
	host += 3;
	path = host + strcspn(host, "/?#");
	query = path + strcspn(path, "?#");
	return is_host(host, strcspn(host, "/?#:")) || is_path(path, query) ||
	       is_query(query);
}

bool
login_led_to(const char *asked, const char *got)
{
	return asked != NULL && got != NULL && strcmp(asked, got) != 0 &&
	       login_is_address(got) && !login_is_address(asked);
}

static const char *const title_words[] = {"logga in", "inloggning", "log in",
    "login", "sign in", "signin", "log on", "logon", NULL};

bool
login_is_title(const char *title)
{
	for (const char *const *w = title_words; title && *w != NULL; w++) {
		size_t n = strlen(*w);

		if (strncasecmp(title, *w, n) == 0 &&
		    !isalpha((unsigned char)title[n]) &&
		    (unsigned char)title[n] < 0x80)
			return true;
	}
	return false;
}

/* type=password among the attributes of a tag. */
static bool
is_password(const char *tag, size_t n)
{
	for (size_t i = 0; i + 4 < n; i++) {
		size_t k = i + 4;

		if (!isspace((unsigned char)tag[i]) ||
		    strncasecmp(tag + i + 1, "type", 4) != 0)
			continue;
		for (k++; k < n && isspace((unsigned char)tag[k]); k++)
			;
		if (k == n || tag[k] != '=')
			continue;
		for (k++; k < n && strchr(" \t\r\n\"'", tag[k]) != NULL; k++)
			;
		if (n - k >= 8 && strncasecmp(tag + k, "password", 8) == 0)
			return true;
	}
	return false;
}

bool
login_is_form(const char *bytes, size_t len)
{
	enum { TAG_MOST = 2000, NAME = 6 };
	const char *end = bytes + len, *s = bytes;

	while ((s = memchr(s, '<', (size_t)(end - s))) != NULL) {
		size_t left = (size_t)(end - ++s);
		size_t most = left < TAG_MOST ? left : TAG_MOST;
		const char *close = memchr(s, '>', most);

		if (left > NAME && strncasecmp(s, "input", 5) == 0 &&
		    is_password(
			s + 5, (close ? (size_t)(close - s) : most) - 5))
			return true;
	}
	return false;
}
