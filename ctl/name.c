/* name.c - names of sections, made from titles and addresses */
/* SPDX-License-Identifier: MIT */
#include "ctl/name.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "base/str.h"

/* Letters without their marks; what is no letter of ASCII then parts words. */
static void
add_letter(struct str *s, utf8proc_int32_t c)
{
	utf8proc_int32_t parts[8];
	utf8proc_ssize_t n = utf8proc_decompose_char(c, parts, 8,
	    UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK, NULL);

	if (n < 0)
		n = 0;
	for (utf8proc_ssize_t i = 0; i < n && i < 8; i++)
		if (parts[i] < 0x80 && isalnum(parts[i]))
			str_addc(s, (char)parts[i]);
		else if (s->len > 0 && s->text[s->len - 1] != '-')
			str_addc(s, '-');
}

const char *
name_of_text(struct pool *pool, const char *text)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
	struct str s = STR_INIT(NAME_BYTES + 8);
	utf8proc_int32_t c;
	const char *name;

	while (*at != '\0' && s.len < NAME_BYTES) {
		utf8proc_ssize_t n = utf8proc_iterate(at, -1, &c);

		add_letter(&s, n > 0 ? c : ' ');
		at += n > 0 ? n : 1;
	}
	while (s.len > 0 && s.text[s.len - 1] == '-')
		str_cut(&s, s.len - 1);
	name = s.len > 0 ? pool_strndup(pool, s.text, s.len) : "x";
	str_release(&s);
	return name;
}

const char *
name_of_host(struct pool *pool, const char *url)
{
	const char *s = strstr(url, "//");
	const char *end, *dot;
	size_t n;

	s = s != NULL ? s + 2 : url;
	n = strcspn(s, "/?#:");
	if (n > 4 && strncasecmp(s, "www.", 4) == 0) {
		s += 4;
		n -= 4;
	}
	/* Of a name the last label goes; an address in numbers stays. */
	end = s + n;
	dot = memrchr(s, '.', n);
	if (dot != NULL && dot > s && !isdigit((unsigned char)end[-1]))
		end = dot;
	return name_of_text(pool, pool_strndup(pool, s, (size_t)(end - s)));
}

/* Words of an address that say nothing. */
static bool
is_common(const char *s, size_t n)
{
	static const char *const words[] = {"index", "default", "start",
	    "startsida", "rss", "atom", "feed", "xml", "html", "htm", "aspx",
	    "php", "sv", "se", "listitems", "portlet"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strlen(words[i]) == n && strncasecmp(s, words[i], n) == 0)
			return true;
	return false;
}

/* "nyheter" of "nyheter.4.559bb5c414ba.html"; letters, and not only hex. */
static size_t
word_length(const char *s, size_t n)
{
	size_t len = 0, plain = 0;

	while (len < n && s[len] != '.')
		plain += isalpha((unsigned char)s[len++]) != 0;
	return len >= 3 && plain * 2 > len && !is_common(s, len) ? len : 0;
}

/* The last part of the path that is a word; NULL when there is none. */
static const char *
word_of_path(struct pool *pool, const char *url)
{
	const char *s = strstr(url, "//");
	const char *path, *end, *at;
	size_t n;

	path = strchr(s != NULL ? s + 2 : url, '/');
	if (path == NULL)
		return NULL;
	end = path + strcspn(path, "?#");
	while (end > path) {
		at = memrchr(path, '/', (size_t)(end - path));
		if (at == NULL)
			return NULL;
		n = word_length(at + 1, (size_t)(end - at - 1));
		if (n > 0)
			return pool_strndup(pool, at + 1, n);
		end = at;
	}
	return NULL;
}

const char *
name_of_feed(
    struct pool *pool, const char *source, const char *url, const char *title)
{
	const char *word = word_of_path(pool, url);
	char *name;

	if (word == NULL)
		word = title[0] != '\0' ? title : "flode";
	name = pool_printf(pool, "%s-%s", source, name_of_text(pool, word));
	if (strlen(name) > NAME_BYTES + 12)
		name[NAME_BYTES + 12] = '\0';
	return name;
}
