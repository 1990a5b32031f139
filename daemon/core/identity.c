/* identity.c - by what an item is known when it comes again */
/* SPDX-License-Identifier: MIT */
#include "core/identity.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/str.h"
#include "core/gist.h"
#include "core/pattern.h"

enum { URL_MOST = 8192, TEXT_LEAST = 80 };

static const char *const names[IDENTITY_KINDS] = {
    "guid", "link", "page", "title+date", "text"};

const char *
identity_name(enum identity_kind kind)
{
	return names[kind];
}

/* The bytes of "http://", "https://" or "//" at the front; 0 for none. */
static size_t
scheme_of(const char *s)
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

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
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
		int high = c == '%' && i + 2 < len ? hex_value(s[i + 1]) : -1;
		int low = high >= 0 ? hex_value(s[i + 2]) : -1;

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

static void
add_path(struct str *out, const char *s, size_t len)
{
	static const char *const defaults[] = {"/index.html", "/index.htm",
	    "/index.php", "/default.aspx", "/index"};
	size_t at = out->len;

	add_normal(out, s, len);
	if (out->full || out->len == at)
		return;
	resolve_dots(out, at);
	for (size_t i = 0; i < sizeof(defaults) / sizeof(*defaults); i++) {
		size_t n = strlen(defaults[i]);

		if (out->len - at >= n &&
		    strcasecmp(out->text + out->len - n, defaults[i]) == 0)
			str_cut(out, out->len - n);
	}
	while (out->len > at && out->text[out->len - 1] == '/')
		str_cut(out, out->len - 1);
}

/* Parameters that say who came from where; "*" at the end: begins so. */
static const char *const tracking[] = {"utm_*", "mc_*", "_ga*", "_gl",
    "epslanguage", "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid",
    "igshid", "mkt_tok", "cmpid", "_hsenc", "_hsmi", "pk_*", "mtm_*"};

static bool
is_tracking(const char *s, size_t len)
{
	for (size_t i = 0; i < sizeof(tracking) / sizeof(*tracking); i++) {
		size_t n = strlen(tracking[i]);

		if (tracking[i][n - 1] == '*'
			? len >= n - 1 &&
			      strncasecmp(s, tracking[i], n - 1) == 0
			: len == n && strncasecmp(s, tracking[i], n) == 0)
			return true;
	}
	return false;
}

static void
add_query(struct str *out, const char *s, size_t len)
{
	const char *end = s + len;
	char mark = '?';

	while (s < end) {
		const char *next = memchr(s, '&', (size_t)(end - s));
		size_t n = (size_t)((next != NULL ? next : end) - s);
		const char *sign = memchr(s, '=', n);

		if (n > 0 &&
		    !is_tracking(s, sign != NULL ? (size_t)(sign - s) : n)) {
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
	scheme = scheme_of(url);
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

static size_t
hex_digits(const char *s)
{
	size_t n = 0;

	while (hex_value(s[n]) >= 0)
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
	static const char *const kinds[] = {"5.", "4.", "2.", "18."};

	for (const char *s = url; *s != '\0' && *s != '?' && *s != '#'; s++) {
		if ((*s != '.' && *s != '/') || s[1] < '1' || s[1] > '5')
			continue;
		for (size_t i = 0; i < 4; i++) {
			size_t k = strlen(kinds[i]), n;

			if (strncmp(s + 1, kinds[i], k) != 0)
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

const char *
identity_page(struct pool *pool, const char *url)
{
	const char *id = sitevision_id(pool, url);

	return id != NULL ? id : system_id(pool, url);
}

static void
add_key(struct identity_key *keys, size_t *n, enum identity_kind kind,
    const char *value)
{
	if (value != NULL && *value != '\0')
		keys[(*n)++] = (struct identity_key){kind, value};
}

/* http and https, www and not, are the same guid; the rest is verbatim. */
static const char *
guid_key(struct pool *pool, const char *id)
{
	size_t scheme, len;

	id += strspn(id, " \t\r\n");
	scheme = scheme_of(id);
	id += scheme;
	if (scheme > 0 && strncasecmp(id, "www.", 4) == 0)
		id += 4;
	len = strlen(id);
	while (len > 0 && strchr(" \t\r\n", id[len - 1]) != NULL)
		len--;
	return pool_strndup(pool, id, len);
}

static const char *
title_key(struct pool *pool, const struct item *item)
{
	char *title, *key, day[DAY_TEXT];
	size_t len;

	if (item->title == NULL || item->published == NO_TIME)
		return NULL;
	title = words_fold(pool, item->title, strlen(item->title));
	title[strlen(title) - 1] = '\0'; /* the space at its end */
	if (*title == '\0')
		return NULL;
	day_write(time_local_day(item->published), day);
	len = strlen(day);
	key = pool_get(pool, len + strlen(title) + 1);
	memcpy(key, day, len);
	strcpy(key + len, title);
	return key;
}

static const char *
text_key(struct pool *pool, const struct item *item)
{
	const char *text = item->content != NULL ? item->content
						 : item->summary;
	const char *gist = gist_of(pool, text);
	char hex[GIST_HASH];

	if (strlen(gist) < TEXT_LEAST)
		return NULL;
	gist_hash(gist, strlen(gist), hex);
	return pool_strdup(pool, hex);
}

struct identity_key *
identity_keys(struct pool *pool, const struct item *item, size_t *n)
{
	struct identity_key *keys = pool_get(
	    pool, IDENTITY_KINDS * sizeof(*keys));
	const char *page = NULL;

	*n = 0;
	if (item->id != NULL)
		add_key(keys, n, IDENTITY_GUID, guid_key(pool, item->id));
	if (item->link != NULL) {
		add_key(
		    keys, n, IDENTITY_LINK, identity_link(pool, item->link));
		page = identity_page(pool, item->link);
	}
	if (page == NULL && item->id != NULL)
		page = identity_page(pool, item->id);
	add_key(keys, n, IDENTITY_PAGE, page);
	add_key(keys, n, IDENTITY_TITLE_DATE, title_key(pool, item));
	add_key(keys, n, IDENTITY_TEXT, text_key(pool, item));
	return keys;
}
