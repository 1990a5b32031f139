/* backfill-inner.h - what the files of backfill share; for nobody else */
/* SPDX-License-Identifier: MIT */
#ifndef BACKFILL_INNER_H
#define BACKFILL_INNER_H

#include "backfill.h"
#include "base/pool.h"
#include "hosts.h"
#include "slice.h"

struct fetch;
struct reader_errand;

/* What is being asked for. */
enum way { WAY_LIST, WAY_SITEMAP, WAY_ITEM };

enum { BACKFILL_HELD = BACKFILL_PAGES + BACKFILL_ITEMS + 1 };

/* Addresses that are to be asked for, one after the other. */
struct queue {
	const char *url[BACKFILL_ITEMS];
	size_t n, next, most;
};

/* One gap being looked into. */
struct filling {
	struct filling *next; /* backfill's fillings */
	struct backfill *backfill;
	const struct conf_feed *conf;
	int64_t feed;
	int64_t start, end; /* of the gap */
	struct pool *pool;
	struct ticket ticket;
	struct fetch *fetch;
	struct reader_errand *errand;
	enum way way;
	const char *url; /* that is asked for */
	int page;        /* 0: the feed itself */
	int asked;
	const char *older;  /* the page after this one, or NULL */
	const char *folder; /* of the feed's links, or NULL */
	struct queue sitemaps, items;
	size_t guess;  /* the next of older_sitemap() */
	size_t mapped; /* sitemaps that were read */
	bool reached;  /* an item from before the gap was met */
	struct pool *held[BACKFILL_HELD]; /* where the items found lie */
	size_t n_held;
	/* The document that is being looked through. */
	struct slice slice;
	struct pool *read; /* NULL: none is */
	const struct document *document;
	size_t at;         /* of its items, then of its links */
	bool taken;        /* something of it is kept */
	struct item *item; /* those that are not known */
	size_t n, room;
	struct backfill_found found;
};

struct backfill {
	struct turn *turn;
	const struct means *means;
	backfill_done_fn *done;
	void *context;
	struct filling *fillings;
};

/* What the document says, an item or a link at a time; false: that was the
 * last.  taken: its pool is kept for the items. */
bool backfill_take(struct filling *);
/* Where to ask next; NULL: nowhere. */
const char *backfill_next(struct filling *);
/* What was found, without what may be older than the gap. */
void backfill_sum_up(struct filling *);

#endif
