/* identity-link.c - links in the form that is compared */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "core/identity-parts.h"
#include "core/identity.h"
#include "core/text/href.h"

enum { URL_MOST = 8192 };

size_t
identity_scheme(const char *s)
{
	static const char *const schemes[] = {"http://", "https://", "//"};

	for (size_t i = 0; i < 3; i++)
		if (strncasecmp(s, schemes[i], strlen(schemes[i])) == 0)
			return strlen(schemes[i]);
	return 0;
}

static bool
is_unreserved(int c)
{
	return isalnum(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/* How many bytes at s stay as they are. */
static size_t
plain_bytes(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && s[n] > 0x20 && s[n] < 0x7F && s[n] != '%')
		n++;
	return n;
}

/* Percent-encoding as RFC 3986 section 6.2.2 has it; what is not ASCII and
 * blanks are encoded. */
static void
add_normal(struct str *out, const char *s, size_t len)
{
	for (size_t i = 0, n; i < len; i++) {
		unsigned char c = (unsigned char)s[i];
		int high = c == '%' && i + 2 < len ? href_hex(s[i + 1]) : -1;
		int low = high >= 0 ? href_hex(s[i + 2]) : -1;

		if (low >= 0) {
			c = (unsigned char)(high * 16 + low);
			i += 2;
			if (is_unreserved(c))
				str_addc(out, (char)c);
			else
				str_addf(out, "%%%02X", c);
		} else if (c <= 0x20 || c >= 0x7F) {
			str_addf(out, "%%%02X", c);
		} else {
			n = 1 + plain_bytes(s + i + 1, len - i - 1);
			str_addn(out, s + i, n);
			i += n - 1;
		}
	}
}

static void
add_host(struct str *out, const char *s, size_t len)
{
	const char *at = memrchr(s, '@', len);
	const char *port;

	if (at != NULL) {
		len -= (size_t)(at + 1 - s);
		s = at + 1;
	}
	if (len > 4 && strncasecmp(s, "www.", 4) == 0) {
		s += 4;
		len -= 4;
	}
	port = memrchr(s, ':', len);
	if (port != NULL) {
		size_t n = (size_t)(s + len - port);

		if (n == 1 || (n == 3 && memcmp(port, ":80", 3) == 0) ||
		    (n == 4 && memcmp(port, ":443", 4) == 0))
			len -= n;
	}
	if (len > 0 && s[len - 1] == '.')
		len--;
	if (!str_addn(out, s, len))
		return;
	for (char *c = out->text + out->len - len; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c |= 0x20;
}

/* The path in out from at: "." and ".." resolved in place. */
static void
resolve_dots(struct str *out, size_t at)
{
	char *to = out->text + at;
	const char *s = to, *end = out->text + out->len;
	char *first = to;

	while (s < end) {
		const char *next = memchr(s + 1, '/', (size_t)(end - s - 1));
		size_t n = (size_t)((next != NULL ? next : end) - s);

		if (n == 3 && memcmp(s, "/..", 3) == 0) {
			while (to > first && *--to != '/')
				;
		} else if (!(n == 2 && s[1] == '.') && n > 1) {
			memmove(to, s, n);
			to += n;
		}
		s += n;
	}
	str_cut(out, (size_t)(to - out->text));
}

/* The bytes of a session's id at s, which the path is written without:
 * ";jsessionid=1A2B", "/(S(1a2b))". */
static size_t
session_at(const char *s, size_t len)
{
	static const char *const names[] = {
	    ";jsessionid=", ";phpsessid=", ";sid=", ";cfid="};
	const char *end;

	for (size_t i = 0; s[0] == ';' && i < sizeof(names) / sizeof(*names);
	     i++) {
		size_t n = strlen(names[i]);

		if (len < n || strncasecmp(s, names[i], n) != 0)
			continue;
		while (n < len && s[n] != '/' && s[n] != ';')
			n++;
		return n;
	}
	if (len < 6 || memcmp(s, "/(", 2) != 0 ||
	    strchr("SAFXsafx", s[2]) == NULL || s[3] != '(')
		return 0;
	end = memchr(s + 1, '/', len - 1);
	end = end != NULL ? end : s + len;
	return memcmp(end - 2, "))", 2) == 0 ? (size_t)(end - s) : 0;
}

/* As add_normal, without the ids of sessions. */
static void
add_lasting(struct str *out, const char *s, size_t len)
{
	size_t from = 0;

	for (size_t i = 0; i < len; i++) {
		size_t n =
		    s[i] == ';' || s[i] == '/' ? session_at(s + i, len - i) : 0;

		if (n == 0)
			continue;
		add_normal(out, s + from, i - from);
		from = i + n;
		i = from - 1;
	}
	add_normal(out, s + from, len - from);
}

/* Nothing to be encoded, resolved or left out, but a "/" at its end. */
static bool
is_simple(const char *s, size_t len)
{
	if (len == 0 || s[0] != '/')
		return false;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c > '/' ? c >= 0x7F || c == ';' : c <= 0x20 || c == '%')
			return false;
		if (c == '/' && i + 1 < len &&
		    (s[i + 1] == '/' || s[i + 1] == '.' || s[i + 1] == '('))
			return false;
	}
	return true;
}

