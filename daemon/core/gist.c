/* gist.c - what of a text means something, in a form to compare */
/* SPDX-License-Identifier: MIT */
#include "core/gist.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <xxhash.h>

#include "base/str.h"
#include "core/page/stamp.h"

enum { TEXT_MOST = 8 << 20 };

static bool
is_kept(utf8proc_int32_t c)
{
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
	case UTF8PROC_CATEGORY_SC:
		return true;
	default:
		return c == '%' || c == '+' || c == 0xA7;
	}
}

static bool
is_minus(const char *s, const char *end, bool space)
{
	return space && *s == '-' && s + 1 < end && s[1] >= '0' && s[1] <= '9';
}

/* Adds what is kept of a piece; *space: something was left out before. */
static void
add_piece(struct str *out, const char *s, size_t len, bool *space)
{
	const char *end = s + len;

	while (s < end) {
		utf8proc_int32_t c;
		utf8proc_ssize_t n = utf8proc_iterate(
		    (const utf8proc_uint8_t *)s, end - s, &c);

		if (n <= 0) {
			c = 0xFFFD;
			n = 1;
		}
		if (c == 0xAD || (c >= 0x200B && c <= 0x200D)) {
			s += n; /* invisible: parts no word */
			continue;
		}
		if (!is_kept(c) && !is_minus(s, end, *space)) {
			*space = true;
		} else {
			if (*space && out->len > 0)
				str_addc(out, ' ');
			*space = false;
			str_addu(out, (unsigned)utf8proc_tolower(c));
		}
		s += n;
	}
}

static void
add_line(struct str *out, const char *s, size_t len)
{
	struct stamp stamp;
	size_t from = 0;
	bool space = true;

	while (from < len && stamp_find(s, len, from, &stamp)) {
		add_piece(out, s + from, stamp.at - from, &space);
		space = true;
		from = stamp.at + stamp.len;
	}
	add_piece(out, s + from, len - from, &space);
}

static const char *
composed(struct pool *pool, const struct str *s)
{
	utf8proc_uint8_t *nfc = NULL;
	utf8proc_ssize_t n;
	const char *text;

	/* Composing costs as much as all the rest, and few texts need it. */
	if (strpbrk(s->text, "\xCC\xCD") == NULL)
		return pool_strndup(pool, s->text, s->len);
	n = utf8proc_map((const utf8proc_uint8_t *)s->text,
	    (utf8proc_ssize_t)s->len, &nfc, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	text = n < 0 ? pool_strndup(pool, s->text, s->len)
		     : pool_strndup(pool, (const char *)nfc, (size_t)n);
	free(nfc);
	return text;
}

/* No further than is taken at once: the line may be as long as the text. */
static size_t
line_of(const char *s)
{
	const char *end = memchr(s, '\n', strnlen(s, GIST_LINE + 1));

	return end ? (size_t)(end - s) : strnlen(s, GIST_LINE + 1);
}

/* How much of a line that is too long: to a blank, if there is one. */
static size_t
piece_of(const char *s)
{
	size_t n = GIST_LINE;

	while (n > GIST_LINE / 2 && s[n] != ' ')
		n--;
	return s[n] == ' ' ? n : str_fit(s, GIST_LINE);
}

struct gisting
gist_begin(const char *text)
{
	return (struct gisting){
	    .at = text != NULL ? text : "", .out = STR_INIT(TEXT_MOST)};
}

/* False: it was the last. */
static bool
take_line(struct gisting *g)
{
	size_t len = line_of(g->at);

	if (len > GIST_LINE)
		len = piece_of(g->at);
	add_line(&g->out, g->at, len);
	g->at += len;
	g->at += *g->at == '\n';
	return *g->at != '\0';
}

bool
gist_step(struct gisting *g)
{
	const char *begun = g->at;
	bool more = *g->at != '\0';

	while (more && g->at - begun < GIST_LINE)
		more = take_line(g);
	return more;
}

const char *
gist_end(struct gisting *g, struct pool *pool)
{
	const char *gist = composed(pool, &g->out);

	str_release(&g->out);
	return gist;
}

const char *
gist_of(struct pool *pool, const char *text)
{
	struct gisting g = gist_begin(text);

	while (gist_step(&g))
		;
	return gist_end(&g, pool);
}

void
gist_hash(const char *bytes, size_t len, char hex[GIST_HASH])
{
	XXH128_hash_t h = XXH3_128bits(bytes, len);

	snprintf(hex, GIST_HASH, "%016" PRIx64 "%016" PRIx64,
	    (uint64_t)h.high64, (uint64_t)h.low64);
}
