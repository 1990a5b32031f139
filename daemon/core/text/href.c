/* href.c - addresses made absolute */
/* SPDX-License-Identifier: MIT */
#include "core/text/href.h"

#include <string.h>
#include <strings.h>

#include "core/text/encoding.h"

/* The length of "scheme:" at the start, 0 when there is none. */
static size_t
scheme_length(const char *s)
{
	size_t n = 0;

	while ((s[n] >= 'a' && s[n] <= 'z') || (s[n] >= 'A' && s[n] <= 'Z') ||
	       (n > 0 && ((s[n] >= '0' && s[n] <= '9') || s[n] == '+' ||
			     s[n] == '-' || s[n] == '.')))
		n++;
	return n > 0 && s[n] == ':' ? n + 1 : 0;
}

/* The length of "scheme://host:port"; 0 when the address has no host. */
static size_t
host_length(const char *s)
{
	size_t n = scheme_length(s);

	if (n == 0 || s[n] != '/' || s[n + 1] != '/')
		return 0;
	return n + 2 + strcspn(s + n + 2, "/?#");
}

static bool
is_active(const char *s)
{
	static const char *const schemes[] = {
	    "javascript:", "vbscript:", "data:"};

	if (strchr("jJvVdD", s[0]) == NULL)
		return false;
	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
		if (strncasecmp(s, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

/* Trimmed and without what no address holds; NULL when nothing is left. */
static char *
clean(struct pool *pool, const char *s, size_t len)
{
	char *to;
	size_t n = 0;

	while (len > 0 && (unsigned char)*s <= ' ') {
		s++;
		len--;
	}
	while (len > 0 && (unsigned char)s[len - 1] <= ' ')
		len--;
	if (len == 0 || len > HREF_MOST)
		return NULL;
	/* Most are of ASCII without a blank, and need no further look. */
	while (n < len && (signed char)s[n] > ' ')
		n++;
	if (n < len && utf8_valid(s + n, len - n) != len - n)
		return NULL;
	while (n < len && (unsigned char)s[n] > ' ')
		n++;
	if (n == len)
		return pool_strndup(pool, s, len);
	to = pool_get(pool, len * 3 + 1);
	n = 0;
	for (size_t i = 0; i < len; i++)
		if (s[i] == ' ') {
			memcpy(to + n, "%20", 3);
			n += 3;
		} else if ((unsigned char)s[i] > ' ') {
			to[n++] = s[i];
		}
	return to;
}

/* Writes path (which begins with '/') without its "." and ".." steps. */
static size_t
put_path(char *to, const char *path, size_t len)
{
	size_t n = 0, i = 0;

	while (i < len) {
		size_t step = 1; /* the slash and what is up to the next */

		while (i + step < len && path[i + step] != '/')
			step++;
		if (step == 2 && path[i + 1] == '.') {
			if (i + step == len)
				to[n++] = '/';
		} else if (step == 3 && memcmp(path + i, "/..", 3) == 0) {
			while (n > 0 && to[--n] != '/')
				;
			if (i + step == len)
				to[n++] = '/';
		} else {
			memcpy(to + n, path + i, step);
			n += step;
		}
		i += step;
	}
	return n;
}

/* base's scheme and host, then path, then the rest of ref ("?..." "#..."). */
static char *
join(struct pool *pool, const char *base, size_t host, const char *dir,
    size_t dir_len, const char *ref)
{
	size_t path_len = strcspn(ref, "?#"), ref_len = strlen(ref);
	char *path = pool_get(pool, dir_len + path_len + 1);
	char *to = pool_get(pool, host + dir_len + ref_len + 2);
	size_t n;

	memcpy(path, dir, dir_len);
	memcpy(path + dir_len, ref, path_len);
	memcpy(to, base, host);
	n = host + put_path(to + host, path, dir_len + path_len);
	memcpy(to + n, ref + path_len, ref_len - path_len);
	return to;
}

char *
href_resolve(
    struct pool *pool, const char *base, const char *address, size_t len)
{
	char *ref = clean(pool, address, len);
	size_t host, path, dir;

	if (ref == NULL || is_active(ref))
		return NULL;
	if (base == NULL || scheme_length(ref) > 0)
		return ref;
	host = host_length(base);
	if (host == 0)
		return ref;
	if (ref[0] == '/' && ref[1] == '/')
		return pool_printf(
		    pool, "%.*s%s", (int)scheme_length(base), base, ref);
	if (ref[0] == '/')
		return join(pool, base, host, "", 0, ref);
	path = host + strcspn(base + host, "?#");
	if (ref[0] == '#')
		return pool_printf(pool, "%.*s%s",
		    (int)(path + strcspn(base + path, "#")), base, ref);
	if (ref[0] == '?')
		return pool_printf(pool, "%.*s%s%s", (int)path, base,
		    path == host ? "/" : "", ref);
	for (dir = path; dir > host && base[dir - 1] != '/';)
		dir--;
	if (dir == host)
		return join(pool, base, host, "/", 1, ref);
	return join(pool, base, host, base + host, dir - host, ref);
}

bool
href_is_web(const char *s)
{
	return strncasecmp(s, "http://", 7) == 0 ||
	       strncasecmp(s, "https://", 8) == 0;
}

bool
href_is_pdf(const char *s)
{
	size_t n = strcspn(s, "?#");

	return n > 4 && strncasecmp(s + n - 4, ".pdf", 4) == 0;
}

int
href_hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
