/* page-body.c - the HTML or text that an answer's bytes hold, as UTF-8 */
/* SPDX-License-Identifier: MIT */
#include "core/page-body.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "base/str.h"

enum { JSON_DEPTH = 8, JSON_MEMBERS = 10000 };

static bool
is_utf8(const char *s, size_t len)
{
	utf8proc_int32_t c;

	for (size_t i = 0; i < len;) {
		utf8proc_ssize_t n = utf8proc_iterate(
		    (const utf8proc_uint8_t *)s + i,
		    (utf8proc_ssize_t)(len - i), &c);

		if (n <= 0)
			return false;
		i += (size_t)n;
	}
	return true;
}

static const unsigned short cp1252[32] = {0x20AC, 0x81, 0x201A, 0x192, 0x201E,
    0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC,
    0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178};

/* UTF-8 when it is that, else windows-1252. */
static struct text
decode(struct pool *pool, const char *s, size_t len, const char *type)
{
	struct str out = STR_INIT((size_t)BODY_MOST * 3);
	struct text t;

	(void)type;
	if (len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) {
		s += 3;
		len -= 3;
	}
	if (is_utf8(s, len)) {
		str_addn(&out, s, len);
	} else {
		for (size_t i = 0; i < len; i++) {
			unsigned char c = (unsigned char)s[i];

			if (c >= 0x80 && c < 0xA0)
				str_addu(&out, cp1252[c - 0x80]);
			else if (c >= 0x80)
				str_addu(&out, c);
			else
				str_addc(&out, s[i]);
		}
	}
	t = (struct text){pool_strndup(pool, out.text, out.len), out.len};
	str_release(&out);
	return t;
}

/* "a" and a ring, as Macs write it, becomes "å"; few texts need it. */
static struct text
compose(struct pool *pool, struct text t)
{
	utf8proc_uint8_t *nfc = NULL;
	utf8proc_ssize_t n;

	if (strpbrk(t.bytes, "\xCC\xCD") == NULL)
		return t;
	n = utf8proc_map((const utf8proc_uint8_t *)t.bytes,
	    (utf8proc_ssize_t)t.len, &nfc, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (n > 0) {
		t.len = (size_t)n;
		t.bytes = pool_strndup(pool, (const char *)nfc, t.len);
	}
	free(nfc);
	return t;
}

struct text
body_text(struct pool *pool, const struct body *b)
{
	size_t len = b->len < BODY_MOST ? b->len : BODY_MOST;
	struct text t = decode(pool, b->bytes, len, b->type);
	char *s = (char *)t.bytes; /* our own copy */

	for (size_t i = 0; i < t.len; i++)
		if (s[i] == '\0')
			s[i] = ' ';
	return compose(pool, t);
}

static void
find_longest(const json_t *j, int depth, int *left, const json_t **best)
{
	const char *key;
	json_t *value;
	size_t i;

	if (depth == 0 || --*left <= 0)
		return;
	if (json_is_string(j) &&
	    memchr(json_string_value(j), '<', json_string_length(j)) &&
	    (*best == NULL ||
		json_string_length(j) > json_string_length(*best)))
		*best = j;
	json_object_foreach((json_t *)j, key, value)
	    find_longest(value, depth - 1, left, best);
	json_array_foreach(j, i, value)
	    find_longest(value, depth - 1, left, best);
}

static bool
html_of_json(struct pool *pool, struct text *t, struct why *w)
{
	json_error_t error;
	json_t *j = json_loadb(
	    t->bytes, t->len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
	const json_t *best = NULL;
	int left = JSON_MEMBERS;

	if (j == NULL)
		return why(w, "line %d: %s", error.line, error.text);
	find_longest(j, JSON_DEPTH, &left, &best);
	if (best != NULL) {
		t->len = json_string_length(best);
		t->bytes = pool_strndup(pool, json_string_value(best), t->len);
	}
	json_decref(j);
	return best != NULL || why(w, "JSON without any HTML in it");
}

static bool
has_prefix(const char *s, const char *prefix)
{
	return strncasecmp(s, prefix, strlen(prefix)) == 0;
}

bool
body_html(
    struct pool *pool, const struct body *b, struct text *t, struct why *w)
{
	const char *s;

	*t = body_text(pool, b);
	s = t->bytes + strspn(t->bytes, " \t\r\n");
	if (*s == '\0')
		return why(w, "the page is empty");
	if (*s == '{' || *s == '[')
		return html_of_json(pool, t, w);
	if (has_prefix(s, "%PDF-"))
		return why(w, "this is a PDF, not a page");
	return true;
}
