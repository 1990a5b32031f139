/* again.h - old items that come again under other addresses, and floods */
/* SPDX-License-Identifier: MIT */
#ifndef CORE_AGAIN_H
#define CORE_AGAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"

/*
 * A site is rebuilt, or goes to another host: what was published long ago
 * comes again with other ids and links.  Here it is told from news.
 */
struct again_thing {
	const char *title, *link; /* may be NULL */
	const char *text;         /* the first of it, NULL: not at hand */
	int64_t published;        /* NO_TIME: it does not say */
};

/* By what a new thing is known for an old one. */
enum again_sign {
	AGAIN_NOT,
	AGAIN_KEY,   /* title and day, or another key: the caller has seen it */
	AGAIN_SLUG,  /* the name in its address */
	AGAIN_TEXT,  /* its words: most runs of four stand in the old one's */
	AGAIN_TITLE, /* its title, which no other has */
};

struct again_pair {
	size_t old; /* place in the old ones */
	enum again_sign by;
};

enum { AGAIN_LEAST = 5, AGAIN_TEXT_MOST = 2000 /* bytes that are looked at */ };

/* When things are looked at. */
struct again_when {
	int64_t since; /* all was read before that instant */
	bool replaced; /* most of the document is new: little of what was there
			* is there still */
};

/*
 * Pairs what it can; pair has a place for each new thing, filled where the
 * caller knows already, AGAIN_NOT elsewhere.  No old thing is paired twice.
 *
 * This month's notice is much like last month's.  A thing that says it was
 * published since, and days after the old one, is the same only when the
 * document was replaced and no number stands in it that the old one lacks (a
 * rebuild leaves days and sums as they were).
 *
 * True when it is a move: AGAIN_LEAST or more pairs, and more than half of the
 * new things; else the pairs mean nothing.  Linear but for sorting; of a mass the
 * texts of the first 600 new things are read that nothing else has paired.
 */
bool again_find(struct pool *, const struct again_thing *old, size_t n_old,
    const struct again_thing *new, size_t n_new, const struct again_when *,
    struct again_pair *pair);

/*
 * The same in steps, each of some things: they are looked at until a step says
 * that it was the last.  All lives in the pool.
 */
struct again;
struct again *again_open(struct pool *, const struct again_thing *old,
    size_t n_old, const struct again_thing *new, size_t n_new,
    const struct again_when *, struct again_pair *pair);
/* False: it was the last. */
bool again_step(struct again *);
bool again_is_move(const struct again *);

/*
 * A thing that is new to us and yet hardly news: it does not say when it was
 * published, or says a day before since.
 */
bool again_is_old(const struct again_thing *, int64_t since);

/* What a feed did until now, as far as floods are concerned. */
struct flood {
	int most;      /* new items in one round */
	int64_t items; /* new items in all since the first reading */
	int64_t first; /* when that was */
	int64_t last;  /* the last round */
};

enum { FLOOD_LEAST = 20, FLOOD_TIMES = 5 };

/*
 * How many new items one round may have before it is a flood: FLOOD_LEAST,
 * FLOOD_TIMES the usual largest, or twice what the feed publishes in the time
 * since its last round, whichever is most.
 */
int flood_limit(const struct flood *, int64_t now);
/*
 * What the first reading of a feed says of what it did before it: the
 * instants (sorted) at which its items were published.  last is not filled
 * in.  The largest day counts for most, but for the one that may have been an
 * import.
 */
void flood_learn(struct flood *, const int64_t *at, size_t n, int64_t now);

#endif
