/* keep-known.h - which item of the file each item of a document is */
/* SPDX-License-Identifier: MIT */
#ifndef KEEP_KNOWN_H
#define KEEP_KNOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/document.h"

struct store;
struct known;

enum { KEYS_MOST = 8 };

/* The keys of an item, strongest first; the first strong ones identify it
 * alone, title and date only when nothing else does. */
struct keys {
	int64_t hash[KEYS_MOST];
	size_t n, strong;
};

/*
 * An item is the one of the file that its strongest key names, before any
 * weaker key is asked: so an old item of the document is never taken for a
 * new one that shares its link.  A key by which the document names two items
 * (a feed whose links all lead to one page, or whose guids repeat) identifies
 * none any more, and the file is told.
 *
 * An item all of whose keys are taken by another of the same document is that
 * one again, unless their links differ (by a fragment) and their titles do.
 */
enum known_as {
	KNOWN_NEW,
	KNOWN_ITEM,  /* id is given */
	KNOWN_AGAIN, /* this document has named it already */
	KNOWN_NOT,   /* neither id, link nor title: nothing to tell */
};

/* All lives in the pool; first: the file knows no item of the feed. */
struct known *known_new(struct store *, struct pool *, int64_t feed,
    const struct document *, bool first);
/* Before the first is asked for. */
bool known_begin(struct known *, struct why *);
bool known_find(
    struct known *, size_t at, enum known_as *, int64_t *id, struct why *);
const struct keys *known_keys(const struct known *, size_t at);
/* The item at that place is in the file now. */
bool known_add(struct known *, size_t at, int64_t id, struct why *);

#endif
