/* health.h - how feeds are: failing, silent, with errors or gaps, and who hears */
/* SPDX-License-Identifier: MIT */
#ifndef HEALTH_H
#define HEALTH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/document.h"
#include "edge/store-health.h"
#include "edge/store.h"
#include "keep.h"

struct turn;
struct conf_feed;

/*
 * An episode is something that ails a feed, from its start until it is over;
 * it is a row of the state file, so it outlives a restart and a crash, and
 * raises one alert, which is sent again only after health-again.
 *
 *	failing  rounds that go wrong; told after alert-after of them
 *	errors   error texts among the items; told at once, never kept as items
 *	silent   nothing new for three times as long as expected; told by the
 *		 first round after that which could read the feed: a feed that
 *		 cannot be read is failing, not silent
 *	gap      nothing of a reading was there before; told by whoever has
 *		 looked for what was missed (backfill.h)
 *
 * All is written into the open transaction of the round.
 */

/* A round went wrong, as row says. */
bool health_failing(
    struct turn *, const struct conf_feed *, struct feed_row *, struct why *);
/* A round went well, and all of it is kept. */
bool health_well(
    struct turn *, const struct conf_feed *, struct feed_row *, struct why *);

/* A document before it is kept. */
struct health_look {
	struct document document; /* without error texts */
	int errors;               /* items that were error texts */
	const char *error;        /* the title of the first; or NULL */
};

/*
 * What is wrong with the document that could be read, in one line of the
 * pool; NULL: it may be kept, as look->document.  asked and got are the
 * address of the feed and the one that answered.
 */
const char *health_look(struct turn *, struct pool *, const struct conf_feed *,
    const struct feed_row *, const char *asked, const char *got,
    const struct document *, struct health_look *);
/* The same of one that could not be read for that reason. */
const char *health_unread(struct turn *, struct pool *,
    const struct conf_feed *, const struct feed_row *, const char *asked,
    const char *got, const char *reason);

/* What was looked at is kept; row is as before this reading. */
bool health_kept(struct turn *, const struct conf_feed *,
    const struct feed_row *, const struct health_look *, const struct kept *,
    struct why *);

/* A gap is over: tells of it, unless it is closed and nothing was missing.
 * how: what was done to fill it; in the row, count is what was found and
 * status the number of addresses asked. */
bool health_gap_over(struct turn *, const struct conf_feed *,
    struct episode_row *, enum gap_end, const char *how, struct why *);

/* When the feed is silent if nothing new comes; NO_TIME: never.  Reckoned
 * anew into the vital row. */
bool health_reckon(
    struct turn *, const struct conf_feed *, struct vital_row *, struct why *);

#endif