static void
add_path(struct str *out, const char *s, size_t len)
{
	static const char *const defaults[] = {"/index.html", "/index.htm",
	    "/index.php", "/default.aspx", "/index"};
	size_t at = out->len;

	if (is_simple(s, len)) {
		str_addn(out, s, s[len - 1] == '/' ? len - 1 : len);
	} else {
		add_lasting(out, s, len);
		if (!out->full)
			resolve_dots(out, at);
	}
	if (out->full || out->len == at)
		return;
	for (size_t i = 0; i < sizeof(defaults) / sizeof(*defaults); i++) {
		size_t n = strlen(defaults[i]);

		if (out->len - at >= n &&
		    ((out->text[out->len - 1] ^ defaults[i][n - 1]) & 0x5F) ==
			0 &&
		    strcasecmp(out->text + out->len - n, defaults[i]) == 0)
			str_cut(out, out->len - n);
	}
	while (out->len > at && out->text[out->len - 1] == '/')
		str_cut(out, out->len - 1);
}

/* Parameters that say who came from where; "*" at the end: begins so. */
static const char *const tracking[] = {"utm_*", "mc_*", "_ga*", "_gl",
    "epslanguage", "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid",
    "igshid", "mkt_tok", "cmpid", "_hsenc", "_hsmi", "pk_*", "mtm_*", "yclid",
    "twclid", "ttclid", "li_fat_id", "srsltid", "wickedid", "vero_id",
    "oly_enc_id", "oly_anon_id", "ocid", "wt.mc_id", "wt_mc", "piwik_*",
    "matomo_*", "hsctatracking", "ns_campaign", "ns_mchannel", "ns_source",
    /* and whose session it was */
    "jsessionid", "phpsessid", "aspsessionid*", "sessionid", "session_id",
    "cfid", "cftoken", "sessid"};

/* "sid" is a page's number at one site and a session at another. */
static bool
is_session(const char *name, size_t len, const char *value, size_t n)
{
	size_t digits = 0;

	if (len != 3 || strncasecmp(name, "sid", 3) != 0)
		return false;
	while (digits < n && isalnum((unsigned char)value[digits]))
		digits++;
	return digits == n && n >= 20;
}

static bool
is_tracking(const char *s, size_t len)
{
	for (size_t i = 0; i < sizeof(tracking) / sizeof(*tracking); i++) {
		size_t n;

		if (len == 0 || ((tracking[i][0] ^ s[0]) & 0x5F) != 0)
			continue; /* most have another first letter */
		n = strlen(tracking[i]);
		if (tracking[i][n - 1] == '*'
			? len >= n - 1 &&
			      strncasecmp(s, tracking[i], n - 1) == 0
			: len == n && strncasecmp(s, tracking[i], n) == 0)
			return true;
	}
	return false;
}

static bool
is_dropped(const char *s, size_t n)
{
	const char *sign = memchr(s, '=', n);
	size_t len = sign != NULL ? (size_t)(sign - s) : n;

	return is_tracking(s, len) ||
	       (sign != NULL && is_session(s, len, sign + 1, n - len - 1));
}

static void
add_query(struct str *out, const char *s, size_t len)
{
	const char *end = s + len;
	char mark = '?';

	while (s < end) {
		const char *next = memchr(s, '&', (size_t)(end - s));
		size_t n = (size_t)((next != NULL ? next : end) - s);

		if (n > 0 && !is_dropped(s, n)) {
			str_addc(out, mark);
			mark = '&';
			add_normal(out, s, n);
		}
		s += n + 1;
	}
}

