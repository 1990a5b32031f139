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

struct sentences
split_text(struct pool *pool, const char *text)
{
	struct sentences s = {0};
	const char *from = text;

	for (const char *at = text; at != NULL; at++) {
		if (*at != '\0' && !ends_here(at))
			continue;
		add_sentence(pool, &s, from,
		    (size_t)(at - from) + (*at != '\0' && *at != '\n'),
		    *at == '\n');
		if (*at == '\0')
			break;
		from = at + 1;
	}
	return s;
}
