/* store-key.h - the state file: the keys by which a feed's items are known */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_KEY_H
#define EDGE_STORE_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

struct store;

/* A key is a number that the caller has made; its item, or ITEM_SHARED. */
struct item_key {
	int64_t hash, item;
};

/* The item that a key of the feed names; 0: none, ITEM_SHARED: several. */
enum { ITEM_SHARED = -1 };
bool store_item_find(
    struct store *, int64_t feed, int64_t key, int64_t *item, struct why *);
/* The key names no single item any more. */
bool store_item_share(struct store *, int64_t feed, int64_t key, struct why *);
/* The item has these keys, too; a key that has an item stays as it is. */
bool store_item_keys(struct store *, int64_t feed, int64_t item,
    const int64_t *keys, size_t n, struct why *);
/*
 * All the keys of a first reading, once each: the feed had none before.  The
 * order in which they are given is lost.
 */
bool store_keys_first(struct store *, int64_t feed, struct item_key *keys,
    size_t n, struct why *);

/* Then more of them, when they are many. */
bool store_keys_more(struct store *, int64_t feed, const struct item_key *keys,
    size_t n, struct why *);

#endif
