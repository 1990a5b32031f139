/* page-body.c - the HTML or text that an answer's bytes hold, as UTF-8 */
/* SPDX-License-Identifier: MIT */
#include "core/page/page-body.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "core/page/page-json.h"
#include "core/text/encoding.h"

/* As far as a page may take to say its charset (HTML Standard). */
enum { META_WITHIN = 4096 };

static const char *
find_word(const char *s, const char *end, const char *word)
{
	size_t n = strlen(word);

	for (; (size_t)(end - s) >= n; s++)
		if (strncasecmp(s, word, n) == 0)
			return s + n;
	return NULL;
}

/*
 * The encoding of <meta charset=x> or <meta ... content="...; charset=x">,
 * NULL when none is said.
 */
static const char *
encoding_of_meta(const char *s, size_t len)
{
	const char *end = s + (len < META_WITHIN ? len : META_WITHIN);

	while ((s = find_word(s, end, "<meta")) != NULL) {
		const char *close = memchr(s, '>', (size_t)(end - s));
		const char *at, *name;
		size_t n = 0;

		if (close == NULL)
			return NULL;
		at = find_word(s, close, "charset");
		s = close;
		if (at == NULL)
			continue;
		while (at < close && strchr(" =\"'\t", *at) != NULL)
			at++;
		while (at + n < close && strchr(" \"'/;>\t", at[n]) == NULL)
			n++;
		name = encoding_find(at, n);
		/* A page that could be read so far is not UTF-16. */
		if (name != NULL)
			return strncasecmp(name, "utf-16", 6) == 0 ? "UTF-8"
								   : name;
	}
	return NULL;
}

/*
 * The header says, or a byte order mark, or the page itself; a page that says
 * nothing is UTF-8 when it is that and windows-1252 otherwise.
 */
static struct text
decode(struct pool *pool, const char *s, size_t len, const char *type)
{
	const char *name = NULL;
	struct decoded d;
	bool marked = len > 1 && ((unsigned char)s[0] >= 0xEF || s[0] == '\0' ||
				     s[1] == '\0');

	if (!marked && encoding_of_type(type) == NULL)
		name = encoding_of_meta(s, len);
	d = name != NULL ? encoding_decode(pool, name, s, len)
			 : encoding_read(pool, s, len, type);
	return (struct text){pool_strndup(pool, d.text, d.len), d.len, d.name};
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
		return json_html(pool, t, w);
	if (has_prefix(s, "%PDF-"))
		return why(w, "this is a PDF, not a page");
	return true;
}
