/* opml.h - lists of feeds, as feed readers exchange them */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_OPML_H
#define CORE_OPML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/str.h"
#include "base/why.h"

/*
 * OPML 1.0 and 2.0 (http://opml.org/spec2.opml): outlines with an xmlUrl are
 * feeds, others are folders.  What bevakad knows beside that stands in
 * attributes of a namespace of its own, which others pass by.
 */
#define OPML_NAMESPACE "urn:bevakad:opml"

enum opml_own { /* attributes of ours, by the option's name */
	OPML_NAME,
	OPML_SOURCE,
	OPML_TYPE,
	OPML_ITEM,
	OPML_ITEM_TITLE,
	OPML_ITEM_LINK,
	OPML_ITEM_DATE,
	OPML_ITEM_TEXT,
	OPML_READ,
	OPML_PAUSED,
	OPML_OWN
};
extern const char *const opml_own_names[OPML_OWN];

/* All texts lie in the pool; NULL for what is not said. */
struct opml_feed {
	const char *title; /* title, else text */
	const char *url;
	const char *folder; /* the title of the outline around it */
	const char *own[OPML_OWN];
};

/*
 * The feeds of a file, in its order, nested outlines too.  In any encoding;
 * no entity is expanded; what is nearly XML is mended.  At most
 * OPML_FEEDS_MOST of OPML_BYTES; values longer than 8 kB count as not said.
 * False, with the line: it is no OPML.
 */
enum { OPML_FEEDS_MOST = 20000, OPML_BYTES = 16 << 20 };
bool opml_read(struct pool *, const char *bytes, size_t len,
    struct opml_feed **, size_t *n, struct why *);

/* A whole file; feeds of one folder stand together. */
void opml_write(
    struct str *, const char *title, const struct opml_feed *, size_t n);

#endif
