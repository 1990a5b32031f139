/* store-manners.h - the state file: the rhythm of feeds, and where they moved */
/* SPDX-License-Identifier: MIT */
#ifndef EDGE_STORE_MANNERS_H
#define EDGE_STORE_MANNERS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/rhythm.h"

struct store;

/* What is known of a feed's rhythm; nothing (no hint, NO_TIME) when there is
 * no row. */
bool store_rhythm_get(struct store *, int64_t feed, struct rhythm_hints *,
    struct rhythm_past *, struct why *);
bool store_rhythm_keep(struct store *, int64_t feed,
    const struct rhythm_hints *, const struct rhythm_past *, struct why *);
/* Is a deadline of the feed's items open that ends in [from, to]? */
bool store_rhythm_near(
    struct store *, int64_t feed, int from, int to, bool *near, struct why *);

/* Where a feed has moved to (core/moved.h). */
struct moved_row {
	const char *url;     /* configured: what all of this is about */
	const char *asked;   /* accepted: asked in its place; or NULL */
	const char *target;  /* where asked (else url) leads; or NULL */
	int64_t first, last; /* when target was first and last seen */
	int count;           /* rounds that led there */
	bool rejected;       /* a person has said no to target */
};

/* Texts in the pool; all of it is empty (url NULL) when there is no row. */
bool store_moved_get(struct store *, struct pool *, int64_t feed,
    struct moved_row *, struct why *);
bool store_moved_keep(
    struct store *, int64_t feed, const struct moved_row *, struct why *);
bool store_moved_drop(struct store *, int64_t feed, struct why *);

/* store-host.c: a host wants rest until then, or until later if it said so
 * before; those that have had theirs are forgotten in time. */
enum { STORE_REST_MOST = 7 * 86400 };
bool store_host_rest(
    struct store *, const char *host, int64_t until, struct why *);
typedef void store_host_fn(const char *host, int64_t until, void *context);
bool store_hosts_resting(
    struct store *, int64_t now, store_host_fn *, void *context, struct why *);

#endif
