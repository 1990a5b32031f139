/* plain-tag.c - the tags of HTML */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "core/text/plain-tag.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "core/text/plain-element.h"

/* What is known not to come any more in this document. */
enum {
	QUOTE_NONE = 1,
	APOSTROPHE_NONE = 2,
	CLOSE_NONE = 4,
	FREE_NONE = 8,
	EQUALS_NONE = 16
};

enum element
element_find(const char *name, size_t len)
{
	const struct plain_element *e;
	uint64_t key = 0;

	for (size_t i = 0; i < len && i < 8; i++)
		key |= (uint64_t)(name[i] |
				  (name[i] >= 'A' && name[i] <= 'Z' ? 0x20 : 0))
		       << 8 * i;
	key += len;
	e = &plain_elements[key * plain_element_factor >> 55];
	if (e->key != key || (len > 8 && strncasecmp(e->name, name, len) != 0))
		return ELEMENT_UNKNOWN;
	return e->what;
}

static bool
is_letter(char c)
{
	c |= 0x20;
	return c >= 'a' && c <= 'z';
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_name(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':' ||
	       c == '_';
}

/* A quote begins a value only behind '='. */
static bool
is_behind_equals(const char *at, const char *start)
{
	while (at > start && is_space(at[-1]))
		at--;
	return at > start && at[-1] == '=';
}

/* The first '>' outside quotes; NULL when there is none. */
static const char *
free_close(const char *start, const char *end, unsigned *quotes)
{
	for (const char *at = start; at < end; at++) {
		unsigned none = *at == '"' ? QUOTE_NONE : APOSTROPHE_NONE;
		const char *close = NULL;

		if (*at == '>')
			return at;
		if ((*at != '"' && *at != '\'') || !is_behind_equals(at, start))
			continue;
		if (!(*quotes & none))
			close = memchr(at + 1, *at, (size_t)(end - at - 1));
		if (close == NULL) {
			*quotes |= none;
			return NULL;
		}
		at = start = close;
	}
	*quotes |= FREE_NONE;
	return NULL;
}

/* Where the tag's '>' is; when all of them are inside quotes, the first. */
static const char *
tag_end(const char *at, const char *end, unsigned *quotes)
{
	const char *close = NULL;

	if (*quotes & CLOSE_NONE)
		return NULL;
	if (!(*quotes & FREE_NONE))
		close = free_close(at, end, quotes);
	if (close == NULL)
		close = memchr(at, '>', (size_t)(end - at));
	if (close == NULL)
		*quotes |= CLOSE_NONE;
	return close;
}

/*
 * <!-- -->, <![CDATA[ (the mark alone: what is in it is text), <!...>, <?...>;
 * the last two are text when another tag begins before they end.
 */
static struct tag
read_declaration(const char *s, size_t left)
{
	struct tag t = {.name = "", .what = ELEMENT_UNKNOWN};
	const char *end;
	size_t n = 1;

	if (left >= 9 && memcmp(s, "<![CDATA[", 9) == 0) {
		t.what = ELEMENT_CDATA;
		t.len = 9;
		return t;
	}
	if (left >= 4 && memcmp(s, "<!--", 4) == 0) {
		end = memmem(s + 2, left - 2, "-->", 3);
		t.len = end ? (size_t)(end - s) + 3 : left;
		return t;
	}
	while (n < left && s[n] != '>' && s[n] != '<')
		n++;
	t.len = n < left && s[n] == '>' ? n + 1 : 0;
	return t;
}

static bool
has_equals(const char *at, const char *end, unsigned *quotes)
{
	if (!(*quotes & EQUALS_NONE) &&
	    memchr(at, '=', (size_t)(end - at)) == NULL)
		*quotes |= EQUALS_NONE;
	return !(*quotes & EQUALS_NONE);
}

struct tag
plain_tag_read(const char *s, size_t left, unsigned *quotes)
{
	struct tag t = {.name = ""};
	const char *at = s + 1, *end = s + left;

	if (at < end && (*at == '!' || *at == '?'))
		return read_declaration(s, left);
	t.end = at < end && *at == '/';
	at += t.end;
	if (at >= end || !is_letter(*at))
		return t;
	t.name = at;
	while (at < end && is_name(*at))
		at++;
	t.name_len = (size_t)(at - t.name);
	/* <anna@example.se> and <https://...> are text. */
	if (at < end && !is_space(*at) && *at != '>' &&
	    (*at != '/' || at[-1] == ':'))
		return t;
	t.what = element_find(t.name, t.name_len);
	t.rest = at;
	at = tag_end(at, end, quotes);
	/* "a <b and c" is text; an excerpt cut off inside a tag is none. */
	if (at == NULL &&
	    (t.what == ELEMENT_UNKNOWN || !has_equals(t.rest, end, quotes))) {
		t.what = ELEMENT_UNKNOWN;
		return t;
	}
	t.rest_len = (size_t)((at ? at : end) - t.rest);
	t.len = at ? (size_t)(at - s) + 1 : left;
	return t;
}

bool
tag_is_empty(const struct tag *t)
{
	size_t n = t->rest_len;

	return n > 0 && t->rest[n - 1] == '/' &&
	       (n == 1 || is_space(t->rest[n - 2]) || t->rest[n - 2] == '"' ||
		   t->rest[n - 2] == '\'');
}

static const char *
skip_space(const char *at, const char *end)
{
	while (at < end && is_space(*at))
		at++;
	return at;
}

/* The value at at, behind '='; sets *len and gives where it begins. */
static const char *
value_at(const char *at, const char *end, size_t *len)
{
	const char *close;

	if (at < end && (*at == '"' || *at == '\'')) {
		close = memchr(at + 1, *at, (size_t)(end - at - 1));
		at++;
		*len = (size_t)((close ? close : end) - at);
		return at;
	}
	close = at;
	while (close < end && !is_space(*close))
		close++;
	*len = (size_t)(close - at);
	return at;
}

const char *
tag_value(const struct tag *t, const char *wanted, size_t *len)
{
	const char *at = t->rest, *end = t->rest + t->rest_len, *name, *value;
	size_t name_len;

	while ((at = skip_space(at, end)) < end) {
		name = at;
		while (at < end && !is_space(*at) && *at != '=' && *at != '/')
			at++;
		name_len = (size_t)(at - name);
		at = skip_space(at, end);
		if (at == end || *at != '=') {
			at += name_len == 0;
			continue;
		}
		value = value_at(skip_space(at + 1, end), end, len);
		if (name_len == strlen(wanted) &&
		    strncasecmp(name, wanted, name_len) == 0)
			return value;
		at = value + *len;
		at += at < end && (*at == '"' || *at == '\'');
	}
	return NULL;
}
