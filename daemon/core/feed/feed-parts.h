/* feed-parts.h - the readers behind feed_read() */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_FEED_PARTS_H
#define CORE_FEED_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/str.h"
#include "base/why.h"
#include "core/document.h"

/* For feed.c and the files named here only. */

/* How reading a text as XML went. */
enum feed_outcome {
	FEED_READ,
	FEED_BROKEN, /* not well-formed: mend it and try again */
	FEED_REFUSED /* no feed, or past a ceiling; why says it */
};

/*
 * feed-xml.c: one pass of libxml2 over text that begins with its root's tag;
 * lines is the number of the line it begins on.  mended: read on over what is
 * still wrong.  FEED_BROKEN fills why too.
 */
enum feed_outcome feed_read_xml(struct pool *, const char *text, size_t len,
    int line, const char *base, bool mended, struct document *, struct why *);

/*
 * feed-root.c: where the root's tag begins, behind declarations, comments,
 * a document type (which nobody reads) and junk; len when there is no tag.
 */
size_t feed_find_root(const char *text, size_t len);
/* The tag at text ('<') is one that a feed begins with, whatever its prefix. */
bool feed_is_root(const char *text, size_t len);
/* Behind the next mark, or NULL; *none: there is no more of them, which makes
 * many looks cost as much as one. */
const char *feed_behind(
    const char *at, const char *end, const char *mark, bool *none);
bool feed_is_name_start(char);

/*
 * feed-mend.c: adds text (valid UTF-8, from the root's tag on) to out as well-formed XML.
 * True when its root was closed.
 */
bool feed_mend(struct str *out, const char *text, size_t len);

/*
 * feed-json.c: strings with control characters in them are mended.  jansson
 * takes its random seed from a file; prepare lets it do so now.
 */
void feed_prepare_json(void);
bool feed_read_json(struct pool *, const char *text, size_t len,
    const char *base, struct document *, struct why *);

#endif
