/* store-matter.h - the state file: what several items are about */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_MATTER_H
#define EDGE_STORE_MATTER_H

#include "edge/store.h"

/*
 * Items of one matter know each other by keys: a diary number, a link.  The
 * first item of a key only leaves it behind; the second one makes the matter,
 * which all deadlines of both belong to from then on.
 */
struct matter_key {
	const char *key;
	int64_t item;   /* that left it first; -1: several things share it */
	int64_t matter; /* 0: none yet */
};

/* item 0: nobody has left the key. */
bool store_matter_find(struct store *, struct matter_key *, struct why *);
bool store_matter_keep(struct store *, const struct matter_key *, struct why *);
/* Keeps a key that nobody has left; left: nobody had. */
bool store_matter_leave(
    struct store *, const struct matter_key *, bool *left, struct why *);
bool store_matter_add(struct store *, const char *title, const char *number,
    int64_t *id, struct why *);
/* The matter of the item's deadlines; 0: none. */
bool store_matter_of(
    struct store *, int64_t item, int64_t *matter, struct why *);
/* All deadlines of the item that have none get it. */
bool store_matter_set(
    struct store *, int64_t item, int64_t matter, struct why *);
bool store_matter_set_one(
    struct store *, int64_t deadline, int64_t matter, struct why *);
/* What belonged to old belongs to the other. */
bool store_matter_join(
    struct store *, int64_t old, int64_t matter, struct why *);
/* Are there more than most deadlines of the matter and kind that are open, of
 * other items than that, and not in question? */
bool store_matter_is_crowd(struct store *, int64_t matter, int kind,
    int64_t item, int most, bool *is, struct why *);
/* Its title and number, in the pool; NULL. */
bool store_matter_get(struct store *, struct pool *, int64_t id,
    const char **title, const char **number, struct why *);
/* Do two items belong to one feed? */
bool store_items_are_siblings(
    struct store *, int64_t a, int64_t b, bool *are, struct why *);

#endif
