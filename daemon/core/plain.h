/* plain.h - markup to plain text, without a tree */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_PLAIN_H
#define CORE_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"

/*
 * The text of an HTML fragment (UTF-8): tags removed, script and style with
 * their text, references decoded once, white space runs as one space, and
 * where a block ends (p, div, li, br, tr, h1...) one "\n".  Linear; in the
 * pool; never NULL.
 */
char *plain_of_html(struct pool *, const char *html, size_t len);

/* A known HTML element or an entity reference stands in it. */
bool plain_is_html(const char *text, size_t len);

/* White space runs as one space, none at the ends. */
char *plain_of_text(struct pool *, const char *text, size_t len);

#endif
