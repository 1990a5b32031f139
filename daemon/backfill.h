/* backfill.h - gaps of feeds: older pages and the sitemap are looked through */
/* SPDX-License-Identifier: MIT */
#ifndef BACKFILL_H
#define BACKFILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/document.h"
#include "edge/store-health.h"

struct turn;
struct means;
struct backfill;
struct conf_feed;
struct filling;

/*
 * What a feed published between two readings that have nothing in common is
 * looked for: the feed is read once more for where its older items are
 * (core/older.h), up to BACKFILL_PAGES further pages are followed until one
 * holds an item from before the gap; when none does, the site's sitemaps (those
 * that its robots.txt names, else sitemap.xml and the like, packed or not) say
 * which addresses below the feed's own folder changed in that time, and up to
 * BACKFILL_ITEMS of them are read.  One request at a time, each in its turn
 * at the host.  A gap that is open in the file when the daemon starts is
 * looked into again from the beginning.
 */
enum {
	BACKFILL_PAGES = 5,
	BACKFILL_SITEMAPS = 6,
	BACKFILL_ITEMS = 20,
	BACKFILL_SLACK = 86400 /* days are published without their hour */
};

/* What came of one; feed is the configuration's. */
struct backfill_found {
	const char *feed;
	enum gap_end gap;
	const char *how;          /* in one line */
	int asked;                /* addresses */
	struct document document; /* the items that were not known */
	struct filling *filling;  /* backfill's */
};
/* It is the callee's, who frees it before the backfill. */
typedef void backfill_done_fn(struct backfill_found *, void *context);
void backfill_found_free(struct backfill_found *);

struct backfill *backfill_new(
    struct turn *, const struct means *, backfill_done_fn *, void *context);
void backfill_free(struct backfill *);
/* What is under way is forgotten, also when a commit was lost; the gaps stay
 * open in the file. */
void backfill_stop(struct backfill *);

/* Looks into a gap of the feed, which is at url, unless it does already. */
void backfill_begin(struct backfill *, const struct conf_feed *,
    const char *url, const struct episode_row *gap);
/* Nothing is under way. */
bool backfill_rests(const struct backfill *);

#endif
