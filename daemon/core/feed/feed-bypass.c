/* feed-bypass.c - long texts of a feed go around the parser */
/* SPDX-License-Identifier: MIT */
#include "core/feed/feed-bypass.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/encoding.h"
#include "core/text/htmlref.h"

/* A character that nobody uses, the number, and another one. */
static const char mark[] = "\xEE\x80\x80", behind[] = "\xEE\x80\x81";

enum {
	MARK = 3,
	DIGITS = 8,
	WHOLE = MARK + DIGITS + MARK,
	LONG = 64, /* bytes that are worth a mark */
	REFERENCE_MOST = 12
};

/* The first byte of the words is a rare one: faster than memmem(). */
static const char *
find(const char *at, const char *end, const char *words, size_t n)
{
	while ((at = memchr(at, words[0], (size_t)(end - at))) != NULL) {
		if ((size_t)(end - at) < n)
			return NULL;
		if (memcmp(at, words, n) == 0)
			return at;
		at++;
	}
	return NULL;
}

/* --- may it be taken out? --- */

/* Eight bytes of plain ASCII, no control character. */
static bool
is_plain(const char *s)
{
	uint64_t n;

	memcpy(&n, s, 8);
	return ((n | (n - 0x2020202020202020)) & 0x8080808080808080) == 0;
}

static bool
is_allowed(const char *s, size_t n)
{
	unsigned char c = (unsigned char)s[0];

	if (n == 1)
		return c >= ' ' || c == '\n' || c == '\t';
	/* U+FFFE and U+FFFF are no characters. */
	return n != 3 || memcmp(s, "\xEF\xBF", 2) != 0 ||
	       (unsigned char)s[2] < 0xBE;
}

static bool
is_sound(const char *s, size_t len)
{
	for (size_t at = 0, n; at < len; at += n) {
		n = 8;
		if (len - at >= 8 && is_plain(s + at))
			continue;
		n = utf8_length(s + at, len - at);
		if (n == 0 || !is_allowed(s + at, n))
			return false;
	}
	return true;
}

/* --- references --- */

static unsigned
named(const char *s, size_t n)
{
	static const struct {
		const char *name;
		char is;
	} all[] = {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'},
	    {"apos", '\''}};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (strlen(all[i].name) == n && memcmp(all[i].name, s, n) == 0)
			return (unsigned char)all[i].is;
	return 0;
}

/* "#229", "#xE5"; 0: no character that XML allows. */
static unsigned
numbered(const char *s, size_t n)
{
	bool hex = n > 1 && s[1] == 'x';
	unsigned value = 0;

	if (n < 2U + hex)
		return 0;
	for (size_t i = 1U + hex; i < n; i++) {
		char c = s[i];
		unsigned digit = c >= '0' && c <= '9' ? (unsigned)(c - '0')
				 : hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f'
				     ? (unsigned)((c | 0x20) - 'a') + 10
				     : 99;

		if (digit == 99)
			return 0;
		value = value * (hex ? 16 : 10) + digit;
		if (value > 0x10FFFF)
			return 0;
	}
	if ((value < ' ' && value != '\n' && value != '\t' && value != '\r') ||
	    (value >= 0xD800 && value <= 0xDFFF) ||
	    (value & 0xFFFFFE) == 0xFFFE)
		return 0;
	return value;
}

/* Into to, which has room; the bytes written, SIZE_MAX: not by us. */
static size_t
decode(const char *s, size_t len, char *to)
{
	const char *end = s + len, *amp, *semicolon;
	size_t n = 0;

	while ((amp = memchr(s, '&', (size_t)(end - s))) != NULL) {
		size_t left = (size_t)(end - amp), size;
		unsigned c;

		memcpy(to + n, s, (size_t)(amp - s));
		n += (size_t)(amp - s);
		semicolon = memchr(
		    amp, ';', left < REFERENCE_MOST ? left : REFERENCE_MOST);
		if (semicolon == NULL)
			return SIZE_MAX;
		size = (size_t)(semicolon - amp) - 1;
		c = amp[1] == '#' ? numbered(amp + 1, size)
				  : named(amp + 1, size);
		if (c == 0)
			return SIZE_MAX;
		n += htmlref_write(c, to + n);
		s = semicolon + 1;
	}
	memcpy(to + n, s, (size_t)(end - s));
	return n + (size_t)(end - s);
}

/* --- the document without its long texts --- */

struct scan {
	struct feed_bypass *b;
	const char *from; /* what is not in rest yet begins here */
	const char *end;
	size_t len; /* of the whole */
};

/* Puts a mark in the place of [from, to), which says text. */
static void
take_out(struct scan *s, const char *from, const char *to, const char *text,
    size_t len)
{
	struct feed_bypass *b = s->b;
	char whole[WHOLE];

	if (b->n == b->room) {
		b->room = b->room * 2 + 256;
		b->text = realloc(b->text, b->room * sizeof(*b->text));
		if (b->text == NULL)
			abort();
	}
	memcpy(whole, mark, MARK);
	for (int i = 0; i < DIGITS; i++)
		whole[MARK + i] =
		    "0123456789abcdef"[b->n >> 4 * (DIGITS - 1 - i) & 15];
	memcpy(whole + MARK + DIGITS, behind, MARK);
	str_addn(&b->rest, s->from, (size_t)(from - s->from));
	str_addn(&b->rest, whole, WHOLE);
	b->text[b->n++] = (struct bypass_text){text, len};
	s->from = to;
}

