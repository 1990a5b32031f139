/* plain.c - markup to plain text */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "core/text/plain.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "core/text/encoding.h"
#include "core/text/htmlref.h"
#include "core/text/plain-tag.h"

/* Sixteen bytes at a time; gcc and clang know what the machine has for it. */
typedef unsigned char block_t __attribute__((__vector_size__(16)));
enum { BLOCK = sizeof(block_t), HREF_MOST = 4096 };

struct plain {
	struct str *out;
	char *to;  /* where the next byte goes; out has room */
	char gap;  /* '\0', ' ' or '\n' to come before the next text */
	bool c1;   /* control characters U+0080 to U+009F went through */
	bool html; /* '<' and '&' mean something */
	char *start;
	unsigned quotes;
	bool in_cdata, no_cdata_end;
	plain_link_fn *link;
	void *user;
};

/*
 * Nothing in the block needs a look: no control, markup, second blank, nor
 * the first byte of a character that could be a space, a control or
 * overlong.  (0xC3 begins the Swedish letters.)
 */
static bool
is_easy(const char *s, bool html)
{
	block_t a, b, bad;
	uint64_t half[2];

	memcpy(&a, s, BLOCK);
	memcpy(&b, s + 1, BLOCK);
	bad = (block_t)(a < 0x20) | (block_t)((a == 0x20) & (b == 0x20));
	bad |= (block_t)(a == 0x7F) | (block_t)((a > 0xBF) & (a != 0xC3));
	if (html)
		bad |= (block_t)(a == '<') | (block_t)(a == '&');
	memcpy(half, &bad, BLOCK);
	return (half[0] | half[1]) == 0;
}

static bool
is_plain(unsigned char c, bool html)
{
	return c > 0x20 && c != 0x7F && (c <= 0xBF || c == 0xC3) &&
	       !(html && (c == '<' || c == '&'));
}

/* A run may have left a blank at its end: the gap takes its place. */
static void
put_gap(struct plain *p)
{
	if (p->gap == '\0')
		return;
	if (p->to > p->start) {
		p->to -= p->to[-1] == ' ';
		*p->to++ = p->gap;
	}
	p->gap = '\0';
}

static void
put(struct plain *p, const char *s, size_t len)
{
	put_gap(p);
	memcpy(p->to, s, len);
	p->to += len;
}

/* U+00A0, U+0085, U+1680, U+2000..., U+3000; those with two or three bytes. */
static bool
is_wide_space(const unsigned char *s, size_t len)
{
	if (len == 2)
		return s[0] == 0xC2 && s[1] == 0xA0;
	if (len != 3)
		return false;
	if (s[0] == 0xE2 && s[1] == 0x80)
		return s[2] <= 0x8A || s[2] == 0xA8 || s[2] == 0xA9 ||
		       s[2] == 0xAF;
	return (s[0] == 0xE2 && s[1] == 0x81 && s[2] == 0x9F) ||
	       (s[0] == 0xE1 && s[1] == 0x9A && s[2] == 0x80) ||
	       (s[0] == 0xE3 && s[1] == 0x80 && s[2] == 0x80);
}

/* One character that is_plain() did not let through. */
static size_t
hard_character(struct plain *p, const char *s, size_t left)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t n;

	if (u[0] <= 0x20) {
		if (p->gap == '\0' && (u[0] == ' ' || (u[0] >= 9 && u[0] < 14)))
			p->gap = ' ';
		return 1;
	}
	n = utf8_length(s, left);
	if (n == 0) {
		put(p, "\xEF\xBF\xBD", 3);
		for (n = 1; n < left && (u[n] & 0xC0) == 0x80; n++)
			;
		return n;
	}
	if (is_wide_space(u, n)) {
		if (p->gap == '\0')
			p->gap = ' ';
		return n;
	}
	if (u[0] == 0xC2 && u[1] < 0xA0)
		p->c1 = true;
	if (u[0] != 0x7F)
		put(p, s, n);
	return n;
}