const char *
identity_link(struct pool *pool, const char *url)
{
	struct str s = STR_INIT((size_t)URL_MOST * 3);
	size_t scheme, len, host, path;
	const char *text;

	url += strspn(url, " \t\r\n");
	len = strlen(url);
	while (len > 0 && strchr(" \t\r\n", url[len - 1]) != NULL)
		len--;
	scheme = identity_scheme(url);
	if (scheme == 0 || len > URL_MOST)
		return pool_strndup(pool, url, len);
	url += scheme;
	len -= scheme;
	if (memchr(url, '#', len) != NULL)
		len = strcspn(url, "#");
	host = strcspn(url, "/?#\\");
	host = host < len ? host : len;
	path = strcspn(url, "?");
	path = path < len ? path : len;
	str_room(&s, len); /* most need no more */
	add_host(&s, url, host);
	add_path(&s, url + host, path - host);
	if (path < len)
		add_query(&s, url + path + 1, len - path - 1);
	text = pool_strndup(pool, s.text, s.len);
	str_release(&s);
	return text;
}

/* Has the query Episerver's parameter? */
static bool
says_language(const char *query)
{
	static const char name[] = "epslanguage";
	const size_t len = sizeof(name) - 1;

	for (const char *s = query; (s = strchr(s, '=')) != NULL; s++)
		if ((size_t)(s - query) >= len &&
		    strncasecmp(s - len, name, len) == 0)
			return true;
	return false;
}

/* The platform looks at no case: ASP.NET, and Episerver on top of it. */
static bool
ignores_case(const char *url)
{
	size_t path = strcspn(url, "?#");

	for (const char *s = url;
	     (s = memchr(s, '.', path - (size_t)(s - url))); s++)
		if (strncasecmp(s, ".aspx", 5) == 0 &&
		    strchr("/?#", s[5]) != NULL)
			return true;
	return url[path] == '?' && says_language(url + path);
}

/* The path in lower case; its parameters stay. */
static const char *
lower_path(struct pool *pool, const char *link)
{
	char *copy = pool_strdup(pool, link);

	for (char *s = copy; *s != '\0' && *s != '?'; s++)
		if (*s == '%' && s[1] != '\0' && s[2] != '\0')
			s += 2; /* stays in capitals, as it is written */
		else
			*s = (char)tolower((unsigned char)*s);
	return copy;
}

static size_t
add_link(const char **link, size_t n, size_t most, const char *one)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(link[i], one) == 0)
			return n;
	if (n < most)
		link[n++] = one;
	return n;
}

/* A name of the configuration is the host of the link. */
static bool
is_host(const char *name, const char *link)
{
	size_t n;

	if (strncasecmp(name, "www.", 4) == 0)
		name += 4;
	n = strlen(name);
	return strncasecmp(link, name, n) == 0 && strchr("/?", link[n]) != NULL;
}

/* The same on the other hosts. */
static size_t
add_aliases(struct pool *pool, const struct identity_way *way,
    const char **link, size_t n, size_t most)
{
	bool among = false;
	size_t own = n;

	for (size_t i = 0; way->alias[i] != NULL; i++)
		among |= is_host(way->alias[i], link[0]);
	for (size_t i = 0; among && way->alias[i] != NULL; i++)
		for (size_t k = 0; k < own; k++) {
			const char *name = way->alias[i];
			struct str s = STR_INIT((size_t)URL_MOST * 4);

			name += strncasecmp(name, "www.", 4) == 0 ? 4 : 0;
			add_host(&s, name, strlen(name));
			str_add(&s, link[k] + strcspn(link[k], "/?"));
			n = add_link(
			    link, n, most, pool_strndup(pool, s.text, s.len));
			str_release(&s);
		}
	return n;
}

size_t
identity_links(struct pool *pool, const char *url,
    const struct identity_way *way, const char **link, size_t most)
{
	size_t n = add_link(link, 0, most, identity_link(pool, url));

	if (identity_scheme(url + strspn(url, " \t\r\n")) == 0)
		return n;
	if (way->fold_case || ignores_case(url))
		n = add_link(link, n, most, lower_path(pool, link[0]));
	if (way->alias != NULL)
		n = add_aliases(pool, way, link, n, most);
	return n;
}
