/* store-hold.h - the state file: what is held back, and a feed's identity */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_HOLD_H
#define EDGE_STORE_HOLD_H

#include "edge/store.h"

/* What is remembered of a feed beside its rounds. */
struct ident_row {
	int64_t feed;
	int rung; /* enum identity_rung: how far down it has come by itself */
	int used; /* the rung of the last reading */
	int asked, failed; /* struct trust */
	const char *why;   /* it came down, or NULL */
	int64_t since;     /* when it did; NO_TIME */
	int64_t first;     /* its first reading; NO_TIME: not yet */
	int64_t items;     /* new ones since */
	int most;          /* of them in one round */
	int64_t moved;     /* the last time that it moved; NO_TIME */
	int64_t question;  /* when the administrator was asked; NO_TIME: no
			      * question is open */
	bool guids;        /* its items had ids in the last reading */
	int64_t alert;     /* that asked, or 0 */
};

/* Filled with what is so of a feed never read where there is none. */
bool store_ident_get(struct store *, struct pool *, int64_t feed,
    struct ident_row *, struct why *);
bool store_ident_keep(struct store *, const struct ident_row *, struct why *);
/* The feed of that name; 0: none. */
bool store_feed_find(
    struct store *, const char *name, int64_t *feed, struct why *);

/* Held until then; NO_TIME: not any more. */
bool store_item_hold(struct store *, int64_t item, int64_t until, struct why *);
/* Its next change of text is of its site's making. */
bool store_item_quiet(struct store *, int64_t item, bool, struct why *);

bool store_held_count(struct store *, int64_t feed, int64_t *n, struct why *);
/* Of all feeds; how many feeds have a question open. */
bool store_held_total(
    struct store *, int64_t *n, int64_t *questions, struct why *);
/* When the first of any feed is due; NO_TIME: none is held. */
bool store_held_next(struct store *, int64_t *next, struct why *);
/*
 * A feed may have any number of items, so what is done with those that are
 * held is done for some at a time: after is the last one of the window before
 * (0: none), *last that of this one; 0 when there is none left.
 */
bool store_held_window(
    struct store *, int64_t feed, int64_t after, int64_t *last, struct why *);
/* They become as known: no news; all: also what is not held, and not told. */
bool store_held_known(struct store *, int64_t feed, int64_t after, int64_t last,
    bool all, struct why *);
/* They are due at once; HELD_ASKED: because somebody said so. */
enum { HELD_ASKED = 0 };
bool store_held_release(struct store *, int64_t feed, int64_t after,
    int64_t last, int64_t due, struct why *);
/* Those that are due then are held no more. */
bool store_held_end(struct store *, int64_t feed, int64_t after, int64_t last,
    int64_t due, struct why *);
/* Those held until due at the latest, and later than after, in that order; with
 * the name of the feed. */
bool store_held_due(struct store *, int64_t after, int64_t due, int limit,
    item_row_fn *, void *context, struct why *);

/* A rule that an item concerns which is let go. */
struct held_match {
	int64_t item;
	const char *rule, *title, *link;
};
typedef bool held_match_fn(const struct held_match *, void *context);
/* Of the feed's held items that are due then, by rule. */
bool store_held_matches(struct store *, int64_t feed, int64_t due,
    held_match_fn *, void *context, struct why *);

/* The text of an item that was never read until now; no version comes of
 * it. */
bool store_text_put(
    struct store *, int64_t item, const char *text, struct why *);
/* Of an item's earlier versions so many are kept: the oldest go, but those
 * before a change of these classes last. */
bool store_versions_drop(
    struct store *, int64_t item, int keep, unsigned classes, struct why *);

struct version_row {
	int64_t seen; /* when another one took its place */
	unsigned classes;
	const char *title;
};
typedef bool version_row_fn(const struct version_row *, void *context);
/* Oldest first. */
bool store_versions(struct store *, int64_t item, version_row_fn *,
    void *context, struct why *);
/* The text of the one at that place (from 0), in the pool; NULL: none. */
bool store_version_text(struct store *, struct pool *, int64_t item, int place,
    const char **text, struct why *);

/* The feed's items, newest first; text is the first of each, given for the
 * first so many. */
bool store_items_old(struct store *, struct pool *, int64_t feed, int texts,
    int limit, item_row_fn *, void *context, struct why *);

#endif
