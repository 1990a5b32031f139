/* mail-url.c - where a mailbox lies */
/* SPDX-License-Identifier: MIT */
#include "core/mail/mail-url.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "core/text/encoding.h"
#include "core/text/href.h"

enum { FOLDERS_MOST = 20, NAME_MOST = 4096, PATH_MOST = 1000 };

static const struct {
	const char *begin;
	enum mail_scheme scheme;
	int port;
} schemes[] = {
    {"imaps://", MAIL_IMAPS, 993},
    {"imap://", MAIL_IMAP, 143},
    {"maildir:", MAIL_DIR, 0},
};

enum { SCHEMES = sizeof(schemes) / sizeof(schemes[0]) };

static size_t
scheme_of(const char *url)
{
	size_t i = 0;

	while (i < SCHEMES && strncasecmp(url, schemes[i].begin,
				  strlen(schemes[i].begin)) != 0)
		i++;
	return i;
}

bool
mail_url_is(const char *url)
{
	return scheme_of(url) < SCHEMES;
}

/* Percents undone; *bad is the byte that makes no text of it. */
static const char *
decoded(struct pool *p, const char *s, size_t n, const char **bad)
{
	char *copy = pool_get(p, n + 1), *to = copy;

	for (size_t i = 0; i < n; i++) {
		char c = s[i];

		*bad = s + i;
		if (c == '%') {
			if (i + 2 >= n || href_hex(s[i + 1]) < 0 ||
			    href_hex(s[i + 2]) < 0)
				return NULL;
			c = (char)(href_hex(s[i + 1]) << 4 |
				   href_hex(s[i + 2]));
			i += 2;
		}
		if ((unsigned char)c < ' ' || c == 0x7F)
			return NULL;
		*to++ = c;
	}
	*bad = s;
	return utf8_valid(copy, (size_t)(to - copy)) == (size_t)(to - copy)
		   ? copy
		   : NULL;
}

/* One URL while it is read. */
struct url {
	struct pool *pool;
	const char *text;
	struct mail_url *to;
	size_t *at;
	struct why *why;
};

static bool
fault(struct url *u, const char *at, const char *reason)
{
	*u->at = (size_t)(at - u->text);
	return why(u->why, "%s", reason);
}

static const char *
decode(struct url *u, const char *s, size_t n)
{
	const char *bad, *text = decoded(u->pool, s, n, &bad);

	if (text == NULL)
		fault(u, bad,
		    "what stands here is no text; a '%' is written %25, a "
		    "space %20");
	return text;
}

static bool
read_port(struct url *u, const char *s, const char *end)
{
	size_t n = (size_t)(end - s);
	long port = n > 0 && n < 6 && strspn(s, "0123456789") >= n
			? strtol(s, NULL, 10)
			: 0;

	u->to->port = (int)port;
	return (port > 0 && port < 65536) ||
	       fault(u, s, "a port is between 1 and 65535");
}

/* [user@]host[:port] */
static bool
read_host(struct url *u, const char *s, const char *end)
{
	const char *at = memrchr(s, '@', (size_t)(end - s)), *stop, *close;

	if (at != NULL && memchr(s, ':', (size_t)(at - s)) != NULL)
		return fault(
		    u, s, "no password may stand in an address; use 'login'");
	if (at != NULL) {
		u->to->user = decode(u, s, (size_t)(at - s));
		if (u->to->user == NULL)
			return false;
		s = at + 1;
	}
	close = *s == '[' ? memchr(s, ']', (size_t)(end - s)) : NULL;
	stop = memchr(
	    close ? close : s, ':', (size_t)(end - (close ? close : s)));
	stop = stop ? stop : end;
	if (stop == s || (*s == '[' && close == NULL))
		return fault(u, s, "the host is missing");
	for (const char *c = s; c < stop; c++)
		if ((unsigned char)*c <= ' ' || strchr("<>\"\\^`{|}%", *c))
			return fault(u, c, "this cannot stand in a host");
	u->to->host = pool_strndup(u->pool, s, (size_t)(stop - s));
	return stop == end || read_port(u, stop + 1, end);
}