/* Text up to markup or the end; returns how much it took. */
static size_t
put_run(struct plain *p, const char *s, size_t left)
{
	const char *at = s, *end = s + left, *first;

	while (at < end && !(p->html && (*at == '<' || *at == '&'))) {
		if (!is_plain((unsigned char)*at, p->html)) {
			at += hard_character(p, at, (size_t)(end - at));
			continue;
		}
		put_gap(p);
		while ((size_t)(end - at) > BLOCK && is_easy(at, p->html)) {
			memcpy(p->to, at, BLOCK);
			p->to += BLOCK;
			at += BLOCK;
		}
		first = at;
		while (at < end &&
		       (is_plain((unsigned char)*at, p->html) ||
			   (*at == ' ' && end - at > 1 &&
			       is_plain((unsigned char)at[1], p->html))))
			at++;
		memcpy(p->to, first, (size_t)(at - first));
		p->to += at - first;
	}
	return (size_t)(at - s);
}

static void
tell_link(struct plain *p, const struct tag *t)
{
	char href[HREF_MOST + HTMLREF_MOST];
	size_t len, n = 0, took;
	const char *value = tag_value(t, "href", &len);

	if (value == NULL || len > HREF_MOST)
		return;
	if (memchr(value, '&', len) == NULL) {
		p->link(p->user, value, len);
		return;
	}
	for (size_t i = 0; i < len && n < HREF_MOST; i += took) {
		took = value[i] == '&'
			   ? htmlref_read(value + i, len - i, href + n)
			   : 0;
		if (took > 0) {
			n += strlen(href + n);
			continue;
		}
		href[n++] = value[i];
		took = 1;
	}
	p->link(p->user, href, n);
}

/* From behind <script> to behind </script>. */
static size_t
skip_element(const struct tag *t, const char *s, size_t left)
{
	const char *at = s, *end = s + left;

	while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		if ((size_t)(end - at) > t->name_len + 1 && at[1] == '/' &&
		    strncasecmp(at + 2, t->name, t->name_len) == 0) {
			at = memchr(at, '>', (size_t)(end - at));
			return at ? (size_t)(at - s) + 1 : left;
		}
		at++;
	}
	return left;
}

static void put_all(struct plain *, const char *, size_t);

/* A CDATA section that was escaped with all the rest: what is in it counts. */
static size_t
put_cdata(struct plain *p, const char *s, size_t left)
{
	const char *end = NULL;

	if (!p->in_cdata && !p->no_cdata_end)
		end = memmem(s, left, "]]>", 3);
	p->no_cdata_end |= !p->in_cdata && end == NULL;
	if (end == NULL)
		return 0;
	p->in_cdata = true;
	put_all(p, s, (size_t)(end - s));
	p->in_cdata = false;
	return (size_t)(end - s) + 3;
}

static size_t
put_tag(struct plain *p, const char *s, size_t left)
{
	struct tag t = plain_tag_read(s, left, &p->quotes);

	if (t.len == 0) {
		put(p, "<", 1);
		return 1;
	}
	if (t.what == ELEMENT_BLOCK)
		p->gap = '\n';
	if (t.what == ELEMENT_CELL && p->gap == '\0')
		p->gap = ' ';
	if (t.what == ELEMENT_CDATA)
		return t.len + put_cdata(p, s + t.len, left - t.len);
	if (t.end || t.name_len == 0)
		return t.len;
	if (p->link != NULL && t.name_len == 1 && (*t.name | 0x20) == 'a')
		tell_link(p, &t);
	if (t.what == ELEMENT_SKIP && !tag_is_empty(&t))
		return t.len + skip_element(&t, s + t.len, left - t.len);
	return t.len;
}

static size_t
put_reference(struct plain *p, const char *s, size_t left)
{
	char text[HTMLREF_MOST];
	size_t took = htmlref_read(s, left, text);

	if (took == 0) {
		put(p, "&", 1);
		return 1;
	}
	for (size_t i = 0, len = strlen(text); i < len;)
		if (is_plain((unsigned char)text[i], false))
			put(p, text + i++, 1);
		else
			i += hard_character(p, text + i, len - i);
	return took;
}

