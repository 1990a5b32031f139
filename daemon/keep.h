/* keep.h - what was read into the state file: new, changed, told */
/* SPDX-License-Identifier: MIT */
#ifndef KEEP_H
#define KEEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pool.h"
#include "base/why.h"
#include "core/document.h"
#include "edge/store.h"

struct turn;
struct conf_feed;

/* An item of a reading, and what it was taken for. */
struct keep_seen {
	const struct item *item;
	const char *as; /* "new" "known" "again" "none" */
	const char *by; /* the kind of key it was known by, or NULL */
	int64_t id;     /* of the file; 0: none */
};
typedef void keep_seen_fn(const struct keep_seen *, void *context);

struct kept {
	int new, changed, alerts;
	int known;        /* items that the file had before */
	int unread;       /* new ones whose page is to be read */
	int again;        /* old ones that came under another address */
	int64_t question; /* the alert that asks what all of it is; 0: none */
	/* Whoever wants to know of each item; or NULL. */
	keep_seen_fn *seen;
	void *context;
};

/* Bytes of an item's text that are kept, compared and matched: some 170,000
 * words.  Deadlines are found in all of it (core/reading-do). */
enum { KEEP_TEXT_MOST = 1 << 20 };

/*
 * First step: a feed's round.  Each item is found by any of its keys or
 * added; one that the feed gives whole goes on to the second step at once,
 * one whose page is to be read becomes unread.  In the first reading of a
 * feed (baseline) nothing raises an alert.
 */
bool keep_list(struct turn *, const struct conf_feed *, const struct feed_row *,
    const struct document *, struct kept *, struct why *);

/*
 * The same in steps, each of an item or some: a round of many is kept in slices
 * (slice.h).  What is given stays until keep_close; whoever stops before
 * KEEP_DONE takes back what was written.
 */
struct listing;
enum keep_step { KEEP_FAILED, KEEP_MORE, KEEP_DONE };
struct listing *keep_open(struct turn *, const struct conf_feed *,
    const struct feed_row *, const struct document *, struct kept *);
enum keep_step keep_step(struct listing *, struct why *);
void keep_close(struct listing *);

/* What is to be kept of an item whose text is at hand. */
struct keep_text {
	const char *title;
	const char *text;
	int64_t published;  /* NO_TIME: as it is known */
	int64_t links_hash; /* of the papers attached; 0: as it was */
	struct deadline *deadlines;
	size_t n_deadlines;
	bool unread; /* the page could not be read */
	bool fresh;  /* the item was added just now, its row is as this
		     * text makes it */
};

/*
 * Second step: text, version, deadlines, the rules it concerns, alerts and
 * parcels, all in the open transaction.  item is as the file has it.
 */
bool keep_item(struct turn *, struct pool *, const struct conf_feed *,
    struct item_row *item, const struct keep_text *, struct kept *,
    struct why *);
/*
 * The same in steps, which take some milliseconds each of a long text.  It
 * lies in the pool; what is given stays until keep_item_close, which must be
 * called.
 */
struct keeping;
struct keeping *keep_item_begin(struct turn *, struct pool *,
    const struct conf_feed *, struct item_row *item, const struct keep_text *,
    struct kept *);
enum keep_step keep_item_step(struct keeping *, struct why *);
void keep_item_close(struct keeping *);

/* What changes when title or text do; never 0. */
int64_t keep_text_hash(const struct keep_text *);

/*
 * If the rules are others than last time: which of them concern each item that
 * has a deadline ahead is found again, an item a step; nothing is raised.
 * Between two steps others may write, and the file may be committed: until the
 * last one it says that it is not done, and who begins anew does all of it.
 */
struct rematch;
struct rematch *rematch_open(struct turn *);
enum keep_step rematch_step(struct rematch *, struct why *);
void rematch_close(struct rematch *);

#endif
