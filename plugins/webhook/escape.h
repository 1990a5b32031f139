/* escape.h - texts as the other end of a webhook wants them written */
/* SPDX-License-Identifier: MIT */
#ifndef PLUGINS_WEBHOOK_ESCAPE_H
#define PLUGINS_WEBHOOK_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * What a text must not be able to say: markup, mentions, another line.
 *
 *	none      as it is, for plain texts
 *	slack     & < > as entities (Slack, "Escaping text")
 *	markdown  a backslash before what Markdown reads, no mention after @
 *	card      the same for Adaptive Cards, where only an empty line breaks
 *	html      & < > " as entities, line ends as <br>
 *	uri       a link that can stand between brackets, all else unchanged
 *	url       one part of a path: all but letters, digits and -._~ as %XX
 *	line      one line, for headers
 */
struct escape;

/* NULL when there is none of this name (len bytes). */
const struct escape *escape_find(const char *name, size_t len);
/* The names, parted by blanks, for a message. */
void escape_names(struct str *);

/*
 * Adds text so written, no more than most of it: UTF-16 units as the services
 * count them, or bytes.  What is longer ends in "…", no character and no
 * escape cut; a link that is too long is left out.
 */
struct escape_most {
	size_t n; /* 0: no ceiling */
	bool bytes;
};

void escape_add(
    struct str *, const struct escape *, const char *text, struct escape_most);

#endif
