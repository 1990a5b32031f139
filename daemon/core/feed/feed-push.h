/* feed-push.h - a stranger's XML pushed through libxml2, under guards */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_FEED_PUSH_H
#define CORE_FEED_PUSH_H

#include <libxml/parser.h>
#include <stdbool.h>
#include <stddef.h>

enum { ATTRIBUTES_MOST = 256 };

/*
 * A push parser for UTF-8, with no entity but XML's own, for text from the
 * root's tag on (whatever a document type declares is before it).  recover:
 * read on over what is wrong.  NULL: libxml2 gives none.
 */
xmlParserCtxtPtr feed_push_new(const xmlSAXHandler *, void *user, bool recover);
/* With what libxml2 made on the way. */
void feed_push_free(xmlParserCtxtPtr);

/*
 * Pushes all of text, in chunks, until over() says that no more is wanted.
 * NULL, or why it stopped: crowded tags and too many names would hold
 * libxml2 for long.
 */
typedef bool feed_push_over_fn(void *user);
const char *feed_push(xmlParserCtxtPtr, const char *text, size_t len,
    feed_push_over_fn *, void *user);

#endif