/* UTF-8 that was taken for Latin-1 and written as UTF-8: back; or not. */
static bool
undo_double(const char *s, size_t len, char *to, size_t *n)
{
	size_t i = 0;

	for (*n = 0; i < len; (*n)++) {
		unsigned char c = (unsigned char)s[i];

		if (c > 0xC3)
			return false;
		if (c >= 0xC2) {
			c = (unsigned char)(c << 6 |
					    ((unsigned char)s[i + 1] & 0x3F));
			i++;
		}
		to[*n] = (char)c;
		i++;
	}
	return utf8_valid(to, *n) == *n;
}

/* C1 controls are never meant: windows-1252, or a doubly encoded text. */
static void
mend_controls(struct plain *p)
{
	size_t len = (size_t)(p->to - p->start), n;
	struct str copy = STR_INIT(len);
	const char *s;

	str_addn(&copy, p->start, len);
	if (undo_double(copy.text, len, p->start, &n)) {
		p->to = p->start + n;
		str_release(&copy);
		return;
	}
	p->to = p->start;
	s = copy.text;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i + 1];

		if ((unsigned char)s[i] == 0xC2 && c < 0xA0) {
			p->to += htmlref_write(htmlref_number(c), p->to);
			i++;
		} else {
			*p->to++ = s[i];
		}
	}
	str_release(&copy);
}

static void
put_all(struct plain *p, const char *s, size_t len)
{
	for (size_t at = 0; at < len;) {
		if (p->html && s[at] == '<')
			at += put_tag(p, s + at, len - at);
		else if (p->html && s[at] == '&')
			at += put_reference(p, s + at, len - at);
		else
			at += put_run(p, s + at, len - at);
	}
}

/* The most that n bytes become: a broken byte 3, a C1 control 3 for its 2. */
static void
run(struct plain *p, const char *s, size_t len)
{
	size_t before = p->out->len;

	if (!str_room(p->out, len * 3 + BLOCK))
		return;
	p->start = p->to = p->out->text + before;
	put_all(p, s, len);
	if (p->to > p->start && p->to[-1] == ' ')
		p->to--;
	if (p->c1)
		mend_controls(p);
	p->out->len = (size_t)(p->to - p->out->text);
	*p->to = '\0';
}

void
plain_add_html(struct str *out, const char *html, size_t len,
    plain_link_fn *link, void *user)
{
	struct plain p = {.out = out, .html = true, .link = link, .user = user};

	run(&p, html, len);
}

void
plain_add_text(struct str *out, const char *text, size_t len)
{
	struct plain p = {.out = out};

	run(&p, text, len);
}

static char *
keep(struct pool *pool, struct str *s)
{
	char *text = pool_strndup(pool, s->text, s->len);

	str_release(s);
	return text;
}

char *
plain_of_html(struct pool *pool, const char *html, size_t len)
{
	struct str s = STR_INIT(len * 3 + BLOCK);

	plain_add_html(&s, html, len, NULL, NULL);
	return keep(pool, &s);
}

char *
plain_of_text(struct pool *pool, const char *text, size_t len)
{
	struct str s = STR_INIT(len * 3 + BLOCK);

	plain_add_text(&s, text, len);
	return keep(pool, &s);
}

bool
plain_is_html(const char *text, size_t len)
{
	const char *at = text, *end = text + len;
	char word[HTMLREF_MOST];
	unsigned quotes = 0;

	while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		struct tag t = plain_tag_read(at, (size_t)(end - at), &quotes);

		if (t.what != ELEMENT_UNKNOWN)
			return true;
		at += t.len ? t.len : 1;
	}
	for (at = text; (at = memchr(at, '&', (size_t)(end - at))); at++)
		if (htmlref_read(at, (size_t)(end - at), word) > 0)
			return true;
	return false;
}
