/* split.c - a text as its sentences, and what of them is in another text */
/* SPDX-License-Identifier: MIT */
#include "core/split.h"

#include <ctype.h>
#include <string.h>
#include <xxhash.h>

#include "core/gist.h"

static void
add_sentence(struct pool *pool, struct sentences *s, const char *text,
    size_t len, bool ends_line)
{
	struct sentence *x;
	const char *copy, *gist;

	while (len > 0 && *text == ' ') {
		text++;
		len--;
	}
	copy = pool_strndup(pool, text, len);
	gist = gist_of(pool, copy);
	if (*gist == '\0' || s->n == SENTENCES_MOST)
		return;
	s->list = pool_grow(pool, s->list, s->n, &s->room, sizeof(*s->list));
	x = &s->list[s->n++];
	x->text = copy;
	x->len = len;
	x->hash = XXH3_64bits(gist, strlen(gist));
	x->ends_line = ends_line;
}

static bool
ends_here(const char *s)
{
	if (*s == '\n')
		return true;
	return strchr(".!?", *s) != NULL && s[1] == ' ' &&
	       (isupper((unsigned char)s[2]) || s[2] == '\xC3');
}

/* Before a character, if they are any. */
static bool
is_too_long(const char *from, const char *at)
{
	size_t n = (size_t)(at - from);

	return n >= SENTENCE_MOST &&
	       (*at == ' ' || n >= 3 * SENTENCE_MOST ||
		   (n >= 2 * SENTENCE_MOST && (*at & 0xC0) != 0x80));
}

/* The next one; NULL: it was the last. */
static const char *
take_sentence(struct pool *pool, struct sentences *s, const char *from)
{
	const char *at = from;

	while (*at != '\0' && !ends_here(at) && !is_too_long(from, at))
		at++;
	/* its stop is part of it */
	at += *at != '\0' && *at != '\n' && ends_here(at);
	add_sentence(pool, s, from, (size_t)(at - from), *at == '\n');
	if (*at == '\0')
		return NULL;
	return at + (*at == '\n');
}

bool
split_some(struct pool *pool, struct sentences *s, const char **text)
{
	const char *begun = *text;

	while (*text != NULL && *text - begun < SENTENCE_MOST)
		*text = take_sentence(pool, s, *text);
	return *text != NULL;
}

struct sentences
split_text(struct pool *pool, const char *text)
{
	struct sentences s = {0};

	while (split_some(pool, &s, &text))
		;
	return s;
}