static void
see_text(struct scan *s, const char *from, const char *to)
{
	struct feed_bypass *b = s->b;
	size_t len = (size_t)(to - from), n;

	if (len < LONG || !is_sound(from, len) || find(from, to, "]]>", 3))
		return;
	if (memchr(from, '&', len) == NULL) {
		take_out(s, from, to, from, len);
		return;
	}
	if (b->decoded == NULL && (b->decoded = malloc(s->len)) == NULL)
		abort();
	n = decode(from, len, b->decoded + b->n_decoded);
	if (n == SIZE_MAX)
		return;
	take_out(s, from, to, b->decoded + b->n_decoded, n);
	b->n_decoded += n;
}

/* Behind a tag, whose values may hold a '>'; NULL: it has no end. */
static const char *
behind_tag(const char *at, const char *end)
{
	for (; at < end && *at != '>'; at++)
		if (*at == '"' || *at == '\'') {
			at = memchr(at + 1, *at, (size_t)(end - at - 1));
			if (at == NULL)
				return NULL;
		}
	return at < end ? at + 1 : NULL;
}

/* Behind the markup that begins at s->at ('<'); NULL: nothing for us. */
static const char *
see_markup(struct scan *s, const char *at)
{
	static const char cdata[] = "<![CDATA[";
	size_t left = (size_t)(s->end - at);
	const char *to;

	if (left > 9 && memcmp(at, cdata, 9) == 0) {
		to = find(at + 9, s->end, "]]>", 3);
		if (to != NULL && to - at - 9 >= LONG &&
		    is_sound(at + 9, (size_t)(to - at) - 9))
			take_out(s, at, to + 3, at + 9, (size_t)(to - at) - 9);
		return to ? to + 3 : NULL;
	}
	if (left > 4 && memcmp(at, "<!--", 4) == 0)
		to = find(at + 4, s->end, "-->", 3);
	else if (left > 2 && at[1] == '?')
		to = find(at + 2, s->end, "?>", 2);
	else if (left > 2 && at[1] == '!')
		return NULL;
	else
		return behind_tag(at + 1, s->end);
	return to ? to + (at[1] == '?' ? 2 : 3) : NULL;
}

/* Is a mark's first character in it?  Then it might be taken for ours. */
static bool
is_marked(const char *text, size_t len)
{
	return find(text, text + len, mark, MARK) != NULL;
}

bool
bypass_begin(struct feed_bypass *b, const char *text, size_t len)
{
	struct scan s = {.b = b, .from = text, .end = text + len, .len = len};
	const char *at = text, *next;

	*b = (struct feed_bypass){.rest = STR_INIT(len + LONG)};
	if (is_marked(text, len))
		return false;
	while (at != NULL && at < s.end) {
		if (*at == '<') {
			at = see_markup(&s, at);
			continue;
		}
		next = memchr(at, '<', (size_t)(s.end - at));
		if (next != NULL)
			see_text(&s, at, next);
		at = next;
	}
	if (b->n > 0)
		str_addn(&b->rest, s.from, (size_t)(s.end - s.from));
	if (b->n > 0 && !b->rest.full)
		return true;
	bypass_end(b);
	return false;
}

void
bypass_end(struct feed_bypass *b)
{
	str_release(&b->rest);
	free(b->text);
	free(b->decoded);
	*b = (struct feed_bypass){.rest = STR_INIT(0)};
}

/* --- what comes back --- */

static size_t
number_at(const char *s)
{
	size_t number = 0;

	for (int i = 0; i < DIGITS; i++) {
		bool letter = s[i] >= 'a' && s[i] <= 'f';

		if (!letter && (s[i] < '0' || s[i] > '9'))
			return SIZE_MAX;
		number = number * 16 +
			 (size_t)(letter ? s[i] - 'a' + 10 : s[i] - '0');
	}
	return number;
}

bool
bypass_next(struct feed_bypass *b, const char **text, size_t *len,
    const char **piece, size_t *size)
{
	const char *at = find(*text, *text + *len, mark, MARK);
	size_t number;

	if (at == NULL || at > *text) {
		*piece = *text;
		*size = at ? (size_t)(at - *text) : *len;
		*text += *size;
		*len -= *size;
		return true;
	}
	number = *len < WHOLE ? SIZE_MAX : number_at(at + MARK);
	if (number < b->next || number >= b->n ||
	    memcmp(at + MARK + DIGITS, behind, MARK) != 0)
		return false;
	b->next = number + 1;
	*piece = b->text[number].bytes;
	*size = b->text[number].len;
	*text += WHOLE;
	*len -= WHOLE;
	return true;
}