static bool
read_folders(struct url *u, const char *s)
{
	const char **list = pool_get(u->pool, FOLDERS_MOST * sizeof(*list));
	size_t n = 0;

	while (*s != '\0') {
		size_t len = strcspn(s, "/");

		if (s[strcspn(s, "?#;")] != '\0')
			return fault(u, s + strcspn(s, "?#;"),
			    "a '?' in a folder's name is written %3F, a '#' "
			    "%23, a ';' %3B");
		if (len > 0 && n == FOLDERS_MOST)
			return fault(u, s, "too many folders in each other");
		if (len > 0) {
			list[n] = decode(u, s, len);
			if (list[n++] == NULL)
				return false;
		}
		s += len;
		s += *s == '/';
	}
	if (n == 0)
		list[n++] = "INBOX";
	u->to->folder = list;
	u->to->n_folders = n;
	return true;
}

static bool
read_path(struct url *u, const char *s)
{
	if (strncmp(s, "///", 3) == 0)
		s += 2; /* maildir:///var/mail */
	if (*s != '/' || s[1] == '/')
		return fault(u, s,
		    "the path of a Maildir begins with one '/': "
		    "maildir:/var/mail/bevakning");
	if (strlen(s) > PATH_MOST)
		return fault(u, s, "the path is too long");
	u->to->path = decode(u, s, strlen(s));
	return u->to->path != NULL;
}

bool
mail_url_read(struct pool *p, const char *url, struct mail_url *to, size_t *at,
    struct why *w)
{
	size_t i = scheme_of(url), len;
	struct url u = {p, url, to, at, w};
	const char *s;

	*to = (struct mail_url){0};
	*at = 0;
	if (i == SCHEMES)
		return fault(&u, url,
		    "the address of a mailbox begins with imaps://, imap:// "
		    "or maildir:");
	to->scheme = schemes[i].scheme;
	to->port = schemes[i].port;
	s = url + strlen(schemes[i].begin);
	if (to->scheme == MAIL_DIR)
		return read_path(&u, s);
	len = strcspn(s, "/?#");
	return read_host(&u, s, s + len) && read_folders(&u, s + len);
}

/* --- modified UTF-7 --- */

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			     "abcdefghijklmnopqrstuvwxyz0123456789+,";

struct shift {
	struct str *to;
	uint32_t bits;
	int n; /* how many; -1: not shifted */
};

static void
put_unit(struct shift *s, unsigned unit)
{
	if (s->n < 0) {
		str_addc(s->to, '&');
		s->n = 0;
		s->bits = 0;
	}
	s->bits = s->bits << 16 | unit;
	s->n += 16;
	while (s->n >= 6) {
		s->n -= 6;
		str_addc(s->to, digits[s->bits >> s->n & 63]);
	}
}

static void
shift_back(struct shift *s)
{
	if (s->n < 0)
		return;
	if (s->n > 0) { /* the last bits, filled up with zeroes */
		s->bits <<= 6 - s->n;
		str_addc(s->to, digits[s->bits & 63]);
	}
	str_addc(s->to, '-');
	s->n = -1;
}

static unsigned
character(const char *s, size_t n)
{
	unsigned c = (unsigned char)s[0];

	c = n == 1 ? c : n == 2 ? c & 31 : n == 3 ? c & 15 : c & 7;
	for (size_t i = 1; i < n; i++)
		c = c << 6 | ((unsigned char)s[i] & 63);
	return c;
}

static void
add_name(struct str *to, const char *name)
{
	struct shift s = {.to = to, .n = -1};
	size_t left = strlen(name), n;

	for (; left > 0; name += n, left -= n) {
		unsigned c;

		n = utf8_length(name, left);
		n = n > 0 ? n : 1;
		c = character(name, n);
		if (c < 0x80) {
			shift_back(&s);
			str_add(to, c == '&' ? "&-" : "");
			if (c != '&')
				str_addc(to, (char)c);
		} else if (c < 0x10000) {
			put_unit(&s, c);
		} else {
			put_unit(&s, 0xD800 + ((c - 0x10000) >> 10));
			put_unit(&s, 0xDC00 + ((c - 0x10000) & 0x3FF));
		}
	}
	shift_back(&s);
}

const char *
mail_url_folder(struct pool *p, const struct mail_url *u, char delimiter)
{
	struct str s = STR_INIT(NAME_MOST);
	const char *name;

	for (size_t i = 0; i < u->n_folders; i++) {
		if (i > 0)
			str_addc(&s, delimiter);
		add_name(&s, u->folder[i]);
	}
	name = pool_strdup(p, s.text);
	str_release(&s);
	return name;
}
