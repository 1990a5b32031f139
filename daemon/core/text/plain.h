/* plain.h - markup to plain text, without a tree */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PLAIN_H
#define CORE_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/str.h"

/*
 * Input is UTF-8 as XML or JSON parsers and encoding_decode() let it through:
 * bytes that are no characters, overlong forms and control characters are
 * replaced or dropped, so that the output is always valid.  White space is
 * also U+00A0 and the other spaces of Unicode; soft hyphens stay.  Linear;
 * in the pool; never NULL.
 */

/*
 * The text of an HTML fragment: tags removed, script and style with
 * their text, references decoded once, white space runs as one space, and
 * where a block ends (p, div, li, br, tr, h1...) one "\n".
 */
char *plain_of_html(struct pool *, const char *html, size_t len);

/* A known HTML element or an entity reference stands in it. */
bool plain_is_html(const char *text, size_t len);

/* White space runs as one space, none at the ends. */
char *plain_of_text(struct pool *, const char *text, size_t len);

/*
 * The same, for who has many texts: added to out (which the caller empties),
 * and each address of an <a href> is handed to link (NULL: to nobody) with
 * its references decoded; it is valid during the call only.
 */
typedef void plain_link_fn(void *user, const char *href, size_t len);
void plain_add_html(
    struct str *out, const char *html, size_t len, plain_link_fn *, void *user);
void plain_add_text(struct str *out, const char *text, size_t len);

#endif
