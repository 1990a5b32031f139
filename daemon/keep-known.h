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
#include "core/identity.h"

struct store;
struct known;

/* A key as the number that the file has for it. */
int64_t known_hash(const struct identity_key *);
/* An address as such a number, whatever its feed: as it is compared. */
int64_t known_link(struct pool *, const char *url);

/* The keys of an item as numbers, in the order of struct identity_keys. */
struct keys {
	int64_t hash[IDENTITY_KEYS];
	unsigned char kind[IDENTITY_KEYS];
	size_t strong, asked, n;
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

/*
 * All lives in the pool; first: the file knows no item of the feed.  all: the
 * feed stands on another rung than the last time, so the keys that are only
 * kept are asked too, when the others find nothing.
 */
struct known *known_new(struct store *, struct pool *, int64_t feed,
    const struct document *, const struct identity_way *, bool first, bool all);
/* Before any is asked for: the keys of all items are read, those from one place
 * to another at a time; then all are begun. */
void known_read(struct known *, size_t from, size_t to);
bool known_begin(struct known *, size_t from, size_t to, struct why *);
bool known_find(
    struct known *, size_t at, enum known_as *, int64_t *id, struct why *);

/* An item seen before anything of it is kept. */
struct sighting {
	int64_t guid, link, title, whole; /* keys; 0: it has none */
	int64_t guid_owner, link_owner;   /* -1: several */
	bool fresh;    /* none of its strong keys is in the file */
	bool unseen;   /* it is known by its strongest key, and among so many
			* that no more was looked up */
	int64_t other; /* the item that another of its keys names, and that
			* nothing else of the document does; or 0 */
};
/* After known_begin; nothing is changed by it. */
bool known_sight(struct known *, size_t at, struct sighting *, struct why *);
/* The item that the strongest key names, or 0. */
int64_t known_item(const struct known *, size_t at);
/* The item at that place is that one of the file, whatever its keys say. */
bool known_pair(struct known *, size_t at, int64_t item, struct why *);
/* The kind of key by which the file names it, before it is found; NULL. */
const char *known_by(const struct known *, size_t at);
/* The item at that place is in the file now: its keys are its own. */
bool known_add(struct known *, size_t at, int64_t id, struct why *);
/* It is known by them from now on, too. */
bool known_keep_keys(struct known *, size_t at, int64_t id, struct why *);
/* After the last, until it is over: the keys of a first reading are written,
 * all at once unless there are thousands. */
bool known_end(struct known *, bool *over, struct why *);

#endif
