/* escape.c - texts as the other end of a webhook wants them written */
/* SPDX-License-Identifier: MIT */
#include "plugins/webhook/escape.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "plugins/common.h"

enum { PIECE_MOST = 16 };

/* One character and what is written for it (NUL-terminated). */
typedef void piece_fn(char to[PIECE_MOST], const char *from, size_t n);

struct escape {
	const char *name;
	piece_fn *piece;
	bool whole; /* cut, it would be something else */
};

static void
copy(char to[PIECE_MOST], const char *from, size_t n)
{
	memcpy(to, from, n);
	to[n] = '\0';
}

static void
entity(char to[PIECE_MOST], const char *from, size_t n)
{
	if (*from == '&')
		strcpy(to, "&amp;");
	else if (*from == '<')
		strcpy(to, "&lt;");
	else if (*from == '>')
		strcpy(to, "&gt;");
	else
		copy(to, from, n);
}

static void
html(char to[PIECE_MOST], const char *from, size_t n)
{
	if (*from == '"')
		strcpy(to, "&quot;");
	else if (*from == '\n')
		strcpy(to, "<br>");
	else
		entity(to, from, n);
}

/* A zero-width space behind @ keeps @channel and @everyone from being one. */
static void
markdown(char to[PIECE_MOST], const char *from, size_t n)
{
	if (*from == '@')
		strcpy(to, "@\xE2\x80\x8B");
	else if (strchr("\\`*_{}[]()<>#+-|~!", *from) != NULL)
		snprintf(to, PIECE_MOST, "\\%c", *from);
	else
		copy(to, from, n);
}

static void
card(char to[PIECE_MOST], const char *from, size_t n)
{
	if (*from == '\n')
		strcpy(to, "\n\n");
	else
		markdown(to, from, n);
}

static void
percent(char to[PIECE_MOST], const char *from, size_t n)
{
	for (size_t i = 0; i < n; i++)
		snprintf(to + 3 * i, 4, "%%%02X", (unsigned char)from[i]);
}

static void
uri(char to[PIECE_MOST], const char *from, size_t n)
{
	if (n > 1 || (unsigned char)*from <= ' ' ||
	    strchr("\"<>\\^`{|}()", *from) != NULL)
		percent(to, from, n);
	else
		copy(to, from, n);
}

static void
url(char to[PIECE_MOST], const char *from, size_t n)
{
	if (n == 1 &&
	    (isalnum((unsigned char)*from) || strchr("-._~", *from) != NULL))
		copy(to, from, n);
	else
		percent(to, from, n);
}

static const struct escape escapes[] = {
    {"none", copy, false},
    {"slack", entity, false},
    {"markdown", markdown, false},
    {"card", card, false},
    {"html", html, false},
    {"uri", uri, true},
    {"url", url, true},
    {"line", NULL, false},
};

enum { ESCAPES = sizeof(escapes) / sizeof(*escapes) };

const struct escape *
escape_find(const char *name, size_t len)
{
	for (size_t i = 0; i < ESCAPES; i++)
		if (strlen(escapes[i].name) == len &&
		    memcmp(escapes[i].name, name, len) == 0)
			return &escapes[i];
	return NULL;
}

void
escape_names(struct str *s)
{
	for (size_t i = 0; i < ESCAPES; i++)
		str_addf(s, "%s%s", i > 0 ? " " : "", escapes[i].name);
}

/* How much of the ceiling a piece takes. */
static size_t
weight(const char *piece, bool bytes)
{
	size_t n = 0;
	int u;

	if (bytes)
		return strlen(piece);
	while (*piece != '\0') {
		piece += text_character(piece, &u);
		n += u > 0xFFFF ? 2 : 1;
	}
	return n;
}

/*
 * Where the text must end for "…" to find room is known when it did not fit;
 * fits is the last place at which the dots would.
 */
void
escape_add(struct str *s, const struct escape *e, const char *text,
    struct escape_most most)
{
	size_t dots = most.bytes ? 3 : 1, used = 0;
	size_t start = s->len, fits = s->len;
	char piece[PIECE_MOST];
	int u;

	if (e->piece == NULL) {
		text_add_line(s, text, most.n > 0 ? most.n : 1000);
		return;
	}
	while (*text != '\0') {
		size_t n = (size_t)text_character(text, &u);

		e->piece(piece, text, n);
		used += weight(piece, most.bytes);
		if (most.n > 0 && used > most.n) {
			str_cut(s, e->whole ? start : fits);
			if (!e->whole)
				str_add(s, "…");
			return;
		}
		str_add(s, piece);
		if (used + dots <= most.n)
			fits = s->len;
		text += n;
	}
}
