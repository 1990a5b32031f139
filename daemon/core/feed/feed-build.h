/* feed-build.h - the document that a feed becomes, field by field */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_FEED_BUILD_H
#define CORE_FEED_BUILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/str.h"
#include "core/document.h"
#include "core/feed/feed-tags.h"

/*
 * What the XML and the JSON reader have in common.  Between
 * feed_begin_item() and feed_end_item() things said are said of the item,
 * else of the feed.  base is set by the reader as it goes.
 */
struct feed_build {
	struct pool *pool;
	struct document *doc;
	const char *base; /* of relative addresses; or NULL */

	/* everything below is internal */
	bool in_item;
	struct item item;
	size_t items_room, links_room, item_links_room;
	enum feed_tag have[FIELDS], item_have[FIELDS];
	const char *permalink;
	int period, frequency;
	size_t href_left; /* bytes that addresses may still take */
	struct str plain, mended;
	bool twice; /* texts of it may have been encoded twice */
};

enum feed_kind { KIND_TEXT, KIND_HTML, KIND_AUTO };

/* Empties the document.  What it got is given back by release. */
void feed_build_init(struct feed_build *, struct pool *, struct document *,
    const char *base, size_t len);
/* After the last item: settles what is counted from several fields. */
void feed_build_finish(struct feed_build *);
void feed_build_release(struct feed_build *);

void feed_begin_item(struct feed_build *);
void feed_end_item(struct feed_build *);

/* The field is empty, or what it has is trusted less. */
bool feed_wants(struct feed_build *, enum feed_tag);
/*
 * An address made absolute, or NULL (core/href.h).  A long base and many
 * short addresses could fill the memory: once they have taken a multiple of
 * the document's length, the rest stay as they stand.
 */
const char *feed_resolve(struct feed_build *, const char *address, size_t len);
/* A title, summary or content. */
void feed_take_text(struct feed_build *, enum feed_tag, enum feed_kind,
    const char *text, size_t len);
/* An id, date, number. */
void feed_take_word(
    struct feed_build *, enum feed_tag, const char *text, size_t len);
/* The address of the feed or item. */
void feed_take_link(
    struct feed_build *, enum feed_tag, const char *address, size_t len);
/* A link beside it; rel, type and title are copied, the latter two may be
 * NULL. */
void feed_add_link(struct feed_build *, const char *rel, const char *address,
    size_t len, const char *type, const char *title);

#endif
